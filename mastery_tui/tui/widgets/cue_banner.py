"""A cue: what was seen, why it matters, and one next step."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.drawing import Piece, joined, link

if TYPE_CHECKING:
    from mastery_tui.coach.shapes import CueView

KEYS = {"w": "why", "o": "ok", "z": "snooze"}
"""The keys that answer a cue, and the guide's names of their words."""

STEP_KEY = "y"
"""The key that does what the cue's next step says."""

_GAP = 3


class CueBanner(Widget, can_focus=False):
    """One cue beside a bar; nothing where there is none.

    The word says how much it weighs; the bar says it again: thin for note and adjust, thick for recover, thick on a
    surface for pause and support. The keys are the screen's; a click on one presses it.
    """

    DEFAULT_CSS = """
    CueBanner {
        height: auto;
        margin: 0 2 0 1;
        padding-left: 1;
        border-left: vkey $quiet;
        &.-recover, &.-pause, &.-support { border-left: outer $primary; }
        &.-pause, &.-support { background: $surface; }
        &.-plain { border-left: ascii $quiet; }
        &.-plain.-recover, &.-plain.-pause, &.-plain.-support { border-left: ascii $primary; }
        &.-gap { margin: 1 2 0 1; }
    }
    """

    auto_links = False

    cue: reactive["CueView | None"] = reactive["CueView | None"](None, layout=True)
    """The cue, or None: then the banner takes no room."""
    compact: reactive[bool] = reactive(False, layout=True)
    """Whether the message is left out: title, next step and keys stay."""
    keys: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)
    """The keys that answer it, and their words; () for none."""

    def __init__(
        self,
        cue: "CueView | None" = None,
        *,
        compact: bool = False,
        keys: tuple[tuple[str, str], ...] | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Set up the banner.

        Args:
            cue: the cue, or None.
            compact: whether the message is left out.
            keys: the keys that answer it, and their words; the usual three unless told.
            id: the widget's id.
            classes: the widget's CSS classes.
        """
        super().__init__(id=id, classes=classes)
        self._severity = ""
        self.set_reactive(CueBanner.cue, cue)
        self.set_reactive(CueBanner.compact, compact)
        usual = tuple((key, guide.word("keys", name)) for key, name in KEYS.items())
        self.set_reactive(CueBanner.keys, usual if keys is None else keys)
        self._take(cue)

    def on_mount(self) -> None:
        """Draw the bar in ASCII where the app asks for it."""
        self.set_class(marks_of(self.app).plain, "-plain")

    def watch_cue(self, cue: "CueView | None") -> None:
        """Show or hide, with the bar of this severity."""
        self._take(cue)

    def render(self) -> Content:
        """Word and title, message, next step, keys."""
        cue = self.cue
        if cue is None:
            return Content("")
        lines: list[list[Piece]] = [[(cue.word, "bold $primary"), ("  ", ""), (cue.title, "bold $foreground")]]
        if cue.message and not self.compact:
            lines.append([(cue.message, "$foreground")])
        if cue.next_step:
            lines.append([(cue.next_step, "$foreground")])
        keys = self._acting()
        if keys:
            line: list[Piece] = []
            for key, word in keys:
                press = f"app.simulate_key('{key}')"
                line += [
                    (" " * _GAP if line else "", ""),
                    link((key, "bold $primary"), press),
                    link((f" {word}", "$quiet"), press),
                ]
            lines.append(line)
        return joined(lines)

    def _acting(self) -> tuple[tuple[str, str], ...]:
        """The keys that act on this cue: its next step first, where one key does it."""
        step = ((STEP_KEY, self.cue.step_word),) if self.keys and self.cue is not None and self.cue.step_word else ()
        return step + self.keys

    def _take(self, cue: "CueView | None") -> None:
        self.display = cue is not None
        if self._severity:
            self.remove_class(self._severity)
        self._severity = "" if cue is None else f"-{cue.severity}"
        if self._severity:
            self.add_class(self._severity)
