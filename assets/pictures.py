"""Draws the README's pictures from the real app: `python -m assets.pictures`, from the project's root.

The person is the one of `mastery demo --tour` and the clock stands still, so that the pictures change only where the
screens do. It needs what the tests need.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from msgspec.structs import replace

from assets.drawing import Screen, Step, moving, read, still
from mastery_tui.coach import Coach
from mastery_tui.demo.personas import PERSONAS
from mastery_tui.demo.play import play, play_finished
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from tests.tui.people import Clock, clock_of, moment_on, plan_date
from tests.tui.pictures import at_rest, press

HERE = Path(__file__).parent
EDGES = {"dark": "#3d4650", "light": "#c3c8ce"}
"""The line around a picture, by theme."""
EIGHT_KEYS = (("4", 0.5), ("2", 0.4), ("0", 1.6), ("enter", 1.0), ("6", 1.4), ("2", 1.4), ("4", 1.8), ("enter", 6.0))
"""A check-in: each key, and the seconds after it."""
NAMES = {"enter": "Enter"}
BEGIN, FILLED = 1.8, 7
"""Seconds before the first key, and after how many keys all is answered."""


Person = Callable[[Path, Settings], Coach]


class Picture(NamedTuple):
    """A picture of one screen.

    Attributes:
        person: whose journal it shows.
        keys: what is pressed before.
        size: the terminal's columns and rows.
    """

    person: Person
    keys: tuple[str, ...]
    size: tuple[int, int]


def on_day(plan_day: int) -> Person:
    """The steady writer on a day of the month."""

    def made(folder: Path, settings: Settings) -> Coach:
        persona = replace(PERSONAS["steady"], plan_day=plan_day)
        return play(persona, folder / "mastery.json", Clock(moment_on(plan_date(plan_day))), settings)

    return made


def practicing(folder: Path, settings: Settings) -> Coach:
    """The same on day 12: fourteen minutes, a stop of six, and some more."""
    coach = on_day(12)(folder, settings)
    coach.timer.start()
    clock_of(coach).moment += timedelta(minutes=14)
    coach.timer.stop()
    clock_of(coach).moment += timedelta(minutes=6)
    coach.timer.restart()
    clock_of(coach).moment += timedelta(minutes=14, seconds=2)
    return coach


def finished(folder: Path, settings: Settings) -> Coach:
    """The same after three months, the last one over."""
    return play_finished(PERSONAS["steady"], folder / "mastery.json", Clock(moment_on(plan_date(31))), settings)


PICTURES = {
    "plan": Picture(on_day(12), ("f3",), (80, 24)),
    "cue": Picture(on_day(12), ("c", "enter"), (80, 20)),
    "why": Picture(on_day(12), ("c", "enter", "w"), (80, 24)),
    "timer": Picture(practicing, ("t",), (80, 20)),
    "progress": Picture(on_day(26), ("f5", "left"), (80, 30)),
    "summary": Picture(finished, (), (80, 30)),
}


async def shown(picture: Picture, theme: str) -> list[Screen]:
    """The screens before the first key and after each."""
    screens = []
    with TemporaryDirectory() as folder:
        app = MasteryApp(picture.person(Path(folder), Settings(theme=f"mastery-{theme}", animation=False)))
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause()
            for key in ("", *picture.keys):
                await press(pilot, *filter(None, [key]))
                screens.append(read(await at_rest(pilot), *picture.size, EDGES[theme]))
    return screens


async def check_in(theme: str, size: tuple[int, int]) -> str:
    """The check-in in eight keys, which begins again."""
    screens = await shown(Picture(on_day(12), tuple(key for key, _ in EIGHT_KEYS), size), theme)
    steps = zip(screens, (("", BEGIN), *EIGHT_KEYS), strict=True)
    return moving([Step(screen, NAMES.get(key, key), seconds) for screen, (key, seconds) in steps], FILLED)


async def draw_all() -> dict[str, str]:
    """Every picture in both themes, by the name of its file."""
    drawn = {}
    for theme in EDGES:
        drawn[f"check-in-{theme}.svg"] = await check_in(theme, (80, 20))
        drawn[f"check-in-narrow-{theme}.svg"] = await check_in(theme, (60, 24))
        for name, picture in PICTURES.items():
            drawn[f"{name}-{theme}.svg"] = still((await shown(picture, theme))[-1])
    return drawn


if __name__ == "__main__":
    for file, text in asyncio.run(draw_all()).items():
        (HERE / file).write_text(text, encoding="utf-8")
