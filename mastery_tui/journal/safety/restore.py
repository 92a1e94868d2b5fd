"""Looking after the file: what it goes back to, and what is taken in from another machine."""

import os
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from mastery_tui.gate import shown
from mastery_tui.journal.change import Change
from mastery_tui.journal.index import Index
from mastery_tui.journal.journal import Journal
from mastery_tui.journal.store import backups
from mastery_tui.journal.store.backups import Backup, Reason
from mastery_tui.journal.store.codec import Document, NotAJournal, Tables, encode
from mastery_tui.journal.store.errors import JournalError, UnreadableJournal, writing
from mastery_tui.journal.store.files import read_whole, replace_durably, set_aside
from mastery_tui.journal.store.migrations import Step, read_tables
from mastery_tui.journal.tables import NOT_UNDONE, TABLES, is_live, key_of
from mastery_tui.journal.undo import check_all
from mastery_tui.practice.refused import Refused

from . import sidecars
from .exported import read_any
from .merge import Gained, count_gained, merge, same

_FROM_ELSEWHERE = (Reason.MERGE, Reason.IMPORT)
"""What brings in records that other files have too."""

NEWEST = "newest"
"""Stands for the newest backup that can be read."""


class State(StrEnum):
    """What a copy that a sync program laid beside the journal is to it."""

    ADDS = "conflict"
    """It holds something that shows once it is merged."""
    OLDER = "conflict_older"
    """It holds versions that the journal does not, and all of them are older than what shows."""
    DONE = "conflict_done"
    """It holds nothing more."""
    APART = "conflict_apart"
    """It does not go together with the journal."""
    UNREADABLE = "conflict_unreadable"


OPEN = (State.ADDS, State.APART, State.UNREADABLE)
"""What a person has something to do about."""


class Conflict(NamedTuple):
    """A copy that a sync program laid beside the journal.

    Attributes:
        file: which.
        state: what it is to the journal.
    """

    file: Path
    state: State


class Held(NamedTuple):
    """What a backup holds.

    Attributes:
        tables: its tables, in the schema of today.
        check_ins: how many check-ins, without deleted ones.
        last: the newest day with one.
        at: when it was last written, by its records.
    """

    tables: Tables
    check_ins: int
    last: date | None
    at: datetime | None


class Restored(NamedTuple):
    """What a restore did.

    Attributes:
        backup: what stands now.
        held: what it held.
        changed: how many records became others; 0 where all was so already.
        kept: where what stood before is kept, None where nothing did or nothing changed.
        taken_back: whether undo takes the restore back; otherwise restoring what was kept does.
    """

    backup: Backup
    held: Held
    changed: int
    kept: Path | None
    taken_back: bool


class Merged(NamedTuple):
    """What a merge did.

    Attributes:
        gained: what it brought.
        kept: the backup of what stood before, None where nothing did or nothing changed.
    """

    gained: Gained
    kept: Backup | None


