"""Keys in lockstep: one is handed over only when what the last one began is done.

Textual forwards every key at once to the widget that has the focus then; a key that opens something would lose those
typed behind it, or let them act elsewhere. Here they wait in line. What the face uses of Textual's inside is listed in
``tests/tui/test_key_queue.py``, which fails when Textual changes it.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.widget import Widget

QUIT = "ctrl+q"
ALT = "alt+"
AT_ONCE = ("ctrl+c",)
PATIENCE = 5.0
"""Seconds after which the next key is handed over whatever still goes on: never wait for what only a key can end."""
QUIT_PATIENCE = 1.0
"""Seconds that quitting waits for the keys before it."""
ROUNDS = 20
TURNS = 100
"""Turns of the loop in which most keys are dealt with; what takes more is looked for less often."""
UNSEEN = 0.03
"""Seconds for which nothing is drawn while a key is dealt with, so that all it changes is drawn at once."""
DOUBLED = 0.8
"""Seconds in which a key that is pressed once more is still meant for what it did."""
LOOK_AGAIN = 0.001
"""Seconds between two looks at what takes longer."""
_LINED_UP = (events.Key, events.Paste, events.MouseDown, events.MouseUp)


def alive(widget: Widget) -> bool:
    """Whether a widget is there and stays: neither it nor anything round it is gone or being removed."""
    return widget.is_attached and not any(node._pruning for node in widget.ancestors_with_self)


class KeyQueue:
    """The keys, pastes and clicks that wait for those before them."""

    def __init__(
        self,
        app: App[Any],
        deliver: Callable[[events.Event], Awaitable[None]],
        leave: Callable[[], None],
    ) -> None:
        """Take what keys are for; none is handed over before `open`.

        Args:
            app: whose keys these are.
            deliver: does with an event what Textual does with it.
            leave: ends the app, whatever it is doing.
        """
        self._app, self._deliver, self._leave = app, deliver, leave
        self._handed = asyncio.Event()
        self.in_hand = False
        """Whether one is dealt with, and nothing is drawn until all is there that it changes."""
        self._before_drawing: list[Callable[[], object]] = []
        self._later: asyncio.Task[None] | None = None
        self._line: deque[events.Event] = deque()
        self._task: asyncio.Task[None] | None = None
        self.is_open = False
        """Whether the first screen is there."""
        self._busy: set[object] = set()
        self._quitting: asyncio.TimerHandle | None = None
        self.handed = 0
        """How many keys, pastes and clicks were handed over so far."""
        self.last = ""
        """The key that was handed over last; '' where that was a paste or a click."""
        self.pressed_at = 0.0
        """When that was read, which can be long before its turn: what was drawn later, nobody saw who pressed it."""
        self._done, self._done_until = "", 0.0

    def open(self) -> None:
        """The first screen is there: what was typed so far is handed over."""
        self.is_open = True
        self._begin()

    def take(self, event: events.Event) -> bool:
        """Whether an event has its turn here; everything else goes on at once.

        Args:
            event: what the terminal sent.
        """
        if not isinstance(event, _LINED_UP) or event.is_forwarded:
            return False
        if isinstance(event, events.Key):
            if event.key in AT_ONCE:
                return False
            if event.key == "ctrl+j" and not self.is_open:
                # Enter, typed before the terminal stopped making a new line of it.
                event = events.Key("enter", "\r")
            if event.key == QUIT:
                self._asked_to_quit()
        self._line.append(event)
        self._begin()
        return True

    @property
    def rest(self) -> bool:
        """Whether nothing was typed that is not dealt with, and nothing goes on that keys wait for."""
        return self.is_open and not (self._line or self._task or self._busy)

    @property
    def text_follows(self) -> bool:
        """Whether the next of a text waits right behind the key that has its turn; a key that is held is no text."""
        behind = self._line[0] if self._line else None
        if not isinstance(behind, events.Key) or behind.key == self.last:
            return False
        return behind.character == " " or (behind.character or "").isalpha()

    def left(self) -> list[events.Event]:
        """What was not handed over before the app ended: it is for the app that follows."""
        return list(self._line)

    def done_with(self, key: str) -> None:
        """What a key confirmed is done: pressed once more right behind it, it does nothing to what opened by that.

        Args:
            key: which.
        """
        self._done, self._done_until = key, events.Event().time + DOUBLED

    def _is_doubled(self, event: events.Event) -> bool:
        doubled = self._done != "" and _key_of(event) == self._done and event.time < self._done_until
        if not doubled:
            self._done = ""
        return doubled

    def before_drawing(self, work: Callable[[], object]) -> None:
        """Do something once all is there that a key changes, just before it is drawn; likewise where none is in hand.

        Args:
            work: what is done.
        """
        self._before_drawing.append(work)
        self._begin_later()

    def _begin_later(self) -> None:
        if self._before_drawing and not self.in_hand and self._later is None:
            self._later = asyncio.create_task(self._do_later())

    # -- what keys wait for ------------------------------------------------------------------------------------------

    def hold(self, work: object) -> None:
        """Let keys wait for some work.

        Args:
            work: names it.
        """
        self._busy.add(work)

    def release(self, work: object) -> None:
        """That work is done, or waits for the person or another window: keys go on.

        Args:
            work: names it.
        """
        self._busy.discard(work)

    @contextmanager
    def released(self) -> Iterator[None]:
        """Let keys go on while the work that runs waits for something that takes time."""
        work = asyncio.current_task()
        held = work in self._busy
        self.release(work)
        try:
            yield
        finally:
            if held:
                self.hold(work)

    async def settled(self) -> None:
        """Wait until what the last key began is done: its messages, what opens by them, and work that was asked for."""
        for _ in range(ROUNDS):
            before = self._stands()
            await self._dealt_with()
            await self._until(lambda: not (self._busy or self._gathering() or self._laying_out() or self._later))
            if self._app.return_code is not None or (self._stands() == before and all(map(_rests, self._pumps()))):
                return

    async def emptied(self) -> None:
        """Wait until no key waits any more and the last one has settled; not in the app's own turn."""
        await self._until(lambda: _rests(self._app))
        await self._until(lambda: self.is_open and self._task is None)
        await self._settled_in_time()

    async def _dealt_with(self) -> None:
        """Wait until no message is left, and none is being dealt with."""
        pumps = self._pumps()
        await self._until(lambda: all(map(_rests, pumps)))

    async def _until(self, done: Callable[[], bool]) -> None:
        """Wait until something is so, or the app ends: each turn of the loop at first, then each moment."""
        turns = 0
        while not done() and self._app.return_code is None:
            await asyncio.sleep(0 if turns < TURNS else LOOK_AGAIN)
            turns += 1

    def _stands(self) -> tuple[object, object]:
        screen = self._app.screen
        return screen, screen.focused

    def _pumps(self) -> list[MessagePump]:
        """The app, what is round the focus, which keys begin with, and all else that is on the screen."""
        if not self._app.screen_stack:  # It is about to begin.
            return [self._app]
        screen = self._app.screen
        around = (screen.focused or screen).ancestors_with_self
        return [self._app, *around, *screen.walk_children(Widget)]

    def _gathering(self) -> bool:
        """Whether the palette still looks for what fits the letters so far."""
        return any(work.node is self._app.screen and not work.is_finished for work in self._app.workers)

    def _laying_out(self) -> bool:
        """Whether the screen is about to find its layout, or to do what waits for that: only then it scrolls right."""
        screen = self._app.screen
        return screen.is_current and bool(screen._layout_required or screen._callbacks)

    # -- handing over ------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        if self.is_open and self._line and self._task is None:
            self._task = asyncio.create_task(self._hand_over())

    async def _hand_over(self) -> None:
        try:
            while self._line and not self._app._exit:
                await self._settled_in_time()
                self._handed.clear()
                if not (self._line and self._app.post_message(events.Callback(self._hand))):
                    return
                await self._handed.wait()
                await self._shown()
        except Exception as error:
            self._app._handle_exception(error)
        finally:
            self._task = None

    async def _settled_in_time(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self.settled()

    async def _shown(self) -> None:
        """Let what a key changed be drawn once all of it is there, or after a moment."""
        there = await self._dealt_with_in(UNSEEN)
        works = self._do_before_drawing()
        if works and there:
            await self._dealt_with_in(UNSEEN)
        self.in_hand = False
        if self._app._exit:
            return
        self._app.screen.check_idle()
        if not there:
            self._before_drawing += works  # What they are about may be otherwise in the end.
        self._begin_later()

    async def _do_later(self) -> None:
        try:
            await self._dealt_with_in(PATIENCE)
            self._later = None
            if not self.in_hand:
                self._do_before_drawing()
        except Exception as error:
            self._app._handle_exception(error)

    async def _dealt_with_in(self, seconds: float) -> bool:
        """Whether no message is left in so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._dealt_with()
                return True
        return False

    def _do_before_drawing(self) -> list[Callable[[], object]]:
        works = self._before_drawing
        self._before_drawing = []
        for work in works:
            work()
        return works

    async def _hand(self) -> None:
        """Hand the next one over, in the app's own turn."""
        try:
            if self._app._exit:
                return
            event = self._apart(self._line.popleft())
            if self._is_doubled(event):
                return
            self.handed += 1
            self.in_hand = True
            self.last, self.pressed_at = _key_of(event), event.time
            screen = self._app.screen
            if screen.focused is not None and not alive(screen.focused):
                screen.set_focus(None)
            await self._deliver(event)
        finally:
            self._handed.set()

    def _apart(self, event: events.Event) -> events.Event:
        """A key; of one with alt that nothing is bound to, the escape, and what was typed right behind it comes next.

        Most terminals send the same for both, and no text has a letter that nobody typed.
        """
        if not isinstance(event, events.Key) or not event.key.startswith(ALT) or not event.character:
            return event
        if event.key in self._app.screen.active_bindings:
            return event
        sign = event.character
        key = _character_to_key(sign) if sign.isprintable() else event.key.removeprefix(ALT)
        behind = events.Key(key, sign)
        behind.time = event.time
        self._line.appendleft(behind)
        return events.Key("escape", "\x1b")

    def _asked_to_quit(self) -> None:
        """Quit in turn, after a second at the latest; asked again, at once."""
        if self._quitting is None:
            self._quitting = asyncio.get_running_loop().call_later(QUIT_PATIENCE, self._leave)
        else:
            self._leave()


def _key_of(event: events.Event) -> str:
    return event.key if isinstance(event, events.Key) else ""


def _rests(pump: MessagePump) -> bool:
    """Whether a queue is empty, and what stood in it has been dealt with to the end."""
    ready: asyncio.Event = pump._message_queue.ready_event
    return pump._closing or pump._closed or (bool(ready._waiters) and not ready.is_set())
