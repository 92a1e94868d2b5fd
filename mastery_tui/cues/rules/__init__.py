"""The rules, one function each; the order here is the table's and settles ties in the banner."""

from typing import Any

from mastery_tui.cues.shapes import Rule

from . import adjust, note, pause, recover

RULES: tuple[Rule[Any], ...] = (
    pause.session_dominated,
    recover.restart_due,
    recover.second_cancel,
    adjust.no_clear_change,
    adjust.one_change,
    note.spare_used,
)
"""All rules of the program."""
