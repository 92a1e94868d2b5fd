"""The app: places, keys that work everywhere, drafts, and what happens on its own as time passes."""

import gc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import Screen

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.journal import RETRY, WAIT, JournalBusy, JournalError
from mastery_tui.practice.refused import Refused
from mastery_tui.settings import SettingsWarning

from .keymap import usable
from .marks import MarkSet, marks
from .plain import PLAIN
from .theme import DARK, LIGHT, OWN_THEMES, own_variables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.filter import LineFilter

    from mastery_tui.coach.shapes import CueView

    from .forms import Kept
    from .screens.room import Room

T = TypeVar("T")
FEWEST_COLUMNS = 60
FEWEST_LINES = 12
WIDE = 110
SUPPORT = "support_screen"
"""The step of a cue that opens the support screen instead of recording something."""

LOOK_EVERY = 0.5
BRIEFLY = 0.25
"""Seconds that a small change may wait for another window; longer waits are a timer's."""
PLACES = ("check-in", "plan", "reflect")
FIRST = "first"
STYLES = Path(__file__).parent / "screens"
_STYLE_FILES = {"check-in": "check_in.tcss", "plan": "plan.tcss", "reflect": "reflect.tcss", "setup": "setup.tcss"}


def _check_in() -> Screen[None]:
    from .screens.check_in import CheckInScreen

    return CheckInScreen()


def _plan() -> Screen[None]:
    from .screens.plan import PlanScreen

    return PlanScreen()


def _reflect() -> Screen[None]:
    from .screens.reflect import ReflectScreen

    return ReflectScreen()


def _setup() -> Screen[None]:
    from .screens.setup import SetupScreen

    return SetupScreen()


_SCREENS: dict[str, Callable[[], Screen[None]]] = {
    "check-in": _check_in,
    "plan": _plan,
    "reflect": _reflect,
    "setup": _setup,
}


