"""Thresholds from config.toml: what is in force, and what is said about the rest."""

from typing import Any

import pytest
from msgspec.structs import asdict

from mastery_tui import guide
from mastery_tui.cues.params import describe
from mastery_tui.cues.rules import RULES
from mastery_tui.cues.thresholds import Thresholds, thresholds
from mastery_tui.guide.sections import section
from mastery_tui.settings import SettingsWarning

BY_ID = {rule.id: rule for rule in RULES}
BOUNDS = [
    pytest.param(rule, threshold, id=f"{rule.id}.{threshold.name}")
    for rule in RULES
    for threshold in describe(rule.params).values()
]


def in_force(raw: dict[str, Any], rule_id: str) -> tuple[dict[str, Any], tuple[SettingsWarning, ...]]:
    found, warnings = thresholds(raw)
    return asdict(found.of(BY_ID[rule_id])), warnings


def test_without_settings_the_defaults_are_in_force() -> None:
    found, warnings = thresholds({})
    assert (found, warnings) == (Thresholds(), ())
    assert {rule.id: asdict(found.of(rule)) for rule in RULES} == {
        "support.repeated_pause": {"strength": 4, "sessions": 7, "count": 3, "smallest": 3, "clears_at": 1},
        "pause.session_dominated": {"strength": 4},
        "pause.lighter_next": {
            "strength": 4,
            "sessions": 3,
            "count": 2,
            "smallest": 2,
            "light": 2,
            "light_sessions": 2,
        },
        "recover.restart_due": {"minutes": 10},
        "recover.second_cancel": {"count": 2, "run": 2},
        "recover.welcome_back": {"run": 3},
        "recover.effort_creep": {"gap": 2, "sessions": 3, "smallest": 8, "clears_at": 1},
        "recover.no_rest": {"run": 10, "effort": 7, "sessions": 5, "due": 2},
        "adjust.time_before_intensity": {"rise": 20, "smallest": 3},
        "adjust.no_clear_change": {"window": 14, "smallest": 8},
        "adjust.one_change": {"count": 1},
        "adjust.one_source": {"sources": 1, "checks": 3, "smallest": 2},
        "adjust.shrink_minimum": {"count": 4, "days": 7, "smallest": 5, "from_day": 8, "clears_at": 2},
        "adjust.process_missing": {"count": 5, "sessions": 7, "smallest": 5, "clears_at": 2},
        "note.spare_used": {"count": 1},
        "note.bad_week": {"drop": 30, "before": 60, "smallest": 4},
        "note.confidence_gap": {"gap": 1, "sessions": 5, "smallest": 10, "from_day": 5, "until_day": 21},
        "note.depth_first": {"nap": 0.84, "each": 5},
        "note.fewer_errors": {"count": 3, "sessions": 5, "smallest": 5, "clears_at": 1},
    }


@pytest.mark.parametrize(("rule", "threshold"), BOUNDS)
def test_both_bounds_are_allowed_and_what_lies_beyond_names_them(rule: Any, threshold: Any) -> None:
    assert threshold.low <= threshold.default <= threshold.high
    for value, allowed in [
        (threshold.low - 1, False),
        (threshold.low, True),
        (threshold.high, True),
        (threshold.high + 1, False),
    ]:
        values, warnings = in_force({rule.id: {threshold.name: value}}, rule.id)
        assert values[threshold.name] == (value if allowed else threshold.default)
        facts = {"key": f'rules."{rule.id}".{threshold.name}', "low": threshold.low, "high": threshold.high}
        assert warnings == (() if allowed else (SettingsWarning("settings.range", facts),))


@pytest.mark.parametrize("value", ["3", True, None, [3], {"a": 1}, 3.5, float("nan"), float("inf")])
def test_what_is_no_whole_number_is_out_of_range(value: object) -> None:
    values, (warning,) = in_force({"recover.second_cancel": {"count": value, "run": 3}}, "recover.second_cancel")
    assert values == {"count": 2, "run": 3}, "the other param of the rule still counts"
    assert warning.code == "settings.range"


@pytest.mark.parametrize(("value", "allowed"), [(0.9, True), (1, True), (0.71, False), (True, False), ("0.9", False)])
def test_a_share_may_be_a_fraction_or_a_whole_number(value: object, allowed: bool) -> None:
    values, warnings = in_force({"note.depth_first": {"nap": value}}, "note.depth_first")
    assert values["nap"] == (value if allowed else 0.84)
    assert [each.code for each in warnings] == ([] if allowed else ["settings.range"])


def test_true_is_not_one() -> None:
    values, (warning,) = in_force({"recover.restart_due": {"minutes": True}}, "recover.restart_due")
    assert (values, warning.code) == ({"minutes": 10}, "settings.range")


def test_an_unknown_rule_is_named_with_the_nearest_known_one() -> None:
    _, (warning,) = thresholds({"recover.second_cancle": {"count": 3}})
    assert warning == SettingsWarning(
        "settings.unknown", {"key": 'rules."recover.second_cancle"', "nearest": 'rules."recover.second_cancel"'}
    )


def test_an_unknown_param_is_named_with_the_nearest_known_one() -> None:
    _, (warning,) = thresholds({"recover.restart_due": {"minute": 12}})
    assert warning == SettingsWarning(
        "settings.unknown",
        {"key": 'rules."recover.restart_due".minute', "nearest": 'rules."recover.restart_due".minutes'},
    )


def test_where_nothing_is_near_the_key_stands_alone() -> None:
    _, (warning,) = thresholds({"zzz": 1})
    assert warning == SettingsWarning("settings.unknown_none", {"key": 'rules."zzz"'})


def test_a_rule_that_is_no_table_says_so() -> None:
    _, (warning,) = thresholds({"recover.restart_due": 12})
    assert warning == SettingsWarning("settings.table", {"key": 'rules."recover.restart_due"'})


def test_a_rules_id_may_stand_without_quotes() -> None:
    values, warnings = in_force({"recover": {"restart_due": {"minutes": 12}}}, "recover.restart_due")
    assert (values, warnings) == ({"minutes": 12}, ())
    _, (warning,) = thresholds({"recover": {"restart_du": {"minutes": 12}}})
    assert warning.facts["nearest"] == 'rules."recover.restart_due"'


def test_both_spellings_of_a_rule_add_up() -> None:
    raw = {"recover.second_cancel": {"count": 3}, "recover": {"second_cancel": {"run": 4}}}
    assert in_force(raw, "recover.second_cancel") == ({"count": 3, "run": 4}, ())


def test_no_warning_repeats_a_value_or_a_line_break() -> None:
    _, warnings = thresholds({"recover.restart_due": {"minutes": "a secret"}, "a\nsecret key" * 9: {}})
    assert "a secret" not in str([dict(each.facts) for each in warnings])
    assert all(len(str(each.facts["key"])) < 60 for each in warnings)


def test_every_warning_has_its_sentence() -> None:
    _, warnings = thresholds(
        {"zzz": 1, "recover.restart_du": {}, "note.spare_used": 1, "adjust.one_change": {"count": 99}}
    )
    assert {each.code for each in warnings} <= section("refusals", "refusals").keys()
    assert len({each.code for each in warnings}) == 4


@pytest.mark.parametrize("rule_id", BY_ID)
def test_every_rule_has_words_that_its_params_fill(rule_id: str) -> None:
    words = guide.cue(rule_id, observed=1, **asdict(BY_ID[rule_id].params()))
    assert "{" not in words.rule + words.clears
