"""The Coach: the one door for every face."""

from datetime import date

from .cueing import Cueing
from .cycles import Cycles
from .events import Events
from .recording import Recorded, Recording
from .reflecting import Reflecting
from .status import Standing


class Coach(Recording, Cycles, Events, Cueing, Reflecting, Standing):
    """What faces show, and what people do."""

    def undo(self) -> str:
        """Take the last change back; says what that was.

        Raises:
            Refused: ``undo.none``, or ``undo.changed`` where it was changed since.
        """
        from mastery_tui import guide

        undone = self.journal.undo()
        if undone.redone:
            return guide.word("undone", "undo")
        return guide.say("undone", undone.label, **undone.facts)

    def as_of(self, day: date) -> "Coach":
        """Everything as it stood on a date, to look at."""
        return Coach(self.journal, self.settings, self.now, as_of=day)


__all__ = ["Coach", "Recorded"]
