"""Locking the minimum, with the when-then line that goes with it."""

from collections.abc import Iterable

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.practice.records import Cycle
from mastery_tui.tui.dialogs.form_dialog import FormDialog, line, minimum_line, sentence

LONGEST = 200


class LockDialog(FormDialog[Cycle]):
    """Takes the minimum and the line 'when, at'; the minimum then holds to day 30."""

    NAME = "lock"
    TITLE_WORD = ("dialogs", "lock_title")
    SAVE_WORD = "lock"

    def compose_body(self) -> Iterable[Widget]:
        """The minimum where there is an amount, then when and at."""
        behaviour = self.cycle.behaviour
        yield sentence(guide.word("dialogs", "lock_means"), quiet=True)
        if behaviour.unit:
            yield minimum_line(self.cycle.standards[-1], behaviour.unit)
        for name in ("anchor_when", "anchor_at"):
            label = guide.setup_words().fields[name].label
            hint = guide.word("dialogs", f"{name.removeprefix('anchor_')}_hint")
            gap = name == "anchor_when"
            yield line(label, name, LONGEST, value=getattr(behaviour, name), placeholder=hint, gap=gap)

    def save(self) -> Cycle:
        """Lock the minimum, and keep the when-then line where it was edited.

        Raises:
            Refused: before day 8, or a minimum out of bounds.
        """
        edited = self.changed
        return self.coach.plan.lock(
            self.amount_in("minimum"),
            anchor_when=edited.get("anchor_when"),
            anchor_at=edited.get("anchor_at"),
            raising=self.raising,
        )
