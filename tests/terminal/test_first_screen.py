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
        "mastery_tui.cli.commands",
        "mastery_tui.cli.showing",
        "mastery_tui.cli.values",
        "mastery_tui.coach.cues",
        "mastery_tui.coach.easier",
        "mastery_tui.coach.file",
        "mastery_tui.coach.typed.dates",
        "mastery_tui.coach.typed.moments",
        "mastery_tui.coach.words.calendar",
        "mastery_tui.coach.words.carried",
        "mastery_tui.coach.words.changes",
        "mastery_tui.coach.words.doctor",
        "mastery_tui.coach.words.glances",
        "mastery_tui.coach.words.status",
        "mastery_tui.cues.engine",
        "mastery_tui.guide.longer",
        "mastery_tui.journal.safety.sidecars",
        "mastery_tui.practice.carrying",
        "mastery_tui.practice.looking_back",
        "mastery_tui.tui.keymap",
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
