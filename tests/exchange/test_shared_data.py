"""Files that other programs wrote: an export of Loop 2.3.1 and a log of harsh, with their counts."""

from datetime import date
from pathlib import Path

import pytest

from mastery_tui.exchange.harsh import read_harsh
from mastery_tui.exchange.loop import read_loop
from mastery_tui.exchange.rows import Columns, HabitKind
from mastery_tui.exchange.table import read_table
from tests.conftest import Counted
from tests.exchange.written import options, remark, short

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def shared(name: str) -> Path:
    """A file of the folder beside the repository."""
    if not (DATA / name).is_file():
        pytest.skip(f"{name} is not in a folder shared/data beside the repository")
    return DATA / name


def test_an_export_of_loop(counted: Counted) -> None:
    source = read_loop(shared("loop-2.3.1.zip"), options())
    assert [(habit.name, habit.kind, habit.times, habit.days, habit.archived) for habit in source.habits] == [
        ("someone", HabitKind.YES_NO, 3, 7, True),
        ("value habit", HabitKind.NUMBERS, 1, 30, False),
        ("bool habit", HabitKind.YES_NO, 3, 14, False),
    ]
    nobody, value, boolean = source.habits
    assert nobody.rows == ()
    assert (value.question, value.unit, value.target, value.at_most) == ("quest", "unit", 12, True)
    assert remark(value, "at_most")
    assert short(value.rows) == [("07-02", 30), ("07-03", 3), ("07-04", 12)]
    assert short(boolean.rows) == [("07-01", "no"), ("07-02", "yes"), ("07-03", "no"), ("07-04", "yes")]
    assert [row.note for row in (*value.rows, *boolean.rows)] == ["hi", "", "", "no", "yes", "", ""]
    days = sum(len(habit.rows) for habit in source.habits)
    notes = sum(bool(row.note) for habit in source.habits for row in habit.rows)
    counted(f"{source.name}: {len(source.habits)} habits, {days} days, {notes} notes")


def test_a_log_of_harsh_with_its_habits(counted: Counted) -> None:
    source = read_harsh(shared("harsh-log.txt"), options())
    assert {habit.name: (habit.times, habit.days, len(habit.rows)) for habit in source.habits} == {
        "Daily standup": (1, 1, 3),
        "Code review": (5, 7, 2),
        "Sprint planning": (1, 14, 0),
        "Gym": (3, 7, 2),
        "Running": (2, 7, 2),
        "Water intake": (1, 1, 3),
        "Sleep tracking": (0, 1, 1),
        "Reading": (1, 1, 3),
        "Meditation": (1, 1, 2),
        "Call family": (1, 7, 1),
    }
    (reading,) = [habit for habit in source.habits if habit.name == "Reading"]
    assert [(row.day, row.mark, row.amount, row.note) for row in reading.rows] == [
        (date(2025, 1, 1), "yes", 0.5, "Tech book"),
        (date(2025, 1, 2), "yes", 1, "Fiction book"),
        (date(2025, 1, 3), "yes", 0.25, "Articles"),
    ]
    marks = [row.mark for habit in source.habits for row in habit.rows]
    assert {mark: marks.count(mark) for mark in set(marks)} == {"yes": 13, "no": 5, "skip": 1}
    assert not [each for habit in source.habits for each in habit.remarks]
    counted(f"{source.name}: {len(source.habits)} habits, {len(marks)} days")


def test_a_log_of_harsh_read_as_a_table(counted: Counted) -> None:
    told = options(
        columns=Columns(date="1", outcome="3", note="4", amount="5", where=(("2", " water intake "),)), separator=":"
    )
    source = read_table(shared("harsh-log.txt"), told)
    (water,) = source.habits
    assert [(row.day.day, row.outcome, row.mark, row.amount, row.note) for row in water.rows] == [
        (1, "done", None, 8, "8 glasses"),
        (2, "cancelled", None, None, "Forgot to track"),
        (3, "done", None, 6, "Better today"),
    ]
    counted(f"{source.name} as a table: {source.lines} lines")
