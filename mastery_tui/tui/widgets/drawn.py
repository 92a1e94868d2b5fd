"""A widget that is drawn line by line, however many lines that are."""

from collections.abc import Callable

from textual.geometry import Size
from textual.reactive import reactive

from mastery_tui.tui.widgets.drawing import Piece
from mastery_tui.tui.widgets.line_drawn import LineDrawn, Lines

Line = list[Piece]
Drawing = Callable[[int], list[Line]]
"""Gives the lines at a width."""


class Drawn(LineDrawn, can_focus=False):
    """Lines of pieces in one widget, as high as they are many."""

    DEFAULT_CSS = """
    Drawn {
        height: auto;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    auto_links = False

    drawing: reactive[Drawing | None] = reactive[Drawing | None](None, layout=True, always_update=True)
    """What is drawn, None for nothing."""
    _lines: tuple[int, list[Line]] | None = None
    """What was drawn last, with the width that it was drawn at."""

    def watch_drawing(self) -> None:
        """Draw anew."""
        self._lines = None

    def redraw(self) -> None:
        """Draw anew what has as many lines as before."""
        self._lines = None
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are at this width."""
        return len(self.lines_at(width))

    def render(self) -> Lines:
        """All lines."""
        return self.drawn(self.lines_at(self.content_size.width))

    def lines_at(self, width: int) -> list[Line]:
        """The lines at a width.

        Args:
            width: the cells of a line.
        """
        if self._lines is None or self._lines[0] != width:
            self._lines = (width, [] if self.drawing is None else self.drawing(width))
        return self._lines[1]
