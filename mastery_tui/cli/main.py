"""``mastery``: finds the command, runs it, and turns every refusal into one line and an exit code."""

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module

from mastery_tui import guide
from mastery_tui.settings import NoPlace

from .codes import BUSY, FINE, INTERRUPTED, JOURNAL, PROGRAM, REFUSED
from .command import Command
from .parser import Parser, overview
from .printer import Printer
from .shell import Shell

ROOMS = {
    "demo": "opening",
    "start": "planning",
    "log": "recording",
    "status": "showing",
    "week": "showing",
    "calendar": "showing",
    "cues": "showing",
    "due": "showing",
    "reflect": "reflecting",
    "freeze": "planning",
    "lock": "planning",
    "reduce": "planning",
    "feedback": "events",
    "adjust": "events",
    "transfer": "events",
    "pause": "planning",
    "resume": "planning",
    "rest": "recording",
    "edit": "planning",
    "delete": "recording",
    "finish": "planning",
    "undo": "recording",
    "redo": "recording",
    "backup": "keeping",
    "merge": "keeping",
    "doctor": "keeping",
    "erase": "keeping",
    "where": "settled",
    "config": "settled",
}
"""The module that holds a command; it is imported only when the command is called."""

OPEN = "opening"
EXAMPLE_MOMENT = "2026-11-27T08:30:00+01:00"
_WITH_VALUE = ("--file", "--config")
_ONLY_LOOKS = frozenset(("-h", "--help", "--version", "--status"))
"""With one of these nothing is opened."""


