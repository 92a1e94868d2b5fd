"""An evaluation is quick, and what it imports is little."""

import subprocess
import sys
from time import perf_counter

from mastery_tui.cues.engine import evaluate
from mastery_tui.cues.params import Thresholds
from mastery_tui.practice.records import CycleRecords
from tests.cues.build import built, on

MONTH = " ".join(["d,e5,calm c d,anxious/4,r12 m,230 p d . r c c"] * 3)


def quickest(records: CycleRecords) -> float:
    """The quickest of some evaluations, in milliseconds."""
    found = []
    for _ in range(15):
        begin = perf_counter()
        evaluate(records, Thresholds(), on(30))
        found.append((perf_counter() - begin) * 1000)
    return min(found)


def test_a_full_evaluation_of_30_days_takes_under_5_ms_however_much_lies_before() -> None:
    alone = quickest(built(MONTH, adjustments=[[15], [18]]))
    after_ten_years = quickest(built(MONTH, adjustments=[[15], [18]], earlier="d,anxious/4*3600"))
    print(f"evaluation: {alone:.2f} ms alone, {after_ten_years:.2f} ms after 3600 earlier days")
    assert alone < 5
    assert after_ten_years < 5


def test_the_engine_imports_neither_textual_nor_pendulum_nor_tinydb() -> None:
    code = (
        "import sys; import mastery_tui.cues.engine;"
        "print([each for each in ('textual', 'pendulum', 'tinydb') if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
