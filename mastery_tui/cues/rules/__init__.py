"""The rules, one function each; the order here is the table's and settles ties in the banner."""

from typing import Any

from mastery_tui.cues.rule import Rule

from . import adjust, note, pause, recover, support

RULES: tuple[Rule[Any], ...] = (
    support.repeated_pause,
    pause.session_dominated,
    pause.lighter_next,
    recover.restart_due,
    recover.second_cancel,
    recover.welcome_back,
    recover.effort_creep,
    recover.no_rest,
    adjust.time_before_intensity,
    adjust.no_clear_change,
    adjust.one_change,
    adjust.one_source,
    adjust.shrink_minimum,
    adjust.process_missing,
    note.spare_used,
    note.bad_week,
    note.confidence_gap,
    note.depth_first,
    note.fewer_errors,
)
"""All rules of the program."""
