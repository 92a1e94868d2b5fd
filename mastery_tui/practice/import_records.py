"""The records that days from elsewhere become, in a cycle that comes to be or in one that is here."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from .choices import Outcome, ResultKind, Source
from .days import WEEK_DAYS
from .draft import Draft, check_in_of
from .importing import Asked, Cut, Theirs, asked_of, outcome
from .numbers import minutes_in
from .progress import SMALLEST_BASELINE
from .records import Baseline, BaselineRow, Behaviour, CheckIn, Cycle, Standard
from .timeline import Day, Timeline

_A_WEEK = timedelta(days=WEEK_DAYS - 1)
_WITHOUT = (Outcome.CANCELLED, Outcome.REST)


def cycle_of(made: Cut, behaviour: Behaviour, asked: Asked, identifier: str, at: datetime) -> Cycle:
    """The record of a cycle, its baseline frozen where week 1 has values enough."""
    standard = Standard(from_day=made.first, target=asked.target, minimum=asked.minimum)
    return Cycle(
        id=identifier,
        cycle=identifier,
        at=at,
        behaviour=behaviour,
        standards=(standard,),
        started_on=made.first,
        ended_on=made.last,
        ending=made.ending,
        baseline=baseline_of(made, behaviour.result, asked),
    )


def baseline_of(made: Cut, result: ResultKind, asked: Asked) -> Baseline | None:
    """Week 1's results, as they are frozen on its last day; None under three."""
    end = min(made.first + _A_WEEK, made.last)
    rows = []
    for theirs in made.days:
        if theirs.day > end:
            break
        if outcome(theirs, asked) in _WITHOUT:
            continue
        value = _values(theirs, asked).get(result.value)
        if value is not None or result is ResultKind.NONE:
            rows.append(BaselineRow(day=theirs.day, result=value))
    return Baseline(frozen_on=end, rows=tuple(rows)) if len(rows) >= SMALLEST_BASELINE else None


def check_in_in(theirs: Theirs, asked: Asked, cycle: str, at: datetime) -> CheckIn:
    """The check-in of a day in a cycle that comes to be."""
    became = outcome(theirs, asked)
    assert became is not None
    values = {} if became is Outcome.REST else _values(theirs, asked)
    minutes = minutes_in(values.get("amount"), asked.seconds) if theirs.minutes is None else theirs.minutes
    return CheckIn(
        id="",
        cycle=cycle,
        at=at,
        day=theirs.day,
        outcome=became,
        amount=values.get("amount"),
        errors=_whole(values.get("errors")),
        score=values.get("score"),
        minutes=minutes,
        contexts=() if became is Outcome.REST else theirs.tags,
        note=theirs.note,
        source=Source.IMPORT,
    )


def check_in_into(day: Day, theirs: Theirs, timeline: Timeline, seconds: int, at: datetime) -> CheckIn:
    """The check-in of a day in a cycle that is here, laid over what is recorded there.

    Args:
        day: the day.
        theirs: what is said of it.
        timeline: the cycle.
        seconds: how long one of its unit is; 0 where it is not time.
        at: this moment.
    """
    asked = asked_of(day, timeline)
    values = _values(theirs, asked)
    told: dict[str, object] = {"minutes": theirs.minutes, "note": theirs.note, "contexts": theirs.tags}
    told |= {"errors": _whole(values.get("errors")), "score": values.get("score")}
    draft = Draft(outcome=outcome(theirs, asked), amount=values.get("amount"), edited=True)
    draft = replace(draft, **{name: value for name, value in told.items() if value not in (None, "", ())})
    cycle, yes_no = timeline.records.cycle.id, timeline.behaviour.yes_no
    return check_in_of(draft, day, cycle=cycle, yes_no=yes_no, source=Source.IMPORT, at=at, seconds=seconds)


def is_as_it_was(day: Day, theirs: Theirs, timeline: Timeline, seconds: int) -> bool:
    """Whether a day that is recorded here already says all that is said of it, so that nothing has to be written.

    Args:
        day: the day.
        theirs: what is said of it.
        timeline: its cycle.
        seconds: how long one of its unit is; 0 where it is not time.
    """
    here = day.check_in
    if here is None:
        return False
    return replace(check_in_into(day, theirs, timeline, seconds, here.at), rev=here.rev) == here


def _values(theirs: Theirs, asked: Asked) -> dict[str, float]:
    """The number of a day, by the field that keeps it."""
    number = theirs.number
    return {} if number is None or asked.numbers is ResultKind.NONE else {asked.numbers.value: number}


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)
