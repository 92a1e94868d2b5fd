"""The transfer test: the same skill in a changed context."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach.typed.numbers import number_in
from mastery_tui.practice.choices import Changed, ResultKind
from mastery_tui.practice.records import TransferTest
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.dialogs.form_dialog import FormDialog, line, options
from mastery_tui.tui.widgets.number_field import NumberField

LONGEST_CONTEXT = 200
LONGEST = 500


class TransferDialog(FormDialog[TransferTest]):
    """Asks what was changed, the result there, and what held, broke and comes next."""

    NAME = "transfer"
    TITLE_WORD = ("dialogs", "transfer_title")

    def compose_body(self) -> Iterable[Widget]:
        """What was changed, the result, and what came of it."""
        words, behaviour = guide.words("dialogs"), self.cycle.behaviour
        yield options(words["transfer_changed"], "changed", Changed, "changed")
        idea = behaviour.transfer_idea
        placeholder = idea or words["transfer_context_hint"]
        where = line(words["transfer_context"], "context", LONGEST_CONTEXT, placeholder=placeholder)
        where.take_placeholder = bool(idea)
        yield where
        result = behaviour.result
        if result is not ResultKind.NONE:
            unit = behaviour.unit if result is ResultKind.AMOUNT else ""
            label = guide.word("checkin", result.value)
            reads = partial(number_in, result.value, unit=unit)
            yield NumberField(label, reads=reads, id=result.value, unit=unit, boxed=True, classes="-gap")
        for at, name in enumerate(("held", "broke", "next")):
            yield line(words[name], name, LONGEST, placeholder=words[f"{name}_hint"], gap=at == 0)

    def save(self) -> TransferTest:
        """Record the test for today.

        Raises:
            Refused: without what was changed and where, or a result out of bounds.
        """
        said = self.said
        if not said("changed"):
            raise Refused("changed.missing", field="changed")
        behaviour = self.cycle.behaviour
        result: dict[str, Any] = {}
        if typed := said(behaviour.result.value):
            result[behaviour.result.value] = number_in(behaviour.result.value, typed, behaviour.unit)
        return self.coach.plan.transfer(
            Changed(said("changed")),
            said("context"),
            **result,
            held=said("held"),
            broke=said("broke"),
            following=said("next"),
        )
