"""The page after saving a check-in: what it means, and what tomorrow asks."""

from textual.content import Content

from mastery_tui import guide
from mastery_tui.coach.views import SavedView
from mastery_tui.tui.signs import MarkSet
from mastery_tui.tui.widgets.calendar_lines import week_line
from mastery_tui.tui.widgets.drawing import Piece

WEEK_LABEL = 11


def what_was_saved(view: SavedView, marks: MarkSet, room: int) -> Content:
    """What was saved, and the week it belongs to.

    Args:
        view: what is shown after saving.
        marks: the signs to draw with.
        room: the cells of a line.
    """
    pieces: list[Piece | Content] = [
        (marks.of(view.mark), "$primary"),
        (f" {guide.word('saved', 'saved')}", "bold $foreground"),
        (f"   {', '.join(part for part in (view.title, view.cycle) if part)}\n\n", "$quiet"),
        (view.line, "$foreground"),
        (f"\n{view.spare}" if view.spare else "", "$quiet"),
    ]
    if view.week is not None:
        pieces.append(("\n\n\n", ""))
        row, label, chosen = view.week, view.week.label, view.day
        pieces.append(
            week_line(row, marks, chosen=chosen, label=label, label_width=WEEK_LABEL, kept=row.kept, room=room)
        )
    if view.week_over:
        pieces += [("\n", ""), *((f"\n{line}", "$quiet") for line in view.week_over)]
    return Content.assemble(*pieces)


def what_comes(view: SavedView) -> Content:
    """What the day after asks; '' for nothing.

    Args:
        view: what is shown after saving.
    """
    lines: list[Piece] = [(view.tomorrow, "bold $foreground")] if view.tomorrow else []
    if view.task:
        lines += [(f"\n{view.task}", "$foreground"), (f"\n{view.how}", "$quiet")]
    return Content.assemble(*lines)
