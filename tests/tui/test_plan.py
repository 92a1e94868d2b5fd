"""Plan: the month at a glance, one day of it, and what can be done to it."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Behaviour, Feeling, Outcome
from mastery_tui.practice.timeline import State
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.finish import FinishDialog
from mastery_tui.tui.places.check_in import CheckInScreen
from mastery_tui.tui.places.plan import PlanScreen
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.number_field import NumberField
from mastery_tui.tui.widgets.week_calendar import WeekCalendar
from tests.tui.people import PRACTISED, WRITING, begin, clock_of, coach_at, plan_date, record, writer_on_day_12


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_on_day_12(tmp_path)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


def text_of(app: MasteryApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


def cursor_of(app: MasteryApp) -> object:
    return app.screen.query_one(WeekCalendar).cursor


async def test_it_opens_on_today(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        assert cursor_of(app) == plan_date(12)
        title = (guide.say("plan", "day", day=12), guide.date_words(date(2026, 11, 27)), guide.word("plan", "today"))
        assert " · ".join(title) in text_of(app, "#day")
        assert guide.milestone("minimum_locked") in text_of(app, "#week")


async def test_what_a_week_still_asks_for_reads_as_that_until_it_is_done(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 8))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        line = guide.say("plan", "on_day", milestone=guide.milestone("minimum_locked", done=False), day=8)
        assert line in text_of(app, "#week")
        coach.plan.lock()
        app.show_again()
        await pilot.pause()
        assert f"{app.mark_set.tick} {guide.milestone('minimum_locked')}" in text_of(app, "#week")
        assert line not in text_of(app, "#week")


@pytest.mark.parametrize("milestone", ["baseline_frozen", "minimum_locked", "measured_again"])
def test_an_open_milestone_has_other_words_where_its_own_say_that_it_happened(milestone: str) -> None:
    assert guide.milestone(milestone, done=False) != guide.milestone(milestone)


async def test_the_day_below_follows_the_cursor(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "h", "h", "h")
        assert guide.say("plan", "day", day=9) in text_of(app, "#day")
        assert guide.word("marks", "cancelled") in text_of(app, "#day")
        await press(pilot, "k")
        assert guide.say("plan", "day", day=2) in text_of(app, "#day")
        assert guide.say("plan", "week", week=1) in text_of(app, "#week")
        await press(pilot, "full_stop")
        assert cursor_of(app) == plan_date(12)


async def test_calendar_weeks_show_paused_days_in_place(coach: Coach) -> None:
    coach.days.pause(plan_date(13), plan_date(15))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        weeks = app.screen.query_one(WeekCalendar).view
        assert weeks is not None
        assert weeks.header == ("1", "2", "3", "4", "5", "6", "7")
        await press(pilot, "v")
        weeks = app.screen.query_one(WeekCalendar).view
        assert weeks is not None
        assert weeks.header[0] == guide.word("weekdays_short", 1)
        paused = [cell.day for row in weeks.rows for cell in row.cells if cell and cell.mark and cell.mark == "paused"]
        assert paused == [plan_date(13), plan_date(14), plan_date(15)]


async def test_a_future_day_cannot_be_checked_in(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "f3", "l", "enter")
        assert isinstance(app.screen, PlanScreen)


async def test_a_rest_is_recorded_for_the_day_under_the_cursor_and_taken_back(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "right", "r")
        assert coach.days.form(plan_date(13)).rest_planned
        await press(pilot, "u")
        assert not coach.days.form(plan_date(13)).rest_planned


async def test_a_capital_u_brings_back_what_u_took(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "right", "r", "u", "U")
        assert coach.days.form(plan_date(13)).rest_planned
        await press(pilot, "u")
        assert not coach.days.form(plan_date(13)).rest_planned


async def test_a_check_in_is_deleted_and_taken_back(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "h", "h", "delete")
        assert coach.days.form(plan_date(10)).recorded is None
        await press(pilot, "u")
        assert coach.days.form(plan_date(10)).recorded is not None


async def test_u_never_takes_the_plan_unasked_where_another_window_undid_the_rest(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 2))
    record(coach, 2, amount=420)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        coach_at(tmp_path, 2).undo()
        await press(pilot, "u")
        assert coach.state is State.RUNNING
        assert coach.undo_takes_the_plan()


async def test_resume_stands_in_place_of_pause_while_paused(coach: Coach) -> None:
    coach.days.pause()
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.place == "plan"
        since = guide.say("plan", "paused_since", first=guide.date_words(date(2026, 11, 27)))
        assert since in text_of(app, "#day")
        await press(pilot, "p")
        assert coach.state is State.RUNNING


async def test_freezing_is_offered_only_once_there_are_values_enough(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 8))
    record(coach, 1, amount=22)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        offered = f"b {guide.word('keys', 'freeze')}"
        await press(pilot, "f3", "b")
        assert not app.screen.is_modal
        assert offered not in str(app.screen.query_one(KeyBar).render())
        for day in (2, 3):
            record(coach, day, amount=22)
        app.show_again()
        await pilot.pause()
        assert offered in str(app.screen.query_one(KeyBar).render())
        await press(pilot, "b")
        assert app.screen.is_modal
        await press(pilot, "escape", "f2", "f3")
        assert app.place == "plan"


async def test_freezing_is_offered_once_its_day_has_come(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 6))
    for day in range(1, 6):
        record(coach, day, amount=400)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        assert "freeze" not in {each.binding.action for each in app.screen.active_bindings.values() if each.enabled}
        clock_of(coach).set(plan_date(7))
        app.show_again()
        await press(pilot, "b")
        assert app.screen.is_modal


async def test_the_cursor_follows_today_over_the_rollover(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        clock_of(coach).set(plan_date(13))
        app.show_again()
        await pilot.pause()
        assert cursor_of(app) == plan_date(13)


async def test_a_wide_terminal_shows_amounts_and_the_routine(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "f3")
        assert app.screen.query_one(WeekCalendar).big
        when = guide.say("plan", "when_line", when="I have poured the first coffee", at="the kitchen table")
        assert when in text_of(app, "#routine")


async def test_what_another_window_wrote_shows_and_the_draft_stays(coach: Coach, tmp_path: Path) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4")
        other = coach_at(tmp_path, 12)
        record(other, 11, outcome=Outcome.CANCELLED)
        app._look_around()
        await press(pilot, "f3")
        assert coach.context.running.week(2).adherence.recorded == 4
        await press(pilot, "f2")
        assert app.screen.query_one("#amount").value == "4"  # type: ignore[attr-defined]


async def test_an_ended_plan_can_be_looked_at_and_the_next_one_begun(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 31))
    coach.plan.finish()
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.place == "summary"
        await press(pilot, "f3")
        assert app.place == "plan"
        shown = {each.binding.action for each in app.screen.active_bindings.values() if each.enabled}
        assert not shown & {"feedback", "adjust", "pause", "resume", "finish", "routine", "delete", "rest"}
        await press(pilot, "f2", "f4")
        assert app.place == "plan"
        await press(pilot, "n")
        assert app.place == "setup"


async def test_after_day_30_the_plan_leads_to_the_summary_and_that_offers_to_finish(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 31))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "s")
        assert app.place == "summary"
        await press(pilot, "s")
        assert app.screen.is_modal
        await press(pilot, "escape", "f3")
        await press(pilot, "p")
        assert isinstance(app.screen, PlanScreen)


async def test_before_day_30_s_on_plan_asks_to_end_it(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "s")
        assert isinstance(app.screen, FinishDialog)


async def test_e_makes_it_easier_for_a_while(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "e", "ctrl+s")
        day = coach.context.running.day(plan_date(12))
        assert day is not None
        assert (day.target, day.minimum) == (200, 75)
        goal = guide.say("plan", "goal", minimum=75, target=guide.amount_words(200, "words"))
        assert goal in text_of(app, "#day")


async def test_f3_over_a_past_day_goes_back_to_the_plan_and_keeps_what_was_typed(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "left", "left", "enter")
        assert isinstance(app.screen, CheckInScreen)
        await press(pilot, *("backspace",) * 3, "9", "9", "9", "f3")
        assert isinstance(app.screen, PlanScreen)
        assert len(app.screen_stack) == 1
        await press(pilot, "enter")
        assert app.screen.query_one("#amount", NumberField).value == "999"


async def test_f3_from_another_place_shows_the_plan_although_a_past_day_was_open_over_it(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "left", "left", "enter", "f2", "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_what_is_not_recorded_stands_beside_its_week_with_a_scrollbar_too(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12))
    for day in (1, 2, 3, 5):
        coach.days.check_in(Draft(amount=420), plan_date(day))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 20)) as pilot:
        await press(pilot, "f3")
        assert isinstance(app.screen, PlanScreen)
        assert app.screen.page.max_scroll_y > 0
        assert "4 of 4, 3 not recorded" in str(app.screen.calendar.render())
        await press(pilot, "f2", "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_a_tip_makes_room_for_a_cue_on_a_wide_terminal(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 16))
    record(coach, 15, outcome=Outcome.CANCELLED)
    app = MasteryApp(coach)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "f3")
        assert coach.cues.banner() is not None
        assert coach.plan.week(3).tip not in text_of(app, "#week")
        await press(pilot, "o")
        assert coach.cues.banner() is None
        assert coach.plan.week(3).tip in text_of(app, "#week")


async def test_a_line_is_told_for_the_day_under_the_cursor(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "up", "left", "colon", *"333 e5", "enter")
        assert isinstance(app.screen, PlanScreen)
        found = coach.days.form(plan_date(4)).recorded
        assert found is not None
        assert (found.amount, found.effort) == (333, 5)
        await press(pilot, "u", "f4", "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_a_line_for_a_day_ahead_is_refused_in_words(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    app = MasteryApp(coach)
    said: list[str] = []
    monkeypatch.setattr(app, "tell", lambda text, **_: said.append(text))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "right", "colon")
        assert isinstance(app.screen, PlanScreen)
        assert said == [guide.refusal("day.future", today=coach.today)]
        await press(pilot, "f2")
        assert not isinstance(app.screen, PlanScreen)


@pytest.mark.parametrize(
    ("keys", "code"),
    [(("left", "r"), "rest.past"), (("right", "r", "r"), "rest.already")],
)
async def test_a_rest_is_refused_in_words(
    coach: Coach, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], code: str
) -> None:
    app = MasteryApp(coach)
    said: list[str] = []
    monkeypatch.setattr(app, "refuse", lambda refusal: said.append(refusal.code))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", *keys)
        assert said == [code]
        await press(pilot, "f2", "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_enter_on_a_recorded_today_opens_its_form(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "2", "0", "ctrl+s", "enter")
        assert isinstance(app.screen, PlanScreen)
        assert app.screen.calendar.enter_word == guide.word("keys", "edit")
        await press(pilot, "enter")
        assert isinstance(app.screen, CheckInScreen)
        assert app.screen.saved_day is None
        assert app.screen.rows.typed["amount"] == "420"


async def test_after_the_end_a_day_can_be_opened_and_the_keys_live_on(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 30))
    record(coach, 30, amount=410)
    coach.plan.finish()
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        assert isinstance(app.screen, PlanScreen)
        bar = app.screen.query_one(KeyBar).render().plain
        assert f"enter {guide.word('keys', 'edit')}" in bar
        assert f"n {guide.word('keys', 'new_plan')}" in bar
        await press(pilot, "enter")
        assert isinstance(app.screen, CheckInScreen)
        assert guide.say("history", "cycle", n=1, name="Write 400 words") in text_of(app, "#heading")
        await press(pilot, "escape", "escape", "n")
        assert app.place == "setup"
        await press(pilot, "escape", "escape")
        assert app.place == "plan"


async def test_the_key_bar_of_the_plan_ends_with_what_leads_out(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "f3")
        words = guide.words("keys")
        out = f"q {words['quit']}  ! {words['too_much']}  ? {words['help']}"
        assert app.screen.query_one(KeyBar).render().plain.endswith(out)


async def test_the_page_keys_reach_a_cue_that_does_not_fit(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 5))
    coach.days.check_in(Draft(amount=400, feeling=Feeling.ANXIOUS, strength=4))
    async with MasteryApp(coach).run_test(size=(60, 20)) as pilot:
        await pilot.press("f3", "pagedown")
        await pilot.pause()
        banner = pilot.app.screen.find_widget(pilot.app.screen.query_one("#cue"))
        assert banner.visible_region == banner.region
        await pilot.press("pageup")
        await pilot.pause()
        assert pilot.app.screen.query_one("#page").scroll_y == 0


@pytest.mark.parametrize("behaviour", [WRITING, PRACTISED])
async def test_where_no_day_can_be_made_easier_its_key_says_so(tmp_path: Path, behaviour: Behaviour) -> None:
    coach = begin(coach_at(tmp_path, 30), behaviour)
    coach.days.rest(plan_date(30))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "f3", "e")
        refused = guide.refusal("reduction.no_day")
        assert [notice.message for notice in app._notifications] == [refused]
        await press(pilot, "f5", "f3")
        assert app.place == "plan"


async def test_a_pause_is_said_and_that_it_can_be_undone(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "f3", "right", "p", "ctrl+s")
        first = guide.date_words(plan_date(13))
        assert [notice.message for notice in app._notifications] == [guide.say("dialogs", "pausing", first=first)]
        await press(pilot, "u", "f3")
        assert not coach.context.running.records.pauses


@pytest.mark.parametrize("key", ["f2", "f4"])
async def test_on_a_plan_that_has_ended_the_keys_of_what_is_recorded_say_so(coach: Coach, key: str) -> None:
    coach.plan.finish()
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for place in ("f3", "f5"):
            await press(pilot, place, key)
            assert guide.word("dialogs", "nothing_today") in [notice.message for notice in app._notifications]
            app.clear_notifications()
        await press(pilot, "f3")
        assert app.place == "plan"
