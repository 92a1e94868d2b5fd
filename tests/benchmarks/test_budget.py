"""Whatever the budget names is measured: each row runs once, over days so few that its figures mean nothing."""

import math
import os
import sys

import pytest

from tests.benchmarks.bench import Bench, Line, Row
from tests.benchmarks.journals import SPANS, Journals
from tests.benchmarks.rows import keys
from tests.benchmarks.table import HEADER, budget, cells, measure, printed
from tests.terminal.screen import ROOT

pytestmark = pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="what a process needs is told by Linux")

BUDGET = budget()
FEW = 30
"""Days of each journal."""
SOME = ("Plan", "Import")
"""The screens whose keys are measured together with the other rows."""
QUICK = ("status", "log", "first_paint", "rules", "import_memory", "import_key")
"""The rows that are measured in the ordinary run; the others take a minute."""
RATIO = Row("shell:status", "a command", "jrnl", "ratio", "ms", {"1 year": 0.5}, ["1 year", "10 years"])


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The program as it lies here, beside nothing that would have to be installed."""
    ours = (sys.executable, "-m", "mastery_tui")
    journals = Journals(tmp_path_factory.mktemp("journals"), dict.fromkeys(SPANS, FEW))
    return Bench(ours, sys.executable, (), {}, "", journals, 0, {}, 0.001, {"PYTHONPATH": str(ROOT)})


def measured(bench: Bench, name: str) -> list[Line]:
    row = BUDGET[name]
    return list(measure(row)(bench, row._replace(spans=row.spans[:1])))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.storm) for name in BUDGET]
)
def test_a_row_is_measured(bench: Bench, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "PLACES", {place: keys.PLACES[place] for place in SOME})
    lines = measured(bench, name)
    assert lines
    for line in lines:
        assert line.ours
        assert all(math.isfinite(value) for value in (*line.ours, *line.beside))
        assert len(cells(BUDGET[name], line).texts) == len(HEADER)


@pytest.mark.storm
@pytest.mark.parametrize("place", keys.PLACES)
def test_each_key_of_a_screen_paints(bench: Bench, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "PLACES", {place: keys.PLACES[place]})
    (line,) = measured(bench._replace(share=10 / keys.KEYS), "key")
    assert len(line.ours) == len(line.beside) == 10


@pytest.mark.parametrize("row", BUDGET.values(), ids=BUDGET)
def test_a_goal_is_of_a_journal_that_is_measured(row: Row) -> None:
    assert set(row.spans) <= set(SPANS)
    assert not isinstance(row.goal, dict) or set(row.goal) <= set(row.spans)


@pytest.mark.parametrize(
    ("span", "ours", "wanted", "missed"),
    [
        ("1 year", 49, True, False),
        ("1 year", 51, True, True),
        ("10 years", 51, True, False),
        ("1 year", 51, False, False),
    ],
)
def test_a_goal_is_missed_by_what_takes_more(span: str, ours: float, wanted: bool, missed: bool) -> None:
    found = cells(RATIO, Line(span, [ours, 1, 1000], [100], wanted=wanted))
    assert (found.missed, "MISSED" in found.texts) == (missed, missed)
    assert f"{ours / 100:.2f}" in found.texts


def test_what_cannot_be_compared_misses_nothing() -> None:
    assert not cells(RATIO, Line("1 year", [51], [])).missed


def test_the_table_is_read_by_the_readme_too() -> None:
    rows = [cells(RATIO, Line("1 year", [51], [100])).texts]
    (header, marks, line) = printed(rows, markdown=True).splitlines()
    assert {each.count("|") for each in (header, marks, line)} == {len(HEADER) + 1}
    assert len(printed(rows, markdown=False).splitlines()) == 2
