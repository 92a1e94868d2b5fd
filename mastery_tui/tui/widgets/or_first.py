"""What a person may do before they set up a plan."""

from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.tui.widgets.drawing import TEXT_AT, VALUES_AT, Piece, joined, link, width_of
from mastery_tui.tui.widgets.key_bar import key_name

OFFERED = {"setup.look_around": "first_look", "setup.import": "first_import"}
"""The bindings that are offered, and the guide's names of their words."""

_GAP = 3


class OrFirst(Widget, can_focus=False):
    """The keys that lead elsewhere first, while they act; nothing while none does. A click presses the key."""

    DEFAULT_CSS = """
    OrFirst {
        height: auto;
        margin: 1 2 0 3;
    }
    """
    auto_links = False
    _shown: list[tuple[str, str, str]] | None = None

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed, immediate=True)

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached and self._offered() != self._shown:
            self._shown = self._offered()
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line or two; none where nothing is offered."""
        return len(self._lines(width))

    def _offered(self) -> list[tuple[str, str, str]]:
        """The name, the key and the words of each that acts now."""
        acting = {each.binding.id: each.binding for each in self.screen.active_bindings.values() if each.enabled}
        return [
            (key_name(acting[name]), acting[name].key, guide.word("setup_screen", word))
            for name, word in OFFERED.items()
            if name in acting
        ]

    def render(self) -> Content:
        """The label and the keys."""
        return joined(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[list[Piece]]:
        """What has no room beside the one before stands on the next line."""
        begin = VALUES_AT - TEXT_AT
        lines: list[list[Piece]] = []
        used = begin
        for name, key, word in self._offered():
            wide = width_of(name) + 1 + width_of(word)
            if not lines or used + _GAP + wide > width:
                label = "" if lines else guide.word("setup_screen", "first")
                lines.append([(label.ljust(begin), "$quiet")])
                used = begin
            gap = _GAP if used > begin else 0
            press = f"app.simulate_key('{key}')"
            lines[-1] += [(" " * gap, ""), link((name, "bold $primary"), press), link((f" {word}", "$quiet"), press)]
            used += gap + wide
        return lines
