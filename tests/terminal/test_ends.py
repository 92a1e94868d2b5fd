"""Every end gives the terminal back as it was, within a second, and what was typed is there again."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.base_app import BaseApp
from tests.terminal.screen import PATIENCE, Terminal, in_a_storm, program
from tests.tui.people import plan_date, writer_on_day_12

SECONDS = 1.0
"""How long an end takes at most."""
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
DAY = guide.date_words(date(2026, 11, 27))
CONFIDENCE = guide.word("checkin", "confidence")
PARTIAL, DONE = guide.word("outcomes", "partial"), guide.word("outcomes", "done")
BACK = guide.say("leaving", "left_at", day=guide.word("weekdays", 5), time="08:00")

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")


def opened(folder: Path, *arguments: str, ignored: tuple[int, ...] = ()) -> Terminal:
    env = {
        "MASTERY_FILE": str(folder / "mastery.json"),
        "MASTERY_CONFIG": str(folder / "config.toml"),
        "MASTERY_NOW": f"{plan_date(12)}T08:00:00+01:00",
    }
    return Terminal(*program(), *arguments, env=env, ignored=ignored)


def with_a_draft(folder: Path, *, ignored: tuple[int, ...] = ()) -> Terminal:
    """The app on day 12, with an amount typed and not saved."""
    writer_on_day_12(folder)
    app = opened(folder, ignored=ignored)
    app.until(DAY, CONFIDENCE)
    app.press("4", "2")
    app.until("42", PARTIAL)
    return app


def assert_the_draft_is_there(folder: Path) -> None:
    app = opened(folder)
    app.until(DAY, "42", PARTIAL, BACK)
    app.press("ctrl+q")
    assert app.ended() == 0
    app.assert_clean()


@contextmanager
def in_time() -> Iterator[None]:
    begin = time.monotonic()
    yield
    took = time.monotonic() - begin
    assert took < SECONDS, f"{took:.2f} s"


def test_quitting_gives_the_terminal_back_and_keeps_what_is_typed(tmp_path: Path) -> None:
    app = with_a_draft(tmp_path)
    app.press("ctrl+q")
    assert app.ended() == 0
    app.assert_clean()
    assert_the_draft_is_there(tmp_path)


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_ends_the_app_in_time_and_keeps_what_is_typed(tmp_path: Path, number: signal.Signals) -> None:
    app = with_a_draft(tmp_path)
    with in_time():
        app.signal(number)
        assert app.ended() == 128 + number
    app.assert_clean()
    assert "Traceback" not in app.after
    assert_the_draft_is_there(tmp_path)


@pytest.mark.parametrize("ignored", [(), (signal.SIGHUP,)], ids=["hang_up_told", "hang_up_ignored"])
def test_a_terminal_that_is_gone_ends_the_app_in_time_and_keeps_what_is_typed(
    tmp_path: Path, ignored: tuple[int, ...]
) -> None:
    app = with_a_draft(tmp_path, ignored=ignored)
    with in_time():
        app.close()
        assert app.ended() == 128 + signal.SIGHUP
    assert_the_draft_is_there(tmp_path)


def test_a_terminal_that_takes_nothing_more_holds_up_no_end(tmp_path: Path) -> None:
    app = with_a_draft(tmp_path)
    app.stall()
    app.press(*["down", "up"] * 100)
    app.until_read()
    with in_time():
        app.signal(signal.SIGTERM)
        assert app.ended() == 128 + signal.SIGTERM
    assert_the_draft_is_there(tmp_path)


def test_what_was_typed_two_seconds_before_a_kill_is_there_again(tmp_path: Path) -> None:
    app = with_a_draft(tmp_path)
    drafts = tmp_path / "mastery.json.drafts"
    end = time.monotonic() + PATIENCE
    while not (drafts.exists() and b"42" in drafts.read_bytes()):
        assert time.monotonic() < end, "nothing was written"
        app.read()
    app.signal(signal.SIGKILL)
    assert app.ended() == -signal.SIGKILL
    assert_the_draft_is_there(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        # In turn; the other way round by a storm.
        (case if at % 2 == bool(case[0]) else in_a_storm(*case))
        for at, number in enumerate(SIGNALS)
        for case in (((), number), (("demo",), number))
    ],
)
def test_a_signal_before_anything_is_drawn_gives_the_terminal_back(
    tmp_path: Path, arguments: tuple[str, ...], number: signal.Signals
) -> None:
    app = opened(tmp_path, *arguments)
    app.until_raw()
    with in_time():
        app.signal(number)
        assert app.ended() == 128 + number
    app.assert_clean()
    assert b"Traceback" not in app.drawn


@pytest.mark.parametrize("arguments", [("demo", "nobody"), ("--nowhere",)])
def test_a_refusal_before_anything_is_drawn_gives_the_terminal_back(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    app = opened(tmp_path, *arguments)
    assert app.ended() == 2
    app.assert_clean()
    assert "mastery" in app.text


def test_a_signal_ends_the_choice_of_a_backup_too(tmp_path: Path) -> None:
    path = writer_on_day_12(tmp_path).context.journal.path
    path.write_bytes(path.read_bytes()[:-200])
    app = opened(tmp_path)
    app.until(guide.word("restore", "title"), f"enter {guide.word('keys', 'restore')}")
    with in_time():
        app.signal(signal.SIGTERM)
        assert app.ended() == 128 + signal.SIGTERM
    app.assert_clean()


class Leaving(Screen[None]):
    """Somebody leaves while it is being built."""

    def compose(self) -> ComposeResult:
        assert isinstance(self.app, BaseApp)
        self.app.leave()
        yield Static(id="part")

    def on_mount(self) -> None:
        self.query_one("#part")


async def test_what_is_half_built_on_leaving_is_no_fault(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test():
        app.push_screen(Leaving())
    assert app.fault is None
    assert app.return_code == 0


def test_while_the_app_is_stopped_the_terminal_is_the_shells(tmp_path: Path) -> None:
    app = with_a_draft(tmp_path)
    app.signal(signal.SIGTSTP)
    app.until_stopped()
    app.assert_clean()
    app.signal(signal.SIGCONT)
    app.until("42", PARTIAL)
    app.until_raw()
    app.press("0")
    app.until("420", DONE)
    app.press("ctrl+q")
    assert app.ended() == 0
    app.assert_clean()


def test_told_to_go_on_while_it_runs_it_goes_on_and_ends_as_ever(tmp_path: Path) -> None:
    app = with_a_draft(tmp_path)
    app.signal(signal.SIGCONT)
    app.press("0")
    app.until("420", DONE)
    app.press("ctrl+q")
    assert app.ended() == 0
    app.assert_clean()
