"""One reading of a number or a duration, for every field, option and entry: taken whole, or refused whole."""

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from .records import CheckIn, check_field
from .refused import Refused

HOUR = 3600
MINUTE = 60
SPACES = "\u00a0\u2007\u2009\u202f"
"""Spaces that stand inside a number where no line may break, as in 1 234."""

# Compiled when the first number is read: most commands read none.
_GROUPED = r"\d{1,3}(?: \d{3})+"
_NUMBER = rf"([+-]?)({_GROUPED}|\d+)(?:[.,](\d+))?"
_THOUSANDS = r"[+-]?[1-9]\d*,\d{3}"
_WHOLE = rf"[+-]?(?:{_GROUPED}|\d+)"
_CLOCK = r"(\d+):(\d\d)(?::(\d\d))?"
_PART = r" ?(\d+(?:[.,]\d+)?) ?([^\W\d_]*)"
_LONGEST = 1000
_HUGE = 10**18
_DECIMALS = 6


class Measure(NamedTuple):
    """What an amount is counted in, and how time is written.

    Attributes:
        unit: what a person calls it, '' for a number without one.
        times: the words of time, each with its seconds.
        seconds: how long one of the unit is; 0 where it is not time.
    """

    unit: str = ""
    times: Mapping[str, int] = {}
    seconds: int = 0


def amount_of(field: str, text: str, measure: Measure, kind: type[Struct] = CheckIn) -> float:
    """A field's amount as it was typed: ``400``, ``2,5``, ``1 234``, ``400 words``; a duration where its unit is time.

    A comma before three digits is refused, because 1,500 is a thousand times more to some than to others.

    Args:
        field: the field of the record.
        text: what was typed; a plus before it changes nothing.
        measure: what it is counted in.
        kind: the record, whose bounds it has.

    Raises:
        Refused: ``number.shape``, ``number.or_time`` where the unit is time, ``number.time`` for a duration where it is
            not, ``number.range``, ``number.positive``.
    """
    said = _plain(text)
    number = _number(_without_unit(said, measure.unit))
    if number is None:
        time = _duration(said.removeprefix("+"), measure)
        if time is not None and not measure.seconds and measure.unit:
            raise Refused("number.time", field=field, unit=measure.unit)
        if time is None or not measure.seconds:
            raise Refused("number.or_time" if measure.seconds else "number.shape", field=field)
        number = round(time / measure.seconds, _DECIMALS)
    check_field(kind, field, number)
    return number


def whole_of(field: str, text: str, kind: type[Struct] | None = CheckIn) -> int:
    """A field's whole number as it was typed.

    Args:
        field: the field.
        text: what was typed.
        kind: the record, whose bounds it has; None for none.

    Raises:
        Refused: ``whole.shape``, ``number.range``.
    """
    said = _plain(text)
    if not re.fullmatch(_WHOLE, said):
        raise Refused("whole.shape", field=field)
    digits = said.replace(" ", "")
    # Past some thousand digits int() refuses by itself; any number of that length is out of every bound.
    number = int(digits) if len(digits) <= _LONGEST else -_HUGE if said.startswith("-") else _HUGE
    if kind is not None:
        check_field(kind, field, number)
    return number


def minutes_of(text: str, measure: Measure) -> int:
    """Minutes as they were typed: ``25``, ``25m``, ``1h10``, ``1:10``, ``1.5h``, whatever the amount is counted in.

    Raises:
        Refused: ``minutes.shape``, ``number.range``.
    """
    minutes = _minutes(text, measure)
    check_field(CheckIn, "minutes", minutes)
    return minutes


