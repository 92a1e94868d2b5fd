"""Loop Habit Tracker: its three dialects, and what was met in exports of real people."""

from datetime import date
from pathlib import Path

import pytest

from mastery_tui.exchange.loop import read_loop
from mastery_tui.exchange.rows import DateOrder, HabitKind, TheirMark
from mastery_tui.practice.refused import Refused
from tests.exchange.written import NEW_HABITS, OLD_HABITS, file_of, folder_of, options, remark, short, zip_of

NEW = {
    "Habits.csv": NEW_HABITS
    + "001,Write,NUMERICAL,How many words?,memo,1,1,#fff,words,AT_LEAST,400.0,false\n"
    + "002,Walk,YES_NO,Did you walk?,,3,7,#fff,,,,true\n",
    "Checkmarks.csv": "Date,Write,Walk,\n2026-11-04,NO,SKIP,\n2026-11-03,150000,NO,\n"
    "2026-11-02,UNKNOWN,YES_AUTO,\n2026-11-01,412500,YES_MANUAL,\n",
}
READ_WRITE = [("11-01", 412.5), ("11-03", 150), ("11-04", "no")]
READ_WALK = [("11-01", "yes"), ("11-02", "automatic"), ("11-03", "no"), ("11-04", "skip")]


# -- the three dialects ------------------------------------------------------------------------------------------------


def test_words_and_amounts_of_the_newest_version_are_read_from_a_zip(tmp_path: Path) -> None:
    source = read_loop(zip_of(tmp_path, NEW), options())
    write, walk = source.habits
    assert not source.remarks
    assert (source.format, source.name, source.dialect, source.lines) == ("loop", "loop.zip", "words", 4)
    assert (write.name, write.question, write.unit, write.target) == ("Write", "How many words?", "words", 400)
    assert (write.kind, write.at_most, write.archived) == (HabitKind.NUMBERS, False, False)
    assert (walk.name, walk.kind, walk.times, walk.days, walk.archived) == ("Walk", HabitKind.YES_NO, 3, 7, True)
    assert short(write.rows) == READ_WRITE
    assert short(walk.rows) == READ_WALK


def test_the_folder_that_a_zip_was_unpacked_to_reads_the_same_and_so_does_a_zip_of_it(tmp_path: Path) -> None:
    packed = read_loop(zip_of(tmp_path, NEW), options())
    again = zip_of(tmp_path, {f"Loop Habits 2026/{name}": text for name, text in NEW.items()}, "again.zip")
    for path in (folder_of(tmp_path, NEW), again):
        assert read_loop(path, options()).habits == packed.habits


def test_numbers_of_the_versions_before_mean_marks_and_thousandths(tmp_path: Path) -> None:
    files = {
        "Habits.csv": OLD_HABITS + "001,Write,How many?,,1,1,#fff\n002,Walk,,,1,1,#fff\n",
        "Checkmarks.csv": "Date,Write,Walk,\n2026-11-04,0,3,\n2026-11-03,150000,0,\n2026-11-02,-1,1,\n"
        "2026-11-01,412500,2,\n",
    }
    write, walk = read_loop(zip_of(tmp_path, files), options()).habits
    assert (write.kind, walk.kind) == (HabitKind.NUMBERS, HabitKind.YES_NO)
    assert write.question == "How many?"
    assert short(write.rows) == READ_WRITE
    assert short(walk.rows) == READ_WALK


def test_entries_with_a_comma_in_each_cell_are_read(tmp_path: Path) -> None:
    line = "{0},Entry(timestamp={0}, value=412500),Entry(timestamp={0}, value=2),\n"
    files = {
        "Habits.csv": OLD_HABITS + "001,Write,,,1,1,#fff\n002,Walk,,,1,1,#fff\n",
        "Checkmarks.csv": "Date,Write,Walk,\n" + "".join(line.format(f"2023-04-0{day}") for day in (3, 2, 1)),
        "001 Write/Checkmarks.csv": "2023-04-01,Entry(timestamp=2023-04-01, value=100000)\n",
    }
    write, walk = read_loop(zip_of(tmp_path, files), options()).habits
    assert short(write.rows) == [("04-01", 100)], "a habit's own file comes before the one for all"
    assert short(walk.rows) == [("04-01", "yes"), ("04-02", "yes"), ("04-03", "yes")]


