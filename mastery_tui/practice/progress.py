"""What the numbers say: median, trend, baseline, conditions. Counts first, never a cause."""

from collections.abc import Sequence
from itertools import combinations

from msgspec import Struct

from .days import days_of_week
from .records import Baseline, BaselineRow, CheckIn, Outcome, ResultKind
from .refused import Refused
from .timeline import Day, Timeline, result_of

SMALLEST_BASELINE = 3
THIN_BASELINE = 5


def theil_sen_slope(points: Sequence[tuple[float, float]]) -> float | None:
    """The median of the slopes between all pairs of points (x, y), or None without two different x.

    Theil 1950, Sen 1968.
    """
    from statistics import median

    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2]
    return median(slopes) if slopes else None


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
    from statistics import median

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


class Condition(Struct, frozen=True):
    """Days with a context tag against days without it, among recorded days that carry tags.

    Attributes:
        kept_with: kept days with the tag.
        with_tag: recorded days with the tag.
        kept_without: kept days without it.
        without_tag: recorded days without it.
    """

    tag: str
    kept_with: int
    with_tag: int
    kept_without: int
    without_tag: int


def conditions(timeline: Timeline) -> tuple[Condition, ...]:
    """Each context against the days without it, most days first; tags that no day carries are left out.

    Days without any tag are left out. Where cancelled days carry no tags, keeping cannot be compared and nothing is
    returned.
    """
    days = [day for day in timeline.days if day.recorded and day.check_in is not None]
    tagged = [day for day in days if day.check_in is not None and day.check_in.contexts]
    if any(day.cancelled and day not in tagged for day in days):
        return ()
    found = []
    for tag in sorted({tag for day in tagged for tag in _tags(day)}):
        with_tag = [day for day in tagged if tag in _tags(day)]
        without = [day for day in tagged if tag not in _tags(day)]
        found.append(
            Condition(tag, sum(d.kept for d in with_tag), len(with_tag), sum(d.kept for d in without), len(without))
        )
    return tuple(sorted(found, key=lambda each: -each.with_tag))


def _tags(day: Day) -> tuple[str, ...]:
    return () if day.check_in is None else day.check_in.contexts


def last_results(timeline: Timeline, count: int) -> tuple[float, ...]:
    """The last results, oldest first."""
    return tuple(value for _, value in timeline.results())[-count:]


def last_session(timeline: Timeline) -> CheckIn | None:
    """The newest session before today."""
    earlier = [session for session in timeline.sessions if session.day < timeline.today]
    return earlier[-1] if earlier else None
