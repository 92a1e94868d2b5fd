"""The plan's events: feedback checks, adjustments and transfer tests, each on its day."""

from datetime import date
from typing import TYPE_CHECKING

from mastery_tui.practice.draft import check_day
from mastery_tui.practice.records import Adjustment, Changed, ClosedAs, FeedbackCheck, TransferTest, replace
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.text import clean_line, clean_note
from mastery_tui.practice.timeline import Timeline

from .context import CoachContext
from .words import left, plan as words

if TYPE_CHECKING:
    from mastery_tui.journal.change import Change


class Events:
    """What people record of a plan beside its days; :class:`Plan` hands it over."""

    def __init__(self, context: CoachContext) -> None:
        self._context = context

    def feedback(self, finding: str, source: str = "", day: date | None = None) -> FeedbackCheck:
        """Record a feedback check, by the cycle's own source where none is named.

        Raises:
            Refused: a date outside the cycle or ahead, ``text.missing``.
        """
        with self._context.change() as change:
            day = self._past(day)
            change.tell("feedback", day=day)
            timeline = self._open_on(day)
            check = FeedbackCheck(
                id="",
                cycle=timeline.records.cycle.id,
                at=self._context.now(),
                day=day,
                source=clean_line(source) or timeline.behaviour.feedback_source,
                finding=clean_note(finding),
            )
            return change.put(check)

    def adjust(self, text: str = "", *, close: str | None = None, closed_as: ClosedAs | None = None) -> Adjustment:
        """Close an open adjustment, open the next one today, or both as one change.

        Args:
            text: what is tried from today on, '' for nothing new.
            close: the id of the one that is closed, the newest where none is named.
            closed_as: how that one is closed; None closes nothing.

        Returns:
            The one that was opened, else the one that was closed.

        Raises:
            Refused: ``adjustment.none`` where nothing that is open can be closed, ``text.missing`` where neither is
                said, ``text.length``.
        """
        text = clean_line(text)
        with self._context.change() as change:
            day = self._past(None)
            change.tell("close_adjustment" if closed_as and not text else "adjust", day=day)
            if closed_as is not None:
                found = [tried for tried in self.open_adjustments() if close in (None, tried.id)]
                if not found:
                    raise Refused("adjustment.none")
                ended = max(self._context.today, found[-1].opened_on)
                closed = change.put(replace(found[-1], closed_on=ended, closed_as=closed_as))
                if not text:
                    return closed
            cycle = self._open_on(day).records.cycle.id
            return change.put(Adjustment(id="", cycle=cycle, at=self._context.now(), text=text, opened_on=day))

    def park_in(self, change: "Change") -> tuple[Adjustment, ...]:
        """Park all open adjustments but the first opened, which has been tried the longest, as a part of a change.

        Raises:
            Refused: ``adjustment.one`` where no other is open.
        """
        change.tell("park_others", day=self._context.today)
        others = sorted(self.open_adjustments(), key=lambda tried: (tried.opened_on, tried.at))[1:]
        if not others:
            raise Refused("adjustment.one")
        return tuple(
            change.put(replace(tried, closed_on=max(self._context.today, tried.opened_on), closed_as=ClosedAs.PARKED))
            for tried in others
        )

    def open_adjustments(self) -> tuple[Adjustment, ...]:
        """Adjustments that are being tried, oldest first."""
        return tuple(tried for tried in self._context.running.records.adjustments if tried.closed_on is None)

    def tried(self) -> tuple[str, ...]:
        """What is tried today, the one that was opened first in front."""
        return left.tried(self._context.running.records.adjustments, self._context.today)

    def kept(self) -> tuple[str, ...]:
        """What was kept of adjustments."""
        return left.kept(self._context.running.records.adjustments, self._context.today)

    def several_adjustments(self) -> str:
        """That more than one adjustment is being tried, '' where it is one at most."""
        return words.several_adjustments(len(self.open_adjustments()))

    def transfer(
        self,
        changed: Changed,
        context: str,
        *,
        day: date | None = None,
        amount: float | None = None,
        errors: int | None = None,
        score: float | None = None,
        held: str = "",
        broke: str = "",
        following: str = "",
    ) -> TransferTest:
        """Record a transfer test.

        Raises:
            Refused: a date outside the cycle or ahead, or a value out of bounds.
        """
        with self._context.change() as change:
            day = self._past(day)
            change.tell("transfer", day=day)
            test = TransferTest(
                id="",
                cycle=self._open_on(day).records.cycle.id,
                at=self._context.now(),
                day=day,
                changed=changed,
                context=clean_line(context),
                amount=amount,
                errors=errors,
                score=score,
                held=clean_line(held),
                broke=clean_line(broke),
                next=clean_line(following),
            )
            return change.put(test)

    def _past(self, day: date | None) -> date:
        """The date that an event belongs to: the one named, else today, or the cycle's last one after its end."""
        return day or min(self._context.today, self._context.running.last_day)

    def _open_on(self, day: date) -> Timeline:
        timeline = self._context.running
        check_day(day, None, timeline.first_day, timeline.plan.last, timeline.today)
        return timeline
