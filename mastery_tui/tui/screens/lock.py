"""Locking the minimum, with the when-then line that goes with it."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Cycle
from mastery_tui.tui.widgets.number_field import NumberField

from .form_dialog import FormDialog, line, sentence, standard_amount

LONGEST = 200


class LockDialog(FormDialog[Cycle]):
    """Takes the minimum and the line 'when, at'; the minimum then holds to day 30."""

    SAID_AT: ClassVar[dict[str, str]] = {"minimum.above_target": "minimum"}
    save_word = "lock"

    def __init__(self, coach: Coach) -> None:
        """Open it.

        Args:
            coach: the Coach.
        """
        super().__init__(coach)
        self.cycle = coach.running.records.cycle
        self.dialog_title = guide.word("dialogs", "lock_title")

    def compose_body(self) -> Iterable[Widget]:
        """The minimum where there is an amount, then when and at."""
        behaviour, standard = self.cycle.behaviour, self.cycle.standards[-1]
        yield sentence(guide.word("dialogs", "lock_means"), quiet=True)
        if behaviour.unit:
            yield NumberField(
                guide.word("dialogs", "minimum"),
                value=guide.number(standard.minimum),
                unit=behaviour.unit,
                hint=guide.say("dialogs", "minimum_up_to", target=standard.target),
                boxed=True,
                id="minimum",
                classes="-gap",
            )
        fields = guide.setup_words().fields
        when, at = fields["anchor_when"], fields["anchor_at"]
        hint = guide.word("dialogs", "when_hint")
        yield line(when.label, "anchor_when", LONGEST, value=behaviour.anchor_when, placeholder=hint, gap=True)
        hint = guide.word("dialogs", "at_hint")
        yield line(at.label, "anchor_at", LONGEST, value=behaviour.anchor_at, placeholder=hint)

    def save(self) -> Cycle:
        """Lock the minimum, and keep the when-then line where it was edited.

        Raises:
            Refused: before day 8, or a minimum out of bounds.
        """
        typed = self.field("minimum").value.strip() if self.cycle.behaviour.unit else ""
        return self.coach.lock(
            standard_amount("minimum", typed) if typed else None,
            anchor_when=self.field("anchor_when").value,
            anchor_at=self.field("anchor_at").value,
        )
