"""Where things stand in the page's plot: labels that keep apart, rows of letters, heights and days."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, strategies as st

from mastery_tui.exchange.page.layout import BETWEEN, LETTER, LINE, NARROWEST, Heights, lanes, spread, x
from mastery_tui.exchange.page.pictures import scale_of
from mastery_tui.exchange.page.views import Row, Span, Table

DAYS = 30
heights = st.lists(st.floats(0, 300), max_size=6).map(sorted)
lettered = st.dictionaries(st.integers(1, DAYS), st.text("bmfaex", min_size=1, max_size=6), max_size=DAYS)


@given(heights)
def test_labels_keep_their_order_and_their_distance_and_stay_inside(places: list[float]) -> None:
    moved = spread(places, 20, 210)
    assert len(moved) == len(places)
    assert all(later - above >= LINE - 1e-9 for above, later in pairwise(moved))
    assert all(20 <= place <= 210 for place in moved)


def test_labels_that_have_room_stay_where_they_are() -> None:
    assert spread([30, 60, 200], 20, 210) == [30, 60, 200]


def test_labels_of_one_height_are_pushed_apart_and_none_is_lost() -> None:
    assert spread([50, 50, 50], 20, 210) == [50, 65, 80]
    assert spread([210, 210, 210], 20, 210) == [180, 195, 210]


def test_more_labels_than_there_is_room_for_go_on_below() -> None:
    assert spread([0, 0, 0, 0], 0, 20) == [0, 15, 30, 45]


@given(lettered, st.integers(NARROWEST, 800))
def test_no_two_letters_of_a_row_meet_at_any_width(found: dict[int, str], width: int) -> None:
    placed = lanes(sorted(found.items()), DAYS)
    assert [(each.day, each.text) for each in placed] == sorted(found.items())
    spans = []
    for each in placed:
        middle = (each.day - 0.5) / DAYS * width + each.moved
        spans.append((each.row, middle - LETTER * len(each.text) / 2, middle + LETTER * len(each.text) / 2))
    for (row, first, end), (other, begin, last) in combinations(spans, 2):
        # A place is rounded to a tenth of a pixel.
        assert row != other or begin - end >= BETWEEN - 0.2 or first - last >= BETWEEN - 0.2


def test_letters_that_have_room_stand_in_one_row_in_their_place() -> None:
    assert lanes([(7, "b"), (17, "f"), (24, "x")], DAYS) == [(7, "b", 0, 0), (17, "f", 0, 0), (24, "x", 0, 0)]


def test_neighbours_move_a_little_apart_and_what_is_too_wide_takes_the_next_row() -> None:
    beside, above = lanes([(7, "b"), (8, "m")], DAYS), lanes([(17, "fax"), (18, "f")], DAYS)
    assert beside[0] == (7, "b", 0, 0)
    assert (beside[1].row, beside[1].moved > 0) == (0, True)
    assert [each.row for each in above] == [0, 1]


def test_days_stand_from_left_to_right() -> None:
    places = [float(x(day, DAYS).removesuffix("%")) for day in range(1, DAYS + 1)]
    assert places == sorted(set(places))
    assert (places[0], places[-1]) == (1.67, 98.33)


values = st.floats(-1e9, 1e9)


@given(values, values, values, values)
def test_above_is_above(one: float, other: float, low: float, high: float) -> None:
    low, high = sorted((low, high))
    scale = Heights.of(low, high, 30, 210)
    if one > other:
        assert scale.y(one) <= scale.y(other)
    assert 30 <= scale.y(high) <= scale.y(low) <= 210


@pytest.mark.parametrize("only", [0.0, 1.0, 400.0, -3.0, 1e9, 1e-9])
def test_a_single_value_stands_in_the_middle(only: float) -> None:
    assert Heights.of(only, only, 30, 210).y(only) == 120


def test_the_highest_and_the_lowest_have_air() -> None:
    scale = Heights.of(100, 500, 30, 210)
    assert 30 < scale.y(500) < 50 < 190 < scale.y(100) < 210


def test_tables_share_a_scale_and_tables_without_ranges_have_none() -> None:
    one = Table(("", "Words"), (Row("since", ("3",), Span(3, 4, 9)), Row("none", ("",))))
    other = Table(("", "Words"), (Row("week", ("1",), Span(1, 2, 3)),))
    assert scale_of([one, None, other]) == (1, 9)
    assert scale_of([None]) == (0, 0)
