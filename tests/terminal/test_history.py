"""A journey in a real terminal: a word is looked for, its day opened, corrected, and left again; all by keys."""

import json
from datetime import date
from pathlib import Path

import pytest

from mastery_tui import guide
from tests.terminal.screen import Terminal, program
from tests.tui.people import plan_date, two_plans

pytestmark = pytest.mark.skipif(not hasattr(__import__("os"), "openpty"), reason="needs a pseudo-terminal")

OWNER = guide.say("history", "cycle", n=1, name="Write 400 words")
KEYS = guide.words("keys")
ROW = guide.date_words(plan_date(8), "short")


def found(some: int, count: int) -> str:
    return guide.say("history", "found", found=some, count=count)


def notes(path: Path, day: date) -> list[str]:
    tables = json.loads(path.read_text())
    return [each["note"] for each in tables["check_ins"].values() if each["day"] == day.isoformat()]


def test_a_word_is_found_its_day_corrected_and_the_plan_is_there_again(tmp_path: Path) -> None:
    two_plans(tmp_path)
    path = tmp_path / "mastery.json"
    env = {
        "MASTERY_NOW": f"{plan_date(34)}T08:00:00+01:00",
        "MASTERY_FILE": str(path),
        "MASTERY_CONFIG": str(tmp_path / "none.toml"),
    }
    app = Terminal(*program(), env=env)
    app.until(KEYS["save"])

    # Typed at once, as somebody does who knows the way: a colon in the search is text.
    app.press("f3", "/", *"quiet:")
    app.until("quiet:", guide.word("history", "none"), found(0, 17))
    app.press("backspace")
    text = app.until(ROW, found(1, 17), gone="quiet:")
    assert OWNER in text

    app.press("enter")
    app.until(OWNER, "408", guide.date_words(plan_date(8)))
    app.press("escape", "n", *" Nobody spoke.")
    app.until("Nobody spoke.")
    app.press("ctrl+s")
    app.until(guide.word("saved", "saved"), f"enter {KEYS['back']}")
    (note,) = notes(path, plan_date(8))
    assert note.endswith("Nobody spoke.")

    # Back to the list, where the search stands as it was.
    app.press("enter")
    app.until(found(1, 17), ROW)
    app.press(*["backspace"] * 5, *"spoke")
    app.until("spoke", found(1, 17), "Nobody")
    app.press("f3")
    app.until(guide.say("plan", "day", day=3), gone=found(1, 17))
    app.press("u")
    said = guide.say("dialogs", "undone", what=guide.say("undone", "correct", day=plan_date(8), cycle=1))
    app.until(*said.split()[:3])
    assert not notes(path, plan_date(8))[0].endswith("Nobody spoke.")
    app.press("ctrl+q")
    assert app.ended() == 0
    app.assert_clean()
