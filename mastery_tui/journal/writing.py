"""How a journal is changed: one transaction a change, a backup before the first of a day, and undo."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from itertools import groupby
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from mastery_tui.practice.refused import Refused

from . import undo
from .change import Change, Fact, Staged
from .reading import Reading
from .store import backups
from .store.backups import Backup, Reason
from .store.codec import Document, encode
from .store.errors import JournalError, JournalNotWritable
from .store.files import Signature
from .store.locking import locked
from .store.migrations import newest_schema
from .store.storage import DurableStorage
from .tables import new_id
from .undo import Entry, Undone

UNBACKED = "unbacked"
"""In ``meta``: the day on which it was last said that no backup could be made, written with that day's own change."""


class Stored(Storage):
    """The journal's file as TinyDB asks for one."""

    def __init__(self, storage: DurableStorage) -> None:
        """Take the file."""
        self._storage = storage

    def read(self) -> Any:
        """The tables as they stand; TinyDB changes this very object."""
        return self._storage.rows()

    def write(self, data: Any) -> None:
        """Take TinyDB's tables over; they reach the disk at the end of the transaction."""
        self._storage.write(data)


class Writing:
    """Changes what a journal holds; :class:`Journal` says what each of it does."""

    def __init__(self, reading: Reading) -> None:
        """Take what is changed."""
        self._reading = reading
        self._storage = reading.storage
        self._backed_up_on: date | None = None
        self._today: Backup | None = None
        self._empty: Backup | None = None
        self._refused: tuple[str, JournalNotWritable] | None = None
        self._not_backed_up: JournalNotWritable | None = None
        self._database: TinyDB
        self._generation = -1

    @contextmanager
    def change(self, label: str, facts: Mapping[str, Fact] | None = None) -> Iterator[Change]:
        """Write records, all of them or none, under the lock and on top of what others saved."""
        with self.transaction():
            at = self._reading.now()
            change = Change(self._reading.index(), self._next_rev(), at, label, facts or {})
            yield change
            if change.staged:
                entry = undo.entry_for(change)
                self._back_up(at)
                self._apply(change.staged)
                if entry:
                    self._push(entry)

    @contextmanager
    def bring_in(self) -> Iterator[Change]:
        """Write what comes from elsewhere, as :meth:`change` does, after a backup that always is made."""
        with self.transaction():
            change = Change(self._reading.index(), self._next_rev(), self._reading.now(), Reason.IMPORT.value, {})
            yield change
            if change.staged:
                change.kept = self.keep_before(Reason.IMPORT)
                self._apply(change.staged)
                self._table(undo.TABLE).truncate()

    def undo(self, spared: str = "") -> Undone:
        """Take the newest change back that still stands, as a new change; again, and the one before it goes too."""
        return self._take_back(redo=False, spared=spared)

    def next_undo(self) -> str | None:
        """The label of the change that `undo` would take back, None where there is none."""
        self._reading.index()
        entries = self._undo_list()
        with suppress(Refused):
            return entries[undo.choose(entries, redo=False)].label
        return None

    def redo(self) -> Undone:
        """Take the last undo back, and with each further call the one before it, until a new change ends them."""
        return self._take_back(redo=True)

    def back_up(self, reason: Reason) -> Backup | None:
        """Keep what stands in the file, before something bigger; only inside a transaction."""
        content, target = self._storage.content, self._storage.target
        if content is None:
            backups.keep_previous(target, self._reading.now(), reason, self._reading.keep, self._reading.steps)
            return None
        # Before something bigger a copy, which shares nothing with the file even if it is given up half way.
        state = self._storage.signature if reason is Reason.DAY else None
        return self._create(content, reason, state)

    def keep_before(self, reason: Reason, identifier: str = "") -> Backup:
        """The same, and where nothing stands there an empty journal, so that there is something to go back to."""
        kept = self.back_up(reason)
        if kept is not None:
            return kept
        reading, rev = self._reading, self._next_rev() - 1
        meta = {"schema": newest_schema(reading.steps), "id": identifier or new_id(), "rev": rev}
        empty = encode({"meta": {"1": meta}})
        kept = self._empty = backups.create(self._storage.target, empty, rev, reading.now(), reason, reading.keep)
        return kept

    def keep_seen(self) -> Backup | None:
        """Keep what was last read among the backups, for when its file cannot be read any more."""
        target, content = self._storage.target, self._storage.content
        if content is None or not backups.any_left(target):
            return None
        with suppress(JournalError, OSError), locked(target, 0):
            if backups.any_left(target) and not backups.holds(target, content):
                try:
                    return self._create(content, Reason.SEEN)
                except JournalNotWritable as error:
                    self._not_backed_up = error
        return None

    def take_refused_backup(self) -> JournalNotWritable | None:
        """Why no backup was made before the last change, or by :meth:`keep_seen`, where that is to be told."""
        refused, self._not_backed_up = self._not_backed_up, None
        return refused

    def _create(self, content: bytes, reason: Reason, state: Signature | None = None) -> Backup:
        reading = self._reading
        return backups.create(self._storage.target, content, reading.rev, reading.now(), reason, reading.keep, state)

    def _take_back(self, *, redo: bool, spared: str = "") -> Undone:
        with self.transaction():
            index, rev, at = self._reading.index(), self._next_rev(), self._reading.now()
            undo.check_all(self._storage.read())
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
        """The storage's; a change that is not made leaves no backup of what never was or still stands there."""
        self._today = self._empty = self._refused = None
        try:
            with self._storage.transaction():
                yield
        except BaseException:
            with suppress(OSError):
                if self._empty is not None:
                    self._empty.path.unlink()
            with suppress(OSError):
                if self._today and os.path.samefile(self._today.path, self._storage.target):
                    self._today.path.unlink()
                    self._backed_up_on = None
            raise
        if self._refused is not None:
            self._not_backed_up = self._refused[1]

    def _table(self, name: str) -> Table:
        if self._generation != self._storage.generation:
            # A new TinyDB after each load: its tables remember the next id and past searches, both stale by then.
            self._database = TinyDB(storage=lambda: Stored(self._storage))
            self._generation = self._storage.generation
        return self._database.table(name, cache_size=0)

    def _undo_list(self) -> dict[int, Entry]:
        return {document.doc_id: undo.to_entry(document) for document in self._table(undo.TABLE)}

    def _next_rev(self) -> int:
        """The revision that the next change writes; a journal begun beside old backups goes on from theirs."""
        if self._reading.meta():
            return self._reading.rev_after(self._reading.rev)
        return self._reading.rev_after(backups.last_rev(backups.find_all(self._storage.target, self._reading.steps)))

    def _back_up(self, at: datetime) -> None:
        """Keep what stands in the file before the first change of a day, and before the first one of a new schema."""
        if self._storage.older:
            self.back_up(Reason.MIGRATION)
        elif self._storage.content is None:
            self.back_up(Reason.ANEW)
        elif self._backed_up_on != at.date():
            # A day's record weighs more than the backup before it; the next change tries again.
            try:
                if not backups.made_today(self._storage.target, at):
                    self._today = self.back_up(Reason.DAY)
                self._backed_up_on = at.date()
            except JournalNotWritable as error:
                day = at.date().isoformat()
                if self._reading.meta().get(UNBACKED) != day:
                    self._refused = (day, error)

    def _apply(self, staged: Mapping[tuple[str, str], Staged]) -> None:
        """Write documents through TinyDB and count the revision, in few operations: each costs its whole table."""
        self._storage.touch()
        next_rev = self._next_rev()
        meta = self._table("meta")
        told = {UNBACKED: self._refused[0]} if self._refused else {}
        if not meta.update({"rev": next_rev, **told}, doc_ids=[1]):
            meta.insert({"schema": newest_schema(self._reading.steps), "id": new_id(), "rev": next_rev})
        for name, keys in groupby(sorted(staged), key=lambda key: key[0]):
            ids = [identifier for _, identifier in keys]
            table, places = self._table(name), self._reading.index().places(name)
            if edited := [one for one in ids if one in places]:
                # TinyDB changes what stands there, which may be the text of a document.
                self._storage.rows()[name].update((places[one], {}) for one in edited)
                numbers = [int(places[one]) for one in edited]
                table.update(_become(staged[name, one].after for one in edited), doc_ids=numbers)
            if added := [staged[name, one].after for one in ids if one not in places]:
                for number, document in zip(table.insert_multiple(added), added, strict=True):
                    self._reading.index().added(name, str(number), document)
        self._reading.forget()

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
