"""The budget, and the table of what was measured beside what it allows."""

import statistics
import tomllib
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.bench import Bench, Line, Row

BUDGET = Path(__file__).parent / "budget.toml"
HEADER = ("what", "journal", "ours", "beside", "compared", "of the processor", "at most", "")


class Cells(NamedTuple):
    """A line of the table as it is printed, and whether it misses its goal."""

    texts: tuple[str, ...]
    missed: bool


def budget() -> dict[str, Row]:
    """The rows, by their ids."""
    return {name: Row(**told) for name, told in tomllib.loads(BUDGET.read_text(encoding="utf-8")).items()}


def measure(row: Row) -> Any:
    """What measures a row: takes the bench and the row, and gives its lines."""
    module, _, name = row.measure.partition(":")
    return getattr(import_module(f"tests.benchmarks.rows.{module}"), name)


def lines(row: Row, bench: Bench) -> list[Cells]:
    """Measure a row."""
    return [cells(row, line) for line in measure(row)(bench, row)]


def cells(row: Row, line: Line) -> Cells:
    """A line as it is printed."""
    goal = goal_of(row, line)
    compared = compare(row, line.ours, line.beside)
    missed = goal is not None and compared is not None and compared > goal
    of_cpu = compare(row, *line.cpu) if line.cpu and row.compared == "ratio" else None
    texts = (
        f"{row.what}, {line.part}" if line.part else row.what,
        line.span,
        spread(row, line.ours),
        f"{spread(row, line.beside)}  {row.beside}" if line.beside else "",
        _number(row, compared) if line.beside else "",
        _number(row, of_cpu),
        _number(row, goal),
        "MISSED" if missed else ("" if goal is None or compared is None else "ok"),
    )
    return Cells(texts, missed)


def goal_of(row: Row, line: Line) -> float | None:
    """What a line may come to at most, None where nothing is said of it."""
    if not line.wanted:
        return None
    return row.goal.get(line.span) if isinstance(row.goal, dict) else row.goal


def compare(row: Row, ours: list[float], beside: list[float]) -> float | None:
    """The one figure that the goal is about, None where what it is compared with is missing."""
    if row.compared == "alone":
        return middle(row, ours)
    if not beside:
        return None
    if row.compared == "above":
        return middle(row, ours) - middle(row, beside)
    return middle(row, ours) / middle(row, beside)


def middle(row: Row, values: list[float]) -> float:
    """What stands for all runs."""
    if row.statistic == "p95" and len(values) > 1:
        return statistics.quantiles(values, n=20, method="inclusive")[-1]
    return statistics.median(values)


def spread(row: Row, values: list[float]) -> str:
    """What stands for all runs, with its unit; in brackets where the middle half of them lie, or their median."""
    text = f"{_rounded(middle(row, values))} {row.unit}".rstrip()
    if row.statistic == "p95":
        return f"{text} ({_rounded(statistics.median(values))})"
    if len(values) < 3:
        return text
    first, _, third = statistics.quantiles(values, n=4, method="inclusive")
    return f"{text} ({_rounded(first)}-{_rounded(third)})"


def _rounded(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _number(row: Row, value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if row.compared == "ratio" else f"{_rounded(value)} {row.unit}".rstrip()


def printed(rows: Iterable[tuple[str, ...]], *, markdown: bool) -> str:
    """The table as text, its columns as wide as they need to be."""
    table = [HEADER, *rows]
    if markdown:
        marks = tuple("---" for _ in HEADER)
        return "\n".join("| " + " | ".join(each) + " |" for each in (HEADER, marks, *rows))
    widths = [max(len(each[column]) for each in table) for column in range(len(HEADER))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(each, widths, strict=True)).rstrip() for each in table
    )
