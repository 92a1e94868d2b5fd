"""What a person writes down once and is told again: signs to pause, errors, the first aim; and raising a target."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Feeling, replace
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.asking import Asking
from mastery_tui.tui.dialogs.feedback import FeedbackDialog
from mastery_tui.tui.dialogs.freeze import FreezeDialog
from mastery_tui.tui.dialogs.lock import LockDialog
from mastery_tui.tui.dialogs.routine import RoutineDialog
from mastery_tui.tui.dialogs.too_much import TooMuch
from mastery_tui.tui.dialogs.why import Why
from mastery_tui.tui.widgets.cue_banner import CueBanner
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.line_field import LineField
from mastery_tui.tui.widgets.note_field import NoteField
from mastery_tui.tui.widgets.prose import Prose
from tests.tui.people import WRITING, begin, coach_at, on_day, plan_date, record, writer_in_week_3

SIGNS = "shoulders up, the clock again"
KINDS = ("long openings", "too many adverbs")
WRITTEN = replace(WRITING, pause_signs=SIGNS, error_kinds=KINDS, better_in_a_week="before nine on four days")


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    for _ in range(3):
        await pilot.pause()


async def typing(pilot: Pilot[None], text: str, *keys: str) -> None:
    names = {" ": "space", ",": "comma", ";": "semicolon", "@": "at"}
    await press(pilot, *(names.get(letter, letter) for letter in text), *keys)


def static(pilot: Pilot[None], name: str) -> str:
    return str(pilot.app.screen.query_one(f"#{name}", Static).render())


def line(pilot: Pilot[None], name: str) -> LineField:
    return pilot.app.screen.query_one(f"#{name}", LineField)


def in_use(pilot: Pilot[None]) -> str | None:
    row = pilot.app.focused
    return next((each.id for each in row.ancestors_with_self if isinstance(each, FormField)), None) if row else None


def target(coach: Coach) -> tuple[float, float]:
    standard = coach.context.running.records.cycle.standards[-1]
    return standard.target, standard.minimum


# -- writing it down ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["f2", "f3"])
@pytest.mark.parametrize(("plan_day", "field"), [(3, "error_kinds"), (5, "pause_signs")])
async def test_the_days_task_opens_the_row_that_keeps_what_it_asks_for(
    tmp_path: Path, plan_day: int, field: str, place: str
) -> None:
    coach = begin(coach_at(tmp_path, plan_day))
    shown = "heading" if place == "f2" else "day"
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, place)
        assert f"i {guide.word('task_keeps', field)}" in static(pilot, shown)
        await press(pilot, "i")
        assert isinstance(pilot.app.screen, RoutineDialog)
        assert in_use(pilot) == field
        await typing(pilot, "haste; noise", "ctrl+s")
        assert guide.word("task_keeps", field) not in static(pilot, shown)
        if place == "f3":
            assert f"{guide.word('plan', field)}: haste; noise" in static(pilot, "day")
    behaviour = coach.context.running.behaviour
    assert behaviour.error_kinds == (("haste", "noise") if plan_day == 3 else ())
    assert behaviour.pause_signs == ("" if plan_day == 3 else "haste; noise")


async def test_on_another_day_the_routine_opens_at_its_first_row_and_shows_what_is_written(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9), WRITTEN)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "i")
        assert in_use(pilot) == "name"
        assert (line(pilot, "pause_signs").value, line(pilot, "error_kinds").value) == (SIGNS, "; ".join(KINDS))
        assert not pilot.app.screen.query("#better_in_a_week"), "week 1 is over"
        line(pilot, "error_kinds").value = ""
        await press(pilot, "ctrl+s")
        assert coach.context.running.behaviour == replace(WRITTEN, error_kinds=())
        await press(pilot, "u")
        assert coach.context.running.behaviour == WRITTEN


async def test_what_is_better_in_a_week_can_be_changed_in_week_1(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 2), WRITTEN)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        assert guide.say("reflect", "aim", text=WRITTEN.better_in_a_week) in static(pilot, "week")
        await press(pilot, "f4")
        assert guide.say("reflect", "aim", text=WRITTEN.better_in_a_week) in static(pilot, "heading")
        await press(pilot, "escape", "f3", "i")
        line(pilot, "better_in_a_week").value = "three pages"
        await press(pilot, "ctrl+s")
        assert guide.say("reflect", "aim", text="three pages") in static(pilot, "week")


@pytest.mark.parametrize(
    ("field", "typed", "code", "facts"),
    [
        ("error_kinds", "a, b, c, d", "list.length", {"field": guide.word("dialogs", "error_kinds"), "longest": 3}),
        (
            "error_kinds",
            "a" * 81,
            "text.length",
            {"field": guide.word("dialogs", "error_kinds"), "longest": 80, "length": 81},
        ),
        ("error_kinds", "a; a", "error_kinds.twice", {}),
        ("standard", " ", "text.missing", {"field": guide.setup_words().fields["standard"].label}),
    ],
)
async def test_what_is_refused_of_the_routine_is_said_beside_its_row_by_the_rows_own_name(
    tmp_path: Path, field: str, typed: str, code: str, facts: dict[str, object]
) -> None:
    coach = begin(coach_at(tmp_path, 9), WRITTEN)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "i")
        line(pilot, field).value = typed
        await press(pilot, "ctrl+s")
        assert line(pilot, field).error == guide.refusal(code, **facts)
        assert line(pilot, field).value == typed
    assert coach.context.running.behaviour == WRITTEN


async def test_signs_typed_and_not_saved_are_there_again(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 5))
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "i")
        await typing(pilot, "a stiff neck", "ctrl+q")
    later = coach_at(tmp_path, 5)
    async with MasteryApp(later).run_test(size=(80, 24)) as pilot:
        await press(pilot, "i")
        assert line(pilot, "pause_signs").value == "a stiff neck"
        await press(pilot, "ctrl+s")
    assert later.context.running.behaviour.pause_signs == "a stiff neck"


# -- being told it again -----------------------------------------------------------------------------------------------


async def test_a_pause_cue_and_too_much_show_the_persons_own_signs(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9), WRITTEN)
    record(coach, 9, amount=400, feeling=Feeling.ANXIOUS, strength=5)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        said = guide.say("cue_own", "pause_signs", text=SIGNS)
        assert said in str(pilot.app.screen.query_one(CueBanner).render())
        await press(pilot, "w")
        assert isinstance(pilot.app.screen, Why)
        assert said in " ".join(str(pilot.app.screen.query_one("#why").render()).split())
        await press(pilot, "exclamation_mark")
        assert isinstance(pilot.app.screen, TooMuch)
        texts = [str(each.render()) for each in pilot.app.screen.query(Static)]
        assert texts[texts.index(guide.support().signs_label) + 1] == SIGNS


@pytest.mark.parametrize("readable", [True, False])
async def test_too_much_without_signs_has_no_row_for_them(tmp_path: Path, readable: bool) -> None:
    coach = begin(coach_at(tmp_path, 9))
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        if not readable:
            coach.context.journal.path.write_text("{")
        await press(pilot, "exclamation_mark")
        assert isinstance(pilot.app.screen, TooMuch)
        assert guide.support().signs_label not in [str(each.render()) for each in pilot.app.screen.query(Static)]


async def test_the_errors_are_offered_for_a_finding_and_one_takes_the_place_of_another(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9), WRITTEN)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "f")
        assert isinstance(pilot.app.screen, FeedbackDialog)
        finding = pilot.app.screen.query_one("#finding", NoteField)
        assert in_use(pilot) == "finding"
        await press(pilot, "tab", "2")
        assert (finding.value, in_use(pilot)) == (f"{KINDS[1]}: ", "finding")
        await typing(pilot, "fewer now", "tab", "1")
        assert finding.value == f"{KINDS[0]}: fewer now"
        await press(pilot, "ctrl+s")
    (check,) = coach.context.running.records.feedback_checks
    assert check.finding == f"{KINDS[0]}: fewer now"


async def test_without_errors_written_down_a_finding_is_asked_for_as_before(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9))
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "f")
        assert not pilot.app.screen.query("#about")


async def test_starting_conditions_are_a_line_under_the_baseline(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4")
        assert static(pilot, "started-with") == WRITING.starting_conditions
        below, above = (pilot.app.screen.query_one(f"#{name}").region for name in ("started-with", "baseline"))
        assert (below.y, below.height) == (above.bottom, 1)
        await press(pilot, "escape", "f3")
        await pilot.app.push_screen(FreezeDialog(coach))
        assert (
            static(pilot, "started-with") == f"{guide.word('reflect', 'started_with')}: {WRITING.starting_conditions}"
        )


async def test_without_starting_conditions_nothing_stands_there(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 20), replace(WRITING, starting_conditions=""))
    for day in (1, 2, 3):
        record(coach, day, amount=400)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4")
        assert not pilot.app.screen.query_one("#started-with").region
        await press(pilot, "escape", "f3", "b")
        assert not pilot.app.screen.query("#started-with")


# -- what is tried and what came of it ---------------------------------------------------------------------------------


async def test_the_check_in_names_what_is_tried_and_the_plan_what_was_found(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path)
    finding = "The opening still explains; the second paragraph begins where the story does. " * 4
    on_day(coach, 17, lambda: coach.plan.feedback(finding))
    on_day(coach, 18, lambda: coach.plan.adjust("begin with the second paragraph"))
    trying = f"{guide.word('plan', 'trying')}: begin with the second paragraph"
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2")
        assert trying in static(pilot, "heading")
        await press(pilot, "f3")
        assert trying in static(pilot, "day")
        await press(pilot, "left", "left", "left")
        told = static(pilot, "day")
        assert f"{guide.word('left', 'finding')}: The opening still explains" in told
        assert finding.strip() not in told, "a long finding is cut on the day's page"
        await press(pilot, "right", "right")
        assert guide.say("left", "adjustment", text="begin with the second paragraph") in static(pilot, "day")


# -- raising -----------------------------------------------------------------------------------------------------------


async def test_raising_a_target_asks_with_standard_and_baseline_in_sight(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "i")
        line(pilot, "target").value = "450"
        line(pilot, "name").value = "Write more"
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Asking)
        told = "\n".join(str(each.render()) for each in pilot.app.screen.query(Prose))
        for label, text in coach.plan.in_sight():
            assert f"{label}: {text}"[:60] in told.replace("\n", " ")
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, RoutineDialog)
        assert (line(pilot, "target").value, in_use(pilot)) == ("450", "target")
        assert (target(coach), coach.context.running.behaviour.name) == ((400, 150), WRITING.name)
        await press(pilot, "ctrl+s", "y")
        assert not isinstance(pilot.app.screen, RoutineDialog)
        assert (target(coach), coach.context.running.behaviour.name) == ((450, 150), "Write more")
        await press(pilot, "u")
        assert target(coach) == (400, 150)


async def test_what_else_is_wrong_is_said_before_the_question_and_each_raise_is_asked_about(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "i")
        line(pilot, "target").value = "450"
        line(pilot, "name").value = ""
        await press(pilot, "ctrl+s")
        assert not isinstance(pilot.app.screen, Asking)
        assert line(pilot, "name").error
        line(pilot, "name").value = "Write"
        await press(pilot, "ctrl+s", "escape")
        assert target(coach) == (400, 150)
        await press(pilot, "ctrl+s", "y")
        assert target(coach) == (450, 150)
        await press(pilot, "i")
        line(pilot, "target").value = "900"
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Asking)


async def test_what_is_not_raised_is_saved_without_a_question(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "i")
        line(pilot, "target").value = "380"
        line(pilot, "minimum").value = "160"  # not locked
        await press(pilot, "ctrl+s")
        assert not isinstance(pilot.app.screen, Asking)
    assert target(coach) == (380, 160)


async def test_a_locked_minimum_is_asked_about_in_the_dialog_that_locks_too(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "m")
        assert isinstance(pilot.app.screen, LockDialog)
        coach.plan.lock(100)  # another window was quicker
        line(pilot, "minimum").value = "200"
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Asking)
        await press(pilot, "y")
    assert target(coach) == (400, 200)
    assert coach.context.running.day(plan_date(20)) is not None