def run(argv: Sequence[str] | None = None) -> int:
    """Run ``mastery`` with some arguments, those of the process where none are given.

    Returns:
        0 fine, 2 wrong usage or a refused value, 3 the journal cannot be read or written, 4 another mastery is saving,
        10 something is due, 130 interrupted.

    Raises:
        SystemExit: a signal ended the program while the app was being opened, or ran; 128 and the signal's number.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    where, code = PROGRAM, FINE
    shell: Shell | None = None
    out, err = Printer(sys.stdout), Printer(sys.stderr)
    # A command is over, or has painted its first screen, before collecting would pay; the app turns it on again.
    gc.disable()
    try:
        before, name, after = _split(arguments)
        if name is not None and name in ROOMS:
            where = f"{PROGRAM} {name}"
        with _terminal(name, arguments):
            command, parsed = _parsed(before, name, after, out)
            if parsed is not None:
                shell = Shell(parsed, out, err)
                code = command.run(shell)
        out.flush()
        return _shown(code, where, _saved(name, shell), out, err)
    except KeyboardInterrupt:
        out.flush()
        return INTERRUPTED
    except Exception as problem:
        out.flush()
        if _saved(name, shell) and not _is_an_answer(problem):
            # Whoever tries again on an error would record it twice.
            _say_saved(where, problem, err)
            return FINE
        code, sentence = told(problem, named=shell is not None and not shell.has("json"))
        advice = shell.advice(problem) if shell is not None and code in (REFUSED, JOURNAL) else ""
        err.line(f"{where}: {sentence}. {advice}" if advice else f"{where}: {sentence}")
        return code
    finally:
        gc.enable()


def _saved(name: str | None, shell: Shell | None) -> bool:
    """Whether a command has changed the journal; what the app saves it has shown."""
    return name is not None and shell is not None and shell.saved


def _shown(code: int, where: str, saved: bool, out: Printer, err: Printer) -> int:
    """The exit code of a command that did what it was asked, and perhaps could not say so."""
    if saved:
        if not out.shows:
            _say_saved(where, out.lost, err)
        return code
    if out.lost is None:
        return code
    if isinstance(out.lost, BrokenPipeError):  # Whoever read has read enough.
        return FINE
    lost, sentence = told(out.lost)
    err.line(f"{where}: {sentence}")
    return lost


def _say_saved(where: str, problem: Exception | None, err: Printer) -> None:
    said = guide.refusal("usage.erased_not_shown" if where == f"{PROGRAM} erase" else "usage.not_shown")
    err.line(f"{where}: {said}" if problem is None else f"{where}: {said}. {told(problem)[1]}")


def _is_an_answer(problem: Exception) -> bool:
    """Whether it says by itself what became of the journal."""
    from mastery_tui.journal import JournalError
    from mastery_tui.practice.refused import Refused

    return isinstance(problem, Refused | JournalError)


def _split(arguments: list[str]) -> tuple[list[str], str | None, list[str]]:
    """What stands before the command, the command, and what follows it."""
    place = 0
    while place < len(arguments):
        word = arguments[place]
        if not word.startswith("-"):
            return arguments[:place], word, arguments[place + 1 :]
        place += 2 if word in _WITH_VALUE else 1
    return arguments, None, []


def _terminal(name: str | None, arguments: list[str]) -> AbstractContextManager[object]:
    """The terminal, taken before anything is imported for the app, where the app is going to be opened."""
    if (OPEN if name is None else ROOMS.get(name)) != OPEN or _ONLY_LOOKS & {*arguments}:
        return nullcontext()
    from .terminal import TERMINAL

    return TERMINAL


def _parsed(before: list[str], name: str | None, after: list[str], out: Printer) -> tuple[Command, Namespace | None]:
    """The command with its arguments, None where help or the version was all that was asked for."""
    if name is not None and name not in ROOMS:
        _unknown(name)
    asked = {"-h", "--help"} & {*before, *after}
    parser = Parser(name or "", with_help=bool(asked))
    command = _command(name)
    if name is not None:
        command.options(parser)
    if asked:
        out.line(parser.format_help().rstrip() if name else overview(ROOMS))
        return command, None
    parsed = parser.parsed([*before, *after])
    if getattr(parsed, "version", False):
        from mastery_tui import __version__

        out.line(f"{PROGRAM} {__version__}")
        return command, None
    return command, parsed


def _command(name: str | None) -> Command:
    room = import_module(f"{__package__}.{OPEN if name is None else ROOMS[name]}")
    command = room.COMMANDS[name]
    assert isinstance(command, tuple)
    return Command(*command)


def _unknown(name: str) -> None:
    from mastery_tui.practice.entry import nearest
    from mastery_tui.practice.refused import Refused

    near = nearest(name, ROOMS)
    raise Refused("usage.command_none") if near is None else Refused("usage.command", nearest=near)


def told(problem: Exception, *, named: bool = False) -> tuple[int, str]:
    """The exit code and the sentence of what went wrong; nothing that a person typed stands in it.

    Args:
        problem: what went wrong.
        named: whether the one word of an entry that is not known may be named.
    """
    from mastery_tui.clock import UnclearMoment
    from mastery_tui.limits import FIRST_YEAR, LAST_YEAR
    from mastery_tui.practice.refused import Refused

    if isinstance(problem, Refused):
        return REFUSED, guide.refusal(problem.code, word=problem.word if named else "", **problem.facts)
    if isinstance(problem, NoPlace):
        return REFUSED, guide.refusal("usage.no_place", variable=problem.variable)
    if isinstance(problem, UnclearMoment):
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        return REFUSED, guide.refusal(problem.code, example=EXAMPLE_MOMENT, **years)
    from mastery_tui.journal import JournalBusy, JournalError

    if isinstance(problem, JournalError):
        code = BUSY if isinstance(problem, JournalBusy) else JOURNAL
        return code, guide.refusal(problem.code, **problem.facts)
    if isinstance(problem, OSError) and problem.errno is not None:
        return JOURNAL, guide.refusal("usage.system", what=os.strerror(problem.errno))
    # The message of an unforeseen error can hold anything, so only its kind and its place are told.
    return JOURNAL, guide.refusal("usage.unforeseen", kind=type(problem).__name__, place=_place(problem))


def _place(problem: Exception) -> str:
    trace, place = problem.__traceback__, "?"
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{os.path.basename(code.co_filename)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
