"""Keys typed ahead belong to what they open, in order; none is lost or acts elsewhere, and none leaves a dead app."""

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual._styles_cache import StylesCache
from textual.app import App
from textual.dom import DOMNode
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Outcome
from mastery_tui.settings import Settings
from mastery_tui.tui import key_queue
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.one_line import OneLine
from mastery_tui.tui.key_queue import alive
from mastery_tui.tui.places.check_in import CheckInScreen
from mastery_tui.tui.places.plan import PlanScreen
from mastery_tui.tui.places.setup import SetupScreen
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.line_field import LineField
from tests.tui.bursts import at_once, spelt
from tests.tui.people import clock_of, coach_at, plan_date, writer_on_day_12


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_on_day_12(tmp_path)


@pytest.fixture
def app(coach: Coach) -> MasteryApp:
    return MasteryApp(coach)


def form(app: MasteryApp) -> dict[str, str]:
    assert isinstance(app.screen, CheckInScreen)
    return app.screen.rows.typed


def test_what_is_used_of_textuals_inside_is_there() -> None:
    assert hasattr(DOMNode(), "_pruning")
    assert {"_screen_stacks", "_current_mode", "_exit"} <= set(vars(App()))
    assert {"_handle_exception", "_close_messages_no_wait"} <= set(dir(App))
    assert _character_to_key(":") == "colon"
    assert callable(StylesCache.get_inner_outer.cache_clear)
    assert OptionList("one", "two")._index_to_line is not None
    assert isinstance(MessagePump.message_queue_size, property)
    assert {"ancestors_with_self", "is_mounted"} <= set(dir(Widget))
    assert hasattr(events.Key("a", "a"), "is_forwarded")
    assert {"_layout_required", "_callbacks", "_css_update_count"} <= set(vars(Screen()))
    assert {"_dirty_widgets", "_repaint_required", "_compositor"} <= set(vars(Screen()))
    assert {"_on_idle", "_compositor_refresh", "_update_focus_styles", "_screen_resized"} <= set(vars(Screen))
    assert {"_refresh_layout", "_check_refresh"} <= set(dir(Screen))
    assert {"_closing", "_closed"} <= set(vars(MessagePump()))
    assert hasattr(Widget(), "_has_focus_within")
    assert hasattr(App, "_init_mode")
    assert {"_css_update_count", "_notifications"} <= set(vars(App()))
    assert hasattr(App, "_refresh_notifications")
    assert isinstance(Input._cursor_offset, property)


async def test_a_pump_rests_once_its_last_message_is_dealt_with_to_the_end() -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    class Slow(Widget):
        async def on_key(self) -> None:
            begun.set()
            await may_end.wait()
            self.call_next(begun.clear)

    async with App().run_test() as pilot:
        slow = Slow()
        await pilot.app.mount(slow)
        await pilot.pause()
        assert key_queue._rests(slow)
        slow.post_message(events.Key("a", "a"))
        assert not key_queue._rests(slow)
        await begun.wait()
        assert not slow.message_queue_size
        assert not key_queue._rests(slow)
        may_end.set()
        while not key_queue._rests(slow):
            await asyncio.sleep(0)
        assert not begun.is_set()
        await slow.remove()
        assert key_queue._rests(slow)


