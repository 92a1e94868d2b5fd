"""The adjustment: the one change that is being tried, and what became of it."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Adjustment, ClosedAs
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.widgets.choice import Choice

from .form_dialog import FormDialog, line, sentence

LONGEST = 200
MOST_SHOWN = 10
CLOSINGS = tuple(ClosedAs)


class AdjustDialog(FormDialog[Adjustment]):
    """Opens an adjustment, closes an open one, or does both."""

    SAID_AT: ClassVar[dict[str, str]] = {"adjustment.none": "closed_as"}

    def __init__(self, coach: Coach) -> None:
        """Open it.

        Args:
            coach: the Coach.
        """
        super().__init__(coach)
        self.open = coach.open_adjustments()[-MOST_SHOWN:]
        self.dialog_title = guide.word("dialogs", "adjust_title")

    def compose_body(self) -> Iterable[Widget]:
        """What is open and how it ends, where something is; then the next one."""
        words = guide.words("dialogs")
        if self.open:
            texts = tuple(each.text for each in self.open)
            breaks = tuple(range(2, len(texts) + 1))
            only = 1 if len(texts) == 1 else None
            yield Choice(words["adjust_open_label"], texts, breaks=breaks, value=only, id="which")
            closings = tuple(guide.word("closed_as", each.value) for each in CLOSINGS)
            yield Choice(words["adjust_close"], closings, id="closed_as")
        else:
            yield sentence(words["adjust_line"], quiet=True)
        yield line(words["adjust_text"], "text", LONGEST, placeholder=words["adjust_text_hint"], gap=True)

    def save(self) -> Adjustment:
        """Close what is to be closed, then open what is to be tried.

        Raises:
            Refused: where neither is said, or a closing without which one.
        """
        text = self.field("text").value.strip()
        closed_as = self.chosen("closed_as") if self.open else None
        if closed_as is None:
            return self.coach.adjust(text)
        which = self.chosen("which")
        if which is None:
            raise Refused("adjustment.which", field="which")
        return self.coach.adjust(text, close=self.open[which].id, closed_as=CLOSINGS[closed_as])
