"""A bar for what takes longer than a moment, where a person looks on."""

import threading
from types import TracebackType
from typing import TYPE_CHECKING

from mastery_tui import guide

from .printer import Printer

if TYPE_CHECKING:
    from rich.progress import Progress

COLOR = "cyan"
A_MOMENT = 1.0
"""Seconds that pass before anything is drawn."""


class Waiting:
    """Draws a bar on the terminal's error output, from the second second on, and takes it away again at the end."""

    def __init__(self, err: Printer) -> None:
        """Draw nothing yet; where no terminal is, nothing ever is.

        Args:
            err: where errors are written.
        """
        self._drawn: Progress | None = None
        self._over = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(A_MOMENT, self._draw)
        self._timer.daemon = True
        self._sees = err.terminal
        self._ascii = err.ascii

    def __enter__(self) -> "Waiting":
        if self._sees:
            self._timer.start()
        return self

    @property
    def drawn(self) -> bool:
        """Whether there is anything to see."""
        return self._drawn is not None

    def __call__(self, part: float) -> None:
        """Say how much is done.

        Args:
            part: 0 to 1.
        """
        if self._drawn is not None:
            self._drawn.update(self._drawn.task_ids[0], total=1, completed=part)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._over = True
            if self._drawn is not None:
                self._drawn.stop()

    def _draw(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._over:
                return
            bar = BarColumn(style="dim", complete_style=COLOR, finished_style=COLOR, pulse_style=COLOR)
            columns = (TextColumn("{task.description}"), bar, TimeElapsedColumn())
            console = Console(stderr=True, safe_box=self._ascii)
            drawn = Progress(*columns, console=console, transient=True)
            drawn.add_task(guide.word("importing", "working"), total=None)
            drawn.start()
            self._drawn = drawn