class MasteryApp(App[None]):
    """The Textual face of the Coach."""

    TITLE = "mastery"
    DEFAULT_MODE = FIRST
    CSS_PATH = "app.tcss"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = dict(_SCREENS)
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+o"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "go('check-in')", "Check-in", show=False, priority=True, id="place.check_in"),
        Binding("f3", "go('plan')", "Plan", show=False, priority=True, id="place.plan"),
        Binding("f4", "go('reflect')", "Reflect", show=False, priority=True, id="place.reflect"),
        Binding("less_than_sign", "go_beside(-1)", "Previous", show=False, id="place.previous"),
        Binding("greater_than_sign", "go_beside(1)", "Following", show=False, id="place.following"),
        Binding("exclamation_mark", "too_much", "Too much", priority=True, key_display="!", id="too_much"),
        Binding("f9", "too_much", "Too much", show=False, priority=True, id="too_much.f9"),
        Binding("question_mark", "help", "Help", key_display="?", id="help"),
        Binding("u", "undo", "Undo", show=False, id="undo"),
        Binding("U", "redo", "Redo", show=False, id="redo"),
        Binding("ctrl+p,ctrl+o", "command_palette", "Palette", show=False, priority=True, id="palette"),
        Binding("q", "leave", "Quit", show=False, id="leave"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit"),
    ]

    def __init__(self, coach: Coach) -> None:
        """Take the one door to everything.

        Args:
            coach: the Coach.
        """
        self.first_place = coach.opening()
        super().__init__(css_path=[Path(__file__).parent / "app.tcss", STYLES / _STYLE_FILES[self.first_place]])
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-normal"), (WIDE, "-wide")]
        self.coach = coach
        coach.journal.wait = 0
        self.mark_set: MarkSet = marks(coach.settings.ascii)
        """The signs that widgets draw with."""
        self.drafts: dict[date, Kept] = {}
        """What was typed for a day and is not saved yet."""
        self._seen_day = coach.today
        self._small = False
        self.fault: Exception | None = None
        """What ended the app against its will."""
        self._warnings: tuple[SettingsWarning, ...] = ()
        for theme in OWN_THEMES:
            self.register_theme(theme)
        # Without colour the terminal's own sixteen are drawn black on black; an own theme stands in for them.
        hidden = [theme for theme in self.available_themes.values() if theme.ansi and self.no_color]
        self._stand_ins = {theme.name: (DARK if theme.dark else LIGHT).name for theme in hidden}
        for name in self._stand_ins:
            self.unregister_theme(name)

    # -- the start ---------------------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """The place the app opens at: a screen of its own is quicker here than a mode."""
        return _SCREENS[self.first_place]()

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, and the few that not every theme has."""
        variables = super().get_css_variables()
        return {**variables, **own_variables(variables)}

    def on_mount(self) -> None:
        """Take the settings over, and look around every half second from now on."""
        # Known as a mode only now: the default screen paints sooner than a mode does.
        self.add_mode(FIRST, self.get_default_screen)
        settings = self.coach.settings
        name = self._stand_ins.get(settings.theme, settings.theme) or OWN_THEMES[0].name
        self.theme = name if name in self.available_themes else OWN_THEMES[0].name
        if not settings.animation:
            self.animation_level = "none"
        keys, self._warnings = usable(settings.keymap, MasteryApp)
        self.set_keymap(keys)
        if settings.theme and settings.theme not in {self.theme, *self._stand_ins}:
            allowed = tuple(sorted(self.available_themes))
            self._warnings += (SettingsWarning("settings.shape", {"key": "theme", "allowed": allowed}),)
        self.set_interval(LOOK_EVERY, self._look_around)
        self.call_after_refresh(self._first_words)

    def _first_words(self) -> None:
        gc.enable()  # The shell turns it off until something can be seen.
        self._measure(self.size)
        for warning in (*self.coach.warnings(), *self._warnings):
            self.tell(guide.refusal(warning.code, **warning.facts))
        if self.coach.clock_went_back():
            newest = self.coach.journal.newest()[1]
            self.tell(guide.say("dialogs", "clock_back", day=newest or self.coach.today))

    def _look_around(self) -> None:
        """Show what another window wrote, and the new day after the rollover; what is being typed stays."""
        if self.coach.journal.changed():
            try:
                if self.coach.journal.refresh():
                    self.tell(guide.word("dialogs", "changed_elsewhere"))
                    self.show_again()
            except JournalError as error:
                self.tell(guide.refusal(error.code, **error.facts), warn=True)
        if self.coach.today != self._seen_day:
            self._seen_day = self.coach.today
            self.show_again()

    # -- places ------------------------------------------------------------------------------------------------------

    @property
    def place(self) -> str:
        """The name of the current place."""
        return self.first_place if self.current_mode == FIRST else self.current_mode

    async def action_go(self, place: str) -> None:
        """Go to a place; what is open there stays as it was left."""
        if self.place == "setup" and self.coach.timeline is None:
            return
        from .screens.room import Room
        from .screens.small import Small
        from .screens.too_much import TooMuch

        while isinstance(self.screen, TooMuch | Small):
            await self.pop_screen()
        await self.switch_mode(FIRST if place == self.first_place else place)
        while len(self.screen_stack) > 1 and isinstance(self.screen, Room):
            # A past day that was opened from Plan: what was typed for it is kept as its draft.
            await self.pop_screen()
        self.fit()
        room = self.screen_stack[0]
        if isinstance(room, Room):
            room.entered()

    async def action_go_beside(self, by: int) -> None:
        """Go to the place before or after this one."""
        if self.place in PLACES:
            await self.action_go(PLACES[(PLACES.index(self.place) + by) % len(PLACES)])

    def show_again(self) -> None:
        """Let every screen that can be seen ask the Coach again; without a plan there is only Setup."""
        from .screens.room import Room

        if self.coach.timeline is None and self.place != "setup":
            self.call_later(self.action_go, "setup")
            return
        for screen in self.screen_stack:
            if isinstance(screen, Room) and screen.is_mounted:
                screen.show()

    # -- keys that work everywhere -----------------------------------------------------------------------------------

    def action_too_much(self) -> None:
        """Open the support screen, from anywhere; nothing is written."""
        from .screens.too_much import TooMuch

        if not isinstance(self.screen, TooMuch):
            self.push_screen(TooMuch(), self._fit_again)

    def _fit_again(self, _: object) -> None:
        self.call_later(self.fit)

    def action_help(self) -> None:
        """Open the help for this place."""
        from .screens.help import HelpScreen

        if not self.screen.is_modal:
            self.push_screen(HelpScreen(self.place))

    def action_undo(self) -> None:
        """Take the last change back, and say what that was; the start of the plan only once that is confirmed."""
        if self.screen.is_modal:
            return
        if self.coach.undo_takes_the_plan():
            from .screens.asking import Asking

            words = (guide.word("dialogs", f"undo_start_{key}") for key in ("title", "line", "yes"))
            asked = Asking(*words)
            self.push_screen(asked, lambda yes: self._step("undone", self.coach.undo) if yes else None)
        else:
            self._step("undone", self.coach.undo)

    def action_redo(self) -> None:
        """Bring back what the last undo took, and say what that is."""
        self._step("redone", self.coach.redo)

    def _step(self, key: str, step: Callable[[], str]) -> None:
        if self.screen.is_modal:
            return
        said = self.attempt(step)
        if said is not None:
            self.tell(guide.say("dialogs", key, what=said))
            self.show_again()

    def take_step(self, cue: "CueView") -> None:
        """Do what a cue's next step says: open the support screen, or one change that undo takes back."""
        if cue.step == SUPPORT:
            self.action_too_much()
            return
        said = self.attempt(lambda: self.coach.take_step(cue.rule))
        if said is not None:
            self.tell(said)
            self.show_again()

    async def action_leave(self) -> None:
        """Quit; with something typed that is not saved, ask once."""
        from .screens.asking import Asking

        question = "" if isinstance(self.screen, Asking) else self._unsaved_line()
        if question:
            words = (guide.word("dialogs", key) for key in ("quit_title", "quit_yes", "quit_no"))
            title, yes, no = words
            self.push_screen(Asking(title, question, yes, no), lambda leave: self.exit() if leave else None)
        else:
            self.exit()

    def _unsaved_line(self) -> str:
        """What is not saved, in words; '' for nothing."""
        rooms = self._rooms()
        days = sorted({*self.drafts, *(day for each in rooms if (day := each.unsaved()) is not None)})
        if days:
            return guide.say("dialogs", "quit_line", day=guide.date_words(days[0], "long"))
        return next((line for each in rooms if (line := each.unsaved_line())), "")

    def _rooms(self) -> "list[Room]":
        from .screens.room import Room

        return [screen for stack in self._screen_stacks.values() for screen in stack if isinstance(screen, Room)]

    # -- words and attempts ------------------------------------------------------------------------------------------

    def tell(self, text: str, *, warn: bool = False) -> None:
        """Say one sentence in passing."""
        self.notify(text, severity="warning" if warn else "information", timeout=6, markup=False)

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Do something small through the Coach at once; a refusal is said and gives None."""
        journal = self.coach.journal
        journal.wait = BRIEFLY
        try:
            return action()
        except (Refused, JournalError) as refusal:
            self.tell(guide.refusal(refusal.code, **refusal.facts), warn=True)
            return None
        finally:
            journal.wait = 0

    def save(
        self,
        action: Callable[[], T],
        done: Callable[[T], object],
        refused: Callable[[Refused], object],
        tries: int = int(WAIT / RETRY),
    ) -> None:
        """Save what was typed. While another window saves, try again from a timer, so that the screen stays alive.

        Args:
            action: what saves, through the Coach.
            done: gets what it gives.
            refused: gets a refusal, to say it beside its field.
            tries: how often to try again.
        """
        try:
            result = action()
        except Refused as refusal:
            refused(refusal)
        except JournalBusy as busy:
            if tries:
                self.set_timer(RETRY, lambda: self.save(action, done, refused, tries - 1))
            else:
                self.tell(guide.refusal(busy.code, **{**busy.facts, "seconds": WAIT}), warn=True)
        except JournalError as error:
            self.tell(guide.refusal(error.code, **error.facts), warn=True)
        else:
            done(result)

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the terminal is too small, until it grows."""
        self._measure(event.size)

    def _measure(self, size: Size) -> None:
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

    def get_line_filters(self) -> "Sequence[LineFilter]":
        """Textual's own, and the one that leaves nothing but ASCII where the person asked for that."""
        filters = super().get_line_filters()
        return [*filters, PLAIN] if self.mark_set.plain else filters

    def get_system_commands(self, screen: Screen[object]) -> "Iterable[SystemCommand]":
        """Every action of this place and of the app, for the palette."""
        from .palette import commands

        yield from commands(self, screen)

    def _handle_exception(self, error: Exception) -> None:
        """Remember what ended the app, so that the shell can say it in one line."""
        self.fault = self.fault or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without a traceback: its messages and locals can hold what was typed."""
        self.bell()
        self._close_messages_no_wait()
