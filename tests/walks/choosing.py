"""Which step a random walk takes next: mostly what the screen offers, now and then anything at all."""

from random import Random

from textual.keys import _character_to_key

from mastery_tui import guide
from tests.tui.elsewhere import HARSH

from .seeing import SIGNS, offered, takes, typing
from .walking import OTHERS, Walk

LEAVING = ("q", "ctrl+q", "ctrl+c", "g")
"""Keys that are not pressed for what they do: they end the walk, or copy."""

GOING = ("f2", "f3", "f4", "f5", "f2", "f3", "f5", "t", "t", "less_than_sign", "greater_than_sign")
MOVING = ("up", "down", "left", "right", "tab", "shift+tab", "pageup", "pagedown", "home", "end")
ANYWHERE = (
    "f9",
    "ctrl+p",
    "ctrl+s",
    "u",
    "U",
    "colon",
    "question_mark",
    "w",
    "e",
    "n",
    "v",
    "r",
    "exclamation_mark",
    "slash",
)
TYPED = "0123456789 .,+-@:!?<>abcdefghimnoprstuvwxyzUZ'/#"
WORDS = (
    "hello there",
    "420",
    "62",
    "+14",
    "12x",
    "27 times",
    "e6 calm",
    "tomorrow",
    "2026-11-20",
    "unusual",
    "nu",
    "mmm",
)
ENTRIES = ("420 e6", "420 25m e6 calm @desk", "400", "c", "d", "+14", "soon")
COMMANDS = (
    *("pause", "resume", "rest", "freeze", "lock", "easier", "feedback", "adjust", "transfer", "routine", "finish"),
    *("backups", "delete", "place_check_in", "place_plan", "place_reflect", "cue_why", "help", "theme", "undo", "redo"),
    *("plan_view", "check_in_one_line", "new_plan", "place_progress", "progress_open", "progress_view", "history"),
    *("place_summary", "export", "import"),
    *("timer", "timer_done", "timer_close", "timer_discard"),
)
"""Commands of the palette, by their ids."""
ENOUGH = 9
"""So many letters of a command's name are typed."""

IMPORT = ("ctrl+p", *"import", "enter", "2", *map(_character_to_key, str(HARSH)), "tab")
NUMBERS = (*IMPORT, "pagedown", *"pages", "enter", *"20", "enter", *"10", "pagedown")
"""A log is brought in: which days, and what becomes of them."""

RUNS = (
    list(IMPORT),
    list(NUMBERS),
    [*NUMBERS, "down", "enter", "pageup", "r", "y"],
    ["enter"] * 5,
    ["escape"] * 3,
    [*"420", "enter", "enter"],
    [*"420", "enter", *"62", "ctrl+s"],
    ["c", "enter"],
    ["d", "6", "2", "4", "enter"],
    ["m", "ctrl+s"],
    [*"420", "enter", *"624", "enter", "e"],
    ["u", "u", "U"],
    ["f3", "f2", "f4", "f3"],
    ["f9", "escape", "f9", "p"],
    ["w", "l", "escape"],
    ["e", "ctrl+s", "ctrl+s"],
    ["pageup", "pageup", *"27", "pagedown"],
    ["f5", "left", "left", "enter", *"27", "escape"],
    ["t", "enter", "enter", "enter"],
    ["t", "enter", "enter", "n", *"aloud", "enter", "enter"],
    ["t", "b", *"40m", "enter", "enter"],
    ["t", "d", *"420", "enter", *"624", "ctrl+s"],
    ["t", "p", "c", "enter"],
    ["t", "x", "y", "v", "t"],
    ["t", "2", *"40m", "enter"],
    ["f5", "v", "h", "h", "v", "pagedown", "f2"],
    ["f3", "slash", "e", "down", "down", "enter"],
    ["f5", "slash", *"no", "pagedown", "enter", *"42", "ctrl+s"],
    ["escape", "slash", *":q!", "backspace", "escape", "enter"],
    ["right_square_bracket", *"420", "enter", *"624", "enter", "enter"],
    ["right_square_bracket", "right_square_bracket", "left_square_bracket", "w", "escape"],
    ["right_curly_bracket", "f5", "right_square_bracket", "right", "right", "down", "left"],
)
"""Keys that a hand in practice sends quicker than a slow machine takes them."""

OFTEN = ("amount", "note", "cancelled", "delete", "undo")
"""What another window does most."""

