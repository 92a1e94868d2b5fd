"""Where walks begin: the people of the demo, and plans that have not begun, stand still, are over or begin again."""

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from mastery_tui.coach import Coach
from mastery_tui.demo.personas import PERSONAS
from mastery_tui.demo.play import play, play_finished
from mastery_tui.journal import Journal
from mastery_tui.practice.records import Outcome
from mastery_tui.settings import Settings
from tests.tui.people import (
    PRACTISED,
    START,
    WRITING,
    Clock,
    begin,
    clock_of,
    coach_at,
    moment_on,
    plan_date,
    record,
    writer_on_day_12 as writer,
)

FILE = "mastery.json"
ON_TOUR = "tour"
"""The state that is opened by the app of the tour."""
SIZES = ((60, 20), (80, 24), (120, 36))
PERSONA_DAY = START + timedelta(days=11)
"""The day on which the people of the demo are met."""


def _empty(folder: Path) -> date:
    return START


def _paused(folder: Path) -> date:
    writer(folder).days.pause()
    return plan_date(12)


def _month(folder: Path) -> Coach:
    """Thirty days that are over, on the day after the next."""
    coach = begin(coach_at(folder, 32), WRITING)
    for day in range(1, 31):
        if day % 11 == 0:
            continue
        record(
            coach, day, **({"outcome": Outcome.CANCELLED} if day % 8 == 0 else {"amount": 300 + 7 * day, "effort": 6})
        )
    return coach


def _awaiting(folder: Path) -> date:
    _month(folder)
    return plan_date(32)


def _ended(folder: Path) -> date:
    _month(folder).plan.finish(summary="Mornings at the desk.")
    return plan_date(32)


def _second(folder: Path) -> date:
    """A second cycle, of a behaviour that is done or not, on its day 9."""
    coach = _month(folder)
    coach.plan.finish()
    coach.plan.start(PRACTISED, 1, 1, plan_date(32))
    for day in range(32, 40):
        if day not in (34, 37):
            record(coach, day, outcome=Outcome.DONE, effort=4)
    return plan_date(40)


def _finished(folder: Path) -> date:
    """Three months that are over, and no plan that runs."""
    play_finished(PERSONAS["steady"], folder / FILE, Clock(moment_on(PERSONA_DAY)))
    return PERSONA_DAY


def _practising(folder: Path) -> date:
    """Day 12, with a session that runs since a moment ago."""
    writer(folder).timer.start()
    return plan_date(12)


def _stopped(folder: Path) -> date:
    """Day 12, with a session that was stopped two minutes ago, after twenty."""
    coach = writer(folder)
    clock_of(coach).moment -= timedelta(minutes=22)
    coach.timer.start()
    clock_of(coach).moment += timedelta(minutes=20)
    coach.timer.stop()
    return plan_date(12)


def _forgotten(folder: Path) -> date:
    """Day 12, with a session that runs for more than three hours: the timer asks when it ended."""
    coach = writer(folder)
    clock_of(coach).moment -= timedelta(minutes=200)
    coach.timer.start()
    return plan_date(12)


def _demo(name: str) -> Callable[[Path], date]:
    def build(folder: Path) -> date:
        play(PERSONAS[name], folder / FILE, Clock(moment_on(PERSONA_DAY)))
        return PERSONA_DAY

    return build


STATES: dict[str, Callable[[Path], date]] = {
    **{name: _demo(name) for name in PERSONAS},
    "empty": _empty,
    "paused": _paused,
    "awaiting": _awaiting,
    "ended": _ended,
    "second": _second,
    "finished": _finished,
    "practising": _practising,
    "recovering": _stopped,
    "asking": _forgotten,
    ON_TOUR: _demo("steady"),
}
"""Makes a journal in a folder, and gives the day on which it is opened."""


@cache
def _made(state: str) -> tuple[bytes | None, date]:
    """A state's journal and its day; made once, as every save takes its time."""
    with tempfile.TemporaryDirectory() as folder:
        day = STATES[state](Path(folder))
        path = Path(folder) / FILE
        return path.read_bytes() if path.exists() else None, day


def opened(state: str, folder: Path) -> Coach:
    """A Coach on a journal in that state; its `now` is a `Clock`."""
    content, day = _made(state)
    path = folder / FILE
    if content is not None:
        path.write_bytes(content)
        path.chmod(0o600)
    return coach_on(path, Clock(moment_on(day)))


def coach_on(path: Path, clock: Clock) -> Coach:
    """Another Coach on a journal."""
    return Coach(Journal(path, clock, wait=0), Settings(), clock)


__all__ = ["FILE", "ON_TOUR", "SIZES", "STATES", "Clock", "clock_of", "coach_on", "opened"]
