"""A habit's days as they are read, a row each: of several rows of a day the last one holds."""

from datetime import date

from msgspec.structs import replace

from mastery_tui.practice.text import clean_line, clean_note

from .rows import Remark, Row

MOST_AMOUNT = 10**9
LONGEST_NOTE, LONGEST_NAME, LONGEST_LINE, LONGEST_UNIT = 4000, 80, 200, 20
"""Characters that records take of a note, a name, a standard and a unit; see their bounds."""


class Days:
    """The rows of one habit, by day."""

    def __init__(self) -> None:
        """Begin without any."""
        self._rows: dict[date, Row] = {}
        self._twice: dict[date, int] = {}
        self._cut = 0

    def add(self, row: Row) -> None:
        """Take one more row; its note is cleaned and cut here."""
        if row.note:
            note = clean_note(row.note)
            self._cut += len(note) > LONGEST_NOTE
            row = replace(row, note=note[:LONGEST_NOTE].rstrip())
        if row.day in self._rows:
            self._twice[row.day] = row.line
        self._rows[row.day] = row

    def rows(self) -> tuple[Row, ...]:
        """A row a day, oldest first."""
        return tuple(self._rows[day] for day in sorted(self._rows))

    def remarks(self) -> list[Remark]:
        """What is to be said of days that stand more than once, and of notes that were too long."""
        found = []
        if self._twice:
            first = min(self._twice)
            facts = {"days": len(self._twice), "first": first, "line": self._twice[first]}
            found.append(Remark(code="twice", facts=facts))
        if self._cut:
            found.append(Remark(code="cut_notes", facts={"days": self._cut}))
        return found


def line_of(text: str, longest: int) -> str:
    """One line of text, cleaned and cut."""
    return clean_line(text)[:longest].rstrip()