async def test_quitting_waits_a_second_at_most_for_the_keys_before_it(app: MasteryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.keys.hold("a save that hangs")
        app.post_message(events.Key("ctrl+q", None))
        while (due := app.keys._quitting) is None:
            await asyncio.sleep(0.001)
        assert due.when() - asyncio.get_running_loop().time() <= 1
        while app.is_running:
            await asyncio.sleep(0.01)
    assert app.return_code == 0


async def test_a_key_does_not_wait_for_good_for_what_hangs(app: MasteryApp, monkeypatch: pytest.MonkeyPatch) -> None:
    assert key_queue.PATIENCE <= 5
    monkeypatch.setattr(key_queue, "PATIENCE", 0.05)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.keys.hold("a save that hangs")
        app.post_message(events.Key("f3", None))
        while app.place != "plan":
            await asyncio.sleep(0.01)
        app.keys.release("a save that hangs")
        await pilot.pause()
        assert app.is_running


async def test_what_is_typed_is_written_down_within_two_seconds(app: MasteryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        due = app._drafts_due
        assert due is not None
        assert due._interval <= 2


async def test_what_is_typed_behind_the_note_key_is_the_note(app: MasteryApp, coach: Coach) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, *spelt("nunusual"))
        assert form(app)["note"] == "unusual"
        await at_once(pilot, "f3")
        assert isinstance(app.screen, PlanScreen)
    assert len(coach.context.running.records.check_ins) == 10


async def test_a_note_that_begins_with_an_outcomes_letter_sets_no_outcome(app: MasteryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, *spelt("nplanted"))
        assert (form(app)["note"], form(app)["outcome"]) == ("planted", "")
        assert app.screen.query_one("#outcome", Choice).shown is None


async def test_a_line_typed_at_once_is_recorded_and_the_keys_behind_it_act_on_what_opens(
    app: MasteryApp, coach: Coach
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, ":", *spelt("420 e6"), "enter", "e", "f3", "f2")
        assert form(app) | {"amount": "420", "effort": "6"} == form(app)
        await at_once(pilot, "ctrl+q")
        assert not app.is_running
    found = coach.days.form().recorded
    assert found is not None
    assert (found.amount, found.effort) == (420, 6)


async def test_unusual_words_behind_a_line_are_refused_there(app: MasteryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, ":", *spelt("420 e6 unusual"), "enter")
        assert isinstance(app.screen, OneLine)
        assert app.screen.query_one("#entry", LineField).value == "420 e6 unusual"
        await at_once(pilot, "escape", "escape", "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_after_a_line_was_saved_every_key_works(app: MasteryApp, coach: Coach) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, ":", *spelt("400"), "enter")
        screen = app.screen
        assert isinstance(screen, CheckInScreen)
        assert screen.saved_day == coach.today
        assert screen.focused is None
        await pilot.press("e")
        assert form(app)["amount"] == "400"
        await pilot.press("f3")
        assert isinstance(app.screen, PlanScreen)
        await pilot.press("f9", "escape", "ctrl+p", "escape", "ctrl+q")
        assert not app.is_running


async def test_numbers_and_answers_typed_at_once_stay_apart(app: MasteryApp, coach: Coach) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, *spelt("420"), "enter", *spelt("62"), "ctrl+s")
        await at_once(pilot, "f3", "f2")
    found = coach.days.form().recorded
    assert found is not None
    assert (found.amount, found.effort, str(found.feeling)) == (420, 6, "focused")


async def test_two_keys_cancel_a_day(app: MasteryApp, coach: Coach) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, "c", "enter", "enter")
        assert isinstance(app.screen, PlanScreen)
    found = coach.days.form().recorded
    assert found is not None
    assert found.outcome is Outcome.CANCELLED


async def test_a_note_behind_an_amount_is_saved_with_it(app: MasteryApp, coach: Coach) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, *spelt("420"), "enter")
        await at_once(pilot, *spelt("nplanted 27 times"), "ctrl+s", "f3")
        assert isinstance(app.screen, PlanScreen)
    found = coach.days.form().recorded
    assert found is not None
    assert (found.amount, found.note) == (420, "planted 27 times")


async def test_a_key_remembers_when_it_was_read_however_long_it_waits(tmp_path: Path) -> None:
    app = MasteryApp(coach_at(tmp_path, 1))
    for each in (events.Key("ctrl+j", "\n"), events.Key("alt+enter", "\r")):
        app.keys.take(each)
    begun = events.Event().time
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, SetupScreen)
        assert (app.keys.handed, app.keys.last) == (3, "enter")
        assert app.keys.pressed_at < begun
        assert app.screen.changed == {}


