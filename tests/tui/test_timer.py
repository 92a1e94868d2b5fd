"""The timer's screen: its states as text, its keys, its place on every other screen, and what it brings to a form."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.choices import EndedAs, TimerState
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Outcome
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.forms.check_in_rows import CheckInRows
from mastery_tui.tui.places.timer import TimerScreen
from mastery_tui.tui.signs import ASCII, UNICODE
from mastery_tui.tui.widgets.block_digits import BlockDigits, block_lines
from mastery_tui.tui.widgets.cue_banner import CueBanner
from tests.tui.people import PRACTISED, begin, clock_of, coach_at, plan_date, record, writer_on_day_12
from tests.walks.leaping import run

MOVE = "read the last paragraph aloud"


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_on_day_12(tmp_path)


def later(coach: Coach, minutes: float) -> None:
    clock_of(coach).moment += timedelta(minutes=minutes)


def practising(coach: Coach, minutes: float = 14) -> None:
    coach.timer.start()
    later(coach, minutes)


def stopped(coach: Coach, minutes: float = 2) -> None:
    practising(coach)
    coach.timer.stop()
    later(coach, minutes)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


def lines(app: MasteryApp) -> list[str]:
    return ["".join(part.text for part in strip).rstrip() for strip in app.screen._compositor.render_strips()]


def place(app: MasteryApp) -> TimerScreen:
    assert isinstance(app.screen, TimerScreen)
    return app.screen


def state(app: MasteryApp) -> TimerState:
    view = place(app).view
    assert view is not None
    return view.state


def word(key: str, section: str = "timer") -> str:
    return guide.word(section, key)


def form(app: MasteryApp) -> dict[str, str]:
    return app.screen.query_one(CheckInRows).typed


async def until(pilot: Pilot[None], seen: Callable[[], bool]) -> None:
    """Wait until something can be seen that the app looks for by itself."""
    for _ in range(400):
        if seen():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never is")


# -- its states --------------------------------------------------------------------------------------------------------


def forgotten(coach: Coach) -> None:
    practising(coach, 542)


def set_back(coach: Coach) -> None:
    practising(coach)
    later(coach, -60)


def begun_again(coach: Coach) -> None:
    stopped(coach, 6)
    coach.timer.write_first_move(MOVE)
    coach.timer.restart()
    later(coach, 14)


def over(coach: Coach) -> None:
    stopped(coach, 12 + 20 / 60)


def left(coach: Coach) -> None:
    stopped(coach, 183)


def nothing(coach: Coach) -> None:
    pass


DIGITS_28 = ("   ╺━┓ ┏━┓   ┏━┓ ┏━┓", "   ┏━┛ ┣━┫ : ┃ ┃ ┃ ┃      practiced, and begun again", "   ┗━╸ ┗━┛   ┗━┛ ┗━┛")
STATES: dict[str, tuple[Callable[[Coach], None], tuple[str, ...]]] = {
    "ready": (
        nothing,
        (
            "   A session of practice   the time runs on when you leave or quit",
            "   ┏━┓   ┏━┓ ┏━┓",
            "   Stop whenever you need to. Up to 10 minutes, then begin again: what counts",
            "   enter Start  b Began earlier  esc Back  ! Too much  ? Help",
        ),
    ),
    "practising": (
        begun_again,
        (
            "   Practicing   since 08:00",
            *DIGITS_28,
            "   08:00  ━━━━━━━━━━━━━━╌╌╌╌╌╌╌━━━━━━━━━━━━━━  now",
            "   Stop whenever you need to. Up to 10 minutes, then begin again.",
            "   If anxiety or shame leads, p closes here: today counts as it is.",
            f"   First move    {MOVE}",
            "   Today         Practice a restart on purpose: stop halfway, begin again",
            "   Done when     400 new words in the draft file, any quality",
            "                 target 400, minimum 150",
            "   enter Stop  d Done  p Close here  x Discard  ! Too much  ? Help",
        ),
    ),
    "recovering": (
        stopped,
        (
            "   Recovering   stopped at 08:14 after 14 min",
            "   ┏━┓   ┏━┓ ┏━┓",
            "   ┣━┫ : ┃ ┃ ┃ ┃          left of 10 minutes",
            "   08:00  ━━━━━━━━━━━━━━━╌╌  now",
            "   Leave the work alone: get up, drink something, look far away.",
            "   First move    what you will do first when you begin again",
            "   enter Begin again  d Done  p Close here  n First move  ! Too much  ? Help",
        ),
    ),
    "over": (
        over,
        (
            "   Recovering   stopped at 08:14 after 14 min",
            "     ┃ ┏━┛ : ┏━┛ ┃ ┃      since the stop",
            "   The 10 minutes are over. Begin again for two minutes, or close here as",
            "   partial: both are equally fine, and nothing is lost.",
            "   enter Begin again  d Done  p Close here  n First move  ! Too much  ? Help",
        ),
    ),
    "left": (
        left,
        (
            "   That session ended at 08:14   3 h 3 min ago",
            "   08:00  ━━━━━━━━━━━━━━━  08:14",
            "   It was stopped and not begun again. More than an hour is no recovery, so",
            "   enter Check in  b New session  x Discard  esc Back  ! Too much  ? Help",
        ),
    ),
    "asking": (
        forgotten,
        (
            "   Is this still one session?   begun at 08:00, 9 h 2 min ago",
            "   After 3 h in one go, it asks before it saves anything.",
            " ▌ It ended      2 at another time   3 just now, 9 h 2 min",
            " ▌               4 do not count it",
            "   enter Check in without minutes  esc Back  ! Too much  ? Help",
        ),
    ),
    "asking, the clock set back": (
        set_back,
        (
            "   The time is unknown. Nothing is saved until you choose.",
            " ▌ It ended      2 at another time   4 do not count it",
        ),
    ),
}


@pytest.mark.parametrize("name", STATES)
async def test_each_state_reads_as_it_is_drawn(name: str, coach: Coach) -> None:
    comes, expected = STATES[name]
    comes(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t")
        seen = lines(app)
        missing = [line for line in expected if line not in seen]
        assert not missing, "\n".join(["missing:", *missing, "seen:", *seen])


@pytest.mark.parametrize(
    "size", [(60, 20), *(pytest.param(size, marks=pytest.mark.storm) for size in ((80, 24), (120, 36)))]
)
@pytest.mark.parametrize("name", STATES)
async def test_nothing_is_cut_off_at_any_size(name: str, size: tuple[int, int], coach: Coach) -> None:
    STATES[name][0](coach)
    app = MasteryApp(coach)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "t")
        seen = "\n".join(lines(app))
        view = place(app).view
        assert view is not None
        for sentence in (view.heading, *view.lines[:1]):
            assert all(part in seen for part in sentence.split())
        assert guide.word("keys", "too_much") in seen


# -- the digits --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("marks", [UNICODE, ASCII])
def test_no_two_digits_look_alike_and_all_are_as_wide(marks: object) -> None:
    drawn = [block_lines(str(digit), marks) for digit in range(10)]  # type: ignore[arg-type]
    assert len(set(drawn)) == 10
    assert {len(line) for digit in drawn for line in digit} == {4}
    assert marks is UNICODE or all(line.isascii() for digit in drawn for line in digit)


async def test_a_second_draws_only_the_digits_that_changed(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    practising(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t")
        drawn: list[tuple[str, int]] = []
        refresh = BlockDigits.refresh

        def seen(self: BlockDigits, *regions: object, **ways: bool) -> object:
            drawn.extend((type(self).__name__, region.x) for region in regions)  # type: ignore[attr-defined]
            return refresh(self, *regions, **ways)  # type: ignore[arg-type]

        monkeypatch.setattr(BlockDigits, "refresh", seen)
        later(coach, 7 / 60)
        place(app)._tick()
        assert place(app).digits.text == "14:07"
        assert drawn == [("BlockDigits", 14)]


async def test_it_ticks_by_itself_and_not_under_another_screen(coach: Coach) -> None:
    practising(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t")
        timer = place(app)
        later(coach, 9 / 60)
        await until(pilot, lambda: timer.digits.text == "14:09")
        await press(pilot, "f3")
        assert timer._ticking is not None
        assert not timer._ticking._active.is_set()
        await press(pilot, "t")
        assert timer._ticking._active.is_set()


def test_the_face_moves_each_second(coach: Coach) -> None:
    async def for_a_while() -> list[str]:
        seen = []
        app = MasteryApp(coach)
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "t")
            for _ in range(6):
                later(coach, 1 / 60)
                await asyncio.sleep(1.01)  # Nobody waits: the loop's clock leaps.
                seen.append(place(app).digits.text)
        return seen

    practising(coach)
    assert run(for_a_while()) == [f"14:0{second}" for second in range(1, 7)]


async def test_v_hides_the_seconds_until_the_app_closes(coach: Coach) -> None:
    practising(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "v")
        assert place(app).digits.text == "14"
        await press(pilot, "f3", "t")
        assert place(app).digits.text == "14"
        await press(pilot, "v")
        assert place(app).digits.text == "14:00"


# -- keys --------------------------------------------------------------------------------------------------------------


async def test_enter_and_space_only_ever_toggle(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t")
        seen = [state(app)]
        for key in ("enter", "space", "space", "enter"):
            await press(pilot, key)
            later(coach, 2)
            seen.append(state(app))
        ready, running, rest = TimerState.READY, TimerState.PRACTISING, TimerState.RECOVERING
        assert seen == [ready, running, rest, running, rest]
        assert len(coach.context.journal.open_sessions()) == 1


async def test_t_leads_there_from_every_place_and_back(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        for key, name in (("f2", "check-in"), ("f3", "plan"), ("f5", "progress")):
            await press(pilot, key, "t")
            assert app.place == "timer"
            await press(pilot, "t")
            assert app.place == name
            await press(pilot, "t", "escape")
            assert app.place == name
        await press(pilot, "f4", "escape", "t")
        assert app.place == "timer"
        await press(pilot, "greater_than_sign")
        assert app.place == "progress"


async def test_a_past_day_and_history_are_there_again_as_they_were_left(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "left", "left", "enter", "down")
        day = app.screen
        await press(pilot, "t", "t")
        assert app.screen is day
        await press(pilot, "escape", "slash", "escape")
        history = app.screen
        await press(pilot, "t", "escape")
        assert app.screen is history
        await press(pilot, "t", "f3")
        assert len(app.screen_stack) == 1


async def test_t_is_a_letter_in_a_text(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n", "t")
        assert (app.place, form(app)["note"]) == ("check-in", "t")


async def test_done_and_close_here_open_the_check_in_with_what_was_practised(coach: Coach) -> None:
    stopped(coach, 6)
    coach.timer.restart()
    later(coach, 14)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "p")
        texts = form(app)
        assert (texts["minutes"], texts["recoveries"], texts["outcome"]) == ("28", "6", "partial")
        seen = "\n".join(lines(app))
        assert "Minutes       28      from the timer, 08:00 to 08:34" in seen
        await press(pilot, "4", "0", "0", "enter")
        assert app.screen.query_one("#outcome").shown == 1  # type: ignore[attr-defined]
        await press(pilot, "ctrl+s")
        saved = coach.plan.day(coach.today)
        assert saved.recorded
        assert coach.timer.tab() is None


async def test_a_session_after_the_last_day_of_its_plan_ends_where_it_is(coach: Coach) -> None:
    practising(coach)
    coach.plan.finish()
    app = MasteryApp(coach)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "t")
        assert word("practised") in "\n".join(lines(app))
        await press(pilot, "enter", "enter")
        assert state(app) is TimerState.PRACTISING
        await press(pilot, "d")
        assert state(app) is TimerState.READY
        assert place(app).view.closed  # type: ignore[union-attr]
        assert [said.message for said in app._notifications] == [word("no_day")]
        assert coach.timer.tab() is None
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_a_day_that_is_done_or_not_begins_as_done(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3), PRACTISED)
    practising(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "d")
        assert (form(app)["outcome"], form(app)["minutes"]) == ("done", "14")


async def test_a_first_move_stands_after_the_restart(coach: Coach) -> None:
    stopped(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "n", *"deep breath".replace(" ", ""), "enter", "enter")
        assert state(app) is TimerState.PRACTISING
        assert "   First move    deepbreath" in lines(app)


async def test_a_first_move_that_is_left_with_escape_is_kept(coach: Coach) -> None:
    stopped(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "n", "a", "b", "escape")
        assert coach.timer.view().first_move == "ab"
        assert app.screen.focused is None


async def test_a_first_move_that_is_being_typed_outlives_the_app_until_it_is_saved(
    coach: Coach, tmp_path: Path
) -> None:
    stopped(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "n", *"aloud", "f3", "ctrl+q")
    assert guide.say("drafts_of", "first_move", about="Friday 27 November") in "".join(app.farewell)
    coach = coach_at(tmp_path)
    clock_of(coach).set(plan_date(12))
    later(coach, 17)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t")
        assert (place(app).move.value, place(app).move.has_focus_within) == ("aloud", True)
        await press(pilot, "enter")
        assert coach.timer.view().first_move == "aloud"
        assert not coach.drafts.all()
        await press(pilot, "n", "x", "backspace", "escape")
        assert not coach.drafts.all()
        await press(pilot, "enter")
        assert state(app) is TimerState.PRACTISING


async def test_a_first_move_is_not_taken_away_while_another_window_goes_on(coach: Coach) -> None:
    stopped(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "n", "a")
        coach.timer.restart()
        app.show_again()
        await press(pilot, "d", "x", "enter")
        assert coach.timer.at().session is not None
        assert place(app).move.value == "adx"
        assert place(app).move.error


async def test_what_a_one_line_question_refuses_stays_and_is_said_beside_it(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "b", *"25:99", "enter")
        field = place(app).moment
        error = guide.refusal("moment.or_ago")
        assert (field.value, field.error, field.has_focus_within) == ("25:99", error, True)
        assert state(app) is TimerState.READY
        await press(pilot, *["backspace"] * 5, *"10m", "enter")
        assert state(app) is TimerState.PRACTISING
        assert not field.display
        assert coach.timer.digits() == "10:00"


async def test_discarding_asks_from_five_minutes_on(coach: Coach) -> None:
    practising(coach, 4)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "x")
        assert state(app) is TimerState.READY
        practising(coach, 5)
        app.show_again()
        await press(pilot, "x")
        assert app.screen.is_modal
        await press(pilot, "n")
        assert state(app) is TimerState.PRACTISING
        await press(pilot, "x", "y")
        assert state(app) is TimerState.READY


async def test_a_gap_is_told_and_left_out(coach: Coach) -> None:
    practising(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t")
        assert "leave_out" not in {key.binding.action for key in app.screen.active_bindings.values()}
        later(coach, 40)
        app.show_again()
        await pilot.pause()
        assert any("slept from 08:14 to 08:54" in line for line in lines(app))
        await press(pilot, "l")
        assert coach.timer.digits() == "14:00"
        assert not any("slept" in line for line in lines(app))


async def test_a_session_that_was_left_checks_in_or_gives_way(coach: Coach) -> None:
    left(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "b")
        assert state(app) is TimerState.PRACTISING
        await press(pilot, "d")
        assert form(app)["minutes"] == "14"


async def test_a_forgotten_session_is_answered_by_its_row(coach: Coach) -> None:
    forgotten(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "1", "t", "t")
        assert state(app) is TimerState.ASKING
        await press(pilot, "2", *"8", "enter")
        assert place(app).moment.error == guide.refusal("moment.or_minutes")
        await press(pilot, "backspace", *"40m", "enter")
        assert (app.place, form(app)["minutes"]) == ("check-in", "40")


@pytest.mark.parametrize(("keys", "minutes"), [(("3",), "542"), (("enter",), ""), (("right", "right", "enter"), "542")])
async def test_a_forgotten_session_ends_now_or_without_minutes(
    keys: tuple[str, ...], minutes: str, coach: Coach
) -> None:
    forgotten(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", *keys)
        assert (app.place, form(app)["minutes"]) == ("check-in", minutes)
        assert not coach.context.journal.open_sessions()


async def test_the_evening_of_another_day_opens_that_day(coach: Coach) -> None:
    clock_of(coach).set(plan_date(11), 20)
    coach.days.delete(plan_date(11))
    practising(coach)
    coach.timer.stop()
    clock_of(coach).set(plan_date(12), 8)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "enter")
        assert app.screen.day == plan_date(11)  # type: ignore[attr-defined]
        assert form(app)["minutes"] == "14"
        await press(pilot, "escape")
        assert app.place == "plan"


async def test_a_paused_plan_is_asked_about_once(coach: Coach) -> None:
    coach.days.pause()
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "enter")
        assert app.screen.is_modal
        await press(pilot, "n")
        assert state(app) is TimerState.READY
        await press(pilot, "enter", "y")
        assert state(app) is TimerState.PRACTISING


async def test_where_nothing_can_start_it_says_why(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 31))
    record(coach, 29, amount=400)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "enter", "b")
        view = place(app).view
        assert view is not None
        assert view.closed.split()[0] in "\n".join(lines(app))
        assert not coach.context.journal.open_sessions()


# -- on the other screens ----------------------------------------------------------------------------------------------

TABS = {
    "practising": (practising, "t 14 min · day 12", "t 14m"),
    "recovering": (stopped, "t 8 min left · day 12", "t 8 left"),
    "over": (over, "t go on? · day 12", "t go on?"),
    "left": (left, "t 14 min wait · day 12", "t 14m"),
    "asking": (forgotten, "t ended when? · day 12", "t ended?"),
}


@pytest.mark.parametrize("name", TABS)
async def test_every_other_screen_says_what_it_is_at(name: str, coach: Coach) -> None:
    comes, wide, narrow = TABS[name]
    comes(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("f2", "f3", "f4", "f5"):
            await press(pilot, key)
            assert lines(app)[0].endswith(wide)
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: lines(app)[0].endswith(narrow))


async def test_a_session_of_another_day_is_named_with_its_weekday(coach: Coach) -> None:
    practising(coach, 25)
    coach.timer.end(EndedAs.DONE)
    clock_of(coach).set(plan_date(13), 8)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert lines(app)[0].endswith("t 25 min wait, Friday · day 13")


async def test_a_click_on_it_opens_the_timer(coach: Coach) -> None:
    practising(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click("#tabs", offset=(70, 0))
        await pilot.pause()
        assert app.place == "timer"


async def test_the_minutes_and_the_cue_of_a_restart_come_by_themselves(coach: Coach) -> None:
    stopped(coach, 0)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        for minutes, seen in ((1, "9 min left"), (8, "1 min left"), (1, "go on?")):
            later(coach, minutes)
            await until(pilot, lambda seen=seen: seen in lines(app)[0])  # type: ignore[misc]
            assert app.screen.cue is None or app.screen.cue.rule != "recover.restart_due"  # type: ignore[attr-defined]
        later(coach, 1)
        await until(
            pilot,
            lambda: app.screen.cue is not None and app.screen.cue.rule == "recover.restart_due",  # type: ignore[attr-defined]
        )
        await press(pilot, "y")
        assert state(app) is TimerState.OVER
        await press(pilot, "enter", "f3")
        assert app.screen.cue is None or app.screen.cue.rule != "recover.restart_due"  # type: ignore[attr-defined]


async def test_the_cue_of_a_restart_stands_above_the_form_too_and_leads_to_the_timer(coach: Coach) -> None:
    stopped(coach, 11)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.place == "check-in"
        assert any(guide.word("steps", "timer") in line for line in lines(app)[:12])
        await press(pilot, "y")
        assert state(app) is TimerState.OVER
        await press(pilot, "enter", "f2")
        assert app.screen.query_one(CueBanner).cue is None


async def test_a_cue_whose_session_is_over_by_now_says_what_is_enough(coach: Coach) -> None:
    over(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        cue = app.screen.cue  # type: ignore[attr-defined]
        assert cue.step == "timer"
        coach.timer.discard(sure=True)
        app.take_step(cue)
        await pilot.pause()
        assert state(app) is TimerState.READY
        assert word("two_minutes") in [said.message for said in app._notifications]


async def test_quitting_with_an_open_session_loses_nothing_and_says_nothing(coach: Coach) -> None:
    practising(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "q")
    assert app.farewell == ()
    assert coach.timer.digits() == "14:00"


# -- the form ----------------------------------------------------------------------------------------------------------


async def test_what_was_not_done_leaves_the_session_waiting(coach: Coach) -> None:
    practising(coach)
    coach.timer.end(EndedAs.DONE)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert form(app)["minutes"] == "14"
        await press(pilot, "c")
        assert (form(app)["minutes"], form(app)["contexts"]) == ("", "")
        await press(pilot, "ctrl+s")
        assert coach.timer.tab() is not None


async def test_what_the_person_typed_stays_when_nothing_was_done(coach: Coach) -> None:
    practising(coach)
    coach.timer.end(EndedAs.DONE)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = app.screen.query_one(CheckInRows)
        rows.go_to("minutes")
        await press(pilot, "2", "0", "escape")
        assert not any("from the timer" in line for line in lines(app))
        rows.choose_outcome(Outcome.REST)
        assert rows.typed["minutes"] == "20"


async def test_a_recorded_day_adds_up(coach: Coach) -> None:
    coach.days.check_in(Draft(amount=400, minutes=28))
    practising(coach, 18)
    coach.timer.end(EndedAs.DONE)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2")
        assert "   Minutes       46      18 from the timer on top of 28" in lines(app)


async def test_while_it_runs_the_form_says_so_and_follows(coach: Coach) -> None:
    practising(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("the timer runs, 14 min: t" in line for line in lines(app))
        await press(pilot, "4")
        later(coach, 1)
        await until(pilot, lambda: any("the timer runs, 15 min: t" in line for line in lines(app)))
        assert form(app)["amount"] == "4"


async def test_ascii_screens_hold_nothing_else(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path, Settings(ascii=True))
    begun_again(coach)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t")
        seen = lines(app)
        assert "    _   _     _   _" in seen
        assert any("==============.......==============" in line for line in seen)


def test_its_module_is_read_only_once_it_is_opened(tmp_path: Path) -> None:
    path = writer_on_day_12(tmp_path).context.journal.path
    code = """
import asyncio, sys
from pathlib import Path
from mastery_tui.coach import Coach
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp

async def main():
    app = MasteryApp(Coach.opened(Path(sys.argv[1]), Settings()))
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in ("f3", "t"):
            await pilot.press(key)
            await app.settled()
            print("mastery_tui.tui.places.timer" in sys.modules)

asyncio.run(main())
"""
    env = {**os.environ, "MASTERY_NOW": f"{plan_date(12)}T08:00:00+01:00"}
    told = subprocess.run([sys.executable, "-c", code, path], env=env, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True"]
