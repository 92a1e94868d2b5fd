"""Journals of so many days: plans of 30 days one after the other, the last of them on its day 30, which is open.

The same days as entries of jrnl are made beside each, for what is measured against that.
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp

from mastery_tui.journal import Journal
from mastery_tui.practice.records import CheckIn, Cycle, Ending, Feeling, Outcome, Source, Standard
from tests.tui.people import WRITING

SPANS = {"30 days": 30, "1 year": 365, "10 years": 3652, "100 years": 36525}
"""Days of each journal, by its name."""
TODAY = {"100 years": date(2074, 12, 31)}
"""The last day of a journal, where it is not the usual one: a hundred years begin in 1975."""
USUAL = date(2026, 11, 27)
CYCLE = 30
NOTE = "slow at first, then the second page went well; the desk by the window is quieter before nine"
ENTRY = ("420", "25m", "e6", "calm", "c4", "@desk")
"""What is told of a day in one line, here and to jrnl."""


def today_of(span: str) -> date:
    """The day on which a journal is looked at."""
    return TODAY.get(span, USUAL)


def written(path: Path, days: int, today: date) -> None:
    """Write a journal of so many days, of which today has no entry yet."""
    first = today - timedelta(days=days - 1)
    starts = [today - timedelta(days=CYCLE * number - 1) for number in range(1, days // CYCLE + 1)]
    if days % CYCLE:
        starts.append(first)
    with Journal(path, lambda: _moment(today, 0)).change("import") as change:
        for start, following in pairwise([*reversed(starts), None]):
            assert start
            owner = change.put(_cycle(start, following))
            for day in _days(start, following or today):
                change.put(_check_in(owner, day))


def _days(first: date, end: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((end - first).days))


def _moment(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def _cycle(start: date, following: date | None) -> Cycle:
    ended = {"ended_on": following - timedelta(days=1), "ending": Ending.FINISHED} if following else {}
    standards = (Standard(from_day=start, target=400, minimum=150),)
    at = _moment(start, 6)
    return Cycle(id="", cycle="", at=at, behaviour=WRITING, standards=standards, started_on=start, **ended)


def _check_in(owner: Cycle, day: date) -> CheckIn:
    return CheckIn(
        id="",
        cycle=owner.id,
        at=_moment(day, 19),
        day=day,
        outcome=Outcome.DONE,
        source=Source.TUI,
        amount=380 + day.toordinal() % 50,
        minutes=25,
        effort=6,
        feeling=Feeling.CALM,
        confidence=4,
        contexts=("desk",),
        note=NOTE,
    )


class Journals:
    """The journals of a run: each is made once, and whoever opens one gets a copy of it."""

    def __init__(self, folder: Path, spans: dict[str, int]) -> None:
        self.folder, self.spans = folder, spans

    def made(self, span: str, today: date) -> Path:
        """The journal of some span up to a day."""
        path = self.folder / f"{span} {today}".replace(" ", "-") / "mastery.json"
        if not path.exists():
            written(path, self.spans[span], today)
        return path

    def copied(self, span: str, today: date | None = None) -> dict[str, str]:
        """What a program is told so that it opens a copy of a journal that is its own.

        Args:
            span: the name of one.
            today: its last day, by the machine's clock; where none is given it is the span's, and the clock stands
                at eight on its morning.
        """
        folder = Path(mkdtemp(dir=self.folder))
        shutil.copy2(self.made(span, today or today_of(span)), folder)
        env = {"MASTERY_FILE": str(folder / "mastery.json"), "MASTERY_CONFIG": str(folder / "none.toml")}
        return env if today else {**env, "MASTERY_NOW": f"{today_of(span)}T08:00:00+01:00"}

    def empty(self) -> dict[str, str]:
        """The same for somebody who has no journal yet."""
        folder = Path(mkdtemp(dir=self.folder))
        env = {"MASTERY_FILE": str(folder / "mastery.json"), "MASTERY_CONFIG": str(folder / "none.toml")}
        return {**env, "MASTERY_NOW": f"{USUAL}T08:00:00+01:00"}

    def jrnl(self, span: str, version: str) -> dict[str, str]:
        """What jrnl is told so that it opens as many entries."""
        home = Path(mkdtemp(dir=self.folder))
        entries, config = home / "entries.txt", home / "jrnl" / "jrnl.yaml"
        config.parent.mkdir()
        config.write_text(JRNL.format(journal=entries, version=version))
        days = _days(today_of(span) - timedelta(days=self.spans[span]), today_of(span))
        entries.write_text("".join(f"[{day} 08:00:00 AM] {' '.join(ENTRY)}. {NOTE}\n\n" for day in days))
        return {"HOME": str(home), "XDG_CONFIG_HOME": str(home)}


JRNL = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: true
indent_character: '|'
journals: {{default: {{journal: {journal}}}}}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%Y-%m-%d %H:%M:%S %p'
version: '{version}'
"""
