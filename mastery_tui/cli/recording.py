"""Commands about days: log, rest, delete, undo."""

from typing import TYPE_CHECKING

from mastery_tui import guide

from .codes import FINE
from .command import Command
from .parser import Parser
from .shell import Shell
from .showing import changing

if TYPE_CHECKING:
    from mastery_tui.coach.days import Recorded
    from mastery_tui.practice.records import CheckIn

RECORDED = (
    "outcome",
    "amount",
    "errors",
    "score",
    "minutes",
    "effort",
    "feeling",
    "strength",
    "confidence",
    "recoveries",
    "contexts",
)
"""What ``log --json`` tells of a check-in beside its day; the note stays in the journal."""


def _log_options(parser: Parser) -> None:
    parser.words("entry", "+")
    parser.option("day")
    parser.option("note")
    parser.flag("json")
    parser.flag("paused")


def _log(shell: Shell) -> int:
    from msgspec.structs import replace

    from mastery_tui.coach.measures import measure
    from mastery_tui.coach.words import phrases
    from mastery_tui.coach.words.phrases import pause_words
    from mastery_tui.practice.entry import parse_entry
    from mastery_tui.practice.records import Source
    from mastery_tui.practice.refused import Refused

    coach, out = shell.coach, shell.out
    behaviour = coach.context.running.behaviour
    try:
        draft = parse_entry(" ".join(shell.all_given("entry")), behaviour.contexts, measure(behaviour.unit))
    except Refused as refusal:
        if shell.given("note") is not None:
            refusal.word = ""  # A note without quotes ends up in the entry.
        raise
    note = shell.text("note")
    if note:
        draft = replace(draft, note=note)
    day = shell.day("day")
    recorded = coach.days.check_in(draft, day, source=Source.CLI, on_paused=shell.has("paused"))
    check_in = recorded.check_in
    if shell.has("json"):
        out.json({"recorded": _rows(check_in), "cue": coach.cues.banner_rows()})
        return FINE
    told = (
        phrases.measured(check_in, behaviour.unit),
        phrases.felt(check_in, behaviour.unit),
        phrases.tags(check_in.contexts),
        guide.word("saved", "a_note") if check_in.note else "",
    )
    what = ", ".join(each for each in told if each)
    out.line(guide.say("cli", "recorded", day=guide.date_words(check_in.day, "long"), what=what))
    before = phrases.written_over(recorded.before, check_in, behaviour.unit, added=recorded.added)
    if before:
        out.line(_replaced(before, recorded))
    blank = phrases.strength_blank(recorded.before, check_in)
    if blank:
        out.line(blank)
    out.lines(pause_words(ended=recorded.pause_ended, removed=recorded.pause_removed))
    out.line(phrases.after_saving(check_in.outcome, behaviour.unit))
    if coach.clock_went_back():
        shell.err.line(guide.word("cli", "clock_back"))
    return FINE


def _replaced(what: str, recorded: "Recorded") -> str:
    """That something recorded is gone, and how both are kept."""
    before, amount = recorded.before, recorded.check_in.amount
    if before is None or recorded.added or not amount or before.amount in (None, amount):
        return guide.say("cli", "replaced", what=what)
    return guide.say("cli", "replaced_amount", what=what, amount=guide.number(amount))


def _rows(check_in: "CheckIn") -> dict[str, object]:
    rows: dict[str, object] = {"day": check_in.day.isoformat()}
    for field in RECORDED:
        value = getattr(check_in, field)
        rows[field] = list(value) if isinstance(value, tuple) else value
    return rows


def _rest_options(parser: Parser) -> None:
    parser.words("day", "?")


def _rest(shell: Shell) -> int:
    from mastery_tui.practice.records import Source

    check_in = shell.coach.days.rest(shell.day("day", ahead=True), source=Source.CLI)
    shell.out.line(guide.say("dialogs", "rest_tomorrow_line", day=guide.date_words(check_in.day, "long")))
    return FINE


def _delete_options(parser: Parser) -> None:
    parser.words("day")


def _delete(shell: Shell) -> int:
    day = shell.day("day")
    assert day is not None
    shell.coach.days.delete(day)
    shell.out.line(guide.say("cli", "deleted", day=guide.date_words(day, "long")))
    return FINE


def _undo_options(parser: Parser) -> None:
    """Nothing but the shared ones."""


def _undo(shell: Shell) -> int:
    shell.out.line(guide.say("cli", "undone", what=shell.coach.undo()))
    return FINE


def _redo(shell: Shell) -> int:
    shell.out.line(guide.say("cli", "redone", what=shell.coach.redo()))
    return FINE


COMMANDS = {
    "log": Command(_log_options, changing(_log)),
    "rest": Command(_rest_options, changing(_rest)),
    "delete": Command(_delete_options, changing(_delete)),
    "undo": Command(_undo_options, changing(_undo)),
    "redo": Command(_undo_options, changing(_redo)),
}
