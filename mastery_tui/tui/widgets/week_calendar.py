"""The weeks of a cycle, with a cursor."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size, clamp
from textual.message import Message
from textual.reactive import reactive

from mastery_tui import guide
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.calendar_lines import LABEL, Grid, header_line, row_lines
from mastery_tui.tui.widgets.drawing import Piece
from mastery_tui.tui.widgets.line_drawn import LineDrawn, Lines

if TYPE_CHECKING:
    from mastery_tui.coach.views import CalendarView


class WeekCalendar(LineDrawn, can_focus=True):
    """Rows of seven cells, drawn in one widget.

    Arrows and hjkl move the cursor over the dates of the plan, `.` goes to today, Enter opens the day. Where
    the rows do not fit they scroll with the cursor or the wheel, and an arrow in the first column says that there is
    more.
    """

    DEFAULT_CSS = """
    WeekCalendar {
        height: auto;
        margin: 0 1 0 1;
        text-wrap: nowrap;
        text-overflow: clip;
        pointer: pointer;
        &.-gap { margin: 1 1 0 1; }
    }
    """
    ALLOW_SELECT = False
    auto_links = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="calendar.open"),
        Binding("left,h", "step(-1)", "Day before", show=False, id="calendar.day_before"),
        Binding("right,l", "step(1)", "Day after", show=False, id="calendar.day_after"),
        Binding("up,k", "row(-1)", "Week before", show=False, id="calendar.week_before"),
        Binding("down,j", "row(1)", "Week after", show=False, id="calendar.week_after"),
        Binding("full_stop", "today", "Today", show=False, id="calendar.today"),
    ]

    view: reactive["CalendarView | None"] = reactive["CalendarView | None"](None, layout=True)
    """What is shown."""
    cursor: reactive[date | None] = reactive[date | None](None)
    """The date under the cursor."""
    big: reactive[bool] = reactive(False, layout=True)
    """Whether cells take 8 by 3 and show amounts, where the width allows it."""
    enter_word: reactive[str] = reactive("", bindings=True)
    """The word for Enter in the key bar."""
    _top = 0
    """The first row that shows."""

    @dataclass
    class Moved(Message):
        """The person moved the cursor to another day.

        Attributes:
            day: the day.
        """

        day: date

    @dataclass
    class Opened(Message):
        """Enter or a double click: the person wants to see that day.

        Attributes:
            day: the day.
        """

        day: date

    def watch_view(self) -> None:
        """Keep the cursor in sight in the new rows."""
        self._top = 0
        self._show_cursor()

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        self._show_cursor()

    def on_resize(self) -> None:
        """Keep the cursor in sight at the new size."""
        self._show_cursor()

    def action_open(self) -> None:
        """Open the day under the cursor."""
        if self.cursor is not None:
            self.post_message(self.Opened(self.cursor))

    def action_step(self, by: int) -> None:
        """Go to the day before or after, across rows."""
        days = [day for row in self._days for day in row if day is not None]
        if self.cursor not in days:
            self._start()
        elif 0 <= days.index(self.cursor) + by < len(days):
            self._move(days[days.index(self.cursor) + by])

    def action_row(self, by: int) -> None:
        """Go to the same column in the next row that has a day there, else to the nearest day of the next row."""
        here = self._find(self.cursor)
        if here is None:
            self._start()
            return
        row, column = here
        ahead = self._days[row + 1 :] if by > 0 else self._days[:row][::-1]
        for days in ahead:
            if (day := days[column]) is not None:
                self._move(day)
                return
        for days in ahead:
            near = [(abs(at - column), day) for at, day in enumerate(days) if day is not None]
            if near:
                self._move(min(near)[1])
                return

    def action_today(self) -> None:
        """Go to today."""
        if (today := self._today) is not None:
            self._move(today)

    def action_choose(self, day: str) -> None:
        """Move the cursor to the day under the pointer.

        Args:
            day: its ISO date.
        """
        self._move(date.fromisoformat(day))

    def on_click(self, event: events.Click) -> None:
        """Open the day on a double click: the first one has moved the cursor there."""
        if event.chain == 2 and "@click" in event.style.meta:
            self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show a row further down."""
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show a row further up."""
        self._scroll(event, -1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The header and every row; a smaller `max-height` makes it scroll."""
        if self.view is None:
            return 0
        return 1 + len(self.view.rows) * Grid.fitting(width, self.big).lines

    def render(self) -> Lines:
        """The header and the rows that fit."""
        view = self.view
        if view is None:
            return self.drawn([])
        marks, grid, width = marks_of(self.app), self._grid, self.content_size.width
        end = self._top + self._fitting
        above: Piece = (f"{marks.up if self._top else '':<{LABEL}}", "$faint-style")
        lines = [header_line(view.header, guide.word("plan", "kept"), grid, above)]
        for at, row in enumerate(view.rows[self._top : end], self._top + 1):
            sign = marks.down if at == end < len(view.rows) else ""
            lines += row_lines(row, marks, grid, width, self.cursor, self.has_focus, sign)
        return self.drawn(lines[: self.content_size.height])

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the day under the cursor stands on the screen, for the terminal's own cursor."""
        found, grid, corner = self._find(self.cursor), self._grid, self.content_region.offset
        if found is None:
            return corner
        row, column = found
        return corner + Offset(LABEL + column * grid.step, 1 + (row - self._top) * grid.lines)

    @property
    def _days(self) -> tuple[tuple[date | None, ...], ...]:
        """The date of each cell, None where the cursor cannot stand."""
        rows = () if self.view is None else self.view.rows
        return tuple(tuple(None if cell is None else cell.day for cell in row.cells) for row in rows)

    @property
    def _today(self) -> date | None:
        rows = () if self.view is None else self.view.rows
        return next((cell.day for row in rows for cell in row.cells if cell is not None and cell.today), None)

    @property
    def _grid(self) -> Grid:
        return Grid.fitting(self.content_size.width, self.big)

    @property
    def _fitting(self) -> int:
        """The rows that fit; the blank line below the last one is not needed."""
        grid = self._grid
        return max(1, (self.content_size.height - 1 + (grid.lines > 1)) // grid.lines)

    def _find(self, day: date | None) -> tuple[int, int] | None:
        found = ((row, days.index(day)) for row, days in enumerate(self._days) if day is not None and day in days)
        return next(found, None)

    def _start(self) -> None:
        """Put the cursor on today, else on the first day there is."""
        chosen = self._today or next((day for row in self._days for day in row if day is not None), None)
        if chosen is not None:
            self._move(chosen)

    def _move(self, day: date) -> None:
        if day != self.cursor:
            self.cursor = day
            self.post_message(self.Moved(day))

    def _show_cursor(self) -> None:
        here = self._find(self.cursor)
        if here is not None and self.content_size.height:
            self._top = clamp(self._top, here[0] - self._fitting + 1, here[0])
        self._show_from(self._top)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        before = self._top
        self._show_from(self._top + by)
        if self._top != before:
            event.stop()

    def _show_from(self, top: int) -> None:
        last = max(0, len(self._days) - self._fitting) if self.content_size.height else 0
        self._top = clamp(top, 0, last)
        self.refresh()
