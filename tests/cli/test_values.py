"""Values as people type them in a shell."""

from datetime import date

import pytest

from mastery_tui import guide
from mastery_tui.cli.values import one_of, weekdays_of
from mastery_tui.coach.typed.dates import date_of
from mastery_tui.practice.records import Changed, PauseReason
from mastery_tui.practice.refused import Refused

FRIDAY = date(2026, 11, 13)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-02", date(2026, 11, 2)),
        (guide.word("relative_days", "today"), FRIDAY),
        (guide.word("relative_days", "yesterday").capitalize(), date(2026, 11, 12)),
        (guide.word("relative_days", "tomorrow"), date(2026, 11, 14)),
        (guide.word("weekdays", 1).lower(), date(2026, 11, 9)),
        (guide.word("weekdays_short", 6).lower(), date(2026, 11, 7)),
        (guide.word("weekdays", 5).lower(), FRIDAY),
        ("7 Nov", date(2026, 11, 7)),
        ("Nov 7", date(2026, 11, 7)),
        ("7. November 2026", date(2026, 11, 7)),
        ("30 december", date(2026, 12, 30)),
        ("2 jan", date(2027, 1, 2)),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, day: date) -> None:
    assert date_of(text, FRIDAY) == day


@pytest.mark.parametrize(("weekday", "day"), [(1, "2026-11-16"), (5, "2026-11-13"), (6, "2026-11-14")])
@pytest.mark.parametrize("words", ["weekdays", "weekdays_short"])
def test_a_weekday_ahead_is_the_next_one(words: str, weekday: int, day: str) -> None:
    assert date_of(guide.word(words, weekday).lower(), FRIDAY, ahead=True).isoformat() == day


@pytest.mark.parametrize(
    "text",
    ["", "soon", "03/04/2026", "12", "2026-13-01", "2026-02-30", "20261113", "31 feb", "99 nov", "nov", "1e3"],
)
def test_another_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refused) as refused:
        date_of(text, FRIDAY)
    assert (refused.value.code, refused.value.facts) == ("day.shape", {"example": FRIDAY})


def test_a_day_and_a_month_near_new_year_belong_to_the_nearer_year() -> None:
    assert date_of("30 dec", date(2027, 1, 2)) == date(2026, 12, 30)
    assert date_of("29 feb", date(2027, 6, 1)) == date(2028, 2, 29)


def test_weekdays_stand_between_commas_in_any_order() -> None:
    short = [each.lower() for each in guide.words("weekdays_short").values()]
    assert weekdays_of(f"{short[3]},{short[0].capitalize()}") == (1, 4)
    assert weekdays_of(guide.word("weekdays", 7).lower()) == (7,)
    assert weekdays_of("") == ()
    with pytest.raises(Refused) as refused:
        weekdays_of(f"{short[0]},payday")
    assert refused.value.facts["known"] == tuple(short)


def test_a_known_word_is_taken_by_its_beginning_where_only_one_begins_so() -> None:
    assert one_of("changed", "aud", Changed) is Changed.AUDIENCE
    assert one_of("reason", "too much", PauseReason) is PauseReason.TOO_MUCH
    for text in ("t", "", "mood"):
        with pytest.raises(Refused) as refused:
            one_of("changed", text, Changed)
        assert refused.value.facts["known"] == ("place", "time", "tool", "audience", "constraint")
