"""How the journal is, with everything that belongs to it; and what can be put right without losing anything."""

import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from mastery_tui.journal.store import backups
from mastery_tui.journal.store.backups import Backup, Reason
from mastery_tui.journal.store.codec import NotAJournal, encode
from mastery_tui.journal.store.errors import JournalError, UnreadableJournal, writing
from mastery_tui.journal.store.files import backup_of, drafts_of, read_whole, replace_durably
from mastery_tui.journal.store.locking import PRIVATE, closed, lock_file
from mastery_tui.settings import APP

from . import drafts, sidecars
from .inspect import Counts, Finding, Inspection
from .restore import OPEN, Held, Maintenance

ROOM = 16 * 1024
"""Bytes that a save takes beside those of the file."""

OTHERS = 0o077
"""The mode bits that let others in."""


class Health(NamedTuple):
    """What was looked at and what was found.

    Attributes:
        inspection: of the file, None where there is none or it may not be read.
        backups: how many earlier states there are.
        newest: the newest of them that can be read.
        held: what that one holds, without its tables.
        drafts: what is typed and not saved, None where nothing is or it cannot be read.
        findings: what is not as it is meant to be.
    """

    inspection: Inspection | None
    backups: int
    newest: Backup | None
    held: Held | None
    drafts: drafts.Kept | None
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> Counts | None:
        """What the file holds, None where it holds nothing that could be counted."""
        return None if self.inspection is None else self.inspection.counts


def inspect(maintenance: Maintenance, today: date) -> Inspection | None:
    """The journal's file, read with leniency; None where there is none.

    Raises:
        UnreadableJournal: the system does not let it be read.
    """
    found = read_whole(maintenance.target)
    return None if found is None else Inspection(found[0], today, maintenance.journal.steps)


def examine(maintenance: Maintenance, today: date) -> Health:
    """Look at everything and change nothing; no lock is taken, and what cannot be read is a finding, no error.

    Args:
        maintenance: of the journal.
        today: the practice day.
    """
    target = maintenance.target
    inspection, inside = _content(maintenance, today)
    states, newest, newest_held, unreadable = maintenance.backups(), None, None, []
    for backup in states:
        held = maintenance.held(backup)
        if held is None:
            unreadable.append(Finding("backup_unreadable", {"name": backup.name}, False, False))
        elif newest is None:
            newest, newest_held = backup, held._replace(tables={})  # all of them at once would fill the memory
    typed, of_drafts = _drafts(target)
    around = (*_modes(target), *_saving(target), *_beside(maintenance))
    findings = (*inside, *around, *of_drafts, *unreadable, *_backups(target, newest is None))
    return Health(inspection, len(states), newest, newest_held, typed, findings)


def mend(maintenance: Maintenance, today: date, known: Inspection | None = None) -> None:
    """Put right what can be put right without losing anything, after a backup of the file as it stands.

    Args:
        maintenance: of the journal.
        today: the practice day.
        known: what was found before; where the file is in the same state it is not inspected again.

    Raises:
        JournalBusy: another program was saving all the time.
        JournalNotWritable: the system refused; what was not put right yet is as it was.
    """
    target = maintenance.target
    for lock in filter(closed, _locks(target)):
        with suppress(OSError):
            lock.chmod(PRIVATE)
    if not os.path.lexists(target):
        return
    for file, _ in _open_to_others(target):
        with suppress(OSError):
            file.chmod(file.stat().st_mode & ~OTHERS)
    with suppress(JournalError, OSError):
        drafts.mend(target, maintenance.journal.now())
    with maintenance.storage.replacing():
        for file in sidecars.find_leftovers(target):
            with suppress(OSError):
                file.unlink()
        with suppress(UnreadableJournal):
            _mend_content(maintenance, today, known)
    maintenance.storage.wrote = True


def _mend_content(maintenance: Maintenance, today: date, known: Inspection | None) -> None:
    target, journal = maintenance.target, maintenance.journal
    found = read_whole(target)
    if found is None:
        return
    content = found[0]
    inspection = known if known and known.content == content else Inspection(content, today, journal.steps)
    tables = inspection.mended
    if tables is None or not any(finding.mended for finding in inspection.findings):
        return
    meta = tables["meta"]["1"]
    backups.create(target, content, int(meta["rev"]), journal.now(), Reason.MENDING, journal.keep)
    with writing(target):
        replace_durably(target, encode({**tables, "meta": {"1": {**meta, "rev": meta["rev"] + 1}}}), keep=False)


def _content(maintenance: Maintenance, today: date) -> tuple[Inspection | None, tuple[Finding, ...]]:
    try:
        inspection = inspect(maintenance, today)
    except JournalError as error:
        return None, (Finding(error.code, error.facts, True, False),)
    file = str(maintenance.target)
    if inspection is None:
        return None, (Finding("missing", {"file": file}, bool(maintenance.backups()), False),)
    return inspection, tuple(found._replace(facts={**found.facts, "file": file}) for found in inspection.findings)


def _modes(target: Path) -> Iterator[Finding]:
    for file, mode in _open_to_others(target):
        yield Finding("open_to_others", {"file": str(file), "mode": f"{mode:04o}"}, True, True)
    with suppress(OSError):
        mode = stat.S_IMODE(target.parent.stat().st_mode)
        if mode & OTHERS and target.parent.name != APP:
            facts = {"file": str(target.parent), "mode": f"{mode:04o}"}
            yield Finding("directory_open", facts, False, False)


