"""``textual serve "mastery demo"``: the app drawn in a browser, and never a person's own journal."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell

ROOT = Path(__file__).parents[2]
DRIVER = "textual.drivers.web_driver:WebDriver"
PRELUDE = b"__GANGLION__\n"
"""What a server waits for first."""


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program as ``textual serve`` starts it: a driver is named, and there are pipes."""
    (folder / "tmp").mkdir(exist_ok=True)
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("MASTERY_", "NO_COLOR"))},
        "TEXTUAL_DRIVER": DRIVER,
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "COLUMNS": "80",
        "ROWS": "24",
        "TMPDIR": str(folder / "tmp"),
        "PYTHONPATH": str(ROOT),
        "MASTERY_FILE": str(folder / "mastery.json"),
        "MASTERY_CONFIG": str(folder / "config.toml"),
        "MASTERY_NOW": "2026-11-13T09:00:00+01:00",
    }
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-m", "mastery_tui", *arguments], env=env, cwd=ROOT, **pipes) as program:
        try:
            yield program
        finally:
            program.kill()


def packet(program: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """What is sent next: its kind, and what is in it; both are empty at the end."""
    assert program.stdout is not None
    kind = program.stdout.read(1)
    return kind, program.stdout.read(int.from_bytes(program.stdout.read(4), "big"))


def drawn_until(program: subprocess.Popen[bytes], wanted: str) -> bytes:
    drawn = b""
    while wanted.encode() not in drawn:
        kind, content = packet(program)
        assert kind == b"D", (kind, content)
        drawn += content
    return drawn


def send(program: subprocess.Popen[bytes], kind: bytes, content: bytes) -> None:
    assert program.stdin is not None
    program.stdin.write(kind + len(content).to_bytes(4, "big") + content)
    program.stdin.flush()


def rest(program: subprocess.Popen[bytes]) -> list[bytes]:
    """The rest of what is sent but what is drawn."""
    found = []
    while (sent := packet(program)) != (b"", b""):
        found += [sent[1]] if sent[0] == b"M" else []
    return found


def test_the_demo_is_drawn_in_a_browser_and_takes_keys(tmp_path: Path) -> None:
    with served(tmp_path, "demo", "steady") as program:
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.readline() == PRELUDE
        assert packet(program) == (b"D", b"\x1b[?1049h")
        drawn_until(program, guide.word("outcomes", "done"))
        send(program, b"D", b"?")
        drawn_until(program, guide.word("help_titles", "keys_here"))
        send(program, b"M", json.dumps({"type": "quit"}).encode())
        assert [json.loads(each) for each in rest(program)] == [{"type": "exit"}]
        assert (program.wait(), program.stderr.read()) == (0, b"")
    assert list((tmp_path / "tmp").iterdir()) == []
    assert not (tmp_path / "mastery.json").exists()


def test_the_tour_is_drawn_in_a_browser_and_leads_to_nobodys_journal(tmp_path: Path) -> None:
    with served(tmp_path, "demo", "--tour") as program:
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.readline() == PRELUDE
        drawn_until(program, guide.word("tour_titles", "plan"))
        send(program, b"D", b"]]]]]]")
        drawn_until(program, guide.word("tour_titles", "over"))
        send(program, b"D", b"y")
        assert [json.loads(each) for each in rest(program)] == [{"type": "exit"}]
        assert (program.wait(), program.stderr.read()) == (0, b"")
    assert list((tmp_path / "tmp").iterdir()) == []
    assert not (tmp_path / "mastery.json").exists()


@pytest.mark.parametrize("reads_on", [True, False])
def test_no_app_stays_behind_when_its_server_is_gone(tmp_path: Path, reads_on: bool) -> None:
    with served(tmp_path, "demo") as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.readline() == PRELUDE
        if not reads_on:
            program.stdout.close()
        program.stdin.close()
        if reads_on:
            program.stdout.read()
        assert (program.wait(), program.stderr.read()) == (0, b"")
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize("begun", [True, False])
def test_a_journal_of_ones_own_is_not_opened_in_a_browser(
    shell: "Shell", monkeypatch: pytest.MonkeyPatch, begun: bool
) -> None:
    if begun:
        shell.ok(*WRITING)
    monkeypatch.setenv("TEXTUAL_DRIVER", DRIVER)
    assert shell.refused() == f"mastery: {guide.refusal('usage.served')}"
    assert "mastery demo" in guide.refusal("usage.served")
    # Without the app everything is as it was.
    assert shell("status").code == 0
    assert guide.say("cli", "plan_day", day=12, days=30, week=2, theme=guide.week(2).theme) in shell.ok(
        "demo", "steady", "--status"
    )


def test_the_persons_own_contact_is_not_in_a_demo_that_is_served(
    shell: "Shell", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mastery_tui.cli import opening

    contacts: list[tuple[str, tuple[str, ...], int]] = []

    def show(coach: Coach) -> int:
        support = coach.context.settings.support
        contacts.append((support.contact, support.lines, coach.context.settings.week_start))
        return 0

    shell.config.write_text('week_start = "sunday"\nsupport = {contact = "Ines 0123", lines = ["456"]}\n')
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(opening, "_show", show)
    monkeypatch.setenv("TEXTUAL_DRIVER", DRIVER)
    shell.ok("demo")
    monkeypatch.delenv("TEXTUAL_DRIVER")
    monkeypatch.setattr(opening, "_at_a_terminal", lambda: True)
    shell.ok("demo")
    assert contacts == [("", (), 7), ("Ines 0123", ("456",), 7)]
