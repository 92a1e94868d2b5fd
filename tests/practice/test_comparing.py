"""Groups of a few days compared: published examples, scipy, and what may be said of them."""

from fractions import Fraction
from math import isclose
from typing import Any

import pytest
from hypothesis import given, strategies as st

from mastery_tui import guide
from mastery_tui.practice.comparing import (
    Verdict,
    fisher_exact,
    holm,
    keeping_verdict,
    later_verdict,
    nap,
    newcombe,
    results_verdict,
)

VALUES = st.lists(st.integers(-9, 9).map(float), min_size=1, max_size=14)
COUNT = st.integers(0, 30)
SIDE = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))

# -- non-overlap of all pairs ------------------------------------------------------------------------------------------


def test_nap_is_the_share_of_pairs_in_which_the_later_value_is_better_ties_half() -> None:
    assert nap([1, 2], [3, 4]) == 1
    assert nap([3, 4], [1, 2]) == 0
    assert nap([1, 2], [2, 3]) == (3 + 0.5) / 4
    assert nap([5, 5, 5], [5]) == 0.5


def test_an_empty_side_has_no_nap() -> None:
    assert nap([], [1]) is None
    assert nap([1], []) is None


@given(VALUES, VALUES)
def test_nap_is_mann_whitneys_u_by_the_number_of_pairs(stats: Any, before: list[float], after: list[float]) -> None:
    found = stats.mannwhitneyu(after, before, method="asymptotic").statistic
    assert nap(before, after) == pytest.approx(found / (len(before) * len(after)))


@given(VALUES, VALUES)
def test_nap_the_other_way_round_is_the_rest(before: list[float], after: list[float]) -> None:
    one, other = nap(before, after), nap(after, before)
    assert one is not None
    assert other is not None
    assert one + other == pytest.approx(1)


# -- the difference of two proportions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_the_interval_is_newcombes_own_in_his_table_of_examples(
    table: tuple[int, int, int, int], low: float, high: float
) -> None:
    difference, *interval = newcombe(*table)
    assert difference == pytest.approx(table[0] / table[1] - table[2] / table[3])
    assert interval == [pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5)]


@given(SIDE, SIDE)
def test_the_interval_holds_the_difference_and_is_wilsons_on_each_side(
    stats: Any, a: tuple[int, int], b: tuple[int, int]
) -> None:
    difference, low, high = newcombe(*a, *b)
    assert -1 <= low <= difference <= high <= 1
    wilson = [stats.binomtest(*side).proportion_ci(method="wilson") for side in (a, b)]
    shares = [side[0] / side[1] for side in (a, b)]
    down = ((shares[0] - wilson[0].low) ** 2 + (wilson[1].high - shares[1]) ** 2) ** 0.5
    up = ((wilson[0].high - shares[0]) ** 2 + (shares[1] - wilson[1].low) ** 2) ** 0.5
    assert low == pytest.approx(max(-1, difference - down), abs=1e-6)
    assert high == pytest.approx(min(1, difference + up), abs=1e-6)


@given(SIDE, SIDE)
def test_with_the_sides_swapped_the_interval_is_mirrored(a: tuple[int, int], b: tuple[int, int]) -> None:
    one, other = newcombe(*a, *b), newcombe(*b, *a)
    assert one == pytest.approx((-other[0], -other[2], -other[1]))


@pytest.mark.parametrize("table", [(0, 0, 1, 2), (1, 2, 0, 0)])
def test_there_is_no_proportion_of_nothing(table: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="nothing"):
        newcombe(*table)


# -- Fisher's exact test -----------------------------------------------------------------------------------------------


def test_the_lady_tasting_tea() -> None:
    assert fisher_exact(3, 1, 1, 3) == float(Fraction(34, 70))
    assert fisher_exact(4, 0, 0, 4) == float(Fraction(2, 70))
    assert fisher_exact(0, 0, 0, 0) == 1


@given(COUNT, COUNT, COUNT, COUNT)
def test_p_is_scipys(stats: Any, a: int, b: int, c: int, d: int) -> None:
    assert isclose(fisher_exact(a, b, c, d), stats.fisher_exact([[a, b], [c, d]]).pvalue, rel_tol=1e-9)


@given(COUNT, COUNT, COUNT, COUNT)
def test_p_is_the_same_with_sides_or_outcomes_swapped(a: int, b: int, c: int, d: int) -> None:
    assert fisher_exact(a, b, c, d) == fisher_exact(c, d, a, b) == fisher_exact(b, a, d, c)


