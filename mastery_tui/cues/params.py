"""What the numbers of a rule are: each with default, bounds, unit and origin."""

from enum import StrEnum
from typing import Any, TypeVar, get_type_hints

from msgspec import Meta, Struct


class OriginKind(StrEnum):
    """What a rule or a figure rests on."""

    GUIDE = "guide"
    LITERATURE = "literature"
    JUDGEMENT = "judgement"


class Unit(StrEnum):
    """What a figure counts."""

    STRENGTH = "strength"
    MINUTES = "minutes"
    BLOCKS = "blocks"
    DAYS = "days"
    PLAN_DAYS = "plan_days"
    SESSIONS = "sessions"
    RESULTS = "results"
    VALUES = "values"
    EFFORT = "effort"
    CONFIDENCE = "confidence"
    SOURCES = "sources"
    CHECKS = "checks"
    ADJUSTMENTS = "adjustments"
    PERCENT = "percent"
    POINTS = "points"
    SHARE = "share"


def of(unit: Unit, origin: OriginKind) -> dict[str, Any]:
    """What a figure's annotation says beside its bounds."""
    return {"unit": unit, "origin": origin}


class Params(Struct, frozen=True):
    """The thresholds of one rule; each field is annotated with its bounds, unit and origin."""


P = TypeVar("P", bound=Params)


class Threshold(Struct, frozen=True):
    """One threshold as it may be set.

    Attributes:
        name: the param's name, as in config.toml.
        default: the value without a setting.
        low: the lowest value allowed.
        high: the highest value allowed.
        unit: what it counts.
        origin: what the default rests on.
    """

    name: str
    default: float
    low: float
    high: float
    unit: Unit
    origin: OriginKind


def describe(kind: type[Params]) -> dict[str, Threshold]:
    """The thresholds of a rule by name, read off its struct.

    Raises:
        TypeError: a field is without bounds, unit or origin.
    """
    found = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        meta: Meta = hint.__metadata__[0]
        low, high, said = meta.ge, meta.le, meta.extra
        if low is None or high is None or said is None:
            raise TypeError(f"{kind.__name__}.{name} is without bounds, unit or origin")
        found[name] = Threshold(name, getattr(kind(), name), low, high, said["unit"], said["origin"])
    return found
