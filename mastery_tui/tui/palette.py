"""The palette: every command of the table that leads somewhere as things stand."""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial

from textual.actions import parse
from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen

from mastery_tui import guide

from .base_app import BaseApp
from .commands import COMMANDS, Command
from .key_queue import KeyQueue
from .live_screen import let_go_of_drawings
from .places.place import Place


class Palette(CommandPalette):
    """Textual's palette. Without an id, for one may wait in another place; page keys wait for something to page."""

    def _action_command_list(self, action: str) -> None:
        if not action.startswith("page"):
            super()._action_command_list(action)
            return
        self._keys.hold(self)  # How far a page reaches is known once the list is laid out.
        self.call_after_refresh(self._page, action)

    def _page(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)
        self._keys.release(self)

    @property
    def _keys(self) -> KeyQueue:
        assert isinstance(self.app, BaseApp)
        return self.app.keys

    def on_unmount(self) -> None:
        """Let go of everything that was drawn, and of the keys."""
        self._keys.release(self)
        let_go_of_drawings()


ALWAYS = ("too_much.f9", "leave", "theme", "backups")


def commands(app: BaseApp, screen: Screen[object]) -> Iterable[SystemCommand]:
    """Every command that can be given here and now.

    Args:
        app: the app.
        screen: the screen over which the palette was opened.
    """
    named: set[str] = set()
    for command in COMMANDS:
        if command.palette and command.palette not in named and _offered(command, app, screen):
            named.add(command.palette)
            runs_on = screen if isinstance(screen, Place) and command.where not in ("app", "any_app") else app
            yield SystemCommand(
                guide.word("palette", command.palette),
                guide.word("palette_help", command.palette),
                partial(runs_on.run_action, command.does),
            )


def _offered(command: Command, app: BaseApp, screen: Screen[object]) -> bool:
    if command.where == "any_app":
        return command.id in ALWAYS or (command.id == "help" and isinstance(screen, Place))
    if command.where == "app":
        return _offered_by_app(command, app, screen)
    if not isinstance(screen, Place):
        return False
    if command.everywhere:
        offer = command.palette_offer or command.offer
        return app.place != "setup" and (not offer or offer in app.offers) and _acts(command, screen, every=True)
    return command.where in screen.KEYS_OF and _acts(command, screen)


def _acts(command: Command, screen: Place, *, every: bool = False) -> bool:
    """Whether it does something on this screen; typing does not hide it here."""
    _, action, parameters = parse(command.does)
    return (every and action == "open") or screen.check_action(action, parameters) is True


def _offered_by_app(command: Command, app: BaseApp, screen: Screen[object]) -> bool:
    begun = app.coach.state is not None
    opening = app.coach.plan.opening()
    if command.id in ALWAYS:
        return True
    if command.id == "drafts":
        return bool(app.coach.drafts.all())
    if command.id == "new_plan":
        return opening == "setup" and app.place != "setup" and isinstance(screen, Place)
    if command.id.startswith("place."):
        there = command.palette.removeprefix("place_").replace("_", "-")
        return begun and opening != "setup" and app.place != there
    return begun and isinstance(screen, Place) and app.place != "setup"
