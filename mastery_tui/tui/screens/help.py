"""Help: the keys that act now, a few lines about the screen, and the guide in short."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import ActiveBinding
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from mastery_tui import guide
from mastery_tui.tui.widgets.dialog import Dialog
from mastery_tui.tui.widgets.key_bar import key_name
from mastery_tui.tui.widgets.prose import Line, Prose

KEYS_AT = 14


class HelpScreen(Dialog[None]):
    """The keys of the screen beneath as they are bound now, grouped, and the guide in short. It scrolls."""

    DEFAULT_CSS = """
    HelpScreen > #dialog-frame { max-width: 80; }
    """

    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, place: str) -> None:
        """Open the help of a place.

        Args:
            place: its name, as the app has it.
        """
        super().__init__()
        self.place = place.replace("-", "")
        self.dialog_title = guide.say("help_titles", "title", place=guide.word("help_titles", self.place))

    def compose_body(self) -> Iterable[Widget]:
        """One text."""
        yield Prose((*self._keys(), *self._longer()), values_at=KEYS_AT)

    def _keys(self) -> list[Line]:
        beneath = self.app.screen_stack[-2]
        lines: list[Line] = []
        for title, bindings in _groups(beneath):
            if bindings:
                lines += [Line(text=guide.word("help_titles", title), bold=True)]
                lines += [Line(keys, word, strong=True) for keys, word in bindings]
                lines.append(Line())
        return lines

    def _longer(self) -> list[Line]:
        care = guide.care()
        lines = [Line(text=guide.word("help_titles", "about"), bold=True)]
        lines += [Line(text=each) for each in guide.help_lines(self.place)]
        lines += [Line(), Line(text=guide.word("help_titles", "in_short"), bold=True)]
        lines += [Line(text=each) for each in guide.in_short()]
        lines += [Line(), Line(text=guide.word("help_titles", "layers"), bold=True)]
        for layer in guide.layers():
            lines += [Line(text=layer.name, quiet=True), Line(text=layer.text)]
        lines += [Line(), Line(text=guide.word("help_titles", "mistakes"), bold=True)]
        for mistake in guide.mistakes():
            lines += [Line(text=mistake.mistake, quiet=True), Line(text=mistake.answer)]
        lines += [Line(), Line(text=care.title, bold=True)]
        return lines + [Line(text=each) for each in care.lines]


def _groups(screen: Screen[object]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The keys that act on a screen now: of the row in use, of the screen, and of the app."""
    found: dict[str, dict[tuple[int, str], tuple[list[str], str]]] = {
        "keys_row": {},
        "keys_here": {},
        "keys_everywhere": {},
    }
    for active in screen.active_bindings.values():
        binding = active.binding
        if not active.enabled or not binding.description or not _own(active):
            continue
        group = "keys_here" if active.node is screen else "keys_everywhere" if active.node is screen.app else "keys_row"
        keys, _ = found[group].setdefault((id(active.node), binding.action), ([], binding.description))
        keys.append(key_name(binding))
    groups = {name: [(", ".join(keys), word) for keys, word in each.values()] for name, each in found.items()}
    return [(name, groups[name]) for name in ("keys_here", "keys_row", "keys_everywhere")]


def _own(active: ActiveBinding) -> bool:
    """Whether the program bound the key: what every text box of Textual knows is left out."""
    typed_in = isinstance(active.node, Input | TextArea)
    return not typed_in or active.binding.show or bool(active.binding.id)
