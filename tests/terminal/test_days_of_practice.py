"""A person's first days in a real terminal, by keys alone, and what stands in the file afterwards."""

import json
import stat
from pathlib import Path

import pytest

from tests.terminal.screen import Terminal, program

SETUP_KEYS = 15
TYPICAL_KEYS = 8
CANCELLED_KEYS = 2

pytestmark = pytest.mark.skipif(not hasattr(__import__("os"), "openpty"), reason="needs a pseudo-terminal")


class Desk:
    """One person's file, opened on whichever day."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "data" / "mastery.json"
        self.config = folder / "config.toml"

    def open(self, day: int, hour: int = 8, columns: int = 80, lines: int = 24) -> Terminal:
        now = f"2026-11-{15 + day:02}T{hour:02}:00:00+01:00"
        env = {"MASTERY_NOW": now, "MASTERY_FILE": str(self.file), "MASTERY_CONFIG": str(self.config)}
        return Terminal(*program(), env=env, columns=columns, lines=lines)

    def tables(self) -> dict[str, list[dict[str, object]]]:
        document = json.loads(self.file.read_text())
        return {name: list(table.values()) for name, table in document.items() if isinstance(table, dict)}


def test_from_setup_to_the_first_reflection(tmp_path: Path) -> None:
    desk = Desk(tmp_path)

    # Setup on its examples alone, then the first check-in.
    app = desk.open(1)
    app.until("What do you want to get better at?")
    app.press(*["enter"] * 7)
    app.until("step 2 of 3")
    app.press(*["enter"] * 7)
    app.until("step 3 of 3", "Thirty days", "Limits and safety")
    app.press("y")
    app.until("Monday 16 November", "target 400, minimum 150")
    assert app.keys == SETUP_KEYS

    app.keys = 0
    app.press("4", "2", "0")
    app.until("● done")
    app.press("enter", "6", "2", "4", "enter")
    app.until("Saved", "Tomorrow, day 2", "1 of 1 kept")
    assert app.keys == TYPICAL_KEYS
    app.press("q")
    assert app.ended() == 0

    # The file is there, private, and holds what was told.
    assert stat.S_IMODE(desk.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(desk.file.parent.stat().st_mode) == 0o700
    check_in = desk.tables()["check_ins"][0]
    assert (check_in["amount"], check_in["effort"], check_in["feeling"], check_in["confidence"]) == (
        420,
        6,
        "focused",
        4,
    )

    # The next day: the first cancelled block uses the spare.
    app = desk.open(2)
    app.until("Tuesday 17 November", "spare left")
    app.keys = 0
    app.press("c", "enter")
    app.until("Saved", "The spare is used")
    assert app.keys == CANCELLED_KEYS
    app.press("enter")
    app.until("2 ○", "spare used", "1 of 2")
    app.press("q")
    assert app.ended() == 0

    # The second one in the week: a cue, and why.
    app = desk.open(3)
    app.until("Wednesday 18 November", "spare used")
    app.press("c", "enter")
    app.until("Saved", "Recover", "Which condition was missing?")
    app.press("w")
    app.until("What it saw", "Tue 17 Nov", "Wed 18 Nov", "recover.second_cancel", "What clears it")
    app.press("escape")
    app.until("Which condition was missing?", gone="What it saw")

    # The support screen and back, with nothing changed.
    before = desk.file.read_bytes()
    app.press("!")
    app.until("988", "116 123", gone="Saved")
    app.press("escape")
    app.until("Which condition was missing?")
    assert desk.file.read_bytes() == before

    # The week's prompt.
    app.press("f4")
    app.until("Week 1", "Could a stranger tell whether I did it?")
    app.type("Yes: the draft file grows")
    app.until("Yes: the draft file grows")
    app.press("ctrl+s")
    app.until("Reflection for week 1 saved")
    app.press("escape", "q")
    assert app.ended() == 0

    # A day later everything is there.
    app = desk.open(4)
    app.until("Thursday 19 November")
    app.press("f3")
    app.until("1 ●", "2 ○", "3 ○", "1 of 3")
    app.press("f4")
    app.until("Yes: the draft file grows")
    app.press("escape", "q")
    assert app.ended() == 0
    tables = desk.tables()
    assert [each["outcome"] for each in tables["check_ins"]] == ["done", "cancelled", "cancelled"]
    assert "Yes: the draft file grows" in json.dumps(tables["reflections"])


def test_too_small_a_terminal_says_so_in_one_line(tmp_path: Path) -> None:
    app = Desk(tmp_path).open(1, columns=50, lines=20)
    app.until("60 columns")
    app.press("ctrl+q")
    assert app.ended() == 0


def test_a_journal_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.file.parent.mkdir()
    desk.file.write_text('{"check_ins": {"1": ')
    app = desk.open(1)
    assert app.ended() == 3
    assert "mastery:" in app.text
    assert "Traceback" not in app.text
    assert desk.file.read_text() == '{"check_ins": {"1": '
