"""Making it easier for a while, and measuring again: the reductions."""

from datetime import date
from typing import TYPE_CHECKING

from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.records import Reduction, replace
from mastery_tui.practice.reducing import Easier as Planned, Offer, afterwards, offered
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import Timeline, written_standard

from .context import CoachContext
from .words import easier as words

if TYPE_CHECKING:
    from mastery_tui.journal.change import Change


class Easier:
    """Easier days: what is offered, what runs, and how it ends."""

    def __init__(self, context: CoachContext) -> None:
        self._context = context

    def offer(self) -> Offer:
        """The reduction that is offered today.

        Raises:
            Refused: ``cycle.none``, ``reduction.no_day`` where no scheduled day is left that is not recorded.
        """
        return _offer(self._context.running)

    def reduce(self, target: float | None = None, minimum: float | None = None, until: date | None = None) -> Reduction:
        """Make it easier from the next open day on; what is not said is as offered.

        A reduction that still runs and is easier in either number ends the day before; one that is not goes on beneath,
        unless it would show on no day.

        Raises:
            Refused: ``reduction.yes_no`` for a behaviour without an amount, ``reduction.easier`` where the target
                or the minimum is larger than the standard's, or both are the same, ``reduction.order``,
                ``reduction.no_day``, ``minimum.above_target``.
        """
        with self._context.change("reduce", day=self._context.today) as change:
            timeline = self._context.running
            if timeline.behaviour.yes_no:
                raise Refused("reduction.yes_no")
            offer = _offer(timeline)
            standard = written_standard(timeline.records, offer.first)
            amounts = (
                offer.target if target is None else target,
                offer.minimum if minimum is None else minimum,
            )
            harder = amounts[0] > standard.target or amounts[1] > standard.minimum
            if harder or amounts == (standard.target, standard.minimum):
                raise Refused("reduction.easier", target=standard.target, minimum=standard.minimum)
            last = min(until or offer.until, timeline.last_day) if timeline.plan.last else until or offer.until
            for old in timeline.records.reductions:
                hidden = offer.first <= old.from_day and old.until_day <= last
                if hidden or old.target < amounts[0] or old.minimum < amounts[1]:
                    _end(change, old, offer.first - ONE_DAY)
            return self.put_in(change, timeline, Planned(offer.first, last, *amounts))

    def put_in(self, change: "Change", timeline: Timeline, planned: Planned) -> Reduction:
        """Record a reduction as a part of a change; what runs already goes on beneath it."""
        new = Reduction(
            id="",
            cycle=timeline.records.cycle.id,
            at=self._context.now(),
            from_day=planned.first,
            until_day=planned.until,
            target=planned.target,
            minimum=planned.minimum,
        )
        return change.put(new)

    def end(self) -> str:
        """Let the easier days end with today; says what holds from tomorrow on.

        Raises:
            Refused: ``reduction.none`` where none goes on after today.
        """
        with self._context.change("end_reduction", day=self._context.today) as change:
            timeline = self._context.running
            going_on = [old for old in timeline.records.reductions if old.until_day > timeline.today]
            if not going_on:
                raise Refused("reduction.none")
            for old in going_on:
                _end(change, old, timeline.today)
        begun = any(old.from_day <= timeline.today for old in going_on)
        return words.ended(self._context.running.day(timeline.today + ONE_DAY), begun=begun)

    def edit_shows_later(self, *edited: str) -> str:
        """That new numbers show only after the easier days, '' where they show today.

        Args:
            edited: which of ``target`` and ``minimum`` are new.
        """
        return words.edit_shows_later(self._context.running, edited)

    def now(self) -> str:
        """The reduction in force or about to begin that lasts longest, in a line; '' where there is none."""
        return words.now(self._context.running)

    def going_on(self) -> str:
        """The reduction that goes on longest after today, in a sentence; '' where none does."""
        return words.going_on(self._context.running)

    def afterwards(self, until: date) -> str:
        """What comes after easier days up to a date: ``measured`` again, the plan is ``over``, or ``plain``."""
        return afterwards(self._context.running, until).value


def _offer(timeline: Timeline) -> Offer:
    offer = offered(timeline)
    if offer is None:
        raise Refused("reduction.no_day")
    return offer


def _end(change: "Change", old: Reduction, last: date) -> None:
    """Let a reduction end on a date, where it would go on after it; one that has not begun by then never was."""
    if old.from_day > last:
        change.delete(old)
    elif old.until_day > last:
        change.put(replace(old, until_day=last))
