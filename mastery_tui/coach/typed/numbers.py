"""What stands in a row for a number, or behind an option, read with the guide's words of time."""

from mastery_tui.practice.numbers import SPACES, Measure, amount_of, minutes_of, recoveries_of, whole_of
from mastery_tui.practice.records import Standard

from ..measures import measure

__all__ = ["SPACES", "number_in", "recoveries_in", "whole_in"]


def number_in(name: str, text: str, unit: str) -> float:
    """What a row for a number says, or an option.

    Args:
        name: amount, errors, score, minutes, target or minimum.
        text: what was typed.
        unit: what the amount, the target and the minimum are counted in.

    Raises:
        Refused: a number's shape or range, or ``number.time`` for a duration where the unit is not time.
    """
    counted = measure(unit)
    if name == "errors":
        return whole_of(name, text)
    if name == "minutes":
        return minutes_of(text, counted)
    if name in ("target", "minimum"):
        return amount_of(name, text, counted, Standard)
    return amount_of(name, text, counted if name == "amount" else Measure())


def recoveries_in(text: str) -> tuple[int, ...]:
    """The minutes of recovery that a row says, none for an empty one.

    Raises:
        Refused: ``recoveries.shape``, or a range.
    """
    return recoveries_of(text, measure("")) if text.strip() else ()


def whole_in(name: str, text: str) -> int:
    """The number of a week or a cycle that is named.

    Args:
        name: which of them.
        text: what was typed.

    Raises:
        Refused: ``whole.shape``.
    """
    return whole_of(name, text, None)
