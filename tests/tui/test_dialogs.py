"""The dialogs of the plan: what they ask, what they refuse beside the field, and what they record."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.drafts import left_words
from mastery_tui.practice.records import Changed, ClosedAs, Next, Outcome, PauseReason, ResultKind, replace
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import State
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.adjust import AdjustDialog
from mastery_tui.tui.dialogs.asking import Asking
from mastery_tui.tui.dialogs.easier import EasierDialog
from mastery_tui.tui.dialogs.feedback import FeedbackDialog
from mastery_tui.tui.dialogs.finish import FinishDialog
from mastery_tui.tui.dialogs.form_dialog import FormDialog
from mastery_tui.tui.dialogs.freeze import FreezeDialog
from mastery_tui.tui.dialogs.lock import LockDialog
from mastery_tui.tui.dialogs.one_line import OneLine
from mastery_tui.tui.dialogs.pause import PauseDialog
from mastery_tui.tui.dialogs.routine import RoutineDialog
from mastery_tui.tui.dialogs.transfer import TransferDialog
from mastery_tui.tui.places.plan import PlanScreen
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.line_field import LineField
from tests.tui.bursts import at_once
from tests.tui.people import PRACTISED, WRITING, begin, clock_of, coach_at, plan_date, record, writer_in_week_3

TODAY, YESTERDAY, TOMORROW = (guide.word("relative_days", each) for each in ("today", "yesterday", "tomorrow"))


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


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


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


def bar(asked: Opened) -> str:
    return str(asked.dialog.query_one(KeyBar).render())


def recorded(coach: Coach, plan_day: int) -> float | None:
    found = coach.days.form(plan_date(plan_day)).recorded
    return None if found is None else found.amount


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
        assert asked.error("entry") == guide.refusal("entry.unknown", word="clm", nearest="calm")
        assert asked.field("entry").value == "420 clm"
        assert asked.open
        await asked.typing("x")
        assert asked.error("entry") == ""
        assert coach.days.form().recorded is None


async def test_one_line_on_a_paused_date_asks_first(coach: Coach) -> None:
    day = coach.today - timedelta(days=1)
    coach.days.pause(day, day)
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
        assert asked.field("first").value == TODAY
        assert asked.field("first").hint == guide.date_words(date(2026, 12, 5))
        assert asked.field("last").hint == guide.word("dialogs", "pause_last_hint")
        covers = asked.dialog.query_one("#covers", Static)
        assert not covers.display
        asked.field("first").value = "1 dec"
        await settle(pilot)
        assert str(covers.render()) == guide.say("dialogs", "pause_covers", n=4)
        asked.field("last").value = "1 dec"
        await settle(pilot)
        assert str(covers.render()) == guide.say("dialogs", "pause_covers_one", n=1)


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
    [("foo", "", "first"), (TODAY, "31 feb", "last"), (TODAY, YESTERDAY, "last"), ("1 jan 2020", "", "first")],
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
        assert coach.context.running.records.pauses == ()


async def test_what_is_proposed_gives_way_to_the_first_key(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, PauseDialog(coach))
        await asked.typing("sat", "enter")
        assert asked.field("first").value == "sat"
        await asked.press("ctrl+s")
        (pause,) = asked.results
        assert pause.first == coach.today
        await press(pilot, "f2", "f3")
        assert pilot.app.place == "plan"


async def test_a_pause_opened_for_a_day_ahead_begins_there(coach: Coach) -> None:
    async with running(coach) as pilot:
        await press(pilot, "f3", "right", "right", "p")
        dialog = pilot.app.screen
        assert isinstance(dialog, PauseDialog)
        assert dialog.field("first").value == guide.date_words(date(2026, 12, 7), "day_month")
        await press(pilot, "escape", "left", "left", "left", "p")
        dialog = pilot.app.screen
        assert isinstance(dialog, PauseDialog)
        assert dialog.field("first").value == TODAY


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
        assert [each.text for each in coach.plan.open_adjustments()] == ["shorter warm-up"]
        asked = await opened(pilot, AdjustDialog(coach))
        await asked.press("enter", "3")
        await asked.typing("a walk first", "enter")
        assert [each.text for each in coach.plan.open_adjustments()] == ["a walk first"]
        assert coach.context.running.records.adjustments[0].closed_as is ClosedAs.PARKED


async def test_of_several_adjustments_one_is_named(coach: Coach) -> None:
    coach.plan.adjust("one")
    coach.plan.adjust("two")
    async with running(coach) as pilot:
        asked = await opened(pilot, AdjustDialog(coach))
        await asked.press("tab", "1", "ctrl+s")
        assert asked.error("which")
        await asked.press("2", "ctrl+s")
        assert [each.text for each in coach.plan.open_adjustments()] == ["one"]


async def test_an_idea_for_the_transfer_test_is_taken_by_no_enter_before_it_is_seen(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 24), replace(WRITING, transfer_idea="the train to work"))
    async with running(coach) as pilot:
        await press(pilot, "f3")
        await at_once(pilot, "x", "1", *["enter"] * 3)
        dialog = pilot.app.screen
        assert isinstance(dialog, TransferDialog)
        assert (dialog.said("changed"), dialog.said("context")) == ("place", "")
        await press(pilot, "enter")
        assert dialog.said("context") == "the train to work"


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
        assert asked.error("score") == guide.refusal("number.range", field="score", low=0, high=100)
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
        assert guide.say("dialogs", "freeze_line", n=3, median=412, lowest=170, highest=433) in text
        assert guide.word("dialogs", "freeze_thin") in text
        asked.field("minimum").value = "500"
        await asked.press("enter")
        assert asked.error("minimum") == guide.refusal("minimum.above_target", target=400)
        assert coach.context.running.records.cycle.baseline is None
        asked.field("minimum").value = "120"
        await asked.press("enter")
        (cycle,) = asked.results
        assert cycle.baseline is not None
        assert cycle.standards[-1].minimum == 120


async def test_freezing_too_early_says_only_so_and_offers_nothing_but_closing(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 4))
    record(coach, 1, amount=22)
    async with running(coach) as pilot:
        asked = await opened(pilot, FreezeDialog(coach))
        early = guide.refusal("baseline.too_early", first=7)
        said = " ".join(str(each.render()) for each in asked.dialog.query(Static))
        assert early in said
        assert "22" not in said
        assert guide.word("keys", "freeze") not in bar(asked)
        await asked.press("enter", "ctrl+s")
        assert asked.open
        assert coach.context.running.records.cycle.baseline is None


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
        cycle = coach.context.running.records.cycle
        assert (cycle.standards[-1].minimum, cycle.standards[-1].locked) == (100, True)
        assert (cycle.behaviour.anchor_when, cycle.behaviour.anchor_at) == ("the bus stops", "the kitchen table")


async def test_m_on_plan_locks_what_is_in_force_with_two_keys(coach: Coach) -> None:
    async with running(coach) as pilot:
        await press(pilot, "f3", "m", "ctrl+s")
        assert not pilot.app.screen.is_modal
        assert coach.context.running.records.cycle.standards[-1].locked
        await press(pilot, "m")
        assert not pilot.app.screen.is_modal
        await press(pilot, "u", "m")
        assert isinstance(pilot.app.screen, LockDialog)


async def test_the_routine_keeps_what_was_changed_and_nothing_else(coach: Coach) -> None:
    before = coach.context.running.records.cycle
    async with running(coach) as pilot:
        asked = await opened(pilot, RoutineDialog(coach))
        await asked.press("ctrl+s")
        assert coach.context.running.records.cycle == before
        asked = await opened(pilot, RoutineDialog(coach))
        asked.field("name").value = "Write 300 words"
        asked.field("contexts").value = "desk, @Café"
        asked.field("target").value = "300"
        await asked.press("ctrl+s")
        cycle = coach.context.running.records.cycle
        assert (cycle.behaviour.name, cycle.behaviour.contexts) == ("Write 300 words", ("desk", "café"))
        assert (cycle.standards[-1].target, cycle.standards[-1].minimum) == (300, 150)
        assert cycle.behaviour.feedback_source == before.behaviour.feedback_source


async def test_a_refused_part_of_the_routine_changes_nothing(coach: Coach) -> None:
    before = coach.context.running.records.cycle
    refused = (("name", ""), ("contexts", "a b c d e f g"), ("contexts", "a+b"), ("target", "100"), ("minimum", "0"))
    async with running(coach) as pilot:
        asked = await opened(pilot, RoutineDialog(coach))
        asked.field("standard").value = "something else"
        for name, typed in refused:
            good, asked.field(name).value = asked.field(name).value, typed
            await asked.press("ctrl+s")
            row = "minimum" if name == "target" else name
            assert asked.error(row), (name, typed)
            assert asked.field("standard").value == "something else"
            assert coach.context.running.records.cycle == before
            asked.field(name).value = good
            await pilot.pause()
            assert not asked.error(name)
            asked.field(row).error = ""  # What was said of the minimum beside another target.


async def test_finishing_ends_the_plan_with_its_summary(coach: Coach) -> None:
    clock_of(coach).set(plan_date(31))
    async with running(coach) as pilot:
        asked = await opened(pilot, FinishDialog(coach))
        await asked.typing("2 pages", "enter")
        await asked.typing("and better", "tab")
        await asked.press("2", "enter")
        (cycle,) = asked.results
        assert (cycle.next, cycle.summary) == (Next.ADJUST, "2 pages\nand better")
        assert coach.state is State.ENDED


# -- esc, drafts -------------------------------------------------------------------------------------------------------


async def test_escape_closes_at_once_where_nothing_was_typed(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, PauseDialog(coach))
        assert f"esc {guide.word('keys', 'close')}" in bar(asked)
        await asked.press("escape")
        assert asked.results == [None]
        await press(pilot, "f3")
        assert pilot.app.place == "plan"
        assert coach.drafts.all() == ()


async def test_escape_leaves_a_text_for_its_row_and_a_second_one_closes_and_keeps_the_draft(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, AdjustDialog(coach))
        await asked.typing("walk")
        assert f"esc {guide.word('keys', 'leave_text')}" in bar(asked)
        await asked.press("escape")
        assert asked.open
        assert asked.dialog.focused is asked.field("text")
        assert asked.field("text").has_focus_within
        assert f"esc {guide.word('keys', 'close')}" in bar(asked)
        await asked.press("enter")
        await asked.typing(" first", "escape", "escape")
        assert asked.results == [None]
        assert coach.plan.open_adjustments() == ()
        again = await opened(pilot, AdjustDialog(coach))
        assert again.field("text").value == "walk first"
        await again.typing(" thing", "enter")
        assert [each.text for each in coach.plan.open_adjustments()] == ["walk first thing"]
        assert coach.drafts.all() == ()
        await press(pilot, "f3", "u")
        assert coach.plan.open_adjustments() == ()


async def test_escape_in_a_note_keeps_the_row_and_the_arrows_go_to_its_neighbours(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, FeedbackDialog(coach))
        await asked.typing("flat", "escape")
        finding = asked.dialog.query_one("#finding", FormField)
        assert asked.dialog.focused is finding
        await asked.press("down")
        assert asked.field("source").has_focus_within
        await asked.press("up", "x")
        assert finding.value == "flatx"
        await asked.press("escape", "escape")
        assert asked.results == [None]
        await press(pilot, "f3")
        assert pilot.app.place == "plan"


async def test_escape_in_a_number_is_named_too_and_leaves_it_first(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, LockDialog(coach))
        assert f"esc {guide.word('keys', 'close')}" in bar(asked)
        await asked.press("9")
        assert asked.field("minimum").value == "1509"
        assert f"esc {guide.word('keys', 'leave_text')}" in bar(asked)
        await asked.press("escape", "down", "x")
        assert asked.field("anchor_when").value == f"{WRITING.anchor_when}x"


async def test_escape_on_a_row_of_answers_closes_and_keeps_what_was_typed(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, PauseDialog(coach))
        await asked.press("tab", "tab", "2")
        assert f"esc {guide.word('keys', 'close')}" in bar(asked)
        await asked.press("escape")
        assert asked.results == [None]
        again = await opened(pilot, PauseDialog(coach))
        assert again.dialog.said("reason") == PauseReason.ILLNESS.value
        await again.press("ctrl+s")
        assert coach.context.running.records.pauses[-1].reason is PauseReason.ILLNESS


async def test_ctrl_r_goes_back_to_what_is_proposed_and_the_next_key_replaces_that(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, PauseDialog(coach))
        await asked.typing("mon", "tab", "x", "ctrl+r")
        assert (asked.field("first").value, asked.field("last").value) == (TODAY, "")
        await asked.typing("sun")
        assert asked.field("first").value == "sun"
        await asked.press("ctrl+r", "escape")
        assert asked.results == [None]
        assert coach.drafts.all() == ()


async def test_what_is_typed_stands_there_again_after_a_restart_with_the_moment(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path)
    async with running(coach) as pilot:
        asked = await opened(pilot, FeedbackDialog(coach))
        await asked.typing("too long", "ctrl+q")
    assert not pilot.app.is_running
    coach = coach_at(tmp_path, 20)
    async with running(coach) as pilot:
        asked = await opened(pilot, FeedbackDialog(coach))
        assert asked.dialog.said("finding") == "too long"
        assert asked.dialog.frame.border_subtitle == left_words(coach.context.now(), coach.context.now())
        await asked.typing("er", "ctrl+s")
        assert coach.context.running.records.feedback_checks[-1].finding == "too longer"
        again = await opened(pilot, FeedbackDialog(coach))
        assert again.dialog.said("finding") == ""


# -- what is proposed, and what is saved -------------------------------------------------------------------------------


async def test_an_easier_standard_is_proposed_and_each_part_gives_way_to_the_first_key(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, EasierDialog(coach))
        said = " ".join(str(each.render()) for each in pilot.app.screen.query(Static))
        assert guide.say("dialogs", "easier_first", first="").rstrip(". ") not in said, "it begins today"
        assert [asked.field(name).value for name in ("target", "minimum")] == ["200", "75"]
        await asked.typing("300", "enter")
        await asked.typing("90", "enter")
        await asked.typing("sunday", "enter")
        (reduction,) = asked.results
        assert (reduction.target, reduction.minimum, reduction.until_day) == (300, 90, date(2026, 12, 6))
        await press(pilot, "f3", "u")
        assert coach.context.running.records.reductions == ()


async def test_an_easier_week_that_begins_later_names_its_first_day(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 10), replace(WRITING, rest_weekdays=(4, 5)))
    record(coach, 10, amount=400)
    first, until = plan_date(13), plan_date(19)
    async with running(coach) as pilot:
        await press(pilot, "f3", "e")
        said = " ".join(str(each.render()) for each in pilot.app.screen.query(Static))
        week = guide.word("dialogs", "easier_measured")
        assert f"{week} {guide.say('dialogs', 'easier_first', first=guide.date_words(first, 'long'))}" in said
        await press(pilot, "enter", "enter", "enter", "f3")
        assert not pilot.app.screen.is_modal
    (reduction,) = coach.context.running.records.reductions
    assert (reduction.from_day, reduction.until_day) == (first, until)


async def test_no_enter_takes_what_a_dialog_proposes_before_it_is_seen(coach: Coach) -> None:
    async with running(coach) as pilot:
        await press(pilot, "f3")
        await at_once(pilot, "e", *["enter"] * 6)
        assert isinstance(pilot.app.screen, EasierDialog)
        assert coach.context.running.records.reductions == ()
        await press(pilot, "enter", "enter", "enter")
        (reduction,) = coach.context.running.records.reductions
        assert (reduction.target, reduction.minimum) == (200, 75)
        assert not pilot.app.screen.is_modal
        await press(pilot, "u")
        await at_once(pilot, "e", *"300", "enter", *"90", "enter", "enter")
        assert isinstance(pilot.app.screen, EasierDialog)
        assert pilot.app.screen.changed == {"target": "300", "minimum": "90"}
        await press(pilot, "enter", "f3")
        assert isinstance(pilot.app.screen, PlanScreen)


async def test_what_runs_is_named_and_ended_with_one_key(coach: Coach) -> None:
    coach.easier.reduce()
    async with running(coach) as pilot:
        await press(pilot, "f3", "e")
        dialog = pilot.app.screen
        assert isinstance(dialog, EasierDialog)
        assert coach.easier.going_on() in " ".join(str(each.render()) for each in dialog.query(Static))
        assert dialog.check_action("end", ())
        await press(pilot, "x")
        assert not pilot.app.screen.is_modal
        assert coach.easier.going_on() == ""
        assert any("easier days end" in each.message for each in pilot.app._notifications)
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, EasierDialog)
        assert not pilot.app.screen.check_action("end", ())
        await press(pilot, "f3", "escape", "u")
        assert coach.easier.going_on() != "", "undo brings the easier days back, and the app lives on"


async def test_x_types_nothing_and_enter_leads_into_the_text_while_something_runs(coach: Coach) -> None:
    coach.easier.reduce()
    async with running(coach) as pilot:
        asked = await opened(pilot, EasierDialog(coach))
        await asked.press("enter", "5", "0", "enter")
        assert asked.field("target").value == "50"


async def test_a_second_adjustment_is_named_in_the_answer(coach: Coach) -> None:
    coach.plan.adjust("one")
    async with running(coach) as pilot:
        asked = await opened(pilot, AdjustDialog(coach))
        await asked.press("down", "down")
        await asked.typing("two", "enter")
        assert asked.results == [guide.say("dialogs", "adjustments_open", n=2)]


async def test_an_edit_during_easier_days_says_when_it_shows(coach: Coach) -> None:
    coach.easier.reduce()
    async with running(coach) as pilot:
        asked = await opened(pilot, RoutineDialog(coach))
        await asked.press("down", "down")
        await asked.press(*["backspace"] * 3)
        await asked.typing("300")
        await asked.press("ctrl+s")
        assert asked.results == [coach.easier.edit_shows_later("target")]
        assert asked.results[0]


async def test_a_draft_over_what_is_proposed_is_edited_at_its_end(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, EasierDialog(coach))
        await asked.typing("30", "escape", "escape")
        again = await opened(pilot, EasierDialog(coach))
        await again.typing("0")
        assert again.field("target").value == "300"
        await again.press("down", "8")
        assert again.field("minimum").value == "8"


async def test_one_save_is_one_step_of_undo(coach: Coach) -> None:
    coach.plan.adjust("one")
    behaviour, standards = coach.context.running.behaviour, coach.context.running.records.cycle.standards
    async with running(coach) as pilot:
        asked = await opened(pilot, AdjustDialog(coach))
        await asked.press("down", "1")
        await asked.typing("two", "enter")
        assert [each.text for each in coach.plan.open_adjustments()] == ["two"]
        await press(pilot, "f3", "u")
        assert [each.text for each in coach.plan.open_adjustments()] == ["one"]
        asked = await opened(pilot, LockDialog(coach))
        asked.field("minimum").value = "100"
        asked.field("anchor_when").value = "the bus stops"
        await asked.press("ctrl+s")
        assert coach.context.running.records.cycle.standards[-1].minimum == 100
        await press(pilot, "u")
        assert (coach.context.running.behaviour, coach.context.running.records.cycle.standards) == (
            behaviour,
            standards,
        )


async def test_the_routine_leaves_alone_what_another_window_changed_meanwhile(coach: Coach) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, RoutineDialog(coach))
        coach.plan.edit(standard="two pages", target=350)
        asked.field("name").value = "Write two pages"
        await asked.press("ctrl+s")
        cycle = coach.context.running.records.cycle
        assert (cycle.behaviour.name, cycle.behaviour.standard) == ("Write two pages", "two pages")
        assert cycle.standards[-1].target == 350


# -- another plan, another day -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("next_one", [True, False])
async def test_a_dialog_of_a_plan_that_has_ended_records_nothing_and_keeps_what_was_typed(
    coach: Coach, next_one: bool
) -> None:
    ended = coach.context.running.records.cycle.id
    async with running(coach) as pilot:
        said: list[str] = []
        pilot.app.tell = lambda text, **_: said.append(text)  # type: ignore[method-assign]
        asked = await opened(pilot, FeedbackDialog(coach))
        await asked.typing("flat")
        coach.plan.finish()
        if next_one:
            clock_of(coach).set(coach.today + timedelta(days=1))
            coach.plan.start(WRITING, 400, 150)
        before = coach.context.journal.rev
        await asked.press("ctrl+s")
        words = guide.words("dialogs")
        assert said == [f"{words['plan_over']} {words['under_drafts']}"]
        assert coach.context.journal.rev == before
        assert asked.results == [None]
        (draft,) = coach.drafts.all()
        assert (draft.key.cycle, draft.texts) == (ended, {"finding": "flat"})
        await press(pilot, "f3")
        assert pilot.app.place == "plan"


async def test_today_in_an_open_pause_stays_the_day_it_was_opened_on(coach: Coach) -> None:
    day = coach.today
    async with running(coach) as pilot:
        asked = await opened(pilot, PauseDialog(coach))
        clock_of(coach).set(day + timedelta(days=1))
        assert asked.dialog.what() == guide.change_words("pause", day=day)
        await asked.press("enter")
        assert asked.field("first").hint == guide.date_words(day, "long")
        await asked.typing(TOMORROW, "ctrl+s")
        (pause,) = asked.results
        assert (pause.first, pause.last) == (day, day + timedelta(days=1))
        await press(pilot, "f3", "u")
        assert coach.context.running.records.pauses == ()


async def test_words_of_a_draft_mean_the_day_on_which_they_were_typed(coach: Coach) -> None:
    ahead, day = coach.today + timedelta(days=3), coach.today
    async with running(coach) as pilot:
        asked = await opened(pilot, PauseDialog(coach, ahead))
        await asked.typing(TOMORROW, "enter")
        await asked.typing("11 dec", "escape", "escape")
        clock_of(coach).set(day + timedelta(days=1))
        again = await opened(pilot, PauseDialog(coach, ahead))
        begin = guide.date_words(date(2026, 12, 6), "day_month")
        assert (again.field("first").value, again.field("last").value) == (begin, "11 dec")
        assert again.field("first").hint == guide.date_words(day + timedelta(days=1), "long")
        await again.press("ctrl+s")
        (pause,) = again.results
        assert (pause.first, pause.last) == (day + timedelta(days=1), date(2026, 12, 11))
        await press(pilot, "f3", "u")
        assert coach.context.running.records.pauses == ()


async def test_a_dialog_without_rows_scrolls_with_the_arrows(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 7), PRACTISED)
    for day in (1, 2, 3):
        record(coach, day, outcome=Outcome.DONE)
    async with running(coach, (60, 12)) as pilot:
        asked = await opened(pilot, FreezeDialog(coach))
        asked.dialog.frame.styles.max_height = 7
        await settle(pilot)
        await asked.press("down")
        assert asked.dialog.frame.scroll_y == 1
        await asked.press("up", "escape")
        assert asked.results == [None]
        await press(pilot, "f3")
        assert pilot.app.place == "plan"


# -- one line, opened by its key ---------------------------------------------------------------------------------------


async def test_a_colon_on_plan_is_about_the_day_under_the_cursor(coach: Coach) -> None:
    async with running(coach) as pilot:
        await press(pilot, "f3", "left", "left", "colon")
        dialog = pilot.app.screen
        assert isinstance(dialog, OneLine)
        assert dialog.day == coach.today - timedelta(days=2)
        assert guide.word("dialogs", "entry_help") in " ".join(str(each.render()) for each in dialog.query(Static))
        await press(pilot, *["plus", "1", "4"], "enter")
        assert recorded(coach, 18) == 380 + 18 * 3 + 14
        assert not pilot.app.screen.is_modal
        await press(pilot, "u")
        assert recorded(coach, 18) == 380 + 18 * 3
        await press(pilot, "f2", "f3")
        assert pilot.app.place == "plan"


async def test_a_colon_on_the_saved_page_is_about_the_saved_day(coach: Coach) -> None:
    async with running(coach) as pilot:
        await press(pilot, "f2", "4", "0", "0", "ctrl+s", "colon")
        dialog = pilot.app.screen
        assert isinstance(dialog, OneLine)
        assert dialog.day == coach.today
        await press(pilot, *["plus", "2", "0"], "enter")
        assert recorded(coach, 20) == 420
        await press(pilot, "e")
        assert not pilot.app.screen.has_class("-saved")
        await press(pilot, "f3")
        assert pilot.app.place == "plan"


@pytest.mark.parametrize(("plan_day", "code"), [(21, "day.future"), (31, "day.after_end"), (0, "day.before_start")])
async def test_a_line_for_a_day_that_cannot_be_recorded_is_refused_at_opening(
    coach: Coach, plan_day: int, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        OneLine(coach, plan_date(plan_day))
    assert refused.value.code == code
    async with running(coach) as pilot:
        await press(pilot, "f3")
        said: list[str] = []
        pilot.app.tell = lambda text, **_: said.append(text)  # type: ignore[method-assign]
        pilot.app.open("one_line", plan_date(plan_day))
        await settle(pilot)
        assert said == [guide.refusal(code, **refused.value.facts)]
        assert not pilot.app.screen.is_modal
        await press(pilot, "f2")
        assert pilot.app.place == "check-in"


async def test_no_to_a_paused_day_leaves_the_line_as_it_is(coach: Coach) -> None:
    day = coach.today - timedelta(days=1)
    coach.days.pause(day, day)
    before = coach.context.journal.rev
    async with running(coach) as pilot:
        asked = await opened(pilot, OneLine(coach, day))
        await asked.typing("100", "enter", "n")
        assert asked.open
        assert asked.field("entry").value == "100"
        await asked.typing("0", "enter", "enter")
        assert asked.results[0].check_in.amount == 1000
        assert coach.context.journal.rev == before + 1
        await press(pilot, "f3")
        assert pilot.app.place == "plan"


# -- every dialog ------------------------------------------------------------------------------------------------------

DIALOGS = (
    AdjustDialog,
    EasierDialog,
    FeedbackDialog,
    FinishDialog,
    FreezeDialog,
    LockDialog,
    PauseDialog,
    RoutineDialog,
    TransferDialog,
)


async def test_each_dialog_blocks_the_letters_of_the_place_and_closes_without_a_change(coach: Coach) -> None:
    async with running(coach, (60, 20)) as pilot:
        for kind in DIALOGS:
            rev = coach.context.journal.rev
            await press(pilot, "f3")
            asked = await opened(pilot, kind(coach))
            below: list[Screen[Any]] = list(pilot.app.screen_stack)
            asked.dialog.set_focus(None)
            await asked.press("v", "i", "u", "less_than_sign", "greater_than_sign", "question_mark")
            assert pilot.app.screen_stack == below, kind
            words = guide.words("keys")
            assert bar(asked).endswith(f"esc {words['close']}   ! {words['too_much']}")
            await asked.press("escape")
            assert asked.results == [None]
            assert coach.context.journal.rev == rev
            await press(pilot, "less_than_sign")
            assert pilot.app.place == "check-in"
            await press(pilot, "escape", "greater_than_sign", "u")
            assert pilot.app.place == "plan"
            assert coach.context.journal.rev > rev
            await press(pilot, "U")


@pytest.mark.parametrize("key", ["ctrl+q", "f9"])
async def test_a_dialog_does_not_stand_between_the_keys_that_act_everywhere(coach: Coach, key: str) -> None:
    async with running(coach) as pilot:
        asked = await opened(pilot, AdjustDialog(coach))
        await asked.typing("a", key)
        if key == "ctrl+q":
            assert not pilot.app.is_running
        else:
            await press(pilot, "escape")
            assert pilot.app.screen is asked.dialog
            assert asked.field("text").value == "a"


async def test_a_place_is_reached_over_a_dialog_and_what_is_typed_stays(coach: Coach) -> None:
    async with running(coach) as pilot:
        await press(pilot, "f3")
        asked = await opened(pilot, AdjustDialog(coach))
        await asked.typing("a", "f2")
        assert pilot.app.place == "check-in"
        await press(pilot, "f3", "b")
        assert asked.field("text").value == "ab"
