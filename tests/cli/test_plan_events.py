"""The plan's own events from the shell: baseline, minimum, pauses, checks, reflections, the end."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Shell


def test_the_baseline_is_frozen_from_day_seven_on(week_two: "Shell") -> None:
    assert week_two.ok("freeze") == "Baseline: median 405 words, 160 to 430, 6 values, frozen on day 12\n"
    assert "freeze_baseline" not in week_two("status", "--json").json["due"]
    assert "It replaces the one before; mastery undo takes that back." in week_two.ok("freeze")


def test_the_baseline_is_refused_too_early_or_with_too_few_values(writing: "Shell") -> None:
    assert writing.refused("freeze").endswith("The baseline can be frozen from day 7 on")
    writing.ok("log", "400")
    writing.at("2026-11-09")
    assert writing.refused("freeze").endswith("A baseline takes 3 values; so far there are 1")


def test_the_minimum_is_locked_from_day_eight_on(week_two: "Shell") -> None:
    assert week_two.ok("lock", "--minimum", "100") == "Locked. Minimum 100 words, target 400\n"
    assert week_two("status", "--json").json["behaviour"]["minimum"] == 100
    assert week_two("log", "120", "--json").json["recorded"]["outcome"] == "minimum"
    assert "at most the target" in week_two.refused("lock", "--minimum", "500")
    week_two.at("2026-11-08")
    assert week_two.refused("lock").endswith("The minimum can be locked from day 8 on")


def test_the_routine_and_the_standard_can_be_edited(week_two: "Shell") -> None:
    out = week_two.ok("edit", "--when", "the coffee is poured", "--at", "the table", "--target", "300")
    assert out.splitlines()[0] == "When: the coffee is poured, at the table"
    assert out.splitlines()[-1] == "Minimum 150 words, target 300"
    assert week_two("log", "300", "--json").json["recorded"]["outcome"] == "done"
    week_two.ok("edit", "--name", "Draft", "--standard", "in the file", "--feedback", "Jo", "--context", "")
    assert week_two.ok("status").startswith("Draft\n")
    assert "@desk" not in week_two.refused("log", "400", "@desk")


def test_an_edit_is_made_whole_or_not_at_all(writing: "Shell") -> None:
    assert "at most the target" in writing.refused("edit", "--name", "Draft", "--minimum", "500")
    assert "Still needed: --name" in writing.refused("edit")
    assert "Behaviour takes up to 80" in writing.refused("edit", "--name", "x" * 81, "--target", "300")


def test_a_pause_moves_the_plan_and_resume_takes_it_up_again(writing: "Shell") -> None:
    writing.ok("log", "400")
    out = writing.ok("pause", "--reason", "travel")
    assert "The plan is paused from Monday 2 November on, until mastery resume." in out
    assert "1 recorded days lie inside" in out
    writing.at("2026-11-05")
    assert writing.ok("resume") == "Day 1 of 30, week 1: Define the skill, measure a baseline\n"
    assert writing.refused("resume").endswith("No pause is running or planned")
    out = writing.ok("pause", "--from", "10 Nov", "--until", "2026-11-12")
    assert out == "The plan is paused from Tuesday 10 November to Thursday 12 November.\n"
    assert writing.refused("pause", "--from", "2026-11-01").endswith("from 2 November 2026 to 7 December 2026")
    assert writing.refused("pause", "--from", "12 Nov", "--until", "10 Nov").endswith("on 12 November 2026 or later")
    assert "one of rest, illness, travel, too much, other" in writing.refused("pause", "--reason", "boredom")


def test_a_feedback_check_and_an_adjustment_are_recorded(week_two: "Shell") -> None:
    assert week_two.ok("feedback", "The opening still explains", "--day", "yesterday") == (
        "Feedback check recorded for Thursday 12 November.\n"
    )
    assert week_two.ok("adjust") == "nothing yet: one adjustment, in week 3\n"
    assert week_two.ok("adjust", "Begin with the second paragraph").startswith(
        "Trying: Begin with the second paragraph"
    )
    assert "Adjust: More than one change is open" in week_two.ok("adjust", "Write standing")
    assert week_two.ok("adjust") == "Begin with the second paragraph\nWrite standing\n"
    assert week_two.ok("adjust", "--close", "parked").startswith("Closed as parked: Write standing")
    week_two.ok("adjust", "--close", "kept")
    assert week_two.refused("adjust", "--close", "kept").endswith("No adjustment is open")
    assert "kept, reverted, parked" in week_two.refused("adjust", "--close", "maybe")
    assert "needs a few words" in week_two.refused("feedback", "")
    assert "lies ahead" in week_two.refused("feedback", "x", "--day", "tomorrow")


def test_a_transfer_test_is_recorded(week_two: "Shell") -> None:
    out = week_two.ok(
        "transfer", "--changed", "place", "--context", "a café", "--amount", "250,5", "--held", "the order"
    )
    assert out == "Transfer test recorded for Friday 13 November.\n"
    assert "Still needed: --changed, --context" in week_two.refused("transfer")
    assert "needs a few words" in week_two.refused("transfer", "--changed", "place", "--context", "")
    assert "Score is 0 to 100" in week_two.refused("transfer", "--changed", "time", "--context", "x", "--score", "101")
    assert "place, time, tool" in week_two.refused("transfer", "--changed", "mood", "--context", "x")


def test_a_reflection_goes_out_as_toml_and_comes_back_the_same(week_two: "Shell", tmp_path: Path) -> None:
    blank = tomllib.loads(week_two.ok("reflect", "1"))
    assert blank == {"prompt": "", "better_next_week": ""}
    answers = tmp_path / "answers.toml"
    answers.write_text('prompt = "Yes: the count\\nstands \\"there\\"."\nbetter_next_week = "before nine"\n', "utf-8")
    assert week_two.ok("reflect", "1", "--answers", str(answers)) == "Reflection for week 1 saved\n"
    shown = week_two.ok("reflect", "1", "--show")
    assert tomllib.loads(shown) == tomllib.loads(answers.read_text("utf-8"))
    assert "# Could a stranger tell whether I did it?" in shown
    assert "last week’s better: before nine" in week_two.ok("reflect")
    again = shown.replace("before nine", "before eight").encode()
    week_two.ok("reflect", "1", "--answers", "-", typed=again)
    assert tomllib.loads(week_two.ok("reflect", "1"))["better_next_week"] == "before eight"


def test_the_third_week_takes_conditions_and_a_fact_by_its_number(week_two: "Shell") -> None:
    week_two.at("2026-11-16")
    shown = week_two.ok("reflect")
    assert "# What is one behavior I improved, and which conditions made it possible?" in shown
    fact = next(line for line in shown.splitlines() if line.startswith("# 1 ")).removeprefix("# 1 ")
    week_two.ok("reflect", "--answers", "-", typed=b'now = "start"\ntime = "before 8"\nplace = "table"\nevidence = 1\n')
    written = tomllib.loads(week_two.ok("reflect"))
    assert (written["now"], written["time"], written["evidence"]) == ("start", "before 8", fact)
    assert "Evidence is 1 to" in week_two.refused("reflect", "--answers", "-", typed=b"evidence = 99")


@pytest.mark.parametrize(
    ("document", "line"),
    [
        (b'prompt = "open', "The answers cannot be read as TOML from line 1 on"),
        (b'\n\nprompt = "a"\nprompt = "b"', "The answers cannot be read as TOML from line 4 on"),
        (b'now = "x"', "Week 2 takes prompt, better_next_week"),
        (b"prompt = 3", "Prompt is a text in quotes"),
        (b"", "One answered line is enough to save; so far there is none"),
        (b"\xff\xfe", "Answer is read as UTF-8 text"),
    ],
)
def test_answers_that_cannot_be_read_are_refused(week_two: "Shell", document: bytes, line: str) -> None:
    said = week_two.refused("reflect", "2", "--answers", "-", typed=document)
    assert said.removeprefix("mastery reflect: ").lower() == line.lower()


def test_a_week_that_has_not_begun_is_not_reflected(week_two: "Shell") -> None:
    assert "Week 4 begins on day 22" in week_two.refused("reflect", "4", "--answers", "-", typed=b'prompt = "x"')
    assert week_two.refused("reflect", "5") == "mastery reflect: A week is 1 to 4"
    assert "cannot be read" in week_two.refused("reflect", "--answers", "/nowhere/at/all.toml")


def test_a_plan_is_finished_or_stopped(week_two: "Shell") -> None:
    assert week_two.ok("finish", "--next", "adjust", "--summary", "-", typed=b"It went well") == (
        "The plan ends on Thursday 12 November 2026. What is recorded stays.\n"
    )
    assert week_two.ok("undo") == "Taken back: the end of the plan\n"
    week_two.at("2026-12-02")
    assert week_two.ok("finish") == "Thirty days, finished on Tuesday 1 December 2026.\n"
    assert week_two("status", "--json").json["state"] == "ended"
    assert "plan ended on" in week_two.refused("finish")


def test_redo_brings_back_what_undo_took(writing: "Shell") -> None:
    writing.ok("log", "400")
    assert writing.ok("undo") == "Taken back: the check-in for 2 November 2026\n"
    assert writing("status", "--json").json["recorded_today"] is False
    assert writing.ok("redo") == "Brought back: the check-in for 2 November 2026\n"
    assert writing("status", "--json").json["recorded_today"] is True
    assert "not an undo" in writing.refused("redo")


def test_it_can_be_made_easier_for_a_while(week_two: "Shell") -> None:
    said = week_two.ok("reduce", "--minimum", "50", "--until", "2026-11-30")
    assert "minimum 50" in said
    assert "30 November" in said
    assert "is a target under 400 or a minimum under 150" in week_two.refused(
        "reduce", "--target", "400", "--minimum", "150"
    )
    assert week_two.ok("undo").startswith("Taken back: the easier standard")
