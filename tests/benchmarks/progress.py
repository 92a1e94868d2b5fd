"""How quick Progress is beside Plan on ten years of days: its first paint after F5, and a key that moves its cursor.

Run it as a script from the repository: `python -m tests.benchmarks.progress`. Each round opens the program twice in a
pseudo-terminal and presses F3 in one and F5 in the other; it prints ratios, as the machine is what it is.
"""

import os
import select
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from mastery_tui.guide import date_words
from mastery_tui.practice.records import Ending, replace
from tests.journal.journal_records import START, journal_at, years_of_days
from tests.terminal.screen import Terminal, program

ROUNDS = 8
"""Unless another number is given."""
DAYS = 3650
CYCLE = 30
SIZES = ((80, 24), (120, 36), (160, 45))
PAINTED, KEY = 1.2, 2.0
"""How many times as long as Plan it may take."""
LONGEST = 20.0
"""Seconds after which what is waited for is not coming."""
PLACES = {"plan": "f3", "progress": "f5"}


def ten_years(path: Path) -> int:
    """A journal of cycles that follow each other, each finished but the last; gives that one's open plan day."""
    journal = journal_at(path)
    years_of_days(journal, DAYS)
    *before, _ = journal.cycles()
    with journal.change("import") as change:
        for cycle in before:
            last = cycle.started_on + timedelta(days=CYCLE - 1)
            change.put(replace(cycle, ended_on=last, ending=Ending.FINISHED))
    return DAYS % CYCLE + 1


def date_of(plan_day: int) -> str:
    """What both places write of a day of the last cycle, as in "26 Nov"."""
    return date_words(START + timedelta(days=DAYS // CYCLE * CYCLE + plan_day - 1), "day_month")


def seen(app: Terminal, key: str, text: str) -> float:
    """Seconds from a key until a text is drawn."""
    begin, drawn, wanted = time.perf_counter(), b"", text.encode()
    app.press(key)
    while wanted not in drawn:
        assert time.perf_counter() - begin < LONGEST, text
        if select.select([app.child.child_fd], [], [], 1)[0]:
            drawn += os.read(app.child.child_fd, 65536)
    return time.perf_counter() - begin


def measured(place: str, size: tuple[int, int], env: dict[str, str], today: int) -> tuple[float, list[float]]:
    """The first paint of a place, and how long its cursor takes a key: back to day 1, then forth."""
    app = Terminal(*program(), env=env, columns=size[0], lines=size[1])
    app.until(f"day {today}")
    while app.read(0.3):
        pass
    paint = seen(app, PLACES[place], date_of(today))
    while app.read(0.3):
        pass
    days = [*range(today - 1, 0, -1), *range(2, today + 1)]
    keys = ["left"] * (today - 1) + ["right"] * (today - 1)
    taken = [seen(app, key, date_of(day)) for key, day in zip(keys, days, strict=True)]
    app.press("ctrl+q")
    app.ended()
    return paint, taken


def high(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def main(rounds: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mastery.json"
        today = ten_years(path)
        now = START + timedelta(days=DAYS)
        env = {
            "MASTERY_NOW": f"{now}T08:00:00+01:00",
            "MASTERY_FILE": str(path),
            "MASTERY_CONFIG": f"{folder}/none.toml",
        }
        slow = 0
        for size in SIZES:
            paints: dict[str, list[float]] = {place: [] for place in PLACES}
            keys: dict[str, list[float]] = {place: [] for place in PLACES}
            for _ in range(rounds):
                for place in PLACES:
                    paint, taken = measured(place, size, env, today)
                    paints[place].append(paint)
                    keys[place] += taken
            # The quickest rounds: what else the machine does only adds to a paint.
            first = min(paints["progress"]) / min(paints["plan"])
            key = high(keys["progress"]) / high(keys["plan"])
            print(f"{size[0]}x{size[1]}  first paint {first:.2f} times Plan's (at most {PAINTED})", end="   ")
            print(f"a key, p95 {key:.2f} times one on Plan (at most {KEY})", flush=True)
            slow += first > PAINTED or key > KEY
        return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
