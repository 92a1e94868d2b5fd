"""A program in a pseudo-terminal whose paints are timed, and what the machine tells of it meanwhile."""

import os
import select
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from tests.terminal.screen import Terminal

LONGEST = 60.0
"""Seconds after which what is waited for is not coming."""
PATIENCE = 5.0
"""The same for what a key paints."""
SLOW = 5000.0
"""Milliseconds after which something is not run again."""
QUIET = 0.02
"""Seconds without anything drawn after which a paint is taken as whole."""


class Sample(NamedTuple):
    """What one run took, in milliseconds: by the clock on the wall, and of the processor."""

    wall: float
    cpu: float


class Window(Terminal):
    """One of the programs that are compared, open from here to the end of a `with`."""

    def __init__(self, command: Sequence[str], env: dict[str, str], columns: int = 80, lines: int = 24) -> None:
        self.begun, self.fresh = time.perf_counter(), b""
        super().__init__(*command[1:], command=command[0], env=env, columns=columns, lines=lines)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.child.kill(signal.SIGKILL)
        self.child.wait()
        self.child.close()

    # -- what is drawn -----------------------------------------------------------------------------------------------

    def taken_in(self, seconds: float) -> bool:
        """Take in what is drawn next; whether there was anything in some seconds."""
        if not select.select([self.child.child_fd], [], [], seconds)[0]:
            return False
        self.fresh += os.read(self.child.child_fd, 65536)
        return True

    def drawn_in(self, seconds: float) -> int:
        """The bytes that are drawn in some seconds."""
        end, self.fresh = time.monotonic() + seconds, b""
        while (left := end - time.monotonic()) > 0:
            self.taken_in(left)
        return len(self.fresh)

    def settle(self, seconds: float = 0.4) -> None:
        """Wait until nothing has been drawn for some time, or for three times as long: a cursor blinks for ever."""
        end = time.monotonic() + 3 * seconds
        while self.taken_in(seconds) and time.monotonic() < end:
            pass
        self.fresh = b""

    def forget(self) -> None:
        """Take in what has been drawn so far, such as a cursor that blinks."""
        while self.taken_in(0):
            pass
        self.fresh = b""

    def until_drawn(self, text: str, since: float, cpu: float = 0) -> Sample:
        """Wait until a text is drawn that was not before; gives what that took since a moment."""
        wanted = text.encode()
        while wanted not in self.fresh:
            left = since + LONGEST - time.perf_counter()
            assert left > 0, f"{text!r} was not drawn:\n{self.fresh[-3000:]!r}"
            self.taken_in(left)
        self.fresh = b""
        return Sample((time.perf_counter() - since) * 1000, self.cpu - cpu)

    def first_paint(self, text: str) -> Sample:
        """What it took from the start of the program until a text was drawn."""
        return self.until_drawn(text, self.begun)

    def pressed(self, *keys: str, until: str) -> Sample:
        """What it took from some keys until a text was drawn."""
        since, cpu = time.perf_counter(), self.cpu
        self.press(*keys)
        return self.until_drawn(until, since, cpu)

    def painted(self, *keys: str, quiet: float = QUIET) -> Sample:
        """What it took from some keys until the last that was drawn for them: nothing followed for some time."""
        since, cpu = time.perf_counter(), self.cpu
        self.press(*keys)
        assert self.taken_in(PATIENCE), f"nothing was drawn for {keys}"
        whole = Sample((time.perf_counter() - since) * 1000, self.cpu - cpu)
        while self.taken_in(quiet):
            whole = Sample((time.perf_counter() - since) * 1000, self.cpu - cpu)
        self.fresh = b""
        return whole

    # -- what the machine tells --------------------------------------------------------------------------------------

    @property
    def cpu(self) -> float:
        """Milliseconds of the processor since the start, all threads: the clock that Linux has for each process."""
        return time.clock_gettime((~self.child.pid << 3) | 2) * 1000

    @property
    def resident(self) -> float:
        """Memory in MB that is the program's own or shared."""
        return _told(Path(f"/proc/{self.child.pid}/status"), "VmRSS:") / 1024

    @property
    def wakes(self) -> int:
        """How often a thread has gone to sleep, and so was woken, since the start."""
        tasks = Path(f"/proc/{self.child.pid}/task").iterdir()
        return sum(_told(each / "status", "voluntary_ctxt_switches:") for each in tasks)


def _told(status: Path, name: str) -> int:
    line = next(line for line in status.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])


def interleaved(cases: dict[str, Callable[[], Sample]], rounds: int) -> dict[str, list[Sample]]:
    """Run each case once a round, so that a busy moment strikes them alike; the first round is not counted.

    What takes very long is run and counted once.

    Args:
        cases: what is run, by name.
        rounds: how many are counted.
    """
    taken: dict[str, list[Sample]] = {name: [] for name in cases}
    for number in range(rounds + 1):
        for name, run in cases.items():
            if any(sample.wall > SLOW for sample in taken[name]):
                continue
            sample = run()
            if number or not rounds or sample.wall > SLOW:
                taken[name].append(sample)
    return taken
