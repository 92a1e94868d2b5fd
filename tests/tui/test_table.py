"""Each key that the key bar or the README names does what it says, in each state that names it, and the app lives on.

The keys come from the app itself: what its screens bind and its bar shows. An action without a check fails, and so does
a key that is named and does nothing. In the ordinary run an action is tried in the first of a person's states that
names its key, and one of the app's own, which are the same for everybody, by a third of the people; by ``-m storm``
each is tried wherever it is named. Where the same window shows the state again, by keys alone, the next key is pressed
in it; otherwise F3 leads to Plan, ctrl+q quits, and another one is opened.
"""

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from textual.binding import ActiveBinding
from textual.keys import _character_to_key

from mastery_tui.coach import Coach
from mastery_tui.practice.records import Outcome
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.keymap import bindings
from mastery_tui.tui.widgets.key_bar import KeyBar
from tests.tui.people import coach_at, toured, writer_on_day_12
from tests.tui.table_checks import Press, check_of
from tests.tui.table_states import (
    BEGIN,
    FORM,
    ON,
    PEOPLE,
    PROGRESS,
    SAVED,
    SUMMARY,
    THIS_WEEK,
    TIMER,
    TODAY,
    TWO_LEFT,
    Keys,
)
from tests.tui.table_window import Watched, WatchedTour, Window, form_of, look_at


def named(app: MasteryApp, *, every: bool) -> dict[str, ActiveBinding]:
    """The keys that the bar names now; digits are the README's.

    Args:
        app: the app.
        every: whether all that act are wanted.
    """
    bars = app.screen.query(KeyBar)
    linked = {
        key for bar in bars for span in bar.render().spans for key in re.findall(r"key\('(\w.*?)'\)", str(span.style))
    }
    active = app.screen.active_bindings.items()
    acting = {key: each for key, each in active if each.enabled and each.binding.id and not key.isdecimal()}
    assert linked <= set(acting), "the bar names a key that is bound to nothing"
    return {key: each for key, each in acting.items() if every or is_shown(each)}


def is_shown(active: ActiveBinding) -> bool:
    """Whether the bar names the key, if it has the room."""
    word = getattr(active.node, "enter_word", "-") if active.binding.key == "enter" else "-"
    return active.binding.show and bool(word)


async def pressed(window: Window, way: Keys, key: str) -> str:
    """Press one key in a state; what is wrong with what came of it, '' for nothing."""
    before = await window.reach(way)
    app = window.app
    active = app.screen.active_bindings[key]
    form = form_of(app.screen)
    screen, stops = app.screen, [] if form is None else [str(row.id) for row in form.rows]
    app.said, app.ends = [], 0
    await window.press(key)
    if look_at(app) == before and not app.said and not app.ends and window.pilot is not None:
        await window.pilot.pause()  # What scrolls has moved once it is laid out.
    press = Press(app, screen, stops, before, look_at(app))
    check, parameters = check_of(active.binding)
    if check is None:
        return f"nobody knows what {active.binding.action} comes to"
    try:
        done = press.after != before or app.said or app.ends
        assert done or not is_shown(active), "it does nothing"
        check(press, *parameters)
    except (AssertionError, Refused) as wrong:
        return str(wrong).partition("\n")[0] or f"{active.binding.action}: {press.after.stack}, {app.said}"
    return ""


def test_every_key_has_a_check_of_what_it_does() -> None:
    # The screen on which the journal cannot be read is an app of its own: tests/tui/test_restoring.py.
    ours = [each for _, each in bindings(MasteryApp) if not str(each.id).startswith("restore.")]
    assert [each.id for each in ours if check_of(each)[0] is None] == []


@pytest.mark.parametrize("everywhere", [False, pytest.param(True, marks=pytest.mark.storm)], ids=["once", "everywhere"])
@pytest.mark.parametrize("who", PEOPLE)
async def test_each_key_does_what_it_says_in_each_state_that_names_it(
    who: str, everywhere: bool, tmp_path: Path
) -> None:
    person, wrong = PEOPLE[who], []
    tried: set[tuple[str | None, str]] = set()
    turn = count(list(PEOPLE).index(who))
    async with Window(person.made, tmp_path, WatchedTour if person.on_tour else Watched) as window:
        for state, way in person.states.items():
            await window.reach(way)
            for key, active in named(window.app, every=state in person.all_keys).items():
                what = active.binding.id, active.binding.action
                if what in tried and not everywhere:
                    continue
                tried.add(what)
                if active.node is window.app and next(turn) % 3 and not (everywhere or person.on_tour):
                    continue
                found = await pressed(window, way, key)
                if found:
                    wrong.append(f"{state}: {key} ({active.binding.id}): {found}")
    assert not wrong, "\n".join(wrong)


# -- the README --------------------------------------------------------------------------------------------------------

README = Path(__file__).parents[2] / "README.md"
NAMED = {"PgUp": "pageup", "PgDn": "pagedown", "Esc": "escape", "digits": "6"}
CONTEXTS = (*FORM, "d", "down", "down", "down")

