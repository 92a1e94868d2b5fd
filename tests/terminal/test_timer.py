"""The timer in a real terminal: over a kill and hours, and in two windows and a shell at once."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mastery_tui import guide
from mastery_tui.practice.choices import Outcome
from tests.terminal.screen import ROOT, SMALL, Terminal, at_sizes, program
from tests.tui.people import coach_at, plan_date, writer_on_day_12

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")

PRACTISING, RECOVERING = guide.word("timer", "practising"), guide.word("timer", "recovering")
READY = guide.word("timer", "ready")


def opened(path: Path, at: str, columns: int = 80, lines: int = 24) -> Terminal:
    return Terminal(*program(), env=surroundings(path, at), columns=columns, lines=lines)


def surroundings(path: Path, at: str) -> dict[str, str]:
    return {
        "MASTERY_NOW": f"{plan_date(12)}T{at}:00+01:00",
        "MASTERY_FILE": str(path),
        "MASTERY_CONFIG": str(path.parent / "none.toml"),
    }


@at_sizes(SMALL)
def test_a_session_outlives_a_kill_and_brings_minutes_and_recovery(tmp_path: Path, columns: int, lines: int) -> None:
    path = writer_on_day_12(tmp_path).context.journal.path
    goal = guide.say("checkin", "goal", target=400, minimum=150)

    # All at once: to the timer, begun 14 minutes ago, and stopped; then the machine goes off.
    app = opened(path, "08:00", columns, lines)
    app.until(goal)
    app.press("t", "b", *"14m", "enter", "enter")
    app.until(RECOVERING, guide.say("timer", "stopped", at="08:00", time="14 min"))
    app.signal(signal.SIGKILL)
    assert app.ended() == -signal.SIGKILL

    # Eight minutes later two are left; the first move is written, and practice begins again.
    app = opened(path, "08:08", columns, lines)
    app.until(goal, "2 min left" if columns >= 78 else "t 2 left")
    app.press("t", "n", *"aloud", "enter", "enter")
    app.until(PRACTISING, "aloud", guide.word("timer", "practised_again"))
    app.press("q")
    assert app.ended() == 0
    app.assert_clean()
    assert re.sub(r"\x1b\[\?\d+[hl]", "", app.after).strip() == ""  # It says nothing.

    # A quarter of an hour on, it is done: minutes and recovery stand in the form, and are saved with it.
    app = opened(path, "08:22", columns, lines)
    app.until(goal, "28 m" if columns >= 78 else "t 28m")
    app.press("t", "d")
    app.until(goal, gone=PRACTISING)
    app.press(*"420", "enter", *"624", "down")  # Down to the minutes: a small screen scrolls there.
    app.until(guide.say("timer_check_in", "from", first="07:46", last="08:22"))
    app.press("down")
    app.until(guide.word("checkin", "recoveries_hint"), guide.word("checkin", "recoveries"))
    app.press("ctrl+s")
    app.until(f"e {guide.word('keys', 'edit')}", gone=goal)
    app.press("t")
    app.until(READY)
    app.press("q")
    assert app.ended() == 0
    app.assert_clean()

    records = coach_at(tmp_path, 12).context.running.records
    (check_in,) = [one for one in records.check_ins if one.day == plan_date(12)]
    (session,) = records.sessions
    assert (check_in.outcome, check_in.amount) == (Outcome.DONE, 420)
    assert (check_in.minutes, check_in.recoveries, check_in.sessions) == (28, (8,), (session.id,))
    assert [stop.first_move for stop in session.breaks] == ["aloud"]


def shell(path: Path, *arguments: str) -> dict[str, Any]:
    """What the command says of the timer, at eight."""
    env = {**os.environ, **surroundings(path, "08:00"), "PYTHONPATH": str(ROOT)}
    said = subprocess.run([sys.executable, *program(), "timer", *arguments, "--json"], env=env, capture_output=True)
    assert said.returncode == 0, said.stderr
    found = json.loads(said.stdout)
    assert isinstance(found, dict)
    return found


def test_two_windows_and_a_shell_at_once_show_one_session(tmp_path: Path) -> None:
    path = writer_on_day_12(tmp_path).context.journal.path
    first, second = windows = [opened(path, "08:00") for _ in range(2)]
    for window in windows:
        window.until("F2")
        window.press("t")
        window.until(READY)

    # Begun in one, seen by all; begun once more by the shell, it is the same one.
    first.press("b", *"14m", "enter")
    for window in windows:
        window.until(PRACTISING, "07:46", "t 14 min")
    for arguments in ((), ("start",)):
        found = shell(path, *arguments)
        assert (found["state"], found["session"]["minutes"], found["waiting"]) == ("practising", 14, [])

    # Stopped in the other.
    second.press("enter")
    for window in windows:
        window.until(RECOVERING, guide.say("timer", "stopped", at="08:00", time="14 min"), "10 min left")
    found = shell(path)
    assert (found["state"], found["session"]["left_seconds"]) == ("recovering", 600)

    # Both press the big key at the same moment: whatever comes of it, all say the same.
    for window in windows:
        window.press("enter", "f3")
    for window in windows:
        window.until(f"4 {guide.week(4).name}")
        window.press("t")
    heading = {"practising": PRACTISING, "recovering": RECOVERING}[shell(path)["state"]]
    for window in windows:
        window.until(heading)

    # Closed in one: in the other and in the shell its minutes wait.
    first.press("d")
    first.until(guide.say("checkin", "goal", target=400, minimum=150))
    second.until(READY, "14 min wait")
    found = shell(path)
    assert (found["state"], [each["minutes"] for each in found["waiting"]]) == ("ready", [14])
    for window in windows:
        window.press("ctrl+q")
        assert window.ended() == 0
        window.assert_clean()
    assert len(coach_at(tmp_path, 12).context.running.records.sessions) == 1
