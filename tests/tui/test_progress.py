"""Progress: the cursor over the days, the table, what scrolls, and the ways in and out."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Outcome
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.places.check_in import CheckInScreen
from mastery_tui.tui.places.plan import PlanScreen
from mastery_tui.tui.places.progress import ProgressScreen
from mastery_tui.tui.widgets.day_strip import AROUND
from mastery_tui.tui.widgets.drawn import Drawn
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.page import Page
from mastery_tui.tui.widgets.tab_bar import TabBar
from tests.tui.people import (
    WRITING,
    begin,
    clock_of,
    coach_at,
    plan_date,
    record,
    two_plans,
    writer_in_week_3,
    writer_on_day_12,
)


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_on_day_12(tmp_path)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


def place(app: MasteryApp) -> ProgressScreen:
    assert isinstance(app.screen, ProgressScreen)
    return app.screen


def lines(app: MasteryApp) -> list[str]:
    return ["".join(part.text for part in strip).rstrip() for strip in app.screen._compositor.render_strips()]


def days_of(app: MasteryApp) -> str:
    return next((line for line in lines(app) if line.strip().startswith(guide.word("progress", "days"))), "")


async def until(pilot: Pilot[None], seen: Callable[[], bool]) -> None:
    """Wait until something can be seen: a new size arrives when the terminal says so."""
    for _ in range(100):
        if seen():
            return
        await pilot.pause()
    raise AssertionError("it never is")


def words_of(app: MasteryApp, plan_day: int) -> bool:
    return any(line.strip().startswith(f"{guide.say('plan', 'day', day=plan_day)} ·") for line in lines(app))


async def test_f5_leads_there_and_the_cursor_begins_on_today(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        assert place(app).sheet.chosen == 12
        assert words_of(app, 12)
        await press(pilot, "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_the_places_are_a_ring_of_four(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "greater_than_sign")
        assert app.place == "check-in"
        await press(pilot, "less_than_sign")
        assert app.place == "progress"
        await press(pilot, "less_than_sign")
        assert app.place == "reflect"


async def test_before_there_is_a_plan_f5_leads_nowhere(tmp_path: Path) -> None:
    app = MasteryApp(coach_at(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        assert app.place == "setup"


@pytest.mark.parametrize(("back", "forth"), [("left", "right"), ("h", "l")])
async def test_the_cursor_goes_over_the_days_up_to_today(coach: Coach, back: str, forth: str) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", back, back)
        assert place(app).sheet.chosen == 10
        assert words_of(app, 10)
        await press(pilot, forth, forth, forth)
        assert place(app).sheet.chosen == 12
        await press(pilot, *[back] * 12)
        assert place(app).sheet.chosen == 1
        await press(pilot, "full_stop")
        assert place(app).sheet.chosen == 12


async def test_a_move_of_the_cursor_asks_the_coach_nothing(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        asked: list[str] = []

        class Asked:
            def __getattr__(self, name: str) -> object:
                asked.append(name)
                return getattr(coach, name)

        monkeypatch.setattr(app, "coach", Asked())
        await press(pilot, "left", "left", "right", "v", "left")
        assert not {"progress", "plan", "days", "easier", "cues", "reflections"} & set(asked)
        assert place(app).sheet.chosen == 10


async def test_enter_opens_the_day_and_escape_returns(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "left", "left", "enter")
        assert isinstance(app.screen, CheckInScreen)
        assert app.screen.day == plan_date(10)
        await press(pilot, "escape")
        if isinstance(app.screen, CheckInScreen):  # The first one left the field.
            await press(pilot, "escape")
        assert place(app).sheet.chosen == 10


async def test_enter_on_today_goes_to_the_check_in(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "enter")
        assert app.place == "check-in"
        assert app.screen_stack == [app.screen]


async def test_a_day_that_is_open_elsewhere_is_closed_there_and_its_draft_goes_along(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "left", "left", "enter", "7", "7")
        assert isinstance(app.screen, CheckInScreen)
        first = app.screen
        await press(pilot, "f5", "left", "left", "enter")
        assert isinstance(app.screen, CheckInScreen)
        assert (app.screen.day, app.screen is first) == (plan_date(10), False)
        assert not app.holds(first)
        assert app.screen.rows.changed["amount"].endswith("77")
        await press(pilot, "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_v_shows_the_same_days_as_a_table(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "v")
        assert guide.word("progress_table", "outcome") in lines(app)[2]
        assert guide.word("keys", "picture") in str(app.screen.query_one(KeyBar).render())
        await press(pilot, "left", "v")
        assert words_of(app, 11)
        assert guide.word("keys", "table") in str(app.screen.query_one(KeyBar).render())


async def test_in_the_table_the_cursor_stays_in_sight(tmp_path: Path) -> None:
    app = MasteryApp(writer_in_week_3(tmp_path, 30))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "v", *["left"] * 29)
        assert any("▐ 1▌" in line for line in lines(app))
        await press(pilot, "full_stop")
        assert any("▐30▌" in line for line in lines(app))


@pytest.mark.parametrize(("down", "up"), [("down", "up"), ("j", "k"), ("pagedown", "pageup")])
async def test_the_page_scrolls_to_the_figures(tmp_path: Path, down: str, up: str) -> None:
    app = MasteryApp(writer_in_week_3(tmp_path, 20))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", *[down] * 40)
        assert any(guide.word("progress_below", "first_cycle") in line for line in lines(app))
        await press(pilot, *[up] * 40)
        assert lines(app)[2].strip().startswith(guide.word("progress", "kept"))


@pytest.mark.parametrize(("columns", "beside", "cycles"), [(80, False, False), (120, True, False), (160, True, True)])
async def test_a_wide_terminal_has_the_figures_beside_the_strip(
    tmp_path: Path, columns: int, beside: bool, cycles: bool
) -> None:
    app = MasteryApp(writer_in_week_3(tmp_path, 20))
    async with app.run_test(size=(columns, 45)) as pilot:
        await press(pilot, "f5")
        panel, below = place(app).query_one("#panel", Drawn), place(app).query_one("#below", Drawn)
        weeks, earlier = guide.word("progress_below", "weeks"), guide.word("progress_below", "earlier")
        assert panel.display is beside
        assert (weeks in str(panel.render())) is beside
        assert (weeks in str(below.render())) is not beside
        assert (earlier in str(panel.render())) is cycles
        assert (earlier in str(below.render())) is not cycles


async def test_a_terminal_that_grows_is_filled(tmp_path: Path) -> None:
    app = MasteryApp(writer_in_week_3(tmp_path, 20))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "f5")
        panel = place(app).query_one("#panel", Drawn)
        await pilot.resize_terminal(160, 45)
        await until(pilot, lambda: panel.display and "◐  ◐" in days_of(app))
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: not panel.display and "◐◐" in days_of(app))


async def test_a_terminal_that_is_only_less_high_is_filled_too(tmp_path: Path) -> None:
    app = MasteryApp(writer_in_week_3(tmp_path, 20))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "f5")
        roomy = place(app).sheet.size.height
        await pilot.resize_terminal(120, 24)
        await until(pilot, lambda: place(app).sheet.size.height <= 24 - AROUND)
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: place(app).sheet.size.height == roomy > 24)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: place(app).sheet.size.height <= 24 - AROUND)


@pytest.mark.parametrize(("size", "more"), [((80, 24), True), ((160, 60), False)])
async def test_scrolling_is_offered_where_there_is_more(tmp_path: Path, size: tuple[int, int], more: bool) -> None:
    app = MasteryApp(writer_in_week_3(tmp_path, 20))
    keys = ("down", "pagedown", "up", "pageup")

    def offered() -> list[bool]:
        return [key in app.screen.active_bindings for key in keys]

    async with app.run_test(size=size) as pilot:
        for key in ("f5", "s"):
            await press(pilot, key)
            assert offered() == [more, more, False, False]
            await press(pilot, "pagedown")
            assert offered()[2:] == [more, more]


async def test_what_another_place_saved_shows_on_return(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        record(coach, 12, amount=555.0)
        await press(pilot, "f3", "f5")
        assert any("555 words" in line for line in lines(app))


async def test_the_cursor_follows_today_to_the_next_day_unless_it_was_moved(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        clock_of(coach).moment += timedelta(days=1)
        app.show_again()
        assert place(app).sheet.chosen == 13
        await press(pilot, "left", "left")
        clock_of(coach).moment += timedelta(days=1)
        app.show_again()
        assert place(app).sheet.chosen == 11


async def test_before_the_plan_begins_there_is_no_day_to_open(tmp_path: Path) -> None:
    coach = coach_at(tmp_path)
    coach.plan.start(WRITING, 400, 150, plan_date(8))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "left", "right", "full_stop", "enter", "v", "v")
        assert place(app).sheet.chosen is None
        assert guide.word("keys", "open_day") not in str(app.screen.query_one(KeyBar).render())


@pytest.mark.parametrize(("today", "first"), [(29, "open_day"), (30, "summary"), (31, "summary")])
async def test_from_day_30_on_the_summary_stands_first(tmp_path: Path, today: int, first: str) -> None:
    app = MasteryApp(writer_in_week_3(tmp_path, today))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        assert guide.word("keys", first) in str(app.screen.query_one(KeyBar).render())[:18]
        await press(pilot, "s")
        assert app.place == "summary"


async def test_after_day_30_the_header_says_complete(tmp_path: Path) -> None:
    app = MasteryApp(writer_in_week_3(tmp_path, 31))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        header = guide.say("tabs", "header_ended", name="Write 400 words")
        assert header in str(app.screen.query_one(TabBar).render())


@pytest.mark.parametrize(("keys", "page"), [(("f5",), "progress"), (("f5", "s"), "summary")])
async def test_the_wheel_scrolls_the_page(tmp_path: Path, keys: tuple[str, ...], page: str) -> None:
    app = MasteryApp(writer_in_week_3(tmp_path, 31))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *keys)
        assert app.place == page
        scrolled = app.screen.query_one(Page)
        assert scrolled.scroll_offset.y == 0
        scrolled.post_message(MouseScrollDown(scrolled, 5, 5, 0, 1, 0, False, False, False))
        await until(pilot, lambda: scrolled.scroll_offset.y > 0)


async def test_of_an_ended_plan_a_day_opens_as_one_of_its_cycle(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path, 31)
    coach.plan.finish()
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "f5", "left")
        assert place(app).sheet.chosen == 29
        await press(pilot, "enter")
        assert isinstance(app.screen, CheckInScreen)
        assert app.screen.whose is not coach
        assert app.screen.day == plan_date(29)


async def test_a_click_chooses_a_day_and_a_second_one_opens_it(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        sheet = place(app).sheet
        await pilot.click(sheet, offset=(14 + 2 * 4, 3))
        assert sheet.chosen == 5
        await pilot.click(sheet, offset=(14 + 2 * 20, 3))
        assert sheet.chosen == 5
        await pilot.click(sheet, offset=(3, 3))
        assert sheet.chosen == 5
        await pilot.click(sheet, offset=(14 + 2 * 7, 3), times=2)
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
        assert app.screen.day == plan_date(8)


async def test_in_sixty_columns_the_name_gives_way_before_the_day(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "f5")
        bar = str(app.screen.query_one(TabBar).render())
        assert bar.endswith("day 12")
        assert guide.word("tabs", "progress") in bar
        assert "Write" not in bar


async def test_in_ascii_the_whole_screen_is(tmp_path: Path) -> None:
    app = MasteryApp(writer_in_week_3(tmp_path, 20, Settings(ascii=True)))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "f5", "left")
        assert all(line.isascii() for line in lines(app))
        assert any("[19]" in line for line in lines(app))
        await press(pilot, "v")
        assert all(line.isascii() for line in lines(app))


async def test_an_undo_is_seen_at_once(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3))
    record(coach, 1, outcome=Outcome.CANCELLED)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "left", "left")
        assert any(guide.word("outcomes", "cancelled") in line for line in lines(app))
        await press(pilot, "u")
        assert not any(guide.word("outcomes", "cancelled") in line for line in lines(app))


@pytest.mark.parametrize("size", [(60, 30), (80, 24), (120, 36)])
async def test_the_heads_over_the_baseline_stand_apart_where_it_is_thin(tmp_path: Path, size: tuple[int, int]) -> None:
    coach = begin(coach_at(tmp_path, 12))
    for day, amount in ((1, 412), (2, 433), (3, 170), (8, 405), (9, 420)):
        record(coach, day, amount=amount)
    coach.plan.freeze()
    heads = coach.progress.view().since_head
    assert heads[0] == guide.word("progress_below", "thin")
    async with MasteryApp(coach).run_test(size=size) as pilot:
        await press(pilot, "f5", *["pagedown"] * 3)
        shown = "\n".join(lines(pilot.app))  # type: ignore[arg-type]
        assert guide.word("progress_below", "since_heading") in shown
        assert f"{heads[0].split(', ')[-1]}{heads[1]}" not in shown
        if size[0] == 80:
            assert f"{heads[0]} {heads[1]}" in shown


async def test_what_changes_of_an_earlier_plan_elsewhere_shows_on_return(tmp_path: Path) -> None:
    app = MasteryApp(two_plans(tmp_path))
    async with app.run_test(size=(80, 45)) as pilot:
        await press(pilot, "f5")
        below = place(app).query_one("#below", Drawn)
        await pilot.pause()
        assert "9 of 9" in str(below.render())
        await press(pilot, "f3")
        earlier = coach_at(tmp_path, 34).of_cycle(1)
        for day in (1, 2):
            earlier.days.delete(plan_date(day))
        app._look_around()
        await press(pilot, "f5")
        await pilot.pause()
        assert "7 of 7" in str(below.render())
