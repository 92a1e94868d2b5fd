"""Commands that remind: due, and the recipes by which other programs ask it."""

import json
import os
import sys
from collections.abc import Iterator
from shutil import which
from typing import NamedTuple

from mastery_tui import gate, guide
from mastery_tui.settings import CONFIG_VARIABLE, FILE_VARIABLE

from .codes import DUE, FINE, PROGRAM
from .shell import Shell

SYSTEMD_RUNS = "/run/systemd/system"
"""A folder that is there while systemd runs the machine; that its programs are installed says nothing."""


def due(shell: Shell) -> int:
    """Tell what is due, and the exit code says whether anything is; or tell how to be reminded of it."""
    if shell.has("hint"):
        return _hint(shell)
    view = shell.coach.plan.status()
    if not shell.has("quiet"):
        shell.out.lines(*view.due_words or [guide.word("cli", "nothing_due")])
    return DUE if view.due else FINE


# -- recipes -----------------------------------------------------------------------------------------------------------


class Recipe(NamedTuple):
    """Lines for the file of another program.

    Attributes:
        key: of the words that say where the lines go.
        programs: the recipe fits a machine that has one of them; any machine where none is named.
        lines: the lines, as they are copied.
    """

    key: str
    programs: tuple[str, ...]
    lines: str


def recipes(program: str) -> tuple[Recipe, ...]:
    """Every recipe, in the order in which they are told.

    Args:
        program: how a shell calls the program, in any folder and any environment.
    """
    line = f"{program} status --line"
    bar = {"exec": line, "interval": 60, "escape": True, "tooltip": False}
    return (
        Recipe("script", ("crontab", "systemctl"), _script(program)),
        Recipe("cron", ("crontab",), '0 19 * * * "$HOME/.local/bin/remind-practice"'),
        Recipe("service", ("systemctl",), "[Service]\nType=oneshot\nExecStart=%h/.local/bin/remind-practice"),
        Recipe(
            "timer",
            ("systemctl",),
            "[Timer]\nOnCalendar=*-*-* 19:00\nPersistent=true\n\n[Install]\nWantedBy=timers.target",
        ),
        Recipe(
            "tmux",
            ("tmux",),
            f'set -g status-interval 60\nset -g status-right-length 60\nset -g status-right "#({_in_tmux(line)})"',
        ),
        Recipe(
            "starship",
            ("starship",),
            f'command_timeout = 1500\n\n[custom.mastery]\ncommand = {_quoted(line)}\nwhen = true\nshell = ["sh"]',
        ),
        Recipe("waybar", ("waybar",), f'"custom/mastery": {_quoted(bar)}'),
        Recipe("login", ("sh",), f"{program} due || true"),
        Recipe("calendar", (), f'{program} export ics --alarm 19:00 --force "$HOME/mastery.ics"'),
    )


def _script(program: str) -> str:
    # What is due is handed over as an argument: no program takes any of it for a part of its own language.
    return f"""\
#!/bin/sh
# Says what is due, once; quiet when nothing is.
what=$({program} due)
[ $? -eq 10 ] || exit 0
if command -v notify-send >/dev/null; then
    : "${{DBUS_SESSION_BUS_ADDRESS:=unix:path=/run/user/$(id -u)/bus}}"
    export DBUS_SESSION_BUS_ADDRESS
    notify-send --app-name=Mastery -- Practice "$what"
elif command -v osascript >/dev/null; then
    osascript -e 'on run told' -e 'display notification (item 1 of told) with title "Practice"' -e 'end run' "$what"
else
    printf '%s\\n' "$what"
fi"""


def _in_tmux(command: str) -> str:
    """A command between double quotes of tmux, which reads dates and formats in it too."""
    for sign, written in (("\\", "\\\\"), ('"', '\\"'), ("$", "\\$"), ("#", "##"), ("%", "%%")):
        command = command.replace(sign, written)
    return command


def _quoted(value: object) -> str:
    """A value in JSON; texts are written in TOML as in JSON."""
    return json.dumps(value, ensure_ascii=False)


# -- what fits this machine --------------------------------------------------------------------------------------------


def _hint(shell: Shell) -> int:
    """Tell the recipes that fit this machine; nothing is written, and the journal is not looked at."""
    fitting = (each for each in recipes(_called(shell)) if not each.programs or any(map(_runs, each.programs)))
    shell.out.line(guide.word("cli", "reminders"))
    for recipe in fitting:
        shell.out.line()
        shell.out.line(f"# {guide.word('cli_reminders', recipe.key)}")
        shell.out.line(recipe.lines)
    return FINE


def _runs(program: str) -> bool:
    """Whether this machine has a program that can do its part."""
    return which(program) is not None and (program != "systemctl" or os.path.isdir(SYSTEMD_RUNS))


def _called(shell: Shell) -> str:
    """The program as it was called, and its files where they were chosen: whole paths, as words of a shell."""
    program = os.path.abspath(sys.argv[0])
    named = os.path.splitext(os.path.basename(program))[0] == PROGRAM
    words = [program] if named else [sys.executable, "-m", __name__.partition(".")[0]]
    return " ".join(map(gate.shell_word, [*words, *_files(shell)]))


def _files(shell: Shell) -> Iterator[str]:
    """Options that name the files that an option or a variable chose: what runs by the clock knows neither."""
    if shell.given("file") or _set(FILE_VARIABLE, "XDG_DATA_HOME"):
        yield from ("--file", os.path.abspath(shell.data_path))
    if shell.given("config") or _set(CONFIG_VARIABLE, "XDG_CONFIG_HOME"):
        yield from ("--config", os.path.abspath(shell.config_path))


def _set(*variables: str) -> bool:
    return any(map(os.environ.get, variables))
