"""Earlier states of the journal, each whole in a file of its own, in a folder beside it."""

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from mastery_tui.limits import LAST_REV
from mastery_tui.settings import Backups as Keep

from . import files
from .codec import NotAJournal, decode
from .errors import JournalError, writing
from .files import Signature, backup_of
from .migrations import STEPS, Step, newest_schema

FOLDER = "backups"
OWN_FOLDER = "mastery-backups"
"""Where backups are kept while ``backups`` is somebody's own."""

_ANY_JOURNALS = r"(?s:\.?.+-r\d{6,}-\d{8}T\d{6}-[a-z]+(-\d+)?(\.[^.]*)?(\.[0-9a-f]{16}\.tmp)?)"
"""The names of all that this program puts into such a folder, for whatever journal."""


class Reason(StrEnum):
    """Why a backup was made."""

    DAY = "day"
    IMPORT = "import"
    MERGE = "merge"
    MIGRATION = "migration"
    RESTORE = "restore"
    MENDING = "mending"
    ANEW = "anew"
    SEEN = "seen"
    """As an open window last read it."""
    PREVIOUS = "previous"
    """The generation before the last change, which stands as ``.bak`` and in no folder."""


UNNAMED = (Reason.DAY, Reason.SEEN, Reason.PREVIOUS)
"""The reasons of backups that are made in passing; of the others somebody was told the name."""


class Backup(NamedTuple):
    """One earlier state.

    Attributes:
        path: its file.
        rev: the journal's revision then; newer ones have a greater one, whatever the clock said.
        taken: the wall clock when it was made, None for the previous generation.
        reason: why it was made.
    """

    path: Path
    rev: int
    taken: datetime | None
    reason: Reason

    @property
    def name(self) -> str:
        """What it is called where it is listed and restored."""
        return self.path.name


def folder(target: Path) -> Path:
    """Where the next backup of a journal goes: ``backups``, unless what stands there is somebody's own."""
    first, own = _both(target)
    return first if not os.path.lexists(first) or _is_ours(first, target) else own


def _both(target: Path) -> tuple[Path, Path]:
    return target.parent / FOLDER, target.parent / OWN_FOLDER


def folders(target: Path) -> tuple[Path, ...]:
    """Where backups of a journal can be; a symbolic link is not followed."""
    return tuple(one for one in _both(target) if os.path.isdir(one) and not os.path.islink(one))


def own_folders(target: Path) -> tuple[Path, ...]:
    """Those of the folders that are the program's own, and closed to others."""
    first, own = _both(target)
    return tuple(one for one in (first, own) if of_this_user(one, target) and (one == own or _is_ours(one, target)))


def of_this_user(directory: Path, target: Path) -> bool:
    """Whether something is a real directory, and of the person whose journal this is."""
    with suppress(OSError):
        status = directory.lstat()
        # Some drives know no owners, and tell one and the same of all that is on them.
        own = os.name == "nt" or status.st_uid == os.geteuid() or status.st_uid == target.stat().st_uid
        return own and stat.S_ISDIR(status.st_mode)
    return False


def _is_ours(directory: Path, target: Path) -> bool:
    """Whether a directory holds nothing but what this program makes."""
    with suppress(OSError), os.scandir(directory) as entries:
        return of_this_user(directory, target) and all(re.fullmatch(_ANY_JOURNALS, entry.name) for entry in entries)
    return False


def find_backups(target: Path) -> tuple[Backup, ...]:
    """The backups in the folders, the newest first, by their names alone; none where they cannot be read."""
    shape = _shape(target)
    found = (_backup(path, shape) for path in files_in_folders(target))
    return tuple(sorted(filter(None, found), key=_age, reverse=True))


def find_all(target: Path, steps: Sequence[Step] = STEPS) -> tuple[Backup, ...]:
    """All earlier states, the newest first: those in the folders, and the generation before the last change."""
    before = find_previous(target, steps)
    found = (*find_backups(target), *((before,) if before else ()))
    return tuple(sorted(found, key=lambda backup: (backup.rev, backup.taken or datetime.max), reverse=True))


def files_in_folders(target: Path) -> Iterator[Path]:
    """All files in the folders; a symbolic link is none."""
    return (path for directory in folders(target) for path in files.files_in(directory) if files.is_file(path))


def last_rev(states: Iterable[Backup]) -> int:
    """The greatest revision among some states, 0 for none; one that leaves no room for others is passed over."""
    return max((state.rev for state in states if state.rev <= LAST_REV), default=0)


def find_previous(target: Path, steps: Sequence[Step] = STEPS) -> Backup | None:
    """The generation before the last change, None where there is none that can be read."""
    path = backup_of(target)
    content = _content(path)
    if content is not None:
        with suppress(NotAJournal):
            return Backup(path, int(decode(content, newest_schema(steps))["meta"]["1"]["rev"]), None, Reason.PREVIOUS)
    return None


def keep_previous(
    target: Path, moment: datetime, reason: Reason, keep: Keep, steps: Sequence[Step] = STEPS
) -> Backup | None:
    """Take the previous generation among the backups, before saves of another line push it out.

    Returns:
        Where it is; None where there is none that can be read, or where a backup of that state is there.

    Raises:
        JournalNotWritable: ``backup.not_written``.
    """
    before = find_previous(target, steps)
    content = _content(before.path) if before else None
    if before is None or content is None or any(_content(backup.path) == content for backup in find_backups(target)):
        return None
    return create(target, content, before.rev, moment, reason, keep)


