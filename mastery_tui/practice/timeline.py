"""Timeline: the one read model of a cycle. Records in, days and weeks out."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from .choices import Mark as Mark, State as State
from .days import ONE_DAY, WEEKS, PlanDays, dates, days_of_week, plan_week
from .records import Behaviour, Better, CheckIn, CycleRecords, Outcome, Standard, TransferTest, replace
from .refused import Refused

SPARES_A_WEEK = 1
SMALLEST_FOR_RATE = 3
NOT_SHOWN = 0.0005
"""Half of the last decimal that a number is shown with."""


class Day(Struct, frozen=True):
    """One date of a cycle.

    Attributes:
        day: the date.
        plan_day: 1 to 30, None on a paused date.
        week: the plan week, None on a paused date.
        rest_weekday: whether the person planned to rest on this weekday.
        past: whether the date lies before today.
        check_in: what was recorded, if anything; on paused dates it counts nowhere.
        target: the target in force, in the behaviour's unit.
        minimum: the minimum in force, in the behaviour's unit.
        locked: whether the minimum is locked.
        reduced: whether a reduction is in force.
        ahead: whether the date lies after today; what is recorded there does not count yet.
    """

    day: date
    plan_day: int | None
    week: int | None
    rest_weekday: bool
    past: bool
    check_in: CheckIn | None
    target: float
    minimum: float
    locked: bool
    reduced: bool
    ahead: bool = False

    @property
    def paused(self) -> bool:
        """Whether the plan stands still on this date."""
        return self.plan_day is None

    @property
    def rest_planned(self) -> bool:
        """Whether a rest was planned for this date: a rest weekday, or a rest recorded ahead."""
        return self.rest_weekday or (self.check_in is not None and self.check_in.planned)

    @property
    def outcome(self) -> Outcome | None:
        """The recorded outcome; None where nothing is recorded or the plan is paused."""
        return None if self.plan_day is None or self.check_in is None else self.check_in.outcome

    @property
    def scheduled(self) -> bool:
        """Whether the day counts: unpaused, not ahead, no rest, and recorded or past."""
        if self.paused or self.ahead:
            return False
        outcome = self.outcome
        if outcome is None:
            return self.past and not self.rest_weekday
        if outcome is Outcome.CANCELLED:
            return not self.rest_planned
        return outcome is not Outcome.REST

    @property
    def recorded(self) -> bool:
        """Whether this is a scheduled day with a check-in."""
        return self.outcome is not None and self.scheduled

    @property
    def kept(self) -> bool:
        """Whether the target or the minimum was met."""
        outcome = self.outcome
        return outcome is not None and outcome.kept and self.scheduled

    @property
    def cancelled(self) -> bool:
        """Whether a scheduled block was cancelled."""
        return self.outcome is Outcome.CANCELLED and self.scheduled

    @property
    def session(self) -> CheckIn | None:
        """The check-in, where it is a session on an unpaused day."""
        outcome = self.outcome
        return self.check_in if outcome is not None and outcome.session else None

    @property
    def mark(self) -> Mark | None:
        """What the calendar shows; None for a day that is still open."""
        if self.check_in is not None:
            return Mark(self.check_in.outcome.value)
        if self.paused:
            return Mark.PAUSED
        if self.rest_weekday:
            return Mark.REST
        return Mark.UNRECORDED if self.past else None


class Adherence(Struct, frozen=True):
    """How many of the recorded days were kept.

    Attributes:
        kept: scheduled days with the target or the minimum met.
        recorded: scheduled days with a check-in.
        scheduled: days that count so far.
    """

    kept: int
    recorded: int
    scheduled: int

    @classmethod
    def of(cls, days: Iterable[Day]) -> "Adherence":
        """The adherence over some days; today counts only once it is recorded."""
        scheduled = [day for day in days if day.scheduled]
        return cls(sum(day.kept for day in scheduled), sum(day.recorded for day in scheduled), len(scheduled))

    @property
    def not_recorded(self) -> int:
        """Scheduled days without a check-in; never counted as cancelled."""
        return self.scheduled - self.recorded

    @property
    def rate(self) -> float | None:
        """Kept by recorded, 0 to 1; None under 3 recorded days."""
        return self.kept / self.recorded if self.recorded >= SMALLEST_FOR_RATE else None


class Week(Struct, frozen=True):
    """A plan week: its days so far as the plan has dates for them."""

    number: int
    days: tuple[Day, ...]

    @property
    def adherence(self) -> Adherence:
        """The week's adherence."""
        return Adherence.of(self.days)

    @property
    def cancelled(self) -> int:
        """Cancelled blocks in this week."""
        return sum(day.cancelled for day in self.days)

    @property
    def spare(self) -> int:
        """Spares left: a week allows one cancelled block."""
        return max(0, SPARES_A_WEEK - self.cancelled)


