"""A text that changes often."""

from textual.visual import VisualType
from textual.widgets import Static


class Told(Static):
    """A text for which the screen is laid out anew only where another one takes other room."""

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Tell something else.

        Args:
            content: what is told.
            layout: whether it may take other room.
        """
        before = self._room
        super().update(content, layout=False)
        if layout and (before is None or self._room != before):
            self.refresh(layout=True)

    @property
    def _room(self) -> tuple[int, int] | None:
        """The cells that it is wide, where that depends on the text, and its lines; None before it is laid out."""
        visual, width, rules = self.visual, self.content_size.width, self.styles.get_rules()
        if not width:
            return None
        auto = self.styles.width is not None and self.styles.width.is_auto
        return visual.get_optimal_width(rules, width) if auto else width, visual.get_height(rules, width)
