"""Recoveries in the check-in form, and the record that a day had before."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import CheckIn
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.widgets.line_field import LineField
from mastery_tui.tui.widgets.note_field import NoteField
from tests.tui.people import begin, coach_at, plan_date, record


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    """Day 3 is recorded, with two recoveries."""
    coach = begin(coach_at(tmp_path, 3))
    record(coach, 3, amount=400, effort=6, recoveries=(6, 4))
    return coach


def recovered(pilot: Pilot[None]) -> LineField:
    return pilot.app.screen.query_one("#recoveries", LineField)


def told(coach: Coach) -> CheckIn:
    day = coach.context.running.day(plan_date(3))
    assert day is not None
    assert day.check_in is not None
    return day.check_in


async def opened(pilot: Pilot[None]) -> None:
    """The form of today, which is recorded."""
    await pilot.press("f2")
    await pilot.pause()


async def emptied(pilot: Pilot[None]) -> None:
    recovered(pilot).enter()
    await pilot.press(*["backspace"] * 8)


@pytest.mark.parametrize(("text", "recoveries"), [("6", (6,)), ("5, 4, 3", (5, 4, 3)), ("12,7", (12, 7)), ("", ())])
async def test_the_form_shows_and_edits_what_was_recovered(
    coach: Coach, text: str, recoveries: tuple[int, ...]
) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        field = recovered(pilot)
        assert (field.display, field.value, field.hint) == (True, "6, 4", guide.word("checkin", "recoveries_hint"))
        await emptied(pilot)
        for each in text:
            await pilot.press({",": "comma", " ": "space"}.get(each, each))
        assert field.display
        await pilot.press("ctrl+s")
    assert told(coach).recoveries == recoveries
    assert (told(coach).amount, told(coach).effort) == (400, 6)


@pytest.mark.parametrize(
    ("text", "code"),
    [("6/4", "recoveries.shape"), ("6,", "recoveries.shape"), ("601", "number.range"), ("2.5", "recoveries.shape")],
)
async def test_another_recovery_is_refused_beside_it(coach: Coach, text: str, code: str) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await emptied(pilot)
        for each in text:
            await pilot.press({",": "comma", ".": "full_stop", "/": "slash"}.get(each, each))
        for key in ("enter", "ctrl+s"):
            await pilot.press(key)
            said = guide.refusal(code, field="recoveries", low=0, high=600)
            assert (recovered(pilot).value, recovered(pilot).error) == (text, said)
            assert pilot.app.focused is recovered(pilot).entry
    assert told(coach).recoveries == (6, 4)


async def test_a_day_without_one_does_not_show_it_and_minutes_lead_on_to_the_note(tmp_path: Path) -> None:
    async with MasteryApp(begin(coach_at(tmp_path, 3))).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert not recovered(pilot).display
        pilot.app.screen.query_one("#minutes", LineField).enter()
        await pilot.press("enter")
        assert pilot.app.focused is pilot.app.screen.query_one(NoteField).entry


async def test_minutes_lead_on_to_what_was_recovered_and_that_to_the_note(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        pilot.app.screen.query_one("#minutes", LineField).enter()
        await pilot.press("enter")
        assert pilot.app.focused is recovered(pilot).entry
        await pilot.press("enter")
        assert pilot.app.focused is pilot.app.screen.query_one(NoteField).entry


@pytest.mark.parametrize("keys", [("1", "0", "0", "ctrl+s"), ("colon", "1", "0", "0", "enter")])
async def test_a_record_that_is_written_over_is_named(coach: Coach, keys: tuple[str, ...]) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        if keys[0] == "colon":
            await pilot.press("f3")
        await pilot.press(*keys)
        what = f"400 words, {guide.word('outcomes', 'done')}"
        assert guide.say("saved", "replaced", what=what) in [each.message for each in app._notifications]
    assert told(coach).amount == 100


async def test_a_first_record_replaces_none(tmp_path: Path) -> None:
    app = MasteryApp(begin(coach_at(tmp_path, 3)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("1", "0", "0", "ctrl+s")
        assert not list(app._notifications)
