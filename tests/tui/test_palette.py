"""The palette: every action that leads somewhere as things stand, and none that does not."""

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Outcome
from mastery_tui.tui.app import MasteryApp, dialog_of
from mastery_tui.tui.commands import COMMANDS
from mastery_tui.tui.dialogs.asking import Asking
from mastery_tui.tui.dialogs.feedback import FeedbackDialog
from mastery_tui.tui.dialogs.too_much import TooMuch
from mastery_tui.tui.palette import Commands, commands
from tests.tui.people import begin, clock_of, coach_at, plan_date, record, writer_in_week_3


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_in_week_3(tmp_path)


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.pause()


def titles(pilot: Pilot[None]) -> set[str]:
    assert isinstance(pilot.app, MasteryApp)
    return {command.title for command in commands(pilot.app, pilot.app.screen)}


def called(name: str) -> str:
    return guide.word("palette", name)


async def offered(coach: Coach, *keys: str) -> set[str]:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        return titles(pilot)


async def run(pilot: Pilot[None], name: str) -> None:
    assert isinstance(pilot.app, MasteryApp)
    command = next(each for each in commands(pilot.app, pilot.app.screen) if each.title == called(name))
    pilot.app.call_later(command.callback)
    await settle(pilot)


KEYS_THAT_NEED_NO_COMMAND = {
    "too_much",  # found by F9's
    "quit",  # found by q's
    "palette",
    "place.previous",
    "place.following",
    "place.over",  # says why there is no such place
    "check_in.undo",
    "check_in.one_line",
    "check_in.routine",  # found by Plan's
    "check_in.up",
    "check_in.down",
    "check_in.summary",  # found by place.summary, as are the next two
    "plan.summary",
    "progress.summary",
    "progress.up",
    "progress.down",
    "plan.begin",
    "summary.finish",  # found by Plan's
    "summary.new_plan",
    "summary.down",
    "summary.up",
    "plan.one_line",
    "plan.delete",
    "reflect.row_before",
    "reflect.row_after",
    "history.up",
    "history.down",
    "tour.leave",  # found by tour.own
    "tour.on",  # found by tour.alone
    "import.up",
    "import.down",
}


def test_every_command_is_found_in_the_palette() -> None:
    without = {command.id for command in COMMANDS if not command.palette}
    assert without <= KEYS_THAT_NEED_NO_COMMAND
    for command in COMMANDS:
        if command.palette:
            assert called(command.palette)
            assert guide.word("palette_help", command.palette)
            assert guide.word("palette_keywords", command.palette)


def test_whatever_opens_is_known_to_the_app(coach: Coach) -> None:
    for command in COMMANDS:
        if command.opens:
            assert dialog_of(coach, command.opens).is_modal


def test_titles_are_different_from_each_other() -> None:
    words = guide.words("palette")
    assert len(set(words.values())) == len(words)
    assert set(words) == set(guide.words("palette_help")) == set(guide.words("palette_keywords"))


async def found_by(coach: Coach, typed: str) -> list[str]:
    """What the palette lists for what is typed, the best first."""
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        finder = Commands(pilot.app.screen)
        hits = [hit async for hit in finder.search(typed)]
        return [str(hit.match_display) for hit in sorted(hits, key=lambda hit: -hit.score)]


@pytest.mark.parametrize("typed", ["summary", "finish", "end", "result", "RESULTS", "stop"])
async def test_the_summary_and_the_end_of_a_plan_are_found_by_more_than_their_titles(coach: Coach, typed: str) -> None:
    found = await found_by(coach, typed)
    assert called("place_summary" if typed != "stop" else "finish") in found[:3]


async def test_what_is_called_so_stands_before_what_is_only_found_by_a_keyword(coach: Coach) -> None:
    found = await found_by(coach, "summary")
    assert found.index(called("place_summary")) < found.index(called("finish"))


