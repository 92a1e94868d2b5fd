"""The timer: a session is practiced, stopped and begun again; what it brings goes into the day's check-in."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import ClassVar, TypeVar

from textual import getters, on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.drafts import DraftKey, changed
from mastery_tui.coach.timer_views import TimerView
from mastery_tui.practice.choices import EndedAs, TimerState
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.commands import bindings_of
from mastery_tui.tui.places.place import Place
from mastery_tui.tui.widgets.block_digits import BlockDigits
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.drawn import Drawing, Drawn
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.row import Row
from mastery_tui.tui.widgets.text_field import TextField
from mastery_tui.tui.widgets.timer_lines import STOPPED, facts, heading, sentences, session_line

T = TypeVar("T")

TICK = 1.0
"""Seconds between two looks at the clock."""
MOVE = "first_move"
"""What a draft of the first move is called."""
LONGEST_MOVE = 120
LONGEST_MOMENT = 20
MOMENT_BOX = 14
OPEN = (TimerState.PRACTISING, *STOPPED)
"""The states in which the session can be ended as it is."""
CAN = {"end": OPEN, "first_move": STOPPED, "seconds": (TimerState.PRACTISING,)}
"""The states in which an action does something."""
ENTER = {
    TimerState.READY: "timer_start",
    TimerState.PRACTISING: "timer_stop",
    TimerState.RECOVERING: "timer_restart",
    TimerState.OVER: "timer_restart",
    TimerState.LEFT: "check_in",
}
"""What the one big key does, by the guide's key of its word."""
ANSWERS = {"usual": "1", "other": "2", "now": "3", "discard": "4"}
"""The key of each answer; one that cannot be given leaves its key free."""
EARLIER, ENDED = "began_earlier", "ended_at"
"""What the one-line question asks: when a session began, or when it ended."""


class Question(TextField):
    """A field that is opened by a key and left whole."""

    class Left(Row.Said):
        """Esc: the person leaves it."""

    def leave(self) -> None:
        """Leave the text, and the row with it: Enter is the timer's."""
        self.screen.set_focus(None)
        self.post_message(self.Left(self))


