"""The small plot of a panel as text: a cell a day, four rows, and the sentence below it."""

from pathlib import Path

import pytest

from mastery_tui.coach import Coach
from mastery_tui.tui.signs import ASCII, UNICODE, MarkSet
from mastery_tui.tui.widgets.plot import BAND
from mastery_tui.tui.widgets.small_plot import ROWS, small_plot
from tests.tui.people import PRACTISED, begin, coach_at, on_day, record

DAYS = 30


def five(folder: Path) -> Coach:
    """Five values that are frozen: 300 in the middle, 100 to 500."""
    coach = begin(coach_at(folder, 12))
    for day, amount in ((1, 100), (2, 200), (3, 300), (4, 400), (5, 500)):
        record(coach, day, amount=amount)
    on_day(coach, 7, coach.plan.freeze)
    return coach


def drawn(coach: Coach, marks: MarkSet = ASCII) -> list[str]:
    return "".join(text for text, _ in small_plot(coach.progress.glance(), "\n", marks)).split("\n")


def test_the_baseline_lies_in_its_range_and_each_value_is_its_mark(tmp_path: Path) -> None:
    coach = five(tmp_path)
    record(coach, 9, amount=500)
    glance = coach.progress.glance()
    assert drawn(coach) == [
        glance.heading,
        "....d...d.....................",
        "   d                          ",
        "-*m---------------------------",
        "pm............................",
        glance.line,
    ]
    assert drawn(coach, UNICODE)[1:-1] == [
        "┈┈┈┈●┈┈┈●┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "   ●                          ",
        "─⢀◐───────────────────────────",
        "◔◐┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
    ]


@pytest.mark.parametrize("marks", [ASCII, UNICODE])
def test_every_row_is_as_wide_as_the_plan_is_long(tmp_path: Path, marks: MarkSet) -> None:
    rows = drawn(five(tmp_path), marks)[1:-1]
    assert [len(row) for row in rows] == [DAYS] * ROWS


def test_the_range_has_a_ground_of_its_own(tmp_path: Path) -> None:
    pieces = small_plot(five(tmp_path).progress.glance(), "\n", UNICODE)
    on_it = [text for text, style in pieces if style.endswith(f"on {BAND}")]
    assert sum(map(len, on_it)) == DAYS * ROWS


def test_without_a_value_the_sentence_stands_alone(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 2))
    glance = coach.progress.glance()
    assert drawn(coach) == [glance.heading, glance.line]


def test_where_nothing_is_counted_there_is_nothing(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 2), PRACTISED)
    assert small_plot(coach.progress.glance(), "\n", UNICODE) == []
