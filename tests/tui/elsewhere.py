"""Files of other trackers as they write them, made up."""

import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2026, 1, 19)
LAST = date(2026, 11, 13)
"""The days of the habits here: 299, the last of them before the months of these tests begin."""
HABITS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,"
    "Target Value,Archived?"
)
HARSH = Path(__file__).with_name("harsh.log")
"""A log of harsh, with amounts."""
WRITE, RUN = "Write", "Run"
QUESTION = "Did you write today?"


def cells_of_write() -> dict[date, tuple[str, str]]:
    """Amounts in thousandths with a comment now and then, zeros as NO, skips, and days without an entry."""
    cells: dict[date, tuple[str, str]] = {}
    for at in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(at)
        if at % 13 == 5:
            continue
        value = "SKIP" if at % 7 == 6 else "NO" if at % 11 == 3 else str(1000 * (60 + 37 * (at * 7 % 23)))
        cells[day] = (value, f"page {at}" if at % 15 == 0 else "")
    return cells


def cells_of_run() -> dict[date, tuple[str, str]]:
    """Yes and no, on fewer days."""
    days = (FIRST + timedelta(at) for at in range(60, (LAST - FIRST).days + 1))
    return {day: ("YES_MANUAL" if day.day % 3 else "NO", "") for day in days}


Cells = Mapping[date, tuple[str, str]]


def loop_zip(
    path: Path, habits: Mapping[str, Cells] | None = None, numbers: Iterable[str] = (WRITE,), archived: str = ""
) -> Path:
    """An archive as Loop Habit Tracker 2.3.1 exports it.

    Args:
        path: the file.
        habits: value and comment by day, by the habit's name; `WRITE` and `RUN` where nothing is given.
        numbers: the habits that have amounts.
        archived: the habit that is put away.
    """
    habits = {WRITE: cells_of_write(), RUN: cells_of_run()} if habits is None else habits
    listed = [HABITS]
    with zipfile.ZipFile(path, "w") as archive:
        for at, (name, cells) in enumerate(habits.items(), 1):
            counted = name in numbers
            kind = ("NUMERICAL", "words,AT_LEAST,400.0") if counted else ("YES_NO", ",,")
            listed.append(
                f'{at:03},"{name}",{kind[0]},{QUESTION},,1,1,#1976D2,{kind[1]},{str(name == archived).lower()}'
            )
            rows = [f'{day},{value},"{note}"' for day, (value, note) in sorted(cells.items(), reverse=True)]
            archive.writestr(f"{at:03} {name}/Checkmarks.csv", "\n".join(("Date,Value,Notes", *rows, "")))
            archive.writestr(f"{at:03} {name}/Scores.csv", "Date,Score\n")
        archive.writestr("Habits.csv", "\n".join((*listed, "")))
        archive.writestr("Scores.csv", "")
        archive.writestr("Checkmarks.csv", "\n".join((",".join(("Date", *habits, "")), *_aggregate(habits), "")))
    return path


def _aggregate(habits: Mapping[str, Cells]) -> Iterable[str]:
    days = sorted({day for cells in habits.values() for day in cells}, reverse=True)
    for day in days:
        yield ",".join((day.isoformat(), *(cells.get(day, ("UNKNOWN", ""))[0] for cells in habits.values()), ""))


def harsh_log(path: Path) -> Path:
    """A log as harsh writes it."""
    days = (FIRST + timedelta(at) for at in range(60))
    lines = [f"{day} : Write : {'y' if day.day % 4 else 'n'} : slow : {day.day * 20}" for day in days]
    path.write_text("\n".join((*lines, "")), encoding="utf-8")
    return path
