"""What doctor costs at 100,000 check-ins, as a ratio to a status in one run, and how that grows.

Run it as `pytest -s tests/benchmarks/doctor_cost.py`; the name keeps it out of the ordinary run. Counted is the time of
the processor that a command takes from its start to its end, so that a busy machine changes little.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mastery_tui.journal.store.codec import Tables, encode
from mastery_tui.practice.records import replace
from tests.journal.journal_records import (
    journal_at,
    long_journal,
    open_plans,
    subprocess_environment,
    two_versions_of_each,
)

CHECK_INS = 100_000
TODAY = date(2190, 1, 1)
"""So late that there have been as many days since 1970 with a second plan beside the first."""

MOST = 5
ROUNDS = 3


def as_it_is(_: Tables) -> None:
    """Every plan has another one beside it, and nothing else is wrong."""


def with_two_backups(tables: Tables) -> None:
    """The previous generation and one of a day are there."""


def written(path: Path, check_ins: int, spoil: Callable[[Tables], None]) -> Path:
    """A journal of two plans at a time."""
    path.parent.mkdir(parents=True)
    tables = long_journal(path, check_ins // 2, TODAY)
    for table in ("cycles", "check_ins"):
        rows = list(tables[table].values())
        for number, row in enumerate(rows, check_ins):
            tables[table][str(number)] = {**row, "id": f"{row['id']}-b", "cycle": f"{row['cycle']}-b"}
    spoil(tables)
    for each in path.parent.rglob("*.*"):
        each.unlink()
    path.write_bytes(encode(tables))
    path.chmod(0o600)
    if spoil is with_two_backups:
        for number in range(2):
            with journal_at(path).change("edit") as change:
                (first, *_) = journal_at(path).cycles()
                change.put(replace(first, summary=str(number)))
    return path


def seconds(path: Path, command: str, today: date) -> float:
    """Seconds of the processor of the quickest of several runs of a command."""
    environment = {**subprocess_environment(), "MASTERY_NOW": f"{today}T12:00:00+00:00"}
    taken = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "mastery_tui", "--file", str(path), command],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


@pytest.mark.skipif(os.name == "nt", reason="processor time of a child is told by resource")
@pytest.mark.parametrize(
    ("spoil", "today"),
    [
        (as_it_is, TODAY),
        (as_it_is, date(2050, 1, 1)),
        (with_two_backups, TODAY),
        (open_plans, TODAY),
        (two_versions_of_each, TODAY),
    ],
)
def test_doctor_costs_a_few_times_a_status_and_grows_with_the_journal(
    tmp_path: Path, spoil: Callable[[Tables], None], today: date
) -> None:
    half, whole = (written(tmp_path / str(n) / "mastery.json", n, spoil) for n in (CHECK_INS // 2, CHECK_INS))
    status, doctor, of_half = (
        seconds(path, command, today) for path, command in ((whole, "status"), (whole, "doctor"), (half, "doctor"))
    )
    print(f"\n{spoil.__name__}, {today}: a status {status:.2f} s, doctor {doctor / status:.1f} times that;", end=" ")
    print(f"twice the check-ins take {doctor / of_half:.2f} times")
    assert doctor <= of_half * 2.2
    if spoil is not two_versions_of_each:  # what has to be repaired is put together once more
        assert doctor <= status * MOST
