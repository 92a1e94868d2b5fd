"""The recipes for reminders: which are told, that README has the same lines, and that each works where it goes."""

import configparser
import json
import os
import pwd
import re
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import vobject

from mastery_tui import gate, guide
from mastery_tui.cli import reminding
from mastery_tui.cli.reminding import recipes
from tests.terminal.screen import PATIENCE, Terminal

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the recipes are for shells that are not there")

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
IN_README = "~/.local/bin/mastery"
SCRIPT = ".local/bin/remind-practice"
PROGRAMS = ("crontab", "systemctl", "tmux", "starship", "waybar", "sh")
ALL = ["script", "cron", "service", "timer", "tmux", "starship", "waybar", "login", "calendar"]
HOSTILE = ["plain", "two words", 'it\'s "a" $(touch x) `y` \\ 100% #1 ü']
"""Names of folders, each harder to quote than the one before."""


def put(file: Path, *lines: str) -> Path:
    """A program made of lines of sh."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(["#!/bin/sh", *lines, ""]), "utf-8")
    file.chmod(0o755)
    return file


def ran(*command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def told(said: str) -> dict[str, str]:
    """The recipes of a hint, by the words above them."""
    keys = {f"# {words}": key for key, words in guide.words("cli_reminders").items()}
    found: dict[str, list[str]] = {}
    for line in said.splitlines()[1:]:
        if line in keys:
            found[keys[line]] = []
        elif found:
            found[[*found][-1]].append(line)
    return {key: "\n".join(lines).strip("\n") for key, lines in found.items()}


class Machine:
    """A machine with a home, and with those programs on its path that a test puts there."""

    def __init__(self, directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home, self.programs, self._monkeypatch = directory / "my home", directory / "programs", monkeypatch
        self.programs.mkdir()
        self.path = str(self.programs)
        monkeypatch.setattr(reminding, "SYSTEMD_RUNS", str(directory))

    def has(self, *names: str) -> None:
        for name in names:
            put(self.programs / name)
        self._monkeypatch.setenv("PATH", self.path)

    def link(self, *names: str) -> None:
        """Put the real ones there."""
        for name in names:
            (self.programs / name).symlink_to(shutil.which(name) or name)

    def calls(self, program: Path) -> None:
        self._monkeypatch.setattr(sys, "argv", [str(program), "due", "--hint"])

    def remind(self, says: str = "today's check-in", code: int = 10) -> subprocess.CompletedProcess[str]:
        """Run the script, with a program that says something is due."""
        program = put(self.home / "mastery", f"printf '%s\\n' {shlex.quote(says)}", f"exit {code}")
        script = put(self.home / SCRIPT)
        script.write_text(recipes(gate.shell_word(program))[0].lines, "utf-8")
        return ran(str(script), PATH=self.path, HOME=str(self.home))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


# -- what is told ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "keys"),
    [
        (PROGRAMS, ALL),
        (("crontab",), ["script", "cron", "calendar"]),
        (("systemctl",), ["script", "service", "timer", "calendar"]),
        (("tmux",), ["tmux", "calendar"]),
        (("starship", "sh"), ["starship", "login", "calendar"]),
        (("waybar",), ["waybar", "calendar"]),
        ((), ["calendar"]),
    ],
)
def test_a_hint_names_what_fits_the_machine(
    writing: "Shell", machine: Machine, there: tuple[str, ...], keys: list[str]
) -> None:
    machine.has(*there)
    said = writing.ok("due", "--hint")
    assert [*told(said)] == keys
    assert said.startswith(f"{guide.word('cli', 'reminders')}\n\n# ")


def test_systemd_that_does_not_run_is_not_named(
    shell: "Shell", machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine.has("systemctl", "tmux")
    monkeypatch.setattr(reminding, "SYSTEMD_RUNS", str(tmp_path / "none"))
    assert [*told(shell.ok("due", "--hint"))] == ["tmux", "calendar"]


def test_a_hint_needs_no_journal_and_makes_none(shell: "Shell", machine: Machine) -> None:
    machine.has(*PROGRAMS)
    said = shell.ok("due", "--hint")
    assert not shell.file.exists()
    shell.file.write_bytes(b"{")
    assert shell.ok("due", "--hint") == said


def test_chosen_files_are_named_with_whole_paths_and_others_are_not(
    shell: "Shell", machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.has("sh")
    machine.calls(tmp_path / "mastery")
    monkeypatch.chdir(tmp_path)
    by_variable = f"{tmp_path}/mastery --file {shell.file} --config {shell.config} due || true"
    assert told(shell.ok("due", "--hint"))["login"] == by_variable
    for variable in ("MASTERY_FILE", "MASTERY_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    assert told(shell.ok("due", "--hint"))["login"] == f"{tmp_path}/mastery due || true"
    by_option = told(shell.ok("due", "--hint", "--file", "my days.json"))["login"]
    assert by_option == f"{tmp_path}/mastery --file '{tmp_path}/my days.json' due || true"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert told(shell.ok("due", "--hint"))["login"].startswith(f"{tmp_path}/mastery --file {tmp_path}/data/")


def test_the_readme_has_the_lines_that_are_told(shell: "Shell", machine: Machine, tmp_path: Path) -> None:
    machine.has(*PROGRAMS)
    machine.calls(tmp_path / "mastery")
    program = f"{tmp_path}/mastery --file {shell.file} --config {shell.config}"
    part = README.read_text("utf-8").partition("\n## Reminders\n")[2].partition("\n## ")[0]
    written = re.findall(r"^```\w+\n(.*?)\n```$", part, re.DOTALL | re.MULTILINE)
    assert written == [recipe.lines for recipe in recipes(IN_README)]
    assert [lines.replace(IN_README, program) for lines in written] == [*told(shell.ok("due", "--hint")).values()]


# -- what a shell reads and runs ---------------------------------------------------------------------------------------


def called(lines: dict[str, str], directory: Path) -> Iterable[tuple[str, list[str]]]:
    """What each recipe runs, in sh but for tmux, and the words that the program has to get beside its files."""
    (directory / "script").write_text(lines["script"], "utf-8")
    line = ["status", "--line"]
    yield f"sh {gate.shell_word(directory / 'script')}", ["due"]
    yield lines["login"], ["due"]
    yield lines["calendar"], ["export", "ics", "--alarm", "19:00", "--force", "/mastery.ics"]
    yield tomllib.loads(lines["starship"])["custom"]["mastery"]["command"], line
    yield json.loads(f"{{{lines['waybar']}}}")["custom/mastery"]["exec"], line


@pytest.mark.parametrize("folder", HOSTILE)
def test_each_recipe_calls_the_program_whatever_its_folder_is_called(
    shell: "Shell", machine: Machine, tmp_path: Path, folder: str
) -> None:
    program = put(tmp_path / folder / "mastery", 'printf "%s\\n" "$@" > "${0%/*}/given"')
    (tmp_path / folder / "journal").mkdir()
    shell.move(tmp_path / folder / "journal")
    machine.has(*PROGRAMS)
    machine.calls(program)
    lines = told(shell.ok("due", "--hint"))
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()
    given = program.with_name("given")
    for command, words in called(lines, tmp_path):
        done = subprocess.run(["/bin/sh", "-c", command], env={"PATH": os.defpath}, cwd=nowhere, capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")
        assert given.read_text("utf-8").splitlines() == [
            "--file",
            str(shell.file),
            "--config",
            str(shell.config),
            *words,
        ]
        given.unlink()
    assert [*nowhere.iterdir()] == []


@pytest.mark.parametrize("name", ["sh", "dash", "bash", "busybox"])
def test_every_shell_reads_the_script(tmp_path: Path, name: str) -> None:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not there")
    script = tmp_path / "script"
    script.write_text(recipes(IN_README)[0].lines, "utf-8")
    command = [program, *(["sh"] if name == "busybox" else []), "-n", str(script)]
    assert (ran(*command).returncode, ran(*command).stderr) == (0, "")
    script.write_text(script.read_text("utf-8").removesuffix("fi"), "utf-8")
    assert ran(*command).returncode != 0


NOTED = 'printf "[%s]" "${0##*/}" "$@" > "$HOME/noted"; printf "%s" "$DBUS_SESSION_BUS_ADDRESS" > "$HOME/bus"'
"""A stand-in for what shows notifications: it writes down what it was given."""


@pytest.mark.parametrize("says", ["today's check-in", '-x "$(touch x)`y`\\\nfreeze <b>the</b> baseline'])
def test_the_script_hands_over_what_is_due_as_it_is(machine: Machine, says: str) -> None:
    machine.link("id")
    alone = machine.remind(says)
    assert (alone.returncode, alone.stdout, alone.stderr) == (0, f"{says}\n", "")
    put(machine.programs / "osascript", NOTED)
    assert machine.remind(says).stdout == ""
    assert (machine.home / "noted").read_text("utf-8").endswith(f"[{says}]")
    put(machine.programs / "notify-send", NOTED)
    assert machine.remind(says).stdout == ""
    assert (machine.home / "noted").read_text("utf-8") == f"[notify-send][--app-name=Mastery][--][Practice][{says}]"
    assert (machine.home / "bus").read_text("utf-8") == f"unix:path=/run/user/{os.getuid()}/bus"


@pytest.mark.parametrize("code", [0, 3, 4, 127])
def test_the_script_is_quiet_when_nothing_is_due_or_nothing_can_be_told(machine: Machine, code: int) -> None:
    put(machine.programs / "notify-send", NOTED)
    done = machine.remind("Nothing is due.", code)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (machine.home / "noted").exists()


def test_cron_and_systemd_run_the_same_script_at_the_same_hour(machine: Machine) -> None:
    lines = {recipe.key: recipe.lines for recipe in recipes(IN_README)}
    minute, hour, *days, command = lines["cron"].split(maxsplit=5)
    assert days == ["*"] * 3
    put(machine.home / SCRIPT, "echo ran")
    assert ran("/bin/sh", "-c", command, HOME=str(machine.home)).stdout == "ran\n"
    service, timer = (configparser.ConfigParser(interpolation=None) for _ in range(2))
    service.read_string(lines["service"])
    timer.read_string(lines["timer"])
    assert service["Service"]["ExecStart"].replace("%h", str(machine.home)) == str(machine.home / SCRIPT)
    assert timer["Timer"]["OnCalendar"] == f"*-*-* {hour}:{minute:0>2}"
    assert f"~/{SCRIPT}" in guide.word("cli_reminders", "script")


def test_the_calendar_reminds_at_the_same_hour(machine: Machine) -> None:
    lines = {recipe.key: recipe.lines for recipe in recipes(IN_README)}
    assert f"--alarm {lines['cron'].split()[1]}:00 " in lines["calendar"]
    assert "~/mastery.ics" in guide.word("cli_reminders", "calendar")


# -- for real ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def real(shell: "Shell", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A plan of which something is due, in a folder that is hard to quote: the recipes that work on it."""
    shell.move(tmp_path / HOSTILE[-1])
    shell.directory.mkdir()
    shell.ok(*WRITING)
    monkeypatch.setattr(reminding, "_runs", lambda program: True)
    return told(shell.ok("due", "--hint"))


