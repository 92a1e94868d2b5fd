"""Keys in these tests: each is dealt with before the next, as a person's eyes would wait for it."""

from typing import Any

import pytest
from textual.pilot import Pilot

from mastery_tui.tui.base_app import BaseApp


@pytest.fixture(autouse=True)
def _keys_are_dealt_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``pilot.press`` and ``pilot.pause`` end when the app has dealt with the keys, however busy the machine is."""
    press, pause = Pilot.press, Pilot.pause

    async def settled(pilot: Pilot[Any]) -> None:
        if isinstance(pilot.app, BaseApp) and pilot.app.is_running:
            await pilot.app.settled()

    async def pressed(pilot: Pilot[Any], *keys: str) -> None:
        for key in keys:
            await press(pilot, key)
            await settled(pilot)

    async def paused(pilot: Pilot[Any], delay: float | None = None) -> None:
        await pause(pilot, delay)
        await settled(pilot)

    monkeypatch.setattr(Pilot, "press", pressed)
    monkeypatch.setattr(Pilot, "pause", paused)
