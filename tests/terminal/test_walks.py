"""Walks in a real terminal: bursts of random keys, each written at once, and the app alive at the end."""

import os
from pathlib import Path
from random import Random

import pytest

from mastery_tui import guide
from mastery_tui.demo.personas import PERSONAS
from tests.terminal.screen import Terminal, program

SEEDS, STORM = range(1, 6), range(6, 21)
"""The others are taken by ``-m storm``."""
FINISHED = (4, 9, 14, 19)
"""The seeds that begin where three months are over."""
BURSTS = 12
LONGEST = 12
SIZES = ((80, 24), (60, 20), (120, 36))
PLACES = ("f2", "f3", "f4", "f5")
MOVES = ("up", "down", "left", "right", "tab", "enter", "enter", "escape", "pageup", "pagedown", "backspace")
# Quitting is left out, alone: q quits outside of text, ctrl+q everywhere.
LETTERS = "abcdefghijklmnoprstuvwxyz0123456789"
SIGNS = "!?:<>.,+-/ U@"
NAMED = (("p", "pause"), ("p", "resume"), ("f", "feedback"), ("enter", "check_in"), ("enter", "edit"))
PLAN = tuple(f"{key} {guide.word('keys', word)}" for key, word in NAMED)
"""What only Plan's key bar names, one of them at least."""
LAST = "zqxj"
"""What is typed last; no word of the program has it."""
WORDS = ("420 e6 calm", "nunusual", "12x", "\x1b[200~pasted at once\x1b[201~")

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")


def burst(random: Random) -> list[str]:
    """Keys as somebody presses them who does not look."""
    keys: list[str] = []
    for _ in range(random.randint(1, LONGEST)):
        kind = random.random()
        if kind < 0.35:
            keys.append(random.choice(MOVES))
        elif kind < 0.7:
            keys.append(random.choice(LETTERS))
        elif kind < 0.8:
            keys.append(random.choice(SIGNS))
        elif kind < 0.88:
            keys.append(random.choice(PLACES))
        elif kind < 0.94:
            keys += random.choice(WORDS)
        elif kind < 0.97:
            keys.append(click(random))
        else:
            keys += random.choice((["ctrl+s"], ["f9"], ["ctrl+p", random.choice(LETTERS), "escape"]))
    return keys


def click(random: Random) -> str:
    where = f"{random.randint(1, 60)};{random.randint(1, 20)}"
    return f"\x1b[<0;{where}M\x1b[<0;{where}m"


@pytest.mark.parametrize("seed", [*SEEDS, *(pytest.param(seed, marks=pytest.mark.storm) for seed in STORM)])
def test_after_bursts_of_random_keys_the_app_is_alive(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    env = {
        "MASTERY_FILE": str(tmp_path / "mastery.json"),
        "MASTERY_CONFIG": str(tmp_path / "config.toml"),
        "MASTERY_NOW": "2026-11-27T08:00:00+01:00",
    }
    personas = sorted(PERSONAS)
    columns, lines = SIZES[seed % len(SIZES)]
    ended = ("--finished",) if seed in FINISHED else ()
    app = Terminal(*program(), "demo", personas[seed % len(personas)], *ended, env=env, columns=columns, lines=lines)
    pressed: list[list[str]] = []
    app.until_raw()
    for _ in range(BURSTS):
        pressed.append(burst(random))
        app.press(*pressed[-1])
        app.read(random.choice((0, 0.01, 0.3)))
        assert app.child.isalive(), f"ended after {pressed!r}:\n{app.after}"
    try:
        # The palette opens everywhere, and its letters show only once all keys before them are done.
        app.press("ctrl+p", *LAST)
        app.until(LAST)
        # A dialog that was left open in a place is there again, and closes.
        app.press(*["escape"] * 6, "f3", *["escape"] * 6)
        app.until(one_of=PLAN, gone=LAST)
    except AssertionError as problem:
        raise AssertionError(f"after {pressed!r}: {problem}") from None
    app.press("ctrl+q")
    assert app.ended() == 0, f"after {pressed!r}:\n{app.after}"
    app.assert_clean()
