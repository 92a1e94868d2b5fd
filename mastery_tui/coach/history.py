"""History: what was recorded in every cycle, read little by little, searched, and worded only where it shows."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from typing import Any

from msgspec import Struct

from mastery_tui.practice.history import Entry, History, history
from mastery_tui.practice.records import CycleRecords
from mastery_tui.practice.searching import Term, folded, terms
from mastery_tui.practice.timeline import Timeline

from .context import CoachContext
from .errors import JournalError
from .history_views import HistoryEntry, HistoryRow, Section
from .words import history as words


class _Chapter(Struct, frozen=True):
    """A cycle's number, all of its records, and its history."""

    number: int
    records: CycleRecords
    history: History


class Found:
    """What a search found, newest first: cycles, and the entries of each, numbered from 0 through all of them.

    Attributes:
        counts: how many entries each cycle has that has any.
    """

    def __init__(
        self, found: Iterable[tuple[_Chapter, tuple[Entry, ...]]], looked_for: Sequence[Term], today: date
    ) -> None:
        self._found = [(chapter, entries) for chapter, entries in found if entries]
        self._looked_for, self._today = looked_for, today
        self.counts = tuple(len(entries) for _, entries in self._found)
        self._ends = list(accumulate(self.counts))

    def __len__(self) -> int:
        """How many entries there are."""
        return self._ends[-1] if self._ends else 0

    def section(self, at: int) -> Section:
        """The heading of a cycle.

        Args:
            at: its place in :attr:`counts`.
        """
        chapter = self._found[at][0]
        return words.section(chapter.records.cycle, chapter.number)

    def row(self, at: int) -> HistoryRow:
        """An entry in one line.

        Args:
            at: its number.
        """
        chapter, entry = self._at(at)
        return words.row(entry, chapter.records.cycle.behaviour, self._looked_for)

    def line(self, at: int) -> str:
        """An entry in one line that says what each number is.

        Args:
            at: its number.
        """
        chapter, entry = self._at(at)
        return words.line(entry, chapter.records.cycle.behaviour)

    def entry(self, at: int) -> HistoryEntry:
        """An entry in full.

        Args:
            at: its number.
        """
        chapter, entry = self._at(at)
        return words.in_full(entry, Timeline.of(chapter.records, self._today), self._looked_for)

    def rows(self) -> dict[str, Any]:
        """All entries as DESIGN's stable keys."""
        entries = [
            words.rows(entry, chapter.records.cycle.behaviour) for chapter, entries in self._found for entry in entries
        ]
        return {"schema": 2, "entries": entries}

    def _at(self, at: int) -> tuple[_Chapter, Entry]:
        section = bisect_right(self._ends, at)
        chapter, entries = self._found[section]
        return chapter, entries[at - (self._ends[section - 1] if section else 0)]


class HistoryBook:
    """The history of every cycle as the journal holds it now.

    The newest cycle is read first, the others as they are needed, or while nothing else is to be done.

    Attributes:
        refused: why a cycle could not be read, None while all could; the others are there all the same.
    """

    def __init__(self, context: CoachContext) -> None:
        self._context = context
        self._names = words.names()
        self._left = list(enumerate(context.journal.cycles(), 1))
        self._read: list[_Chapter] = []
        self._prepared = 0
        self.refused: JournalError | None = None

    @property
    def complete(self) -> bool:
        """Whether every cycle is read."""
        return not self._left

    @property
    def ready(self) -> bool:
        """Whether a search need not read or put together anything any more."""
        return self.complete and self._prepared == len(self._read)

    def go_on(self) -> bool:
        """Read one cycle, or put together what one is searched by; says whether all is ready now."""
        if self._left:
            self._read_next()
        elif self._prepared < len(self._read):
            self._read[self._prepared].history.prepare()
            self._prepared += 1
        return self.ready

    def newest(self, count: int) -> Found:
        """What is read by now, but so many entries at least where there are so many.

        Args:
            count: how many.
        """
        read = sum(len(chapter.history.entries) for chapter in self._read)
        while self._left and read < count:
            self._read_next()
            read += len(self._read[-1].history.entries) if self._read else 0
        return self._found(())

    def find(self, query: str) -> Found:
        """The entries that hold every word of a query; all of them where it has none.

        Where no entry does, words that the name of a plan holds are found in all of that plan: not sooner, for a plan
        that is called "Write 400 words" would hide the days of 400 words.

        Args:
            query: words, tags, dates, and signs of the one-line entry.
        """
        while self._left:
            self._read_next()
        return self._found(terms(query))

    def _found(self, looked_for: Sequence[Term]) -> Found:
        found = [(chapter, chapter.history.find(looked_for)) for chapter in self._read]
        if not any(entries for _, entries in found):
            others = ((chapter, _not_in_name(chapter, looked_for)) for chapter in self._read)
            found = [(chapter, chapter.history.find(left)) for chapter, left in others if len(left) < len(looked_for)]
        return Found(found, looked_for, self._context.today)

    def _read_next(self) -> None:
        number, cycle = self._left.pop()
        context = self._context
        try:
            records = context.journal.records(cycle.id)
        except JournalError as error:
            self.refused = error
            return
        listed = history(records, number, self._names, context.today, context.settings.rollover_hour)
        self._read.append(_Chapter(number, records, listed))


def _not_in_name(chapter: _Chapter, looked_for: Sequence[Term]) -> tuple[Term, ...]:
    """What is looked for beside the words that the name of the cycle holds."""
    name = folded(chapter.records.cycle.behaviour.name)
    return tuple(term for term in looked_for if not term.is_in(name, ""))
