"""The page after saving a check-in: what it means, and what tomorrow asks."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.shapes import SavedView
from mastery_tui.tui.marks import MarkSet, marks_of
from mastery_tui.tui.widgets.calendar_lines import week_line
from mastery_tui.tui.widgets.cue_banner import CueBanner
from mastery_tui.tui.widgets.drawing import Piece

WEEK_LABEL = 11


class SavedPage(Vertical):
    """What is said after saving; the keys are the screen's."""

    DEFAULT_CSS = """
    SavedPage { height: auto; }
    """

    def __init__(self, coach: Coach, day: date) -> None:
        """Take what is shown.

        Args:
            coach: the one door.
            day: the day that was saved.
        """
        super().__init__(id="saved")
        self._coach = coach
        self._day = day

    def compose(self) -> ComposeResult:
        """Saved, the cue, tomorrow."""
        yield Static(id="saved-day", classes="text", markup=False)
        yield CueBanner(id="saved-cue", classes="-gap")
        yield Static(id="saved-next", classes="text gap", markup=False)

    def on_mount(self) -> None:
        """Show it."""
        self.show(self._coach, self._day)

    def show(self, coach: Coach, day: date) -> None:
        """Show a day that was saved.

        Args:
            coach: the one door.
            day: the day.
        """
        self._coach, self._day = coach, day
        if not self.query("#saved-day"):
            return  # Shown as soon as its parts are there.
        view = coach.saved(day)
        self.query_one("#saved-day", Static).update(_saved(view, marks_of(self.app)))
        self.query_one("#saved-cue", CueBanner).cue = coach.cue()
        coming = self.query_one("#saved-next", Static)
        coming.display = bool(view.tomorrow)
        lines: list[Piece] = [(view.tomorrow, "bold $foreground")]
        if view.task:
            lines += [(f"\n{view.task}", "$foreground"), (f"\n{view.how}", "$quiet")]
        coming.update(Content.assemble(*lines))


def _saved(view: SavedView, marks: MarkSet) -> Content:
    pieces: list[Piece | Content] = [
        (marks.of(view.mark), "$primary"),
        (f" {guide.word('saved', 'saved')}", "bold $foreground"),
        (f"   {view.title}\n\n", "$quiet"),
        (view.line, "$foreground"),
    ]
    if view.week is not None:
        pieces.append(("\n\n\n", ""))
        row = view.week
        pieces.append(week_line(row, marks, chosen=view.day, label=row.label, label_width=WEEK_LABEL, kept=row.kept))
    return Content.assemble(*pieces)