# -- Holm --------------------------------------------------------------------------------------------------------------


def test_holm_multiplies_the_smallest_by_all_the_next_by_one_less() -> None:
    assert holm([]) == ()
    assert holm([0.03]) == (0.03,)
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert holm([0.6, 0.7]) == (1, 1)


@given(st.lists(st.floats(0, 1), max_size=6))
def test_holm_keeps_order_never_lowers_and_never_exceeds_bonferroni(ps: list[float]) -> None:
    found = holm(ps)
    assert all(p <= each <= min(1, p * len(ps)) or isclose(each, p) for p, each in zip(ps, found, strict=True))
    ranked = [found[place] for place in sorted(range(len(ps)), key=ps.__getitem__)]
    assert ranked == sorted(ranked)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.floats(0.001, 0.5))
def test_holm_rejects_just_what_stepping_down_rejects(ps: list[float], level: float) -> None:
    rejected: set[int] = set()
    for step, place in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        if ps[place] * (len(ps) - step) >= level:
            break
        rejected.add(place)
    assert {place for place, p in enumerate(holm(ps)) if p < level} == rejected


# -- what may be said --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "share", "verdict"),
    [
        (5, 5, 0.719, "no_clear_difference"),
        (5, 5, 0.72, "maybe"),
        (5, 5, 0.839, "maybe"),
        (5, 5, 0.84, "likely"),
        (5, 5, 0.5, "no_clear_difference"),
        (5, 5, 0.281, "no_clear_difference"),
        (5, 5, 0.28, "maybe_lower"),
        (5, 5, 0.161, "maybe_lower"),
        (5, 5, 0.16, "likely_lower"),
        (5, 5, 0.0, "likely_lower"),
        (4, 9, 0.0, "too_few"),
        (4, 9, 1.0, "too_few"),
        (9, 4, 1.0, "too_few"),
        (0, 9, None, "too_few"),
    ],
)
def test_later_results_are_likely_maybe_or_not_clearly_better(
    before: int, after: int, share: float | None, verdict: str
) -> None:
    assert later_verdict(before, after, share) == verdict


@pytest.mark.parametrize(
    ("sides", "low", "p", "verdict"),
    [
        ((4, 9), 0.2, 0.01, "too_few"),
        ((9, 4), 0.2, 0.01, "too_few"),
        ((5, 9), 0.2, 0.01, "hint"),
        ((9, 8), 0.2, 0.01, "hint"),
        ((9, 9), 0.2, 0.01, "worth_testing"),
        ((9, 9), 0.2, 0.05, "no_clear_difference"),
        ((9, 9), 0.0, 0.01, "no_clear_difference"),
        ((9, 9), -0.2, 0.01, "no_clear_difference"),
    ],
)
def test_a_tag_is_worth_testing_with_nine_days_a_side_where_interval_and_test_agree(
    sides: tuple[int, int], low: float, p: float, verdict: str
) -> None:
    assert keeping_verdict(*sides, low, 0.9, p) == verdict


def test_a_tag_with_less_kept_is_worth_testing_too() -> None:
    assert keeping_verdict(9, 9, -0.9, -0.1, 0.01) == "worth_testing"
    assert keeping_verdict(9, 9, -0.9, 0.0, 0.01) == "no_clear_difference"


@pytest.mark.parametrize(
    ("sides", "share", "verdict"),
    [
        ((4, 9), 1.0, "too_few"),
        ((0, 9), None, "too_few"),
        ((5, 9), 1.0, "hint"),
        ((8, 8), 0.5, "hint"),
        ((9, 9), 0.71, "no_clear_difference"),
        ((9, 9), 0.72, "hint"),
        ((9, 9), 0.84, "worth_testing"),
        ((9, 9), 0.16, "worth_testing"),
        ((9, 9), 0.28, "hint"),
        ((9, 9), 0.29, "no_clear_difference"),
    ],
)
def test_results_with_a_tag_are_compared_both_ways(sides: tuple[int, int], share: float | None, verdict: str) -> None:
    assert results_verdict(*sides, share) == verdict


def test_every_verdict_has_its_words_and_none_names_a_cause() -> None:
    words = guide.words("comparisons")
    assert all(words[each.value] for each in Verdict)
    assert not [text for text in words.values() if "because" in text.lower() or "cause" in text.lower()]
