"""Keys typed ahead, whole strings in one write: each acts on what it was meant for, in its turn, and none is lost."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual import events

from mastery_tui import guide
from mastery_tui.cli.driver import Parser
from tests.terminal.screen import Terminal, in_a_storm, program
from tests.tui.people import plan_date, writer_on_day_12

OUTCOME, SAVED, ONE_LINE, ENTRY = (
    guide.word(section, key)
    for section, key in (("checkin", "outcome"), ("saved", "saved"), ("keys", "one_line"), ("dialogs", "entry"))
)
CHECK_IN = (guide.date_words(date(2026, 11, 27)), OUTCOME, guide.word("checkin", "confidence"))
SETUP = guide.setup_words().questions[1]
PLAN = (f"1 {guide.week(1).name}", f"4 {guide.week(4).name}", guide.word("keys", "pause"))
DONE = f"● {guide.word('outcomes', 'done')}"
NOT_DONE = f"d {guide.word('outcomes', 'done')}"
"""An outcome that can be chosen and is not."""

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")


class Desk:
    """One person's file on plan day 12, which is open."""

    def __init__(self, folder: Path, *, begun: bool = True) -> None:
        self.file = folder / "mastery.json"
        self.env = {
            "MASTERY_FILE": str(self.file),
            "MASTERY_CONFIG": str(folder / "config.toml"),
            "MASTERY_NOW": f"{plan_date(12)}T08:00:00+01:00",
        }
        if begun:
            writer_on_day_12(folder)

    def open(self, *arguments: str) -> Terminal:
        """The app, about to start."""
        return Terminal(*program(), *arguments, env=self.env)

    def shown(self, *arguments: str) -> Terminal:
        """The app, from its first paint on."""
        app = self.open(*arguments)
        app.until(*CHECK_IN)
        return app

    def today(self) -> dict[str, Any]:
        """What is recorded for today."""
        rows = json.loads(self.file.read_bytes())["check_ins"].values()
        return next(each for each in rows if each["day"] == str(plan_date(12)))


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1bd\x1bd", [("alt+d", "d")] * 2),
        ("\x1bD", [("alt+shift+d", "D")]),
        ("\x1b!", [("alt+exclamation_mark", "!")]),
        ("\x1b1", [("alt+1", "1")]),
        ("\x1b\x1bd", [("escape", "\x1b"), ("alt+d", "d")]),
        ("\x1b[A\x1bOQ", [("up", None), ("f2", None)]),
        ("\x1b[27ud", [("escape", None), ("d", "d")]),
        ("\x1b[100;3u", [("alt+d", None)]),
        ("\x1bf\x1bb", [("ctrl+right", None), ("ctrl+left", None)]),
    ],
)
def test_what_comes_right_behind_an_escape_is_one_key_at_once(sent: str, keys: list[tuple[str, str | None]]) -> None:
    found = [event for event in Parser().feed(sent) if isinstance(event, events.Key)]
    assert [(event.key, event.character) for event in found] == keys


def test_an_escape_and_a_letter_type_nothing_that_nobody_typed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    app = desk.shown()
    app.press("n")
    app.child.send("told\x1bd\x1bm\x1bn")
    app.press(*"2", "ctrl+s")
    app.until(SAVED)
    quit_from(app)
    assert (desk.today()["note"], desk.today()["outcome"]) == ("told2", "minimum")


def quit_from(app: Terminal) -> None:
    app.press("ctrl+q")
    assert app.ended() == 0
    app.assert_clean()


# -- behind a key that opens something ---------------------------------------------------------------------------------


@pytest.mark.parametrize("note", ["unusual", "quick: 420 !? <>", in_a_storm("planted"), in_a_storm("nothing")])
def test_what_is_typed_behind_n_is_the_note_and_nothing_else(tmp_path: Path, note: str) -> None:
    desk = Desk(tmp_path)
    before = desk.file.read_bytes()
    app = desk.shown()
    app.press(*f"n{note}")
    app.until(note, NOT_DONE)
    assert desk.file.read_bytes() == before, "nothing is undone or saved"
    quit_from(app)


