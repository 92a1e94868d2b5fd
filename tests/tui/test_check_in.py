"""Check-in: the keys it takes, what follows from what is typed, and that nothing typed is lost."""

from datetime import date
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.cues import Cues
from mastery_tui.journal.store.errors import JournalNotWritable
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Better, Feeling, Outcome, ResultKind, replace
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.asking import Asking
from mastery_tui.tui.places.check_in import CheckInScreen
from mastery_tui.tui.places.plan import PlanScreen
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.cue_banner import CueBanner
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.listing import Lines
from mastery_tui.tui.widgets.note_field import NoteField
from mastery_tui.tui.widgets.number_field import NumberField
from mastery_tui.tui.widgets.week_calendar import WeekCalendar
from tests.tui.people import PRACTISED, WRITING, begin, clock_of, coach_at, plan_date, writer_on_day_12
from tests.tui.test_waiting import until

TYPICAL = ("4", "2", "0", "enter", "6", "2", "4", "enter")
LEFT = guide.word("leaving", "left_at").partition("{")[0]
"""How the line begins that says when a draft was left."""


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_on_day_12(tmp_path)


def screen_of(app: MasteryApp) -> CheckInScreen:
    assert isinstance(app.screen, CheckInScreen)
    return app.screen


def left_for(day: date) -> str:
    """What a check-in that was typed and not saved is called."""
    return guide.say("drafts_of", "check_in", about=guide.date_words(day))


def saved_shows(app: MasteryApp) -> bool:
    """Whether the page after saving is what can be seen."""
    screen = screen_of(app)
    return screen.saved_day is not None and not screen.rows.region and bool(screen.query_one("#saved-day").region)


def recorded(coach: Coach, plan_day: int = 12) -> Draft:
    found = coach.days.form(plan_date(plan_day)).recorded
    assert found is not None
    return found


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def test_a_typical_check_in_takes_eight_keys(coach: Coach) -> None:
    assert len(TYPICAL) == 8
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, *TYPICAL)
        assert saved_shows(app)
    saved = recorded(coach)
    assert (saved.amount, saved.outcome) == (420, Outcome.DONE)
    assert (saved.effort, saved.feeling, saved.confidence) == (6, Feeling.FOCUSED, 4)
    assert saved.contexts == ("desk", "morning")


async def test_a_distressed_one_takes_nine(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "4", "2", "0", "enter", "6", "6", "4", "2", "enter")
    saved = recorded(coach)
    assert (saved.feeling, saved.strength, saved.confidence) == (Feeling.ANXIOUS, 4, 2)


async def test_a_cancelled_one_takes_two_and_claims_no_context(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "c", "enter")
        assert guide.cue("recover.second_cancel").title in str(app.screen.query_one("#cue").render())
    saved = recorded(coach)
    assert (saved.outcome, saved.contexts) == (Outcome.CANCELLED, ())


async def test_a_yes_or_no_behaviour_takes_five(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3), PRACTISED)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "d", "6", "2", "4", "enter")
    saved = recorded(coach, 3)
    assert (saved.outcome, saved.effort, saved.confidence) == (Outcome.DONE, 6, 4)


async def test_errors_as_the_result_stand_after_the_amount(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3), replace(WRITING, result=ResultKind.ERRORS, better=Better.FEWER))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "4", "0", "0", "enter", "3", "enter", "5", "1", "4", "enter")
    assert (recorded(coach, 3).amount, recorded(coach, 3).errors) == (400, 3)


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [("400", Outcome.DONE), ("399,5", Outcome.MINIMUM), ("150", Outcome.MINIMUM), ("1", Outcome.PARTIAL)],
)
async def test_the_amount_sets_the_outcome_while_typing(coach: Coach, typed: str, outcome: Outcome) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, *(key if key != "," else "comma" for key in typed))
        row = app.screen.query_one("#outcome", Choice)
        assert row.shown == list(Outcome).index(outcome) + 1


async def test_a_letter_overrides_the_outcome_and_a_new_amount_decides_again(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "2", "0", "enter", "d")
        assert app.screen.query_one("#outcome", Choice).shown == 1
        await press(pilot, "up", "2", "0", "0")
        assert app.screen.query_one("#outcome", Choice).shown == 2


async def test_saving_without_an_outcome_asks_for_it_beside_the_row(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "6", "ctrl+s")
        assert app.screen.query_one("#amount", NumberField).error
        assert app.screen.query_one("#effort", Choice).value == 6
    assert coach.days.form().recorded is None


