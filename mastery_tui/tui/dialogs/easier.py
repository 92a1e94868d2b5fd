"""Making it easier for a while: a smaller target and minimum until a day, then it is measured again."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.practice.records import Reduction
from mastery_tui.tui.dialogs.form_dialog import FormDialog, amount_line, date_line, sentence
from mastery_tui.tui.widgets.form_field import FormField


class EasierDialog(FormDialog[Reduction | str]):
    """Offers half of the standard for a week; each of the three can be changed. What runs can be ended with `x`."""

    NAME = "easier"
    TITLE_WORD = ("dialogs", "easier_title")
    CHANGE = "reduce"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "end", "End it", id="easier.end")]

    def prepare(self) -> None:
        """Ask for the offer."""
        super().prepare()
        self.offer = self.coach.easier.offer()
        self.runs = self.coach.easier.going_on()

    def compose_body(self) -> Iterable[Widget]:
        """Target, minimum, until; or that only a shorter version in words helps."""
        if not self.can_save():
            yield sentence(f"{guide.refusal('reduction.yes_no')}.")
            return
        if self.runs:
            yield sentence(self.runs)
        means = guide.word("dialogs", self._means())
        if self.offer.first != self.coach.today:
            # What is counted as a week is counted from there, past a rest or what is recorded.
            means += f" {guide.say('dialogs', 'easier_first', first=guide.date_words(self.offer.first, 'long'))}"
        yield sentence(means, quiet=True)
        unit = self.cycle.behaviour.unit
        yield amount_line("target", unit, self.offer.target, proposed=True, gap=True)
        yield amount_line("minimum", unit, self.offer.minimum, proposed=True)
        until = guide.date_words(self.offer.until, "day_month")
        yield date_line(guide.word("dialogs", "easier_until"), "until", proposed=until)

    def _means(self) -> str:
        return "easier_smallest" if self.offer.smallest else f"easier_{self.coach.easier.afterwards(self.offer.until)}"

    def go_to(self, name: str = "", error: str = "") -> bool:
        """Begin beside the text where something runs, so that the key that ends it acts at once.

        Args:
            name: the row's.
            error: what is allowed there, to be said beside it.

        Returns:
            Whether there is such a row.
        """
        found = super().go_to(name, error)
        first = self.rows[0]
        if self.runs and not name and not self.changed and isinstance(first, FormField):
            first.leave()
        return found

    def follow_typing(self) -> None:
        """Write the date out beside what is typed."""
        self.write_out("until", guide.date_words(self.offer.until, "long"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """End only what runs."""
        return bool(self.runs) if action == "end" else super().check_action(action, parameters)

    def can_save(self) -> bool:
        """Not for a behaviour without an amount."""
        return not self.cycle.behaviour.yes_no

    def save(self) -> Reduction:
        """Begin the reduction.

        Raises:
            Refused: an amount or a date that is not allowed.
        """
        return self.coach.easier.reduce(self.amount_in("target"), self.amount_in("minimum"), self.date_in("until"))

    def action_end(self) -> None:
        """Let what runs end with today, and close."""
        self.owner.flow(self._ended())

    async def _ended(self) -> None:
        what = guide.change_words("end_reduction")
        said = await self.owner.save_or_tell(self.coach.easier.end, what, dialog=self)
        if said is not None:
            self.drop_draft(self.coach)
            self.dismiss(said)
