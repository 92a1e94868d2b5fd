"""What a check-in costs, as ratios in one run: against TinyDB's own storage and against the same bytes raw.

Run it as `pytest -s tests/benchmarks/journal_cost.py`; the name keeps it out of the ordinary run.
"""

import json
import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB, where

from tests.journal.journal_records import NOTE, START, journal_at, recorded, years_of_days

ROUNDS = 9


def quickest(*jobs: Callable[[int], object]) -> list[float]:
    """Seconds of the quickest of several rounds, the jobs taking turns so that a busy moment strikes them alike."""
    taken: list[list[float]] = [[] for _ in jobs]
    for number in range(ROUNDS):
        for job, times in zip(jobs, taken, strict=True):
            begun = time.perf_counter()
            job(number)
            times.append(time.perf_counter() - begun)
    return [min(times) for times in taken]


@pytest.mark.parametrize("days", [365, 3650])
def test_a_check_in_costs_little_more_than_its_bytes(tmp_path: Path, days: int) -> None:
    path, raw_path, plain_path = (tmp_path / name for name in ("ours.json", "raw.json", "plain.json"))
    journal = journal_at(path)
    owner = years_of_days(journal, days)
    plain_path.write_text(json.dumps(json.loads(path.read_bytes())))
    plain = TinyDB(plain_path)
    start = START + timedelta(days=days)

    def ours(number: int) -> None:
        recorded(journal, owner, start + timedelta(days=number), note=NOTE)

    def raw(_: int) -> None:
        content = msgspec.json.encode(msgspec.json.decode(path.read_bytes()))
        with raw_path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def tinydb(number: int) -> None:
        day = (start + timedelta(days=number)).isoformat()
        table = plain.table("check_ins")
        assert not table.get((where("cycle") == owner.id) & (where("day") == day))
        table.insert({"id": "x", "cycle": owner.id, "rev": number, "day": day, "outcome": "done", "note": NOTE})

    saving, bytes_alone, plainly = quickest(ours, raw, tinydb)
    plain.close()
    print(f"\n{days} days: {saving / plainly:.2f} of TinyDB's JSONStorage, {saving / bytes_alone:.2f} times raw")
    assert saving <= plainly / 2
    assert saving <= bytes_alone * 3


def test_opening_ten_years_costs_little_more_than_decoding_them(tmp_path: Path) -> None:
    path = tmp_path / "mastery.json"
    owner = years_of_days(journal_at(path), 3650)

    def ours(_: int) -> None:
        journal = journal_at(path)
        journal.cycles()
        journal.records(owner.id)

    opening, bare = quickest(ours, lambda _: msgspec.json.decode(path.read_bytes()))
    print(f"\nopening: {opening / bare:.2f} times a bare decode")
    assert opening <= bare * 2 + 0.005
