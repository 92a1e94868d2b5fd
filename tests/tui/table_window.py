"""A window on somebody's plan that comes back to where it was after each key, and what can be seen in it."""

import shutil
from collections.abc import Callable
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.screen import Screen

from mastery_tui.coach import Coach
from mastery_tui.journal import Journal
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.base_app import SHORT
from mastery_tui.tui.forms.form import Form
from mastery_tui.tui.live_screen import LiveScreen
from mastery_tui.tui.places.check_in import CheckInScreen
from mastery_tui.tui.places.history import HistoryScreen
from mastery_tui.tui.places.importing import ImportScreen
from mastery_tui.tui.places.place import Place
from mastery_tui.tui.places.progress import ProgressScreen
from mastery_tui.tui.places.reflect import ReflectScreen
from mastery_tui.tui.places.timer import TimerScreen
from mastery_tui.tui.tour_app import TourApp
from mastery_tui.tui.widgets.listing import Listing
from mastery_tui.tui.widgets.row import Row
from tests.tui.bursts import drawn
from tests.tui.people import Clock, clock_of
from tests.tui.table_states import Keys

SIZE = (80, 24)


class Watched(MasteryApp):
    """The app; what it says in passing and its wish to end are noted, so that the next key can be pressed."""

    said: list[str]
    ends = 0
    may_end = False

    def tell(self, text: str, *, warn: bool = False, seconds: float = SHORT) -> None:
        self.said.append(text)

    def tell_until_key(self, text: str) -> None:
        self.said.append(text)

    def exit(self, result: None = None, return_code: int = 0, message: Any = None) -> None:
        self.ends += 1
        if self.may_end:
            super().exit(result, return_code, message)


class WatchedTour(Watched, TourApp):
    """The same on the tour."""


class Look(NamedTuple):
    """What can be seen, and how far the journal is: two states in which it is the same are the same for a person."""

    place: str
    stack: tuple[str, ...]
    focus: str
    row: str
    texts: dict[str, str]
    errors: list[str]
    at: dict[str, Any]
    rev: int

    @property
    def top(self) -> str:
        """The screen on top."""
        return self.stack[-1]


def name_of(screen: Screen[Any]) -> str:
    if isinstance(screen, LiveScreen) and screen.NAME:
        return screen.NAME
    return screen.PLACE if isinstance(screen, Place) else type(screen).__name__


def form_of(screen: Screen[Any]) -> Form | None:
    if isinstance(screen, CheckInScreen):
        return screen.rows
    if isinstance(screen, ReflectScreen):
        return screen.form
    return screen if isinstance(screen, Form) else None


def look_at(app: MasteryApp) -> Look:
    screen = app.screen
    form, focused = form_of(screen), screen.focused
    rows = {} if form is None else form.named_rows
    if isinstance(screen, TimerScreen):
        rows = {str(row.id): row for row in screen.query(Row)}
    known = ("day", "saved_day", "step", "by_calendar", "listing", "at", "drafts")
    at = {name: getattr(screen, name) for name in known if hasattr(screen, name)}
    if isinstance(app, TourApp):
        at["stop"], at["alone"] = app.at, app.alone
    if isinstance(screen, Place):
        at["cue"] = screen.cue and screen.cue.rule
    if isinstance(screen, ReflectScreen) and screen.view is not None:
        at["week"] = screen.view.week
    if isinstance(screen, ProgressScreen):
        at["as_table"] = screen.sheet.as_table
    if isinstance(screen, HistoryScreen):
        at["cursor"] = screen.listed.cursor
        at["looked_for"] = screen.field.value
    if isinstance(screen, TimerScreen) and screen.view is not None:
        at["timer"], at["digits"] = screen.view.state, screen.digits.text
    if isinstance(screen, ImportScreen):
        sheet = screen.sheet
        at["cursor"], at["looking"], at["scrolled"] = sheet.cursor, sheet.looking, sheet.scrolled
        at["days"] = sheet.preview and sheet.preview.days
    at["lit"] = [each.lit for each in screen.query(Listing)]
    at["scroll"] = [each.scroll_y for each in screen.query("Page")]
    return Look(
        place=app.place,
        stack=tuple(map(name_of, app.screen_stack)),
        focus="" if focused is None else type(focused).__name__,
        row=next((name for name, row in rows.items() if row.has_focus_within), ""),
        texts={name: row.typed for name, row in rows.items()} if form is None else form.typed,
        errors=[name for name, row in rows.items() if row.error],
        at=at,
        rev=app.coach.context.journal.rev,
    )


