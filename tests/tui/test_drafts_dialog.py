"""Drafts: what is typed and not saved can be copied or discarded, wherever it belongs."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.drafts import DraftKey, draft_words
from mastery_tui.guide.wording import capital
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.asking import Asking
from mastery_tui.tui.dialogs.drafts import DraftsDialog
from mastery_tui.tui.widgets.key_bar import KeyBar
from tests.tui.people import clock_of, coach_at, plan_date, record, writer_on_day_12
from tests.tui.pictures import Text, press

GONE = DraftKey("a-cycle-that-ended", "feedback", "2026-10-01")
LATER = DraftKey("a-cycle-that-ended", "reflect", "3")


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    """Two drafts of an earlier plan lie beside the journal, the reflection being the newer one."""
    writer_on_day_12(tmp_path)
    before = coach_at(tmp_path, 12)
    clock_of(before).set(plan_date(11), 21)
    before.drafts.put(GONE, {"finding": "too long\nand flat", "source": "Ben"}, {"finding": "", "source": ""})
    clock_of(before).set(plan_date(12), 7)
    before.drafts.put(LATER, {"answer": "I begin small."}, {"answer": ""})
    before.drafts.flush()
    return coach_at(tmp_path, 12)


def lines(pilot: Pilot[None]) -> str:
    return "\n".join(str(each.render()) for each in pilot.app.screen.query("Static") if each.display)


def shown(pilot: Pilot[None]) -> str:
    listed = pilot.app.screen.query_one("Lines")
    return "\n".join(strip.text.rstrip() for strip in listed.render_lines(listed.size.region))


def named(form: str, about: str) -> str:
    """How a line of the dialog calls a draft."""
    return capital(guide.say("drafts_of", form, about=about))


async def opened(pilot: Pilot[None]) -> DraftsDialog:
    await press(pilot, "f3", "ctrl+p", Text(guide.word("palette", "drafts")), "enter")
    dialog = pilot.app.screen
    assert isinstance(dialog, DraftsDialog)
    return dialog


async def test_each_draft_says_what_it_is_when_it_was_left_and_how_it_begins(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        later, gone = named("reflect", "3"), named("feedback", guide.date_words(date(2026, 10, 1)))
        widest = max(len(later), len(gone))
        assert shown(pilot).splitlines() == [
            f"{later:<{widest}}   {guide.date_words(date(2026, 11, 27), 'short')}, 07:00",
            f"{gone:<{widest}}   {guide.date_words(date(2026, 11, 26), 'short')}, 21:00",
        ]
        assert "I begin small." in lines(pilot)
        await press(pilot, "down")
        assert "too long and flat Ben" in lines(pilot)


async def test_enter_and_c_copy_the_whole_text(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "enter")
        assert pilot.app.clipboard == "I begin small."
        await press(pilot, "j", "c")
        assert pilot.app.clipboard == "too long\nand flat\nBen"
        assert len(coach.drafts.all()) == 2
        await press(pilot, "escape", "f2", "f3")
        assert not pilot.app.screen.is_modal


async def test_a_draft_in_which_something_was_only_cleared_says_so_and_copies_nothing(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    record(coach, 12, amount=420, effort=6)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2", "down", "backspace")
        app.write_drafts()
        (draft,) = coach.drafts.all()
        assert draft.texts == {"effort": ""}
        await opened(pilot)
        assert guide.word("drafts", "cleared") in lines(pilot)
        app.copy_to_clipboard("of another program")
        await press(pilot, "enter")
        assert pilot.app.clipboard == "of another program"
        assert [each.message for each in app._notifications][-1] == guide.word("drafts", "cleared")
        await press(pilot, "d", "y", "escape", "f2")
        assert pilot.app.screen.query_one("#effort").typed == "6"
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_d_discards_one_once_that_is_confirmed(coach: Coach, tmp_path: Path) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        dialog = await opened(pilot)
        await press(pilot, "down", "d")
        assert isinstance(pilot.app.screen, Asking)
        await press(pilot, "n")
        assert len(coach.drafts.all()) == 2
        await press(pilot, "d", "y")
        assert [each.key for each in coach_drafts(tmp_path)] == [LATER]
        assert shown(pilot).startswith(named("reflect", "3"))
        await press(pilot, "delete", "enter")
        assert coach_drafts(tmp_path) == ()
        assert guide.word("drafts", "none") in lines(pilot)
        words = guide.words("keys")
        assert str(dialog.query_one(KeyBar).render()) == f"esc {words['close']}   ! {words['too_much']}"
        await press(pilot, "d", "c", "enter", "escape", "f2")
        assert pilot.app.place == "check-in"


async def test_without_a_draft_the_palette_offers_none_and_the_dialog_says_so(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.open("drafts")
        await press(pilot, "down")
        assert guide.word("drafts", "none") in lines(pilot)
        await press(pilot, "escape", "f3")
        assert app.place == "plan"


async def test_what_is_being_typed_is_there_too_and_goes_from_its_form_once_it_is_discarded(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "2")
        await opened(pilot)
        assert named("check_in", guide.date_words(date(2026, 11, 27))) in shown(pilot)
        await press(pilot, "d", "y", "escape", "f2")
        assert coach.drafts.all() == ()
        assert pilot.app.screen.query_one("#amount").typed == ""
        await press(pilot, "7")
        assert pilot.app.screen.query_one("#amount").typed == "7"


async def test_an_open_dialog_drops_what_it_holds_once_that_is_discarded(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "f", Text("flat"))
        dialog = pilot.app.screen
        pilot.app.write_drafts()
        await press(pilot, "ctrl+p", Text(guide.word("palette", "drafts")), "enter", "d", "y", "escape")
        assert pilot.app.screen is dialog
        assert coach.drafts.all() == ()
        finding = dialog.query_one("#finding")
        assert finding.typed == ""
        await press(pilot, "x")
        assert finding.typed == "x"
        await press(pilot, "ctrl+s", "f3")
        assert [each.finding for each in coach.context.running.records.feedback_checks] == ["x"]
        assert pilot.app.place == "plan"


async def test_a_reflection_drops_what_it_holds_once_that_is_discarded_elsewhere(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4", Text("mornings"), "f3")
        pilot.app.write_drafts()  # as a second later
        await opened(pilot)
        await press(pilot, "d", "y", "escape", "f4")
        assert coach.drafts.all() == ()
        prompt = pilot.app.screen.query_one("#prompt")
        assert prompt.typed == ""
        await press(pilot, "y", "f3", "f4")
        assert prompt.typed == "y"


async def test_another_drafts_end_leaves_an_open_dialog_alone(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "f", Text("flat"))
        pilot.app.write_drafts()
        await press(pilot, "ctrl+p", Text(guide.word("palette", "drafts")), "enter", "down", "d", "y", "escape")
        assert pilot.app.screen.query_one("#finding").typed == "flat"
        assert [each.key for each in coach.drafts.all()][1:] == [GONE]
        await press(pilot, "x", "ctrl+s", "f2")
        assert coach.context.running.records.feedback_checks[-1].finding == "flatx"


@pytest.mark.parametrize("about", ["a-b", "", "2026-13-40", "3"])
async def test_a_draft_about_something_strange_is_named_by_it(tmp_path: Path, about: str) -> None:
    coach = writer_on_day_12(tmp_path)
    key = DraftKey("a-cycle-that-ended", "feedback", about)
    coach.drafts.put(key, {"finding": "flat"}, {"finding": ""})
    assert draft_words(key) == guide.say("drafts_of", "feedback", about=about)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert named("feedback", about).rstrip() in shown(pilot)
        await press(pilot, "escape", "f2")
        assert pilot.app.place == "check-in"


def coach_drafts(folder: Path) -> tuple[object, ...]:
    """What another window reads."""
    other = coach_at(folder, 12)
    other.drafts.read()
    return other.drafts.all()
