"""What stands in a reflection, by the names of its rows, and the values it means."""

from collections.abc import Mapping

from mastery_tui.practice.records import Conditions
from mastery_tui.practice.reflecting import IMPROVED, SLOTS

from ..views import ReflectView

__all__ = ["CLOSING", "IMPROVED", "PROMPT", "SLOTS", "answers_in", "conditions_in", "names_of", "texts_of"]

PROMPT = ("prompt",)
"""The answer of every week but the third."""
CLOSING = ("evidence", "counter_example", "better_next_week")
"""What goes with an answer; of a week with a prompt only the last."""


def names_of(view: ReflectView) -> tuple[str, ...]:
    """What a week asks for, in its order."""
    return (*IMPROVED, *SLOTS, *CLOSING) if view.three_weeks else (*PROMPT, CLOSING[-1])


def texts_of(view: ReflectView) -> dict[str, str]:
    """What is written for a week, by name; '' for what is not."""
    written = view.written
    if written is None:
        return dict.fromkeys(names_of(view), "")
    told = {name: written.answers.get(name, "") for name in (*IMPROVED, *PROMPT)}
    told |= {slot: getattr(written.conditions, slot) for slot in SLOTS}
    told |= {name: getattr(written, name) for name in CLOSING}
    return {name: told[name] for name in names_of(view)}


def answers_in(texts: Mapping[str, str]) -> dict[str, str]:
    """The answers among some texts."""
    return {name: texts[name] for name in (*IMPROVED, *PROMPT) if name in texts}


def conditions_in(texts: Mapping[str, str]) -> Conditions:
    """The conditions among some texts; '' for one that is not."""
    return Conditions(**{slot: texts.get(slot, "") for slot in SLOTS})
