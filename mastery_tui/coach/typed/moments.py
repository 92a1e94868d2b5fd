"""Moments and durations of a session as people write them."""

import re
from datetime import UTC, datetime, time, timedelta

from mastery_tui.clock import zone_of
from mastery_tui.practice.numbers import minutes_of
from mastery_tui.practice.refused import Refused

from ..measures import measure

_CLOCK = r"([01]?\d|2[0-3]):([0-5]\d)"
_DURATION = r"\d.*[^\W\d_].*"


def moment_of(text: str, now: datetime) -> datetime:
    """A moment as people write it: '10m' ago, or as :func:`clock_of` takes it.

    Raises:
        Refused: ``moment.or_ago``.
    """
    minutes = duration_of(text)
    if minutes is not None:
        return now - timedelta(minutes=minutes)
    try:
        return clock_of(text, now)
    except Refused:
        raise Refused("moment.or_ago") from None


def clock_of(text: str, now: datetime, begun: datetime | None = None) -> datetime:
    """A moment by the clock, as in '07:45', or ISO.

    Args:
        text: what was typed.
        now: this moment, in whose zone the clock is read.
        begun: the first time from here on that the clock said so is meant; without it the last time until now.

    Raises:
        Refused: ``moment.shape``.
    """
    said = text.strip()
    clock = re.fullmatch(_CLOCK, said)
    try:
        if clock is not None:
            return _last_time(time(int(clock[1]), int(clock[2])), now, begun)
        moment = datetime.fromisoformat(said)
        moment = moment if moment.tzinfo is not None else _on_the_wall(moment, now)
        moment.astimezone(UTC)
    except (ValueError, OverflowError):  # No moment at all, or one beyond the calendar.
        raise Refused("moment.shape") from None
    return moment


def _last_time(clock: time, now: datetime, begun: datetime | None) -> datetime:
    """When the clock said so last until now, or first from a moment on. Where clocks are set back it says so twice."""
    today = (begun or now).astimezone(zone_of(now)).date()
    days = (today + timedelta(days=days) for days in (-1, 0, 1))
    walls = (datetime.combine(day, clock.replace(fold=fold)) for day in days for fold in (0, 1))
    found = [_on_the_wall(wall, now) for wall in walls]
    if begun is not None:
        return min(moment for moment in found if moment >= begun)
    return max(moment for moment in found if moment <= now)


def _on_the_wall(moment: datetime, now: datetime) -> datetime:
    """A moment as the clocks here tell it, which may have been changed since."""
    zone = zone_of(now)
    return moment.astimezone() if zone is None else moment.replace(tzinfo=zone)


def time_of(text: str) -> time:
    """A time of any day by the clock, as in '19:00'.

    Raises:
        Refused: ``alarm.shape``.
    """
    clock = re.fullmatch(_CLOCK, text.strip())
    if clock is None:
        raise Refused("alarm.shape")
    return time(int(clock[1]), int(clock[2]))


def duration_of(text: str) -> int | None:
    """The minutes of a duration with its word of time, as in '10m' or '1h10'; None for anything else.

    Raises:
        Refused: ``number.range`` over a day.
    """
    said = text.strip()
    if not re.fullmatch(_DURATION, said) or re.match(r"\d{4}-\d", said):
        return None
    try:
        return minutes_of(said, measure(""))
    except Refused as refusal:
        if refusal.code == "minutes.shape":
            return None
        raise
