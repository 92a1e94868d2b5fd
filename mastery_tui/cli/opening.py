"""Commands that open the app: ``mastery`` itself, and the demo."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mastery_tui import clock, guide
from mastery_tui.coach import Coach
from mastery_tui.coach.errors import JournalError
from mastery_tui.practice.refused import Refused
from mastery_tui.settings import Settings, Support

from .codes import FINE
from .printer import Printer
from .shell import Shell
from .terminal import SIGNALLED, TERMINAL, at_a_terminal as _at_a_terminal, served

if TYPE_CHECKING:
    from mastery_tui.tui.base_app import BaseApp
    from mastery_tui.tui.tour_app import TourApp

FIRST_PERSONA = "steady"


def mastery(shell: Shell) -> int:
    """Open the app, or show the status where no terminal is."""
    if served():
        raise Refused("usage.served")
    if _at_a_terminal():
        return _show(shell.coach)
    from .showing import show_status

    show_status(shell.out, shell.coach)
    if shell.coach.state is None:
        shell.err.lines(shell.hint())
    shell.err.line(guide.word("cli", "no_terminal"))
    return FINE


def demo(shell: Shell) -> int:
    """Show a made-up month on a journal that is thrown away; with ``--finished`` three of them, the last one over.

    With ``--tour`` it is the tour, and then the person's own journal where they want that.

    Raises:
        Refused: ``choice.unknown``, ``usage.together``.
    """
    from mastery_tui.demo.personas import PERSONAS
    from mastery_tui.demo.play import play, play_finished

    opens = not shell.has("status") and (_at_a_terminal() or served())
    others = ["PERSONA"] if shell.given("persona") else []
    others += ["--finished"] if shell.has("finished") else []
    if shell.has("tour") and others:
        raise Refused("usage.together", what=("--tour", *others))
    if shell.has("tour") and opens:
        return _tour(shell)
    name = (shell.given("persona") or FIRST_PERSONA).lower()
    if name not in PERSONAS:
        raise Refused("choice.unknown", field="persona", known=tuple(PERSONAS))
    with _thrown_away() as path:
        made = play_finished if shell.has("finished") else play
        coach = made(PERSONAS[name], path, clock.now, _of_the_demo(shell))
        shell.warn()
        if opens:
            return _show(coach)
        from .showing import show_calendar, show_status

        show_status(shell.out, coach)
        shell.out.line()
        show_calendar(shell.out, coach)
    return FINE


def _tour(shell: Shell) -> int:
    """Show the tour, and then the person's own journal where they want that."""
    shell.warn()
    with _toured(_of_the_demo(shell)) as tour:
        code = _played(tour)
    if not tour.to_own or served():
        return code
    TERMINAL.ahead[:0] = tour.keys.left()
    return _show(shell.coach)


def _of_the_demo(shell: Shell) -> Settings:
    """The settings of a made-up month: whoever opens the page is not who the person's own contact is for."""
    return replace(shell.settings, support=Support()) if served() else shell.settings


@contextmanager
def _thrown_away() -> Iterator[Path]:
    """The file of a journal that is thrown away."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="mastery-demo-", ignore_cleanup_errors=True) as directory:
        yield Path(directory) / "mastery.json"


@contextmanager
def _toured(settings: Settings, *, comes_back: bool = False) -> "Iterator[TourApp]":
    """The app of the tour, on a made-up month that is thrown away."""
    from mastery_tui.demo.personas import PERSONAS
    from mastery_tui.demo.play import play
    from mastery_tui.tui.tour_app import TourApp

    with _thrown_away() as path:
        yield TourApp(play(PERSONAS[FIRST_PERSONA], path, clock.now, settings), comes_back=comes_back)


def _show(coach: Coach) -> int:
    """Run the app; where the person looks around first, the tour, and the app again as it was left."""
    from mastery_tui.tui.app import MasteryApp

    said = _restored(coach)
    while True:
        app = MasteryApp(coach, said)
        app.can_look_around = not served()
        code = _played(app)
        if not app.goes_on:
            return code
        TERMINAL.ahead[:0] = app.keys.left()
        with ExitStack() as stack:
            try:
                tour = stack.enter_context(_toured(coach.settings, comes_back=True))
            except (OSError, JournalError):
                said = guide.word("tour", "no_room")
                continue
            code = _played(tour)
        if not tour.to_own:
            _say_farewell(app)
            return code
        TERMINAL.ahead[:0] = tour.keys.left()
        said = ""


def _restored(coach: Coach) -> str:
    """What to say first; where the journal cannot be read, once the person has chosen what takes its place.

    Raises:
        JournalError: there is nothing that could, or the person left without choosing.
    """
    with suppress(JournalError):
        if coach.state is not None:  # What looks after the file need not be read in where all is well.
            return ""
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
    if not app.goes_on:
        _say_farewell(app)
    if TERMINAL.ended:
        raise SystemExit(SIGNALLED + TERMINAL.ended)
    if app.fault is not None:
        raise app.fault
    return app.return_code or FINE


def _say_farewell(app: "BaseApp") -> None:
    """Say on the terminal what an app has to say at its end."""
    printer = Printer(sys.stderr)
    printer.ascii = printer.ascii or app.coach.settings.ascii
    printer.lines(*app.farewell)
    if printer.lost is not None:
        TERMINAL.lost()
