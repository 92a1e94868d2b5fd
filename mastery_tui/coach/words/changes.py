"""A change of the journal in words, as undo says it."""

from datetime import date
from typing import TYPE_CHECKING

from mastery_tui import guide
from mastery_tui.practice.timeline import Timeline

if TYPE_CHECKING:
    from mastery_tui.journal.undo import Undone


def undone(change: "Undone", timeline: Timeline | None) -> str:
    """What was taken back or brought back.

    Args:
        change: the change.
        timeline: the cycle as it stands now; within it no date needs its year.
    """
    day = change.facts.get("day")
    if timeline is not None and isinstance(day, date) and timeline.day(day) is not None:
        return guide.change_words(change.label, **change.facts)
    try:
        return guide.say("undone", change.label, **change.facts)
    except KeyError:  # a change that another version of the program made, under a name of its own
        return guide.word("undone", "other")
