"""Trend: the line through a cycle's results, plan day by plan day, that no single day can turn."""

from collections.abc import Sequence
from itertools import combinations

from msgspec import Struct

from .comparing import FEWEST, median
from .days import WEEK_DAYS
from .timeline import Timeline


def theil_sen_slope(points: Sequence[tuple[float, float]]) -> float | None:
    """The median of the slopes between all pairs of points (x, y), or None without two different x.

    Theil 1950, Sen 1968.
    """
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2]
    return median(slopes) if slopes else None


class Trend(Struct, frozen=True):
    """The Theil-Sen line through a cycle's results, as they were recorded: what improves by falling falls.

    Attributes:
        slope: the change from one plan day to the next, in the result's unit.
        intercept: the line's value on plan day 0: the median of what the slope leaves of each result.
        first: the plan day of the first result.
        last: the plan day of the last one.
        n: results it rests on.
    """

    slope: float
    intercept: float
    first: int
    last: int
    n: int

    @property
    def a_week(self) -> float:
        """The change from one plan week to the next."""
        return self.slope * WEEK_DAYS

    def at(self, plan_day: float) -> float:
        """The line's value on a plan day."""
        return self.intercept + self.slope * plan_day


def line_through(points: Sequence[tuple[float, float]]) -> Trend | None:
    """The Theil-Sen line through some points (plan day, result), in any order; None without two different days."""
    slope = theil_sen_slope(points)
    if slope is None:
        return None
    days = [x for x, _ in points]
    intercept = median(y - slope * x for x, y in points)
    return Trend(slope, intercept, int(min(days)), int(max(days)), len(points))


def trend(timeline: Timeline) -> Trend | None:
    """The trend of a cycle's results, the baseline's among them; None under 5."""
    points = [(float(day.plan_day or 0), value) for day, value in timeline.results()]
    return line_through(points) if len(points) >= FEWEST else None
