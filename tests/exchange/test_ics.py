"""The calendar: read back by two other libraries."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import vobject
from hypothesis import given, settings, strategies as st

from mastery_tui import gate
from mastery_tui.exchange import ics
from mastery_tui.exchange.ics import HIGHEST, Entry
from tests.any_journal import TEXTS

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
DAY = date(2026, 11, 16)
EVENING = time(19)
ONE = Entry(uid="a-1@mastery-tui", day=DAY, title="Write", text="A page.", kind="Practice", reminds=True)


def written(*entries: Entry, alarm: time | None = None, revision: int = 3, name: str = "Write") -> str:
    return ics.write(name, entries, written=NOW, revision=revision, alarm=alarm)


def test_a_day_without_a_time() -> None:
    event = vobject.readOne(written(ONE)).vevent
    assert (event.dtstart.value, event.dtend.value) == (DAY, DAY + timedelta(days=1))
    assert (event.uid.value, event.summary.value, event.description.value) == (ONE.uid, "Write", "A page.")
    assert (event.transp.value, event.sequence.value, event.dtstamp.value) == ("TRANSPARENT", "3", NOW)
    assert event.categories.value == ["Practice"]
    assert "valarm" not in event.contents


def test_an_alarm_at_a_time_of_wherever_one_is() -> None:
    resting = Entry(uid="a-2@mastery-tui", day=DAY, title="Rest", text="", kind="Practice", reminds=False)
    text = written(ONE, resting, alarm=EVENING)
    first, second = vobject.readOne(text).vevent_list
    assert first.dtstart.value == datetime(2026, 11, 16, 19)
    assert "DTSTART:20261116T190000\r\n" in text
    assert "TZID" not in text
    assert (first.valarm.action.value, first.valarm.trigger.value) == ("DISPLAY", timedelta())
    assert first.valarm.description.value == "Write"
    assert "valarm" not in second.contents
    assert "description" not in second.contents


def test_lines_are_short_and_end_as_the_standard_has_it() -> None:
    long = Entry(uid="a-1@mastery-tui", day=DAY, title="é" * 80, text="漢" * 300, kind="Practice", reminds=True)
    text = written(long, alarm=EVENING)
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))
    assert text.count("\n") == text.count("\r\n")
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert (event["summary"], event["description"]) == (long.title, long.text)


def test_a_number_that_calendars_cannot_hold_is_the_highest() -> None:
    assert vobject.readOne(written(ONE, revision=2**53)).vevent.sequence.value == str(HIGHEST)


@given(TEXTS.map(gate.clean).map(str.strip), TEXTS.map(gate.clean).map(str.strip), st.times())
@settings(max_examples=100)
def test_any_text_comes_back(title: str, text: str, alarm: time) -> None:
    one = Entry(uid=ONE.uid, day=DAY, title=title, text=text, kind="Practice", reminds=True)
    content = written(one, alarm=alarm.replace(second=0, microsecond=0), name=title)
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert (event["summary"], event.get("description", "")) == (title, text)
    assert vobject.readOne(content).vevent.summary.value == title
