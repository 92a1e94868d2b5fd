"""Draws the README's pictures from the real app: `python -m assets.pictures`, from the project's root.

The person is made up and the clock stands still, so that the pictures change only where the screens do. It needs what
the tests need.
"""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from mastery_tui.practice.records import Outcome
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from tests.tui.people import record, writer_in_week_3, writer_on_day_12
from tests.tui.pictures import Text, at_rest, press

HERE = Path(__file__).parent
SETTINGS = Settings(theme="mastery-dark", animation=False)
WEEK_3 = (
    Text("start with the hardest sentence"),
    "enter",
    Text("rereading yesterday’s page first"),
    "enter",
    Text("before 8"),
    "enter",
    Text("kitchen table"),
    *("enter",) * 3,
    Text("paper"),
    "enter",
    Text("after coffee"),
)


async def draw(name: str, app: MasteryApp, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    """Press keys and save what the app shows then."""
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, *keys)
        (HERE / f"{name}.svg").write_text(await at_rest(pilot) + "\n", encoding="utf-8")


async def draw_all(folder: Path) -> None:
    """Every picture, each with a journal of its own."""
    homes = {name: folder / name for name in ("check-in", "plan", "reflect", "why")}
    for home in homes.values():
        home.mkdir()
    checking_in = MasteryApp(writer_on_day_12(homes["check-in"], SETTINGS))
    await draw("check-in", checking_in, (Text("420"), "enter", "6", "2"), (80, 24))
    await draw("plan", MasteryApp(writer_on_day_12(homes["plan"], SETTINGS)), ("f3",), (120, 36))
    reflecting = MasteryApp(writer_in_week_3(homes["reflect"], 20, SETTINGS))
    await draw("reflect", reflecting, ("f4", *WEEK_3), (80, 24))
    twice = writer_on_day_12(homes["why"], SETTINGS)
    record(twice, 12, outcome=Outcome.CANCELLED)
    await draw("why", MasteryApp(twice), ("f3", "w"), (80, 24))


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        asyncio.run(draw_all(Path(folder)))
