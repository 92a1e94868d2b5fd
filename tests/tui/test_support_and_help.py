"""Too much, Help, the question before something is done, and a terminal that is too small."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import PauseReason
from mastery_tui.practice.timeline import State
from mastery_tui.settings import Settings, Support
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.asking import Asking
from mastery_tui.tui.dialogs.help import HelpScreen
from mastery_tui.tui.dialogs.small import Small
from mastery_tui.tui.dialogs.too_much import TooMuch
from mastery_tui.tui.places.setup import SetupScreen
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.line_field import LineField
from mastery_tui.tui.widgets.prose import Prose
from tests.tui.people import begin, coach_at, plan_date, record, writer_on_day_12

STILL = Settings(animation=False)


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_on_day_12(tmp_path, STILL)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


def word(key: str) -> str:
    """What a key does, as the bar has it."""
    return guide.word("keys", key)


def support_text(app: MasteryApp) -> str:
    return "\n".join(str(each.render()) for each in app.screen.query(Static) if each.display)


def help_text(app: MasteryApp) -> str:
    return "\n".join(str(each.render()) for each in app.screen.query(Prose))


def keys_of(app: MasteryApp) -> str:
    return str(app.screen.query_one(KeyBar).render())


# -- Too much ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["exclamation_mark", "f9"])
@pytest.mark.parametrize("place", ["f2", "f3", "f4"])
async def test_too_much_opens_from_every_place_and_changes_nothing(coach: Coach, key: str, place: str) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        before = coach.context.journal.rev
        # Esc leaves a text, where ! would be a sign like any other.
        await press(pilot, place, "escape", key)
        assert isinstance(app.screen, TooMuch)
        await press(pilot, "escape")
        assert not isinstance(app.screen, TooMuch)
        assert coach.context.journal.rev == before


async def test_f9_opens_it_while_typing_and_over_a_dialog(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "p", "f9")
        assert isinstance(app.screen, TooMuch)
        await press(pilot, "escape")
        assert app.screen.is_modal


async def test_f9_opens_it_in_setup_and_leaves_what_is_typed(tmp_path: Path) -> None:
    app = MasteryApp(coach_at(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "a", "f9")
        assert isinstance(app.screen, TooMuch)
        assert guide.support().pause not in keys_of(app)
        await press(pilot, "p", "escape")
        assert isinstance(app.screen, SetupScreen)
        assert app.screen.query_one("#name", LineField).value == "a"


async def test_letters_of_the_place_beneath_do_nothing(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        before = coach.context.journal.rev
        await press(pilot, "f3", "exclamation_mark", "u", "q", "question_mark", "less_than_sign", "exclamation_mark")
        assert isinstance(app.screen, TooMuch)
        assert coach.context.journal.rev == before
        assert sum(isinstance(each, TooMuch) for each in app.screen_stack) == 1


async def test_a_key_of_a_place_leaves_it_first(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2", "f9", "f3")
        assert app.place == "plan"
        await press(pilot, "f2")
        assert not isinstance(app.screen, TooMuch)


async def test_it_names_numbers_and_ones_own_contact(tmp_path: Path) -> None:
    own = Support(contact="Jo  0170 555 0123", lines=("Anna 555",))
    app = MasteryApp(begin(coach_at(tmp_path, settings=replace(STILL, support=own))))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f9")
        text = support_text(app)
        words = guide.support()
        for number, where in (*words.danger, *words.lines):
            assert number in text
            assert where in text
        assert "Jo  0170 555 0123" in text
        assert "Anna 555" in text
        assert words.own_none not in text
        assert words.as_of in text


async def test_without_an_own_contact_it_says_where_one_is_named(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f9")
        assert guide.support().own_none in support_text(app)


async def test_p_pauses_the_plan_and_says_how_it_goes_on(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f9")
        assert keys_of(app) == f"esc {guide.support().back}  p {guide.support().pause}"
        await press(pilot, "p")
        assert coach.state is State.PAUSED
        pause = coach.context.running.records.pauses[-1]
        assert (pause.first, pause.last, pause.reason) == (plan_date(12), None, PauseReason.TOO_MUCH)
        assert guide.word("too_much", "paused") in " ".join(support_text(app).split())
        assert keys_of(app) == f"esc {word('back')}"
        await press(pilot, "p")
        assert len(coach.context.running.records.pauses) == 1
        await press(pilot, "escape", "f3", "u")
        assert app.place == "plan"
        assert coach.context.running.records.pauses == ()


async def test_a_recorded_today_still_counts_and_the_pause_begins_tomorrow(coach: Coach) -> None:
    record(coach, 12, amount=420)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f9", "p")
        assert guide.word("too_much", "paused_tomorrow") in " ".join(support_text(app).split())
    assert coach.context.running.records.pauses[-1].first == plan_date(13)
    assert coach.context.running.week(2).adherence.recorded == 4


async def test_a_pause_from_tomorrow_is_made_once(coach: Coach) -> None:
    record(coach, 12, amount=420)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f9", "p", "p")
        assert keys_of(app) == f"esc {word('back')}"
        await press(pilot, "escape", "f9", "p")
        assert len(coach.context.running.records.pauses) == 1
        assert guide.support().pause not in keys_of(app)
        await press(pilot, "escape", "f3", "u", "f9", "p")
        assert app.place == "plan"
        assert len(coach.context.running.records.pauses) == 1


async def test_a_pause_of_a_few_days_ahead_leaves_the_way_to_pause_now(coach: Coach) -> None:
    coach.days.pause(plan_date(14), plan_date(15))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f9", "p", "escape")
        assert coach.state is State.PAUSED
        await press(pilot, "f3", "u")
        assert len(coach.context.running.records.pauses) == 1


async def test_it_scrolls_in_a_narrow_terminal_and_stays_within_88_columns(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "f9", *["pagedown"] * 4)
        page = app.screen.query_one("Page")
        assert page.max_scroll_y > 0
        assert page.scroll_y == page.max_scroll_y
        await press(pilot, "up")
        assert page.scroll_y == page.max_scroll_y - 1
    app = MasteryApp(coach)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "f9")
        assert app.screen.query_one("#support").region.width == 88


# -- Help --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "name"), [("f2", "checkin"), ("f3", "plan"), ("f4", "reflect")])
async def test_help_tells_the_keys_of_its_place_and_the_guide(coach: Coach, place: str, name: str) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, place, "escape")
        app.screen.set_focus(None)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        text = " ".join(help_text(app).split()).replace("- ", "-")
        for line in (*guide.help_lines(name), *guide.in_short(), *guide.care().lines):
            assert line in text
        for layer in guide.layers():
            assert layer.name in text
        for mistake in guide.mistakes():
            assert mistake.answer in text
        assert f"!, F9 {word('too_much')}" in text
        assert "Focus Next" not in text


async def test_help_on_plan_names_the_keys_that_act_there(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "question_mark")
        text = " ".join(help_text(app).split())
        assert f"p {word('pause')}" in text
        assert f": {word('one_line')}" in text
        assert f"n {word('note')}" not in text
        await press(pilot, "escape", "f2", "escape", "question_mark")
        assert f"n {word('note')}" in " ".join(help_text(app).split())


async def test_help_on_plan_begins_with_what_the_marks_mean_and_explains_the_spare(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "question_mark")
        lines = help_text(app).splitlines()
        assert [line.split() for line in lines[1:3]] == [
            ["●", *guide.word("legend", "done").split()],
            ["◐", *guide.word("legend", "minimum").split()],
        ]
        assert lines[8].strip() == guide.word("legend", "spare")
        shown = app.screen.query(Prose).first().region
        assert shown.y + 8 < app.size.height  # at 80 columns nothing has to be scrolled for it
        await press(pilot, "escape", "f2", "escape", "question_mark")
        assert guide.word("legend", "done") not in help_text(app)


async def test_a_key_that_was_changed_is_named_as_it_is_now(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path, replace(STILL, keymap={"undo": "b"})))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "question_mark")
        text = " ".join(help_text(app).split())
        assert f"b {word('undo')}" in text
        assert f" u {word('undo')}" not in text


async def test_help_scrolls_and_closes(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "question_mark")
        frame = app.screen.query_one("#dialog-frame")
        await press(pilot, "down", "down")
        assert frame.scroll_y == 2
        await press(pilot, *["pagedown"] * 12)
        assert frame.scroll_y == frame.max_scroll_y > 20
        await press(pilot, "pageup")
        assert frame.scroll_y == frame.max_scroll_y - 10
        await press(pilot, "escape")
        assert not isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("keys", [("question_mark",), ("question_mark", "f9"), ("ctrl+p", "question_mark")])
async def test_the_key_of_a_place_closes_what_is_only_read(coach: Coach, keys: tuple[str, ...]) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", *keys, "f3")
        assert app.screen_stack == [app.screen]
        assert app.place == "plan"
        await press(pilot, "question_mark", "f2", "f3")
        assert app.screen_stack == [app.screen]
        await press(pilot, "q")
        assert not app.is_running


async def test_a_question_that_is_left_for_another_place_is_answered_no(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 1))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "u")
        assert isinstance(app.screen, Asking)
        await press(pilot, "f4", "f3")
        assert app.screen_stack == [app.screen]
        assert coach.context.timeline is not None
        await press(pilot, "u")
        assert isinstance(app.screen, Asking)


async def test_setup_has_its_own_help(tmp_path: Path) -> None:
    app = MasteryApp(coach_at(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        text = " ".join(help_text(app).split()).replace("- ", "-")
        for line in guide.help_lines("setup"):
            assert line in text


# -- Asking ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "answer"), [("y", True), ("enter", True), ("n", False), ("escape", False)])
async def test_a_question_is_answered_with_one_key(coach: Coach, key: str, answer: bool) -> None:
    app = MasteryApp(coach)
    answers: list[bool | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.push_screen(Asking("A title", "A question of the test.", "Go on"), answers.append)
        await pilot.pause()
        assert "A question of the test." in help_text(app)
        assert keys_of(app) == f"enter Go on   esc {word('no')}   ! {word('too_much')}"
        await press(pilot, key)
        assert answers == [answer]
        await press(pilot, "f3")
        assert app.place == "plan"


# -- too small ---------------------------------------------------------------------------------------------------------


async def test_a_terminal_that_is_too_small_says_so_until_it_grows(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.screen
        await pilot.resize_terminal(59, 24)
        await pilot.pause()
        assert isinstance(app.screen, Small)
        await pilot.resize_terminal(40, 8)
        await pilot.pause()
        assert sum(isinstance(each, Small) for each in app.screen_stack) == 1
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert app.screen is before


async def test_a_terminal_that_shrinks_before_the_first_screen_takes_keys(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        assert not app.keys.is_open
        app.measure(Size(50, 10))
        await press(pilot, "exclamation_mark")
        assert isinstance(app.screen, TooMuch)


async def test_it_goes_when_the_terminal_grew_under_the_palette(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(50, 24)
        await pilot.pause()
        await press(pilot, "ctrl+p")
        assert not isinstance(app.screen, Small)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await press(pilot, "escape")
        await pilot.pause()
        assert app.screen_stack == [app.screen]
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_it_says_so_from_the_start(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(50, 10)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Small)


async def test_support_is_one_key_away_in_a_small_terminal(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(50, 10)
        await pilot.pause()
        await press(pilot, "exclamation_mark")
        assert isinstance(app.screen, TooMuch)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(app.screen, TooMuch)
        await press(pilot, "escape")
        await pilot.pause()
        assert not isinstance(app.screen, TooMuch | Small)


async def test_leaving_support_in_a_small_terminal_says_that_it_is_small(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f9")
        await pilot.resize_terminal(50, 10)
        await pilot.pause()
        assert isinstance(app.screen, TooMuch)
        await press(pilot, "escape")
        await pilot.pause()
        assert isinstance(app.screen, Small)


async def test_places_change_under_the_line_about_the_size(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(50, 10)
        await pilot.pause()
        await press(pilot, "f3")
        assert isinstance(app.screen, Small)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.place == "plan"
        await press(pilot, "f2")
        assert not isinstance(app.screen, Small)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_a_small_terminal_can_be_left(coach: Coach, key: str) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(50, 10)) as pilot:
        await pilot.pause()
        await press(pilot, key)
    assert app.return_code == 0
    assert not app.is_running
