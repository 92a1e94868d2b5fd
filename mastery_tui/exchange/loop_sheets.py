"""Where the days of each of Loop's habits stand: in a file of its own, or in a column of the one for all."""

import re
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from mastery_tui.practice.refused import Refused

from .archive import Shelf
from .dates import is_date
from .days import LONGEST_NAME, line_of
from .lines import cells_of
from .loop_cells import value_of, without_entries
from .loop_habits import Described, checked, habits_in
from .opening import MOST_HABITS

CHECKMARKS, HABITS, SCORES = "checkmarks.csv", "habits.csv", "scores.csv"
_CELL_END = re.compile(r"[,;\t]")
_FOLDER = re.compile(r"(\d{3})(?: +(.*))?", re.ASCII | re.DOTALL)
_OF_ONE_HABIT = ("value", "check", "checkmark")
"""What the second column of a habit's own file is called."""
_NOTES = 2


Row = tuple[int, tuple[str, ...]]
"""The number of a line, from 1, and its cells, of which the first is a date."""


class Sheet(NamedTuple):
    """One file with a date at the beginning of each line.

    Attributes:
        file: its name, for a refusal.
        header: what stands before the first date.
        separator: what stands between its cells.
        rows: the lines that begin with a date.
    """

    file: str
    header: str
    separator: str
    rows: list[Row]


class Place(NamedTuple):
    """Where the days of a habit stand: in which columns of which sheet."""

    habit: Described
    sheet: Sheet
    values: int = 1
    notes: int | None = None


def sheet_of(
    text: str, file: str, header_lines: int = 1, columns: int | None = None, dates: dict[str, str] | None = None
) -> Sheet:
    """The lines of a sheet.

    Args:
        text: the file's.
        file: its name, for a refusal.
        header_lines: over so many lines its header may go, as names with line ends stand in it as they are.
        columns: so many after its date are kept of a line, None for all.
        dates: the dates of other sheets, as they are written: each is kept once.

    Raises:
        Refused: ``exchange.date_order`` where a line before the first date is no header, ``exchange.no_loop`` where
            there is no date and no header of Loop's, ``exchange.quotes``.
    """
    lines = without_entries(text).split("\n")
    start = next((at for at, line in enumerate(lines) if is_date(_first_cell(line))), None)
    header = [at for at, line in enumerate(lines[:start]) if line.strip()]
    if start is None and header and _first_cell(lines[0]).casefold() != "date":
        raise Refused("exchange.no_loop", file=file)
    wrong = [at for at in header if at >= header_lines or (at == 0 and lines[at][:1].isdecimal())]
    if wrong:
        raise Refused("exchange.date_order", file=file, line=wrong[0] + 1, column=1)
    if start is None:
        return Sheet(file, lines[0], ",", [])
    separator = lines[start].strip().lstrip('"')
    found = _CELL_END.search(separator)
    dates, kept = {} if dates is None else dates, dict[str, str]()
    rows = [
        (line, (dates.setdefault(day, day), *[kept.setdefault(cell, cell) for cell in cells[:columns]]))
        for line, (day, *cells) in cells_of(lines[start:], found[0] if found else ",", file, start + 1)
    ]
    return Sheet(file, "\n".join(lines[:start]), found[0] if found else ",", rows)


def alone(sheet: Sheet, folder: str = "") -> list[Place]:
    """The habits of one sheet without a description of them.

    Args:
        sheet: a habit's own, or the one for all.
        folder: the folder that it stands in, which names a habit of its own.

    Raises:
        Refused: ``exchange.names`` where a comma in a name makes its header longer than its lines.
    """
    names = sheet.header.split(sheet.separator)[1:] if sheet.header else []
    own = not names or names[0].strip().strip('"').casefold() in _OF_ONE_HABIT
    if own or any(not _is_value(cells[_NOTES]) for _, cells in sheet.rows if len(cells) == _NOTES + 1):
        named = _FOLDER.fullmatch(folder)
        name = named[2] or "" if named else "" if own else names[0]
        return [Place(Described("001", line_of(name, LONGEST_NAME), name), sheet, notes=_NOTES)]
    count = width(sheet)
    while len(names) > count and not names[-1].strip():
        names.pop()
    if count == 1:
        names = [sheet.separator.join(names)]
    if len(names) > count > 0:
        raise Refused("exchange.names", file=sheet.file)
    names += [""] * (count - len(names))
    named_so = (name.strip().strip('"') for name in names[: MOST_HABITS + 1])
    habits = [Described(f"{at:03d}", line_of(name, LONGEST_NAME), name) for at, name in enumerate(named_so, start=1)]
    return [Place(habit, sheet, at) for at, habit in enumerate(checked(habits, sheet.file), start=1)]


