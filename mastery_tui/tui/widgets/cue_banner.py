"""A cue: what was seen, why it matters, and one next step."""

from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach.views import CueView
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.drawing import Piece, joined, link
from mastery_tui.tui.widgets.key_bar import key_name

ANSWERS = {"cue.why": "why", "cue.acknowledge": "ok", "cue.snooze": "snooze"}
"""The bindings that answer a cue, and the guide's names of their words."""

STEP = "cue.step"
"""The binding that does what the cue's next step says."""

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

    cue: reactive[CueView | None] = reactive[CueView | None](None, layout=True)
    """The cue, or None: then the banner takes no room."""

    _drawn: dict[str | None, Binding] | None = None

    def on_mount(self) -> None:
        """Draw the bar in ASCII where the app asks for it, and follow the keys that act."""
        self.set_class(marks_of(self.app).plain, "-plain")
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed, immediate=True)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if self.is_attached and self.cue is not None and self._acting() != self._drawn:
            self.refresh()

    def watch_cue(self, before: CueView | None, cue: CueView | None) -> None:
        """Show or hide, with the bar of this severity."""
        self.display = cue is not None
        if before is not None:
            self.remove_class(f"-{before.severity}")
        if cue is not None:
            self.add_class(f"-{cue.severity}")

    def render(self) -> Content:
        """Word and title, message, next step, keys."""
        cue = self.cue
        if cue is None:
            return Content("")
        lines: list[list[Piece]] = [[(cue.word, "bold $primary"), ("  ", ""), (cue.title, "bold $foreground")]]
        lines += [[(text, "$foreground")] for text in (cue.message, cue.own, cue.next_step) if text]
        words = {STEP: cue.step_word, **{name: guide.word("keys", word) for name, word in ANSWERS.items()}}
        self._drawn = acting = self._acting()
        line: list[Piece] = []
        for name, word in words.items():
            if word and name in acting:
                press = f"app.simulate_key('{acting[name].key}')"
                line.append((" " * _GAP if line else "", ""))
                line += [link((key_name(acting[name]), "bold $primary"), press), link((f" {word}", "$quiet"), press)]
        return joined([*lines, line])

    def _acting(self) -> dict[str | None, Binding]:
        """The keys of a cue that act, by their ids."""
        found = (active.binding for active in self.screen.active_bindings.values())
        return {binding.id: binding for binding in found if binding.id == STEP or binding.id in ANSWERS}
