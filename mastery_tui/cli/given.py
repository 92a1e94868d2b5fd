"""Values as they are typed in a shell: dates, numbers, known words, weekdays, and text from standard input."""

import re
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from mastery_tui import guide
from mastery_tui.practice.refused import Refused

WEEK = 7
MOST_PIPED = 100_000

K = TypeVar("K", bound=StrEnum)


def day_of(text: str, today: date, *, ahead: bool = False) -> date:
    """A date as people write it: ISO, today, yesterday, tomorrow, a weekday, or as in '27 Nov'.

    Args:
        text: what was typed.
        today: the practice day.
        ahead: whether a weekday is the next one; otherwise it is the last one, and today counts as either.

    Raises:
        Refused: ``day.shape``.
    """
    said = text.strip().lower()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", said):
        try:
            return date.fromisoformat(said)
        except ValueError:
            raise Refused("day.shape", example=today) from None
    for word, days in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        if said == guide.word("cli_days", word):
            return today + timedelta(days=days)
    weekday = weekday_of(said)
    if weekday is not None:
        days = (weekday - today.isoweekday()) % WEEK if ahead else -((today.isoweekday() - weekday) % WEEK)
        return today + timedelta(days=days)
    return _written_out(said, today)


def _written_out(said: str, today: date) -> date:
    """A day and a month by name, the year that is nearest to today where none is named."""
    # Figures alone, as in 03/04, are refused: they are a different day in different countries.
    if not re.fullmatch(r"(\d{1,2}\.? +[a-z]{3,9}\.?|[a-z]{3,9}\.? +\d{1,2})(,? +\d{4})?", said):
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


def weekday_of(text: str) -> int | None:
    """The ISO weekday that a word names, in full or by its first three letters; None for any other word."""
    said = text.strip().lower()
    for number, name in guide.words("weekdays").items():
        if said in (name.lower(), guide.word("weekdays_short", number).lower()):
            return int(number)
    return None


def weekdays_of(text: str) -> tuple[int, ...]:
    """Weekdays between commas, as in ``mon,thu``; none of them for an empty text.

    Raises:
        Refused: ``choice.unknown``.
    """
    found = []
    for part in text.replace(",", " ").split():
        number = weekday_of(part)
        if number is None:
            known = tuple(name.lower() for name in guide.words("weekdays_short").values())
            raise Refused("choice.unknown", field="rest_weekdays", known=known)
        found.append(number)
    return tuple(sorted(found))


def tags_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Context tags, with or without ``@``; an empty text stands for none.

    Raises:
        Refused: ``tag.shape``.
    """
    from mastery_tui.practice.text import clean_tag

    parts = [part for text in texts for part in text.replace(",", " ").split()]
    return tuple(clean_tag(part) for part in parts)


def number_of(field: str, text: str | None) -> float | None:
    """A number with a decimal point or comma, None where nothing is given.

    A comma before three digits is refused, because 1,500 is a thousand times more to some than to others.

    Raises:
        Refused: ``number.shape``.
    """
    if text is None:
        return None
    said = text.strip()
    if not re.fullmatch(r"[+-]?\d{1,15}([.,]\d{1,15})?", said) or re.fullmatch(r"[+-]?[1-9]\d*,\d{3}", said):
        raise Refused("number.shape", field=field)
    return float(text.strip().replace(",", "."))


def whole_of(field: str, text: str | None) -> int | None:
    """A whole number, None where nothing is given.

    Raises:
        Refused: ``whole.shape``.
    """
    if text is None:
        return None
    if not re.fullmatch(r"[+-]?\d{1,15}", text.strip()):
        raise Refused("whole.shape", field=field)
    return int(text)


def one_of(field: str, text: str | None, known: type[K]) -> K | None:
    """One of some known words, or the beginning of just one of them; None where nothing is given.

    Raises:
        Refused: ``choice.unknown``.
    """
    if text is None:
        return None
    said = text.strip().lower()
    found = [each for each in known if each.value == said] or [each for each in known if each.value.startswith(said)]
    if not said or len(found) != 1:
        raise Refused("choice.unknown", field=field, known=tuple(each.value for each in known))
    return found[0]


def piped(field: str) -> str:
    """All of standard input.

    Raises:
        Refused: ``text.utf8``, or ``text.length`` beyond anything a field takes.
    """
    if sys.stdin is None:
        return ""
    source = getattr(sys.stdin, "buffer", sys.stdin)
    return decoded(field, source.read(MOST_PIPED + 1))


def decoded(field: str, raw: bytes | str) -> str:
    """Text that was read as bytes.

    Raises:
        Refused: ``text.utf8``, ``text.length``.
    """
    if len(raw) > MOST_PIPED:
        raise Refused("text.length", field=field, longest=MOST_PIPED, length=len(raw))
    if isinstance(raw, str):
        return raw
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("text.utf8", field=field) from None
