"""``mastery``: finds the command, runs it, and turns every refusal into one line and an exit code."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

from mastery_tui import guide
from mastery_tui.clock import UnclearMoment
from mastery_tui.limits import FIRST_YEAR, LAST_YEAR
from mastery_tui.practice.refused import Refused

from . import commonest
from .codes import BUSY, FINE, INTERRUPTED, JOURNAL, PROGRAM, REFUSED
from .printer import Printer

if TYPE_CHECKING:
    from .shell import Shell

OPENING = "opening"
"""The module that opens the app."""
EXAMPLE_MOMENT = "2026-11-27T08:30:00+01:00"


def program() -> NoReturn:
    """Run ``mastery`` as a process of its own, which ends with its exit code.

    A command has closed all that it opened by then, and Python's own way out takes as long as many commands do: it
    ends at once. Who opened the app goes the long way, as that has threads of its own.
    """
    # A command is over, or has painted its first screen, before collecting would pay; the app turns it on again.
    gc.disable()
    code = run()
    if "textual" in sys.modules:
        raise SystemExit(code)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()
    os._exit(code)


def run(argv: Sequence[str] | None = None) -> int:
    """Run ``mastery`` with some arguments, those of the process where none are given.

    Returns:
        0 fine, 2 wrong usage or a refused value, 3 the journal cannot be read or written, 4 another mastery is saving,
        10 something is due, 130 interrupted.

    Raises:
        SystemExit: a signal ended the program while the app was being opened, or ran; 128 and the signal's number.
    """
    asked, code = SimpleNamespace(command=None), FINE
    shell: Shell | None = None
    out, err = Printer(sys.stdout), Printer(sys.stderr)
    try:
        answer = _read(sys.argv[1:] if argv is None else argv, asked)
        if answer:
            out.line(answer)
        else:
            room, function = _function_of(asked.command)
            with _terminal(room == OPENING and not getattr(asked, "status", False)):
                shell = _shell(asked, out, err)
                code = getattr(import_module(f"{__package__}.{room}"), function)(shell)
        out.flush()
        return _shown(code, asked.command, shell is not None and shell.saved, out, err)
    except KeyboardInterrupt:
        out.flush()
        return INTERRUPTED
    except Exception as problem:
        out.flush()
        if shell is not None and shell.saved and not shell.is_an_answer(problem):
            # Whoever tries again on an error would record it twice.
            _say_saved(asked.command, problem, err)
            return FINE
        code, sentence = told(problem, named=shell is not None and not shell.has("json"))
        advice = shell.advice(problem) if shell is not None and code in (REFUSED, JOURNAL) else ""
        err.line(f"{_where(asked.command)}: {sentence}. {advice}" if advice else f"{_where(asked.command)}: {sentence}")
        return code


def _read(arguments: Sequence[str], into: SimpleNamespace) -> str:
    """Read arguments; returns help or the version, where that is all that was asked for."""
    if commonest.read(arguments, into):
        return ""
    from .parser import parse

    return parse(arguments, into)


def _where(command: str | None) -> str:
    return f"{PROGRAM} {command}" if command else PROGRAM


def _shell(asked: SimpleNamespace, out: Printer, err: Printer) -> "Shell":
    from .shell import Shell

    return Shell(asked, out, err)


def _function_of(command: str | None) -> tuple[str, str]:
    """The module of a command, and its function there; the app's where there is no command."""
    if command is None:
        return OPENING, PROGRAM
    from .commands import COMMANDS

    found = COMMANDS[command]
    return found.room, found.function or command


def _terminal(wanted: bool) -> AbstractContextManager[object]:
    """The terminal, taken before anything is imported for the app, where the app is going to be opened."""
    if not wanted:
        return nullcontext()
    from .terminal import TERMINAL

    return TERMINAL


def _shown(code: int, command: str | None, saved: bool, out: Printer, err: Printer) -> int:
    """The exit code of a command that did what it was asked, and perhaps could not say so."""
    if saved:
        if not out.shows:
            _say_saved(command, out.lost, err)
        return code
    if out.lost is None:
        return code
    if isinstance(out.lost, BrokenPipeError):  # Whoever read has read enough.
        return FINE
    lost, sentence = told(out.lost)
    err.line(f"{_where(command)}: {sentence}")
    return lost


def _say_saved(command: str | None, problem: Exception | None, err: Printer) -> None:
    said = guide.refusal("usage.erased_not_shown" if command == "erase" else "usage.not_shown")
    err.line(f"{_where(command)}: {said}" if problem is None else f"{_where(command)}: {said}. {told(problem)[1]}")


def told(problem: Exception, *, named: bool = False) -> tuple[int, str]:
    """The exit code and the sentence of what went wrong; nothing that a person typed stands in it.

    Args:
        problem: what went wrong.
        named: whether the one word of an entry that is not known may be named.
    """
    if isinstance(problem, Refused):
        return REFUSED, guide.refusal(problem.code, word=problem.word if named else "", **problem.facts)
    if isinstance(problem, UnclearMoment):
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        return REFUSED, guide.refusal(problem.code, example=EXAMPLE_MOMENT, **years)
    from mastery_tui.coach.errors import JournalBusy, JournalError
    from mastery_tui.settings import NoPlace

    if isinstance(problem, NoPlace):
        return REFUSED, guide.refusal("usage.no_place", variable=problem.variable)
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
