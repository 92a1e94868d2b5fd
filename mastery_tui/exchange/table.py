"""Days out of any table with a date: a spreadsheet, or a tracker of time."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from mastery_tui.limits import FIRST_YEAR, LAST_YEAR
from mastery_tui.practice.numbers import amount_of, seconds_of
from mastery_tui.practice.refused import Refused

from .csv_days import unguarded
from .dates import day_of, orders_of
from .days import MOST_AMOUNT, line_of
from .decimals import plainly, sign_of
from .opening import bytes_of, encoding_of, name_of, text_of
from .remarks import of_rows
from .rows import Columns, DateOrder, DecimalSign, Habit, HabitKind, Options, Remark, SourceFile
from .table_cells import KNOWN, Moment, moment_in, plain, tags_in, time_in
from .table_days import Part, Sums
from .table_shape import Numbered, Table, has_names, numbered, table_of

LONGEST_HEADER = 80
_LONGEST_CELL = 64
_PLAIN = re.compile(r"\d{1,9}", re.ASCII)
"""An amount that is one however it is read: most are, and there may be many."""
_DAY = timedelta(days=1)


def read_table(path: Path, options: Options) -> SourceFile:
    """The days of a table, as one habit without a name.

    Args:
        path: a file of text with a line a day, or several.
        options: with the columns; what a person has told of separator, dates, encoding and words for outcomes.

    Raises:
        Refused: ``exchange.*``, ``choice.unknown``.
    """
    file, data = name_of(path), bytes_of(path)
    table = table_of(text_of(data, file, options.encoding), file, options.separator)
    columns = options.columns or Columns(date="1")
    widths = [len(cells) for _, cells in table.rows()]
    if not widths:
        raise Refused("exchange.empty", file=file)
    _, first = next(table.rows())
    header = first if has_names(first, columns) else []
    width = max(widths)
    reading = _Reading(table, numbered(columns, header, width, file), bool(header), options)
    return reading.source(encoding_of(data, options.encoding), header)


def columns_in(path: Path, options: Options) -> tuple[str, ...]:
    """The names that the first line of a table gives to its columns, cleaned.

    There are none where it has no names, or where no line below it has a date and as many cells: what is no table is
    not told.

    Args:
        path: as for :func:`read_table`.
        options: what a person has told of separator and encoding.

    Raises:
        Refused: ``exchange.*``, ``choice.unknown``.
    """
    file = name_of(path)
    table = table_of(text_of(bytes_of(path), file, options.encoding), file, options.separator)
    first, *rows = [cells for _, cells in table.rows()] or [[]]
    is_table = any(len(cells) == len(first) and not has_names(cells) for cells in rows)
    return _shown(first) if is_table and has_names(first) else ()


def _shown(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(line_of(name, LONGEST_HEADER) for name in names)


class _Reading:
    """One reading of a table."""

    def __init__(self, table: Table, columns: Numbered, named: bool, options: Options) -> None:
        self._table = table
        self._columns = columns
        self._named = named
        self._options = options
        self._words = {**KNOWN, **{plain(word): outcome for word, outcome in options.words.items()}}
        self._amounts: dict[str, float] = {}
        self._decimal: DecimalSign | None = None
        self._seconds: dict[str, float] = {}
        self._left_out = self._undated = self._read = 0
        self._timed = False

    def source(self, encoding: str, header: list[str]) -> SourceFile:
        """Everything that the table tells."""
        columns = self._columns
        days, signed = [], set()
        for _, cells, moment in self._lines():
            days.append(moment.day)
            amount = _cell(cells, columns.amount).strip()
            if not amount.isdecimal() and len(amount) <= _LONGEST_CELL:
                signed.add(amount)
            # A spreadsheet may write a midnight behind every date, which is no time of day.
            self._timed = self._timed or columns.time is not None or bool(moment.time)
        self._decimal = sign_of(signed)
        orders = orders_of([days], self._options.dates)
        sums = Sums(
            amounts=columns.amount is not None,
            minutes=columns.minutes is not None,
            outcomes=columns.outcome is not None,
        )
        self._left_out = self._undated = self._read = 0
        for line, cells, moment in self._lines():
            sums.add(self._part(line, cells, moment, orders[0]))
        rows = sums.rows()
        for row in rows:
            if (row.amount or 0) > MOST_AMOUNT:
                raise self._no_amount(row.line)
        habit = Habit(
            name="",
            kind=HabitKind.YES_NO if columns.amount is None else HabitKind.NUMBERS,
            rows=rows,
            remarks=(*of_rows(rows, self._options.today, 1, 1), *sums.remarks()),
        )
        return SourceFile(
            format="csv",
            name=self._table.file,
            habits=(habit,),
            date_orders=orders,
            separator=self._table.separator,
            encoding=encoding,
            columns=_shown(header),
            lines=self._read,
            remarks=tuple(self._remarks(orders, sums.joined)),
        )

    def _remarks(self, orders: tuple[DateOrder, ...], joined: int) -> Iterator[Remark]:
        if len(orders) > 1:
            yield Remark(code="dates", facts={"orders": tuple(order.value for order in orders)})
        for code, fact, count in (
            ("left_out", "rows", self._left_out),
            ("undated", "rows", self._undated),
            ("midnight", "sessions", joined),
        ):
            if count:
                yield Remark(code=code, facts={fact: count})

    def _lines(self) -> Iterator[tuple[int, list[str], Moment]]:
        """The lines with a date in which the columns have the values that are asked for."""
        rows = self._table.rows()
        if self._named:
            next(rows)
        for line, cells in rows:
            if any(plain(_cell(cells, at)) != value for at, value in self._columns.where):
                self._left_out += 1
            elif not _cell(cells, self._columns.date).strip():
                self._undated += 1
            else:
                self._read += 1
                yield line, cells, self._moment(line, cells)

    def _moment(self, line: int, cells: list[str]) -> Moment:
        at = self._columns.date
        try:
            moment = moment_in(_cell(cells, at))
            if self._columns.time is not None:
                at = self._columns.time
                moment = moment._replace(time=time_in(_cell(cells, at)))
        except ValueError:
            raise Refused("exchange.time", file=self._table.file, line=line, column=at + 1) from None
        return moment

    def _part(self, line: int, cells: list[str], moment: Moment, order: DateOrder) -> Part:
        columns = self._columns
        day, started = self._day(line, moment, order)
        word, tags = _cell(cells, columns.outcome).strip(), _cell(cells, columns.tag)
        return Part(
            day=day,
            line=line,
            started=started,
            seconds=self._took(line, _cell(cells, columns.minutes).strip()),
            amount=self._amount(line, _cell(cells, columns.amount).strip()),
            word=word,
            outcome=self._words.get(plain(word)),
            note=unguarded(_cell(cells, columns.note)),
            tags=tuple(tags_in(tags)) if tags else (),
        )

    def _day(self, line: int, moment: Moment, order: DateOrder) -> tuple[date, datetime | None]:
        """The practice day of a moment, and when it is where the person is."""
        day = day_of(moment.day, order)
        if day is None:
            raise Refused("exchange.date_order", file=self._table.file, line=line, column=self._columns.date + 1)
        if moment.time is None or not self._timed:
            return day, None
        started = datetime(day.year, day.month, day.day) + moment.time
        if moment.offset is not None and self._options.zone is not None:
            aware = started.replace(tzinfo=timezone(moment.offset))
            started = aware.astimezone(self._options.zone).replace(tzinfo=None)
        day = started.date() - (_DAY if started.hour < self._options.rollover else timedelta(0))
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Refused("exchange.date_order", file=self._table.file, line=line, column=self._columns.date + 1)
        return day, started

    def _took(self, line: int, cell: str) -> float | None:
        """The seconds in a cell, None for an empty one."""
        if cell and cell not in self._seconds:
            try:
                seconds = seconds_of(cell if len(cell) <= _LONGEST_CELL else "", self._options.measure)
            except Refused:
                seconds = -1
            if not 0 <= seconds <= _DAY.total_seconds():
                column = (self._columns.minutes or 0) + 1
                raise Refused("exchange.minutes", file=self._table.file, line=line, column=column)
            self._seconds[cell] = seconds
        return self._seconds.get(cell)

    def _amount(self, line: int, cell: str) -> float | None:
        """The amount in a cell, None for an empty one."""
        if cell and cell not in self._amounts:
            if _PLAIN.fullmatch(cell):
                return float(cell)
            said = plainly(cell, self._options.decimal, self._decimal) if len(cell) <= _LONGEST_CELL else ""
            if said is None:
                column = (self._columns.amount or 0) + 1
                raise Refused("exchange.decimal", file=self._table.file, line=line, column=column)
            try:
                self._amounts[cell] = amount_of("amount", said, self._options.measure)
            except Refused:
                raise self._no_amount(line) from None
        return self._amounts.get(cell)

    def _no_amount(self, line: int) -> Refused:
        column = (self._columns.amount or 0) + 1
        return Refused("exchange.amount", file=self._table.file, line=line, column=column, most=MOST_AMOUNT)


def _cell(cells: list[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""
