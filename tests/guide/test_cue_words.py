"""The cues' words: short enough for the banner, with a rule that its figures fill."""

import pytest

from mastery_tui import guide

PARAMS: dict[str, dict[str, int]] = {
    "pause.session_dominated": {"strength": 4},
    "recover.restart_due": {"minutes": 10},
    "recover.second_cancel": {"count": 2, "run": 2},
    "adjust.no_clear_change": {"window": 14, "smallest": 8},
    "adjust.one_change": {"count": 1},
    "note.spare_used": {"count": 1},
}


@pytest.mark.parametrize("rule_id", guide.cue_ids())
def test_a_cue_fits_the_banner_line_by_line(rule_id: str) -> None:
    cue = guide.cue(rule_id)
    assert 0 < len(cue.title) <= 40
    assert 0 < len(cue.message) <= 74
    assert 0 < len(cue.next) <= 74
    assert "{" not in cue.title + cue.message + cue.next
    assert cue.origin


@pytest.mark.parametrize("rule_id", PARAMS)
def test_a_cues_rule_is_filled_by_its_params_and_what_was_observed(rule_id: str) -> None:
    cue = guide.cue(rule_id, **PARAMS[rule_id], observed=7)
    assert "{" not in cue.rule + cue.clears
    assert "here 7" in cue.rule
    for param, value in PARAMS[rule_id].items():
        assert str(value) in cue.rule, param


def test_a_cue_without_facts_keeps_its_placeholders_for_later() -> None:
    assert guide.cue("recover.second_cancel").rule.format(count=2, run=2, observed=2).startswith("2 or more cancelled")


def test_an_unknown_rule_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        guide.cue("note.nothing")
