"""Erasing a journal with everything that holds something of it."""

import os
from contextlib import suppress
from pathlib import Path

from mastery_tui.settings import APP

from . import backups, beside
from .errors import JournalNotWritable, reason
from .files import drafts_of, sync_directory
from .locking import locked


def erasable(path: Path) -> tuple[Path, ...]:
    """Every file that erasing a journal removes, in that order; a symbolic link to it goes with it.

    Args:
        path: the journal as it was named.
    """
    link = (path,) if path.is_symlink() else ()
    return (*beside.everything(Path(os.path.realpath(path))), *link)


def erase(path: Path, wait: float) -> int:
    """Remove a journal, its backups, drafts, sidecars, set-aside and conflict files; returns how many files went.

    It can be begun again where it was broken off: the journal goes after its backups, the locks last. Both are held,
    so that no window that is open writes anything after it was looked for.

    Raises:
        JournalBusy: another program was saving for all of ``wait`` seconds.
        JournalNotWritable: ``erase.left`` names the first file that the system does not let go; the others are gone.
    """
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        return 0
    gone, left = 0, None
    there = erasable(path)
    with locked(target, wait), locked(drafts_of(target), wait):
        for each in erasable(path):
            try:
                each.unlink(missing_ok=True)
                gone += each in there  # and not a lock that was made for this
            except OSError as error:
                left = left or (each, reason(error))
        folder = backups.folder(target)
        for directory in (folder, target.parent):
            with suppress(OSError):
                sync_directory(directory)
        if left is None:
            with suppress(OSError):  # somebody keeps something else there
                folder.rmdir()
                if target.parent.name == APP:
                    target.parent.rmdir()
    if left is not None:
        raise JournalNotWritable("erase.left", file=str(left[0]), reason=left[1])
    return gone
