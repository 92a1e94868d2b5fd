"""Keys in these tests: each is dealt with before the next, as a person's eyes would wait for it."""

import asyncio
from typing import Any

import pytest
from textual.pilot import Pilot

from mastery_tui.tui.base_app import BaseApp
from tests.tui.bursts import drawn

PATIENCE = 30.0
"""Seconds after which what does not come to rest is a failure."""


@pytest.fixture(autouse=True)
def _keys_are_dealt_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``pilot.press`` and ``pilot.pause`` end when the app has dealt with the keys, however busy the machine is."""
    press, pause = Pilot.press, Pilot.pause

    async def at_once(*_: float) -> None:
        await asyncio.sleep(0)

    async def settled(pilot: Pilot[Any]) -> None:
        if isinstance(pilot.app, BaseApp) and pilot.app.is_running:
            rest = asyncio.create_task(at_rest(pilot.app))
            fault = asyncio.create_task(pilot.app._exception_event.wait())
            done, waiting = await asyncio.wait({rest, fault}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
            for each in waiting:
                each.cancel()
            assert done, "it does not come to rest"
            if rest in done:
                rest.result()

    async def at_rest(app: BaseApp) -> None:
        await app.settled()
        await drawn(app)

    async def pressed(pilot: Pilot[Any], *keys: str) -> None:
        for key in keys:
            with monkeypatch.context() as patch:
                if isinstance(pilot.app, BaseApp):
                    patch.setattr("textual.app.wait_for_idle", at_once)  # It sleeps 40 ms a key; `settled` is enough.
                await press(pilot, key)
            await settled(pilot)

    async def paused(pilot: Pilot[Any], delay: float | None = None) -> None:
        await pause(pilot, delay)
        await settled(pilot)

    monkeypatch.setattr(Pilot, "press", pressed)
    monkeypatch.setattr(Pilot, "pause", paused)