def test_a_habits_own_file_has_a_header_and_notes_or_neither(tmp_path: Path) -> None:
    without = file_of(tmp_path, "Checkmarks.csv", "2022-12-23,0\n2022-12-22,2000\n2022-12-21,5500\n")
    named = file_of(tmp_path / "002 value habit", "Checkmarks.csv", "Date,Value,Notes\n2026-07-02,30000,hi\n")
    (habit,) = read_loop(without, options()).habits
    assert (habit.name, habit.kind) == ("", HabitKind.NUMBERS)
    assert short(habit.rows) == [("12-21", 5.5), ("12-22", 2), ("12-23", "no")]
    source = read_loop(named, options())
    assert source.habits[0].name == "value habit"
    assert source.habits[0].rows[0].note == "hi"
    assert remark(source, "no_habits_file")


# -- where habits and their names stand --------------------------------------------------------------------------------


def test_names_with_commas_line_ends_and_quotes_come_from_habits_csv(tmp_path: Path) -> None:
    names = ("Read, then write", "two\n2 lines", 'say "no"', "a  b (c)")
    described = "".join(
        f'{at:03d},"{name.replace(chr(34), chr(34) * 2)}",YES_NO,,,1,1,#fff,,,,false\n'
        for at, name in enumerate(names, start=1)
    )
    files = {
        "Habits.csv": NEW_HABITS + described,
        "Checkmarks.csv": f"Date,{','.join(names)},\n2026-11-02,NO,NO,SKIP,NO,\n2026-11-01,YES_MANUAL,NO,NO,SKIP,\n",
    }
    habits = read_loop(zip_of(tmp_path, files), options()).habits
    assert [habit.name for habit in habits] == ["Read, then write", "two 2 lines", 'say "no"', "a  b (c)"]
    assert [short(habit.rows)[0][1] for habit in habits] == ["yes", "no", "no", "skip"]


def test_a_comma_in_a_name_cannot_be_told_from_the_sheet_for_all_alone(tmp_path: Path) -> None:
    several = file_of(tmp_path, "Checkmarks.csv", "Date,Read, then write,Walk,\n2026-11-01,2,0,\n")
    with pytest.raises(Refused) as refused:
        read_loop(several, options())
    assert refused.value.code == "exchange.names"
    one = file_of(tmp_path, "one.csv", "Date,Read, then write,\n2026-11-01,2,\n")
    assert [habit.name for habit in read_loop(one, options()).habits] == ["Read, then write"]
    short_header = file_of(tmp_path, "short.csv", "Date,Read\n2026-11-01,2,0\n")
    assert [(habit.name, len(habit.rows)) for habit in read_loop(short_header, options()).habits] == [
        ("Read", 1),
        ("", 1),
    ]
    plain = file_of(tmp_path, "plain.csv", "Date,Read,Walk,\n2026-11-01,2,0,\n")
    assert [habit.name for habit in read_loop(plain, options()).habits] == ["Read", "Walk"]


def test_folders_are_matched_by_their_number_as_the_rest_of_their_name_may_be_lost(tmp_path: Path) -> None:
    files = {
        "Habits.csv": NEW_HABITS
        + "".join(f"{at:03d},{name},YES_NO,,,1,1,#fff,,,,false\n" for at, name in enumerate(("書く", "مشي", "🏃"), 1)),
        "001/Checkmarks.csv": "Date,Value,Notes\n2026-11-01,YES_MANUAL,\n",
        "002 /Checkmarks.csv": "Date,Value,Notes\n2026-11-02,NO,\n",
        "003 xx/Checkmarks.csv": "",
    }
    for path in (zip_of(tmp_path, files), folder_of(tmp_path, files)):
        habits = read_loop(path, options()).habits
        assert [habit.name for habit in habits] == ["書く", "مشي", "🏃"]
        assert [short(habit.rows) for habit in habits] == [[("11-01", "yes")], [("11-02", "no")], []]


def test_without_habits_csv_the_folders_name_the_habits(tmp_path: Path) -> None:
    files = {
        "001 Write/Checkmarks.csv": "Date,Value,Notes\n2026-11-01,412000,\n",
        "002 Walk/Checkmarks.csv": "Date,Value,Notes\n2026-11-01,YES_MANUAL,\n",
    }
    for path in (zip_of(tmp_path, files), folder_of(tmp_path, files)):
        source = read_loop(path, options())
        assert [habit.name for habit in source.habits] == ["Write", "Walk"]
        assert remark(source, "no_habits_file")


