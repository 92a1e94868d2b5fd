"""The app: its places, what the ids of the table of commands open, and what happens on its own as time passes."""

import asyncio
import gc
from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.errors import JournalError
from mastery_tui.coach.views import CueView
from mastery_tui.practice.choices import Next, State
from mastery_tui.practice.records import Cycle, Pause
from mastery_tui.settings import SettingsWarning, summed_up

from .base_app import LONG, LOOK_EVERY, SHORT, BaseApp
from .commands import bindings_of
from .places.place import Place
from .preparing import Preparing, styled

SUPPORT = "support_screen"
"""The step of a cue that opens the support screen instead of recording something."""
TIMER = "timer"
"""The place of the timer, and the step of a cue that leads there."""

GIVE_WAY = ("help", "why", "rules", "asking", "entry")
"""The dialogs that give way to the key of a place: those that are only read, and a question, to which that is no."""
PLACES = ("check-in", "plan", "reflect", "progress")
"""What has a key of its own, in the order of the keys."""
RECORDING = ("check-in", "reflect")
"""The places where something is recorded of a plan that runs."""
FIRST = "first"

_PLACES = {
    "check-in": ("check_in", "CheckInScreen"),
    "plan": ("plan", "PlanScreen"),
    "reflect": ("reflect", "ReflectScreen"),
    "progress": ("progress", "ProgressScreen"),
    "summary": ("summary", "SummaryScreen"),
    "timer": ("timer", "TimerScreen"),
    "setup": ("setup", "SetupScreen"),
}


def _place(name: str) -> Callable[[], Screen[Any]]:
    """Makes a place; its module is read only then."""
    module, kind = _PLACES[name]
    return lambda: styled(getattr(import_module(f"{__package__}.places.{module}"), kind)())


def dialog_of(coach: Coach, name: str, *facts: Any) -> Screen[Any]:
    """A dialog by its id; its module is read only when it is opened.

    Args:
        coach: the Coach.
        name: the id.
        facts: what it is opened with.
    """
    module = import_module(f"{__package__}.dialogs.{name}")
    kind = next(found for found in vars(module).values() if getattr(found, "NAME", "") == name)
    screen: Screen[Any] = kind(coach, *facts) if kind.WITH_COACH else kind(*facts)
    return screen