async def test_a_value_out_of_bounds_is_said_and_stays(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3), replace(WRITING, result=ResultKind.SCORE))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "4", "0", "0", "enter", "1", "0", "1", "ctrl+s")
        field = app.screen.query_one("#score", NumberField)
        assert "100" in field.error
        assert field.value == "101"
    assert coach.days.form().recorded is None


async def test_a_draft_survives_leaving_and_coming_back(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "4", "2", "f3")
        assert isinstance(app.screen, PlanScreen)
        await press(pilot, "f2", "0", "enter")
        assert app.screen.query_one("#amount", NumberField).value == "420"


async def test_another_day_keeps_the_draft_of_this_one(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "4", "2", "pageup")
        assert guide.date_words(date(2026, 11, 26)) in str(app.screen.query_one("#heading", Static).render())
        await press(pilot, "pagedown")
        assert app.screen.query_one("#amount", NumberField).value == "42"


async def test_page_down_on_today_stays(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "4", "2", "pagedown")
        assert screen_of(app).day == plan_date(12)
        assert app.screen.query_one("#amount", NumberField).value == "42"


async def test_recoveries_survive_an_edit_of_something_else(coach: Coach) -> None:
    coach.days.check_in(Draft(amount=420, recoveries=(6, 4)))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f2", "1", "ctrl+s")
    found = coach.days.form().recorded
    assert found is not None
    assert (found.amount, found.recoveries) == (1, (6, 4))


async def test_a_past_day_opens_from_the_calendar_filled_and_goes_back(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "left", "left", "enter")
        assert app.screen.query_one("#amount", NumberField).value == "402"
        await press(pilot, "escape", "e", "escape")
        assert isinstance(app.screen, PlanScreen)


async def test_editing_a_past_day_changes_its_cell(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "up", "left", "enter", "2", "0", "0", "ctrl+s", "enter")
        assert isinstance(app.screen, PlanScreen)
    assert recorded(coach, 4).outcome is Outcome.MINIMUM


async def test_the_note_is_typed_and_kept(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "4", "0", "0", "enter", "n", "h", "i", "enter", "!", "ctrl+s")
    assert recorded(coach).note == "hi\n!"


async def test_after_the_rollover_an_empty_form_moves_on_and_a_draft_keeps_its_day(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "4")
        clock_of(coach).set(plan_date(13))
        app.show_again()
        await pilot.pause()
        assert screen_of(app).unsaved == plan_date(12)
        await press(pilot, "backspace")
        app.show_again()
        await pilot.pause()
        assert guide.date_words(date(2026, 11, 28)) in str(app.screen.query_one("#heading", Static).render())


async def test_quitting_never_asks_and_what_was_typed_stands_there_again(coach: Coach, tmp_path: Path) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "2", "escape", "q")
        assert not app.is_running
    assert app.farewell == (guide.say("leaving", "unfinished", what=left_for(date(2026, 11, 27))),)
    again = MasteryApp(coach_at(tmp_path, 12))
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        left = guide.say("leaving", "left_at", day=guide.word("weekdays", 5), time="08:00")
        assert left in str(screen_of(again).heading.render())
        await press(pilot, "7")
        assert again.screen.query_one("#amount", NumberField).value == "427"
        await press(pilot, "ctrl+r")
        assert again.screen.query_one("#amount", NumberField).value == ""
        assert LEFT not in str(screen_of(again).heading.render())
        await press(pilot, "ctrl+q")
    assert again.farewell == ()


async def test_what_was_left_gives_way_once_another_window_saved_it(coach: Coach, tmp_path: Path) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "2", "escape", "q")
    app, other = MasteryApp(coach_at(tmp_path, 12)), MasteryApp(coach_at(tmp_path, 12))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        amount = app.screen.query_one("#amount", NumberField)
        assert amount.value == "42"
        async with other.run_test(size=(80, 24)) as beside:
            await press(beside, "0", "ctrl+s", "q")
        app._look_around()
        await pilot.pause()
        assert amount.value == "420"
        assert LEFT not in str(screen_of(app).heading.render())
        await press(pilot, "f3")
        assert app.place == "plan"
    assert recorded(app.coach).amount == 420


