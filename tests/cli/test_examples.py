"""The examples that help, hints and refusals show run as they are printed."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.cli.commands import COMMANDS
from mastery_tui.guide.sections import section
from tests.cli.conftest import WRITING, Shell

ENTRY = re.compile(r"\d+ \d+m e\d calm @desk")
COMMAND = re.compile(r"mastery (?:[a-z]+)(?: (?:--[a-z-]+|@?[a-z0-9]+))*")
SENTENCES = {
    **{name: text for name, text in guide.words("cli_commands").items() if "mastery " in text},
    **{f"cli.{name}": text for name, text in guide.words("cli").items() if "mastery " in text},
    **{
        code: guide.refusal(code)
        for code in sorted(section("refusals", "refusals"))
        if "mastery " in guide.refusal(code)
    },
}
BEFORE: dict[str, list[list[str]]] = {
    "start": [["finish", "--next", "stop"]],
    "resume": [["pause"]],
    "redo": [["undo"]],
    "delete": [["log", "400", "--day", "yesterday"]],
}
"""What goes before an example, in a plan's second week."""
NOT_ALONE = {"mastery COMMAND", "mastery is", "mastery to", "mastery backup restore", "mastery opens"}
"""Where the program itself is spoken of, or where a name has to follow."""


def commands(text: str) -> list[str]:
    found = [each.strip() for each in COMMAND.findall(text)]
    return [each for each in found if not any(each.startswith(but) for but in NOT_ALONE)]


@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_a_command_that_is_printed_is_one_and_takes_its_options(shell: Shell, name: str) -> None:
    for each in commands(SENTENCES[name]):
        command, *options = shlex.split(each)[1:]
        known = shell(command, "--help")
        assert known.code == 0, each
        assert all(option in known.out for option in options if option.startswith("--")), each


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_an_example_that_runs(
    week_two: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for arguments in BEFORE.get(command, ()):
        assert week_two(*arguments).code == 0, arguments
    (tmp_path / "here" / "week-1.toml").write_text('prompt = "Mornings at the desk."\n')
    (tmp_path / "here" / "words.csv").write_text("Date,Words\n2026-01-05,410\n2026-01-06,120\n")
    shutil.copy(week_two.file, tmp_path / "here" / "mastery.sync-conflict.json")
    _, heading, example = week_two.ok(command, "--help").rpartition(f"\n{guide.word('cli', 'example')}\n")
    assert heading
    program, *words = shlex.split(example.replace("\\\n", " "))
    assert (program, words[0]) == ("mastery", command)
    said = week_two(*words, typed=b"mastery.json\n")
    assert said.code == 0, said.err
    assert said.out


def test_the_entry_that_is_shown_is_recorded(shell: Shell) -> None:
    shell(*WRITING)
    shown = {
        found
        for text in (*guide.words("cli_commands").values(), *guide.words("dialogs").values())
        for found in ENTRY.findall(text)
    }
    assert shown
    for entry in shown:
        assert shell("log", *entry.split()).code == 0


def test_without_a_plan_the_advice_works_as_printed(shell: Shell) -> None:
    for asked in ((), ("status",)):
        advised = [line.partition(": ")[2] for line in shell(*asked).out.splitlines()[1:]]
        assert len(advised) == 2
        for each in advised:
            assert each.startswith("mastery ")
            assert shell(*shlex.split(each)[1:]).code == 0, each
