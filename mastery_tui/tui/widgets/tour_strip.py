"""The strip of the tour: where it is, what one can do here, and the keys that lead on."""

from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.drawing import Piece, cut, fold, joined, link, width_of
from mastery_tui.tui.widgets.key_bar import key_name

FEWEST_LINES = 22
"""Lines of a terminal from which on there is room for more than one."""

_GAP = 3


class TourView(NamedTuple):
    """What the strip shows.

    Attributes:
        label: what this is.
        at: which stop of how many, '' where it is none.
        title: what the stop is about, '' for nothing.
        line: what one can do there, '' for nothing.
        short: the same in few words.
        keys: the bindings that it names, by id, and the word of each.
        said: what stands after the keys.
        typing: what stands there while a text has the focus, in which the keys are letters.
    """

    label: str
    at: str
    title: str
    line: str
    short: str
    keys: tuple[tuple[str, str], ...]
    said: str
    typing: str


class TourStrip(Widget, can_focus=False):
    """Three lines above the key bar; one in a low terminal, or with nothing to do. A click on a key presses it."""

    DEFAULT_CSS = """
    TourStrip {
        height: auto;
        margin: 0 2 1 1;
        padding-left: 1;
        border-left: outer $primary;
        background: $surface;
        text-wrap: nowrap;
        text-overflow: clip;
        &.-plain { border-left: ascii $primary; }
    }
    """
    auto_links = False

    view: reactive[TourView | None] = reactive[TourView | None](None, layout=True)
    """What shows."""

    def __init__(self, view: TourView) -> None:
        """Begin with something.

        Args:
            view: what shows.
        """
        super().__init__()
        self.set_reactive(TourStrip.view, view)

    def on_mount(self) -> None:
        """Follow the keys that act, and draw the bar in ASCII where the app asks for it."""
        self.set_class(marks_of(self.app).plain, "-plain")
        self.screen.bindings_updated_signal.subscribe(self, self._changed, immediate=True)

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached:
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line or several, as the terminal is high."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The lines."""
        return joined(self._lines(self.content_size.width))

    @property
    def _low(self) -> bool:
        return self.app.size.height < FEWEST_LINES

    def _lines(self, width: int) -> list[list[Piece]]:
        view = self.view
        if view is None:
            return []
        if self._low or not view.title:
            return [self._one_line(view, width)]
        label = [(view.label, "bold $primary"), (f"  {view.at}" if view.at else "", "$quiet")]
        first = [*label, (f"{' ' * _GAP}{view.title}", "bold $foreground")]
        lines: list[list[Piece]] = [first] if _wide(first) <= width else [label, [(view.title, "bold $foreground")]]
        lines += [[(line, "$foreground")] for line in fold(view.line, width)]
        keys = self._keys(view)
        if not keys:
            return [*lines, [(cut(view.typing, width, marks_of(self.app)), "$quiet")]]
        said: list[Piece] = [(f"{' ' * _GAP}{view.said}", "$faint-style")]
        return [*lines, [*keys, *said] if _wide([*keys, *said]) <= width else keys]

    def _one_line(self, view: TourView, width: int) -> list[Piece]:
        """The most that fits: the keys that lead on first, then what can be done."""
        keys = self._keys(view)
        text = view.short if view.title else view.said
        at = view.at or view.label
        left = width - _wide(keys) - _GAP
        label: list[Piece] = [(f"{at}  ", "bold $primary")]
        if not view.title and _wide(label) + width_of(text) > left:
            label = []
        if view.title and _wide(label) + width_of(text) > left:
            keys = self._keys(view._replace(keys=view.keys[:1]))
            left = width - _wide(keys) - _GAP
        said = cut(text, max(0, left - _wide(label)), marks_of(self.app))
        return [*label, (said, "$foreground"), (" " * _GAP, ""), *keys]

    def _keys(self, view: TourView) -> list[Piece]:
        """The keys of the strip that act."""
        acting = {each.binding.id: each.binding for each in self.screen.active_bindings.values()}
        pieces: list[Piece] = []
        for name, word in view.keys:
            if name in acting:
                press = f"app.simulate_key('{acting[name].key}')"
                pieces.append((" " * _GAP if pieces else "", ""))
                pieces.append(link((key_name(acting[name]), "bold $primary"), press))
                pieces.append(link((f" {word}", "$quiet"), press))
        return pieces


def _wide(pieces: list[Piece]) -> int:
    return sum(width_of(text) for text, _ in pieces)
