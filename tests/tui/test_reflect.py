"""Reflect: the week's question, the conditions slots, drafts by week, and what is kept."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from mastery_tui.coach import Coach
from mastery_tui.practice.records import Reflection
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.screens.asking import Asking
from mastery_tui.tui.screens.plan import PlanScreen
from mastery_tui.tui.screens.reflect import ReflectScreen
from mastery_tui.tui.screens.reflect_form import ReflectForm
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.line_field import LineField
from mastery_tui.tui.widgets.note_field import NoteField
from tests.tui.people import WRITING, begin, clock_of, coach_at, plan_date, record, writer_in_week_3


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_in_week_3(tmp_path)


def screen_of(app: MasteryApp) -> ReflectScreen:
    assert isinstance(app.screen, ReflectScreen)
    return app.screen


async def settle(pilot: Pilot[None]) -> None:
    """Until the place is there with its rows and nothing waits any more."""
    for _ in range(4):
        await pilot.pause()


async def reflecting(pilot: Pilot[None], *keys: str) -> ReflectScreen:
    await pilot.press("f4", *keys)
    await settle(pilot)
    assert isinstance(pilot.app, MasteryApp)
    return screen_of(pilot.app)


async def typing(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))
    await settle(pilot)


def shown(screen: ReflectScreen, name: str) -> str:
    return str(screen.query_one(f"#{name}", Static).render())


def field(screen: ReflectScreen, name: str) -> LineField:
    return screen.query_one(f"#{name}", LineField)


def answer(screen: ReflectScreen) -> str:
    return screen.query_one(NoteField).value


def written(coach: Coach, week: int) -> Reflection | None:
    return coach.reflection(week).written


async def test_week_3_asks_its_question_and_shows_last_weeks_better(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        heading = shown(screen, "heading")
        assert "What is one behavior I improved, and which conditions made it possible?" in heading
        assert "last week’s better: start before 9 on four days" in heading
        assert shown(screen, "baseline").startswith("Baseline        median 392 words, 170 to 401, 7 values")
        assert field(screen, "now").has_focus_within


async def test_values_begin_in_column_19_and_the_second_column_in_50(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        for name, column in (("now", 18), ("time", 18), ("people", 49), ("better_next_week", 18)):
            assert field(screen, name).line.region.x == column, name
        assert field(screen, "people").line.region.y == field(screen, "time").line.region.y


async def test_slots_stand_below_each_other_at_60_columns(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(60, 20)) as pilot:
        screen = await reflecting(pilot)
        assert field(screen, "people").line.region.x == field(screen, "time").line.region.x == 18
        assert field(screen, "people").line.region.y > field(screen, "state").line.region.y


async def test_the_tier_follows_what_is_typed(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        assert "not yet" in shown(screen, "tier")
        assert "Did the skill change, or mainly the story about it?" in shown(screen, "tier")
        await typing(pilot, "start early")
        await pilot.press("enter", "enter")
        await typing(pilot, "before 8")
        assert "partly" in shown(screen, "tier")
        await pilot.press("enter")
        await typing(pilot, "kitchen")
        assert "named: a behaviour and 2 conditions, 2 of them observable" in shown(screen, "tier")
        await pilot.press("enter")
        await typing(pilot, "discipline")
        assert "What made it easier that day?" in shown(screen, "tier")


async def test_week_3_by_keys_alone_is_kept_as_typed(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        for text in ("begin", "reading", "before 8", "kitchen", "calm", "alone", "paper", "coffee"):
            await typing(pilot, text)
            await pilot.press("enter")
        await pilot.press("2")
        await typing(pilot, "a train")
        await pilot.press("enter")
        await typing(pilot, "four days")
        await pilot.press("enter")
        await settle(pilot)
        found = written(coach, 3)
        assert found is not None
        assert found.answers == {"now": "begin", "instead": "reading"}
        assert (found.conditions.time, found.conditions.cue) == ("before 8", "coffee")
        assert found.evidence == coach.reflection(3).facts[1]
        assert (found.counter_example, found.better_next_week) == ("a train", "four days")
        assert "Reflection for week 3 saved" in shown(screen, "said")
        assert "named" in shown(screen, "said")
        assert screen.focused is None


async def test_a_fact_picked_earlier_stays_in_the_list(coach: Coach) -> None:
    coach.reflect(3, {"now": "begin"}, evidence="@desk 1 of 1 kept, other times 0 of 0")
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        row = screen.query_one("#evidence", Choice)
        assert row.options[0] == "@desk 1 of 1 kept, other times 0 of 0"
        assert row.value == 1
        await pilot.press("ctrl+s")
        await settle(pilot)
        found = written(coach, 3)
        assert found is not None
        assert found.evidence == "@desk 1 of 1 kept, other times 0 of 0"


async def test_enter_makes_a_new_line_in_an_answer_and_ctrl_s_saves(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "pageup")
        assert "What made the minimum possible on the worst day?" in shown(screen, "heading")
        await pilot.press("enter", "a", "n", "d", "ctrl+s")
        await settle(pilot)
        found = written(coach, 2)
        assert found is not None
        assert found.answers == {"prompt": "I began small.\nand"}
        assert found.better_next_week == "start before 9 on four days"


async def test_a_week_that_has_not_begun_has_no_form(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "pagedown")
        assert "Week 4 begins on day 22." in shown(screen, "heading")
        assert not screen.query(ReflectForm)
        await pilot.press("pagedown", "ctrl+s")
        await settle(pilot)
        assert not screen.query(ReflectForm)
        assert written(coach, 4) is None


async def test_drafts_are_kept_by_week_and_through_other_places(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await reflecting(pilot)
        await typing(pilot, "three")
        await pilot.press("pageup", "pageup")
        await settle(pilot)
        await typing(pilot, "one")
        await pilot.press("f3")
        await settle(pilot)
        screen = await reflecting(pilot)
        assert screen.query_one("#prompt", NoteField).value == "one"
        await pilot.press("pagedown", "pagedown")
        await settle(pilot)
        assert field(screen, "now").value == "three"
        assert written(coach, 1) is None
        assert written(coach, 3) is None


async def test_quitting_asks_and_names_the_week(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await reflecting(pilot)
        await typing(pilot, "three")
        await pilot.press("f3")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PlanScreen)
        await pilot.press("q")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Asking)
        await pilot.press("escape")
        await settle(pilot)
        screen = await reflecting(pilot)
        assert "week 3" in screen.unsaved_line()
        await pilot.press(*("backspace",) * 5)
        await settle(pilot)
        assert screen.unsaved_line() == ""


async def test_nothing_typed_is_not_saved_and_says_so_beside_the_first_row(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "ctrl+s")
        await settle(pilot)
        assert field(screen, "now").error
        assert field(screen, "now").has_focus_within
        assert written(coach, 3) is None


async def test_too_few_days_to_pick_a_fact_from(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 16))
    record(coach, 1, amount=300)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        row = screen.query_one("#evidence", Choice)
        assert row.options == ()
        assert not row.can_focus
        assert "too few days" in str(row.render())
        assert "not frozen yet" in shown(screen, "baseline")


async def test_a_draft_keeps_its_week_over_the_rollover(coach: Coach) -> None:
    clock = clock_of(coach)
    clock.set(plan_date(21), 20)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        await typing(pilot, "three")
        clock.set(plan_date(22))
        screen.owner.show_again()
        await settle(pilot)
        assert screen.view is not None
        assert screen.view.week == 3
        assert field(screen, "now").value == "three"


async def test_a_wide_terminal_shows_where_one_started_on_the_right(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(120, 36)) as pilot:
        screen = await reflecting(pilot)
        side = shown(screen, "side")
        assert "Three years of weekend writing, no deadline" in side
        assert "median 392 words" in side
        assert screen.query_one("#side").region.x == 82
        assert not screen.query_one("#baseline").region


async def test_what_was_typed_for_a_stopped_plan_stays_out_of_the_next_one(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        await typing(pilot, "old")
        await pilot.press("f3")
        await settle(pilot)
        coach.finish()
        begun = clock_of(coach).moment.date()
        coach.start(WRITING, 400, 150, begun)
        screen = await reflecting(pilot)
        assert answer(screen) == ""
        assert screen.unsaved_line() == ""


async def test_the_open_week_comes_back_after_another_was_saved(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "pageup")
        await typing(pilot, " again")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Week 2" in shown(screen, "heading")
        await pilot.press("f3")
        await settle(pilot)
        screen = await reflecting(pilot)
        assert "Week 3" in shown(screen, "heading")


async def test_a_week_with_something_unsaved_is_still_there_after_a_look_elsewhere(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await reflecting(pilot, "pageup")
        await typing(pilot, " again")
        await pilot.press("f3")
        await settle(pilot)
        screen = await reflecting(pilot)
        assert "Week 2" in shown(screen, "heading")
        assert answer(screen) == "I began small. again"


async def test_the_next_practice_day_opens_its_own_week(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 7))
    record(coach, 1, amount=400)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await reflecting(pilot)
        await typing(pilot, "ab")
        await pilot.press("ctrl+s", "f3")
        await settle(pilot)
        clock_of(coach).set(plan_date(14))
        assert isinstance(pilot.app, MasteryApp)
        pilot.app._look_around()
        screen = await reflecting(pilot)
        assert "Week 2" in shown(screen, "heading")