async def test_keys_of_places_before_the_first_paint_and_right_behind_it(app: MasteryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, "f3", "f4", "f2", "f4", "f3", "f3")
        assert isinstance(app.screen, PlanScreen)
        await at_once(pilot, "f4", "escape", "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_a_busy_month_of_keys_that_once_made_two_of_one_id(tmp_path: Path) -> None:
    from mastery_tui.demo.personas import PERSONAS
    from mastery_tui.demo.play import play
    from mastery_tui.settings import Settings

    coach = play(PERSONAS["busy"], tmp_path / "mastery.json", clock_of(writer_on_day_12(tmp_path / "w")), Settings())
    app = MasteryApp(coach)
    keys = ["ctrl+p", "w", "y", "f3", "8", "backspace", "left", "escape", "v", "enter", "9", "n", ".", "ctrl+p"]
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, *keys)
        for _ in range(6):
            await at_once(pilot, "escape")
        await at_once(pilot, "f3")
        assert isinstance(app.screen, PlanScreen)
    assert app.fault is None


async def test_what_the_palette_finds_is_run_though_enter_was_typed_ahead(app: MasteryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(
            pilot,
            "ctrl+p",
            *spelt(guide.word("palette", "check_in_one_line").partition(" (")[0]),
            "enter",
            *spelt("410"),
            "enter",
            "f3",
        )
        assert isinstance(app.screen, PlanScreen)
    found = app.coach.days.form().recorded
    assert found is not None
    assert found.amount == 410


async def test_a_paste_takes_its_turn_between_keys(app: MasteryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        driver = app._driver
        assert driver is not None
        await at_once(pilot, "n")
        for event in (events.Paste("two words"), events.Key("x", "x")):
            event.set_sender(app)
            driver.send_message(event)
        await pilot.pause()
        assert form(app)["note"] == "two wordsx"


async def test_a_letter_right_behind_an_escape_acts_as_both(app: MasteryApp) -> None:
    """Most terminals send the same for a letter with alt."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for name, character in (("n", "n"), ("a", "a"), ("alt+d", "d"), ("n", "n"), ("alt+shift+q", None)):
            app.post_message(events.Key(name, character))
        await app.settled()
        assert (form(app)["note"], form(app)["outcome"]) == ("a", "done")


async def test_a_key_with_alt_that_was_chosen_for_something_is_that(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path, Settings(keymap={"place.plan": "alt+d"}))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.post_message(events.Key("alt+d", "d"))
        await app.settled()
        assert isinstance(app.screen, PlanScreen)


async def test_quitting_takes_its_turn_and_a_second_time_passes_at_once(app: MasteryApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, *spelt("nhello"), "ctrl+q")
        assert not app.is_running
    again = MasteryApp(coach_at(tmp_path, 12))
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert form(again)["note"] == "hello"
        again.keys.hold("something that never ends")
        await at_once_without_waiting(again, "f3", "ctrl+q", "ctrl+q")
        for _ in range(200):
            if not again.is_running:
                break
            await pilot._wait_for_screen()
        assert not again.is_running


async def at_once_without_waiting(app: MasteryApp, *keys: str) -> None:
    from tests.tui.bursts import key

    for each in keys:
        app.post_message(key(each))


async def test_full_width_digits_are_digits(app: MasteryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, *"４２０", "enter", "６")
        assert (form(app)["amount"], form(app)["effort"]) == ("420", "6")


async def test_nothing_that_goes_takes_the_focus(app: MasteryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        row = app.screen.query_one("#effort", Choice)
        removing = row.remove()
        assert not alive(row)
        app.screen.set_focus(row)
        assert app.screen.focused is None
        await removing
        await pilot.press("f3")
        assert isinstance(app.screen, PlanScreen)
        clock_of(app.coach).set(plan_date(12))
