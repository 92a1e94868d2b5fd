"""A fault in a real terminal: one line with its kind and place, and nothing of what was typed."""

import os
from datetime import date
from pathlib import Path

import pytest

from mastery_tui import guide
from tests.terminal.screen import Terminal
from tests.tui.people import plan_date, writer_on_day_12

FAULT = """
import sys
from mastery_tui.cli.main import run
from mastery_tui.coach.days import Days

def crash(coach, draft, *others, **named):
    raise RuntimeError(draft.note)

Days.check_in = crash
sys.exit(run([]))
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")


def test_a_fault_ends_the_app_in_one_line_without_a_word_of_a_note(tmp_path: Path) -> None:
    path = writer_on_day_12(tmp_path).context.journal.path
    before = path.read_bytes()
    env = {
        "MASTERY_FILE": str(path),
        "MASTERY_CONFIG": str(tmp_path / "config.toml"),
        "MASTERY_NOW": f"{plan_date(12)}T08:00:00+01:00",
    }
    app = Terminal("-c", FAULT, env=env)
    app.until(guide.date_words(date(2026, 11, 27)), guide.word("checkin", "confidence"))
    app.press("4", "2", "0", "enter", "n")
    app.type("planted")
    app.until("planted")
    app.press("ctrl+s")
    said = f"mastery: {guide.refusal('usage.unforeseen', kind='RuntimeError', place='<string>:7')}"
    app.until(said[:30])
    assert app.ended() == 3
    app.assert_clean()
    assert app.after.count(said) == 1
    assert "planted" not in app.after
    assert "Traceback" not in app.after
    assert path.read_bytes() == before
