"""What goes wrong with the file, as codes and facts: never a word of what stands in it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DENIED = (errno.EACCES, errno.EPERM)
_WRITES = {
    **dict.fromkeys((errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG), "journal.disk_full"),
    **dict.fromkeys(_DENIED, "journal.write_denied"),
    errno.EROFS: "journal.read_only",
    errno.EBUSY: "journal.mount_point",  # a file of its own that was mounted there can be written and not replaced
}


class JournalError(Exception):
    """The journal cannot be read or written.

    Attributes:
        code: names the sentence in the guide that says what was found and what helps.
        facts: the file's path, numbers and known words; never content.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class JournalBusy(JournalError):
    """Another program held the lock for longer than the wait (exit 4)."""


class UnreadableJournal(JournalError):
    """The file is not a journal that this program can read; it is left as it is (exit 3)."""


class JournalNotWritable(JournalError):
    """The system did not take the write; what was saved before still stands (exit 3)."""


def not_readable(error: OSError, file: Path) -> UnreadableJournal:
    """What a read that the system refused means, with the system's own short name for the reason."""
    code = "journal.no_permission" if error.errno in _DENIED else "journal.io"
    return UnreadableJournal(code, file=str(file), reason=reason(error))


@contextmanager
def writing(file: Path, code: str | None = None) -> Iterator[None]:
    """Say what it means where the system refuses a write.

    Args:
        file: what is written.
        code: what it means in any case; None where the reason tells: a full disk, no permission, a mount point, ....

    Raises:
        JournalNotWritable: it refused.
    """
    try:
        yield
    except OSError as error:
        found = code or _WRITES.get(error.errno or 0, "journal.write_io")
        raise JournalNotWritable(found, file=str(file), reason=reason(error)) from None
    except JournalNotWritable as error:
        if code is None:
            raise
        raise JournalNotWritable(code, file=str(file), reason=error.facts["reason"]) from None


def reason(error: OSError) -> str:
    """The system's own short name for what it refused, such as ``EACCES``."""
    return errno.errorcode.get(error.errno or 0, "unknown")
