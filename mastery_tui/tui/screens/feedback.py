"""The feedback check: one look at the work by the one trusted source."""

from collections.abc import Iterable
from datetime import date

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import FeedbackCheck
from mastery_tui.tui.widgets.note_field import NoteField

from .form_dialog import FormDialog, line, sentence

LONGEST_SOURCE = 120
FINDING_LINES = 3


class FeedbackDialog(FormDialog[FeedbackCheck]):
    """Takes a finding, and whose it is: the cycle's own source unless another is named."""

    def __init__(self, coach: Coach, day: date | None = None) -> None:
        """Open it for a day.

        Args:
            coach: the Coach.
            day: the day of the check, today where none is named.
        """
        super().__init__(coach)
        self.day = day
        self.dialog_title = guide.word("dialogs", "feedback_title")

    def compose_body(self) -> Iterable[Widget]:
        """The finding, then the source."""
        words = guide.words("dialogs")
        behaviour = self.coach.running.behaviour
        yield sentence(behaviour.standard, quiet=True)
        yield NoteField(
            words["finding"],
            placeholder=words["finding_hint"],
            lines=FINDING_LINES,
            id="finding",
            classes="-gap",
        )
        yield line(words["feedback_source"], "source", LONGEST_SOURCE, placeholder=behaviour.feedback_source, gap=True)

    def save(self) -> FeedbackCheck:
        """Record the check.

        Raises:
            Refused: without a finding, or with one that is too long.
        """
        finding = self.query_one("#finding", NoteField).value
        return self.coach.feedback(finding, self.field("source").value, self.day)
