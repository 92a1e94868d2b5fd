"""The dialogs of the plan: what they ask, what they refuse beside the field, and what they record."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from mastery_tui.coach import Coach
from mastery_tui.practice.records import Changed, ClosedAs, Next, Outcome, PauseReason, ResultKind, replace
from mastery_tui.practice.timeline import State
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.screens.adjust import AdjustDialog
from mastery_tui.tui.screens.asking import Asking
from mastery_tui.tui.screens.feedback import FeedbackDialog
from mastery_tui.tui.screens.finish import FinishDialog
from mastery_tui.tui.screens.form_dialog import FormDialog
from mastery_tui.tui.screens.freeze import FreezeDialog
from mastery_tui.tui.screens.lock import LockDialog
from mastery_tui.tui.screens.one_line import OneLine
from mastery_tui.tui.screens.pause import PauseDialog
from mastery_tui.tui.screens.routine import RoutineDialog
from mastery_tui.tui.screens.transfer import TransferDialog
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.line_field import LineField
from tests.tui.people import PRACTISED, WRITING, begin, clock_of, coach_at, plan_date, record, writer_in_week_3


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_in_week_3(tmp_path)


class Opened:
    """A dialog over the app, and what it closed with."""

    def __init__(self, pilot: Pilot[None], dialog: FormDialog[Any]) -> None:
        self.pilot = pilot
        self.dialog = dialog
        self.results: list[Any] = []

    @property
    def open(self) -> bool:
        return self.dialog in self.pilot.app.screen_stack

    def field(self, name: str) -> LineField:
        return self.dialog.query_one(f"#{name}", LineField)

    def error(self, name: str) -> str:
        row = self.dialog.query_one(f"#{name}")
        assert isinstance(row, FormField | Choice)
        return row.error

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await settle(self.pilot)

    async def typing(self, text: str, *keys: str) -> None:
        await self.press(*({" ": "space", "@": "at"}.get(letter, letter) for letter in text), *keys)


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()


async def opened(pilot: Pilot[None], dialog: FormDialog[Any]) -> Opened:
    found = Opened(pilot, dialog)
    await settle(pilot)
    pilot.app.push_screen(dialog, found.results.append)
    await settle(pilot)
    assert pilot.app.screen is dialog
    return found


def running(coach: Coach, size: tuple[int, int] = (80, 24)) -> Any:
    return MasteryApp(coach).run_test(size=size)


# -- one line ----------------------------------------------------------------------------------------------------------


async def test_one_line_records_the_day_and_closes_with_it(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, OneLine(coach, coach.today))
        await asked.typing("420 25m e6 calm @desk", "enter")
        (recorded,) = asked.results
        assert (recorded.check_in.amount, recorded.check_in.minutes, recorded.check_in.effort) == (420, 25, 6)
        assert recorded.check_in.outcome is Outcome.DONE
        assert not asked.open


async def test_a_line_that_is_not_known_stays_with_its_error_beside_it(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, OneLine(coach, coach.today))
        await asked.typing("420 clm", "enter")
        assert "calm" in asked.error("entry")
        assert asked.field("entry").value == "420 clm"
        assert asked.open
        await asked.typing("x")
        assert asked.error("entry") == ""
        assert coach.check_in_form().recorded is None


async def test_one_line_on_a_paused_date_asks_first(coach: Coach) -> None:
    day = coach.today - timedelta(days=1)
    coach.pause(day, day)
    async with running(coach) as pilot:
        asked = await opened(pilot, OneLine(coach, day))
        await asked.typing("100", "enter")
        assert isinstance(pilot.app.screen, Asking)
        await asked.press("y")
        (recorded,) = asked.results
        assert recorded.check_in.amount == 100


# -- pause -------------------------------------------------------------------------------------------------------------


async def test_a_pause_says_its_dates_in_words_and_what_lies_inside(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, PauseDialog(coach, coach.today))
        assert asked.field("first").value == "today"
        assert asked.field("first").hint == "Saturday 5 December"
        assert asked.field("last").hint == "empty: until you resume"
        covers = asked.dialog.query_one("#covers", Static)
        assert not covers.display
        asked.field("first").value = "1 dec"
        await settle(pilot)
        assert "4 recorded days lie inside" in str(covers.render())
        asked.field("last").value = "1 dec"
        await settle(pilot)
        assert "1 recorded day lies inside" in str(covers.render())


async def test_a_pause_by_keys_alone(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, PauseDialog(coach))
        await asked.press("enter")
        await asked.typing("monday", "enter", "2", "enter")
        (pause,) = asked.results
        assert (pause.first, pause.last, pause.reason) == (coach.today, date(2026, 12, 7), PauseReason.ILLNESS)
        assert coach.state is State.PAUSED


@pytest.mark.parametrize(
    ("first", "last", "row"),
    [("foo", "", "first"), ("today", "31 feb", "last"), ("today", "yesterday", "last"), ("1 jan 2020", "", "first")],
)
async def test_a_refused_date_is_said_beside_its_field(coach: Coach, first: str, last: str, row: str) -> None:
    async with running(coach, (60, 20)) as pilot:
        asked = await opened(pilot, PauseDialog(coach))
        asked.field("first").value, asked.field("last").value = first, last
        await asked.press("ctrl+s")
        assert asked.error(row)
        assert asked.field(row).has_focus_within
        assert (asked.field("first").value, asked.field("last").value) == (first, last)
        assert asked.open
        assert coach.running.records.pauses == ()


async def test_escape_leaves_the_text_first_and_the_dialog_next(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, PauseDialog(coach))
        await asked.press("escape")
        assert asked.open
        assert asked.dialog.focused is None
        await asked.press("escape")
        assert asked.results == [None]


# -- feedback, adjustment, transfer ------------------------------------------------------------------------------------


async def test_a_feedback_check_needs_its_finding(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, FeedbackDialog(coach))
        await asked.press("ctrl+s")
        assert asked.error("finding")
        await asked.typing("two long", "enter")
        await asked.typing("sentences", "tab", "enter")
        (check,) = asked.results
        assert (check.finding, check.source) == ("two long\nsentences", WRITING.feedback_source)


async def test_an_adjustment_is_opened_and_then_closed_by_keys(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, AdjustDialog(coach))
        assert not asked.dialog.query("#closed_as")
        await asked.typing("shorter warm-up", "enter")
        assert [each.text for each in coach.open_adjustments()] == ["shorter warm-up"]
        asked = await opened(pilot, AdjustDialog(coach))
        await asked.press("enter", "3")
        await asked.typing("a walk first", "enter")
        assert [each.text for each in coach.open_adjustments()] == ["a walk first"]
        assert coach.running.records.adjustments[0].closed_as is ClosedAs.PARKED


async def test_of_several_adjustments_one_is_named(coach: Coach) -> None:
    coach.adjust("one")
    coach.adjust("two")
    async with running(coach) as pilot:
        asked = await opened(pilot, AdjustDialog(coach))
        await asked.press("tab", "1", "ctrl+s")
        assert asked.error("which")
        await asked.press("2", "ctrl+s")
        assert [each.text for each in coach.open_adjustments()] == ["one"]


async def test_nothing_said_about_an_adjustment_is_refused(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, AdjustDialog(coach))
        await asked.press("enter")
        assert asked.error("text")
        assert asked.open


async def test_a_transfer_test_asks_for_the_behaviours_own_result(tmp_path: Path) -> None:
    behaviour = replace(WRITING, result=ResultKind.SCORE, transfer_idea="the train to work")
    coach = begin(coach_at(tmp_path, 24), behaviour)
    async with running(coach) as pilot:
        asked = await opened(pilot, TransferDialog(coach))
        await asked.press("ctrl+s")
        assert asked.error("changed")
        await asked.press("1", "enter")
        assert asked.field("context").value == "the train to work"
        await asked.typing("180", "ctrl+s")
        assert "0 to 100" in asked.error("score")
        asked.field("score").value = "64,5"
        await asked.press("enter")
        await asked.typing("the outline", "enter")
        await asked.typing("the hour", "enter")
        await asked.typing("headphones", "enter")
        (test,) = asked.results
        assert (test.changed, test.context, test.score) == (Changed.PLACE, "the train to work", 64.5)
        assert (test.held, test.broke, test.next) == ("the outline", "the hour", "headphones")


# -- freeze, lock, routine, finish -------------------------------------------------------------------------------------


async def test_freezing_shows_the_values_and_can_set_the_minimum(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 7))
    for day, amount in ((1, 412), (2, 433), (3, 170)):
        record(coach, day, amount=amount)
    async with running(coach) as pilot:
        asked = await opened(pilot, FreezeDialog(coach))
        text = " ".join(str(each.render()) for each in asked.dialog.query(Static))
        assert "median 412" in text
        assert "thin" in text
        asked.field("minimum").value = "500"
        await asked.press("enter")
        assert "400" in asked.error("minimum")
        assert coach.running.records.cycle.baseline is None
        asked.field("minimum").value = "120"
        await asked.press("enter")
        (cycle,) = asked.results
        assert cycle.baseline is not None
        assert cycle.standards[-1].minimum == 120


async def test_freezing_too_early_says_so_and_offers_nothing_but_closing(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 4))
    async with running(coach) as pilot:
        asked = await opened(pilot, FreezeDialog(coach))
        assert "day 7" in " ".join(str(each.render()) for each in asked.dialog.query(Static))
        assert "Freeze" not in str(asked.dialog.query_one(KeyBar).render())
        await asked.press("enter", "ctrl+s")
        assert asked.open
        assert coach.running.records.cycle.baseline is None


async def test_a_yes_or_no_behaviour_freezes_by_enter_alone(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 7), PRACTISED)
    for day in (1, 2, 3):
        record(coach, day, outcome=Outcome.DONE)
    async with running(coach) as pilot:
        asked = await opened(pilot, FreezeDialog(coach))
        await asked.press("enter")
        (cycle,) = asked.results
        assert cycle.baseline is not None


async def test_locking_takes_the_minimum_and_the_when_then_line(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, LockDialog(coach))
        asked.field("minimum").value = "401"
        await asked.press("ctrl+s")
        assert asked.error("minimum")
        asked.field("minimum").value = "100"
        asked.field("anchor_when").value = "the bus stops"
        await asked.press("ctrl+s")
        cycle = coach.running.records.cycle
        assert (cycle.standards[-1].minimum, cycle.standards[-1].locked) == (100, True)
        assert (cycle.behaviour.anchor_when, cycle.behaviour.anchor_at) == ("the bus stops", "the kitchen table")


async def test_the_routine_keeps_what_was_changed_and_nothing_else(coach: Coach) -> None:
    before = coach.running.records.cycle
    async with running(coach) as pilot:
        asked = await opened(pilot, RoutineDialog(coach))
        await asked.press("ctrl+s")
        assert coach.running.records.cycle == before
        asked = await opened(pilot, RoutineDialog(coach))
        asked.field("name").value = "Write 300 words"
        asked.field("contexts").value = "desk, @Café"
        asked.field("target").value = "300"
        await asked.press("ctrl+s")
        cycle = coach.running.records.cycle
        assert (cycle.behaviour.name, cycle.behaviour.contexts) == ("Write 300 words", ("desk", "café"))
        assert (cycle.standards[-1].target, cycle.standards[-1].minimum) == (300, 150)
        assert cycle.behaviour.feedback_source == before.behaviour.feedback_source


@pytest.mark.parametrize(
    ("name", "typed"),
    [("name", ""), ("contexts", "a b c d e f g"), ("contexts", "a+b"), ("target", "100"), ("minimum", "0")],
)
async def test_a_refused_part_of_the_routine_changes_nothing(coach: Coach, name: str, typed: str) -> None:
    before = coach.running.records.cycle
    async with running(coach) as pilot:
        asked = await opened(pilot, RoutineDialog(coach))
        asked.field("standard").value = "something else"
        asked.field(name).value = typed
        await asked.press("ctrl+s")
        row = "minimum" if name == "target" else name
        assert asked.error(row)
        assert asked.field("standard").value == "something else"
        assert coach.running.records.cycle == before


async def test_finishing_ends_the_plan_with_its_summary(coach: Coach) -> None:
    clock_of(coach).set(plan_date(31))
    async with running(coach) as pilot:
        asked = await opened(pilot, FinishDialog(coach))
        await asked.press("2")
        await asked.typing("slower", "enter")
        await asked.typing("and better", "ctrl+s")
        (cycle,) = asked.results
        assert (cycle.next, cycle.summary) == (Next.ADJUST, "slower\nand better")
        assert coach.state is State.ENDED


# -- every dialog ------------------------------------------------------------------------------------------------------

DIALOGS = (
    AdjustDialog,
    FeedbackDialog,
    FinishDialog,
    FreezeDialog,
    LockDialog,
    PauseDialog,
    RoutineDialog,
    TransferDialog,
)


@pytest.mark.parametrize("kind", DIALOGS)
async def test_a_dialog_blocks_the_letters_of_the_place_and_closes_without_a_change(
    coach: Coach, kind: type[FormDialog[Any]]
) -> None:
    rev = coach.journal.rev
    async with running(coach, (60, 20)) as pilot:
        make: Any = kind
        asked = await opened(pilot, make(coach))
        below: list[Screen[Any]] = list(pilot.app.screen_stack)
        asked.dialog.set_focus(None)
        await asked.press("v", "i", "u")
        assert pilot.app.screen_stack == below
        await asked.press("escape")
        assert asked.results == [None]
        assert coach.journal.rev == rev
