"""History: all that was recorded in a cycle as one list, newest first, and the search in it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from .days import PlanDays, days_of_week, practice_day
from .records import (
    Adjustment,
    Behaviour,
    Changed,
    CheckIn,
    ClosedAs,
    Cycle,
    CycleRecords,
    FeedbackCheck,
    Feeling,
    Outcome,
    Reflection,
    TransferTest,
)
from .reflecting import SLOTS
from .searching import Term, folded
from .timeline import result_of

Written = CheckIn | FeedbackCheck | Adjustment | TransferTest | Reflection | Cycle
"""What an entry is recorded as."""


class EntryKind(StrEnum):
    """What an entry tells of, in the order in which several stand on a date."""

    CHECK_IN = "check_in"
    FEEDBACK = "feedback"
    ADJUSTMENT = "adjustment"
    CLOSED = "closed"
    TRANSFER = "transfer"
    REFLECTION = "reflection"
    SUMMARY = "summary"


class Entry(Struct, frozen=True):
    """One row of the history.

    Attributes:
        kind: what it tells of.
        cycle: the id of its cycle.
        number: that cycle's number, from 1.
        day: its date; a reflection's is the last one of its week, or the day it was written where that came before.
        plan_day: 1 to 30, None on a paused date and outside the plan.
        record: what is stored.
        result: the number that tells improvement, of a check-in or a transfer test, as recorded.
        texts: what the person wrote, each as typed, none empty.
    """

    kind: EntryKind
    cycle: str
    number: int
    day: date
    plan_day: int | None
    record: Written
    result: float | None
    texts: tuple[str, ...]


class Names(Struct, frozen=True, kw_only=True):
    """What things are called in the person's language, so that they can be searched by those words.

    Attributes:
        weekdays: by ISO weekday, Monday is 1.
        months: by month, January is 1.
    """

    kinds: Mapping[EntryKind, str]
    outcomes: Mapping[Outcome, str]
    feelings: Mapping[Feeling, str]
    changed: Mapping[Changed, str]
    closed_as: Mapping[ClosedAs, str]
    weekdays: Mapping[int, str]
    months: Mapping[int, str]


class History:
    """The entries of a cycle, newest first, with what they are searched by.

    What an entry is searched by is put together once, when it is first needed: by the first search, or before that,
    while nothing else is to be done, with :meth:`prepare`.

    Attributes:
        entries: the entries.
    """

    def __init__(self, entries: Sequence[Entry], names: Names) -> None:
        """Take the entries, newest first, and the words that things are called by."""
        self.entries = tuple(entries)
        self._names = names
        self._searched: list[tuple[str, str]] = []

    @property
    def ready(self) -> bool:
        """Whether a search need not put anything together any more."""
        return len(self._searched) == len(self.entries)

    def prepare(self) -> None:
        """Put together what the entries are searched by."""
        if not self.ready:
            texts = (folded(" ".join(_searched(entry, self._names))) for entry in self.entries)
            self._searched = [(text, entry.day.isoformat()) for text, entry in zip(texts, self.entries, strict=True)]

    def find(self, looked_for: Sequence[Term]) -> tuple[Entry, ...]:
        """The entries that hold every word that is looked for, newest first; all of them where that is none.

        A word is found as part of a word, whatever its case and accents. A number is found whole: 20 is not 120. So
        are the signs of the one-line entry, as e8, c4, x3, s80 and 25m. Dates are found by their beginning: 2026-11.
        """
        if not looked_for:
            return self.entries
        self.prepare()
        found = list(zip(self.entries, self._searched, strict=True))
        for term in looked_for:
            found = [(entry, searched) for entry, searched in found if term.is_in(*searched)]
        return tuple(entry for entry, _ in found)


def history(records: CycleRecords, number: int, names: Names, today: date, rollover_hour: int = 4) -> History:
    """The history of a cycle; a rest that is planned for a day ahead is none yet.

    Args:
        records: all that is recorded of it.
        number: its number.
        names: what things are called.
        today: the practice day.
        rollover_hour: the hour at which a practice day begins.
    """
    entries = _entries(records, number, rollover_hour)
    found = [entry for entry in entries if entry.day <= today or not _rests(entry.record)]
    # Sorting twice keeps a date's entries in the order of their kinds.
    found.sort(key=lambda entry: _PLACES[entry.kind])
    found.sort(key=lambda entry: entry.day, reverse=True)
    return History(found, names)


def _entries(records: CycleRecords, number: int, rollover_hour: int) -> Iterator[Entry]:
    cycle, plan = records.cycle, PlanDays.of(records.cycle.started_on, records.pauses)

    def entry(kind: EntryKind, day: date, record: Written, *texts: str) -> Entry:
        written = tuple(text for text in texts if text)
        return Entry(kind, cycle.id, number, day, plan.plan_day(day), record, _result(record, cycle.behaviour), written)

    for check_in in records.check_ins:
        yield entry(EntryKind.CHECK_IN, check_in.day, check_in, check_in.note)
    for check in records.feedback_checks:
        yield entry(EntryKind.FEEDBACK, check.day, check, check.finding)
    for adjustment in records.adjustments:
        yield entry(EntryKind.ADJUSTMENT, adjustment.opened_on, adjustment, adjustment.text)
        if adjustment.closed_on is not None:
            yield entry(EntryKind.CLOSED, adjustment.closed_on, adjustment, adjustment.text)
    for test in records.transfer_tests:
        yield entry(EntryKind.TRANSFER, test.day, test, test.context, test.held, test.broke, test.next)
    for reflection in records.reflections:
        day = _reflected_on(reflection, plan, practice_day(reflection.at, rollover_hour))
        yield entry(EntryKind.REFLECTION, day, reflection, *_reflected(reflection))
    if cycle.ended_on is not None:
        yield entry(EntryKind.SUMMARY, cycle.ended_on, cycle, cycle.summary)


def _rests(record: Written) -> bool:
    return isinstance(record, CheckIn) and record.outcome is Outcome.REST


def _result(record: Written, behaviour: Behaviour) -> float | None:
    return result_of(record, behaviour) if isinstance(record, CheckIn | TransferTest) else None


def _reflected_on(reflection: Reflection, plan: PlanDays, written_on: date) -> date:
    last = plan.date_of(days_of_week(reflection.week)[-1])
    return written_on if last is None else min(last, written_on)


def _reflected(reflection: Reflection) -> tuple[str, ...]:
    slots = reflection.conditions
    return (
        *reflection.answers.values(),
        *(getattr(slots, slot) for slot in SLOTS),
        reflection.evidence,
        reflection.counter_example,
        reflection.better_next_week,
    )


def _searched(entry: Entry, names: Names) -> Iterator[str]:
    """Everything that an entry is searched by."""
    day = entry.day
    yield f"{names.weekdays[day.isoweekday()]} {day.day} {names.months[day.month]} {names.kinds[entry.kind]}"
    if entry.result is not None:
        yield f"{entry.result:.15g}"
    record = entry.record
    if isinstance(record, CheckIn):
        yield from _told(record, names)
    elif isinstance(record, FeedbackCheck):
        yield record.source
    elif isinstance(record, TransferTest):
        yield names.changed[record.changed]
    elif isinstance(record, Adjustment) and entry.kind is EntryKind.CLOSED and record.closed_as is not None:
        yield names.closed_as[record.closed_as]
    yield from entry.texts


def _told(check_in: CheckIn, names: Names) -> Iterator[str]:
    """What a check-in tells beside its note, as the one-line entry takes it."""
    yield names.outcomes[check_in.outcome]
    for sign, value in (("", check_in.amount), ("x", check_in.errors), ("s", check_in.score)):
        if value is not None:
            yield f"{sign}{value:.15g}"
    for sign, whole in (("e", check_in.effort), ("c", check_in.confidence)):
        if whole is not None:
            yield f"{sign}{whole}"
    if check_in.minutes is not None:
        yield f"{check_in.minutes}m"
    if check_in.feeling is not None:
        feeling = names.feelings[check_in.feeling]
        yield feeling if check_in.strength is None else f"{feeling}/{check_in.strength}"
    yield from (f"@{tag}" for tag in check_in.contexts)


_PLACES = {kind: place for place, kind in enumerate(EntryKind)}
