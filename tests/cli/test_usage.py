"""How the shell is used: help, wrong usage, settings, files, exit codes."""

import errno
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mastery_tui import __version__, guide
from mastery_tui.cli.commands import COMMANDS
from mastery_tui.cli.parser import Parser
from mastery_tui.journal.store.codec import SCHEMA

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell

PERSONAS = ("steady", "busy", "plateaued", "perfectionist", "anxious", "returning")
WIDEST = 80
OWN_HELP = [name.split(".") for name in guide.words("cli_options") if "." in name and not name.endswith("_value")]


def refusal(where: str, code: str, **facts: object) -> str:
    """The line that refuses a command, or what stands before any."""
    return f"{f'mastery {where}'.strip()}: {guide.refusal(code, **facts)}"


@pytest.mark.parametrize(
    ("arguments", "where", "code", "facts"),
    [
        (["lgo", "420"], "", "usage.command", {"nearest": "log"}),
        (["qqqq"], "", "usage.command_none", {}),
        (["log"], "log", "usage.needed", {"what": "ENTRY"}),
        (["log", "4", "--dya", "x"], "log", "usage.option", {"nearest": "--day"}),
        (["log", "4", "--zzzz"], "log", "usage.option_none", {"command": "mastery log"}),
        (["log", "4", "--day"], "log", "usage.value", {"what": "--day"}),
        (["status", "--json=1"], "status", "usage.flag", {"what": "--json"}),
        (["--jsn"], "", "usage.option_none", {"command": "mastery"}),
        (["delete"], "delete", "usage.needed", {"what": "DAY"}),
        (["reflect", "--show", "--answers", "-"], "reflect", "usage.together", {"what": ("--show", "--answers")}),
        (["demo", "bob"], "demo", "choice.unknown", {"field": "persona", "known": PERSONAS}),
    ],
)
def test_wrong_usage_is_one_line_with_what_is_allowed(
    shell: "Shell", arguments: list[str], where: str, code: str, facts: dict[str, object]
) -> None:
    assert shell.refused(*arguments) == refusal(where, code, **facts)


def test_a_text_of_several_words_without_quotes_is_explained(writing: "Shell") -> None:
    line = writing.refused("feedback", "two", "words")
    assert line == refusal("feedback", "usage.extra", command="mastery feedback")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(shell: "Shell", command: str) -> None:
    out = shell.ok(command, "--help")
    assert out.startswith(f"usage: mastery {command} ")
    assert shell.ok("--help").count(f"\n  {command} ") == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_is_for(command: str) -> None:
    parser = Parser(command)
    parser.put_words()
    assert [action.dest for action in parser._actions if not action.help] == []


