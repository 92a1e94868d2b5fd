"""Records and journals for the tests of this room."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from mastery_tui.journal import Journal
from mastery_tui.journal.store.backups import FOLDER, OWN_FOLDER
from mastery_tui.journal.store.codec import Document, Tables, decode
from mastery_tui.practice.records import Behaviour, CheckIn, Cycle, Outcome, Reflection, Source, Standard

HERE = Path(__file__).parent
START = date(2026, 1, 5)
MOMENT = datetime(2026, 1, 5, 20, 0, tzinfo=UTC)
NOTE = "slow at first, then the second page went well; the desk by the window is quieter before nine"


def ticking(start: datetime = MOMENT) -> Callable[[], datetime]:
    """A clock that moves a second at each look."""
    state = {"now": start}

    def now() -> datetime:
        state["now"] += timedelta(seconds=1)
        return state["now"]

    return now


def journal_at(path: Path, **options: Any) -> Journal:
    return Journal(path, ticking(), **options)


def cycle(started_on: date = START, **fields: Any) -> Cycle:
    behaviour = Behaviour(name="ink drawing", standard="a page a stranger can read", unit="lines", feedback_source="Mo")
    standards = (Standard(from_day=started_on, target=10, minimum=3),)
    return Cycle(id="", cycle="", at=MOMENT, behaviour=behaviour, standards=standards, started_on=started_on, **fields)


def check_in(owner: Cycle, day: date = START, **fields: Any) -> CheckIn:
    fields = {"outcome": Outcome.DONE, "source": Source.TUI, **fields}
    return CheckIn(id="", cycle=owner.id, at=MOMENT, day=day, **fields)


def reflection(owner: Cycle, week: int, text: str) -> Reflection:
    return Reflection(id="", cycle=owner.id, at=MOMENT, week=week, answers={"prompt": text})


def begun(journal: Journal, started_on: date = START) -> Cycle:
    """A cycle that is stored."""
    with journal.change("start") as change:
        return change.put(cycle(started_on))


def recorded(journal: Journal, owner: Cycle, day: date = START, **fields: Any) -> CheckIn:
    """A check-in that is stored by a change of its own."""
    with journal.change("check_in", {"day": day}) as change:
        return change.put(check_in(owner, day, **fields))


def years_of_days(journal: Journal, days: int) -> Cycle:
    """Cycles of 30 days with a full check-in each, in one change; returns the last cycle."""
    with journal.change("import") as change:
        for number in range(days):
            day = START + timedelta(days=number)
            if number % 30 == 0:
                owner = change.put(cycle(day))
            change.put(
                check_in(
                    owner, day, amount=number % 40, minutes=25, effort=5, confidence=3, contexts=("desk",), note=NOTE
                )
            )
    return owner


DAYS = 3
"""Check-ins of a plan in a long journal."""


def long_journal(path: Path, rows: int, last: date) -> Tables:
    """A healthy journal of plans that follow each other up to a day, each ended but the last."""
    seed = journal_at(path)
    owner = begun(seed)
    recorded(seed, owner, amount=5, minutes=25, effort=5, confidence=3)
    tables = decode(path.read_bytes())
    (plan,), (check_in,) = tables["cycles"].values(), tables["check_ins"].values()
    first = last - timedelta(days=rows - 1)
    plans: dict[str, Document] = {}
    check_ins: dict[str, Document] = {}
    for number in range(rows):
        day = first + timedelta(days=number)
        if number % DAYS == 0:
            identifier = f"plan-{number}"
            standards = [{**plan["standards"][0], "from_day": day.isoformat()}]
            dates = {"started_on": day.isoformat(), "standards": standards}
            if number + DAYS < rows:
                dates |= {"ended_on": (day + timedelta(days=DAYS - 1)).isoformat(), "ending": "finished"}
            plans[str(number + 1)] = {**plan, "id": identifier, "cycle": identifier, **dates}
        own = {"id": f"day-{number}", "cycle": identifier, "day": day.isoformat()}
        check_ins[str(number + 1)] = {**check_in, **own}
    return {"meta": tables["meta"], "cycles": plans, "check_ins": check_ins}


def open_plans(tables: Tables) -> None:
    for each in tables["cycles"].values():
        each.pop("ended_on", None)
        each.pop("ending", None)


def two_versions_of_each(tables: Tables) -> None:
    rows = list(tables["check_ins"].values())
    for number, row in enumerate(rows, len(rows) + 1):
        tables["check_ins"][str(number)] = {**row, "id": f"{row['id']}-again", "note": "planted"}


def blocked(target: Path) -> tuple[Path, ...]:
    """Somebody's own files in both places where backups of a journal could go."""
    there = tuple(target.parent / name for name in (FOLDER, OWN_FOLDER))
    for each in there:
        each.write_text("somebody's own file")
        each.chmod(0o600)
    return there


@contextmanager
def full_disk() -> Iterator[None]:
    """A disk that takes not a byte; that it was asked to is seen."""
    with patch.object(os, "write", side_effect=OSError(errno.ENOSPC, "full")) as write:
        yield
    assert write.called


def subprocess_environment() -> dict[str, str]:
    """For a program of its own that uses these helpers and the package as it stands."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent.parent)])}
