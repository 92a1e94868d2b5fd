"""Screens as pictures: the app driven by keys until it is at rest, and an SVG that needs nothing from elsewhere."""

import re
from typing import Any

from textual import events
from textual.pilot import Pilot

_FONT_FACES = re.compile(r"\s*@font-face\s*\{.*?\}", re.DOTALL)
_COMMENTS = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_FONTS = re.compile(r"font-family:\s*(?:Fira Code, ?)?(monospace|arial);?")
_ROUNDS = 20


class Text(str):
    """What is typed at once into the field that has the focus; any other string is a key."""


def self_contained(svg: str) -> str:
    """An SVG as Textual draws it, without its links to fonts; any fixed-width font keeps the cells, by textLength."""
    bare = _COMMENTS.sub("", _FONT_FACES.sub("", svg))
    return _FONTS.sub(lambda found: f"font-family: {'monospace' if found[1] == 'monospace' else 'sans-serif'};", bare)


async def at_rest(pilot: Pilot[Any]) -> str:
    """The picture of the screen once nothing waits any more and drawing it twice gives the same."""
    await pilot.pause()
    shown = pilot.app.export_screenshot(simplify=True)
    for _ in range(_ROUNDS):
        await pilot.pause()
        before, shown = shown, pilot.app.export_screenshot(simplify=True)
        if shown == before:
            return self_contained(shown)
    raise AssertionError("the screen does not come to rest")


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys and type texts one after the other, each once the one before has been dealt with."""
    for key in keys:
        if isinstance(key, Text):
            pilot.app.post_message(events.Paste(key))
        else:
            await pilot.press(key)
        await pilot.pause()
