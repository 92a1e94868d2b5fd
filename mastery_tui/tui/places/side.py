"""What the panel on the right of a wide terminal says."""

from datetime import date

from textual.content import Content

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.tui.signs import MarkSet
from mastery_tui.tui.widgets.calendar_lines import week_line

CELLS_A_LINE = 4


def week_and_last_session(coach: Coach, day: date, marks: MarkSet) -> Content:
    """The day's plan week, and the session before it."""
    pieces: list[tuple[str, str] | Content] = []
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
        return Content.assemble(*pieces)
    pieces += [(last.title, "bold $foreground"), (f"  {last.remark}\n\n", "$quiet"), (last.done, "$foreground")]
    if last.how:
        pieces.append((f"\n{last.how}", "$foreground"))
    if last.contexts:
        pieces.append((f"\n{last.contexts}", "$quiet"))
    if last.note:
        pieces.append((f"\n\n“{last.note}”", "$quiet"))
    return Content.assemble(*pieces)
