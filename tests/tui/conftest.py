"""Keys in these tests: each is dealt with before the next, as a person's eyes would wait for it."""

import asyncio
from typing import Any

import pytest
import textual.pilot
from textual._context import active_app
from textual.pilot import Pilot

from mastery_tui.tui.base_app import BaseApp
from tests.tui.bursts import drawn
from tests.tui.quick import draw, is_drawn_when_looked_at, style_sheets_are_read_once

PATIENCE = 30.0
"""Seconds after which what does not come to rest is a failure."""


__all__ = ["is_drawn_when_looked_at", "style_sheets_are_read_once"]


@pytest.fixture(autouse=True)
def _nothing_is_made_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places are made ready by the clock, which these tests do not look at; ``test_preparing`` lets it happen."""
    monkeypatch.setattr("mastery_tui.tui.preparing.AFTER", 1000.0)


@pytest.fixture(autouse=True)
def _keys_are_dealt_with(monkeypatch: pytest.MonkeyPatch) -> None:
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
            draw(pilot.app)

    monkeypatch.setattr("textual.app.wait_for_idle", idle)
    monkeypatch.setattr("textual.pilot.wait_for_idle", idle)
    monkeypatch.setattr(Pilot, "press", pressed)
    monkeypatch.setattr(Pilot, "pause", paused)
