"""How the shell is used: help, wrong usage, settings, files, exit codes."""

import errno
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mastery_tui import __version__
from mastery_tui.cli import main
from mastery_tui.cli.parser import Parser

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["lgo", "420"], "mastery: There is no such command; the nearest is log"),
        (["qqqq"], "mastery: There is no such command; mastery --help lists them"),
        (["log"], "mastery log: Still needed: ENTRY"),
        (["log", "4", "--dya", "x"], "mastery log: One option is not known here; the nearest is --day"),
        (["log", "4", "--zzzz"], "mastery log: One option is not known here; mastery log --help lists them"),
        (["log", "4", "--day"], "mastery log: --day takes a value"),
        (["status", "--json=1"], "mastery status: --json takes no value"),
        (["--jsn"], "mastery: One option is not known here; mastery --help lists them"),
        (["delete"], "mastery delete: Still needed: DAY"),
        (["reflect", "--show", "--answers", "-"], "mastery reflect: These do not go together: --show, --answers"),
        (["demo", "bob"], "mastery demo: Persona is one of steady, busy, plateaued, perfectionist, anxious, returning"),
    ],
)
def test_wrong_usage_is_one_line_with_what_is_allowed(shell: "Shell", arguments: list[str], line: str) -> None:
    assert shell.refused(*arguments) == line


def test_a_text_of_several_words_without_quotes_is_explained(writing: "Shell") -> None:
    line = writing.refused("feedback", "two", "words")
    assert line.endswith("more words than mastery feedback takes; a text of several words stands in quotes")


@pytest.mark.parametrize("command", main.ROOMS)
def test_every_command_explains_itself(shell: "Shell", command: str) -> None:
    out = shell.ok(command, "--help")
    assert out.startswith(f"usage: mastery {command} ")
    assert shell.ok("--help").count(f"\n  {command} ") == 1


@pytest.mark.parametrize("command", main.ROOMS)
def test_every_option_says_what_it_is_for(command: str) -> None:
    parser = Parser(command, with_help=True)
    room = import_module(f"mastery_tui.cli.{main.ROOMS[command]}")
    room.COMMANDS[command].options(parser)
    assert [action.dest for action in parser._actions if not action.help] == []


def test_the_version_is_told_before_and_after_a_command(shell: "Shell") -> None:
    assert shell.ok("--version") == shell.ok("status", "--version") == f"mastery {__version__}\n"


def test_the_journal_and_the_settings_can_be_named_before_and_after_the_command(shell: "Shell", tmp_path: Path) -> None:
    other, config = tmp_path / "other.json", tmp_path / "other.toml"
    shell.ok("--file", str(other), *WRITING)
    assert other.exists()
    assert not shell.file.exists()
    assert shell.ok("status", "--file", str(other)).startswith("Write\n")
    assert shell.ok("where", f"--file={other}", "--config", str(config)).splitlines() == [
        f"journal: {other}",
        f"drafts: {other}.drafts (not there yet)",
        f"backups: {tmp_path / 'backups'} (not there yet)",
        f"config: {config} (not there yet)",
    ]


def test_config_shows_the_settings_in_force_and_warns_of_what_is_not(shell: "Shell") -> None:
    shell.config.write_text('rollover_hour = 3\nthme = "dark"\n[rules."recover.second_cancel"]\ncount = 3\n', "utf-8")
    said = shell("config")
    assert said.code == 0
    assert said.out.startswith(f'# {shell.config}\nrollover_hour = 3\nweek_start = "monday"\n')
    assert 'rules."recover.second_cancel".count = 3' in said.out
    assert 'rules."pause.session_dominated".strength = 4' in said.out
    assert said.err == "In config.toml, thme is not known; the nearest is theme\n"
    assert shell("status").err == said.err
    assert shell("status", "--line").err == ""


def test_a_threshold_out_of_its_bounds_is_a_warning(shell: "Shell") -> None:
    shell.config.write_text('[rules."recover.second_cancel"]\ncount = 99\n', "utf-8")
    said = shell("config")
    assert 'rules."recover.second_cancel".count' in said.err
    assert "2 to 7" in said.err


def test_the_rollover_hour_decides_what_today_is(writing: "Shell") -> None:
    writing.at("2026-11-03", hour=2)
    assert writing.ok("log", "400").startswith("Recorded Monday 2 November")
    writing.config.write_text("rollover_hour = 1\n", "utf-8")
    assert writing.ok("log", "410").startswith("Recorded Tuesday 3 November")


@pytest.mark.parametrize("moment", ["yesterday", "2026-11-02T09:00:00", "2026-11-02"])
def test_an_unclear_moment_is_refused(shell: "Shell", monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setenv("MASTERY_NOW", moment)
    assert shell.refused("status").endswith("The time is written with its offset, like 2026-11-27T08:30:00+01:00")


@pytest.mark.parametrize("content", [b"", b"not json", b"[1, 2]", b'{"meta": {"1": {"schema": 99}}}', b"\xff\xfe"])
def test_an_unreadable_journal_is_left_as_it_is(shell: "Shell", content: bytes) -> None:
    shell.file.write_bytes(content)
    for arguments in (("status",), ("log", "400"), tuple(WRITING), ("undo",), ("status", "--json"), ("due", "--quiet")):
        line = shell.refused(*arguments, code=3)
        assert str(shell.file) in line
        assert "other" not in line
    assert shell.file.read_bytes() == content


def test_a_directory_in_the_journals_place_is_exit_three(shell: "Shell") -> None:
    shell.file.mkdir()
    assert shell("status").code == 3
    assert shell("log", "400").code == 3


def test_another_mastery_that_saves_is_exit_four(writing: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    from mastery_tui.journal import Journal, JournalBusy

    def busy(self: Journal, *_: object) -> None:
        raise JournalBusy("journal.busy", seconds=5)

    monkeypatch.setattr(Journal, "change", busy)
    assert "another mastery is saving" in writing.refused("log", "400", code=4).lower()


def test_something_unforeseen_is_one_line_without_what_was_typed(
    writing: "Shell", monkeypatch: pytest.MonkeyPatch
) -> None:
    from mastery_tui.coach import Coach

    def broken(self: Coach, *_: object, **__: object) -> None:
        raise RuntimeError("zanzibarquilt")

    monkeypatch.setattr(Coach, "check_in", broken)
    line = writing.refused("log", "400", code=3)
    assert "zanzibarquilt" not in line
    assert "RuntimeError at test_usage.py:" in line


def test_an_interruption_is_quiet(writing: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    from mastery_tui.coach import Coach

    def interrupted(self: Coach) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Coach, "status", interrupted)
    said = writing("status")
    assert (said.code, said.out, said.err) == (130, "", "")


def test_a_full_disk_behind_standard_output_is_one_line(writing: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    from mastery_tui.cli.shell import Printer

    def full(self: Printer, text: str = "") -> None:
        if "Write" in text:
            raise OSError(errno.ENOSPC, "zanzibarquilt")
        line(self, text)

    line = Printer.line
    monkeypatch.setattr(Printer, "line", full)
    assert writing.refused("status", code=3).endswith(f"The system says: {os.strerror(errno.ENOSPC)}")
