"""How an app of the program looks: its signs, its themes, where the cursor stands, and the room that it needs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.geometry import Offset, Size
from textual.screen import Screen

from mastery_tui.coach import Coach
from mastery_tui.settings import SettingsWarning

from .live_screen import LiveScreen
from .signs import ONLY_TEXT, PLAIN, MarkSet, marks
from .theme import DARK, LIGHT, OWN_THEMES, own_variables

if TYPE_CHECKING:
    from textual.filter import LineFilter

FEWEST_COLUMNS = 60
FEWEST_LINES = 12
WIDE = 110
"""Columns from which there is room for a panel on the right."""
FOLDER = Path(__file__).parent


class ShownApp(App[None]):
    """An app as it is seen."""

    TITLE = "mastery"

    def __init__(self, coach: Coach, *styles: str) -> None:
        """Take the one door to everything.

        Args:
            coach: the Coach.
            styles: the style sheets of what it opens with, beside its own.
        """
        self._last_cursor = Offset(0, 0)
        self._themed = False
        super().__init__(css_path=[FOLDER / "app.tcss", *(FOLDER / "places" / sheet for sheet in styles)])
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-normal"), (WIDE, "-wide")]
        self.coach = coach
        self.mark_set: MarkSet = marks(coach.settings.ascii)
        """The signs that widgets draw with."""
        self.warnings: tuple[SettingsWarning, ...] = ()
        """What of the settings could not be used here."""
        self._small = False
        for theme in OWN_THEMES:
            self.register_theme(theme)
        # Without colour the terminal's own sixteen are drawn black on black; an own theme stands in for them.
        hidden = [theme for theme in self.available_themes.values() if theme.ansi and self.no_color]
        self._stand_ins = {theme.name: (DARK if theme.dark else LIGHT).name for theme in hidden}
        for name in self._stand_ins:
            self.unregister_theme(name)
        self._begin_with_theme()

    def _begin_with_theme(self) -> None:
        """Take the person's theme before any style sheet is read: one that is set later has all of them read again."""
        wanted = self.coach.settings.theme
        name = self._stand_ins.get(wanted, wanted) or OWN_THEMES[0].name
        self.set_reactive(App.theme, name if name in self.available_themes else OWN_THEMES[0].name)
        theme, self._themed = self.current_theme, True
        classes = {f"-theme-{theme.name}": True, "-dark-mode": theme.dark, "-light-mode": not theme.dark}
        self.update_classes(classes, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    @property
    def place(self) -> str:
        """The name of the place that is shown."""
        raise NotImplementedError

    def screen_of(self, name: str, *facts: Any) -> Screen[Any]:
        """A new screen or dialog, by its id.

        Args:
            name: its id in the table of commands.
            facts: what it is opened with, a day as a rule.
        """
        raise NotImplementedError

    @property
    def is_drawn(self) -> bool:
        """Whether the first screen was drawn, and keys act."""
        raise NotImplementedError

    def holds(self, screen: Screen[Any]) -> bool:
        """Whether a screen is open, on top or not, in this place or another."""
        return any(screen in stack for stack in self._screen_stacks.values())

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, and the few that not every theme has; none before there is a theme."""
        if not self._themed:
            return {}
        variables = super().get_css_variables()
        return {**variables, **own_variables(variables)}

    def get_line_filters(self) -> "Sequence[LineFilter]":
        """Textual's own, the gate, and the one that leaves nothing but ASCII where the person asked for that."""
        filters = [*super().get_line_filters(), ONLY_TEXT]
        return [*filters, PLAIN] if self.mark_set.plain else filters

    def take_settings(self, keys: Mapping[str, str], warnings: tuple[SettingsWarning, ...]) -> None:
        """Take animation and keys over.

        Args:
            keys: the person's own, by binding id.
            warnings: what of the settings cannot be used.
        """
        settings, self.warnings = self.coach.settings, warnings
        self.set_keymap(keys)
        if not settings.animation:
            self.animation_level = "none"

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor stands: in the text or at the row that has the focus, for input methods."""
        focused = self.focused if self._screen_stacks.get(self._current_mode) else None
        if focused is None:
            return self._last_cursor
        in_text: Offset | None = getattr(focused, "cursor_screen_offset", None)
        self._last_cursor = focused.region.offset if in_text is None else in_text
        return self._last_cursor

    @cursor_position.setter
    def cursor_position(self, offset: Offset) -> None:
        self._last_cursor = offset

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the terminal is too small, until it grows."""
        self.measure(event.size)

    def measure(self, size: Size) -> None:
        """Notice whether the terminal is large enough."""
        self._small = size.width < FEWEST_COLUMNS or size.height < FEWEST_LINES
        if self.is_drawn:  # A first screen that is covered before it is drawn never calls back.
            self.fit()

    def fit(self) -> None:
        """Cover what is open while the terminal is too small for it; the support screen always stays readable."""
        name = self._name_of(self.screen)
        if name == "too_much":
            return
        if self._small and name != "small":
            self.push_screen(self.screen_of("small", FEWEST_COLUMNS, FEWEST_LINES))
        elif not self._small and name == "small":
            self.pop_screen()

    def _name_of(self, screen: Screen[Any]) -> str:
        return screen.NAME if isinstance(screen, LiveScreen) else ""
