"""The few operations on files that keep a journal whole: read it all, or put a whole new one in its place."""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from .errors import UnreadableJournal, not_readable, reason, writing

LARGEST = 256 * 1024 * 1024
"""Bytes; ten years of full days are under 3 MB, so what is larger is something else."""

# Windows has neither of the first three, the others have no O_BINARY.
_CLOSED_ON_EXEC = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_LINKS_REFUSED = (errno.EPERM, errno.EACCES, errno.EXDEV, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)
_SIDE_RANDOM = 16


class Signature(NamedTuple):
    """Tells one state of a file from another: a new state has another inode, size or time."""

    device: int
    inode: int
    size: int
    modified: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Signature":
        """The signature in what the system says of a file."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


class Look(NamedTuple):
    """What one look at a file's name told.

    Attributes:
        signature: None where there is no file, or none that the system lets be looked at.
        refused: the system's name for the reason why it does not.
        status_changed: nanoseconds; differs once rights are given back, which a signature does not tell.
    """

    signature: Signature | None = None
    refused: str | None = None
    status_changed: int = 0


def look(file: Path) -> Look:
    """One look at a file; it never raises, so that it can be taken at any time."""
    try:
        status = os.stat(file)
    except FileNotFoundError:
        return Look()
    except OSError as error:
        return Look(refused=reason(error))
    return Look(Signature.of(status), None, status.st_ctime_ns)


def read_whole(file: Path) -> tuple[bytes, Signature] | None:
    """Content and signature of a regular file, None where there is none.

    Raises:
        UnreadableJournal: a directory, a pipe or a device, larger than ``LARGEST``, or refused by the system.
    """
    try:
        with _opened(file) as descriptor:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableJournal("journal.not_a_file", file=str(file))
            if status.st_size > LARGEST:
                raise UnreadableJournal("journal.too_large", file=str(file), size=status.st_size, largest=LARGEST)
            with open(descriptor, "rb", buffering=0, closefd=False) as content:
                return content.readall(), Signature.of(status)
    except FileNotFoundError:
        return None
    except OSError as error:
        if os.path.isdir(file):  # Windows does not open directories at all
            raise UnreadableJournal("journal.not_a_file", file=str(file)) from None
        raise not_readable(error, file) from None


def make_private_directory(directory: Path) -> None:
    """Make a directory and what is missing above it, each 0700; one that exists is left as it is."""
    missing = []
    while not directory.exists():
        missing.append(directory)
        directory = directory.parent
    # A power cut could take a new directory away, and what was synced inside it; an empty one may be just that new,
    # made by a program that was killed before it could sync.
    if _is_empty(directory):
        _sync_if_possible(directory.parent)
    for new in reversed(missing):
        with suppress(FileExistsError):
            new.mkdir(0o700)
            new.chmod(0o700)  # whatever the umask took away
            _sync_if_possible(new.parent)


def backup_of(target: Path) -> Path:
    """Where the previous generation of a file is kept."""
    return target.with_name(f"{target.name}.bak")


def drafts_of(target: Path) -> Path:
    """Where what is typed and not saved is kept, beside a journal."""
    return target.with_name(f"{target.name}.drafts")


def free_name(directory: Path, before: str, after: str = "") -> Path:
    """A name that nothing has, with a number between its two parts where it has to have one."""
    numbers = chain([""], (f"-{number}" for number in count(2)))
    paths = (directory / f"{before}{number}{after}" for number in numbers)
    return next(path for path in paths if not os.path.lexists(path))


def sweep(target: Path) -> None:
    """Remove what writers that were killed left beside a file; only safe under its lock."""
    for left in filter(is_file, leftovers(target)):
        # What cannot go stands in nobody's way: a save takes another name.
        with suppress(OSError):
            os.unlink(left)


def is_file(path: Path) -> bool:
    """Whether a regular file stands there itself, and no link to one."""
    return os.path.isfile(path) and not os.path.islink(path)


def leftovers(target: Path) -> tuple[Path, ...]:
    """What stands beside a file under a name of :func:`side_of`, be it a file or not; none where nobody may look."""
    shape = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{{_SIDE_RANDOM}}}\.tmp")
    return tuple(path for path in files_in(target.parent) if shape.fullmatch(path.name))


def files_in(directory: Path) -> Iterator[Path]:
    """All that stands in a directory, be it a file or not; nothing where nobody may look."""
    with suppress(OSError):
        yield from directory.iterdir()


def replace_durably(target: Path, content: bytes, *, keep: bool = True) -> Signature:
    """Put new content in a file's place, all of it or none.

    Args:
        target: the file, no symbolic link.
        content: all of it.
        keep: whether what was there is kept as ``.bak``.

    Returns:
        The signature of the new file.

    Raises:
        OSError: nothing changed; the old file still stands.
        JournalNotWritable: ``journal.unsure``: the new file stands, but a power cut might still take it.
    """
    with _opened_directory(target.parent) as directory:
        written = _replace(target, content, keep=keep)
        with writing(target, "journal.unsure"):
            _sync_opened(directory)
    return written


def replace_at_once(target: Path, content: bytes) -> None:
    """Put new content in a file's place, all of it or none, without waiting for the disk.

    Whatever becomes of the program, the old or the new file stands; a power cut may leave none, or an empty one.

    Raises:
        OSError: nothing changed; the old file still stands.
    """
    _replace(target, content, keep=False, sync=False)


def write_apart(target: Path, content: bytes, *, over: bool) -> None:
    """Put a file that is not the program's own where somebody wants it, closed to others, all of it or none.

    Args:
        target: where.
        content: all of it.
        over: whether it takes the place of what stands there.

    Raises:
        OSError: nothing changed; FileExistsError where something stands there that it is not to take the place of.
    """
    temporary = side_of(target)
    try:
        _write_private(temporary, content)
        if over:
            os.replace(temporary, target)
        elif not _linked(temporary, target):
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _CLOSED_ON_EXEC, 0o600))
            os.replace(temporary, target)
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def set_aside(target: Path, aside: Path) -> None:
    """Give what stands in a file's place a second name, durably and closed to others; nothing is overwritten or goes.

    Raises:
        OSError: it has no second name; FileExistsError where that name is taken.
    """
    _link_or_copy(target, aside)
    with suppress(OSError):  # somebody else's file
        aside.chmod(0o600)
    sync_directory(target.parent)


def second_name(file: Path, name: Path, expected: Signature) -> bool:
    """Give a file that is only ever replaced a second name, durably: quicker than a copy, and takes no room.

    Args:
        file: the file.
        name: a name that is free, in a directory that is there.
        expected: which state of the file is meant.

    Returns:
        Whether it has that name; not where links are refused, or where the file is in another state by now.

    Raises:
        OSError: it has not that name, or the disk did not confirm it.
    """
    if not _linked(file, name):
        return False
    same = False
    try:
        with _opened(name, _NO_FOLLOW) as descriptor:
            if Signature.of(os.fstat(descriptor)) == expected:
                _make_private(descriptor)
                _sync(descriptor)  # whoever put it there may not have
                sync_directory(name.parent)
                same = True
    finally:
        if not same:
            with suppress(OSError):
                os.unlink(name)
    return same


def sync_directory(directory: Path) -> None:
    """Wait until the names in a directory are on the disk.

    Raises:
        OSError: the disk did not confirm it.
    """
    with _opened_directory(directory) as opened:
        _sync_opened(opened)


def make_sure(target: Path) -> None:
    """Wait until what stands in a file's place is what a power cut leaves there.

    Raises:
        JournalNotWritable: ``journal.unsure``: the disk did not confirm it.
    """
    with writing(target, "journal.unsure"):
        sync_directory(target.parent)


def side_of(target: Path) -> Path:
    """A name of its own for a file that is written before it takes another one's place; :func:`sweep` knows it."""
    while True:
        name = target.with_name(f".{target.name}.{os.urandom(_SIDE_RANDOM // 2).hex()}.tmp")
        if not os.path.lexists(name):
            return name


