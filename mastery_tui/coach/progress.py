"""Whether it gets better: what the page Progress shows, computed once per change."""

from collections.abc import Callable
from datetime import date
from typing import Any, Generic, TypeVar

from mastery_tui.practice.earlier import CycleBand, cycle_band, earlier_cycles
from mastery_tui.practice.timeline import Timeline

from .context import CoachContext
from .history import HistoryBook
from .progress_views import EarlierView, Glance, ProgressView
from .summary_views import SummaryView
from .words import comparisons, progress as words, progress_rows, summary as summary_words

T = TypeVar("T")


class _Kept(Generic[T]):
    """A value that is kept until the journal or the day changes."""

    def __init__(self, context: CoachContext, made: Callable[[], T]) -> None:
        self._context, self._made = context, made
        self._found: tuple[tuple[int, date], T] | None = None

    def __call__(self) -> T:
        key = (self._context.journal.version, self._context.today)
        if self._found is None or self._found[0] != key:
            self._found = (key, self._made())
        return self._found[1]


class Progress:
    """A cycle along its days, beside its baseline, and beside earlier cycles.

    Each view is computed once until the journal or the day changes.
    """

    def __init__(self, context: CoachContext) -> None:
        self._context = context
        self.view: Callable[[], ProgressView] = _Kept(context, self._view)
        """The page Progress but its earlier cycles. Raises :class:`Refused`: ``cycle.none``."""
        self.earlier: Callable[[], EarlierView] = _Kept(context, self._earlier)
        """The cycles before this one that can be compared with it. Raises :class:`Refused`: ``cycle.none``."""
        self.summary: Callable[[], SummaryView] = _Kept(context, self._summary)
        """The page Summary, of the cycle that runs or else the last. Raises :class:`Refused`: ``cycle.none``."""
        self.history: Callable[[], HistoryBook] = _Kept(context, lambda: HistoryBook(context))
        """The page History: what was recorded in every cycle."""
        self.glance: Callable[[], Glance] = _Kept(context, self._glance)
        """The results in a few lines, for beside something else. Raises :class:`Refused`: ``cycle.none``."""

    def _view(self) -> ProgressView:
        return words.page(self._context.shown)

    def _glance(self) -> Glance:
        return words.glance(self._context.shown)

    def rows(self) -> dict[str, Any]:
        """The same as both, in codes and numbers by stable keys; the shell writes it as JSON.

        Raises:
            Refused: ``cycle.none``.
        """
        return progress_rows.rows(self._context.shown, *self._before())

    def summary_rows(self) -> dict[str, Any]:
        """The summary by stable keys; the shell writes it as JSON.

        Raises:
            Refused: ``cycle.none``.
        """
        return progress_rows.summary_rows(self._context.shown, *self._before())

    def _earlier(self) -> EarlierView:
        before, more = self._before()
        return comparisons.earlier(before, cycle_band(self._context.shown), more)

    def _before(self) -> tuple[tuple[CycleBand, ...], int]:
        """The cycles that can be compared with this one, oldest first, and how many more there are."""
        timeline, journal = self._context.shown, self._context.journal
        found = earlier_cycles(journal.cycles(), timeline.records.cycle)
        before = (Timeline.of(journal.records(cycle.id), timeline.today) for cycle in found.shown)
        return tuple(map(cycle_band, before)), found.more

    def markdown(self, *, notes: bool = True) -> str:
        """The page Summary as Markdown.

        Args:
            notes: whether it has what the person wrote to themselves.

        Raises:
            Refused: ``cycle.none``.
        """
        view = self.summary() if notes else summary_words.page(self._context.shown, self.view(), notes=False)
        return view.markdown

    def _summary(self) -> SummaryView:
        return summary_words.page(self._context.shown, self.view())
