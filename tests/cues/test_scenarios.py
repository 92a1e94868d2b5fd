"""The scenario tables: days in, and what a rule says as of a day."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from mastery_tui.cues.engine import Cue, evaluate
from mastery_tui.cues.params import describe
from mastery_tui.cues.rule import Rule
from mastery_tui.cues.rules import RULES
from mastery_tui.cues.thresholds import thresholds
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


def beside(scenario: dict[str, Any]) -> set[str]:
    """The rules that a scenario names as muting."""
    return {expected.rpartition(" by ")[2] for expected in scenario["at"].values() if " by " in expected}


def up_to(records: CycleRecords, day: int) -> CycleRecords:
    """The records as they were before anything but a planned rest was recorded for a later day."""
    last = on(day)
    return replace(
        records,
        check_ins=tuple(each for each in records.check_ins if each.day <= last or each.planned),
        adjustments=tuple(each for each in records.adjustments if each.opened_on <= last),
        pauses=tuple(each for each in records.pauses if each.first <= last),
        feedback_checks=tuple(each for each in records.feedback_checks if each.day <= last),
    )


@pytest.mark.parametrize(("about", "scenario", "day", "expected"), tables())
def test_a_rule_says_what_its_table_says(about: str, scenario: dict[str, Any], day: int, expected: str) -> None:
    records = built(**{key: value for key, value in scenario.items() if key not in OTHER_KEYS})
    in_force, warnings = thresholds(scenario.get("rules", {}))
    assert not warnings
    timer = scenario.get("timer")
    named = [rule for rule in RULES if rule.id in {about, *beside(scenario)}]
    assert told(evaluate(records, in_force, on(day), timer, named), about) == expected
    among_all = evaluate(records, in_force, on(day), timer)
    assert [(cue.since - START).days + 1 for cue in among_all if cue.rule == about] == since(expected)
    assert evaluate(up_to(records, day), in_force, on(day), timer) == among_all


def since(expected: str) -> list[int]:
    """The position that an expectation names, if it names one."""
    return [int(expected.split()[1])] if expected else []


def test_every_rule_has_a_table() -> None:
    about = {tomllib.loads(path.read_text(encoding="utf-8"))["about"] for path in FOLDER.glob("*.toml")}
    assert about == {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_figure_of_a_rule_is_changed_in_some_scenario(rule: Rule[Any]) -> None:
    table = tomllib.loads((FOLDER / f"{rule.id.replace('.', '_')}.toml").read_text(encoding="utf-8"))
    changed = {name for scenario in table["scenario"] for name in scenario.get("rules", {}).get(rule.id, {})}
    assert changed == set(describe(rule.params))
