"""Commands about the plan: start, edit, freeze, lock, pause, resume, finish."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from mastery_tui import guide

from .codes import FINE
from .command import Command
from .parser import Parser
from .shell import Shell
from .showing import changing, state_words

# -- the behaviour -----------------------------------------------------------------------------------------------------


def _start_options(parser: Parser) -> None:
    for needed in ("name", "standard", "feedback"):
        parser.option(needed, needed=True)
    for name in ("unit", "target", "minimum", "result", "better", "feedback-kind", "when", "at", "rest-on"):
        parser.option(name)
    for name in ("context", "error-kind"):
        parser.option(name, many=True)
    for name in ("pause-signs", "better-next-week", "starting", "idea", "on"):
        parser.option(name)


def _start(shell: Shell) -> int:
    from mastery_tui.practice.records import DIRECTION, Behaviour, Better, FeedbackKind, ResultKind
    from mastery_tui.practice.text import clean_line

    from .values import error_kinds_of, one_of, tags_of, weekdays_of

    def line(name: str) -> str:
        return clean_line(shell.given(name) or "")

    unit = line("unit")
    result = one_of("result", shell.given("result"), ResultKind) or (ResultKind.AMOUNT if unit else ResultKind.NONE)
    better = one_of("better", shell.given("better"), Better)
    behaviour = Behaviour(
        name=line("name"),
        standard=line("standard"),
        unit=unit,
        result=result,
        better=better or DIRECTION[result],
        feedback_source=line("feedback"),
        feedback_kind=one_of("feedback_kind", shell.given("feedback-kind"), FeedbackKind) or FeedbackKind.COMPARISON,
        contexts=tags_of(shell.all_given("context")),
        anchor_when=line("when"),
        anchor_at=line("at"),
        starting_conditions=line("starting"),
        transfer_idea=line("idea"),
        rest_weekdays=weekdays_of(shell.given("rest-on") or ""),
        pause_signs=line("pause-signs"),
        error_kinds=error_kinds_of(shell.all_given("error_kind")),
        better_in_a_week=line("better-next-week"),
    )
    target, minimum = (shell.number(name, unit) for name in ("target", "minimum"))
    if unit:
        _needed(target, minimum)
    hint = "" if os.path.exists(shell.data_path) else shell.hint()
    cycle = shell.coach.plan.start(
        behaviour,
        1 if target is None else target,
        1 if minimum is None else minimum,
        shell.day("on", ahead=True),
    )
    first = guide.date_words(cycle.started_on, "full")
    shell.out.line(guide.say("cli", "started", first=first, name=cycle.behaviour.name))
    shell.out.line(guide.word("cli", "limits"))
    shell.err.lines(hint)
    return FINE


def _needed(target: float | None, minimum: float | None) -> None:
    from mastery_tui.practice.refused import Refused

    missing = tuple(option for option, value in (("--target", target), ("--minimum", minimum)) if value is None)
    if missing:
        raise Refused("usage.needed", what=missing)


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


def _edit_options(parser: Parser) -> None:
    for name in (*ROUTINE, "target", "minimum"):
        parser.option(name)
    for name in ("context", "add-context", "error-kind"):
        parser.option(name, many=True)
    parser.flag("raise")


def _edit(shell: Shell) -> int:
    from mastery_tui.coach.words import phrases
    from mastery_tui.practice.refused import Refused

    from .values import error_kinds_of, tags_of

    coach = shell.coach
    given, added = (tags_of(shell.all_given(name)) for name in ("context", "add_context"))
    before, named = coach.context.running.behaviour.contexts, bool(shell.all_given("context"))
    contexts = tuple(dict.fromkeys((*(given if named else before), *added))) if named or added else None
    unit = coach.context.running.behaviour.unit
    target, minimum = (shell.number(name, unit) for name in ("target", "minimum"))
    said = {field: shell.given(option) for option, field in ROUTINE.items()}
    kinds = shell.all_given("error_kind")
    if not kinds and all(each is None for each in (*said.values(), contexts, target, minimum)):
        others = ("context", "add-context", "error-kind", "target", "minimum")
        raise Refused("usage.one_needed", what=tuple(f"--{name}" for name in (*ROUTINE, *others)))
    with _in_sight(shell):
        coach.plan.edit(
            **said,
            contexts=contexts,
            error_kinds=error_kinds_of(kinds) if kinds else None,
            target=target,
            minimum=minimum,
            raising=shell.has("raise"),
        )
    gone = [tag for tag in before if contexts is not None and tag not in contexts]
    if gone:
        shell.out.line(guide.say("cli", "contexts_gone", tags=phrases.tags(tuple(gone))))
    if contexts:
        shell.out.line(guide.say("dialogs", "entry_contexts", tags=phrases.tags(contexts)))
    for label, text in coach.plan.view().routine:
        shell.out.line(f"{label}: {text}")
    aim = coach.context.running.behaviour.better_in_a_week
    if aim and shell.given("better-next-week") is not None:
        shell.out.line(guide.say("reflect", "aim", text=aim))
    shell.out.line(_standard(shell))
    amounts = {"target": target, "minimum": minimum}
    later = coach.easier.edit_shows_later(*(name for name, number in amounts.items() if number is not None))
    if later:
        shell.out.line(later)
    return FINE


@contextmanager
def _in_sight(shell: Shell) -> Iterator[None]:
    """A target or locked minimum that would be raised is refused with what it is measured by above the refusal."""
    from mastery_tui.practice.refused import Refused

    try:
        yield
    except Refused as refused:
        if refused.code == "standard.raised":
            shell.out.lines(*(f"{label}: {text}" for label, text in shell.coach.plan.in_sight()))
        raise


def _standard(shell: Shell) -> str:
    """The standard as it is written, whatever eases it for a while."""
    from mastery_tui.coach.words import phrases

    return phrases.standard_words(shell.coach.plan.standard(), shell.coach.context.running.behaviour.unit)


# -- baseline and minimum ----------------------------------------------------------------------------------------------


def _freeze_options(parser: Parser) -> None:
    """Nothing but the shared ones."""


def _freeze(shell: Shell) -> int:
    coach = shell.coach
    replaced = coach.context.running.records.cycle.baseline is not None
    coach.plan.freeze()
    shell.out.line(guide.say("cli", "frozen", what=coach.plan.baseline()))
    conditions = coach.context.running.behaviour.starting_conditions
    if conditions:
        shell.out.line(f"{guide.word('reflect', 'started_with')}: {conditions}")
    if replaced:
        shell.out.line(guide.word("cli", "frozen_again"))
    return FINE


def _lock_options(parser: Parser) -> None:
    parser.option("minimum")
    parser.flag("raise")


def _lock(shell: Shell) -> int:

    with _in_sight(shell):
        minimum = shell.number("minimum", shell.coach.context.running.behaviour.unit)
        shell.coach.plan.lock(minimum, raising=shell.has("raise"))
    shell.out.line(guide.say("cli", "locked", what=_standard(shell)))
    return FINE


def _reduce_options(parser: Parser) -> None:
    for name in ("target", "minimum", "until"):
        parser.option(name)
    parser.flag("end")


def _reduce(shell: Shell) -> int:

    if shell.has("end"):
        return _end_reduction(shell)
    until = shell.day("until", ahead=True)
    unit = shell.coach.context.running.behaviour.unit
    target, minimum = (shell.number(name, unit) for name in ("target", "minimum"))
    reduction = shell.coach.easier.reduce(target, minimum, until)
    facts = {
        "first": guide.date_words(reduction.from_day, "long"),
        "until": guide.date_words(reduction.until_day, "long"),
        "target": guide.amount_words(reduction.target, unit),
        "minimum": reduction.minimum,
    }
    shell.out.line(guide.say("reduced", shell.coach.easier.afterwards(reduction.until_day), **facts))
    return FINE


def _end_reduction(shell: Shell) -> int:
    from mastery_tui.practice.refused import Refused

    if any(shell.given(name) is not None for name in ("target", "minimum", "until")):
        raise Refused("usage.together", what=("--end", "--target, --minimum, --until"))
    shell.out.line(shell.coach.easier.end())
    return FINE


# -- pauses and the end ------------------------------------------------------------------------------------------------


def _pause_options(parser: Parser) -> None:
    for name in ("from", "until", "reason"):
        parser.option(name)


def _pause(shell: Shell) -> int:
    from mastery_tui.coach.words import phrases
    from mastery_tui.practice.records import PauseReason

    from .values import one_of

    coach = shell.coach
    reason = one_of("reason", shell.given("reason"), PauseReason)
    pause = coach.days.pause(shell.day("from", ahead=True), shell.day("until", ahead=True), reason)
    first = guide.date_words(pause.first, "long")
    if pause.last is None:
        shell.out.line(guide.say("cli", "pausing", first=first))
    else:
        shell.out.line(guide.say("cli", "pausing_until", first=first, **phrases.pause_end(pause.last)))
    shell.out.lines(coach.days.covered(pause.first, pause.last))
    return FINE


def _resume_options(parser: Parser) -> None:
    """Nothing but the shared ones."""


def _resume(shell: Shell) -> int:
    shell.coach.days.resume()
    shell.out.line(state_words(shell.coach))
    return FINE


def _finish_options(parser: Parser) -> None:
    parser.option("next")
    parser.option("summary")


def _finish(shell: Shell) -> int:
    from mastery_tui.practice.records import Next

    from .values import one_of

    following = one_of("next", shell.given("next"), Next)
    cycle = shell.coach.plan.finish(following, shell.text("summary"))
    assert cycle.ended_on is not None
    assert cycle.ending is not None
    last = guide.date_words(cycle.ended_on, "full")
    shell.out.line(guide.say("cli", cycle.ending.value, last=last))
    return FINE


COMMANDS = {
    "start": Command(_start_options, changing(_start)),
    "edit": Command(_edit_options, changing(_edit)),
    "freeze": Command(_freeze_options, changing(_freeze)),
    "lock": Command(_lock_options, changing(_lock)),
    "reduce": Command(_reduce_options, changing(_reduce)),
    "pause": Command(_pause_options, changing(_pause)),
    "resume": Command(_resume_options, changing(_resume)),
    "finish": Command(_finish_options, changing(_finish)),
}
