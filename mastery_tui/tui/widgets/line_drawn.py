"""A widget that is drawn line by line: what looks as it did before is not made again."""

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widget import Widget

from mastery_tui.tui.widgets.drawing import Piece, assembled, joined, merged


class LineDrawn(Widget):
    """Draws lines of pieces, and remembers those that it drew last."""

    _made: dict[tuple[int, tuple[Piece, ...]], Strip] | None = None
    """The lines that were drawn last, by their place and pieces."""
    _made_as: object = None
    """What else they depend on: their width, and how they are styled."""

    def drawn(self, lines: Iterable[Sequence[Piece]]) -> "Lines":
        """What `render` gives for some lines.

        Args:
            lines: each as its pieces; none is wider than there is room.
        """
        return Lines(self, [tuple(merged(line)) for line in lines])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that is marked with the pointer, and what ends it.

        Args:
            selection: from where to where.
        """
        visual = self._render()
        return (selection.extract(str(visual)), "\n") if isinstance(visual, Lines) else None

    def strips(self, lines: list[tuple[Piece, ...]], width: int, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines as Textual draws them.

        Args:
            lines: each as its pieces.
            width: the cells of a line.
            style: what they are drawn upon.
            options: how Textual wants them drawn.
        """
        made_as = (width, style, self.app.theme)
        before = self._made if self._made is not None and made_as == self._made_as else {}
        now: dict[tuple[int, tuple[Piece, ...]], Strip] = {}
        for key in enumerate(lines):
            now[key] = before.get(key) or self._strip(*key, width, style, options)
        self._made, self._made_as = now, made_as
        return list(now.values())

    def _strip(self, at: int, pieces: tuple[Piece, ...], width: int, style: Style, options: RenderOptions) -> Strip:
        found = assembled(pieces).render_strips(width, 1, style, options) if pieces else []
        if not found:
            return Strip([])
        # What is marked with the pointer is found by where it stands.
        return found[0].apply_offsets(0, at) if self.allow_select else found[0]


class Lines(Visual):
    """The lines of a widget, for Textual."""

    def __init__(self, widget: LineDrawn, lines: list[tuple[Piece, ...]]) -> None:
        """Take them.

        Args:
            widget: whose they are.
            lines: each as its pieces.
        """
        self._widget, self._lines = widget, lines

    def __str__(self) -> str:
        return self.content.plain

    @property
    def content(self) -> Content:
        """All of it as one text."""
        return joined(self._lines)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw them; a text that is marked with the pointer is drawn as one."""
        if options.selection is not None:
            return self.content.render_strips(width, height, style, options)
        return self._widget.strips(self._lines[:height], width, style, options) if width else []

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The cells of the longest line."""
        return self.content.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines there are."""
        return len(self._lines)