def until(seen: Callable[[], bool], why: str) -> None:
    end = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < end, why
        time.sleep(0.2)


def test_the_calendar_is_written_and_written_again(real: dict[str, str], tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path), "PATH": os.defpath, "PYTHONPATH": str(ROOT), "MASTERY_NOW": "2026-11-02T09:00:00Z"}
    file = tmp_path / "mastery.ics"
    for _ in range(2):
        done = ran("/bin/sh", "-c", real["calendar"], **env)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"Exported to {file}\n", "")
    alarms = [event for event in vobject.readOne(file.read_text("utf-8")).vevent_list if "valarm" in event.contents]
    assert len(alarms) == 33


@pytest.mark.storm
def test_crond_runs_the_script(machine: Machine, real: dict[str, str], tmp_path: Path) -> None:
    busybox = shutil.which("busybox")
    if busybox is None or "crond" not in ran(busybox, "--list").stdout.split():
        pytest.skip("there is no busybox with crond")
    if os.geteuid() != 0:
        pytest.skip("crond reads crontabs as root alone")
    machine.link("id")
    put(machine.programs / "notify-send", NOTED)
    put(machine.home / SCRIPT).write_text(real["script"], "utf-8")
    command = real["cron"].split(maxsplit=5)[5]
    surroundings = {"HOME": machine.home, "PATH": machine.path, "PYTHONPATH": ROOT, "MASTERY_NOW": "2026-11-02T19:00Z"}
    exported = " ".join(f"{name}={shlex.quote(str(value))}" for name, value in surroundings.items())
    crontabs = tmp_path / "crontabs"
    crontabs.mkdir()
    # Every minute, and in the home of the test: crond takes that of the user.
    crontab = crontabs / pwd.getpwuid(0).pw_name
    crontab.write_text(f"* * * * * export {exported}; {command}\n", "utf-8")
    crontab.chmod(0o600)
    with subprocess.Popen([busybox, "crond", "-f", "-c", str(crontabs)], stderr=subprocess.DEVNULL) as crond:
        try:
            until((machine.home / "noted").exists, "crond ran nothing")
            until((machine.home / "bus").exists, "the script has not ended")
        finally:
            crond.terminate()
    due = guide.word("cli_due", "check_in")
    assert (machine.home / "noted").read_text("utf-8") == f"[notify-send][--app-name=Mastery][--][Practice][{due}]"


