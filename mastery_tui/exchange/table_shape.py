"""How a table is written: its separator, its quotes, and which of its columns is which."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mastery_tui.practice.refused import Refused

from .dates import is_date
from .lines import SEPARATORS, Line, cells_of
from .rows import Columns
from .table_cells import moment_in, plain

QUOTES = ('"', "'")
_SAMPLE = 50
_LONGEST_SAMPLE = 4096
_SPREADSHEET = re.compile(r"sep=([,;|\t])")
"""What a spreadsheet may write before its first line."""


class Table(NamedTuple):
    """A text and how it is written.

    Attributes:
        file: its name, for a refusal.
        lines: of the text.
        separator: what stands between the cells.
        quote: what stands around a cell that holds a separator.
        first: the number of the first line that is one of the table.
    """

    file: str
    lines: Sequence[str]
    separator: str
    quote: str
    first: int

    def rows(self) -> Iterator[Line]:
        """The cells of each line, the names of the columns among them.

        Raises:
            Refused: ``exchange.quotes``.
        """
        return cells_of(self.lines[self.first - 1 :], self.separator, self.file, self.first, self.quote)


class Numbered(NamedTuple):
    """The columns that are read, each by its place from 0; None where it is not asked for."""

    date: int
    time: int | None
    amount: int | None
    minutes: int | None
    outcome: int | None
    note: int | None
    tag: int | None
    where: tuple[tuple[int, str], ...]


def table_of(text: str, file: str, told: str | None) -> Table:
    """How a text is written as a table.

    Args:
        text: the file's.
        file: its name.
        told: the separator, where a person has told.

    Raises:
        Refused: ``exchange.empty``, ``exchange.separator``.
    """
    lines = text.split("\n")
    if not text.strip():
        raise Refused("exchange.empty", file=file)
    if told is not None and (len(told) != 1 or told in "\"'\n\r" or told.isalnum()):
        raise Refused("exchange.separator")
    said = _SPREADSHEET.fullmatch(lines[0].strip(" "))
    first = 2 if said else 1
    if told is None and said:
        told = said[1]
    sample = [line[:_LONGEST_SAMPLE] for line in lines[first - 1 : first - 1 + _SAMPLE] if line.strip()]
    quotes = QUOTES[:1] if any(QUOTES[0] in line for line in sample) else QUOTES
    pairs = [(separator, quote) for separator in ((told,) if told else SEPARATORS) for quote in quotes]
    separator, quote = max(pairs, key=lambda pair: _fits(sample, *pair))
    return Table(file, lines, separator, quote, first)


def _fits(sample: Sequence[str], separator: str, quote: str) -> tuple[int, int, int]:
    """How well lines go together as a table: how many have a date, how many have as many cells, and how many cells."""
    try:
        rows = list(csv.reader((f"{line}\n" for line in sample), delimiter=separator, quotechar=quote))
    except csv.Error:
        return 0, 0, 0
    dated = sum(any(_is_moment(cell) for cell in row) for row in rows)
    width, common = Counter(len(row) for row in rows).most_common(1)[0] if rows else (0, 0)
    return dated, common if width > 1 else 0, width


def _is_moment(cell: str) -> bool:
    try:
        return is_date(moment_in(cell).day)
    except ValueError:
        return False


def has_names(cells: Sequence[str], columns: Columns | None = None) -> bool:
    """Whether the first line of a table names its columns: where its date would stand, there is none."""
    if columns is not None and plain(columns.date) in {plain(cell) for cell in cells}:
        return True
    return not any(_is_moment(cell) for cell in cells)


def numbered(columns: Columns, header: Sequence[str], width: int, file: str) -> Numbered:
    """The places of the columns that a person named.

    Args:
        columns: what they named.
        header: the names in the first line; none where it has none.
        width: how many columns there are.
        file: the file's name, for a refusal.

    Raises:
        Refused: ``exchange.column`` where there is no such column.
    """
    names = [plain(name) for name in header]

    def place(option: str, column: str) -> int:
        if plain(column) in names:
            return names.index(plain(column))
        said = column.strip()
        if said.isascii() and said.isdecimal() and len(said) <= len(str(width)) and 1 <= int(said) <= width:
            return int(said) - 1
        raise Refused("exchange.column", option=option, file=file, count=width)

    def where_asked(option: str, column: str) -> int | None:
        return place(option, column) if column else None

    return Numbered(
        date=place("--date", columns.date),
        time=where_asked("--time", columns.time),
        amount=where_asked("--amount", columns.amount),
        minutes=where_asked("--minutes", columns.minutes),
        outcome=where_asked("--outcome", columns.outcome),
        note=where_asked("--note", columns.note),
        tag=where_asked("--tag", columns.tag),
        where=tuple((place("--where", column), plain(value)) for column, value in columns.where),
    )
