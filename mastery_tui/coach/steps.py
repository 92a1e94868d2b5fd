"""Next steps that act: making it easier for a while and measuring again, and parking all but one adjustment."""

from datetime import date, timedelta
from math import ceil

from msgspec import Struct

from mastery_tui import guide
from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.records import Adjustment, ClosedAs, PauseReason, Reduction, replace
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import Timeline, standard_on

from .cueing import AMOUNT_STEPS
from .recording import Recording

EASIER_SESSIONS = 3
"""Sessions that a reduction lasts where results flatten, before it is measured again."""

EASIER_DATES = 7
"""Dates that an offered reduction lasts: the week of the rule that halves the minimum."""


class Easier(Struct, frozen=True):
    """An offered reduction: the minimum halved and rounded up to a whole unit, the target eased as much.

    Attributes:
        smallest: whether the minimum is at one whole unit already, so that only a shorter version in words helps.
    """

    target: float
    minimum: float
    until: date
    smallest: bool


class Steps(Recording):
    """What a cue's next step does; each is a record, and can be taken back."""

    def easier(self) -> Easier:
        """The reduction that is offered today.

        Raises:
            Refused: ``cycle.none``.
        """
        timeline = self.running
        first = self._first_open(timeline)
        standard, _ = standard_on(replace(timeline.records, reductions=()), first)
        minimum = min(standard.minimum, max(1, ceil(standard.minimum / 2)))
        return Easier(
            target=max(minimum, ceil(standard.target / 2)),
            minimum=minimum,
            until=first + timedelta(days=EASIER_DATES - 1),
            smallest=minimum >= standard.minimum,
        )

    def reduce(self, target: float | None = None, minimum: float | None = None, until: date | None = None) -> Reduction:
        """Make it easier from the first open day on; what is not said is as offered.

        A reduction that still runs ends the day before.

        Raises:
            Refused: ``reduction.yes_no`` for a behaviour without an amount, ``reduction.easier`` where the target
                or the minimum is larger than now, or both are the same, ``reduction.order``, ``minimum.above_target``.
        """
        with self.change("reduce", day=self.today) as change:
            timeline = self.running
            if timeline.behaviour.yes_no:
                raise Refused("reduction.yes_no")
            offer, first = self.easier(), self._first_open(timeline)
            standard, _ = standard_on(replace(timeline.records, reductions=()), first)
            amounts = (
                offer.target if target is None else target,
                offer.minimum if minimum is None else minimum,
            )
            harder = amounts[0] > standard.target or amounts[1] > standard.minimum
            if harder or amounts == (standard.target, standard.minimum):
                raise Refused("reduction.easier", target=standard.target, minimum=standard.minimum)
            new = Reduction(
                id="",
                cycle=timeline.records.cycle.id,
                at=self.now(),
                from_day=first,
                until_day=until or offer.until,
                target=amounts[0],
                minimum=amounts[1],
            )
            for old in timeline.records.reductions:
                if old.from_day >= first:
                    change.delete(old)
                elif old.until_day >= first:
                    change.put(replace(old, until_day=first - ONE_DAY))
            return change.put(new)

    def reduction(self) -> Reduction | None:
        """The reduction in force today or about to begin, None where there is none."""
        found = [each for each in self.running.records.reductions if each.until_day >= self.today]
        return found[-1] if found else None

    def park_others(self) -> tuple[Adjustment, ...]:
        """Park every open adjustment but the first opened, which has been tried the longest.

        Raises:
            Refused: ``adjustment.one`` where no other is open.
        """
        with self.change("park_others", day=self.today) as change:
            still_open = [each for each in self.running.records.adjustments if each.closed_on is None]
            others = sorted(still_open, key=lambda each: (each.opened_on, each.at))[1:]
            if not others:
                raise Refused("adjustment.one")
            closing = self.today
            return tuple(
                change.put(replace(each, closed_on=max(closing, each.opened_on), closed_as=ClosedAs.PARKED))
                for each in others
            )

    # -- from a cue --------------------------------------------------------------------------------------------------

    def take_step(self, rule: str) -> str:
        """Do what a cue's next step says, as one change; says what was done.

        Args:
            rule: the id of a rule whose cue shows.

        Raises:
            Refused: ``cue.not_firing``, ``step.none`` where the step is nothing that a record could hold, or what the
                step itself refuses.
        """
        cue = next((each for each in self.firing() if each.rule == rule), None)
        if cue is None:
            raise Refused("cue.not_firing", rule=rule)
        days = [row.day for row in cue.evidence.rows]
        match cue.step:
            case "rest_tomorrow":
                return self._said(cue.step, day=self.plan_rest().day)
            case "count_as_pause":
                pause = self.pause(min(days), max(days), PauseReason.OTHER)
                return self._said(cue.step, first=pause.first, last=pause.last)
            case "park_others":
                return self._said(cue.step, n=len(self.park_others()))
            case step if step in AMOUNT_STEPS:
                reduction = self._eased(cue.step)
                facts = {"target": reduction.target, "minimum": reduction.minimum, "until": reduction.until_day}
                return self._said("reduce", **facts)
        raise Refused("step.none")

    def _said(self, step: str, **facts: object) -> str:
        return guide.say("steps_done", step, **facts)

    def _eased(self, step: str) -> Reduction:
        """The reduction that a step means: only the minimum for a day, half of it for a week or for 3 sessions."""
        timeline = self.running
        first = self._first_open(timeline)
        standard, _ = standard_on(replace(timeline.records, reductions=()), first)
        if step == "minimum_tomorrow":
            return self.reduce(standard.minimum, standard.minimum, first)
        if step == "halve_minimum":
            return self.reduce(standard.target)
        return self.reduce(until=self._sessions_from(timeline, first))

    def _sessions_from(self, timeline: Timeline, first: date) -> date:
        """The date of the third day from ``first`` on that is neither paused nor a planned rest."""
        days = [day for day in timeline.days if day.day >= first and not day.paused and not self.rest_planned(day)]
        return days[:EASIER_SESSIONS][-1].day if days else first

    def _first_open(self, timeline: Timeline) -> date:
        """Today, or tomorrow once today is recorded."""
        today = timeline.day(self.today)
        recorded = today is not None and today.check_in is not None
        return self.today + ONE_DAY if recorded else max(self.today, timeline.first_day)
