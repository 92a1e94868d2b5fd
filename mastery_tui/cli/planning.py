"""Commands about the plan: start, edit, freeze, lock, reduce, pause, resume, finish."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from mastery_tui import guide
from mastery_tui.coach.typed.setup import error_kinds_of
from mastery_tui.coach.typed.text import clean_line, tags_of
from mastery_tui.coach.words import phrases
from mastery_tui.practice.choices import Better, FeedbackKind, Next, PauseReason, ResultKind
from mastery_tui.practice.records import DIRECTION, Behaviour
from mastery_tui.practice.refused import Refused

from .codes import FINE
from .shell import Shell
from .showing import changing, told
from .values import weekdays_of

# -- the behaviour -----------------------------------------------------------------------------------------------------


@changing
def start(shell: Shell) -> int:
    """Begin a plan."""

    def line(name: str) -> str:
        return clean_line(shell.given(name) or "")

    unit = line("unit")
    result = shell.choice("result", ResultKind) or (ResultKind.AMOUNT if unit else ResultKind.NONE)
    behaviour = Behaviour(
        name=line("name"),
        standard=line("standard"),
        unit=unit,
        result=result,
        better=shell.choice("better", Better) or DIRECTION[result],
        feedback_source=line("feedback"),
        feedback_kind=shell.choice("feedback-kind", FeedbackKind) or FeedbackKind.COMPARISON,
        contexts=_tags(shell, "context"),
        anchor_when=line("when"),
        anchor_at=line("at"),
        starting_conditions=line("starting"),
        transfer_idea=line("idea"),
        rest_weekdays=weekdays_of(shell.given("rest-on") or ""),
        pause_signs=line("pause-signs"),
        error_kinds=_error_kinds(shell),
        better_in_a_week=line("better-next-week"),
    )
    amounts = _amounts(shell, unit)
    missing = tuple(f"--{name}" for name, amount in amounts.items() if amount is None)
    if unit and missing:
        raise Refused("usage.needed", what=missing)
    hint = "" if os.path.exists(shell.data_path) else shell.hint()
    target, minimum = (1 if amount is None else amount for amount in amounts.values())
    cycle = shell.coach.plan.start(behaviour, target, minimum, shell.day("on", ahead=True))
    first = guide.date_words(cycle.started_on, "full")
    shell.out.line(guide.say("cli", "started", first=first, name=cycle.behaviour.name))
    shell.out.line(guide.word("cli", "limits"))
    shell.err.lines(hint)
    return FINE


def _tags(shell: Shell, name: str) -> tuple[str, ...]:
    """Context tags, with or without ``@``; an empty text stands for none."""
    return tags_of(" ".join(shell.all_given(name)))


def _error_kinds(shell: Shell) -> tuple[str, ...]:
    """Kinds of error, one an option or with ``;`` between them; an empty text stands for none."""
    return tuple(kind for text in shell.all_given("error-kind") for kind in error_kinds_of(f"{text};"))


def _amounts(shell: Shell, unit: str | None = None) -> dict[str, float | None]:
    """The target and the minimum that are given, None where one is not; in the plan's unit where none is named."""
    unit = shell.coach.plan.cycle.behaviour.unit if unit is None else unit
    return {name: shell.number(name, unit) for name in ("target", "minimum")}


ROUTINE = {
    "name": "name",
    "standard": "standard",
    "feedback": "feedback_source",
    "when": "anchor_when",
    "at": "anchor_at",
    "pause-signs": "pause_signs",
    "better-next-week": "better_in_a_week",
}
"""The options of ``edit`` that take one line, and the fields that they change."""


