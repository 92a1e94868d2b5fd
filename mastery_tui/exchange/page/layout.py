"""Where things stand in a plot: x in per cent of its width, y in pixels from its top."""

from collections.abc import Sequence
from typing import NamedTuple

AIR = 0.06
"""The share of the values' range that stays free above and below."""
LINE = 15
"""Pixels between two labels, one above the other."""
NARROWEST = 240
"""Pixels that a plot is wide at least; labels that do not meet there meet nowhere."""
LETTER = 9.5
"""Pixels that a bold letter takes at most."""
BETWEEN, NUDGE = 2, 4
"""Pixels between two labels in a row, and how far one moves for that."""


class Heights(NamedTuple):
    """A scale of heights: the value at the top, the value at the bottom, and where both are."""

    high: float
    low: float
    top: float
    bottom: float

    @classmethod
    def of(cls, low: float, high: float, top: float, bottom: float) -> "Heights":
        """A scale on which some values stand with air around them; a single one stands in the middle."""
        air = AIR * (high - low) or max(abs(high), 1.0) * AIR
        return cls(high + air, low - air, top, bottom)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        share = (self.high - value) / (self.high - self.low)
        return round(self.top + share * (self.bottom - self.top), 1)


def x(day: float, days: int) -> str:
    """The middle of a plan day's column; half a day less is where the day begins."""
    return per_cent((day - 0.5) / days)


def per_cent(share: float) -> str:
    """A share of the width."""
    return f"{round(100 * share, 2):g}%"


def spread(places: Sequence[float], top: float, bottom: float, gap: float = LINE) -> list[float]:
    """Places from top to bottom, pushed apart as little as needed and kept between two bounds.

    Args:
        places: where they would stand, in order.
        top: the least.
        bottom: the most; where all do not fit, they go on below it.
        gap: what is to be between two.
    """
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap if moved else top))
    limit = max(bottom, top + gap * (len(moved) - 1))
    for index in reversed(range(len(moved))):
        moved[index] = min(moved[index], limit)
        limit = moved[index] - gap
    return moved


class Placed(NamedTuple):
    """A label in its row, moved to the right by some pixels."""

    day: int
    text: str
    row: int
    moved: float


def lanes(labels: Sequence[tuple[int, str]], days: int) -> list[Placed]:
    """Labels of days in rows, each in the first row in which it meets no other.

    Args:
        labels: plan days with their letters, in order.
        days: plan days over the whole width.
    """
    ends: list[float] = []
    placed = []
    for day, text in labels:
        width = LETTER * len(text)
        left = (day - 0.5) / days * NARROWEST - width / 2
        pushes = [max(0.0, end + BETWEEN - left) for end in ends]
        row = next((row for row, push in enumerate(pushes) if push <= NUDGE), len(ends))
        moved = pushes[row] if row < len(ends) else 0.0
        ends[row : row + 1] = [left + moved + width]
        placed.append(Placed(day, text, row, round(moved, 1)))
    return placed
