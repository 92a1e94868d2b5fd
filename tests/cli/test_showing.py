"""What the shell shows: status, week, calendar, cues, due; as text and as JSON."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Shell

STATUS_KEYS = [
    "schema",
    "today",
    "state",
    "behaviour",
    "cycle",
    "task",
    "recorded_today",
    "adherence",
    "week",
    "due",
    "cue",
]
ADHERENCE_KEYS = ["kept", "recorded", "not_recorded", "scheduled", "rate"]
CUE_KEYS = ["rule", "severity", "state", "muted_by", "since", "title", "message", "next_step", "evidence", "origin"]


def test_status_tells_the_day_the_task_and_how_it_goes(week_two: "Shell") -> None:
    assert week_two.ok("status").splitlines() == [
        "Write",
        "Day 12 of 30, week 2: Lock the daily minimum, track adherence",
        "Today is not recorded yet.",
        "Task: Practise a restart on purpose",
        "  Stop halfway, take up to 10 minutes, begin again. The restart is what is practised today.",
        "Minimum 150 words, target 400",
        "Week 2: 2 of 3 kept, spare used",
        "So far: 8 of 9 kept",
        "Due: today's check-in, look back and freeze the baseline, lock the minimum, the reflection for week 1",
        "",
        "Note: The spare is used",
        "  That is what it is there for: one cancelled block a week changes nothing.",
        "  Next: Carry on as planned.",
    ]


def test_status_json_has_the_keys_that_were_promised(week_two: "Shell") -> None:
    rows = week_two("status", "--json").json
    assert list(rows) == STATUS_KEYS
    assert rows["schema"] == 1
    assert (rows["today"], rows["state"], rows["recorded_today"]) == ("2026-11-13", "running", False)
    assert list(rows["behaviour"]) == ["name", "standard", "unit", "target", "minimum"]
    assert list(rows["cycle"]) == ["number", "started_on", "day", "days", "week", "theme"]
    assert (rows["cycle"]["day"], rows["cycle"]["days"], rows["cycle"]["week"]) == (12, 30, 2)
    assert list(rows["task"]) == ["id", "day", "title", "how"]
    assert rows["task"]["id"] == "practise_restart"
    assert list(rows["adherence"]) == ADHERENCE_KEYS
    assert rows["adherence"] == {
        "kept": 8,
        "recorded": 9,
        "not_recorded": 0,
        "scheduled": 9,
        "rate": pytest.approx(8 / 9),
    }
    assert list(rows["week"]) == [*ADHERENCE_KEYS, "cancelled", "spare"]
    assert (rows["week"]["cancelled"], rows["week"]["spare"]) == (1, 0)
    assert rows["due"] == ["check_in", "freeze_baseline", "lock_minimum", "reflect_1"]
    assert list(rows["cue"]) == CUE_KEYS
    assert rows["cue"]["rule"] == "note.spare_used"


def test_status_json_without_a_plan_and_outside_a_running_day_is_null_where_it_says_so(shell: "Shell") -> None:
    rows = shell("status", "--json").json
    assert list(rows) == STATUS_KEYS
    assert [rows[key] for key in ("state", "behaviour", "cycle", "task", "week", "cue")] == [None] * 6
    assert rows["due"] == []
    shell.ok("start", "--name", "Call", "--standard", "made", "--feedback", "list", "--on", "2026-11-09")
    rows = shell("status", "--json").json
    assert rows["state"] == "not_started"
    assert [rows["cycle"][key] for key in ("day", "week", "theme")] == [None] * 3
    assert (rows["task"], rows["week"]) == (None, None)


def test_status_fits_into_one_line_for_a_prompt(week_two: "Shell") -> None:
    line = "Write day 12/30 2 of 3 kept · due: check_in, freeze_baseline, lock_minimum, reflect_1\n"
    assert week_two.ok("status", "--line") == line


def test_the_line_says_the_state_where_there_is_no_day(shell: "Shell") -> None:
    assert shell.ok("status", "--line") == "no plan yet\n"
    shell.ok("start", "--name", "n" * 80, "--standard", "made", "--feedback", "list")
    shell.ok("log", "done")
    shell.ok("pause")
    assert shell.ok("status", "--line") == f"{'n' * 39}… paused\n"


@pytest.mark.parametrize(
    ("commands", "at", "sentence"),
    [
        ((), "2026-11-02", "Day 1 of 30, week 1: Define the skill, measure a baseline"),
        ((), "2026-11-30", "Day 29 of 30, wrap-up: Measure again, decide"),
        ((("pause",),), "2026-11-05", "The plan is paused since 2 November 2026."),
        ((("pause", "--until", "2026-11-09"),), "2026-11-05", "The plan is paused until 9 November 2026."),
        ((), "2026-12-02", "The thirty days are complete; the summary is what is left."),
        ((("log", "400"), ("finish",)), "2026-11-05", "The plan ended on 2 November 2026."),
    ],
)
def test_status_says_where_the_plan_stands(
    writing: "Shell", commands: tuple[tuple[str, ...], ...], at: str, sentence: str
) -> None:
    for command in commands:
        writing.ok(*command)
    writing.at(at)
    assert writing.ok("status").splitlines()[1] == sentence


def test_as_of_shows_the_plan_as_it_stood(week_two: "Shell") -> None:
    assert week_two.ok("status", "--as-of", "2026-11-06").splitlines()[1].startswith("Day 5 of 30")
    rows = week_two("status", "--json", "--as-of", "2026-11-09").json
    assert (rows["today"], rows["cycle"]["day"], rows["adherence"]["recorded"]) == ("2026-11-09", 8, 7)
    assert week_two("cues", "--json", "--as-of", "yesterday").json[0]["rule"] == "note.spare_used"
    assert week_two("cues", "--json", "--as-of", "2026-11-09").json == []
    assert "lies ahead" in week_two.refused("status", "--as-of", "tomorrow")
    assert shell_line(week_two, "2026-10-01") == "No plan yet. Begin one with: mastery start"


def shell_line(shell: "Shell", day: str) -> str:
    return shell.ok("status", "--as-of", day).strip()


def test_a_week_is_told_day_by_day(week_two: "Shell") -> None:
    lines = week_two.ok("week").splitlines()
    assert lines[0] == "Week 2: Lock the daily minimum, track adherence"
    assert lines[1] == "  Day 8, Mon 9 Nov    401 words, done, @desk"
    assert lines[2] == "  Day 9, Tue 10 Nov   cancelled, @desk"
    assert lines[5] == "  Day 12, Fri 13 Nov  today, not recorded yet"
    assert lines[8] == "2 of 3 kept, spare used"
    assert lines[9:] == [
        "  open: when-then line on day 8",
        "  open: minimum locked on day 8",
        "  open: read adherence on day 14",
    ]
    assert week_two.ok("week", "1").startswith("Week 1: Define the skill, measure a baseline\n  Day 1, Mon 2 Nov")
    assert week_two.ok("week", "5").startswith("Wrap-up")
    assert week_two.refused("week", "6") == "mastery week: A week is 1 to 5"
    assert week_two.refused("week", "next") == "mastery week: Week is a whole number, like 3"


def test_the_calendar_shows_whole_weeks_with_a_legend(week_two: "Shell") -> None:
    lines = week_two.ok("calendar").splitlines()
    assert lines[0].split() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert lines[1] == "2 Nov     2 ●   3 ●   4 ◐   5 ●   6 ◐   7 ~   8 ●  6 of 6"
    assert lines[2] == "9 Nov     9 ●  10 ○  11 ●  12 ~ ›13    14    15    2 of 3"
    assert lines[-1] == "● done   ◐ minimum   ○ cancelled   ~ rest"


def test_plain_ascii_is_drawn_where_the_settings_ask_for_it(week_two: "Shell") -> None:
    week_two.config.write_text("ascii = true\nweek_start = 'sunday'\n", "utf-8")
    out = week_two.ok("calendar")
    assert out.isascii()
    assert out.split()[0] == "Sun"
    assert "d done   m minimum   c cancelled   r rest" in out
    assert week_two.ok("status", "--line").isascii()


def test_cues_come_with_what_made_them_show(week_two: "Shell") -> None:
    out = week_two.ok("cues")
    assert out.startswith("Note: The spare is used\n")
    assert "    Day 9, Tue 10 Nov: outcome cancelled\n" in out
    assert "  What clears it: The end of the plan week.\n" in out
    rows = week_two("cues", "--json").json
    assert [list(row) for row in rows] == [CUE_KEYS]
    assert list(rows[0]["evidence"]) == ["rows", "observed", "threshold", "clears_when"]
    assert rows[0]["evidence"]["rows"] == [{"day": "2026-11-10", "field": "outcome", "value": "cancelled"}]
    assert list(rows[0]["origin"]) == ["kind", "source"]
    assert (rows[0]["state"], rows[0]["since"]) == ("firing", "2026-11-10")


def test_muted_cues_are_listed_when_all_are_asked_for(week_two: "Shell") -> None:
    week_two.ok("log", "canc")
    assert [row["rule"] for row in week_two("cues", "--json").json] == ["recover.second_cancel"]
    muted = week_two("cues", "--json", "--all").json[1]
    assert (muted["rule"], muted["state"], muted["muted_by"]) == ("note.spare_used", "muted", "recover.second_cancel")
    assert "Note: The spare is used (muted by recover.second_cancel)" in week_two.ok("cues", "--all")


def test_without_a_cue_that_is_said(writing: "Shell") -> None:
    assert writing.ok("cues") == "No cue.\n"
    assert writing("cues", "--json").json == []


def test_due_has_its_own_exit_code(writing: "Shell") -> None:
    said = writing("due")
    assert (said.code, said.out) == (10, "today's check-in\n")
    said = writing("due", "--quiet")
    assert (said.code, said.out, said.err) == (10, "", "")
    writing.ok("log", "400")
    assert writing.ok("due") == "Nothing is due.\n"
    assert writing.ok("due", "--quiet") == ""


def test_without_a_plan_nothing_is_due(shell: "Shell") -> None:
    assert shell.ok("due") == "Nothing is due.\n"
    assert shell.ok("status") == "No plan yet. Begin one with: mastery start\n"


def test_without_a_terminal_mastery_alone_shows_the_status_and_a_hint(writing: "Shell") -> None:
    said = writing()
    assert said.code == 0
    assert said.out == writing.ok("status")
    assert said.err == "The screens open in a terminal; mastery --help lists what works without one.\n"
