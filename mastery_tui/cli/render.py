"""The calendar as plain text."""

from collections.abc import Mapping, Sequence

from mastery_tui import guide
from mastery_tui.coach.views import CalendarRow, Cell, PlanView
from mastery_tui.guide.signs import MARKS, POINTER
from mastery_tui.practice.choices import Mark

LABEL = 8
CELL = 6


def calendar_lines(plan: PlanView, *, ascii_marks: bool) -> tuple[str, ...]:
    """A row for each week, and a legend of the marks that occur; today has a sign before its number.

    Args:
        plan: the plan as the Coach shows it.
        ascii_marks: draw with plain ASCII.
    """
    place = 1 if ascii_marks else 0
    signs = {mark: both[place] for mark, both in MARKS.items()}
    header = " " * LABEL + "".join(f" {word:{CELL - 1}}" for word in plan.calendar.header)
    rows = [_row(row, signs, POINTER[place]) for row in plan.calendar.rows]
    found = {cell.mark for row in plan.calendar.rows for cell in row.cells if cell is not None}
    legend = [f"{signs[mark.value]} {word}" for mark, word in plan.legend if mark in found]
    return (plan.state, header.rstrip(), *rows, "   ".join(legend))


def plain_lines(plan: PlanView) -> tuple[str, ...]:
    """A line for each week that names every day and what became of it, and means the same without its columns.

    Args:
        plan: the plan as the Coach shows it.
    """
    words, header = dict(plan.legend), plan.calendar.header
    return (plan.state, *(_plain_row(row, header, words) for row in plan.calendar.rows))


def _plain_row(row: CalendarRow, header: Sequence[str], words: Mapping[Mark, str]) -> str:
    days = [
        " ".join(filter(None, (name, cell.number, words.get(cell.mark, "") if cell.mark else "", _today(cell))))
        for name, cell in zip(header, row.cells, strict=True)
        if cell is not None
    ]
    kept = f"{guide.word('progress', 'kept').lower()} {row.kept}" if row.kept else ""
    told = "; ".join(filter(None, (", ".join(days), kept, row.remark)))
    return f"{row.label.strip()}: {told}"


def _today(cell: Cell) -> str:
    return guide.word("plan", "today") if cell.today else ""


def _row(row: CalendarRow, signs: dict[str, str], pointer: str) -> str:
    cells = "".join(_cell(cell, signs, pointer) for cell in row.cells)
    return f"{row.label.strip():{LABEL}}{cells} {'  '.join(filter(None, (row.kept, row.remark)))}".rstrip()


def _cell(cell: Cell | None, signs: dict[str, str], pointer: str) -> str:
    if cell is None:
        return " " * CELL
    sign = " " if cell.mark is None else signs[cell.mark.value]
    return f"{pointer if cell.today else ' '}{cell.number:>2} {sign} "
