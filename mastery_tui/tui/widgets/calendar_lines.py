"""How the calendar's cells and rows are drawn, and what a row of them looks like elsewhere."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from mastery_tui.tui.signs import MarkSet
from mastery_tui.tui.widgets.drawing import Piece, cursor, cut, fold, joined, link, pill, width_of

if TYPE_CHECKING:
    from mastery_tui.coach.views import CalendarRow, Cell

LABEL = 13
"""The cells of a row's label, two blanks before it included."""

CELL = 6
"""A cell: slot, number in two, blank, mark, slot."""

NARROW_CELL = 5
"""A cell where there is little room: neighbours share a slot."""

BIG_CELL = 8
"""A cell of the big calendar: the same with two blanks after it."""

BIG_LINES = 3
"""Its lines: number and mark, amount, blank."""

_KEPT_GAP = 1
_KEPT = 6
_REMARK = 8
"""The cells of the longest word beside a big row, which folds between words."""


class Grid(NamedTuple):
    """Where things stand at a given width.

    Attributes:
        step: columns from one cell to the next.
        lines: lines of a row.
    """

    step: int
    lines: int

    @property
    def end(self) -> int:
        """The column where what is kept begins; a big cell has blanks behind it anyway."""
        after = {BIG_CELL: 0, CELL: _KEPT_GAP, NARROW_CELL: 1 + _KEPT_GAP}
        return LABEL + 7 * self.step + after[self.step]

    @classmethod
    def fitting(cls, width: int, big: bool) -> "Grid":
        """The grid for a width: big if wanted and possible, narrow where what is kept would not fit otherwise."""
        if big and width >= LABEL + 7 * BIG_CELL + _REMARK:
            return cls(BIG_CELL, BIG_LINES)
        if width >= LABEL + 7 * CELL + _KEPT_GAP + _KEPT:
            return cls(CELL, 1)
        return cls(NARROW_CELL, 1)


def cell_text(cell: "Cell", marks: MarkSet) -> str:
    """Number and mark, four cells: '12 ●'."""
    return f"{cell.number:>2} {marks.of(cell.mark)}"


def cell_pieces(cell: "Cell | None", marks: MarkSet, chosen: bool, lit: bool = True) -> list[Piece]:
    """A cell with its two slots, six columns wide.

    Args:
        cell: the cell, None for an empty one.
        marks: the signs to draw with.
        chosen: whether the cursor stands on it.
        lit: whether the cursor is drawn as a cursor rather than as a chosen answer.
    """
    if cell is None:
        return [(" " * CELL, "")]
    if chosen:
        return cursor(cell_text(cell, marks), marks) if lit else pill(cell_text(cell, marks), marks)
    return [
        (marks.pointer if cell.today else " ", "bold $primary"),
        (f"{cell.number:>2}", _number_style(cell)),
        (f" {marks.of(cell.mark)} ", _mark_style(cell)),
    ]


def week_line(
    row: "CalendarRow",
    marks: MarkSet,
    *,
    chosen: date | None = None,
    label: str = "",
    label_width: int = 0,
    kept: str = "",
    per_line: int = 7,
    room: int = 0,
) -> Content:
    """A row of the calendar for a panel: `Week 2   8 ●   9 ○  10 ●  11 ~ ▐12 ○▌ 13    14    2 of 4 kept`.

    Args:
        row: the row; empty cells are left out.
        marks: the signs to draw with.
        chosen: the date drawn as a chosen answer.
        label: what stands before it.
        label_width: the cells of the label.
        kept: what stands after it.
        per_line: cells in a line.
        room: the cells there are; where `kept` does not fit any more it stands under the days. 0 for room enough.
    """
    cells = [cell for cell in row.cells if cell is not None]
    lines: list[list[Piece]] = []
    for start in range(0, len(cells), per_line):
        line: list[Piece] = [(("" if start else label).ljust(label_width), "$quiet")]
        for cell in cells[start : start + per_line]:
            line += cell_pieces(cell, marks, is_at(cell, chosen), lit=False)
        lines.append(line)
    if kept and lines:
        used = sum(width_of(text) for text, _ in lines[-1]) + 2 + width_of(kept)
        if room and used > room:
            lines.append([(" " * (label_width + 1), ""), (kept, "$foreground")])
        else:
            lines[-1].append((f"  {kept}", "$foreground"))
    return joined(lines)