MEANT: dict[str, tuple[tuple[str, Keys, str], ...]] = {
    "F2 F3 F4 F5, `<` `>`": (
        ("F2", TODAY, "go('check-in')"),
        ("F3", FORM, "go('plan')"),
        ("F4", TODAY, "go('reflect')"),
        ("F5", TODAY, "go('progress')"),
        ("<", TODAY, "go_beside(-1)"),
        (">", TODAY, "go_beside(1)"),
    ),
    "digits, then Enter": (("digits", (*FORM, "down"), "answer(6)"), ("Enter", CONTEXTS, "next")),
    "`d` `m` `p` `c` `r`": tuple((each.value[0], FORM, f"outcome('{each.value}')") for each in Outcome),
    "`n`, Esc": (("n", FORM, "note"), ("Esc", (*FORM, "n", "x"), "leave"), ("Esc", (*FORM, "4"), "leave")),
    "PgUp PgDn": (
        ("PgUp", FORM, "other_day(-1)"),
        ("PgDn", (*FORM, "pageup"), "other_day(1)"),
        ("PgUp", THIS_WEEK, "week(-1)"),
        ("PgDn", THIS_WEEK, "week(1)"),
    ),
    "`:`": tuple((":", way, "open('one_line')") for way in (FORM, SAVED, TODAY, TWO_LEFT)),
    "`h` `l` `j` `k`, Enter, `.` `v` on Progress": (
        ("h", PROGRESS, "step(-1)"),
        ("l", (*PROGRESS, "left"), "step(1)"),
        ("j", PROGRESS, "scroll(1)"),
        ("k", (*PROGRESS, "down"), "scroll(-1)"),
        ("Enter", PROGRESS, "open_day"),
        (".", (*PROGRESS, "left"), "today"),
        ("v", PROGRESS, "view"),
    ),
    "`s` on Progress": (("s", PROGRESS, "summary"),),
    "`s` on Plan": (("s", TODAY, "open('finish')"),),
    "ctrl+r": (("ctrl+r", (*FORM, "4", "2"), "clear"),),
    "`w` `o` `z`": (("w", SAVED, "why"), ("o", SAVED, "acknowledge"), ("z", SAVED, "snooze")),
    "`y`": (("y", SAVED, "take"),),
    "`r` on Plan": (("r", TODAY, "rest"), ("r", (*TODAY, "right"), "rest")),
    "`e` on Plan": (("e", TODAY, "open('easier')"),),
    "`e` on Summary": (("e", SUMMARY, "export"),),
    "`/` on Plan": (("/", TODAY, "history"),),
    "`i`": (("i", TODAY, "open('routine')"), ("i", FORM, "open('routine')")),
    "`t`, Enter on the timer": (
        ("t", TODAY, "timer"),
        ("t", FORM, "timer"),
        ("t", TIMER, "timer"),
        ("Enter", TIMER, "go_on"),
    ),
    "`d` `p`, `n` `b`, `v` `x` on the timer": (
        ("d", (*TIMER, "enter"), "end('done')"),
        ("p", (*TIMER, "enter"), "end('partial')"),
        ("n", (*TIMER, "enter", "enter"), "first_move"),
        ("b", TIMER, "earlier"),
        ("v", (*TIMER, "enter"), "seconds"),
        ("x", (*TIMER, "enter"), "discard"),
    ),
    "`u` `U`": (("u", TODAY, "undo"), ("U", (*TODAY, "u"), "redo")),
    "`!` or F9": (("!", TODAY, "too_much"), ("F9", (*FORM, "n"), "too_much")),
    "`?`": (("?", TODAY, "help"), ("?", FORM, "help")),
    "`q` or ctrl+q": (("q", TODAY, "quit"), ("ctrl+q", (*FORM, "n"), "quit")),
}
"""The rows of the README's table of keys: each of their keys, where it is meant, and what it does there."""
MEANT_FIRST: dict[str, tuple[tuple[str, Keys, str], ...]] = {
    "`g` `i` on Setup's first row": (("g", ("up",), "look_around"), ("i", ("up",), "import_days")),
}
"""The same where nothing was ever practiced."""
MEANT_ON_TOUR: dict[str, tuple[tuple[str, Keys, str], ...]] = {
    "`]` `[` `}` on the tour": (
        ("]", BEGIN, "tour_next"),
        ("[", (*BEGIN, ON), "tour_before"),
        ("}", BEGIN, "tour_alone"),
        ("]", (*BEGIN, ON, "4"), "tour_next"),
    ),
}
"""The same on the tour."""


def test_the_readme_names_the_keys_that_are_looked_at() -> None:
    table = README.read_text(encoding="utf-8").partition("| key | does |")[2].partition("\n\n")[0]
    cells = [line.split(" | ")[0].removeprefix("| ") for line in table.splitlines()[2:]]
    meant = {**MEANT, **MEANT_FIRST, **MEANT_ON_TOUR}
    assert cells == list(meant)
    for cell in cells:
        words = {word.strip("`,") for word in cell.partition(" on ")[0].split()} - {"or", "then"}
        assert words == {key for key, *_ in meant[cell]}


@pytest.mark.parametrize(
    ("made", "kind", "meant"),
    [
        (writer_on_day_12, Watched, MEANT),
        (coach_at, Watched, MEANT_FIRST),
        (toured, WatchedTour, MEANT_ON_TOUR),
    ],
    ids=["every_day", "first", "on_tour"],
)
async def test_each_key_of_the_readme_does_what_its_row_says(
    tmp_path: Path,
    made: Callable[[Path], Coach],
    kind: type[Watched],
    meant: dict[str, tuple[tuple[str, Keys, str], ...]],
) -> None:
    wrong = []
    async with Window(made, tmp_path, kind) as window:
        for cell, keys in meant.items():
            for name, way, action in keys:
                key = NAMED.get(name) or (_character_to_key(name) if len(name) == 1 else name.lower())
                await window.reach(way)
                bound = window.app.screen.active_bindings.get(key)
                there = bound is not None and bound.binding.action == action
                found = await pressed(window, way, key) if there else "it is bound to something else"
                if found:
                    wrong.append(f"{cell}: {name}: {found}")
    assert not wrong, "\n".join(wrong)
