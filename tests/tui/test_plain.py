"""With `ascii = true` nothing but ASCII stands on any screen, save what the person typed."""

import html
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from textual.pilot import Pilot

from mastery_tui.coach import Coach
from mastery_tui.practice.records import Outcome
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from tests.tui.people import coach_at, record, writer_in_week_3, writer_on_day_12

PLAIN = Settings(ascii=True, animation=False)
SIZES = ((80, 24), (120, 36), (60, 16))
NO_BREAK = "\xa0"


def at(size: tuple[int, int]) -> list[ParameterSet]:
    """That size, and the others by ``-m storm``; between them the tests see all."""
    return [pytest.param(each, marks=() if each == size else pytest.mark.storm) for each in SIZES]


async def foreign(pilot: Pilot[None]) -> str:
    """The signs on the screen that are not ASCII, toasts included."""
    for _ in range(4):
        await pilot.pause()
    drawn = html.unescape(pilot.app.export_screenshot(simplify=True))
    return "".join(sorted({sign for sign in drawn if ord(sign) > 127 and sign != NO_BREAK}))


async def walked(coach: Coach, size: tuple[int, int], *keys: str) -> dict[str, str]:
    """What was found after each key."""
    found = {}
    app = MasteryApp(coach)
    async with app.run_test(size=size, notifications=True) as pilot:
        found["start"] = await foreign(pilot)
        for number, key in enumerate(keys):
            await pilot.press(key)
            found[f"{number} {key} on {type(app.screen).__name__}"] = await foreign(pilot)
    return {where: signs for where, signs in found.items() if signs}


DIALOGS = tuple(key for letter in "pfaxebmi" for key in (letter, "down", "ctrl+s", "escape", "escape"))


@pytest.mark.parametrize("size", at(SIZES[2]))
async def test_the_places_and_what_opens_over_them(tmp_path: Path, size: tuple[int, int]) -> None:
    coach = writer_in_week_3(tmp_path, 20, PLAIN)
    places = ("4", "x", "ctrl+s", "f3", "v", "w", "escape", "f4", "a", "pageup", "pageup", "escape")
    over = ("question_mark", "pagedown", "pagedown", "pagedown", "escape", "exclamation_mark", "escape", "ctrl+p")
    assert await walked(coach, size, *places, *over) == {}


async def test_every_dialog_of_the_plan(tmp_path: Path) -> None:
    assert await walked(writer_in_week_3(tmp_path, 20, PLAIN), (80, 24), "f3", *DIALOGS) == {}


@pytest.mark.parametrize("size", at(SIZES[1]))
async def test_what_is_said_after_saving_with_a_cue_and_why(tmp_path: Path, size: tuple[int, int]) -> None:
    coach = writer_on_day_12(tmp_path, PLAIN)
    keys = ("n", "a", "escape", "c", "ctrl+s", "w", "l", "escape", "u", "colon", "escape", "escape", "q")
    assert await walked(coach, size, *keys) == {}


async def test_setup_and_its_plan(tmp_path: Path) -> None:
    keys = ("enter",) * 15
    assert await walked(coach_at(tmp_path, 1, PLAIN), (80, 24), *keys, "pagedown", "down") == {}


async def test_a_terminal_that_is_too_small(tmp_path: Path) -> None:
    assert await walked(writer_on_day_12(tmp_path, PLAIN), (50, 10), "exclamation_mark", "escape") == {}


async def test_letters_of_another_alphabet_that_were_typed_stay(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path, PLAIN)
    record(coach, 12, outcome=Outcome.DONE, note="früh und ruhig")
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        assert await foreign(pilot) == "ü"
