"""What a second month begins with: the routine and the standard of the month before, and where it had come to."""

from msgspec import Struct

from .progress import LAST, Band, band, compared
from .records import Behaviour, Next
from .timeline import Timeline


class Carried(Struct, frozen=True):
    """What Setup begins with after a cycle.

    Attributes:
        cycle: the id of the cycle it comes from.
        behaviour: the same behaviour, standard, unit, result, moment, place, feedback, contexts and rest days; what
            belongs to one month is empty in it.
        target: the last one that was written, whatever easier days held.
        minimum: likewise; it is provisional again until it is locked.
        now: the last 5 results since the baseline, of the whole cycle where none was frozen; None under 5.
        following: what the person chose to do next, None where they chose nothing.
    """

    cycle: str
    behaviour: Behaviour
    target: float
    minimum: float
    now: Band | None
    following: Next | None


def carried(timeline: Timeline) -> Carried:
    """What is carried over from a cycle into the next one."""
    cycle = timeline.records.cycle
    standard = max(cycle.standards, key=lambda each: each.from_day)
    return Carried(
        cycle=cycle.id,
        behaviour=_same_routine(cycle.behaviour),
        target=standard.target,
        minimum=standard.minimum,
        now=_now(timeline),
        following=cycle.next,
    )


def _same_routine(behaviour: Behaviour) -> Behaviour:
    return Behaviour(
        name=behaviour.name,
        standard=behaviour.standard,
        unit=behaviour.unit,
        result=behaviour.result,
        better=behaviour.better,
        feedback_source=behaviour.feedback_source,
        feedback_kind=behaviour.feedback_kind,
        contexts=behaviour.contexts,
        anchor_when=behaviour.anchor_when,
        anchor_at=behaviour.anchor_at,
        rest_weekdays=behaviour.rest_weekdays,
        pause_signs=behaviour.pause_signs,
    )


def _now(timeline: Timeline) -> Band | None:
    found = compared(timeline)
    if found is not None:
        return found.last.results
    results = [value for _, value in timeline.results()]
    return band(results[-LAST:]) if len(results) >= LAST else None
