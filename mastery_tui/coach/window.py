"""The journal's file as a face has it open: whether others changed it, and how long a change waits for them."""

from datetime import date

from mastery_tui.journal import Journal


class Window:
    """One window on the file among others; nothing of what stands in it is read here."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def version(self) -> int:
        """Rises with each change and each load of other content; what was shown for the same one still holds."""
        return self._journal.version

    @property
    def rev(self) -> int:
        """The file's revision: how many changes it has seen, 0 where there is no file yet."""
        return self._journal.rev

    @property
    def newest_day(self) -> date | None:
        """The newest day that is checked in, None where none is."""
        return self._journal.newest()[1]

    def never_wait(self) -> None:
        """Let each change try once and raise JournalBusy, for a face that goes on while another window saves."""
        self._journal.wait = 0

    def pack(self) -> None:
        """Keep what is read as text from here on, which takes less memory, for a face that stays open."""
        self._journal.pack()

    def changed(self) -> bool:
        """Whether the file is in another state than was last found; never raises, and tells each state once."""
        return self._journal.changed()

    def refresh(self) -> bool:
        """Read the file again where it is not what was last read; says whether its content is another one.

        Raises:
            UnreadableJournal: what stands there cannot be read, or it is gone; what was last read stays.
        """
        return self._journal.refresh()

    def copied(self) -> bool:
        """Whether a sync program laid beside the file what may be another version of it."""
        from mastery_tui.journal.safety.sidecars import find_conflicts

        return bool(find_conflicts(self._journal.storage.target))

    def keep_seen(self) -> None:
        """Keep what was last read among the backups, for when its file cannot be read any more."""
        self._journal.keep_seen()
