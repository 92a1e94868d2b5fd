"""What people record beside days: feedback checks, adjustments, transfer tests, reflections, answers to cues."""

from datetime import date, timedelta

from mastery_tui import guide
from mastery_tui.practice.days import WEEKS, days_of_week
from mastery_tui.practice.draft import check_day
from mastery_tui.practice.records import (
    Adjustment,
    Answer,
    AnswerKind,
    Changed,
    ClosedAs,
    Conditions,
    FeedbackCheck,
    Reflection,
    TransferTest,
    replace,
)
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.text import clean_line, clean_note
from mastery_tui.practice.timeline import Timeline

from .desk import Desk


class Events(Desk):
    """The plan's other events."""

    def feedback(self, finding: str, source: str = "", day: date | None = None) -> FeedbackCheck:
        """Record a feedback check, by the cycle's own source where none is named.

        Raises:
            Refused: a date outside the cycle or ahead, ``text.missing``.
        """
        with self.change() as change:
            day = self._past(day)
            change.tell("feedback", day=day)
            timeline = self._open_on(day)
            check = FeedbackCheck(
                id="",
                cycle=timeline.records.cycle.id,
                at=self.now(),
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
        with self.change() as change:
            day = self._past(None)
            change.tell("close_adjustment" if closed_as and not text else "adjust", day=day)
            if closed_as is not None:
                found = [each for each in self.open_adjustments() if close in (None, each.id)]
                if not found:
                    raise Refused("adjustment.none")
                ended = max(self.today, found[-1].opened_on)
                closed = change.put(replace(found[-1], closed_on=ended, closed_as=closed_as))
                if not text:
                    return closed
            cycle = self._open_on(day).records.cycle.id
            return change.put(Adjustment(id="", cycle=cycle, at=self.now(), text=text, opened_on=day))

    def open_adjustments(self) -> tuple[Adjustment, ...]:
        """Adjustments that are being tried, oldest first."""
        return tuple(each for each in self.running.records.adjustments if each.closed_on is None)

    def several_adjustments(self) -> str:
        """That more than one adjustment is being tried, '' where it is one at most."""
        n = len(self.open_adjustments())
        return guide.say("dialogs", "adjustments_open", n=n) if n > 1 else ""

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
        with self.change() as change:
            day = self._past(day)
            change.tell("transfer", day=day)
            test = TransferTest(
                id="",
                cycle=self._open_on(day).records.cycle.id,
                at=self.now(),
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

    def reflect(
        self,
        week: int,
        answers: dict[str, str],
        *,
        conditions: Conditions | None = None,
        evidence: str = "",
        counter_example: str = "",
        better_next_week: str = "",
    ) -> Reflection:
        """Write a week's reflection; writing it again replaces it.

        Raises:
            Refused: ``week.range``, ``week.not_yet``, ``reflection.empty``, or a text over its length.
        """
        kept = {key: clean_note(text) for key, text in answers.items() if clean_note(text)}
        slots = conditions or Conditions()
        cleaned = Conditions(**{slot: clean_line(getattr(slots, slot)) for slot in slots.__struct_fields__})
        with self.change("reflect", week=week) as change:
            timeline = self.running
            self._check_week(timeline, week)
            reflection = Reflection(
                id="",
                cycle=timeline.records.cycle.id,
                at=self.now(),
                week=week,
                answers=kept,
                conditions=cleaned,
                evidence=clean_line(evidence),
                counter_example=clean_line(counter_example),
                better_next_week=clean_line(better_next_week),
            )
            if not kept and cleaned == Conditions() and not reflection.counter_example + reflection.better_next_week:
                raise Refused("reflection.empty")
            return change.put(reflection)

    def answer(self, rule: str, days: int | None = None) -> Answer:
        """Answer a cue that fires: seen, or hidden for some days.

        Args:
            rule: the rule's id.
            days: hide it for so many days; None acknowledges it.

        Raises:
            Refused: ``cue.not_firing``.
        """
        with self.change("answer", rule=rule) as change:
            if all(cue.rule != rule for cue in self.firing()):
                raise Refused("cue.not_firing", rule=rule)
            answer = Answer(
                id="",
                cycle=self.running.records.cycle.id,
                at=self.now(),
                rule=rule,
                day=self.today,
                answer=AnswerKind.ACKNOWLEDGED if days is None else AnswerKind.SNOOZED,
                until=None if days is None else self.today + timedelta(days=days),
            )
            return change.put(answer)

    def _past(self, day: date | None) -> date:
        """The date that an event belongs to: the one named, else today, or the cycle's last one after its end."""
        return day or min(self.today, self.running.last_day)

    def _open_on(self, day: date) -> Timeline:
        timeline = self.running
        check_day(day, None, timeline.first_day, timeline.plan.last, self.today)
        return timeline

    def _check_week(self, timeline: Timeline, week: int) -> None:
        if not 1 <= week < WEEKS:
            raise Refused("week.range", first=1, last=WEEKS - 1)
        first = timeline.plan.date_of(days_of_week(week)[0])
        if first is None or self.today < first:
            raise Refused("week.not_yet", week=week, first=days_of_week(week)[0])
