"""The journal: typed reads, one-transaction writes, undo."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING

from .reading import Reading

if TYPE_CHECKING:
    from .change import Change, Fact
    from .store.backups import Backup, Reason
    from .store.errors import JournalNotWritable
    from .undo import Undone
    from .writing import Writing


class Journal(Reading):
    """Everything that is remembered, in one file.

    Reads come from what was last loaded; :meth:`changed` and :meth:`refresh` look for what others saved, and each
    change does so by itself, under the lock. Where the file goes or cannot be read any more, reads keep giving what was
    last loaded, and changes say why they are not made, until the file is good again.

    A change that finds another program saving blocks its thread for :attr:`wait` seconds. Who cannot be blocked, such
    as a screen, sets ``journal.wait = 0``: each change then tries once and raises JournalBusy before anything of it
    is done, so that it can be tried again as it is, every ``RETRY`` seconds from a timer until ``WAIT`` are over.
    """

    @cached_property
    def _writing(self) -> "Writing":
        """What changes it; made by the first change, so that who only reads does not wait for TinyDB."""
        from .writing import Writing

        return Writing(self)

    def change(self, label: str, facts: "Mapping[str, Fact] | None" = None) -> "AbstractContextManager[Change]":
        """Write records, all of them or none, under the lock and on top of what others saved.

        Nothing is written where the block raises or nothing is different.

        Args:
            label: a code for what is done, so that undo can say what it took back.
            facts: small facts for that sentence, such as the day; never free text.

        Raises:
            JournalBusy: another program was saving all the time.
            JournalNotWritable: the system refused the write.
            UnreadableJournal: what stands in the file's place cannot be read, or the file is gone; it is left so.
        """
        return self._writing.change(label, facts)

    def bring_in(self) -> "AbstractContextManager[Change]":
        """Write what comes from elsewhere, as :meth:`change` does, after a backup that always is made.

        The undo list is empty then: the backup undoes it, and stands in the change's ``kept`` once it is written.

        Raises:
            JournalBusy: another program was saving all the time.
            JournalNotWritable: the system refused the backup or the write; nothing is changed.
            UnreadableJournal: what stands in the file's place cannot be read, or the file is gone; it is left so.
        """
        return self._writing.bring_in()

    def transaction(self) -> "AbstractContextManager[None]":
        """The storage's; a change that is not made leaves no backup of what never was, or of what stands there still.

        For who changes more than records; :meth:`change` is one by itself.
        """
        return self._writing.transaction()

    def undo(self, spared: str = "") -> "Undone":
        """Take the newest change back that still stands, as a new change; again, and the one before it goes too.

        Args:
            spared: the label of a change that is not taken back, as nobody said that it may be.

        Returns:
            What was taken back.

        Raises:
            Refused: ``undo.none``; ``undo.changed`` where a record is another one since, or a spared change would go.
            UnreadableJournal: also where a record cannot be read that has nothing to do with it.
        """
        return self._writing.undo(spared)

    def next_undo(self) -> str | None:
        """The label of the change that `undo` would take back, None where there is none."""
        return self._writing.next_undo()

    def redo(self) -> "Undone":
        """Take the last undo back, and with each further call the one before it, until a new change ends them.

        Returns:
            What stands again.

        Raises:
            Refused: ``redo.none``, or ``undo.changed`` where a record is another one since.
            UnreadableJournal: as for :meth:`undo`.
        """
        return self._writing.redo()

    def back_up(self, reason: "Reason") -> "Backup | None":
        """Keep what stands in the file, before something bigger; only inside a transaction.

        Where nothing stands there it is the generation that new saves would push out, which is not returned.

        Raises:
            JournalNotWritable: ``backup.not_written``.
        """
        return self._writing.back_up(reason)

    def keep_before(self, reason: "Reason", identifier: str = "") -> "Backup":
        """The same, and where nothing stands there an empty journal, so that there is something to go back to.

        Args:
            reason: why.
            identifier: the id that the empty journal has, '' for a new one.

        Raises:
            JournalNotWritable: ``backup.not_written``.
        """
        return self._writing.keep_before(reason, identifier)

    def keep_seen(self) -> "Backup | None":
        """Keep what was last read among the backups, for when its file cannot be read any more.

        Returns:
            None where nothing was read, where a backup holds it already or cannot be made now, and where all that
            belongs to the journal is gone: then it may have been erased.
        """
        return self._writing.keep_seen()

    def take_refused_backup(self) -> "JournalNotWritable | None":
        """Why no backup was made before the last change, or by :meth:`keep_seen`; None where that is nothing to tell.

        It is given once, and of a day's backups only the first, whichever program asked for it.
        """
        return self._writing.take_refused_backup() if "_writing" in vars(self) else None
