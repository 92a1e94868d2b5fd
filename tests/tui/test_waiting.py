"""While another program keeps the lock: a change waits for it, is made once, with what was typed meanwhile, or not."""

import asyncio
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.journal import RETRY, JournalBusy
from mastery_tui.journal.store.locking import locked
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Outcome
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.asking import Asking
from mastery_tui.tui.dialogs.feedback import FeedbackDialog
from mastery_tui.tui.save_queue import TOLD_AFTER, Change, SaveQueue
from mastery_tui.tui.widgets.number_field import NumberField
from tests.tui.people import coach_at, plan_date, writer_on_day_12
from tests.tui.pictures import Text, press

ROUNDS = 200


class Window:
    """The app on day 12, beside a program that can keep the lock."""

    def __init__(self, coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app = MasteryApp(coach)
        self.said: list[str] = []
        monkeypatch.setattr(self.app, "tell", lambda text, **_: self.said.append(text))

    def hold(self) -> AbstractContextManager[None]:
        return locked(self.app.coach.context.journal.path, 0)


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
    return [each.finding for each in coach.context.running.records.feedback_checks]


async def asked(pilot: Pilot[None]) -> None:
    """A feedback check, typed and about to be saved."""
    await pilot.press("f3", "f", *"even")
    await pilot.pause()


async def reflected(pilot: Pilot[None]) -> None:
    """An answer for the week, typed and about to be saved."""
    await pilot.press("f4")
    await pilot.pause()
    await pilot.press("enter", *"early")
    await pilot.pause()


async def test_a_dialog_saved_twice_is_saved_once(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        with window.hold():
            await pilot.press("ctrl+s", "ctrl+s")
            assert set(window.said) == {guide.word("dialogs", "one_waits")}
            assert isinstance(window.app.screen, FeedbackDialog)
            assert findings(coach_at(window.app.coach.context.journal.path.parent, 12)) == []
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
        assert window.app.saves.waiting == []
    assert window.app.fault is None


async def test_a_dialog_does_not_close_under_what_is_typed_while_it_waits(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        dialog = window.app.screen
        with window.hold():
            await pilot.press("ctrl+s", "x")
        await until(pilot, lambda: not window.app.saves.waiting)
        assert window.app.screen is dialog
        assert guide.word("dialogs", "not_saved_yet") in window.said
        assert findings(window.app.coach) == []
        await pilot.press("p", "ctrl+s", "f2")
    assert findings(window.app.coach) == ["evenxp"]


@pytest.mark.parametrize("going", ["f9", "f2"])
async def test_a_dialog_that_is_covered_or_left_while_it_waits_stays_open_with_what_is_typed(
    window: Window, going: str
) -> None:
    app = window.app
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        dialog = app.screen
        with window.hold():
            await pilot.press("ctrl+s", going)
            await pilot.pause(0.2)
        await pilot.pause(0.2)
        assert app.screen is not dialog
        assert findings(app.coach) == []
        assert guide.word("dialogs", "not_saved_yet") in window.said
        await pilot.press("escape" if going == "f9" else "f3")
        assert app.screen is dialog
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
    assert findings(app.coach) == ["even"]


async def test_the_support_screen_pauses_the_plan_though_another_change_waits(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0", "0")
        with window.hold():
            await pilot.press("ctrl+s", "f9", "p")
        await until(pilot, lambda: bool(window.app.coach.context.running.records.pauses))
        await until(pilot, lambda: bool(window.app.coach.context.running.records.check_ins[-1].amount == 400))


async def test_leaving_while_a_change_waits_names_it_on_the_terminal(window: Window) -> None:
    app = window.app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "right")
        with window.hold():
            await pilot.press("r", "q")
            assert not app.is_running
    rest = guide.change_words("rest", day=plan_date(13))
    assert app.farewell == (guide.say("leaving", "not_saved", what=rest),)
    assert not app.coach.days.form(plan_date(13)).rest_planned


@pytest.mark.parametrize(("key", "change"), [("u", "undo"), ("U", "redo")])
async def test_leaving_while_an_undo_waits_names_it_too(window: Window, key: str, change: str) -> None:
    app = window.app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "u", "u", "U")
        with window.hold():
            await pilot.press(key, "q")
            assert not app.is_running
    assert app.farewell == (guide.say("leaving", "not_saved", what=guide.change_words(change)),)


async def test_a_change_that_waits_is_tried_once_more_on_leaving(window: Window) -> None:
    app = window.app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "right")
        with window.hold():
            await pilot.press("r")
            assert len(app.saves.waiting) == 1
        app.leave()
        await pilot.pause()
    assert app.farewell == ()
    assert app.coach.days.form(plan_date(13)).rest_planned


async def test_a_backup_that_cannot_be_made_on_leaving_is_said_on_the_terminal(window: Window) -> None:
    app = window.app
    folder = app.coach.context.journal.path.parent
    for name in ("backups", "mastery-backups"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).write_text("mine")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "right")
        with window.hold():
            await pilot.press("r")
        app.leave()
        await pilot.pause()
    facts = {"file": folder / "mastery-backups", "reason": "ENOTDIR", "program": "mastery"}
    assert app.farewell == (guide.say("keeping", "not_backed_up", **facts),)


