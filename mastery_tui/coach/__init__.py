"""The Coach: the one door for every face."""

from datetime import date

from mastery_tui.journal import Undone

from .cueing import Cueing
from .cycles import Cycles
from .events import Events
from .healing import Healing
from .recording import Recorded
from .reflecting import Reflecting
from .status import Standing
from .steps import Steps


class Coach(Steps, Cycles, Events, Cueing, Reflecting, Standing, Healing):
    """What faces show, and what people do."""

    def undo(self, *, plan: bool = True) -> str:
        """Take the newest change back that still stands; says what that was.

        Args:
            plan: whether it may be the start of the plan. Who asks before that passes what was said.

        Raises:
            Refused: ``undo.none``, or ``undo.changed`` where it was changed since, or where another window took back
                so much that the plan would go.
        """
        return self._undone(self.journal.undo("" if plan else "start"))

    def undo_takes_the_plan(self) -> bool:
        """Whether the next undo would take back the start of the plan, with everything in it out of sight."""
        return self.journal.next_undo() == "start"

    def redo(self) -> str:
        """Bring back what the last undo took; says what that is.

        Raises:
            Refused: ``redo.none``, or ``undo.changed`` where it was changed since.
        """
        return self._undone(self.journal.redo())

    def _undone(self, undone: Undone) -> str:
        from mastery_tui import guide

        timeline, day = self.timeline, undone.facts.get("day")
        if timeline is not None and isinstance(day, date) and timeline.day(day) is not None:
            return guide.change_words(undone.label, **undone.facts)  # within the plan no date needs its year
        try:
            return guide.say("undone", undone.label, **undone.facts)
        except KeyError:  # a change that another version of the program made, under a name of its own
            return guide.word("undone", "other")

    def as_of(self, day: date) -> "Coach":
        """Everything as it stood on a date, to look at."""
        return Coach(self.journal, self.settings, self.now, as_of=day)


__all__ = ["Coach", "Recorded"]
