"""Files of a few megabytes, as long use or somebody who means harm could make them; made up by the tests."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from tests.exchange.written import file_of, zip_of


def _day(at: int) -> date:
    return date(1972, 1, 1) + timedelta(at)


def _loop() -> str:
    lines = (f"{_day(at)}," + "".join(f"{at * 1000 + habit}," for habit in range(900)) for at in range(440))
    return f"Date,{','.join(f'h{habit}' for habit in range(900))}\n" + "\n".join(lines)


def _loop_of_notes() -> dict[str, str]:
    files = {
        "Habits.csv": "Position,Name,Type\n" + "".join(f"{habit:03},h{habit},NUMERICAL\n" for habit in range(1, 400))
    }
    for habit in range(1, 400):
        lines = (f"{_day(at)},{habit * 7000 + at * 7},note {habit * 1000 + at:06} 🏃\n" for at in range(990))
        files[f"{habit:03}/Checkmarks.csv"] = "".join(lines)
    return files


LARGE: dict[str, Callable[[], str | dict[str, str]]] = {
    "loop": _loop,
    "loop of notes": _loop_of_notes,
    "loop of commas": lambda: {
        "Habits.csv": "Name\n" + "h\n" * 900,
        "Checkmarks.csv": "".join(f"{_day(at)}{',' * 900}\n" for at in range(17_000)),
    },
    "csv": lambda: _table(f"{_day(at % 20000)},{at / 100},a note for line {at}" for at in range(130_000)),
    "csv of commas": lambda: _table(["2026-11-01,1," + "," * 1000] * 5000),
    "csv of signs": lambda: _table(["2026-11-01,1,🏃🏃🏃"] * 190_000),
    "harsh": lambda: "".join(
        f"{_day(at // 6)} : habit {at % 6} : y : note {at} : {at % 400}\n" for at in range(120_000)
    ),
}
"""What makes each, by the kind of the file and what is odd in it; several files are packed."""


def _table(lines: Iterable[str]) -> str:
    return "date,n,note\n" + "\n".join(lines)


def large(place: Path, name: str) -> tuple[str, Path]:
    """The kind of such a file, and where it is."""
    made = LARGE[name]()
    path = file_of(place, "log", made) if isinstance(made, str) else zip_of(place, made)
    return name.partition(" ")[0], path
