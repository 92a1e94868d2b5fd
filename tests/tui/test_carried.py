"""What the timer brings to the check-in: rows that begin with it, and stay the person's."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.choices import EndedAs, Outcome
from mastery_tui.practice.records import CheckIn
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.forms.check_in_rows import CheckInRows
from mastery_tui.tui.places.check_in import CheckInScreen
from mastery_tui.tui.widgets.number_field import NumberField
from tests.tui.people import PRACTISED, begin, big_key, clock_of, coach_at, plan_date, writer_on_day_12


def practised(coach: Coach, how: EndedAs = EndedAs.DONE) -> None:
    """28 minutes with a recovery of six."""
    for minutes in (0, 14, 6):
        clock_of(coach).moment += timedelta(minutes=minutes)
        big_key(coach)
    clock_of(coach).moment += timedelta(minutes=14)
    coach.timer.end(how)


def recorded(coach: Coach) -> CheckIn:
    found = coach.days.form(plan_date(12)).recorded
    assert found is not None
    return found


def rows_of(app: MasteryApp) -> CheckInRows:
    return app.screen.query_one(CheckInRows)


def typed(app: MasteryApp) -> tuple[str, str]:
    found = rows_of(app).typed
    return found["minutes"], found["recoveries"]


def hint(app: MasteryApp) -> str:
    return rows_of(app).query_one("#minutes", NumberField).hint


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    coach = writer_on_day_12(tmp_path)
    practised(coach)
    return coach


async def test_it_stands_in_the_form_is_no_draft_and_is_saved_with_the_rest(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert typed(app) == ("28", "6")
        assert rows_of(app).query_one("#recoveries").display
        assert hint(app) == guide.say("timer_check_in", "from", first="08:00", last="08:34")
        screen = app.screen
        assert isinstance(screen, CheckInScreen)
        assert screen.unsaved is None
        await press(pilot, "4", "2", "0", "enter", "6", "2", "4", "enter")
    saved = recorded(coach)
    assert (saved.amount, saved.minutes, saved.recoveries, len(saved.sessions)) == (420, 28, (6,), 1)
    assert coach.days.form(plan_date(12)).brought is None


async def test_a_session_that_ends_while_the_form_is_open_comes_into_it_and_what_is_typed_stays(
    tmp_path: Path,
) -> None:
    coach = writer_on_day_12(tmp_path)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "4", "2")
        assert typed(app) == ("", "")
        practised(coach)
        app.show_again()
        await pilot.pause()
        assert typed(app) == ("28", "6")
        assert rows_of(app).typed["amount"] == "42"


async def test_without_practice_it_is_taken_out_and_comes_back_with_another_outcome(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = rows_of(app)
        rows.choose_outcome(Outcome.CANCELLED)
        await pilot.pause()
        assert (*typed(app), hint(app)) == ("", "", "")
        rows.choose_outcome(Outcome.PARTIAL)
        await pilot.pause()
        assert typed(app) == ("28", "6")
        rows.choose_outcome(Outcome.REST)
        await press(pilot, "ctrl+s")
    assert (recorded(coach).minutes, recorded(coach).sessions) == (None, ())
    assert coach.days.form(plan_date(12)).brought is not None


async def test_what_was_closed_here_is_partial_until_an_amount_is_typed(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    practised(coach, EndedAs.PARTIAL)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert rows_of(app).typed["outcome"] == "partial"
        await press(pilot, "4", "2", "0")
        assert rows_of(app).typed["outcome"] == ""
        await press(pilot, *["backspace"] * 3)
        assert rows_of(app).typed["outcome"] == "partial"
        await press(pilot, "ctrl+s")
    assert (recorded(coach).outcome, recorded(coach).minutes) == (Outcome.PARTIAL, 28)


async def test_done_stands_chosen_where_there_is_no_amount(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12), PRACTISED)
    practised(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert rows_of(app).typed["outcome"] == "done"
        await press(pilot, "ctrl+s")
    assert recorded(coach).outcome is Outcome.DONE
