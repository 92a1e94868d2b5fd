"""A walk: an app, its keys one after the other or several at once, and what has to hold after each of them.

A step is written as it is read: `enter` is a key, `n h i` are three keys that arrive at once, and what begins with `~`
happens around the app: time passes, another window saves, another program holds the journal's lock.
"""

import asyncio
import gc
import os
import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, chdir, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from msgspec import to_builtins
from textual import events
from textual.command import CommandPalette
from textual.message import Message
from textual.worker import Worker, WorkerFailed, WorkerState

from mastery_tui.coach import Coach
from mastery_tui.journal.store.errors import JournalBusy
from mastery_tui.journal.store.locking import locked
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Outcome
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.tour_app import TourApp
from tests.tui.people import WRITING
from tests.tui.quick import draw

from .leaping import NeverRests, run
from .seeing import SIGNS, Typing, after_sign, lines, lost, missing_keys, takes, texts, typing, views
from .states import FILE, ON_TOUR, clock_of, coach_on, opened

BETWEEN = 0.1
"""Seconds between two steps: of those with a clock that leaps, so that all that a key sets off is done."""

PATIENCE = 30.0
"""Seconds within which the app has to be settled."""

SEEN = 1.2
"""Seconds within which an open window shows what another one saved."""

QUIET = 25.0
"""Seconds after which nothing is said in passing any more, and a change that waited is made or given up."""

FIRST_DAY = " ".join(["pageup"] * 3 + ["up"] * 7 + ["left"] * 7)
"""Keys that go to the first day on Plan and to the top of its page, wherever the cursor stands."""

AROUND = "~"
"""How a step begins that is not a key."""

LEAVING = {"q", "ctrl+q", "ctrl+c", "ctrl+p"}
"""Keys after which the app may be left; with the palette open Enter may too."""

STAMPS = ("id", "cycle", "rev", "at")
"""What tells one save of the same from another."""

SPANS = {"recovery": timedelta(minutes=7), "hour": timedelta(hours=1)}
"""How far the clock on the wall goes on."""

MOST_UNDONE = 60
"""More changes than a journal keeps for undo."""


class Stumble(AssertionError):
    """Something that has to hold did not.

    Attributes:
        kind: tells whether another walk stumbles over the same.
    """

    def __init__(self, kind: str, said: str = "") -> None:
        super().__init__(f"{kind}: {said}" if said else kind)
        self.kind = kind


class Start(NamedTuple):
    """Where a walk begins."""

    state: str
    size: tuple[int, int] = (80, 24)


