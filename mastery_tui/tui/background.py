"""Work that takes long and touches nothing of the app, beside it: the app stays alive, and quits without waiting."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def in_background(work: Callable[[], T]) -> T:
    """Do some work in a thread of its own, and give what it gives or raise what it raises.

    The interpreter's own threads would be waited for at its end.

    Args:
        work: what is done.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(result: T | None, error: Exception | None) -> None:
        if done.done():
            return
        if error is None:
            done.set_result(result)  # type: ignore[arg-type]
        else:
            done.set_exception(error)

    def run() -> None:
        result: T | None = None
        failed: Exception | None = None
        try:
            result = work()
        except Exception as error:
            failed = error
        with suppress(RuntimeError):  # The app has ended meanwhile.
            loop.call_soon_threadsafe(tell, result, failed)

    Thread(target=run, daemon=True).start()
    return await done
