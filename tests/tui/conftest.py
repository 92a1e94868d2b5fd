"""Keys in these tests: each is dealt with before the next, as a person's eyes would wait for it."""

import asyncio
from typing import Any

import pytest
import textual.pilot
from textual._context import active_app
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import Screen

from mastery_tui.tui.base_app import BaseApp
from tests.tui.bursts import drawn

PATIENCE = 30.0
"""Seconds after which what does not come to rest is a failure."""


_RULES: dict[tuple[object, ...], list[RuleSet]] = {}
"""What style sheets say, by their texts and variables: each app would read the same ones again."""

_parse_rules = Stylesheet._parse_rules


def _rules_read_once(sheet: Stylesheet, css: str, **source: Any) -> list[RuleSet]:
    key = (css, *source.values(), *sheet._variables.items())
    if key not in _RULES:
        _RULES[key] = _parse_rules(sheet, css, **source)
    return _RULES[key]


@pytest.fixture(autouse=True)
def _style_sheets_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stylesheet, "_parse_rules", _rules_read_once)


def _draws_later(screen: Screen[Any]) -> None:
    """Leave what changed on the screen to be drawn when somebody looks; apps that are only made for a test draw."""
    if isinstance(screen.app, BaseApp) and screen is screen.app.screen:
        screen._dirty_widgets.clear()
    else:
        _draw(screen)


_draw = Screen._compositor_refresh


@pytest.fixture(autouse=True)
def _drawn_when_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw once where a test comes to rest, and when the app ends, rather than after each of many keys."""
    monkeypatch.setattr(Screen, "_compositor_refresh", _draws_later)


@pytest.fixture(autouse=True)
def _keys_are_dealt_with(monkeypatch: pytest.MonkeyPatch, _drawn_when_looked_at: None) -> None:
    """Let ``pilot.press`` and ``pilot.pause`` end when the app has dealt with the keys, however busy the machine is."""
    pause, sleeps = Pilot.pause, textual.pilot.wait_for_idle

    async def settled(app: BaseApp) -> None:
        if app.is_running:
            rest = asyncio.create_task(at_rest(app))
            fault = asyncio.create_task(app._exception_event.wait())
            done, waiting = await asyncio.wait({rest, fault}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
            for each in waiting:
                each.cancel()
            assert done, "it does not come to rest"
            if rest in done:
                rest.result()

    async def at_rest(app: BaseApp) -> None:
        await app.settled()
        await drawn(app)

    async def idle(least: float = 0) -> None:
        """Textual sleeps 40 ms a key, and until the whole process is idle; `settled` is enough for an app of ours."""
        if isinstance(active_app.get(), BaseApp):
            await asyncio.sleep(0)
        else:
            await sleeps(least)

    async def pressed(pilot: Pilot[Any], *keys: str) -> None:
        for key in keys:
            await pilot.app._press_keys([key])
            if isinstance(pilot.app, BaseApp):
                await settled(pilot.app)
            else:
                await pilot._wait_for_screen()

    async def paused(pilot: Pilot[Any], delay: float | None = None) -> None:
        await pause(pilot, delay)
        if isinstance(pilot.app, BaseApp):
            await settled(pilot.app)
            if pilot.app.is_running:
                _draw(pilot.app.screen)

    monkeypatch.setattr("textual.app.wait_for_idle", idle)
    monkeypatch.setattr("textual.pilot.wait_for_idle", idle)
    monkeypatch.setattr(Pilot, "press", pressed)
    monkeypatch.setattr(Pilot, "pause", paused)
