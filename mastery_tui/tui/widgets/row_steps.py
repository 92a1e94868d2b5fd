"""How Enter and the arrows go from row to row of a form."""

from textual import on
from textual.widget import Widget

from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.row import Row


class RowSteps(Widget):
    """For a screen or container of rows: an answer or Enter goes on to the next row, Enter on the last one finishes.

    It stands after the other base class, so that styles come from that one.
    """

    @property
    def rows(self) -> list[Row]:
        """The rows at which the keys stop, top to bottom."""
        return [row for row in self.query(Row) if row.is_stop]

    def finish_rows(self) -> None:
        """Enter on the last row; for subclasses."""
        raise NotImplementedError

    def step_rows(self, by: int) -> None:
        """Go to the row before or after the one in use; the first and last stay where they are."""
        rows = self.rows
        at = next((at for at, row in enumerate(rows) if row.has_focus_within), None)
        if at is not None:
            rows[min(max(at + by, 0), len(rows) - 1)].focus()

    @on(Choice.Answered)
    def _row_answered(self, event: Choice.Answered) -> None:
        if event.moved_on and event.choice is not self.rows[-1]:
            self._after(event.choice)

    @on(Choice.Next)
    def _row_done(self, event: Choice.Next) -> None:
        self._after(event.choice)

    @on(FormField.Next)
    def _field_done(self, event: FormField.Next) -> None:
        self._after(event.field)

    def _after(self, row: Row) -> None:
        rows = self.rows
        if row is rows[-1]:
            self.finish_rows()
        else:
            rows[rows.index(row) + 1].focus()
