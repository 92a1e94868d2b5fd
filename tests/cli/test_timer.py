"""``mastery timer``: the keys of a session as commands, what they say, and what other commands say of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mastery_tui import guide
from mastery_tui.cli.timing import WHEN

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell

ROOT = Path(__file__).parents[2]
NOTHING = f"mastery timer: {guide.refusal('timer.none', program='mastery')}"


@pytest.fixture
def at(shell: "Shell", monkeypatch: pytest.MonkeyPatch) -> Callable[[str], "Shell"]:
    """The shell at a time of the plan's sixth day, or at a moment."""
    shell.at("2026-11-22")
    shell.ok(*WRITING)

    def set_to(time: str) -> "Shell":
        monkeypatch.setenv("MASTERY_NOW", f"2026-11-27T{time}:00+01:00" if len(time) == 5 else time)
        return shell

    return set_to


def said(key: str, **facts: object) -> str:
    return f"{guide.say('timer_shell', key, **facts)}\n"


def test_a_session_from_its_start_to_the_check_in(at: Callable[[str], "Shell"]) -> None:
    shell = at("08:02")
    assert shell.ok("timer", "start") == said("practising", at="08:02")
    assert at("08:16").ok("timer", "start") == said("practising_for", at="08:02", time="14 min")
    stopped = said("stopped", time="14 min", by="08:26", program="mastery")
    assert shell.ok("timer", "stop") == shell.ok("timer") == stopped
    assert at("08:22").ok("timer", "restart") == said("again", time="6 min", so_far="14 min")
    what = guide.say("timer_shell", "and", first="28 min", second=guide.say("timer_shell", "recovery", time="6 min"))
    ended = said("ended", what=what, program="mastery", example="400")
    assert at("08:36").ok("timer", "done") == ended
    assert shell.ok("timer") == said("status_waiting", what=what)
    lines = shell.ok("log", "420", "e6").splitlines()
    assert lines[1] == guide.say("timer_shell", "from", what=what)
    assert "28 minutes" in lines[0]
    assert shell.ok("timer") == said("ready", program="mastery")


def test_minutes_that_are_given_leave_the_timers_out(at: Callable[[str], "Shell"]) -> None:
    at("08:02").ok("timer", "start")
    at("08:30").ok("timer", "done")
    recorded = at("08:31")("log", "420", "25m", "--json").json["recorded"]
    assert recorded["minutes"] == 25
    assert at("08:31").ok("timer") == said("ready", program="mastery")


def test_while_it_runs_log_records_the_day_and_says_that_it_runs_on(at: Callable[[str], "Shell"]) -> None:
    at("08:02").ok("timer", "start")
    done = at("08:10")("log", "100")
    assert (done.code, done.err) == (0, f"{guide.word('timer_shell', 'log_runs')}\n")
    at("08:32").ok("timer", "done")
    assert at("08:33")("log", "+300", "--json").json["recorded"]["minutes"] == 30


@pytest.mark.parametrize(
    ("arguments", "began"),
    [
        (("--at", "07:45"), "07:45"),
        (("--ago", "10m"), "07:52"),
        (("--ago", "10"), "07:52"),
        (("--at", "2026-11-27T07:30"), "07:30"),
        (("--at", "2026-11-27T05:30:00+00:00"), "06:30"),
    ],
)
def test_when_it_began_can_be_told(at: Callable[[str], "Shell"], arguments: tuple[str, ...], began: str) -> None:
    assert f"since {began}" in at("08:02").ok("timer", "start", *arguments)


def test_a_moment_outside_of_it_is_refused_with_its_bounds(at: Callable[[str], "Shell"]) -> None:
    at("08:02").ok("timer", "start")
    at("08:30").ok("timer", "stop", "--at", "08:20")
    for arguments, first, last in (
        (("restart", "--at", "08:19"), "08:20", "08:30"),
        (("done", "--ended", "08:25"), "08:02", "08:20"),
        (("done", "--ended", "07:00"), "08:02", "08:20"),
    ):
        line = at("08:30").refused("timer", *arguments)
        assert line == f"mastery timer: {guide.refusal('timer.moment', first=first, last=last)}"


def test_a_forgotten_evening_is_ended_by_an_option_and_by_nothing_else(at: Callable[[str], "Shell"]) -> None:
    at("08:02").ok("timer", "start")
    shell = at("17:04")
    refusal = guide.refusal("timer.asking", time="9 h 2 min", since="08:02", program="mastery")
    for action in ("start", "stop", "restart", "done", "partial"):
        assert shell.refused("timer", action) == f"mastery timer: {refusal}"
    assert shell("due").code == 10
    assert guide.word("timer_tab", "asking") in shell.ok("status", "--line")
    example = "400"
    assert shell.ok("timer", "done", "--minutes", "25") == said(
        "ended", what="25 min", program="mastery", example=example
    )


