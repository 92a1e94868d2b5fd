"""Commands that show: status, week, calendar, cues."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import wraps

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.errors import JournalError
from mastery_tui.coach.views import CueView, RuleView, WhyView
from mastery_tui.coach.words.cues import last_fired_line, threshold_line
from mastery_tui.practice.refused import Refused

from .codes import FINE
from .printer import Printer
from .render import calendar_lines, plain_lines
from .shell import Shell

RULES_WORD = "rules"
"""What ``mastery cues`` takes beside its options."""


def told(rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Labels and texts as lines."""
    return tuple(f"{label}: {text}" for label, text in rows)


# -- status ------------------------------------------------------------------------------------------------------------


def status(shell: Shell) -> int:
    """Tell where the plan stands."""
    coach = shell.looking()
    if shell.has("json"):
        shell.out.json({**coach.plan.status_rows(), "cue": coach.cues.banner_rows()})
    elif shell.has("line"):
        shell.out.line(" ".join(coach.plan.status_line().splitlines()))
    else:
        show_status(shell.out, coach)
        if coach.state is None:
            shell.err.lines(shell.hint())
    return FINE


def show_status(out: Printer, coach: Coach) -> None:
    """Where the plan stands, and the cue, in words."""
    view = coach.plan.status()
    if coach.state is None:
        out.line(view.state)
        out.lines(guide.word("cli", "no_plan_app") if out.terminal else "")
        out.lines(guide.word("cli", "no_plan_shell"), guide.word("cli", "no_plan_demo"))
        return
    out.lines(view.name, view.state)
    if view.task is not None:
        out.lines(view.today, guide.say("cli", "task", title=view.task.title), f"  {view.task.how}")
        if view.keeps:
            option = guide.word("cli_keeps", view.keeps)
            out.line(guide.say("cli", "task_keeps", program=coach.program, option=option))
        out.lines(view.standard, view.easier, *told(view.adjusting), view.week)
    out.lines(view.timer, guide.say("cli", "so_far", what=view.so_far), view.results)
    if view.due:
        out.line(guide.say("cli", "due", what=view.due_words))
    show_cue(out, coach, gap=True)


# -- cues --------------------------------------------------------------------------------------------------------------


def changing(run: Callable[[Shell], int]) -> Callable[[Shell], int]:
    """A command that changes the journal; after it the cue stands: whole where the change brought it up."""

    @wraps(run)
    def run_and_show(shell: Shell) -> int:
        before = rev = None
        with suppress(JournalError):  # A journal that cannot be read may be about to be restored.
            before, rev = shell.coach.cues.banner(), shell.coach.window.rev
        code = run(shell)
        shell.err.lines(shell.coach.backup_line())
        if shell.coach.window.rev != rev and not shell.has("json"):
            cue = shell.coach.cues.banner()
            if cue is not None and before is not None and (cue.rule, cue.since) == (before.rule, before.since):
                shell.out.line(guide.say("cli", "cue_again", severity=cue.word, title=cue.title))
            else:
                show_cue(shell.out, shell.coach)
        return code

    return run_and_show


def show_cue(out: Printer, coach: Coach, *, gap: bool = False) -> None:
    """The cue that shows now, if any."""
    cue = coach.cues.banner()
    if cue is None:
        return
    if gap:
        out.line()
    out.part(*_cue(cue))


def _cue(cue: CueView, state: str = "") -> Iterator[str]:
    """What a cue says, where it shows or as it stands otherwise."""
    head = guide.say("cli", "cue", severity=cue.word, title=cue.title)
    yield f"{head} ({state})" if state else head
    yield f"  {cue.message}"
    yield f"  {cue.own}" if cue.own else ""
    yield f"  {guide.say('cli', 'next', next=cue.next_step)}"


