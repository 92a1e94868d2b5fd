"""The adjustment: the one change that is being tried, and what became of it."""

from collections.abc import Iterable

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.practice.choices import ClosedAs
from mastery_tui.practice.records import Adjustment
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.dialogs.form_dialog import FormDialog, line, options, sentence
from mastery_tui.tui.widgets.choice import Choice

LONGEST = 200
MOST_SHOWN = 10


class AdjustDialog(FormDialog[Adjustment | str]):
    """Opens an adjustment, closes an open one, or does both."""

    NAME = "adjust"
    TITLE_WORD = ("dialogs", "adjust_title")

    def prepare(self) -> None:
        """Look at what is being tried."""
        super().prepare()
        self.tried = self.coach.plan.open_adjustments()[-MOST_SHOWN:]

    def compose_body(self) -> Iterable[Widget]:
        """What is open and how it ends, where something is; then the next one."""
        words = guide.words("dialogs")
        if self.tried:
            texts = tuple(tried.text for tried in self.tried)
            breaks = tuple(range(2, len(texts) + 1))
            only = 1 if len(texts) == 1 else None
            yield Choice(words["adjust_open_label"], texts, names=texts, breaks=breaks, value=only, id="which")
            yield options(words["adjust_close"], "closed_as", ClosedAs, "closed_as")
        else:
            yield sentence(words["adjust_line"], quiet=True)
        yield line(words["adjust_text"], "text", LONGEST, placeholder=words["adjust_text_hint"], gap=True)

    def save(self) -> Adjustment | str:
        """Close what is to be closed, and open what is to be tried; says where more than one is tried then.

        Raises:
            Refused: where neither is said, or a closing without which one.
        """
        text, closed_as = self.said("text"), self.said("closed_as")
        if not closed_as:
            opened = self.coach.plan.adjust(text)
            return self.coach.plan.several_adjustments() or opened
        which = self.query_one("#which", Choice).value
        if which is None:
            raise Refused("adjustment.which", field="which")
        return self.coach.plan.adjust(text, close=self.tried[which - 1].id, closed_as=ClosedAs(closed_as))
