"""Text to read, with labels beside it where there are any."""

from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from mastery_tui.tui.widgets.drawing import Piece, fold, joined, width_of


class Line(NamedTuple):
    """A paragraph, or a blank line where both texts are empty.

    Attributes:
        label: what stands in the left column; where it is empty and `under` is not set, the text takes the whole width.
        text: what is said; it folds in its own column.
        bold: whether the text is a heading.
        quiet: whether it is said in passing.
        under: whether a text without a label stands in the right column.
        strong: whether the label is what is looked for, as a key or a number is.
    """

    label: str = ""
    text: str = ""
    bold: bool = False
    quiet: bool = False
    under: bool = False
    strong: bool = False


class Prose(Widget, can_focus=False):
    """Paragraphs in one widget, as high as they are long at this width."""

    DEFAULT_CSS = """
    Prose {
        height: auto;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    entries: reactive[tuple[Line, ...]] = reactive[tuple[Line, ...]]((), layout=True)
    """The paragraphs."""

    def __init__(
        self,
        entries: tuple[Line, ...] = (),
        *,
        values_at: int = 14,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Set up the text.

        Args:
            entries: the paragraphs.
            values_at: where the right column begins, in cells from the widget's own left.
            id: the widget's id.
            classes: the widget's CSS classes.
        """
        super().__init__(id=id, classes=classes)
        self._begin = values_at
        self.set_reactive(Prose.entries, entries)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the paragraphs take at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The paragraphs."""
        return joined(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[list[Piece]]:
        return [line for entry in self.entries for line in self._paragraph(entry, width)]

    def _paragraph(self, entry: Line, width: int) -> list[list[Piece]]:
        style = "bold $foreground" if entry.bold else "$quiet" if entry.quiet else "$foreground"
        if not entry.label:
            begin = self._begin if entry.under else 0
            return [[(" " * begin + line, style)] for line in fold(entry.text, width - begin)] or [[]]
        named = "bold $foreground" if entry.strong else "$quiet"
        lines: list[list[Piece]] = [
            [(" " * self._begin + line, style)] for line in fold(entry.text, width - self._begin)
        ] or [[]]
        if width_of(entry.label) >= self._begin:
            # A label that is wider than its column keeps its first line to itself.
            return [[(entry.label, named)], *lines] if entry.text else [[(entry.label, named)]]
        first = "".join(text for text, _ in lines[0])[self._begin :]
        return [[(entry.label.ljust(self._begin), named), (first, style)], *lines[1:]]
