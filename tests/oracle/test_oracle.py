"""The package's adherence and cues against the second reading of RULES, as of every day of many histories."""

from collections import Counter
from datetime import date
from functools import lru_cache
from typing import Any

import pytest
from msgspec.structs import asdict

from mastery_tui.cues.engine import evaluate
from mastery_tui.cues.rule import Rule
from mastery_tui.cues.rules import RULES as PACKAGE_RULES
from mastery_tui.cues.thresholds import Thresholds
from mastery_tui.practice.records import CycleRecords
from tests.conftest import Counted

from .comparing import Compared, compare, last_date
from .histories import history
from .nineteen import RULES
from .reading import Day, walk

HISTORIES = 60
STORMS, A_STORM = 20, 100
FIRST_STORM = HISTORIES
SHOWN = 40

PAGE: dict[str, tuple[int, dict[str, Any]]] = {
    "support.repeated_pause": (0, {"strength": 4, "count": 3, "sessions": 7, "smallest": 3, "clears_at": 1}),
    "pause.session_dominated": (0, {"strength": 4}),
    "pause.lighter_next": (
        0,
        {"strength": 4, "count": 2, "sessions": 3, "smallest": 2, "light": 2, "light_sessions": 2},
    ),
    "recover.restart_due": (0, {"minutes": 10}),
    "recover.second_cancel": (3, {"count": 2, "run": 2}),
    "recover.welcome_back": (7, {"run": 3}),
    "recover.effort_creep": (5, {"sessions": 3, "gap": 2, "smallest": 8, "clears_at": 1}),
    "recover.no_rest": (7, {"run": 10, "sessions": 5, "effort": 7, "due": 2}),
    "adjust.time_before_intensity": (0, {"rise": 20, "smallest": 3}),
    "adjust.no_clear_change": (0, {"window": 14, "smallest": 8}),
    "adjust.one_change": (7, {"count": 1}),
    "adjust.one_source": (7, {"sources": 1, "checks": 3, "smallest": 2}),
    "adjust.shrink_minimum": (7, {"from_day": 8, "count": 4, "days": 7, "smallest": 5, "clears_at": 2}),
    "adjust.process_missing": (7, {"count": 5, "sessions": 7, "smallest": 5, "clears_at": 2}),
    "note.spare_used": (0, {"count": 1}),
    "note.bad_week": (7, {"drop": 30, "before": 60, "smallest": 4}),
    "note.confidence_gap": (7, {"sessions": 5, "gap": 1, "smallest": 10, "from_day": 5, "until_day": 21}),
    "note.depth_first": (10, {"nap": 0.84, "each": 5}),
    "note.fewer_errors": (5, {"count": 3, "sessions": 5, "smallest": 5, "clears_at": 1}),
}
"""Cooldown and figures of each rule, written again from the table in RULES, under the package's names."""


ANOTHER: dict[str, dict[str, Any]] = {
    "support.repeated_pause": {"count": 4},
    "pause.session_dominated": {"strength": 5},
    "pause.lighter_next": {"sessions": 4},
    "recover.restart_due": {"minutes": 11},
    "recover.second_cancel": {"count": 3},
    "recover.welcome_back": {"run": 4},
    "recover.effort_creep": {"gap": 3},
    "recover.no_rest": {"run": 11},
    "adjust.time_before_intensity": {"rise": 60},
    "adjust.no_clear_change": {"window": 12},
    "adjust.one_change": {"count": 2},
    "adjust.one_source": {"checks": 4},
    "adjust.shrink_minimum": {"count": 5},
    "adjust.process_missing": {"count": 6},
    "note.spare_used": {"count": 2},
    "note.bad_week": {"drop": 50},
    "note.confidence_gap": {"gap": 2},
    "note.depth_first": {"nap": 0.9},
    "note.fewer_errors": {"clears_at": 2},
}
"""A figure of each rule that is a little off."""


