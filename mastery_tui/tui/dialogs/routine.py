"""The routine: what can be changed while the plan runs."""

from collections.abc import Iterable

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach.typed.numbers import number_in
from mastery_tui.coach.typed.setup import error_kinds_of, error_kinds_words
from mastery_tui.coach.typed.text import tags_of
from mastery_tui.coach.words.phrases import tags
from mastery_tui.practice.records import Cycle
from mastery_tui.tui.dialogs.form_dialog import FormDialog, amount_line, line

LINES = {"name": 80, "standard": 200, "anchor_when": 200, "anchor_at": 200, "feedback_source": 120}
"""The fields of one line, and the characters they take."""
CONTEXTS_LENGTH = 140
AMOUNTS = ("target", "minimum")
LONGEST_SIGNS = 200
ERROR_KINDS_LENGTH = 250


class RoutineDialog(FormDialog[Cycle | str]):
    """Shows the routine as it is, and changes what was edited in it.

    On a day whose task asks to write something down it opens at the row that keeps it.
    """

    NAME = "routine"
    TITLE_WORD = ("plan", "routine")
    CHANGE = "edit"

    def prepare(self) -> None:
        """Look which row the day's task is about."""
        self.begins_at = self.coach.plan.answer_field(self.day)
        super().prepare()

    def compose_body(self) -> Iterable[Widget]:
        """The behaviour, its amounts, its moment, its feedback and its contexts."""
        words, behaviour = guide.setup_words().fields, self.cycle.behaviour
        for name, longest in LINES.items():
            value = getattr(behaviour, name)
            yield line(words[name].label, name, longest, value=value, gap=name == "anchor_when")
            if name == "standard" and behaviour.unit:
                yield from self._amounts(behaviour.unit)
        hint = words["contexts"].hint
        yield line(
            words["contexts"].label,
            "contexts",
            CONTEXTS_LENGTH,
            value=tags(behaviour.contexts),
            placeholder=hint,
            gap=True,
        )
        signs, kinds = behaviour.pause_signs, error_kinds_words(behaviour.error_kinds)
        said = guide.words("dialogs")
        label, hint = guide.word("plan", "pause_signs"), said["pause_signs_hint"]
        yield line(label, "pause_signs", LONGEST_SIGNS, value=signs, placeholder=hint, gap=True)
        hint = said["error_kinds_hint"]
        yield line(said["error_kinds"], "error_kinds", ERROR_KINDS_LENGTH, value=kinds, placeholder=hint)
        if self.coach.reflections.open_week() == 1:
            label, hint = words["better_in_a_week"].label, guide.word("reflect", "better_hint")
            aim = behaviour.better_in_a_week
            yield line(label, "better_in_a_week", LONGEST_SIGNS, value=aim, placeholder=hint)

    def _amounts(self, unit: str) -> Iterable[Widget]:
        standard, words = self.cycle.standards[-1], guide.setup_words().fields
        for name in AMOUNTS:
            yield amount_line(name, unit, getattr(standard, name), hint=words[name].hint, gap=name == "target")

    def save(self) -> Cycle | str:
        """Keep what was edited; the rest is as it is recorded by now. Says where it shows only after easier days.

        Raises:
            Refused: a value out of bounds; then nothing is changed.
        """
        edited = self.changed
        unit = self.cycle.behaviour.unit
        amounts = {name: number_in(name, edited[name], unit) for name in AMOUNTS if name in edited}
        changed = self.coach.plan.edit(
            name=edited.get("name"),
            standard=edited.get("standard"),
            feedback_source=edited.get("feedback_source"),
            contexts=tags_of(edited["contexts"]) if "contexts" in edited else None,
            anchor_when=edited.get("anchor_when"),
            anchor_at=edited.get("anchor_at"),
            pause_signs=edited.get("pause_signs"),
            error_kinds=error_kinds_of(edited["error_kinds"]) if "error_kinds" in edited else None,
            better_in_a_week=edited.get("better_in_a_week"),
            target=amounts.get("target"),
            minimum=amounts.get("minimum"),
            raising=self.raising,
        )
        return self.coach.easier.edit_shows_later(*amounts) or changed
