"""The bar that a command shows in a real terminal while it works, and what stands there once it is done."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mastery_tui import guide
from tests.benchmarks.journals import written
from tests.coach.elsewhere import loop
from tests.terminal.screen import Terminal

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")

WORKING, BECOMES = guide.word("importing", "working"), guide.word("importing", "becomes_label")
PART = ("╸", "╺")
"""How a bar ends that says how much is done; one that only says that something is goes through."""
HELD = """
import os, sys, time
from mastery_tui.cli import main, waiting
from mastery_tui.cli.waiting import Waiting
waiting.A_MOMENT = 0
os.system("stty -echo")
told, left, first = Waiting.__call__, Waiting.__exit__, iter([True])
def tell(bar, part):
    while not bar.drawn:
        time.sleep(0.001)
    told(bar, part)
    sys.stdin.readline()
def leave(bar, *error):
    if next(first, False):
        sys.stdin.readline()
    left(bar, *error)
Waiting.__call__, Waiting.__exit__ = tell, leave
sys.exit(main.run(sys.argv[1:]))
"""
"""The command draws its bar at once, and waits for enter before the first one goes and as it tells how much is done."""


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Terminal]:
    env = {
        "MASTERY_NOW": "2026-11-27T08:00:00+01:00",
        "MASTERY_FILE": str(tmp_path / "mastery.json"),
        "MASTERY_CONFIG": str(tmp_path / "none.toml"),
    }
    return lambda *command: Terminal("-c", HELD, *command, env=env, lines=40)


def test_an_import_shows_that_it_reads_and_how_much_came_in(opened: Callable[..., Terminal], tmp_path: Path) -> None:
    days = loop(tmp_path, date(2025, 1, 1), 330)
    app = opened("import", "loop", str(days), "--minimum", "150")
    assert BECOMES not in app.until(WORKING)
    app.press("enter")
    app.until(WORKING, BECOMES, one_of=PART)
    app.press("enter")
    assert app.ended() == 0
    assert WORKING not in app.text


@pytest.mark.parametrize(
    "command", [("merge",), ("import", "mastery"), ("import", "mastery", "--dry-run")], ids=" ".join
)
def test_another_journal_shows_that_it_is_read(
    opened: Callable[..., Terminal], tmp_path: Path, command: tuple[str, ...]
) -> None:
    written(tmp_path / "theirs.json", 2, date(2026, 11, 27))
    app = opened(*command, str(tmp_path / "theirs.json"))
    app.until(WORKING)
    app.press("enter")
    assert app.ended() == 0
    assert WORKING not in app.text
