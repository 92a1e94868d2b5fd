"""What the numbers say of the baseline and of what came since: medians, ranges, one verdict. Never a cause."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from .comparing import Verdict, later_verdict, median, nap
from .days import days_of_week
from .records import Baseline, BaselineRow, CheckIn, Outcome, ResultKind
from .refused import Refused
from .timeline import Timeline, result_of, turned

SMALLEST_BASELINE = 3
THIN_BASELINE = 5
LAST = 5
"""Values that "now" rests on; under so many nothing is said of it."""


class Band(Struct, frozen=True):
    """The baseline's middle and range.

    Attributes:
        n: values it rests on.
        thin: whether that is under 5.
    """

    median: float
    lowest: float
    highest: float
    n: int

    @property
    def thin(self) -> bool:
        """Whether the band rests on fewer than 5 values."""
        return self.n < THIN_BASELINE


def band(values: Sequence[float]) -> Band | None:
    """Middle and range of some values, or None of none."""
    if not values:
        return None
    return Band(median(values), min(values), max(values), len(values))


def baseline_band(baseline: Baseline | None) -> Band | None:
    """The band of a frozen baseline, or None where there is none or it has no results."""
    if baseline is None:
        return None
    return band([row.result for row in baseline.rows if row.result is not None])


def baseline_rows(timeline: Timeline) -> tuple[BaselineRow, ...]:
    """Week 1 as it could be frozen: its sessions with a result, or all of them where the behaviour has none."""
    rows = []
    for day in timeline.week(1).days:
        session = day.session
        if session is None or session.outcome is Outcome.CANCELLED:
            continue
        result = result_of(session, timeline.behaviour)
        if result is not None or timeline.behaviour.result is ResultKind.NONE:
            rows.append(BaselineRow(day=day.day, result=result, effort=session.effort, confidence=session.confidence))
    return tuple(rows)


def enough_to_freeze(timeline: Timeline) -> bool:
    """Whether week 1 has as many values as a baseline needs."""
    return len(baseline_rows(timeline)) >= SMALLEST_BASELINE


def frozen_baseline(timeline: Timeline) -> Baseline:
    """The baseline as the person may freeze it today.

    Raises:
        Refused: ``baseline.too_early`` before plan day 7, ``baseline.too_few`` under 3 values.
    """
    first = timeline.plan.date_of(days_of_week(1)[-1])
    if first is None or timeline.today < first:
        raise Refused("baseline.too_early", first=days_of_week(1)[-1])
    rows = baseline_rows(timeline)
    if len(rows) < SMALLEST_BASELINE:
        raise Refused("baseline.too_few", n=len(rows), needed=SMALLEST_BASELINE)
    return Baseline(frozen_on=timeline.today, rows=rows)


class Stage(StrEnum):
    """How far the baseline has come.

    Attributes:
        EARLY: week 1 is not over; its values so far wait for day 7.
        TOO_FEW: day 7 has come, with fewer values than can be frozen.
        WAITING: day 7 has come, and the values wait to be frozen.
        FROZEN: 5 results or more are frozen.
        THIN: fewer than 5 results are frozen.
        NUMBERLESS: sessions are frozen, and none of them has a result.
    """

    EARLY = "early"
    TOO_FEW = "too_few"
    WAITING = "waiting"
    FROZEN = "frozen"
    THIN = "thin"
    NUMBERLESS = "numberless"


class BaselineStatus(Struct, frozen=True):
    """Where the baseline stands.

    Attributes:
        n: results that are frozen, sessions where none of them has one; before freezing the values so far.
    """

    stage: Stage
    n: int


def baseline_status(timeline: Timeline) -> BaselineStatus:
    """How far the baseline has come, and with how many values."""
    baseline = timeline.records.cycle.baseline
    if baseline is not None:
        found = baseline_band(baseline)
        if found is None:
            return BaselineStatus(Stage.NUMBERLESS, len(baseline.rows))
        return BaselineStatus(Stage.THIN if found.thin else Stage.FROZEN, found.n)
    n = len(baseline_rows(timeline))
    first = timeline.plan.date_of(days_of_week(1)[-1])
    if first is None or timeline.today < first:
        return BaselineStatus(Stage.EARLY, n)
    return BaselineStatus(Stage.TOO_FEW if n < SMALLEST_BASELINE else Stage.WAITING, n)


# -- since the baseline ------------------------------------------------------------------------------------------------


class Change(Struct, frozen=True):
    """Results after the baseline beside the frozen ones.

    Attributes:
        n_before: frozen results.
        n_after: later results.
        nap: share of pairs in which the later one is better; None where a side is empty.
        verdict: what may be said of it.
    """

    n_before: int
    n_after: int
    nap: float | None
    verdict: Verdict


class Stretch(Struct, frozen=True):
    """A stretch of the plan in one column; what has no value is None.

    Attributes:
        results: middle and range of the results, as recorded.
        effort: the median effort.
        confidence: the median confidence.
    """

    results: Band | None
    effort: float | None
    confidence: float | None


class Compared(Struct, frozen=True):
    """The baseline beside what came since.

    Attributes:
        baseline: the frozen rows, as they stand.
        since: every session since the baseline.
        last: the last 5 values of each since the baseline, None under 5.
        change: since the baseline against it.
        minimum_days: frozen days that are minimum days, where the amount is the result; else 0.
    """

    baseline: Stretch
    since: Stretch
    last: Stretch
    change: Change
    minimum_days: int


def measured_until(baseline: Baseline) -> date:
    """The date of the baseline's last row; what comes after it is "since the baseline"."""
    return max((row.day for row in baseline.rows), default=baseline.frozen_on)


