"""How two groups of a few days compare: intervals, an exact test, and codes for what may be said. Never a cause."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from math import comb, sqrt

FEWEST = 5
"""Values a side needs to be compared at all."""

FEWEST_TO_TEST = 9
"""Days a side needs before a tag is worth testing."""

MAYBE_FROM = 0.72
LIKELY_FROM = 0.84
"""Shares of pairs in which the later value is better (Parker & Vannest 2009); their mirror images speak of lower."""

MAYBE_LOWER_UP_TO = 0.28
LIKELY_LOWER_UP_TO = 0.16
SIGNIFICANT = 0.05

_Z = 1.959963984540054
"""97.5 % of the normal distribution lie below it, so that an interval covers 95 %."""


class Verdict(StrEnum):
    """What a comparison allows to say; the words are the guide's."""

    TOO_FEW = "too_few"
    NO_CLEAR_DIFFERENCE = "no_clear_difference"
    MAYBE = "maybe"
    LIKELY = "likely"
    MAYBE_LOWER = "maybe_lower"
    LIKELY_LOWER = "likely_lower"
    HINT = "hint"
    WORTH_TESTING = "worth_testing"


def median(values: Iterable[float]) -> float:
    """The middle of some values, one at least; of an even number of them half way between the two in the middle."""
    ordered = sorted(values)
    above = len(ordered) // 2
    return ordered[above] if len(ordered) % 2 else (ordered[above - 1] + ordered[above]) / 2


def nap(before: Sequence[float], after: Sequence[float]) -> float | None:
    """Share of pairs in which the later value is better, 0 to 1; ties count half. None where a side is empty.

    Non-overlap of all pairs, Parker & Vannest 2009. Half is no difference.

    Args:
        before: the baseline's values, turned so that more is better.
        after: the later values, turned alike.
    """
    if not before or not after:
        return None
    halves = sum((new > old) + (new >= old) for old in before for new in after)
    return halves / (2 * len(before) * len(after))


def newcombe(kept_a: int, n_a: int, kept_b: int, n_b: int) -> tuple[float, float, float]:
    """The difference of two proportions, a's less b's, with its 95 % interval.

    Newcombe 1998, method 10: a hybrid of Wilson's score intervals, without continuity correction.

    Returns:
        The difference, its lowest and its highest value, each from -1 to 1.

    Raises:
        ValueError: a side is empty.
    """
    if n_a < 1 or n_b < 1:
        raise ValueError("a proportion of nothing")
    a, low_a, high_a = _wilson(kept_a, n_a)
    b, low_b, high_b = _wilson(kept_b, n_b)
    difference = a - b
    down = sqrt((a - low_a) ** 2 + (high_b - b) ** 2)
    up = sqrt((high_a - a) ** 2 + (b - low_b) ** 2)
    return difference, max(-1.0, difference - down), min(1.0, difference + up)


def _wilson(kept: int, n: int) -> tuple[float, float, float]:
    """A proportion with its 95 % score interval."""
    share = kept / n
    middle = kept + _Z**2 / 2
    reach = _Z * sqrt(kept * (n - kept) / n + _Z**2 / 4)
    # At the ends rounding would leave a trace of an interval where there is none.
    low = 0.0 if kept == 0 else (middle - reach) / (n + _Z**2)
    high = 1.0 if kept == n else (middle + reach) / (n + _Z**2)
    return share, low, high


def fisher_exact(a: int, b: int, c: int, d: int) -> float:
    """The two-sided p of Fisher's exact test for the table ((a, b), (c, d)).

    All tables with the same sums that are no likelier than this one count; whole numbers are compared, so that no
    rounding decides about a tie. A table of nothing has p = 1.
    """
    first, second, column = a + b, c + d, a + c
    ways = [comb(first, k) * comb(second, column - k) for k in range(max(0, column - second), min(first, column) + 1)]
    seen = comb(first, a) * comb(second, c)
    return sum(way for way in ways if way <= seen) / sum(ways)


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """The p values corrected for there being several, in their own order (Holm 1979)."""
    adjusted = [1.0] * len(ps)
    largest = 0.0
    for rank, place in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        largest = max(largest, min(1.0, ps[place] * (len(ps) - rank)))
        adjusted[place] = largest
    return tuple(adjusted)


def later_verdict(n_before: int, n_after: int, nap: float | None) -> Verdict:
    """What may be said of later values beside the baseline's.

    Args:
        n_before: values of the baseline.
        n_after: later values.
        nap: the share of pairs in which the later value is better.
    """
    if nap is None or min(n_before, n_after) < FEWEST:
        return Verdict.TOO_FEW
    if nap >= LIKELY_FROM:
        return Verdict.LIKELY
    if nap >= MAYBE_FROM:
        return Verdict.MAYBE
    if nap <= LIKELY_LOWER_UP_TO:
        return Verdict.LIKELY_LOWER
    return Verdict.MAYBE_LOWER if nap <= MAYBE_LOWER_UP_TO else Verdict.NO_CLEAR_DIFFERENCE


def keeping_verdict(n_with: int, n_without: int, low: float, high: float, p: float) -> Verdict:
    """What may be said of keeping on days with a tag beside days without it.

    Args:
        n_with: days with the tag.
        n_without: days without it.
        low: the lower end of the difference's interval.
        high: the upper end.
        p: Fisher's, corrected over the tags.
    """
    size = _size_verdict(n_with, n_without)
    if size is not None:
        return size
    excludes_nought = low > 0 or high < 0
    return Verdict.WORTH_TESTING if excludes_nought and p < SIGNIFICANT else Verdict.NO_CLEAR_DIFFERENCE


def results_verdict(n_with: int, n_without: int, nap: float | None) -> Verdict:
    """What may be said of results on days with a tag beside days without it; a tag may go with lower ones too.

    Args:
        n_with: results on days with the tag.
        n_without: results on days without it.
        nap: the share of pairs in which the day with the tag is better.
    """
    size = _size_verdict(n_with, n_without)
    if size is not None or nap is None:
        return size or Verdict.TOO_FEW
    apart = max(nap, 1 - nap)
    if apart >= LIKELY_FROM:
        return Verdict.WORTH_TESTING
    return Verdict.HINT if apart >= MAYBE_FROM else Verdict.NO_CLEAR_DIFFERENCE


def _size_verdict(n_with: int, n_without: int) -> Verdict | None:
    """What the smaller side alone decides, None where there are days enough."""
    fewer = min(n_with, n_without)
    if fewer < FEWEST:
        return Verdict.TOO_FEW
    return Verdict.HINT if fewer < FEWEST_TO_TEST else None