async def test_a_keyword_is_found_from_its_beginning_on_and_nothing_by_what_is_no_word_of_it(coach: Coach) -> None:
    assert called("backups") in await found_by(coach, "restor")
    assert called("pause") in await found_by(coach, "vacation")
    assert await found_by(coach, "xyzzy") == []
    assert called("backups") not in await found_by(coach, "estore")


async def test_the_exclamation_mark_finds_too_much(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f3", "ctrl+p")
        await settle(pilot)
        assert isinstance(pilot.app.screen, CommandPalette)
        await pilot.press("!")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, TooMuch)


async def test_typing_hides_no_action_of_the_place(coach: Coach) -> None:
    found = await offered(coach, "f4")
    assert {called("reflect_save"), called("reflect_week_before"), called("reflect_week_after")} <= found
    assert called("check_in_note") not in found


async def test_only_what_leads_somewhere_is_offered(coach: Coach) -> None:
    found = await offered(coach, "f3")
    there = (
        "place_summary",
        "feedback",
        "adjust",
        "transfer",
        "freeze",
        "lock",
        "routine",
        "pause",
        "rest",
        "undo",
        "finish",
    )
    assert {called(name) for name in there} <= found
    away = ("resume", "no_pause", "delete", "new_plan", "place_plan", "cue_why", "cue_acknowledge", "setup_begin")
    assert not {called(name) for name in away} & found


async def test_a_paused_plan_offers_to_resume(coach: Coach) -> None:
    coach.days.pause()
    found = await offered(coach, "f3")
    assert called("resume") in found
    assert not {called(name) for name in ("pause", "rest")} & found


async def test_before_the_first_plan_there_is_only_setup(tmp_path: Path) -> None:
    found = await offered(coach_at(tmp_path, 1))
    assert {called("too_much"), called("leave"), called("theme"), called("help")} <= found
    assert not {called(name) for name in ("place_plan", "undo", "routine", "pause", "feedback")} & found


async def test_on_day_1_nothing_can_be_frozen_or_locked(tmp_path: Path) -> None:
    found = await offered(begin(coach_at(tmp_path, 1)), "f3")
    assert not {called("freeze"), called("lock")} & found


async def test_after_the_last_day_today_cannot_be_recorded(coach: Coach) -> None:
    clock_of(coach).set(plan_date(31))
    found = await offered(coach, "f3")
    assert called("finish") in found
    assert not {called(name) for name in ("check_in_one_line", "pause", "rest")} & found


async def test_a_dialog_can_be_opened_from_any_place(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)
        await run(pilot, "feedback")
        assert isinstance(pilot.app.screen, FeedbackDialog)
        assert titles(pilot) >= {called("too_much"), called("leave")}
        assert called("feedback") not in titles(pilot)


async def test_deleting_asks_and_can_be_undone(coach: Coach) -> None:
    record(coach, 20, outcome=Outcome.DONE)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f3")
        await settle(pilot)
        await run(pilot, "delete")
        assert isinstance(pilot.app.screen, Asking)
        await pilot.press("y")
        await settle(pilot)
        assert coach.days.form().recorded is None
        await run(pilot, "undo")
        assert coach.days.form().recorded is not None


async def test_rest_tomorrow_is_recorded_at_once(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await run(pilot, "rest")
        tomorrow = coach.context.running.day(plan_date(21))
        assert tomorrow is not None
        assert tomorrow.check_in is not None
        assert called("rest") not in titles(pilot)


async def test_a_title_names_a_key_only_where_that_acts(coach: Coach, tmp_path: Path) -> None:
    bare = guide.word("palette", "import").removesuffix(" (i)")
    for key in ("f2", "f3", "f4", "f5"):
        found = await offered(coach, key)
        assert bare in found
        assert called("import") not in found
        assert (called("history") in found) is (key in ("f3", "f5"))
        assert called("undo") in found
    (tmp_path / "new").mkdir()
    assert called("import") in await offered(coach_at(tmp_path / "new"))
