"""Programs that save, and are killed in the middle of it."""

import os
import select
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

from journal_records import START, journal_at, subprocess_environment

ONE_SAVE = 0.004
"""Seconds, about."""


class Writer:
    """A program that saves a check-in for each day it is given, and says so once it is saved."""

    def __init__(self, path: Path, first: int, count: int = 0, step: int = 1) -> None:
        command = [sys.executable, str(Path(__file__).with_name("writer.py"))]
        numbers = map(str, (first, count, step))
        self.process = subprocess.Popen(
            [*command, str(path), *numbers], env=subprocess_environment(), stdout=subprocess.PIPE
        )
        self._said = b""

    def until(self, days: int) -> None:
        """Wait until it has said so many days."""
        while len(self.said) < days and self._more(None):
            pass

    def killed(self, chance: Random) -> list[int]:
        """Kill it somewhere in its next save, or right behind it; returns the days that it had said."""
        self._more(chance.uniform(0, ONE_SAVE))
        self.process.kill()
        return self.finished()

    def finished(self) -> list[int]:
        while self._more(None):
            pass
        self.process.wait(30)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return self.said

    @property
    def said(self) -> list[int]:
        return [int(line) for line in self._said.split(b"\n")[:-1]]

    def _more(self, seconds: float | None) -> bool:
        out = self.process.stdout
        assert out is not None
        if not select.select([out], [], [], seconds)[0]:
            return False
        more = os.read(out.fileno(), 65536)
        self._said += more
        return more != b""


def days_on_disk(path: Path) -> list[int]:
    journal = journal_at(path)
    (owner,) = journal.cycles()
    return [(each.day - START) // timedelta(days=1) for each in journal.records(owner.id).check_ins]


def wrong_days(path: Path, said: Sequence[int], kills: int) -> list[int]:
    """Days that were said and are not there, that are there twice, or unsaid ones beyond one for each kill."""
    there = Counter(days_on_disk(path))
    unsaid = sorted(set(there) - set(said))
    twice = [day for day, times in there.items() if times > 1]
    return [*(set(said) - set(there)), *twice, *unsaid[kills:]]