class Restoring:
    """The dialog with the backups, with the question answered while another program keeps the lock."""

    def __init__(self, window: Window, pilot: Pilot[None]) -> None:
        self.window, self.pilot = window, pilot
        self.before = self.days

    @property
    def days(self) -> int:
        return len(self.window.app.coach.context.running.records.check_ins)

    async def answered(self) -> None:
        await press(self.pilot, "ctrl+p", Text(guide.word("palette", "backups")), "enter", "down", "enter")
        assert isinstance(self.window.app.screen, Asking)

    async def let_go(self) -> None:
        await self.pilot.pause(0.3)
        assert self.window.app.fault is None
        assert not self.window.app.saves.waiting


async def test_a_restore_waits_and_is_made_once(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        restoring = Restoring(window, pilot)
        await restoring.answered()
        with window.hold():
            await press(pilot, "enter", "enter", "enter")
        await until(pilot, lambda: not window.app.screen.is_modal or isinstance(window.app.screen, Asking))
        await restoring.let_go()
    assert restoring.days == restoring.before - 2


@pytest.mark.parametrize("keys", [("escape",), ("f3",), ("escape", "f3", "f", "e", "v"), ("f9",)])
async def test_a_restore_that_waits_is_given_up_where_the_person_goes_on(window: Window, keys: tuple[str, ...]) -> None:
    app = window.app
    async with app.run_test(size=(80, 24)) as pilot:
        restoring = Restoring(window, pilot)
        await restoring.answered()
        with window.hold():
            await press(pilot, "enter", *keys)
            on_top = app.screen
            await pilot.pause(0.2)
        await restoring.let_go()
        assert app.screen is on_top
        assert restoring.days == restoring.before
        assert isinstance(on_top, FeedbackDialog) is ("f" in keys)
        if isinstance(on_top, FeedbackDialog):
            assert on_top.query_one("#finding").value == "ev"  # type: ignore[attr-defined]


async def test_a_reflection_is_saved_with_what_is_typed_while_it_waits(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await reflected(pilot)
        with window.hold():
            await pilot.press("ctrl+s", "x")
            await pilot.pause(0.1)
        await until(pilot, lambda: bool(window.app.coach.context.running.records.reflections))
    (reflection,) = window.app.coach.context.running.records.reflections
    assert list(reflection.answers.values()) == ["earlyx"]


async def test_a_check_in_is_saved_with_what_is_typed_while_it_waits_and_the_same_day_changes(window: Window) -> None:
    other = coach_at(window.app.coach.context.journal.path.parent, 12)
    async with window.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0", "0", "enter", "n", *"half")
        with window.hold():
            await pilot.press("ctrl+s", "w")
        # The other window was saving the same day: its words stay where nothing else was typed.
        other.days.check_in(Draft(outcome=Outcome.PARTIAL, amount=20, effort=7))
        with window.hold():
            window.app._look_around()
            await pilot.pause()
            await pilot.press("a", "y")
            await pilot.pause()
            assert window.app.focused is window.app.screen.query_one("#note").takes_keys  # type: ignore[attr-defined]
        await until(pilot, lambda: not window.app.saves.waiting)
        # The page is not turned under the note that is being typed.
        assert not window.app.screen.has_class("-saved")
        await pilot.press("s", "u")
        assert window.app.screen.query_one("#note").typed == "halfwaysu"  # type: ignore[attr-defined]
    recorded = window.app.coach.days.form().recorded
    assert recorded is not None
    assert (recorded.amount, recorded.effort, recorded.note) == (400, 7, "halfway")


async def test_the_last_letter_is_saved_though_the_message_about_it_is_on_its_way(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0", "0", "enter", "n", *"hal")
        await pilot.pause()
        window.app.screen.query_one("#note").takes_keys.insert("f")  # type: ignore[attr-defined]
        window.app.screen.action_save()  # type: ignore[attr-defined]
        await until(pilot, lambda: window.app.screen.has_class("-saved"))
    recorded = window.app.coach.days.form(plan_date(12)).recorded
    assert recorded is not None
    assert recorded.note == "half"


async def test_a_save_that_waits_longer_says_so(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0", "0")
        with window.hold():
            await pilot.press("ctrl+s")
            await until(pilot, lambda: window.said == [guide.word("dialogs", "one_waits")])
        await until(pilot, lambda: window.app.screen.has_class("-saved"))
    assert window.said == [guide.word("dialogs", "one_waits")]


async def test_other_things_that_are_asked_for_wait_too_and_are_made_in_their_order(window: Window) -> None:
    coach = window.app.coach
    async with window.app.run_test(size=(80, 24)) as pilot:
        await reflected(pilot)
        await pilot.press("f2")
        await pilot.press("4", "0", "0")
        with window.hold():
            await pilot.press("ctrl+s", "f4", "ctrl+s")
            assert len(window.app.saves.waiting) == 2
        await until(pilot, lambda: not window.app.saves.waiting)
    assert [list(each.answers.values()) for each in coach.context.running.records.reflections] == [["early"]]
    assert coach.context.running.records.check_ins[-1].amount == 400
    assert coach.context.running.records.check_ins[-1].rev < coach.context.running.records.reflections[0].rev


async def test_a_change_is_not_made_before_one_that_was_asked_for_earlier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mastery_tui.tui.save_queue.RETRY", 0.001)
    made: list[str] = []
    free = asyncio.Event()

    def change(name: str, *, waits_for_another: bool) -> Change[str]:
        def action() -> str:
            if waits_for_another and not free.is_set():
                raise JournalBusy("journal.busy", file="", seconds=0)
            made.append(name)
            return name

        return Change(action, name, name, lambda: True, lambda: None)

    class Keys:
        released = staticmethod(nullcontext)

    saves = SaveQueue(Keys(), lambda: None)  # type: ignore[arg-type]
    first = asyncio.create_task(saves.make(change("first", waits_for_another=True)))
    await asyncio.sleep(0)
    second = asyncio.create_task(saves.make(change("second", waits_for_another=False)))
    await asyncio.sleep(0.05)
    assert made == [], "the second would be made at once, and waits for its turn"
    free.set()
    assert [await first, await second] == made == ["first", "second"]


async def test_of_several_changes_that_wait_it_is_said_once(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0", "0")
        with window.hold():
            await pilot.press("ctrl+s", "f3", "right", "r", "right", "r")
            assert len(window.app.saves.waiting) == 3
            await until(pilot, lambda: bool(window.said))
            await pilot.pause(RETRY * TOLD_AFTER * 1.5)
            assert window.said == [guide.word("dialogs", "one_waits")]
        await until(pilot, lambda: not window.app.saves.waiting)
    assert window.app.coach.days.form(plan_date(14)).rest_planned


async def test_what_other_windows_save_is_shown_each_time_and_said_once(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mastery_tui.tui.app.LOOK_EVERY", 0.01)
    other = coach_at(window.app.coach.context.journal.path.parent, 12)
    async with window.app.run_test(size=(80, 24)) as pilot:
        amount = window.app.screen.query_one("#amount", NumberField)
        for saved in ("20", "30", "40"):
            other.days.check_in(Draft(amount=int(saved)))
            await until(pilot, lambda saved=saved: amount.value == saved)  # type: ignore[misc]
    assert window.said == [guide.word("dialogs", "changed_elsewhere")]


@pytest.mark.parametrize("keys", [("escape", "escape"), ("f3",)])
async def test_a_past_day_that_is_left_while_it_waits_is_saved_all_the_same(
    window: Window, keys: tuple[str, ...]
) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "left", "enter")
        await pilot.pause()
        await pilot.press("m")
        await pilot.pause()
        with window.hold():
            await pilot.press("ctrl+s", *keys)
            await pilot.pause(0.1)
        await until(pilot, lambda: not window.app.saves.waiting)
        await pilot.pause(0.1)
        assert window.app.fault is None
        assert window.app.place == "plan"
    recorded = window.app.coach.days.form(plan_date(11)).recorded
    assert recorded is not None
    assert recorded.outcome is Outcome.MINIMUM
    assert window.app.coach.drafts.own() == ()


async def test_a_reflection_whose_week_is_left_while_it_waits_is_saved_as_it_was(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        await reflected(pilot)
        with window.hold():
            await pilot.press("ctrl+s", "pagedown", "pagedown")
            await pilot.pause(0.1)
        await until(pilot, lambda: not window.app.saves.waiting)
        await pilot.pause(0.1)
        assert window.app.fault is None
    (reflection,) = window.app.coach.context.running.records.reflections
    assert list(reflection.answers.values()) == ["early"]


async def test_a_pause_asked_for_on_the_support_screen_is_made_though_it_was_left(window: Window) -> None:
    async with window.app.run_test(size=(80, 24)) as pilot:
        with window.hold():
            await pilot.press("f9", "p", "escape")
        await until(pilot, lambda: bool(window.app.coach.context.running.records.pauses))
        await pilot.pause(0.1)
        assert window.app.fault is None
    assert guide.word("too_much", "paused") in window.said


async def test_a_key_before_new_rows_stand_does_no_harm(window: Window) -> None:
    other = coach_at(window.app.coach.context.journal.path.parent, 12)
    async with window.app.run_test(size=(80, 24)) as pilot:
        other.days.check_in(Draft(outcome=Outcome.PARTIAL, amount=20))
        window.app._look_around()
        window.app.screen.action_outcome("minimum")  # type: ignore[attr-defined]
        await window.app.screen.action_note()  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: window.app.screen.has_class("-saved"))
    recorded = window.app.coach.days.form().recorded
    assert recorded is not None
    assert recorded.outcome is Outcome.MINIMUM


async def test_a_save_that_waited_as_long_as_it_may_says_so_and_what_is_typed_stays(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("save_queue", "base_app"):
        monkeypatch.setattr(f"mastery_tui.tui.{module}.WAIT", 0.2)
    async with window.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0", "0")
        with window.hold():
            await pilot.press("ctrl+s")
            await until(pilot, lambda: bool(window.said))
            assert window.app.saves.waiting == []
        assert window.said == [guide.refusal("journal.busy", file="", seconds=0.2)]
        assert window.app.screen.query_one("#amount").value == "400"  # type: ignore[attr-defined]
        assert window.app.coach.days.form().recorded is None
        await pilot.press("ctrl+s")
        await until(pilot, lambda: window.app.screen.has_class("-saved"))
