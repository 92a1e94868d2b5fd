"""The keys that act now, in one line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.keys import format_key
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.tui.widgets.drawing import Piece, SaysEnter, width_of

KEPT = ("exclamation_mark", "question_mark")
"""Keys that stand last and are never dropped."""

_NAMES = {
    "enter": "enter",
    "escape": "esc",
    "tab": "tab",
    "space": "space",
    "backspace": "backspace",
    "delete": "del",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}


_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Shown:
    """A key as the bar shows it."""

    key: str
    name: str
    word: str

    @property
    def width(self) -> int:
        """Its cells."""
        return width_of(self.name) + 1 + width_of(self.word)


def key_name(binding: Binding) -> str:
    """A key as a person reads it: ^s, :, ?, esc, F2."""
    if binding.key_display:
        return binding.key_display
    *modifiers, key = binding.key.split("+")
    name = _NAMES.get(key) or (key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else format_key(key))
    if "ctrl" in modifiers:
        modifiers.remove("ctrl")
        name = f"^{name}"
    return "+".join([*modifiers, name])


def word_key(binding: Binding) -> tuple[str, str] | None:
    """Where the guide has a binding's word, as section and key; None where it has none.

    The word is looked for by the binding's id, then by its description: "Too much" stands under `keys`, `too_much`.
    A description such as "outcomes.done" names another section.
    """
    section, _, key = binding.description.rpartition(".")
    if section:
        return section, key
    known = guide.words("keys")
    named = ((binding.id or "").replace(".", "_"), _NOT_A_NAME.sub("_", binding.description.lower()))
    return next((("keys", name) for name in named if name in known), None)


def word_of(binding: Binding) -> str:
    """What a key does, in the guide's words; the description where the guide has none, as for Textual's own keys."""
    found = word_key(binding)
    return binding.description if found is None else guide.word(*found)


class KeyBar(Widget, can_focus=False):
    """Draws the screen's active bindings that are meant to be seen, all in one widget.

    The focused widget's come first, then the screen's, then the app's; `last` stand at the end. Where they do not all
    fit, those on the right go, but never `kept`. A click presses the key.
    """

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        padding: 0 0 0 3;
        text-wrap: nowrap;
        text-overflow: clip;
        pointer: pointer;
    }
    """
    ALLOW_SELECT = False

    words: reactive[dict[str, str]] = reactive[dict[str, str]]({})
    """Words that stand in place of the guide's, by binding id."""

    def __init__(
        self,
        *,
        gap: int = 2,
        kept: Sequence[str] = KEPT,
        last: Sequence[str] = KEPT,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Set up the bar.

        Args:
            gap: blanks between two keys.
            kept: keys that are never dropped.
            last: keys that stand at the end, in this order.
            id: the widget's id.
            classes: the widget's CSS classes.
        """
        super().__init__(id=id, classes=classes)
        self._gap = gap
        self._kept = frozenset(kept)
        self._last = tuple(last)
        self._places: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if self.is_attached:
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Press the key under the pointer."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, end, key in self._places:
            if start <= offset.x < end:
                event.stop()
                self.app.simulate_key(key)
                return

    def render(self) -> Content:
        """The keys that fit."""
        pieces: list[Piece] = []
        self._places = []
        at = 0
        for shown in self._fitting(self.content_size.width):
            if pieces:
                pieces.append((" " * self._gap, ""))
                at += self._gap
            pieces += [(shown.name, "bold $primary"), (f" {shown.word}", "$quiet")]
            self._places.append((at, at + shown.width, shown.key))
            at += shown.width
        return Content.assemble(*pieces)

    def _fitting(self, width: int) -> list[_Shown]:
        keys = self._shown()
        excess = sum(key.width + self._gap for key in keys) - self._gap - width
        for key in reversed([key for key in keys if key.key not in self._kept]):
            if excess <= 0:
                break
            keys.remove(key)
            excess -= key.width + self._gap
        return keys

    def _shown(self) -> list[_Shown]:
        found: dict[tuple[int, str], _Shown] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                shown = _Shown(binding.key, key_name(binding), self._word(active))
                found.setdefault((id(active.node), binding.action), shown)
        order = {key: at for at, key in enumerate(self._last)}
        return sorted(found.values(), key=lambda shown: order.get(shown.key, -1))

    def _word(self, active: ActiveBinding) -> str:
        binding = active.binding
        if binding.id in self.words:
            return self.words[binding.id]
        if binding.key == "enter" and isinstance(active.node, SaysEnter):
            return active.node.enter_word
        return word_of(binding)
