"""Check-in: the keys it takes, what follows from what is typed, and that nothing typed is lost."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from mastery_tui.coach import Coach
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Feeling, Outcome, ResultKind, replace
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.screens.check_in import CheckInScreen
from mastery_tui.tui.screens.plan import PlanScreen
from mastery_tui.tui.screens.saved import SavedPage
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.number_field import NumberField
from tests.tui.people import PRACTISED, WRITING, begin, clock_of, coach_at, plan_date, writer_on_day_12

TYPICAL = ("4", "2", "0", "enter", "6", "2", "4", "enter")


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_on_day_12(tmp_path)


def screen_of(app: MasteryApp) -> CheckInScreen:
    assert isinstance(app.screen, CheckInScreen)
    return app.screen


def recorded(coach: Coach, plan_day: int = 12) -> Draft:
    found = coach.check_in_form(plan_date(plan_day)).recorded
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
        assert app.screen.query(SavedPage)
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
        assert "Cancelled blocks" in str(app.screen.query_one("#saved-cue").render())
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
    coach = begin(coach_at(tmp_path, 3), replace(WRITING, result=ResultKind.ERRORS))
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
        assert row.value == list(Outcome).index(outcome) + 1


async def test_a_letter_overrides_the_outcome_and_a_new_amount_decides_again(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "2", "0", "enter", "d")
        assert app.screen.query_one("#outcome", Choice).value == 1
        await press(pilot, "up", "2", "0", "0")
        assert app.screen.query_one("#outcome", Choice).value == 2


async def test_saving_without_an_outcome_asks_for_it_beside_the_row(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "6", "ctrl+s")
        assert app.screen.query_one("#amount", NumberField).error
        assert app.screen.query_one("#effort", Choice).value == 6
    assert coach.check_in_form().recorded is None


async def test_a_value_out_of_bounds_is_said_and_stays(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3), replace(WRITING, result=ResultKind.SCORE))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "4", "0", "0", "enter", "1", "0", "1", "ctrl+s")
        field = app.screen.query_one("#score", NumberField)
        assert "100" in field.error
        assert field.value == "101"
    assert coach.check_in_form().recorded is None


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
        assert "Thursday 26 November" in str(app.screen.query_one("#heading", Static).render())
        await press(pilot, "pagedown")
        assert app.screen.query_one("#amount", NumberField).value == "42"


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
        assert screen_of(app).unsaved() == plan_date(12)
        await press(pilot, "backspace")
        app.show_again()
        await pilot.pause()
        assert "Saturday 28 November" in str(app.screen.query_one("#heading", Static).render())


async def test_quitting_with_a_draft_asks_once(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "4", "escape", "q")
        assert app.screen.is_modal
        await press(pilot, "n")
        assert app.screen.query_one("#amount", NumberField).value == "4"


async def test_undo_on_the_saved_page_brings_the_form_back_empty(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, *TYPICAL, "u")
        await pilot.pause()
        assert not app.screen.query(SavedPage)
        assert app.screen.query_one("#amount", NumberField).value == ""
    assert coach.check_in_form().recorded is None


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
        other.check_in(Draft(amount=100, feeling=Feeling.ANXIOUS, strength=5, note="from the shell"))
        app._look_around()
        await press(pilot, "enter", "6", "ctrl+s")
    saved = recorded(coach)
    assert (saved.amount, saved.effort, saved.strength, saved.note) == (420, 6, 5, "from the shell")


async def test_after_the_rollover_the_saved_page_gives_way_to_the_new_day(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TYPICAL)
        assert app.screen.query(SavedPage)
        clock_of(coach).set(plan_date(13))
        app._look_around()
        await pilot.pause()
        assert not app.screen.query(SavedPage)
        assert "Saturday 28 November" in str(app.screen.query_one("#heading", Static).render())


async def test_a_past_day_that_was_saved_gives_way_to_today(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "pageup", "n", "x", "ctrl+s")
        assert "Thursday" in str(app.screen.query_one("#saved-day", Static).render())
        await press(pilot, "f3", "f2")
        assert "Friday 27 November" in str(app.screen.query_one("#heading", Static).render())


async def test_two_forms_of_one_day_show_the_same_draft(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "pageup", "pageup", "9", "9", "9", "f3", "left", "left", "enter")
        assert app.screen.query_one("#amount", NumberField).value == "999"
        await press(pilot, "end", "8", "escape", "escape", "f2")
        assert app.screen.query_one("#amount", NumberField).value == "9998"


async def test_a_finished_plan_ends_what_was_shown_of_it(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 30))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TYPICAL, "enter")
        coach.finish()
        app.show_again()
        await press(pilot, "f2")
        assert not app.screen.query(SavedPage)
        assert "complete" in str(app.screen.query_one("#heading", Static).render())
        clock_of(coach).set(plan_date(31))
        coach.start(WRITING, 300, 100)
        app.show_again()
        await pilot.pause()
        assert "target 300, minimum 100" in str(app.screen.query_one("#amount", NumberField).render())


async def test_taking_the_start_back_leads_to_setup(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 1))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "u")
        assert app.screen.is_modal
        await press(pilot, "n")
        assert coach.timeline is not None
        await press(pilot, "u", "y")
        await pilot.pause()
        assert app.place == "setup"


async def test_a_tag_that_is_no_longer_known_stays_with_its_day(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    coach.edit(contexts=("morning", "train"))
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
        with other.journal.change("busy"):
            await press(pilot, "4", "2", "0", "enter", "ctrl+s", "6")
            assert app.screen.query_one("#effort", Choice).value == 6
            assert not app.screen.query(SavedPage)
        for _ in range(200):
            await pilot.pause(0.01)
            if app.screen.query(SavedPage):
                break
        assert app.screen.query(SavedPage)
    assert (recorded(coach).amount, recorded(coach).effort) == (420, 6)
