"""How long it is until something can be seen: at the start, in another place, after a save."""

from collections.abc import Callable, Iterator
from functools import partial

from mastery_tui import guide
from tests.benchmarks.bench import BARE_LABEL, Bench, Line, Row, line_of
from tests.benchmarks.window import Sample, Window, interleaved

CHECK_IN, PLAN = "target 400", "Transfer"
"""What is read on each."""
OTHERS = {"harlequin": "Run Query", "calcure": "JOURNAL"}
"""Programs that are measured beside, and what is read on each."""
SAVED = guide.word("saved", "saved")
SWITCHES = {"F3": ("f3",), "F4": ("f4",), "F5": ("f5",), "History from Plan": ("f3", "/")}
"""The keys that are pressed after a start, of which the last is measured."""
WHOLE = 0.12
"""Seconds without anything drawn after which a place is taken as painted."""


def first(bench: Bench, row: Row) -> Iterator[Line]:
    """Check-in and Plan, with each journal, and what others take, all against one Label."""
    cases: dict[str, Callable[[], Sample]] = {"label": lambda: _painted(bench.bare("label"), BARE_LABEL)}
    lines = {}
    for span in row.spans:
        for part, wanted, env in (
            ("Check-in", CHECK_IN, bench.journals.copied(span)),
            ("Plan", PLAN, bench.recorded(span)),
        ):
            lines[f"{part} {span}"] = span, part
            cases[f"{part} {span}"] = lambda env=env, wanted=wanted: _painted(bench.open(env), wanted)
    for name in OTHERS.keys() & bench.others.keys():
        cases[name] = partial(_other, bench, name)
    taken = interleaved(cases, bench.rounds_of(row))
    for name, (span, part) in lines.items():
        yield line_of(span, taken[name], taken["label"], part)
    for name in sorted(OTHERS.keys() & bench.others.keys()):
        yield line_of("", taken[name], taken["label"], f"{name} for comparison", wanted=False)


def _painted(opened: Window, wanted: str) -> Sample:
    with opened as window:
        return window.first_paint(wanted)


def _other(bench: Bench, name: str) -> Sample:
    """The first paint of another program, which has a home of its own."""
    home = bench.journals.folder / f"home-{name}"
    (home / ".config").mkdir(parents=True, exist_ok=True)
    env = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "XDG_DATA_HOME": str(home)}
    return _painted(Window(bench.others[name], {**bench.env, **env}), OTHERS[name])


def switches(bench: Bench, row: Row) -> Iterator[Line]:
    """The first key of each place after a start, each in a window of its own, against the same as it was before."""
    for span in row.spans:
        cases = {}
        for name, keys in SWITCHES.items():
            cases[name] = partial(_switched, bench, span, keys, bench.ours)
            if bench.before:
                cases[f"{name} before"] = partial(_switched, bench, span, keys, bench.before)
        taken = interleaved(cases, bench.rounds_of(row))
        for name, keys in SWITCHES.items():
            yield line_of(span, taken[name], taken.get(f"{name} before", []), name, wanted=len(keys) == 1)


def _switched(bench: Bench, span: str, keys: tuple[str, ...], command: tuple[str, ...]) -> Sample:
    with bench.window(span, command) as window:
        window.first_paint(CHECK_IN)
        for key in keys:
            window.settle()
            sample = window.painted(key, quiet=WHOLE)
        return sample


def saved(bench: Bench, row: Row) -> Iterator[Line]:
    """From the key that saves until Saved is painted, against the same with the first of the journals."""
    shortest = next(iter(bench.journals.spans))
    cases = {span: partial(_saved, bench, span) for span in {shortest: None, **dict.fromkeys(row.spans)}}
    taken = interleaved(cases, bench.rounds_of(row))
    for span in row.spans:
        yield line_of(span, taken[span], taken[shortest], wanted=span != shortest)


def _saved(bench: Bench, span: str) -> Sample:
    with bench.window(span) as window:
        window.first_paint(CHECK_IN)
        window.settle()
        window.painted("d", quiet=WHOLE)
        return window.pressed("ctrl+s", until=SAVED)
