"""``--plain``: lines that mean the same without columns and signs, as a screen reader reads them."""

import re
from datetime import date, datetime, timedelta

import pytest

from mastery_tui import guide
from mastery_tui.cli.commands import COMMANDS
from mastery_tui.demo.personas import PERSONAS
from mastery_tui.demo.play import play, play_finished
from mastery_tui.guide.signs import MARKS
from mastery_tui.settings import Settings
from tests.cli.conftest import WRITING, Shell

NOW = datetime.fromisoformat("2026-11-27T08:30:00+01:00")
PLAIN = [name for name, command in COMMANDS.items() if any(each.name == "--plain" for each in command.arguments)]
PLAIN.remove("import")
"""What is drawn of a plan; what an import shows is tested with it."""
SIGNS = re.compile(f"[{''.join(sign for sign, _ in MARKS.values())}›–]")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture(params=[*PERSONAS, "finished"])
def month(shell: Shell, request: pytest.FixtureRequest) -> Shell:
    """A made-up month under way, or three that are over."""
    name = request.param
    made = play_finished if name == "finished" else play

    def begun(shell: Shell) -> None:
        made(PERSONAS.get(name, PERSONAS["steady"]), shell.file, lambda: NOW, Settings())

    shell.begin_with(f"plain, {name}", begun)
    shell.set_env("MASTERY_NOW", NOW.isoformat())
    return shell


def test_what_is_drawn_in_columns_has_a_plain_form() -> None:
    assert PLAIN == ["progress", "summary", "calendar", "history"]


@pytest.mark.parametrize("command", PLAIN)
def test_a_plain_line_has_no_columns_and_no_signs(month: Shell, command: str) -> None:
    lines = month.ok(command, "--plain").splitlines()
    assert lines
    assert [line for line in lines if "  " in line.strip()] == []
    ranges = re.compile(r"(?<=\d)–(?=-?\d)")  # From one figure to the other; it is read as a pause.
    assert [line for line in lines if SIGNS.search(ranges.sub("", line))] == []


@pytest.mark.parametrize("command", ["progress", "summary"])
def test_every_number_of_the_table_is_told(month: Shell, command: str) -> None:
    drawn, told = (set(NUMBER.findall(month.ok(command, *form))) for form in ((), ("--plain",)))
    assert drawn == told


def test_the_calendar_names_each_day_of_the_plan_and_what_became_of_it(week_two: Shell) -> None:
    first, *rest = week_two.ok("calendar", "--plain").splitlines()
    kept = guide.word("progress", "kept").lower()
    assert first.startswith(
        "2 Nov: Mon 2 done, Tue 3 done, Wed 4 minimum, Thu 5 done, Fri 6 minimum, Sat 7 rest, Sun 8 done; "
    )
    assert first.endswith(f"; {kept} 6 of 6")
    assert f"Fri 13 {guide.word('plan', 'today')}" in rest[0]
    told = [
        each
        for line in (first, *rest)
        for each in re.findall(r"\b[A-Z][a-z]{2} \d+(?= |,|;|$)", line.partition(": ")[2])
    ]
    days = [date(2026, 11, 2) + timedelta(days=days) for days in range(30)]
    assert told == [f"{guide.words('weekdays_short')[str(day.isoweekday())]} {day.day}" for day in days]


def test_history_says_what_each_number_is(shell: Shell) -> None:
    shell.ok(*WRITING)
    shell.ok("log", "420", "25m", "e6", "c4", "anxious/2", "@desk", "--note", "It went on.")
    shell.ok("transfer", "--changed", "place", "--context", "train", "--amount", "90", "--held", "the order")
    heading, *lines = shell.ok("history", "--plain").splitlines()
    assert heading.startswith("Plan 1, Write: ")
    assert lines == [
        "  Mon 2 Nov, day 1: 420 words, done, effort 6, anxious 2, confidence 4, 25 minutes, @desk: It went on.",
        "  Mon 2 Nov, day 1: new context, train (place), 90 words: worked: the order",
    ]
    assert shell.ok("history", "--plain", "train").splitlines() == [heading, lines[1]]


def test_progress_says_before_each_figure_what_it_is_of(month: Shell) -> None:
    lines = month.ok("progress", "--plain").splitlines()
    weeks = [line for line in lines if re.match(r"\d [A-Z]\w+: ", line)]
    assert weeks
    assert all(re.fullmatch(r"\d \w+: kept \d+ of \d+", line) for line in weeks)
    if guide.word("progress_below", "since_heading") in lines:
        at = lines.index(guide.word("progress_below", "since_heading"))
        assert re.search(r": baseline(?:, thin)?: [\d.,:]+; ", lines[at + 1])


def test_plain_and_markdown_are_two_things(writing: Shell) -> None:
    said = writing.refused("summary", "--plain", "--markdown")
    assert said == f"mastery summary: {guide.refusal('usage.together', what=('--markdown', '--plain'))}"