@lru_cache(maxsize=HISTORIES)
def told(seed: int) -> tuple[CycleRecords, list[Day]]:
    """A history and what the second reading says of its days."""
    records = history(seed)
    return records, list(walk(records, last_date(records)))


def compared(first: int, histories: int, counted: Counted) -> None:
    found = Compared()
    for seed in range(first, first + histories):
        found += compare(*told(seed), f"seed {seed}")
    assert not found.differences, "\n".join([str(found), *found.differences[:SHOWN]])
    counted(str(found))


def test_both_readings_agree_on_every_day_of_sixty_histories(counted: Counted) -> None:
    compared(0, HISTORIES, counted)


@pytest.mark.storm
@pytest.mark.parametrize("storm", range(STORMS))
def test_both_readings_agree_on_thousands(storm: int, counted: Counted) -> None:
    compared(FIRST_STORM + storm * A_STORM, A_STORM, counted)


def test_the_sixty_histories_see_every_rule_fire_and_clear_and_cool(counted: Counted) -> None:
    fired, cleared, cooling, states, words = (Counter[str]() for _ in range(5))
    for seed in range(HISTORIES):
        for day in told(seed)[1]:
            fired.update(day.fired)
            cleared.update(day.cleared)
            cooling.update(day.cooling)
            states.update(cue.state for cue in day.cues)
            words.update(cue.words for cue in day.cues)
    every = {rule.id for rule in RULES}
    assert set(fired) == every
    assert set(cleared) == every
    assert set(cooling) == {rule.id for rule in RULES if rule.cooldown}
    assert set(states) == {"firing", "acknowledged", "snoozed", "muted"}
    assert set(words) == {"", "later", "recorded", "running", "last", "measured"}
    rarest = ", ".join(f"{rule} {times}" for rule, times in fired.most_common()[-3:])
    counted(f"oracle: all {len(every)} rules fire and clear; least often {rarest}")


def test_the_rules_are_those_of_the_page_in_its_order_and_with_its_figures() -> None:
    assert [rule.id for rule in RULES] == list(PAGE)
    assert [rule.id for rule in PACKAGE_RULES] == list(PAGE)
    for rule in PACKAGE_RULES:
        figures = asdict(Thresholds().of(rule))
        assert (rule.cooldown_days, figures) == PAGE[rule.id], rule.id
    assert {rule.id: rule.cooldown for rule in RULES} == {id: cooldown for id, (cooldown, _) in PAGE.items()}


def test_the_second_reading_uses_none_of_the_package() -> None:
    from . import known, nineteen, reading

    for module in (known, nineteen, reading):
        names = {getattr(each, "__module__", "") or "" for each in vars(module).values()}
        assert not [name for name in names if name.startswith("mastery_tui")]


def theirs(records: CycleRecords, rule: Rule[Any], thresholds: Thresholds, days: list[Day]) -> list[tuple[date, date]]:
    """The days on which the package lets one rule stand, and since when."""
    found = ((day.today, evaluate(records, thresholds, day.today, rules=(rule,))) for day in days)
    return [(today, cue.since) for today, cues in found for cue in cues]


def test_a_figure_that_is_a_little_off_is_noticed_in_every_rule(counted: Counted) -> None:
    """Else the histories would be too tame to tell both readings apart."""
    unnoticed = {rule.id: rule for rule in PACKAGE_RULES}
    for seed in range(HISTORIES):
        records, days = told(seed)
        for id, rule in list(unnoticed.items()):
            off = Thresholds({id: rule.params(**ANOTHER[id])})
            ours = [(day.today, cue.since) for day in days for cue in day.cues if cue.rule == id]
            if not ours:
                continue
            if theirs(records, rule, off, days) != ours and theirs(records, rule, Thresholds(), days) == ours:
                del unnoticed[id]
    assert not list(unnoticed)
    counted(f"oracle: a figure a little off is noticed in {len(ANOTHER)} rules")