def cues(shell: Shell) -> int:
    """Tell the cues with their evidence, or all rules."""
    coach, out = shell.looking(), shell.out
    what, everything = shell.given("what"), shell.has("all")
    if what not in (None, RULES_WORD):
        raise Refused("choice.unknown", field="what", known=(RULES_WORD,))
    if what is not None and shell.has("json"):
        out.json(coach.cues.rule_rows())
    elif what is not None:
        _in_parts(out, map(_rule, coach.cues.rules()))
    elif shell.has("json"):
        out.json(coach.cues.rows(everything=everything))
    else:
        shown = (coach.cues.why(cue.rule) for cue in coach.cues.all() if everything or cue.state == "firing")
        _in_parts(out, [_why(why) for why in shown if why is not None] or [[guide.word("cli", "no_cue")]])
    return FINE


def _in_parts(out: Printer, parts: Iterable[Iterable[str]]) -> None:
    """Lines with a gap between two parts."""
    for place, lines in enumerate(parts):
        if place:
            out.line()
        out.part(*lines)


def _rule(rule: RuleView) -> Iterator[str]:
    """A rule: what it says and when, its figures with their bounds, where they come from, when it last fired."""
    yield f"{rule.rule}  {rule.word}: {rule.title}"
    yield f"  {guide.word('why', 'rule')}: {rule.fires}"
    yield f"  {guide.word('why', 'clears')}: {rule.clears}"
    yield f"  {guide.say('cli', 'cooldown_days' if rule.cooldown else 'no_cooldown_days', days=rule.cooldown)}"
    for figure in rule.thresholds:
        yield f"  {threshold_line(figure, figure.key)}"
    yield f"  {guide.word('why', 'origin')}: {rule.origin}"
    yield from (f"    {source}" for source in rule.sources)
    yield f"  {last_fired_line(rule) or guide.word('cli', 'never_fired')}"


def _why(why: WhyView) -> Iterator[str]:
    """A cue with the rows that made it say so."""
    cue, state = why.cue, ""
    if cue.state == "muted":
        state = guide.say("why", "muted_by", by=cue.muted_title)
    elif cue.state != "firing":
        state = guide.word("cli_answers", cue.state)
    yield from _cue(cue, state)
    yield f"  {guide.say('why', 'since', since=guide.date_words(cue.since, 'long'))}"
    yield f"  {guide.word('why', 'saw')}"
    for row in why.rows:
        day = f"{guide.say('plan', 'day', day=row.plan_day)}, {row.date}" if row.plan_day else row.date
        yield f"    {day}: {row.field} {row.value}"
    yield f"  {guide.word('why', 'rule')}: {why.rule}"
    yield f"  {guide.word('why', 'clears')}: {why.clears}"
    yield f"  {guide.word('why', 'origin')}: {why.origin}"


# -- week and calendar -------------------------------------------------------------------------------------------------


def week(shell: Shell) -> int:
    """Tell a plan week, day by day."""
    plan, out, asked = shell.of_cycle().plan, shell.out, shell.week()
    number = plan.current_week() if asked is None else asked
    view = plan.week(number)
    out.part(f"{view.title}: {view.theme}")
    if view.aim:
        out.line(guide.say("reflect", "aim", text=view.aim))
    out.lines(*(f"  {f'{title}:':20}{remark}" for title, remark in plan.week_days(number)))
    out.line(view.kept)
    for milestone in view.milestones:
        out.line(f"  {guide.word('cli', 'milestone_done' if milestone.done else 'milestone_open')}: {milestone.label}")
    out.lines(*told(view.told))
    return FINE


def calendar(shell: Shell) -> int:
    """Tell the whole plan."""
    if shell.has("plain"):
        shell.out.lines(*plain_lines(shell.of_cycle().plan.view(by_calendar=True)))
    else:
        show_calendar(shell.out, shell.of_cycle())
    return FINE


def show_calendar(out: Printer, coach: Coach) -> None:
    """The whole plan in calendar weeks, and what its marks mean."""
    for line in filter(None, calendar_lines(coach.plan.view(by_calendar=True), ascii_marks=out.ascii)):
        out.line(line, marks=True)
