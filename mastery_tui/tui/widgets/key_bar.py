"""The keys that act now, in one line."""

import re
from functools import cache
from typing import ClassVar, NamedTuple

from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.keys import format_key
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.tui.widgets.drawing import Piece, SaysEnter, assembled, link, width_of

QUITTING = ("q", "ctrl+q")

_NAMES = {
    **{name: name for name in ("enter", "tab", "space", "backspace", "up", "down", "left", "right")},
    "escape": "esc",
    "delete": "del",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}


_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


class _Shown(NamedTuple):
    """A key as the bar shows it; several of one group are one."""

    key: str
    name: str
    word: str
    group: bool = False
    first: bool = False

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
    return _word_key(binding.id or "", binding.description)


@cache
def _word_key(name: str, description: str) -> tuple[str, str] | None:
    """The same; looked for once, as the bar asks about every key behind every key."""
    section, _, key = description.rpartition(".")
    if section:
        return section, key
    known = guide.words("keys")
    named = (name.replace(".", "_"), _NOT_A_NAME.sub("_", description.lower()))
    return next((("keys", each) for each in named if each in known), None)


def word_of(binding: Binding) -> str:
    """What a key does, in the guide's words; the description where the guide has none, as for Textual's own keys."""
    found = word_key(binding)
    return binding.description if found is None else guide.word(*found)


class KeyBar(Widget, can_focus=False):
    """Draws the screen's active bindings that are meant to be seen, all in one widget.

    The focused widget's come first, then the screen's, then the app's; those that lead out stand at the end and are
    never dropped. Where the others do not all fit, keys of a group go first, then those on the right. A click presses
    the key.
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
    auto_links = False

    GAP: ClassVar[int] = 2
    """Blanks between two keys."""
    LAST: ClassVar[tuple[str, ...]] = (*QUITTING, "exclamation_mark", "question_mark")
    """Keys that stand last and are never dropped."""
    HIDDEN: ClassVar[tuple[str, ...]] = ()
    """Keys that are not named."""

    _drawn: list[_Shown] | None = None
    _next: list[_Shown] | None = None
    words: reactive[dict[str, str]] = reactive[dict[str, str]]({})
    """Words that stand in place of the guide's, by binding id; what is not named otherwise is named by them."""
    first: reactive[str] = reactive("")
    """The id of the binding that stands first, '' for none."""

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed, immediate=True)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        """Draw the keys again where they are others by now."""
        if self.is_attached:
            shown = self._shown()
            self._next = shown if shown != self._drawn else None
            if self._next is not None:
                self.refresh()

    def watch_words(self) -> None:
        """Look for the keys again: what was found for the next drawing has other words."""
        self._next = None

    def watch_first(self) -> None:
        """Look for the keys again: what was found for the next drawing has another order."""
        self._next = None

    def render(self) -> Content:
        """The keys that fit."""
        pieces: list[Piece] = []
        for shown in self._fitting(self.content_size.width):
            if pieces:
                pieces.append((" " * self.GAP, ""))
            press = f"app.simulate_key('{shown.key}')"
            pieces += [link((shown.name, "bold $primary"), press), link((f" {shown.word}", "$quiet"), press)]
        return assembled(pieces)

    def _fitting(self, width: int) -> list[_Shown]:
        self._drawn, self._next = self._shown() if self._next is None else self._next, None
        keys = list(self._drawn)
        excess = sum(key.width + self.GAP for key in keys) - self.GAP - width
        others = [key for key in reversed(keys) if key.key not in self.LAST]
        for key in sorted(others, key=lambda shown: not shown.group):
            if excess <= 0:
                break
            keys.remove(key)
            excess -= key.width + self.GAP
        return keys

    def _shown(self) -> list[_Shown]:
        found: dict[object, _Shown] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            named = binding.show or binding.id in self.words
            if not named or not active.enabled or binding.key in self.HIDDEN:
                continue
            shown = _Shown(binding.key, key_name(binding), self._word(active), first=binding.id == self.first)
            if not shown.word:
                continue
            if binding.group is None:
                same = (id(active.node), binding.action)
                if same not in found or shown.key == QUITTING[0]:
                    found[same] = shown
                continue
            word = guide.word("keys", binding.group.description)
            before = found.get(binding.group)
            name = shown.name if before is None else f"{before.name} {shown.name}"
            found[binding.group] = _Shown(shown.key if before is None else before.key, name, word, group=True)
        order = {key: at for at, key in enumerate(self.LAST)}
        return sorted(found.values(), key=lambda shown: -2 if shown.first else order.get(shown.key, -1))

    def _word(self, active: ActiveBinding) -> str:
        binding = active.binding
        if binding.id in self.words:
            return self.words[binding.id]
        if binding.key == "enter" and binding.id != "form_field.write" and isinstance(active.node, SaysEnter):
            return active.node.enter_word
        return word_of(binding)