class TimerScreen(Place):
    """The timer."""

    PLACE = "timer"
    CSS_PATH = "timer.tcss"
    KEYS_OF = ("place", "timer")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("timer")

    digits = getters.query_one("#digits", BlockDigits)
    """What changes once a second."""
    move = getters.query_one("#move", Question)
    """The first move."""
    moment = getters.query_one("#moment", Question)
    """A moment that is asked for."""
    ended = getters.query_one("#ended", Choice)
    """The answers to when a session ended."""

    def __init__(self) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self.view: TimerView | None = None
        """What shows."""
        self.with_seconds = True
        """Whether the time practiced shows with its seconds."""
        self.asked = ""
        """Which moment is asked for, '' for none."""
        self._ticking: Timer | None = None
        self._waits = False
        self._draft: DraftKey | None = None

    def compose_page(self) -> Iterable[Widget]:
        """What it is at, the digits, the session's line, what helps now, what is asked, and what today asks for."""
        yield Drawn(id="heading")
        yield Horizontal(BlockDigits(id="digits"), Drawn(id="digits-word"), id="clock")
        yield Drawn(id="line")
        yield Drawn(id="said")
        label = guide.words("timer")
        hint = label["first_move_hint"]
        saves = guide.word("keys", "save")
        move = Question(label["first_move"], placeholder=hint, max_length=LONGEST_MOVE, id="move", classes="-gap")
        moment = Question("", max_length=LONGEST_MOMENT, box=MOMENT_BOX, id="moment", classes="-gap")
        move.enter_word = moment.enter_word = saves
        yield move
        yield moment
        yield Choice(label["it_ended"], id="ended", classes="-gap")
        yield Drawn(id="facts")

    def on_mount(self) -> None:
        """Look at the clock once a second from now on, while this can be seen."""
        self._ticking = self.set_interval(TICK, self._tick)

    def on_screen_suspend(self) -> None:
        """Nothing ticks under another screen."""
        if self._ticking is not None:
            self._ticking.pause()

    def on_screen_resume(self) -> None:
        """Tick again."""
        if self._ticking is not None:
            self._ticking.resume()

    def on_resize(self) -> None:
        """Fill the panel once there is room for it."""
        if self.stands:
            self._show_side()

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show what the timer is at; what is being typed stays."""
        super().show()
        if self.coach.state is None:
            return
        view = self.owner.attempt(self.coach.timer.view)
        if view is None:
            return
        before, self.view = self.view, view
        self._waits = view.state is TimerState.READY and self.tabs.timer is not None
        if view != before:
            self._draw(view)
            self._ask(view)
        self._tick()
        self._show_side()
        self._say_keys(view)

    def _draw(self, view: TimerView) -> None:
        draws: dict[str, Drawing] = {
            "heading": partial(heading, view),
            "line": partial(session_line, view, marks=self.owner.mark_set),
            "said": partial(sentences, view, keys=self._named_keys()),
            "facts": partial(facts, view),
            "digits-word": lambda width: [] if view.state is TimerState.READY else [[(view.digits_word, "$quiet")]],
        }
        for name, drawing in draws.items():
            self.query_one(f"#{name}", Drawn).drawing = drawing
        self.query_one("#clock").display = view.state is not TimerState.ASKING and not view.closed
        self.query_one("#line").display = bool(view.first)
        looks = {TimerState.READY: "$faint", TimerState.OVER: "$quiet"}
        self.digits.look = looks.get(view.state, "$foreground")

    def _named_keys(self) -> dict[str, str]:
        """The keys that sentences name, where they are still what does it."""
        found = (
            key.binding for key in self.active_bindings.values() if key.binding.id in ("timer.close", "timer.leave_out")
        )
        return {binding.key: binding.key for binding in found}

    def _ask(self, view: TimerView) -> None:
        """Show the fields of this state; one that is typed in stays until it is left."""
        asking = view.state is TimerState.ASKING
        if self.focused is self.ended and not asking:
            self.set_focus(None)
        if not self.move.has_focus_within:
            self.move.display = view.state in STOPPED
            self.move.put(view.first_move)
            if view.state in STOPPED:
                self._go_on_typing(DraftKey(self.coach.plan.cycle_id, MOVE, view.day.isoformat()))
        if not self.moment.has_focus_within:
            self._close_moment()
        self.ended.display = asking
        if asking:
            if self.ended.names != tuple(name for name, _ in view.answers):
                self.ended.put("")
            self.ended.keys = "".join(ANSWERS[name] for name, _ in view.answers)
            self.ended.names = tuple(name for name, _ in view.answers)
            self.ended.options = tuple(word for _, word in view.answers)
            if self.focused is None:
                self.set_focus(self.ended)

    def _go_on_typing(self, key: DraftKey) -> None:
        """Go on with a first move that was typed and not saved when the app ended."""
        if key == self._draft:
            return
        self._draft = key
        self.coach.drafts.read()
        draft = self.coach.drafts.get(key)
        if draft is not None:
            self.move.put(draft.texts.get(MOVE, ""))
            self.move.enter()

    def keep_draft(self) -> None:
        """Remember a first move that is typed and not saved."""
        if self.view is None or self._draft is None or not self.move.has_focus_within:
            return
        begun, typed = {MOVE: self.view.first_move}, {MOVE: self.move.value}
        self.coach.drafts.put(self._draft, changed(begun, typed), begun)

    def _close_moment(self) -> None:
        self.moment.display = False
        self.asked = ""

    def _tick(self) -> None:
        text = self.coach.timer.digits()
        if not self.with_seconds and self.view is not None and self.view.state is TimerState.PRACTISING:
            text = text.rpartition(":")[0]
        self.digits.text = text

    def _say_keys(self, view: TimerView) -> None:
        asking, left = view.state is TimerState.ASKING, view.state is TimerState.LEFT
        self.ended.enter_word = guide.word("keys", "check_in" if self.ended.typed else "timer_without")
        self.query_one(KeyBar).words = {
            "leave": "",
            "quit": "",  # The room is the timer's: Esc leads out, and Help names them.
            "timer.go_on": "" if asking else guide.word("keys", ENTER[view.state]),
            "timer.earlier": guide.word("keys", "timer_new" if left else "timer_earlier"),
            "timer.discard": "" if asking or self._waits else guide.word("keys", "discard"),
            "timer.back": guide.word("keys", "timer_leave" if view.state in OPEN else "back"),
        }
        self.refresh_bindings()

    def _show_side(self) -> None:
        panels = list(self.query("#side").results(Static))
        if not self.wide or self.view is None:
            return
        from mastery_tui.tui.places.side import practice_so_far

        text = practice_so_far(self.coach.timer.panel())
        if panels:
            panels[0].update(text)
        else:
            self.mount(Static(text, id="side", classes="side", markup=False), before="#tabs")

    # -- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done in this state."""
        view = self.view
        if action not in ("go_on", "end", "first_move", "earlier", "leave_out", "seconds", "discard", "answer"):
            return super().check_action(action, parameters)
        if view is None:
            return False
        if action in CAN:
            return view.state in CAN[action]
        if action == "go_on":
            return not view.closed
        if action == "earlier":
            return view.state is TimerState.LEFT or (view.state is TimerState.READY and not view.closed)
        if action == "leave_out":
            return bool(view.gap)
        if action == "answer":
            return parameters[0] in dict(view.answers)
        return view.state is not TimerState.READY or self._waits

    async def action_go_on(self) -> None:
        """Start, stop or begin again; where a session was left or is asked about, go to its check-in."""
        timer, state = self.coach.timer, None if self.view is None else self.view.state
        match state:
            case TimerState.READY:
                self.owner.flow(self._start())
            case TimerState.PRACTISING:
                self.owner.change(timer.stop, what=guide.change_words("timer"))
            case TimerState.RECOVERING | TimerState.OVER:
                self.owner.change(timer.restart, what=guide.change_words("timer"))
            case TimerState.LEFT:
                self.action_end(EndedAs.LEFT.value)
            case TimerState.ASKING:
                self.action_answer(self.ended.typed)

    async def _start(self) -> None:
        paused = await self._on_paused()
        if paused is not None:
            await self._changed(lambda: self.coach.timer.start(on_paused=paused))

    async def _on_paused(self) -> bool | None:
        """Whether it starts although the plan is paused; None where the person would rather not."""
        question = "" if self.view is None else self.view.asks
        if not question:
            return False
        return True if await self.owner.sure(guide.word("dialogs", "paused_title"), question) else None

    async def _changed(self, action: Callable[[], object]) -> bool:
        """Change something, and show it; whether it was changed."""

        def changed() -> bool:
            action()
            return True

        made = await self.owner.save_or_tell(changed, guide.change_words("timer"))
        self.owner.show_again()
        return bool(made)

    def action_end(self, how: str) -> None:
        """End the session, and go to the check-in of its day.

        Args:
            how: as what it ends.
        """
        self.owner.flow(self._ended(lambda: self.coach.timer.end(EndedAs(how)).day))

    async def _ended(self, action: Callable[[], date]) -> None:
        day = await self.owner.save_or_tell(action, guide.change_words("timer"))
        self.owner.show_again()
        if day is not None:
            await self._check_in(day)

    async def _check_in(self, day: date) -> None:
        if not self.coach.timer.taken(day):
            self.owner.tell(guide.word("timer", "no_day"))
            return
        if day != self.coach.today:
            await self.owner.action_go("plan")  # Where a past day leads back to.
        await self.owner.open_day(day)

    def action_answer(self, which: str) -> None:
        """Answer when a session ended that was forgotten.

        Args:
            which: the answer's id; '' for none of them: it ends without minutes.
        """
        if which == "other":
            self._ask_moment(ENDED)
        elif which == "discard":
            self.owner.flow(self._discarded())
        else:
            self.owner.flow(self._ended(lambda: self._day_of(which)))

    def _day_of(self, which: str) -> date:
        day = self.coach.timer.answer(which)
        assert day is not None
        return day

    def action_discard(self) -> None:
        """Discard the session, from some minutes on only once that is confirmed."""
        self.owner.flow(self._discard())

    async def _discard(self) -> None:
        if self.view is None:
            return
        if self.coach.timer.discard_asks():
            words = (guide.word("timer", f"discard_{key}") for key in ("title", "line"))
            if not await self.owner.sure(*words, guide.word("keys", "discard")):
                return
        await self._discarded()

    async def _discarded(self) -> None:
        if await self._changed(partial(self.coach.timer.discard, sure=True)):
            self.owner.tell(guide.word("timer_shell", "discarded"))

    def action_leave_out(self) -> None:
        """Leave the time out in which the machine slept."""
        self.owner.change(self.coach.timer.leave_out, what=guide.change_words("timer"))

    def action_seconds(self) -> None:
        """Show the time practiced with or without its seconds, until the app closes."""
        self.with_seconds = not self.with_seconds
        self._tick()

    async def action_back(self) -> None:
        """Back to where one came from; the time runs on."""
        await self.owner.action_timer()

    # -- one-line questions ------------------------------------------------------------------------------------------

    def action_first_move(self) -> None:
        """Write down what comes first when practice begins again."""
        self.move.enter()

    def action_earlier(self) -> None:
        """Ask when a session began that is started now; one that was left gives way to a new one."""
        if self.view is not None and self.view.state is TimerState.LEFT:
            self.owner.flow(self._start())
        else:
            self._ask_moment(EARLIER)

    def _ask_moment(self, which: str) -> None:
        if self.asked != which:
            self.moment.put("")
        self.asked = which
        self.moment.label = guide.word("timer", which)
        self.moment.hint = guide.word("timer", f"{which}_hint")
        self.moment.display = True
        self.moment.enter()

    @on(Question.Left)
    def _left(self, event: Question.Left) -> None:
        if event.row is self.moment:
            self._forget_moment()
        elif self.view is not None and self.move.value != self.view.first_move:
            self.owner.flow(self._save_move(self.move.value))  # What is typed stays, as everywhere.
        elif self._draft is not None:
            self.coach.drafts.forget(self._draft)

    @on(Row.Changed)
    def _typed(self, event: Row.Changed) -> None:
        if event.row is self.move:
            self.owner.draft_changed()

    @on(Choice.Answered)
    def _chosen(self) -> None:
        if self.view is not None:
            self._say_keys(self.view)

    @on(Row.Next)
    async def _answered(self, event: Row.Next) -> None:
        if event.row is self.ended:
            await self.action_go_on()
        elif event.row is self.move:
            self.owner.flow(self._save_move(self.move.value))
        else:
            self.owner.flow(self._save_moment(self.asked, self.moment.value))

    async def _save_move(self, text: str) -> None:
        def written() -> bool:
            self.coach.timer.write_first_move(text)
            return True

        if await self._said(self.move, written):
            self.set_focus(None)
            self.owner.show_again()

    async def _save_moment(self, asked: str, text: str) -> None:
        if asked == ENDED:
            day = await self._said(self.moment, lambda: self.coach.timer.ended_then(text))
            if day is not None:
                self._forget_moment()
                await self._check_in(day)
            return
        paused = await self._on_paused()

        def begun() -> bool:
            self.coach.timer.began_earlier(text, on_paused=bool(paused))
            return True

        if paused is not None and await self._said(self.moment, begun):
            self._forget_moment()

    async def _said(self, field: Question, action: Callable[[], T]) -> T | None:
        """Save what was typed; what is refused is said beside it, and it stays."""
        try:
            draft = self._draft if field is self.move else None
            return await self.owner.save(action, guide.change_words("timer"), key=(self, field.id), draft=draft)
        except Refused as refusal:
            field.error = guide.refusal(refusal.code, **refusal.facts)
            return None

    def _forget_moment(self) -> None:
        self.set_focus(None)
        self.moment.put("")
        self._close_moment()
        self.owner.show_again()