class Walk:
    """An app that is walked through, and all that was done so far."""

    def __init__(self, app: MasteryApp, folder: Path) -> None:
        self.app = app
        self.folder = folder
        self.path = folder / FILE
        self.clock = clock_of(app.coach)
        self.steps: list[str] = []
        self.over = False
        """Whether the person has left the app."""
        self.held = ExitStack()
        self.holding = False
        self.failed_worker = ""
        self.lost_task = ""
        self._undone = 0
        """The revision at which undo and redo were tried last."""
        self._typed: Typing | None = None
        """What stands where the last key typed a sign."""

    @property
    def keys(self) -> int:
        """How many keys were pressed."""
        return sum(len(step.split()) for step in self.steps if not step.startswith(AROUND))

    # -- a step ------------------------------------------------------------------------------------------------------

    async def take(self, step: str) -> None:
        """Take a step, and look whether all holds that has to.

        Raises:
            Stumble: something does not.
        """
        self.steps.append(step)
        leaving = bool(LEAVING & {*step.split(" ")}) or isinstance(self.app.screen, CommandPalette)
        await self._take(step)
        # To the tour, or from it to a month of one's own.
        leaving |= self.app.goes_on or (isinstance(self.app, TourApp) and self.app.to_own)
        if self.over and not leaving:
            raise Stumble("left by itself")

    async def _take(self, step: str) -> None:
        if step.startswith(AROUND):
            state, rev = self.app.coach.state, self.app.coach.context.journal.rev
            what, *said = step.removeprefix(AROUND).split()
            await AROUNDS[what](self, *said)
            self.look()
            # What the person saved themselves, and had to wait for, may close what they typed in.
            own = what == "let_go" and self.app.coach.context.journal.rev != rev
            if self.over or own or self.app.coach.state is not state:
                self._typed = None  # So may a plan that begins or ends elsewhere.
            elif self._typed is not None and typing(self.app.screen.focused) != self._typed:
                raise Stumble("moved while typing", f"{self._typed} became {typing(self.app.screen.focused)}")
            return
        keys, state = step.split(), self.app.coach.state
        expected, was = self._after(keys), typing(self.app.screen.focused)
        for key in keys:
            self.app.post_message(events.Key(key, SIGNS.get(key)))
        await self.settle()
        self.look()
        before, self._typed = self._typed, None
        # A plan that began or ended elsewhere, and is only seen now, has other texts.
        if expected is not None and not self.over and self.app.coach.state is state:
            self._typed = typing(self.app.screen.focused)
            # What the program proposed gives way to what is typed; what the person typed never does.
            alone = Typing("".join(SIGNS[key] for key in keys), len(keys), len(keys))
            if self._typed != expected and (before is not None or self._typed != alone):
                raise Stumble("typed text", f"{was} became {self._typed}, not {expected}")

    def _after(self, keys: Sequence[str]) -> Typing | None:
        """What will stand in the focused text once these keys are typed, None where they are not all signs for it."""
        widget = self.app.screen.focused
        typed = typing(widget)
        if widget is None or typed is None or not all(takes(widget, key) for key in keys):
            return None
        for key in keys:
            typed = after_sign(widget, typed, SIGNS[key])
        return typed

    async def settle(self, seconds: float = BETWEEN) -> None:
        """Wait until what was set off is dealt with, and some seconds longer."""
        settled = getattr(self.app, "settled", None)
        if settled is not None and self.app.is_running:
            try:
                await asyncio.wait_for(settled(), PATIENCE)
            except TimeoutError:
                raise Stumble("never settled") from None
        await asyncio.sleep(seconds)

    # -- what has to hold after each step ----------------------------------------------------------------------------

    def look(self) -> None:
        """Look at what has to hold after each step.

        Raises:
            Stumble: something does not.
        """
        if self.app.fault is not None:
            raise Stumble(*_told(self.app.fault))
        if self.failed_worker or self.lost_task:
            raise Stumble(self.failed_worker or self.lost_task)
        if self.app.return_code is not None or not self.app.is_running:
            self.over = True
            if self.app.return_code != 0:
                raise Stumble("ended", f"with {self.app.return_code}")
            return
        draw(self.app)
        if wrong := lost(self.app):
            raise Stumble("dead focus", wrong)
        if gone := missing_keys(self.app):
            raise Stumble("keys gone", f"{', '.join(gone)} on {self.app.screen!r}")

    def notice(self, message: Message) -> None:
        """See every message: a worker that fails is told by one."""
        if isinstance(message, Worker.StateChanged) and message.state is WorkerState.ERROR:
            self.failed_worker = f"worker {message.worker.name} failed"

    def notice_task(self, _: object, context: dict[str, Any]) -> None:
        """See what went wrong in a task that nobody waits for."""
        error = context.get("exception")
        self.lost_task = f"lost task: {_told(error)[0] if error else context.get('message')}"

    # -- what happens around the app ---------------------------------------------------------------------------------

    async def wait(self, seconds: str) -> None:
        """Let some time pass in which nobody does anything."""
        await self.settle(float(seconds))

    async def time(self, what: str) -> None:
        """Let the clock on the wall go on: a `recovery`, an `hour`, to the `morning` after, or over the `rollover`."""
        now = self.clock.moment
        rollover = self.app.coach.context.settings.rollover_hour
        if what in SPANS:
            self.clock.moment = now + SPANS[what]
        elif what == "morning":
            self.clock.moment = _at(now + timedelta(days=1), 8)
        else:
            over = _at(now, rollover) + timedelta(minutes=1)
            self.clock.moment = over if over > now else over + timedelta(days=1)
        await self.settle(SEEN)

    async def other(self, what: str, back: str = "0") -> None:
        """Let another window do something, today or so many days back."""
        other = coach_on(self.path, self.clock)
        with suppress(Refused, JournalBusy):
            OTHERS[what](other, int(back))
        await self.settle()

    async def hold(self) -> None:
        """Let another program hold the journal's lock."""
        if not self.holding:
            self.held.enter_context(locked(self.path, 0))
            self.holding = True
        await self.settle()

    async def let_go(self) -> None:
        """Let the other program give the lock back."""
        self.held.close()
        self.holding = False
        await self.settle()

    async def reload(self) -> None:
        """Compare what the app goes by with what a copy of the file says, and go through all undos and redos there."""
        await self.settle(SEEN)
        self.look()
        if not self.over:
            self.same_as_file()

    def same_as_file(self) -> None:
        """Compare what the app's Coach says with what one on a copy of the file says.

        Raises:
            Stumble: it says something else, or an undo or redo on the copy does more than refuse.
        """
        copied, shown = self.copied(), views(self.app.coach)
        for name, held in views(copied).items():
            if held != shown.get(name):
                raise Stumble("file and app differ", f"{name}: {shown.get(name)!r}, the file has {held!r}")
        if copied.context.journal.rev != self._undone:
            self._undone = copied.context.journal.rev
            _undo_and_redo(copied)

    def copied(self) -> Coach:
        """A Coach on a copy of the file, as it stands now."""
        copy = self.folder / "copy" / FILE
        copy.parent.mkdir(exist_ok=True)
        copy.unlink(missing_ok=True)
        if self.path.exists():
            copy.write_bytes(self.path.read_bytes())
        return coach_on(copy, self.clock)

    # -- the end -----------------------------------------------------------------------------------------------------

    async def end(self) -> None:
        """Leave what is open, go to Plan, see there what the file holds, and quit.

        Raises:
            Stumble: one of these fails.
        """
        await self.take("~let_go")
        await self.take(f"~wait {QUIET}")
        await self.leave()
        if not self.over:
            await self.take("~reload")
        if self.over:
            return
        if self.app.coach.context.timeline is not None:
            for _ in range(2):  # The dialog that stood there may have been one over a day that was opened from Plan.
                if not self.over:
                    await self.take("f3")
                await self.leave()
            if not self.over and not _on_plan(self.app):
                raise Stumble("plan not reached", f"{self.app.screen!r}")
            if not isinstance(self.app, TourApp):  # Its strip is nothing that the file could tell.
                await self._see_the_file()
        for _ in range(2):
            if not self.over:
                await self.take("ctrl+q")
        if not self.over:
            raise Stumble("cannot quit")

    async def leave(self) -> None:
        """Leave what is open with Esc, up to six times; a dialog can be open in each place."""
        for _ in range(6):
            if not self.over and (self.app.screen.is_modal or typing(self.app.screen.focused) is not None):
                await self.take("escape")

    async def _see_the_file(self) -> None:
        """Compare what Plan draws with what it draws in an app that is opened now, on a copy of the file."""
        await self.take(FIRST_DAY)
        await self.settle(QUIET)
        drawn = lines(self.app)
        shown = []
        again = MasteryApp(self.copied())
        async with again.run_test(size=self.app.size, notifications=True):
            for keys in ("f3", FIRST_DAY, f"v {FIRST_DAY}"):
                for key in keys.split():
                    again.post_message(events.Key(key, SIGNS.get(key)))
                    await asyncio.sleep(BETWEEN)
                await asyncio.sleep(QUIET)
                shown.append(lines(again))
        if drawn not in shown:
            closest = min(shown[1:], key=lambda each: sum(one != other for one, other in zip(drawn, each, strict=True)))
            raise Stumble("plan draws something else", "\n".join(["", *drawn, "where the file has", *closest]))

    # -- comparing walks ---------------------------------------------------------------------------------------------

    def standing(self) -> dict[str, Any]:
        """Where the walk stands: what is open, what has the focus, what stands in each text, and what is saved."""
        saved = {name: _unstamped(each) for name, each in views(coach_on(self.path, self.clock)).items()}
        if self.over:
            return saved
        focused = self.app.screen.focused
        return {
            "open": [type(each).__name__ for each in self.app.screen_stack],
            "focus": focused and (type(focused).__name__, focused.id),
            "typed": texts(self.app),
            **saved,
        }


