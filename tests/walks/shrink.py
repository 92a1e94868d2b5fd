"""Cuts a walk that stumbles down to the few steps it takes: ``python -m tests.walks.shrink SEED [KEYS [compare]]``."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from .random_walks import compare_at_random, compare_steps, walk_at_random
from .walking import Start, Stumble, walk_through

KEYS = 200
WAIT = "~wait 0.6"
WALKS = {"walk": walk_at_random, "compare": compare_at_random}


def shrunk(steps: Sequence[str], fails: Callable[[Sequence[str]], bool]) -> list[str]:
    """The steps that are needed for it to fail; no one of them, and no key of one, can be left out.

    Args:
        steps: steps with which it fails.
        fails: whether it fails with these.
    """
    left = _fewest(_last(list(steps), fails), fails)
    for at, step in enumerate(left):
        keys = step.split()
        if step.startswith("~") or len(keys) == 1:
            continue
        left[at] = " ".join(_fewest(keys, lambda few, at=at: fails([*left[:at], " ".join(few), *left[at + 1 :]])))  # type: ignore[misc]
    return left if left == list(steps) else shrunk(left, fails)


def _last(steps: list[str], fails: Callable[[Sequence[str]], bool]) -> list[str]:
    """The last steps, where they are enough: mostly what a walk stumbles over is not far behind it."""
    length = 1
    while length < len(steps):
        if fails(steps[-length:]):
            return steps[-length:]
        length *= 2
    return steps


def _fewest(parts: list[str], fails: Callable[[list[str]], bool]) -> list[str]:
    """Leave out ever smaller runs of parts as long as it still fails."""
    size = max(1, len(parts) // 2)
    while True:
        at = 0
        while at < len(parts):
            fewer = parts[:at] + parts[at + size :]
            if fewer and fails(fewer):
                parts = fewer
            else:
                at += size
        if size == 1:
            return parts
        size = size // 2


Take = Callable[[Start, Sequence[str], Path], object]
"""Takes written steps, and raises what they stumble over."""

TAKES: tuple[Take, ...] = (partial(walk_through, ends=False), walk_through, compare_steps)
"""The cheapest first: without the end of a walk, with it, and twice."""


def stumble_of(take: Take, start: Start, steps: Sequence[str]) -> Stumble | None:
    """What a walk stumbles over, None for nothing."""
    with TemporaryDirectory() as folder:
        try:
            take(start, steps, Path(folder))
        except Stumble as stumble:
            return stumble
    return None


def shrunk_walk(start: Start, steps: Sequence[str], kind: str) -> tuple[str, list[str]] | None:
    """How to take it, and the fewest steps of a walk that stumbles over the same; None for no stumble."""

    def fails(take: Take, few: Sequence[str]) -> bool:
        stumble = stumble_of(take, start, few)
        return stumble is not None and stumble.kind == kind

    for take in TAKES:
        if fails(take, steps):
            name = "compare_steps" if take is compare_steps else "walk_through"
            # With a wait at its end no step is needed only because it takes its time.
            waits = [] if take is compare_steps else [WAIT]
            return name, shrunk([*steps, *waits], partial(fails, take))
    return None


def main(seed: str, keys: str = str(KEYS), walk: str = "walk") -> None:
    """Take the walk of a seed, and print it, whole and shrunk."""
    with TemporaryDirectory() as folder:
        walked = WALKS[walk](int(seed), int(keys), Path(folder))
    print(walked.told)
    if walked.stumble is None:
        return
    found = shrunk_walk(walked.start, walked.steps, walked.stumble.kind)
    if found is not None:
        take, steps = found
        print(f"\nshrunk:\n{take}({walked.start!r}, {steps!r}, tmp_path)")


if __name__ == "__main__":
    main(*sys.argv[1:])
