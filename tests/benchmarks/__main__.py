"""How quick the program is, and where that is less than the budget allows: the whole table from one command.

Run it from the project's folder, on a machine that does nothing else: `python -m tests.benchmarks`. It installs what is
compared into environments of their own, which are kept for the next time, and exits 1 where a goal is missed.
"""

import argparse
import os
import subprocess
import sys
import time
import traceback
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from tempfile import TemporaryDirectory

from platformdirs import user_cache_path

from tests.benchmarks.bench import Bench, Row
from tests.benchmarks.environments import OTHERS, Environments
from tests.benchmarks.journals import SPANS, Journals
from tests.benchmarks.table import Cells, budget, lines, printed

BEFORE = "cff17f9"
"""The commit that what is quicker now is compared with."""
QUICK = 3, 0.2
"""Rounds, and the part of all keys, dialogs, saves and seconds."""


def asked() -> argparse.Namespace:
    """What is asked for."""
    rows = budget()
    parser = argparse.ArgumentParser("python -m tests.benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, metavar="N", help="at most so many rounds of each row")
    parser.add_argument("--quick", action="store_true", help="few rounds, and a fifth of all keys, saves and seconds")
    parser.add_argument("--only", nargs="+", choices=rows, metavar="ROW", help=f"of {', '.join(rows)}")
    parser.add_argument(
        "--years", nargs="+", choices=SPANS, metavar="SPAN", help=f"with these journals: {', '.join(SPANS)}"
    )
    parser.add_argument("--before", default=BEFORE, metavar="COMMIT", help="what first keys are compared with")
    parser.add_argument("--markdown", action="store_true", help="a table for the README")
    parser.add_argument("--environments", type=Path, default=user_cache_path("mastery-benchmarks"), metavar="FOLDER")
    return parser.parse_args()


def chosen(rows: dict[str, Row], only: list[str] | None, spans: list[str] | None) -> dict[str, Row]:
    """The rows that are wanted, each with the journals that are."""
    found = {name: row for name, row in rows.items() if not only or name in only}
    return {name: row._replace(spans=spans) if spans and row.spans else row for name, row in found.items()}


def bench_of(environments: Environments, journals: Journals, before: str, rounds: int, share: float) -> Bench:
    """Install everything that is compared."""
    ours = environments.ours()
    others = {name: command for name in OTHERS if (command := environments.other(name))}
    return Bench(
        (environments.program(ours, "mastery"),),
        environments.program(ours, "python"),
        environments.at(before),
        others,
        environments.version("jrnl", "jrnl") if "jrnl" in others else "",
        journals,
        rounds,
        {},
        share,
    )


def main() -> int:
    wanted, begun = asked(), time.monotonic()
    rows = chosen(budget(), wanted.only, wanted.years)
    rounds, share = QUICK if wanted.quick else (99, 1.0)
    wanted.environments.mkdir(parents=True, exist_ok=True)
    table: list[Cells] = []
    failed = 0
    with TemporaryDirectory() as folder:
        journals = Journals(Path(folder), SPANS)
        bench = bench_of(Environments(wanted.environments), journals, wanted.before, wanted.rounds or rounds, share)
        try:
            for name, row in rows.items():
                print(f"{time.monotonic() - begun:4.0f} s  {name}", file=sys.stderr, flush=True)
                try:
                    table += lines(row, bench)
                except (AssertionError, OSError, subprocess.CalledProcessError):
                    failed += 1
                    traceback.print_exc()
        except KeyboardInterrupt:  # What has been measured so far is printed.
            failed += 1
    print(file=sys.stderr)
    print(printed([each.texts for each in table], markdown=wanted.markdown))
    missed = sum(each.missed for each in table)
    print(f"\nPython {python_version()}, Textual {version('textual')}, {os.cpu_count()} cores; ", end="")
    print(f"{time.monotonic() - begun:.0f} s; medians, in brackets the middle half of all runs; {missed} goals missed")
    return 1 if missed or failed else 0


if __name__ == "__main__":
    sys.exit(main())