async def test_a_number_saved_elsewhere_is_replaced_by_the_first_key(coach: Coach, tmp_path: Path) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        coach_at(tmp_path, 12).days.check_in(Draft(amount=420))
        app._look_around()
        await pilot.pause()
        await press(pilot, "4", "5", "0")
        assert app.screen.query_one("#amount", NumberField).value == "450"
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_the_saved_page_and_the_form_after_it_begin_at_the_top_and_the_page_can_be_read_to_its_end(
    coach: Coach,
) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, *TYPICAL)
        page = screen_of(app).page
        assert (saved_shows(app), page.scroll_y) == (True, 0)
        assert page.max_scroll_y > 0
        await press(pilot, *["down"] * 9)
        assert page.scroll_y == page.max_scroll_y
        await press(pilot, *["up"] * 9)
        assert page.scroll_y == 0
        await press(pilot, "down", "e")
        assert (saved_shows(app), page.scroll_y) == (False, 0)
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_what_is_kept_of_the_week_stands_under_its_days_where_the_line_has_no_room(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12))
    coach.days.check_in(Draft(amount=420), plan_date(8))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TYPICAL)
        under = f"{'':12}2 of 2 kept, 3 not recorded"
        said = app.screen.query_one("#saved-day", Static)
        assert str(said.render()).splitlines()[-1] == under
        coach.days.check_in(Draft(amount=400), plan_date(9))
        coach.days.check_in(Draft(amount=400), plan_date(10))
        coach.days.check_in(Draft(amount=400), plan_date(11))
        await press(pilot, "f3", "f2")
        assert str(said.render()).splitlines()[-1].endswith("14     5 of 5 kept")
        await pilot.resize_terminal(60, 24)
        await until(pilot, lambda: str(said.render()).splitlines()[-1] == f"{'':12}5 of 5 kept")
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_undo_on_the_saved_page_brings_the_form_back_empty(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, *TYPICAL, "u")
        await pilot.pause()
        assert not saved_shows(app)
        assert app.screen.query_one("#amount", NumberField).value == ""
    assert coach.days.form().recorded is None


async def test_contexts_are_left_out_when_resting(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "r", "enter")
    assert (recorded(coach).outcome, recorded(coach).contexts) == (Outcome.REST, ())


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_every_row_can_be_reached_at_any_size(coach: Coach, size: tuple[int, int]) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "4", *["down"] * 6)
        minutes = app.screen.query_one("#minutes", NumberField)
        assert minutes.has_focus_within
        assert app.screen.find_widget(minutes.entry).visible_region.height == 1


async def test_what_another_window_told_of_the_day_is_kept(coach: Coach, tmp_path: Path) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "2", "0")
        other = coach_at(tmp_path, 12)
        other.days.check_in(Draft(amount=100, feeling=Feeling.ANXIOUS, strength=5, note="from the shell"))
        app._look_around()
        await press(pilot, "enter", "6", "ctrl+s")
    saved = recorded(coach)
    assert (saved.amount, saved.effort, saved.strength, saved.note) == (420, 6, 5, "from the shell")


async def test_after_the_rollover_the_saved_page_gives_way_to_the_new_day(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TYPICAL)
        assert saved_shows(app)
        clock_of(coach).set(plan_date(13))
        app._look_around()
        await pilot.pause()
        assert not saved_shows(app)
        assert guide.date_words(date(2026, 11, 28)) in str(app.screen.query_one("#heading", Static).render())


async def test_a_past_day_that_was_saved_gives_way_to_today(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "pageup", "n", "x", "ctrl+s")
        assert guide.date_words(date(2026, 11, 26)) in str(app.screen.query_one("#saved-day", Static).render())
        await press(pilot, "f3", "f2")
        assert guide.date_words(date(2026, 11, 27)) in str(app.screen.query_one("#heading", Static).render())


async def test_f2_on_a_past_days_form_leads_to_todays_and_keeps_the_draft(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "pageup", "end", "7", "f2")
        assert screen_of(app).day == coach.today
        await press(pilot, "f2", "5", "f2")
        assert screen_of(app).rows.typed["amount"] == "5"
        await press(pilot, "pageup")
        assert screen_of(app).rows.typed["amount"].endswith("7")
        await press(pilot, "f3", "f2")
        assert screen_of(app).day == plan_date(11), "from another place it is as it was left"
        await press(pilot, "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_two_forms_of_one_day_show_the_same_draft(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "pageup", "pageup", "9", "9", "9", "f3", "left", "left", "enter")
        assert app.screen.query_one("#amount", NumberField).value == "999"
        await press(pilot, "end", "8", "escape", "escape", "f2")
        assert app.screen.query_one("#amount", NumberField).value == "9998"


async def test_typing_that_is_taken_back_leaves_no_draft(coach: Coach, tmp_path: Path) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "f3")
        assert [each.texts for each in coach.drafts.all()] == [{"amount": "4"}]
        await press(pilot, "f2", "backspace", "f3")
        assert coach.drafts.all() == ()
        await press(pilot, "ctrl+q")
    assert coach_at(tmp_path, 12).drafts.all() == ()
    assert app.farewell == ()


