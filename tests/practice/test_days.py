"""Dates and plan days under pauses, rollover hours, changes of the clocks and travel."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, strategies as st

from mastery_tui.practice.days import (
    PLAN_DAYS,
    PlanDays,
    Span,
    calendar_weeks,
    check_start,
    dates,
    days_of_week,
    plan_week,
    practice_day,
    union,
)
from mastery_tui.practice.records import Pause
from mastery_tui.practice.refused import Refused

START = date(2026, 11, 2)
ONE_DAY = timedelta(days=1)
AT = datetime(2026, 11, 2, 20, tzinfo=UTC)
ROLLOVER_HOURS = st.integers(0, 12)
ZONES = st.sampled_from(
    [
        "Pacific/Kiritimati",
        "Pacific/Apia",
        "Pacific/Pago_Pago",
        "Pacific/Chatham",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Europe/Berlin",
        "America/St_Johns",
        "America/New_York",
        "Africa/Casablanca",
        "UTC",
    ]
)


def pause(first: int, length: int | None) -> Pause:
    """A pause from so many days after the start, of a length in days; None is open."""
    begins = START + timedelta(days=first)
    last = None if length is None else begins + timedelta(days=length - 1)
    return Pause(id="an-id", cycle="a-cycle", at=AT, first=begins, last=last)


PAUSES = st.lists(st.builds(pause, st.integers(0, 60), st.integers(1, 25)), max_size=6)
OPEN_PAUSE = st.builds(pause, st.integers(0, 60), st.none())


# -- practice day ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wall_clock", "rollover", "day"),
    [
        ("2026-11-23T00:00:00+01:00", 4, date(2026, 11, 22)),
        ("2026-11-23T03:59:59+01:00", 4, date(2026, 11, 22)),
        ("2026-11-23T04:00:00+01:00", 4, date(2026, 11, 23)),
        ("2026-11-23T23:59:59+01:00", 4, date(2026, 11, 23)),
        ("2026-11-23T00:00:00+01:00", 0, date(2026, 11, 23)),
        ("2026-11-23T11:59:59+01:00", 12, date(2026, 11, 22)),
        ("2026-11-23T12:00:00+01:00", 12, date(2026, 11, 23)),
        ("2027-01-01T01:00:00+14:00", 4, date(2026, 12, 31)),
        ("2028-03-01T01:00:00-11:00", 4, date(2028, 2, 29)),
    ],
)
def test_a_day_ends_at_the_rollover_hour_of_the_wall_clock(wall_clock: str, rollover: int, day: date) -> None:
    assert practice_day(datetime.fromisoformat(wall_clock), rollover) == day


@pytest.mark.parametrize(
    ("zone", "night"),
    [
        ("Europe/Berlin", date(2026, 3, 29)),  # 2:00 becomes 3:00
        ("Europe/Berlin", date(2026, 10, 25)),  # 3:00 becomes 2:00
        ("America/New_York", date(2026, 3, 8)),
        ("America/New_York", date(2026, 11, 1)),
        ("Australia/Lord_Howe", date(2026, 4, 5)),  # half an hour
        ("Africa/Cairo", date(2026, 10, 29)),  # at midnight
        ("America/Santiago", date(2026, 9, 5)),
    ],
)
def test_days_go_forward_hour_by_hour_over_a_change_of_the_clocks(zone: str, night: date) -> None:
    first = datetime(night.year, night.month, night.day, tzinfo=UTC) - timedelta(days=1)
    moments = [(first + timedelta(minutes=30 * step)).astimezone(ZoneInfo(zone)) for step in range(144)]
    days = [practice_day(moment) for moment in moments]
    assert days == sorted(days)
    assert all(later - earlier <= ONE_DAY for earlier, later in pairwise(days))
    assert all(day == practice_day(moment.replace(tzinfo=None)) for day, moment in zip(days, moments, strict=True))


def test_the_night_of_a_change_belongs_to_the_evening_before_it() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for fold in (0, 1):
        assert practice_day(datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold)) == date(2026, 10, 24)
    assert practice_day(datetime(2026, 3, 29, 3, 30, tzinfo=berlin)) == date(2026, 3, 28)
    assert practice_day(datetime(2026, 3, 29, 4, 0, tzinfo=berlin)) == date(2026, 3, 29)


def test_one_moment_is_two_dates_where_the_date_line_lies_between() -> None:
    moment = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
    assert practice_day(moment.astimezone(ZoneInfo("Pacific/Kiritimati"))) == date(2026, 11, 23)
    assert practice_day(moment.astimezone(ZoneInfo("Pacific/Pago_Pago"))) == date(2026, 11, 22)


def test_samoa_had_no_30_december_2011() -> None:
    apia = ZoneInfo("Pacific/Apia")
    hours = [datetime(2011, 12, 29, tzinfo=UTC) + timedelta(hours=hour) for hour in range(72)]
    days = [practice_day(hour.astimezone(apia)) for hour in hours]
    assert days == sorted(days)
    # Only the hours after midnight, which belong to the day before, bear the missing date.
    assert date(2011, 12, 29) in days
    assert date(2011, 12, 31) in days


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.integers(-14 * 60, 14 * 60), ROLLOVER_HOURS)
def test_a_practice_day_comes_from_the_wall_clock_alone(naive: datetime, offset: int, rollover: int) -> None:
    aware = naive.replace(tzinfo=timezone(timedelta(minutes=offset)))
    assert practice_day(aware, rollover) == practice_day(naive, rollover)
    begins = datetime.combine(practice_day(naive, rollover), datetime.min.time()) + timedelta(hours=rollover)
    assert begins <= naive < begins + ONE_DAY


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), ZONES, ZONES, ROLLOVER_HOURS)
def test_travelling_moves_today_by_at_most_a_date_and_a_bit(
    moment: datetime, home: str, away: str, rollover: int
) -> None:
    at_home, there = (practice_day(moment.astimezone(ZoneInfo(zone)), rollover) for zone in (home, away))
    assert abs(at_home - there) <= timedelta(days=2)


# -- plan weeks --------------------------------------------------------------------------------------------------------


def test_the_plan_has_four_weeks_and_a_wrap_up_of_two_days() -> None:
    assert [len(days_of_week(week)) for week in range(1, 6)] == [7, 7, 7, 7, 2]
    assert [day for week in range(1, 6) for day in days_of_week(week)] == list(range(1, PLAN_DAYS + 1))
    for week in range(1, 6):
        assert {plan_week(day) for day in days_of_week(week)} == {week}


@pytest.mark.parametrize("offset", [-6, 0, 14])
def test_a_cycle_may_start_from_6_days_back_to_14_ahead(offset: int) -> None:
    day = START + timedelta(days=offset)
    assert check_start(day, START) == day


@pytest.mark.parametrize("offset", [-7, 15])
def test_a_start_further_off_is_refused_with_what_is_allowed(offset: int) -> None:
    with pytest.raises(Refused) as caught:
        check_start(START + timedelta(days=offset), START)
    assert caught.value.code == "start.range"
    assert caught.value.facts == {"first": date(2026, 10, 27), "last": date(2026, 11, 16)}


# -- pauses ------------------------------------------------------------------------------------------------------------


def test_without_a_pause_plan_days_are_the_thirty_dates_from_the_start() -> None:
    plan = PlanDays.of(START, ())
    assert [plan.plan_day(START + timedelta(days=offset)) for offset in range(-1, 31)] == [None, *range(1, 31), None]
    assert plan.last == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("pauses", "last", "paused"),
    [
        ([(0, 1)], date(2026, 12, 2), 1),
        ([(5, 3)], date(2026, 12, 4), 3),
        ([(5, 3), (6, 4)], date(2026, 12, 6), 5),
        ([(5, 10), (7, 2)], date(2026, 12, 11), 10),
        ([(5, 2), (7, 2)], date(2026, 12, 5), 4),
        ([(29, 1)], date(2026, 12, 2), 1),
        ([(30, 5)], date(2026, 12, 1), 5),
        ([(5, 3), (5, 3)], date(2026, 12, 4), 3),
        # The second pause begins on what would have been day 30, were it not for the first.
        ([(3, 2), (31, 2)], date(2026, 12, 5), 4),
    ],
)
def test_a_pause_moves_the_end(pauses: list[tuple[int, int]], last: date, paused: int) -> None:
    plan = PlanDays.of(START, [pause(*each) for each in pauses])
    assert plan.last == last
    assert sum(plan.is_paused(day) for day in dates(START, date(2027, 2, 1))) == paused


def test_under_an_open_pause_later_dates_have_no_plan_day() -> None:
    plan = PlanDays.of(START, [pause(9, None)])
    assert plan.plan_day(START + timedelta(days=8)) == 9
    assert [plan.plan_day(START + timedelta(days=offset)) for offset in (9, 10, 200)] == [None] * 3
    assert (plan.date_of(9), plan.date_of(10), plan.last) == (START + timedelta(days=8), None, None)
    assert plan.is_paused(date(2040, 1, 1))


def test_an_open_pause_beyond_the_plan_leaves_its_end_alone() -> None:
    assert PlanDays.of(START, [pause(30, None)]).last == date(2026, 12, 1)
    assert PlanDays.of(START, [pause(29, None)]).last is None


def test_a_pause_that_began_before_the_start_counts_from_the_start() -> None:
    plan = PlanDays.of(START, [pause(-3, 5)])
    assert plan.date_of(1) == START + timedelta(days=2)
    assert plan.plan_day(START + timedelta(days=2)) == 1
    assert PlanDays.of(START, [pause(-9, 3)]).date_of(1) == START


@given(PAUSES)
def test_the_union_holds_the_same_dates_in_order_and_apart(pauses: list[Pause]) -> None:
    spans = union(pauses)
    for day in dates(START, START + timedelta(days=120)):
        held = any(each.first <= day and each.last is not None and day <= each.last for each in pauses)
        assert any(span.holds(day) for span in spans) == held
    for before, after in pairwise(spans):
        assert before.last is not None
        assert before.last + ONE_DAY < after.first


@given(PAUSES, OPEN_PAUSE)
def test_an_open_pause_swallows_all_that_follows_it(pauses: list[Pause], still_open: Pause) -> None:
    spans = union([*pauses, still_open])
    assert spans[-1].last is None
    assert spans[-1].first <= still_open.first
    assert all(span.last is not None for span in spans[:-1])


@given(st.permutations([pause(3, 4), pause(5, 1), pause(20, None), pause(1, 2), pause(30, 3)]))
def test_the_order_in_which_pauses_were_recorded_changes_nothing(pauses: list[Pause]) -> None:
    day = timedelta(days=1)
    assert union(pauses) == (Span(START + day, START + 6 * day), Span(START + 20 * day, None))


@given(PAUSES)
@example([pause(0, 25)] * 2)
def test_plan_day_and_date_are_each_others_inverse(pauses: list[Pause]) -> None:
    plan = PlanDays.of(START, pauses)
    for number in range(1, PLAN_DAYS + 1):
        day = plan.date_of(number)
        assert day is not None
        assert plan.plan_day(day) == number
    assert plan.last is not None
    for day in dates(START - ONE_DAY, plan.last + 10 * ONE_DAY):
        number = plan.plan_day(day)
        assert (number is None) == (day < START or plan.is_paused(day) or day > plan.last)
        assert number is None or plan.date_of(number) == day


@given(PAUSES, OPEN_PAUSE)
def test_the_inverse_holds_as_far_as_an_open_pause_lets_the_plan_go(pauses: list[Pause], still_open: Pause) -> None:
    plan = PlanDays.of(START, [*pauses, still_open])
    reached = [plan.plan_day(day) for day in dates(START, START + timedelta(days=150))]
    numbers = [number for number in reached if number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    for number in range(1, PLAN_DAYS + 1):
        day = plan.date_of(number)
        assert (day is None) == (number > len(numbers))
        assert day is None or plan.plan_day(day) == number


@given(PAUSES, st.integers(0, 60), st.integers(1, 25))
def test_one_more_pause_moves_what_follows_and_loses_nothing(pauses: list[Pause], first: int, length: int) -> None:
    before, after = PlanDays.of(START, pauses), PlanDays.of(START, [*pauses, pause(first, length)])
    added = [
        day for day in dates(START, START + timedelta(days=120)) if after.is_paused(day) and not before.is_paused(day)
    ]
    begins = START + timedelta(days=first)
    for number in range(1, PLAN_DAYS + 1):
        old, new = before.date_of(number), after.date_of(number)
        assert old is not None
        assert new is not None
        if old < begins:
            assert new == old
        else:
            assert new >= old
            moved = sum(day <= new for day in added)
            unpaused = [day for day in dates(old + ONE_DAY, new) if not before.is_paused(day)]
            assert len(unpaused) == moved


@given(PAUSES)
def test_paused_dates_and_plan_days_together_are_all_dates(pauses: list[Pause]) -> None:
    plan = PlanDays.of(START, pauses)
    assert plan.last is not None
    span = list(dates(START, plan.last))
    assert len(span) == PLAN_DAYS + sum(plan.is_paused(day) for day in span)


# -- calendar weeks ----------------------------------------------------------------------------------------------------


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(0, 60), st.integers(1, 7))
def test_calendar_weeks_are_whole_and_cover_the_plan_and_no_more(first: date, length: int, week_start: int) -> None:
    last = first + timedelta(days=length)
    weeks = calendar_weeks(first, last, week_start)
    days = [day for week in weeks for day in week]
    assert days == list(dates(days[0], days[-1]))
    assert all(len(week) == 7 and week[0].isoweekday() == week_start for week in weeks)
    assert first in weeks[0]
    assert last in weeks[-1]
    assert all(type(day) is date for day in days)


def test_calendar_weeks_over_new_year() -> None:
    weeks = calendar_weeks(date(2026, 12, 28), date(2027, 1, 4))
    assert [week[0] for week in weeks] == [date(2026, 12, 28), date(2027, 1, 4)]


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(-5, 40))
def test_dates_holds_both_ends(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = list(dates(first, last))
    assume(length >= 0)
    assert (found[0], found[-1], len(found)) == (first, last, length + 1)
