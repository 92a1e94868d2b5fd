"""What makes a terminal do something, planted everywhere: the app draws none of it and records none of it."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from mastery_tui import gate, guide
from mastery_tui.cli.driver import Pastes
from tests.conftest import Counted
from tests.planting import ALL, RAW, hostile_folder
from tests.terminal.screen import Terminal, program
from tests.tui.people import plan_date, writer_on_day_12

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")

NOW = f"{plan_date(12)}T08:00:00+01:00"
WALK = {
    "f2": ("n", "escape", "pageup", "pageup", "w", "escape", ":", "escape", "?", "escape"),
    "f3": ("i", "escape", "a", "escape", "f", "escape", "t", "escape", "e", "escape", "p", "escape", "v", "left", "v"),
    "f4": ("pageup", "pageup", "down", "down", "f9", "escape", "ctrl+p", "escape"),
}
"""Each place with what is opened there."""
PASTE = "\x1b[200~{}\x1b[201~"


def assert_only_text(app: Terminal) -> int:
    """Nothing that was planted was drawn; gives how many bytes were."""
    for each in RAW:
        place = app.drawn.find(each)
        assert place < 0, app.drawn[max(0, place - 60) : place + 30]
    return len(app.drawn)


def test_the_app_draws_nothing_but_text(tmp_path: Path, counted: Counted) -> None:
    hostile = hostile_folder(tmp_path)
    app = Terminal(*program(), env=hostile.env(NOW), columns=120, lines=40)
    name = gate.clean(f"Wri{ALL}te 400 words")
    app.until(name[:20])
    # The name of the file that a sync program laid beside the journal is told in passing.
    app.until("sync-conflict-")
    for place, keys in WALK.items():
        app.press(place)
        for key in keys:
            app.press(key)
            app.until_read()
            while app.read(0.1):
                pass
    app.press("ctrl+q")
    assert app.ended() == 0
    drawn = assert_only_text(app)
    counted(f"planted: {hostile.planted} texts, names and settings; the app drew {drawn} bytes and none of them")


def test_what_is_pasted_with_a_sequence_in_it_is_recorded_without(tmp_path: Path) -> None:
    path = writer_on_day_12(tmp_path).context.journal.path
    env = {"MASTERY_FILE": str(path), "MASTERY_CONFIG": str(tmp_path / "config.toml"), "MASTERY_NOW": NOW}
    app = Terminal(*program(), env=env)
    app.until(guide.word("checkin", "amount"))
    app.press("4", "1", "0", "escape", "n")
    app.until_read()
    app.child.send(PASTE.format(f"told {ALL}q!here\rbelow"))
    app.until("here", "below")
    app.press("ctrl+s")
    app.until(guide.word("saved", "saved"))
    app.press("ctrl+q")
    assert app.ended() == 0
    assert_only_text(app)
    notes = [each.get("note", "") for each in json.loads(path.read_bytes())["check_ins"].values()]
    (note,) = [each for each in notes if "here" in each]
    assert note == gate.clean(f"told {ALL}q!here\nbelow")


OUTSIDE = st.text(alphabet="ab!\x1b[2\r", max_size=8).filter(lambda text: "\x1b[20" not in text)
INSIDE = st.text(alphabet="ab!\x1b[2\r\n\x07\x9b\u202e", max_size=8).filter(lambda text: "\x1b[20" not in text)


@given(st.lists(st.tuples(OUTSIDE, INSIDE), max_size=4), OUTSIDE, st.data())
def test_only_what_is_pasted_is_made_text_however_it_is_read(
    told: list[tuple[str, str]], end: str, data: st.DataObject
) -> None:
    written = "".join(outside + PASTE.format(pasted) for outside, pasted in told) + end
    right = "".join(outside + PASTE.format(gate.clean(pasted)) for outside, pasted in told) + end
    pastes, cleaned, place = Pastes(), "", 0
    while place < len(written):
        length = data.draw(st.integers(1, 9))
        cleaned += pastes.cleaned(written[place : place + length])
        place += length
    assert cleaned == right
