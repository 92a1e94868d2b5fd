"""Commands about the plan's events: feedback, adjust, transfer."""

from mastery_tui import guide

from .codes import FINE
from .command import Command
from .parser import Parser
from .shell import Shell
from .showing import changing


def _feedback_options(parser: Parser) -> None:
    parser.words("finding")
    parser.option("source")
    parser.option("day")


def _feedback(shell: Shell) -> int:
    check = shell.coach.plan.feedback(shell.text("finding"), shell.given("source") or "", shell.day("day"))
    shell.out.line(guide.say("cli", "checked", day=guide.date_words(check.day, "long")))
    return FINE


def _adjust_options(parser: Parser) -> None:
    parser.words("text", "?")
    parser.option("close")


def _adjust(shell: Shell) -> int:
    from mastery_tui.coach.words.left import kept, tried
    from mastery_tui.practice.records import ClosedAs
    from mastery_tui.practice.refused import Refused

    from .values import one_of

    coach, text = shell.coach, shell.given("text")
    closed_as = one_of("closed_as", shell.given("close"), ClosedAs)
    if text is not None and closed_as is not None:
        raise Refused("usage.together", what=("--close", "TEXT"))
    if closed_as is not None:
        closed = coach.plan.adjust(closed_as=closed_as)
        how = guide.word("closed_as", closed_as.value)
        shell.out.line(guide.say("cli", "adjustment_closed", how=how, text=closed.text))
    elif text is not None:
        shell.out.line(guide.say("cli", "adjusting", text=coach.plan.adjust(text).text))
        several = coach.plan.several_adjustments()
        if several:
            shell.out.line(several)
    else:
        adjustments = coach.context.running.records.adjustments
        told = [guide.say("cli", "adjusting", text=text) for text in tried(adjustments, coach.today)]
        told += [guide.say("cli", "adjustment_kept", text=text) for text in kept(adjustments, coach.today)]
        shell.out.lines(*told or [guide.word("plan", "trying_nothing")])
    return FINE


def _transfer_options(parser: Parser) -> None:
    parser.option("changed", needed=True)
    for name in ("context", "day", "amount", "errors", "score", "held", "broke", "next"):
        parser.option(name, needed=name == "context")


def _transfer(shell: Shell) -> int:
    from mastery_tui.practice.records import Changed

    from .values import one_of

    changed = one_of("changed", shell.given("changed"), Changed)
    assert changed is not None
    unit = shell.coach.context.running.behaviour.unit
    errors = shell.number("errors")
    test = shell.coach.plan.transfer(
        changed,
        shell.given("context") or "",
        day=shell.day("day"),
        amount=shell.number("amount", unit),
        errors=None if errors is None else int(errors),
        score=shell.number("score"),
        held=shell.given("held") or "",
        broke=shell.given("broke") or "",
        following=shell.given("next") or "",
    )
    shell.out.line(guide.say("cli", "transferred", day=guide.date_words(test.day, "long")))
    return FINE


COMMANDS = {
    "feedback": Command(_feedback_options, changing(_feedback)),
    "adjust": Command(_adjust_options, changing(_adjust)),
    "transfer": Command(_transfer_options, changing(_transfer)),
}
