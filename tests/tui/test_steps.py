"""What a cue suggests is one key away, and can be taken back; every rule can be read."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.cues import Cues
from mastery_tui.practice.records import AnswerKind, Feeling, Outcome
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.rules import Rules
from mastery_tui.tui.dialogs.too_much import TooMuch
from mastery_tui.tui.dialogs.why import Why
from mastery_tui.tui.places.check_in import CheckInScreen
from mastery_tui.tui.widgets.cue_banner import CueBanner
from tests.tui.people import begin, coach_at, plan_date, record, writer_on_day_12


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


def banner(app: MasteryApp) -> str:
    return " ".join(str(each.render()) for each in app.screen.query(CueBanner))


async def test_y_takes_the_banners_next_step_and_u_takes_it_back(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "enter")
        assert f"y {guide.word('steps', 'minimum_tomorrow')}" in banner(app)
        await press(pilot, "y")
        day = coach.context.running.day(plan_date(13))
        assert day is not None
        assert day.target == 150
        await press(pilot, "u")
        assert coach.context.running.records.reductions == ()


async def test_dates_missed_are_a_pause_with_one_key_from_plan(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12))
    for day in range(1, 8):
        record(coach, day, amount=420)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        assert guide.word("steps", "count_as_pause") in banner(app)
        await press(pilot, "y")
        assert coach.context.running.plan_day == 8


async def test_a_cue_that_lies_out_of_sight_is_shown_by_its_key_before_it_is_answered(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12))
    for day in range(1, 8):
        record(coach, day, amount=420)
    app = MasteryApp(coach)
    async with app.run_test(size=(60, 16)) as pilot:
        await press(pilot, "f3", "y")
        sight = app.screen.query_one("#page").content_region
        assert sight.contains_region(app.screen.query_one(CueBanner).region)
        assert coach.context.running.plan_day == 12
        await press(pilot, "y")
        assert coach.context.running.plan_day == 8
        await press(pilot, "f2", "f3")
        assert app.place == "plan"


def after_four_days_of_shame(folder: Path) -> Coach:
    """On day 5, where the support cue shows."""
    coach = begin(coach_at(folder, 5))
    for day in range(1, 5):
        record(coach, day, amount=420, feeling=Feeling.ASHAMED, strength=5)
    return coach


async def test_a_heavy_cue_is_in_sight_with_its_keys_and_so_is_the_row_in_use(tmp_path: Path) -> None:
    app = MasteryApp(after_four_days_of_shame(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CheckInScreen)
        sight = screen.page.content_region
        assert sight.contains_region(screen.query_one(CueBanner).region)
        assert sight.contains_region(screen.query_one("#amount").region)
        cue, screen.cue = screen.cue, None
        await press(pilot, "n")
        screen.cue = cue
        await pilot.pause()
        assert screen.focused is not None
        assert sight.contains_region(screen.focused.region)
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_a_support_cue_leads_to_the_support_screen(tmp_path: Path) -> None:
    app = MasteryApp(after_four_days_of_shame(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert guide.word("severities", "support") in banner(app)
        await press(pilot, "escape", "y")
        assert isinstance(app.screen, TooMuch)


async def test_y_in_why_does_the_same_and_closes_it(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    record(coach, 12, outcome=Outcome.CANCELLED)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "w", "y")
        assert not app.screen.is_modal
        assert len(coach.context.running.records.reductions) == 1
        await press(pilot, "u")
        assert coach.context.running.records.reductions == ()
        await press(pilot, "w")
        assert isinstance(app.screen, Why)


async def test_y_in_why_leads_from_a_support_cue_to_the_support_screen(tmp_path: Path) -> None:
    app = MasteryApp(after_four_days_of_shame(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "w", "y")
        assert isinstance(app.screen, TooMuch)
        await press(pilot, "escape")
        assert not app.screen.is_modal
        await press(pilot, "f2")
        assert app.place == "check-in"


async def test_an_answer_to_a_cue_that_went_meanwhile_is_refused_in_words(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    record(coach, 12, outcome=Outcome.CANCELLED)
    app = MasteryApp(coach)
    said: list[str] = []
    app.tell = lambda text, **_: said.append(text)  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "w")
        coach.days.delete(plan_date(12))
        await press(pilot, "o")
        assert said[-1] == guide.refusal("cue.not_firing", rule="recover.second_cancel")
        assert coach.context.running.records.answers == ()
        await press(pilot, "escape", "f2")
        assert app.place == "check-in"


async def test_a_cue_is_hidden_for_one_or_seven_days(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "w")
        assert isinstance(app.screen, Why)
        await press(pilot, "7")
        assert coach.cues.banner() is None
    answer = coach.context.running.records.answers[-1]
    assert answer.until == plan_date(19)


async def test_z_hides_the_banners_cue_for_three_days(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c", "enter")
        cue = coach.cues.banner()
        assert cue is not None
        assert guide.cue(cue.rule).title in banner(app)
        await press(pilot, "z")
        assert guide.cue(cue.rule).title not in banner(app)
    answer = coach.context.running.records.answers[-1]
    assert (answer.rule, answer.answer, answer.until) == (cue.rule, AnswerKind.SNOOZED, plan_date(15))


async def test_why_looks_back_from_a_past_day_and_answers_nothing(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    record(coach, 12, outcome=Outcome.CANCELLED)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "left", "left", "left", "w")
        assert isinstance(app.screen, Why)
        assert [cue.rule for cue in app.screen.cues] == ["note.spare_used"]
        await press(pilot, "o", "z", "y")
        assert isinstance(app.screen, Why)
    assert coach.context.running.records.answers == ()


async def test_the_rules_are_read_once_however_wide_they_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, reads = Cues.rules, list[int]()
    monkeypatch.setattr(Cues, "rules", lambda cues: (reads.append(1), read(cues))[1])
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "w", "r")
        await pilot.resize_terminal(62, 20)
        await press(pilot, "down", "escape", "escape", "f5")
        assert (len(reads), app.place) == (1, "progress")


async def test_all_rules_can_be_read(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "w", "r")
        assert isinstance(app.screen, Rules)
        text = str(app.screen.query_one("#rules").render())
        facts = {"value": 2, "default": 2, "low": 2, "high": 7, "origin": guide.word("origins", "guide")}
        figure = guide.say("cli", "threshold", param="count", **facts)
        assert f'rules."recover.second_cancel"\n  {figure}' in text
        assert text.count(guide.word("why", "clears")) == 19
        bar = app.screen.frame.vertical_scrollbar.region
        assert app.screen.query_one("#rules").region.right == bar.x - 1, "a blank beside the scrollbar"
        await press(pilot, "escape", "l", "escape", "f2")
        assert app.place == "check-in"
