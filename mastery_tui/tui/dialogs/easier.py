"""Making it easier for a while: a smaller target and minimum until a day, then it is measured again."""

from collections.abc import Iterable

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.practice.records import Reduction
from mastery_tui.tui.dialogs.form_dialog import FormDialog, amount_line, date_line, sentence


class EasierDialog(FormDialog[Reduction]):
    """Offers half of the standard for a week; each of the three can be changed."""

    NAME = "easier"
    TITLE_WORD = ("dialogs", "easier_title")
    CHANGE = "reduce"

    def prepare(self) -> None:
        """Ask for the offer."""
        super().prepare()
        self.offer = self.coach.easier()

    def compose_body(self) -> Iterable[Widget]:
        """Target, minimum, until; or that only a shorter version in words helps."""
        if not self.can_save():
            yield sentence(f"{guide.refusal('reduction.yes_no')}.")
            return
        key = "easier_smallest" if self.offer.smallest else "easier_means"
        yield sentence(guide.word("dialogs", key), quiet=True)
        unit = self.timeline.behaviour.unit
        yield amount_line("target", unit, self.offer.target, proposed=True, gap=True)
        yield amount_line("minimum", unit, self.offer.minimum, proposed=True)
        until = guide.date_words(self.offer.until, "day_month")
        yield date_line(guide.word("dialogs", "easier_until"), "until", proposed=until)

    def follow_typing(self) -> None:
        """Write the date out beside what is typed."""
        self.write_out("until", guide.word("dialogs", "easier_until_hint"))

    def can_save(self) -> bool:
        """Not for a behaviour without an amount."""
        return not self.timeline.behaviour.yes_no

    def save(self) -> Reduction:
        """Begin the reduction.

        Raises:
            Refused: an amount or a date that is not allowed.
        """
        return self.coach.reduce(self.amount_in("target"), self.amount_in("minimum"), self.date_in("until"))
