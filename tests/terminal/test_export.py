"""The export in a real terminal: typed as fast as can be, and F3 leads to Plan whatever became of it."""

import os
from pathlib import Path

import pytest

from mastery_tui import guide
from tests.coach.test_summary import whole
from tests.terminal.screen import Terminal, in_a_storm, program
from tests.tui.people import START, plan_date

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")

KEPT = guide.say("adherence", "kept", kept=30, recorded=30)
ON_PLAN = guide.say("plan", "day", day=30)
TITLE = guide.word("export_dialog", "title")


def opened(folder: Path) -> Terminal:
    """The summary of a month that is over, in a home of its own."""
    whole(folder)
    env = {
        "MASTERY_NOW": f"{plan_date(31)}T08:00:00+01:00",
        "MASTERY_FILE": str(folder / "mastery.json"),
        "MASTERY_CONFIG": str(folder / "none.toml"),
        "HOME": str(folder),
    }
    app = Terminal(*program(), env=env)
    app.until(KEPT, guide.word("keys", "export"))
    return app


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        in_a_storm(("e", "escape"), False),
        (("e", "enter"), False),
        in_a_storm(("e", "ctrl+s"), True),
        (("e", "ctrl+s", "e", "ctrl+s", "escape", "escape"), True),
    ],
)
def test_the_next_key_works(tmp_path: Path, keys: tuple[str, ...], written: bool) -> None:
    app = opened(tmp_path)
    app.press(*keys, "f3")
    app.until(ON_PLAN, gone=TITLE)
    assert [file.name for file in tmp_path.glob("mastery-*")] == ([f"mastery-{START}.md"] if written else [])
    app.press("f5", "s", "f3", "q")
    assert app.ended() == 0
    app.assert_clean()


def test_a_file_that_is_there_another_name_and_the_file_is_said(tmp_path: Path) -> None:
    there = tmp_path / f"mastery-{START}.md"
    there.write_text("mine")
    app = opened(tmp_path)
    app.press("e", "ctrl+s")
    app.until(TITLE, "choose another name")
    assert there.read_text() == "mine"
    app.press("backspace", "backspace", *"txt", "enter")
    app.until(KEPT, "Exported to", gone=TITLE)
    assert (tmp_path / f"mastery-{START}.txt").read_text("utf-8").startswith("# Write 400 words\n")
    app.press("u", "f3")
    app.until(ON_PLAN)
    app.press("q")
    assert app.ended() == 0
    app.assert_clean()
