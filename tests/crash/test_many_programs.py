"""Other programs at the same time, and programs that are killed."""

from pathlib import Path
from random import Random

import pytest
from journal_records import begun, journal_at
from writers import Writer, days_on_disk, wrong_days

from tests.conftest import Counted

KILLS = 20
STORM = 1000
STORM_AMONG_FOUR = 300
ROUND = 50
"""Kills in one journal: a new one then, so that saving stays as quick as with a month in it."""


@pytest.mark.parametrize("programs", [2, 4])
def test_programs_that_save_at_once_lose_nothing(path: Path, programs: int, counted: Counted) -> None:
    begun(journal_at(path))
    each = 50 // programs
    running = [Writer(path, first, each, programs) for first in range(programs)]
    said = [day for program in running for day in program.finished()]
    assert [program.process.returncode for program in running] == [0] * programs
    assert len(said) == programs * each
    assert days_on_disk(path) == sorted(said)
    assert journal_at(path).rev == 1 + programs * each
    counted(f"{programs} programs saving at once: {len(said)} days acknowledged, none missing, none twice")


def test_a_writer_that_is_killed_loses_nothing_it_acknowledged(path: Path, counted: Counted) -> None:
    said = killed_in_turn(path, KILLS, Random(4))
    assert said >= KILLS
    journal = journal_at(path)
    journal.undo()
    there = {each.name for each in path.parent.iterdir()}
    assert there == {"mastery.json", "mastery.json.lock", "mastery.json.bak", "backups"}
    counted(f"{KILLS} kills (SIGKILL) of a writer: {said} days acknowledged, none missing, none twice")


@pytest.mark.storm
def test_a_storm_of_kills_loses_nothing_that_was_acknowledged(tmp_path: Path, counted: Counted) -> None:
    chance = Random(20260105)
    said = sum(killed_in_turn(tmp_path / str(turn) / "mastery.json", ROUND, chance) for turn in range(STORM // ROUND))
    counted(f"{STORM} kills of one writer: {said} days acknowledged, none missing, none twice")


@pytest.mark.storm
def test_a_storm_of_kills_among_four_writers_loses_nothing_that_was_acknowledged(
    tmp_path: Path, counted: Counted
) -> None:
    chance = Random(20260106)
    turns = range(STORM_AMONG_FOUR // ROUND)
    said = sum(killed_at_random(tmp_path / str(turn) / "mastery.json", ROUND, chance) for turn in turns)
    counted(f"{STORM_AMONG_FOUR} kills among four writers: {said} days acknowledged, none missing, none twice")


def killed_in_turn(path: Path, kills: int, chance: Random) -> int:
    """Kill one writer after another; returns how many days were said to be saved."""
    begun(journal_at(path))
    said: list[int] = []
    first = 0
    for kill in range(1, kills + 1):
        program = Writer(path, first)
        program.until(chance.randint(1, 5))
        said += program.killed(chance)
        assert wrong_days(path, said, kill) == []
        first = max(days_on_disk(path)) + 1
    return len(said)


def killed_at_random(path: Path, kills: int, chance: Random, programs: int = 4) -> int:
    """Kill any of several writers and start another in its place; returns how many days were said to be saved."""
    begun(journal_at(path))
    running = [Writer(path, number, step=programs) for number in range(programs)]
    said: list[int] = []
    for _ in range(kills):
        number = chance.randrange(programs)
        running[number].until(chance.randint(1, 3))
        said += running[number].killed(chance)
        others = [day for each in running if each is not running[number] for day in each.said]
        there = days_on_disk(path)
        assert set(said) | set(others) <= set(there)
        after = max(day for day in (*there, number) if day % programs == number)
        running[number] = Writer(path, after + programs, step=programs)
    for each in running:
        said += each.killed(chance)
    assert wrong_days(path, said, kills + programs) == []
    return len(said)