class Timeline(Struct, frozen=True):
    """A cycle as it stands on one day: every date from its start to plan day 30, or to today under an open pause."""

    records: CycleRecords
    today: date
    plan: PlanDays
    days: tuple[Day, ...]

    @classmethod
    def of(cls, records: CycleRecords, today: date) -> "Timeline":
        """The timeline of some records, seen on ``today``."""
        cycle = records.cycle
        plan = PlanDays.of(cycle.started_on, records.pauses)
        last = plan.last
        if last is None:
            recorded = (check_in.day for check_in in records.check_ins)
            last = max(today, *(span.first for span in plan.paused), *recorded)
        if cycle.ended_on is not None:
            last = min(last, cycle.ended_on)
        by_day = {check_in.day: check_in for check_in in records.check_ins}
        days = tuple(_day(records, plan, day, today, by_day.get(day)) for day in dates(cycle.started_on, last))
        return cls(records, today, plan, days)

    @property
    def behaviour(self) -> Behaviour:
        """The one core behaviour."""
        return self.records.cycle.behaviour

    @property
    def state(self) -> State:
        """Where the cycle stands today."""
        if self.records.cycle.ended_on is not None:
            return State.ENDED
        if self.today < self.plan.started_on:
            return State.NOT_STARTED
        # A pause that begins after plan day 30 stops nothing.
        last = self.plan.last
        if last is not None and self.today > last:
            return State.AWAITING_SUMMARY
        return State.PAUSED if self.plan.is_paused(self.today) else State.RUNNING

    @property
    def plan_day(self) -> int | None:
        """Today's plan day while the cycle runs."""
        return self.plan.plan_day(self.today) if self.state is State.RUNNING else None

    @property
    def first_day(self) -> date:
        """The first date of the cycle."""
        return self.plan.started_on

    @property
    def last_day(self) -> date:
        """The last date that the timeline holds."""
        return self.days[-1].day if self.days else self.plan.started_on

    def day(self, day: date) -> Day | None:
        """One date of the cycle, or None outside of it."""
        index = (day - self.plan.started_on).days
        return self.days[index] if 0 <= index < len(self.days) else None

    def require_day(self, day: date) -> Day:
        """One date of the cycle.

        Raises:
            Refused: ``day.before_start`` or ``day.after_end`` outside of it.
        """
        found = self.day(day)
        if found is not None:
            return found
        if day < self.first_day:
            raise Refused("day.before_start", first=self.first_day)
        raise Refused("day.after_end", last=self.last_day)

    @property
    def nearest_day(self) -> date:
        """Today, or the date of the cycle that is nearest to it: the first one before the start, else the last."""
        return self.nearest_to(self.today)

    def nearest_to(self, day: date) -> date:
        """A date, or the date of the cycle that is nearest to it."""
        return min(max(day, self.first_day), self.last_day)

    def week(self, number: int) -> Week:
        """One plan week, 1 to 5."""
        numbers = days_of_week(number)
        return Week(number, tuple(day for day in self.days if day.plan_day is not None and day.plan_day in numbers))

    @property
    def weeks(self) -> tuple[Week, ...]:
        """All plan weeks."""
        return tuple(self.week(number) for number in range(1, WEEKS + 1))

    @property
    def adherence(self) -> Adherence:
        """The cycle's adherence."""
        return Adherence.of(self.days)

    @property
    def sessions(self) -> tuple[CheckIn, ...]:
        """Sessions on unpaused days, oldest first."""
        return tuple(day.session for day in self.days if day.session is not None)

    def results(self) -> tuple[tuple[Day, float], ...]:
        """The days that have a result, oldest first, each with its result as recorded."""
        return results_of(self.days, self.behaviour)


