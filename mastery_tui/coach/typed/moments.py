"""Moments and durations of a session as people write them."""

import re
from datetime import datetime, timedelta

from mastery_tui.practice.numbers import minutes_of
from mastery_tui.practice.refused import Refused

from ..measures import measure

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DURATION = re.compile(r"\d.*[^\W\d_].*")


def moment_of(text: str, now: datetime) -> datetime:
    """A moment as people write it: '10m' ago, or as :func:`clock_of` takes it.

    Raises:
        Refused: ``moment.shape``.
    """
    minutes = duration_of(text)
    return clock_of(text, now) if minutes is None else now - timedelta(minutes=minutes)


def clock_of(text: str, now: datetime) -> datetime:
    """A moment by the clock: '07:45', the last time that it said so, or ISO.

    Args:
        text: what was typed.
        now: this moment, in whose zone the clock is read.

    Raises:
        Refused: ``moment.shape``.
    """
    said = text.strip()
    clock = _CLOCK.fullmatch(said)
    if clock is not None:
        moment = now.replace(hour=int(clock[1]), minute=int(clock[2]), second=0, microsecond=0)
        return moment if moment <= now else moment - timedelta(days=1)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise Refused("moment.shape") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=now.tzinfo)


def duration_of(text: str) -> int | None:
    """The minutes of a duration with its word of time, as in '10m' or '1h10'; None for anything else.

    Raises:
        Refused: ``number.range`` over a day.
    """
    said = text.strip()
    if not _DURATION.fullmatch(said) or re.match(r"\d{4}-\d", said):
        return None
    try:
        return minutes_of(said, measure(""))
    except Refused as refusal:
        if refusal.code == "minutes.shape":
            return None
        raise
