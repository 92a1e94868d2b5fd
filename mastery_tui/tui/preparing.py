"""What the next keys will need is made ready while nobody types: the style sheets of the places, and the places.

What the start needed of memory and nothing needs any more is given back before that, so that they take its place.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.screen import Screen

from .key_queue import KeyQueue
from .live_screen import LiveScreen
from .shown_app import FOLDER

S = TypeVar("S", bound=Screen[Any])

AFTER = 0.15
"""Seconds from the first screen, and from one thing to the next, in which a key comes first."""


def styled(screen: S) -> S:
    """A new screen whose style sheets are read already: Textual would read all others again with them.

    Args:
        screen: the screen, which does not show yet.
    """
    app = screen.app
    _read(app, screen.css_path)
    # What comes is styled as the app is now. Textual takes it for older than that, and would style all anew.
    screen._css_update_count = app._css_update_count
    return screen


def _read(app: App[Any], sheets: Iterable[Any]) -> None:
    new = [sheet for sheet in sheets if not app.stylesheet.has_source(str(sheet))]
    if new:
        app.stylesheet.read_all(new)
        app.stylesheet.parse()


class Preparing:
    """Makes one thing ready after another."""

    def __init__(
        self, app: App[Any], keys: KeyQueue, pack: Callable[[], None], sheets: Iterable[str], places: Iterable[str]
    ) -> None:
        """Take what is made ready.

        Args:
            app: the app.
            keys: nothing is begun while one of them is dealt with.
            pack: gives memory back that only the start needed.
            sheets: the style sheets of the places, by the names of their files.
            places: the places, by their modes.
        """
        self._app, self._keys, self._pack = app, keys, pack
        paths = [FOLDER / "places" / sheet for sheet in sheets]
        made = [partial(self._place, place) for place in places]
        self._steps: deque[Callable[[], Awaitable[None]]] = deque([partial(self._sheets, paths), *made])

    def begin(self) -> None:
        """Make the first thing ready in a moment."""
        self._app.set_timer(AFTER, self._next)

    async def _next(self) -> None:
        if self._app._exit or not self._app.is_running:
            return
        if self._keys.rest:
            self._keys.hold(self)
            try:
                await self._steps.popleft()()
            finally:
                self._keys.release(self)
        if self._steps:
            self.begin()

    async def _sheets(self, paths: Iterable[Path]) -> None:
        self._pack()
        _read(self._app, paths)

    async def _place(self, place: str) -> None:
        """Let a place be there, as if it had been left for the one that is shown."""
        if place not in self._app._screen_stacks:
            await self._app._init_mode(place)
            screen = self._app._screen_stacks[place][-1]
            screen.post_message(events.ScreenSuspend())
            if isinstance(screen, LiveScreen):
                screen.call_later(screen.make_ready)
                screen.call_later(screen.lay_out)
