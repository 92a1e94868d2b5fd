"""The timer: one command, and a word for each of its keys."""

from datetime import datetime, timedelta

from mastery_tui import guide
from mastery_tui.coach.typed.moments import clock_of
from mastery_tui.coach.typed.numbers import number_in
from mastery_tui.coach.words.timer import begun_again
from mastery_tui.practice.choices import EndedAs
from mastery_tui.practice.refused import Refused

from .codes import FINE
from .shell import Shell

STATUS = "status"
WHEN = {
    "start": ("at", "ago", "paused"),
    "stop": ("at", "ago"),
    "restart": ("at", "ago"),
    "done": ("ended", "minutes", "all"),
    "partial": ("ended", "minutes", "all"),
    "discard": ("yes",),
    STATUS: (),
}
"""What it can be told to do, and the options that go with it."""


def timer(shell: Shell) -> int:
    """Start, stop, begin again, end or drop a session, or tell what the timer is at."""
    action = shell.given("action") or STATUS
    if action not in WHEN:
        raise Refused("choice.unknown", field="action", known=tuple(WHEN))
    _check_options(shell, action)
    said = _done(shell, action)
    shell.err.lines(shell.coach.backup_line())
    if shell.has("json"):
        shell.out.json(shell.coach.timer.rows())
    else:
        shell.out.line(said or shell.coach.timer.where())
    return FINE


def _check_options(shell: Shell, action: str) -> None:
    """Refuse an option that does not go with the action, and two that both say when."""
    known = dict.fromkeys(name for names in WHEN.values() for name in names)
    given = [name for name in known if getattr(shell.arguments, name)]
    for name in given:
        if name not in WHEN[action]:
            raise Refused("timer.option", option=f"--{name}", action=action)
    saying = [name for name in given if name not in ("paused", "yes")]
    if len(saying) > 1:
        raise Refused("usage.together", what=tuple(f"--{name}" for name in saying))


def _done(shell: Shell, action: str) -> str:
    """Do what is asked; what is said of it, '' for where the timer is then."""
    timer = shell.coach.timer
    match action:
        case "start":
            at, ago = shell.given("at"), _ago(shell)
            timer.start(ago if at is None else clock_of(at, shell.coach.now()), on_paused=shell.has("paused"))
        case "stop":
            timer.stop(_moment(shell))
        case "restart":
            before = timer.at()
            timer.restart(_moment(shell))
            return begun_again(before, timer.at())
        case "done" | "partial":
            at, minutes = shell.given("ended"), _minutes(shell, "minutes")
            ended = None if at is None else timer.moment(at)
            session = timer.end(EndedAs(action), at=ended, minutes=minutes, until_now=shell.has("all"))
            return timer.ended_line(session)
        case "discard":
            timer.discard(sure=shell.has("yes"))
            return guide.word("timer_shell", "discarded")
    return ""


def _moment(shell: Shell) -> datetime | None:
    """The moment of the session that is told, None where none is."""
    at = shell.given("at")
    return _ago(shell) if at is None else shell.coach.timer.moment(at)


def _ago(shell: Shell) -> datetime | None:
    ago = _minutes(shell, "ago")
    return None if ago is None else shell.coach.now() - timedelta(minutes=ago)


def _minutes(shell: Shell, name: str) -> int | None:
    text = shell.given(name)
    return None if text is None else int(number_in("minutes", text, ""))
