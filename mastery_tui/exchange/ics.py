"""A plan for the calendar that somebody uses already: RFC 5545, in floating time, so that it fits wherever they are."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import icalendar
from msgspec import Struct

PRODUCT = "-//mastery_tui//plan//EN"
LASTS = timedelta(minutes=30)
"""How long something is that has a time: it blocks nothing, and can be seen and touched in every calendar."""
HIGHEST = 2**31 - 1
"""RFC 5545, 3.3.8."""


class Entry(Struct, frozen=True, kw_only=True):
    """One thing that the plan asks for on a day.

    Attributes:
        uid: the same in every export of the same plan, so that another import updates it.
        day: its date.
        title: its name.
        text: what it asks, '' for nothing.
        kind: what it is, for calendars that sort by that.
        reminds: whether it may remind.
    """

    uid: str
    day: date
    title: str
    text: str
    kind: str
    reminds: bool


def write(name: str, entries: Iterable[Entry], *, written: datetime, revision: int, alarm: time | None = None) -> str:
    """A calendar.

    Args:
        name: what it is called.
        entries: what stands in it.
        written: this moment, with its offset.
        revision: rises with every change of the journal; of two versions of an entry the higher one counts, of two
            with the same the one that was written last.
        alarm: when entries begin and those remind that may; None for whole days that remind of nothing.
    """
    calendar = icalendar.Calendar()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN")):
        calendar.add(key, value)
    calendar.add("x-wr-calname", icalendar.vText(name))
    for entry in entries:
        calendar.add_component(_event(entry, written, min(revision, HIGHEST), alarm))
    content: bytes = calendar.to_ical()
    return content.decode()


def _event(entry: Entry, written: datetime, sequence: int, alarm: time | None) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", written)
    event.add("sequence", sequence)
    event.add("summary", entry.title)
    if entry.text:
        event.add("description", entry.text)
    event.add("categories", [entry.kind])
    event.add("transp", "TRANSPARENT")
    if alarm is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        return event
    begins = datetime.combine(entry.day, alarm)
    event.add("dtstart", begins)
    event.add("dtend", begins + LASTS)
    if entry.reminds:
        reminder = icalendar.Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", entry.title)
        reminder.add("trigger", timedelta())
        event.add_component(reminder)
    return event
