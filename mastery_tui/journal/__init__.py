"""What is remembered: one TinyDB file, written whole or not at all."""

from .journal import Journal
from .store.errors import JournalBusy, JournalError, JournalNotWritable, UnreadableJournal
from .store.locking import RETRY, WAIT

__all__ = [
    "RETRY",
    "WAIT",
    "Journal",
    "JournalBusy",
    "JournalError",
    "JournalNotWritable",
    "UnreadableJournal",
]
