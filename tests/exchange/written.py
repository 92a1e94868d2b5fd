"""Files as other trackers write them, small, made up by the tests."""

import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from mastery_tui.coach.measures import measure
from mastery_tui.exchange.rows import Columns, Habit, Options, Remark, Row, SourceFile

TODAY = date(2026, 11, 27)

NEW_HABITS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,"
    "Target Type,Target Value,Archived?\n"
)
OLD_HABITS = "Position,Name,Question,Description,NumRepetitions,Interval,Color\n"


def options(**told: object) -> Options:
    """Today, the guide's words of time, and whatever else is told."""
    return Options(**{"today": TODAY, "measure": measure("words"), **told})  # type: ignore[arg-type]


def columns(date: str = "date", **others: object) -> Options:
    """Options of a table with these columns."""
    return options(columns=Columns(date=date, **others))  # type: ignore[arg-type]


def file_of(place: Path, name: str, content: str | bytes) -> Path:
    """A file with this content."""
    path = place / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def folder_of(place: Path, files: Mapping[str, str | bytes]) -> Path:
    """An export that was unpacked."""
    for name, content in files.items():
        file_of(place / "loop", name, content)
    return place / "loop"


def zip_of(place: Path, files: Mapping[str, str | bytes], name: str = "loop.zip") -> Path:
    """An export as the app packs it."""
    with zipfile.ZipFile(place / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for inner, content in files.items():
            archive.writestr(inner, content)
    return place / name


def remark(of: Habit | SourceFile, code: str) -> Remark | None:
    """What is said of this, None where nothing is."""
    found = [each for each in of.remarks if each.code == code]
    assert len(found) < 2
    return found[0] if found else None


def short(rows: tuple[Row, ...]) -> list[tuple[str, object]]:
    """Each day with what is said of it, a mark by its name and an amount as it is."""
    return [(f"{row.day:%m-%d}", row.amount if row.mark is None else row.mark.value) for row in rows]
