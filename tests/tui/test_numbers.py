"""Numbers in the window: typed or pasted, they are taken whole or refused whole beside their field, and stay."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import CheckIn, Standard, replace
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.one_line import OneLine
from mastery_tui.tui.places.check_in import CheckInScreen
from mastery_tui.tui.places.plan import PlanScreen
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.line_field import LineField
from tests.tui.people import WRITING, begin, coach_at, plan_date, record

SHAPE = guide.refusal("number.shape", field="amount")
TIME = guide.refusal("number.time", field="amount", unit="words")
BELOW = guide.refusal("number.range", field="amount", low=0, high=10**9)
REFUSED = {
    **dict.fromkeys(("1:30", "1h30", "90m", "1.5h"), TIME),
    **dict.fromkeys(("3/4", "1.5.5", "1'234", "1e3", "1.234,5", "10-12", "1500,000", "400 pages"), SHAPE),
    "-5": BELOW,
}
"""What is no number of words, and what is said beside it."""
TAKEN = {"1 234": 1234, "1234 words": 1234, "2,5": 2.5, "+1234": 1234}

Give = Callable[[Pilot[None], LineField, str], Awaitable[None]]


async def typed(pilot: Pilot[None], field: LineField, text: str) -> None:
    await pilot.press(*(_character_to_key(each) for each in text))


async def pasted(pilot: Pilot[None], field: LineField, text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


def writer(folder: Path) -> Coach:
    return begin(coach_at(folder, 3))


def timer(folder: Path, unit: str = "minutes") -> Coach:
    return begin(coach_at(folder, 3), replace(WRITING, unit=unit), 90, 20)


def row(pilot: Pilot[None], name: str) -> LineField:
    return pilot.app.screen.query_one(f"#{name}", LineField)


def told(coach: Coach) -> CheckIn | None:
    day = coach.context.running.day(plan_date(3))
    assert day is not None
    return day.check_in


async def taken_back(pilot: Pilot[None], coach: Coach) -> None:
    """Take back what was saved, by its key; the form is there again, and empty."""
    await pilot.press("u")
    assert told(coach) is None
    assert isinstance(pilot.app.screen, CheckInScreen)
    assert row(pilot, "amount").value == ""


async def emptied(pilot: Pilot[None], name: str) -> None:
    field = row(pilot, name)
    field.enter()
    field.value = ""
    await pilot.pause()


@pytest.mark.parametrize("give", [typed, pasted])
async def test_what_is_no_number_is_refused_whole_beside_the_amount_and_stays(tmp_path: Path, give: Give) -> None:
    coach = writer(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for text, error in REFUSED.items():
            field = row(pilot, "amount")
            await give(pilot, field, text)
            assert (field.value, field.error) == (text, ""), "it is judged on leaving or saving"
            for stays in ("enter", "ctrl+s"):
                await pilot.press(stays)
                assert (field.value, field.error, pilot.app.focused) == (text, error, field.entry)
            await pilot.press("down")
            assert (field.value, field.error) == (text, error)
            assert pilot.app.focused is not field.entry
            await emptied(pilot, "amount")
    assert told(coach) is None


@pytest.mark.parametrize("give", [typed, pasted])
async def test_a_number_is_taken_whole(tmp_path: Path, give: Give) -> None:
    coach = writer(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for text, amount in TAKEN.items():
            await give(pilot, row(pilot, "amount"), text)
            await pilot.press("ctrl+s")
            recorded = told(coach)
            assert recorded is not None
            assert (recorded.amount, recorded.minutes) == (amount, None)
            await taken_back(pilot, coach)


@pytest.mark.parametrize("text", ["1:30", "3/4"])
async def test_a_place_asked_for_is_gone_to_and_text_and_refusal_are_there_afterwards(
    tmp_path: Path, text: str
) -> None:
    async with MasteryApp(writer(tmp_path)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await typed(pilot, row(pilot, "amount"), text)
        await pilot.press("f3")
        assert isinstance(pilot.app.screen, PlanScreen)
        await pilot.press("f2")
        assert (row(pilot, "amount").value, row(pilot, "amount").error) == (text, REFUSED[text])
        await pilot.press("f3")
        assert isinstance(pilot.app.screen, PlanScreen)


async def test_a_restored_draft_has_its_refusal(tmp_path: Path) -> None:
    async with MasteryApp(writer(tmp_path)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await typed(pilot, row(pilot, "amount"), "10-12")
        await pilot.press("ctrl+q")
    async with MasteryApp(coach_at(tmp_path, 3)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert (row(pilot, "amount").value, row(pilot, "amount").error) == ("10-12", SHAPE)
        await pilot.press("backspace")
        assert (row(pilot, "amount").value, row(pilot, "amount").error) == ("10-1", ""), "no key replaces a draft"


async def test_letters_and_signs_act_on_the_empty_amount_and_type_once_something_stands_there(tmp_path: Path) -> None:
    async with MasteryApp(writer(tmp_path)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("4", "colon", "d", "question_mark")
        assert isinstance(pilot.app.screen, CheckInScreen)
        assert row(pilot, "amount").value == "4:d?"
        await emptied(pilot, "amount")
        await pilot.press("colon")
        assert isinstance(pilot.app.screen, OneLine)


@pytest.mark.parametrize("begun", ["", "4"])
async def test_the_exclamation_mark_always_acts(tmp_path: Path, begun: str) -> None:
    async with MasteryApp(writer(tmp_path)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*begun, "exclamation_mark")
        assert not isinstance(pilot.app.screen, CheckInScreen)
        await pilot.press("escape")
        assert row(pilot, "amount").value == begun


async def test_the_one_line_entry_refuses_the_same(tmp_path: Path) -> None:
    coach = writer(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("colon")
        for text in ("1:30", "3/4", "1.5.5", "10-12", "1.234,5", "1'234", "1e3", "-5"):
            field = row(pilot, "entry")
            await typed(pilot, field, text)
            await pilot.press("enter")
            assert isinstance(pilot.app.screen, OneLine)
            assert field.value == text
            assert field.error != ""
            await emptied(pilot, "entry")
            assert field.error == ""
    assert told(coach) is None


async def test_the_one_line_entry_says_how_to_tell_a_strength_that_is_left_blank(tmp_path: Path) -> None:
    async with MasteryApp(writer(tmp_path)).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("colon", *"400", "space", *"anx", "enter")
        await pilot.pause()
        said = [each.message for each in pilot.app._notifications]
        assert guide.say("saved", "strength_blank", feeling="anxious") in said


@pytest.mark.parametrize(
    ("unit", "texts", "amount", "minutes"),
    [
        ("minutes", ("1:30", "1h30", "90m", "1.5h", "90"), 90, 90),
        ("minutes", ("95",), 95, 95),
        ("hours", ("1:30",), 1.5, 90),
        ("seconds", ("1:30",), 90, 1),
    ],
)
@pytest.mark.parametrize("give", [typed, pasted])
async def test_durations_mean_what_they_say_in_an_amount_of_time(
    tmp_path: Path, give: Give, unit: str, texts: tuple[str, ...], amount: float, minutes: int
) -> None:
    coach = timer(tmp_path, unit)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for text in texts:
            await give(pilot, row(pilot, "amount"), text)
            assert row(pilot, "minutes").hint == guide.word("checkin", "minutes_hint")
            await pilot.press("ctrl+s")
            recorded = told(coach)
            assert recorded is not None
            assert (recorded.amount, recorded.minutes) == (amount, minutes)
            await taken_back(pilot, coach)


async def test_minutes_that_are_filled_stay_as_they_are(tmp_path: Path) -> None:
    coach = timer(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await typed(pilot, row(pilot, "amount"), "1:30")
        row(pilot, "minutes").enter()
        await typed(pilot, row(pilot, "minutes"), "0:25")
        assert row(pilot, "minutes").hint == ""
        await pilot.press("ctrl+s")
    recorded = told(coach)
    assert recorded is not None
    assert (recorded.amount, recorded.minutes) == (90, 25)


async def test_minutes_are_a_time_whatever_is_counted(tmp_path: Path) -> None:
    coach = writer(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for text, minutes in (("1:30", 90), ("90m", 90), ("1h30", 90), ("1.5h", 90), ("95", 95)):
            await pilot.press("4")
            row(pilot, "minutes").enter()
            await typed(pilot, row(pilot, "minutes"), text)
            await pilot.press("ctrl+s")
            recorded = told(coach)
            assert recorded is not None
            assert (recorded.amount, recorded.minutes) == (4, minutes)
            await taken_back(pilot, coach)


async def test_minutes_are_refused_where_they_are_typed(tmp_path: Path) -> None:
    async with MasteryApp(writer(tmp_path)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        row(pilot, "minutes").enter()
        await typed(pilot, row(pilot, "minutes"), "25x")
        await pilot.press("enter")
        assert row(pilot, "minutes").error == guide.refusal("minutes.shape")
        assert pilot.app.focused is row(pilot, "minutes").entry


@pytest.mark.parametrize("name", ["target", "minimum"])
@pytest.mark.parametrize("give", [typed, pasted])
async def test_setup_refuses_a_target_beside_it_and_takes_a_time_where_its_unit_is_one(
    tmp_path: Path, name: str, give: Give
) -> None:
    async with MasteryApp(coach_at(tmp_path, 3)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        row(pilot, "unit").value = "words"
        field = row(pilot, name)
        for text, error in (("1:30", "number.time"), ("3/4", "number.shape"), ("-5", "number.positive")):
            await emptied(pilot, name)
            await give(pilot, field, text)
            await pilot.press("enter")
            said = guide.refusal(error, field=name, unit="words", high=10**9)
            assert (field.value, field.error, pilot.app.focused) == (text, said, field.entry)
        row(pilot, "unit").value = "minutes"
        await emptied(pilot, name)
        await give(pilot, field, "1:30")
        await pilot.press("enter")
        assert (field.value, field.error) == ("1:30", "")
        assert pilot.app.focused is not field.entry


async def test_dialogs_read_an_amount_as_the_form_does(tmp_path: Path) -> None:
    coach = timer(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "i")
        for text, error in (("3/4", "number.or_time"), ("0", "number.positive")):
            await emptied(pilot, "target")
            await typed(pilot, row(pilot, "target"), text)
            await pilot.press("enter")
            assert row(pilot, "target").error == guide.refusal(error, field="target", high=10**9)
            assert pilot.app.focused is row(pilot, "target").entry
        await emptied(pilot, "target")
        await typed(pilot, row(pilot, "target"), "1:15")
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, PlanScreen)
        await pilot.press("e")
        await emptied(pilot, "target")
        await typed(pilot, row(pilot, "target"), "0:50")
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, PlanScreen)
    standard: Standard = coach.context.running.records.cycle.standards[-1]
    assert (standard.target, standard.minimum) == (75, 20)
    assert coach.context.running.records.reductions[-1].target == 50


async def test_the_transfer_test_refuses_a_result_beside_it(tmp_path: Path) -> None:
    coach = writer(tmp_path)
    record(coach, 2, amount=400)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "x")
        row(pilot, "amount").enter()
        await typed(pilot, row(pilot, "amount"), "1h30")
        await pilot.press("enter")
        assert isinstance(row(pilot, "amount"), FormField)
        assert row(pilot, "amount").error == TIME
