"""Colours in a real terminal: with NO_COLOR everything can still be read."""

from pathlib import Path

import pytest

from mastery_tui import guide
from tests.terminal.screen import Terminal, program

pytestmark = pytest.mark.skipif(not hasattr(__import__("os"), "openpty"), reason="needs a pseudo-terminal")


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "mastery-dark", "mastery-light"])
def test_without_colour_every_character_stands_out_from_its_ground(tmp_path: Path, theme: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'theme = "{theme}"\n')
    env = {
        "MASTERY_NOW": "2026-11-16T08:00:00+01:00",
        "MASTERY_FILE": str(tmp_path / "mastery.json"),
        "MASTERY_CONFIG": str(config),
        "NO_COLOR": "1",
    }
    app = Terminal(*program(), env=env)
    app.until(guide.setup_words().questions[1], guide.say("tabs", "setup_step", step=1, steps=3))
    app.press("down")
    app.until(f"enter {guide.word('keys', 'take_next')}")
    cells = [cell for row in app.screen.buffer.values() for cell in row.values() if cell.data.strip()]
    assert len(cells) > 300
    assert [cell.data for cell in cells if cell.fg == cell.bg and cell.fg != "default"] == []
    greys = {colour for cell in cells for colour in (cell.fg, cell.bg)} - {"default"}
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in greys), greys
    app.press("ctrl+q")
    assert app.ended() == 0
