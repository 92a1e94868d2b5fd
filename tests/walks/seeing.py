"""What can be seen of the app from outside: the focus, what is being typed, the keys that act, and the lines drawn."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from textual.app import App
from textual.document._document import Document
from textual.dom import DOMNode
from textual.keys import _character_to_key
from textual.widget import Widget
from textual.widgets import Input, TextArea

from mastery_tui.coach import Coach
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.widgets.number_field import NumberEntry

ALWAYS = ("ctrl+q", "ctrl+p", "f9")
"""The keys that act everywhere."""

SIGNS = {_character_to_key(chr(code)): chr(code) for code in range(32, 127)}
"""The signs that keys type, by the names that Textual gives the keys."""

WEEKS = (1, 2, 3, 4)
"""The weeks that have a reflection."""


class Typing(NamedTuple):
    """What stands in the text with the focus, and what is chosen in it; the caret stands at the end of that."""

    text: str
    first: int
    last: int

    def with_sign(self, sign: str) -> "Typing":
        """The same once a sign is typed."""
        text = self.text[: self.first] + sign + self.text[self.last :]
        return Typing(text, self.first + 1, self.first + 1)


def typing(widget: Widget | None) -> Typing | None:
    """What is being typed in a widget, None where it is no text."""
    if isinstance(widget, Input):
        return Typing(widget.value, *sorted(widget.selection))
    if isinstance(widget, TextArea):
        document = widget.document
        assert isinstance(document, Document)
        first, last = sorted(document.get_index_from_location(each) for each in widget.selection)
        return Typing(widget.text, first, last)
    return None


def takes(widget: Widget, key: str) -> bool:
    """Whether a text takes a key as a sign, as things stand in it."""
    sign = SIGNS.get(key)
    return sign is not None and widget.check_consume_key(key, sign)


def after_sign(widget: Widget, was: Typing, sign: str) -> Typing:
    """What stands in a text once a sign is typed: itself where the sign is not allowed or one too many.

    Only what a number begins with takes the place of one that is marked.
    """
    marked = (was.first, was.last) == (0, len(was.text))
    if isinstance(widget, NumberEntry) and marked and not (sign.isdecimal() or sign in "-+.,"):
        was = was._replace(first=len(was.text))
    typed = was.with_sign(sign)
    if isinstance(widget, Input):
        refused = widget.restrict is not None and re.fullmatch(widget.restrict, typed.text) is None
        full = bool(widget.max_length) and len(typed.text) > (widget.max_length or 0)
        return was if refused or full else typed
    return typed


def lost(app: App[Any]) -> str:
    """What is wrong with the focus, '' for nothing."""
    focused = app.screen.focused
    if focused is None:
        return ""
    if app.screen not in focused.ancestors_with_self or not focused.is_attached:
        return f"the focus is on {focused!r}, which is not on {app.screen!r}"
    leaving = [node for node in focused.ancestors_with_self if isinstance(node, Widget) and node._pruning]
    return f"the focus is in {leaving[0]!r}, which is being removed" if leaving else ""


def missing_keys(app: App[Any]) -> list[str]:
    """Which of the keys that act everywhere do not."""
    # A modal screen hides the app's bindings from `active_bindings`; those with priority act all the same.
    nodes: list[DOMNode] = list((app.screen.focused or app.screen).ancestors_with_self)
    acting = {key for node in nodes for key, binding in node._bindings if binding.priority}
    return [key for key in ALWAYS if key not in acting and key not in app.screen.active_bindings]


def offered(app: App[Any]) -> list[tuple[str, DOMNode]]:
    """The keys that act on what is shown, in an order of their own, each with what it acts on."""
    found = app.screen.active_bindings
    return [(key, found[key].node) for key in sorted(found) if found[key].enabled]


def lines(app: App[Any]) -> list[str]:
    """What is drawn, line by line."""
    return ["".join(segment.text for segment in strip).rstrip() for strip in app.screen._compositor.render_strips()]


def texts(app: App[Any]) -> dict[str, str]:
    """What stands in every text of the screen that is shown, by the widget it stands in."""
    found = {}
    for widget in app.screen.query("Input, TextArea"):
        shown = typing(widget)
        if shown is not None and widget.display:
            found[".".join(each.id or type(each).__name__ for each in reversed(widget.ancestors_with_self))] = (
                shown.text
            )
    return found


def views(coach: Coach) -> dict[str, object]:
    """What faces are given to show."""
    asked: dict[str, Callable[[], object]] = {
        "opening": coach.plan.opening,
        "header": coach.plan.header,
        "status": coach.plan.status_rows,
        "plan": coach.plan.view,
        "calendar": partial(coach.plan.view, by_calendar=True),
        "form": coach.days.form,
        "cue": coach.cues.banner,
        "cues": coach.cues.all,
        "adjustments": coach.plan.open_adjustments,
        "progress": coach.progress.view,
        "timer": coach.timer.rows,
        "earlier cycles": coach.progress.earlier,
        **{f"{day}": partial(coach.plan.day, day) for day in _days(coach)},
        **{f"week {week}": partial(coach.reflections.view, week) for week in WEEKS},
    }
    return {name: _told(ask) for name, ask in asked.items()}


def _days(coach: Coach) -> list[date]:
    timeline = coach.context.timeline
    return [] if timeline is None else [each.day for week in (*WEEKS, 5) for each in timeline.week(week).days]


def _told(ask: Callable[[], object]) -> object:
    try:
        return ask()
    except Refused as refused:
        return refused.code