@pytest.mark.parametrize("day_before", [(), ("pageup", "pageup")])
async def test_what_was_typed_for_a_stopped_plan_does_not_stand_in_the_next_one(
    coach: Coach, day_before: tuple[str, ...]
) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *day_before, "4", "2", "f3")
        coach.plan.finish()
        coach.plan.start(WRITING, 300, 100, coach.today)
        await press(pilot, "f2")
        assert screen_of(app).rows.typed["amount"] == ""
        assert screen_of(app).unsaved is None
        await press(pilot, *"310", "ctrl+s")
    assert [each.amount for each in coach.context.running.records.check_ins if each.day == coach.today] == [310]
    assert [each.texts for each in coach.drafts.all()] == [{"amount": "42"}]


async def test_the_strength_of_a_day_that_was_made_calm_is_gone(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "2", "0", "enter", "6", "6", "4", "2", "enter")
        assert (recorded(coach).feeling, recorded(coach).strength) == (Feeling.ANXIOUS, 4)
        await press(pilot, "e", "down", "down", "1")
        assert not screen_of(app).query_one("#strength", Choice).region
        await press(pilot, "ctrl+s")
    assert (recorded(coach).feeling, recorded(coach).strength) == (Feeling.CALM, None)


@pytest.mark.parametrize(("answer", "amount"), [("y", 300), ("n", None)])
async def test_a_day_that_is_paused_is_saved_once_that_is_confirmed(
    coach: Coach, answer: str, amount: float | None
) -> None:
    coach.days.delete(plan_date(11))
    coach.days.pause(plan_date(11), plan_date(11))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2", "pageup", "3", "0", "0", "ctrl+s")
        asked = app.screen
        assert isinstance(asked, Asking)
        assert asked.dialog_title == guide.word("dialogs", "paused_title")
        await press(pilot, answer)
        assert saved_shows(app) is (answer == "y")
        if answer == "n":
            assert screen_of(app).rows.typed["amount"] == "300"
    found = coach.days.form(plan_date(11)).recorded
    assert (None if found is None else found.amount) == amount
    assert len(coach.context.running.records.pauses) == 1


async def test_a_finished_plan_ends_what_was_shown_of_it(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 30))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TYPICAL, "enter")
        coach.plan.finish()
        app.show_again()
        await press(pilot, "f2")
        assert app.place == "plan"
        clock_of(coach).set(plan_date(31))
        coach.plan.start(WRITING, 300, 100)
        app.show_again()
        await press(pilot, "f2")
        assert not saved_shows(app)
        goal = guide.say("checkin", "goal", target=300, minimum=100)
        assert goal in str(app.screen.query_one("#amount", NumberField).render())


async def test_taking_the_start_back_leads_to_setup(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 1))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "u")
        assert app.screen.is_modal
        await press(pilot, "n")
        assert coach.context.timeline is not None
        await press(pilot, "u", "y")
        await pilot.pause()
        assert app.place == "setup"


async def test_a_tag_that_is_no_longer_known_stays_with_its_day(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    coach.plan.edit(contexts=("morning", "train"))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "pageup", "pageup", *["down"] * 4, "2", "ctrl+s")
    assert set(recorded(coach, 10).contexts) == {"morning", "train", "desk"}


async def test_while_another_window_saves_the_screen_stays_alive_and_the_words_are_saved_after(
    coach: Coach, tmp_path: Path
) -> None:
    other = coach_at(tmp_path, 12)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        with other.context.journal.change("busy"):
            await press(pilot, "4", "2", "0", "enter", "ctrl+s", "6")
            assert app.screen.query_one("#effort", Choice).value == 6
            assert not saved_shows(app)
        for _ in range(200):
            await pilot.pause(0.01)
            if coach.days.form().recorded is not None:
                break
        # The person went on meanwhile: the page is not turned under what is being typed.
        assert not saved_shows(app)
        await press(pilot, "2", "f3", "f2")
        assert screen_of(app).rows.typed["feeling"] == "focused"
    assert (recorded(coach).amount, recorded(coach).effort) == (420, 6)


