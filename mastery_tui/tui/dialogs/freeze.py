"""Freezing the baseline, with a look at what would be frozen."""

from collections.abc import Iterable

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.practice.records import Cycle
from mastery_tui.tui.dialogs.form_dialog import FormDialog, minimum_line, sentence


class FreezeDialog(FormDialog[Cycle]):
    """Shows week 1's values and freezes them; a first minimum can be set on the way."""

    NAME = "freeze"
    TITLE_WORD = ("dialogs", "freeze_title")
    SAVE_WORD = "freeze"

    def prepare(self) -> None:
        """Look at what would be frozen."""
        super().prepare()
        self.view = self.coach.plan.freezing()

    def compose_body(self) -> Iterable[Widget]:
        """What would be frozen, or why it cannot be; and the minimum."""
        if self.view.refused:
            yield sentence(f"{self.view.refused}.")
            return
        yield sentence(self.view.line)
        if self.view.started_with:
            yield sentence(self.view.started_with, name="started-with", quiet=True)
        if self.view.again:
            yield sentence(self.view.again, quiet=True, gap=True)
        yield sentence(guide.word("dialogs", "freeze_means"), quiet=True, gap=True)
        unit, standard = self.cycle.behaviour.unit, self.cycle.standards[-1]
        if unit and not standard.locked:
            yield minimum_line(standard, unit)

    def can_save(self) -> bool:
        """Not before there is a baseline to freeze."""
        return not self.view.refused

    def save(self) -> Cycle:
        """Set the minimum where it was changed, and freeze.

        Raises:
            Refused: a minimum out of bounds.
        """
        return self.coach.plan.freeze(self.amount_in("minimum"), raising=self.raising)