@pytest.mark.storm
def test_tmux_shows_the_line(shell: "Shell", real: dict[str, str], tmp_path: Path) -> None:
    tmux = shutil.which("tmux")
    if tmux is None:
        pytest.skip("there is no tmux")
    configuration = tmp_path / "tmux.conf"
    configuration.write_text(real["tmux"] + "\n", "utf-8")
    env = {"TMUX_TMPDIR": str(tmp_path), "TMUX": "", "MASTERY_NOW": "2026-11-02T09:00:00+01:00", "LC_ALL": "C.UTF-8"}
    replaced = f"import os, sys; os.execv({tmux!r}, ['tmux', *sys.argv[1:]])"
    terminal = Terminal("-c", replaced, "-f", str(configuration), "new-session", "cat", env=env)
    try:
        assert shell.ok("status", "--line").strip() in terminal.until("Write day 1/30")
    finally:
        ran(tmux, "kill-server", **env)
        terminal.child.close()


@pytest.mark.storm
def test_systemd_takes_the_units(machine: Machine, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("there is no systemd-analyze")
    lines = {recipe.key: recipe.lines for recipe in recipes(IN_README)}
    put(machine.home / SCRIPT)
    units = [tmp_path / f"mastery-due.{kind}" for kind in ("service", "timer")]
    env = {"HOME": str(machine.home), "XDG_RUNTIME_DIR": str(tmp_path)}
    for unit in units:
        unit.write_text(lines[unit.suffix[1:]] + "\n", "utf-8")
    done = ran(analyze, "--user", "verify", *map(str, units), **env)
    assert (done.returncode, done.stderr) == (0, "")
    units[1].write_text(lines["timer"].replace("Persistent", "Persistant") + "\n", "utf-8")
    assert "Persistant" in ran(analyze, "--user", "verify", *map(str, units), **env).stderr
