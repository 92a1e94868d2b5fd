"""Other programs at the same time, and programs that are killed."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from journal_records import HERE, START, begun, journal_at, subprocess_environment

KILLS = 10


def writer(path: Path, first: int, count: int, step: int = 1) -> "subprocess.Popen[str]":
    command = [sys.executable, str(HERE / "writer.py"), str(path), str(first), str(count), str(step)]
    return subprocess.Popen(command, env=subprocess_environment(), stdout=subprocess.PIPE, text=True)


def days_on_disk(path: Path) -> list[int]:
    journal = journal_at(path)
    (owner,) = journal.cycles()
    return [(each.day - START) // timedelta(days=1) for each in journal.records(owner.id).check_ins]


@pytest.mark.parametrize("programs", [2, 4])
def test_programs_that_save_at_once_lose_nothing(path: Path, programs: int) -> None:
    begun(journal_at(path))
    each = 50 // programs
    running = [writer(path, first, each, programs) for first in range(programs)]
    acknowledged = [int(line) for program in running for line in program.communicate(timeout=60)[0].split()]
    assert [program.returncode for program in running] == [0] * programs
    assert len(acknowledged) == programs * each
    assert days_on_disk(path) == sorted(acknowledged)
    assert journal_at(path).rev == 1 + programs * each


def test_a_writer_that_is_killed_loses_nothing_it_acknowledged(path: Path) -> None:
    begun(journal_at(path))
    kept: list[int] = []
    for kill in range(KILLS):
        program = writer(path, len(kept), 0)
        assert program.stdout is not None
        said = [int(program.stdout.readline()) for _ in range(1 + 3 * kill)]
        program.kill()
        said += [int(line) for line in program.stdout.read().split("\n")[:-1]]
        program.wait(30)
        program.stdout.close()
        there = days_on_disk(path)
        assert there[: len(kept) + len(said)] == kept + said
        assert len(there) <= len(kept) + len(said) + 1, "at most the one that was being saved"
        kept = there
    assert len(kept) > KILLS
    journal = journal_at(path)
    journal.undo()
    assert {each.name for each in path.parent.iterdir()} == {
        "mastery.json",
        "mastery.json.lock",
        "mastery.json.bak",
        "backups",
    }
