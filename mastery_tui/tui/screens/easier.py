"""Making it easier for a while: a smaller target and minimum until a day, then it is measured again."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Reduction
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.number_field import NumberField

from .form_dialog import FormDialog, date_line, sentence, standard_amount

AMOUNTS = ("target", "minimum")


class EasierDialog(FormDialog[Reduction]):
    """Offers half of the standard for a week; each of the three can be changed."""

    SAID_AT: ClassVar[dict[str, str]] = {
        "minimum.above_target": "minimum",
        "reduction.easier": "target",
        "reduction.order": "until",
    }

    def __init__(self, coach: Coach) -> None:
        """Open it with the offer.

        Args:
            coach: the Coach.
        """
        super().__init__(coach)
        self.offer = coach.easier()
        self.dialog_title = guide.word("dialogs", "easier_title")

    def compose_body(self) -> Iterable[Widget]:
        """Target, minimum, until; or that only a shorter version in words helps."""
        behaviour = self.coach.running.behaviour
        if behaviour.yes_no:
            yield sentence(f"{guide.refusal('reduction.yes_no')}.")
            return
        key = "easier_smallest" if self.offer.smallest else "easier_means"
        yield sentence(guide.word("dialogs", key), quiet=True)
        for name in AMOUNTS:
            yield NumberField(
                guide.setup_words().fields[name].label,
                value=guide.number(getattr(self.offer, name)),
                unit=behaviour.unit,
                boxed=True,
                id=name,
                classes="-gap" if name == "target" else None,
            )
        until = guide.date_words(self.offer.until, "day_month")
        yield date_line(guide.word("dialogs", "easier_until"), "until", value=until)

    def on_mount(self) -> None:
        """Say what the date means."""
        if self.rows:
            self._follow()

    @on(FormField.Changed)
    def _follow(self) -> None:
        """Write the date out beside what is typed."""
        field = self.field("until")
        try:
            found = self.date_in("until")
        except Refused:
            field.hint = ""
            return
        hint = guide.word("dialogs", "easier_until_hint")
        field.hint = hint if found is None else guide.date_words(found, "long")

    def can_save(self) -> bool:
        """Not for a behaviour without an amount."""
        return not self.coach.running.behaviour.yes_no

    def save(self) -> Reduction:
        """Begin the reduction.

        Raises:
            Refused: an amount or a date that is not allowed.
        """
        typed = {name: self.field(name).value.strip() for name in AMOUNTS}
        amounts = {name: standard_amount(name, text) if text else None for name, text in typed.items()}
        return self.coach.reduce(amounts["target"], amounts["minimum"], self.date_in("until"))
