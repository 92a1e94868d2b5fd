"""What is remembered: one TinyDB file, written whole or not at all."""

from .change import Change
from .journal import Journal
from .store.errors import JournalBusy, JournalError, JournalNotWritable, UnreadableJournal
from .store.locking import RETRY, WAIT
from .undo import Undone

__all__ = [
    "RETRY",
    "WAIT",
    "Change",
    "Journal",
    "JournalBusy",
    "JournalError",
    "JournalNotWritable",
    "Undone",
    "UnreadableJournal",
]