@pytest.mark.parametrize(
    ("arguments", "what"),
    [(("--all",), "9 h 2 min"), (("--ended", "09:40"), "1 h 38 min"), (("--minutes", "1h"), "1 h")],
)
def test_each_option_says_when_it_ended(at: Callable[[str], "Shell"], arguments: tuple[str, ...], what: str) -> None:
    at("08:02").ok("timer", "start")
    assert at("17:04").ok("timer", "partial", *arguments).startswith(what)


def test_what_does_not_go_together_is_refused(at: Callable[[str], "Shell"]) -> None:
    shell = at("08:02")
    both = shell.refused("timer", "start", "--at", "07:45", "--ago", "10m")
    assert both == f"mastery timer: {guide.refusal('usage.together', what=('--at', '--ago'))}"
    wrong = shell.refused("timer", "stop", "--all")
    assert wrong == f"mastery timer: {guide.refusal('timer.option', option='--all', action='stop')}"
    unknown = shell.refused("timer", "pause")
    assert unknown == f"mastery timer: {guide.refusal('choice.unknown', field='action', known=tuple(WHEN))}"
    for arguments in (("start", "--at", "soon"), ("start", "--at", "10m")):
        assert shell.refused("timer", *arguments) == f"mastery timer: {guide.refusal('moment.shape')}"


@pytest.mark.parametrize("action", ["stop", "restart", "done", "partial", "discard"])
def test_where_nothing_runs_it_names_what_starts_one(at: Callable[[str], "Shell"], action: str) -> None:
    assert at("08:02").refused("timer", action) == NOTHING


def test_while_the_plan_is_paused_an_option_starts_it(at: Callable[[str], "Shell"]) -> None:
    shell = at("08:02")
    shell.ok("pause")
    assert shell.refused("timer", "start") == f"mastery timer: {guide.refusal('timer.paused')}"
    assert shell.ok("timer", "start", "--paused") == said("practising", at="08:02")


def test_json_has_the_keys_that_were_promised(at: Callable[[str], "Shell"]) -> None:
    assert at("08:00")("timer", "--json").json == {"schema": 1, "state": "ready", "session": None, "waiting": []}
    assert at("08:00")("status", "--json").json["timer"] is None
    at("08:02").ok("timer", "start")
    at("08:16").ok("timer", "stop")
    shell = at("08:18")
    assert shell("timer", "status", "--json").json == {
        "schema": 1,
        "state": "recovering",
        "session": {
            "day": "2026-11-27",
            "started": "2026-11-27T08:02:00+01:00",
            "stopped": "2026-11-27T08:16:00+01:00",
            "minutes": 14,
            "recoveries": [],
            "left_seconds": 480,
            "first_move": None,
        },
        "waiting": [],
    }
    assert shell("status", "--json").json["timer"] == {"state": "recovering", "minutes": 14, "left_seconds": 480}
    done = shell("timer", "done", "--json").json
    assert (done["state"], done["waiting"]) == ("ready", [{"day": "2026-11-27", "minutes": 14, "recoveries": []}])
    assert shell("status", "--json").json["timer"] == {"state": "ready", "minutes": 14, "left_seconds": None}


@pytest.mark.parametrize(
    ("time", "line"),
    [("08:16", "14 min"), ("08:22", "8 min left"), ("08:32", "go on?"), ("10:00", "18 min wait")],
)
def test_a_prompt_tells_it_in_minutes(at: Callable[[str], "Shell"], time: str, line: str) -> None:
    at("08:02").ok("timer", "start")
    if time > "08:20":
        at("08:20").ok("timer", "stop")
    told = at(time).ok("status", "--line").split(" · ")
    assert told[1] == line
    due = at(time)("due")
    assert (guide.word("cli_due", "timer") in due.out) is (time == "10:00")


def test_a_session_that_waits_is_due_and_one_that_runs_is_not(at: Callable[[str], "Shell"]) -> None:
    at("08:00").ok("log", "100")
    at("08:02").ok("timer", "start")
    assert at("08:16")("due").code == 0
    at("08:16").ok("timer", "done")
    done = at("08:17")("due")
    assert (done.code, done.out) == (10, f"{guide.word('cli_due', 'timer')}\n")
    assert at("08:17")("status", "--json").json["due"] == ["timer"]


def test_the_restart_that_is_due_is_said_after_the_tenth_minute(at: Callable[[str], "Shell"]) -> None:
    at("08:02").ok("timer", "start")
    at("08:10").ok("timer", "stop")
    title = guide.cue("recover.restart_due").title
    assert title not in at("08:20").ok("status")
    assert title in at("08:21").ok("status")
    assert title not in at("09:10").ok("status")


