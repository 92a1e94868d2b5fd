"""What rules and cues are made of."""

from collections.abc import Callable
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any, Generic

from msgspec import Struct

from .facts import Facts, Row as Row
from .params import OriginKind, P


class Severity(IntEnum):
    """How much a cue weighs; a firing one mutes all that weigh less."""

    NOTE = 1
    ADJUST = 2
    RECOVER = 3
    PAUSE = 4
    SUPPORT = 5

    @property
    def word(self) -> str:
        """The severity's own word, as in a rule's id."""
        return self.name.lower()


class State(StrEnum):
    """Where a cue stands."""

    FIRING = "firing"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    MUTED = "muted"


class Step(StrEnum):
    """What a rule's next step does, for a face that has one key for it; none is something a person does elsewhere."""

    NONE = "none"
    SUPPORT_SCREEN = "support_screen"
    REST_TOMORROW = "rest_tomorrow"
    MINIMUM_TOMORROW = "minimum_tomorrow"
    TIMER = "timer"
    COUNT_AS_PAUSE = "count_as_pause"
    REDUCE = "reduce"
    PARK_OTHERS = "park_others"
    HALVE_MINIMUM = "halve_minimum"


class Origin(Struct, frozen=True):
    """What a rule rests on: a kind, and the key of its source."""

    kind: OriginKind
    source: str


class Evidence(Struct, frozen=True):
    """What made a rule fire.

    Attributes:
        rows: the facts, in the order of their dates.
        observed: the figure that was seen.
        threshold: the figure it is held against.
        clears_when: the key of the condition that clears it.
        variant: which of the rule's texts says it, '' for the usual one.
        figures: what that text names beside what was observed.
        acts: whether the rule's next step goes with that text.
    """

    rows: tuple[Row, ...]
    observed: float
    threshold: float
    clears_when: str
    variant: str = ""
    figures: dict[str, float] = {}
    acts: bool = True


class Rule(Struct, Generic[P], frozen=True):
    """A rule: when it fires, when it clears, and how it behaves in between.

    Attributes:
        id: its name, family first.
        origin: what it rests on.
        params: the struct of its thresholds.
        fires: the evidence as of a day, None where there is none.
        clears: whether, as of a day after it fired, the episode that began on the given date is over.
        cooldown_days: practice dates it stays quiet after clearing.
        about_time: whether it is about a date itself, so that it may fire on a day without a row written for it.
        replaces: ids of rules that say less about the same thing and stand back while this one holds.
        sources: keys of what the rule leans on, in the guide's ``sources``; no source says that the rule is proven.
        step: what its next step does.
        later: the variant of its text from the day after it fired on, '' for none.
        yields_to: ids of rules that say more from the day after it fired on: it mutes none of them, and the banner
            shows them first.
        quiet_once_answered: whether it mutes nothing once it is acknowledged or snoozed; so does all below pause.
        heard_on_its_day: whether nothing mutes it on the day on which it fired.
        ends_at_once: whether it may clear on the very day on which it fired.
        said_anew: whether each day says it anew, so that an answer given since the first of its rows is one to it.
        within: a rule that has to hold for this one to fire; its evidence is handed to ``fires`` too.
    """

    id: str
    origin: Origin
    params: type[P]
    fires: Callable[..., Evidence | None]
    clears: Callable[[Facts, P, date], bool]
    cooldown_days: int = 0
    about_time: bool = False
    replaces: tuple[str, ...] = ()
    sources: tuple[str, ...] = ("guide",)
    step: Step = Step.NONE
    later: str = ""
    yields_to: tuple[str, ...] = ()
    quiet_once_answered: bool = False
    heard_on_its_day: bool = False
    ends_at_once: bool = False
    said_anew: bool = False
    within: "Rule[Any] | None" = None

    @property
    def severity(self) -> Severity:
        """Its family's weight."""
        return Severity[self.id.partition(".")[0].upper()]


def rule(
    *,
    id: str,
    origin: Origin,
    params: type[P],
    clears: Callable[[Facts, P, date], bool],
    **others: Any,
) -> Callable[[Callable[..., Evidence | None]], Rule[P]]:
    """Make a rule of the function that says when it fires; its fields are those of :class:`Rule`."""

    def made(fires: Callable[..., Evidence | None]) -> Rule[P]:
        return Rule(id=id, origin=origin, params=params, fires=fires, clears=clears, **others)

    return made


class Episode(Struct, frozen=True):
    """One stay of a rule.

    Attributes:
        rule: the rule.
        since: the date on which it fired.
        evidence: what made it fire.
        cleared_on: the date on which it cleared, None while it stays.
        renewed: whether the rule's stay before this one cleared on the very date on which this one began.
    """

    rule: Rule[Any]
    since: date
    evidence: Evidence
    cleared_on: date | None = None
    renewed: bool = False


class Cue(Struct, frozen=True):
    """What the rule engine says, without words.

    Attributes:
        rule: the rule's id.
        severity: its weight.
        state: firing, or why it is not in the banner.
        muted_by: the id of the rule that mutes it, None where none does.
        since: the date on which this episode began.
        evidence: what made it fire.
        params: the thresholds in force, by name.
        origin: what the rule rests on.
        cooldown_days: practice dates it stays quiet after clearing.
        sources: keys of what the rule leans on.
        step: what its next step does.
        variant: which of the rule's texts says it, '' for the usual one.
        yields_to: ids of rules that the banner shows before it where they fire.
    """

    rule: str
    severity: Severity
    state: State
    muted_by: str | None
    since: date
    evidence: Evidence
    params: dict[str, Any]
    origin: Origin
    cooldown_days: int
    sources: tuple[str, ...] = ()
    step: Step = Step.NONE
    variant: str = ""
    yields_to: tuple[str, ...] = ()