def width(sheet: Sheet) -> int:
    """How many habits the lines of a sheet for all have."""
    return max((len(cells) - 1 - (not cells[-1].strip()) for _, cells in sheet.rows), default=0)


class Export:
    """The sheets of a zip or a folder."""

    def __init__(self, shelf: Shelf) -> None:
        """Find where in it the files of the app are: it may be packed with the folder that it was unpacked to.

        Raises:
            Refused: ``exchange.no_loop`` where there are none.
        """
        self._shelf = shelf
        self._dates: dict[str, str] = {}
        paths = [path for path in shelf.paths if path.name.casefold() in (CHECKMARKS, HABITS)]
        if not paths:
            raise Refused("exchange.no_loop", file=shelf.name)
        described = [path for path in paths if path.name.casefold() == HABITS]
        first = min(described or paths, key=lambda path: len(path.parts))
        self._root = first.parent
        if not described and _FOLDER.fullmatch(first.parent.name) and len(first.parts) > 1:
            self._root = first.parent.parent

    @property
    def described(self) -> bool:
        """Whether there is a file that describes the habits."""
        return self._find(self._root, HABITS) is not None

    @cached_property
    def habits(self) -> list[Described]:
        """What is said of each habit, in the file's order; where nothing is, the folders name them."""
        path = self._find(self._root, HABITS)
        if path is not None:
            return habits_in(self._shelf.text(path), self._shelf.file(path))
        named = ((number, _FOLDER.fullmatch(folder.name)) for number, folder in sorted(self._folders.items()))
        habits = [
            Described(number, line_of(found[2] or "", LONGEST_NAME), found[2] or "") for number, found in named if found
        ]
        return checked(habits, self._shelf.name)

    def places(self) -> list[Place]:
        """Where the days of each habit stand: in its own folder, else in the sheet for all.

        Raises:
            Refused: ``exchange.cells`` where a line of the sheet for all has more cells than there are habits,
                ``exchange.no_loop`` where there is neither, and those of :func:`sheet_of` and :func:`alone`.
        """
        if not self.habits:
            return alone(self._sheet(self._find(self._root, CHECKMARKS)))
        found = []
        for at, habit in enumerate(self.habits, start=1):
            own = self._own(habit, CHECKMARKS)
            if own is None:
                found.append(Place(habit, self._for_all, at))
            else:
                found.append(Place(habit, self._sheet(own), notes=_NOTES))
        return found

    def scores(self, habit: Described) -> Place | None:
        """Where the scores of a habit stand, None where they do not or cannot be read: they are only a hint."""
        try:
            own = self._own(habit, SCORES)
            if own is not None:
                return Place(habit, self._sheet(own))
            if self._scores_of_all is None or habit not in self.habits:
                return None
            return Place(habit, self._scores_of_all, self.habits.index(habit) + 1)
        except Refused:
            return None

    @cached_property
    def _for_all(self) -> Sheet:
        path = self._find(self._root, CHECKMARKS)
        sheet = self._sheet(path)
        for line, cells in sheet.rows:
            if len(cells) - 1 - (not cells[-1].strip()) > len(self.habits):
                raise Refused("exchange.cells", file=sheet.file, line=line, count=len(self.habits))
        return sheet

    @cached_property
    def _scores_of_all(self) -> Sheet | None:
        path = self._find(self._root, SCORES)
        return None if path is None else self._sheet(path)

    @cached_property
    def _folders(self) -> dict[str, PurePosixPath]:
        """The folder of each habit, by its number: all else in its name may be lost."""
        folders = {path.parent for path in self._shelf.paths if path.parent != self._root}
        named = ((folder, _FOLDER.match(folder.name)) for folder in sorted(folders) if folder.parent == self._root)
        return {found[1]: folder for folder, found in named if found}

    def _own(self, habit: Described, name: str) -> PurePosixPath | None:
        folder = self._folders.get(habit.number)
        return None if folder is None else self._find(folder, name)

    def _find(self, folder: PurePosixPath, name: str) -> PurePosixPath | None:
        return next(
            (path for path in self._shelf.paths if path.parent == folder and path.name.casefold() == name), None
        )

    def _sheet(self, path: PurePosixPath | None) -> Sheet:
        if path is None:
            raise Refused("exchange.no_loop", file=self._shelf.name)
        # A name with line ends makes the header of a sheet for all so many lines longer.
        text, file = self._shelf.text(path), self._shelf.file(path)
        if path.parent != self._root:
            return sheet_of(text, file, columns=_NOTES, dates=self._dates)
        return sheet_of(text, file, 1 + sum(habit.whole_name.count("\n") for habit in self.habits))


def _first_cell(line: str) -> str:
    return _CELL_END.split(line, 1)[0].strip().strip('"')


def _is_value(cell: str) -> bool:
    try:
        value_of(cell)
    except ValueError:
        return False
    return True
