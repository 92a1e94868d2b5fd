"""Dates as people write them."""

import re
from datetime import date, timedelta

from mastery_tui import guide
from mastery_tui.limits import FIRST_YEAR, LAST_YEAR
from mastery_tui.practice.refused import Refused

WEEK = 7
_RELATIVE = (("today", 0), ("yesterday", -1), ("tomorrow", 1))
_ISO = r"\d{4}-\d{2}-\d{2}"
_NAMED_MONTH = r"(\d{1,2}\.? +[a-z]{3,9}\.?|[a-z]{3,9}\.? +\d{1,2})(,? +\d{4})?"


def date_of(text: str, today: date, *, ahead: bool = False) -> date:
    """A date as people write it: ISO, today, yesterday, tomorrow, a weekday, or as in '27 Nov'.

    Args:
        text: what was typed.
        today: the practice day.
        ahead: whether a weekday is the next one; otherwise it is the last one, and today counts as either.

    Raises:
        Refused: ``day.shape``, or ``day.ahead`` with examples that lie ahead; ``date.range``: in a year that no record
            can have.
    """
    try:
        day = _date_of(text.strip().lower(), today, ahead=ahead)
    except Refused:
        if not ahead:
            raise
        raise Refused("day.ahead", example=today + timedelta(days=WEEK)) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused("date.range", field="day", first=FIRST_YEAR, last=LAST_YEAR)
    return day


def _date_of(said: str, today: date, *, ahead: bool) -> date:
    if re.fullmatch(_ISO, said):
        try:
            return date.fromisoformat(said)
        except ValueError:
            raise Refused("day.shape", example=today) from None
    for word, days in _RELATIVE:
        if said == guide.word("relative_days", word).lower():
            return today + timedelta(days=days)
    weekday = weekday_of(said)
    if weekday is not None:
        days = (weekday - today.isoweekday()) % WEEK if ahead else -((today.isoweekday() - weekday) % WEEK)
        return today + timedelta(days=days)
    return _written_out(said, today)


def weekday_of(text: str) -> int | None:
    """The ISO weekday that a word names, in full or by its first three letters; None for any other word."""
    said = text.strip().lower()
    for number, name in guide.words("weekdays").items():
        if said in (name.lower(), guide.word("weekdays_short", number).lower()):
            return int(number)
    return None


def _written_out(said: str, today: date) -> date:
    """A day and a month by name, the year that is nearest to today where none is named."""
    # Figures alone, as in 03/04, are refused: they are a different day in different countries.
    if not re.fullmatch(_NAMED_MONTH, said):
        raise Refused("day.shape", example=today)
    import pendulum

    named = re.search(r"\d{4}", said) is not None
    found = []
    for year in (today.year,) if named else (today.year - 1, today.year, today.year + 1):
        try:
            moment = pendulum.parse(said if named else f"{said} {year}", strict=False, exact=True)
        except (ValueError, OverflowError):
            continue
        if isinstance(moment, date):
            found.append(date(moment.year, moment.month, moment.day))
    if not found:
        raise Refused("day.shape", example=today)
    return min(found, key=lambda day: abs((day - today).days))
