"""The timer in lines: its heading, the line of the session, what helps now, and what today asks for."""

import re
from collections.abc import Mapping

from mastery_tui.coach.timer_views import TimerView
from mastery_tui.practice.choices import TimerState
from mastery_tui.tui.signs import MarkSet, plot_signs
from mastery_tui.tui.widgets.drawing import Piece, fold, link, width_of
from mastery_tui.tui.widgets.drawn import Line

LABELS = 14
"""Cells of the labels."""
_GAP = 2
_SAID_FIRST = (TimerState.RECOVERING, TimerState.OVER, TimerState.LEFT, TimerState.ASKING)
"""The states whose first sentence is what matters now."""
STOPPED = (TimerState.RECOVERING, TimerState.OVER)
"""The states in which the first move can be written."""


def heading(view: TimerView, width: int) -> list[Line]:
    """What it is at, and since when; on a line of its own where that does not fit.

    Args:
        view: what the timer shows.
        width: the cells of a line.
    """
    beside = "   " + view.beside
    if width_of(view.heading + beside) <= width:
        return [[(view.heading, "bold $foreground"), (beside, "$quiet")]]
    return [[(view.heading, "bold $foreground")], *([(line, "$quiet")] for line in fold(view.beside, width))]


def session_line(view: TimerView, width: int, marks: MarkSet) -> list[Line]:
    """The session at a glance: what was practiced, and the recoveries in between.

    Args:
        view: what the timer shows.
        width: the cells of a line.
        marks: the set that is drawn with.
    """
    if not view.first:
        return []
    signs = plot_signs(marks)
    around = len(view.first) + len(view.last) + 2 * _GAP
    cells = _scaled(view.cells, width - around)
    line: Line = [(view.first + " " * _GAP, "$quiet")]
    for practiced in cells:
        line.append(
            (signs.strong[0], "$primary") if practiced else (signs.dashes[0] if not marks.plain else ".", "$quiet")
        )
    return [[*line, (" " * _GAP + view.last, "$quiet")]]


def _scaled(cells: tuple[bool, ...], room: int) -> tuple[bool, ...]:
    """As many cells as there is room for."""
    if len(cells) <= room:
        return cells
    return tuple(cells[at * len(cells) // room] for at in range(room))


def sentences(view: TimerView, width: int, *, keys: Mapping[str, str]) -> list[Line]:
    """What helps now, with the keys that it names.

    Args:
        view: what the timer shows.
        width: the cells of a line.
        keys: by each key that a sentence may name, the key that is pressed by a click.
    """
    if view.closed:
        return [[(line, "$foreground")] for line in fold(view.closed, width)]
    lines = [(view.gap, "$foreground")] if view.gap else []
    for at, text in enumerate(view.lines):
        lines.append((text, "$foreground" if not at and view.state in _SAID_FIRST else "$quiet"))
    return [_with_keys(line, style, keys) for text, style in lines for line in fold(text, width)]


def _with_keys(text: str, style: str, keys: Mapping[str, str]) -> Line:
    """A line with each key that it names in the accent."""
    pieces: list[Piece] = []
    for part in re.split(rf"(?<= )({'|'.join(keys)})(?= )" if keys else r"(?!)", text):
        pieces.append(
            link((part, "bold $primary"), f"app.simulate_key('{keys[part]}')") if part in keys else (part, style)
        )
    return pieces


def facts(view: TimerView, width: int) -> list[Line]:
    """The first move, the day's task and the standard; of a recovery nothing, for the work is left alone.

    Args:
        view: what the timer shows.
        width: the cells of a line.
    """
    if view.state in STOPPED or view.closed:
        return []
    lines: list[Line] = []
    for label, text in view.rows:
        first, *rest = fold(text, width - LABELS) or [""]
        lines.append([(label.ljust(LABELS), "$quiet"), (first, "$foreground")])
        lines += [[(" " * LABELS + line, "$foreground")] for line in rest]
    if view.rows and view.goal:
        lines.append([(" " * LABELS + view.goal, "$quiet")])
    return lines
