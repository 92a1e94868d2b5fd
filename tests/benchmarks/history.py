"""How quick History is beside Plan on ten years of days: its first paint after `/`, and a key typed into its search.

Run it as a script from the repository: `python -m tests.benchmarks.history`. Each round opens the program once in a
pseudo-terminal, goes to Plan and from there to History; it prints ratios, as the machine is what it is.
"""

import statistics
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.journal import Journal
from tests.benchmarks.progress import DAYS, KEY, PAINTED, SIZES, date_of, high, seen, ten_years
from tests.journal.journal_records import START
from tests.terminal.screen import Terminal, program

ROUNDS = 8
"""Unless another number is given."""
TYPED = "2028-11 quieter desk"
READ = "2028"
"""What is looked for before anything is measured, so that all is read."""


def counts(path: Path) -> dict[str, str]:
    """What History writes beside its search, by what stands in it."""
    book = Coach(Journal(path, lambda: datetime.now(UTC))).progress.history()
    total = len(book.find(""))
    typed = [TYPED[:end] for end in range(len(TYPED) + 1)]
    return {text: guide.say("history", "found", found=len(book.find(text)), count=total) for text in (READ, *typed)}


def measured(
    size: tuple[int, int], env: dict[str, str], today: int, wanted: dict[str, str]
) -> tuple[list[float], list[list[float]]]:
    """The first paint of Plan and of History, and how long each takes a key: the cursor there, the search here."""
    app = Terminal(*program(), env=env, columns=size[0], lines=size[1])
    app.until(f"day {today}")
    settle(app)
    plan = seen(app, "f3", date_of(today))
    settle(app)
    days = [*range(today - 1, 0, -1)]
    moved = [seen(app, "left", date_of(day)) for day in days]
    settle(app)
    history = seen(app, "/", guide.date_words(START + timedelta(days=DAYS - 1), "short"))
    settle(app)
    for sign in READ:
        app.press(sign)
    app.until(wanted[READ])
    for _ in READ:
        app.press("backspace")
    app.until(wanted[""])
    settle(app)
    typed = [seen(app, TYPED[at], wanted[TYPED[: at + 1]]) for at in range(len(TYPED))]
    app.press("ctrl+q")
    app.ended()
    return [plan, history], [moved, typed]


def settle(app: Terminal) -> None:
    """Wait until nothing more is drawn."""
    while app.read(0.3):
        pass


def main(rounds: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mastery.json"
        today = ten_years(path)
        wanted = counts(path)
        env = {
            "MASTERY_NOW": f"{START + timedelta(days=DAYS)}T08:00:00+01:00",
            "MASTERY_FILE": str(path),
            "MASTERY_CONFIG": f"{folder}/none.toml",
        }
        slow = 0
        for size in SIZES:
            paints: list[list[float]] = []
            keys: list[list[float]] = [[], []]
            for _ in range(rounds):
                paint, taken = measured(size, env, today, wanted)
                paints.append(paint)
                for all_keys, more in zip(keys, taken, strict=True):
                    all_keys += more
            plan, history = (statistics.median(each) for each in zip(*paints, strict=True))
            first, key = history / plan, high(keys[1]) / high(keys[0])
            print(f"{size[0]}x{size[1]}  first paint {first:.2f} times Plan's (at most {PAINTED})", end="   ")
            print(f"a key, p95 {key:.2f} times one on Plan (at most {KEY})", flush=True)
            slow += first > PAINTED or key > KEY
        return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
