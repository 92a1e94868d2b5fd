"""The app: places, keys that work everywhere, drafts, and what happens on its own as time passes."""

import gc
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.healing import sentence
from mastery_tui.journal import JournalError
from mastery_tui.settings import SettingsWarning

from .own_app import LOOK_EVERY, SHORT, OwnApp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mastery_tui.coach.shapes import CueView

    from .forms import Kept
    from .screens.room import Room

SUPPORT = "support_screen"
"""The step of a cue that opens the support screen instead of recording something."""

LONG = 15
"""Seconds that a sentence with something to do in it stays."""
PLACES = ("check-in", "plan", "reflect")
FIRST = "first"
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


class MasteryApp(OwnApp):
    """The Textual face of the Coach."""

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
        Binding("u", "undo", "Undo", show=False, id="undo"),
        Binding("U", "redo", "Redo", show=False, id="redo"),
        Binding("ctrl+p,ctrl+o", "command_palette", "Palette", show=False, priority=True, id="palette"),
        Binding("q", "leave", "Quit", show=False, id="leave"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit"),
    ]

    def __init__(self, coach: Coach, said: str = "") -> None:
        """Take the one door to everything.

        Args:
            coach: the Coach.
            said: what is said first, if anything.
        """
        self.first_place = coach.opening()
        super().__init__(coach, _STYLE_FILES[self.first_place])
        self.drafts: dict[date, Kept] = {}
        """What was typed for a day and is not saved yet."""
        self._said = said
        self._change_told = False
        self._seen_day = coach.today

    # -- the start ---------------------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """The place the app opens at: a screen of its own is quicker here than a mode."""
        return _SCREENS[self.first_place]()

    def on_mount(self) -> None:
        """Take the settings over, and look around every half second from now on."""
        # Known as a mode only now: the default screen paints sooner than a mode does.
        self.add_mode(FIRST, self.get_default_screen)
        self.take_settings()
        settings = self.coach.settings
        if settings.theme and settings.theme not in {self.theme, *self._stand_ins}:
            allowed = tuple(sorted(self.available_themes))
            self.warnings += (SettingsWarning("settings.shape", {"key": "theme", "allowed": allowed}),)
        self.set_interval(LOOK_EVERY, self._look_around)
        self.call_after_refresh(self._first_words)

    def _first_words(self) -> None:
        gc.enable()  # The shell turns it off until something can be seen.
        self.measure(self.size)
        if self._said:
            self.tell(self._said, seconds=LONG)
        for warning in (*self.coach.warnings(), *self.warnings):
            self.tell(guide.refusal(warning.code, **warning.facts))
        if self.coach.clock_went_back():
            newest = self.coach.journal.newest()[1]
            self.tell(guide.say("dialogs", "clock_back", day=newest or self.coach.today))
        self.set_timer(LOOK_EVERY, self._look_beside)

    def _look_beside(self) -> None:
        """Name what a sync program laid beside the journal; not before the first screen stands."""
        line = self.coach.conflict_line()
        if line:
            self.tell(line, seconds=LONG)

    def _look_around(self) -> None:
        """Show what another window wrote, and the new day after the rollover; what is being typed stays."""
        if self.coach.journal.changed():
            try:
                if self.coach.journal.refresh():
                    self._tell_of_change()
                    self.show_again()
            except JournalError as error:
                self.save_failed = True
                self.coach.journal.keep_seen()
                found = sentence(guide.refusal(error.code, **error.facts))
                helps = guide.word("restore", "while_open") if self.coach.offer_for(error).helps else ""
                self.tell(f"{found} {helps}".rstrip(), warn=True, seconds=LONG)
        if self.coach.today != self._seen_day:
            self._seen_day = self.coach.today
            self.show_again()

    def _tell_of_change(self) -> None:
        """Say that something was saved elsewhere; once while many changes come."""
        if not self._change_told:
            self._change_told = True
            self.tell(guide.word("dialogs", "changed_elsewhere"))
            self.set_timer(SHORT, self._forget_change)

    def _forget_change(self) -> None:
        self._change_told = False

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

        def done(said: str) -> None:
            self.tell(guide.say("dialogs", key, what=said))
            self.show_again()

        self.save(step, done)

    def take_step(self, cue: "CueView") -> None:
        """Do what a cue's next step says: open the support screen, or one change that undo takes back."""
        if cue.step == SUPPORT:
            self.action_too_much()
            return
        self.change(lambda: self.coach.take_step(cue.rule))

    def change(self, action: Callable[[], object], said: str = "") -> None:
        """Change something through the Coach, say what was done, and show it.

        Args:
            action: what changes something; where it gives a sentence, that is said.
            said: what is said otherwise, if anything.
        """

        def done(result: object) -> None:
            words = result if isinstance(result, str) else said
            if words:
                self.tell(words)
            self.show_again()

        self.save(action, done)

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
        if self.waiting:
            return guide.word("dialogs", "quit_waits")
        rooms = self._rooms()
        days = sorted({*self.drafts, *(day for each in rooms if (day := each.unsaved()) is not None)})
        if days:
            return guide.say("dialogs", "quit_line", day=guide.date_words(days[0], "long"))
        return next((line for each in rooms if (line := each.unsaved_line())), "")

    def _rooms(self) -> "list[Room]":
        from .screens.room import Room

        return [screen for stack in self._screen_stacks.values() for screen in stack if isinstance(screen, Room)]

    def get_system_commands(self, screen: Screen[object]) -> "Iterable[SystemCommand]":
        """Every action of this place and of the app, for the palette."""
        from .palette import commands

        yield from commands(self, screen)
