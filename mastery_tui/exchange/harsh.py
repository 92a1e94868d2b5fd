"""Days out of harsh: its log, and the file of habits where it is beside it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from mastery_tui.practice.refused import Refused

from .dates import day_of
from .days import LONGEST_NAME, MOST_AMOUNT, Days, line_of
from .opening import MOST_HABITS, bytes_of, encoding_of, name_of, text_of
from .remarks import of_rows
from .rows import DateOrder, Habit, HabitKind, Options, Remark, Row, SourceFile, TheirMark

MARKS = {"y": TheirMark.YES, "n": TheirMark.NO, "s": TheirMark.SKIP}
_BETWEEN = " : "
_FEWEST, _MOST_PARTS = 3, 5
_AMOUNT = re.compile(r"\d{1,18}(?:\.\d{0,18})?|\.\d{1,18}", re.ASCII)
_FREQUENCY = re.compile(r"(\d{1,4})(?:/(\d{1,4}))?([wmqy]?)", re.ASCII)
_DAYS_OF = {"": 1, "w": 7, "m": 30, "q": 90, "y": 365}


class Wanted(NamedTuple):
    """What the file of habits says of one.

    Attributes:
        times: how often; 0 for what is only looked at.
        days: in so many days.
        end: its last day as it is written, '' for none.
    """

    times: int = 1
    days: int = 1
    end: str = ""


def read_harsh(path: Path, options: Options) -> SourceFile:
    """The habits and days of harsh.

    Args:
        path: the log; a file of habits has the same name with ``habits`` for ``log``, and stands beside it.
        options: today, and where a person has told, how the text is written and that amounts say no more than yes.

    Raises:
        Refused: ``exchange.*``, ``choice.unknown``. What is not to be understood in the file of habits is left out.
    """
    file, data = name_of(path), bytes_of(path)
    text = text_of(data, file, options.encoding)
    if not text.strip():
        raise Refused("exchange.empty", file=file)
    wanted = _wanted_beside(path, options)
    days: dict[str, Days] = {name: Days() for name in wanted}
    for name, row in _logged(text, file):
        days.setdefault(name, Days()).add(row)
        if len(days) > MOST_HABITS:
            raise Refused("exchange.too_many_habits", file=file, most=MOST_HABITS)
    return SourceFile(
        format="harsh",
        name=file,
        habits=tuple(_habit(name, each, wanted.get(name, Wanted()), options) for name, each in days.items()),
        encoding=encoding_of(data, options.encoding),
        lines=text.count("\n") + 1,
    )


def _logged(text: str, file: str) -> Iterator[tuple[str, Row]]:
    """The name of a habit and its row, for each line of the log."""
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip() or written.startswith("#"):
            continue
        # An empty comment or amount at the end loses its space in some editors.
        parts = f"{written} ".split(_BETWEEN)
        if len(parts) < _FEWEST or not parts[1].strip():
            raise Refused("exchange.log_line", file=file, line=line)
        day = day_of(parts[0], DateOrder.YMD)
        if day is None:
            raise Refused("exchange.date", file=file, line=line, column=1)
        mark = MARKS.get(parts[2].strip().lower())
        if mark is None:
            raise Refused("exchange.mark", file=file, line=line, column=3, known=tuple(MARKS))
        note, amount = _rest(parts[3:], file, line)
        yield parts[1].strip(), Row(day=day, mark=mark, amount=amount, note=note, line=line)


def _rest(parts: list[str], file: str, line: int) -> tuple[str, float | None]:
    """The comment and the amount of a line: a comment may hold what stands between the parts."""
    if len(parts) < _MOST_PARTS - _FEWEST:
        return (parts[0] if parts else ""), None
    last = parts[-1].strip()
    if last and _AMOUNT.fullmatch(last) is None:
        if last[0].isdecimal():
            raise Refused("exchange.amount", file=file, line=line, column=_MOST_PARTS, most=MOST_AMOUNT)
        return _BETWEEN.join(parts), None
    amount = float(last or 0)
    if amount > MOST_AMOUNT:
        raise Refused("exchange.amount", file=file, line=line, column=_MOST_PARTS, most=MOST_AMOUNT)
    return _BETWEEN.join(parts[:-1]), amount or None


def _habit(name: str, days: Days, wanted: Wanted, options: Options) -> Habit:
    rows = days.rows()
    counted = sum(bool(row.amount) for row in rows)
    ignored = counted if options.kind is HabitKind.YES_NO else 0
    if ignored:
        rows = tuple(replace(row, amount=None) for row in rows)
    end = day_of(wanted.end, DateOrder.YMD)
    shown = line_of(name, LONGEST_NAME)
    remarks = [*of_rows(rows, options.today, wanted.times, wanted.days), *days.remarks()]
    if ignored:
        remarks.append(Remark(code="amounts", facts={"days": ignored}))
    if len(shown) < len(name):
        remarks.append(Remark(code="name_cut"))
    return Habit(
        name=shown,
        kind=HabitKind.NUMBERS if counted > ignored else HabitKind.YES_NO,
        times=wanted.times,
        days=wanted.days,
        archived=end is not None and end < options.today,
        rows=rows,
        remarks=tuple(remarks),
    )


def _wanted_beside(path: Path, options: Options) -> dict[str, Wanted]:
    """What the file of habits beside a log says, by name."""
    beside = path.with_name("habits".join(path.name.rsplit("log", 1)))
    try:
        lines = text_of(bytes_of(beside), name_of(beside), options.encoding).split("\n") if beside != path else []
    except Refused:
        return {}
    found = {}
    for line in lines:
        name, _, rest = line.partition(": ")
        frequency, _, end = rest.partition(":")
        said = _FREQUENCY.fullmatch(frequency.strip())
        if said is not None and name.strip() and not line.startswith(("#", "!")):
            found[name.strip()] = _wanted(int(said[1]), said[2], _DAYS_OF[said[3]], end.strip())
    return found


def _wanted(first: int, second: str | None, unit: int, end: str) -> Wanted:
    """``3/7`` is three times in seven days, ``14`` once in fourteen, ``2w`` once in two weeks, 0 only looked at."""
    if second is None:
        return Wanted(1, first * unit, end) if first else Wanted(0, 1, end)
    return Wanted(first, int(second) * unit or 1, end)
