"""The results so far in a few lines, for a panel: the plot of Progress without its labels, and a sentence."""

from typing import TYPE_CHECKING

from mastery_tui.tui.signs import MarkSet
from mastery_tui.tui.widgets.axis import Axis
from mastery_tui.tui.widgets.cells import Cells
from mastery_tui.tui.widgets.drawing import Piece
from mastery_tui.tui.widgets.plot import Plot

if TYPE_CHECKING:
    from mastery_tui.coach.progress_views import Glance

ROWS = 4


def small_plot(view: "Glance", gap: str, marks: MarkSet) -> list[Piece]:
    """The results over the days, a cell a day, and what may be said of them; nothing where nothing is counted.

    Args:
        view: the results.
        gap: what parts the heading from the plot.
        marks: the signs to draw with.
    """
    if not view.line:
        return []
    pieces: list[Piece] = [(f"{view.heading}{gap}", "bold $foreground")]
    axis = Axis(view.length, 1, 0)
    plot = Plot.of(view, axis, ROWS, marks)
    if plot is not None:
        cells = Cells(axis.width, ROWS)
        plot.draw(cells)
        for row in range(ROWS):
            pieces += [*cells.line(row), ("\n", "")]
    return [*pieces, (view.line, "$quiet")]
