"""Three finished months of each made-up person, played through the Coach."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

import pytest

from mastery_tui.coach import Coach
from mastery_tui.demo.people import PERSONAS, Persona
from mastery_tui.demo.play import behaviour_of, play_finished
from mastery_tui.practice.carrying import carried
from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.earlier import cycle_band, earlier_cycles
from mastery_tui.practice.progress import compared
from mastery_tui.practice.records import Changed, ClosedAs, Ending, Next, PauseReason
from mastery_tui.practice.strip import strip
from mastery_tui.practice.timeline import State, Timeline, turned
from mastery_tui.settings import Settings

MOMENT = datetime(2026, 11, 27, 8, 30, tzinfo=timezone(timedelta(hours=1)))


class Played(NamedTuple):
    """A person, the Coach on their journal, and their months, oldest first."""

    persona: Persona
    coach: Coach
    months: Sequence[Timeline]


@pytest.fixture(scope="module", params=PERSONAS.values(), ids=PERSONAS)
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    path = tmp_path_factory.mktemp(request.param.name) / "mastery.json"
    coach = play_finished(request.param, path, lambda: MOMENT)
    months = [
        Timeline.of(coach.context.journal.records(cycle.id), coach.today) for cycle in coach.context.journal.cycles()
    ]
    return Played(request.param, coach, months)


def test_all_three_are_finished_and_no_plan_runs(played: Played) -> None:
    cycles = played.coach.context.journal.cycles()
    assert played.coach.today == date(2026, 11, 27)
    assert played.coach.state is State.ENDED
    assert [each.ending for each in cycles] == [Ending.FINISHED] * 3
    assert [each.next for each in cycles] == [Next.ADJUST, Next.CONTINUE, Next.CONTINUE]
    assert len({each.summary for each in cycles}) == 3
    assert cycles[-1].ended_on == played.coach.today - 2 * ONE_DAY
    ends = [each.ended_on for each in cycles if each.ended_on is not None]
    assert all(end < after.started_on for end, after in zip(ends, cycles[1:], strict=False))


def test_each_month_has_whole_plan_days_and_was_written_on_them(played: Played) -> None:
    assert not played.coach.clock_went_back()
    for month in played.months:
        assert [column.number for column in strip(month).columns] == list(range(1, 31))
        records = month.records
        assert all(each.at.date() == each.day for each in records.check_ins)
        assert all(each.at <= MOMENT for each in (*records.check_ins, records.cycle))


def test_all_that_a_plan_has_comes_about_in_them(played: Played) -> None:
    kinds = {letter for month in played.months for column in strip(month).columns for letter in column.letters}
    assert kinds == set("bmfaex")
    for month in played.months:
        records = month.records
        assert records.cycle.baseline is not None
        assert [each.changed for each in records.transfer_tests] == [Changed.PLACE, Changed.TIME]
        assert all(each.held and each.broke and each.next for each in records.transfer_tests)
        assert records.reflections[-1].week == 4
        assert len({each.finding for each in records.feedback_checks}) == 2
    closed = [month.records.adjustments[-1].closed_as for month in played.months]
    assert closed == [ClosedAs.REVERTED, ClosedAs.PARKED, ClosedAs.KEPT]
    reasons = [tuple(pause.reason for pause in month.records.pauses) for month in played.months]
    assert reasons == [(PauseReason.TRAVEL,), (), (PauseReason.ILLNESS,)]


def test_a_pause_leaves_the_rests_on_their_weekdays(played: Played) -> None:
    for month in played.months:
        rests = {day.day.isoweekday() for day in month.days if day.outcome is not None and day.outcome.value == "rest"}
        assert rests <= set(month.behaviour.rest_weekdays)


def test_the_second_month_has_a_bad_week_that_was_made_easier_and_measured(played: Played) -> None:
    _, second, _ = played.months
    (reduction,) = second.records.reductions
    assert reduction.from_day == second.plan.date_of(16)
    assert reduction.result_after is not None
    assert sum(week.cancelled for week in second.weeks) >= 2


def test_what_is_tried_says_no_other_time_than_it_lasts(played: Played) -> None:
    tried = [each for month in played.months for each in month.records.adjustments]
    a_week = 7 * ONE_DAY
    assert not any("for a week" in each.text and each.closed_on != each.opened_on + a_week for each in tried)


def test_the_months_stand_beside_each_other(played: Played) -> None:
    cycles = played.coach.context.journal.cycles()
    assert earlier_cycles(cycles, cycles[-1]).shown == cycles[:2]
    for month in played.months:
        found = cycle_band(month)
        assert found.adherence.rate is not None
        assert found.adherence.rate > 0.6
        assert found.results is not None
        assert found.results.n >= 14
        assert compared(month) is not None


def test_what_is_carried_over_begins_the_next_month(played: Played) -> None:
    found = carried(played.months[-1])
    told = behaviour_of(played.persona, played.months[-1].first_day)
    assert (found.behaviour.name, found.behaviour.contexts) == (told.name, told.contexts)
    assert found.behaviour.anchor_when == played.persona.words["anchor_when"]
    assert (found.target, found.following) == (played.persona.target, Next.CONTINUE)
    assert found.minimum == (played.persona.lighter_minimum or played.persona.minimum)


def test_everybody_is_better_in_the_last_month_than_in_the_first(played: Played) -> None:
    bands = [cycle_band(month).results for month in (played.months[0], played.months[-1])]
    first, last = (turned(band.median, played.months[0].behaviour) for band in bands if band is not None)
    assert last > first


@pytest.mark.parametrize("rollover", [0, 12])
def test_they_are_played_at_any_rollover_hour(tmp_path: Path, rollover: int) -> None:
    coach = play_finished(PERSONAS["busy"], tmp_path / "mastery.json", lambda: MOMENT, Settings(rollover_hour=rollover))
    assert [cycle.ending for cycle in coach.context.journal.cycles()] == [Ending.FINISHED] * 3
    assert not coach.clock_went_back()
