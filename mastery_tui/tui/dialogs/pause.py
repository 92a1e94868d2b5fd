"""The pause: from when, until when, and why."""

from collections.abc import Iterable
from datetime import date

from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.practice.choices import PauseReason
from mastery_tui.practice.records import Pause
from mastery_tui.tui.dialogs.form_dialog import FormDialog, date_line, options, sentence


class PauseDialog(FormDialog[Pause]):
    """Lets the plan stand still, now or later; says while typing how many recorded days it covers."""

    NAME = "pause"
    TITLE_WORD = ("dialogs", "pause_title")
    OF_DAY = True

    def prepare(self) -> None:
        """Begin it today, or on a day ahead that it is opened for."""
        super().prepare()
        self.day = max(self.day, self.coach.today, self.cycle.started_on)

    def compose_body(self) -> Iterable[Widget]:
        """From, until, reason, and what lies inside."""
        words, ahead = guide.words("dialogs"), self.day > self.coach.today
        first = guide.date_words(self.day, "day_month") if ahead else guide.word("relative_days", "today")
        yield date_line(words["pause_first"], "first", proposed=first)
        yield date_line(words["pause_last"], "last")
        yield options(words["pause_reason"], "reason", PauseReason, "pause_reasons", gap=True)
        yield sentence("", name="covers", gap=True)

    def follow_typing(self) -> None:
        """Write the dates out beside what is typed, and count what lies inside."""
        first = self.write_out("first", guide.date_words(self.opened_on, "long"))
        last = self.write_out("last", guide.word("dialogs", "pause_last_hint"))
        readable = all(found or not self.said(name) for name, found in (("first", first), ("last", last)))
        begin = first or self.opened_on
        covered = self.owner.attempt(lambda: self.coach.days.covered(begin, last)) if readable else ""
        covers = self.query_one("#covers", Static)
        covers.display = bool(covered)
        covers.update(covered or "")

    def what(self) -> str:
        """The pause, by its first day."""
        return guide.change_words("pause", day=self._first)

    @property
    def _first(self) -> date:
        return self.date_in("first") or self.opened_on

    def save(self) -> Pause:
        """Pause the plan.

        Raises:
            Refused: a date that cannot be read, out of range, or before the first.
        """
        reason = self.said("reason")
        return self.coach.days.pause(self._first, self.date_in("last"), PauseReason(reason) if reason else None)
