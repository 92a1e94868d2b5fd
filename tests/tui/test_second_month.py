"""Setup after a plan: filled with what goes on, one Enter a field, and asking what changes."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.choices import Next, State
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.places.setup import SetupScreen
from mastery_tui.tui.widgets.line_field import LineField
from tests.tui.people import WRITING, clock_of, plan_date, writer_in_week_3

SIZE = (80, 24)
AGAIN = guide.word("setup_screen", "again")
FIRST_STEP = guide.setup_words().questions[1]


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_in_week_3(tmp_path, 31)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def line(app: MasteryApp, field: str) -> LineField:
    return app.screen.query_one(f"#{field}", LineField)


def question(app: MasteryApp) -> str:
    return str(app.screen.query_one("#question").render())


async def finish(pilot: Pilot[None], following: str) -> None:
    """End the plan from the summary, with a sentence and what comes next."""
    await press(pilot, "s", *"Well", "tab", following, "ctrl+s")


async def test_continue_opens_setup_filled_and_one_enter_a_field_begins_the_second_month(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        await finish(pilot, "1")
        assert isinstance(app.screen, SetupScreen)
        assert question(app) == AGAIN
        assert line(app, "name").value == WRITING.name
        assert line(app, "target").hint == coach.plan.carried().now  # type: ignore[union-attr]
        assert app.screen.changed == {}
        await press(pilot, *["enter"] * 7)
        assert app.screen.step == 2
        await press(pilot, *["enter"] * 9)
        assert app.screen.step == 3
        await press(pilot, "y")
        assert app.place == "check-in"
        assert coach.state is State.RUNNING
        assert coach.plan.cycle.started_on == plan_date(31)
        assert coach.plan.cycle.behaviour.standard == WRITING.standard
        assert coach.context.number_of(coach.plan.cycle) == 2


async def test_adjust_begins_at_the_standard(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        await finish(pilot, "2")
        assert isinstance(app.screen, SetupScreen)
        assert app.screen.row_in_use is line(app, "standard")
        await press(pilot, *", twice")
        assert line(app, "standard").value == f"{WRITING.standard}, twice"


async def test_stop_leaves_setup_empty_and_offers_the_last_plan_in_front(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        await finish(pilot, "3")
        assert app.place == "summary"
        await press(pilot, "n")
        assert question(app) == FIRST_STEP
        assert line(app, "name").value == ""
        await press(pilot, "1")
        assert question(app) == AGAIN
        assert (line(app, "name").value, line(app, "target").value) == (WRITING.name, "400")


async def test_another_example_takes_the_place_of_the_last_plan_but_not_of_what_was_typed(coach: Coach) -> None:
    coach.plan.finish(Next.CONTINUE)
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "n", "down", *" more", "up", "3")
        assert question(app) == FIRST_STEP
        assert line(app, "name").value == f"{WRITING.name} more"
        assert (line(app, "standard").value, line(app, "target").value) == ("", "")
        target = guide.setup_words().fields["target"]
        assert line(app, "target").hint == target.hint
        await press(pilot, "up", "1")
        assert line(app, "standard").value == WRITING.standard
        assert line(app, "name").value == f"{WRITING.name} more"


async def test_what_was_typed_is_kept_as_a_draft_and_taken_back(coach: Coach) -> None:
    coach.plan.finish(Next.CONTINUE)
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "n", "down", *" more", "ctrl+q")
    app = MasteryApp(Coach.opened(coach.context.journal.path, coach.settings, coach.now))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "n")
        assert line(app, "name").value == f"{WRITING.name} more"
        assert line(app, "standard").value == WRITING.standard
        await press(pilot, "ctrl+r")
        assert line(app, "name").value == WRITING.name
        assert question(app) == AGAIN


async def test_undoing_the_end_and_ending_again_begins_with_the_new_choice(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        await finish(pilot, "3")
        await press(pilot, "n", "escape")
        assert app.place == "summary"
        await press(pilot, "u")
        assert coach.state is State.AWAITING_SUMMARY
        await finish(pilot, "1")
        assert question(app) == AGAIN
        assert line(app, "name").value == WRITING.name


async def test_a_plan_that_ends_today_is_followed_from_tomorrow_on(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path, 12)
    coach.plan.finish(Next.CONTINUE)
    clock_of(coach).set(plan_date(11), 21)
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "n")
        assert line(app, "started_on").value == "27 Nov"
        await press(pilot, *["enter"] * 16, "y")
        assert coach.plan.cycle.started_on == plan_date(12)
        assert app.place == "plan"


async def test_setup_says_that_esc_shows_the_summary_of_the_plan_that_ended(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await press(pilot, "f5", "s")
        await finish(pilot, "1")
        assert isinstance(app.screen, SetupScreen)
        assert guide.word("dialogs", "finished_goes_on") in [notice.message for notice in app._notifications]
        await press(pilot, "escape")
        assert app.place == "summary"
