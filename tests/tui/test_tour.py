"""The tour: six stops by doing what each says, by its keys, and by neither; nothing of it is the person's."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.choices import TimerState
from mastery_tui.settings import Settings, Support
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.keymap import usable
from mastery_tui.tui.palette import commands
from mastery_tui.tui.places.check_in import CheckInScreen
from mastery_tui.tui.tour_app import CHECK_IN, CLOCK, CUE, MOVES, OVER, PLAN, SAVED, TOO_MUCH, TourApp
from mastery_tui.tui.widgets.tour_strip import TourStrip
from tests.tui.bursts import at_once
from tests.tui.people import toured

NEXT, BEFORE, ALONE = "]", "[", "}"
BY_DOING = {
    CHECK_IN: ("right",) * MOVES,
    SAVED: (*"420", "enter", *"624", "enter"),
    CUE: ("enter",),
    CLOCK: ("w", "escape"),
    TOO_MUCH: ("enter", "enter"),
    OVER: ("!", "escape"),
}
"""What each stop says to do, by the one that it leads to."""
PLACE = {PLAN: "plan", CHECK_IN: "check-in", SAVED: "check-in", CUE: "plan", CLOCK: "timer"}
NAMES = ("plan", "check_in", "saved", "cue", "timer", "too_much", "over")
SIZES = ((60, 20), (80, 24), (120, 36))


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return toured(tmp_path)


def strip(app: TourApp) -> str:
    return str(app.screen.query_one(TourStrip).render())


def stands_at(app: TourApp, stop: int) -> bool:
    """Whether the app is at a stop: it says so, and shows what that is about."""
    text, name = strip(app), NAMES[stop]
    words = "tour_lines" if app.size.height > 21 else "tour_short"
    said = guide.word(words, name) in " ".join(text.split())
    return app.at == stop and app.place == PLACE.get(stop, app.place) and said


async def by_keys(pilot: Pilot[None], app: TourApp, stop: int) -> None:
    for _ in range(stop):
        await pilot.press(NEXT)
    assert stands_at(app, stop), (stop, strip(app))


async def test_it_opens_without_a_word_of_changes_that_nobody_made(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right")
        assert [each.message for each in app._notifications] == []


@pytest.mark.parametrize("size", SIZES)
async def test_doing_what_each_stop_says_leads_through_all_of_them(coach: Coach, size: tuple[int, int]) -> None:
    app = TourApp(coach)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert stands_at(app, PLAN)
        for stop, keys in BY_DOING.items():
            await pilot.press(*keys)
            await pilot.pause()
            assert stands_at(app, stop), (stop, app.at, strip(app))
        day = coach.plan.day(coach.today)
        assert day.recorded
        assert coach.timer.at().state is TimerState.RECOVERING
        await pilot.press("y")
    assert (app.to_own, app.return_code, app.farewell) == (True, 0, ())


@pytest.mark.parametrize("size", SIZES)
async def test_its_keys_lead_through_all_of_them_and_all_the_way_back(coach: Coach, size: tuple[int, int]) -> None:
    app = TourApp(coach)
    async with app.run_test(size=size) as pilot:
        await by_keys(pilot, app, OVER)
        await pilot.press(NEXT)
        assert app.at == OVER
        for stop in reversed(range(OVER)):
            await pilot.press(BEFORE)
            await pilot.pause()
            assert stands_at(app, stop), (stop, strip(app))
        await pilot.press(BEFORE)
        assert stands_at(app, PLAN)
        assert app.is_running


async def test_typed_at_once_no_key_is_lost(coach: Coach) -> None:
    app = TourApp(coach)
    keys = [key for keys in BY_DOING.values() for key in keys]
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, *keys, "f3", "y")
        await pilot.pause()
    assert app.to_own
    (saved,) = [each for each in coach.context.running.records.check_ins if each.day == coach.today]
    assert (saved.amount, saved.effort, saved.confidence) == (420, 6, 4)


async def test_next_and_what_is_typed_behind_it_at_once(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, NEXT, *"310", "enter", "5", NEXT, NEXT, "w")
        await pilot.pause()
        assert app.at == CUE
        assert type(app.screen).__name__ == "Why"
        (saved,) = [each for each in coach.context.running.records.check_ins if each.day == coach.today]
        # What was typed is saved as it is, and the rest as the stop says.
        assert (saved.amount, saved.effort, saved.confidence, saved.feeling) == (310, 5, 4, "focused")
        await at_once(pilot, NEXT, "enter", "enter", NEXT)
        assert app.at == OVER


@pytest.mark.parametrize(
    ("stop", "size"),
    [
        # In turn, the first and the last at both; the others by a storm.
        pytest.param(stop, size, marks=() if stop in (PLAN, OVER) or stop % 2 == at else pytest.mark.storm)
        for stop in range(OVER + 1)
        for at, size in enumerate([(60, 20), (80, 24)])
    ],
)
async def test_at_each_stop_every_place_help_and_too_much_are_alive(
    coach: Coach, stop: int, size: tuple[int, int]
) -> None:
    app = TourApp(coach)
    async with app.run_test(size=size) as pilot:
        await by_keys(pilot, app, stop)
        for key, place in (("f4", "reflect"), ("f5", "progress"), ("f2", "check-in"), ("f3", "plan")):
            await pilot.press(key)
            await pilot.pause()
            assert app.place == place
            assert app.screen.query_one(TourStrip).region.height >= 1
            if app.at < TOO_MUCH and PLACE[app.at] != place:
                words = "tour" if size[1] > 21 else "tour_short"
                assert guide.word(words, "elsewhere") in strip(app)
                if place == "reflect":
                    assert size[1] < 22 or guide.word("tour", "typing") in strip(app)
                    await pilot.press("escape")
                assert f"] {guide.word('tour_keys', 'there')}" in strip(app)
        await pilot.press("?")
        assert type(app.screen).__name__ == "HelpScreen"
        await pilot.press("escape", "!")
        assert type(app.screen).__name__ == "TooMuch"
        await pilot.press("f3", "f2", "f3")
        assert app.place == "plan"
        here = app.at
        await pilot.press(NEXT)
        await pilot.pause()
        assert app.at >= here
        assert app.at >= TOO_MUCH or stands_at(app, app.at)


async def test_the_signs_act_in_a_number_and_type_in_a_text(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await by_keys(pilot, app, CHECK_IN)
        await pilot.press(*"42", BEFORE)
        assert app.at == PLAN
        await pilot.press(NEXT)
        assert isinstance(app.focused, Input)
        assert app.focused.value == "42"
        await pilot.press("escape", "n", NEXT, BEFORE, ALONE)
        assert app.at == CHECK_IN
        assert not app.alone
        screen = app.screen
        assert isinstance(screen, CheckInScreen)
        assert screen.rows.typed["note"] == "][}"
        await pilot.press("escape", NEXT)
        assert app.at == SAVED


async def test_in_the_app_itself_the_signs_type_in_a_number_as_ever(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2", "4", NEXT)
        assert isinstance(app.focused, Input)
        assert app.focused.value == "4]"


async def test_arrows_that_led_on_do_nothing_in_what_they_led_to(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, *["right", "down", "left", "right"] * 3, *"420")
        await pilot.pause()
        assert app.at == CHECK_IN
        assert isinstance(app.focused, Input)
        assert app.focused.value == "420"
        app._arrows_until = 0.0
        await pilot.press("down")
        assert not isinstance(app.focused, Input)


async def test_undo_leads_back_to_the_check_in(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await by_keys(pilot, app, SAVED)
        await pilot.press("u")
        await pilot.pause()
        assert stands_at(app, CHECK_IN)
        assert not coach.plan.day(coach.today).recorded
        await pilot.press("c", "enter")
        await pilot.pause()
        assert stands_at(app, SAVED)


async def test_without_a_cue_its_stop_is_passed_by_in_both_directions(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await by_keys(pilot, app, SAVED)
        await pilot.press("o", NEXT)
        await pilot.pause()
        assert stands_at(app, CLOCK)
        await pilot.press(BEFORE)
        await pilot.pause()
        assert stands_at(app, SAVED)
        await pilot.press("enter")
        await pilot.pause()
        assert stands_at(app, CLOCK)


async def test_who_leaves_the_reasons_for_another_place_stays_there(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await by_keys(pilot, app, CUE)
        await pilot.press("w", "f5")
        await pilot.pause()
        assert (app.at, app.place) == (CLOCK, "progress")
        assert guide.word("tour", "elsewhere") in strip(app)
        await pilot.press(NEXT)
        await pilot.pause()
        assert stands_at(app, CLOCK)


async def test_looking_on_alone_the_tour_can_be_taken_up_again_or_left(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await by_keys(pilot, app, CHECK_IN)
        await pilot.press(ALONE, "f3", *["right"] * 9, "f2")
        assert strip(app).split("   ")[0] == f"{guide.word('tour', 'label')}  {guide.word('tour', 'kept')}"
        assert app.at == CHECK_IN
        await pilot.press(BEFORE)
        assert app.alone
        await pilot.press("f5", NEXT)
        await pilot.pause()
        assert stands_at(app, CHECK_IN)
        await pilot.press(ALONE, "f5", ALONE)
    assert app.to_own


async def test_the_end_can_be_looked_past_and_y_types_where_something_is_typed(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await by_keys(pilot, app, OVER)
        await pilot.press("f2", "e", "escape", "n", "y", "escape")
        assert app.is_running
        screen = app.screen
        assert isinstance(screen, CheckInScreen)
        assert screen.rows.typed["note"] == "y"
        assert not app.alone
        await pilot.press("?", "y", "escape")
        assert app.is_running
        assert not app.alone
        await pilot.press("escape")
        assert app.alone
        await pilot.press("y", "f3")
        assert app.is_running
        assert app.place == "plan"
        await pilot.press("f5", NEXT)
        await pilot.pause()
        assert stands_at(app, PLAN)


async def test_a_plan_that_is_taken_back_or_over_leads_to_ones_own(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        coach.plan.finish()
        app.show_again()
        await pilot.pause()
        await pilot.press("n")
    assert app.to_own
    assert app.return_code == 0


async def test_quitting_from_it_is_quitting(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await by_keys(pilot, app, CHECK_IN)
        await pilot.press(*"42", "ctrl+q")
    assert (app.to_own, app.return_code, app.farewell) == (False, 0, ())


async def test_its_keys_can_be_moved_and_the_strip_names_them_as_they_are(tmp_path: Path) -> None:
    settings = Settings(keymap={"tour.next": "g", "tour.alone": "f8"}, support=Support(contact="Jo"))
    assert usable(settings.keymap, MasteryApp)[1] == ()
    app = TourApp(toured(tmp_path, settings))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert f"g {guide.word('tour_keys', 'next')}" in strip(app)
        assert f"F8 {guide.word('tour_keys', 'alone')}" in strip(app)
        await pilot.press("g")
        assert app.at == CHECK_IN


@pytest.mark.parametrize("alone", [False, True])
async def test_the_palette_has_its_keys_too(coach: Coach, alone: bool) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await by_keys(pilot, app, CHECK_IN)
        await pilot.press(*([ALONE] if alone else []), "ctrl+p")
        found = {entry.title for entry in commands(app, app.screen_stack[-2])}
        named = {name: guide.word("palette", f"tour_{name}") in found for name in ("next", "before", "alone", "own")}
        assert named == {"next": True, "before": not alone, "alone": not alone, "own": True}
        await pilot.press(*guide.word("palette", "tour_own"), "enter")
    assert app.to_own


async def test_the_palette_of_the_app_itself_has_none_of_them(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)):
        found = {entry.title for entry in commands(app, app.screen)}
        assert not found & {guide.word("palette", f"tour_{name}") for name in ("next", "before", "alone", "own")}


async def test_a_click_on_the_strip_presses_the_key(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(TourStrip, offset=(4, 2))
        await pilot.pause()
        assert app.at == CHECK_IN


async def test_before_a_plan_there_is_no_tour_inside_the_tour(coach: Coach) -> None:
    app = TourApp(coach)
    async with app.run_test(size=(80, 24)):
        assert not app.can_look_around


def test_short_lines_have_room_in_the_smallest_window() -> None:
    assert {key: len(text) for key, text in guide.words("tour_short").items() if len(text) > 36} == {}
    assert {key: len(text) for key, text in guide.words("tour_lines").items() if len(text) > 75} == {}
