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
    """Every file that erasing a journal removes, in that order; symbolic links to it go with it.

    Args:
        path: the journal as it was named.
    """
    return (*beside.everything(Path(os.path.realpath(path))), *_links(path))


def _links(path: Path) -> tuple[Path, ...]:
    """The symbolic links that lead from a name to the file, that name last, so that what is left can be found again."""
    found: list[Path] = []
    while path.is_symlink() and path not in found:
        found.append(path)
        path = path.parent / path.readlink()
    return tuple(reversed(found))


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
        folders = backups.folders(target)
        for directory in (*folders, target.parent):
            with suppress(OSError):
                sync_directory(directory)
        if left is None:
            for directory in (*folders, *((target.parent,) if target.parent.name == APP else ())):
                with suppress(OSError):  # somebody keeps something else there
                    directory.rmdir()
    if left is not None:
        raise JournalNotWritable("erase.left", file=str(left[0]), reason=left[1])
    return gone
