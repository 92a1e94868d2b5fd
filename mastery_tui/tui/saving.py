"""Changes through the Coach, one after the other: what finds another window saving is tried again from a timer."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.screen import Screen

from mastery_tui import guide
from mastery_tui.journal import RETRY, WAIT, JournalBusy, JournalError
from mastery_tui.practice.refused import Refused

if TYPE_CHECKING:
    from .own_app import OwnApp

T = TypeVar("T")
TOLD_AFTER = 10
"""Waits after which it is said that another window is saving, so that nobody takes it for a lost key."""


class Saving(Generic[T]):
    """One change that was asked for.

    Attributes:
        dialog: who asks, None for a place or the app.
        key: tells whether another one asks for the same.
    """

    def __init__(
        self,
        app: "OwnApp",
        action: Callable[[], T],
        done: Callable[[T], object],
        refused: Callable[[Refused], object],
        dialog: Screen[Any] | None,
        key: object,
    ) -> None:
        """Take what is asked for.

        Args:
            app: the app; its ``waiting`` is the line.
            action: what changes something.
            done: gets what it gives.
            refused: gets a refusal.
            dialog: who asks.
            key: what is the same.
        """
        self._app, self._action, self._done, self._refused = app, action, done, refused
        self.dialog, self.key = dialog, key
        self._tries = int(WAIT / RETRY)
        self._waits = 0

    def begin(self) -> None:
        """Make it, unless others wait: what was asked for first is done first."""
        if self._app.waiting:
            self._wait()
        else:
            self._attempt()

    def _wait(self) -> None:
        if self not in self._app.waiting:
            self._app.waiting.append(self)
        self._waits += 1
        if self._waits == TOLD_AFTER:
            self._app.tell(guide.word("dialogs", "one_waits"))
        self._app.set_timer(RETRY, self._again)

    def _again(self) -> None:
        if self.dialog is not None and not self.dialog.is_active:
            self._over()
            if self._app.holds(self.dialog):
                self._app.tell(guide.word("dialogs", "not_saved_yet"), warn=True)
        elif self._app.waiting[0] is self:
            self._tries -= 1
            self._attempt()
        else:
            self._wait()

    def _attempt(self) -> None:
        try:
            result = self._action()
        except JournalBusy as busy:
            if self._tries:
                self._wait()
                return
            self._over()
            self._app.tell(guide.refusal(busy.code, **{**busy.facts, "seconds": WAIT}), warn=True)
        except Refused as refusal:
            self._over()
            self._refused(refusal)
        except JournalError as error:
            self._over()
            self._app.save_failed = True
            self._app.tell(guide.refusal(error.code, **error.facts), warn=True)
        else:
            self._over()
            if self._app.save_failed:
                self._app.save_failed = False
                self._app.clear_notifications()  # "No room left" beside "Saved" would be wrong.
            self._done(result)

    def _over(self) -> None:
        if self in self._app.waiting:
            self._app.waiting.remove(self)
