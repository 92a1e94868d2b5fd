"""The demo: made-up months, played through the Coach that a person uses."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from mastery_tui.coach import Coach
from mastery_tui.demo.personas import PERSONAS, Persona, drafts
from mastery_tui.demo.play import play
from mastery_tui.journal import Journal
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Outcome, replace
from mastery_tui.settings import Settings

MOMENT = datetime(2026, 11, 27, 8, 30, tzinfo=timezone(timedelta(hours=1)))
ALL = pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS)


def now() -> datetime:
    return MOMENT


def played(persona: Persona, directory: Path, settings: Settings | None = None) -> Coach:
    return play(persona, directory / "mastery.json", now, settings)


def weeks(persona: Persona, plan_day: int) -> list[int]:
    """The weeks that were looked back on before a plan day."""
    return [week for week in (1, 2, 3, 4) if week * 7 < plan_day and not persona.is_away(week * 7)]


def due(persona: Persona) -> tuple[str, ...]:
    """What is due when they are met: the check-in, and the reflections that fell into a time away."""
    away = [week for week in (1, 2, 3, 4) if week * 7 < persona.plan_day and persona.is_away(week * 7)]
    return ("check_in", *(f"reflect_{week}" for week in away))


@ALL
def test_a_persona_says_the_same_each_time_and_another_with_another_seed(persona: Persona) -> None:
    assert drafts(persona, 30) == drafts(persona, 30)
    assert drafts(persona, 30) != drafts(persona, 30, seed=persona.seed + 1)
    assert drafts(persona, 30)[:10] == drafts(persona, 10)


@ALL
def test_the_demo_stands_in_the_middle_of_a_plan_with_today_open(persona: Persona, tmp_path: Path) -> None:
    coach = played(persona, tmp_path)
    assert coach.today == date(2026, 11, 27)
    assert coach.context.running.plan_day == persona.plan_day
    assert coach.plan.status().recorded == ""
    assert "check_in" in coach.plan.status().due
    assert not coach.clock_went_back()


@ALL
def test_everything_was_written_on_its_own_day(persona: Persona, tmp_path: Path) -> None:
    records = played(persona, tmp_path).context.running.records
    said = [each for each in drafts(persona, persona.plan_day - 1) if each is not None]
    assert len(records.check_ins) == len(said) >= 9
    assert all(each.at.date() == each.day for each in records.check_ins)
    assert all(each.at <= MOMENT for each in records.check_ins)
    assert all(each.at.date() == each.day for each in records.feedback_checks)
    assert all(each.at.date() == each.opened_on for each in records.adjustments)


@ALL
def test_the_plans_own_events_were_kept_on_their_days(persona: Persona, tmp_path: Path) -> None:
    coach = played(persona, tmp_path)
    timeline = coach.context.running
    assert timeline.records.cycle.baseline is not None
    assert timeline.plan.plan_day(timeline.records.cycle.baseline.frozen_on) == 7
    locked = [each for each in timeline.records.cycle.standards if each.locked]
    assert [timeline.plan.plan_day(each.from_day) for each in locked] == [8]
    assert timeline.behaviour.anchor_when
    assert [each.week for each in timeline.records.reflections] == weeks(persona, persona.plan_day)
    assert [timeline.plan.plan_day(each.day) for each in timeline.records.feedback_checks] == [
        day for day in persona.feedback_days if day < persona.plan_day
    ]
    assert len(timeline.records.adjustments) == sum(day < persona.plan_day for day in persona.adjustment_days)
    assert coach.plan.status().due == due(persona)


MET_WITH = {
    "steady": "note.spare_used",
    "busy": "adjust.shrink_minimum",
    "plateaued": "adjust.time_before_intensity",
    "perfectionist": "recover.no_rest",
    "anxious": "support.repeated_pause",
    "returning": "recover.welcome_back",
}


@ALL
def test_each_is_met_with_the_cue_that_tells_of_them(persona: Persona, tmp_path: Path) -> None:
    cue = played(persona, tmp_path).cues.banner()
    assert cue is not None
    assert cue.rule == MET_WITH[persona.name]


def test_steady_keeps_most_and_anxious_counts_errors(tmp_path: Path) -> None:
    steady, anxious = (played(PERSONAS[name], tmp_path / name) for name in ("steady", "anxious"))
    rate = steady.context.running.adherence.rate
    assert rate is not None
    assert rate > 0.8
    assert anxious.context.running.behaviour.result == "errors"


def test_who_returns_finds_the_days_away_blank_and_keeps_the_plan(tmp_path: Path) -> None:
    timeline = played(PERSONAS["returning"], tmp_path).context.running
    days = [day for day in timeline.days if day.plan_day in range(11, 16)]
    assert [day.check_in for day in days] == [None] * 5
    assert timeline.adherence.not_recorded >= 4
    assert timeline.plan_day == 16


@ALL
@pytest.mark.parametrize("rollover", [0, 4, 12])
def test_it_plays_at_any_rollover_hour(persona: Persona, tmp_path: Path, rollover: int) -> None:
    coach = played(persona, tmp_path, Settings(rollover_hour=rollover))
    assert coach.context.running.plan_day == persona.plan_day
    assert coach.plan.status().due == due(persona)


@ALL
def test_a_person_can_go_on_from_there(persona: Persona, tmp_path: Path) -> None:
    coach = played(persona, tmp_path)
    recorded = coach.days.check_in(Draft(amount=persona.target))
    assert recorded.check_in.outcome is Outcome.DONE
    assert coach.undo()
    again = Coach(Journal(tmp_path / "mastery.json", now), Settings(), now)
    assert again.context.running.plan_day == persona.plan_day


@ALL
def test_a_whole_month_can_be_played(persona: Persona, tmp_path: Path) -> None:
    coach = played(replace(persona, plan_day=31), tmp_path)
    assert coach.state == "awaiting_summary"
    assert [each.week for each in coach.context.running.records.reflections] == weeks(persona, 31)
    assert "summary" in coach.plan.status().due
