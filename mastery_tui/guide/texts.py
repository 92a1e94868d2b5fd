"""The texts of a plan: its tasks and weeks, its cues, and refusals."""

from datetime import date

from .sections import section
from .sentences import amount_asked, as_words, date_words, say, word
from .word_types import CueWords, TaskWords, WeekWords
from .wording import capital, filled, text_of

_SOON = "rest."
"""What begins the codes of refusals about days that lie ahead and near: those are told with a weekday and no year."""


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
