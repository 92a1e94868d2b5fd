"""A shell of its own for each test: a journal, a configuration and a clock in a temporary place."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mastery_tui import guide
from mastery_tui.cli.main import run
from tests.kept import made_once

WRITING = [
    "start",
    "--name",
    "Write",
    "--standard",
    "words",
    "--unit",
    "words",
    "--target",
    "400",
    "--minimum",
    "150",
    "--feedback",
    "Ines",
    "--context",
    "desk",
    "--context",
    "morning",
    "--context",
    "quiet",
]


NO_PLAN = "\n".join(guide.word("cli", key) for key in ("no_plan", "no_plan_shell", "no_plan_demo"))
"""What is said without a plan where no terminal is."""


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Shell:
    """Runs commands in this process, on one journal, at a moment that can be set."""

    directory: Path
    set_env: Callable[[str, str], None]
    read: Callable[[], tuple[str, str]]
    set_stdin: Callable[[bytes], None]

    @property
    def file(self) -> Path:
        return self.directory / "mastery.json"

    @property
    def config(self) -> Path:
        return self.directory / "config.toml"

    def at(self, day: str, hour: int = 9) -> None:
        self.set_env("MASTERY_NOW", f"{day}T{hour:02}:00:00+01:00")

    def move(self, directory: Path) -> None:
        """From now on the journal and the configuration stand there."""
        self.directory = directory
        self.set_env("MASTERY_FILE", str(self.file))
        self.set_env("MASTERY_CONFIG", str(self.config))

    def begin_with(self, key: str, make: "Callable[[Shell], object]") -> None:
        """Begin with a journal that many tests begin with: it is made once, in a place of its own, and copied."""
        here = self.directory

        def made(folder: Path) -> None:
            self.move(folder)
            make(self)

        made_once(key, here, made)
        self.move(here)

    def __call__(self, *arguments: str, typed: bytes = b"") -> Said:
        self.set_stdin(typed)
        code = run(list(arguments))
        return Said(code, *self.read())

    def ok(self, *arguments: str, typed: bytes = b"") -> str:
        said = self(*arguments, typed=typed)
        assert (said.code, said.err) == (0, ""), said
        return said.out

    def refused(self, *arguments: str, code: int = 2, typed: bytes = b"") -> str:
        """The one line of a refusal; the journal is as it was."""
        before = self.file.read_bytes() if self.file.exists() else None
        said = self(*arguments, typed=typed)
        assert said.code == code, said
        assert said.out == ""
        assert said.err.endswith("\n")
        assert said.err.count("\n") == 1
        assert said.err.startswith("mastery")
        assert (self.file.read_bytes() if self.file.exists() else None) == before
        return said.err.strip()


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell on Monday 2 November 2026, nine in the morning, with nothing in its journal."""

    class _Stdin(io.TextIOWrapper):
        def isatty(self) -> bool:
            return False

    def stdin(typed: bytes) -> None:
        monkeypatch.setattr("sys.stdin", _Stdin(io.BytesIO(typed), encoding="utf-8"))

    def read() -> tuple[str, str]:
        captured = capsys.readouterr()
        return captured.out, captured.err

    made = Shell(tmp_path, monkeypatch.setenv, read, stdin)
    made.move(tmp_path)
    made.at("2026-11-02")
    return made


@pytest.fixture
def writing(shell: Shell) -> Shell:
    """The same, with the plan to write begun on that day."""
    shell.ok(*WRITING)
    return shell


@pytest.fixture
def week_two(shell: Shell) -> Shell:
    """On plan day 12, Friday 13 November: ten days recorded, day 9 cancelled, day 11 a rest."""
    shell.begin_with("week two", _to_week_two)
    shell.at("2026-11-13")
    return shell


def _to_week_two(shell: Shell) -> None:
    shell.ok(*WRITING)
    entries = ["400", "410", "160", "420", "380", "rest", "430", "401", "cancelled", "415", "rest"]
    for place, entry in enumerate(entries):
        shell.at(f"2026-11-{2 + place:02}")
        shell.ok("log", entry, "@desk") if entry != "rest" else shell.ok("log", entry)
