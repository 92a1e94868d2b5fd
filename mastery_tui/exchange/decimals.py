"""Amounts as other programs write them: what stands before the decimals, and what between thousands, is found out."""

import re
from collections.abc import Iterable

from mastery_tui.practice.numbers import SPACES

from .rows import DecimalSign

_BETWEEN = rf"['’ {SPACES}]"
_SIGNS = {DecimalSign.POINT: (r"\.", ","), DecimalSign.COMMA: (",", r"\.")}
_READINGS = {
    sign: re.compile(
        rf"(?P<whole>[+-]?(?:\d+|[1-9]\d{{0,2}}(?:{_BETWEEN}\d{{3}})+|[1-9]\d{{0,2}}(?:{other}\d{{3}})+))"
        rf"(?:{decimal}(?P<decimals>\d+))?"
    )
    for sign, (decimal, other) in _SIGNS.items()
}
_NO_DIGIT = re.compile(rf"{_BETWEEN}|[.,]")


def _readings(text: str) -> dict[DecimalSign, str]:
    """An amount with a decimal point and nothing between its thousands, for each sign that it can be read with."""
    found = {sign: reading.fullmatch(text) for sign, reading in _READINGS.items()}
    return {
        sign: f"{_NO_DIGIT.sub('', said['whole'])}{'.' if said['decimals'] else ''}{said['decimals'] or ''}"
        for sign, said in found.items()
        if said is not None
    }


def sign_of(texts: Iterable[str]) -> DecimalSign | None:
    """The sign before the decimals of a column, as far as its amounts show which one is meant.

    Args:
        texts: its amounts as they are written.

    Returns:
        None where no amount can be read with one sign only, or where some need the one and some the other.
    """
    only = {next(iter(found)) for found in map(_readings, texts) if len(found) == 1}
    return only.pop() if len(only) == 1 else None


def plainly(text: str, told: DecimalSign | None, found: DecimalSign | None) -> str | None:
    """An amount as it is written everywhere: with a decimal point, and nothing between its thousands.

    Args:
        text: the amount.
        told: the sign before its decimals, where a person has told: another is not read.
        found: the one that its column shows, see :func:`sign_of`: it decides between two readings.

    Returns:
        None where it can be read in two ways and nothing decides; what is no number stays as it is.
    """
    readings = _readings(text)
    if told is not None:
        return readings.get(told, "" if readings else text)
    if len(set(readings.values())) < len(_SIGNS):
        return next(iter(readings.values()), text)
    return None if found is None else readings[found]
