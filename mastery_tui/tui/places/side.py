"""What the panel on the right of a wide terminal says."""

from datetime import date

from textual.content import Content

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.timer_views import TimerPanel
from mastery_tui.coach.views import SessionView
from mastery_tui.tui.signs import MarkSet
from mastery_tui.tui.widgets.calendar_lines import week_line
from mastery_tui.tui.widgets.drawing import Piece, cut

CELLS_A_LINE = 4
MOST_NOTED = 320
"""Cells of the last session's note; the day's form has all of it."""


def week_and_last_session(coach: Coach, day: date, marks: MarkSet) -> Content:
    """The day's plan week, and the session before it."""
    pieces: list[Piece | Content] = []
    if not coach.days.begun:
        return Content.assemble((guide.word("checkin", "no_session"), "$quiet"))
    week = coach.plan.week_of(day)
    if week is not None:
        row = coach.plan.week_row(week)
        pieces += [(f"{guide.word('checkin', 'this_week')}\n\n", "bold $foreground")]
        pieces.append(week_line(row, marks, chosen=day, per_line=CELLS_A_LINE))
        kept = ", ".join(part for part in (row.kept, row.remark) if part)
        pieces += [(f"\n\n{kept}\n\n\n", "$foreground")]
    last = coach.days.last_session(day)
    if last is None:
        pieces.append((guide.word("checkin", "no_session"), "$quiet"))
    else:
        pieces += _session(last, marks)
    return Content.assemble(*pieces)


def _session(last: SessionView, marks: MarkSet) -> list[Piece]:
    pieces: list[Piece] = [
        (last.title, "bold $foreground"),
        (f"  {last.remark}\n\n", "$quiet"),
        (last.done, "$foreground"),
    ]
    if last.how:
        pieces.append((f"\n{last.how}", "$foreground"))
    if last.contexts:
        pieces.append((f"\n{last.contexts}", "$quiet"))
    if last.note:
        note = cut(" ".join(last.note.split()), MOST_NOTED, marks)
        pieces.append((f"\n\n'{note}'", "$quiet"))
    return pieces


def practice_so_far(view: TimerPanel) -> Content:
    """The minutes of this week, the routine, and what was noted last."""
    pieces: list[tuple[str, str]] = []
    if view.week:
        pieces.append((guide.word("checkin", "this_week"), "bold $foreground"))
        widest = max(len(done) for _, done, _ in view.week)
        for day, done, recovered in view.week:
            pieces += [(f"\n{day:<9}", "$quiet"), (f"{done:<{widest + 3}}", "$foreground"), (recovered, "$quiet")]
    for title, text in (("routine", view.routine), ("last", view.last)):
        if text:
            gap = "\n\n" if pieces else ""
            pieces += [(gap + guide.word("timer", title), "bold $foreground"), (f"\n{text}", "$quiet")]
    return Content.assemble(*pieces)
