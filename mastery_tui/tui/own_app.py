"""What every app of the program has: themes, marks, the support screen, words in passing, an end without a trace."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import Screen

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.journal import JournalError
from mastery_tui.practice.refused import Refused
from mastery_tui.settings import SettingsWarning

from .keymap import usable
from .marks import MarkSet, marks
from .plain import PLAIN
from .saving import Saving
from .theme import DARK, LIGHT, OWN_THEMES, own_variables

if TYPE_CHECKING:
    from textual.filter import LineFilter

T = TypeVar("T")
LOOK_EVERY = 0.5
"""Seconds between two looks at what others did to the file."""
SHORT = 6
"""Seconds that a sentence in passing stays."""
FEWEST_COLUMNS = 60
FEWEST_LINES = 12
WIDE = 110
SCREENS = Path(__file__).parent / "screens"


class OwnApp(App[None]):
    """An app over the Coach."""

    TITLE = "mastery"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark", "too_much", "Too much", priority=True, key_display="!", id="too_much"),
        Binding("f9", "too_much", "Too much", show=False, priority=True, id="too_much.f9"),
        Binding("question_mark", "help", "Help", key_display="?", id="help"),
    ]

    def __init__(self, coach: Coach, *styles: str) -> None:
        """Take the one door to everything.

        Args:
            coach: the Coach.
            styles: the style sheets of what it opens with, beside its own.
        """
        super().__init__(css_path=[Path(__file__).parent / "app.tcss", *(SCREENS / each for each in styles)])
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-normal"), (WIDE, "-wide")]
        self.coach = coach
        coach.journal.wait = 0
        self.mark_set: MarkSet = marks(coach.settings.ascii)
        """The signs that widgets draw with."""
        self._small = False
        self.waiting: list[Saving[Any]] = []
        """Changes that wait for another window that is saving, the first one first."""
        self.save_failed = False
        """Whether it was said that something cannot be written; that goes once something is."""
        self.warnings: tuple[SettingsWarning, ...] = ()
        """What of the settings could not be used here."""
        self.fault: Exception | None = None
        """What ended the app against its will."""
        for theme in OWN_THEMES:
            self.register_theme(theme)
        # Without colour the terminal's own sixteen are drawn black on black; an own theme stands in for them.
        hidden = [theme for theme in self.available_themes.values() if theme.ansi and self.no_color]
        self._stand_ins = {theme.name: (DARK if theme.dark else LIGHT).name for theme in hidden}
        for name in self._stand_ins:
            self.unregister_theme(name)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, and the few that not every theme has."""
        variables = super().get_css_variables()
        return {**variables, **own_variables(variables)}

    def take_settings(self) -> None:
        """Take theme, animation and keys over."""
        settings = self.coach.settings
        keys, self.warnings = usable(settings.keymap, type(self))
        self.set_keymap(keys)
        name = self._stand_ins.get(settings.theme, settings.theme) or OWN_THEMES[0].name
        self.theme = name if name in self.available_themes else OWN_THEMES[0].name
        if not settings.animation:
            self.animation_level = "none"

    @property
    def place(self) -> str:
        """The name of the place that is shown; for subclasses."""
        raise NotImplementedError

    def action_help(self) -> None:
        """Open the help for this place."""
        from .screens.help import HelpScreen

        if not self.screen.is_modal:
            self.push_screen(HelpScreen(self.place))

    def action_too_much(self) -> None:
        """Open the support screen, from anywhere; nothing is written."""
        from .screens.too_much import TooMuch

        if not isinstance(self.screen, TooMuch):
            self.push_screen(TooMuch(), self._fit_again)

    def _fit_again(self, _: object) -> None:
        self.call_later(self.fit)

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the terminal is too small, until it grows."""
        self.measure(event.size)

    def measure(self, size: Size) -> None:
        """Notice whether the terminal is large enough."""
        self._small = size.width < FEWEST_COLUMNS or size.height < FEWEST_LINES
        self.fit()

    def fit(self) -> None:
        """Cover what is open while the terminal is too small for it; the support screen always stays readable."""
        from .screens.small import Small
        from .screens.too_much import TooMuch

        if isinstance(self.screen, TooMuch):
            return
        if self._small and not isinstance(self.screen, Small):
            self.push_screen(Small(FEWEST_COLUMNS, FEWEST_LINES))
        elif not self._small and isinstance(self.screen, Small):
            self.pop_screen()

    # -- words and attempts ------------------------------------------------------------------------------------------

    def tell(self, text: str, *, warn: bool = False, seconds: float = SHORT) -> None:
        """Say one sentence in passing."""
        self.notify(text, severity="warning" if warn else "information", timeout=seconds, markup=False)

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Read something through the Coach; a refusal is said and gives None."""
        try:
            return action()
        except (Refused, JournalError) as refusal:
            self.tell(guide.refusal(refusal.code, **refusal.facts), warn=True)
            return None

    def save(
        self,
        action: Callable[[], T],
        done: Callable[[T], object],
        refused: Callable[[Refused], object] | None = None,
        *,
        dialog: Screen[Any] | None = None,
        key: object = None,
    ) -> None:
        """Change something through the Coach.

        While another window saves, it is tried again from a timer, so that the screen stays alive; what was asked for
        first is done first. Until then the same cannot be asked for again: a key pressed twice would do it twice.

        Args:
            action: what changes something.
            done: gets what it gives.
            refused: gets a refusal, to say it beside its field; without it, it is said in passing.
            dialog: who asks. Closed, covered or left while it waits, nothing is changed, and what is typed stays.
            key: tells what is the same; a dialog is asked for one thing only.
        """
        asked = dialog or key or object()
        if any(each.key == asked for each in self.waiting):
            self.tell(guide.word("dialogs", "one_waits"), warn=True)
        else:
            Saving(self, action, done, refused or self._refused, dialog, asked).begin()

    def show_again(self) -> None:
        """Let what can be seen ask the Coach again; for subclasses."""

    def holds(self, screen: Screen[Any]) -> bool:
        """Whether a screen is open, on top or not, in this place or another."""
        return any(screen in stack for stack in self._screen_stacks.values())

    def _refused(self, refusal: Refused) -> None:
        self.tell(guide.refusal(refusal.code, **refusal.facts), warn=True)

    def get_line_filters(self) -> "Sequence[LineFilter]":
        """Textual's own, and the one that leaves nothing but ASCII where the person asked for that."""
        filters = super().get_line_filters()
        return [*filters, PLAIN] if self.mark_set.plain else filters

    def _handle_exception(self, error: Exception) -> None:
        """Remember what ended the app, so that the shell can say it in one line."""
        self.fault = self.fault or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without a traceback: its messages and locals can hold what was typed."""
        self.bell()
        self._close_messages_no_wait()