@pytest.mark.parametrize("columns", [WIDEST, 3 * WIDEST])
@pytest.mark.parametrize("arguments", [(), *((command,) for command in COMMANDS)])
def test_help_is_at_most_eighty_columns_wide(
    shell: "Shell", monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert [line for line in shell.ok(*arguments, "--help").splitlines() if len(line) > WIDEST] == []


def test_help_fits_a_narrow_terminal(shell: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    before_the_example = shell.ok("pause", "--help").partition(guide.word("cli", "example"))[0]
    assert [line for line in before_the_example.splitlines() if len(line) > 50] == []


@pytest.mark.parametrize(("command", "option"), OWN_HELP)
def test_a_command_can_have_help_of_its_own_for_an_option(shell: "Shell", command: str, option: str) -> None:
    own = guide.word("cli_options", f"{command}.{option}")
    parser = Parser(command)
    parser.put_words()
    dest = option.replace("-", "_")
    assert [action.help for action in parser._actions if action.dest == dest] == [own.replace("%", "%%")]
    assert f" {own} " in " ".join(shell.ok(command, "--help").replace("-\n", "-").split())


def test_the_version_is_told_before_and_after_a_command(shell: "Shell") -> None:
    assert shell.ok("--version") == shell.ok("status", "--version") == f"mastery {__version__}\n"


def test_the_journal_and_the_settings_can_be_named_before_and_after_the_command(shell: "Shell", tmp_path: Path) -> None:
    other, config = tmp_path / "other.json", tmp_path / "other.toml"
    shell.ok("--file", str(other), *WRITING)
    assert other.exists()
    assert not shell.file.exists()
    assert shell.ok("status", "--file", str(other)).startswith("Write\n")
    none = guide.word("cli", "where_none")
    assert shell.ok("where", f"--file={other}", "--config", str(config)).splitlines() == [
        f"{guide.word('cli', 'where_journal')}: {other}",
        f"{guide.word('cli', 'where_drafts')}: {other}.drafts ({none})",
        f"{guide.word('cli', 'where_backups')}: {tmp_path / 'backups'} ({none})",
        f"{guide.word('cli', 'where_config')}: {config} ({none})",
    ]


def test_config_shows_the_settings_in_force_and_warns_of_what_is_not(shell: "Shell") -> None:
    shell.config.write_text('rollover_hour = 3\nthme = "dark"\n[rules."recover.second_cancel"]\ncount = 3\n', "utf-8")
    said = shell("config")
    assert said.code == 0
    monday = guide.word("weekdays", 1).lower()
    assert said.out.startswith(f'# {shell.config}\nrollover_hour = 3\nweek_start = "{monday}"\n')
    assert 'rules."recover.second_cancel".count = 3' in said.out
    assert 'rules."pause.session_dominated".strength = 4' in said.out
    assert said.err == f"{guide.refusal('settings.unknown', key='thme', nearest='theme')}\n"
    assert shell("status").err == said.err
    assert shell("status", "--line").err == ""


@pytest.mark.parametrize(
    "command", [("status", "--json"), ("cues", "--json"), ("status", "--line"), ("due", "--quiet")]
)
def test_for_a_program_that_reads_no_warning_is_said(writing: "Shell", command: tuple[str, ...]) -> None:
    plain = writing(*command)
    writing.config.write_text('thme = "dark"\n', "utf-8")
    assert writing(command[0]).err == f"{guide.refusal('settings.unknown', key='thme', nearest='theme')}\n"
    assert writing(*command) == plain
    assert plain.err == ""


def test_a_threshold_out_of_its_bounds_is_a_warning(shell: "Shell") -> None:
    shell.config.write_text('[rules."recover.second_cancel"]\ncount = 99\n', "utf-8")
    said = shell("config")
    key = 'rules."recover.second_cancel".count'
    assert said.err == f"{guide.refusal('settings.range', key=key, low=2, high=7)}\n"


def test_the_rollover_hour_decides_what_today_is(writing: "Shell") -> None:
    writing.at("2026-11-03", hour=2)
    done = guide.word("outcomes", "done")
    monday, tuesday = (guide.date_words(date(2026, 11, day), "long") for day in (2, 3))
    recorded = guide.say("cli", "recorded", day=monday, what=f"400 words, {done}")
    assert writing.ok("log", "400").splitlines()[0] == recorded
    writing.config.write_text("rollover_hour = 1\n", "utf-8")
    recorded = guide.say("cli", "recorded", day=tuesday, what=f"410 words, {done}")
    assert writing.ok("log", "410").splitlines()[0] == recorded


@pytest.mark.parametrize("moment", ["yesterday", "2026-11-02T09:00:00", "2026-11-02"])
def test_an_unclear_moment_is_refused(shell: "Shell", monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setenv("MASTERY_NOW", moment)
    assert shell.refused("status") == refusal("status", "now.shape", example="2026-11-27T08:30:00+01:00")


@pytest.mark.parametrize(
    ("content", "code", "facts"),
    [
        (b"", "journal.empty_file", {}),
        (b"not json", "journal.not_json", {}),
        (b"[1, 2]", "journal.not_object", {}),
        (b'{"meta": {"1": {"schema": 99}}}', "journal.newer_schema", {"found": 99, "known": SCHEMA}),
        (b"\xff\xfe", "journal.not_json", {}),
    ],
)
def test_an_unreadable_journal_is_left_as_it_is(
    shell: "Shell", content: bytes, code: str, facts: dict[str, object]
) -> None:
    shell.file.write_bytes(content)
    for arguments in (("status",), ("log", "400"), tuple(WRITING), ("undo",), ("status", "--json"), ("due", "--quiet")):
        line = shell.refused(*arguments, code=3)
        assert str(shell.file) in line
        assert line.startswith(f"{refusal(arguments[0], code, file=shell.file, **facts)}. ")
    assert shell.file.read_bytes() == content


def test_without_a_backup_an_unreadable_journal_is_refused_with_what_helps(shell: "Shell") -> None:
    shell.file.write_bytes(b"not json")
    advice = guide.say("keeping", "offer_none", program="mastery")
    line = refusal("status", "journal.not_json", file=shell.file)
    assert shell.refused("status", code=3) == f"{line}. {advice}"


def test_a_directory_in_the_journals_place_is_exit_three(shell: "Shell") -> None:
    shell.file.mkdir()
    assert shell("status").code == 3
    assert shell("log", "400").code == 3


def test_another_mastery_that_saves_is_exit_four(writing: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    from mastery_tui.journal import Journal, JournalBusy

    def busy(self: Journal, *_: object) -> None:
        raise JournalBusy("journal.busy", seconds=5)

    monkeypatch.setattr(Journal, "change", busy)
    assert writing.refused("log", "400", code=4) == refusal("log", "journal.busy", seconds=5)


def test_something_unforeseen_is_one_line_without_what_was_typed(
    writing: "Shell", monkeypatch: pytest.MonkeyPatch
) -> None:
    from mastery_tui.coach.days import Days

    def broken(self: Days, *_: object, **__: object) -> None:
        raise RuntimeError("zanzibarquilt")

    monkeypatch.setattr(Days, "check_in", broken)
    line = writing.refused("log", "400", code=3)
    assert "zanzibarquilt" not in line
    place = f"test_usage.py:{broken.__code__.co_firstlineno + 1}"
    assert line == refusal("log", "usage.unforeseen", kind="RuntimeError", place=place)


def test_an_interruption_is_quiet(writing: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    from mastery_tui.coach.plan import Plan

    def interrupted(self: Plan) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Plan, "status", interrupted)
    said = writing("status")
    assert (said.code, said.out, said.err) == (130, "", "")


def test_a_full_disk_behind_standard_output_is_one_line(writing: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    from mastery_tui.cli.printer import Printer

    def full(self: Printer, text: str = "") -> None:
        if "Write" in text:
            raise OSError(errno.ENOSPC, "zanzibarquilt")
        line(self, text)

    line = Printer.line
    monkeypatch.setattr(Printer, "line", full)
    line_said = writing.refused("status", code=3)
    assert line_said == refusal("status", "usage.system", what=os.strerror(errno.ENOSPC))
