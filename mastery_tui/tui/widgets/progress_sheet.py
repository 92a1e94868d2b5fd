"""The strip of Progress as a widget: a cursor over its days, as a picture or as a table."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset, Region, Spacing
from textual.message import Message
from textual.reactive import reactive

from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.axis import Axis
from mastery_tui.tui.widgets.day_strip import LABELS, DayStrip, axis_for
from mastery_tui.tui.widgets.day_table import shown_days, table
from mastery_tui.tui.widgets.drawn import Drawn, Line

if TYPE_CHECKING:
    from mastery_tui.coach.progress_views import ColumnView, ProgressView


class ProgressSheet(Drawn, can_focus=True):
    """A column a day, drawn in one widget; a click chooses a day, a double click opens it."""

    view: reactive["ProgressView | None"] = reactive["ProgressView | None"](None, layout=True)
    """What is shown."""
    chosen: reactive[int | None] = reactive[int | None](None)
    """The plan day under the cursor."""
    as_table: reactive[bool] = reactive(False, layout=True)
    """Whether it is a table."""
    wide_step: reactive[bool] = reactive(False, layout=True)
    """Whether a day may have three cells."""
    terminal_lines: reactive[int] = reactive(24, layout=True)
    """The lines of the whole terminal: how many rows the plot has depends on them."""

    @dataclass
    class Opened(Message):
        """A double click: the person wants to see the day under the cursor."""

    def on_mount(self) -> None:
        """Draw from now on."""
        self.drawing = self._drawn

    def watch_view(self) -> None:
        """Draw anew."""
        self.redraw()

    def watch_chosen(self) -> None:
        """Draw anew."""
        self.redraw()

    def watch_as_table(self) -> None:
        """Draw anew."""
        self.redraw()

    def watch_wide_step(self) -> None:
        """Draw anew."""
        self.redraw()

    def watch_terminal_lines(self) -> None:
        """Draw anew."""
        self.redraw()

    @property
    def column(self) -> "ColumnView | None":
        """The day under the cursor."""
        columns = () if self.view is None else self.view.columns
        return next((column for column in columns if column.number == self.chosen), None)

    def step(self, by: int) -> None:
        """Move the cursor over the days up to today.

        Args:
            by: 1 for the day after, -1 for the day before.
        """
        if self.view is not None and self.chosen is not None and 1 <= self.chosen + by <= (self.view.today or 0):
            self.chosen += by

    def region_of_cursor(self) -> Region:
        """Where the chosen day stands on the page: its line with the one above, or the strip down to its words."""
        y = self._row_of_cursor()
        if y is None:
            return self.virtual_region
        return Region(0, y, 1, 1).translate(self.virtual_region.offset).grow(Spacing(1, 0, 0, 0))

    def _row_of_cursor(self) -> int | None:
        if not self.as_table or self.view is None or self.chosen is None:
            return None
        return [column.number for column in shown_days(self.view)].index(self.chosen) + 1

    def on_click(self, event: events.Click) -> None:
        """Choose the day under the pointer; open it on a double click."""
        number = self._number_at(event)
        if number is None or self.view is None or number > (self.view.today or 0):
            return
        self.chosen = number
        if event.chain == 2:
            self.post_message(self.Opened())

    def _number_at(self, event: events.Click) -> int | None:
        offset = event.get_content_offset(self)
        if offset is None or self.view is None:
            return None
        if self.as_table:
            days = shown_days(self.view)
            return days[offset.y - 1].number if 1 <= offset.y <= len(days) else None
        axis = self._axis(self.view)
        return axis.number(offset.x - axis.labels)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the chosen day stands on the screen, for the terminal's own cursor."""
        corner, row = self.content_region.offset, self._row_of_cursor()
        if row is not None:
            return corner + Offset(0, row)
        if self.view is None or self.chosen is None:
            return corner
        axis = self._axis(self.view)
        return corner + Offset(axis.labels + axis.x(self.chosen), 0)

    def _axis(self, view: "ProgressView") -> Axis:
        return axis_for(view, self.content_size.width or LABELS, self.wide_step)

    def _drawn(self, width: int) -> list[Line]:
        view = self.view
        if view is None:
            return []
        marks = marks_of(self.app)
        if self.as_table:
            return table(view, width, marks, self.chosen)
        axis = axis_for(view, width, self.wide_step)
        return DayStrip(view, axis, width, self.terminal_lines, marks, self.chosen).drawn()
