"""Why: the evidence of a cue, the list of all cues, and the answers."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from mastery_tui.coach import Coach
from mastery_tui.practice.records import Feeling, Outcome
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.why import Why
from mastery_tui.tui.widgets.key_bar import KeyBar
from tests.tui.people import begin, coach_at, record, writer_on_day_12


def second_cancel(folder: Path, settings: Settings | None = None) -> Coach:
    coach = writer_on_day_12(folder, settings)
    record(coach, 12, outcome=Outcome.CANCELLED)
    return coach


def several(folder: Path) -> Coach:
    """Two adjustments are open, and the session was dominated: the pause mutes the adjusting."""
    coach = writer_on_day_12(folder)
    coach.adjust("one")
    coach.adjust("two")
    record(coach, 12, amount=100, feeling=Feeling.ANXIOUS, strength=5)
    return coach


async def why(pilot: Pilot[None], coach: Coach) -> tuple[Why, list[bool | None]]:
    answers: list[bool | None] = []
    await pilot.pause()
    dialog = Why(coach)
    pilot.app.push_screen(dialog, answers.append)
    await pilot.pause()
    await pilot.pause()
    return dialog, answers


def page(dialog: Why) -> str:
    return str(dialog.query_one("#why", Static).render())


def title(dialog: Why) -> str:
    return str(dialog.query_one("#dialog-frame").border_title)


def keys(dialog: Why) -> str:
    return str(dialog.query_one(KeyBar).render())


async def test_a_cue_shows_its_rows_its_rule_and_what_clears_it(tmp_path: Path) -> None:
    coach = second_cancel(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        dialog, _ = await why(pilot, coach)
        text = page(dialog)
        assert title(dialog) == "Recover"
        assert " 9  Tue 24 Nov   outcome   ○ cancelled" in text
        assert "12  Fri 27 Nov   outcome   ○ cancelled" in text
        assert "recover.second_cancel, cooldown 3 days" in text
        assert "What clears it\nOne kept day." in text
        assert 'rules."recover.second_cancel".count' in text
        assert "o OK, seen   z In 3 days" in keys(dialog)
        assert "esc Close" in keys(dialog)


async def test_acknowledging_closes_and_hides_the_cue_from_the_banner(tmp_path: Path) -> None:
    coach = second_cancel(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        _, answers = await why(pilot, coach)
        await pilot.press("o")
        await pilot.pause()
        assert answers == [True]
        assert coach.why("recover.second_cancel") is not None
        assert {cue.rule: cue.state for cue in coach.cues()}["recover.second_cancel"] == "acknowledged"


async def test_an_answered_cue_is_shown_with_its_state_and_takes_no_second_answer(tmp_path: Path) -> None:
    coach = second_cancel(tmp_path)
    for cue in coach.cues():
        coach.answer(cue.rule)
    assert coach.cue() is None
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        dialog, answers = await why(pilot, coach)
        assert "seen, since 27 Nov" in page(dialog)
        await pilot.press("o", "z")
        await pilot.pause()
        assert answers == []
        assert "OK" not in keys(dialog)


async def test_snoozing_hides_for_three_days(tmp_path: Path) -> None:
    coach = second_cancel(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        _, answers = await why(pilot, coach)
        await pilot.press("z")
        await pilot.pause()
        assert answers == [True]
        (answer,) = coach.running.records.answers
        assert answer.until is not None
        assert (answer.until - coach.today).days == 3


async def test_the_list_says_what_mutes_a_cue_and_goes_to_its_page(tmp_path: Path) -> None:
    coach = several(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        dialog, _ = await why(pilot, coach)
        assert title(dialog) == "Pause"
        await pilot.press("l")
        await pilot.pause()
        assert title(dialog) == "All cues"
        assert "muted by Pause: This session was heavy" in page(dialog)
        at = [cue.rule for cue in dialog.cues].index("adjust.one_change")
        await pilot.press(*("down",) * (at - dialog.at), "enter")
        await pilot.pause()
        assert title(dialog) == "Adjust"
        assert "muted by Pause" in page(dialog)
        await pilot.press("up")
        await pilot.pause()
        assert dialog.at == at - 1


async def test_without_any_cue_it_says_so_kindly(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3))
    async with MasteryApp(coach).run_test(size=(60, 20)) as pilot:
        dialog, answers = await why(pilot, coach)
        assert "No cue shows now." in page(dialog)
        await pilot.press("o", "z", "l", "down")
        await pilot.pause()
        assert answers == []
        await pilot.press("escape")
        await pilot.pause()
        assert answers == [None]
