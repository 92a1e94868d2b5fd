"""The transfer test: the same skill in a changed context."""

from collections.abc import Iterable
from datetime import date

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.entry import number_of, whole_of
from mastery_tui.practice.records import Changed, ResultKind, TransferTest
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.number_field import NumberField

from .form_dialog import FormDialog, line

LONGEST_CONTEXT = 200
LONGEST = 500
CHANGES = tuple(Changed)


class TransferDialog(FormDialog[TransferTest]):
    """Asks what was changed, the result there, and what held, broke and comes next."""

    def __init__(self, coach: Coach, day: date | None = None) -> None:
        """Open it for a day.

        Args:
            coach: the Coach.
            day: the day of the test, today where none is named.
        """
        super().__init__(coach)
        self.day = day
        self.behaviour = coach.running.behaviour
        self.dialog_title = guide.word("dialogs", "transfer_title")

    def compose_body(self) -> Iterable[Widget]:
        """What was changed, the result, and what came of it."""
        words = guide.words("dialogs")
        changes = tuple(guide.word("changed", each.value) for each in CHANGES)
        yield Choice(words["transfer_changed"], changes, id="changed")
        idea = self.behaviour.transfer_idea
        placeholder = idea or words["transfer_context_hint"]
        where = line(words["transfer_context"], "context", LONGEST_CONTEXT, placeholder=placeholder)
        where.take_placeholder = bool(idea)
        yield where
        result = self.behaviour.result
        if result is not ResultKind.NONE:
            unit = self.behaviour.unit if result is ResultKind.AMOUNT else ""
            label = guide.word("checkin", result.value)
            yield NumberField(label, id=result.value, unit=unit, boxed=True, classes="-gap")
        for at, name in enumerate(("held", "broke", "next")):
            yield line(words[name], name, LONGEST, placeholder=words[f"{name}_hint"], gap=at == 0)

    def save(self) -> TransferTest:
        """Record the test.

        Raises:
            Refused: without what was changed and where, or a result out of bounds.
        """
        changed = self.chosen("changed")
        if changed is None:
            raise Refused("changed.missing", field="changed")
        result = self.behaviour.result
        typed = "" if result is ResultKind.NONE else self.field(result.value).value.strip()
        return self.coach.transfer(
            CHANGES[changed],
            self.field("context").value,
            day=self.day,
            amount=number_of("amount", typed) if typed and result is ResultKind.AMOUNT else None,
            errors=whole_of("errors", typed) if typed and result is ResultKind.ERRORS else None,
            score=number_of("score", typed) if typed and result is ResultKind.SCORE else None,
            held=self.field("held").value,
            broke=self.field("broke").value,
            following=self.field("next").value,
        )
