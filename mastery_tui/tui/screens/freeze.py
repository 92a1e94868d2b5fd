"""Freezing the baseline, with a look at what would be frozen."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Cycle
from mastery_tui.tui.widgets.number_field import NumberField

from .form_dialog import FormDialog, sentence, standard_amount


class FreezeDialog(FormDialog[Cycle]):
    """Shows week 1's values and freezes them; a first minimum can be set on the way."""

    SAID_AT: ClassVar[dict[str, str]] = {"minimum.above_target": "minimum"}
    save_word = "freeze"

    def __init__(self, coach: Coach) -> None:
        """Open it.

        Args:
            coach: the Coach.
        """
        super().__init__(coach)
        self.view = coach.freezing()
        self.dialog_title = guide.word("dialogs", "freeze_title")

    def compose_body(self) -> Iterable[Widget]:
        """What would be frozen, or why it cannot be; and the minimum."""
        yield sentence(self.view.line)
        if self.view.refused:
            yield sentence(f"{self.view.refused}.", gap=True)
            return
        if self.view.again:
            yield sentence(self.view.again, quiet=True, gap=True)
        yield sentence(guide.word("dialogs", "freeze_means"), quiet=True, gap=True)
        cycle = self.coach.running.records.cycle
        if cycle.behaviour.unit and not cycle.standards[-1].locked:
            standard = cycle.standards[-1]
            yield NumberField(
                guide.word("dialogs", "minimum"),
                value=guide.number(standard.minimum),
                unit=cycle.behaviour.unit,
                hint=guide.say("dialogs", "minimum_up_to", target=standard.target),
                boxed=True,
                id="minimum",
                classes="-gap",
            )

    def can_save(self) -> bool:
        """Not before there is a baseline to freeze."""
        return not self.view.refused

    def save(self) -> Cycle:
        """Set the minimum where it was changed, then freeze.

        Raises:
            Refused: a minimum out of bounds.
        """
        typed = self.field("minimum").value.strip() if self.rows else ""
        return self.coach.freeze(standard_amount("minimum", typed) if typed else None)
