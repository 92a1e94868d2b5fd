"""The cells of any table: moments, words for outcomes, and tags."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import NamedTuple

from mastery_tui.practice.choices import Outcome
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.text import clean_tag

LONGEST_TAG = 20
KNOWN: Mapping[str, Outcome] = {
    word: outcome
    for outcome, words in {
        Outcome.DONE: "done yes y true x 1 ✓ ✔ complete completed",
        Outcome.MINIMUM: "minimum min",
        Outcome.PARTIAL: "partial partly",
        Outcome.CANCELLED: "cancelled canceled no n false 0 missed",
        Outcome.REST: "rest skip skipped s",
    }.items()
    for word in words.split()
}
"""Words for outcomes that need no explanation."""

_TIME = r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?: ?([AaPp])\.?[Mm]\.?)?"
_OFFSET = r"(Z|[+-]\d\d(?::?\d\d)?)?"
_MOMENT = re.compile(rf"(\S+?)(?:T|,? +){_TIME} ?{_OFFSET}", re.ASCII)
_COMPACT = re.compile(r"(\d{8})T(\d\d)(\d\d)(\d\d)()(Z)?", re.ASCII)
_CLOCK = re.compile(_TIME, re.ASCII)
_LONGEST = 48
_MOST_TAGS = 20
"""Of one cell; a day keeps fewer."""
_NOON, _HOURS, _MINUTES = 12, 24, 60


class Moment(NamedTuple):
    """A date as it is written, with the time of day behind it.

    Attributes:
        day: the date's part of it.
        time: since midnight, None where none is told.
        offset: from UTC, None where none is told.
    """

    day: str
    time: timedelta | None = None
    offset: timedelta | None = None


def moment_in(text: str) -> Moment:
    """What a cell says of a day; what is no time of day stays with the date.

    Raises:
        ValueError: its hours or minutes are none.
    """
    said = text.strip()
    found = (_MOMENT.fullmatch(said) or _COMPACT.fullmatch(said)) if len(said) <= _LONGEST else None
    if found is None:
        return Moment(said[:_LONGEST])
    day, hours, minutes, seconds, half, offset = found.groups()
    return Moment(day, _time(hours, minutes, seconds, half), _offset(offset))


def time_in(text: str) -> timedelta | None:
    """The time of day that a cell of its own says, None for an empty one.

    Raises:
        ValueError: it says none.
    """
    said = text.strip()
    if not said:
        return None
    found = _CLOCK.fullmatch(said)
    if found is None:
        raise ValueError
    return _time(*found.groups())


def _time(hours: str, minutes: str, seconds: str | None, half: str | None) -> timedelta:
    hour = int(hours)
    if half and not 1 <= hour <= _NOON:
        raise ValueError
    if half:
        hour = hour % _NOON + (_NOON if half in "Pp" else 0)
    if hour >= _HOURS or int(minutes) >= _MINUTES or int(seconds or 0) >= _MINUTES:
        raise ValueError
    return timedelta(hours=hour, minutes=int(minutes), seconds=int(seconds or 0))


def _offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text == "Z":
        return timedelta(0)
    hours, minutes = int(text[1:3]), int(text[3:].removeprefix(":") or 0)
    if hours >= _HOURS or minutes >= _MINUTES:
        raise ValueError
    behind = timedelta(hours=hours, minutes=minutes)
    return -behind if text.startswith("-") else behind


def plain(text: str) -> str:
    """A name or a word as it is compared: without spaces around it, in any case."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def tags_in(text: str) -> Iterable[str]:
    """The contexts in a cell, between commas or semicolons, in the shape that contexts have."""
    for part in re.split(r"[,;]", text, maxsplit=_MOST_TAGS)[:_MOST_TAGS]:
        letters = "-".join(part.removeprefix("#").split())
        shaped = "".join(each for each in letters if each.isalnum() or each in "-_" or unicodedata.combining(each))
        try:
            yield clean_tag(shaped[:LONGEST_TAG])
        except Refused:
            continue  # nothing is left of it
