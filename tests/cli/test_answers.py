"""What commands answer in JSON is an object with a schema, and is what ``--schema`` says it is."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from mastery_tui.cli.commands import COMMANDS
from mastery_tui.coach.answers import ANSWERS
from mastery_tui.demo.personas import PERSONAS
from mastery_tui.demo.play import play, play_finished
from mastery_tui.settings import Settings
from tests.cli.conftest import WRITING, Shell

NOW = datetime.fromisoformat("2026-11-27T08:30:00+01:00")
LOOKS = (
    ("status", "--json"),
    ("cues", "--json"),
    ("cues", "--json", "--all"),
    ("cues", "rules", "--json"),
    ("timer", "--json"),
)
CYCLE_LOOKS = (("progress", "--json"), ("history", "--json"), ("summary", "--json"))
"""What is refused before the first plan."""
DATES = FormatChecker(())


@DATES.checks("date", ValueError)
def is_date(text: object) -> bool:
    return not isinstance(text, str) or date.fromisoformat(text).isoformat() == text


@DATES.checks("date-time", ValueError)
def is_moment(text: object) -> bool:
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


ANSWERING = [name for name, command in COMMANDS.items() if any(each.name == "--json" for each in command.arguments)]


def schema(shell: Shell, *arguments: str) -> dict[str, Any]:
    found = shell(*arguments, "--schema")
    assert (found.code, found.err) == (0, "")
    Draft202012Validator.check_schema(found.json)
    return dict(found.json)


def checked(shell: Shell, *arguments: str) -> dict[str, Any]:
    """What a command answers, held against what it says that it answers."""
    answer = shell(*arguments)
    assert answer.code == 0, answer.err
    validator = Draft202012Validator(schema(shell, *arguments), format_checker=DATES)
    wrong = [f"{each.json_path}: {each.message[:200]}" for each in validator.iter_errors(answer.json)]
    assert wrong == [], arguments
    assert next(iter(answer.json)) == "schema"
    return dict(answer.json)


def whole(shell: Shell) -> None:
    for look in (*LOOKS, *CYCLE_LOOKS):
        checked(shell, *look)


def played(shell: Shell, persona: str, *, finished: bool = False) -> None:
    made = play_finished if finished else play

    def begun(shell: Shell) -> None:
        made(PERSONAS[persona], shell.file, lambda: NOW, Settings())

    shell.begin_with(f"{persona}, {finished}", begun)
    shell.set_env("MASTERY_NOW", NOW.isoformat())


# -- what is answered --------------------------------------------------------------------------------------------------


def test_without_a_plan_everything_is_as_the_schema_says(shell: Shell) -> None:
    for look in LOOKS:
        checked(shell, *look)
    assert checked(shell, "status", "--json")["state"] is None


@pytest.mark.parametrize("persona", PERSONAS)
def test_in_a_running_month_everything_is_as_the_schema_says(shell: Shell, persona: str) -> None:
    played(shell, persona)
    whole(shell)
    checked(shell, "cues", "--json", "--all", "--as-of", "2026-11-24")
    checked(shell, "progress", "--json", "--as-of", "2026-11-24")
    assert checked(shell, "log", "1", "25m", "e6", "anxious/4", "c2", "r6", "--json")["recorded"]["recoveries"] == [6]


def test_after_three_months_everything_is_as_the_schema_says(shell: Shell) -> None:
    played(shell, "steady", finished=True)
    whole(shell)
    assert checked(shell, "progress", "--json", "--cycle", "3")["earlier"]
    assert checked(shell, "status", "--json")["state"] == "ended"


def test_when_the_month_is_over_and_when_it_has_ended_everything_is_as_the_schema_says(week_two: Shell) -> None:
    week_two.at("2026-12-05")
    whole(week_two)
    assert checked(week_two, "status", "--json")["state"] == "awaiting_summary"
    week_two("finish", "--next", "stop", "--summary", "A summary.")
    whole(week_two)
    assert "summary" in {entry["kind"] for entry in checked(week_two, "history", "--json")["entries"]}


def test_before_the_first_day_in_a_pause_and_after_it_everything_is_as_the_schema_says(shell: Shell) -> None:
    shell.ok(*WRITING, "--on", "2026-11-04")
    whole(shell)
    shell.at("2026-11-04")
    shell("pause")
    whole(shell)
    assert checked(shell, "status", "--json")["state"] == "paused"
    shell("resume")
    for kind in ("feedback", "adjust"):
        shell(kind, "Something was seen.")
    shell("adjust", "--close", "kept")
    shell("transfer", "--changed", "place", "--context", "kitchen", "--amount", "200")
    whole(shell)


def test_the_timer_is_as_the_schema_says_at_every_stage(writing: Shell) -> None:
    for action in ("start", "stop", "restart", "done"):
        assert checked(writing, "timer", action, "--json")["schema"] == 1
        checked(writing, "timer", "--json")
        checked(writing, "status", "--json")


# -- the schema --------------------------------------------------------------------------------------------------------


def test_every_command_that_answers_in_json_says_what(shell: Shell) -> None:
    assert set(ANSWERING) <= set(ANSWERS)
    for name in ANSWERING:
        assert "--schema" in shell.ok(name, "--help")
        (key,) = (part for part in schema(shell, name)["$defs"].values() if "schema" in part.get("properties", {}))
        assert key["properties"]["schema"]["enum"]


def test_a_schema_asks_for_no_word_and_no_journal(shell: Shell, tmp_path: Path) -> None:
    assert schema(shell, "log") == schema(shell, "log", "--json")
    shell.file.write_text("broken")
    assert schema(shell, "cues", "rules") == schema(shell, "cues", "--schema", "rules")
    assert schema(shell, "cues", "rules") != schema(shell, "cues")
    assert schema(shell, "history", "rules") == schema(shell, "history")
    assert list(tmp_path.iterdir()) == [shell.file]


def test_a_command_without_json_has_no_schema(shell: Shell) -> None:
    shell.refused("due", "--schema")


def objects(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if "properties" in part:
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from objects(each)


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_schema_has_every_key_and_no_other_and_describes_every_shape(shell: Shell, answer: str) -> None:
    for each in objects(schema(shell, *answer.split())):
        assert each["required"] == list(each["properties"])
        assert each["additionalProperties"] is False
        assert each["description"]
        assert "Attributes" not in each["description"]


def test_a_wrong_answer_is_seen(writing: Shell) -> None:
    validator = Draft202012Validator(schema(writing, "status"))
    answer = writing("status", "--json").json
    assert validator.is_valid(answer)
    for wrong in ({"schema": 99}, {"recorded_today": "no"}, {"more": 1}):
        assert not validator.is_valid(answer | wrong)
    assert not validator.is_valid({key: value for key, value in answer.items() if key != "due"})