def _minutes(text: str, measure: Measure) -> int:
    time = seconds_of(text, measure)
    if time % MINUTE:
        raise Refused("minutes.shape")
    return int(time // MINUTE)


def seconds_of(text: str, measure: Measure) -> float:
    """The seconds of a duration, of whatever length; a number without a word is minutes.

    Raises:
        Refused: ``minutes.shape``.
    """
    said = _plain(text)
    number = None if said.startswith(("+", "-")) else _number(said)
    time = _duration(said, measure._replace(seconds=MINUTE)) if number is None else number * MINUTE
    if time is None:
        raise Refused("minutes.shape")
    return time


def recoveries_of(text: str, measure: Measure) -> tuple[int, ...]:
    """Minutes of one recovery or several, between commas: ``6``, ``6, 4``.

    Raises:
        Refused: ``recoveries.shape``, ``number.range``, ``list.length``.
    """
    try:
        found = tuple(_minutes(part, measure) for part in text.split(","))
    except Refused:
        raise Refused("recoveries.shape") from None
    check_field(CheckIn, "recoveries", found)
    return found


def minutes_in(amount: float | None, seconds: int) -> int | None:
    """The minutes that an amount of time took, rounded down; None under half a minute or over a day.

    Args:
        amount: the amount.
        seconds: how long one of its unit is; 0 where it is not time.
    """
    took = round((amount or 0) * seconds)
    if took < MINUTE / 2 or took > 24 * HOUR:
        return None
    return max(took // MINUTE, 1)


def is_number(text: str, unit: str = "") -> bool:
    """Whether a text is one number, with or without its unit behind it."""
    return _number(_without_unit(_plain(text), unit)) is not None


def is_timely(text: str, measure: Measure) -> bool:
    """Whether a text that begins with a digit is meant as a time: a colon, or a word that begins like one of time."""
    letters = {word[0] for word in measure.times}
    return ":" in text or any(run[0] in letters for run in re.findall(r"[^\W\d_]+", text))


def is_one_time(first: str, second: str, measure: Measure) -> bool:
    """Whether two parts of a line, each with its word of time, are one duration: ``1h`` and ``30m``."""
    if first[-1:].isdecimal() or second[-1:].isdecimal():
        return False
    return _duration(_plain(f"{first} {second}").removeprefix("+"), measure) is not None


def joined(text: str) -> str:
    """A line in which a number with spaces that do not break is one word."""
    return re.sub(rf"(?<=\d)[{SPACES}](?=\d{{3}}(?!\d))", "", text)


def _plain(text: str) -> str:
    """What was typed, in small letters, with ordinary digits and spaces."""
    said = unicodedata.normalize("NFC", text).strip().casefold()
    return "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else " " if sign in SPACES else sign for sign in said
    )


def _without_unit(said: str, unit: str) -> str:
    ending = _plain(unit)
    if not ending or not said.endswith(ending):
        return said
    before = said.removesuffix(ending)
    # A unit that begins with a digit, such as 10 pages, is told from the number only behind a space.
    return said if ending[0].isdecimal() and not before.endswith(" ") else before.rstrip(" ")


def _number(said: str) -> float | None:
    found = re.fullmatch(_NUMBER, said)
    if found is None or re.fullmatch(_THOUSANDS, said):
        return None
    sign, whole, decimals = found.groups()
    number = float(f"{sign}{whole.replace(' ', '')}.{decimals or 0}")
    # Very long ones become infinite, and -0 is 0.
    return max(-float(_HUGE), min(number, float(_HUGE))) + 0.0


def _duration(said: str, measure: Measure) -> float | None:
    """The seconds of a duration, ``1:30``, ``1h30``, ``90m`` or ``1.5h``; None for anything else."""
    if found := re.fullmatch(_CLOCK, said):
        first, second, third = (_number(part or "") for part in found.groups())
        assert first is not None
        assert second is not None
        if second >= MINUTE or (third or 0) >= MINUTE:
            return None
        minutes = third is None and measure.seconds == 1
        return first * MINUTE + second if minutes else first * HOUR + second * MINUTE + (third or 0)
    total, before, place = 0.0, 0, 0
    while place < len(said):
        found = re.match(_PART, said[place:])
        number = _number(found[1]) if found else None
        if found is None or number is None:
            return None
        place += found.end()
        # A number without a word is of the next smaller kind, and nothing follows it.
        seconds = measure.times.get(found[2], 0) if found[2] else before // MINUTE if place == len(said) else 0
        if not seconds or (before and number * seconds >= before) or (place < len(said) and number % 1):
            return None
        total, before = total + number * seconds, seconds
    return round(total, _DECIMALS) if before else None
