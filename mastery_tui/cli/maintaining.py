"""Commands that look after the file: backup, merge, doctor, erase."""

import errno
import os
import sys
from pathlib import Path

from mastery_tui import guide
from mastery_tui.practice.refused import Refused

from .codes import FINE, JOURNAL
from .shell import Shell
from .showing import changing
from .waiting import Waiting

ACTIONS = ("list", "restore")
SIGNS = {"ok": "  ", "note": "- ", "trouble": "! ", "fixable": "* ", "mended": "+ ", "end": ""}
"""What stands before a line of doctor's, by its mark."""


def backup(shell: Shell) -> int:
    """List the backups, or restore one."""
    action, name = shell.given("action") or ACTIONS[0], shell.given("backup")
    if action not in ACTIONS:
        raise Refused("choice.unknown", field="action", known=ACTIONS)
    if action == "restore":
        if name is None:
            raise Refused("usage.needed", what=("BACKUP",))
        return _restore(shell)
    if name is not None:
        raise Refused("usage.extra", command="mastery backup list")
    backups = shell.coach.file.backups()
    if not backups:
        shell.out.line(guide.word("keeping", "no_backups"))
    rows = [(backup.name, backup.age, backup.revision, backup.holds, backup.why) for backup in backups]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        shell.out.line("  ".join(f"{text:{width}}" for text, width in zip(row, widths, strict=True)).rstrip())
    return FINE


@changing
def _restore(shell: Shell) -> int:
    shell.out.line(shell.coach.file.restore(shell.given("backup") or "").said)
    return FINE


@changing
def merge(shell: Shell) -> int:
    """Bring in other machines' journals."""
    files = shell.all_given("files")
    if not all(file.strip() for file in files):
        raise Refused("usage.needed", what=("FILE",))
    with Waiting(shell.err):
        said = shell.coach.file.merge([Path(file) for file in files])
    shell.out.lines(*said)
    return FINE


def doctor(shell: Shell) -> int:
    """Tell how the journal is, and repair it where that is asked for."""
    health = shell.coach.file.health(fix=shell.has("fix"))
    shell.out.lines(*(f"{SIGNS[line.mark]}{line.text}" for line in health.lines))
    return FINE if health.healthy else JOURNAL


def erase(shell: Shell) -> int:
    """Remove everything, once its name is typed."""
    file, out = shell.coach.file, shell.out
    view = file.erasing()
    if not view.files:
        out.line(guide.say("keeping", "erase_nothing", file=shell.data_path))
        return FINE
    out.lines(view.title, *(f"  {name}" for name in view.files))
    out.lines(guide.word("keeping", "erase_beyond"), *(f"  {sentence}" for sentence in view.beyond))
    out.line(guide.say("keeping", "erase_ask", name=view.name))
    out.flush()
    if not out.shows:  # Nobody has seen what would go.
        raise out.lost or OSError(errno.EBADF, os.strerror(errno.EBADF))
    out.line(file.erase(_typed()))
    return FINE


def _typed() -> str:
    """One line of standard input; '' where there is none."""
    try:
        return sys.stdin.readline() if sys.stdin is not None else ""
    except (UnicodeDecodeError, OSError):
        return ""
