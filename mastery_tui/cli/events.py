"""Commands about the plan's events: feedback, adjust, transfer."""

from mastery_tui import guide
from mastery_tui.practice.choices import Changed, ClosedAs
from mastery_tui.practice.refused import Refused

from .codes import FINE
from .shell import Shell
from .showing import changing


@changing
def feedback(shell: Shell) -> int:
    """Record a feedback check."""
    check = shell.coach.plan.feedback(shell.text("finding"), shell.given("source") or "", shell.day("day"))
    shell.out.line(guide.say("cli", "checked", day=guide.date_words(check.day, "long")))
    return FINE


@changing
def adjust(shell: Shell) -> int:
    """Try an adjustment, close one, or tell what is tried and what was kept."""
    plan, text = shell.coach.plan, shell.given("text")
    closed_as = shell.choice("close", ClosedAs, "closed_as")
    if text is not None and closed_as is not None:
        raise Refused("usage.together", what=("--close", "TEXT"))
    if closed_as is not None:
        closed, how = plan.adjust(closed_as=closed_as), guide.word("closed_as", closed_as.value)
        shell.out.line(guide.say("cli", "adjustment_closed", how=how, text=closed.text))
    elif text is not None:
        shell.out.line(guide.say("cli", "adjusting", text=plan.adjust(text).text))
        shell.out.lines(plan.several_adjustments())
    else:
        told = [guide.say("cli", "adjusting", text=tried) for tried in plan.tried()]
        told += [guide.say("cli", "adjustment_kept", text=kept) for kept in plan.kept()]
        shell.out.lines(*told or [guide.word("plan", "trying_nothing")])
    return FINE


@changing
def transfer(shell: Shell) -> int:
    """Record a transfer test."""
    changed = shell.choice("changed", Changed)
    assert changed is not None
    unit, errors = shell.coach.plan.cycle.behaviour.unit, shell.number("errors")
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
