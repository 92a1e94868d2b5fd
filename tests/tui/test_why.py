"""Why: the evidence of a cue, the list of all cues, and the answers."""

from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Feeling, Outcome
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.why import Why
from mastery_tui.tui.widgets.drawn import Drawn
from mastery_tui.tui.widgets.key_bar import KeyBar
from tests.tui.people import begin, coach_at, on_day, record, writer_on_day_12


def second_cancel(folder: Path, settings: Settings | None = None) -> Coach:
    coach = writer_on_day_12(folder, settings)
    record(coach, 12, outcome=Outcome.CANCELLED)
    return coach


def several(folder: Path) -> Coach:
    """Two adjustments are open since yesterday, and the session was dominated: the pause mutes the adjusting."""
    coach = writer_on_day_12(folder)
    on_day(coach, 11, lambda: [coach.plan.adjust(text) for text in ("one", "two")])
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


def severity(name: str) -> str:
    return guide.word("severities", name)


def cancelled(day: date) -> str:
    short, outcome = guide.date_words(day, "short"), guide.word("outcomes", "cancelled")
    return f"{short}   {guide.field_label('outcome')}   ○ {outcome}"


def page(dialog: Why) -> str:
    return str(dialog.query_one("#why", Drawn).render())


def title(dialog: Why) -> str:
    return str(dialog.query_one("#dialog-frame").border_title)


def keys(dialog: Why) -> str:
    return str(dialog.query_one(KeyBar).render())


async def test_a_cue_shows_its_rows_its_rule_and_what_clears_it(tmp_path: Path) -> None:
    coach = second_cancel(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        dialog, _ = await why(pilot, coach)
        text = page(dialog)
        assert title(dialog) == severity("recover")
        assert f" 9  {cancelled(date(2026, 11, 24))}" in text
        assert f"12  {cancelled(date(2026, 11, 27))}" in text
        assert guide.say("why", "cooldown", rule="recover.second_cancel", days=3) in text
        assert f"{guide.word('why', 'clears')}\n{guide.cue('recover.second_cancel').clears}" in text
        assert 'rules."recover.second_cancel".count' in text
        assert f"o {guide.word('keys', 'ok_seen')}   z {guide.word('keys', 'snooze')}" in keys(dialog)
        assert f"esc {guide.word('keys', 'close')}" in keys(dialog)


async def test_the_keys_of_the_rules_and_of_the_list_are_named_where_there_is_room(tmp_path: Path) -> None:
    one, two = begin(coach_at(tmp_path / "one", 1)), second_cancel(tmp_path / "two")
    record(one, 1, amount=420, feeling=Feeling.ANXIOUS, strength=4)
    rules, listed, this = (guide.word("keys", word) for word in ("rules", "all_cues", "this_cue"))
    async with MasteryApp(one).run_test(size=(80, 24)) as pilot:
        dialog, _ = await why(pilot, one)
        assert f"   r {rules}   esc" in keys(dialog)
        assert listed not in keys(dialog)
    app = MasteryApp(two)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog, _ = await why(pilot, two)
        assert f"   l {listed}   " in keys(dialog)
        await pilot.press("l")
        await pilot.pause()
        assert f"   l {this}   " in keys(dialog)
        await pilot.press("f3")
        await pilot.pause()
        assert app.place == "plan"


async def test_a_cue_stays_as_it_was_opened_whatever_changes_and_at_any_width(tmp_path: Path) -> None:
    coach = second_cancel(tmp_path)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog, _ = await why(pilot, coach)
        coach.undo()
        assert coach.cues.why("recover.second_cancel") is None
        await pilot.resize_terminal(62, 20)
        await pilot.pause()
        assert title(dialog) == severity("recover")
        assert page(dialog).startswith(guide.cue("recover.second_cancel").title)
        await pilot.press("escape", "f3")
        await pilot.pause()
        assert app.place == "plan"


async def test_acknowledging_closes_and_hides_the_cue_from_the_banner(tmp_path: Path) -> None:
    coach = second_cancel(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        _, answers = await why(pilot, coach)
        await pilot.press("o")
        await pilot.pause()
        assert answers == [True]
        assert coach.cues.why("recover.second_cancel") is not None
        assert {cue.rule: cue.state for cue in coach.cues.all()}["recover.second_cancel"] == "acknowledged"


async def test_an_answered_cue_is_shown_with_its_state_and_takes_no_second_answer(tmp_path: Path) -> None:
    coach = second_cancel(tmp_path)
    for cue in coach.cues.all():
        coach.cues.answer(cue.rule)
    assert coach.cues.banner() is None
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        dialog, answers = await why(pilot, coach)
        since = guide.say("why", "since", since=guide.date_words(date(2026, 11, 27), "short"))
        assert f"{guide.word('cue_states', 'acknowledged')}, {since}" in page(dialog)
        await pilot.press("o", "z")
        await pilot.pause()
        assert answers == []
        assert guide.word("keys", "ok_seen") not in keys(dialog)


async def test_snoozing_hides_for_three_days(tmp_path: Path) -> None:
    coach = second_cancel(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        _, answers = await why(pilot, coach)
        await pilot.press("z")
        await pilot.pause()
        assert answers == [True]
        (answer,) = coach.context.running.records.answers
        assert answer.until is not None
        assert (answer.until - coach.today).days == 3


async def test_the_list_says_what_mutes_a_cue_and_goes_to_its_page(tmp_path: Path) -> None:
    coach = several(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        dialog, _ = await why(pilot, coach)
        assert title(dialog) == severity("pause")
        await pilot.press("l")
        await pilot.pause()
        assert title(dialog) == guide.word("why", "others")
        by = f"{severity('pause')}: {guide.cue('pause.session_dominated').title}"
        muted = guide.say("why", "muted_by", by=by)
        assert muted in page(dialog)
        at = [cue.rule for cue in dialog.cues].index("adjust.one_change")
        await pilot.press(*("down",) * (at - dialog.at), "enter")
        await pilot.pause()
        assert title(dialog) == severity("adjust")
        assert muted in page(dialog)
        await pilot.press("up")
        await pilot.pause()
        assert dialog.at == at - 1


async def test_in_the_list_what_wraps_hangs_under_its_text(tmp_path: Path) -> None:
    coach = several(tmp_path)
    async with MasteryApp(coach).run_test(size=(50, 24)) as pilot:
        dialog, _ = await why(pilot, coach)
        await pilot.press("l")
        await pilot.pause()
        lines = page(dialog).splitlines()
        assert len(lines) > 3 * len(dialog.cues) - 1, "some of it wraps"
        assert all(line.startswith(("› ", "  ")) for line in lines if line)


async def test_without_any_cue_it_says_so_kindly(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3))
    async with MasteryApp(coach).run_test(size=(60, 20)) as pilot:
        dialog, answers = await why(pilot, coach)
        assert guide.word("why", "none") in page(dialog)
        await pilot.press("o", "z", "l", "down")
        await pilot.pause()
        assert answers == []
        await pilot.press("escape")
        await pilot.pause()
        assert answers == [None]
