"""Made-up months of each person: how many cues a week, and what single rules do by chance."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from mastery_tui.demo.people import PERSONAS, Persona
from mastery_tui.demo.play import play
from mastery_tui.practice.records import CycleRecords, replace
from mastery_tui.practice.timeline import Timeline
from tests.demo import chances
from tests.demo.months import LAST, SAID, SEEDS, Figures, month, shown, shown_day_by_day

FEW = 40
"""So many of the two hundred months are lived in an ordinary run."""

ALL = pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS)

# -- the short cuts lead to the same ----------------------------------------------------------------------------------


def content(records: CycleRecords) -> dict[str, object]:
    """What the records say, without what only a journal adds."""

    def plain(found: Sequence[Any]) -> list[Any]:
        return [
            replace(each, id="an-id", cycle="a-cycle", rev=0, at=datetime.min.replace(tzinfo=UTC)) for each in found
        ]

    standards = [replace(each, from_day=LAST) for each in records.cycle.standards]
    days = [(each.from_day - records.cycle.started_on).days for each in records.cycle.standards]
    return {
        "check-ins": plain(records.check_ins),
        "checks": plain(records.feedback_checks),
        "adjustments": plain(records.adjustments),
        "standards": list(zip(days, standards, strict=True)),
        "baseline": records.cycle.baseline,
    }


@ALL
def test_a_month_made_straight_says_what_the_coach_would_have_recorded(persona: Persona, tmp_path: Path) -> None:
    moment = datetime.combine(LAST + timedelta(days=1), datetime.min.time(), timezone(timedelta(hours=1)))
    met_after = replace(persona, plan_day=31)
    coach = play(met_after, tmp_path / "mastery.json", lambda: moment + timedelta(hours=8))
    timeline = coach.context.timeline
    assert timeline is not None
    assert content(month(persona)) == content(timeline.records)


@ALL
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_pass_finds_what_an_evaluation_a_day_would_have_shown(persona: Persona, seed: int) -> None:
    records = month(persona, seed)
    # Somebody who is away sees nothing; what waits for them begins, looking back, with the day of their return.
    days = [each.day for each in records.check_ins]
    assert shown(records, days) == shown_day_by_day(records, days)


def test_a_shorter_month_is_the_beginning_of_the_longer_one() -> None:
    persona = PERSONAS["busy"]
    assert month(persona, days=12).check_ins == tuple(
        each for each in month(persona).check_ins if (each.day - month(persona).cycle.started_on).days < 12
    )


# -- cues a week -------------------------------------------------------------------------------------------------------


@ALL
@pytest.mark.parametrize("seeds", [SEEDS[:FEW], pytest.param(SEEDS, marks=pytest.mark.storm)], ids=len)
def test_nobody_sees_more_cues_a_week_than_the_plan_allows(persona: Persona, seeds: range) -> None:
    figures = Figures(persona, seeds)
    said = SAID[persona.name]
    print(f"{persona.name}: {figures.a_week:.2f} cues a week, {said} allowed")
    assert len(figures.a_month) == len(seeds)
    # Somebody who sees none at all would be no test of the rules.
    assert figures.a_week > 0.2
    if said is not None:
        assert figures.a_week <= said


def test_people_differ_in_how_they_keep() -> None:
    rates = {}
    for name, persona in PERSONAS.items():
        found = [Timeline.of(month(persona, seed), LAST).adherence for seed in range(1, 41)]
        rates[name] = sum(each.kept for each in found) / sum(each.recorded for each in found)
    assert rates["steady"] > 0.88
    assert rates["perfectionist"] > 0.93
    assert rates["busy"] < rates["anxious"] < rates["steady"]


# -- single rules by chance --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("recorded", [1.0, 0.85, 0.7])
def test_no_clear_change_shows_at_two_looks_in_five_where_nothing_changes(recorded: float) -> None:
    assert chances.looked(0, recorded).a_look == pytest.approx(0.41, abs=0.06)


@pytest.mark.parametrize("recorded", [1.0, 0.85, 0.7])
@pytest.mark.parametrize(("gain", "said"), [(0.35, 0.38), (0.7, 0.15)])
def test_no_clear_change_shows_to_fewer_the_more_they_gain(gain: float, said: float, recorded: float) -> None:
    assert chances.looked(gain, recorded).either == pytest.approx(said, abs=0.06)


def test_no_clear_change_never_shows_to_somebody_who_writes_to_the_target() -> None:
    assert chances.looked(None, 1) == (0, 0)


@pytest.mark.parametrize(("rate", "said"), [(0.9, 0.02), (0.8, 0.20), (0.6, 0.82)])
def test_shrink_minimum_finds_those_for_whom_it_is_too_much(rate: float, said: float) -> None:
    assert chances.shrinking(rate) == pytest.approx(said, abs=0.05)


def test_shrink_minimum_finds_a_few_more_where_no_day_is_left_out() -> None:
    assert chances.shrinking(0.9, 1.0, False) < 0.06
    assert 0.82 < chances.shrinking(0.6, 1.0, False) < 0.95


def test_half_of_all_people_cancel_two_blocks_in_some_week() -> None:
    assert chances.two_in_some_week() == pytest.approx(0.5, abs=0.06)
