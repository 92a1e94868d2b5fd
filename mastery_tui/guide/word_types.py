"""What the guide hands out: small named tuples of words."""

from datetime import date
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


class CareWords(NamedTuple):
    """Limits and safety.

    Attributes:
        title: the heading.
        lines: one paragraph each.
        confirm: the sentence that setup has confirmed.
    """

    title: str
    lines: tuple[str, ...]
    confirm: str


class SourceWords(NamedTuple):
    """What a rule leans on: how it is cited in a line, what it is, and the one thing that is taken from it."""

    label: str
    text: str
    says: str


class SupportLine(NamedTuple):
    """A number (or an address) and where it works."""

    number: str
    where: str


class SupportWords(NamedTuple):
    """The support screen, from top to bottom.

    Attributes:
        stop: the heading.
        scope: what the screen does not do.
        danger_label: label of the emergency numbers.
        danger: emergency numbers.
        danger_otherwise: for everywhere else.
        talk_label: label of the people to talk to.
        talk: who they are.
        lines: helplines.
        own_label: label of the person's own contact.
        own_none: what stands there while the settings name none.
        signs_label: label of the person's own signs to pause.
        as_of: the sentence that dates the numbers.
        verified_on: the day the numbers were looked up.
        review: note for those who make a release.
        back: the key that leaves.
        pause: the key that pauses the plan.
    """

    stop: str
    scope: str
    danger_label: str
    danger: tuple[SupportLine, ...]
    danger_otherwise: str
    talk_label: str
    talk: str
    lines: tuple[SupportLine, ...]
    own_label: str
    own_none: str
    signs_label: str
    as_of: str
    verified_on: date
    review: str
    back: str
    pause: str


class LayerWords(NamedTuple):
    """One of the four layers."""

    name: str
    text: str


class MistakeWords(NamedTuple):
    """Where people overdo it, and what the program does about it."""

    mistake: str
    answer: str


class FieldWords(NamedTuple):
    """A field of setup: its label, the faint words after it, and the help beside it."""

    label: str
    hint: str
    help_title: str
    help: str


class SetupWords(NamedTuple):
    """Setup's words: the header, the question of steps 1 to 3, and the fields by name."""

    header: str
    questions: dict[int, str]
    fields: dict[str, FieldWords]


class ExampleWords(NamedTuple):
    """A complete example of a behaviour: what setup offers on Enter.

    ``target`` and ``minimum`` are 1 where ``unit`` is '' (yes or no); weekdays are ISO, Monday is 1; contexts have no
    ``@``; ``result``, ``better`` and ``feedback_kind`` are the values of the records.
    """

    key: str
    like: str
    name: str
    standard: str
    unit: str
    target: float
    minimum: float
    result: str
    better: str
    anchor_when: str
    anchor_at: str
    feedback_source: str
    feedback_kind: str
    contexts: tuple[str, ...]
    starting_conditions: str
    transfer_idea: str
    rest_weekdays: tuple[int, ...]
    better_in_a_week: str
