"""What is made ready while nobody types: places that are there before they are gone to, and show what holds by then."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.css.stylesheet import Stylesheet
from textual.widgets import Input

from mastery_tui.coach import Coach
from mastery_tui.practice.draft import Draft
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.places.check_in import CheckInScreen
from mastery_tui.tui.places.plan import PlanScreen
from tests.tui.bursts import at_once
from tests.tui.people import coach_at, writer_on_day_12

PREPARED = {"first", "plan", "reflect", "progress"}


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_on_day_12(tmp_path)


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch, _nothing_is_made_ready: None) -> None:
    monkeypatch.setattr("mastery_tui.tui.preparing.AFTER", 0.001)


async def prepared(app: MasteryApp) -> None:
    async with asyncio.timeout(20):
        while set(app._screen_stacks) != PREPARED:
            await asyncio.sleep(0.001)
    await app.settled()


async def test_the_places_are_there_before_they_are_gone_to_and_no_style_sheet_is_read_for_them(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await prepared(app)
        assert app.place == "check-in"
        plan = app._screen_stacks["plan"][0]

        def read(sheet: Stylesheet) -> None:
            pytest.fail("all style sheets are read again")

        monkeypatch.setattr(Stylesheet, "reparse", read)
        for key, place in (("f3", "plan"), ("f4", "reflect"), ("f5", "progress"), ("f2", "check-in")):
            await pilot.press(key)
            assert app.place == place
        await pilot.press("f3")
        assert app.screen is plan


async def test_records_are_left_as_text_before_anything_is_made_ready(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mastery_tui.journal.store.packing.LARGE", 1)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)):
        await prepared(app)
        check_ins = coach.context.journal.storage.rows()["check_ins"]
        assert {*map(type, check_ins.values())} == {msgspec.Raw}


async def test_a_place_that_was_made_ready_shows_what_was_saved_since(coach: Coach, tmp_path: Path) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await prepared(app)
        coach_at(tmp_path, 12).days.check_in(Draft(amount=100))
        app._look_around()
        await pilot.press("f3")
        assert isinstance(app.screen, PlanScreen)
        assert "100" in str(app.screen.query_one("#day").render())


async def test_keys_typed_while_places_are_made_ready_act_in_turn(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, "4", "2", "0", "f3", "f4", "f2", "enter", "6", "f3")
        await prepared(app)
        assert app.place == "plan"
        first: Any = app._screen_stacks["first"][0]
        assert isinstance(first, CheckInScreen)
        assert (first.rows.typed["amount"], first.rows.typed["effort"]) == ("420", "6")


async def test_check_in_that_is_made_ready_from_plan_is_no_day_opened_over_it(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    coach.days.check_in(Draft(amount=100))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        async with asyncio.timeout(20):
            while "check-in" not in app._screen_stacks:
                await asyncio.sleep(0.001)
        assert app.place == "plan"
        await pilot.press("f2")
        assert app.screen.check_action("back", ()) is False
        assert app.screen.check_action("save", ()) is True


async def test_a_cursor_blinks_only_where_it_can_be_seen(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await prepared(app)
        here = app.focused
        assert isinstance(here, Input)
        assert here.cursor_blink
        await pilot.press("f3")
        assert not here.cursor_blink
        await pilot.press("f2")
        assert app.focused is here
        assert here.cursor_blink
