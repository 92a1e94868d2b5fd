"""One writer at a time, by a lock file that stays beside the journal."""

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import JournalBusy, JournalNotWritable, reason, writing

WAIT = 5.0
"""Seconds that a change waits for another program to finish saving."""

POLL = 0.02
"""Seconds between two tries."""

PRIVATE = 0o600
"""The mode of a lock file."""

RETRY = 0.05
"""Seconds between two tries of somebody who does not wait here but comes again from a timer."""


def lock_file(target: Path) -> Path:
    """The lock beside the journal."""
    return target.with_name(f"{target.name}.lock")


def closed(lock: Path) -> bool:
    """Whether a lock is a file of this user that its mode keeps shut, as some umask made it once."""
    if sys.platform == "win32":
        return False
    with suppress(OSError):
        status = lock.lstat()
        mode = stat.S_IMODE(status.st_mode)
        return stat.S_ISREG(status.st_mode) and mode & PRIVATE != PRIVATE and status.st_uid == os.geteuid()
    return False


if sys.platform == "win32":

    @contextmanager
    def locked(target: Path, wait: float = WAIT) -> Iterator[None]:
        """Hold the journal's lock.

        Raises:
            JournalBusy: another program held it for all of ``wait`` seconds.
            JournalNotWritable: the lock file cannot be made.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(lock_file(target), timeout=wait, poll_interval=POLL)
        try:
            with writing(target):
                lock.acquire()
        except Timeout:
            raise JournalBusy("journal.busy", file=str(target), seconds=wait) from None
        try:
            yield
        finally:
            lock.release()

else:
    import fcntl

    @contextmanager
    def locked(target: Path, wait: float = WAIT) -> Iterator[None]:
        """Hold the journal's lock.

        Raises:
            JournalBusy: another program held it for all of ``wait`` seconds.
            JournalNotWritable: the lock file cannot be made, or the file system knows no locks.
        """
        # Polled rather than blocking: a blocking flock in a thread that is given up would keep the lock.
        deadline = time.monotonic() + wait
        while (descriptor := _tried(target)) is None:
            if time.monotonic() >= deadline:
                raise JournalBusy("journal.busy", file=str(target), seconds=wait)
            time.sleep(POLL)
        try:
            yield
        finally:
            os.close(descriptor)

    def _tried(target: Path) -> int | None:
        path = lock_file(target)
        with writing(path):
            try:
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE)
            except OSError as error:
                if not closed(path):
                    raise
                raise JournalNotWritable("journal.lock_closed", file=str(path), reason=reason(error)) from None
        held = False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            status = os.fstat(descriptor)
            if stat.S_IMODE(status.st_mode) & PRIVATE != PRIVATE:
                os.fchmod(descriptor, PRIVATE)  # the umask took away even the owner's rights
            # Somebody may have removed the file in between: then a lock on it keeps nobody out.
            held = os.path.samestat(status, os.stat(path))
        except (BlockingIOError, FileNotFoundError):
            pass
        except OSError as error:
            raise JournalNotWritable("journal.no_lock", file=str(target), reason=type(error).__name__) from None
        finally:
            if not held:
                os.close(descriptor)
        return descriptor if held else None
