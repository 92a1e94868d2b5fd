"""The one-line entry: a whole check-in in one line."""

from collections.abc import Iterable

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach.days import Recorded
from mastery_tui.coach.typed.check_in import draft_of_entry
from mastery_tui.coach.words.phrases import tags
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.dialogs.form_dialog import FormDialog, line, sentence

LONGEST = 500


class OneLine(FormDialog[Recorded]):
    """Takes one line such as `420 25m e6 calm @desk`, and closes with what it recorded."""

    NAME = "one_line"
    TITLE_WORD = ("keys", "one_line")
    OF_DAY = True
    CHANGE = "check_in"
    on_paused = False
    """Whether the person wants it recorded although the plan stands still on that day."""

    def prepare(self) -> None:
        """Look at the day.

        Raises:
            Refused: the day lies ahead, or outside the plan.
        """
        super().prepare()
        self.coach.days.check_open(self.day)
        self.form = self.coach.days.form(self.day)

    def compose_body(self) -> Iterable[Widget]:
        """The day, the line, and what can stand in it."""
        yield sentence(f"{self.form.title}   {self.form.remark}", quiet=True)
        example = guide.word("dialogs", "entry_example" if self.form.unit else "entry_example_yes_no")
        yield line(guide.word("dialogs", "entry"), "entry", LONGEST, placeholder=example, gap=True)
        yield sentence(guide.word("dialogs", "entry_help"), quiet=True, gap=True)
        if self.form.contexts:
            yield sentence(guide.say("dialogs", "entry_contexts", tags=tags(self.form.contexts)), quiet=True)

    def save(self) -> Recorded:
        """Record the line.

        Raises:
            Refused: where the line says something that is not known, or out of bounds.
        """
        draft = draft_of_entry(self.said("entry"), self.form.contexts, self.form.unit)
        return self.coach.days.check_in(draft, self.day, on_paused=self.on_paused)

    async def refused(self, refusal: Refused) -> None:
        """Ask about a paused date; everything else stands beside the line."""
        if refusal.code != "pause.paused":
            self.go_to("entry", guide.refusal(refusal.code, word=refusal.word, **refusal.facts))
            return
        title, question = guide.word("dialogs", "paused_title"), guide.word("dialogs", "paused_line")
        self.on_paused = await self.owner.sure(title, question, guide.word("keys", "save"))
        if self.on_paused:
            await self._save()