Around = Callable[..., Any]
AROUNDS: dict[str, Around] = {
    "wait": Walk.wait,
    "time": Walk.time,
    "other": Walk.other,
    "hold": Walk.hold,
    "let_go": Walk.let_go,
    "reload": Walk.reload,
}
"""What can happen around the app."""


def _day(coach: Coach, back: int) -> Any:
    return coach.today - timedelta(days=back)


OTHERS: dict[str, Callable[[Coach, int], object]] = {
    "amount": lambda coach, back: coach.days.check_in(Draft(amount=333.0, effort=5), _day(coach, back)),
    "cancelled": lambda coach, back: coach.days.check_in(Draft(outcome=Outcome.CANCELLED), _day(coach, back)),
    "note": lambda coach, back: coach.days.check_in(Draft(note="from elsewhere"), _day(coach, back)),
    "delete": lambda coach, back: coach.days.delete(_day(coach, back)),
    "rest": lambda coach, back: coach.days.rest(_day(coach, back)),
    "pause": lambda coach, back: coach.days.pause(),
    "resume": lambda coach, back: coach.days.resume(),
    "edit": lambda coach, back: coach.plan.edit(name="Named elsewhere"),
    "adjust": lambda coach, back: coach.plan.adjust("Begin ten minutes later"),
    "reflect": lambda coach, back: coach.reflections.write(
        coach.reflections.open_week(), {"prompt": "From elsewhere."}
    ),
    "undo": lambda coach, back: coach.undo(),
    "finish": lambda coach, back: coach.plan.finish(summary="Elsewhere."),
    "start": lambda coach, back: coach.plan.start(WRITING, 400, 150),
}
"""What another window can do."""


