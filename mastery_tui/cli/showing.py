"""Commands that show: status, week, calendar, cues, due."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mastery_tui import guide

from .codes import DUE, FINE
from .command import Command
from .parser import Parser
from .printer import Printer
from .shell import Shell

RULES_WORD = "rules"
"""What ``mastery cues`` takes beside its options."""

if TYPE_CHECKING:
    from mastery_tui.coach import Coach
    from mastery_tui.coach.views import StatusView

LONGEST_NAME = 40
LOCKING = "lock_minimum"
"""The task that locks the minimum and writes the when-then line."""


def _status_options(parser: Parser) -> None:
    parser.flag("json")
    parser.flag("line")
    parser.option("as-of")


def _status(shell: Shell) -> int:
    coach = shell.looking()
    if shell.has("json"):
        shell.out.json({**coach.plan.status_rows(), "cue": coach.cues.banner_rows()})
    elif shell.has("line"):
        shell.out.line(" ".join(status_line(coach).splitlines()))
    else:
        show_status(shell.out, coach)
        if coach.context.timeline is None:
            shell.err.lines(shell.hint())
    return FINE


def status_line(coach: "Coach") -> str:
    """Where the plan stands in one short line, as in ``Write day 12/30 2 of 3 kept · due: today's check-in``."""
    rows = coach.plan.status_rows()
    behaviour, cycle, week, due = rows["behaviour"], rows["cycle"], rows["week"], rows["due"]
    if not isinstance(behaviour, dict) or not isinstance(cycle, dict) or not isinstance(due, list):
        return guide.word("cli", "no_plan_line")
    name = str(behaviour["name"])
    parts = [name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"]
    if cycle["day"] is None:
        parts.append(guide.word("states", str(rows["state"])))
    else:
        parts.append(guide.say("cli", "line_day", day=cycle["day"], days=cycle["days"]))
    if isinstance(week, dict) and week["recorded"]:
        parts.append(guide.say("adherence", "kept", kept=week["kept"], recorded=week["recorded"]))
    line = " ".join(parts)
    return f"{line} · {guide.say('cli', 'line_due', what=_due_of(coach.plan.status()))}" if due else line


def show_status(out: Printer, coach: "Coach") -> None:
    """Where the plan stands, and the cue, in words."""
    from mastery_tui.coach.words import phrases

    status = coach.plan.status()
    timeline, day = status.timeline, status.day
    if timeline is None:
        out.line(guide.word("cli", "no_plan"))
        out.lines(guide.word("cli", "no_plan_app") if out.terminal else "")
        out.line(guide.word("cli", "no_plan_shell"))
        out.line(guide.word("cli", "no_plan_demo"))
        return
    out.line(timeline.behaviour.name)
    out.line(state_words(coach))
    if day is not None and day.week is not None and status.task is not None:
        out.line(
            guide.say("cli", "today_recorded", what=status.recorded) if status.recorded else _open(day.rest_weekday)
        )
        out.line(guide.say("cli", "task", title=status.task.title))
        out.line(f"  {status.task.how}")
        if status.keeps:
            out.line(
                guide.say(
                    "cli", "task_keeps", program=coach.context.program, option=guide.word("cli_keeps", status.keeps)
                )
            )
        out.line(phrases.standard_words(day, timeline.behaviour.unit))
        out.lines(coach.easier.now())
        out.lines(*(f"{label}: {text}" for label, text in status.adjusting))
        week = timeline.week(day.week)
        out.line(f"{week_title(day.week)}: {phrases.adherence_words(week.adherence)}, {phrases.spare_words(week)}")
    out.line(guide.say("cli", "so_far", what=phrases.adherence_words(status.adherence)))
    if status.due:
        out.line(guide.say("cli", "due", what=_due_of(status)))
    show_cue(out, coach, gap=True)


def _open(rest_weekday: bool) -> str:
    return guide.word("cli", "today_rest" if rest_weekday else "today_open")


def state_words(coach: "Coach") -> str:
    """Where the cycle stands, in a sentence."""
    from mastery_tui.coach.words import phrases
    from mastery_tui.practice.days import PLAN_DAYS, WRAP_UP, plan_week
    from mastery_tui.practice.timeline import State

    timeline = coach.context.timeline
    if timeline is None:
        return guide.word("cli", "no_plan")
    number = timeline.plan_day
    if number is not None:
        week = plan_week(number)
        key = "wrap_up_day" if week == WRAP_UP else "plan_day"
        return guide.say("cli", key, day=number, days=PLAN_DAYS, week=week, theme=guide.week(week).theme)
    if timeline.state is State.ENDED:
        return guide.say("cli", "ended", last=timeline.last_day)
    if timeline.state is State.AWAITING_SUMMARY:
        return guide.word("cli", "awaiting")
    if timeline.state is State.NOT_STARTED:
        return guide.say("cli", "not_started", first=timeline.first_day)
    span = next(each for each in timeline.plan.paused if each.holds(coach.today))
    if span.last is None:
        return guide.say("cli", "paused", first=span.first)
    return guide.say("cli", "paused_until", **phrases.pause_end(span.last))


def week_title(week: int) -> str:
    """As in 'Week 2', or 'Wrap-up'."""
    from mastery_tui.practice.days import WRAP_UP

    return guide.word("plan", "wrap_up") if week == WRAP_UP else guide.say("plan", "week", week=week)


def show_cue(out: Printer, coach: "Coach", *, gap: bool = False) -> None:
    """The cue that shows now, if any."""
    cue = coach.cues.banner()
    if cue is None:
        return
    if gap:
        out.line()
    out.line(guide.say("cli", "cue", severity=cue.word, title=cue.title))
    out.line(f"  {cue.message}")
    out.lines(f"  {cue.own}" if cue.own else "")
    out.line(f"  {guide.say('cli', 'next', next=cue.next_step)}")


def changing(run: Callable[[Shell], int]) -> Callable[[Shell], int]:
    """A command that changes the journal; after it the cue stands: whole where the change brought it up."""

    def run_and_show(shell: Shell) -> int:
        from contextlib import suppress

        from mastery_tui.journal import JournalError

        before = rev = None
        with suppress(JournalError):  # A journal that cannot be read may be about to be restored.
            before, rev = shell.coach.cues.banner(), shell.coach.context.journal.rev
        code = run(shell)
        shell.err.lines(shell.coach.file.backup_line())
        if shell.coach.context.journal.rev != rev and not shell.has("json"):
            cue = shell.coach.cues.banner()
            if cue is not None and before is not None and (cue.rule, cue.since) == (before.rule, before.since):
                shell.out.line(guide.say("cli", "cue_again", severity=cue.word, title=cue.title))
            else:
                show_cue(shell.out, shell.coach)
        return code

    return run_and_show


# -- due ---------------------------------------------------------------------------------------------------------------


def due_words(due: Iterable[str], unit: str, *, locked: bool = False) -> list[str]:
    """What is due in words, by its ids; each thing once.

    Args:
        due: the ids.
        unit: what the amount is counted in.
        locked: whether the minimum is locked, so that of its task only the when-then line is open.
    """
    return [_due_words(each, "" if locked and each == LOCKING else unit) for each in due]


def _due_of(status: "StatusView") -> list[str]:
    unit = "" if status.timeline is None else status.timeline.behaviour.unit
    return due_words(status.due, unit, locked=status.locked)


def _due_words(what: str, unit: str) -> str:
    if what.startswith("reflect_") and what.removeprefix("reflect_").isdigit():
        return guide.say("cli_due", "reflect", week=what.removeprefix("reflect_"))
    own = guide.words("cli_due")
    title = own[what] if what in own else guide.task(what, unit=unit).title
    return title[:1].lower() + title[1:]


def _due_options(parser: Parser) -> None:
    parser.flag("quiet")


def _due(shell: Shell) -> int:
    status = shell.coach.plan.status()
    if not shell.has("quiet"):
        shell.out.lines(*_due_of(status))
        if not status.due:
            shell.out.line(guide.word("cli", "nothing_due"))
    return DUE if status.due else FINE


# -- cues --------------------------------------------------------------------------------------------------------------


def _cues_options(parser: Parser) -> None:
    parser.words("what", "?")
    parser.flag("json")
    parser.flag("all")
    parser.option("as-of")


def _cues(shell: Shell) -> int:
    coach, out = shell.looking(), shell.out
    what = shell.given("what")
    if what is not None:
        if what != RULES_WORD:
            from mastery_tui.practice.refused import Refused

            raise Refused("choice.unknown", field="what", known=(RULES_WORD,))
        _show_rules(out, coach)
        return FINE
    everything = shell.has("all")
    if shell.has("json"):
        out.json(coach.cues.rows(everything=everything))
        return FINE
    shown = [cue for cue in coach.cues.all() if everything or cue.state == "firing"]
    if not shown:
        out.line(guide.word("cli", "no_cue"))
    for place, cue in enumerate(shown):
        if place:
            out.line()
        _show_why(out, coach, cue.rule)
    return FINE


def _show_rules(out: Printer, coach: "Coach") -> None:
    """Each rule: what it says and when, its figures with their bounds, where they come from, when it last fired."""
    for place, rule in enumerate(coach.cues.rules()):
        if place:
            out.line()
        out.line(f"{rule.rule}  {rule.word}: {rule.title}")
        out.line(f"  {guide.word('why', 'rule')}: {rule.fires}")
        out.line(f"  {guide.word('why', 'clears')}: {rule.clears}")
        cooldown = "cooldown_days" if rule.cooldown else "no_cooldown_days"
        out.line(f"  {guide.say('cli', cooldown, days=rule.cooldown)}")
        for each in rule.thresholds:
            facts = {name: getattr(each, name) for name in ("value", "default", "low", "high", "origin")}
            out.line(f"  {guide.say('cli', 'threshold', param=each.key, **facts)}")
        out.line(f"  {guide.word('why', 'origin')}: {rule.origin}")
        for source in rule.sources:
            out.line(f"    {source}")
        if rule.last_fired is None:
            out.line(f"  {guide.word('cli', 'never_fired')}")
        else:
            out.line(f"  {guide.say('cli', 'last_fired', day=guide.date_words(rule.last_fired, 'long'))}")


def _show_why(out: Printer, coach: "Coach", rule: str) -> None:
    why = coach.cues.why(rule)
    assert why is not None
    cue = why.cue
    head = guide.say("cli", "cue", severity=cue.word, title=cue.title)
    if cue.state != "firing":
        muted = cue.state == "muted"
        state = guide.say("why", "muted_by", by=cue.muted_title) if muted else guide.word("cli_answers", cue.state)
        head = f"{head} ({state})"
    out.line(head)
    out.line(f"  {cue.message}")
    out.lines(f"  {cue.own}" if cue.own else "")
    out.line(f"  {guide.say('cli', 'next', next=cue.next_step)}")
    out.line(f"  {guide.say('why', 'since', since=guide.date_words(cue.since, 'long'))}")
    out.line(f"  {guide.word('why', 'saw')}")
    for row in why.rows:
        day = f"{guide.say('plan', 'day', day=row.plan_day)}, {row.date}" if row.plan_day else row.date
        out.line(f"    {day}: {row.field} {row.value}")
    out.line(f"  {guide.word('why', 'rule')}: {why.rule}")
    out.line(f"  {guide.word('why', 'clears')}: {why.clears}")
    out.line(f"  {guide.word('why', 'origin')}: {why.origin}")


# -- week and calendar -------------------------------------------------------------------------------------------------


def _week_options(parser: Parser) -> None:
    parser.words("week", "?")


def _week(shell: Shell) -> int:
    from mastery_tui.coach.words import phrases
    from mastery_tui.practice.days import WEEKS, plan_week
    from mastery_tui.practice.refused import Refused

    coach, out = shell.coach, shell.out
    timeline = coach.context.timeline or coach.context.running
    numbers = [day.plan_day for day in timeline.days if day.plan_day is not None and day.day <= coach.today]
    asked = shell.week()
    number = plan_week(numbers[-1] if numbers else 1) if asked is None else asked
    if not 1 <= number <= WEEKS:
        raise Refused("week.range", first=1, last=WEEKS)
    view, week = coach.plan.week(number), timeline.week(number)
    out.line(f"{view.title}: {view.theme}")
    if view.aim:
        out.line(guide.say("reflect", "aim", text=view.aim))
    for day in week.days:
        shown = coach.plan.day(day.day)
        told = [shown.remark]
        if day.check_in is not None:
            told += [phrases.felt(day.check_in, timeline.behaviour.unit), phrases.tags(day.check_in.contexts)]
        if day.day == coach.today:
            told.insert(0, guide.word("plan", "today"))
        title = f"{guide.say('plan', 'day', day=day.plan_day)}, {guide.date_words(day.day, 'short')}"
        out.line(f"  {title:20}{', '.join(each for each in told if each)}")
    out.line(f"{phrases.adherence_words(week.adherence)}, {phrases.spare_words(week)}")
    for milestone in view.milestones:
        out.line(f"  {guide.word('cli', 'milestone_done' if milestone.done else 'milestone_open')}: {milestone.label}")
    out.lines(*(f"{label}: {text}" for label, text in view.told))
    return FINE


def _calendar_options(parser: Parser) -> None:
    """Nothing but the shared ones."""


def _calendar(shell: Shell) -> int:
    show_calendar(shell.out, shell.coach)
    return FINE


def show_calendar(out: Printer, coach: "Coach") -> None:
    """The whole plan in calendar weeks, and what its marks mean."""
    from .render import calendar_lines

    out.lines(*calendar_lines(coach.plan.view(by_calendar=True), ascii_marks=out.ascii))


COMMANDS = {
    "status": Command(_status_options, _status),
    "week": Command(_week_options, _week),
    "calendar": Command(_calendar_options, _calendar),
    "cues": Command(_cues_options, _cues),
    "due": Command(_due_options, _due),
}