def sessions_since(baseline: Baseline | None, sessions: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    """Those of a cycle's sessions on plan days that are since the baseline; none without one.

    The one definition: the page, the cue and the reflection all mean the plan days after the last frozen row.
    """
    if baseline is None:
        return ()
    last = measured_until(baseline)
    return tuple(session for session in sessions if session.day > last)


def compared(timeline: Timeline) -> Compared | None:
    """The frozen baseline, all since, and the last 5; None without a frozen baseline.

    The frozen rows stand as they are, whatever became of their days.
    """
    baseline = timeline.records.cycle.baseline
    if baseline is None:
        return None
    behaviour, rows = timeline.behaviour, baseline.rows
    later = sessions_since(baseline, timeline.sessions)
    frozen = [row.result for row in rows if row.result is not None]
    results = [value for session in later if (value := result_of(session, behaviour)) is not None]
    efforts = [session.effort for session in later if session.effort is not None]
    confidences = [session.confidence for session in later if session.confidence is not None]
    share = nap([turned(value, behaviour) for value in frozen], [turned(value, behaviour) for value in results])
    return Compared(
        Stretch(
            band(frozen),
            median_of([row.effort for row in rows if row.effort is not None]),
            median_of([row.confidence for row in rows if row.confidence is not None]),
        ),
        Stretch(band(results), median_of(efforts), median_of(confidences)),
        Stretch(band(_last(results)), median_of(_last(efforts)), median_of(_last(confidences))),
        Change(len(frozen), len(results), share, later_verdict(len(frozen), len(results), share)),
        _minimum_days(timeline, rows),
    )


def since_baseline(timeline: Timeline) -> Change | None:
    """How the results since the baseline compare with it; None without a frozen baseline."""
    found = compared(timeline)
    return None if found is None else found.change


def now(timeline: Timeline) -> Band | None:
    """Middle and range of the last 5 results since the baseline; None under 5, and without a baseline."""
    found = compared(timeline)
    return None if found is None else found.last.results


def median_of(values: Sequence[float]) -> float | None:
    """The middle of some values, or None of none."""
    found = band(values)
    return None if found is None else found.median


def _last(values: Sequence[float]) -> Sequence[float]:
    return values[-LAST:] if len(values) >= LAST else ()


def _minimum_days(timeline: Timeline, rows: Iterable[BaselineRow]) -> int:
    if timeline.behaviour.result is not ResultKind.AMOUNT:
        return 0
    days = (timeline.day(row.day) for row in rows)
    return sum(day is not None and day.outcome is Outcome.MINIMUM for day in days)
