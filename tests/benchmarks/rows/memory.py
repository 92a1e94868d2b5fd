"""Resident memory: after a save and a reload, against one Label; and how much more there is after long use."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

from mastery_tui import guide
from tests.benchmarks.bench import BARE_LABEL, Bench, Line, Row
from tests.benchmarks.rows.paints import CHECK_IN, SAVED
from tests.benchmarks.window import Window

CHANGED = guide.word("dialogs", "changed_elsewhere")
DIALOGS, SWITCHES, SAVES = (20, 150), (100, 500), (50, 1000)
"""How many are done before, so that what is made once is there, and how many are looked at."""
FADED = 12.0
"""Seconds after which what was told of the last save is gone again."""


def resident(bench: Bench, row: Row) -> Iterator[Line]:
    """At the start, and after today was saved here and again by a command."""
    rounds = max(1, bench.rounds_of(row))
    label = [_label(bench) for _ in range(rounds)]
    for span in row.spans:
        started, used = zip(*(_used(bench, span) for _ in range(rounds)), strict=True)
        yield Line(span, list(started), label, part="at the start", wanted=False)
        yield Line(span, list(used), label, part="after a save and a reload")


def _label(bench: Bench) -> float:
    with bench.bare("label") as window:
        window.first_paint(BARE_LABEL)
        window.settle()
        return window.resident


def _used(bench: Bench, span: str) -> tuple[float, float]:
    env = bench.journals.copied(span)
    with bench.open(env) as window:
        window.first_paint(CHECK_IN)
        window.settle()
        started = window.resident
        window.painted("d")
        window.pressed("ctrl+s", until=SAVED)
        bench.log(env, "430")
        window.until_drawn(CHANGED[:12], window.begun)
        window.settle()
        return started, window.resident


def growth(bench: Bench, row: Row) -> Iterator[Line]:
    """Three windows side by side: one opens dialogs, one switches places, one saves."""
    works = {"dialogs": (DIALOGS, _dialogs), "switches": (SWITCHES, _switches), "saves": (SAVES, _saves)}
    for span in row.spans:
        with ThreadPoolExecutor() as pool:
            grown = {name: pool.submit(_grown, bench, span, *counts, work) for name, (counts, work) in works.items()}
        for name, more in grown.items():
            (_, count), _ = works[name]
            yield Line(span, [more.result()], [], part=f"after {bench.part_of(count):,} {name}")


def _grown(bench: Bench, span: str, first: int, count: int, work: Callable[[Window], Iterator[None]]) -> float:
    """How many MB there are more after so much work, which some of the same went before."""
    with bench.window(span) as window:
        window.first_paint(CHECK_IN)
        window.settle()
        doing = work(window)
        _do(doing, bench.part_of(first))
        window.drawn_in(FADED * bench.share)
        before = window.resident
        _do(doing, bench.part_of(count))
        window.drawn_in(FADED * bench.share)
        return window.resident - before


def _do(doing: Iterator[None], times: int) -> None:
    for _ in range(times):
        next(doing)


def _dialogs(window: Window) -> Iterator[None]:
    window.painted("f3")
    while True:
        window.painted("?")
        window.painted("escape")
        yield


def _switches(window: Window) -> Iterator[None]:
    for key in cycle(("f3", "f4", "f5", "f2")):
        window.painted(key)
        yield


def _saves(window: Window) -> Iterator[None]:
    """Today is saved, then opened and saved again and again with another amount."""
    window.painted("4", "2", "0")
    window.pressed("ctrl+s", until=SAVED)
    for digit in cycle("123456789"):
        window.pressed("e", "backspace", digit, "ctrl+s", until=SAVED)
        yield
