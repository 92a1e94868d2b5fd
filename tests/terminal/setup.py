"""Going through Setup in a real terminal: Enter takes an example only once it was seen."""

from mastery_tui import guide
from mastery_tui.coach.typed.setup import FIELDS
from tests.terminal.screen import Terminal

BROUGHT = "feedback_kind"
"""The row that an example answers along with the one before."""
QUIET = 0.05
"""Seconds without anything drawn after which all is."""


def take_examples(app: Terminal, step: int, first: str = "") -> None:
    """Press Enter at each row of a step, once its help tells that the keys are there.

    Args:
        app: the app, on that step.
        step: the step.
        first: the row to begin with, the step's first where it is ''.
    """
    fields = [field for field in FIELDS[step] if field != BROUGHT]
    for field in fields[fields.index(first) if first else 0 :]:
        app.until(guide.setup_words().fields[field].help_title)
        while app.read(QUIET):  # The row itself can be drawn after its help.
            pass
        app.press("enter")
