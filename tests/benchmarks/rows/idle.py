"""What an open window needs that nobody touches, above a bare app with its cursor in an Input; the timer, too."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import NamedTuple

from tests.benchmarks.bench import Bench, Line, Row
from tests.benchmarks.rows.paints import CHECK_IN
from tests.benchmarks.window import Window

SECONDS = 30
SETTLES = 3.0
"""Seconds after the last key that are not looked at."""
BARE, TIMER = "bare", "timer"
PLACES: dict[str, tuple[str, ...]] = {"Check-in": (), "Plan": ("f3",), TIMER: ("t", "enter")}
"""The keys that lead to each."""
ROLLOVER = timedelta(hours=4)
"""How long after midnight a day ends."""


class Idle(NamedTuple):
    """What a window needs: per cent of a core, and for each second the wake-ups and the bytes that it writes."""

    cpu: float
    wakes: float
    written: float


def cpu(bench: Bench, row: Row) -> Iterator[Line]:
    """Each place with its cursor in a field, where it has one."""
    return _lines(bench, row, lambda idle: idle.cpu, ("Check-in", "Plan"))


def wakes(bench: Bench, row: Row) -> Iterator[Line]:
    """The same windows."""
    return _lines(bench, row, lambda idle: idle.wakes, ("Check-in", "Plan"))


def timer_cpu(bench: Bench, row: Row) -> Iterator[Line]:
    """The timer, whose digits change each second."""
    return _lines(bench, row, lambda idle: idle.cpu, (TIMER,))


def timer_written(bench: Bench, row: Row) -> Iterator[Line]:
    """The same window."""
    return _lines(bench, row, lambda idle: idle.written, (TIMER,))


def _lines(bench: Bench, row: Row, value: Callable[[Idle], float], places: tuple[str, ...]) -> Iterator[Line]:
    for span in row.spans:
        if span not in bench.idle:
            bench.idle[span] = untouched(bench, span)
        looked = bench.idle[span]
        for place in places:
            yield Line(span, [value(looked[place])], [value(looked[BARE])] if row.beside else [], part=place)


def untouched(bench: Bench, span: str) -> dict[str, Idle]:
    """What the bare app and each place need, all open during the same seconds of the machine's own clock."""
    with ExitStack() as opened:
        windows = {BARE: opened.enter_context(bench.bare("input"))}
        for name, way in PLACES.items():
            env = bench.journals.copied(span, (datetime.now() - ROLLOVER).date())
            window = windows[name] = opened.enter_context(bench.open(env))
            window.first_paint(CHECK_IN)
            window.settle()
            for key in way:
                window.painted(key, quiet=0.1)
        with ThreadPoolExecutor(len(windows)) as pool:
            looking = {name: pool.submit(_looked, bench, window) for name, window in windows.items()}
            return {name: looked.result() for name, looked in looking.items()}


def _looked(bench: Bench, window: Window) -> Idle:
    window.drawn_in(SETTLES * min(1, bench.share * 4))
    since, cpu, wakes = time.monotonic(), window.cpu, window.wakes
    written = window.drawn_in(SECONDS * bench.share)
    lasted = time.monotonic() - since
    return Idle((window.cpu - cpu) / lasted / 10, (window.wakes - wakes) / lasted, written / lasted)
