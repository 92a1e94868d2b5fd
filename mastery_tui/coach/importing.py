"""Days recorded elsewhere: what stands in a file, what becomes of it, and bringing it in."""

from collections.abc import Callable
from pathlib import Path

from mastery_tui.practice.refused import Refused

from .context import CoachContext
from .import_views import (
    Answers,
    BroughtIn,
    CountsView,
    HabitView,
    ImportedDay,
    ImportKind,
    JournalView,
    PreviewView,
    Reading,
    SourceView,
)


class Importing:
    """What brings days in; nothing is changed before it is asked to."""

    def __init__(self, context: CoachContext) -> None:
        self._context = context

    def read(self, kind: ImportKind, file: Path, how: Reading | None = None) -> SourceView:
        """The habits in a file."""
        raise NotImplementedError

    def begin(self, habit: HabitView) -> dict[str, str]:
        """What the questions on a habit begin with."""
        raise NotImplementedError

    def field_of(self, refused: Refused) -> str | None:
        """The field beside which a refusal is said; None where it belongs to none."""
        raise NotImplementedError

    def counts(self, habit: HabitView, answers: Answers) -> CountsView:
        """What would become of a habit's days, counted; quick enough for each key."""
        raise NotImplementedError

    def preview(self, habit: HabitView, answers: Answers) -> PreviewView:
        """What would become of a habit's days."""
        raise NotImplementedError

    def cycle_days(self, preview: PreviewView, place: int) -> tuple[ImportedDay, ...]:
        """The dates of one of a preview's cycles."""
        raise NotImplementedError

    def bring_in(self, preview: PreviewView, told: Callable[[float], None] | None = None) -> BroughtIn:
        """Bring in what a preview showed, as the journal is by then."""
        raise NotImplementedError

    def journal(self, file: Path) -> JournalView:
        """What the whole journal in a file would bring."""
        raise NotImplementedError

    def bring_in_journal(self, file: Path) -> BroughtIn:
        """Bring in the whole journal in a file."""
        raise NotImplementedError
