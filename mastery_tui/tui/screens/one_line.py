"""The one-line entry: a whole check-in in one line."""

from collections.abc import Iterable
from datetime import date

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach, Recorded
from mastery_tui.practice.entry import parse_entry
from mastery_tui.practice.refused import Refused

from .form_dialog import FormDialog, line, sentence

LONGEST = 500


class OneLine(FormDialog[Recorded]):
    """Takes one line such as `420 25m e6 calm @desk`, and closes with what it recorded."""

    def __init__(self, coach: Coach, day: date) -> None:
        """Open it for a day.

        Args:
            coach: the Coach.
            day: the practice day that is told.
        """
        super().__init__(coach)
        self.day = day
        self.form = coach.check_in_form(day)
        self.dialog_title = guide.word("keys", "one_line")
        self._on_paused = False

    def compose_body(self) -> Iterable[Widget]:
        """The day, the line, and what can stand in it."""
        yield sentence(f"{self.form.title}   {self.form.remark}", quiet=True)
        example = guide.word("dialogs", "entry_example" if self.form.unit else "entry_example_yes_no")
        yield line(guide.word("dialogs", "entry"), "entry", LONGEST, placeholder=example, gap=True)
        yield sentence(guide.word("dialogs", "entry_help"), quiet=True, gap=True)
        if self.form.contexts:
            tags = " ".join(f"@{tag}" for tag in self.form.contexts)
            yield sentence(guide.say("dialogs", "entry_contexts", tags=tags), quiet=True)

    def save(self) -> Recorded:
        """Record the line.

        Raises:
            Refused: where the line says something that is not known, or out of bounds.
        """
        draft = parse_entry(self.field("entry").value, self.form.contexts)
        return self.coach.check_in(draft, self.day, on_paused=self._on_paused)

    def refuse(self, refusal: Refused) -> None:
        """Ask about a paused date; everything else stands beside the line."""
        if refusal.code == "pause.paused":
            from .asking import Asking

            title, question = guide.word("dialogs", "paused_title"), guide.word("dialogs", "paused_line")
            self.app.push_screen(Asking(title, question, guide.word("keys", "save")), self._paused)
            return
        row = self.field("entry")
        row.error = guide.refusal(refusal.code, **refusal.facts)
        row.focus()

    def _paused(self, anyway: bool | None) -> None:
        if anyway:
            self._on_paused = True
            self.action_save()