def holds(target: Path, content: bytes) -> bool:
    """Whether some earlier state is just that."""
    paths = (backup_of(target), *(backup.path for backup in find_backups(target)))
    return any(_content(path) == content for path in paths)


def any_left(target: Path) -> bool:
    """Whether earlier states of a journal are there; erasing takes them before the lock."""
    return os.path.lexists(backup_of(target)) or bool(find_backups(target))


def alike(one: Path, other: Path) -> bool:
    """Whether two files can be read and hold the same bytes."""
    content = _content(one)
    return content is not None and content == _content(other)


def _content(path: Path) -> bytes | None:
    with suppress(JournalError):
        found = files.read_whole(path)
        return None if found is None else found[0]
    return None


def create(
    target: Path,
    content: bytes,
    rev: int,
    moment: datetime,
    reason: Reason,
    keep: Keep,
    state: Signature | None = None,
) -> Backup:
    """Keep a state, durably, and let go of those that are too many by now; only under the journal's lock.

    Args:
        target: the journal's file.
        content: what is kept.
        rev: its revision.
        moment: when.
        reason: why.
        keep: how many stay.
        state: the file's state while it holds that content; where it still is in it a second name is enough, as the
            journal is never written in place. None for a copy in any case.

    Raises:
        JournalNotWritable: ``backup.not_written`` where the system refused.
    """
    taken = moment.replace(tzinfo=None, microsecond=0)
    # The same revision can be backed up twice in a second where a change was given up.
    path = files.free_name(folder(target), f"{target.stem}-r{rev:06}-{taken:%Y%m%dT%H%M%S}-{reason}", target.suffix)
    with writing(path, "backup.not_written"):
        files.make_private_directory(path.parent)
        if not of_this_user(path.parent, target):
            raise OSError(errno.ENOTDIR, "somebody's own")
        path.parent.chmod(0o700)
        if state is None or not files.second_name(target, path, state):
            files.replace_durably(path, content, keep=False)
    backup = Backup(path, rev, taken, reason)
    thin(target, keep, backup)
    return backup


def made_today(target: Path, moment: datetime) -> bool:
    """Whether there is a backup from before this day's first change already."""
    daily = (backup.taken for backup in find_backups(target) if backup.reason is Reason.DAY)
    return any(taken.date() == moment.date() for taken in daily if taken is not None)


def thin(target: Path, keep: Keep, new: Backup | None = None) -> None:
    """Remove what is not kept any longer, and what writers that were killed left."""
    there = find_backups(target)
    stay = {*choose_kept(there, keep), new}
    for path in (*(backup.path for backup in there if backup not in stay), *find_leftovers(target)):
        with suppress(OSError):
            path.unlink()


def find_leftovers(target: Path) -> tuple[Path, ...]:
    """What writers that were killed left among the backups."""
    shape = re.compile(rf"\.{_shape(target).pattern}\.[0-9a-f]{{16}}\.tmp")
    return tuple(path for path in files_in_folders(target) if shape.fullmatch(path.name))


def choose_kept(backups: Iterable[Backup], keep: Keep) -> tuple[Backup, ...]:
    """Those that stay: the newest of each day, of each week, and the newest that were made before something bigger.

    What was made before something bigger takes no day's place: it may hold what was to be put right. Days and weeks
    without a backup do not count, so that time away takes nothing. What is newer is told by the
    revision, as two files can have the same time. Where revision and time disagree, because a clock went back or a
    sync put an older file in place, what is newer by either stays.

    Args:
        backups: all there are.
        keep: for how many days, and ``keep.daily`` for those before something bigger too; for how many weeks.
    """
    dated = [backup for backup in backups if backup.taken is not None]
    by_revision = sorted(dated, key=_age, reverse=True)
    by_time = sorted(dated, key=lambda backup: (backup.taken, backup.rev, backup.name), reverse=True)
    return tuple(dict.fromkeys([*_newest(by_revision, keep), *_newest(by_time, keep)]))


def _newest(ordered: Sequence[Backup], keep: Keep) -> list[Backup]:
    days: dict[date, Backup] = {}
    weeks: dict[tuple[int, int], Backup] = {}
    for backup in ordered:
        if backup.taken is not None and backup.reason is Reason.DAY:
            days.setdefault(backup.taken.date(), backup)
            weeks.setdefault(backup.taken.isocalendar()[:2], backup)
    forced = [backup for backup in ordered if backup.reason is not Reason.DAY]
    return [*list(days.values())[: keep.daily], *list(weeks.values())[: keep.weekly], *forced[: keep.daily]]


def _age(backup: Backup) -> tuple[int, datetime, str]:
    return backup.rev, backup.taken or datetime.min, backup.name


def name_shape(target: Path) -> tuple[str, str]:
    """The names of a journal's backups as a pattern, in two parts: up to their suffix, and the suffix."""
    reasons = "|".join(reason for reason in Reason if reason is not Reason.PREVIOUS)
    stem = re.escape(target.stem)
    before = rf"{stem}-r(?P<rev>\d{{6,}})-(?P<taken>\d{{8}}T\d{{6}})-(?P<reason>{reasons})(?:-\d+)?"
    return before, re.escape(target.suffix)


def _shape(target: Path) -> re.Pattern[str]:
    return re.compile("".join(name_shape(target)))


def _backup(path: Path, shape: re.Pattern[str]) -> Backup | None:
    match = shape.fullmatch(path.name)
    if match is not None:
        with suppress(ValueError):  # no such day
            return Backup(path, int(match["rev"]), datetime.fromisoformat(match["taken"]), Reason(match["reason"]))
    return None