def _open_to_others(target: Path) -> Iterator[tuple[Path, int]]:
    """What only the person is meant to open, and others can; the folder around it only where it is the program's."""
    if os.name == "nt":  # modes say nothing there
        return
    own = (target.parent,) if target.parent.name == APP else ()
    folders = (*own, *backups.own_folders(target))
    aside = (*sidecars.find_set_aside(target), *sidecars.find_drafts_aside(target))
    kept = (backup.path for backup in backups.find_backups(target))
    for path in (*folders, target, backup_of(target), drafts_of(target), *_locks(target), *aside, *kept):
        with suppress(OSError):
            mode = path.lstat().st_mode
            if mode & OTHERS and (stat.S_ISDIR(mode) if path in folders else stat.S_ISREG(mode)):
                yield path, stat.S_IMODE(mode)


def _saving(target: Path) -> Iterator[Finding]:
    """What keeps the next save from being made."""
    lock = lock_file(target)
    for path, rights in ((target.parent, os.W_OK | os.X_OK), (target, os.W_OK), (lock, os.R_OK | os.W_OK)):
        if path == lock and (os.path.islink(lock) or os.path.isdir(lock)):
            yield Finding("no_lock", {"file": str(lock)}, True, False)
        elif _refused(path, rights):
            yield Finding("not_writable", {"file": str(path)}, True, False)
    for shut in filter(closed, _locks(target)):
        facts = {"file": str(shut), "mode": f"{stat.S_IMODE(shut.lstat().st_mode):04o}"}
        yield Finding("lock_closed" if shut == lock else "drafts_lock_closed", facts, shut == lock, True)
    if _is_mount_point(target):
        yield Finding("journal.mount_point", {"file": str(target)}, True, False)
    yield from _room("no_room", target.parent, target)


def _is_mount_point(target: Path) -> bool:
    """Whether a file is mounted by itself; of one from the same disk only the system's list of mounts tells."""
    if os.path.ismount(target):
        return True
    with suppress(OSError), open("/proc/self/mountinfo", "rb") as mounts:
        places = (line.split(b" ", 5)[4] for line in mounts)
        return os.fsencode(target) in (re.sub(rb"\\([0-7]{3})", _octal, place) for place in places)
    return False


def _octal(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8)])


def _room(code: str, directory: Path, target: Path) -> Iterator[Finding]:
    """Whether the journal still goes on the disk that a directory is on."""
    with suppress(OSError):
        room, needed = shutil.disk_usage(directory).free, target.stat().st_size + ROOM
        if room < needed:
            facts = {"file": str(directory), "room": room // 1024, "needed": -(-needed // 1024)}
            yield Finding(code, facts, True, False)


def _locks(target: Path) -> tuple[Path, Path]:
    return lock_file(target), lock_file(drafts_of(target))


def _beside(maintenance: Maintenance) -> Iterator[Finding]:
    target = maintenance.target
    left = (*sidecars.find_leftovers(target), *sidecars.find_drafts_leftovers(target))
    if left:
        yield Finding("leftovers", {"count": len(left)}, False, True)
    for code, find in (("no_leftover", sidecars.find_no_leftovers), ("set_aside", sidecars.find_set_aside)):
        yield from (Finding(code, {"file": str(file)}, False, False) for file in find(target))
    for other in maintenance.conflicts():
        yield Finding(other.state.value, {"file": str(other.file)}, other.state in OPEN, False)


def _drafts(target: Path) -> tuple[drafts.Kept | None, tuple[Finding, ...]]:
    """What is typed and not saved; it is never trouble, as all that is saved is safe without it."""
    file, lock = drafts_of(target), lock_file(drafts_of(target))
    found = [Finding("drafts_aside", {"file": str(one)}, False, False) for one in sidecars.find_drafts_aside(target)]
    if _refused(lock, os.R_OK | os.W_OK):
        found.append(Finding("drafts_not_writable", {"file": str(lock)}, False, False))
    kept = None
    try:
        kept = drafts.count(target)
    except NotAJournal as what:
        found.append(Finding("drafts_damaged", {"line": 1, **what.facts, "file": str(file)}, False, True))
    except UnreadableJournal:
        found.append(Finding("drafts_unreadable", {"file": str(file)}, False, False))
    if kept is not None and kept.strange:
        found.append(Finding("drafts_strange", {"file": str(file), "count": kept.strange}, False, False))
    return kept, tuple(found)


def _refused(path: Path, rights: int) -> bool:
    """Whether the system refuses some rights to what is there, and not only its own mode."""
    return os.path.exists(path) and not closed(path) and not os.access(path, rights)


def _backups(target: Path, none: bool) -> Iterator[Finding]:
    folder = backups.folder(target)
    if os.path.lexists(folder):
        if not backups.of_this_user(folder, target):
            yield Finding("backups_blocked", {"file": str(folder)}, True, False)
            return
        if not os.access(folder, os.W_OK | os.X_OK) and folder.stat().st_mode & stat.S_IRWXU == stat.S_IRWXU:
            yield Finding("backups_closed", {"file": str(folder)}, True, False)
        if folder.stat().st_dev != target.parent.stat().st_dev:
            yield from _room("no_room_for_backups", folder, target)
    if folder.name != backups.FOLDER:
        there = target.parent / backups.FOLDER
        yield Finding("backups_elsewhere", {"file": str(there), "name": folder.name}, False, False)
    if none and os.path.lexists(target):
        yield Finding("backups_none", {}, False, False)
