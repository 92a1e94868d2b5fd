"""Commands that open the app: ``mastery`` itself, and the demo."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mastery_tui import clock, guide
from mastery_tui.coach import Coach
from mastery_tui.practice.refused import Refused
from mastery_tui.settings import Support

from .codes import FINE
from .printer import Printer
from .shell import Shell
from .showing import show_calendar, show_status
from .terminal import SIGNALLED, TERMINAL, at_a_terminal as _at_a_terminal, served

if TYPE_CHECKING:
    from mastery_tui.tui.base_app import BaseApp

FIRST_PERSONA = "steady"


def mastery(shell: Shell) -> int:
    """Open the app, or show the status where no terminal is."""
    if served():
        raise Refused("usage.served")
    if _at_a_terminal():
        return _show(shell.coach)
    show_status(shell.out, shell.coach)
    if shell.coach.state is None:
        shell.err.lines(shell.hint())
    shell.err.line(guide.word("cli", "no_terminal"))
    return FINE


def demo(shell: Shell) -> int:
    """Show a made-up month on a journal that is thrown away; with ``--finished`` three of them, the last one over."""
    from tempfile import TemporaryDirectory

    from mastery_tui.demo.personas import PERSONAS
    from mastery_tui.demo.play import play, play_finished

    name = (shell.given("persona") or FIRST_PERSONA).lower()
    if name not in PERSONAS:
        raise Refused("choice.unknown", field="persona", known=tuple(PERSONAS))
    with TemporaryDirectory(prefix="mastery-demo-", ignore_cleanup_errors=True) as directory:
        # Whoever opens the page is not who the person's own contact is for.
        settings = replace(shell.settings, support=Support()) if served() else shell.settings
        made = play_finished if shell.has("finished") else play
        coach = made(PERSONAS[name], Path(directory) / "mastery.json", clock.now, settings)
        shell.warn()
        if not shell.has("status") and (_at_a_terminal() or served()):
            return _show(coach)
        show_status(shell.out, coach)
        shell.out.line()
        show_calendar(shell.out, coach)
    return FINE


def _show(coach: Coach) -> int:
    from mastery_tui.tui.app import MasteryApp

    return _played(MasteryApp(coach, _restored(coach)))


def _restored(coach: Coach) -> str:
    """What to say first; where the journal cannot be read, once the person has chosen what takes its place.

    Raises:
        JournalError: there is nothing that could, or the person left without choosing.
    """
    problem = coach.file.problem()
    if problem is None:
        return ""
    offer = coach.file.offer_for(problem)
    if not offer.helps:
        if offer.gone:
            return ""
        raise problem
    from mastery_tui.tui.restore_app import RestoreApp

    app = RestoreApp(coach, offer)
    _played(app)
    if app.said is None:
        raise problem
    TERMINAL.ahead[:0] = app.keys.left()
    return app.said


def _played(app: "BaseApp") -> int:
    """Run an app to its end, and say what it has to say then.

    Raises:
        SystemExit: a signal ended it.
    """
    if served():
        from .served import use_driver

        use_driver(app)
    elif sys.platform != "win32":
        from .driver import use_driver

        use_driver(app)
    TERMINAL.leave = app.leave_on_signal
    app.run()
    printer = Printer(sys.stderr)
    printer.ascii = printer.ascii or app.coach.settings.ascii
    printer.lines(*app.farewell)
    if printer.lost is not None:
        TERMINAL.lost()
    if TERMINAL.ended:
        raise SystemExit(SIGNALLED + TERMINAL.ended)
    if app.fault is not None:
        raise app.fault
    return app.return_code or FINE
