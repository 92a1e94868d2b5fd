"""The longer texts: the plan's tasks and weeks, the cues, refusals, care, help, and Setup's words."""

import re
from datetime import date
from typing import Any

from .sections import names, section
from .sentences import amount_asked, as_words, date_words, say, word
from .word_types import (
    CareWords,
    CueWords,
    ExampleWords,
    FieldWords,
    LayerWords,
    MistakeWords,
    SetupWords,
    SourceWords,
    SupportLine,
    SupportWords,
    TaskWords,
    WeekWords,
)
from .wording import capital, filled, text_of

_SOON = "rest."
"""What begins the codes of refusals about days that lie ahead and near: those are told with a weekday and no year."""
_OBSERVED = re.compile(r";[^;.]*\{observed\}[^.]*")
"""The clause of a rule's words about what was seen."""


# -- the plan ----------------------------------------------------------------------------------------------------------


def task(
    task_id: str,
    *,
    target: float | None = None,
    minimum: float | None = None,
    unit: str = "",
    rest: str = "",
    rest_over: bool = False,
    adjustment: str = "",
) -> TaskWords:
    """A task with its amounts filled in.

    With a unit, ``{target}`` and ``{minimum}`` become amounts such as '400 words' and '150 words', and 1 becomes
    'the minimum (1 of drawings)'. For a yes-or-no behaviour (no unit, or no amount given) they become 'the
    standard' and 'the smallest version'; without a unit a task about amounts has other words.

    Args:
        task_id: the task.
        target: the target in force.
        minimum: the minimum in force.
        unit: what they are counted in.
        rest: the weekday on which the week rests already, where the task suggests a rest.
        rest_over: whether that day is over.
        adjustment: what is tried, for a task that names it; '' for nothing.

    Raises:
        KeyError: there is no such task.
    """
    facts = {
        name: amount_asked(name, amount, unit) if unit and amount is not None else word("yes_no", name)
        for name, amount in (("target", target), ("minimum", minimum))
    }
    change = say("left", "adjustment", text=adjustment) if adjustment else word("left", "adjustment_none")
    table = section("tasks", task_id)
    if not unit:
        table = {name: table.get(f"yes_no_{name}", text) for name, text in table.items()}
    if rest:
        table = section("words", "own_rest_over" if rest_over else "own_rest")
    return TaskWords(
        *(filled(text_of(table, name), facts | {"weekday": rest, "adjustment": change}) for name in TaskWords._fields)
    )


def week(week: int) -> WeekWords:
    """Plan week 1 to 4, or 5 for the wrap-up.

    Raises:
        KeyError: another number.
    """
    return WeekWords(**section("weeks", f"week_{week}"))


def milestone(milestone_id: str, *, done: bool = True) -> str:
    """A milestone's label, 24 characters at most, lower case.

    Args:
        milestone_id: the milestone.
        done: whether it is; what is still to be done is said as that.

    Raises:
        KeyError: there is no such milestone.
    """
    to_do = None if done else section("weeks", "milestones_to_do").get(milestone_id)
    return to_do or text_of(section("weeks", "milestones"), milestone_id)


# -- cues and refusals -------------------------------------------------------------------------------------------------


def cue(rule_id: str, variant: str = "", **facts: object) -> CueWords:
    """A rule's words, with the facts that are given filled in.

    ``rule`` and ``clears`` may name the rule's params and ``{observed}``; a placeholder without a fact stays as it
    is. Title, message and next step have none, but those of a variant may.

    Args:
        rule_id: the rule.
        variant: which of its texts; what that does not say anew is as usual.
        **facts: what the words name.

    Raises:
        KeyError: no rule of that id has words.
    """
    table = section("cues", rule_id)
    worded = as_words(facts)
    texts = (table.get(f"{name}_{variant}") or text_of(table, name) for name in CueWords._fields)
    return CueWords(*(filled(text, worded) for text in texts))


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


def refusal(code: str, *, word: object = "", **facts: object) -> str:
    """The sentence for a refused value, without a full stop: what is allowed.

    Never raises: without a sentence for the code, or without a fact it needs, it is a general sentence that names
    the code. That each code in the package has its sentence is a test's business.

    Args:
        code: the refusal's code.
        word: the word of an entry that it is about, where that may be shown; '' otherwise.
        **facts: what the sentence needs.
    """
    sentences = section("refusals", "refusals")
    worded = as_words(facts)
    if code.startswith(_SOON):
        worded |= {name: date_words(fact) for name, fact in facts.items() if isinstance(fact, date)}
    # A first day may be told as a date or, where the plan has no date for it, as a plan day.
    by_day = f"{code}.day"
    if by_day in sentences and isinstance(facts.get("first"), int):
        code = by_day
    if word and f"{code}.word" in sentences:
        code, worded = f"{code}.word", {**worded, "word": str(word)}
    try:
        shape = str(sentences[code])
        said = shape.format_map(worded)
        # What is not the guide's own keeps its case.
        as_it_is = shape.startswith(("{file}", "{name}", "'{word}'"))
        return said if as_it_is else capital(said)
    except KeyError:
        return str(sentences["other"]).format(code=code)


# -- longer texts ------------------------------------------------------------------------------------------------------


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
