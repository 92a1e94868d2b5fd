"""What is closed is gone: no dialog, and nothing that was drawn for one, outlives its closing."""

import gc
import sys
import weakref
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.help import HelpScreen
from tests.tui.people import writer_on_day_12

FEW = 3
"""So many may be alive: Textual holds on to the last one or two."""
WARM = 10
PATIENCE = 20
MOST = 133
"""Blocks of memory an opening, of a hundred bytes or so: less than 2 MB in 150."""
SAID, MOST_SAID = 40, 20
"""How often something is said, and the blocks that each may take."""


@pytest.fixture(autouse=True)
def is_drawn_when_looked_at() -> None:
    """Here each key is followed by a drawing, as in use."""


async def open_and_close(pilot: Pilot[None], key: str) -> "weakref.ref[Screen[object]]":
    await pilot.press(key)
    dialog = weakref.ref(pilot.app.screen)
    await pilot.press("escape")
    assert not pilot.app.screen.is_modal
    return dialog


@pytest.mark.parametrize("openings", [50, pytest.param(150, marks=pytest.mark.storm)])
async def test_help_opened_many_times_is_freed_each_time_and_takes_no_memory(tmp_path: Path, openings: int) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(60, 12)) as pilot:  # drawing is what takes the time
        await pilot.press("f3", "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        for _ in range(WARM):
            await open_and_close(pilot, "question_mark")
        gc.collect()
        before = sys.getallocatedblocks()
        closed = [await open_and_close(pilot, "question_mark") for _ in range(openings)]
        gc.collect()
        grown = sys.getallocatedblocks() - before
        assert sum(each() is not None for each in closed) <= FEW
        assert grown < MOST * openings
        await pilot.press("f2")
        assert app.place == "check-in"


ORDINARY, FORMS_TOO = ("p", "x", "w", "colon", "f9", "ctrl+p"), ("f", "a", "i")


@pytest.mark.parametrize("key", [*ORDINARY, *(pytest.param(key, marks=pytest.mark.storm) for key in FORMS_TOO)])
async def test_a_dialog_is_freed(tmp_path: Path, key: str) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        closed = [await open_and_close(pilot, key) for _ in range(2 * FEW)]
        for _ in range(PATIENCE):  # What was begun for a dialog, such as a search, ends in its own time.
            await pilot.pause()
            gc.collect()
            alive = sum(each() is not None for each in closed)
            if alive <= FEW:
                break
        assert alive <= FEW


async def test_what_is_said_in_passing_takes_no_memory(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(60, 12), notifications=True) as pilot:
        grown, before = 0, 0
        for number in range(2 * SAID):
            app.tell(f"Saved once more, {number}")
            await pilot.pause()
            if number + 1 in (SAID, 2 * SAID):
                gc.collect()
                grown, before = sys.getallocatedblocks() - before, sys.getallocatedblocks()
        assert grown < MOST_SAID * SAID
        await pilot.press("f3")
        assert app.place == "plan"