class MasteryApp(BaseApp):
    """The Textual face of the Coach."""

    DEFAULT_MODE = FIRST
    CSS_PATH = "app.tcss"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {name: _place(name) for name in _PLACES}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+o"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("app")

    def __init__(self, coach: Coach, said: str = "") -> None:
        """Take the one door to everything.

        Args:
            coach: the Coach.
            said: what is said first, if anything.
        """
        self.first_place = self.opening(coach)
        super().__init__(coach, f"{_PLACES[self.first_place][0]}.tcss")
        self.can_look_around = True
        self._said = said
        self._change_told = False
        self._offered: tuple[tuple[int, date], frozenset[str]] | None = None
        self._behind = "plan"
        self._before_timer = ""
        self._seen_now: object = (coach.today, None)

    def opening(self, coach: Coach) -> str:
        """The name of the place that the app opens at.

        Args:
            coach: the Coach.
        """
        return coach.plan.opening()

    def screen_of(self, name: str, *facts: Any) -> Screen[Any]:
        """A new dialog, the form of a past day, the history, or the summary of a cycle.

        Args:
            name: its id in the table of commands, ``day``, or ``summary``.
            facts: what it is opened with.
        """
        if name == "day":
            from .places.check_in import CheckInScreen

            return styled(CheckInScreen(*facts))
        if name == "history":
            from .places.history import HistoryScreen

            return styled(HistoryScreen())
        if name == "importing":
            from .places.importing import ImportScreen

            return styled(ImportScreen())
        if name == "summary":
            from .places.summary import SummaryScreen

            return styled(SummaryScreen(*facts))
        return dialog_of(self.coach, name, *facts)

    # -- the start ---------------------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[Any]:
        """The place the app opens at: a screen of its own is quicker here than a mode."""
        return _place(self.first_place)()

    def on_mount(self) -> None:
        """Take the settings over, and say what is to be said once the first screen is there."""
        if not gc.isenabled():
            # Each look for garbage would go through all that was imported, and a journal's years, for nothing.
            gc.freeze()
        # Known as a mode only now: the default screen paints sooner than a mode does.
        self.add_mode(FIRST, self.get_default_screen)
        settings = self.coach.settings
        self.take_settings(*(self._own_keys(settings.keymap) if settings.keymap else ({}, ())))
        if settings.theme and settings.theme not in {self.theme, *self._stand_ins}:
            allowed = tuple(sorted(self.available_themes))
            self.warnings += (SettingsWarning("settings.shape", {"key": "theme", "allowed": allowed}),)
        self.call_after_refresh(self._first_words)

    def _own_keys(self, wanted: Mapping[str, Any]) -> tuple[dict[str, str], tuple[SettingsWarning, ...]]:
        from .keymap import usable

        return usable(wanted, type(self))

    def _first_words(self) -> None:
        self.keys.open()
        self._seen_now = self._now
        gc.enable()  # The shell turns it off until something can be seen.
        self.measure(self.size)
        said = [self._said] if self._said else []
        said += [guide.refusal(each.code, **each.facts) for each in summed_up((*self.coach.warnings(), *self.warnings))]
        if self.coach.clock_went_back():
            newest = self.coach.window.newest_day
            said.append(guide.say("dialogs", "clock_back", day=newest or self.coach.today))
        if said:
            self.tell("\n".join(said), seconds=LONG if self._said or len(said) > 1 else SHORT)
        # Not sooner: a journal that nothing has read yet would be taken for one that was changed elsewhere.
        asyncio.get_running_loop().call_later(LOOK_EVERY, self._keep_looking)
        self.set_timer(LOOK_EVERY, self._look_beside)
        sheets = (f"{module}.tcss" for module, _ in _PLACES.values())
        places = [place for place in self.places if place != self.first_place]
        Preparing(self, self.keys, self.coach.window.pack, sheets, places).begin()

    def _look_beside(self) -> None:
        """Name what stands beside the journal and wants a look; not before the first screen is there."""
        self.coach.drafts.read()
        copies = self.coach.file.conflict_line() if self.coach.window.copied() else ""
        for line in (copies, self.coach.drafts.take_notice()):
            if line:
                self.tell(line, seconds=LONG)

    def _keep_looking(self) -> None:
        """Look around every half second; by the clock alone, as one of Textual's timers takes longer than the look."""
        if self._exit:
            return
        asyncio.get_running_loop().call_later(LOOK_EVERY, self._keep_looking)
        try:
            changed = self.coach.window.changed()
            if changed or self._now != self._seen_now:
                self.call_later(self._look_around, changed)
        except Exception as error:
            self._handle_exception(error)

    @property
    def _now(self) -> object:
        """The day, and the minute of the timer."""
        return self.coach.today, self.coach.timer.minute()

    def _look_around(self, changed: bool = False) -> None:
        """Show what another window wrote, and the new day after the rollover; what is being typed stays.

        Args:
            changed: whether the file was found to be another one already.
        """
        if changed or self.coach.window.changed():
            try:
                if self.coach.window.refresh():
                    self._tell_of_change()
                    self.show_again()
            except JournalError as error:
                self.save_failed = True
                self.coach.window.keep_seen()
                from mastery_tui.coach.words.doctor import sentence

                found = sentence(guide.refusal(error.code, **error.facts))
                helps = guide.word("restore", "while_open") if self.coach.file.offer_for(error).helps else ""
                self.tell(f"{found} {helps}".rstrip(), warn=True, seconds=LONG)
                self.tell_of_backup()
        now = self._now
        if now != self._seen_now:
            self._seen_now = now
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

    async def action_go(self, place: str, editing: bool = False) -> None:
        """Go to a place; what is open there stays as it was left, but for what gives way.

        Args:
            place: its name.
            editing: whether a form shows there rather than the page after saving.
        """
        if self.place == "setup" and self.coach.state is None:
            return
        if place == self.place and len(self.screen_stack) == 1:
            # Its key once more: from a past day to today's, while what is typed there is kept as its draft.
            editing = editing or getattr(self.screen, "shows_past", False)
        if self.place in PLACES:
            self._behind = self.place
        if self.place not in (TIMER, "setup"):
            self._before_timer = self.place
        while self._name_of(self.screen) in ("too_much", "small") or isinstance(self.screen, CommandPalette):
            await self.pop_screen()
        await self._close_what_gives_way()
        await self.switch_mode(FIRST if place == self.first_place else place)
        await self._close_what_gives_way()
        while len(self.screen_stack) > 1 and isinstance(self.screen, Place):
            # A past day that was opened from Plan: what was typed for it is kept as its draft.
            self.screen.keep_draft()
            await self.pop_screen()
        self.fit()
        shown = self.screen_stack[0]
        if isinstance(shown, Place):
            shown.entered(editing=editing)

    async def action_timer(self) -> None:
        """Go to the timer; from there, back to where it was opened: to a day over a place or to History, too."""
        if self.place != TIMER:
            await self.action_go(TIMER)
        elif self._before_timer in PLACES and self._before_timer not in self.places:
            await self.action_go(self.behind)
        else:
            await self.switch_mode(FIRST if self._before_timer == self.first_place else self._before_timer)
            self.fit()

    async def _close_what_gives_way(self) -> None:
        while self._name_of(self.screen) in GIVE_WAY:
            await self.screen.dismiss(None)

    async def action_go_beside(self, by: int) -> None:
        """Go to the previous or next place."""
        places = self.places
        # The summary lies under the last of them, the timer over the one that it was opened from.
        here = self.behind if self.place == TIMER else self.place
        at = places.index(here) if here in places else len(places) - 1
        await self.action_go(places[(at + by) % len(places)])

    @property
    def places(self) -> tuple[str, ...]:
        """The places that can be gone to; once a plan has ended, those that show it."""
        state = self.coach.state
        if state is None:
            return ()
        return tuple(place for place in PLACES if place not in RECORDING or state is not State.ENDED)

    @property
    def behind(self) -> str:
        """The place that the summary was opened from, as long as it is one."""
        return self._behind if self._behind in self.places else "plan"

    async def open_day(self, day: date, number: int = 0) -> None:
        """Open the form of a day: today in its own place, any other over the place that is shown.

        Where it is open in another place it is closed there; what was typed for it goes along as its draft.

        Args:
            day: a date of the cycle.
            number: the cycle's number, where that has ended; 0 for the current one.
        """
        if not number and self.coach.state is State.ENDED:
            number = self.coach.plan.number
        if day > self.coach.today:
            self.tell(guide.refusal("day.future", today=self.coach.today))
        elif day == self.coach.today and not number:
            await self.action_go("check-in", editing=True)
        else:
            await self._close_elsewhere(day)
            whose = self.attempt(lambda: self.coach.of_cycle(number)) if number else self.coach
            if whose is not None:
                await self.push_screen(self.screen_of("day", day, whose))

    async def _close_elsewhere(self, day: date) -> None:
        for stack in self._screen_stacks.values():
            for screen in [screen for screen in stack[1:] if isinstance(screen, Place) and screen.day == day]:
                screen.keep_draft()
                stack.remove(screen)
                await self._replace_screen(screen)

    def show_again(self) -> None:
        """Let every screen that can be seen ask the Coach again; what cannot be gone to any more gives way."""
        if self.coach.state is None and self.place != "setup":
            self.call_later(self.action_go, "setup")
            return
        if self.place in PLACES and self.place not in self.places:
            self.call_later(self.action_go, "summary")
            return
        for screen in self.screen_stack:
            if isinstance(screen, Place) and screen.stands:
                screen.show()

    # -- what the plan offers ----------------------------------------------------------------------------------------

    @property
    def offers(self) -> frozenset[str]:
        """What can be done to the plan as things stand: the Coach's own, and what the palette asks about besides."""
        key = (self.coach.window.version, self.coach.today)
        if self._offered is None or self._offered[0] != key:
            self._offered = (key, self.attempt(self._offers) or frozenset())
        return self._offered[1]

    def _offers(self) -> frozenset[str]:
        coach = self.coach
        if coach.state is None:
            return frozenset()
        found = set(coach.plan.offers())
        if coach.state is State.ENDED:
            return frozenset(found)
        if coach.state in (State.RUNNING, State.PAUSED):
            found.add("today")
        if "record" in found and not coach.plan.freezing().refused:
            found.add("freezable")
        if coach.state is not State.PAUSED and coach.days.pause_ahead():
            found.add("drop_pause")
        if coach.days.can_rest():
            found.add("rest_tomorrow")
        return frozenset(found)

    def recorded(self, day: date) -> bool:
        """Whether something is recorded for a day of the plan that runs."""
        return "record" in self.offers and self.coach.plan.day(day).recorded

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Places and undo only once there is a plan; beside a second Setup there is no place."""
        if action == "go_beside":
            return self.place != "setup"
        if action == "go" and parameters[0] in PLACES:
            return parameters[0] in self.places
        if action == "timer":
            return self.coach.state is not None and self.place != "setup"
        if action == "say_over":
            return self.coach.state is State.ENDED and self.place != "setup"
        if action in ("go", "undo") and self.coach.state is None:
            return self.place != "setup"
        return True

    # -- keys that work everywhere -----------------------------------------------------------------------------------

    def action_say_over(self) -> None:
        """Say why a key leads nowhere: a plan that has ended is not recorded today."""
        self.tell(guide.word("dialogs", "nothing_today"))

    def action_undo(self) -> None:
        """Undo the last change, and say what that was; the start of the plan only once that is confirmed."""
        if not self.screen.is_modal:
            self.flow(self._undo())

    async def _undo(self) -> None:
        plan = self.coach.undo_takes_the_plan()
        if plan:
            words = (guide.word("dialogs", f"undo_start_{key}") for key in ("title", "line", "yes"))
            if not await self.sure(*words):
                return
        what = guide.change_words("undo")
        await self._changed(lambda: guide.say("dialogs", "undone", what=self.coach.undo(plan=plan)), "", what)

    def action_redo(self) -> None:
        """Redo what the last undo took, and say what that is."""
        if not self.screen.is_modal:
            what = guide.change_words("redo")
            self.change(lambda: guide.say("dialogs", "redone", what=self.coach.redo()), what=what)

    def action_open(self, dialog: str) -> None:
        """Open a dialog that is about no day.

        Args:
            dialog: its id.
        """
        self.open(dialog)

    async def answered(self, name: str, answer: object) -> None:
        """Say that a plan is paused; from its end go on to the next where the same goes on, else to what it brought.

        Args:
            name: the dialog's id.
            answer: what it closed with.
        """
        if isinstance(answer, Cycle) and name == "finish":
            goes_on = answer.next in (Next.CONTINUE, Next.ADJUST)
            await self.action_go("setup" if goes_on else "summary")
            words = ("finished", "finished_goes_on") if answer.summary else ("ended", "ended_goes_on")
            self.tell(guide.word("dialogs", words[goes_on]))
        elif isinstance(answer, Pause):
            self.tell(guide.say("dialogs", "pausing", first=guide.date_words(answer.first, "long")))

    def take_step(self, cue: CueView) -> None:
        """Do what a cue's next step says: open the support screen or the timer, or one change that undo takes back."""
        if cue.step == SUPPORT:
            self.flow(self.action_too_much())
        elif cue.step == TIMER:
            self.flow(self._to_the_timer())
        else:
            self.change(lambda: self.coach.cues.take_step(cue.rule), what=cue.next_step)

    async def _to_the_timer(self) -> None:
        await self.action_go(TIMER)
        if self.coach.timer.at().session is None:  # Another window may have closed it meanwhile.
            self.tell(guide.word("timer", "two_minutes"))

    def action_command_palette(self) -> None:
        """Open the palette, over whatever is open."""
        from .palette import Palette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette())
