"""What lies beside the journal and belongs to it: sidecars, leftovers, copies by a sync program; and erasing it all."""

import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from mastery_tui.journal.store import backups, files
from mastery_tui.journal.store.codec import NotAJournal, decode
from mastery_tui.journal.store.errors import JournalError, JournalNotWritable, reason
from mastery_tui.journal.store.files import backup_of, drafts_of, free_name, read_whole, sync_directory
from mastery_tui.journal.store.locking import lock_file, locked
from mastery_tui.settings import APP

_CONFLICTS = r"\.sync-conflict-[^/]+| ?\([^/]*(?i:conflicted copy)[^/]*\)|_conflict-[^/]+"
_NUMBERS = r" ?\(\d+\)| \d+"


def set_aside_name(target: Path, moment: datetime) -> Path:
    """A free name for a file that could not be read, beside the one that takes its place."""
    return free_name(target.parent, f"{target.name}.corrupt-{moment:%Y%m%dT%H%M%S}")


def find_set_aside(target: Path) -> tuple[Path, ...]:
    """Journals that could not be read and were kept when a backup took their place."""
    return _matching(target, rf"{re.escape(target.name)}\.corrupt-.+")


def find_conflicts(target: Path) -> tuple[Path, ...]:
    """Second versions of the journal that a sync program laid beside it, because two machines had written.

    Known are those of Syncthing (``.sync-conflict-``), of Dropbox and Nextcloud (``conflicted copy``), of ownCloud
    (``_conflict-``), and the numbered copies that Google Drive and iCloud make, where they hold a journal: a number
    behind a name can mean anything.
    """
    numbered = filter(_is_journal, _matching(target, _second_of(target.name, _NUMBERS)))
    # Beside a journal without a suffix those of its sidecars look alike.
    of_sidecars = _matching(target, _seconds_of_sidecars(target))
    found = (*_matching(target, _second_of(target.name, _CONFLICTS)), *numbered)
    return tuple(file for file in found if file not in of_sidecars)


def find_drafts_aside(target: Path) -> tuple[Path, ...]:
    """Drafts that show nowhere: they could not be read and were set aside, or a sync program laid them there."""
    file = drafts_of(target)
    name = re.escape(file.name)
    shapes = (
        rf"{name}\.corrupt-.+",
        _second_of(file.name, f"{_CONFLICTS}|{_NUMBERS}"),
        _in_two(name, r"\.corrupt-[^/]+", _CONFLICTS),
    )
    return _matching(file, "|".join(shapes))


def find_leftovers(target: Path) -> tuple[Path, ...]:
    """What writers that were killed left, beside the journal and among its backups."""
    return (*filter(files.is_file, files.leftovers(target)), *backups.find_leftovers(target))


def find_drafts_leftovers(target: Path) -> tuple[Path, ...]:
    """What writers of drafts that were killed left."""
    return tuple(filter(files.is_file, files.leftovers(drafts_of(target))))


def find_no_leftovers(target: Path) -> tuple[Path, ...]:
    """What has the name of a leftover beside the journal, and is something else."""
    names = (*files.leftovers(target), *files.leftovers(drafts_of(target)))
    return tuple(path for path in names if not files.is_file(path))


def all_files(target: Path) -> tuple[Path, ...]:
    """All files that hold something of the journal, or held the lock on it, in the order in which they can go.

    A conflict file that was opened as a journal has sidecars of its own, and a sync program makes conflict files of
    sidecars and backups too. The journal itself comes late, so that an erasing that was broken off can be begun again;
    the locks go last.
    """
    conflicts = find_conflicts(target)
    aside = _in_two(re.escape(target.name), r"\.corrupt-[^/]+", _CONFLICTS)
    inside = _in_two(*backups.name_shape(target), _CONFLICTS)
    found = (
        *find_leftovers(target),
        *_all_drafts(target),
        *find_set_aside(target),
        *conflicts,
        *(path for file in conflicts for path in _of_conflict(file)),
        *(backup.path for backup in backups.find_backups(target)),
        *_matching(target, f"{_seconds_of_sidecars(target)}|{aside}"),
        *sorted(path for path in backups.files_in_folders(target) if re.fullmatch(inside, path.name)),
        backup_of(target),
        target,
        lock_file(drafts_of(target)),
        lock_file(target),
    )
    return tuple(dict.fromkeys(filter(os.path.lexists, found)))


def erasable(path: Path) -> tuple[Path, ...]:
    """Every file that erasing a journal removes, in that order; symbolic links to it go with it.

    Args:
        path: the journal as it was named.
    """
    return tuple(dict.fromkeys((*all_files(Path(os.path.realpath(path))), *_links(path))))


def _links(path: Path) -> tuple[Path, ...]:
    """The symbolic links that lead from a name to the file, that name last, so that what is left can be found again."""
    found: list[Path] = []
    while os.path.islink(path) and path not in found:
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
    if not os.path.isdir(target.parent):
        return 0
    gone, left = 0, None
    there = erasable(path)
    with locked(target, wait), locked(drafts_of(target), wait):
        for file in erasable(path):
            try:
                file.unlink()
                gone += file in there  # and not a lock that was made for this
            except FileNotFoundError:  # by another name it went before
                pass
            except OSError as error:
                left = left or (file, reason(error))
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


def _second_of(name: str, marks: str) -> str:
    """The shape of the names that a second version of a file gets: the mark stands before what follows the last dot."""
    stem, dot, suffix = name.rpartition(".")
    return _in_two(re.escape(stem if dot else name), re.escape(dot + suffix if dot else ""), marks)


def _in_two(before: str, after: str, marks: str) -> str:
    return f"{before}(?:{marks}){after}"


def _is_journal(file: Path) -> bool:
    with suppress(JournalError, NotAJournal):
        found = read_whole(file)
        return found is not None and bool(decode(found[0]))
    return False


def _seconds_of_sidecars(target: Path) -> str:
    return "|".join(_second_of(file.name, _CONFLICTS) for file in _sidecars(target))


def _sidecars(target: Path) -> tuple[Path, ...]:
    drafts = drafts_of(target)
    return backup_of(target), lock_file(target), drafts, lock_file(drafts)


def _all_drafts(target: Path) -> tuple[Path, ...]:
    return *find_drafts_leftovers(target), *find_drafts_aside(target), drafts_of(target)


def _of_conflict(file: Path) -> tuple[Path, ...]:
    """What a conflict file has beside it once it was opened as a journal."""
    return *_sidecars(file), *_all_drafts(file), *(backup.path for backup in backups.find_backups(file))


def _matching(target: Path, shape: str) -> tuple[Path, ...]:
    return tuple(sorted(path for path in files.files_in(target.parent) if re.fullmatch(shape, path.name)))
