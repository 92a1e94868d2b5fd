"""What the rows of the table are measured with, and what each gives."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.journals import Journals
from tests.benchmarks.window import Sample, Window

BARE = Path(__file__).parent / "bare.py"
BARE_LABEL = "bare label here"
NOT_INSTALLED: dict[str, str] = {"PYTHONPATH": ""}
"""What an installed program is told: what lies in this repository is none of its own."""


class Row(NamedTuple):
    """What the budget says of a row.

    Attributes:
        measure: what measures it, as in ``shell:status``: the module under ``rows`` and its function.
        what: what is measured.
        beside: what it is measured against, '' where nothing.
        compared: ``ratio``, ``above``: the difference, or ``alone``.
        unit: of what is measured.
        goal: the most that is compared, for all journals or by journal; {} where there is none.
        spans: the journals that it is measured with.
        rounds: the most rounds that are run.
        statistic: ``median`` or ``p95``.
    """

    measure: str
    what: str
    beside: str
    compared: str
    unit: str
    goal: float | dict[str, float]
    spans: list[str]
    rounds: int = 12
    statistic: str = "median"


class Line(NamedTuple):
    """One line of the table: what was measured of ours, and of what it is compared with.

    Attributes:
        span: the journal.
        ours: what each run gave, in the row's unit.
        beside: the same of what it is compared with.
        part: which part of the row it is, '' where it has one.
        wanted: whether the row's goal is this line's too.
    """

    span: str
    ours: list[float]
    beside: list[float]
    cpu: tuple[list[float], list[float]] | None = None
    part: str = ""
    wanted: bool = True


class Bench(NamedTuple):
    """The programs that are compared, and how much of it is done.

    Attributes:
        ours: how this program is started.
        python: the Python of its environment, which runs the bare apps.
        before: how it is started as it was before, empty where that is not there.
        others: how others are started, by name.
        jrnl: the version of jrnl.
        journals: makes the journals.
        rounds: the most rounds that are run.
        share: which part of all keys, dialogs, saves and seconds is done.
        idle: what windows need that nobody touches, by the journal, once that has been looked at: several rows tell.
        env: what all programs are told besides.
    """

    ours: tuple[str, ...]
    python: str
    before: tuple[str, ...]
    others: dict[str, tuple[str, ...]]
    jrnl: str
    journals: Journals
    rounds: int
    idle: dict[str, Any]
    share: float = 1.0
    env: dict[str, str] = NOT_INSTALLED

    def rounds_of(self, row: Row) -> int:
        """How many rounds are run of a row."""
        return min(self.rounds, row.rounds)

    def part_of(self, count: float) -> int:
        """So much of what a full run does."""
        return max(1, round(count * self.share))

    def bare(self, kind: str) -> Window:
        """The window of an app with one Label or one Input."""
        return Window((self.python, "-P", str(BARE), kind), self.env)

    def open(self, env: dict[str, str], command: tuple[str, ...] = (), **options: Any) -> Window:
        """A window of this program over a journal, or of the same as it was before."""
        return Window(command or self.ours, {**self.env, **env}, **options)

    @contextmanager
    def window(self, span: str, command: tuple[str, ...] = ()) -> Iterator[Window]:
        """A window over a copy of a journal, which is gone afterwards."""
        env = self.journals.copied(span)
        with self.open(env, command) as window:
            yield window
        shutil.rmtree(Path(env["MASTERY_FILE"]).parent)

    def recorded(self, span: str) -> dict[str, str]:
        """A copy of a journal in which today has been recorded as well, so that Plan is what is shown first."""
        env = self.journals.copied(span)
        self.log(env)
        return env

    def log(self, env: dict[str, str], *entry: str) -> None:
        """Record today in a journal, from a shell."""
        told = entry or ("420",)
        everything = {**os.environ, **self.env, **env}
        subprocess.run([*self.ours, "log", *told], env=everything, check=True, stdout=subprocess.DEVNULL)


def walls(samples: list[Sample]) -> list[float]:
    return [sample.wall for sample in samples]


def cpus(samples: list[Sample]) -> list[float]:
    return [sample.cpu for sample in samples]


def line_of(span: str, ours: list[Sample], beside: list[Sample], part: str = "", **more: Any) -> Line:
    """A line of runs that were timed both ways."""
    return Line(span, walls(ours), walls(beside), (cpus(ours), cpus(beside)), part, **more)