def results_of(days: Iterable[Day], behaviour: Behaviour) -> tuple[tuple[Day, float], ...]:
    """Those of some days that have a result, each with its result as recorded."""
    found = ((day, result_of(day.session, behaviour)) for day in days if day.session is not None)
    return tuple((day, value) for day, value in found if value is not None)


def result_of(check_in: CheckIn | TransferTest, behaviour: Behaviour) -> float | None:
    """The number that tells improvement, as recorded; None where it has none or the block was cancelled."""
    if isinstance(check_in, CheckIn) and check_in.outcome in (Outcome.CANCELLED, Outcome.REST):
        return None
    # A kind of result is named like the field that holds it; there is none of that name where there is no result.
    value: float | None = getattr(check_in, behaviour.result.value, None)
    return None if value is None else float(value)


def turned(value: float, behaviour: Behaviour) -> float:
    """A result turned so that more is better."""
    return value if behaviour.better is Better.MORE else -value


def written_standard(records: CycleRecords, day: date) -> Standard:
    """The standard that is written down for a date; easier days do not show in it."""
    standards = sorted(records.cycle.standards, key=lambda standard: standard.from_day)
    begun = [standard for standard in standards if standard.from_day <= day]
    return begun[-1] if begun else standards[0]


def standard_on(records: CycleRecords, day: date) -> tuple[Standard, bool]:
    """The standard in force on a date, and whether a reduction made it easier: each number the lowest that holds."""
    standard = written_standard(records, day)
    easier = [reduction for reduction in records.reductions if reduction.from_day <= day <= reduction.until_day]
    target = min([standard.target, *(reduction.target for reduction in easier)])
    minimum = min([standard.minimum, *(reduction.minimum for reduction in easier)])
    if (target, minimum) == (standard.target, standard.minimum):
        return standard, False
    return replace(standard, target=target, minimum=minimum), True


def outcome_of(amount: float, target: float, minimum: float) -> Outcome:
    """The outcome that follows from an amount: target met, minimum met, started, or nothing done.

    Half of the last decimal that is shown counts as met, as 0:40 and 0:40 together are 1:20 in hours too.
    """
    if amount >= enough_for(target):
        return Outcome.DONE
    if amount >= enough_for(minimum):
        return Outcome.MINIMUM
    return Outcome.PARTIAL if amount > 0 else Outcome.CANCELLED


def enough_for(aim: float) -> float:
    """The smallest amount that meets a target or a minimum, which is shown with fewer decimals than it has."""
    return aim - min(NOT_SHOWN, aim / 1000)


def end_of_stopped(timeline: Timeline) -> date:
    """The last date of a cycle that stops now: today if it is recorded, else yesterday, never before the start."""
    today = timeline.day(timeline.today)
    last = timeline.today if today is not None and today.check_in is not None else timeline.today - ONE_DAY
    return max(last, timeline.plan.started_on)


def _day(records: CycleRecords, plan: PlanDays, day: date, today: date, check_in: CheckIn | None) -> Day:
    plan_day = plan.plan_day(day)
    standard, reduced = standard_on(records, day)
    return Day(
        day=day,
        plan_day=plan_day,
        week=None if plan_day is None else plan_week(plan_day),
        rest_weekday=day.isoweekday() in records.cycle.behaviour.rest_weekdays,
        past=day < today,
        check_in=check_in,
        target=standard.target,
        minimum=standard.minimum,
        locked=standard.locked,
        reduced=reduced,
        ahead=day > today,
    )