AT_ONCE = 0.2
"""How often several keys arrive at once."""

LETS_GO = 0.2
"""How often another program gives the lock back, at each step."""

LOOKS_UP = 0.5
"""How often nothing is pressed until what another window did is shown."""

AFTER_TEXT = ("enter", "enter", "enter", "ctrl+s", "ctrl+s", "escape", "escape", "backspace", "tab", "left")
"""What follows once something is typed."""

KEY_OF = {sign: key for key, sign in SIGNS.items()}
CALLED = tuple(
    "".join(sign for sign in guide.word("palette", command)[:ENOUGH] if sign in KEY_OF) for command in COMMANDS
)
"""What is typed for each of the commands."""

AROUND_US = (
    *["~wait 0.6"] * 4,
    "~wait 6",
    *["~time hour"] * 2,
    *["~time recovery"] * 3,
    "~time morning",
    "~time rollover",
    *["~hold"] * 2,
)


def keys_of(text: str) -> list[str]:
    """The keys that type a text."""
    return [KEY_OF[sign] for sign in text]


def next_step(walk: Walk, chance: Random) -> str:
    """The next step.

    Args:
        walk: the walk as it stands.
        chance: decides.
    """
    if walk.holding and chance.random() < LETS_GO:
        return "~let_go"
    if walk.steps and walk.steps[-1].startswith("~other") and chance.random() < LOOKS_UP:
        return "~wait 0.6"
    decides = chance.random()
    if decides < 0.05:
        return chance.choice(AROUND_US)
    if decides < 0.11:
        return _outside(chance)
    return next_keys(walk, chance)


def next_keys(walk: Walk, chance: Random) -> str:
    """The next key, or several that arrive at once.

    Args:
        walk: the walk as it stands.
        chance: decides.
    """
    return " ".join(_at_once(walk, chance)) if chance.random() < AT_ONCE else _key(walk, chance)


def _outside(chance: Random) -> str:
    # What ends or begins a plan elsewhere is rare: after it a walk has little left to meet.
    what = chance.choice([*OFTEN, *(name for name in OTHERS if name != "finish" or chance.random() < 0.1)])
    return f"~other {what} {chance.choice((0, 0, 0, 1, 2, 5))}"


def _at_once(walk: Walk, chance: Random) -> list[str]:
    """Keys that arrive together: a word, what opens something and what is meant for that, or any few."""
    kind = chance.randrange(10)
    if kind == 0:
        return keys_of(chance.choice(WORDS))
    if kind == 1:
        return [chance.choice(("n", "a", "f", "p", "i", "x")), *keys_of(chance.choice(WORDS))]
    if kind == 2:
        return ["colon", *keys_of(chance.choice(ENTRIES)), *chance.choice((["enter"], ["enter", "e"], ["escape"]))]
    if kind in (3, 4):
        return ["ctrl+p", *keys_of(chance.choice(CALLED)), *chance.choice((["enter"], ["enter"], ["down", "enter"]))]
    if kind in (5, 6):
        return list(chance.choice(RUNS))
    return [_key(walk, chance) for _ in range(chance.randint(2, 5))]


def _key(walk: Walk, chance: Random) -> str:
    focused = walk.app.screen.focused
    text = typing(focused) is not None
    decides = chance.random()
    if focused is not None and text:
        signs = [key for key in keys_of(TYPED) if takes(focused, key)]
        if decides < 0.4 and signs:
            return chance.choice(signs)
        if decides < 0.8:
            return chance.choice(AFTER_TEXT)
        decides = chance.random()
    if decides < 0.66:
        # A text knows some thirty keys to edit it; those are Textual's own affair.
        rare = text and chance.random() < 0.9
        found = [key for key, node in offered(walk.app) if key not in LEAVING and not (rare and node is focused)]
        if found:
            return chance.choices(found, [_weight(key) for key in found])[0]
    if decides < 0.72:
        return chance.choice(("enter", "escape"))
    if decides < 0.78:
        return chance.choice("1234567890")
    if decides < 0.84:
        return chance.choice(GOING)
    if decides < 0.9:
        return chance.choice(MOVING)
    return chance.choice(ANYWHERE)


def _weight(key: str) -> float:
    """How often a key is pressed beside others: rows offer ten digits each, but most that can happen is on letters."""
    if len(key) > 1:
        return 0.5
    return 0.2 if key.isdigit() else 2.0
