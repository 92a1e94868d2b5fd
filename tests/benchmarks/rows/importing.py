"""A table of 100,000 rows, five a day, the first of 1972: what bringing it in needs, and a key of its target."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from mastery_tui.coach import Coach
from mastery_tui.coach.import_views import Answers, ImportKind, Reading
from mastery_tui.journal import Journal
from mastery_tui.settings import Settings
from tests.benchmarks.bench import Bench, Line, Row
from tests.benchmarks.journals import USUAL
from tests.benchmarks.rows.shell import run

ROWS, A_DAY = 100_000, 5
TOLD = ("--date", "1", "--amount", "2", "--note", "3", "--name", "Write", "--unit", "words")
TOLD += ("--target", "400", "--minimum", "150")
PARTS = {"what it would bring": ("--dry-run",), "brought in": ()}
MOST = (
    "import re, sys; from mastery_tui.cli.main import run; run(sys.argv[1:]); "
    r"print(re.search(r'VmHWM:\s+(\d+)', open('/proc/self/status').read())[1], file=sys.stderr)"
)
"""The program, which tells at its end how many kilobytes it had at most."""


def work(bench: Bench, row: Row) -> Iterator[Line]:
    """Seconds of the processor from the command's start to its end."""
    for part, options in PARTS.items():
        taken = []
        for _ in range(max(1, bench.rounds_of(row))):
            with _table(bench) as (file, env):
                taken.append(run((*bench.ours, "import", "csv", str(file), *TOLD, *options), env).cpu / 1000)
        yield Line("", taken, [], part=part)


def memory(bench: Bench, row: Row) -> Iterator[Line]:
    """The most that the same command holds."""
    with _table(bench) as (file, env):
        command = [bench.python, "-P", "-c", MOST, "import", "csv", str(file), *TOLD]
        done = subprocess.run(command, env={**os.environ, **env}, check=True, capture_output=True, text=True)
    yield Line("", [int(done.stderr) / 1024], [])


def key(bench: Bench, row: Row) -> Iterator[Line]:
    """What is counted anew with each digit of a target, in this process."""
    now = datetime(USUAL.year, USUAL.month, USUAL.day, 9, tzinfo=timezone(timedelta(hours=1)))
    taken = []
    with _table(bench) as (file, env):
        coach = Coach(Journal(Path(env["MASTERY_FILE"]), lambda: now), Settings(), lambda: now)
        columns = dict(zip(("date", "amount", "note"), "123", strict=True))
        (habit,) = coach.importing.read(ImportKind.CSV, file, Reading(columns=columns)).habits
        for target in range(400, 402 + bench.rounds_of(row)):
            begun = time.process_time()
            coach.importing.counts(habit, Answers(name="Write", unit="words", target=str(target), minimum="150"))
            taken.append((time.process_time() - begun) * 1000)
    yield Line("", taken[1:], [])


@contextmanager
def _table(bench: Bench) -> Iterator[tuple[Path, dict[str, str]]]:
    """The table, as a tracker of time could have written it, and what a program is told that has no journal yet."""
    env = {**bench.env, **bench.journals.empty()}
    file, rows = Path(env["MASTERY_FILE"]).with_name("rows.csv"), bench.part_of(ROWS)
    first = USUAL - timedelta(days=-(-rows // A_DAY))
    with file.open("w", encoding="utf-8") as out:
        out.write("Date,Words,Note\n")
        for at in range(rows):
            note = "by the window" if at % 7 == 0 else ""
            out.write(f"{first + timedelta(days=at // A_DAY)},{at * 37 % 211},{note}\n")
    yield file, env
    shutil.rmtree(file.parent)
