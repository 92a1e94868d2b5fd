"""Plan weeks beside each other: what became of their days, and the middles of their sessions."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from .days import WEEKS, days_of_week, plan_week
from .progress import median_of
from .records import CheckIn
from .timeline import Adherence, Day, Mark, State, Timeline, result_of


class WeekProgress(Struct, frozen=True):
    """A plan week in figures; what has no value is None.

    Attributes:
        number: 1 to 5, 5 is the wrap-up.
        first: its first plan day.
        last: its last plan day.
        counts: its dates up to today by what they show, in the order of :class:`Mark`; a paused date belongs to the
            week of the plan day before it, as a pause ends no week.
        adherence: what was kept.
        n: results it has.
        result: their median, as recorded.
        minutes: the median of its sessions' minutes.
        effort: of their effort.
        confidence: of their confidence.
        begun: whether its first day has come.
        current: whether the plan runs in it, or stands still in it.
    """

    number: int
    first: int
    last: int
    counts: tuple[int, ...]
    adherence: Adherence
    n: int
    result: float | None
    minutes: float | None
    effort: float | None
    confidence: float | None
    begun: bool
    current: bool


def weekly(timeline: Timeline) -> tuple[WeekProgress, ...]:
    """All five plan weeks in figures."""
    days: dict[int, list[Day]] = {number: [] for number in range(1, WEEKS + 1)}
    counts: dict[int, Counter[Mark]] = {number: Counter() for number in days}
    reached, newest = 1, 0
    for day in timeline.days:
        if day.plan_day is not None:
            reached = plan_week(day.plan_day)
            days[reached].append(day)
        if not day.ahead:
            newest = reached
            mark = Mark.PAUSED if day.paused else day.mark
            counts[reached].update(() if mark is None else (mark,))
    over = timeline.state in (State.AWAITING_SUMMARY, State.ENDED)
    return tuple(
        _week(timeline, number, days[number], counts[number], current=number == newest and not over) for number in days
    )


def totals(weeks: Sequence[WeekProgress]) -> tuple[int, ...]:
    """The counts of all weeks together, in the order of :class:`Mark`."""
    return tuple(map(sum, zip(*(week.counts for week in weeks), strict=True)))


def _week(
    timeline: Timeline, number: int, days: Sequence[Day], counts: Counter[Mark], *, current: bool
) -> WeekProgress:
    numbers = days_of_week(number)
    sessions = [day.session for day in days if day.session is not None and not day.ahead]
    results = [value for session in sessions if (value := result_of(session, timeline.behaviour)) is not None]
    return WeekProgress(
        number=number,
        first=numbers[0],
        last=numbers[-1],
        counts=tuple(counts[mark] for mark in Mark),
        adherence=Adherence.of(days),
        n=len(results),
        result=median_of(results),
        minutes=_median(sessions, "minutes"),
        effort=_median(sessions, "effort"),
        confidence=_median(sessions, "confidence"),
        begun=any(not day.ahead for day in days),
        current=current,
    )


def _median(sessions: Sequence[CheckIn], field: str) -> float | None:
    told = (getattr(session, field) for session in sessions)
    return median_of([value for value in told if value is not None])
