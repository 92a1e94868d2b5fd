"""The pause: from when, until when, and why."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Pause, PauseReason
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import FormField

from .form_dialog import FormDialog, date_line, sentence

REASONS = tuple(PauseReason)


class PauseDialog(FormDialog[Pause]):
    """Lets the plan stand still, now or later; says while typing how many check-ins lie inside."""

    SAID_AT: ClassVar[dict[str, str]] = {"pause.range": "first", "pause.order": "last"}

    def __init__(self, coach: Coach, first: date | None = None) -> None:
        """Open it.

        Args:
            coach: the Coach.
            first: the date it begins with, today where none is named.
        """
        super().__init__(coach)
        self.first = first or coach.today
        self.dialog_title = guide.word("dialogs", "pause_title")

    def compose_body(self) -> Iterable[Widget]:
        """From, until, reason, and what lies inside."""
        words = guide.words("dialogs")
        first = guide.word("relative_days", "today") if self.first == self.coach.today else self._typed(self.first)
        yield date_line(words["pause_first"], "first", value=first)
        yield date_line(words["pause_last"], "last")
        reasons = tuple(guide.word("pause_reasons", reason.value) for reason in REASONS)
        yield Choice(words["pause_reason"], reasons, id="reason", classes="-gap")
        yield sentence("", name="covers", gap=True)

    def on_mount(self) -> None:
        """Say what the dates mean."""
        self._follow()

    @on(FormField.Changed)
    def _follow(self) -> None:
        """Write the dates out beside what is typed, and count what lies inside."""
        first = self._read("first", guide.date_words(self.coach.today, "long"))
        last = self._read("last", guide.word("dialogs", "pause_last_hint"))
        inside = 0
        if first is not None and (last is not None or not self.field("last").value.strip()):
            inside = self.coach.recorded_between(first, last)
        covers = self.query_one("#covers", Static)
        covers.display = inside > 0
        covers.update(guide.say("dialogs", "pause_covers_one" if inside == 1 else "pause_covers", n=inside))

    def _read(self, name: str, blank: str) -> date | None:
        """The date in a field, with its words as the hint; today for an empty first one."""
        field = self.field(name)
        try:
            found = self.date_in(name)
        except Refused:
            field.hint = ""
            return None
        field.hint = blank if found is None else guide.date_words(found, "long")
        return self.coach.today if found is None and name == "first" else found

    def save(self) -> Pause:
        """Pause the plan.

        Raises:
            Refused: a date that cannot be read, out of range, or before the first.
        """
        number = self.chosen("reason")
        reason = None if number is None else REASONS[number]
        return self.coach.pause(self.date_in("first"), self.date_in("last"), reason)

    def _typed(self, day: date) -> str:
        return guide.date_words(day, "day_month")
