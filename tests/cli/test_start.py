"""Beginning a plan in one line."""

from typing import TYPE_CHECKING

import pytest

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell

YES_NO = ["start", "--name", "Call", "--standard", "one call made", "--feedback", "the list"]


def test_a_plan_begins_today_with_what_was_said(shell: "Shell") -> None:
    out = shell.ok(*WRITING, "--rest-on", "sun,thu", "--when", "the coffee is poured", "--at", "the table")
    assert out.startswith("The plan begins on Monday 2 November 2026: Write\n")
    behaviour = shell("status", "--json").json["behaviour"]
    assert behaviour == {"name": "Write", "standard": "words", "unit": "words", "target": 400, "minimum": 150}
    assert "Today is not recorded yet." in shell.ok("status")
    shell.at("2026-11-05")
    assert "Today is a planned rest." in shell.ok("status")


def test_a_behaviour_without_a_unit_is_done_or_not(shell: "Shell") -> None:
    shell.ok(*YES_NO)
    assert shell("status", "--json").json["behaviour"]["target"] == 1
    assert "Done, or the smallest version" in shell.ok("status")
    assert "done" in shell.ok("log", "done", "e3")


@pytest.mark.parametrize(
    ("on", "first"), [("2026-10-27", "2026-10-27"), ("16 Nov", "2026-11-16"), ("mon", "2026-11-02")]
)
def test_the_first_day_lies_from_six_days_back_to_fourteen_ahead(shell: "Shell", on: str, first: str) -> None:
    shell.ok(*WRITING, "--on", on)
    assert shell("status", "--json").json["cycle"]["started_on"] == first


@pytest.mark.parametrize("on", ["2026-10-26", "2026-11-17"])
def test_another_first_day_is_refused_with_the_range(shell: "Shell", on: str) -> None:
    line = shell.refused(*WRITING, "--on", on)
    assert line == "mastery start: The first day is from 27 October 2026 to 16 November 2026"


def test_a_second_start_is_refused_while_a_plan_runs(writing: "Shell") -> None:
    line = writing.refused(*YES_NO)
    assert line == "mastery start: One plan at a time: the one from 2 November 2026 is still open"


def test_a_plan_may_not_begin_inside_an_earlier_one(writing: "Shell") -> None:
    writing.ok("log", "400")
    writing.ok("finish", "--next", "stop")
    assert "an earlier plan, from 2 November 2026 to 2 November 2026" in writing.refused(*YES_NO, "--on", "today")
    writing.ok(*YES_NO, "--on", "tomorrow")
    assert writing("status", "--json").json["cycle"]["number"] == 2


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (["--name", "x" * 81], "Behaviour takes up to 80 characters; this is 81"),
        (["--name", " "], "Behaviour needs a few words, up to 80 characters"),
        (["--standard", "x" * 201], "Done-test takes up to 200 characters; this is 201"),
        (["--feedback", ""], "Feedback needs a few words, up to 120 characters"),
        (["--unit", "x" * 21], "Unit takes up to 20 characters; this is 21"),
        (["--target", "0"], "Target is more than 0, up to 1,000,000,000"),
        (["--target", "lots"], "Target is a number, like 400 or 2.5"),
        (["--minimum", "-1"], "Minimum is more than 0, up to 1,000,000,000"),
        (["--minimum", "401"], "The minimum is at most the target, 400"),
        (["--result", "fame"], "Result is one of amount, errors, score, none"),
        (["--better", "higher"], "Better means is one of more, fewer"),
        (["--feedback-kind", "x"], "Kind of feedback is one of coach, rubric, comparison"),
        (["--context", "a b/c"], "A context is 1 to 20 letters, digits, - or _"),
        (["--context", "x" * 21], "A context is 1 to 20 letters, digits, - or _"),
        (["--context", "e f g h"], "Contexts: up to 6 of them"),
        (["--context", "desk"], "One of the contexts is named twice"),
        (["--rest-on", "payday"], "Rest days is one of mon, tue, wed, thu, fri, sat, sun"),
        (["--rest-on", "mon,mon"], "One of the rest days is named twice"),
        (["--rest-on", "mon,tue,wed,thu,fri,sat,sun"], "Rest days: up to 6 of them"),
        (["--when", "x" * 201], "When takes up to 200 characters; this is 201"),
        (["--starting", "x" * 501], "Starting conditions takes up to 500 characters; this is 501"),
        (["--on", "soon"], "A day is written like 2026-11-02"),
    ],
)
def test_a_value_out_of_its_bounds_is_refused_with_what_is_allowed(shell: "Shell", said: list[str], line: str) -> None:
    assert shell.refused(*WRITING, *said) == f"mastery start: {line}"


@pytest.mark.parametrize(
    ("left_out", "line"),
    [("--name", "--name"), ("--standard", "--standard"), ("--feedback", "--feedback"), ("--target", "--target")],
)
def test_what_is_still_needed_is_named(shell: "Shell", left_out: str, line: str) -> None:
    place = WRITING.index(left_out)
    assert shell.refused(*WRITING[:place], *WRITING[place + 2 :]) == f"mastery start: Still needed: {line}"


def test_an_amount_cannot_be_the_result_without_a_unit(shell: "Shell") -> None:
    assert "needs a unit" in shell.refused(*YES_NO, "--result", "amount")
    assert "target and minimum are both 1" in shell.refused(*YES_NO, "--target", "2")
