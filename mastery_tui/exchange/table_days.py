"""The days of a table, of which each may have several lines: they add up."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import NamedTuple

from mastery_tui.practice.choices import Outcome
from mastery_tui.practice.numbers import minutes_in
from mastery_tui.practice.text import clean_note

from .days import LONGEST_NOTE, line_of
from .rows import Remark, Row, TheirMark

LONGEST_WORD = 40
MOST_TAGS = 6
MOST_WORDS = 20
MOST_MINUTES = 1440
_BEST = tuple(Outcome)
"""Of several outcomes of a day the first holds."""
_CUT = timedelta(seconds=60)
"""A session cut at midnight ends so shortly before it at the earliest."""
_DECIMALS = 6


class Part(NamedTuple):
    """What one line says.

    Attributes:
        day: the practice day.
        line: its number in the file.
        started: when, where the line tells.
        seconds: how long it took.
        amount: how much it was.
        word: the word for its outcome, as it is written.
        outcome: what the word means.
        note: its note.
        tags: its contexts.
    """

    day: date
    line: int
    started: datetime | None = None
    seconds: float | None = None
    amount: float | None = None
    word: str = ""
    outcome: Outcome | None = None
    note: str = ""
    tags: tuple[str, ...] = ()

    @property
    def ended(self) -> datetime | None:
        """When it ended, where that can be told."""
        if self.started is None or self.seconds is None:
            return None
        return self.started + timedelta(seconds=self.seconds)


class _Sum:
    """What the lines of one day come to."""

    __slots__ = ("amount", "cut", "line", "notes", "outcome", "parts", "seconds", "tags", "word")

    def __init__(self, line: int) -> None:
        self.line = line
        self.parts = 0
        self.amount: float | None = None
        self.seconds: float | None = None
        self.outcome: Outcome | None = None
        self.word = ""
        self.notes: dict[str, None] = {}
        self.tags: dict[str, None] = {}
        self.cut = False

    def add(self, part: Part) -> None:
        self.parts += 1
        self.line = min(self.line, part.line)
        if part.amount is not None:
            self.amount = round((self.amount or 0) + part.amount, _DECIMALS)
        if part.seconds is not None:
            self.seconds = (self.seconds or 0) + part.seconds
        if part.word and not part.outcome:
            self.word = self.word or line_of(part.word, LONGEST_WORD)
        if part.outcome is not None:
            self.outcome = part.outcome if self.outcome is None else min(self.outcome, part.outcome, key=_BEST.index)
        if part.note:
            self.notes[clean_note(part.note)] = None
        self.tags.update(dict.fromkeys(part.tags))


class Sums:
    """The days of a table.

    Attributes:
        joined: so many lines go on with a session that midnight cut.
    """

    def __init__(self, *, amounts: bool, minutes: bool, outcomes: bool) -> None:
        """Begin without any.

        Args:
            amounts: whether amounts are asked for.
            minutes: whether minutes are.
            outcomes: whether words for outcomes are; without any of the three a line alone says that it was done.
        """
        self.joined = 0
        self._amounts, self._minutes, self._outcomes = amounts, minutes, outcomes
        self._days: dict[date, _Sum] = {}
        self._words: Counter[str] = Counter()
        self._ends: dict[datetime, date] = {}
        self._at_midnight: list[tuple[datetime, Part]] = []

    def add(self, part: Part) -> None:
        """Take one more line."""
        if part.started is not None and part.started == _midnight(part.day):
            # The evening before it may stand further down.
            self._at_midnight.append((part.started, part))
        else:
            self._take(part)

    def rows(self) -> tuple[Row, ...]:
        """A row a day, oldest first, once every line is taken."""
        for started, part in sorted(self._at_midnight, key=lambda each: each[0]):
            day = self._ends.get(started)
            self.joined += day is not None
            self._take(part if day is None else part._replace(day=day))
        self._at_midnight.clear()
        return tuple(self._row(day, self._days[day]) for day in sorted(self._days))

    def remarks(self) -> list[Remark]:
        """What is to be said of days made of several lines, long days, cut notes and words that are not known."""
        several = sum(each.parts > 1 for each in self._days.values())
        long = sum((each.seconds or 0) > MOST_MINUTES * 60 for each in self._days.values())
        cut = sum(each.cut for each in self._days.values())
        found = [
            Remark(code=code, facts={"days": days})
            for code, days in (("several", several), ("long_minutes", long), ("cut_notes", cut))
            if days
        ]
        if self._words:
            words = tuple(word for word, _ in self._words.most_common(MOST_WORDS))
            days = sum(bool(each.word) for each in self._days.values())
            found.append(Remark(code="words", facts={"days": days, "words": words}))
        return found

    def _take(self, part: Part) -> None:
        if part.word and part.outcome is None:
            self._words[line_of(part.word, LONGEST_WORD)] += 1
        ended = part.ended
        if ended is not None:
            midnight = _midnight((ended + _CUT).date())
            if midnight - _CUT <= ended <= midnight:
                self._ends[midnight] = part.day
        self._days.setdefault(part.day, _Sum(part.line)).add(part)

    def _row(self, day: date, said: _Sum) -> Row:
        note = "\n".join(said.notes)
        said.cut = len(note) > LONGEST_NOTE
        minutes = None if said.seconds is None else minutes_in(min(said.seconds, MOST_MINUTES * 60), 1)
        return Row(
            day=day,
            mark=self._mark(said),
            amount=said.amount or None,
            minutes=minutes,
            note=note[:LONGEST_NOTE].rstrip(),
            tags=tuple(said.tags)[:MOST_TAGS],
            outcome=None if said.word else said.outcome,
            word=said.word,
            line=said.line,
        )

    def _mark(self, said: _Sum) -> TheirMark | None:
        """Without a word for it a 0 is a no; without amounts and outcomes, time or the line alone is a yes."""
        if said.outcome is not None or said.word:
            return None
        if said.amount == 0:
            return TheirMark.NO
        if self._amounts or self._outcomes:
            return None
        return TheirMark.NO if self._minutes and not said.seconds else TheirMark.YES


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