def test_many_habits_archived_ones_among_them_and_an_empty_last_line(tmp_path: Path) -> None:
    kinds = ["NUMERICAL" if at % 2 else "YES_NO" for at in range(72)]
    described = "".join(
        f"{at + 1:03d},Habit  {at} (x),{kind},,,1,1,#fff,,,,{'true' if at < 27 else 'false'}\n"
        for at, kind in enumerate(kinds)
    )
    cells = ",".join("5000" if kind == "NUMERICAL" else "YES_MANUAL" for kind in kinds)
    files = {
        "Habits.csv": NEW_HABITS + described,
        "Checkmarks.csv": f"Date,{','.join('x' * 72)},\n2026-11-02,{cells},\n2026-11-01,{cells},\n\n",
    }
    habits = read_loop(zip_of(tmp_path, files), options()).habits
    assert sum(habit.archived for habit in habits) == 27
    assert {tuple(short(habit.rows)) for habit in habits} == {
        (("11-01", 5.0), ("11-02", 5.0)),
        (("11-01", "yes"), ("11-02", "yes")),
    }


def test_a_line_with_values_for_more_habits_than_there_are_is_refused(tmp_path: Path) -> None:
    files = {**NEW, "Checkmarks.csv": "Date,Write,Walk,\n2026-11-02,1,2,\n2026-11-01,1,2,3,\n"}
    with pytest.raises(Refused) as refused:
        read_loop(zip_of(tmp_path, files), options())
    assert (refused.value.code, refused.value.facts["line"], refused.value.facts["count"]) == ("exchange.cells", 3, 2)


# -- dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "order"),
    [
        ("%d-%m-%Y", DateOrder.DMY),
        ("%m-%d-%y", DateOrder.MDY),
        ("%d/%m/%y", DateOrder.DMY),
        ("%Y/%m/%d", DateOrder.YMD),
    ],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_dates_that_a_spreadsheet_saved_again_are_read_in_the_order_that_steps_by_days(
    tmp_path: Path, shape: str, order: DateOrder, mark: bytes
) -> None:
    days = [date(2022, 11, day) for day in range(1, 13)]
    text = "date,check\n" + "".join(f"{day.strftime(shape)},{2000 * (at + 1)}\n" for at, day in enumerate(days))
    source = read_loop(file_of(tmp_path, "Checkmarks.csv", mark + text.encode()), options())
    assert source.date_orders == (order,)
    assert [row.day for row in source.habits[0].rows] == days
    assert source.habits[0].rows[3].amount == 8


