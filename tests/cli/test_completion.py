"""What Tab completes in real shells, by the script that ``mastery completion`` prints."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pexpect
import pytest

from mastery_tui import guide
from mastery_tui.cli.commands import COMMANDS
from mastery_tui.cli.completing import SHELLS, TAKES, script, words_of
from mastery_tui.cli.parser import Parser
from tests.cli.conftest import Shell

SAYS = "#!/bin/sh\nprintf '<%s>' \"$@\"\necho\n"
"""A program in mastery's place that says what it was given."""
PATIENCE = 20
TYPED = {
    "dem": ("demo",),
    "demo st": ("demo", "steady"),
    "demo perfectionist --fin": ("demo", "perfectionist", "--finished"),
    "timer resta": ("timer", "restart"),
    "timer done --min": ("timer", "done", "--minutes"),
    "cues ru": ("cues", "rules"),
    "cues --sch": ("cues", "--schema"),
    "backup res": ("backup", "restore"),
    "backup restore ne": ("backup", "restore", "newest"),
    "conf": ("config",),
    "config --ver": ("config", "--version"),
    "start --result er": ("start", "--result", "errors"),
    "log 420 canc": ("log", "420", "canceled"),
    "log 420 e6 --day yes": ("log", "420", "e6", "--day", "yesterday"),
    "pause --reason tr": ("pause", "--reason", "travel"),
    "completion fi": ("completion", "fish"),
    "reflect --answers ans": ("reflect", "--answers", "answers.toml"),
    "reflect 2 --answers folder/in": ("reflect", "2", "--answers", "folder/inside.toml"),
    "merge jou": ("merge", "journal.json"),
    "merge answers.toml jou": ("merge", "answers.toml", "journal.json"),
    "--file jou": ("--file", "journal.json"),
    "status --config ans": ("status", "--config", "answers.toml"),
    "--file journal.json stat": ("--file", "journal.json", "status"),
    "merge sp": ("merge", "spaced name.json"),
    "merge spaced\\ n": ("merge", "spaced name.json"),
}
"""What is typed before Tab, and what the program is given then."""


def command(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"this machine has no {name}")
    return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with some files, and beside it a program to be completed."""
    for file in ("answers.toml", "journal.json", "spaced name.json", "folder/inside.toml"):
        (tmp_path / "here" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "here" / file).write_text("")
    program = tmp_path / "bin" / "mastery"
    program.parent.mkdir()
    program.write_text(SAYS)
    program.chmod(0o755)
    for name in SHELLS:
        (tmp_path / f"completion.{name}").write_text(script(name))
    return tmp_path


def opened(place: Path, begin: str, *arguments: str, **variables: str) -> "pexpect.spawn[str]":
    """A shell at a terminal, waiting at its prompt."""
    known = {"PATH": f"{place / 'bin'}:{os.environ['PATH']}", "TERM": "dumb", "HOME": str(place), "LC_ALL": "C.UTF-8"}
    shell = pexpect.spawn(
        arguments[0],
        list(arguments[1:]),
        cwd=str(place / "here"),
        env={**known, **variables},
        timeout=PATIENCE,
        encoding="utf-8",
        dimensions=(50, 200),
    )
    shell.sendline(begin)
    shell.sendline("PS1='ready> '; echo begun-$((40+2))")
    shell.expect_exact("begun-42")
    shell.expect_exact("ready> ")
    return shell


def given(shell: "pexpect.spawn[str]", typed: str) -> tuple[str, ...]:
    """What the program is given for something typed, Tab and Enter."""
    shell.send(f"mastery {typed}\t")
    shell.send("\r")
    shell.expect(r"\n(<.*>)\r?\n")
    found = str(shell.match.group(1))
    shell.expect_exact("ready> ")
    return tuple(found[1:-1].split("><"))


def wrong(shell: "pexpect.spawn[str]") -> dict[str, tuple[str, ...]]:
    told = {typed: given(shell, typed) for typed in TYPED}
    shell.sendline("exit")
    shell.expect(pexpect.EOF)
    return {typed: found for typed, found in told.items() if found != TYPED[typed]}


def test_bash_completes(place: Path) -> None:
    shell = opened(place, f"source {place}/completion.bash", command("bash"), "--norc", "--noprofile", "-i")
    assert wrong(shell) == {}


def test_bash_takes_no_context_for_the_name_of_a_host(place: Path) -> None:
    (place / "hosts").write_text("127.0.0.1 deskless\n")
    begin, arguments = f"source {place}/completion.bash", (command("bash"), "--norc", "--noprofile", "-i")
    shell = opened(place, begin, *arguments, HOSTFILE=str(place / "hosts"))
    assert given(shell, "log e6 @desk") == ("log", "e6", "@desk")


def test_zsh_completes(place: Path) -> None:
    (place / "_mastery").symlink_to("completion.zsh")
    begin = f"fpath=({place} $fpath); autoload -Uz compinit; compinit -u -D; unsetopt zle_bracketed_paste prompt_cr"
    assert wrong(opened(place, begin, command("zsh"), "-f", "-i")) == {}


def test_what_is_printed_is_the_script_alone(shell: Shell) -> None:
    for name in SHELLS:
        assert shell.ok("completion", name) == f"{script(name)}\n"
        assert script(name).isascii()
    assert not shell.file.exists()
    known = guide.refusal("choice.unknown", field="shell", known=SHELLS)
    assert shell.refused("completion", "csh") == f"mastery completion: {known}"
    shell.refused("completion")


def test_each_row_is_of_an_argument(shell: Shell) -> None:
    def names(command: str) -> Iterable[str]:
        for action in Parser(command)._actions:
            yield action.option_strings[-1].lstrip("-") if action.option_strings else action.dest

    there = {command: set(names(command)) for command in COMMANDS}
    for key in TAKES:
        command, dot, name = key.partition(".")
        assert (name in there[command]) if dot else any(key in each for each in there.values()), key


@pytest.mark.parametrize(
    ("before", "option"),
    [
        (("log", "400"), "log.entry"),
        (("pause",), "pause.reason"),
        (("pause",), "pause.from"),
        (("log", "400", "--day"), "day"),
        (("rest",), "rest.day"),
        (("demo", "--status"), "demo.persona"),
    ],
)
def test_what_is_offered_is_taken(writing: Shell, before: tuple[str, ...], option: str) -> None:
    name = option.partition(".")[2]
    typed = () if name in ("entry", "day", "persona", "") else (f"--{name}",)
    writing.at("2026-11-04")
    for word in words_of(TAKES[option]):
        assert writing(*before, *typed, word).code == 0, word
        writing("undo")


def test_fish_completes(place: Path) -> None:
    asked = [f"complete -C 'mastery {typed}'" for typed in TYPED]
    told = subprocess.run(
        [command("fish"), "--no-config", "-c", "\n".join([f"source {place}/completion.fish", *asked])],
        cwd=place / "here",
        env={"PATH": f"{place / 'bin'}:{os.environ['PATH']}", "HOME": str(place), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert told.stderr == ""
    offered = [line.partition("\t")[0] for line in told.stdout.splitlines()]
    assert offered == [words[-1] for words in TYPED.values()]
