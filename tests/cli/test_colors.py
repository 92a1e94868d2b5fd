"""Colors in the shell: only at a terminal, not under NO_COLOR, and never alone."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from mastery_tui.guide.signs import MARKS
from tests.cli.conftest import Shell

STYLED = re.compile(r"\x1b\[\d+m")
LOOKS = ("status", "calendar", "week", "history", "cues")
PATIENCE = 60


def environment(shell: Shell, **more: str) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    root = str(Path(__file__).parents[2])
    return {**known, "TERM": "xterm-256color", "PYTHONUTF8": "1", "PYTHONPATH": root, **more}


def at_a_terminal(shell: Shell, *arguments: str, **more: str) -> str:
    """What a command draws at a real terminal."""
    drawn = pexpect.run(
        " ".join([sys.executable, "-m", "mastery_tui", *arguments]),
        env=environment(shell, **more),
        timeout=PATIENCE,
        encoding="utf-8",
    )
    return str(drawn).replace("\r\n", "\n")


@pytest.mark.parametrize("command", LOOKS)
def test_at_a_terminal_what_is_drawn_says_the_same_without_its_colors(week_two: Shell, command: str) -> None:
    drawn = at_a_terminal(week_two, command)
    assert STYLED.search(drawn)
    assert STYLED.sub("", drawn) == week_two.ok(command)


def test_marks_of_kept_days_are_in_color(week_two: Shell) -> None:
    done, _ = MARKS["done"]
    assert f"\x1b[32m{done}\x1b[39m" in at_a_terminal(week_two, "calendar")
    assert "\x1b[32m" not in at_a_terminal(week_two, "calendar", "--plain")


@pytest.mark.parametrize("off", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_color_is_drawn_where_none_is_wanted(week_two: Shell, off: dict[str, str]) -> None:
    assert at_a_terminal(week_two, "calendar", **off) == week_two.ok("calendar")
    assert at_a_terminal(week_two, "cues", "--json", **off) == week_two.ok("cues", "--json")


def test_json_and_what_goes_into_a_pipe_are_never_colored(week_two: Shell) -> None:
    assert at_a_terminal(week_two, "cues", "--json") == week_two.ok("cues", "--json")
    told = subprocess.run(
        [sys.executable, "-m", "mastery_tui", "cues"],
        env=environment(week_two, FORCE_COLOR="1"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == week_two.ok("cues")
