"""The scenario tables: days in, and what a rule says as of a day."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from mastery_tui.cues.engine import Cue, evaluate
from mastery_tui.cues.params import thresholds
from mastery_tui.cues.rules import RULES
from mastery_tui.practice.records import CycleRecords
from tests.cues.build import START, built, on

FOLDER = Path(__file__).parent / "scenarios"
OTHER_KEYS = ("name", "at", "timer", "rules")


def tables() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for scenario in table["scenario"]:
            for day, expected in scenario["at"].items():
                name = f"{table['about']}: {scenario['name']}, day {day}"
                found.append(pytest.param(table["about"], scenario, int(day), expected, id=name))
    return found


def told(cues: list[Cue], about: str) -> str:
    """What a list of cues holds of one rule, as the tables write it."""
    for cue in cues:
        if cue.rule == about:
            since = f"since {(cue.since - START).days + 1}"
            return (
                since if cue.state == "firing" else f"{since} {cue.state}" + f" by {cue.muted_by}" * bool(cue.muted_by)
            )
    return ""


def up_to(records: CycleRecords, day: int) -> CycleRecords:
    """The records as they were before anything was recorded for a later day."""
    last = on(day)
    return replace(
        records,
        check_ins=tuple(each for each in records.check_ins if each.day <= last),
        adjustments=tuple(each for each in records.adjustments if each.opened_on <= last),
        pauses=tuple(each for each in records.pauses if each.first <= last),
    )


@pytest.mark.parametrize(("about", "scenario", "day", "expected"), tables())
def test_a_rule_says_what_its_table_says(about: str, scenario: dict[str, Any], day: int, expected: str) -> None:
    records = built(**{key: value for key, value in scenario.items() if key not in OTHER_KEYS})
    in_force, warnings = thresholds(scenario.get("rules", {}))
    assert not warnings
    cues = evaluate(records, in_force, on(day), scenario.get("timer"))
    assert told(cues, about) == expected
    assert evaluate(up_to(records, day), in_force, on(day), scenario.get("timer")) == cues


def test_every_rule_has_a_table() -> None:
    about = {tomllib.loads(path.read_text(encoding="utf-8"))["about"] for path in FOLDER.glob("*.toml")}
    assert about == {rule.id for rule in RULES}
