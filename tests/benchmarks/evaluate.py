"""How long a full evaluation takes: all rules over a 30-day cycle, alone and with 120 cycles before it.

Run it from the project's folder: ``python -m tests.benchmarks.evaluate [ROUNDS]``. It prints medians of interleaved
runs on this machine, in milliseconds, and their ratios. Reading the journal is not part of it; what the journal hands
over of earlier cycles is bounded by dates.
"""

import statistics
import sys
from collections.abc import Sequence
from time import perf_counter

from mastery_tui.cues.engine import Rules, evaluate
from mastery_tui.cues.rules import RULES
from mastery_tui.cues.thresholds import Thresholds
from mastery_tui.practice.records import CycleRecords
from mastery_tui.practice.timeline import Timeline
from tests.cues.build import built, on

BARE = "d*30"
FULL = (
    "d,420,e7,c3,m30,calm,@desk c d,380,e8,c4,m35,anxious/4,r12,@desk m,230,e6,frustrated/2,c3 p,e9,c2 d "
    "d,e5,c4,@home . r d,e7,c4,m40,ashamed/2,@desk"
)
EARLIER = 120 * 30
"""Days of 120 earlier cycles, each with a feeling."""


def cases() -> dict[str, tuple[CycleRecords, Rules]]:
    """What is evaluated, by name."""
    month = " ".join([FULL] * 3)
    extra = {
        "adjustments": [(5,), (12, 18), (20,)],
        "checks": [[3, "Anna"], [10, "Ben"], [12, "Anna"], [17, "Anna"]],
        "baseline": [(400, 5, 3)] * 6,
        "frozen_on": 8,
    }
    paused = " ".join([FULL] * 2 + ["=*10"] + [FULL])
    return {
        "bare": (built(BARE), RULES),
        "full": (built(month, **extra), RULES),
        "full, 10 paused dates": (built(paused, **extra), RULES),
        "full, after 120 cycles": (built(month, **extra, earlier=f"d,anxious/4*{EARLIER}"), RULES),
        "full, no rules": (built(month, **extra), ()),
    }


def milliseconds(records: CycleRecords, rules: Rules) -> float:
    """What one evaluation takes."""
    begin = perf_counter()
    evaluate(records, Thresholds(), on(30), rules=rules)
    return (perf_counter() - begin) * 1000


def by_rule(records: CycleRecords, rounds: int) -> list[tuple[float, str]]:
    """What each rule adds to an evaluation without rules, the dearest first."""
    idle = statistics.median(milliseconds(records, ()) for _ in range(rounds))
    found = [
        (statistics.median(milliseconds(records, (rule,)) for _ in range(rounds)) - idle, rule.id) for rule in RULES
    ]
    return sorted(found, reverse=True)


def main(arguments: Sequence[str]) -> None:
    """Print everything."""
    rounds = int(arguments[0]) if arguments else 100
    wanted = cases()
    taken: dict[str, list[float]] = {name: [] for name in wanted}
    for _ in range(rounds):
        for name, (records, rules) in wanted.items():
            taken[name].append(milliseconds(records, rules))
    full = statistics.median(taken["full"])
    print(f"evaluate() on plan day 30, {len(RULES)} rules, median of {rounds}:\n")
    for name, times in taken.items():
        middle = statistics.median(times)
        print(f"{name:24}{middle:6.2f} ms   longest {max(times):6.2f} ms   {middle / full:.2f} times full")
    records = wanted["full"][0]
    start = perf_counter()
    for _ in range(rounds):
        Timeline.of(records, on(30))
    print(f"\nof which the timeline{(perf_counter() - start) * 1000 / rounds:9.2f} ms\n")
    for cost, rule in by_rule(records, rounds):
        print(f"{cost:6.3f} ms  {rule}")


if __name__ == "__main__":
    main(sys.argv[1:])
