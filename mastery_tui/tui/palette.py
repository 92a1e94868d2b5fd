"""The palette: every command of the table that leads somewhere as things stand, found by its title or a keyword."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from textual.actions import parse
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.fuzzy import Matcher
from textual.screen import Screen

from mastery_tui import guide

from .base_app import BaseApp
from .commands import COMMANDS, Command
from .key_queue import KeyQueue
from .live_screen import let_go_of_drawings
from .places.place import Place


class Entry(NamedTuple):
    """A command as the palette has it: its title, a line about it, the words it is also found by, and what it does."""

    title: str
    help: str
    keywords: tuple[str, ...]
    callback: Callable[[], Any]


class Commands(Provider):
    """Finds commands by their titles, as Textual does, and by keywords that begin with what is typed."""

    async def discover(self) -> Hits:
        """Every command, by title."""
        for entry in sorted(self._entries(), key=lambda entry: entry.title):
            yield DiscoveryHit(entry.title, entry.callback, help=entry.help)

    async def search(self, query: str) -> Hits:
        """The commands that what is typed means.

        Args:
            query: what is typed.
        """
        matcher = self.matcher(query)
        for entry in self._entries():
            by_title = matcher.match(entry.title)
            score = max(by_title + in_title(query, entry.title), by_keyword(matcher, query, entry.keywords))
            if score > 0:
                title = matcher.highlight(entry.title) if by_title else entry.title
                yield Hit(score, title, entry.callback, help=entry.help)

    def _entries(self) -> Iterable[Entry]:
        assert isinstance(self.app, BaseApp)
        return commands(self.app, self.screen)


def in_title(query: str, title: str) -> float:
    """What puts a title that has what is typed at the beginning of a word before all that is found otherwise."""
    typed = query.strip().casefold()
    return NAMED if typed and f" {typed}" in f" {title.casefold()}" else 0.0


def by_keyword(matcher: Matcher, query: str, keywords: Iterable[str]) -> float:
    """How well what is typed fits the best of the keywords that begin with it; 0 where none does."""
    typed = query.strip().casefold()
    return max((matcher.match(word) for word in keywords if typed and word.casefold().startswith(typed)), default=0.0)


class Palette(CommandPalette):
    """Textual's palette. Without an id, for one may wait in another place; page keys wait for something to page."""

    def __init__(self) -> None:
        """Ask for the program's own commands alone."""
        super().__init__(providers=[Commands])

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


_KEY = re.compile(r" \(\S+\)$")
"""The key that a title ends with."""
NAMED = 1000.0
"""More than any match scores."""
OF_THE_APP = ("app", "any_app")
"""Who binds what the app itself does."""
ALWAYS = ("too_much.f9", "leave", "theme", "backups")


def commands(app: BaseApp, screen: Screen[object]) -> Iterable[Entry]:
    """Every command that can be given here and now.

    Args:
        app: the app.
        screen: the screen over which the palette was opened.
    """
    named: set[str] = set()
    for command in COMMANDS:
        if command.palette and command.palette not in named and _offered(command, app, screen):
            named.add(command.palette)
            yield Entry(
                _title(command, screen),
                guide.word("palette_help", command.palette),
                tuple(guide.word("palette_keywords", command.palette).split()),
                _deed(command, app, screen),
            )


def _title(command: Command, screen: Screen[object]) -> str:
    """What a command is called, with its key where that acts here: over another place it may be something else's."""
    title = guide.word("palette", command.palette)
    here = {*OF_THE_APP, "tour", *(screen.KEYS_OF if isinstance(screen, Place) else ())}
    acts = any(other.keys and other.where in here for other in COMMANDS if other.palette == command.palette)
    return title if acts else _KEY.sub("", title)


def _deed(command: Command, app: BaseApp, screen: Screen[object]) -> Callable[[], object]:
    """What a command does; a dialog that is found from everywhere opens though no key of this screen does that."""
    if command.where == "tour":  # Whatever its key would do now.
        deed: Callable[[], object] = getattr(app, f"action_{command.action}")
        return deed
    if not isinstance(screen, Place) or command.where in OF_THE_APP:
        return partial(app.run_action, command.does)
    if command.everywhere and command.opens:
        return partial(screen.action_open, command.opens)
    return partial(screen.run_action, command.does)


def _offered(command: Command, app: BaseApp, screen: Screen[object]) -> bool:
    if command.where == "any_app":
        return command.id in ALWAYS or (command.id == "help" and isinstance(screen, Place))
    if command.where == "app":
        return _offered_by_app(command, app, screen)
    if command.where == "tour":
        return app.on_tour and isinstance(screen, Place) and _acts(command, app)
    if not isinstance(screen, Place):
        return False
    if command.everywhere:
        offer = command.palette_offer or command.offer
        return app.place != "setup" and (not offer or offer in app.offers) and _acts(command, screen, every=True)
    return command.where in screen.KEYS_OF and _acts(command, screen)


def _acts(command: Command, whose: Place | BaseApp, *, every: bool = False) -> bool:
    """Whether it does something on this screen, or in this app; typing does not hide it here."""
    _, action, parameters = parse(command.does)
    return (every and action == "open") or whose.check_action(action, parameters) is True


def _offered_by_app(command: Command, app: BaseApp, screen: Screen[object]) -> bool:
    begun = app.coach.state is not None
    if command.id in ALWAYS:
        return True
    if command.id == "drafts":
        return bool(app.coach.drafts.all())
    if command.id == "new_plan":
        return "begin" in app.offers and app.place != "setup" and isinstance(screen, Place)
    if command.id.startswith("place."):
        there = command.palette.removeprefix("place_").replace("_", "-")
        return begun and there in (*app.places, "summary") and app.place != there
    return begun and isinstance(screen, Place) and app.place != "setup"
