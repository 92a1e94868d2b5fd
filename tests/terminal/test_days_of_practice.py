"""A person's first days in a real terminal, by keys alone, and what stands in the file afterwards."""

import json
import stat
from datetime import date
from pathlib import Path

import pytest

from mastery_tui import guide
from tests.terminal.screen import Terminal, program
from tests.terminal.setup import take_examples

SETUP_KEYS = 16
TYPICAL_KEYS = 8
CANCELLED_KEYS = 2
SAVED = guide.word("saved", "saved")
SPARE_USED = guide.word("adherence", "spare_used")
CONDITION = guide.cue("recover.second_cancel").next
SAW = guide.word("why", "saw")

pytestmark = pytest.mark.skipif(not hasattr(__import__("os"), "openpty"), reason="needs a pseudo-terminal")


def step(number: int) -> str:
    return guide.say("tabs", "setup_step", step=number, steps=3)


def kept(days: int, recorded: int, key: str = "kept_short") -> str:
    return guide.say("adherence", key, kept=days, recorded=recorded)


def november(day: int, style: str = "long") -> str:
    return guide.date_words(date(2026, 11, day), style)


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
    take_examples(app, 1)
    app.until(step(2))
    take_examples(app, 2)
    app.until(step(3), guide.word("setup_screen", "span_label"), guide.care().title)
    app.press("y")
    app.until(november(16), guide.say("checkin", "goal", target=400, minimum=150))
    assert app.keys == SETUP_KEYS

    app.keys = 0
    app.press("4", "2", "0")
    app.until(f"● {guide.word('outcomes', 'done')}")
    app.press("enter", "6", "2", "4", "enter")
    app.until(SAVED, guide.say("saved", "tomorrow", day=2), kept(1, 1, "kept"))
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
    app.until(november(17), guide.word("adherence", "spare_left"))
    app.keys = 0
    app.press("c", "enter")
    app.until(SAVED, guide.cue("note.spare_used").title)
    assert app.keys == CANCELLED_KEYS
    app.press("enter")
    app.until("2 ○", SPARE_USED, kept(1, 2))
    app.press("q")
    assert app.ended() == 0

    # The second one in the week: a cue, and why.
    app = desk.open(3)
    app.until(november(18), SPARE_USED)
    app.press("c", "enter")
    app.until(SAVED, guide.word("severities", "recover"), CONDITION)
    app.press("w")
    days = (november(17, "short"), november(18, "short"))
    app.until(SAW, *days, "recover.second_cancel", guide.word("why", "clears"))
    app.press("escape")
    app.until(CONDITION, gone=SAW)

    # The support screen and back, with nothing changed.
    before = desk.file.read_bytes()
    app.press("!")
    app.until("988", "116 123", gone=SAVED)
    app.press("escape")
    app.until(CONDITION)
    assert desk.file.read_bytes() == before

    # The week's prompt.
    app.press("f4")
    heading = guide.say("reflect", "heading", week=1, name=guide.week(1).name.lower())
    app.until(heading, guide.week(1).prompt)
    app.type("Yes: the draft file grows")
    app.until("Yes: the draft file grows")
    app.press("ctrl+s")
    app.until(guide.say("reflect", "saved", week=1))
    app.press("escape", "q")
    assert app.ended() == 0

    # A day later everything is there.
    app = desk.open(4)
    app.until(november(19))
    app.press("f3")
    app.until("1 ●", "2 ○", "3 ○", kept(1, 3))
    app.press("f4")
    app.until("Yes: the draft file grows")
    app.press("escape", "q")
    assert app.ended() == 0
    tables = desk.tables()
    assert [each["outcome"] for each in tables["check_ins"]] == ["done", "cancelled", "cancelled"]
    assert "Yes: the draft file grows" in json.dumps(tables["reflections"])


def test_too_small_a_terminal_says_so_in_one_line(tmp_path: Path) -> None:
    app = Desk(tmp_path).open(1, columns=50, lines=20)
    app.until(guide.say("dialogs", "small", columns=60, lines=12))
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
