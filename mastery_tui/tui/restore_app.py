"""The app where the journal cannot be read, or is gone and left its backups."""

import gc
from contextlib import suppress
from typing import Any

from textual import on
from textual.screen import Screen

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.errors import JournalError
from mastery_tui.coach.file_views import OfferView

from .app import dialog_of
from .base_app import LOOK_EVERY, BaseApp
from .keymap import usable
from .places.restore import RestoreScreen


class RestoreApp(BaseApp):
    """Opens in place of the app while there is nothing that it could show."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, coach: Coach, offer: OfferView) -> None:
        """Take the one door and what was found.

        Args:
            coach: the Coach.
            offer: what helps.
        """
        super().__init__(coach)
        self.offer = offer
        """What was found, and what helps."""
        self.said: str | None = None
        """What is to be said once the journal is there again; None where the person left."""

    def get_default_screen(self) -> Screen[Any]:
        """The one screen."""
        return RestoreScreen(self.coach, self.offer)

    def screen_of(self, name: str, *facts: Any) -> Screen[Any]:
        """A new dialog, by its id.

        Args:
            name: its id in the table of commands.
            facts: what it is opened with.
        """
        return dialog_of(self.coach, name, *facts)

    def on_mount(self) -> None:
        """Take the settings over."""
        self.take_settings(*usable(self.coach.settings.keymap, type(self)))
        self.call_after_refresh(self._shown)

    def _shown(self) -> None:
        self.keys.open()
        gc.enable()
        self.measure(self.size)
        self.set_interval(LOOK_EVERY, self._look_around)

    def _look_around(self) -> None:
        """Go on where the journal is there again by itself: a sync may have been under way."""
        if self.coach.window.changed():
            with suppress(JournalError):
                self.coach.window.refresh()
            if self.coach.file.problem() is None:
                self.go_on(guide.word("restore", "back"))

    @on(RestoreScreen.Restored)
    def _restored(self, event: RestoreScreen.Restored) -> None:
        self.go_on(event.said)

    def go_on(self, said: str) -> None:
        """Leave for the app itself.

        Args:
            said: what it says first.
        """
        self.said = said
        self.exit()

    @property
    def place(self) -> str:
        """The name of the one place."""
        return "restore"
