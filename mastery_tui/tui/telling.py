"""What is said in passing: in one toast, however much is said."""

from typing import TYPE_CHECKING, Any

from textual.notifications import Notification
from textual.widgets._toast import ToastHolder

from .live_screen import let_go_of_drawings
from .widgets.drawing import width_of

if TYPE_CHECKING:
    from textual.app import App

LASTING = 10
"""Seconds: what stays longer than so many is still to be read when something else is said, and stays above it."""


AROUND = 3
"""The cells of a toast beside its text."""


class Telling:
    """One toast at a time: what is said takes the place of what was said before, so that no pile covers the screen."""

    def __init__(self, app: "App[Any]") -> None:
        """Say nothing yet.

        Args:
            app: where it is said.
        """
        self._app = app
        self._lasting: list[Notification] = []
        self._later: list[tuple[str, bool, float]] | None = None
        """What is said once that is wanted again, None while it is."""

    def say(self, text: str, *, warn: bool = False, seconds: float) -> None:
        """Say something, below what is still to be read.

        Args:
            text: what is said.
            warn: whether something did not go as it was meant.
            seconds: how long it stays.
        """
        if self._later is not None:
            self._later.append((text, warn, seconds))
            return
        said = Notification(text, severity="warning" if warn else "information", timeout=seconds)
        left = self._lasting if self._app._notifications else []  # A click lets go of it.
        still = [each for each in left if not each.has_expired and each.message != text]
        self._lasting = [*still, said] if seconds > LASTING else still
        shown = (*still, said)
        one = Notification(
            "\n".join(each.message for each in shown),
            severity="warning" if any(each.severity == "warning" for each in shown) else "information",
            timeout=max(each.time_left for each in shown),
        )
        # Not by `notify`, which is heard later: what is said twice in a moment would stand there twice.
        self._take_away()
        self._app._notifications.clear().add(one)
        self._app._refresh_notifications()

    @property
    def lasts(self) -> bool:
        """Whether something is said that stays until it was read."""
        return bool(self._lasting)

    @property
    def covers(self) -> bool:
        """Whether what is said stands on more than the blank line above the keys."""
        texts = [each.message for each in self._app._notifications]
        room = self._app.size.width - AROUND
        return any("\n" in text or width_of(text) > room for text in texts)

    def hush(self) -> None:
        """Let go of what was said, and keep what is said from now on for later."""
        self.forget()
        self._later = []

    def speak(self) -> None:
        """Say what was kept."""
        later, self._later = self._later or [], None
        for text, warn, seconds in later:
            self.say(text, warn=warn, seconds=seconds)

    def forget(self) -> None:
        """Let go of what was said, and of what waits to be."""
        self._lasting.clear()
        if self._later is not None:
            self._later.clear()
        self._take_away()

    def _take_away(self) -> None:
        """Remove what was said from every screen, with what holds it: Textual would leave that there for good."""
        for screen in {screen for stack in self._app._screen_stacks.values() for screen in stack}:
            screen.query(ToastHolder).remove()
        let_go_of_drawings()
