"""Days out of Loop Habit Tracker: its zip, its unpacked folder, or one Checkmarks.csv of it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from mastery_tui.practice.refused import Refused

from .archive import is_archive, shelf_of
from .dates import day_of, orders_of
from .days import Days
from .loop_cells import WORDS, Value, dialect_of, kind_of, meaning_of, value_of
from .loop_habits import Described, is_at_most
from .loop_sheets import CHECKMARKS, HABITS, SCORES, Export, Place, Sheet, alone, sheet_of
from .opening import bytes_of, encoding_of, is_folder, name_of, text_of
from .remarks import of_rows
from .rows import DateOrder, Habit, HabitKind, Options, Remark, Row, SourceFile, TheirMark

V = TypeVar("V")
M = TypeVar("M")

MOST_DAYS = 400_000
"""Recorded days of all habits together."""

_MOST_KEPT = 10_000
"""Different cells of which it is kept what they say."""


class Told(NamedTuple):
    """What a line tells of a habit."""

    line: int
    day: date
    value: int | TheirMark
    note: str


def read_loop(path: Path, options: Options) -> SourceFile:
    """The habits and days of Loop Habit Tracker.

    Args:
        path: a zip as the app exports it, the same unpacked, or one Checkmarks.csv.
        options: today, and what a person has told of dates, kind and encoding.

    Raises:
        Refused: ``exchange.*``, ``choice.unknown``.
    """
    if not is_folder(path):
        data = bytes_of(path)
        if not is_archive(data):
            file, text = name_of(path), text_of(data, name_of(path), options.encoding)
            if not text.strip():
                raise Refused("exchange.empty", file=file)
            places = alone(sheet_of(text, file), path.absolute().parent.name)
            return _Reading(options, path, encoding_of(data, options.encoding)).source(places, None)
    with shelf_of(path, frozenset((CHECKMARKS, HABITS, SCORES)), options.encoding) as shelf:
        export = Export(shelf)
        return _Reading(options, path, options.encoding or "utf-8").source(export.places(), export)


class _Reading:
    """One reading of a file; what it has met goes on from habit to habit."""

    def __init__(self, options: Options, path: Path, encoding: str) -> None:
        self._options = options
        self._path = path
        self._encoding = encoding
        self._order = DateOrder.YMD
        self._values: dict[str, Value] = {}
        self._dates: dict[str, date] = {}
        self._met = 0

    def source(self, places: list[Place], export: Export | None) -> SourceFile:
        """Everything that the sheets tell; of the places none is left then."""
        orders, lines = self._dated({id(place.sheet): place.sheet for place in places}.values())
        remarks = [] if export is not None and export.described else [Remark(code="no_habits_file")]
        if len(orders) > 1:
            remarks.append(Remark(code="dates", facts={"orders": tuple(order.value for order in orders)}))
        places.reverse()
        habits = []
        while places:  # A sheet whose habit is read is not kept beside all rows.
            habits.append(self._habit(places.pop(), export))
        return SourceFile(
            format="loop",
            name=name_of(self._path),
            dialect=dialect_of(self._values),
            habits=tuple(habits),
            date_orders=orders,
            encoding=self._encoding,
            lines=lines,
            remarks=tuple(remarks),
        )

    def _habit(self, place: Place, export: Export | None) -> Habit:
        said = place.habit
        told = list(self._told(place))
        kind = kind_of(each.value for each in told)
        if said.numeric is not None:
            kind = HabitKind.NUMBERS if said.numeric else HabitKind.YES_NO
        elif kind is HabitKind.ASK and self._options.kind is not None:
            kind = self._options.kind
        days = Days()
        for each in told:
            days.add(self._row(place, each, kind))
        rows = days.rows()
        at_most = kind is HabitKind.NUMBERS and self._is_at_most(said, rows, export)
        remarks = [*of_rows(rows, self._options.today, said.times, said.days), *days.remarks()]
        if at_most:
            remarks.append(Remark(code="at_most"))
        if kind is HabitKind.ASK:
            remarks.append(Remark(code="ask_kind", facts={"days": len(rows)}))
        if len(said.name) < len(said.whole_name.strip()):
            remarks.append(Remark(code="name_cut"))
        return Habit(
            name=said.name,
            question=said.question,
            unit=said.unit,
            kind=kind,
            at_most=at_most,
            target=said.target,
            times=said.times,
            days=said.days,
            archived=said.archived,
            rows=rows,
            remarks=tuple(remarks),
        )

    def _told(self, place: Place) -> Iterator[Told]:
        """What the lines tell of a habit, but for days that they know nothing of."""
        sheet, values = place.sheet, self._values
        for line, cells in sheet.rows:
            cell = cells[place.values] if place.values < len(cells) else ""
            note = cells[place.notes] if place.notes is not None and place.notes < len(cells) else ""
            if not (cell or note):
                continue
            value = values[cell] if cell in values else self._read(value_of, cell, place, line)
            if len(values) < _MOST_KEPT:
                values[cell] = value
            if value in (None, -1, TheirMark.UNKNOWN) and not note.strip():
                continue
            self._met += 1
            if self._met > MOST_DAYS:
                raise Refused("exchange.too_many_days", file=name_of(self._path), most=MOST_DAYS)
            yield Told(line, self._dates[cells[0]], TheirMark.UNKNOWN if value is None else value, note)

    def _row(self, place: Place, told: Told, kind: HabitKind) -> Row:
        meaning = self._read(lambda value: meaning_of(value, kind), told.value, place, told.line)
        if isinstance(meaning, TheirMark):
            return Row(day=told.day, mark=meaning, note=told.note, line=told.line)
        return Row(day=told.day, amount=meaning, note=told.note, line=told.line)

    def _read(self, reading: Callable[[V], M], what: V, place: Place, line: int) -> M:
        try:
            return reading(what)
        except ValueError:
            column = place.values + 1
            raise Refused(
                "exchange.value", file=place.sheet.file, line=line, column=column, known=tuple(WORDS)
            ) from None

    def _dated(self, sheets: Collection[Sheet]) -> tuple[tuple[DateOrder, ...], int]:
        """Read the date of each line; which orders they may have, and how many lines there are."""
        orders = orders_of(([cells[0] for _, cells in sheet.rows] for sheet in sheets), self._options.dates)
        self._order = orders[0]
        for sheet in sheets:
            for line, cells in sheet.rows:
                if cells[0] not in self._dates:
                    self._dates[cells[0]] = self._day(sheet, line, cells[0])
        return orders, sum(len(sheet.rows) for sheet in sheets)

    def _day(self, sheet: Sheet, line: int, text: str) -> date:
        day = day_of(text, self._order)
        if day is None:
            raise Refused("exchange.date_order", file=sheet.file, line=line, column=1)
        return day

    def _is_at_most(self, said: Described, rows: Sequence[Row], export: Export | None) -> bool:
        if said.at_most is not None or export is None:
            return bool(said.at_most)
        zeros = [row.day for row in rows if row.mark is TheirMark.NO]
        place = export.scores(said) if zeros else None
        return place is not None and is_at_most(zeros, self._scores(place))

    def _scores(self, place: Place) -> dict[date, float]:
        found = {}
        for _, cells in place.sheet.rows:
            day = day_of(cells[0], self._order)
            score = _score(cells[place.values]) if place.values < len(cells) else None
            if day is not None and score is not None:
                found[day] = score
        return found


def _score(cell: str) -> float | None:
    try:
        score = float(cell.replace(",", "."))
    except ValueError:
        return None
    return score if 0 <= score <= 1 else None
