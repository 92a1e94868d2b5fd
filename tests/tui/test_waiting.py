"""While another program keeps the lock: a change waits for it, is made once, with what was typed meanwhile, or not."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.journal.locking import locked
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Outcome
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.screens.check_in_rows import CheckInRows
from mastery_tui.tui.screens.feedback import FeedbackDialog
from mastery_tui.tui.screens.too_much import TooMuch
from tests.tui.people import coach_at, plan_date, writer_on_day_12

ROUNDS = 200


class Window:
    """The app on day 12, beside a program that can keep the lock."""

    def __init__(self, coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app = MasteryApp(coach)
        self.said: list[str] = []
        monkeypatch.setattr(self.app, "tell", lambda text, **_: self.said.append(text))

    def hold(self) -> AbstractContextManager[None]:
        return locked(self.app.coach.journal.path, 0)


@pytest.fixture
def window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    return Window(writer_on_day_12(tmp_path), monkeypatch)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    for _ in range(ROUNDS):
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError("it did not come to that")


def findings(coach: Coach) -> list[str]:
    return [each.finding for each in coach.running.records.feedback_checks]


async def asked(pilot: Pilot[None]) -> None:
    """A feedback check, typed and about to be saved."""
    await pilot.press("f3", "f", *"even")
    await pilot.pause()


async def test_a_dialog_saved_twice_is_saved_once(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        with window.hold():
            await pilot.press("ctrl+s", "ctrl+s")
            assert window.said == [guide.word("dialogs", "one_waits")]
            assert isinstance(window.app.screen, FeedbackDialog)
            assert findings(coach_at(window.app.coach.journal.path.parent, 12)) == []
        await until(pilot, lambda: not window.app.screen.is_modal)
        await pilot.pause(0.2)
    assert findings(window.app.coach) == ["even"]


async def test_a_dialog_that_is_closed_while_it_waits_changes_nothing(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        with window.hold():
            await pilot.press("ctrl+s")
            await pilot.press("escape", "escape")
            assert not window.app.screen.is_modal
        await pilot.pause(0.2)
        assert window.app.place == "plan"
        assert findings(window.app.coach) == []
        await pilot.press("z")  # The next change is none that waits.
        await pilot.pause()
    assert window.app.fault is None
    assert guide.word("dialogs", "one_waits") not in window.said


async def test_a_dialog_that_is_covered_waits_until_it_is_on_top_again(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        with window.hold():
            await pilot.press("ctrl+s", "f9")
        await pilot.pause(0.2)
        assert isinstance(window.app.screen, TooMuch)
        assert findings(window.app.coach) == []
        await pilot.press("escape")
        await until(pilot, lambda: not window.app.screen.is_modal)
    assert findings(window.app.coach) == ["even"]


async def test_a_reflection_is_saved_with_what_is_typed_while_it_waits(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("enter", *"early")
        await pilot.pause()
        with window.hold():
            await pilot.press("ctrl+s", "x")
            await pilot.pause(0.1)
        await until(pilot, lambda: bool(window.app.coach.running.records.reflections))
    (reflection,) = window.app.coach.running.records.reflections
    assert list(reflection.answers.values()) == ["earlyx"]


async def test_a_check_in_is_saved_with_what_is_typed_while_it_waits_and_the_same_day_changes(window: Window) -> None:
    other = coach_at(window.app.coach.journal.path.parent, 12)
    async with window.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0", "0", "enter", "n", *"half")
        with window.hold():
            await pilot.press("ctrl+s", "w")
        # The other window was saving the same day: its words stay where nothing else was typed.
        window.app._waiting.pause()  # type: ignore[union-attr]
        other.check_in(Draft(outcome=Outcome.PARTIAL, amount=20, effort=7))
        window.app._look_around()
        await pilot.pause()
        await pilot.press("a", "y")
        await pilot.pause()
        assert window.app.focused is window.app.screen.query_one("#note").entry  # type: ignore[attr-defined]
        window.app._waiting.resume()  # type: ignore[union-attr]
        await until(pilot, lambda: window.app.screen.has_class("-saved"))
    recorded = window.app.coach.check_in_form().recorded
    assert recorded is not None
    assert (recorded.amount, recorded.effort, recorded.note) == (400, 7, "halfway")


async def test_the_last_letter_is_saved_though_the_message_about_it_is_on_its_way(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0", "0", "enter", "n", *"hal")
        await pilot.pause()
        window.app.screen.query_one("#note").area.insert("f")  # type: ignore[attr-defined]
        assert window.app.screen.query_one(CheckInRows).state.note == "hal"
        window.app.screen.action_save()  # type: ignore[attr-defined]
        await pilot.pause()
    recorded = window.app.coach.check_in_form(plan_date(12)).recorded
    assert recorded is not None
    assert recorded.note == "half"
