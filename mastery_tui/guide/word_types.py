"""What the guide hands out of a plan: small named tuples of words."""

from typing import NamedTuple


class TaskWords(NamedTuple):
    """A plan day's task: title (44 characters at most), how (150), and both in one line (76)."""

    title: str
    how: str
    line: str


class WeekWords(NamedTuple):
    """A plan week; week 5 is the wrap-up and has no prompt. ``tip`` is '' in most weeks."""

    name: str
    theme: str
    prompt_id: str
    prompt: str
    done_when: str
    tip: str = ""


class CueWords(NamedTuple):
    """A cue: what was seen and why it matters, one next step, the rule in words, what clears it, its origin."""

    title: str
    message: str
    next: str
    rule: str
    clears: str
    origin: str
