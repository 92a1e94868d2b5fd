"""Files of other trackers, made up, and a journal as its export has it."""

import zipfile
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from mastery_tui.coach import Coach
from mastery_tui.coach.exporting import journal_rows
from mastery_tui.coach.import_views import Answers, HabitView, ImportKind, PreviewView, Reading
from mastery_tui.exchange import journal_json
from mastery_tui.journal.store.codec import Tables

DATA = Path(__file__).parents[2].parent / "shared" / "data"
HABITS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,"
    "Target Value,Archived?\n"
)
ANSWERS = Answers(unit="words", target="400", minimum="150")


def amount_of(place: int) -> str:
    """What Loop writes of a day: a number in thousandths, or a word."""
    if place % 13 == 5:
        return "SKIP"
    if place % 11 == 7:
        return "NO"
    if place % 17 == 9:
        return "UNKNOWN"
    return str((100 + place * 37 % 500) * 1000)


def loop(folder: Path, first: date, days: int, amount: Callable[[int], str] = amount_of) -> Path:
    """A zip of Loop Habit Tracker with one habit of numbers, and comments on some days."""
    file = folder / "Loop Habits CSV.zip"
    rows = [(first + timedelta(days=place), amount(place)) for place in reversed(range(days))]
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "Habits.csv", HABITS + "001,Write,NUMERICAL,Did you write?,,1,1,#000000,words,AT_LEAST,400.0,false\n"
        )
        sheet = "".join(f"{day},{amount},\n" for day, amount in rows)
        archive.writestr("Checkmarks.csv", "Date,Write,\n" + sheet)
        notes = {place: f"note {place}" for place in range(0, days, 20)}
        own = "".join(f"{day},{amount},{notes.get((day - first).days, '')}\n" for day, amount in rows)
        archive.writestr("001 Write/Checkmarks.csv", "Date,Value,Notes\n" + own)
    return file


def table(file: Path, days: Iterable[tuple[date, object]]) -> Path:
    """A table of dates and amounts."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("Date,Words\n" + "".join(f"{day},{amount}\n" for day, amount in days), "utf-8")
    return file


def habit_in(coach: Coach, file: Path) -> HabitView:
    """The one habit of a table, as the Coach reads it."""
    how = Reading(columns={"date": "Date", "amount": "Words"})
    (habit,) = coach.importing.read(ImportKind.CSV, file, how).habits
    return habit


def previewed(coach: Coach, file: Path, answers: Answers = ANSWERS, **more: Any) -> PreviewView:
    """What the Coach shows of a table, or of a zip of Loop's."""
    zipped = file.suffix == ".zip"
    habit = coach.importing.read(ImportKind.LOOP, file).habits[0] if zipped else habit_in(coach, file)
    return coach.importing.preview(habit, replace(answers, **{"name": "Write", **more}))


def exported(tables: Tables, file: Path) -> Path:
    """A journal's tables as its export has them."""
    file.write_text(journal_json.write(journal_rows(tables)), "utf-8")
    return file
