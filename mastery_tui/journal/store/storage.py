"""The file that TinyDB's tables stand in, which does not lose a day: whole only, one writer at a time, private."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from .codec import NotAJournal, Rows, Tables, decode, documents_of, encode
from .errors import JournalBusy, JournalError, JournalNotWritable, UnreadableJournal, writing
from .files import Look, Signature, look, make_private_directory, make_sure, read_whole, replace_durably, sweep
from .locking import WAIT, locked
from .migrations import STEPS, Step, migrate, newest_schema

if TYPE_CHECKING:
    from .packing import Packing


class DurableStorage:
    """Keeps TinyDB's tables in one file, which is only ever replaced by a whole new one.

    Reading takes no lock: a file is never seen half written. Writing takes place in :meth:`transaction` only: many
    TinyDB operations, one durable write at the end. A file that goes or that cannot be read any more takes nothing
    from readers: they have the last good tables until it is good again.

    Attributes:
        path: the file as it was named; a symbolic link is kept and what it points to is replaced.
        wait: seconds that a transaction waits for another program, 0 to try once.
        generation: rises whenever the tables are other objects, so that what points into them can be told to be stale.
        version: rises whenever the content is another one, by a load or by a write.
        older: whether the file is of an older schema than the tables are.
        wrote: whether this program has changed the file, or removed it.
        content: the bytes of the file as they were last loaded or written, None where there was no file: what the
            tables go back to where a change is given up half way.
        signature: the state of the file that ``content`` was in.
    """

    def __init__(
        self,
        path: Path,
        wait: float = WAIT,
        check: Callable[[Rows], None] | None = None,
        steps: Sequence[Step] = STEPS,
    ) -> None:
        """Name the file; nothing is touched until the first read or transaction.

        Args:
            path: where the journal is or will be.
            wait: seconds that a transaction waits for another program, 0 to try once.
            check: asked before tables take the place of good ones; what it raises keeps those.
            steps: how tables of an older schema become those of today; the file follows with its next change.
        """
        self.path = path
        self.wait = wait
        self.generation = 0
        self.version = 0
        self.older = False
        self.wrote = False
        self._check = check
        self._steps = steps
        self._rows: Rows = {}
        self._packing: Packing | None = None
        self.content: bytes | None = None
        self.signature: Signature | None = None
        self._loaded = False
        self._failed: Look | None = None
        self._seen = False
        self._swept = False
        self._dirty = False
        self._writer: int | None = None
        self._one_thread = threading.Lock()

    def rows(self) -> Rows:
        """The last good tables, none where there is no file yet; TinyDB changes this very object.

        Raises:
            UnreadableJournal: what stands there cannot be read as a journal, and none was read before.
        """
        if not self._loaded:
            self.refresh()
        return self._rows

    def read(self) -> Tables:
        """The same, all of it decoded; only to be looked at.

        Raises:
            UnreadableJournal: as for :meth:`rows`.
        """
        return documents_of(self.rows())

    def write(self, data: Rows) -> None:
        """Take TinyDB's tables over; they reach the disk at the end of the transaction.

        Raises:
            RuntimeError: outside a transaction.
        """
        self.touch()
        self._rows = data

    def pack(self) -> None:
        """From here on leave rows as text where there are many, for who stays open.

        Decoded, ten years take four times as much memory. What is not as this program writes it is left so once it is
        saved, and so is what a transaction is changing right now.
        """
        from .packing import Packing

        self._packing = Packing(newest_schema(self._steps))
        if self.content is not None and self._writer is None:
            self._rows.update(self._packing.read(self.content) or {})

    def put(self, tables: Tables) -> None:
        """Take whole new tables over, as :meth:`write` does, for readers that keep what points into them.

        Raises:
            RuntimeError: outside a transaction.
        """
        self.write(cast(Rows, {**tables}))
        self.generation += 1

    @property
    def target(self) -> Path:
        """The file itself, with symbolic links followed: resolved anew, as a link may point elsewhere by now."""
        return Path(os.path.realpath(self.path))

    def touch(self) -> None:
        """Say that the tables are about to be changed: from here on, whatever is raised brings them back.

        TinyDB changes documents before it calls :meth:`write`, so its word alone would come too late.

        Raises:
            RuntimeError: outside a transaction.
        """
        if self._writer != threading.get_ident():
            raise RuntimeError("the journal is written inside a transaction only")
        self._dirty = True

    def changed(self) -> bool:
        """Whether the file is in another state than :meth:`refresh` last found, or a transaction: one look, no error.

        A file that cannot be read, or is gone, is such a state too: true until it was told once, then false until
        the file is in yet another one.
        """
        now = look(self.path)
        if self._failed is not None:
            return now != self._failed
        return not self._loaded or now.refused is not None or now.signature != self.signature

    def refresh(self) -> bool:
        """Load the file again where it is not what was read last; returns whether its content is another one.

        Raises:
            UnreadableJournal: it cannot be read as a journal, or is gone; each time until it can. The tables stay.
        """
        now = look(self.path)
        if self._loaded and now.refused is None and now.signature == self.signature:
            self._failed = None
            return False
        try:
            return self._load()
        except JournalError:
            self._failed = now
            raise

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Lock, load what others saved, let TinyDB work, and write once at the end if anything changed.

        Whatever is raised inside, or by the write, leaves the file and the tables as they were.

        Raises:
            JournalBusy: another program held the lock all the time, or put another file in its place without one.
            JournalNotWritable: the system refused the write.
            UnreadableJournal: what stands there cannot be read, or is gone; nothing is written.
            RuntimeError: inside another transaction of the same thread.
        """
        with self._only_writer(), self._locked() as target:
            self.refresh()
            self._dirty = False
            try:
                yield
                if self._dirty:
                    self._commit(target)
                elif self._seen:
                    # "Nothing to change" tells that it is saved, even what a program wrote that was killed right after.
                    make_sure(target)
            except BaseException:
                if self._dirty:
                    self._roll_back()
                raise

    @contextmanager
    def replacing(self) -> Iterator[Path]:
        """Hold the lock over whatever stands in the file's place, readable or not, for who puts another one there.

        Raises:
            JournalBusy: another program held the lock all the time.
            JournalNotWritable: the system refused the lock.
            RuntimeError: inside a transaction of the same thread.
        """
        self._seen = False
        with self._only_writer(), self._locked() as target:
            try:
                yield target
            finally:
                self._loaded = False

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        """Keep out a second thread that shares this object, which the file's lock cannot."""
        if self._writer == threading.get_ident():
            raise RuntimeError("a transaction is already running")
        if not self._one_thread.acquire(timeout=self.wait):
            raise JournalBusy("journal.busy", file=str(self.path), seconds=self.wait)
        self._writer = threading.get_ident()
        try:
            yield
        finally:
            self._writer = None
            self._one_thread.release()

    @contextmanager
    def _locked(self) -> Iterator[Path]:
        target = self.target
        self.refuse_where_gone()
        with writing(target):
            make_private_directory(target.parent)
        with locked(target, self.wait):
            if not self._swept:
                sweep(target)
                self._swept = True
            yield target

    def refuse_where_gone(self) -> None:
        """For who is about to write: a drive was taken out, or all erased; nothing is made in its place.

        Raises:
            UnreadableJournal: ``journal.gone``, ``journal.away``.
        """
        if not os.path.lexists(self.target):
            self._refuse_none()

    def _refuse_none(self) -> None:
        # A link into a directory that is not there leads to a drive that is not plugged in: no journal begins there.
        if os.path.islink(self.path) and not os.path.exists(self.target.parent):
            raise UnreadableJournal("journal.away", file=str(self.path))
        # A journal that was there and is gone (a drive taken out, a sync under way) is not one that never was.
        if self._seen:
            raise UnreadableJournal("journal.gone", file=str(self.path))

    def _load(self) -> bool:
        """Take over what stands in the file, all of it or nothing; returns whether it is other content."""
        found = read_whole(self.path)
        if found is None:
            self._refuse_none()
        content, taken = found or (None, None)
        other = not self._loaded or content != self.content
        if other:
            rows = self._decoded(content)
            if self._loaded and self._check is not None:
                self._check(rows)
            self._rows, self.content = rows, content
            self.generation += 1
            self.version += 1
        self.signature, self._failed = taken, None
        self._loaded, self._seen = True, found is not None
        return other

    def _decoded(self, content: bytes | None) -> Rows:
        if content is None:
            return {}
        known = newest_schema(self._steps)
        if self._packing and (rows := self._packing.read(content)) is not None:
            self.older = False
            return rows
        try:
            found = decode(content, known)
            tables = migrate(found, self._steps)
        except NotAJournal as what:
            raise what.of(self.path) from None
        self.older = tables is not found
        return cast(Rows, tables)

    def _roll_back(self) -> None:
        """Bring back the tables as they were, without the disk, which may be what refused."""
        self._rows = self._decoded(self.content)
        self.generation += 1
        # A write that was told to be unsure stands all the same. What cannot be read now is for the next look to tell.
        with suppress(JournalError):
            self._load()

    def _holds_something_else(self, target: Path) -> bool:
        """Whether the file holds other bytes than were loaded: some network file systems change inodes as they like."""
        found = read_whole(target)
        return (found[0] if found else None) != self.content

    def _commit(self, target: Path) -> None:
        # Replacing needs no right to write the file itself; that somebody took it away is respected all the same.
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise JournalNotWritable("journal.write_denied", file=str(target), reason="EACCES")
        content = encode(self._rows)
        if look(target).signature != self.signature and self._holds_something_else(target):
            # A sync program takes no lock. What it put there is loaded first, like what any other window saved.
            raise JournalBusy("journal.replaced", file=str(self.path))
        with writing(target):
            self.signature = replace_durably(target, content)
        self.content, self._seen, self.older = content, True, False
        if self._packing:
            self._rows.update(self._packing.written(content))  # the old content is not held on to any more
        self.wrote = True
        self.version += 1
