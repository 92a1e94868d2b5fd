"""A restore in a real terminal: a spoilt journal, what is offered, and the next check-in on what was brought back."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mastery_tui import guide
from mastery_tui.coach.words.file import count_words
from tests.terminal.screen import Terminal, in_a_storm, program
from tests.tui.people import plan_date, writer_on_day_12

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")


FOUND = (guide.word("restore", "title"), f"enter {guide.word('keys', 'restore')}")
HELD = count_words(9, date(2026, 11, 25))
OUTCOME, SAVED = guide.word("checkin", "outcome"), guide.word("saved", "saved")


def opened(folder: Path) -> Terminal:
    env = {
        "MASTERY_FILE": str(folder / "mastery.json"),
        "MASTERY_CONFIG": str(folder / "config.toml"),
        "MASTERY_NOW": f"{plan_date(12)}T08:00:00+01:00",
    }
    return Terminal(*program(), env=env)


def recorded(path: Path) -> dict[str, Any]:
    """What is recorded for today."""
    rows = json.loads(path.read_bytes())["check_ins"].values()
    return next(each for each in rows if each["day"] == str(plan_date(12)))


def test_a_spoilt_journal_is_left_alone_until_a_state_is_chosen_and_restored(tmp_path: Path) -> None:
    path = writer_on_day_12(tmp_path).context.journal.path
    spoilt = path.read_bytes()[:-200]
    path.write_bytes(spoilt)

    app = opened(tmp_path)
    app.until(*FOUND, HELD, f"q {guide.word('keys', 'quit')}")
    app.press("q")
    app.until(f"mastery: {tmp_path}"[:60])
    assert app.ended() == 3
    app.assert_clean()
    assert path.read_bytes() == spoilt

    app = opened(tmp_path)
    app.until(*FOUND)
    app.press("enter")
    app.until(guide.word("restore", "ask_kept"))
    app.press("enter")
    checkin = guide.words("checkin")
    app.until(guide.date_words(date(2026, 11, 27)), checkin["amount"], checkin["confidence"], HELD[:20])
    app.press("4", "2", "0", "ctrl+s")
    app.until(SAVED, gone=OUTCOME)
    app.press("ctrl+q")
    assert app.ended() == 0

    (kept,) = tmp_path.glob("mastery.json.corrupt-*")
    assert kept.read_bytes() == spoilt
    days = [each["day"] for each in json.loads(path.read_bytes())["check_ins"].values()]
    assert len(days) == 10
    assert days[-1] == str(plan_date(12))


def test_what_is_typed_before_the_restore_reaches_the_app_after_it(tmp_path: Path) -> None:
    path = writer_on_day_12(tmp_path).context.journal.path
    path.write_bytes(path.read_bytes()[:-200])
    app = opened(tmp_path)
    app.until_raw()
    app.press("enter", "enter", *"420", "enter", *"62", "ctrl+s")
    app.until(SAVED, gone=OUTCOME)
    app.press("ctrl+q")
    assert app.ended() == 0
    app.assert_clean()
    assert (recorded(path)["amount"], recorded(path)["effort"]) == (420, 6)


@pytest.mark.parametrize("apart", [0.005, in_a_storm(0), in_a_storm(0.05)])
def test_what_is_typed_between_the_two_is_not_lost(tmp_path: Path, apart: float) -> None:
    path = writer_on_day_12(tmp_path).context.journal.path
    path.write_bytes(path.read_bytes()[:-200])
    app = opened(tmp_path)
    app.until(*FOUND)
    app.press("enter", "enter")
    # Typed on and on, through the end of the one app and the start of the other.
    app.slowly(*"123456789", "ctrl+s", apart=apart)
    app.until(SAVED, gone=OUTCOME)
    app.press("ctrl+q")
    assert app.ended() == 0
    app.assert_clean()
    assert recorded(path)["amount"] == 123456789
