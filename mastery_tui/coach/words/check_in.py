"""A check-in in words: its form, what is said once it is saved, and an earlier session."""

from datetime import date

from mastery_tui import guide
from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.records import CheckIn, Outcome
from mastery_tui.practice.session import Timed
from mastery_tui.practice.timeline import Day, State, Timeline

from ..views import CheckInForm, SavedView, SessionView
from . import left, phrases, plan, timer


def form(timeline: Timeline, day: Day, timed: Timed, number: int = 0) -> CheckInForm:
    """The form for a day, with what the timer brings to it.

    Args:
        timeline: the cycle.
        day: the day.
        timed: what the timer is at.
        number: the cycle's number where it has ended, so that its days are named; 0 for the one that runs.
    """
    brought = timed.told(day.day)
    behaviour = timeline.behaviour
    first, last = timeline.first_day, min(timeline.last_day, timeline.today)
    return CheckInForm(
        day=day.day,
        title=guide.date_words(day.day, "long"),
        remark=_remark(timeline, day),
        task="" if day.paused else phrases.task_words(timeline, day).line,
        unit=behaviour.unit,
        outcomes=tuple((outcome, phrases.outcome_word(outcome, behaviour.unit)) for outcome in Outcome),
        goal=_goal(day, behaviour.unit),
        target=day.target,
        minimum=day.minimum,
        result=behaviour.result.value,
        contexts=behaviour.contexts,
        carried=_carried(timeline, day.day),
        recorded=day.check_in,
        paused=day.paused,
        rest_planned=day.rest_planned,
        earlier=day.day - ONE_DAY if day.day > first else None,
        later=day.day + ONE_DAY if day.day < last else None,
        spare="" if day.paused or timeline.records.check_ins else guide.word("legend", "spare"),
        adjusting=left.adjusting(timeline, day.day),
        keeps=plan.answer(timeline, day)[1],
        summary="" if number else plan.summary_word(timeline, day),
        cycle=_cycle(timeline, number),
        brought=brought,
        minutes_hint=timer.minutes_hint(timed, brought, day),
    )


def saved(timeline: Timeline, day: Day, number: int = 0) -> SavedView:
    """What is shown after saving the check-in of a day; the cycle's number as for its form."""
    from . import calendar, glances

    assert day.check_in is not None
    assert day.mark is not None
    heading, task, how = _tomorrow(timeline, day)
    first = next((other for other in timeline.days if other.cancelled), None) == day
    return SavedView(
        day=day.day,
        mark=day.mark,
        title=guide.date_words(day.day, "long"),
        line=phrases.after_saving(day.check_in.outcome, timeline.behaviour.unit),
        week=None if day.week is None else calendar.week(timeline, day.week),
        spare=guide.word("legend", "spare") if first else "",
        week_over=glances.week_over(timeline, day),
        tomorrow=heading,
        task=task,
        how=how,
        cycle=_cycle(timeline, number),
    )


def covered(recorded: int) -> str:
    """That a pause covers some recorded days, '' where it covers none."""
    if not recorded:
        return ""
    return guide.say("dialogs", "pause_covers_one" if recorded == 1 else "pause_covers", n=recorded)


def recorded(day: date, what: str) -> str:
    """That a day is recorded.

    Args:
        day: the day.
        what: what is recorded for it.
    """
    return guide.say("cli", "recorded", day=guide.date_words(day, "long"), what=what)


def rested(day: date) -> str:
    """That a rest is recorded for a day."""
    return guide.say("dialogs", "rest_tomorrow_line", day=guide.date_words(day, "long"))


def session(timeline: Timeline, check_in: CheckIn) -> SessionView:
    """A session told in a few lines."""
    plan_day = timeline.plan.plan_day(check_in.day)
    return SessionView(
        title=guide.date_words(check_in.day, "short") if plan_day is None else plan.day_title(plan_day),
        remark=guide.date_words(check_in.day, "weekday"),
        done=phrases.measured(check_in, timeline.behaviour.unit),
        how=phrases.felt(check_in, timeline.behaviour.unit),
        contexts=phrases.tags(check_in.contexts),
        note=check_in.note,
    )


def _cycle(timeline: Timeline, number: int) -> str:
    return guide.say("history", "cycle", n=number, name=timeline.behaviour.name) if number else ""


def _remark(timeline: Timeline, day: Day) -> str:
    when = phrases.relative(day.day, timeline.today)
    where = guide.word("checkin", "paused") if day.week is None else phrases.week_words(day.week)
    rest = guide.word("checkin", "rest_planned") if day.week is not None and day.rest_planned else ""
    remark = ", ".join(part for part in (when, where, rest) if part)
    if day.week is None or timeline.state is State.ENDED:
        return remark
    return f"{remark} · {phrases.spare_words(timeline.week(day.week))}"


def _goal(day: Day, unit: str) -> str:
    if not unit:
        return guide.word("checkin", "goal_yes_no")
    return guide.say("checkin", "goal", target=day.target, minimum=day.minimum)


def _carried(timeline: Timeline, day: date) -> tuple[str, ...]:
    """The context tags of the session before a day, as far as they can still be chosen."""
    earlier = [check_in for check_in in timeline.sessions if check_in.day < day]
    return tuple(tag for tag in earlier[-1].contexts if tag in timeline.behaviour.contexts) if earlier else ()


def _tomorrow(timeline: Timeline, day: Day) -> tuple[str, str, str]:
    """Heading, task and how of the day after a saved one; blank for days in the past."""
    if day.day < timeline.today or timeline.state is State.ENDED:
        return "", "", ""
    following = timeline.day(day.day + ONE_DAY)
    if following is None:
        return guide.word("saved", "tomorrow_last"), "", ""
    if following.plan_day is None:
        return guide.word("saved", "tomorrow_paused"), "", ""
    if following.rest_planned:
        return guide.word("saved", "tomorrow_rest"), "", ""
    task = phrases.task_words(timeline, following)
    return guide.say("saved", "tomorrow", day=following.plan_day), task.title, task.how
