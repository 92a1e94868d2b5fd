"""The strip of Progress as a table: the same days in words and numbers, the newest first."""

from typing import TYPE_CHECKING, NamedTuple

from mastery_tui import guide
from mastery_tui.tui.signs import MarkSet
from mastery_tui.tui.widgets.axis import mark_style
from mastery_tui.tui.widgets.drawing import Piece, cursor, cut, width_of

if TYPE_CHECKING:
    from mastery_tui.coach.progress_views import ColumnView, ProgressView

GAP = 2
NARROW_GAP = 1


class _Column(NamedTuple):
    """A column: its head, its texts, and whether they stand at the right."""

    head: str
    texts: tuple[str, ...]
    at_right: bool = False

    @property
    def width(self) -> int:
        return max(map(width_of, (self.head, *self.texts)))

    def cell(self, text: str) -> str:
        blank = " " * (self.width - width_of(text))
        return blank + text if self.at_right else text + blank


def shown_days(view: "ProgressView") -> "tuple[ColumnView, ...]":
    """The days that have a row, newest first."""
    return tuple(column for column in reversed(view.columns) if not column.ahead)


def table(view: "ProgressView", width: int, marks: MarkSet, chosen: int | None) -> list[list[Piece]]:
    """A line of heads, and one for each day up to today.

    Args:
        view: the page.
        width: the cells of a line; where not all has room the outcome is told by its mark alone, and the unit is cut.
        marks: the signs to draw with.
        chosen: the plan day under the cursor.
    """
    days = shown_days(view)
    outcome, *others = _columns(view, days)
    gap = GAP
    columns = [outcome, *others]
    if _taken(columns, gap) > width:
        gap, columns = NARROW_GAP, others
        excess = _taken(columns, gap) - width
        if excess > 0:
            head = cut(columns[0].head, max(1, columns[0].width - excess), marks)
            columns[0] = columns[0]._replace(head=head)
    between = " " * gap
    number, date = guide.word("progress_table", "day"), guide.word("progress_table", "date")
    dates = _Column(date, tuple(day.date for day in days))
    heads = f"{number:>3}{' ' * GAP}{dates.cell(date)}   {between.join(column.cell(column.head) for column in columns)}"
    lines: list[list[Piece]] = [[(heads.rstrip(), "$quiet")]]
    for at, day in enumerate(days):
        lit = "$foreground" if day.felt or day.mark is not None else "$quiet"
        lines.append(
            [
                *_number(day.number, marks, chosen=day.number == chosen),
                (f"{dates.cell(day.date)} ", "$quiet"),
                (marks.of(day.mark), mark_style(day.mark, ahead=day.ahead)),
                (" " + between.join(column.cell(column.texts[at]) for column in columns).rstrip(), lit),
            ]
        )
    return lines


def _taken(columns: list[_Column], gap: int) -> int:
    return 3 + GAP + 10 + 3 + sum(column.width for column in columns) + gap * (len(columns) - 1)


def _number(number: int, marks: MarkSet, *, chosen: bool) -> list[Piece]:
    if not chosen:
        return [(f"{number:>3}{' ' * GAP}", "$quiet")]
    text = f"{number:>2}"
    return [*cursor(text, marks), (" " * (GAP - 1), "")]


def _columns(view: "ProgressView", days: "tuple[ColumnView, ...]") -> list[_Column]:
    """The outcome, and what else there is to tell; no column where nothing is counted."""

    def head(name: str) -> str:
        return guide.word("progress_table", name)

    def told(value: int | None) -> str:
        return "" if value is None else str(value)

    found = [_Column(head("outcome"), tuple(day.outcome for day in days))]
    if view.counted:
        found.append(_Column(view.label.lower(), tuple(day.result_words for day in days), at_right=True))
    return [
        *found,
        _Column(head("effort"), tuple(told(day.effort) for day in days), at_right=True),
        _Column(head("feeling"), tuple(day.feeling_words for day in days)),
        _Column(head("confidence"), tuple(told(day.confidence) for day in days), at_right=True),
        _Column(head("plan"), tuple(day.events for day in days)),
    ]
