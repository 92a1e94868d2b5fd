"""What a check-in costs, as ratios in one run: against TinyDB's own storage and against the same bytes raw.

Run it as `pytest -s tests/benchmarks/journal_cost.py`; the name keeps it out of the ordinary run.
"""

import json
import os
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB, where

from mastery_tui.journal import Journal
from mastery_tui.practice.records import Cycle
from tests.journal.journal_records import MOMENT, NOTE, START, journal_at, recorded, years_of_days

ROUNDS = 9


class Mornings:
    """A clock that is a day later at each look."""

    def __init__(self) -> None:
        self.now = MOMENT

    def __call__(self) -> datetime:
        self.now += timedelta(days=1)
        return self.now


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
    path, daily_path, raw_path, plain_path = (
        tmp_path / name / "journal.json" for name in ("ours", "daily", "raw", "plain")
    )
    for each in (raw_path, plain_path):
        each.parent.mkdir()
    journal = journal_at(path)
    owner = years_of_days(journal, days)
    plain_path.write_text(json.dumps(json.loads(path.read_bytes())))
    plain = TinyDB(plain_path)
    start = START + timedelta(days=days)

    daily = Journal(daily_path, Mornings())
    daily_owner = years_of_days(daily, days)

    def ours(number: int) -> None:
        recorded(journal, owner, start + timedelta(days=number), note=NOTE)

    def first_of_a_day(number: int) -> None:
        recorded(daily, daily_owner, start + timedelta(days=number), note=NOTE)

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

    saving, with_backup, bytes_alone, plainly = quickest(ours, first_of_a_day, raw, tinydb)
    plain.close()
    for name, cost in (("a check-in", saving), ("the first of a day, with its backup", with_backup)):
        ratios = f"{cost / plainly:.2f} of TinyDB's JSONStorage, {cost / bytes_alone:.2f} times raw"
        print(f"\n{days} days, {name}: {ratios}")
        assert cost <= plainly / 2
        assert cost <= bytes_alone * 3


def test_the_cost_of_a_check_in_grows_no_faster_than_the_file(tmp_path: Path) -> None:
    jobs, sizes = [], []
    for days in (365, 3650):
        path = tmp_path / str(days) / "journal.json"
        journal = journal_at(path)
        owner = years_of_days(journal, days)
        start = START + timedelta(days=days)
        jobs.append(partial(_check_in, journal, owner, start))
        sizes.append(path.stat().st_size)
    year, decade = quickest(*jobs)
    print(f"\nfrom 365 to 3650 days: the file {sizes[1] / sizes[0]:.1f} times, a check-in {decade / year:.1f} times")
    assert decade / year <= sizes[1] / sizes[0]


def _check_in(journal: Journal, owner: Cycle, start: date, number: int) -> None:
    recorded(journal, owner, start + timedelta(days=number), note=NOTE)


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
