"""The command history: all that was recorded, or what a search finds of it."""

from mastery_tui import guide
from mastery_tui.coach.history import Found
from mastery_tui.coach.history_views import HistoryRow
from mastery_tui.guide.signs import MARKS
from mastery_tui.practice.refused import Refused

from .codes import FINE
from .printer import Printer
from .shell import Shell


def history(shell: Shell) -> int:
    """Tell what was recorded, the newest first.

    Raises:
        Refused: ``cycle.none``.
    """
    if shell.coach.state is None:
        raise Refused("cycle.none")
    book = shell.coach.progress.history()
    query = " ".join(shell.all_given("words"))
    found = book.find(query)
    if shell.has("json"):
        shell.out.json(found.rows())
    elif found:
        _show(shell.out, found, plain=shell.has("plain"))
    else:
        shell.out.line(guide.word("history", "none" if query.strip() else "empty"))
    if book.refused is not None:
        raise book.refused
    return FINE


def _show(out: Printer, found: Found, *, plain: bool) -> None:
    first, signs = 0, 1 if out.ascii else 0
    for place, count in enumerate(found.counts):
        section, places = found.section(place), range(first, first + count)
        if plain:
            out.part(f"{section.title}: {section.dates}", *(f"  {found.line(at)}" for at in places))
        else:
            lines = (_line(found.row(at), signs) for at in places)
            out.part(f"{section.title}   {section.dates}", *lines, marks=True)
        first += count


def _line(row: HistoryRow, signs: int) -> str:
    """A row with all that was written, as in 'Wed 18 Nov  15  ● 453, e6, calm: Two false starts'."""
    sign = row.sign if row.mark is None else MARKS[row.mark.value][signs]
    what = ", ".join(part.text for part in (row.result, row.effort, row.feeling) if part.text)
    told = ": ".join(part for part in (what, row.text.text) if part)
    return f"  {row.date.text:10} {row.plan_day:>3}  {sign} {told}"
