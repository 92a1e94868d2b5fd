"""The longer texts, which few screens and commands ask for: rules and their sources, care, help, and Setup's words."""

import re
from datetime import date
from typing import Any, NamedTuple

from .sections import names, section
from .sentences import date_words
from .texts import cue
from .word_types import CueWords

_OBSERVED = re.compile(r";[^;.]*\{observed\}[^.]*")
"""The clause of a rule's words about what was seen."""


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


def rule(rule_id: str, **facts: object) -> CueWords:
    """A rule's words without a cue that shows: the clause about what was observed is left out.

    Raises:
        KeyError: no rule of that id has words.
    """
    words = cue(rule_id, "", **facts)
    return words._replace(rule=_OBSERVED.sub("", words.rule))


def source(key: str) -> SourceWords:
    """A source that rules lean on.

    Raises:
        KeyError: there is no such source.
    """
    return SourceWords(**section("sources", key))


def care() -> CareWords:
    """Limits and safety: for setup and help."""
    table = section("care", "limits")
    return CareWords(table["title"], tuple(table["lines"]), table["confirm"])


def support() -> SupportWords:
    """The support screen's texts and its dated numbers."""
    table = dict(section("care", "support"))
    for name in ("danger", "lines"):
        table[name] = tuple(SupportLine(*line) for line in table[name])
    table["as_of"] = table["as_of"].format(day=date_words(table["verified_on"], "year"))
    return SupportWords(**table)


def layers() -> tuple[LayerWords, ...]:
    """The four layers."""
    return tuple(LayerWords(*row) for row in section("layers", "layers")["rows"])


def mistakes() -> tuple[MistakeWords, ...]:
    """The eight ways to overdo it, with the program's answers."""
    return tuple(MistakeWords(*row) for row in section("layers", "mistakes")["rows"])


def in_short() -> tuple[str, ...]:
    """The guide in short, one line each."""
    return tuple(section("layers", "in_short")["lines"])


def help_lines(screen: str) -> tuple[str, ...]:
    """A few lines about a screen: checkin, plan, reflect, progress, history, setup.

    Raises:
        KeyError: there is no help for that screen.
    """
    return tuple(section("help", screen)["lines"])


def setup_words() -> SetupWords:
    """Setup's questions and its fields, in the order in which they are asked."""
    table = section("setup", "setup")
    fields = {
        name.removeprefix("field_"): FieldWords(**section("setup", name))
        for name in names("setup")
        if name.startswith("field_")
    }
    return SetupWords(table["header"], dict(enumerate(table["questions"], 1)), fields)


def setup_examples() -> tuple[ExampleWords, ...]:
    """The complete examples that setup offers."""
    found = [name for name in names("setup") if name.startswith("example_")]
    return tuple(_example(name.removeprefix("example_"), section("setup", name)) for name in found)


def _example(key: str, table: dict[str, Any]) -> ExampleWords:
    listed = {name: tuple(table[name]) for name in ("contexts", "rest_weekdays")}
    amounts = {name: float(table[name]) for name in ("target", "minimum")}
    return ExampleWords(**{"key": key, **table, **listed, **amounts})