class Window:
    """The app over a copy of somebody's journal; opened anew where a key left something that no key takes back."""

    def __init__(self, made: Callable[[Path], Coach], folder: Path, kind: type[Watched] = Watched) -> None:
        self._folder, self._numbers, self._kind = folder, count(), kind
        origin = folder / "origin"
        origin.mkdir()
        coach = made(origin)
        self._moment, path = clock_of(coach).moment, coach.context.journal.path
        self._file = path.read_bytes() if path.exists() else b""
        self._stack = AsyncExitStack()
        self._first: dict[Keys, Look] = {}
        self.app: Watched
        self.pilot: Pilot[None] | None = None

    async def open(self) -> None:
        """Begin anew."""
        await self.close()
        folder = self._folder / str(next(self._numbers))
        shutil.copytree(self._folder / "origin", folder)
        clock = Clock(self._moment)
        self.app = self._kind(Coach(Journal(folder / "mastery.json", clock), Settings(animation=False), clock))
        self.app.said = []
        self.pilot = await self._stack.enter_async_context(self.app.run_test(size=SIZE))
        await self.pilot.pause()

    async def close(self) -> None:
        """Quit, as ctrl+q does."""
        if self.pilot is not None:
            self.app.may_end, self.app.ends, self.pilot = True, 0, None
            await self.press("ctrl+q")
            await self._stack.aclose()
            assert self.app.return_code == 0, "ctrl+q quits"

    async def press(self, *keys: str) -> None:
        """Press keys, each once what the one before began is done, as the app itself has it."""
        for key in keys:
            event = events.Key(key, {"enter": "\r"}.get(key) or key_to_character(key))
            event.set_sender(self.app)
            self.app.keys.take(event)
            if not (self.app.may_end and self.app.ends):
                await self.app.settled()
                await drawn(self.app)

    async def __aenter__(self) -> "Window":
        return self

    async def __aexit__(self, *fault: object) -> None:
        await self.close()

    async def reach(self, keys: Keys) -> Look:
        """Come to a state, in the window that is open where it can be the same there; F3 leads to Plan from any."""
        first = self._first.get(keys)
        if self.pilot is not None and first is not None and await self._comes_back(keys, first):
            return first
        home = self.pilot is not None and await self._goes_home()
        if first is not None or not home:
            await self.open()
        await self.press(*keys)
        look = look_at(self.app)
        assert look == self._first.setdefault(keys, look), "the same keys lead to another state"
        return look

    async def _comes_back(self, keys: Keys, first: Look) -> bool:
        form = form_of(self.app.screen)
        if look_at(self.app) == first:
            return True
        if self.app.screen.is_modal and (form is None or not form.changed):
            await self.press("escape")
            if look_at(self.app) == first:
                return True
        if not await self._is_empty():
            return False
        await self.press(*keys)
        return look_at(self.app) == first

    async def _is_empty(self) -> bool:
        """Leave what is open and what is typed, and take back what was saved; whether nothing of it is left."""
        screen, form = self.app.screen, form_of(self.app.screen)
        if form is not None:
            if form.changed:
                await self.press("ctrl+r")
            for row in form.named_rows.values():
                row.error = ""
        if isinstance(screen, TimerScreen) and screen.focused is not None:
            await self.press("escape")
        if isinstance(self.app, TourApp) and self.app.alone and not screen.is_modal:
            await self.press("right_square_bracket")
        if screen.is_modal:
            await self.press("escape")
            return self.app.screen is not screen and await self._is_empty()
        path = self.app.coach.context.journal.path
        if self._file and path.read_bytes() != self._file:
            path.write_bytes(self._file)
            self.app.coach.context.journal.refresh()
            self.app.show_again()
        return bool(self._file) or not path.exists()

    async def _goes_home(self) -> bool:
        if not await self._is_empty():
            return False
        if self.app.coach.context.timeline is not None:
            await self.press("f3")
            assert look_at(self.app).stack == ("plan",), "F3 leads to Plan"
        return True
