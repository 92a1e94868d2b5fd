"""What Loop Habit Tracker says of each habit: its Habits.csv in the old and the new way, and its scores."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from mastery_tui.practice.refused import Refused

from .days import LONGEST_LINE, LONGEST_NAME, LONGEST_UNIT, MOST_AMOUNT, line_of
from .lines import SEPARATORS, cells_of
from .opening import MOST_HABITS

_LONGEST_NUMBER = 6
_NUMERICAL, _YES_NO = "numerical", "yes_no"


class Described(NamedTuple):
    """A habit but for its days.

    Attributes:
        number: three digits, with which its folder begins too.
        name: cleaned and cut.
        whole_name: as it stands in the file.
        question: what it asks.
        unit: what its amounts are counted in.
        numeric: whether it has amounts, None where the file does not say.
        at_most: whether less is better, None where the file does not say.
        target: the amount aimed at, above 0.
        times: how often.
        days: in so many days.
        archived: whether it is put away.
    """

    number: str
    name: str
    whole_name: str
    question: str = ""
    unit: str = ""
    numeric: bool | None = None
    at_most: bool | None = None
    target: float | None = None
    times: int = 1
    days: int = 1
    archived: bool = False


def habits_in(text: str, file: str) -> list[Described]:
    """The habits that a Habits.csv describes, in its order.

    Raises:
        Refused: ``exchange.habits_file`` where its first line names no column for names,
            ``exchange.too_many_habits``, ``exchange.quotes``.
    """
    lines = text.split("\n")
    separator = max(SEPARATORS, key=lines[0].count)
    rows = cells_of(lines, separator, file)
    header = [cell.strip().casefold() for cell in next(rows, (1, [""]))[1]]
    if "name" not in header:
        raise Refused("exchange.habits_file", file=file)
    habits = [
        _described(at, dict(zip(header, cells, strict=False)))
        for at, (_, cells) in enumerate(islice(rows, MOST_HABITS + 1), start=1)
    ]
    return checked(habits, file)


def checked(habits: list[Described], file: str) -> list[Described]:
    """The habits themselves, unless they are more than anybody has.

    Raises:
        Refused: ``exchange.too_many_habits``.
    """
    if len(habits) > MOST_HABITS:
        raise Refused("exchange.too_many_habits", file=file, most=MOST_HABITS)
    return habits


def _described(at: int, said: Mapping[str, str]) -> Described:
    number = said.get("position", "").strip()
    kind = said.get("type", "").strip().casefold()
    target_type = said.get("target type", "").strip().casefold()
    return Described(
        number=f"{_whole(number, at):03d}",
        name=line_of(said.get("name", ""), LONGEST_NAME),
        whole_name=said.get("name", ""),
        question=line_of(said.get("question", ""), LONGEST_LINE),
        unit=line_of(said.get("unit", ""), LONGEST_UNIT),
        numeric={_NUMERICAL: True, _YES_NO: False}.get(kind),
        at_most={"at_most": True, "at_least": False}.get(target_type),
        target=_target(said.get("target value", "")),
        times=_whole(said.get("frequencynumerator", said.get("numrepetitions", "")), 1),
        days=_whole(said.get("frequencydenominator", said.get("interval", "")), 1),
        archived=said.get("archived?", "").strip().casefold() == "true",
    )


def _whole(text: str, otherwise: int) -> int:
    said = text.strip()
    plain = said.isascii() and said.isdecimal() and len(said) <= _LONGEST_NUMBER
    return (int(said) if plain else 0) or otherwise


def _target(text: str) -> float | None:
    said = text.strip().replace(",", ".")
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,12})?", said, re.ASCII) is None:
        return None
    target = float(said)
    return target if math.isfinite(target) and 0 < target <= MOST_AMOUNT else None


def is_at_most(zeros: Sequence[date], scores: Mapping[date, float]) -> bool:
    """Whether less is better, as the scores tell: days of 0 raise a score, or leave it high.

    Args:
        zeros: the days on which the amount was 0.
        scores: the score of each day, 0 to 1.
    """
    days = sorted(scores)
    before = dict(zip(days[1:], (scores[day] for day in days), strict=False))
    told = [(scores[day], before.get(day, 0.0)) for day in zeros if day in scores]
    rising = sum(score > 0 and score >= earlier for score, earlier in told)
    return rising > len(told) / 2
