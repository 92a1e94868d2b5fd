"""What days that were recorded elsewhere become: outcomes by the standard of then, in cycles of thirty days."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from .choices import Ending, Outcome, ResultKind
from .days import ONE_DAY, PLAN_DAYS, Span
from .records import Cycle
from .refused import Refused
from .timeline import Day, Timeline, enough_for, outcome_of

LONGEST_GAP = 30
"""Dates without a record that end a cycle."""

_A_CYCLE = timedelta(days=PLAN_DAYS - 1)


class Said(StrEnum):
    """What another tracker says of a day without a number."""

    YES = "yes"
    NO = "no"
    SKIP = "skip"


class Theirs(Struct, frozen=True, kw_only=True, gc=False):
    """A day as it was recorded elsewhere.

    Attributes:
        day: the practice day.
        said: what it says, None where a number or an outcome says it, or nothing.
        outcome: one of the five, where a word for it is there.
        number: what was counted.
        minutes: how long it took.
        note: a comment.
        tags: contexts.
    """

    day: date
    said: Said | None = None
    outcome: Outcome | None = None
    number: float | None = None
    minutes: int | None = None
    note: str = ""
    tags: tuple[str, ...] = ()


class Asked(Struct, frozen=True, kw_only=True):
    """What was asked then.

    Attributes:
        numbers: what numbers are: amounts, errors, scores, or nothing that is kept.
        target: the amount of an ordinary good day; 1 without amounts.
        minimum: the smallest amount that counted; 1 without amounts.
        at_most: errors that a day may have and be done, None for any number.
        seconds: how long one of the unit is; 0 where it is not time.
    """

    numbers: ResultKind
    target: float = 1
    minimum: float = 1
    at_most: float | None = None
    seconds: int = 0

    @property
    def counted(self) -> bool:
        """Whether the amount decides."""
        return self.numbers is ResultKind.AMOUNT


class Cut(Struct, frozen=True):
    """A cycle that days become.

    Attributes:
        first: its first date.
        last: its last one.
        ending: whether it has all of its thirty days.
        days: those that something is said of, in order.
    """

    first: date
    last: date
    ending: Ending
    days: tuple[Theirs, ...]

    @property
    def dates(self) -> int:
        """How many dates it has."""
        return (self.last - self.first).days + 1


class Fill(Struct, frozen=True):
    """What a cycle that is here already gains.

    Attributes:
        timeline: the cycle as it is.
        days: its dates that become others, each with what is said of it.
        stays: its dates that are recorded and stay as they are.
    """

    timeline: Timeline
    days: tuple[tuple[Day, Theirs], ...]
    stays: frozenset[date]


def first_of(row: Cut | Fill) -> date:
    """The first date of a cycle that comes to be, or that gains days."""
    return row.first if isinstance(row, Cut) else row.timeline.first_day


class Left(Struct, frozen=True, kw_only=True):
    """How many days or notes are left out, by the reason.

    Attributes:
        silent: days of which nothing is said that could be an outcome.
        notes: those of them that have a note.
        inside: days inside of cycles that are here already.
        recorded: days that are recorded already and stay.
        paused: days on which a plan pauses.
    """

    silent: int = 0
    notes: int = 0
    inside: int = 0
    recorded: int = 0
    paused: int = 0


class Decided(Struct, frozen=True):
    """What becomes of days, all but their outcomes, which depend on the target too.

    Attributes:
        cuts: the cycles that come to be.
        fills: what those that are here gain.
        left: what is left out.
        overlaps: days that fall into cycles that are here already.
    """

    cuts: tuple[Cut, ...]
    fills: tuple[Fill, ...]
    left: Left
    overlaps: int


def outcome(theirs: Theirs, asked: Asked) -> Outcome | None:
    """What a day becomes; None where nothing is said of it that could be an outcome."""
    if theirs.outcome is not None:
        return theirs.outcome
    if theirs.said is Said.SKIP:
        return Outcome.REST
    number = theirs.number
    if number is not None and asked.counted:
        return outcome_of(number, asked.target, asked.minimum)
    if number is not None and asked.numbers is not ResultKind.NONE:
        over = asked.at_most is not None and number > asked.at_most
        return Outcome.PARTIAL if over else Outcome.DONE
    if theirs.said is Said.NO:
        return Outcome.CANCELLED
    practiced = theirs.said is Said.YES or (theirs.minutes and not asked.counted)
    return Outcome.DONE if practiced else None


def filled_outcome(day: Day, theirs: Theirs, timeline: Timeline) -> Outcome | None:
    """What a day becomes in a cycle that is here, by its standard of that day."""
    became = outcome(theirs, asked_of(day, timeline))
    return Outcome.REST if became is Outcome.CANCELLED and day.rest_planned else became


def asked_of(day: Day, timeline: Timeline) -> Asked:
    """What a cycle that is here asks on a day."""
    behaviour = timeline.behaviour
    numbers = behaviour.result if behaviour.yes_no else ResultKind.AMOUNT
    return Asked(numbers=numbers, target=day.target, minimum=day.minimum)


# -- where they go -----------------------------------------------------------------------------------------------------


def decide(
    days: Sequence[Theirs],
    asked: Asked,
    here: Sequence[Cycle],
    timeline_of: Callable[[Cycle], Timeline],
    today: date,
    *,
    into: bool,
    replace: bool,
) -> Decided:
    """Where days go.

    Args:
        days: in order, one a date.
        asked: what was asked then.
        here: the cycles that are here, in order.
        timeline_of: gives all of one, where something falls into it.
        today: the practice day.
        into: whether days on dates of cycles that are here fill what is not recorded there.
        replace: whether they also take the place of what is.

    Raises:
        Refused: ``import.future``: a day lies ahead.
    """
    said = [theirs for theirs in days if outcome(theirs, asked) is not None]
    ahead = [theirs.day for theirs in said if theirs.day > today]
    if ahead:
        raise Refused("import.future", n=len(ahead), first=ahead[0], today=today)
    # A cycle that runs has all dates that follow.
    spans = [Span(cycle.started_on, cycle.ended_on) for cycle in here]
    free, inside = _parted(said, spans)
    overlaps = sum(map(len, inside))
    fills, left = [], Counter[str](inside=0 if into else overlaps)
    for cycle, theirs in zip(here, inside, strict=True):
        if into and theirs:
            fills.append(_fill(timeline_of(cycle), theirs, left, replace=replace))
    silent = [theirs for theirs in days if outcome(theirs, asked) is None]
    left.update(silent=len(silent), notes=sum(bool(theirs.note) for theirs in silent))
    return Decided(cut(free, spans), tuple(fills), Left(**left), overlaps)


def _parted(days: Iterable[Theirs], spans: Sequence[Span]) -> tuple[list[Theirs], list[list[Theirs]]]:
    """Days on no date of a cycle, and those on the dates of each; both sides are in order, so one look at each does."""
    free: list[Theirs] = []
    inside: list[list[Theirs]] = [[] for _ in spans]
    place = 0
    for theirs in days:
        while place < len(spans) and (last := spans[place].last) is not None and last < theirs.day:
            place += 1
        taken = place < len(spans) and spans[place].holds(theirs.day)
        (inside[place] if taken else free).append(theirs)
    return free, inside


def _fill(timeline: Timeline, days: Iterable[Theirs], left: Counter[str], *, replace: bool) -> Fill:
    found, stays = [], set()
    for theirs in days:
        day = timeline.day(theirs.day)
        if day is None or day.paused:
            left["inside" if day is None else "paused"] += 1
        elif filled_outcome(day, theirs, timeline) is None:
            left["silent"] += 1
        elif day.check_in is not None and not replace:
            left["recorded"] += 1
            stays.add(day.day)
        else:
            found.append((day, theirs))
    return Fill(timeline, tuple(found), frozenset(stays))


def cut(days: Sequence[Theirs], taken: Sequence[Span]) -> tuple[Cut, ...]:
    """Days as cycles in a row, none of which is empty, runs on or has a date of another.

    Each has thirty dates from its first on and is finished. It is stopped on its last recorded day where a cycle that
    is here begins before its end, where nothing follows, or only after thirty dates without a record.

    Args:
        days: in order, none on a date that is taken.
        taken: the dates of cycles that are here, in order.
    """
    found: list[Cut] = []
    place, at_once = 0, False
    end = date.min
    while place < len(days):
        first = end + ONE_DAY if at_once else days[place].day
        following = next((span.first for span in taken if span.first > first), date.max)
        end = min(first + _A_CYCLE, following - ONE_DAY)
        stop = bisect_left(days, end + ONE_DAY, place, key=_day_of)
        last, after = days[stop - 1].day, days[stop].day if stop < len(days) else None
        goes_on = after is not None and (after - last).days <= LONGEST_GAP
        whole = (end - first).days + 1 == PLAN_DAYS and (goes_on or last == end)
        ending = Ending.FINISHED if whole else Ending.STOPPED
        found.append(Cut(first, end if whole else last, ending, tuple(days[place:stop])))
        place = stop
        # The next one follows at once, unless a cycle that is here comes between, or a gap.
        at_once = whole and goes_on and after is not None and after < following
    return tuple(found)


def _day_of(theirs: Theirs) -> date:
    return theirs.day


# -- counting ----------------------------------------------------------------------------------------------------------


class Counting:
    """The days that come in, ready to be counted again and again while a target is being typed."""

    def __init__(self, decided: Decided, asked: Asked) -> None:
        """Sort them once.

        Args:
            decided: where they go.
            asked: what was asked then; its target and minimum do not matter yet.
        """
        days = [theirs for cut in decided.cuts for theirs in cut.days]
        self.open = sum(cut.dates for cut in decided.cuts) - len(days)
        self._numbers = sorted(theirs.number or 0 for theirs in days if _by_amount(theirs, asked))
        fixed = (outcome(theirs, asked) for theirs in days if not _by_amount(theirs, asked))
        filled = (filled_outcome(day, theirs, fill.timeline) for fill in decided.fills for day, theirs in fill.days)
        self._fixed = Counter[Outcome | None]((*fixed, *filled))

    def counts(self, target: float, minimum: float) -> Mapping[Outcome, int]:
        """How many become what."""
        numbers, total = self._numbers, len(self._numbers)
        ends = [bisect_left(numbers, aim) for aim in (enough_for(target), enough_for(minimum))]
        above, done = bisect_left(numbers, 5e-324), ends[0]
        least = min(ends[1], done)
        counted = {
            Outcome.DONE: total - done,
            Outcome.MINIMUM: done - least,
            Outcome.PARTIAL: least - min(above, least),
            Outcome.CANCELLED: min(above, least),
        }
        return {each: counted.get(each, 0) + self._fixed[each] for each in Outcome}


def _by_amount(theirs: Theirs, asked: Asked) -> bool:
    silent = theirs.outcome is None and theirs.said is not Said.SKIP
    return asked.counted and silent and theirs.number is not None
