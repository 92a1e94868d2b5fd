"""Commands about days: log, rest, delete, undo, redo."""

from mastery_tui import guide
from mastery_tui.coach.days import Recorded
from mastery_tui.coach.typed.check_in import draft_of_entry
from mastery_tui.coach.words import check_in as words, phrases
from mastery_tui.coach.words.timer import from_the_timer
from mastery_tui.practice.choices import Source
from mastery_tui.practice.records import CheckIn, replace
from mastery_tui.practice.refused import Refused

from .codes import FINE
from .shell import Shell
from .showing import changing

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


@changing
def log(shell: Shell) -> int:
    """Record a check-in."""
    coach, out, day = shell.of_cycle(), shell.out, shell.day("day")
    behaviour = coach.days.behaviour(day)
    try:
        draft = draft_of_entry(" ".join(shell.all_given("entry")), behaviour.contexts, behaviour.unit)
    except Refused as refusal:
        if shell.given("note") is not None:
            refusal.word = ""  # A note without quotes ends up in the entry.
        raise
    note = shell.text("note")
    if note:
        draft = replace(draft, note=note)
    recorded = coach.days.check_in(draft, day, source=Source.CLI, on_paused=shell.has("paused"))
    if shell.has("json"):
        out.json({"schema": 1, "recorded": _rows(recorded.check_in), "cue": shell.coach.cues.banner_rows()})
        return FINE
    out.lines(*_told(recorded, behaviour.unit))
    running = coach.timer.at().session
    if running is not None and running.day == recorded.check_in.day:
        shell.err.line(guide.word("timer_shell", "log_runs"))
    if coach.clock_went_back():
        shell.err.line(guide.word("cli", "clock_back"))
    return FINE


def _told(recorded: Recorded, unit: str) -> tuple[str, ...]:
    """What was recorded, what that replaced, and what follows; '' for nothing."""
    check_in = recorded.check_in
    told = (
        phrases.measured(check_in, unit),
        phrases.felt(check_in, unit),
        phrases.tags(check_in.contexts),
        guide.word("saved", "a_note") if check_in.note else "",
    )
    what = ", ".join(part for part in told if part)
    return (
        words.recorded(check_in.day, what),
        from_the_timer(recorded.brought),
        _replaced(phrases.written_over(recorded.before, check_in, unit, added=recorded.added), recorded),
        phrases.strength_blank(recorded.before, check_in),
        phrases.pause_words(ended=recorded.pause_ended, removed=recorded.pause_removed),
        phrases.after_saving(check_in.outcome, unit),
    )


def _replaced(what: str, recorded: Recorded) -> str:
    """That something recorded is gone, and how both are kept; '' where nothing is."""
    before, amount = recorded.before, recorded.check_in.amount
    if not what:
        return ""
    if before is None or recorded.added or not amount or before.amount in (None, amount):
        return guide.say("cli", "replaced", what=what)
    return guide.say("cli", "replaced_amount", what=what, amount=guide.number(amount))


def _rows(check_in: CheckIn) -> dict[str, object]:
    return {"day": check_in.day.isoformat(), **{field: getattr(check_in, field) for field in RECORDED}}


@changing
def rest(shell: Shell) -> int:
    """Record a rest."""
    check_in = shell.coach.days.rest(shell.day("day", ahead=True), source=Source.CLI)
    shell.out.line(words.rested(check_in.day))
    return FINE


@changing
def delete(shell: Shell) -> int:
    """Delete a check-in."""
    day = shell.day("day")
    assert day is not None
    shell.of_cycle().days.delete(day)
    shell.out.line(guide.say("cli", "deleted", day=guide.date_words(day, "long")))
    return FINE


@changing
def undo(shell: Shell) -> int:
    """Take the last change back."""
    shell.out.line(guide.say("cli", "undone", what=shell.coach.undo()))
    return FINE


@changing
def redo(shell: Shell) -> int:
    """Bring back what was taken back."""
    shell.out.line(guide.say("cli", "redone", what=shell.coach.redo()))
    return FINE
