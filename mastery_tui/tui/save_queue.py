"""Changes through the Coach, one after the other: what finds another window saving waits for it and is tried again."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar

from mastery_tui.coach.errors import RETRY, WAIT, JournalBusy, JournalError
from mastery_tui.practice.refused import Refused

from .key_queue import KeyQueue

T = TypeVar("T")
TOLD_AFTER = 10
"""Waits after which it is said that another window is saving, so that nobody takes it for a lost key."""


class LeftError(Exception):
    """Who asked for a change went on before it could be made."""


class Change(Generic[T]):
    """One change that is asked for.

    Attributes:
        action: what changes something.
        what: what it is in words, as in "the check-in for Friday 27 November"; '' where it need not be named.
        key: tells whether another one asks for the same.
        still: whether it is still wanted once it had to wait; then nothing is changed where it is not.
        made: what follows at once from its being made.
    """

    __slots__ = ("action", "key", "made", "still", "what")

    def __init__(
        self,
        action: Callable[[], T],
        what: str,
        key: object,
        still: Callable[[], bool],
        made: Callable[[], object],
    ) -> None:
        """Take what is asked for."""
        self.action, self.what, self.key, self.still, self.made = action, what, key, still, made

    def make(self) -> T:
        """Change something."""
        result = self.action()
        self.made()
        return result


class SaveQueue:
    """Makes changes in the order in which they were asked for."""

    def __init__(self, keys: KeyQueue, told: Callable[[], None]) -> None:
        """Take what happens beside.

        Args:
            keys: keys go on while a change waits.
            told: says that a change waits for another window.
        """
        self._keys, self._told = keys, told
        self.waiting: list[Change[Any]] = []
        """The changes that wait for another window, the first one first."""

    def asked(self, key: object) -> bool:
        """Whether the same waits already."""
        return any(change.key == key for change in self.waiting)

    async def make(self, change: Change[T]) -> T:
        """Make a change, and give what its action gives.

        Raises:
            LeftError: who asked went on meanwhile, or the app ends.
            JournalBusy: another window was saving for all of `WAIT` seconds.
            Refused: a value is not allowed.
            JournalError: the journal cannot be written.
        """
        if not self.waiting:
            with suppress(JournalBusy):
                return change.make()
        self.waiting.append(change)
        try:
            return await self._in_turn(change)
        finally:
            if change in self.waiting:
                self.waiting.remove(change)

    async def _in_turn(self, change: Change[T]) -> T:
        waits, tries = 0, int(WAIT / RETRY)
        while True:
            with self._keys.released():
                await asyncio.sleep(RETRY)
            waits += 1
            if change not in self.waiting or not change.still():
                raise LeftError
            if self.waiting[0] is change:
                if waits == TOLD_AFTER:  # Those behind it wait for the same.
                    self._told()
                try:
                    return change.make()
                except JournalBusy:
                    tries -= 1
                    if tries == 0:
                        raise

    def last_try(self) -> list[str]:
        """Try once more what still waits, before the app ends; give what could not be saved, in words."""
        failed = []
        for change in self.waiting:
            try:
                if not change.still():
                    raise LeftError
                change.make()
            except (LeftError, Refused, JournalError):
                failed.append(change.what)
        self.waiting.clear()
        return failed