def _at(moment: datetime, hour: int) -> datetime:
    return moment.replace(hour=hour, minute=0, second=0, microsecond=0)


def _on_plan(app: MasteryApp) -> bool:
    return app.place == "plan" and len(app.screen_stack) == 1


def _told(error: BaseException) -> tuple[str, str]:
    """An error's kind, by where it comes from, and the last lines of its traceback."""
    if isinstance(error, WorkerFailed):
        error = error.error
    frames = traceback.extract_tb(error.__traceback__)
    ours = [each for each in frames if "mastery_tui" in each.filename] or list(frames)
    at = f" in {Path(ours[-1].filename).name}, {ours[-1].name}" if ours else ""
    return f"{type(error).__name__}{at}", "".join(traceback.format_exception(error)[-6:])


def _undo_and_redo(coach: Coach) -> None:
    """Undo all and redo all; then all is as it was, where all could be taken back.

    Raises:
        Stumble: something other than a refusal came of it.
    """
    before = _unstamped(views(coach))
    counts: list[int] = []
    try:
        for step in (coach.undo, coach.redo):
            counts.append(0)
            with suppress(Refused):
                while counts[-1] < MOST_UNDONE:
                    step()
                    counts[-1] += 1
            views(coach)
    except Exception as error:
        raise Stumble(f"undo: {_told(error)[0]}", _told(error)[1]) from error
    after = _unstamped(views(coach))
    if counts[0] == counts[1] and after != before:
        name = next(name for name in before if before[name] != after.get(name))
        raise Stumble("undo and redo end elsewhere", f"{name}: {before[name]} became {after.get(name)}")


def _unstamped(value: Any) -> Any:
    """The same without what tells one save from another: a record's id, its revision and its moment."""
    value = to_builtins(value)
    if isinstance(value, dict):
        return {key: _unstamped(each) for key, each in value.items() if key not in STAMPS}
    return [_unstamped(each) for each in value] if isinstance(value, list | tuple) else value


# -- walks -------------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def walking(start: Start, folder: Path) -> AsyncIterator[Walk]:
    """An app that is open in that state, with a clock that leaps; what made it fail is raised as a stumble."""
    kind = TourApp if start.state == ON_TOUR else MasteryApp
    walk = Walk(kind(opened(start.state, folder)), folder)
    asyncio.get_running_loop().set_exception_handler(walk.notice_task)
    try:
        async with AsyncExitStack() as stack:
            stack.enter_context(walk.held)
            # What is exported goes where the walk goes.
            stack.enter_context(patch.dict(os.environ, HOME=str(folder)))
            stack.enter_context(chdir(folder))
            app = walk.app.run_test(size=start.size, notifications=True, message_hook=walk.notice)
            await stack.enter_async_context(app)
            await walk.settle()
            walk.look()
            yield walk
    except Stumble:
        raise
    except Exception as error:
        # At its end the app raises again what made it fail.
        raise Stumble(*_told(error)) from error
    gc.collect()
    if walk.lost_task:
        raise Stumble(walk.lost_task)


def walk_through(start: Start, steps: Sequence[str], folder: Path, *, ends: bool = True) -> None:
    """Take written steps.

    Args:
        start: where the walk begins.
        steps: what is done.
        folder: an empty folder.
        ends: whether the end belongs to the walk: going to Plan, and quitting.

    Raises:
        Stumble: something that has to hold did not.
    """

    async def walk() -> None:
        async with walking(start, folder) as walk:
            for step in steps:
                if not walk.over:
                    await walk.take(step)
            if ends and not walk.over:
                await walk.end()

    try:
        run(walk())
    except NeverRests as never:
        raise Stumble("never rests", str(never)) from never
