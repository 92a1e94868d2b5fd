"""Looking around first, on a machine where nothing was ever practiced: there and back, and every end on the way."""

import os
import signal
from pathlib import Path

import pytest

from mastery_tui import guide
from tests.terminal.screen import USUAL, Terminal, at_sizes, in_a_storm, program
from tests.terminal.setup import take_examples
from tests.tui.people import coach_at, plan_date, writer_on_day_12

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")

QUESTION = guide.setup_words().questions[1]
FIRST = f"g {guide.word('setup_screen', 'first_look')}"
TITLES, LINES, SHORT = guide.words("tour_titles"), guide.words("tour_lines"), guide.words("tour_short")
DAY = guide.date_words(plan_date(12))
UNFINISHED = guide.say("leaving", "unfinished", what=guide.word("drafts_of", "setup"))
BY_DOING = (
    ("check_in", ("right",) * 4),
    ("saved", (*"420", "enter", *"624", "enter")),
    ("cue", ("enter",)),
    ("timer", ("w", "escape")),
    ("too_much", ("enter", "enter")),
    ("over", ("!", "escape")),
)
"""What each stop says to do, by the one that it leads to."""


def opened(folder: Path, *arguments: str, columns: int = 80, lines: int = 24) -> Terminal:
    (folder / "tmp").mkdir(exist_ok=True)
    env = {
        "MASTERY_FILE": str(folder / "data" / "mastery.json"),
        "MASTERY_CONFIG": str(folder / "config.toml"),
        "MASTERY_NOW": f"{plan_date(12)}T08:00:00+01:00",
        "TMPDIR": str(folder / "tmp"),
    }
    return Terminal(*program(), *arguments, env=env, columns=columns, lines=lines)


def with_something_typed(folder: Path, columns: int = 80, lines: int = 24) -> Terminal:
    """Setup, with a behavior typed, and the keys on the examples again."""
    app = opened(folder, columns=columns, lines=lines)
    app.until(QUESTION)
    app.press("enter", *"Row a boat", "up")
    app.until("Row a boat", "g " if lines < 24 else FIRST)
    return app


def thrown_away(folder: Path) -> bool:
    return list((folder / "tmp").iterdir()) == []


@at_sizes(USUAL)
def test_from_setup_through_the_tour_and_back(tmp_path: Path, columns: int, lines: int) -> None:
    said = LINES if lines > 21 else SHORT
    app = with_something_typed(tmp_path, columns, lines)
    app.press("g")
    app.until(said["plan"], gone=QUESTION)
    assert not thrown_away(tmp_path)
    for name, keys in BY_DOING:
        app.press(*keys)
        app.until(said[name])
    assert b"\x1b[?1049l" not in app.drawn  # The shell's screen never came between.
    app.press("y")
    app.until(QUESTION, "Row a boat")
    assert thrown_away(tmp_path)
    assert not (tmp_path / "data" / "mastery.json").exists()

    # The next keys act where they did before; the plan is begun, and F3 leads to it.
    app.press("enter", "!")
    app.until("Row a boat!")
    app.press("enter")
    take_examples(app, 1, "standard")
    take_examples(app, 2)
    app.until(guide.say("tabs", "setup_step", step=3, steps=3))
    app.press("y")
    app.until(DAY)
    app.press("f3")
    app.until(guide.word("plan", "kept"))
    app.press("q")
    assert app.ended() == 0
    app.assert_clean()
    assert coach_at(tmp_path / "data", 12).plan.cycle.behaviour.name == "Row a boat!"


def test_there_through_and_back_in_one_write_no_key_is_lost(tmp_path: Path) -> None:
    app = opened(tmp_path)
    app.until(QUESTION)
    app.press("enter", *"Row", "up", "g", *(key for _, keys in BY_DOING for key in keys), "y", "enter", "s")
    app.until(QUESTION, "Rows")
    app.press("ctrl+q")
    assert app.ended() == 0
    app.assert_clean()
    assert UNFINISHED in " ".join(app.after.split())
    assert thrown_away(tmp_path)


def test_quitting_in_the_tour_quits_and_what_was_typed_is_there_next_time(tmp_path: Path) -> None:
    app = with_something_typed(tmp_path)
    app.press("g", "]")
    app.until(LINES["check_in"])
    app.press(*"42", "ctrl+q")
    assert app.ended() == 0
    app.assert_clean()
    assert UNFINISHED in " ".join(app.after.split())
    assert thrown_away(tmp_path)
    app = opened(tmp_path)
    app.until(QUESTION, "Row a boat", FIRST)
    app.press("q")
    assert app.ended() == 0


@pytest.mark.parametrize(
    ("number", "moment"),
    [
        (signal.SIGTERM, "at once"),
        (signal.SIGHUP, "between the two apps"),
        (signal.SIGTERM, "once it shows"),
        in_a_storm(signal.SIGHUP, "at once"),
        in_a_storm(signal.SIGTERM, "between the two apps"),
        in_a_storm(signal.SIGHUP, "once it shows"),
    ],
)
def test_a_signal_ends_it_at_any_moment_and_nothing_is_left(tmp_path: Path, number: int, moment: str) -> None:
    app = with_something_typed(tmp_path)
    app.press("g")
    if moment == "once it shows":
        app.until(LINES["plan"])
    else:
        app.until_read()
    while moment == "between the two apps" and b"\x1b[<u" not in app.drawn:
        app.read()
    app.signal(number)
    assert app.ended() == 128 + number
    app.assert_clean()
    assert "Traceback" not in app.after
    assert thrown_away(tmp_path)
    app = opened(tmp_path)
    app.until(QUESTION, "Row a boat")
    app.press("ctrl+q")
    assert app.ended() == 0


@pytest.mark.parametrize("begun", [True, False])
def test_from_the_shell_it_leads_to_ones_own_month(tmp_path: Path, begun: bool) -> None:
    if begun:
        writer_on_day_12(tmp_path / "data")
    app = opened(tmp_path, "demo", "--tour")
    app.until(LINES["plan"])
    app.press(*"]]]]]]")
    app.until(TITLES["over"])
    app.press("y")
    goal = guide.say("checkin", "goal", target=400, minimum=150)
    app.until(goal if begun else QUESTION, gone=TITLES["over"])
    assert thrown_away(tmp_path)
    app.press("f3" if begun else "up")
    app.until("Write 400 words")
    app.press("q")
    assert app.ended() == 0
    app.assert_clean()


def test_from_the_shell_it_can_be_left_too(tmp_path: Path) -> None:
    app = opened(tmp_path, "demo", "--tour")
    app.until(LINES["plan"])
    app.press("q")
    assert app.ended() == 0
    app.assert_clean()
    assert thrown_away(tmp_path)
    assert not (tmp_path / "data").exists()
