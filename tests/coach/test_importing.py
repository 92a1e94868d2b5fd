"""Days recorded elsewhere: what is shown of them, what they become, and that the past is alive after it."""

from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.errors import JournalBusy, JournalError
from mastery_tui.coach.import_views import Answers, Automatic, HabitKind, ImportKind, Reading
from mastery_tui.journal import JournalNotWritable
from mastery_tui.journal.safety.merge import same
from mastery_tui.journal.store.codec import decode
from mastery_tui.journal.store.locking import locked
from mastery_tui.practice.choices import Better, Mark, Outcome, ResultKind, Source, State
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.refused import Refused
from tests.coach.elsewhere import ANSWERS, DATA, exported, habit_in, loop, previewed, table
from tests.conftest import Counted
from tests.tui.people import PRACTISED, START, begin, clock_of, coach_at, plan_date, record, two_plans

FIRST = date(2026, 1, 19)
"""306 days before the last one that is recorded elsewhere, as in the pictures."""


def refused(code: str) -> "pytest.RaisesContext[Refused]":
    return pytest.raises(Refused, match=f"^{code}$")


def days(first: date, *amounts: object) -> list[tuple[date, object]]:
    return [(first + timedelta(days=place), amount) for place, amount in enumerate(amounts)]


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    """Nothing is recorded yet; today is 27 November 2026."""
    return coach_at(tmp_path / "here", 12)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return loop(tmp_path, FIRST, 306)


@pytest.fixture
def filled(coach: Coach, file: Path) -> Coach:
    coach.importing.bring_in(previewed(coach, file))
    return coach


# -- what is shown -----------------------------------------------------------------------------------------------------


def test_a_habit_tells_its_days_numbers_and_comments(coach: Coach, file: Path) -> None:
    source = coach.importing.read(ImportKind.LOOP, file)
    (habit,) = source.habits
    told = sum(row.mark is None or row.mark.value != "unknown" for row in habit.habit.rows)
    assert habit.span == f"{told} days, 19 January to 20 November 2026"
    assert habit.numbers == "Numbers, in words: 100 to 599, the middle is 340."
    assert habit.comments == "16 days have a comment. It becomes the day's note."
    assert (habit.counted, habit.asks_kind, habit.at_most, source.date_orders) == (True, False, False, ())
    begun = coach.importing.begin(habit)
    assert begun == {
        "name": "Write",
        "standard": "Did you write?",
        "unit": "words",
        "target": "400",
        "minimum": "",
        "better": "amount",
    }


def test_the_counts_move_with_target_and_minimum_and_are_those_of_the_preview(coach: Coach, file: Path) -> None:
    (habit,) = coach.importing.read(ImportKind.LOOP, file).habits
    before = coach.importing.counts(habit, replace(ANSWERS, name="Write"))
    easier = coach.importing.counts(habit, replace(ANSWERS, target="200", minimum="100"))
    assert before.row == previewed(coach, file).counts.row
    assert easier.done > before.done
    assert sum(easier.row) == sum(before.row) == 306
    assert easier.row[3:] == before.row[3:]
    assert before.open_words == f"{before.open} not recorded, they had no entry"
    assert [(mark, number) for mark, number, _ in before.words] == [
        (Mark.DONE, before.done),
        (Mark.MINIMUM, before.minimum),
        (Mark.PARTIAL, before.partial),
        (Mark.CANCELLED, before.cancelled),
        (Mark.REST, before.rest),
    ]


def test_the_preview_tells_what_becomes_of_each_day(coach: Coach, file: Path) -> None:
    preview = previewed(coach, file)
    assert (preview.title, preview.aim) == ("What becomes of 290 days", "target 400, minimum 150")
    assert preview.becomes == "10 finished plans of 30 days, one of 6 days that is stopped"
    assert preview.baselines == "frozen from week 1 of each where it has 3 values: 11 of 11"
    assert preview.left_out == ("comments on days without an entry: 1",)
    assert [label for label, _ in preview.rows] == ["Becomes", "Baselines", "Left out", "Before"]
    assert [cycle.number for cycle in preview.cycles] == list(range(1, 12))
    tenth = preview.cycles[9]
    assert (tenth.label, tenth.title, tenth.dates) == ("16 Oct", "Plan 10", "16 October to 14 November 2026")
    assert len(tenth.marks) == 30
    for cycle in preview.cycles:
        told = coach.importing.cycle_days(preview, cycle.number - 1)
        assert tuple(day.mark for day in told) == cycle.marks
        by_mark = [sum(day.mark is mark for day in told) for mark in (*map(Mark, Outcome), Mark.UNRECORDED)]
        assert tuple(by_mark) == cycle.counts.row


