"""Random walks, each made by its seed; a walk that stumbles says how to take it again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from .choosing import next_keys, next_step
from .leaping import NeverRests, run
from .states import SIZES, STATES
from .walking import Start, Stumble, Walk, walking

Standing = dict[str, Any]

RELOAD_EVERY = 20
"""Keys between two looks at the file."""


@dataclass
class Walked:
    """What became of a walk.

    Attributes:
        start: where it began.
        steps: what was done.
        stumble: what did not hold, None where all did.
        over: whether the person left the app before all keys were pressed.
    """

    seed: int
    start: Start
    steps: list[str] = field(default_factory=list)
    stumble: Stumble | None = None
    over: bool = False

    @property
    def told(self) -> str:
        """Everything that is needed to take the walk again."""
        columns, rows = self.start.size
        return f"seed {self.seed}, {self.start.state}, {columns}x{rows}: {self.stumble}\n{self.steps!r}"


def start_of(seed: int) -> Start:
    """Where the walk of a seed begins: all states in turn, each in all sizes."""
    turn, at = divmod(seed, len(STATES))
    return Start(list(STATES)[at], SIZES[(turn + at) % len(SIZES)])


def walk_at_random(seed: int, keys: int, folder: Path) -> Walked:
    """Take a walk.

    Args:
        seed: decides where it begins, and all its steps.
        keys: how many keys it has.
        folder: an empty folder.
    """
    walked = Walked(seed, start_of(seed))
    return _caught(walked, lambda: run(_walk(walked, keys, folder)))


def compare_at_random(seed: int, keys: int, folder: Path) -> Walked:
    """Take a walk in which nothing happens but keys, again with the same keys one by one: both have to go alike.

    Args:
        seed: decides where it begins, and all its steps.
        keys: how many keys it has.
        folder: an empty folder.
    """
    walked = Walked(seed, start_of(seed))

    def both() -> None:
        at_once = run(_standings(walked, keys, _room(folder, "at_once")))
        run(_one_by_one(walked.start, walked.steps, at_once, _room(folder, "one_by_one")))

    return _caught(walked, both)


def compare_steps(start: Start, steps: Sequence[str], folder: Path) -> None:
    """Take written steps as they are, and again key by key.

    Args:
        start: where the walk begins.
        steps: keys only.
        folder: an empty folder.

    Raises:
        Stumble: the two do not go alike, or one of them does not go at all.
    """

    async def at_once() -> list[Standing]:
        async with walking(start, _room(folder, "at_once")) as walk:
            return [await _step(walk, step) for step in steps if not walk.over]

    run(_one_by_one(start, steps, run(at_once()), _room(folder, "one_by_one")))


def _caught(walked: Walked, take: Callable[[], object]) -> Walked:
    try:
        take()
    except Stumble as stumble:
        walked.stumble = stumble
    except NeverRests as never:
        walked.stumble = Stumble("never rests", str(never))
    return walked


def _room(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


async def _walk(walked: Walked, keys: int, folder: Path) -> None:
    chance = Random(walked.seed)
    async with walking(walked.start, folder) as walk:
        walked.steps = walk.steps
        reloaded = 0
        while walk.keys < keys and not walk.over:
            await walk.take(next_step(walk, chance))
            if walk.keys - reloaded >= RELOAD_EVERY and not walk.over:
                reloaded = walk.keys
                await walk.take("~reload")
        walked.over = walk.over
        if not walk.over:
            await walk.end()


async def _standings(walked: Walked, keys: int, folder: Path) -> list[Standing]:
    """Where a walk of keys stands after each of its steps."""
    chance = Random(walked.seed)
    found = []
    async with walking(walked.start, folder) as walk:
        walked.steps = walk.steps
        while walk.keys < keys and not walk.over:
            found.append(await _step(walk, next_keys(walk, chance)))
    return found


async def _one_by_one(start: Start, steps: Sequence[str], at_once: Sequence[Standing], folder: Path) -> None:
    """Take the same keys one by one, and compare where that leads."""
    async with walking(start, folder) as walk:
        for step, expected in zip(steps, at_once, strict=False):
            for key in step.split():
                if not walk.over:
                    await walk.take(key)
            found = walk.standing()
            for name in expected:
                if found.get(name) != expected[name]:
                    one, other = found.get(name), expected[name]
                    raise Stumble("keys at once", f"after {step!r} {name}: {one}, at once {other}")


async def _step(walk: Walk, step: str) -> Standing:
    await walk.take(step)
    return walk.standing()
