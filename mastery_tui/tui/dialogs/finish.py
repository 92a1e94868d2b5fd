"""The end of a cycle: one page of summary, and what follows."""

from collections.abc import Iterable

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.practice.choices import Next
from mastery_tui.practice.records import Cycle
from mastery_tui.tui.dialogs.form_dialog import FormDialog, options, sentence
from mastery_tui.tui.widgets.note_field import NoteField

SUMMARY_LINES = 6


class FinishDialog(FormDialog[Cycle]):
    """Ends the cycle: after day 30 it is finished, before it is stopped; undo takes either back."""

    NAME = "finish"
    TITLE_WORD = ("dialogs", "finish_title")
    SAVE_WORD = "finish"

    def compose_body(self) -> Iterable[Widget]:
        """What ending means, the summary, and what follows."""
        words, early = guide.words("dialogs"), not self.coach.plan.is_complete()
        yield sentence(words["finish_early" if early else "finish_line"], quiet=True)
        yield NoteField(
            words["finish_summary"],
            placeholder=words["finish_summary_hint"],
            hint=words["finish_tab"],
            lines=SUMMARY_LINES,
            id="summary",
            classes="-gap",
        )
        yield options(words["finish_next"], "next", Next, "following", gap=True)

    def save(self) -> Cycle:
        """End the cycle.

        Raises:
            Refused: before the cycle's first day.
        """
        following = self.said("next")
        return self.coach.plan.finish(Next(following) if following else None, self.said("summary"))
