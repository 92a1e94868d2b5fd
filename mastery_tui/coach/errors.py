"""What a face has to catch: the journal cannot be read or written, or is busy."""

from mastery_tui.journal import RETRY, WAIT, JournalBusy, JournalError, UnreadableJournal

__all__ = ["RETRY", "WAIT", "JournalBusy", "JournalError", "UnreadableJournal"]
