"""Commands that look after the file: backup, merge, doctor, erase."""

import errno
import os
import sys
from pathlib import Path

from mastery_tui import guide
from mastery_tui.practice.refused import Refused

from .codes import FINE, JOURNAL
from .command import Command
from .parser import Parser
from .shell import Shell
from .showing import changing

ACTIONS = ("list", "restore")
SIGNS = {"ok": "  ", "note": "- ", "trouble": "! ", "fixable": "* ", "mended": "+ ", "end": ""}
"""What stands before a line of doctor's, by its mark."""


def _backup_options(parser: Parser) -> None:
    parser.words("action", "?")
    parser.words("backup", "?")


def _backup(shell: Shell) -> int:
    action, name = shell.given("action") or ACTIONS[0], shell.given("backup")
    if action not in ACTIONS:
        raise Refused("choice.unknown", field="action", known=ACTIONS)
    if action == "restore":
        if name is None:
            raise Refused("usage.needed", what=("BACKUP",))
        return changing(_restore)(shell)
    if name is not None:
        raise Refused("usage.extra", command="mastery backup list")
    rows = [(each.name, each.age, each.revision, each.holds, each.why) for each in shell.coach.file.backups()]
    if not rows:
        shell.out.line(guide.word("keeping", "no_backups"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        shell.out.line("  ".join(f"{text:{width}}" for text, width in zip(row, widths, strict=True)).rstrip())
    return FINE


def _restore(shell: Shell) -> int:
    shell.out.line(shell.coach.file.restore(shell.given("backup") or "").said)
    return FINE


def _merge_options(parser: Parser) -> None:
    parser.words("files", "+")


def _merge(shell: Shell) -> int:
    shell.out.lines(*shell.coach.file.merge([Path(each) for each in shell.all_given("files")]))
    return FINE


def _doctor_options(parser: Parser) -> None:
    parser.flag("fix")


def _doctor(shell: Shell) -> int:
    health = shell.coach.file.health(fix=shell.has("fix"))
    for line in health.lines:
        shell.out.line(f"{SIGNS[line.mark]}{line.text}")
    return FINE if health.healthy else JOURNAL


def _erase_options(parser: Parser) -> None:
    """Nothing but the shared ones."""


def _erase(shell: Shell) -> int:
    coach, out = shell.coach, shell.out
    view = coach.file.erasing()
    if not view.files:
        out.line(guide.say("keeping", "erase_nothing", file=shell.data_path))
        return FINE
    out.line(view.title)
    for each in view.files:
        out.line(f"  {each}")
    out.line(guide.word("keeping", "erase_beyond"))
    for each in view.beyond:
        out.line(f"  {each}")
    out.line(guide.say("keeping", "erase_ask", name=view.name))
    out.flush()
    if not out.shows:  # Nobody has seen what would go.
        raise out.lost or OSError(errno.EBADF, os.strerror(errno.EBADF))
    out.line(coach.file.erase(_typed()))
    return FINE


def _typed() -> str:
    """One line of standard input; '' where there is none."""
    try:
        return sys.stdin.readline() if sys.stdin is not None else ""
    except (UnicodeDecodeError, OSError):
        return ""


COMMANDS = {
    "backup": Command(_backup_options, _backup),
    "merge": Command(_merge_options, changing(_merge)),
    "doctor": Command(_doctor_options, _doctor),
    "erase": Command(_erase_options, _erase),
}
