"""One reading of a number or a duration: what is typed is taken whole, or refused whole."""

import math

import pytest
from hypothesis import example, given, strategies as st

from mastery_tui import guide
from mastery_tui.coach.measures import measure
from mastery_tui.coach.typed.numbers import number_in
from mastery_tui.practice.numbers import HOUR, minutes_in, whole_of
from mastery_tui.practice.refused import Refused

AMOUNT, TIME, OR_TIME, RANGE = "number.shape", "number.time", "number.or_time", "number.range"

READ: list[tuple[str, float | str, float | str, float | str, float | str]] = [
    # what is typed,  words,        minutes,      hours,        seconds
    ("400", 400, 400, 400, 400),
    ("0", 0, 0, 0, 0),
    ("-0", 0, 0, 0, 0),
    ("+100", 100, 100, 100, 100),
    ("2.5", 2.5, 2.5, 2.5, 2.5),
    ("2,5", 2.5, 2.5, 2.5, 2.5),
    (" 12,5 ", 12.5, 12.5, 12.5, 12.5),
    ("0,125", 0.125, 0.125, 0.125, 0.125),
    ("1 234", 1234, 1234, 1234, 1234),
    ("1\u00a0234", 1234, 1234, 1234, 1234),
    ("1\u202f234\u2009567", 1_234_567, 1_234_567, 1_234_567, 1_234_567),
    ("1 234,5", 1234.5, 1234.5, 1234.5, 1234.5),
    ("４２０", 420, 420, 420, 420),
    ("٤٢٠", 420, 420, 420, 420),
    ("95", 95, 95, 95, 95),
    ("1:30", TIME, 90, 1.5, 90),
    ("+1:30", TIME, 90, 1.5, 90),
    ("0:40", TIME, 40, 0.666667, 40),
    ("1:30:00", TIME, 90, 1.5, 5400),
    ("0:01:30", TIME, 1.5, 0.025, 90),
    ("1h30", TIME, 90, 1.5, 5400),
    ("1h30m", TIME, 90, 1.5, 5400),
    ("1 h 30 min", TIME, 90, 1.5, 5400),
    ("1H30", TIME, 90, 1.5, 5400),
    ("1h5", TIME, 65, 1.083333, 3900),
    ("90m", TIME, 90, 1.5, 5400),
    ("90 minutes", TIME, 90, 1.5, 5400),
    ("1.5h", TIME, 90, 1.5, 5400),
    ("1,5 hours", TIME, 90, 1.5, 5400),
    ("2m30", TIME, 2.5, 0.041667, 150),
    ("2m30s", TIME, 2.5, 0.041667, 150),
    ("30s", TIME, 0.5, 0.008333, 30),
    ("400 words", 400, OR_TIME, OR_TIME, OR_TIME),
    ("400Words", 400, OR_TIME, OR_TIME, OR_TIME),
    ("-5", RANGE, RANGE, RANGE, RANGE),
    ("9" * 5000, RANGE, RANGE, RANGE, RANGE),
    ("3/4", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1.5.5", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1'234", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1e3", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1.234,5", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1,234.5", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1,500", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1500,000", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("10-12", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("12 34", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1  234", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("420\n300", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("420\t300", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("400 pages", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("about 400", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("12²", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("½", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("nan", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("inf", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("0x10", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1_000", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("4.", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    (".5", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("--5", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("+", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("-1:30", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1:70", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1:5", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    (":30", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1:30:99", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1:60", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1h70", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1h60", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("30m1h", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1.5h30", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1h30x", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("1,500h", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
    ("h", AMOUNT, OR_TIME, OR_TIME, OR_TIME),
]
"""What is typed, and what it means where words, minutes, hours or seconds are counted, or how it is refused."""


def read(name: str, typed: str, unit: str) -> float | str:
    """What a field says, or how it is refused."""
    try:
        return number_in(name, typed, unit)
    except Refused as refusal:
        return refusal.code


@pytest.mark.parametrize("row", READ, ids=lambda row: ascii(row[0])[:20])
def test_a_number_is_taken_whole_or_refused_whole(
    row: tuple[str, float | str, float | str, float | str, float | str],
) -> None:
    typed, *meant = row
    assert [read("amount", typed, unit) for unit in ("words", "minutes", "hours", "seconds")] == meant


@pytest.mark.parametrize("row", READ, ids=lambda row: ascii(row[0])[:20])
def test_a_target_is_read_as_an_amount_is_but_never_nothing(
    row: tuple[str, float | str, float | str, float | str, float | str],
) -> None:
    typed, *meant = row
    positive = ["number.positive" if each in (0, RANGE) else each for each in meant]
    for name in ("target", "minimum"):
        assert [read(name, typed, unit) for unit in ("words", "minutes", "h", "s")] == positive


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("25", 25),
        ("25m", 25),
        ("25 minutes", 25),
        ("1h", 60),
        ("1h10", 70),
        ("1 h 10 min", 70),
        ("1:10", 70),
        ("0:45", 45),
        ("1:10:00", 70),
        ("1.5h", 90),
        ("0", 0),
        ("24h", 1440),
        ("24:01", RANGE),
        ("1441", RANGE),
        ("0:01:30", "minutes.shape"),
        ("90s", "minutes.shape"),
        ("2.5", "minutes.shape"),
        ("-5", "minutes.shape"),
        ("+5", "minutes.shape"),
        ("1h70", "minutes.shape"),
        ("1h60", "minutes.shape"),
        ("3/4", "minutes.shape"),
        ("25 words", "minutes.shape"),
        ("x", "minutes.shape"),
    ],
)
@pytest.mark.parametrize("unit", ["words", "minutes", "seconds", "m", ""])
def test_minutes_are_read_alike_whatever_is_counted(typed: str, minutes: int | str, unit: str) -> None:
    assert read("minutes", typed, unit) == minutes


@pytest.mark.parametrize(
    ("unit", "seconds"),
    [
        *((each, 60) for each in ("min", "mins", "minute", "minutes", "Minutes", "min.")),
        *((each, HOUR) for each in ("h", "hr", "hrs", "hour", "hours", "H")),
        *((each, 1) for each in ("s", "sec", "secs", "second", "seconds")),
        *((each, 0) for each in ("m", "M", "", "words", "km", "minutes of scales", "pages an hour", "days")),
    ],
)
def test_a_unit_is_time_where_the_guide_says_so(unit: str, seconds: int) -> None:
    assert measure(unit).seconds == seconds


def test_metres_are_no_minutes() -> None:
    assert read("amount", "90m", "m") == 90
    assert read("amount", "90 M", "m") == 90
    assert read("amount", "1h30", "m") == TIME
    assert read("amount", "90min", "m") == TIME


def test_a_unit_of_two_words_stands_behind_its_number() -> None:
    assert number_in("amount", "400 new words", "new words") == 400
    assert read("amount", "400 words", "new words") == AMOUNT


def test_a_unit_that_begins_with_a_digit_takes_no_digit_from_the_number() -> None:
    assert read("amount", "410", "10") == 410
    assert read("amount", "4 10", "10") == 4
    assert read("amount", "3 10 pages", "10 pages") == 3
    assert read("amount", "310 pages", "10 pages") == AMOUNT


def test_a_score_and_errors_have_no_unit() -> None:
    assert number_in("score", "82,5", "minutes") == 82.5
    assert read("score", "1:30", "minutes") == AMOUNT
    assert read("score", "101", "minutes") == RANGE
    assert number_in("errors", "1 000", "minutes") == 1000
    for typed in ("2.5", "1:30", "3x", "", "1,000"):
        assert read("errors", typed, "words") == "whole.shape"
    assert whole_of("week", "12", None) == 12


@pytest.mark.parametrize(
    ("amount", "seconds", "minutes"),
    [
        (95, 60, 95),
        (1.5, HOUR, 90),
        (1.333333, HOUR, 80),
        (90, 1, 1),
        (29, 1, None),
        (30, 1, 1),
        (0, 60, None),
        (None, 60, None),
        (95.9, 60, 95),
        (1440, 60, 1440),
        (1441, 60, None),
        (400, 0, None),
        (10**9, HOUR, None),
    ],
)
def test_minutes_that_follow_are_rounded_down(amount: float | None, seconds: int, minutes: int | None) -> None:
    assert minutes_in(amount, seconds) == minutes


@pytest.mark.parametrize("code", [AMOUNT, TIME, OR_TIME, "minutes.shape", "number.time_or_unit", "amount.only_minutes"])
def test_every_refusal_of_a_number_has_its_sentence(code: str) -> None:
    sentence = guide.refusal(code, field="amount", unit="words")
    assert code not in sentence
    assert "{" not in sentence


def test_a_time_in_another_unit_is_told_from_the_amount() -> None:
    sentence = guide.refusal(TIME, field="amount", unit="words")
    assert "words" in sentence
    assert guide.word("checkin", "minutes") in sentence


@given(st.text(max_size=30), st.sampled_from(["words", "m", "min", "hours", "s", ""]))
@example("9" * 400 + "h", "s")
@example("1" * 400 + ":30", "min")
@example("0." + "1" * 5000, "min")
@example("İ1h", "min")
def test_whatever_is_typed_is_a_number_within_bounds_or_refused(typed: str, unit: str) -> None:
    for name, most in (("amount", 10**9), ("minutes", 1440), ("errors", 10**6), ("score", 100), ("target", 10**9)):
        found = read(name, typed, unit)
        assert isinstance(found, str) or (math.isfinite(found) and 0 <= found <= most)


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_way_to_write_a_time_means_the_same(hours: int, minutes: int) -> None:
    ways = (f"{hours}:{minutes:02}", f"{hours}h{minutes:02}", f"{hours}h {minutes}min", f"{hours * 60 + minutes}m")
    assert {number_in("amount", way, "min") for way in ways} == {hours * 60 + minutes}
    assert {number_in("minutes", way, "words") for way in ways} == {hours * 60 + minutes}
