"""A cycle as one HTML page: its words joined with how it is drawn."""

from mastery_tui.exchange import page as exchange
from mastery_tui.exchange.page.views import PageView

from .context import CoachContext
from .words import page as words, progress, summary


def html(context: CoachContext, *, notes: bool) -> str:
    """The page of the cycle that is looked at, as a whole document.

    Args:
        context: what the Coach works on.
        notes: whether starting conditions, findings, reflections and what else is told in sentences go along.

    Raises:
        Refused: ``cycle.none``.
    """
    return exchange.html(view(context, notes=notes))


def view(context: CoachContext, *, notes: bool) -> PageView:
    """The same before it is drawn.

    Raises:
        Refused: ``cycle.none``.
    """
    timeline = context.shown
    shown = progress.page(timeline)
    return words.page(timeline, shown, summary.page(timeline, shown), notes=notes)
