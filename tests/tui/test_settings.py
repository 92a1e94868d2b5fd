"""What config.toml changes about the app, and what it cannot break."""

from pathlib import Path

import pytest
from textual.widgets._toast import Toast

from mastery_tui.journal import Journal
from mastery_tui.settings import load
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.too_much import TooMuch
from tests.tui.people import writer_on_day_12


def app_with(folder: Path, config: str) -> MasteryApp:
    file = folder / "config.toml"
    file.write_text(config)
    return MasteryApp(writer_on_day_12(folder, load(file)))


def said(app: MasteryApp) -> str:
    return " ".join(str(toast.render()) for toast in app.screen.query(Toast))


async def test_a_key_can_be_moved(tmp_path: Path) -> None:
    app = app_with(tmp_path, '[keymap]\n"place.plan" = "f8"\n')
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        await pilot.pause()
        assert app.place == "plan"


@pytest.mark.parametrize(
    ("config", "named"),
    [
        ('[keymap]\n"place.plam" = "f8"\n', "place.plan"),
        ('[keymap]\n"place.plan" = 8\n', "place.plan"),
        ('[keymap]\n"too_much" = "f8"\n', "keymap"),
        ('theme = "nowhere"\n', "mastery-dark"),
        ('[rules."recover.second_cancel"]\ncount = 99\n', "recover.second_cancel"),
        ("rollover_hour = 44\n", "rollover_hour"),
    ],
)
async def test_a_setting_that_cannot_be_used_is_said_and_breaks_nothing(
    tmp_path: Path, config: str, named: str
) -> None:
    app = app_with(tmp_path, config)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert named in said(app)
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert isinstance(app.screen, TooMuch)


async def test_the_light_theme_and_ascii_are_taken_over(tmp_path: Path) -> None:
    app = app_with(tmp_path, 'theme = "mastery-light"\nascii = true\n')
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert app.theme == "mastery-light"
        drawn = "\n".join(str(line) for line in app.export_screenshot().splitlines())
        assert "●" not in drawn


async def test_a_journal_that_turns_unreadable_is_said_once_and_what_is_typed_stays(tmp_path: Path) -> None:
    app = app_with(tmp_path, "")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("4")
        assert isinstance(app.coach.context.journal, Journal)
        (tmp_path / "mastery.json").write_text("{")
        for _ in range(3):
            app._look_around()
            await pilot.pause()
        assert len(app.screen.query(Toast)) == 1
        await pilot.press("2", "0", "ctrl+s")
        await pilot.pause()
        assert app.screen.query_one("#amount").value == "420"  # type: ignore[attr-defined]
        assert (tmp_path / "mastery.json").read_text() == "{"
