"""What is remembered: one TinyDB file, written whole or not at all."""

from .change import Change
from .errors import JournalBusy, JournalError, JournalNotWritable, UnreadableJournal
from .journal import Journal
from .locking import RETRY, WAIT
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
