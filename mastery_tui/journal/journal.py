"""The journal: typed reads, one-transaction writes, undo."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.table import Table

from mastery_tui.limits import MOST
from mastery_tui.practice.records import CheckIn, Cycle, CycleRecords, Session
from mastery_tui.practice.refused import Refused
from mastery_tui.settings import Backups as Keep

from . import undo
from .change import Change, Fact, Staged
from .index import Index, cycles_in, open_sessions_in, records_of
from .store import backups
from .store.backups import Backup, Reason
from .store.codec import Document, Tables, encode
from .store.errors import JournalError, JournalNotWritable, UnreadableJournal
from .store.locking import WAIT, locked
from .store.migrations import STEPS, Step, newest_schema
from .store.storage import DurableStorage
from .tables import moment_of, new_id, to_record
from .undo import Entry, Undone

UNBACKED = "unbacked"
"""In ``meta``: the day on which it was last said that no backup could be made, written with that day's own change."""


class Journal:
    """Everything that is remembered, in one file.

    Reads come from what was last loaded; :meth:`changed` and :meth:`refresh` look for what others saved, and each
    change does so by itself, under the lock. Where the file goes or cannot be read any more, reads keep giving what was
    last loaded, and changes say why they are not made, until the file is good again.

    A change that finds another program saving blocks its thread for :attr:`wait` seconds. Who cannot be blocked, such
    as a screen, sets ``journal.wait = 0``: each change then tries once and raises JournalBusy before anything of it
    is done, so that it can be tried again as it is, every ``RETRY`` seconds from a timer until ``WAIT`` are over.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        wait: float = WAIT,
        keep: Keep | None = None,
        steps: Sequence[Step] = STEPS,
    ) -> None:
        """Name the file; it is read when it is first asked for, and made by the first change.

        Args:
            path: where the journal is or will be.
            now: the clock, giving moments with an offset.
            wait: seconds that a change waits for another program that is saving, 0 to try once.
            keep: how many backups are kept.
            steps: how a file of an older schema becomes one of today.
        """
        self.path = path
        self.now = now
        self.keep = keep or Keep()
        self.steps = steps
        self.storage = DurableStorage(path, wait, self._check, steps)
        self._backed_up_on: date | None = None
        self._refused: tuple[str, JournalNotWritable] | None = None
        self._not_backed_up: JournalNotWritable | None = None
        self._empty: Backup | None = None
        self._generation = -1
        self._database: TinyDB
        self._index: Index
        self._cycles: tuple[Cycle, ...] | None = None
        self._opened: tuple[Session, ...] | None = None
        self._records: dict[str, CycleRecords] = {}
        self._asked: set[str] = set()

    @property
    def wait(self) -> float:
        """Seconds that a change waits for another program that is saving; it can be set at any time.

        Raises:
            ValueError: set to less than 0.
        """
        return self.storage.wait

    @wait.setter
    def wait(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("a wait is 0 seconds or more")
        self.storage.wait = seconds

    # Reads

    @property
    def version(self) -> int:
        """Rises with each change and each load of other content; what was derived from the same one still holds.

        It counts in this program only. ``rev`` does not tell this: the file of another machine can have the same one.
        """
        self._current()
        return self.storage.version

    @property
    def rev(self) -> int:
        """The revision: how many transactions this journal has seen, 0 where there is no file yet."""
        return int(self._meta().get("rev", 0))

    def cycles(self) -> tuple[Cycle, ...]:
        """All cycles in the order of their start.

        Raises:
            UnreadableJournal: the file or a record in it cannot be read; so for every read. Once a read went well
                it keeps doing so, whatever becomes of the file.
        """
        index = self._current()
        if self._cycles is None:
            self._cycles = cycles_in(index)
        return self._cycles

    def records(self, cycle: str) -> CycleRecords:
        """All live records of a cycle, each kind in the order of its dates.

        Raises:
            KeyError: there is no such cycle.
        """
        index = self._current()
        if cycle not in self._records:
            owner = {known.id: known for known in self.cycles()}[cycle]
            self._records[cycle] = records_of(owner, index)
            self._asked.add(cycle)
        return self._records[cycle]

    def open_sessions(self) -> tuple[Session, ...]:
        """The timer's sessions that have not ended, of any cycle, in the order of their start: one, but for merges."""
        index = self._current()
        if self._opened is None:
            self._opened = open_sessions_in(index)
        return self._opened

    def newest(self) -> tuple[datetime | None, date | None]:
        """The newest moment anything was written and the newest day checked in, to notice a clock that went back."""
        index = self._current()
        moments = (moment_of(table, document) for table, document in index.all())
        last = max(index.live("check_ins"), key=lambda document: str(document.get("day")), default=None)
        return max(moments, default=None), None if last is None else to_record(last, CheckIn).day

    def changed(self) -> bool:
        """Whether the file is in another state than was last found: one look at its signature, which never raises.

        Somebody else saved, or it cannot be read any more, or is gone: :meth:`refresh` then tells which. Each new
        state is told once, so that this can be asked every half second.
        """
        return self.storage.changed()

    def refresh(self) -> bool:
        """Read the file again where it is not what was last read; returns whether its content is another one.

        Raises:
            UnreadableJournal: what stands there cannot be read, or it is gone; reads keep giving what was last read.
        """
        return self.storage.refresh()

    # Writes

    @contextmanager
    def change(self, label: str, facts: Mapping[str, Fact] | None = None) -> Iterator[Change]:
        """Write records, all of them or none, under the lock and on top of what others saved.

        Nothing is written where the block raises or nothing is different.

        Args:
            label: a code for what is done, so that undo can say what it took back.
            facts: small facts for that sentence, such as the day; never free text.

        Raises:
            JournalBusy: another program was saving all the time.
            JournalNotWritable: the system refused the write.
            UnreadableJournal: what stands in the file's place cannot be read, or the file is gone; it is left so.
        """
        with self.transaction():
            at = self.now()
            change = Change(self._current(), self._next_rev(), at, label, facts or {})
            yield change
            if change.staged:
                entry = undo.entry_for(change)
                self._back_up(at)
                self._apply(change.staged)
                if entry:
                    self._push(entry)

    @contextmanager
    def bring_in(self) -> Iterator[Change]:
        """Write what comes from elsewhere, as :meth:`change` does, after a backup that always is made.

        The undo list is empty then: the backup undoes it, and stands in the change's ``kept`` once it is written.

        Raises:
            JournalBusy: another program was saving all the time.
            JournalNotWritable: the system refused the backup or the write; nothing is changed.
            UnreadableJournal: what stands in the file's place cannot be read, or the file is gone; it is left so.
        """
        with self.transaction():
            change = Change(self._current(), self._next_rev(), self.now(), Reason.IMPORT.value, {})
            yield change
            if change.staged:
                change.kept = self.keep_before(Reason.IMPORT)
                self._apply(change.staged)
                self._table(undo.TABLE).truncate()

    def undo(self, spared: str = "") -> Undone:
        """Take the newest change back that still stands, as a new change; again, and the one before it goes too.

        Args:
            spared: the label of a change that is not taken back, as nobody said that it may be.

        Returns:
            What was taken back.

        Raises:
            Refused: ``undo.none``; ``undo.changed`` where a record is another one since, or a spared change would go.
            UnreadableJournal: also where a record cannot be read that has nothing to do with it.
        """
        return self._take_back(redo=False, spared=spared)

    def next_undo(self) -> str | None:
        """The label of the change that `undo` would take back, None where there is none."""
        self._current()
        entries = self._undo_list()
        with suppress(Refused):
            return entries[undo.choose(entries, redo=False)].label
        return None

    def redo(self) -> Undone:
        """Take the last undo back, and with each further call the one before it, until a new change ends them.

        Returns:
            What stands again.

        Raises:
            Refused: ``redo.none``, or ``undo.changed`` where a record is another one since.
            UnreadableJournal: as for :meth:`undo`.
        """
        return self._take_back(redo=True)

    def back_up(self, reason: Reason) -> Backup | None:
        """Keep what stands in the file, before something bigger; only inside a transaction.

        Where nothing stands there it is the generation that new saves would push out, which is not returned.

        Raises:
            JournalNotWritable: ``backup.not_written``.
        """
        content, target = self.storage.content, self.storage.target
        if content is None:
            backups.keep_previous(target, self.now(), reason, self.keep, self.steps)
            return None
        # Before something bigger a copy, which shares nothing with the file even if it is given up half way.
        state = self.storage.signature if reason is Reason.DAY else None
        return backups.create(target, content, self.rev, self.now(), reason, self.keep, state)

    def keep_before(self, reason: Reason, identifier: str = "") -> Backup:
        """The same, and where nothing stands there an empty journal, so that there is something to go back to.

        Args:
            reason: why.
            identifier: the id that the empty journal has, '' for a new one.

        Raises:
            JournalNotWritable: ``backup.not_written``.
        """
        kept = self.back_up(reason)
        if kept is not None:
            return kept
        rev = self._next_rev() - 1
        empty = encode({"meta": {"1": {"schema": newest_schema(self.steps), "id": identifier or new_id(), "rev": rev}}})
        kept = self._empty = backups.create(self.storage.target, empty, rev, self.now(), reason, self.keep)
        return kept

    def keep_seen(self) -> Backup | None:
        """Keep what was last read among the backups, for when its file cannot be read any more.

        Returns:
            None where nothing was read, where a backup holds it already or cannot be made now, and where all that
            belongs to the journal is gone: then it may have been erased.
        """
        target, content = self.storage.target, self.storage.content
        if content is None or not backups.any_left(target):
            return None
        with suppress(JournalError, OSError), locked(target, 0):
            if backups.any_left(target) and not backups.holds(target, content):
                try:
                    return backups.create(target, content, self.rev, self.now(), Reason.SEEN, self.keep)
                except JournalNotWritable as error:
                    self._not_backed_up = error
        return None

    def take_refused_backup(self) -> JournalNotWritable | None:
        """Why no backup was made before the last change, or by :meth:`keep_seen`; None where that is nothing to tell.

        It is given once, and of a day's backups only the first, whichever program asked for it.
        """
        refused, self._not_backed_up = self._not_backed_up, None
        return refused

    def _take_back(self, *, redo: bool, spared: str = "") -> Undone:
        with self.transaction():
            index, rev, at = self._current(), self._next_rev(), self.now()
            undo.check_all(self.storage.read())
            entries = self._undo_list()
            key = undo.choose(entries, redo=redo)
            entry = entries.pop(key)
            if entry.label == spared:
                raise Refused("undo.changed", label=entry.label)
            undo.take_back(entry, change := Change(index, rev, at, entry.label, entry.facts))
            inverse = undo.entry_for(change, redo=not entry.redo, again=entry.redo)
            self._back_up(at)
            self._apply(change.staged)
            table = self._table(undo.TABLE)
            table.remove(doc_ids=[key])
            told = undo.follow(entries, entry, rev)
            table.update(_become(map(msgspec.to_builtins, told.values())), doc_ids=[*told])
            if inverse:
                self._push(inverse)
        return undo.describe(entry)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """The storage's; a change that is not made leaves no backup of what never was, or of what stands there still.

        For who changes more than records; :meth:`change` is one by itself.
        """
        self._today: Backup | None = None
        self._empty = None
        self._refused = None
        try:
            with self.storage.transaction():
                yield
        except BaseException:
            with suppress(OSError):
                if self._empty is not None:
                    self._empty.path.unlink()
            with suppress(OSError):
                if self._today and os.path.samefile(self._today.path, self.storage.target):
                    self._today.path.unlink()
                    self._backed_up_on = None
            raise
        if self._refused is not None:
            self._not_backed_up = self._refused[1]

    def _check(self, tables: Tables) -> None:
        """Read what may be read next without anybody expecting an error; the rest stands in nobody's way."""
        index = Index(tables)
        open_sessions_in(index)
        cycles = cycles_in(index)
        for cycle in cycles:
            if cycle.id in self._asked or cycle.ended_on is None or cycle is cycles[-1]:
                records_of(cycle, index)

    def _current(self) -> Index:
        """The index of what is loaded, made anew after each load."""
        tables = self.storage.read()
        if self._generation != self.storage.generation:
            # A new TinyDB after each load: its tables remember the next id and past searches, both stale by then.
            self._database = TinyDB(storage=lambda: self.storage)
            self._index = Index(tables)
            self._generation = self.storage.generation
            self._cycles, self._opened, self._records = None, None, {}
        return self._index

    def _meta(self) -> Document:
        return self.storage.read().get("meta", {}).get("1", {})

    def _table(self, name: str) -> Table:
        return self._database.table(name, cache_size=0)

    def _undo_list(self) -> dict[int, Entry]:
        return {document.doc_id: undo.to_entry(document) for document in self._table(undo.TABLE)}

    def _next_rev(self) -> int:
        """The revision that the next change writes; a journal begun beside old backups goes on from theirs."""
        if self._meta():
            return self.rev_after(self.rev)
        return self.rev_after(backups.last_rev(backups.find_all(self.storage.target, self.steps)))

    def rev_after(self, rev: int) -> int:
        """The revision after another one.

        Raises:
            UnreadableJournal: ``journal.rev``: there is none that could be read afterwards.
        """
        if rev >= MOST:
            raise UnreadableJournal("journal.rev", file=str(self.path))
        return rev + 1

    def _back_up(self, at: datetime) -> None:
        """Keep what stands in the file before the first change of a day, and before the first one of a new schema."""
        if self.storage.older:
            self.back_up(Reason.MIGRATION)
        elif self.storage.content is None:
            self.back_up(Reason.ANEW)
        elif self._backed_up_on != at.date():
            # A day's record weighs more than the backup before it; the next change tries again.
            try:
                if not backups.made_today(self.storage.target, at):
                    self._today = self.back_up(Reason.DAY)
                self._backed_up_on = at.date()
            except JournalNotWritable as error:
                day = at.date().isoformat()
                if self._meta().get(UNBACKED) != day:
                    self._refused = (day, error)

    def _apply(self, staged: Mapping[tuple[str, str], Staged]) -> None:
        """Write documents through TinyDB and count the revision, in few operations: each costs its whole table."""
        self.storage.touch()
        next_rev = self._next_rev()
        meta = self._table("meta")
        told = {UNBACKED: self._refused[0]} if self._refused else {}
        if not meta.update({"rev": next_rev, **told}, doc_ids=[1]):
            meta.insert({"schema": newest_schema(self.steps), "id": new_id(), "rev": next_rev})
        for name, keys in groupby(sorted(staged), key=lambda key: key[0]):
            ids = [identifier for _, identifier in keys]
            table, places = self._table(name), self._index.places(name)
            if edited := [one for one in ids if one in places]:
                numbers = [places[one][0] for one in edited]
                table.update(_become(staged[name, one].after for one in edited), doc_ids=numbers)
            if added := [staged[name, one].after for one in ids if one not in places]:
                for number in table.insert_multiple(added):
                    self._index.added(name, number, self.storage.read()[name][str(number)])
        self._cycles, self._opened, self._records = None, None, {}

    def _push(self, entry: Entry) -> None:
        table = self._table(undo.TABLE)
        table.insert(msgspec.to_builtins(entry))
        documents = sorted(table, key=lambda document: document.doc_id)
        if surplus := [document.doc_id for document in documents[: len(documents) - undo.count_kept(documents)]]:
            table.remove(doc_ids=surplus)


def _become(new: Iterable[Document]) -> Callable[[Any], None]:
    """A TinyDB operation that makes documents others in turn; its own update would keep fields that are gone."""
    rest = iter(new)

    def become(document: Any) -> None:
        document.clear()
        document.update(next(rest))

    return become
