"""Beginning a plan in one line."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from mastery_tui import guide

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell

YES_NO = ["start", "--name", "Call", "--standard", "one call made", "--feedback", "the list"]
WEEKDAYS = tuple(name.lower() for name in guide.words("weekdays_short").values())
FEEDBACK_KINDS = ("coach", "rubric", "comparison")


def refusal(code: str, **facts: object) -> str:
    """The line that refuses a start."""
    return f"mastery start: {guide.refusal(code, **facts)}"


def rest_on(*weekdays: int) -> str:
    return ",".join(WEEKDAYS[each - 1] for each in weekdays)


def test_a_plan_begins_today_with_what_was_said(shell: "Shell") -> None:
    out = shell.ok(*WRITING, "--rest-on", rest_on(7, 4), "--when", "the coffee is poured", "--at", "the table")
    first = guide.date_words(date(2026, 11, 2), "full")
    assert out.splitlines()[0] == guide.say("cli", "started", first=first, name="Write")
    behaviour = shell("status", "--json").json["behaviour"]
    assert behaviour == {
        "name": "Write",
        "standard": "words",
        "unit": "words",
        "target": 400,
        "minimum": 150,
        "pause_signs": "",
        "error_kinds": [],
        "better_in_a_week": "",
    }
    assert guide.word("cli", "today_open") in shell.ok("status")
    shell.at("2026-11-05")
    assert guide.word("cli", "today_rest") in shell.ok("status")


def test_a_behaviour_without_a_unit_is_done_or_not(shell: "Shell") -> None:
    shell.ok(*YES_NO)
    assert shell("status", "--json").json["behaviour"]["target"] == 1
    assert guide.word("plan", "goal_yes_no") in shell.ok("status")
    what = f"{guide.word('outcomes', 'done')}, {guide.field_label('effort')} 3"
    recorded = guide.say("cli", "recorded", day=guide.date_words(date(2026, 11, 2), "long"), what=what)
    assert shell.ok("log", "done", "e3").splitlines()[0] == recorded


@pytest.mark.parametrize(
    ("on", "first"),
    [("2026-10-27", "2026-10-27"), ("16 Nov", "2026-11-16"), (guide.word("weekdays_short", 1).lower(), "2026-11-02")],
)
def test_the_first_day_lies_from_six_days_back_to_fourteen_ahead(shell: "Shell", on: str, first: str) -> None:
    shell.ok(*WRITING, "--on", on)
    assert shell("status", "--json").json["cycle"]["started_on"] == first


@pytest.mark.parametrize("on", ["2026-10-26", "2026-11-17"])
def test_another_first_day_is_refused_with_the_range(shell: "Shell", on: str) -> None:
    line = shell.refused(*WRITING, "--on", on)
    assert line == refusal("start.range", first=date(2026, 10, 27), last=date(2026, 11, 16))


def test_a_second_start_is_refused_while_a_plan_runs(writing: "Shell") -> None:
    line = writing.refused(*YES_NO)
    assert line == refusal("cycle.running", started_on=date(2026, 11, 2))


def test_a_plan_may_not_begin_inside_an_earlier_one(writing: "Shell") -> None:
    writing.ok("log", "400")
    writing.ok("finish", "--next", "stop")
    line = writing.refused(*YES_NO, "--on", "2026-11-02")
    assert line == refusal("cycle.overlap", first=date(2026, 11, 2), last=date(2026, 11, 2))
    writing.ok(*YES_NO, "--on", guide.word("weekdays", 2))
    assert writing("status", "--json").json["cycle"]["number"] == 2


@pytest.mark.parametrize(
    ("said", "code", "facts"),
    [
        (["--name", "x" * 81], "text.length", {"field": "name", "longest": 80, "length": 81}),
        (["--name", " "], "text.missing", {"field": "name", "longest": 80}),
        (["--standard", "x" * 201], "text.length", {"field": "standard", "longest": 200, "length": 201}),
        (["--feedback", ""], "text.missing", {"field": "feedback_source", "longest": 120}),
        (["--unit", "x" * 21], "text.length", {"field": "unit", "longest": 20, "length": 21}),
        (["--target", "0"], "number.positive", {"field": "target", "high": 1_000_000_000}),
        (["--target", "lots"], "number.shape", {"field": "target"}),
        (["--minimum", "-1"], "number.positive", {"field": "minimum", "high": 1_000_000_000}),
        (["--minimum", "401"], "minimum.above_target", {"target": 400}),
        (["--result", "fame"], "choice.unknown", {"field": "result", "known": ("amount", "errors", "score", "none")}),
        (["--better", "higher"], "choice.unknown", {"field": "better", "known": ("more", "fewer")}),
        (["--feedback-kind", "x"], "choice.unknown", {"field": "feedback_kind", "known": FEEDBACK_KINDS}),
        (["--context", "a b/c"], "tag.shape", {"longest": 20}),
        (["--context", "x" * 21], "tag.shape", {"longest": 20}),
        (["--context", "e f g h"], "list.length", {"field": "contexts", "longest": 6}),
        (["--context", "desk"], "contexts.twice", {}),
        (["--rest-on", "payday"], "choice.unknown", {"field": "rest_weekdays", "known": WEEKDAYS}),
        (["--rest-on", rest_on(1, 1)], "rest_weekdays.twice", {}),
        (["--rest-on", rest_on(1, 2, 3, 4, 5, 6, 7)], "list.length", {"field": "rest_weekdays", "longest": 6}),
        (["--when", "x" * 201], "text.length", {"field": "anchor_when", "longest": 200, "length": 201}),
        (["--starting", "x" * 501], "text.length", {"field": "starting_conditions", "longest": 500, "length": 501}),
        (["--on", "soon"], "day.ahead", {"example": date(2026, 11, 9)}),
    ],
)
def test_a_value_out_of_its_bounds_is_refused_with_what_is_allowed(
    shell: "Shell", said: list[str], code: str, facts: dict[str, object]
) -> None:
    assert shell.refused(*WRITING, *said) == refusal(code, **facts)


@pytest.mark.parametrize(
    ("left_out", "needed"),
    [("--name", "--name"), ("--standard", "--standard"), ("--feedback", "--feedback"), ("--target", "--target")],
)
def test_what_is_still_needed_is_named(shell: "Shell", left_out: str, needed: str) -> None:
    place = WRITING.index(left_out)
    assert shell.refused(*WRITING[:place], *WRITING[place + 2 :]) == refusal("usage.needed", what=needed)


def test_an_amount_cannot_be_the_result_without_a_unit(shell: "Shell") -> None:
    assert shell.refused(*YES_NO, "--result", "amount") == refusal("result.needs_unit")
    assert shell.refused(*YES_NO, "--target", "2") == refusal("standard.yes_no")
