"""What goes out: the whole journal or one plan, in formats that other programs and people read."""

import errno
import os
from collections.abc import Iterator
from datetime import UTC, time
from pathlib import Path
from typing import Any

from mastery_tui.exchange import csv_days, journal_json
from mastery_tui.exchange.csv_days import RECORDED, DayRow
from mastery_tui.journal.safety.merge import SUPERSEDED
from mastery_tui.journal.store import backups
from mastery_tui.journal.store.codec import Tables
from mastery_tui.journal.store.errors import JournalNotWritable, reason
from mastery_tui.journal.store.files import write_apart
from mastery_tui.journal.tables import TABLES, check_place, clean_texts, is_live, to_record
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import Day, Timeline

from .context import CoachContext
from .exporting_views import ExportKind
from .progress import Progress

_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)


class Exporting:
    """What can be taken out; nothing of it changes the journal."""

    def __init__(self, context: CoachContext, progress: Progress) -> None:
        self._context = context
        self._progress = progress

    # -- what is in it -----------------------------------------------------------------------------------------------

    def content(self, kind: ExportKind, *, notes: bool = True, alarm: time | None = None) -> str:
        """A whole file as text, which is written as UTF-8.

        Args:
            kind: the format. Those of one plan are about the one that is looked at: the one that runs, else the last.
            notes: whether a page has what the person wrote to themselves.
            alarm: when a calendar reminds, None for never.

        Raises:
            Refused: ``cycle.none``.
            JournalError: the journal cannot be read.
        """
        timeline = self._context.shown
        if kind is ExportKind.JSON:
            return journal_json.write(journal_rows(self._tables()))
        if kind is ExportKind.CSV:
            return csv_days.write(self._days())
        if kind is ExportKind.ICS:
            return self._calendar(timeline, alarm)
        if kind is ExportKind.HTML:
            return self._page(notes=notes)
        return self._progress.markdown(notes=notes)

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the journal's JSON."""
        return journal_json.schema()

    def _tables(self) -> Tables:
        """The journal's tables, all of whose records can be read.

        Raises:
            UnreadableJournal: one of them cannot.
        """
        journal = self._context.journal
        journal.cycles()
        tables = journal.storage.read()
        for kind, table in TABLES.items():
            for document in tables.get(table, {}).values():
                check_place(table, document)
                if is_live(document):
                    to_record(document, kind)
        return tables

    def _days(self) -> Iterator[DayRow]:
        journal = self._context.journal
        for number, cycle in enumerate(journal.cycles(), 1):
            timeline = Timeline.of(journal.records(cycle.id), self._context.today)
            yield from (_row(number, timeline, day) for day in timeline.days if not day.ahead or day.check_in)

    def _calendar(self, timeline: Timeline, alarm: time | None) -> str:
        from mastery_tui.exchange import ics

        from .words import exporting as words

        return ics.write(
            timeline.behaviour.name,
            words.entries(timeline),
            written=self._context.now().astimezone(UTC),
            revision=self._context.journal.rev,
            alarm=alarm,
        )

    def _page(self, *, notes: bool) -> str:
        from . import page

        return page.html(self._context, notes=notes)

    # -- where it goes -----------------------------------------------------------------------------------------------

    def suggested(self, kind: ExportKind) -> str:
        """Where a file of one plan could be written, as it is typed.

        Raises:
            Refused: ``cycle.none``.
        """
        return os.path.join("~", f"mastery-{self._context.shown.first_day.isoformat()}.{kind.value}")

    def write(
        self, kind: ExportKind, file: str, *, over: bool = False, notes: bool = True, alarm: time | None = None
    ) -> Path:
        """Write a file that only its owner can read, all of it or none.

        Args:
            kind: the format.
            file: where, as it is typed; ``~`` is the home folder.
            over: whether a file that stands there is written over.
            notes: as for :meth:`content`.
            alarm: as there.

        Returns:
            The file's whole path.

        Raises:
            Refused: ``cycle.none``; ``export.file``, ``export.exists``, ``export.folder``, ``export.not_a_file`` or
                ``export.own``: nothing can be written there.
            JournalError: the journal cannot be read, or ``export.no_room``, ``export.denied``, ``export.io``: the
                system refused; nothing was written.
        """
        place = self._place(file, over=over)
        content = self.content(kind, notes=notes, alarm=alarm).encode()
        try:
            write_apart(place, content, over=over)
        except FileExistsError:
            raise Refused("export.exists", file=str(place)) from None
        except OSError as error:
            code = "denied" if error.errno in _DENIED else "no_room" if error.errno in _FULL else "io"
            raise JournalNotWritable(f"export.{code}", file=str(place), reason=reason(error)) from None
        return place

    def _place(self, file: str, *, over: bool) -> Path:
        if not file.strip():
            raise Refused("export.file")
        place = Path(os.path.abspath(os.path.expanduser(file.strip())))
        if over:
            place = Path(os.path.realpath(place))
        if os.path.isdir(place) or file.rstrip().endswith(os.sep):
            raise Refused("export.not_a_file", file=str(place))
        if not os.path.isdir(place.parent):
            raise Refused("export.folder", file=str(place.parent))
        if self._is_own(place):
            raise Refused("export.own", file=str(place))
        if os.path.lexists(place):
            if not over:
                raise Refused("export.exists", file=str(place))
            if not os.path.isfile(place):
                raise Refused("export.not_a_file", file=str(place))
        return place

    def _is_own(self, place: Path) -> bool:
        """Whether a place is the journal's, or one where what belongs to it stands."""
        target = self._context.journal.storage.target
        real = Path(os.path.realpath(place.parent)) / place.name
        beside = real.parent == target.parent and (real.name == target.name or real.name.startswith(f"{target.name}."))
        return beside or real.parent in backups.folders(target)


def journal_rows(tables: Tables) -> dict[str, Any]:
    """A journal's tables as what :class:`~mastery_tui.exchange.journal_json.JournalFile` describes."""
    meta = tables["meta"]["1"]
    clean = {name: [clean_texts(row) for row in tables.get(name, {}).values()] for name in TABLES.values()}
    deleted = {name: [row for row in rows if not is_live(row)] for name, rows in clean.items()}
    return {
        "schema": journal_json.FORMAT,
        "journal": {"id": meta["id"], "schema": meta["schema"], "rev": meta["rev"]},
        **{name: [row for row in rows if is_live(row)] for name, rows in clean.items()},
        "deleted": {name: rows for name, rows in deleted.items() if rows},
        "superseded": list(tables.get(SUPERSEDED, {}).values()),
    }


def _row(number: int, timeline: Timeline, day: Day) -> DayRow:
    yes_no = timeline.behaviour.yes_no
    said: dict[str, Any] = {} if day.check_in is None else {name: getattr(day.check_in, name) for name in RECORDED}
    return DayRow(
        date=day.day,
        cycle=number,
        behaviour=timeline.behaviour.name,
        plan_day=day.plan_day,
        week=day.week,
        unit=timeline.behaviour.unit,
        target=None if yes_no else day.target,
        minimum=None if yes_no else day.minimum,
        rest_planned=day.rest_planned,
        paused=day.paused,
        easier=day.reduced,
        **said,
    )
