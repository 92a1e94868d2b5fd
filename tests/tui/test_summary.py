"""Summary in the window: where it opens, what its keys do, and how its page is drawn."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.choices import Next, State
from mastery_tui.practice.records import replace
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.finish import FinishDialog
from mastery_tui.tui.places.summary import SummaryScreen
from mastery_tui.tui.signs import UNICODE
from mastery_tui.tui.widgets.drawn import Drawn
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.prose import Prose
from mastery_tui.tui.widgets.summary_lines import numbers
from mastery_tui.tui.widgets.tab_bar import TabBar
from tests.tui.people import WRITING, begin, coach_at, on_day, plan_date, record, writer_in_week_3, writer_on_day_12

SIZE = (80, 24)


def complete(folder: Path, today: int = 31, settings: Settings | None = None) -> Coach:
    """A writer whose thirty days are recorded but for day 30 where that is today."""
    coach = begin(coach_at(folder, today, settings))
    for day in range(1, min(today, 31)):
        record(coach, day, amount=200 if day < 8 else 400, effort=5)
    on_day(coach, 7, coach.plan.freeze)
    return coach


def drawn(app: MasteryApp, name: str) -> str:
    widget = app.screen.query_one(f"#{name}", Drawn)
    lines = widget.lines_at(widget.content_size.width)
    return "\n".join("".join(text for text, _ in line).rstrip() for line in lines)


def bar(app: MasteryApp) -> str:
    return str(app.screen.query_one(KeyBar).render())


def tabs(app: MasteryApp) -> str:
    return str(app.screen.query_one(TabBar).render())


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_the_app_opens_here_once_the_thirty_days_are_over(tmp_path: Path) -> None:
    app = MasteryApp(complete(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert bar(app).startswith(
            f"s {guide.word('keys', 'finish')}  c {guide.word('keys', 'copy')}  e {guide.word('keys', 'export')}  "
        )
        assert "F2" in tabs(app)
        assert "30 of 30 kept  100%" in drawn(app, "numbers")


async def test_finishing_with_stop_stays_here_with_what_comes_next_and_new_plan(tmp_path: Path) -> None:
    coach = complete(tmp_path)
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "s")
        assert isinstance(app.screen, FinishDialog)
        await press(pilot, *"Slow", "tab", "3", "ctrl+s")
        assert isinstance(app.screen, SummaryScreen)
        assert coach.state is State.ENDED
        assert drawn(app, "told").endswith(f"Next          {guide.word('following', 'stop')}\n              'Slow'")
        assert bar(app).startswith(f"n {guide.word('keys', 'new_plan')}")
        assert "F2" not in tabs(app)
        assert "F4" not in tabs(app)
        await press(pilot, "f2", "f4", "s")
        assert isinstance(app.screen, SummaryScreen)
        await press(pilot, "u")
        assert coach.state is State.AWAITING_SUMMARY
        assert bar(app).startswith(f"s {guide.word('keys', 'finish')}")
        assert "F2" in tabs(app)


async def test_of_an_ended_plan_only_what_shows_it_can_be_gone_to(tmp_path: Path) -> None:
    coach = complete(tmp_path)
    coach.plan.finish()
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f3")
        assert app.place == "plan"
        await press(pilot, "s", "f5")
        assert app.place == "progress"
        await press(pilot, ">")
        assert app.place == "plan"
        await press(pilot, "<")
        assert app.place == "progress"
        await press(pilot, "s", ">")
        assert app.place == "plan"
        await press(pilot, "s", "n")
        assert app.place == "setup"


@pytest.mark.parametrize(("key", "place"), [("f2", "check-in"), ("f3", "plan"), ("f5", "progress")])
async def test_escape_leads_back_to_where_it_was_opened(tmp_path: Path, key: str, place: str) -> None:
    app = MasteryApp(complete(tmp_path, 30))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, key, "s")
        assert isinstance(app.screen, SummaryScreen)
        assert f"esc {guide.word('tabs', place.replace('-', ''))}" in bar(app)
        await press(pilot, "escape")
        assert app.place == place


async def test_from_day_30_on_s_opens_it_from_plan_check_in_and_the_saved_page(tmp_path: Path) -> None:
    coach = complete(tmp_path, 30)
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert app.place == "check-in"
        word = f"s {guide.word('keys', 'summary')}"
        assert word in bar(app)
        asked = f"s {guide.word('task_keeps', 'summary')}"
        assert asked in str(app.screen.query_one("#heading").render())
        await press(pilot, "d", "ctrl+s")
        assert word in bar(app)
        await press(pilot, "s")
        assert app.place == "summary"
        await press(pilot, "f3")
        assert word in bar(app)
        assert asked in str(app.screen.query_one("#day").render())
        await press(pilot, "s")
        assert app.place == "summary"


async def test_before_day_30_nothing_but_progress_and_the_palette_leads_here(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "s")
        assert app.place == "check-in"
        await press(pilot, "f5", "s")
        assert app.place == "summary"
        assert guide.say("summary", "so_far", day=12) in drawn(app, "numbers")
        assert guide.word("keys", "finish") not in bar(app)
        await press(pilot, "s")
        assert isinstance(app.screen, FinishDialog)


@pytest.mark.parametrize(("today", "word"), [(29, "finish_early"), (30, "finish_line")])
async def test_the_dialog_says_whether_the_plan_is_finished_or_stopped(tmp_path: Path, today: int, word: str) -> None:
    app = MasteryApp(complete(tmp_path, today))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f5", "s", "s")
        assert any(str(said.render()) == guide.word("dialogs", word) for said in app.screen.query(".-sentence"))


@pytest.mark.parametrize(("summary", "said"), [("", "ended"), ("good", "finished")])
async def test_a_plan_that_ends_on_day_30_has_it_and_only_a_summary_that_was_written_is_said_to_be_kept(
    tmp_path: Path, summary: str, said: str
) -> None:
    coach = complete(tmp_path, 30)
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await press(pilot, "f3", "s", "s", *summary, "ctrl+s")
        assert app.place == "summary"
        assert [notice.message for notice in app._notifications] == [guide.word("dialogs", said)]
        assert guide.date_words(plan_date(30), "full").partition(" ")[2] in drawn(app, "numbers")
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_c_copies_the_page_as_markdown_and_says_so(tmp_path: Path) -> None:
    coach = complete(tmp_path)
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await press(pilot, "c")
        assert app.clipboard == coach.progress.summary().markdown
        assert any(toast.message == guide.word("summary", "copied") for toast in app._notifications)


async def test_the_page_scrolls_by_lines_and_by_pages(tmp_path: Path) -> None:
    app = MasteryApp(writer_in_week_3(tmp_path, 31))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        page = app.screen.query_one("#page")
        await press(pilot, "down", "j")
        assert page.scroll_y == 2
        await press(pilot, "up", "k")
        assert page.scroll_y == 0
        await press(pilot, "pagedown")
        assert page.scroll_y > 5
        await press(pilot, "pageup")
        assert page.scroll_y == 0


async def test_another_window_that_ends_the_plan_leads_here_from_where_something_could_be_typed(
    tmp_path: Path,
) -> None:
    coach = complete(tmp_path, 30)
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f4")
        coach.plan.finish()
        app.show_again()
        await pilot.pause()
        assert app.place == "summary"


async def test_a_plan_that_was_stopped_says_so_in_its_header(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    coach.plan.finish(Next.STOP)
    app = MasteryApp(coach)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert tabs(app).rstrip().endswith(guide.say("tabs", "header_stopped", name="Write 400 words"))
        assert guide.say("summary", "stopped", day=11) in drawn(app, "numbers")


async def test_with_room_for_it_the_results_stand_over_their_days_and_the_words_beside(tmp_path: Path) -> None:
    app = MasteryApp(complete(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        lines = drawn(app, "numbers").splitlines()
        assert lines[-1].split() == ["1", "8", "15", "22", "29"]
        assert any(line.lstrip().startswith("baseline 200") for line in lines)
        assert app.screen.query_one("#told").region.x > app.screen.query_one("#numbers").region.x
        await pilot.resize_terminal(80, 24)
        while app.screen.query_one("#numbers").size.width < 70:
            await pilot.pause(0.01)
        assert drawn(app, "numbers").splitlines()[-1].strip() == guide.word("summary", "medians")


def test_a_long_unit_is_folded_not_cut(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12), replace(WRITING, unit="pages of manuscript"))
    for day in range(1, 12):
        record(coach, day, amount=150 + 10 * day)
    view = coach.progress.summary()
    lines = ["".join(text for text, _ in line) for line in numbers(view, 54, UNICODE)]
    assert max(map(len, lines)) <= 54
    trend = guide.word("summary", "trend")
    at = next(at for at, line in enumerate(lines) if line.strip().startswith(trend))
    assert f"{lines[at].strip().removeprefix(trend).strip()} {lines[at + 1].strip()}" == view.trend


async def test_what_is_corrected_elsewhere_shows_here(tmp_path: Path) -> None:
    coach = complete(tmp_path)
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        coach.days.delete(plan_date(30))
        app.show_again()
        await pilot.pause()
        assert "29 of 29 kept" in drawn(app, "numbers")


@pytest.mark.parametrize(("day", "plan"), [(12, "finish"), (30, "summary")])
async def test_s_does_what_help_calls_it(tmp_path: Path, day: int, plan: str) -> None:
    coach = writer_on_day_12(tmp_path) if day == 12 else complete(tmp_path, day)
    app = MasteryApp(coach)
    async with app.run_test(size=SIZE) as pilot:
        for way, word in (("f3",), plan), (("f5",), "summary"), (("f5", "s"), "finish"):
            await press(pilot, *way, "question_mark")
            told = {line.label: line.text for prose in app.screen.query(Prose) for line in prose.entries}
            assert told["s"] == guide.word("keys", word)
            await press(pilot, "escape", "s")
            assert isinstance(app.screen, FinishDialog if word == "finish" else SummaryScreen)
            title = app.screen.dialog_title if isinstance(app.screen, FinishDialog) else guide.word("keys", "summary")
            assert title == guide.word("keys", word)
            await press(pilot, "escape", "escape")
        await press(pilot, "f3")
        assert app.place == "plan"
