"""Dates as people write them."""

from datetime import date

import pytest

from mastery_tui.coach.typed.dates import date_of, weekday_of
from mastery_tui.practice.refused import Refused

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-03", date(2026, 12, 3)),
        ("today", FRIDAY),
        (" Yesterday ", date(2026, 11, 26)),
        ("tomorrow", date(2026, 11, 28)),
        ("27 Nov", FRIDAY),
        ("nov 27", FRIDAY),
        ("3 December", date(2026, 12, 3)),
        ("2 jan", date(2027, 1, 2)),
        ("2 jan 2026", date(2026, 1, 2)),
        ("29 feb", date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_as_written(text: str, expected: date) -> None:
    today = date(2027, 12, 20) if text == "29 feb" else FRIDAY
    assert date_of(text, today) == expected


def test_a_weekday_is_the_last_or_the_next_one_and_today_is_either() -> None:
    assert date_of("mon", FRIDAY) == date(2026, 11, 23)
    assert date_of("Monday", FRIDAY, ahead=True) == date(2026, 11, 30)
    assert date_of("fri", FRIDAY) == date_of("friday", FRIDAY, ahead=True) == FRIDAY
    assert weekday_of("nonsense") is None


@pytest.mark.parametrize("text", ["", "03/04", "31 feb 2026", "2026-13-01", "in a while", "27", "99 nov", "1 foo"])
def test_anything_else_says_how_a_day_is_written(text: str) -> None:
    with pytest.raises(Refused) as refused:
        date_of(text, FRIDAY)
    assert refused.value.code == "day.shape"
    assert refused.value.facts == {"example": FRIDAY}