def test_dates_that_only_a_person_can_tell_are_asked_about(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Checkmarks.csv", "date,check\n01-02-2022,5000\n05-06-2022,6000\n")
    source = read_loop(path, options())
    assert source.date_orders == (DateOrder.DMY, DateOrder.MDY)
    found = remark(source, "dates")
    assert found is not None
    assert found.facts == {"orders": ("dmy", "mdy")}
    told = read_loop(path, options(dates=DateOrder.MDY))
    assert told.date_orders == (DateOrder.MDY,)
    assert [row.day for row in told.habits[0].rows] == [date(2022, 1, 2), date(2022, 5, 6)]


# -- cells -------------------------------------------------------------------------------------------------------------


def test_words_and_a_0_stand_between_the_amounts_of_a_habit(tmp_path: Path) -> None:
    text = (
        "Date,Pages,\n2026-11-06,YES_MANUAL,\n2026-11-05,SKIP,\n2026-11-04,0,\n2026-11-03,UNKNOWN,\n2026-11-01,7000,\n"
    )
    (habit,) = read_loop(file_of(tmp_path, "Checkmarks.csv", text), options()).habits
    assert habit.kind is HabitKind.NUMBERS
    assert short(habit.rows) == [("11-01", 7), ("11-04", "no"), ("11-05", "skip"), ("11-06", "yes")]


def test_only_1000_and_2000_may_be_ticks_or_amounts_and_is_asked_about(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Checkmarks.csv", "Date,Run,\n2026-11-03,1000,\n2026-11-02,0,\n2026-11-01,2000,\n")
    (habit,) = read_loop(path, options()).habits
    assert habit.kind is HabitKind.ASK
    assert remark(habit, "ask_kind")
    for kind, expected in {
        HabitKind.NUMBERS: [("11-01", 2), ("11-02", "no"), ("11-03", 1)],
        HabitKind.YES_NO: [("11-01", "yes"), ("11-02", "no"), ("11-03", "automatic")],
    }.items():
        (told,) = read_loop(path, options(kind=kind)).habits
        assert (told.kind, short(told.rows)) == (kind, expected)
        assert not remark(told, "ask_kind")


def test_what_a_person_tells_changes_nothing_that_is_clear(tmp_path: Path) -> None:
    assert read_loop(zip_of(tmp_path, NEW), options(kind=HabitKind.YES_NO)).habits[0].kind is HabitKind.NUMBERS


@pytest.mark.parametrize("cell", ["MAYBE", "-2", "1e5", "=2+2", "nan", "9" * 16, "٢"])
def test_a_cell_that_says_nothing_is_refused_by_line_and_column(tmp_path: Path, cell: str) -> None:
    path = file_of(tmp_path, "Checkmarks.csv", f"Date,Run,Walk,\n2026-11-02,2,2,\n2026-11-01,2,{cell},\n")
    with pytest.raises(Refused) as refused:
        read_loop(path, options())
    facts = refused.value.facts
    assert (refused.value.code, facts["line"], facts["column"]) == ("exchange.value", 3, 3)
    assert cell not in str(facts)


def test_an_amount_in_a_habit_of_yes_and_no_is_refused(tmp_path: Path) -> None:
    files = {**NEW, "Checkmarks.csv": "Date,Write,Walk,\n2026-11-01,1000,12345,\n"}
    with pytest.raises(Refused) as refused:
        read_loop(zip_of(tmp_path, files), options())
    assert (refused.value.code, refused.value.facts["column"]) == ("exchange.value", 3)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Date,Value\n2026-11-01,2\n2026-02-30,2\n", 3),
        ("Date,Value\n2026-13-01,2\n", 2),
        ("Date,Value\nyesterday,2\n2026-11-01,2\n", 2),
        ("20x6-11-01,2\n2026-11-02,2\n", 1),
        ("Date,Value\n1066-10-14,2\n", 2),
        ("Date,Value\n2026-11-01,2\nlater,2\n", 3),
    ],
)
def test_an_impossible_date_is_refused_by_its_line_wherever_it_stands(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        read_loop(file_of(tmp_path, "Checkmarks.csv", text), options())
    assert (refused.value.code, refused.value.facts["line"]) == ("exchange.date_order", line)


# -- what a person has to know -----------------------------------------------------------------------------------------


def test_how_many_days_were_ticked_by_hand(tmp_path: Path) -> None:
    rows = "".join(f"2026-10-{day:02d},{'YES_MANUAL' if day % 10 == 1 else 'YES_AUTO'},\n" for day in range(1, 31))
    files = {
        "Habits.csv": NEW_HABITS + "001,Call,YES_NO,,,1,7,#fff,,,,false\n",
        "001 Call/Checkmarks.csv": "Date,Value,Notes\n" + rows,
    }
    (habit,) = read_loop(zip_of(tmp_path, files), options()).habits
    found = remark(habit, "automatic")
    assert found is not None
    assert found.facts == {"ticked": 3, "of": 30, "times": 1, "days": 7}
    assert sum(row.mark is TheirMark.AUTOMATIC for row in habit.rows) == 27


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ((7.35, 8.1, 23.59, 6.45), True),
        ((7.35, 8.1, 23.7, 6.45), False),
        ((7.5, 8, 1.5, 2.25), False),
        ((7, 8, 9), False),
        ((7.1, 8.2, 9.15), False),
        ((100.35, 7.35, 8.45, 6.5), False),
    ],
)
def test_amounts_that_look_like_times_of_day(tmp_path: Path, amounts: tuple[float, ...], said: bool) -> None:
    rows = "".join(f"2026-11-{at:02d},{amount * 1000:.0f}\n" for at, amount in enumerate(amounts, start=1))
    (habit,) = read_loop(file_of(tmp_path, "Checkmarks.csv", rows), options()).habits
    assert (remark(habit, "clock_times") is not None) is said


@pytest.mark.parametrize(("last", "said"), [("label", True), ("other", False), ("", False)])
def test_a_note_that_is_the_same_on_every_row_is_said_to_be(tmp_path: Path, last: str, said: bool) -> None:
    text = "Date,Value,Notes\n2026-11-03,2,label\n2026-11-02,2,label\n2026-11-01,2," + last + "\n"
    (habit,) = read_loop(file_of(tmp_path, "Checkmarks.csv", text), options()).habits
    assert (remark(habit, "same_note") is not None) is said


def test_a_day_that_stands_twice_has_its_last_line_and_one_to_come_is_counted(tmp_path: Path) -> None:
    text = "2026-11-28,2\n2026-11-27,2\n2026-11-02,3\n2026-11-02,2\n"
    (habit,) = read_loop(file_of(tmp_path, "Checkmarks.csv", text), options()).habits
    twice, future = remark(habit, "twice"), remark(habit, "future")
    assert short(habit.rows) == [("11-02", "yes"), ("11-27", "yes"), ("11-28", "yes")]
    assert twice is not None
    assert twice.facts == {"days": 1, "first": date(2026, 11, 2), "line": 4}
    assert future is not None
    assert future.facts == {"days": 1, "first": date(2026, 11, 28)}


