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
from textual._compositor import Compositor

done = []

def noted(name):
    made = getattr(Compositor, name)

    def note(*arguments, **named):
        done.append(name)
        return made(*arguments, **named)

    setattr(Compositor, name, note)

def seen(app):
    with open(sys.argv[1], "w") as file:
        file.write("\\n".join((" ".join(sys.modules), " ".join(done))))
    app.exit()

noted("reflow")
noted("render_full_update")
MasteryApp._first_words = seen
sys.exit(run([]))
"""
"""Writes down what is loaded and was done once the first screen is drawn, and leaves."""

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


@pytest.fixture
def told(tmp_path: Path) -> tuple[list[str], list[str]]:
    env = {
        "MASTERY_FILE": str(writer_on_day_12(tmp_path).context.journal.path),
        "MASTERY_CONFIG": str(tmp_path / "config.toml"),
        "MASTERY_NOW": f"{plan_date(12)}T08:00:00+01:00",
    }
    assert Terminal("-c", FIRST, str(tmp_path / "told"), env=env).ended() == 0
    loaded, done = (tmp_path / "told").read_text().split("\n")
    return loaded.split(), done.split()


def test_check_in_shows_before_anything_else_is_loaded(told: tuple[list[str], list[str]]) -> None:
    loaded = {*told[0]}
    assert "mastery_tui.tui.places.check_in" in loaded
    assert loaded & SPARED == set()


def test_it_is_drawn_as_soon_as_it_is_laid_out(told: tuple[list[str], list[str]]) -> None:
    assert told[1][:2] == ["reflow", "render_full_update"]