@changing
def edit(shell: Shell) -> int:
    """Change the routine, the target or the minimum, and tell what holds now."""
    plan = shell.coach.plan
    before = plan.cycle.behaviour.contexts
    named = tuple(dict.fromkeys(_tags(shell, "context"))) if shell.all_given("context") else None
    added = _tags(shell, "add-context")
    amounts = _amounts(shell)
    said = {field: shell.given(option) for option, field in ROUTINE.items()}
    kinds = _error_kinds(shell) if shell.all_given("error-kind") else None
    if all(value is None for value in (*said.values(), *amounts.values(), named, added or None, kinds)):
        others = ("context", "add-context", "error-kind", "target", "minimum")
        raise Refused("usage.one_needed", what=tuple(f"--{name}" for name in (*ROUTINE, *others)))
    with _in_sight(shell):
        edited = plan.edit(
            **said,
            contexts=named,
            added_contexts=added,
            error_kinds=kinds,
            target=amounts["target"],
            minimum=amounts["minimum"],
            raising=shell.has("raise"),
        )
    contexts = edited.behaviour.contexts
    gone = tuple(tag for tag in before if named is not None and tag not in contexts)
    if gone:
        shell.out.line(guide.say("cli", "contexts_gone", tags=phrases.tags(gone)))
    if contexts and (named is not None or added):
        shell.out.line(guide.say("dialogs", "entry_contexts", tags=phrases.tags(contexts)))
    shell.out.lines(*told(plan.view().routine))
    aim = plan.cycle.behaviour.better_in_a_week
    if aim and shell.given("better-next-week") is not None:
        shell.out.line(guide.say("reflect", "aim", text=aim))
    later = shell.coach.easier.edit_shows_later(*(name for name, amount in amounts.items() if amount is not None))
    shell.out.lines(plan.standard_words(), later)
    return FINE


@contextmanager
def _in_sight(shell: Shell) -> Iterator[None]:
    """A target or locked minimum that would be raised is refused with what it is measured by above the refusal."""
    try:
        yield
    except Refused as refused:
        if refused.code == "standard.raised":
            shell.out.lines(*told(shell.coach.plan.in_sight()))
        raise


# -- baseline and minimum ----------------------------------------------------------------------------------------------


@changing
def freeze(shell: Shell) -> int:
    """Freeze the baseline."""
    plan = shell.coach.plan
    replaced = plan.cycle.baseline is not None
    plan.freeze()
    shell.out.line(guide.say("cli", "frozen", what=plan.baseline()))
    shell.out.lines(plan.freezing().started_with, guide.word("cli", "frozen_again") if replaced else "")
    return FINE


@changing
def lock(shell: Shell) -> int:
    """Lock the minimum."""
    plan = shell.coach.plan
    with _in_sight(shell):
        plan.lock(shell.number("minimum", plan.cycle.behaviour.unit), raising=shell.has("raise"))
    shell.out.line(guide.say("cli", "locked", what=plan.standard_words()))
    return FINE


@changing
def reduce(shell: Shell) -> int:
    """Make it easier for a while, or end that."""
    easier = shell.coach.easier
    if shell.has("end"):
        if any(shell.given(name) is not None for name in ("target", "minimum", "until")):
            raise Refused("usage.together", what=("--end", "--target, --minimum, --until"))
        shell.out.line(easier.end())
        return FINE
    until = shell.day("until", ahead=True)
    reduction = easier.reduce(**_amounts(shell), until=until)
    facts = {
        "first": guide.date_words(reduction.from_day, "long"),
        "until": guide.date_words(reduction.until_day, "long"),
        "target": guide.amount_words(reduction.target, shell.coach.plan.cycle.behaviour.unit),
        "minimum": reduction.minimum,
    }
    shell.out.line(guide.say("reduced", easier.afterwards(reduction.until_day), **facts))
    return FINE


# -- pauses and the end ------------------------------------------------------------------------------------------------


@changing
def pause(shell: Shell) -> int:
    """Let the plan stand still."""
    days, reason = shell.coach.days, shell.choice("reason", PauseReason)
    made = days.pause(shell.day("from", ahead=True), shell.day("until", ahead=True), reason)
    first = guide.date_words(made.first, "long")
    if made.last is None:
        shell.out.line(guide.say("cli", "pausing", first=first))
    else:
        shell.out.line(guide.say("cli", "pausing_until", first=first, **phrases.pause_end(made.last)))
    shell.out.lines(days.covered(made.first, made.last))
    return FINE


@changing
def resume(shell: Shell) -> int:
    """Take the plan up again."""
    shell.coach.days.resume()
    shell.out.line(shell.coach.plan.status().state)
    return FINE


@changing
def finish(shell: Shell) -> int:
    """End the plan, and say how to read what it brought."""
    following = shell.choice("next", Next)
    cycle = shell.coach.plan.finish(following, shell.text("summary"))
    assert cycle.ended_on is not None
    assert cycle.ending is not None
    last = guide.date_words(cycle.ended_on, "full")
    shell.out.line(guide.say("cli", cycle.ending.value, last=last))
    shell.out.line(guide.say("cli", "to_summary", program=shell.program))
    return FINE
