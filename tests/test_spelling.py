"""The known word that a mistyped one is nearest to."""

from mastery_tui.spelling import nearest

KNOWN = ["rollover_hour", "week_start"]


def test_the_nearest_word_is_near() -> None:
    assert nearest("rollover_hours", KNOWN) == "rollover_hour"
    assert nearest("weekstart", dict.fromkeys(KNOWN)) == "week_start"


def test_where_nothing_is_near_there_is_none() -> None:
    assert nearest("zzz", KNOWN) is None
    assert nearest("week_start", []) is None


def test_a_very_long_word_is_near_to_nothing() -> None:
    assert nearest("a" * 1_000_000, KNOWN) is None
