"""A program that saves check-ins and names each once it is saved: FILE FIRST COUNT STEP (COUNT 0 goes on forever)."""

import sys
from datetime import timedelta
from itertools import count, islice
from pathlib import Path

from journal_records import START, journal_at, recorded


def main() -> None:
    file, first, many, step = Path(sys.argv[1]), *map(int, sys.argv[2:])
    journal = journal_at(file, wait=30)
    (owner,) = journal.cycles()
    for number in islice(count(first, step), many or None):
        recorded(journal, owner, START + timedelta(days=number), note=f"note {number} " + "x" * 400)
        print(number, flush=True)


if __name__ == "__main__":
    main()
