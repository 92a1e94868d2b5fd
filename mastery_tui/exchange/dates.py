"""Dates as other programs write them: three numbers, whose order is found from all of a file's dates together."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from mastery_tui.limits import FIRST_YEAR, LAST_YEAR

from .rows import DateOrder

_SHAPE = re.compile(r"(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_MIDNIGHT = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?$", re.ASCII)
_LONGEST = len("2026-11-23")
_TURN = 70
"""Years of two digits below it are of this century."""


def is_date(text: str) -> bool:
    """Whether a text has the shape of a date."""
    return _parts(text) is not None


def day_of(text: str, order: DateOrder) -> date | None:
    """The date that a text says in an order; None where it says none, or one of a year that no record has."""
    parts = _parts(text)
    if parts is None:
        return None
    first, second, third = parts
    if len(first) > 2 or order is DateOrder.YMD:
        year, month, day = first, second, third
    else:
        day, month, year = (first, second, third) if order is DateOrder.DMY else (second, first, third)
    if len(year) not in (2, 4) or len(day) > 2 or (len(first) > 2 and order is not DateOrder.YMD):
        return None
    number = int(year) + ((2000 if int(year) < _TURN else 1900) if len(year) == 2 else 0)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def orders_of(columns: Iterable[Sequence[str]], told: DateOrder | None = None) -> tuple[DateOrder, ...]:
    """The order in which dates say their parts; several where only a person can tell.

    It is the one in which every text is a date. Of several it is the one in which some follow each other by a day: the
    wrong order goes by months where days go by one.

    Args:
        columns: the dates as they stand in each file, in the order of its lines.
        told: the order, where a person has told.

    Returns:
        At least one; where no order makes a date of every text, the one that makes the most.
    """
    if told is not None:
        return (told,)
    kept: dict[str, str] = {}
    texts = [[kept.setdefault(text, text) for text in dict.fromkeys(each)] for each in columns]
    found: dict[DateOrder, list[list[date | None]]] = {}
    for order in DateOrder:
        days = {text: day_of(text, order) for text in kept}
        found[order] = [[days[text] for text in each] for each in texts]
        if order is DateOrder.YMD and any(texts) and _missing(found[order]) == 0 and _long(texts):
            return (order,)
    whole = [order for order, days in found.items() if _missing(days) == 0]
    if not whole:
        return (min(found, key=lambda order: _missing(found[order])),)
    different = [order for at, order in enumerate(whole) if found[order] not in [found[each] for each in whole[:at]]]
    stepping = [order for order in different if _steps(found[order])]
    return tuple(stepping if len(stepping) == 1 else different)


def _parts(text: str) -> tuple[str, str, str] | None:
    said = text.strip()
    if len(said) > _LONGEST:
        said = _MIDNIGHT.sub("", said[: 3 * _LONGEST])
    found = _SHAPE.fullmatch(said)
    if found is not None:
        return found[1], found[3], found[4]
    compact = _COMPACT.fullmatch(said)
    return None if compact is None else (compact[1], compact[2], compact[3])


def _long(texts: Iterable[Sequence[str]]) -> bool:
    """Whether a date begins with a year of four digits."""
    parts = (_parts(text) for each in texts for text in each)
    return any(len(part[0]) == 4 for part in parts if part is not None)


def _missing(columns: Iterable[Sequence[date | None]]) -> int:
    return sum(day is None for each in columns for day in each)


def _steps(columns: Iterable[Sequence[date | None]]) -> int:
    days = (pair for each in columns for pair in pairwise(day for day in each if day is not None))
    return sum(abs((later - earlier).days) == 1 for earlier, later in days)