def header_line(words: Sequence[str], kept: str, grid: Grid, before: Piece) -> list[Piece]:
    """The line above the rows."""
    text = "".join(f" {word[: grid.step - 1]}".ljust(grid.step) for word in words)
    return [before, (text.ljust(grid.end - LABEL) + kept, "$quiet")]


def row_lines(
    row: "CalendarRow", marks: MarkSet, grid: Grid, width: int, chosen: date | None, lit: bool, sign: str
) -> list[list[Piece]]:
    """A row's lines.

    Args:
        row: the row.
        marks: the signs to draw with.
        grid: where things stand.
        width: the cells of a line.
        chosen: the date under the cursor.
        lit: whether the cursor is drawn as a cursor.
        sign: what stands in the first column: there is more this way.
    """
    label = cut(row.label, LABEL - 3, marks).ljust(LABEL - 2)
    cells = [cell_pieces(cell, marks, is_at(cell, chosen), lit) for cell in row.cells]
    first: list[Piece] = [(f"{sign:<2}", "$faint-style"), (label, "bold $foreground" if row.current else "$quiet")]
    first += _clickable(row, _spread(cells, row, grid, chosen))
    used = sum(width_of(text) for text, _ in first)
    first.append((" " * (grid.end - used), ""))
    room = width - grid.end
    if grid.lines == 1:
        return [first + _kept(row, marks, room)]
    first.append((cut(row.kept, room, marks), "$foreground"))
    amounts: list[list[Piece]] = [[(_amount(cell, marks).ljust(grid.step), "$quiet")] for cell in row.cells]
    remark, below = [*fold(row.remark, room), "", ""][:2]
    second: list[Piece] = [(" " * LABEL, ""), *_clickable(row, amounts), (cut(remark, room, marks), "$quiet")]
    return [first, second, [(" " * grid.end + below, "$quiet")] if below else []]


def _clickable(row: "CalendarRow", cells: list[list[Piece]]) -> list[Piece]:
    """What is drawn for each cell of a row; a click on it chooses its day."""
    return [
        piece if cell is None or cell.day is None else link(piece, f"choose('{cell.day}')")
        for cell, drawn in zip(row.cells, cells, strict=True)
        for piece in drawn
    ]


def _spread(cells: list[list[Piece]], row: "CalendarRow", grid: Grid, chosen: date | None) -> list[list[Piece]]:
    """Cells side by side, `grid.step` apart; where they share slots, a drawn slot wins over a blank one."""
    if grid.step >= CELL:
        return [[*drawn, (" " * (grid.step - CELL), "")] for drawn in cells]
    spread: list[list[Piece]] = []
    for at, (drawn, cell) in enumerate(zip(cells, row.cells, strict=True)):
        after_chosen = at > 0 and is_at(row.cells[at - 1], chosen)
        if cell is None:
            spread.append([(" " * (NARROW_CELL - after_chosen), "")])
        elif is_at(cell, chosen):
            spread.append(drawn)
        else:
            slot, number, (mark, style) = drawn
            spread.append([*([] if after_chosen else [slot]), number, (mark[:-1], style)])
    return spread


def is_at(cell: "Cell | None", day: date | None) -> bool:
    """Whether a cell is that of a date; one without a date is never."""
    return cell is not None and day is not None and cell.day == day


def _kept(row: "CalendarRow", marks: MarkSet, room: int) -> list[Piece]:
    """What is kept, and the remark behind it where there is room for it."""
    remark = f", {row.remark}" if row.kept and row.remark else row.remark
    if width_of(row.kept) + width_of(remark) > room:
        remark = ""
    return [(cut(row.kept, room, marks), "$foreground"), (remark, "$quiet")]


def _amount(cell: "Cell | None", marks: MarkSet) -> str:
    """The amount, its end under the mark, or further right where it is long."""
    if cell is None:
        return ""
    text = cut(cell.amount, BIG_CELL - 1, marks)
    return text.rjust(CELL - 1)


def _number_style(cell: "Cell") -> str:
    if cell.ahead:
        return "$faint-style"
    return "bold $foreground" if cell.today else "$quiet"


def _mark_style(cell: "Cell") -> str:
    if cell.ahead:
        return "$faint-style"
    return "$primary" if cell.mark is not None and cell.mark.value in ("done", "minimum") else "$foreground"
