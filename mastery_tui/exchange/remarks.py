"""What a person has to know of a habit's days before they bring them in."""

from collections.abc import Iterator, Sequence
from datetime import date

from .rows import Remark, Row, TheirMark

_FEWEST_LABELS = 3
"""So many equal notes are a label."""
_FEWEST_TIMES = 3
"""So many amounts that are no halves and quarters are times of day."""
_LAST_MINUTE, _QUARTER, _PART, _HOURS = 0.60, 0.24, 0.25, 25


def of_rows(rows: Sequence[Row], today: date, times: int, days: int) -> Iterator[Remark]:
    """The remarks that follow from the rows of a habit alone.

    Args:
        rows: a row a day, oldest first.
        today: the practice day.
        times: how often the habit is wanted.
        days: in so many days.
    """
    automatic = sum(row.mark is TheirMark.AUTOMATIC for row in rows)
    if automatic:
        ticked = sum(row.mark is TheirMark.YES for row in rows)
        yield Remark(code="automatic", facts={"ticked": ticked, "of": ticked + automatic, "times": times, "days": days})
    amounts = [row.amount for row in rows if row.amount is not None]
    if _clock_times(amounts):
        yield Remark(code="clock_times", facts={"days": len(amounts)})
    if len(rows) >= _FEWEST_LABELS and rows[0].note and len({row.note for row in rows}) == 1:
        yield Remark(code="same_note", facts={"days": len(rows)})
    future = [row.day for row in rows if row.day > today]
    if future:
        yield Remark(code="future", facts={"days": len(future), "first": future[0]})


def _clock_times(amounts: Sequence[float]) -> bool:
    """Whether amounts look like times of day written as numbers, 7.35 for 7:35; halves and quarters do not."""
    fractions = [round(amount % 1, 3) for amount in amounts]
    uneven = [fraction for fraction in fractions if fraction > _QUARTER and fraction % _PART]
    plausible = all(amount < _HOURS for amount in amounts) and all(fraction < _LAST_MINUTE for fraction in fractions)
    return plausible and len(uneven) >= _FEWEST_TIMES
