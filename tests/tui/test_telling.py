"""What is said in passing: one toast, on the line above the keys."""

from pathlib import Path

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets._toast import Toast, ToastHolder

from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.base_app import LONG
from mastery_tui.tui.widgets.cue_banner import CueBanner
from mastery_tui.tui.widgets.key_bar import KeyBar
from tests.tui.people import writer_on_day_12


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def toast(app: MasteryApp) -> Toast:
    """The toast that shows; there is no other."""
    (only,) = (each for each in app.screen.query(Toast) if each.is_attached and not each._pruning)
    return only


async def test_what_is_said_takes_the_place_of_what_was_said_and_leaves_keys_free(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "f3", "r", "u", "U", "u")
        said = str(toast(app).render())
        assert said.startswith("Undone")
        assert "Redone" not in said
        bars: list[Region] = [app.screen.query_one(KeyBar).region, app.screen.query_one(CueBanner).region]
        await press(pilot, "e")
        assert str(toast(app).render()) == said
        bars.append(app.screen.query_one(KeyBar).region)
        assert toast(app).region.height == 1
        assert not any(toast(app).region.overlaps(bar) for bar in bars)
        await press(pilot, "escape", "f2", "4", "2", "0")
        assert app.screen.query_one("#amount").value == "420"  # type: ignore[attr-defined]


@pytest.mark.parametrize("columns", [80, 60])
async def test_a_longer_sentence_is_seen_to_its_last_line(tmp_path: Path, columns: int) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(columns, 24), notifications=True) as pilot:
        await press(pilot, "f3")
        app.tell(f"{'a' * (columns - 4)} end.")
        await pilot.pause()
        region = toast(app).region
        assert (region.height, region.bottom) == (2, app.screen.query_one(KeyBar).region.y)
        assert str(toast(app).render_line(1).text).strip() == "end."
        await press(pilot, "f5")
        assert app.place == "progress"


async def test_a_sentence_that_covers_a_line_goes_with_the_next_key_and_a_short_one_stays(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "f3")
        app.tell("long " * 20)
        await press(pilot, "right")
        assert toast(app).region.height == 2, "typed ahead"
        app._read_from -= 10
        await press(pilot, "right")
        assert not [each for each in app.screen.query(Toast) if each.is_attached and not each._pruning]
        app.tell("long " * 20)
        app.tell("short")
        await press(pilot, "right", "right")
        assert (str(toast(app).render()), app._read_from) == ("short", 0)
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_the_dates_of_a_toast_are_those_of_the_screen(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "f3", "right", "r", "r")
        assert str(toast(app).render()) == "Saturday 28 November is already a rest"
        await press(pilot, "f2")
        assert app.place == "check-in"


@pytest.mark.parametrize("back", ["escape", "f3"])
async def test_nothing_is_told_over_the_support_screen(tmp_path: Path, back: str) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await press(pilot, "f3")
        app.tell("before")
        await press(pilot, "exclamation_mark", "exclamation_mark")
        app.tell("meanwhile")
        await pilot.pause()
        assert not [holder for holder in app.screen.query(ToastHolder) if holder.is_attached]
        await press(pilot, back)
        assert str(toast(app).render()) == "meanwhile"
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_what_is_still_to_be_read_stays_above_what_is_said_after_it(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "f3")
        for text in ("no backup", "one", "no backup", "two"):
            app.tell(text, seconds=LONG if "backup" in text else 6)
        await pilot.pause()
        assert str(toast(app).render()) == "no backup\ntwo"
        app.clear_notifications()
        app.tell("three")
        await pilot.pause()
        assert str(toast(app).render()) == "three"


async def test_what_was_clicked_away_does_not_come_back_with_what_is_said_next(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "f4")
        app.tell("no backup", seconds=LONG)
        await pilot.pause()
        await pilot.click(Toast)
        await pilot.pause()
        app.tell("one")
        await pilot.pause()
        assert str(toast(app).render()) == "one"
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_ctrl_c_says_in_the_one_toast_which_key_quits(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "f5")
        app.tell("one")
        await press(pilot, "ctrl+c")
        assert str(toast(app).render()) == "^q quits."
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_what_was_said_leaves_nothing_on_any_screen(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for key in ("f3", "f4", "f3", "f4"):
            await press(pilot, key)
            app.tell(f"once more {key}")
            await press(pilot, "question_mark", "escape")
        app.tell_until_key("longer")
        await pilot.pause()
        app.clear_notifications()
        await pilot.pause()
        screens = {screen for stack in app._screen_stacks.values() for screen in stack}
        assert [holder for screen in screens for holder in screen.query(ToastHolder) if holder.is_attached] == []
        await press(pilot, "f3")
        assert app.place == "plan"
