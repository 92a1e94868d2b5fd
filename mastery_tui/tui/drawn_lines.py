"""Textual's compositor, where it draws some lines again: it asks only the widgets that stand there for their drawing.

Textual's own asks all widgets of what scrolls, the whole form at each blink of the cursor. What is used of its inside
stands here alone; ``tests/tui/test_drawn_lines.py`` fails where that changes.
"""

from collections.abc import Callable, Mapping, Sequence

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class DrawnLines(Compositor):
    """Lays out and draws as Textual's does."""

    _crosses: Callable[[Region], bool] | None = None
    """Whether what is drawn now crosses a region; None while nothing is drawn."""

    @property
    def visible_widgets(self) -> dict[Widget, tuple[Region, Region]]:
        """The widgets in sight, each with its region and what that is cut to; while lines are drawn, those on them."""
        found, crosses = super().visible_widgets, self._crosses
        return found if crosses is None else {widget: at for widget, at in found.items() if crosses(at[0])}

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """Draw some lines.

        Args:
            crop: a region round all that is drawn.
            is_rendered_line: whether a line is drawn.
        """
        assert self.cuts is not None  # Where drawings meet depends on all widgets, and is kept from here on.
        self._crosses = lambda at: crop.overlaps(at) and any(map(is_rendered_line, at.line_range))
        try:
            return super()._render_chops(crop, is_rendered_line)
        finally:
            self._crosses = None
