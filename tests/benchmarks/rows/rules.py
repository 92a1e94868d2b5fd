"""The evaluation of all rules over a full month, in this process."""

from collections.abc import Iterator

from tests.benchmarks.bench import Bench, Line, Row
from tests.benchmarks.evaluate import cases, milliseconds

PARTS = ("full", "full, after 120 cycles")


def evaluation(bench: Bench, row: Row) -> Iterator[Line]:
    wanted = cases()
    taken: dict[str, list[float]] = {part: [] for part in PARTS}
    for _ in range(max(2, bench.part_of(row.rounds))):
        for part in PARTS:
            taken[part].append(milliseconds(*wanted[part]))
    for part in PARTS:
        yield Line("", taken[part], [], part=part)
