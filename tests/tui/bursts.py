"""Keys written at once, as a fast typist or a slow line sends them."""

import asyncio
import unicodedata
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from mastery_tui.tui.base_app import BaseApp


def key(name: str) -> events.Key:
    """A key by its name, or by the character that it types."""
    if len(name) == 1:
        return events.Key(_character_to_key(name), name)
    named = {"enter": "\r", "space": " ", "tab": "\t"}
    return events.Key(name, named.get(name))


def spelt(text: str) -> list[str]:
    """Every character as a key of its own."""
    return list(unicodedata.normalize("NFC", text))


async def at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Let the terminal send keys without a moment between them, and wait until all are dealt with."""
    driver = pilot.app._driver
    assert driver is not None
    for each in keys:
        event = key(each)
        event.set_sender(pilot.app)
        driver.send_message(event)
    await pilot.pause()


async def drawn(app: BaseApp) -> None:
    """Wait until what stands on the screen is laid out and drawn."""
    screen = app.screen
    while app.is_running and screen is app.screen and (screen._layout_required or screen._dirty_widgets):
        await asyncio.sleep(0.001)
