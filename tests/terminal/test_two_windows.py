"""Two open windows and a shell on one file: nothing acknowledged is lost, what others saved shows, nothing freezes."""

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from mastery_tui import guide
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Outcome
from mastery_tui.tui.app import LOOK_EVERY, MasteryApp
from mastery_tui.tui.forms.check_in_rows import CheckInRows
from tests.terminal.screen import PATIENCE, ROOT, Terminal, program
from tests.tui.people import coach_at, plan_date, writer_on_day_12

START = date(2026, 11, 16)
TODAY = 28
OUTCOME, AMOUNT, CONFIDENCE, NO_SESSION = (
    guide.word("checkin", key) for key in ("outcome", "amount", "confidence", "no_session")
)
SAVED = guide.word("saved", "saved")
SHELL_DAYS = (1, 2, 3, 4, 5)
FEWEST_FROM_SHELL = 12
SAVES = 3
SECOND_WINDOW = 20
"""The plan day from which on the second window tells days; the first one begins with today."""

HELD = 2.0
"""Seconds that another program keeps the lock for; a save is tried for longer than that."""

HOLDER = """
import fcntl, sys
with open(sys.argv[1], "a") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.read()
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")


class Desk:
    """One person's file on plan day 28, for windows and for the shell."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "mastery.json"
        self.env = {"MASTERY_FILE": str(self.file), "MASTERY_CONFIG": str(folder / "config.toml")}
        self.begin()

    def begin(self) -> None:
        words = "start --name Write --standard words --unit words --target 400 --minimum 150 --feedback Ines"
        assert self.shell(*words.split(), "--on", str(START), day=1) == 0

    def shell(self, *arguments: str, day: int = TODAY) -> int:
        env = {**os.environ, **self.env, "MASTERY_NOW": now_on(day), "PYTHONPATH": str(ROOT)}
        return subprocess.run([sys.executable, *program(), *arguments], env=env, capture_output=True).returncode

    def window(self, columns: int = 80) -> Terminal:
        app = Terminal(*program(), env={**self.env, "MASTERY_NOW": now_on(TODAY)}, columns=columns, lines=30)
        app.until(guide.date_words(date(2026, 12, 13)), OUTCOME, AMOUNT, CONFIDENCE)
        return app

    def document(self) -> dict[str, Any]:
        found = json.loads(self.file.read_bytes())
        assert isinstance(found, dict)
        return found

    def check_ins(self) -> list[dict[str, Any]]:
        return list(self.document()["check_ins"].values())


def now_on(day: int) -> str:
    return f"{plan_date(day)}T08:00:00+01:00"


def words_of(day: int) -> str:
    return guide.date_words(START + timedelta(days=day - 1), "day_month")


def tell(app: Terminal, amount: int, note: str) -> None:
    """Tell the day that is shown by keys, and see it acknowledged."""
    app.press(*str(amount), "enter", "n")
    app.type(note)
    app.until(note)
    app.press("ctrl+s")
    app.until(SAVED, gone=OUTCOME)


def go_back(app: Terminal, day: int) -> None:
    """From the page after saving to the day before that one."""
    app.press("e")
    app.until(OUTCOME, gone=SAVED)
    app.press("pageup")
    app.until(words_of(day), OUTCOME, CONFIDENCE)


def test_two_windows_and_a_shell_at_once_lose_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first, second = desk.window(), desk.window()
    for day in range(TODAY - 1, SECOND_WINDOW - 1, -1):
        second.press("pageup")
        second.until(words_of(day), OUTCOME)
    acknowledged: list[int] = []
    refused: list[int] = []
    begun, both_told = threading.Event(), threading.Event()

    def shell_loop() -> None:
        # One more for a day each time: a change that is lost, or made twice, shows in the day's sum.
        for turn in count():
            day = SHELL_DAYS[turn % len(SHELL_DAYS)]
            last = both_told.is_set() and turn >= FEWEST_FROM_SHELL
            code = desk.shell("log", "+1", "--day", str(plan_date(day)))
            (refused if code else acknowledged).append(day)
            begun.set()
            if last or code:
                return

    shell = threading.Thread(target=shell_loop)
    shell.start()
    told: dict[int, tuple[int, str]] = {}
    try:
        assert begun.wait(20)
        for turn in range(SAVES):
            for app, top in ((first, TODAY), (second, SECOND_WINDOW)):
                day = top - turn
                if turn:
                    go_back(app, day)
                told[day] = (300 + day, f"told by keys on {day}")
                tell(app, *told[day])
    finally:
        both_told.set()
        shell.join(60)

    assert refused == []
    assert len(acknowledged) >= FEWEST_FROM_SHELL
    found = desk.check_ins()
    by_day = {(date.fromisoformat(each["day"]) - START).days + 1: each for each in found}
    assert len(found) == len(by_day) == len(told) + len(set(acknowledged)), "one record a day"
    assert {day: (by_day[day]["amount"], by_day[day]["note"]) for day in told} == told
    assert {day: by_day[day]["amount"] for day in set(acknowledged)} == Counter(acknowledged)
    assert desk.document()["meta"]["1"]["rev"] == 1 + len(told) + len(acknowledged)
    assert max(by_day[day]["rev"] for day in set(acknowledged)) > max(by_day[day]["rev"] for day in told), "at once"
    for app in (first, second):
        app.press("ctrl+q")
        assert app.ended() == 0


