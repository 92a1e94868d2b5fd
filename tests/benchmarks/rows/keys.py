"""From a key to what it paints, on every screen, against a Label that tells how many keys were pressed."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
from typing import NamedTuple

from mastery_tui import guide
from tests.benchmarks.bench import BARE_LABEL, Bench, Line, Row, line_of
from tests.benchmarks.rows.paints import CHECK_IN
from tests.benchmarks.window import Sample, Window

SETUP = guide.say("tabs", "setup_step", step=1, steps=3)
KEYS = 200
"""Keys on each screen."""
TYPED = ("d", "e", "s", "k", "backspace", "backspace", "backspace", "backspace")


class Place(NamedTuple):
    """A screen: the keys that lead to it from the start, and those that are pressed there again and again."""

    way: tuple[str, ...]
    keys: tuple[str, ...]
    empty: bool = False
    """Whether nothing has been recorded yet."""
    lines: int = 24
    """Of the terminal: so few that there is more to read than it shows."""


PLACES = {
    "Check-in, typing": Place((), ("4", "2", "backspace", "backspace")),
    "Check-in, rows": Place((), ("down", "down", "up", "up")),
    "Plan": Place(("f3",), ("left", "left", "right", "right")),
    "Reflect": Place(("f4", "enter"), TYPED),
    "Progress": Place(("f5",), ("left", "left", "right", "right")),
    "History, search": Place(("f3", "/"), TYPED),
    "History, rows": Place(("f3", "/", "escape"), ("down", "down", "up", "up")),
    "Summary": Place(("f3", "s"), ("down", "up"), lines=20),
    "Timer": Place(("t", "b"), TYPED),
    "One line": Place((":",), TYPED),
    "Help": Place(("f3", "?"), ("down", "down", "up", "up")),
    "Setup": Place(("enter",), TYPED, empty=True),
    "Import": Place(("i", "enter"), TYPED, empty=True),
}


def keys(bench: Bench, row: Row) -> Iterator[Line]:
    """All screens are open at once and get a key in turn, so that a busy moment strikes them alike."""
    for span in row.spans:
        with ExitStack() as opened:
            label = opened.enter_context(bench.bare("label"))
            label.first_paint(BARE_LABEL)
            windows = {"": (label, cycle("k"))}
            for name, place in PLACES.items():
                window = opened.enter_context(_opened(bench, span, place))
                windows[name] = window, cycle(place.keys)
            taken: dict[str, list[Sample]] = {name: [] for name in windows}
            for _ in range(bench.part_of(KEYS)):
                for name, (window, following) in windows.items():
                    window.forget()
                    taken[name].append(window.painted(next(following)))
        for name in PLACES:
            yield line_of(span, taken[name], taken[""], name)


def _opened(bench: Bench, span: str, place: Place) -> Window:
    env = bench.journals.empty() if place.empty else bench.journals.copied(span)
    window = bench.open(env, lines=place.lines)
    window.first_paint(SETUP if place.empty else CHECK_IN)
    window.settle()
    for key in place.way:
        window.press(key)
        window.settle()
    return window
