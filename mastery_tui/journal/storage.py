"""The TinyDB storage that does not lose a day: whole files only, one writer at a time, private."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from .codec import NotAJournal, Tables, decode, encode
from .errors import JournalBusy, JournalNotWritable, UnreadableJournal, not_writable
from .files import Signature, make_private_directory, read_whole, replace_durably, signature, sweep
from .locking import WAIT, locked


class DurableStorage(Storage):
    """Keeps TinyDB's tables in one file, which is only ever replaced by a whole new one.

    Reading takes no lock: a file is never seen half written. Writing takes place in :meth:`transaction` only: many
    TinyDB operations, one durable write at the end.

    Attributes:
        path: the file as it was named; a symbolic link is kept and what it points to is replaced.
        generation: rises with each load, so that what was derived from an earlier one can be told to be stale.
    """

    def __init__(self, path: Path, wait: float = WAIT) -> None:
        """Name the file; nothing is touched until the first read or transaction.

        Args:
            path: where the journal is or will be.
            wait: seconds that a transaction waits for another program.
        """
        super().__init__()
        self.path = path
        self.generation = 0
        self._wait = wait
        self._tables: Tables = {}
        self._signature: Signature | None = None
        self._loaded = False
        self._seen = False
        self._swept = False
        self._dirty = False
        self._writer: int | None = None
        self._one_thread = threading.Lock()

    def read(self) -> dict[str, dict[str, Any]]:
        """The tables as loaded, none where there is no file yet; TinyDB changes this very object.

        Raises:
            UnreadableJournal: what stands there cannot be read as a journal.
        """
        if not self._loaded:
            self._load()
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take TinyDB's tables over; they reach the disk at the end of the transaction.

        Raises:
            RuntimeError: outside a transaction.
        """
        if self._writer != threading.get_ident():
            raise RuntimeError("the journal is written inside a transaction only")
        self._tables = data
        self._dirty = True

    def changed(self) -> bool:
        """Whether the file is another one than was read: one look at its signature."""
        return not self._loaded or signature(self.path) != self._signature

    def refresh(self) -> bool:
        """Load the file again if it changed; returns whether it did.

        Raises:
            UnreadableJournal: what stands there cannot be read as a journal.
        """
        if not self.changed():
            return False
        self._load()
        return True

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Lock, load what others saved, let TinyDB work, and write once at the end if anything changed.

        Whatever is raised inside, or by the write, leaves the file as it was and drops what was read.

        Raises:
            JournalBusy: another program held the lock all the time.
            JournalNotWritable: the system refused the write.
            UnreadableJournal: what stands there cannot be read; it is not overwritten.
            RuntimeError: inside another transaction of the same thread.
        """
        with self._only_writer(), self._locked() as target:
            self.refresh()
            self._dirty = False
            try:
                yield
                if self._dirty:
                    self._commit(target)
            except BaseException:
                self._forget()
                raise

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        """Keep out a second thread that shares this object, which the file's lock cannot."""
        if self._writer == threading.get_ident():
            raise RuntimeError("a transaction is already running")
        if not self._one_thread.acquire(timeout=self._wait):
            raise JournalBusy("journal.busy", file=str(self.path), seconds=self._wait)
        self._writer = threading.get_ident()
        try:
            yield
        finally:
            self._writer = None
            self._one_thread.release()

    @contextmanager
    def _locked(self) -> Iterator[Path]:
        target = self._target()
        try:
            make_private_directory(target.parent)
        except OSError as error:
            raise not_writable(error, target) from None
        with locked(target, self._wait):
            if not self._swept:
                try:
                    sweep(target)
                except OSError as error:
                    raise not_writable(error, target) from None
                self._swept = True
            yield target

    def _target(self) -> Path:
        # Resolved anew each time: a link may have been pointed elsewhere in between.
        return Path(os.path.realpath(self.path))

    def _load(self) -> None:
        self._forget()
        found = read_whole(self.path)
        if found is None and self._seen:
            # A journal that was there and is gone (a drive taken out, a sync under way) is not one that never was.
            raise UnreadableJournal("journal.gone", file=str(self.path))
        if found is not None:
            content, self._signature = found
            try:
                self._tables = decode(content)
            except NotAJournal as what:
                raise UnreadableJournal(what.code, file=str(self.path), **what.facts) from None
            self._seen = True
        self._loaded = True

    def _commit(self, target: Path) -> None:
        # Replacing needs no right to write the file itself; that somebody took it away is respected all the same.
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise JournalNotWritable("journal.write_denied", file=str(target), reason="EACCES")
        try:
            self._signature = replace_durably(target, encode(self._tables))
        except OSError as error:
            raise not_writable(error, target) from None
        self._seen = True

    def _forget(self) -> None:
        self._tables, self._signature, self._loaded = {}, None, False
        self.generation += 1
