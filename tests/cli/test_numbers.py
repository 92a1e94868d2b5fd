"""Numbers in the shell: taken whole or refused whole, by `log` and by every option."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from mastery_tui import guide

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell

FIRST = date(2026, 11, 2)
NAMED = ("1:30", "3/4", "1.5.5", "-5", "1h30", "1'234", "1e3", "1.234,5", "10-12", "1500,000", "90m", "1.5h")


def begun(shell: "Shell", unit: str, target: str = "400", minimum: str = "20") -> "Shell":
    shell.ok(
        *("start", "--name", "Practice", "--standard", "s", "--feedback", "f", "--unit", unit),
        *("--target", target, "--minimum", minimum),
    )
    return shell


@pytest.mark.parametrize("typed", NAMED)
def test_log_refuses_whole_what_is_no_number_of_words(writing: "Shell", typed: str) -> None:
    writing.refused("log", typed)
    writing.refused("log", typed, "e6")


@pytest.mark.parametrize("typed", NAMED)
@pytest.mark.parametrize("option", ["--target", "--minimum"])
def test_options_refuse_whole_what_is_no_number_of_words(shell: "Shell", typed: str, option: str) -> None:
    shell.refused(*WRITING, option, typed)
    shell.ok(*WRITING)
    shell.refused("edit", option, typed)
    shell.refused("reduce", option, typed)
    shell.refused("transfer", "--changed", "place", "--context", "train", "--amount", typed)
    shell.refused("transfer", "--changed", "place", "--context", "train", "--errors", typed)
    shell.refused("transfer", "--changed", "place", "--context", "train", "--score", typed)
    shell.at("2026-11-09")
    if option == "--minimum":
        shell.refused("lock", "--minimum", typed)
    shell.refused("week", typed)


@pytest.mark.parametrize("typed", ["-5", "-1:30", "-30m", "-,5", "-1h", "-3/4"])
def test_what_begins_below_zero_is_refused_as_a_number(shell: "Shell", typed: str) -> None:
    begun(shell, "minutes")
    facts = {"field": "amount", "low": 0, "high": 1_000_000_000, "word": typed}
    code = "number.range" if typed == "-5" else "number.or_time"
    assert shell.refused("log", typed) == f"mastery log: {guide.refusal(code, **facts)}"
    assert guide.refusal("usage.value", what="--target") not in shell.refused("edit", "--target", typed)


def test_a_time_is_told_from_an_amount(writing: "Shell") -> None:
    for typed in ("1:30", "+1:30", "+90m"):
        said = guide.refusal("number.time", word=typed if typed[0] != "+" else "", field="amount", unit="words")
        assert writing.refused("log", typed) == f"mastery log: {said}"
    for typed in ("1h30", "90m", "1.5h"):
        assert writing.refused("log", typed) == f"mastery log: {guide.refusal('amount.only_minutes')}"
    said = guide.refusal("number.time", field="target", unit="words")
    assert writing.refused("edit", "--target", "1h30") == f"mastery edit: {said}"


@pytest.mark.parametrize("typed", ["1 234", "1\u00a0234", "1\u202f234", "1234 words", "1234words", "+1234", "1234,0"])
def test_options_take_a_number_with_its_spaces_and_its_unit(shell: "Shell", typed: str) -> None:
    begun(shell, "words", typed)
    assert shell("status", "--json").json["behaviour"]["target"] == 1234


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1 234", 1234), ("1\u00a0234", 1234), ("1234 words", 1234), ("1234words", 1234), ("2,5", 2.5), ("٤٢٠", 420)],
)
def test_log_takes_a_number_with_its_unit(writing: "Shell", typed: str, amount: float) -> None:
    assert writing("log", typed, "--json").json["recorded"]["amount"] == amount


@pytest.mark.parametrize(
    ("unit", "typed", "amount", "minutes"),
    [
        *(("minutes", typed, 90, 90) for typed in ("1:30", "1h30", "90m", "1.5h", "90", "90 minutes", "1:30:00")),
        *(("min", typed, 95, 95) for typed in ("95", "95min", "95 min", "1h35")),
        *(("hours", typed, 1.5, 90) for typed in ("1:30", "1.5", "90m", "1h30", "1,5 hours")),
        *(("seconds", typed, 90, 1) for typed in ("1:30", "90", "1m30", "90s", "0:01:30")),
        ("minutes", "95 25m", 95, 25),
        ("minutes", "1:30 25m", 90, 25),
        ("minutes", "25m 1:30", 25, 90),
        ("minutes", "25m 95", 95, 25),
    ],
)
def test_durations_mean_what_they_say_where_the_unit_is_time(
    shell: "Shell", unit: str, typed: str, amount: float, minutes: int
) -> None:
    recorded = begun(shell, unit)("log", typed, "--json").json["recorded"]
    assert (recorded["amount"], recorded["minutes"]) == (amount, minutes)


@pytest.mark.parametrize(
    ("unit", "typed", "standard"),
    [
        ("minutes", ("1:30", "20m"), (90, 20)),
        ("hours", ("1:30", "20m"), (1.5, 0.333333)),
        ("h", ("1.5 h", "0:20"), (1.5, 0.333333)),
        ("seconds", ("1:30", "30s"), (90, 30)),
    ],
)
def test_a_target_may_be_a_duration(
    shell: "Shell", unit: str, typed: tuple[str, str], standard: tuple[float, float]
) -> None:
    begun(shell, unit, *typed)
    behaviour = shell("status", "--json").json["behaviour"]
    assert (behaviour["target"], behaviour["minimum"]) == standard
    shell.ok("edit", "--target", "3600", "--minimum", "1", "--raise")
    shell.ok("edit", "--target", typed[0], "--minimum", typed[1], "--raise")
    behaviour = shell("status", "--json").json["behaviour"]
    assert (behaviour["target"], behaviour["minimum"]) == standard


def test_adding_to_a_time_lets_its_minutes_follow(shell: "Shell") -> None:
    begun(shell, "minutes").ok("log", "0:50")
    recorded = shell("log", "+0:40", "--json").json["recorded"]
    assert (recorded["amount"], recorded["minutes"]) == (90, 90)
    recorded = shell("log", "100", "25m", "--json").json["recorded"]
    assert (recorded["amount"], recorded["minutes"]) == (100, 25)
    assert shell("log", "110", "--json").json["recorded"]["minutes"] == 25


@pytest.mark.parametrize(
    ("result", "better"), [("amount", "fewer"), ("score", "fewer"), ("errors", "more"), ("none", "fewer")]
)
def test_another_direction_is_refused_with_what_to_use_instead(shell: "Shell", result: str, better: str) -> None:
    line = shell.refused(*WRITING, "--result", result, "--better", better)
    advice = guide.word("shell_options", f"direction.{result}")
    assert line == f"mastery start: {guide.refusal(f'direction.{result}')}. {advice}"
    assert "--result" in advice


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        (("--result", "amount", "--better", "more"), ("amount", "more")),
        (("--result", "errors", "--better", "fewer"), ("errors", "fewer")),
        (("--result", "score", "--better", "more"), ("score", "more")),
        (("--result", "errors"), ("errors", "fewer")),
        (("--result", "score"), ("score", "more")),
        (("--result", "none", "--better", "more"), ("none", "more")),
    ],
)
def test_a_direction_follows_from_the_result(shell: "Shell", said: tuple[str, ...], stored: tuple[str, str]) -> None:
    from mastery_tui import clock
    from mastery_tui.journal import Journal

    shell.ok(*WRITING, *said)
    behaviour = Journal(shell.file, clock.now).cycles()[0].behaviour
    assert (behaviour.result, behaviour.better) == stored


def test_better_fewer_without_a_result_is_refused(shell: "Shell") -> None:
    refused, advice = guide.refusal("direction.amount"), guide.word("shell_options", "direction.amount")
    assert shell.refused(*WRITING, "--better", "fewer") == f"mastery start: {refused}. {advice}"


def test_a_stored_direction_is_read_as_before_edited_and_named_by_doctor(writing: "Shell") -> None:
    content = writing.file.read_text("utf-8")
    assert '"feedback_source"' in content
    writing.file.write_text(content.replace('"feedback_source"', '"better": "fewer", "feedback_source"', 1), "utf-8")
    assert "400 words" in writing.ok("log", "400")
    writing.ok("edit", "--name", "Write on")
    facts = {"first": FIRST, "result": "amount", "better": "fewer"}
    assert guide.say("doctor_findings", "direction", **facts) in writing.ok("doctor")
    assert '"fewer"' in writing.file.read_text("utf-8")
