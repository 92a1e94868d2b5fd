"""The end of a cycle: one page of summary, and what follows."""

from collections.abc import Iterable

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Cycle, Next
from mastery_tui.practice.timeline import State
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.note_field import NoteField

from .form_dialog import FormDialog, sentence

FOLLOWING = tuple(Next)
SUMMARY_LINES = 6


class FinishDialog(FormDialog[Cycle]):
    """Ends the cycle: after day 30 it is finished, before it is stopped; undo takes either back."""

    save_word = "finish"

    def __init__(self, coach: Coach) -> None:
        """Open it.

        Args:
            coach: the Coach.
        """
        super().__init__(coach)
        early = coach.state is not State.AWAITING_SUMMARY
        self.line = guide.word("dialogs", "finish_early" if early else "finish_line")
        self.dialog_title = guide.word("dialogs", "finish_title")

    def compose_body(self) -> Iterable[Widget]:
        """What ending means, what follows, and the summary."""
        words = guide.words("dialogs")
        yield sentence(self.line, quiet=True)
        following = tuple(guide.word("following", each.value) for each in FOLLOWING)
        yield Choice(words["finish_next"], following, id="next", classes="-gap")
        yield NoteField(
            words["finish_summary"],
            placeholder=words["finish_summary_hint"],
            lines=SUMMARY_LINES,
            id="summary",
            classes="-gap",
        )

    def save(self) -> Cycle:
        """End the cycle.

        Raises:
            Refused: before the cycle's first day.
        """
        following = self.chosen("next")
        summary = self.query_one("#summary", NoteField).value
        return self.coach.finish(None if following is None else FOLLOWING[following], summary)