async def test_a_number_half_typed_stays_when_the_day_is_changed_elsewhere(coach: Coach, tmp_path: Path) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "2")
        coach_at(tmp_path, 12).days.check_in(Draft(amount=100, effort=3, note="from the shell"))
        app._look_around()
        await press(pilot, "7", "ctrl+s", "f3", "f2")
    saved = recorded(coach)
    assert (saved.amount, saved.effort, saved.note) == (427, 3, "from the shell")


async def test_a_cue_that_cleared_goes_with_the_save_that_cleared_it(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "2", "0", "enter", "6", "7", "5", "2", "enter")
        screen = screen_of(app)
        assert screen.cue is not None
        assert screen.cue.severity == "pause"
        await press(pilot, "e", "down", "down", "1", "ctrl+s")
        assert screen.cue is None or screen.cue.severity != "pause"
        assert screen.query_one(CueBanner).cue == screen.cue
        await press(pilot, "w")
        shown = coach.cues.why()
        assert (shown is None) == (screen.cue is None)
        await press(pilot, "escape", "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_the_cue_is_worked_out_once_for_a_key(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "2", "0", "enter", "6")
        asked: list[int] = []
        real = Cues.banner
        monkeypatch.setattr(Cues, "banner", lambda self: (asked.append(1), real(self))[1])
        await press(pilot, "2")
        assert asked == []
        await press(pilot, "ctrl+s")
        assert len(asked) == 1


async def test_after_esc_from_the_note_its_neighbours_are_the_next_rows(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "0", "0", "enter", "n", "h", "i", "escape")
        note = app.focused
        assert isinstance(note, NoteField)
        await press(pilot, "up")
        assert screen_of(app).rows.row_in_use is app.screen.query_one("#minutes")
        await press(pilot, "down", "escape", "7", "2", "enter", "x", "ctrl+s", "f3")
        assert isinstance(app.screen, PlanScreen)
    assert (recorded(coach).amount, recorded(coach).note) == (400, "hix")


async def test_leaving_the_amount_keeps_its_row_and_letters_act(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "0", "0", "escape")
        row = screen_of(app).rows.row_in_use
        assert row is app.screen.query_one("#amount")
        await press(pilot, "m")
        assert app.screen.query_one("#outcome", Choice).shown == 2
        await press(pilot, "up", "up", "escape", "enter", "5")
        assert app.screen.query_one("#amount", NumberField).value == "4005"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_the_terminals_own_cursor_follows_the_focus(coach: Coach, size: tuple[int, int]) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        amount = app.screen.query_one("#amount", NumberField)
        assert app.cursor_position == amount.line.cursor_screen_offset
        await press(pilot, "4", "2")
        assert app.cursor_position == amount.line.cursor_screen_offset
        await press(pilot, "enter")
        assert app.cursor_position == app.screen.query_one("#effort").region.offset
        await press(pilot, "down", "down", "down", "down", "escape")
        assert app.cursor_position == app.screen.query_one("#minutes").region.offset
        await press(pilot, "f3")
        calendar = app.screen.query_one(WeekCalendar)
        before = app.cursor_position
        assert calendar.region.contains_point(before)
        await press(pilot, "left", "up")
        row = calendar._grid.lines
        assert before - app.cursor_position == Offset(calendar._grid.step, row)
        await press(pilot, "ctrl+p", *guide.word("palette", "backups"), "enter")
        entries = app.screen.query_one(Lines)
        assert app.cursor_position == entries.content_region.offset
        await press(pilot, "down")
        assert app.cursor_position == entries.content_region.offset + Offset(0, 1)


async def test_effort_says_what_its_numbers_mean_until_one_is_chosen(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        effort = app.screen.query_one("#effort", Choice)
        assert guide.word("checkin", "effort_hint") in str(effort.render())
        await press(pilot, "4", "enter", "7", "f3")
        assert app.place == "plan"
        assert guide.word("checkin", "effort_hint") not in str(effort.render())
        assert guide.word("efforts", 7) in str(effort.render())


async def test_the_saved_day_takes_one_line_more(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TYPICAL, "colon", "plus", "8", "0", "enter")
        assert saved_shows(app)
        assert recorded(coach).amount == 500
        await press(pilot, "e", "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_a_draft_of_another_day_stays_while_this_one_is_saved(coach: Coach, tmp_path: Path) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(
            pilot, "pageup", "pageup", "enter", "n", "x", "escape", *["pageup"] * 2, *["pagedown"] * 4, *TYPICAL
        )
        assert saved_shows(app)
        await press(pilot, "ctrl+q")
    assert app.farewell == (guide.say("leaving", "unfinished", what=left_for(date(2026, 11, 25))),)
    again = MasteryApp(coach_at(tmp_path, 12))
    async with again.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2", "e", "pageup", "pageup")
        assert screen_of(again).rows.typed["note"] == "began with the ending, easierx"


async def test_nothing_is_offered_where_nothing_can_be_saved(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 1))
    clock_of(coach).set(plan_date(-3))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2")
        bar = app.screen.query_one(KeyBar).render().plain
        words = guide.words("keys")
        offered = {f"n {words['note']}", f"^s {words['save']}", f": {words['one_line']}"}
        assert not offered & set(bar.split("  "))
        assert f"q {words['quit']}  ! {words['too_much']}  ? {words['help']}" in bar
        await press(pilot, "d", "n", "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_where_nothing_is_recorded_the_panel_says_so_alone(tmp_path: Path) -> None:
    app = MasteryApp(begin(coach_at(tmp_path, 1)))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert str(app.screen.query_one("#side", Static).render()) == guide.word("checkin", "no_session")
        await press(pilot, *TYPICAL)
        assert guide.word("checkin", "this_week") in str(app.screen.query_one("#side", Static).render())


async def test_the_spare_is_explained_until_something_is_recorded(tmp_path: Path) -> None:
    app = MasteryApp(begin(coach_at(tmp_path, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert guide.word("legend", "spare") in str(screen_of(app).heading.render())
        await press(pilot, *TYPICAL, "e")
        assert guide.word("legend", "spare") not in str(screen_of(app).heading.render())


async def test_a_draft_of_a_day_gone_by_waits_on_that_day(coach: Coach, tmp_path: Path) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "2", "ctrl+q")
    later = coach_at(tmp_path, 19)
    again = MasteryApp(later)
    async with again.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2")
        assert screen_of(again).rows.typed["amount"] == ""
        await press(pilot, *["pageup"] * 7)
        assert screen_of(again).rows.typed["amount"] == "42"
        await press(pilot, "0", "ctrl+s", "f3", "ctrl+q")
    assert recorded(later).amount == 420
    assert later.drafts.all() == ()


async def test_a_draft_that_cannot_be_written_is_said_once_and_blocks_nothing(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = MasteryApp(coach)
    said: list[str] = []
    monkeypatch.setattr(app, "refuse", lambda refusal: said.append(refusal.code))

    def full(_: object, wait: float = 0) -> None:
        raise JournalNotWritable("drafts.not_written", file="f", what="no room")

    monkeypatch.setattr("mastery_tui.journal.safety.drafts.Drafts.flush", full)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4")
        app.write_drafts()
        app.write_drafts()
        assert said == ["drafts.not_written"]
        await press(pilot, "2", "0", "ctrl+s")
        assert saved_shows(app)
    assert recorded(coach).amount == 420


@pytest.mark.parametrize("place", ["plan", "progress"])
async def test_the_bar_of_a_day_over_another_place_says_how_esc_leads_back(coach: Coach, place: str) -> None:
    app = MasteryApp(coach)

    def bar() -> str:
        return app.screen.query_one(KeyBar).render().plain

    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, {"plan": "f3", "progress": "f5"}[place])
        await app.open_day(plan_date(5))
        await pilot.pause()
        assert f"esc {guide.word('keys', 'leave_text')}" in bar()
        await press(pilot, "down")
        assert bar().startswith(f"esc {guide.word('keys', 'back')}")
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1
        assert app.place == place


async def test_the_heading_of_a_planned_rest_says_that_it_is_one(tmp_path: Path) -> None:
    app = MasteryApp(begin(coach_at(tmp_path, 12), replace(WRITING, rest_weekdays=(7,))))
    rest = guide.word("checkin", "rest_planned")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", *["left"] * 5, "enter")
        assert screen_of(app).day == plan_date(7)
        assert f"{guide.say('checkin', 'week', week=1)}, {rest}" in str(screen_of(app).heading.render())
        await press(pilot, "pageup")
        assert rest not in str(screen_of(app).heading.render())
        await press(pilot, "f3")
        assert isinstance(app.screen, PlanScreen)
