"""How much more memory the app holds after 150 dialogs, 500 switches and 1000 saves, in a terminal of its own.

Run it as a script on Linux; a smaller number of each may be given: ``memory.py 30 100 200``.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pexpect

F2, F3 = "\x1bOQ", "\x1bOR"
SAVE, CLOSE = "\x13", "\x1b"
WARM = 20
"""So many of each come first: modules, caches and styles are there by then."""
BETWEEN = 0.1
"""Seconds between two keys: an escape that stands alone is told by them."""
NOW = "2026-11-27T08:00:00+01:00"


class Window:
    """The app in a terminal that nobody looks at."""

    def __init__(self, env: dict[str, str]) -> None:
        self.child = pexpect.spawn(sys.executable, ["-m", "mastery_tui"], env=env, dimensions=(24, 80), timeout=20)
        self.child.delaybeforesend = None
        self.rest(3.0)

    def rest(self, seconds: float) -> None:
        """Wait so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            with suppress(pexpect.TIMEOUT):
                self.child.read_nonblocking(65536, left)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.child.send(key)
            self.rest(BETWEEN)

    def memory(self) -> float:
        """Resident megabytes, once nothing goes on any more."""
        self.rest(2.0)
        pages = int(Path(f"/proc/{self.child.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def ways(times: Sequence[int]) -> dict[str, tuple[list[str], list[str], int]]:
    """What comes first, what is done again and again, and how often."""
    return {
        "dialogs": ([F3], ["?", CLOSE], times[0]),
        "switches": ([F3], [F2, F3], times[1] // 2),
        "saves": ([F2, "420", SAVE], ["e", "6", SAVE, "e", "7", SAVE], times[2] // 2),
    }


def main() -> None:
    times = [int(each) for each in sys.argv[1:4]] or [150, 500, 1000]
    for name, (before, again, often) in ways(times).items():
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "mastery.json"
            env = {**os.environ, "MASTERY_FILE": str(file), "MASTERY_CONFIG": f"{folder}/none.toml", "MASTERY_NOW": NOW}
            started = ["start", "--name", "Write", "--unit", "words", "--target", "400", "--minimum", "150"]
            started += ["--standard", "400 words", "--feedback", "Anna reads a page"]
            pexpect.run(" ".join([sys.executable, "-m", "mastery_tui", *(f"'{word}'" for word in started)]), env=env)
            window = Window(env)
            window.press(*before)
            for _ in range(WARM):
                window.press(*again)
            first, rev = window.memory(), saved(file)
            for _ in range(often):
                window.press(*again)
            print(f"{name:9} {first:5.1f} -> {window.memory():5.1f} MB, {saved(file) - rev} changes saved", flush=True)
            window.child.close(force=True)


def saved(file: Path) -> int:
    """The revision of the journal."""
    return int(json.loads(file.read_text(encoding="utf-8"))["meta"]["1"]["rev"])


if __name__ == "__main__":
    main()
