"""The first screen in a real terminal waits for nothing that only another one, a key or a command needs."""

import os
from pathlib import Path

import pytest

from tests.terminal.screen import Terminal
from tests.tui.people import plan_date, writer_on_day_12

FIRST = """
import sys
from mastery_tui.cli.main import run
from mastery_tui.tui.app import MasteryApp

def seen(app):
    with open(sys.argv[1], "w") as file:
        file.write(" ".join(sys.modules))
    app.exit()

MasteryApp._first_words = seen
sys.exit(run([]))
"""
"""Writes down what is loaded once the first screen is drawn, and leaves."""

SPARED = frozenset(
    (
        "mastery_tui.cues.engine",
        "mastery_tui.cues.rules",
        "mastery_tui.guide.longer",
        "mastery_tui.tui.places.plan",
        "pendulum",
        "tinydb",
    )
)
"""What is read in later; ``tests/test_imports_inside.py`` says why."""

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")


def test_check_in_shows_before_anything_else_is_loaded(tmp_path: Path) -> None:
    env = {
        "MASTERY_FILE": str(writer_on_day_12(tmp_path).context.journal.path),
        "MASTERY_CONFIG": str(tmp_path / "config.toml"),
        "MASTERY_NOW": f"{plan_date(12)}T08:00:00+01:00",
    }
    assert Terminal("-c", FIRST, str(tmp_path / "loaded"), env=env).ended() == 0
    loaded = {*(tmp_path / "loaded").read_text().split()}
    assert "mastery_tui.tui.places.check_in" in loaded
    assert loaded & SPARED == set()