def test_a_day_tells_theirs_and_ours(coach: Coach, tmp_path: Path) -> None:
    shown = previewed(coach, loop(tmp_path, FIRST, 30))
    told = coach.importing.cycle_days(shown, 0)
    assert (told[0].date, told[0].theirs, told[0].becomes, told[0].amount, told[0].note) == (
        "Mon 19 Jan",
        "100",
        "partial",
        "100 words",
        "note 0",
    )
    assert (told[5].theirs, told[5].mark, told[5].amount) == ("skip", Mark.REST, "")
    assert (told[7].theirs, told[7].mark, told[7].becomes) == ("no", Mark.CANCELLED, "canceled")
    assert (told[9].theirs, told[9].mark, told[9].plan_day) == ("", Mark.UNRECORDED, 10)
    assert coach.importing.cycle_days(shown, 5) == ()


def test_comments_can_be_left_out_and_those_of_days_without_an_entry_are_counted(coach: Coach, tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    log.write_text("2026-01-19 : Write : y : a good start\n2026-01-20 : Write : y : \n", "utf-8")
    (habit,) = coach.importing.read(ImportKind.HARSH, log).habits
    answers = Answers(name="Write")
    assert coach.importing.cycle_days(coach.importing.preview(habit, answers), 0)[0].note == "a good start"
    without = coach.importing.preview(habit, replace(answers, notes=False))
    assert coach.importing.cycle_days(without, 0)[0].note == ""
    assert without.left_out == (guide.word("import_left", "left_notes"),)


def test_ticks_that_were_not_a_persons_are_left_out_unless_they_are_done(coach: Coach, tmp_path: Path) -> None:
    folder = tmp_path / "loop"
    folder.mkdir()
    (folder / "Habits.csv").write_text(
        "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,"
        "Target Value,Archived?\n001,Swim,YES_NO,,,1,7,#000000,,,,false\n",
        "utf-8",
    )
    marks = ["YES_MANUAL", *["YES_AUTO"] * 6] * 3
    rows = "".join(f"{day},{mark},\n" for day, mark in reversed(days(FIRST, *marks)))
    (folder / "Checkmarks.csv").write_text(f"Date,Swim,\n{rows}", "utf-8")
    (habit,) = coach.importing.read(ImportKind.LOOP, folder).habits
    assert habit.automatic == "Once a week: 3 of 21 days were ticked by hand."
    skipped = coach.importing.counts(habit, Answers())
    assert (skipped.done, skipped.open) == (3, 12)
    assert "ticked automatically: 18" in coach.importing.preview(habit, Answers()).left_out[0]
    done = coach.importing.counts(habit, Answers(automatic=Automatic.DONE))
    assert (done.done, done.open) == (21, 0)


# -- what has to be told -----------------------------------------------------------------------------------------------


def test_what_is_missing_is_named_by_its_field(coach: Coach, tmp_path: Path) -> None:
    habit = habit_in(coach, table(tmp_path / "a.csv", days(FIRST, 100, 200)))
    assert coach.importing.missing(habit, Answers()) == ("name", "unit", "target", "minimum")
    assert coach.importing.missing(habit, replace(ANSWERS, name="Write")) == ()
    for field in ("unit", "target", "minimum"):
        with refused(f"import.{field}") as caught:
            coach.importing.counts(habit, replace(ANSWERS, name="Write", **{field: ""}))
        assert coach.importing.field_of(caught.value) == field
    for told, code, field in (
        ({"minimum": "500"}, "minimum.above_target", "minimum"),
        ({"target": "many"}, "number.shape", "target"),
        ({"target": "0"}, "number.positive", "target"),
        ({"name": "x" * 81}, "text.length", "name"),
        ({"unit": "x" * 21}, "text.length", "unit"),
        ({"result": ResultKind.ERRORS, "better": Better.MORE}, "direction.errors", None),
    ):
        with refused(code) as caught:
            coach.importing.preview(habit, replace(ANSWERS, **{"name": "Write", **told}))
        assert coach.importing.field_of(caught.value) == field


def test_where_less_is_better_it_comes_in_as_errors_or_not_at_all(coach: Coach, tmp_path: Path) -> None:
    folder = tmp_path / "loop"
    folder.mkdir()
    (folder / "Habits.csv").write_text(
        "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,"
        "Target Value,Archived?\n001,Coffee,NUMERICAL,,,1,1,#000000,cups,AT_MOST,2.0,false\n",
        "utf-8",
    )
    marks = ["1000", "2000", "3000", "NO", "4000"]
    rows = "".join(f"{day},{mark},\n" for day, mark in reversed(days(FIRST, *marks)))
    (folder / "Checkmarks.csv").write_text(f"Date,Coffee,\n{rows}", "utf-8")
    (habit,) = coach.importing.read(ImportKind.LOOP, folder).habits
    assert habit.at_most
    with refused("import.at_most") as caught:
        coach.importing.counts(habit, replace(ANSWERS, result=ResultKind.AMOUNT))
    assert coach.importing.field_of(caught.value) == "better"
    preview = coach.importing.preview(habit, Answers(result=ResultKind.ERRORS))
    assert preview.counts.row == (3, 0, 2, 0, 0, 0)
    assert dict(preview.rows)["Left out"] == guide.word("importing", "nothing_left_done")
    # It is so already, and nothing is offered that was chosen.
    assert "so these numbers come in as errors" in " ".join(preview.remarks)
    coach.importing.bring_in(preview)
    cycle = coach.context.journal.cycles()[0]
    check_ins = coach.context.journal.records(cycle.id).check_ins
    assert [check_in.errors for check_in in check_ins] == [1, 2, 3, 0, 4]
    assert (cycle.behaviour.result, cycle.behaviour.better, cycle.behaviour.unit) == (
        ResultKind.ERRORS,
        Better.FEWER,
        "",
    )
    assert cycle.baseline is not None


def test_nothing_but_minutes_is_an_amount_of_minutes_or_done_or_not(coach: Coach, tmp_path: Path) -> None:
    file = tmp_path / "time.csv"
    file.write_text("Date,Time spent\n2026-01-19,00:25:00\n2026-01-20,1:30:00\n2026-01-21,0:10:00\n", "utf-8")
    how = Reading(columns={"date": "1", "minutes": "2"})
    (habit,) = coach.importing.read(ImportKind.CSV, file, how).habits
    assert habit.by_minutes
    assert coach.importing.begin(habit)["unit"] == "minutes"
    counts = coach.importing.counts(habit, Answers(name="Piano", target="60", minimum="20"))
    assert (counts.done, counts.minimum, counts.partial) == (1, 1, 1)
    hours = coach.importing.counts(habit, Answers(name="Piano", unit="hours", target="1", minimum="0.25"))
    assert (hours.done, hours.minimum, hours.partial) == (1, 1, 1)
    (either,) = coach.importing.read(ImportKind.CSV, file, Reading(columns=how.columns, kind=HabitKind.YES_NO)).habits
    assert not either.counted
    assert coach.importing.counts(either, Answers(name="Piano")).done == 3
    coach.importing.bring_in(coach.importing.preview(habit, Answers(name="Piano", target="60", minimum="20")))
    records = coach.context.journal.records(coach.context.journal.cycles()[0].id)
    assert [(one.amount, one.minutes) for one in records.check_ins] == [(25, 25), (90, 90), (10, 10)]


# -- bringing it in ----------------------------------------------------------------------------------------------------


def test_what_comes_in_are_plans_that_have_ended_and_one_line_undoes_it(coach: Coach, file: Path) -> None:
    preview = previewed(coach, file)
    done = coach.importing.bring_in(preview)
    journal = coach.context.journal
    cycles = journal.cycles()
    assert (done.days, done.cycles, done.setup) == (preview.days, 11, True)
    assert [(cycle.started_on, cycle.ended_on) for cycle in cycles] == [(row.first, row.last) for row in preview.cycles]
    assert all(cycle.ended_on is not None for cycle in cycles)
    assert all(cycle.baseline is not None for cycle in cycles)
    check_ins = [one for cycle in cycles for one in journal.records(cycle.id).check_ins]
    assert len(check_ins) == preview.days
    assert {one.source for one in check_ins} == {Source.IMPORT}
    assert coach.state is State.ENDED
    assert "empties the undo list" in preview.before
    with refused("undo.imported") as caught:
        coach.undo()
    assert done.said[-1].endswith("{program} backup restore {argument}".format(**caught.value.facts))
    assert done.said[-1] == f"To undo the import: mastery backup restore {done.backup}"
    coach.file.restore(done.backup)
    assert (coach.state, journal.cycles()) == (None, ())
    assert coach.importing.bring_in(previewed(coach, file)).days == preview.days


def test_restoring_the_backup_brings_the_same_content(tmp_path: Path) -> None:
    coach = two_plans(tmp_path)
    before = coach.context.journal.path.read_bytes()
    done = coach.importing.bring_in(previewed(coach, table(tmp_path / "a.csv", days(FIRST, *range(100, 140)))))
    assert done.days == 40
    assert not done.setup
    coach.file.restore(done.backup)
    after, then = decode(coach.context.journal.path.read_bytes()), decode(before)
    for tables in (after, then):
        tables["meta"]["1"].pop("rev")
        tables.pop("undo")
    assert after == then


def test_the_past_is_alive_afterwards(filled: Coach) -> None:
    assert filled.plan.number == 11
    second = filled.of_cycle(2)
    assert second.plan.week(1).kept
    assert sum(cell is not None for row in second.plan.view(by_calendar=True).calendar.rows for cell in row.cells) >= 30
    assert second.progress.rows()["baseline"]
    assert len(second.progress.rows()["earlier"]) == 1
    assert filled.progress.history().find("note 40")
    assert len(filled.progress.rows()["earlier"]) > 1
    looked = {
        banner.rule for day in range(0, 300, 3) if (banner := filled.as_of(FIRST + timedelta(days=day)).cues.banner())
    }
    assert looked
    assert filled.as_of(FIRST + timedelta(days=40)).plan.status_rows()["cycle"]["day"] == 11


def test_setup_begins_with_the_habits_words_and_asks_anew_for_feedback(filled: Coach) -> None:
    carried = filled.plan.carried()
    assert carried is not None
    example = carried.example
    assert (example.name, example.standard, example.unit) == ("Write", "Did you write?", "words")
    assert (example.target, example.minimum) == (400, 150)
    assert (example.feedback_source, carried.begins, carried.first) == ("", True, "")
    owner = filled.context.journal.cycles()[-1]
    assert owner.behaviour.feedback_source == "not asked then"
    begun = filled.plan.start(replace(owner.behaviour, feedback_source="Ines"), 400, 150)
    assert begun.started_on == filled.today
    assert filled.state is State.RUNNING


# -- what is here already ----------------------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> Coach:
    """On day 34: an ended plan of 30 days with some recorded, and one on its third day."""
    return two_plans(tmp_path / "two")


def test_days_of_plans_that_are_here_stay_and_are_counted(two: Coach, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", days(START - timedelta(days=5), *range(300, 339)))
    before = two.context.journal.cycles()
    preview = previewed(two, file)
    assert (preview.days, preview.overlaps) == (6, 33)
    assert preview.left_out == ("days in plans that are here already: 33",)
    done = two.importing.bring_in(preview)
    # Five days before the first plan, and the one between the two.
    assert (done.days, done.cycles) == (6, 2)
    assert [cycle for cycle in two.context.journal.cycles() if cycle.started_on in (START, plan_date(32))] == [*before]
    assert two.state is State.RUNNING


def test_the_same_behavior_fills_what_is_not_recorded_and_replaces_on_demand(two: Coach, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", days(START, *[50] * 12))
    preview = previewed(two, file, into=True)
    assert preview.days == 3
    assert preview.left_out == ("days that are recorded here already: 9",)
    (row,) = preview.cycles
    assert (row.here_already, row.number, len(row.stays)) == (True, 1, 9)
    told = two.importing.cycle_days(preview, 0)
    assert (told[0].stays, told[0].amount, told[4].stays, told[4].amount) == (True, "401 words", False, "50 words")
    first = two.of_cycle(1)
    two.importing.bring_in(preview)
    assert (first.days.form(plan_date(8)).recorded or fail()).amount == 408
    assert (first.days.form(plan_date(5)).recorded or fail()).amount == 50
    over = previewed(two, file, into=True, replace=True)
    assert (over.days, len(over.cycles[0].written_over)) == (9, 9)
    two.importing.bring_in(over)
    eighth = first.days.form(plan_date(8)).recorded or fail()
    assert (eighth.amount, eighth.effort, eighth.note) == (50, 8, "The kitchen was quiet, the café was not.")
    assert two.importing.bring_in(previewed(two, file, into=True)).days == 0


def test_days_on_which_a_plan_is_paused_are_left_out_and_counted(two: Coach, tmp_path: Path) -> None:
    two.days.pause(plan_date(33), plan_date(33))
    preview = previewed(two, table(tmp_path / "a.csv", days(plan_date(33), 50, 50)), into=True)
    assert preview.left_out == ("days on which the plan here is paused: 1",)
    assert preview.days == 1


def test_cycles_that_are_all_stopped_and_days_that_go_into_both_are_told_so(two: Coach, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", days(START - timedelta(days=2), *[50] * 12))
    preview = previewed(two, file, into=True)
    assert preview.becomes == "a plan of 2 days that is stopped, 1 check-in in a plan that is here"
    done = two.importing.bring_in(preview)
    assert done.said[0] == "3 days are in: in plans that were here, 1; the others in new plans: 1."
    apart = table(
        tmp_path / "b.csv", [*days(START - timedelta(days=99), 50, 50), *days(START - timedelta(days=50), 50)]
    )
    assert previewed(two, apart).becomes == "2 plans that are stopped"


def fail() -> NoReturn:
    raise AssertionError


def test_another_unit_is_refused_where_it_would_go_into_a_plan(two: Coach, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", days(START, 1, 2, 3))
    with refused("import.other_unit") as caught:
        previewed(two, file, unit="pages", target="2", minimum="1", into=True)
    assert caught.value.facts == {"number": 1}
    assert previewed(two, file, unit="pages", target="2", minimum="1").days == 0


def test_what_comes_into_an_eased_week_measures_it_again(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path / "here", 12))
    record(coach, 1, amount=400)
    clock_of(coach).set(plan_date(2))
    coach.easier.reduce(until=plan_date(3))
    clock_of(coach).set(plan_date(12))
    preview = previewed(coach, table(tmp_path / "a.csv", days(plan_date(5), 333)), into=True)
    coach.importing.bring_in(preview)
    (reduction,) = coach.context.running.records.reductions
    assert reduction.result_after == 333


# -- two windows, a full disk ------------------------------------------------------------------------------------------


def test_what_another_window_saves_after_the_preview_is_not_lost(two: Coach, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", days(START, *[50] * 12))
    preview = previewed(two, file, into=True)
    other = coach_at(tmp_path / "two", 34).of_cycle(1)
    other.days.check_in(Draft(amount=777.0), plan_date(5))
    done = two.importing.bring_in(preview)
    assert done.days == preview.days - 1
    assert (two.of_cycle(1).days.form(plan_date(5)).recorded or fail()).amount == 777


def test_a_plan_that_another_window_began_keeps_its_dates(coach: Coach, tmp_path: Path) -> None:
    last = coach.today
    preview = previewed(coach, table(tmp_path / "a.csv", days(last - timedelta(days=9), *range(100, 110))))
    assert preview.days == 10
    other = coach_at(tmp_path / "here", 12)
    other.plan.start(PRACTISED, 1, 1, last - timedelta(days=4))
    done = coach.importing.bring_in(preview)
    assert (done.days, done.cycles, done.setup) == (5, 1, False)
    assert coach.state is State.RUNNING


def test_a_save_elsewhere_and_a_disk_that_refuses_change_nothing(coach: Coach, two: Coach, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", days(FIRST, *range(100, 140)))
    for each in (coach, two):
        path, preview = each.context.journal.path, previewed(each, file)
        before = path.read_bytes() if path.exists() else None
        path.parent.mkdir(exist_ok=True)
        each.context.journal.wait = 0
        with locked(path, 0), pytest.raises(JournalBusy):
            each.importing.bring_in(preview)
        for place in ("journal.store.backups.create", "journal.store.storage.replace_durably"):
            error = JournalNotWritable("journal.full", file="x", reason="ENOSPC", kind="full")
            with patch(f"mastery_tui.{place}", side_effect=error), pytest.raises(JournalError):
                each.importing.bring_in(preview)
            assert (path.read_bytes() if path.exists() else None) == before
            assert not [backup for backup in each.file.backups() if not backup.check_ins]
        done = each.importing.bring_in(preview)
        assert done.days == 40


def test_an_import_that_was_killed_before_it_was_in_leaves_a_beginning(coach: Coach, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", days(FIRST, *range(100, 140)))
    done = coach.importing.bring_in(previewed(coach, file))
    assert coach.file.problem() is None
    # As it is where the program ends between the backup and the journal.
    for each in coach.context.journal.path.parent.glob("mastery.json*"):
        each.unlink()
    again = coach_at(tmp_path / "here", 12)
    assert [backup.name for backup in again.file.backups()] == [done.backup]
    assert again.file.problem() is None
    assert again.plan.opening() == "setup"
    assert again.importing.bring_in(previewed(again, file)).days == 40


# -- a whole journal ---------------------------------------------------------------------------------------------------


def test_a_journal_comes_into_an_empty_one_as_it_is(two: Coach, coach: Coach, tmp_path: Path) -> None:
    record(two, 33, amount=1)
    two.days.delete(plan_date(32))
    there = two.context.journal.storage.read()
    file = exported(there, tmp_path / "journal.json")
    view = coach.importing.journal(file)
    assert not view.nothing_new
    assert coach.state is None
    done = coach.importing.bring_in_journal(file)
    assert same(coach.context.journal.storage.read(), there)
    assert same(decode(coach.context.journal.path.read_bytes()), there)
    assert coach.importing.journal(file).nothing_new
    assert coach.importing.bring_in_journal(file).backup == ""
    assert two.importing.journal(file).nothing_new
    coach.file.restore(done.backup)
    assert coach.state is None
    coach.importing.bring_in_journal(file)
    assert same(coach.context.journal.storage.read(), there)


def test_a_journal_is_merged_and_one_that_overlaps_is_refused(two: Coach, tmp_path: Path) -> None:
    file = exported(two.context.journal.storage.read(), tmp_path / "journal.json")
    record(two, 34, amount=420)
    assert two.importing.journal(file).nothing_new
    other = begin(coach_at(tmp_path / "other", 12), PRACTISED)
    before = other.context.journal.path.read_bytes()
    for bring in (other.importing.journal, other.importing.bring_in_journal):
        with pytest.raises(Refused, match=r"^merge\.cycles"):
            bring(file)
    assert other.context.journal.path.read_bytes() == before


def test_a_folder_is_no_journal_of_another_place(coach: Coach, tmp_path: Path) -> None:
    with pytest.raises(JournalError) as caught:
        coach.importing.journal(tmp_path)
    assert caught.value.code == "merge.not_a_file"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "journal.empty_file"),
        (b"{", "journal.not_json"),
        (b"[]", "journal.not_object"),
        (b"{}", "journal.not_a_journal"),
        (b'{"schema": 2, "journal": {}}', "journal.newer_schema"),
        (b'{"schema": 1, "journal": {}}', "journal.not_a_journal"),
        (b'{"schema": 1, "schema": 1, "journal": {}}', "journal.twice"),
        (b"[" * 200 + b"]" * 200, "journal.too_deep"),
    ],
)
def test_what_is_no_journal_is_refused(coach: Coach, tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "journal.json"
    file.write_bytes(content)
    for bring in (coach.importing.journal, coach.importing.bring_in_journal):
        with pytest.raises(JournalError) as caught:
            bring(file)
        assert caught.value.code == code
    assert not coach.context.journal.path.exists()


# -- files of others ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not DATA.is_dir(), reason="the samples are not beside the repository")
def test_the_samples_come_in(tmp_path: Path, counted: Counted) -> None:
    said = []
    for kind, name in ((ImportKind.LOOP, "loop-2.3.1.zip"), (ImportKind.HARSH, "harsh-log.txt")):
        coach = coach_at(tmp_path / kind.value, 12)
        for habit in coach.importing.read(kind, DATA / name).habits:
            if not habit.days:
                continue
            as_errors = ResultKind.ERRORS if habit.at_most else None
            counted_in = {"unit": "times", "target": "3", "minimum": "1"} if habit.counted and not habit.at_most else {}
            preview = coach_at(tmp_path / kind.value / str(habit.number), 12).importing.preview(
                habit, Answers(result=as_errors, **counted_in)
            )
            one = coach_at(tmp_path / kind.value / str(habit.number), 12)
            done = one.importing.bring_in(preview)
            assert done.days == habit.days
            assert one.state is State.ENDED
            said.append(f"{habit.name} {done.days}")
    assert len(said) == 11
    counted(f"samples brought in, days by habit: {', '.join(said)}")
