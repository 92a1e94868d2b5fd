"""Help: the keys that act now, a few lines about the screen, and the guide in short."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.practice.choices import Mark
from mastery_tui.tui.dialogs.dialog import Dialog
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.key_bar import key_name, word_of
from mastery_tui.tui.widgets.prose import Line, Prose

KEYS_AT = 14
TEXT_AT = 2
MARKS_AT = 4


class HelpScreen(Dialog[None]):
    """The keys of the screen beneath as they are bound now, grouped, and the guide in short. It scrolls."""

    NAME = "help"
    DEFAULT_CLASSES = "-text"
    DEFAULT_CSS = """
    HelpScreen > #dialog-frame { max-width: 80; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Read on", id="help.read_on"),
    ]

    def __init__(self, place: str) -> None:
        """Open the help of a place.

        Args:
            place: its name, as the app has it.
        """
        super().__init__()
        self.place = place.replace("-", "")

    @property
    def dialog_title(self) -> str:
        """Which place it is about."""
        return guide.say("help_titles", "title", place=guide.word("help_titles", self.place))

    def compose_body(self) -> Iterable[Widget]:
        """The marks on Plan, then keys, then text."""
        if self.place == "plan":
            yield Prose((*self._legend(), Line()), values_at=MARKS_AT)
        yield Prose(tuple(self._keys()), values_at=KEYS_AT)
        yield Prose(tuple(self._longer()), values_at=TEXT_AT)

    def _legend(self) -> Iterable[Line]:
        marks = {
            "not_recorded" if mark is Mark.UNRECORDED else mark.value: marks_of(self.app).of(mark) for mark in Mark
        }
        yield Line(text=guide.word("help_titles", "legend"), bold=True)
        for name, meaning in guide.words("legend").items():
            yield Line(marks.get(name, " "), meaning, strong=True)

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
        listed = (
            (guide.word("help_titles", "about"), guide.help_lines(self.place)),
            (guide.word("help_titles", "in_short"), guide.in_short()),
            (guide.word("help_titles", "layers"), guide.layers()),
            (guide.word("help_titles", "mistakes"), guide.mistakes()),
            (care.title, care.lines),
        )
        lines: list[Line] = []
        for title, texts in listed:
            if lines:
                lines.append(Line())
            lines.append(Line(text=title, bold=True))
            for text in texts:
                lines += self._entry(text)
        return lines

    def _entry(self, text: str | tuple[str, str]) -> list[Line]:
        dot = marks_of(self.app).dot
        if isinstance(text, str):
            return [Line(dot, text)]
        name, answer = text
        return [Line(dot, name), Line(text=answer, quiet=True, under=True)]


def _groups(screen: Screen[object]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The keys that act on a screen now: of the screen, of the row in use, and of the app."""
    bound = [active for active in screen.active_bindings.values() if active.enabled]
    words = {(id(key.node), key.binding.action): word_of(key.binding) for key in bound if _own(key)}
    keys: dict[tuple[int, str], list[str]] = {}
    groups: dict[str, list[tuple[int, str]]] = {"keys_here": [], "keys_row": [], "keys_everywhere": []}
    for active in bound:
        which = (id(active.node), active.binding.action)
        if which not in words:
            continue
        if which not in keys:
            of_app, here = active.node is screen.app, active.node is screen
            groups["keys_everywhere" if of_app else "keys_here" if here else "keys_row"].append(which)
        keys.setdefault(which, []).append(key_name(active.binding))
    return [(name, [(", ".join(keys[which]), words[which]) for which in found]) for name, found in groups.items()]


def _own(active: ActiveBinding) -> bool:
    """Whether the program bound the key and names it: what Textual binds everywhere is left out."""
    binding = active.binding
    return bool(binding.description) and bool(binding.id)
