"""The feedback check: one look at the work by the one trusted source."""

from collections.abc import Iterable

from textual import on
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.practice.records import FeedbackCheck
from mastery_tui.tui.dialogs.form_dialog import FormDialog, line, sentence
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.note_field import NoteField
from mastery_tui.tui.widgets.row import Row

LONGEST_SOURCE = 120
FINDING_LINES = 3


class FeedbackDialog(FormDialog[FeedbackCheck]):
    """Takes a finding, and whose it is: the cycle's own source unless another is named.

    The errors to have fewer of are offered: one key puts one in front of the finding.
    """

    NAME = "feedback"
    TITLE_WORD = ("dialogs", "feedback_title")

    def compose_body(self) -> Iterable[Widget]:
        """The finding, the errors that it may be about, then the source."""
        words, behaviour = guide.words("dialogs"), self.cycle.behaviour
        yield sentence(behaviour.standard, quiet=True)
        hint = words["finding_hint"]
        yield NoteField(words["finding"], placeholder=hint, lines=FINDING_LINES, id="finding", classes="-gap")
        kinds = behaviour.error_kinds
        if kinds:
            yield Choice(words["about"], kinds, names=kinds, breaks=tuple(range(2, len(kinds) + 1)), id="about")
        yield line(words["feedback_source"], "source", LONGEST_SOURCE, placeholder=behaviour.feedback_source, gap=True)

    @on(Choice.Answered, "#about")
    def _about(self) -> None:
        """Put the error in front of the finding, in place of another one."""
        finding, kind = self.query_one("#finding", NoteField), self.said("about")
        rest = finding.value
        for known in self.cycle.behaviour.error_kinds:
            rest = rest.removeprefix(f"{known}: ")
        finding.value = f"{kind}: {rest}" if kind else rest
        finding.area.move_cursor(finding.area.document.end)

    def go_on(self, row: Row) -> None:
        """Go on behind a row; where an error is all of the finding so far, the rest of it is written next."""
        finding = self.query_one("#finding", NoteField)
        if row.id == "about" and self.said("about") and finding.value == f"{self.said('about')}: ":
            finding.enter()
        else:
            super().go_on(row)

    def save(self) -> FeedbackCheck:
        """Record the check for today.

        Raises:
            Refused: without a finding, or with one that is too long.
        """
        return self.coach.plan.feedback(self.said("finding"), self.said("source"))
