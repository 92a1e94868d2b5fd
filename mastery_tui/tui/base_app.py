"""What every app of the program has, and all that its screens may use: asking, telling, saving, drafts, an end."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from datetime import date
from typing import Any, ClassVar, TypeVar
from unicodedata import normalize

from textual import events
from textual.binding import BindingType
from textual.keys import _character_to_key
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import WorkerFailed

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.drafts import DraftKey, draft_words
from mastery_tui.coach.errors import WAIT, JournalBusy, JournalError
from mastery_tui.coach.views import CueView
from mastery_tui.practice.refused import Refused

from .commands import bindings_of
from .key_queue import KeyQueue
from .live_screen import LiveScreen
from .save_queue import Change, LeftError, SaveQueue
from .shown_app import ShownApp
from .telling import Telling
from .widgets.key_bar import key_name

T = TypeVar("T")

LOOK_EVERY = 0.5
"""Seconds between two looks at what others did to the file."""
DRAFTS_AFTER = 1.0
"""Seconds after a key until what is typed is written down."""
LAST_WAIT = 0.3
"""Seconds that the drafts wait for another window when the app ends."""
SHORT = 6
"""Seconds that a sentence in passing stays."""
LONG = 15
"""Seconds that a sentence with something to do in it stays."""
TO_READ = 1.5
"""Seconds that a sentence stays which goes with the next key: those typed ahead were not pressed after it."""


class BaseApp(ShownApp):
    """An app over the Coach."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("any_app")
    always_acts: ClassVar[str] = "!"
    """The signs that act in a number too."""

    def __init__(self, coach: Coach, *styles: str) -> None:
        """Take the one door to everything.

        Args:
            coach: the Coach.
            styles: the style sheets of what it opens with, beside its own.
        """
        super().__init__(coach, *styles)
        coach.window.never_wait()
        self.keys = KeyQueue(self, self._deliver, self.leave)
        """The keys that wait for their turn."""
        self.saves = SaveQueue(self.keys, lambda: self.tell(guide.word("dialogs", "one_waits")))
        """The changes that wait for another window."""
        self.save_failed = False
        """Whether it was said that something cannot be written; that goes once something is."""
        self.fault: Exception | None = None
        """What ended the app against its will."""
        self.farewell: tuple[str, ...] = ()
        """What is said on the terminal once the app has ended."""
        self.can_look_around = False
        """Whether the person may leave for a made-up month, and come back."""
        self.on_tour = False
        """Whether it is a made-up month, with a tour through it."""
        self.goes_on = False
        """Whether another app follows this one in the same terminal."""
        self._telling = Telling(self)
        self._drafts_due: Timer | None = None
        self._drafts_refused = False
        self._read_from = 0.0
        """From when on a key lets what is said go, 0 where none does."""

    # -- for subclasses ----------------------------------------------------------------------------------------------

    async def action_go(self, place: str, editing: bool = False) -> None:
        """Go to a place.

        Args:
            place: its name.
            editing: whether a form shows there rather than the page after saving.
        """

    def above_keys(self) -> Iterable[Widget]:
        """What every place has between its page and its keys."""
        return ()

    async def action_timer(self) -> None:
        """Go to the timer; from there, back to where it was opened."""

    async def open_day(self, day: date, number: int = 0) -> None:
        """Open the form of a day, over the place that is shown.

        Args:
            day: a date of the cycle.
            number: the cycle's number, where that has ended; 0 for the current one.
        """

    def show_again(self) -> None:
        """Let what can be seen ask the Coach again."""

    def look_around(self) -> None:
        """Leave for a made-up month; whoever runs the app opens it, and this one again after it."""
        self.goes_on = True
        self.leave()

    @property
    def places(self) -> tuple[str, ...]:
        """The places that can be gone to as things stand."""
        return ()

    @property
    def behind(self) -> str:
        """The place that the summary was opened from."""
        raise NotImplementedError

    @property
    def offers(self) -> frozenset[str]:
        """What can be done to the plan as things stand."""
        return frozenset()

    def recorded(self, day: date) -> bool:
        """Whether something is recorded for a day of the plan that runs."""
        return False

    def take_step(self, cue: CueView) -> None:
        """Do what a cue's next step says."""

    @property
    def is_drawn(self) -> bool:
        """Whether the first screen was drawn, and keys act."""
        return self.keys.is_open

    @property
    def pressed_at(self) -> float:
        """When the last key was pressed, by the clock of Textual's events."""
        return self.keys.pressed_at

    # -- keys --------------------------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Let keys, pastes and clicks take their turn; everything else goes on at once."""
        if not self.keys.take(event):
            await super().on_event(event)

    def delay_update(self, delay: float = 0.05) -> None:
        """Textual draws nothing for so long when another place is shown; here a key is drawn in one piece anyway."""

    async def settled(self) -> None:
        """Wait until all that was typed is dealt with, and what it began is done."""
        await self.keys.emptied()

    async def _deliver(self, event: events.Event) -> None:
        """Hand a key over as Textual does; full-width letters and digits act as the plain ones they stand for."""
        self._let_go(event)
        if isinstance(event, events.Key) and event.character and not event.character.isascii():
            plain = normalize("NFKC", event.character)
            if plain.isascii() and len(plain) == 1 and not getattr(self.focused, "types_any_letter", False):
                event = events.Key(_character_to_key(plain), plain)
        if isinstance(event, events.Key) and isinstance(self.screen, LiveScreen):
            self.screen.before_key(event.key)
        await super().on_event(event)

    def action_help(self) -> None:
        """Open the help for this place."""
        if not self.screen.is_modal:
            self.open("help", self._name_of(self.screen) or self.place)

    def action_help_quit(self) -> None:
        """Say which key quits: who presses ctrl+c where nothing is marked meant that."""
        acting = (active.binding for active in self.active_bindings.values())
        quits = next((binding for binding in acting if binding.id == "quit"), None)
        if quits is not None:
            self.tell(guide.say("dialogs", "quit_by", keys=key_name(quits)))

    async def action_too_much(self) -> None:
        """Open the support screen, from anywhere; nothing is written."""
        if self._name_of(self.screen) != "too_much":
            self.clear_notifications()
            self._telling.hush()
            await self.push_screen(self.screen_of("too_much"), self._fit_again)

    def _fit_again(self, _: object) -> None:
        self.call_later(self.fit)

    # -- asking ------------------------------------------------------------------------------------------------------

    def flow(self, work: Coroutine[Any, Any, object]) -> None:
        """Do something that may ask the person or wait for another window; keys wait until it does, or is done.

        Args:
            work: what is done.
        """
        self.keys.hold(work)
        self.run_worker(self._flow(work))

    async def _flow(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.current_task()
        self.keys.hold(task)
        self.keys.release(work)
        try:
            await work
        finally:
            self.keys.release(task)

    async def ask(self, screen: Screen[T | None]) -> T | None:
        """Open a dialog and wait for its answer; only inside a `flow`.

        Args:
            screen: the dialog.

        Returns:
            What it closes with, None where it is closed without an answer.
        """
        task, answer = asyncio.current_task(), self.push_screen(screen, wait_for_dismiss=True)
        # Keys after the one that answers wait again: the callback runs before anything they could find settled.
        answer.add_done_callback(lambda _: self.keys.hold(task))
        self.keys.release(task)
        return await answer

    async def sure(self, *words: str) -> bool:
        """Ask one question; only inside a `flow`.

        Args:
            words: the title, the question, and what yes and no are called.
        """
        return bool(await self.ask(self.screen_of("asking", *words)))

    def open(self, name: str, *facts: Any) -> None:
        """Open a dialog by its id; what it answers in words is said, and what it changed is shown.

        Args:
            name: its id in the table of commands.
            facts: what it is opened with.
        """
        self.flow(self._opened(name, *facts))

    async def _opened(self, name: str, *facts: Any) -> None:
        self._remember_drafts()  # The same dialog may be open in another place.
        screen = self.attempt(lambda: self.screen_of(name, *facts))
        if screen is None:
            return
        answer = await self.ask(screen)
        if isinstance(answer, str):
            self.tell(answer)
        await self.answered(name, answer)
        self.show_again()

    async def answered(self, name: str, answer: object) -> None:
        """Go on from what a dialog closed with; for subclasses.

        Args:
            name: its id.
            answer: what it closed with, None where nothing was answered.
        """

    # -- telling and saving ------------------------------------------------------------------------------------------

    def tell(self, text: str, *, warn: bool = False, seconds: float = SHORT) -> None:
        """Say one sentence in passing, in place of the one before; one of several lines goes with the next key."""
        self._telling.say(text, warn=warn, seconds=seconds)
        if not self._telling.lasts:
            self._read_from = events.Event().time + TO_READ if self._telling.covers else 0.0

    def tell_until_key(self, text: str) -> None:
        """Say something longer; it goes with the next key.

        Args:
            text: what is said.
        """
        self._read_from = events.Event().time + TO_READ
        self._telling.say(text, seconds=LONG)

    def tell_what_waited(self) -> None:
        """Say what was told while the support screen was open: nothing stands over that."""
        self._telling.speak()

    def clear_notifications(self) -> None:
        """Let go of what is said."""
        self._telling.forget()
        super().clear_notifications()

    def _let_go(self, event: events.Event) -> None:
        if self._read_from and isinstance(event, events.Key) and event.time > self._read_from:
            self._read_from = 0.0
            self.clear_notifications()

    def refuse(self, refusal: Refused | JournalError) -> None:
        """Say in passing what is not allowed or not possible."""
        self.tell(guide.refusal(refusal.code, **refusal.facts), warn=True)

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Read something through the Coach; a refusal is said and gives None."""
        try:
            return action()
        except (Refused, JournalError) as refusal:
            self.refuse(refusal)
            return None

    async def save(
        self,
        action: Callable[[], T],
        what: str,
        *,
        dialog: Screen[Any] | None = None,
        key: object = None,
        still: Callable[[], bool] = lambda: True,
        draft: DraftKey | None = None,
    ) -> T | None:
        """Change something through the Coach; only inside a `flow`.

        While another window saves, it waits in line, and the screen stays alive. Until then the same cannot be asked
        for again: a key pressed twice would do it twice.

        Args:
            action: what changes something; it gives something that is not None.
            what: what that is in words, to be named where it is not saved before the app ends.
            dialog: who asks. Closed, covered or left while it waits, nothing is changed, and what is typed stays.
            key: tells what is the same; a dialog is asked for one thing only.
            still: whether it is still wanted once it had to wait.
            draft: the key of the draft that is saved by it.

        Returns:
            What the action gives; None where nothing was changed, which has been said.

        Raises:
            Refused: a value is not allowed, to be said beside its field.
        """
        asked = dialog or key or object()
        if self.saves.asked(asked):
            self.tell(guide.word("dialogs", "one_waits"), warn=True)
            return None

        def wanted() -> bool:
            return (dialog is None or dialog.is_active) and still()

        def made() -> None:
            if draft is not None:
                self.coach.drafts.forget(draft)
                self._flush_drafts()  # At once: another window that shows it has to know that it is saved.

        try:
            result = await self.saves.make(Change(action, what, asked, wanted, made))
        except LeftError:
            if dialog is not None and self.holds(dialog):
                self.tell(guide.word("dialogs", "not_saved_yet"), warn=True)
            return None
        except JournalBusy as busy:
            self.tell(guide.refusal(busy.code, **{**busy.facts, "seconds": WAIT}), warn=True)
            return None
        except JournalError as error:
            self.save_failed = True
            self.refuse(error)
            return None
        if self.save_failed:
            self.save_failed = False
            self.clear_notifications()  # "No room left" beside "Saved" would be wrong.
        self.tell_of_backup()
        return result

    def tell_of_backup(self) -> None:
        """Say that no backup could be made, once a day."""
        line = self.coach.backup_line()
        if line:
            self.tell(line, warn=True, seconds=LONG)

    async def save_or_tell(
        self, action: Callable[[], T], what: str, *, dialog: Screen[Any] | None = None, key: object = None
    ) -> T | None:
        """Change something as `save` does; a refusal is said in passing, and gives None too."""
        try:
            return await self.save(action, what, dialog=dialog, key=key)
        except Refused as refusal:
            self.refuse(refusal)
            return None

    def change(self, action: Callable[[], object], said: str = "", *, what: str) -> None:
        """Change something through the Coach, say what was done, and show it.

        Args:
            action: what changes something; where it gives a sentence, that is said.
            said: what is said otherwise, if anything.
            what: what it is in words, to be named where it is not saved before the app ends.
        """
        self.flow(self._changed(action, said, what))

    async def _changed(self, action: Callable[[], object], said: str, what: str) -> None:
        result = await self.save_or_tell(action, what)
        words = result if isinstance(result, str) else said
        if result is not None and words:
            self.tell(words)
        self.show_again()

    # -- drafts ------------------------------------------------------------------------------------------------------

    def draft_changed(self) -> None:
        """Something was typed: it is written down in a moment."""
        if self._drafts_due is None:
            self._drafts_due = self.set_timer(DRAFTS_AFTER, self.write_drafts)

    def write_drafts(self, wait: float = 0) -> None:
        """Write down what is typed and not saved; what cannot be written is said once and blocks nothing.

        Args:
            wait: seconds to wait for another window.
        """
        if self._drafts_due is not None:
            self._drafts_due.stop()
            self._drafts_due = None
        self._remember_drafts()
        self._flush_drafts(wait)

    def _flush_drafts(self, wait: float = 0) -> None:
        try:
            self.coach.drafts.flush(wait)
            self._drafts_refused = False
        except JournalBusy:
            self.draft_changed()
        except JournalError as error:
            if not self._drafts_refused:
                self._drafts_refused = True
                self.refuse(error)

    def _remember_drafts(self) -> None:
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, LiveScreen) and screen.stands:
                    screen.keep_draft()

    # -- the end -----------------------------------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """Quit without a question: drafts stay, and what could not be saved is named on the terminal."""
        self.leave()

    def leave_on_signal(self, number: int) -> None:
        """End because the system says so.

        Args:
            number: the signal's.
        """
        self.leave(128 + number)

    def leave(self, code: int = 0) -> None:
        """End the app, whatever it is doing.

        Args:
            code: the exit code.
        """
        if self._exit:
            return
        try:
            self._remember_drafts()
            unsaved = self.saves.last_try()
            self.write_drafts(LAST_WAIT)
            # What could not be written down is not there next time.
            said = "not_saved" if self.coach.drafts.pending else "unfinished"
            lines = [("not_saved", what) for what in unsaved] + [(said, what) for what in self._left_open()]
            backup = self.coach.backup_line()
            self.farewell = (*(guide.say("leaving", key, what=what) for key, what in lines), *filter(None, [backup]))
        finally:
            self.exit(return_code=code)

    def _left_open(self) -> list[str]:
        """What this window leaves typed and not saved, in words."""
        drafts = self.coach.drafts
        return list(dict.fromkeys(draft_words(draft.key) for draft in drafts.own() if draft.texts and drafts.on))

    def _handle_exception(self, error: Exception) -> None:
        """Remember what ended the app, so that the shell can say it in one line."""
        if self._exit:
            return  # Textual mounts nothing once the app leaves: what is half built then is no fault.
        with suppress(Exception):  # nothing may hide the fault itself
            self.write_drafts()
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.fault = self.fault or (cause if isinstance(cause, Exception) else error)
        super()._handle_exception(self.fault)

    def _fatal_error(self) -> None:
        """End without a traceback: its messages and locals can hold what was typed."""
        self.bell()
        self._close_messages_no_wait()
