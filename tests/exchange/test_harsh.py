"""harsh: its log, and the file of habits beside it."""

from datetime import date
from pathlib import Path

import pytest

from mastery_tui.exchange.harsh import read_harsh
from mastery_tui.exchange.rows import HabitKind, TheirMark
from mastery_tui.practice.refused import Refused
from tests.exchange.written import file_of, options, remark, short

LOG = """\
# a comment

2025-01-01 : Gym : y : Leg day : 1.5
2025-01-01 : Read : n
2025-01-02 : Gym : s : Rest : 0
2025-01-02 : Read : y : pages : 12
2025-01-02 : Read : y : said : then : more : 14
2025-01-03 : Read : y :
"""


def test_marks_comments_and_amounts_are_read_and_the_last_line_of_a_day_holds(tmp_path: Path) -> None:
    source = read_harsh(file_of(tmp_path, "log", LOG), options())
    gym, read = source.habits
    assert (source.format, source.name, gym.name, read.name) == ("harsh", "log", "Gym", "Read")
    assert (gym.kind, read.kind) == (HabitKind.NUMBERS, HabitKind.NUMBERS)
    assert short(gym.rows) == [("01-01", "yes"), ("01-02", "skip")]
    assert [(row.mark, row.amount, row.note) for row in read.rows] == [
        (TheirMark.NO, None, ""),
        (TheirMark.YES, 14, "said : then : more"),
        (TheirMark.YES, None, ""),
    ]
    twice = remark(read, "twice")
    assert twice is not None
    assert twice.facts == {"days": 1, "first": date(2025, 1, 2), "line": 7}


@pytest.mark.parametrize(
    ("said", "times", "days"),
    [("1", 1, 1), ("14", 1, 14), ("3/7", 3, 7), ("1w", 1, 7), ("0", 0, 1), ("2/4  ", 2, 4), ("often", 1, 1)],
)
def test_the_file_of_habits_says_how_often(tmp_path: Path, said: str, times: int, days: int) -> None:
    file_of(tmp_path, "habits", f"# habits\n! Health\nGym: {said}\nNew: 1\nno habit\n: 3\n")
    habits = read_harsh(file_of(tmp_path, "log", "2025-01-01 : Gym : y\n"), options()).habits
    found = {habit.name: habit for habit in habits}
    assert found.keys() == {"Gym", "New"}
    assert (found["Gym"].times, found["Gym"].days) == (times, days)
    assert found["New"].rows == ()


@pytest.mark.parametrize(("end", "archived"), [("2025-02-01", True), ("2027-01-01", False), ("soon", False)])
def test_a_habit_whose_end_is_past_is_archived(tmp_path: Path, end: str, archived: bool) -> None:
    file_of(tmp_path, "my-habits.txt", f"Gym: 3/7: {end}\n")
    (gym,) = read_harsh(file_of(tmp_path, "my-log.txt", "2025-01-01 : Gym : y\n"), options()).habits
    assert (gym.times, gym.archived) == (3, archived)


def test_a_file_of_habits_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    file_of(tmp_path, "habits", b"Gym: 3/7\xff\n")
    (gym,) = read_harsh(file_of(tmp_path, "log", "2025-01-01 : Gym : y\n"), options()).habits
    assert gym.times == 1


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("2025-01-01 : Gym", "exchange.log_line", None),
        ("2025-01-01 :  : y", "exchange.log_line", None),
        ("2025-01-01:Gym:y", "exchange.log_line", None),
        ("2025-02-30 : Gym : y", "exchange.date", 1),
        ("01.02.2025 : Gym : y", "exchange.date", 1),
        ("2025-01-01 : Gym : maybe", "exchange.mark", 3),
        ("2025-01-01 : Gym : y : note : 12,5", "exchange.amount", 5),
        ("2025-01-01 : Gym : y : note : 9999999999", "exchange.amount", 5),
        ("2025-01-01 : Gym : y : note : 1e3", "exchange.amount", 5),
    ],
)
def test_a_line_that_is_none_is_refused_by_its_number(tmp_path: Path, line: str, code: str, column: int | None) -> None:
    path = file_of(tmp_path, "log", f"2024-12-31 : Gym : y\n{line}\n")
    with pytest.raises(Refused) as refused:
        read_harsh(path, options())
    assert (refused.value.code, refused.value.facts["line"]) == (code, 2)
    assert refused.value.facts.get("column") == column


def test_words_where_an_amount_would_stand_are_more_of_the_comment(tmp_path: Path) -> None:
    (gym,) = read_harsh(file_of(tmp_path, "log", "2025-01-01 : Gym : y : first : then more\n"), options()).habits
    assert (gym.rows[0].note, gym.rows[0].amount, gym.kind) == ("first : then more", None, HabitKind.YES_NO)


def test_amounts_are_left_out_and_counted_where_a_person_tells_that_they_say_no_more_than_yes(tmp_path: Path) -> None:
    text = "2026-11-01 : Read : y : a : 3\n2026-11-02 : Read : n : b : 2\n2026-11-03 : Read : y : good : \n"
    (habit,) = read_harsh(file_of(tmp_path, "log", text), options(kind=HabitKind.YES_NO)).habits
    assert habit.kind is HabitKind.YES_NO
    assert [(row.mark, row.amount) for row in habit.rows] == [
        (TheirMark.YES, None),
        (TheirMark.NO, None),
        (TheirMark.YES, None),
    ]
    told = remark(habit, "amounts")
    assert told is not None
    assert told.facts["days"] == 2