def test_what_is_typed_behind_a_colon_is_the_entry(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    before = desk.file.read_bytes()
    app = desk.shown()
    app.press(*":420 e6 unusual")
    app.until(ONE_LINE, f"{ENTRY:<14}420 e6 unusual")
    assert desk.file.read_bytes() == before
    quit_from(app)


def test_an_entry_is_saved_and_edited_in_one_write(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    app = desk.shown()
    app.press(*":420 e6", "enter", "e")
    app.until(OUTCOME, DONE, "420", gone=SAVED)
    assert (desk.today()["amount"], desk.today()["effort"]) == (420, 6)
    quit_from(app)


def test_a_paste_behind_n_stands_in_the_note(tmp_path: Path) -> None:
    app = Desk(tmp_path).shown()
    app.press("n", *"so ", "\x1b[200~quite uu dd\x1b[201~", *" done")
    app.until("so quite uu dd done", NOT_DONE)
    quit_from(app)


def test_an_escape_ends_the_note_and_the_next_keys_act(tmp_path: Path) -> None:
    app = Desk(tmp_path).shown()
    app.press(*"nunusual", "escape", "d")
    app.until("unusual", DONE)
    quit_from(app)


# -- a check-in in one write -------------------------------------------------------------------------------------------


SAVED_BY_KEYS: dict[str, tuple[list[str], dict[str, object]]] = {
    "ctrl+s": ([*"420", "enter", *"62", "ctrl+s"], {"effort": 6, "feeling": "focused", "confidence": None}),
    "enter": ([*"420", "enter", *"624", "enter"], {"effort": 6, "feeling": "focused", "confidence": 4}),
    "note": ([*"420", "enter", *"nplanted 27 times", "ctrl+s"], {"effort": None, "note": "planted 27 times"}),
}


@pytest.mark.parametrize(
    ("keys", "recorded", "together"),
    [
        *(pytest.param(*each, True, id=f"{name}-one_write") for name, each in SAVED_BY_KEYS.items()),
        pytest.param(*SAVED_BY_KEYS["note"], False, id="note-slow_line"),
        *(in_a_storm(*SAVED_BY_KEYS[name], False, id=f"{name}-slow_line") for name in ("ctrl+s", "enter")),
    ],
)
def test_a_check_in_is_saved_as_typed(
    tmp_path: Path, keys: list[str], recorded: dict[str, object], together: bool
) -> None:
    desk = Desk(tmp_path)
    app = desk.shown()
    app.press(*keys) if together else app.slowly(*keys)
    app.until(SAVED, gone=OUTCOME)
    found = desk.today()
    assert (found["amount"], found["outcome"]) == (420, "done")
    assert {name: found.get(name) for name in recorded} == recorded
    quit_from(app)


def test_a_cancelled_day_is_saved_by_two_keys_in_one_write(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    app = desk.shown()
    app.press("c", "enter")
    app.until(SAVED, gone=OUTCOME)
    assert desk.today()["outcome"] == "cancelled"
    quit_from(app)


def test_quitting_takes_its_turn_behind_the_keys_before_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    app = desk.shown()
    app.press(*"420", "ctrl+q")
    assert app.ended() == 0
    app.assert_clean()
    app = desk.open()
    app.until(DONE, "420")
    quit_from(app)


# -- before and at the first paint -------------------------------------------------------------------------------------


def test_enter_takes_no_example_that_was_not_seen(tmp_path: Path) -> None:
    desk = Desk(tmp_path, begun=False)
    app = desk.open()
    app.until_raw()
    app.press(*["enter"] * 15, "y")
    fields, example = guide.setup_words().fields, guide.setup_examples()[0]
    app.until(SETUP, f"{fields['name'].label:<14}y ", fields["name"].help_title, example.standard)
    app.press("backspace")
    app.until(example.name)
    app.press("enter")
    app.until(SETUP, example.name, fields["standard"].help_title)
    app.press("f9")
    app.until(guide.support().stop, gone=SETUP)
    app.press("escape", "f3", "!")  # No place of a plan is there to go to; the sign is typed.
    app.until(SETUP, f"{fields['standard'].label:<14}! ")
    quit_from(app)
    assert not desk.file.exists()


@pytest.mark.parametrize("arguments", [(), ("demo", "steady")], ids=["journal", "demo"])
def test_what_is_typed_before_the_first_paint_waits_for_it(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    app = Desk(tmp_path).open(*arguments)
    app.until_raw()
    app.press(*"420", "enter", *"62", *"nplanted 27 times", "ctrl+s", "e")
    app.until(OUTCOME, "420", "planted 27 times", gone=SAVED)
    assert "planted" not in app.drawn.partition(b"\x1b[?1049h")[0].decode(), "nothing is echoed"
    quit_from(app)


def test_a_place_asked_for_before_the_first_paint_opens_and_the_next_one_after_it(tmp_path: Path) -> None:
    app = Desk(tmp_path).open()
    app.until_raw()
    app.press("f3")
    app.until(*PLAN)
    app.press("f4")
    app.until(guide.say("reflect", "heading", week=2, name=guide.week(2).name.lower()), guide.word("reflect", "answer"))
    app.press("f2")
    app.until(*CHECK_IN)
    quit_from(app)


@pytest.mark.parametrize("when", ["raw", "paint"])
def test_places_in_one_write_end_at_the_last_one(tmp_path: Path, when: str) -> None:
    app = Desk(tmp_path).open()
    app.until_raw() if when == "raw" else app.until(*CHECK_IN)
    app.press("f3", "f4", "f2", "f4", "f3", "f4", "f3")
    app.until(*PLAN)
    quit_from(app)


# -- alive after it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("together", [True, False], ids=["one_write", "each_seen"])
def test_after_an_entry_every_key_still_works(tmp_path: Path, together: bool) -> None:
    app = Desk(tmp_path, begun=False).shown("demo", "steady")
    if together:
        app.press(*":400", "enter", "e", "f3")
    else:
        app.press(":")
        app.until(ONE_LINE, ENTRY)
        app.press(*"400")
        app.until(f"{ENTRY:<14}400")
        app.press("enter")
        app.until(SAVED, gone=OUTCOME)
        app.press("e")
        app.until(OUTCOME, "400", gone=SAVED)
        app.press("f3")
    app.until(*PLAN)
    quit_from(app)


NO_TIME = ("1:30", guide.refusal("number.time", field="amount", unit="words"))
NO_NUMBER = ("3/4", guide.refusal("number.shape", field="amount"))


@pytest.mark.parametrize(
    ("typed", "error", "together"),
    [(*NO_TIME, True), (*NO_NUMBER, False), in_a_storm(*NO_TIME, False), in_a_storm(*NO_NUMBER, True)],
    ids=["time-one_write", "fraction-slow_line", "time-slow_line", "fraction-one_write"],
)
def test_a_number_that_is_refused_stays_whole_and_every_key_still_works(
    tmp_path: Path, typed: str, error: str, together: bool
) -> None:
    desk = Desk(tmp_path)
    before = desk.file.read_bytes()
    app = desk.shown()
    amount, said = f"{guide.word('checkin', 'amount'):<14}{typed}", error[:38]
    keys = [*typed, "enter", "ctrl+s"]
    app.press(*keys) if together else app.slowly(*keys)
    app.until(amount, said, NOT_DONE)
    app.press("f3")
    app.until(*PLAN)
    app.press("f2")
    app.until(amount, said, *CHECK_IN)
    app.press(*["backspace"] * len(typed), *"420", "ctrl+s")
    app.until(SAVED, gone=OUTCOME)
    assert (desk.today()["amount"], before == desk.file.read_bytes()) == (420, False)
    quit_from(app)


def test_a_lone_escape_is_the_key_too(tmp_path: Path) -> None:
    """As terminals send it that do not tell it from the beginning of another key: it acts once nothing follows."""
    app = Desk(tmp_path).shown()
    app.press(*"nunusual")
    app.until("unusual")
    app.press("\x1b")
    leave = guide.word("keys", "quit")
    app.until(f"q {leave}", "unusual", gone=f"^q {leave}")
    app.press("d")
    app.until(DONE, "unusual")
    quit_from(app)
