"""The routine: what can be changed while the plan runs."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Behaviour, Cycle, Standard, checked, replace
from mastery_tui.practice.text import clean_line, clean_tag
from mastery_tui.tui.widgets.number_field import NumberField

from .form_dialog import FormDialog, line, standard_amount

LINES = {"name": 80, "standard": 200, "anchor_when": 200, "anchor_at": 200, "feedback_source": 120}
"""The fields of one line, and the characters they take."""
CONTEXTS_LENGTH = 140
AMOUNTS = ("target", "minimum")


class RoutineDialog(FormDialog[Cycle]):
    """Shows the routine as it is and keeps what was changed: its words as one change, its amounts as another."""

    SAID_AT: ClassVar[dict[str, str]] = {
        "minimum.above_target": "minimum",
        "tag.shape": "contexts",
        "contexts.twice": "contexts",
    }

    def __init__(self, coach: Coach) -> None:
        """Open it.

        Args:
            coach: the Coach.
        """
        super().__init__(coach)
        self.cycle = coach.running.records.cycle
        self.dialog_title = guide.word("plan", "routine")

    def compose_body(self) -> Iterable[Widget]:
        """The behaviour, its amounts, its moment, its feedback, its contexts and its rest days."""
        words = guide.setup_words().fields
        behaviour = self.cycle.behaviour
        for name in ("name", "standard"):
            yield line(words[name].label, name, LINES[name], value=getattr(behaviour, name))
        if behaviour.unit:
            for name in AMOUNTS:
                yield NumberField(
                    words[name].label,
                    value=guide.number(getattr(self.cycle.standards[-1], name)),
                    unit=behaviour.unit,
                    hint=words[name].hint,
                    boxed=True,
                    id=name,
                    classes="-gap" if name == "target" else None,
                )
        for name in ("anchor_when", "anchor_at", "feedback_source"):
            value = getattr(behaviour, name)
            yield line(words[name].label, name, LINES[name], value=value, gap=name == "anchor_when")
        tags = " ".join(f"@{tag}" for tag in behaviour.contexts)
        hint = words["contexts"].hint
        yield line(words["contexts"].label, "contexts", CONTEXTS_LENGTH, value=tags, placeholder=hint, gap=True)

    def save(self) -> Cycle:
        """Keep what was changed.

        Raises:
            Refused: a value out of bounds; then nothing is changed.
        """
        behaviour, standard = self._typed_behaviour(), self._typed_standard()
        return self.coach.edit(
            name=behaviour.name,
            standard=behaviour.standard,
            feedback_source=behaviour.feedback_source,
            contexts=behaviour.contexts,
            anchor_when=behaviour.anchor_when,
            anchor_at=behaviour.anchor_at,
            target=standard.target,
            minimum=standard.minimum,
        )

    def _typed_behaviour(self) -> Behaviour:
        tags = tuple(clean_tag(part) for part in self.field("contexts").value.replace(",", " ").split())
        texts = {name: clean_line(self.field(name).value) for name in LINES}
        return checked(replace(self.cycle.behaviour, contexts=tags, **texts))

    def _typed_standard(self) -> Standard:
        standard = self.coach.running.records.cycle.standards[-1]
        if not self.cycle.behaviour.unit:
            return standard
        amounts = {name: standard_amount(name, self.field(name).value) for name in AMOUNTS}
        return checked(replace(standard, **amounts))
