"""The results beside something else: in the panels of a wide terminal, after a week, and a day's own page in Plan."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Feeling, Outcome
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.places.plan import MOST_NOTED
from tests.tui.people import PRACTISED, begin, coach_at, on_day, plan_date, record, writer_in_week_3, writer_on_day_12

WIDE, USUAL, NARROW = (120, 36), (80, 24), (60, 20)
ONE_VALUE = ("4", "2", "0", "ctrl+s")


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_on_day_12(tmp_path)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def resized(pilot: Pilot[None], size: tuple[int, int], shows: Callable[[], bool]) -> None:
    """A terminal of another size, once it shows something; the size comes to the screen before its handlers run."""
    await pilot.resize_terminal(*size)
    for _ in range(20):
        await pilot.pause()
        if shows():
            return
    raise AssertionError("it does not show")


def text_of(app: MasteryApp, name: str) -> str:
    return "".join(str(found.render()) for found in app.screen.query(f"#{name}").results(Static))


def words_of(app: MasteryApp) -> str:
    """Everything on the screen, each run of blanks as one."""
    lines = ("".join(part.text for part in strip) for strip in app.screen._compositor.render_strips())
    return " ".join(" ".join(lines).split())


# -- panels ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["f2", "f4"])
async def test_the_panel_of_a_wide_terminal_has_the_results(coach: Coach, key: str) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, key)
        glance, side = coach.progress.glance(), text_of(app, "side")
        assert side.index(glance.heading) < side.index(glance.line)
        assert "┈" in side
        assert side.count(glance.heading) == 1


@pytest.mark.parametrize("size", [USUAL, NARROW])
async def test_elsewhere_nothing_is_computed_for_it(coach: Coach, size: tuple[int, int]) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "f4", "f2")
        assert "progress" not in vars(coach)


@pytest.mark.parametrize("key", ["f2", "f4"])
async def test_a_terminal_that_grows_gets_them(coach: Coach, key: str) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=USUAL) as pilot:
        await press(pilot, key)
        await resized(pilot, WIDE, lambda: coach.progress.glance().line in text_of(app, "side"))


async def test_what_is_saved_stands_in_the_panels_at_once(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path)
    app = MasteryApp(coach)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "f4")
        before = text_of(app, "side")
        await press(pilot, "f2", "9", "0", "0", "ctrl+s")
        line = coach.progress.glance().line
        assert line not in before
        assert line in text_of(app, "side")
        await press(pilot, "f4")
        assert line in text_of(app, "side")


async def test_before_the_baseline_the_values_are_counted(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 4))
    for day in (1, 2, 3):
        record(coach, day, amount=400)
    app = MasteryApp(coach)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert guide.say("glances", "before", n=3, needed=5, day=7) in text_of(app, "side")


async def test_where_nothing_is_counted_the_panel_has_no_results(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3), PRACTISED)
    record(coach, 1, outcome=Outcome.DONE)
    app = MasteryApp(coach)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert text_of(app, "side").endswith(coach.plan.day(plan_date(1)).remark)


async def test_the_routine_says_it_in_a_row(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "f3")
        assert f"{guide.word('glances', 'so_far')} {coach.progress.glance().line}" in words_of(app)


# -- a week that is over -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, USUAL, NARROW])
async def test_after_the_last_check_in_of_a_week_saved_says_what_the_week_was(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    coach = begin(coach_at(tmp_path, 7))
    for day in range(1, 7):
        record(coach, day, amount=400)
    app = MasteryApp(coach)
    async with app.run_test(size=size) as pilot:
        await press(pilot, *ONE_VALUE)
        view = coach.days.saved(plan_date(7))
        assert view is not None
        assert len(view.week_over) == 2
        assert all(line in words_of(app) for line in view.week_over)


async def test_on_another_day_of_the_week_it_says_nothing_of_it(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=USUAL) as pilot:
        await press(pilot, *ONE_VALUE)
        assert app.screen.has_class("-saved")
        assert guide.say("glances", "week_over", week=2, name=guide.week(2).name, kept="").removesuffix(
            "."
        ) not in words_of(app)


# -- a day's own page --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_a_recorded_day_shows_how_it_was_its_note_and_its_findings(coach: Coach, size: tuple[int, int]) -> None:
    on_day(coach, 10, lambda: coach.plan.feedback("The openings are too long"))
    app = MasteryApp(coach)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "f3", "left", "left")
        told = " ".join(text_of(app, "day").split())
        view = coach.plan.day(plan_date(10))
        assert f"{view.felt} {view.contexts} 'began with the ending, easier' {view.task}" in told
        assert f"{guide.word('left', 'finding')}: The openings are too long" in told
        for part in (view.felt.split(",")[0], "began with the ending, easier"):
            assert part.split()[0] in words_of(app)


async def test_contexts_stand_beside_how_it_was_where_there_is_room(coach: Coach) -> None:
    told = {"effort": 7, "feeling": Feeling.ANXIOUS, "strength": 2, "confidence": 3, "minutes": 25}
    record(coach, 10, amount=402, contexts=("desk", "morning"), note="began", **told)
    app = MasteryApp(coach)
    async with app.run_test(size=USUAL) as pilot:
        await press(pilot, "f3", "left", "left")
        view = coach.plan.day(plan_date(10))
        assert f"\n{view.felt}   {view.contexts}\n" in text_of(app, "day")
        await resized(pilot, NARROW, lambda: f"\n{view.felt}\n{view.contexts}\n" in text_of(app, "day"))


async def test_a_long_note_is_cut_and_its_lines_are_one(coach: Coach) -> None:
    record(coach, 11, amount=400, note="The first line\n" + "long" * 200)
    app = MasteryApp(coach)
    async with app.run_test(size=USUAL) as pilot:
        await press(pilot, "f3", "left")
        told = text_of(app, "day")
        assert "'The first line long" in told
        assert told.count("long") < MOST_NOTED / 4
        assert "…'" in told


async def test_a_day_without_words_has_no_empty_lines(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=USUAL) as pilot:
        await press(pilot, "f3", "left")
        assert "\n\n" not in text_of(app, "day")
        await press(pilot, "right")
        assert "\n\n" not in text_of(app, "day")
