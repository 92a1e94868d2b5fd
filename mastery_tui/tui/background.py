"""Work that takes long and touches nothing of the app, beside it: the app stays alive, and quits without waiting."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, Future
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


class _Beside(Executor):
    """A thread for each work; nobody waits for it at the end of the program, as Python does for its own."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(fn(*args, **kwargs))
            except Exception as error:
                done.set_exception(error)

        done.set_running_or_notify_cancel()
        Thread(target=run, daemon=True).start()
        return done


async def in_background(work: Callable[[], T]) -> T:
    """Do some work in a thread of its own, and give what it gives or raise what it raises.

    Args:
        work: what is done.
    """
    return await asyncio.get_running_loop().run_in_executor(_Beside(), work)
