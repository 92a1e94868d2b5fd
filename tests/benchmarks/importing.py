"""How long an import takes, and what it needs: ``python tests/benchmarks/importing.py [ROWS]``, 100,000 without it.

A table with five rows a day, a day of which is 1972 or later, read, previewed and brought in; then the preview's counts
again and again, as a target is being typed.
"""

import resource
import sys
import tempfile
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from mastery_tui.coach import Coach
from mastery_tui.coach.import_views import Answers, ImportKind, Reading
from mastery_tui.journal import Journal
from mastery_tui.settings import Settings

A_DAY = 5
MOST = 100_000
NOW = datetime(2026, 11, 27, 9, tzinfo=timezone(timedelta(hours=1)))


def table(file: Path, rows: int) -> None:
    """Some rows of a table that a tracker of time could have written."""
    first = date(2026, 11, 26) - timedelta(days=rows // A_DAY - 1)
    with file.open("w", encoding="utf-8") as out:
        out.write("Date,Words,Note\n")
        for row in range(rows):
            day = first + timedelta(days=row // A_DAY)
            out.write(f"{day},{row * 37 % 211},{'by the window' if row % 7 == 0 else ''}\n")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else MOST
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.csv"
        table(file, rows)
        coach = Coach(Journal(Path(folder) / "mastery.json", lambda: NOW), Settings(), lambda: NOW)
        importing, begun = coach.importing, (time.perf_counter(), time.process_time())

        def passed(what: str, times: int = 1) -> None:
            nonlocal begun
            took, worked = time.perf_counter() - begun[0], time.process_time() - begun[1]
            print(f"{what:28}{took / times:8.3f} s, of the processor {worked / times:.3f}")
            begun = time.perf_counter(), time.process_time()

        source = importing.read(ImportKind.CSV, file, Reading(columns={"date": "1", "amount": "2", "note": "3"}))
        passed(f"read {rows:,} rows")
        answers = Answers(name="Write", unit="words", target="400", minimum="150")
        importing.counts(source.habits[0], answers)
        passed("count once")
        for target in range(400, 420):
            importing.counts(source.habits[0], Answers(name="Write", unit="words", target=str(target), minimum="150"))
        passed("count again", 20)
        preview = importing.preview(source.habits[0], answers)
        passed(f"preview {preview.days:,} days")
        done = importing.bring_in(preview)
        passed(f"bring in {done.cycles:,} cycles")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{'memory at most':28}{peak:8.0f} MiB, the file {file.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