def _replace(target: Path, content: bytes, *, keep: bool, sync: bool = True) -> Signature:
    temporary = side_of(target)
    try:
        written = _write_private(temporary, content, sync=sync)
        if keep:
            _keep_previous(target)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    return written


def _write_private(file: Path, content: bytes, *, sync: bool = True) -> Signature:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _CLOSED_ON_EXEC, 0o600)
    try:
        _make_private(descriptor)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if sync:
            _sync(descriptor)
        return Signature.of(os.fstat(descriptor))
    finally:
        os.close(descriptor)


def _make_private(descriptor: int) -> None:
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, 0o600)  # a umask may have taken away even the owner's rights


def _sync(descriptor: int) -> None:
    """Wait until a file is on the disk."""
    if sys.platform == "darwin":
        import fcntl

        # An fsync alone leaves it in the disk's own memory there; some file systems know nothing else.
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise
        else:
            return
    os.fsync(descriptor)


def _keep_previous(target: Path) -> None:
    side = side_of(target)
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if mode & 0o077:
        with suppress(OSError):  # somebody else's file; the copy below is private in any case
            target.chmod(0o600)
    try:
        _link_or_copy(target, side)
        os.replace(side, backup_of(target))
    finally:
        # Replacing a link by the same inode does nothing and leaves the side name.
        with suppress(OSError):
            os.unlink(side)


def _link_or_copy(file: Path, name: Path) -> None:
    if not _linked(file, name):
        _write_private(name, file.read_bytes())


def _linked(file: Path, name: Path) -> bool:
    """Give a file a second name; False where links are refused."""
    try:
        os.link(file, name)
    except OSError as error:
        if error.errno not in _LINKS_REFUSED:
            raise
        return False
    return True


def _is_empty(directory: Path) -> bool:
    with suppress(OSError), os.scandir(directory) as entries:
        return next(entries, None) is None
    return False


def _sync_if_possible(directory: Path) -> None:
    with suppress(OSError):  # some let things be made in them and are not read
        sync_directory(directory)


@contextmanager
def _opened(path: Path, flags: int = 0) -> Iterator[int]:
    """Something opened for reading; a pipe without a writer is not waited for."""
    descriptor = os.open(path, os.O_RDONLY | _CLOSED_ON_EXEC | _NO_WAIT | flags)
    try:
        yield descriptor
    finally:
        with suppress(OSError):  # it holds nothing that a close could lose
            os.close(descriptor)


@contextmanager
def _opened_directory(directory: Path) -> Iterator[int | None]:
    if os.name == "nt":  # a directory cannot be opened there
        yield None
    else:
        with _opened(directory, os.O_DIRECTORY) as descriptor:
            yield descriptor


def _sync_opened(directory: int | None) -> None:
    if directory is None:
        return
    try:
        os.fsync(directory)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network file systems know no such thing
            raise