class Maintenance:
    """Looks after one journal's file."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.storage = journal.storage

    @property
    def target(self) -> Path:
        """The file itself, with symbolic links followed."""
        return self.storage.target

    # Backups

    def backups(self) -> tuple[Backup, ...]:
        """All earlier states, the newest first."""
        return backups.find_all(self.target, self.journal.steps)

    def held(self, backup: Backup) -> Held | None:
        """What a backup holds, None where it cannot be read or something in it cannot."""
        # What a hand wrote may be no moment at all, with or without an offset.
        with suppress(JournalError, NotAJournal, KeyError, TypeError, ValueError):
            found = read_whole(backup.path)
            if found is not None:
                tables = read_tables(found[0], self.journal.steps)
                check_all(tables)
                index = Index(tables)
                days = [date.fromisoformat(document["day"]) for document in index.live("check_ins")]
                moments = (datetime.fromisoformat(document["at"]) for _, document in index.all())
                return Held(tables, len(days), max(days, default=None), max(moments, default=None))
        return None

    def newest(self) -> tuple[Backup, Held] | None:
        """The newest backup that can be read, None where there is none."""
        states = ((backup, self.held(backup)) for backup in self.backups())
        return next(((backup, held) for backup, held in states if held is not None), None)

    def readable(self) -> bool:
        """Whether the journal is there and everything in it can be read."""
        with suppress(JournalError):
            self.journal.refresh()
            if self.storage.content is not None:
                check_all(self.storage.read())
                return True
        return False

    def restore(self, name: str) -> Restored:
        """Let the journal be as a backup has it, and keep what stands now.

        Where the journal can be read this is one change of records, stamped as new, so that undo takes it back and a
        later merge does not bring back what it took away. What stood before a merge or an import is put back whole, so
        that the same can be brought in again; the backup that is made first takes that back. Where the journal cannot
        be read the file is set aside and a whole one takes its place.

        Args:
            name: as listed, or ``newest``.

        Raises:
            Refused: ``backup.unknown``, ``backup.none``, ``backup.unreadable``.
            JournalBusy: another program was saving all the time.
            JournalNotWritable: the system refused; the journal is as it was.
            UnreadableJournal: ``journal.not_a_file``: something else than a file stands in its place.
        """
        backup, held = self._named(name)
        done = None if self.readable() else self._replace(backup, held)
        if done is not None:
            return done
        return self._put_back(backup, held) if self._before_a_merge(backup) else self._bring(backup, held)

    def _named(self, name: str) -> tuple[Backup, Held]:
        found = self.backups()
        if name == NEWEST:
            newest_one = self.newest()
            if newest_one is None:
                raise Refused("backup.none_readable" if found else "backup.none")
            return newest_one
        backup = next((one for one in found if name in (one.name, shown(one.name))), None)
        if backup is None:
            raise Refused("backup.unknown" if found else "backup.none")
        held = self.held(backup)
        if held is None:
            raise Refused("backup.unreadable", name=backup.name)
        return backup, held

    def _bring(self, backup: Backup, held: Held) -> Restored:
        with self.journal.change("restore", {"backup": backup.name}) as change:
            _bring_all(change, self.storage.read(), held.tables)
            changed = len(change.staged)
            kept = self.journal.back_up(Reason.RESTORE) if changed else None
        taken_back = changed > 0 and self.journal.next_undo() == "restore"
        return Restored(backup, held, changed, kept.path if kept else None, taken_back)

    def _before_a_merge(self, backup: Backup) -> bool:
        """Whether a backup is what stood before a merge or an import; the previous generation can be that too."""
        merges = (other.path for other in self.backups() if other.reason in _FROM_ELSEWHERE)
        return any(backups.alike(backup.path, other) for other in merges)

    def _put_back(self, backup: Backup, held: Held) -> Restored:
        with self.storage.transaction():
            here = self.storage.read()
            check_all(here)
            wanted = {**held.tables, **_of_its_plans(here, held.tables)}
            if same(wanted, here):
                return Restored(backup, held, 0, None, False)
            kept = self.journal.back_up(Reason.RESTORE)
            changes = count_gained(here, wanted)
            self.storage.put(_anew(wanted, self.journal.rev_after(self.journal.rev)))
        changed = max(1, changes.new + changes.changed)
        return Restored(backup, held, changed, kept.path if kept else None, False)

    def _replace(self, backup: Backup, held: Held) -> Restored | None:
        """Set aside what stands there; None where it can be read by now, and is left as it is."""
        aside: Path | None = None
        journal = self.journal
        with self.storage.replacing() as target:
            if self.readable():
                return None
            rev = backups.last_rev((*self.backups(), backup)) + 1
            content = encode(_anew(held.tables, rev))
            backups.keep_previous(target, journal.now(), Reason.RESTORE, journal.keep, journal.steps)
            with writing(target):
                if os.path.lexists(target):
                    if not stat.S_ISREG(os.stat(target).st_mode):
                        raise UnreadableJournal("journal.not_a_file", file=str(target))
                    aside = sidecars.set_aside_name(target, journal.now())
                    set_aside(target, aside)
                # The previous generation stays the last good one.
                replace_durably(target, content, keep=False)
                self.storage.wrote = True
        return Restored(backup, held, sum(map(len, held.tables.values())), aside, False)

    # Other machines

    def conflicts(self) -> tuple[Conflict, ...]:
        """Copies that a sync program laid beside the journal, and what each is to it."""
        return tuple(Conflict(file, self._state_of(file)) for file in sidecars.find_conflicts(self.target))

    def _state_of(self, file: Path) -> State:
        try:
            there = self._read(file)
        except JournalError:
            return State.UNREADABLE
        try:
            here = self.storage.read()
            after = merge(here, there) if here else there
        except Refused:
            return State.APART
        except JournalError:
            return State.ADDS
        if here and same(after, here):
            return State.DONE
        shows = count_gained(here, after) if here else None
        return State.ADDS if shows is None or shows.new or shows.changed else State.OLDER

    def merge(self, files: Sequence[Path]) -> Merged:
        """Take in what other files of the same person hold: what was written later shows, the rest is kept.

        Raises:
            Refused: ``merge.cycles`` and others: they do not go together; nothing is changed.
            UnreadableJournal: ``merge.missing`` or another: one of them cannot be read, or the journal.
            JournalBusy: another program was saving all the time.
            JournalNotWritable: the system refused; the journal is as it was.
        """
        others = [self._read(file) for file in files]
        with self.storage.transaction():
            counts, result = self._joined(*others)
            kept = None if result is None else self.journal.back_up(Reason.MERGE)
            self._put_joined(result)
        return Merged(counts, kept)

    def would_import(self, file: Path) -> Gained | None:
        """What :meth:`import_journal` would bring; None where everything is here already.

        Raises:
            Refused: they do not go together.
            UnreadableJournal: one of them cannot be read.
        """
        other = self._read(file, read_any)
        self.journal.cycles()
        counts, result = self._joined(other)
        return None if result is None else counts

    def import_journal(self, file: Path) -> Merged:
        """Take in what an export of a journal holds, or a journal's own file, by the rules of a merge.

        Where nothing is here yet, an empty journal is what is kept.

        Raises:
            Refused: they do not go together; nothing is changed.
            JournalError: as for :meth:`merge`.
        """
        other = self._read(file, read_any)
        with self.journal.transaction():
            counts, result = self._joined(other)
            kept = None if result is None else self.journal.keep_before(Reason.IMPORT, other["meta"]["1"]["id"])
            self._put_joined(result)
        return Merged(counts, kept)

    def _joined(self, *others: Tables) -> tuple[Gained, Tables | None]:
        """What others bring, and all of it as one; None where that is what is here."""
        here = self.storage.read()
        check_all(here)
        result = merge(*filter(None, (here, *others)))
        check_all(result)
        return count_gained(here, result), None if here and same(result, here) else result

    def _put_joined(self, result: Tables | None) -> None:
        if result is not None:
            meta = result["meta"]["1"]
            rev = self.journal.rev_after(meta["rev"])
            self.storage.put({**result, "meta": {"1": {**meta, "rev": rev}}})

    def _read(self, file: Path, read: Callable[[bytes, Sequence[Step]], Tables] = read_tables) -> Tables:
        try:
            found = read_whole(file)
        except UnreadableJournal as what:
            code = "merge.not_a_file" if what.code == "journal.not_a_file" else what.code
            raise UnreadableJournal(code, **what.facts) from None
        if found is None:
            raise UnreadableJournal("merge.missing", file=str(file))
        try:
            tables = read(found[0], self.journal.steps)
        except NotAJournal as what:
            raise what.of(file) from None
        try:
            check_all(tables)
        except UnreadableJournal as what:
            raise UnreadableJournal("merge.record", **{**what.facts, "file": str(file)}) from None
        return tables

    # The end

    def erasable(self) -> tuple[Path, ...]:
        """Every file that :meth:`erase` removes."""
        return sidecars.erasable(self.journal.path)

    def erase(self) -> int:
        """Remove the journal and everything that holds something of it; returns how many files went.

        Raises:
            JournalBusy: another program was saving all the time.
            JournalNotWritable: ``erase.left``: a file that the system does not let go.
        """
        gone = sidecars.erase(self.journal.path, self.journal.wait)
        self.storage.wrote = True
        return gone


def _anew(tables: Tables, rev: int) -> Tables:
    """Tables under a new revision; what undo would take back of them is not what a person did last."""
    return {**tables, "undo": {}, "meta": {"1": {**tables["meta"]["1"], "rev": rev}}}


def _of_its_plans(here: Tables, wanted: Tables) -> Tables:
    """What undo passes over, as it stands here, of the plans that there are then."""
    plans = {document["id"] for document in wanted.get("cycles", {}).values()}
    return {
        table: {number: document for number, document in here[table].items() if document["cycle"] in plans}
        for table in NOT_UNDONE
        if table in here
    }


def _bring_all(change: Change, here: Tables, there: Tables) -> None:
    """Stage what makes the records of one state those of another, each under the id that it has here.

    What undo passes over stays as it is, so that all of a restore can be taken back; what is not known here comes back.
    """
    for table in TABLES.values():
        own, wanted = _by_key(table, here), _by_key(table, there)
        for key in wanted.keys() - own.keys() if table in NOT_UNDONE else wanted | own:
            document = wanted.get(key)
            identifier = str((own.get(key) or wanted[key])["id"])
            change.bring(table, identifier, document if document and is_live(document) else None)


def _by_key(table: str, tables: Tables) -> dict[object, Document]:
    found: dict[object, Document] = {}
    for document in tables.get(table, {}).values():
        key = key_of(table, document)
        if key not in found or not is_live(found[key]):
            found[key] = document
    return found