def test_a_note_of_several_lines_stays_and_one_that_is_too_long_is_cut(tmp_path: Path) -> None:
    text = 'Date,Value,Notes\n2026-11-02,2,"one, two\n""three"""\n2026-11-01,2,' + "x" * 5000 + "\n"
    (habit,) = read_loop(file_of(tmp_path, "Checkmarks.csv", text), options()).habits
    assert [row.note for row in habit.rows] == ["x" * 4000, 'one, two\n"three"']
    cut = remark(habit, "cut_notes")
    assert cut is not None
    assert cut.facts == {"days": 1}


def test_a_comment_on_a_day_without_an_entry_is_kept(tmp_path: Path) -> None:
    (habit,) = read_loop(
        file_of(tmp_path, "Checkmarks.csv", "Date,Value,Notes\n2026-11-02,UNKNOWN,ill\n2026-11-01,UNKNOWN,\n"),
        options(),
    ).habits
    assert [(row.mark, row.note) for row in habit.rows] == [(TheirMark.UNKNOWN, "ill")]


# -- where less is better ----------------------------------------------------------------------------------------------


def scored(zero: float, before: float) -> dict[str, str]:
    return {
        "Habits.csv": OLD_HABITS + "001,Coffee,,,1,1,#fff\n",
        "001 Coffee/Checkmarks.csv": "2026-11-03,0\n2026-11-02,4500\n2026-11-01,2500\n",
        "001 Coffee/Scores.csv": f"2026-11-03,{zero}\n2026-11-02,{before}\n2026-11-01,0.5\n",
    }


@pytest.mark.parametrize(("kind", "said"), [("AT_MOST", True), ("AT_LEAST", False)])
def test_the_target_type_says_whether_less_is_better_whatever_the_scores_are(
    tmp_path: Path, kind: str, said: bool
) -> None:
    habits = NEW_HABITS + f"001,Coffee,NUMERICAL,,,1,1,#fff,cups,{kind},2,false\n"
    (habit,) = read_loop(
        zip_of(tmp_path, {**scored(0.1 if said else 0.9, 0.5), "Habits.csv": habits}), options()
    ).habits
    assert habit.at_most is said
    assert (remark(habit, "at_most") is not None) is said


@pytest.mark.parametrize(("zero", "before", "said"), [(0.98, 0.97, True), (0.6, 0.7, False), (0.0, 0.0, False)])
def test_without_a_target_type_the_scores_tell(tmp_path: Path, zero: float, before: float, said: bool) -> None:
    (habit,) = read_loop(zip_of(tmp_path, scored(zero, before)), options()).habits
    assert habit.at_most is said


def test_scores_for_all_tell_as_well_and_ones_that_cannot_be_read_tell_nothing(tmp_path: Path) -> None:
    files = scored(0.98, 0.97)
    own = files.pop("001 Coffee/Scores.csv")
    (habit,) = read_loop(zip_of(tmp_path, {**files, "Scores.csv": "Date,Coffee,\n" + own}), options()).habits
    assert habit.at_most
    (habit,) = read_loop(zip_of(tmp_path, {**files, "001 Coffee/Scores.csv": '"'}), options()).habits
    assert not habit.at_most


def test_scores_without_a_description_of_the_habits_tell_nothing(tmp_path: Path) -> None:
    sheet = "Date,Coffee,\n2026-11-02,0,\n2026-11-01,4500,\n"
    scores = "Date,Coffee,\n2026-11-02,0.9,\n2026-11-01,0.8,\n"
    (habit,) = read_loop(zip_of(tmp_path, {"Checkmarks.csv": sheet, "Scores.csv": scores}), options()).habits
    assert (habit.name, habit.at_most, short(habit.rows)) == ("Coffee", False, [("11-01", 4.5), ("11-02", "no")])


def test_a_line_of_habits_csv_that_is_too_short_is_a_habit_without_a_name(tmp_path: Path) -> None:
    path = zip_of(tmp_path, {**NEW, "Habits.csv": NEW_HABITS + "001\n002,Walk\n"})
    assert [(habit.name, len(habit.rows)) for habit in read_loop(path, options()).habits] == [("", 3), ("Walk", 4)]
