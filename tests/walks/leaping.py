"""An event loop whose clock leaps: where nothing is left to do now, it is at once as late as the next timer wants."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar, TypeVarTuple, Unpack
from unittest.mock import patch

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

MOST_ROUNDS = 50_000
"""Rounds of the loop at one moment after which nothing will come to rest any more."""

CLOCKS = ("textual._time.get_time", "textual.command.monotonic", "textual.widget.monotonic")
"""Where Textual asks what time it is."""


class NeverRests(BaseException):
    """The program goes on for ever, or waits for what cannot come."""


class _Selector(selectors.DefaultSelector):
    """Does not wait for a moment but goes there; only for threads it waits."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = 1000.0
        self.threads = 0
        self._rounds = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self._rounds += 1
        if self._rounds > MOST_ROUNDS:
            raise NeverRests("it does not come to rest")
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if self.threads:
            return super().select(0.01)
        if timeout is None:
            raise NeverRests("it waits for what cannot come")
        self.moment += timeout
        self._rounds = 0
        return []


class LeapingLoop(asyncio.SelectorEventLoop):
    """The same program takes the same turns in it, whatever else the machine does."""

    def __init__(self) -> None:
        self._leaping = _Selector()
        super().__init__(self._leaping)

    def time(self) -> float:
        """The moment, in seconds."""
        return self._leaping.moment

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Ts]], T], *args: *Ts
    ) -> asyncio.Future[T]:
        """Count the threads, so that the clock stands still while they work."""
        future = super().run_in_executor(executor, func, *args)
        self._leaping.threads += 1
        future.add_done_callback(self._thread_done)
        return future

    async def shutdown_default_executor(self, *args: Any) -> None:
        """Wait for the thread that ends the others, too."""
        self._leaping.threads += 1
        await super().shutdown_default_executor(*args)
        self._leaping.threads -= 1

    def _thread_done(self, _: object) -> None:
        self._leaping.threads -= 1


@contextmanager
def _clocks(moment: Callable[[], float]) -> Iterator[None]:
    with ExitStack() as stack:
        for name in CLOCKS:
            stack.enter_context(patch(name, moment))
        yield


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run something in a loop of its own, without waiting for anything but threads."""
    loop = LeapingLoop()
    with _clocks(loop.time), asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(main)
