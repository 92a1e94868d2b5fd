"""What goes wrong with the file, as codes and facts: never a word of what stands in it."""

import errno
from pathlib import Path

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) if hasattr(errno, "EDQUOT") else (errno.ENOSPC, errno.EFBIG)
_DENIED = (errno.EACCES, errno.EPERM)


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


def not_writable(error: OSError, file: Path) -> JournalNotWritable:
    """What a write that the system refused means: a full disk, no permission, a read-only place, a mount point, ...."""
    if error.errno in _FULL:
        code = "journal.disk_full"
    elif error.errno in _DENIED:
        code = "journal.write_denied"
    elif error.errno == errno.EROFS:
        code = "journal.read_only"
    elif error.errno == errno.EBUSY:  # a file of its own that was mounted there can be written and not replaced
        code = "journal.mount_point"
    else:
        code = "journal.write_io"
    return JournalNotWritable(code, file=str(file), reason=reason(error))


def reason(error: OSError) -> str:
    """The system's own short name for what it refused, such as ``EACCES``."""
    return errno.errorcode.get(error.errno or 0, "unknown")
