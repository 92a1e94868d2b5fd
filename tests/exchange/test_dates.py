"""Dates: the order of their parts is found from all of them together."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from mastery_tui.exchange.dates import day_of, is_date, orders_of
from mastery_tui.exchange.rows import DateOrder

SHAPES = {
    DateOrder.YMD: ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%d 00:00:00", "%Y-%m-%dT00:00"),
    DateOrder.DMY: ("%d-%m-%Y", "%d.%m.%y", "%d/%m/%Y 0:00"),
    DateOrder.MDY: ("%m-%d-%Y", "%m/%d/%y"),
}


@settings(max_examples=60)
@given(
    first=st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    count=st.integers(40, 80),
    backwards=st.booleans(),
    shape=st.sampled_from([(order, shape) for order, shapes in SHAPES.items() for shape in shapes]),
)
def test_days_in_a_row_are_read_in_the_order_that_they_were_written_in(
    first: date, count: int, backwards: bool, shape: tuple[DateOrder, str]
) -> None:
    order, how = shape
    days = [first + timedelta(days=at) for at in range(count)]
    texts = [day.strftime(how) for day in (reversed(days) if backwards else days)]
    assert orders_of([texts]) == (order,)
    assert sorted(str(day_of(text, order)) for text in texts) == [str(day) for day in days]


def test_several_files_tell_together_what_one_does_not() -> None:
    assert orders_of([["01-02-2022"], ["13-02-2022"]]) == (DateOrder.DMY,)
    assert orders_of([["01-02-2022", "03-04-2022"]]) == (DateOrder.DMY, DateOrder.MDY)
    assert orders_of([["05-05-2022"]]) == (DateOrder.DMY,), "it is the same day in both"
    assert orders_of([["01-02-2022"]], DateOrder.MDY) == (DateOrder.MDY,)
    assert orders_of([]) == (DateOrder.YMD,)


def test_where_no_order_fits_it_is_the_one_that_fits_most() -> None:
    assert orders_of([["13-02-2022", "14-02-2022", "02-15-2022"]]) == (DateOrder.DMY,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-11",
        "2026-11-23-24",
        "2026-11/23",
        "11-2026-23",
        "2026-11-23 08:00",
        "٢٠٢٦-١١-٢٣",
        "1" * 99,
        "-1-1-1",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert all(day_of(text, order) is None for order in DateOrder)
    assert not is_date(text) or text == "11-2026-23"


@pytest.mark.parametrize("text", ["1969-12-31", "2200-01-01", "0000-01-01", "9999-12-31", "2023-02-29", "2026-00-10"])
def test_a_day_that_no_calendar_or_no_record_has_is_none(text: str) -> None:
    assert day_of(text, DateOrder.YMD) is None
    assert is_date(text)


@pytest.mark.parametrize(("text", "year"), [("1-2-69", 2069), ("1-2-70", 1970), ("1-2-99", 1999), ("1-2-00", 2000)])
def test_two_digits_of_a_year_are_of_this_century_or_the_last(text: str, year: int) -> None:
    assert day_of(text, DateOrder.DMY) == date(year, 2, 1)