def test_what_the_shell_saved_shows_in_an_open_window_and_a_draft_stays(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    app = desk.window(columns=120)
    app.press("3", "7")
    partial = guide.word("outcomes", "partial")
    app.until("37", partial, NO_SESSION)
    assert desk.shell("log", "cancelled", "--day", str(plan_date(27))) == 0
    changed = guide.word("dialogs", "changed_elsewhere")
    app.until("27 ○", "37", partial, changed[:30], gone=NO_SESSION)
    app.press("5")
    app.until("375")
    app.press("ctrl+s")
    app.until(SAVED)
    assert {each["day"]: each.get("amount") for each in desk.check_ins()} == {
        str(plan_date(27)): None,
        str(plan_date(TODAY)): 375,
    }
    app.press("ctrl+q")
    assert app.ended() == 0


async def test_what_another_window_saved_shows_after_two_looks_which_are_a_second_apart_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 2 * LOOK_EVERY <= 1
    monkeypatch.setattr("mastery_tui.tui.app.LOOK_EVERY", 1000.0)
    said: list[str] = []
    app = MasteryApp(writer_on_day_12(tmp_path))
    monkeypatch.setattr(app, "tell", lambda text, **_: said.append(text))
    other = coach_at(tmp_path, 12)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        other.days.check_in(Draft(outcome=Outcome.CANCELLED), plan_date(11))
        assert other.plan.day(plan_date(11)).remark not in app.coach.plan.day(plan_date(11)).remark
        for _ in range(2):
            app._keep_looking()
            await pilot.pause()
        assert said == [guide.word("dialogs", "changed_elsewhere")], "said once"
        assert other.plan.day(plan_date(11)).remark == app.coach.plan.day(plan_date(11)).remark
        assert app.screen.query_one("#amount").value == "4"  # type: ignore[attr-defined]


async def test_a_change_elsewhere_takes_neither_the_cursor_nor_what_was_typed_last(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    other = coach_at(tmp_path, 12)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0", "0", "enter", "n", *"hal")
        rows = app.screen.query_one(CheckInRows)
        other.days.check_in(Draft(outcome=Outcome.CANCELLED), plan_date(11))
        before = rows.form.carried
        rows.choose_outcome(Outcome.MINIMUM)
        app._look_around()  # Before the message about the outcome has come through.
        await pilot.press("f")
        await pilot.pause()
        assert app.screen.query_one(CheckInRows) is rows
        assert rows.form.carried != before, "the form knows of the change"
        await pilot.press("ctrl+s")
        await pilot.pause()
    recorded = app.coach.days.form().recorded
    assert recorded is not None
    assert (recorded.amount, recorded.outcome, recorded.note) == (400, Outcome.MINIMUM, "half")


def test_while_another_program_keeps_the_lock_keys_still_show_and_are_saved_after(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    app = desk.window()
    app.press("3", "7", "5", "enter", "n")
    command = [sys.executable, "-c", HOLDER, f"{desk.file}.lock"]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdin is not None
    assert holder.stdout is not None
    with closing(holder.stdin), closing(holder.stdout):
        assert holder.stdout.readline() == "held\n"
        end = time.monotonic() + HELD
        app.type("begun")
        app.until("begun")
        app.press("ctrl+s")
        note = "begun"
        while time.monotonic() < end or note == "begun":
            # Each letter is seen before the next one is typed, all while the lock is kept.
            note += "abcdefghij"[len(note) % 10]
            app.type(note[-1])
            app.until(note[-40:], gone=SAVED)
        assert holder.poll() is None
        assert "check_ins" not in desk.document()
    assert holder.wait(20) == 0
    end = time.monotonic() + PATIENCE
    while "check_ins" not in desk.document():
        assert time.monotonic() < end, "nothing was saved"
        app.read()
    (check_in,) = desk.check_ins()
    assert (check_in["amount"], check_in["note"]) == (375, note), "as it stands by then"
    app.until(OUTCOME, note[-40:], gone=SAVED)
    app.press("ctrl+q")
    assert app.ended() == 0
