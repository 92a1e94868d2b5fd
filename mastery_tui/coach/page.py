"""A cycle as one HTML page: its words joined with how it is drawn."""

from mastery_tui.exchange import page as exchange
from mastery_tui.exchange.page.views import PageView
from mastery_tui.practice.timeline import Timeline

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
    return exchange.html(view(context.shown, notes=notes))


def view(timeline: Timeline, *, notes: bool) -> PageView:
    """The same before it is drawn."""
    shown = progress.page(timeline)
    return words.page(timeline, shown, summary.page(timeline, shown), notes=notes)
