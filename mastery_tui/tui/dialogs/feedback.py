"""The feedback check: one look at the work by the one trusted source."""

from collections.abc import Iterable

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.practice.records import FeedbackCheck
from mastery_tui.tui.dialogs.form_dialog import FormDialog, line, sentence
from mastery_tui.tui.widgets.note_field import NoteField

LONGEST_SOURCE = 120
FINDING_LINES = 3


class FeedbackDialog(FormDialog[FeedbackCheck]):
    """Takes a finding, and whose it is: the cycle's own source unless another is named."""

    NAME = "feedback"
    TITLE_WORD = ("dialogs", "feedback_title")

    def compose_body(self) -> Iterable[Widget]:
        """The finding, then the source."""
        words, behaviour = guide.words("dialogs"), self.timeline.behaviour
        yield sentence(behaviour.standard, quiet=True)
        hint = words["finding_hint"]
        yield NoteField(words["finding"], placeholder=hint, lines=FINDING_LINES, id="finding", classes="-gap")
        yield line(words["feedback_source"], "source", LONGEST_SOURCE, placeholder=behaviour.feedback_source, gap=True)

    def save(self) -> FeedbackCheck:
        """Record the check for today.

        Raises:
            Refused: without a finding, or with one that is too long.
        """
        return self.coach.feedback(self.said("finding"), self.said("source"))
