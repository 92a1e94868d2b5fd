"""What is answered about cues and rules."""

from datetime import date
from typing import Literal

from msgspec import Struct

from mastery_tui.cues.params import OriginKind

from ..views import RuleView

Severity = Literal["support", "pause", "recover", "adjust", "note"]
Standing = Literal["firing", "acknowledged", "snoozed", "muted"]


class Seen(Struct):
    """A fact that a rule saw."""

    day: date
    field: str
    value: int | float | str


class Evidence(Struct):
    """What made a rule say so.

    Attributes:
        rows: the facts, in the order of their dates.
        observed: the figure that was seen.
        threshold: the figure it is held against.
        clears_when: what clears the cue, in words.
    """

    rows: list[Seen]
    observed: float
    threshold: float
    clears_when: str


class Origin(Struct):
    """What a rule rests on, as a kind and in words."""

    kind: OriginKind
    source: str


class Cue(Struct):
    """What the program advises, and why.

    Attributes:
        rule: the id of its rule.
        severity: how much it weighs.
        state: where it stands; one that is not firing shows nowhere by itself.
        muted_by: the id of the rule that mutes it.
        since: the date on which it began.
        own: a sentence in the person's own words, '' for none.
    """

    rule: str
    severity: Severity
    state: Standing
    muted_by: str | None
    since: date
    title: str
    message: str
    next_step: str
    own: str
    evidence: Evidence
    origin: Origin


class Cues(Struct):
    """The cues, the weightiest first; with --all those too that are answered or muted."""

    schema: Literal[2]
    cues: list[Cue]


class Rules(Struct):
    """Every rule, the weightiest first."""

    schema: Literal[1]
    rules: list[RuleView]
