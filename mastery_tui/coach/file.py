"""Looking after the journal's file: backups, another machine's journal, its health, and the end."""

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mastery_tui.gate import shown
from mastery_tui.journal import JournalError, UnreadableJournal
from mastery_tui.journal.safety.restore import OPEN, Maintenance
from mastery_tui.journal.store.backups import UNNAMED, Reason, find_backups, folder
from mastery_tui.practice.refused import Refused

from .context import CoachContext
from .file_views import BackupView, ErasingView, HealthView, OfferView, RestoredView
from .words import doctor, file as words

if TYPE_CHECKING:
    from mastery_tui.journal.safety.inspect import Inspection
    from mastery_tui.journal.safety.restore import Held
    from mastery_tui.journal.store.backups import Backup

_MISSING = "journal.missing"
_THE_SYSTEMS = ("journal.no_permission", "journal.io", "journal.not_a_file", "journal.too_large")


class File:
    """What looks after the file."""

    def __init__(self, context: CoachContext) -> None:
        self._context = context

    @cached_property
    def maintenance(self) -> Maintenance:
        """Who does it."""
        return Maintenance(self._context.journal)

    @property
    def backup_folder(self) -> Path:
        """Where the earlier states are, or will be."""
        return folder(self.maintenance.target)

    @property
    def readable(self) -> bool:
        """Whether the journal is there, and everything in it can be read now."""
        return self.maintenance.readable()

    # -- backups -----------------------------------------------------------------------------------------------------

    def backups(self) -> tuple[BackupView, ...]:
        """All earlier states, the newest first; each is read to tell what it holds."""
        return tuple(self._backup(backup, self.maintenance.held(backup)) for backup in self.maintenance.backups())

    def states(self) -> tuple[BackupView, ...]:
        """The earlier states to choose from, the newest first: backups of one state in a row are one.

        That is the newest of them, but where one was named when it was made, as before an import, it is that.
        """
        found: list[BackupView] = []
        before: Held | None = None
        in_passing = False
        for backup in self.maintenance.backups():
            held = self.maintenance.held(backup)
            another = held is None or before is None or held.tables != before.tables
            if another:
                found.append(self._backup(backup, held))
            elif in_passing and backup.reason not in UNNAMED:
                found[-1] = self._backup(backup, held)
            in_passing = backup.reason in UNNAMED and (another or in_passing)
            before = held
        return tuple(found)

    def _newest(self) -> BackupView | None:
        """The newest earlier state that can be read, None where there is none."""
        found = self.maintenance.newest()
        return None if found is None else self._backup(*found)

    def _backup(self, backup: "Backup", held: "Held | None") -> BackupView:
        return words.backup(backup, held, self._context.now(), self._context.today)

    def undoing_an_import(self) -> Refused | None:
        """What is said to whoever undoes right after an import, which only its backup does; else None."""
        rev = self._context.journal.rev
        kept = next((one for one in find_backups(self.maintenance.target) if one.rev == rev - 1), None)
        if kept is None or kept.reason is not Reason.IMPORT:
            return None
        return Refused("undo.imported", **words.named(self._context.program, kept.name))

    def restore(self, name: str) -> RestoredView:
        """Let the journal be as a backup has it, and keep what stands now.

        Raises:
            Refused: ``backup.unknown``, ``backup.none``, ``backup.unreadable``.
            JournalError: it cannot be written; it is as it was.
        """
        done = self.maintenance.restore(name)
        if not done.changed:
            return words.restored_same()
        view = self._backup(done.backup, done.held)
        return words.restored(done, view, self._context.program, self.maintenance.target)

    def not_backed_up(self, refused: JournalError) -> str:
        """That no backup could be made.

        Args:
            refused: why.
        """
        return words.not_backed_up(refused, self.backup_folder, self._context.program)

    # -- other machines ----------------------------------------------------------------------------------------------

    def merge(self, files: Sequence[Path]) -> tuple[str, ...]:
        """Take in other machines' journals; says how much was new, and which files are not needed any longer.

        Raises:
            Refused: they do not go together.
            JournalError: one of them cannot be read, or the journal cannot be written; it is as it was.
        """
        counts, kept = self.maintenance.merge(files)
        beside = {conflict.file.resolve() for conflict in self.maintenance.conflicts()}
        done = [file for file in files if file.resolve() in beside]
        return tuple(words.merged(counts, kept, done, self._context.program))

    def conflict_line(self) -> str:
        """A sentence on copies that a sync program laid beside the journal, with the command; '' for none."""
        found = [conflict for conflict in self.maintenance.conflicts() if conflict.state in OPEN]
        return words.conflicts(found, self._context.program)

    # -- health ------------------------------------------------------------------------------------------------------

    def offer(self) -> OfferView | None:
        """What helps where the journal cannot be read, or is gone and left its backups; None where all is well."""
        problem = self.problem()
        return None if problem is None else self.offer_for(problem)

    def problem(self) -> JournalError | None:
        """Why there is nothing to show: the journal cannot be read, or it is gone and left its backups."""
        path = self._context.journal.path
        try:
            if self._context.timeline is not None or os.path.exists(path):
                return None
        except JournalError as error:
            return error
        # An empty journal, from before the very first import, is nothing that anybody misses.
        missed = any(backup.rev for backup in self.maintenance.backups())
        return UnreadableJournal(_MISSING, file=str(path)) if missed else None

    def offer_for(self, error: JournalError) -> OfferView:
        """What helps against an error that the journal gave; nothing against that of another file."""
        if not self._can_be_helped(error):
            return doctor.no_help(error)
        gone, program = error.code == _MISSING, self._context.program
        return doctor.offer(error, self._newest(), gone=gone, mends=self._mends(), program=program)

    def _can_be_helped(self, error: JournalError) -> bool:
        """Whether a backup or doctor helps: what may not be read may not be backed up either."""
        here = error.facts.get("file") in (None, str(self._context.journal.path))
        return isinstance(error, UnreadableJournal) and here and error.code not in _THE_SYSTEMS

    def _mends(self) -> bool:
        """Whether :meth:`health` with ``fix`` would make a journal readable that is not."""
        inspection = self._inspection()
        return inspection is not None and inspection.mended is not None

    def health(self, *, fix: bool = False) -> HealthView:
        """Look at the journal's content, its modes and what lies beside it.

        Args:
            fix: put right what can be put right without losing anything, after a backup.

        Raises:
            JournalError: something was to be put right and could not be written; the journal is as it was.
        """
        from mastery_tui.journal.safety import repair

        today = self._context.today
        health, before = repair.examine(self.maintenance, today), None
        if fix and any(finding.mended for finding in health.findings):
            repair.mend(self.maintenance, today, health.inspection)
            before, health = health.findings, repair.examine(self.maintenance, today)
            # What it could not repair now it does not offer to repair.
            health = health._replace(findings=tuple(finding._replace(mended=False) for finding in health.findings))
        newest = None if health.newest is None else self._backup(health.newest, health.held)
        told = doctor.Doctor(self.maintenance.target, self._context.program, self._context.now())
        return told.health(health, before, newest)

    def kept_aside(self) -> str:
        """A sentence on what cannot be read and is kept aside; '' where nothing is."""
        inspection = self._inspection()
        return "" if inspection is None else doctor.unreadable_aside(inspection.counts)

    def _inspection(self) -> "Inspection | None":
        """The journal's file read with leniency, None where there is none or it may not be read."""
        from mastery_tui.journal.safety import repair

        with suppress(JournalError):
            return repair.inspect(self.maintenance, self._context.today)
        return None

    # -- the end -----------------------------------------------------------------------------------------------------

    def erasing(self) -> ErasingView:
        """What erasing would remove, and what it cannot reach."""
        journal = self._context.journal
        check_ins = None
        if self.readable:
            check_ins = sum(len(journal.records(cycle.id).check_ins) for cycle in journal.cycles())
        return words.erasing(journal.path.name, self.maintenance.erasable(), check_ins)

    def erase(self, typed: str) -> str:
        """Remove the journal and everything that holds something of it.

        Args:
            typed: the journal's name, typed by the person.

        Raises:
            Refused: ``erase.name``: something else was typed.
            JournalError: a file is still there.
        """
        name = self._context.journal.path.name
        if typed.strip() not in (name, shown(name)):
            raise Refused("erase.name", name=name)
        return words.erased(self.maintenance.erase())