def test_what_is_discarded_is_gone_and_undo_reaches_past_it(at: Callable[[str], "Shell"]) -> None:
    at("08:00").ok("log", "100")
    at("08:02").ok("timer", "start")
    sure = f"mastery timer: {guide.refusal('timer.discard', time='28 min')}"
    assert at("08:30").refused("timer", "discard") == sure
    assert at("08:30").ok("timer", "discard", "--yes") == said("discarded")
    assert at("08:30").refused("timer", "stop") == NOTHING
    label = guide.change_words("check_in", day=None)
    assert label.split(" for ")[0] in at("08:31").ok("undo")


@pytest.mark.parametrize(("minutes", "what"), [("10", "10 min"), ("14", "14 min")])
def test_minutes_can_be_told_of_a_session_that_is_stopped(
    at: Callable[[str], "Shell"], minutes: str, what: str
) -> None:
    at("08:02").ok("timer", "start")
    at("08:16").ok("timer", "stop")
    ended = said("ended", what=what, program="mastery", example="400")
    assert at("08:20").ok("timer", "done", "--minutes", minutes) == ended


def test_a_clock_that_was_set_back_is_told_and_what_ends_the_session(at: Callable[[str], "Shell"]) -> None:
    at("08:02").ok("timer", "start")
    assert at("07:30").ok("timer") == said("back", since="08:02", program="mastery")
    assert guide.word("timer_shell", "status_back") in at("07:30").ok("status")
    assert at("07:30").ok("timer", "done", "--ended", "08:20").startswith("18 min")


def test_what_ends_after_its_plan_has_ended_is_told_to_be_outside(at: Callable[[str], "Shell"]) -> None:
    at("08:02").ok("timer", "start")
    at("08:10").ok("finish")
    assert at("08:20").ok("timer", "done") == said("ended_outside", what="18 min")
    assert at("08:20")("due").code == 0


def test_a_day_of_a_plan_that_has_ended_is_recorded_by_its_number(at: Callable[[str], "Shell"]) -> None:
    at("08:02").ok("timer", "start")
    at("2026-11-28T08:00:00+01:00").ok("finish")
    example = "400 --day 2026-11-27 --cycle 1"
    shell = at("2026-11-28T08:01:00+01:00")
    assert shell.ok("timer", "done", "--minutes", "25") == said(
        "ended", what="25 min", program="mastery", example=example
    )
    assert "25 minutes" in shell.ok("log", *example.split())


def test_only_a_short_session_is_discarded_without_being_sure(at: Callable[[str], "Shell"]) -> None:
    at("08:02").ok("timer", "start")
    assert at("08:06").ok("timer", "discard") == said("discarded")
    at("08:10").ok("timer", "start")
    at("08:11").ok("timer", "done")
    assert "--yes" in at("08:12").refused("timer", "discard")
    assert at("08:12").ok("timer", "discard", "--yes") == said("discarded")
    assert at("08:12").refused("timer", "discard") == NOTHING


def test_an_end_that_brings_a_recovery_alone_is_a_sentence(at: Callable[[str], "Shell"]) -> None:
    at("2026-11-27T08:02:00+01:00").ok("timer", "start")
    at("2026-11-27T08:02:10+01:00").ok("timer", "stop")
    at("2026-11-27T08:04:10+01:00").ok("timer", "restart")
    assert at("2026-11-27T08:04:20+01:00").ok("timer", "done").startswith("A recovery of 2 min. ")
    assert "\nA recovery of 2 min from the timer.\n" in at("08:05").ok("log", "400")


def test_an_end_of_nothing_brings_nothing(at: Callable[[str], "Shell"]) -> None:
    at("08:02").ok("timer", "start")
    assert at("08:02").ok("timer", "done") == said("ended_none")
    assert at("08:02")("due").out.splitlines() == [guide.word("cli_due", "check_in")]


def in_a_process(shell: "Shell", *arguments: str, now: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "MASTERY_NOW": now, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "mastery_tui", *arguments]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_two_shells_that_start_at_once_start_one_session(at: Callable[[str], "Shell"]) -> None:
    shell, now = at("08:02"), "2026-11-27T08:02:00+01:00"
    with ThreadPoolExecutor() as pool:
        running = [in_a_process(shell, "timer", "start", now=now) for _ in range(3)]
        codes = [*pool.map(lambda process: process.wait(timeout=60), running)]
    assert codes == [0, 0, 0]
    at("08:10").ok("timer", "done")
    assert len(at("08:10")("timer", "--json").json["waiting"]) == 1
    assert at("08:10").refused("timer", "done") == NOTHING


def test_what_a_killed_shell_said_is_kept(at: Callable[[str], "Shell"]) -> None:
    shell = at("08:02")
    process = in_a_process(shell, "timer", "start", now="2026-11-27T08:02:00+01:00")
    assert process.stdout is not None
    assert process.stdout.readline().decode() == said("practising", at="08:02")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert at("08:16").ok("timer") == said("practising_for", at="08:02", time="14 min")
