"""What a ticking timer costs beside the app that nobody touches: processor time, and bytes written to the terminal.

Run it as a script from the repository: `python -m tests.benchmarks.timer 40` looks for 40 seconds. The windows are open
one after the other in a pseudo-terminal of 80x24, with the machine's own clock.
"""

import os
import select
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from mastery_tui import clock
from mastery_tui.coach import Coach
from mastery_tui.journal import Journal
from mastery_tui.settings import Settings
from tests.terminal.screen import Terminal, program
from tests.tui.people import WRITING

SECONDS = 20.0
"""Unless another number is given."""
MOST_CPU, MOST_BYTES = 1.0, 600.0
"""Per cent of one core, and bytes a second."""
SETTLES = 3.0
"""Seconds after the last key that are not looked at."""
TICKS = os.sysconf("SC_CLK_TCK")


def begun(path: Path, *, practising: bool) -> None:
    """A plan on its first day, with a session of 14 minutes where one is wanted."""
    coach = Coach(Journal(path, clock.now), Settings())
    coach.plan.start(WRITING, 400, 150, coach.today)
    if practising:
        coach.timer.start(clock.now() - timedelta(minutes=14))


def used(app: Terminal) -> float:
    """Seconds of processor time that the program has used."""
    fields = Path(f"/proc/{app.child.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def taken_in(app: Terminal, seconds: float) -> int:
    """The bytes that are drawn in some seconds."""
    end, drawn = time.monotonic() + seconds, 0
    while (left := end - time.monotonic()) > 0:
        if select.select([app.child.child_fd], [], [], left)[0]:
            drawn += len(os.read(app.child.child_fd, 65536))
    return drawn


def cost(key: str, seconds: float, *, practising: bool) -> tuple[float, float]:
    """Per cent of a core, and bytes a second, of a window that nobody touches."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mastery.json"
        begun(path, practising=practising)
        env = {"MASTERY_FILE": str(path), "MASTERY_CONFIG": f"{folder}/none.toml"}
        app = Terminal(*program(), env=env)
        app.until("F2")
        app.press(key)
        taken_in(app, SETTLES)
        before, begin = used(app), time.monotonic()
        drawn = taken_in(app, seconds)
        spent, lasted = used(app) - before, time.monotonic() - begin
        app.press("ctrl+q")
        app.ended()
    return 100 * spent / lasted, drawn / lasted


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    cases = {
        "the timer, ticking": ("t", True),
        "Plan while it runs": ("f3", True),
        "Check-in while it runs": ("f2", True),
        "Check-in, no timer": ("f2", False),
        "Plan, no timer": ("f3", False),
    }
    for name, (key, practising) in cases.items():
        cpu, drawn = cost(key, seconds, practising=practising)
        print(f"{name:24} {cpu:5.2f} % of a core {drawn:6.0f} bytes a second", flush=True)
        if key == "t" and (cpu > MOST_CPU or drawn > MOST_BYTES):
            print(f"more than {MOST_CPU} % or {MOST_BYTES:.0f} bytes a second", file=sys.stderr)


if __name__ == "__main__":
    main()
