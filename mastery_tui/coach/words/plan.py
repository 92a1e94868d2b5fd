"""The plan in words: its header, its page, a day and a week of it."""

from collections.abc import Iterator

from mastery_tui import guide
from mastery_tui.practice.days import PLAN_DAYS, WRAP_UP, plan_week
from mastery_tui.practice.progress import enough_to_freeze
from mastery_tui.practice.records import Behaviour, Ending
from mastery_tui.practice.reducing import measured, offered
from mastery_tui.practice.tasks import FREEZE_DAY, KEPT_IN, LOCK_DAY, milestones, minimum_locked, task_id
from mastery_tui.practice.timeline import Day, Mark, State, Timeline, Week

from ..views import CalendarView, DayView, MilestoneView, PlanView, WeekView
from . import left, phrases


def header(timeline: Timeline) -> str:
    """The right end of the tab bar, as in 'Write 400 words · day 12'."""
    name, state = timeline.behaviour.name, timeline.state
    if state is State.PAUSED:
        return guide.say("tabs", "header_paused", name=name)
    if state is State.NOT_STARTED:
        return guide.say("tabs", "header_waiting", name=name, date=guide.date_words(timeline.first_day, "short"))
    if timeline.plan_day is None:
        stopped = timeline.records.cycle.ending is Ending.STOPPED
        return guide.say("tabs", "header_stopped" if stopped else "header_ended", name=name)
    return guide.say("tabs", "header", name=name, day=timeline.plan_day)


def page(timeline: Timeline, calendar: CalendarView) -> PlanView:
    """Everything the plan shows but the day under the cursor."""
    return PlanView(
        calendar=calendar,
        today=timeline.nearest_day,
        state=_state(timeline),
        routine=_routine(timeline),
        offers=offers(timeline),
        legend=tuple((mark, phrases.mark_word(mark, timeline.behaviour.unit)) for mark in Mark),
    )


def day(timeline: Timeline, found: Day) -> DayView:
    """One date as the plan tells it."""
    parts = [guide.date_words(found.day, "long")]
    if found.plan_day is not None:
        parts.insert(0, day_title(found.plan_day))
    if found.day == timeline.today:
        parts.append(guide.word("plan", "today"))
    task = None if found.paused else phrases.task_words(timeline, found)
    answered, keeps = answer(timeline, found)
    check_in, unit = found.check_in, timeline.behaviour.unit
    return DayView(
        day=found.day,
        title=" · ".join(parts),
        remark=_became(timeline, found),
        mark=found.mark,
        task=guide.word("plan", "no_task") if task is None else task.title,
        how="" if task is None else task.how,
        standard=phrases.standard_words(found, unit),
        can_check_in=found.day <= timeline.today,
        recorded=check_in is not None,
        felt="" if check_in is None else phrases.felt(check_in, unit),
        contexts="" if check_in is None else phrases.tags(check_in.contexts),
        note="" if check_in is None else check_in.note,
        told=(*answered, *left.on_day(timeline, found)),
        keeps=keeps,
        summary=summary_word(timeline, found),
    )


def day_title(plan_day: int) -> str:
    """As in 'Day 12'."""
    return guide.say("plan", "day", day=plan_day)


def week(timeline: Timeline, number: int) -> WeekView:
    """A plan week, 1 to 5: what makes it done, and what of it is."""
    words = guide.week(number)
    shown = []
    for milestone in milestones(timeline, number):
        label = guide.milestone(milestone.id, done=milestone.done)
        if milestone.of and 0 < milestone.n < milestone.of:
            label = guide.say("plan", "tests_done", milestone=label, n=milestone.n, of=milestone.of)
        if not milestone.done:
            label = guide.say("plan", "on_day", milestone=label, day=milestone.day)
        shown.append(MilestoneView(label, milestone.done))
    return WeekView(
        title=week_title(number),
        theme=words.theme,
        milestones=tuple(shown),
        kept=week_kept(timeline.week(number)),
        tip=words.tip,
        aim=timeline.behaviour.better_in_a_week if number == 1 else "",
        told=left.in_week(timeline, number),
    )


def week_title(number: int) -> str:
    """As in 'Week 2', or 'Wrap-up'."""
    return guide.word("plan", "wrap_up") if number == WRAP_UP else guide.say("plan", "week", week=number)


def week_kept(found: Week) -> str:
    """As in '3 of 4 kept, spare used'."""
    return f"{phrases.adherence_words(found.adherence)}, {phrases.spare_words(found)}"


def week_days(timeline: Timeline, number: int) -> tuple[left.Told, ...]:
    """The days of a plan week, each with what became of it and how it was."""
    return tuple((_short_title(found), ", ".join(_told_of(timeline, found))) for found in timeline.week(number).days)


def latest_plan_day(timeline: Timeline) -> int:
    """Today's plan day, or the last one before today where the plan stands still or is over; 0 for none."""
    over = timeline.state in (State.AWAITING_SUMMARY, State.ENDED)
    days = (day.plan_day for day in timeline.days if day.plan_day is not None and (over or day.day <= timeline.today))
    return max(days, default=0)


def current_week(timeline: Timeline) -> int:
    """The plan week that has begun last, 1 to 5; week 1 before the plan begins."""
    return plan_week(max(1, latest_plan_day(timeline)))


def _short_title(found: Day) -> str:
    assert found.plan_day is not None
    return f"{day_title(found.plan_day)}, {guide.date_words(found.day, 'short')}"


def _told_of(timeline: Timeline, found: Day) -> Iterator[str]:
    if found.day == timeline.today:
        yield guide.word("plan", "today")
    yield _became(timeline, found)
    if found.check_in is not None:
        told = (phrases.felt(found.check_in, timeline.behaviour.unit), phrases.tags(found.check_in.contexts))
        yield from filter(None, told)


def answer(timeline: Timeline, found: Day) -> tuple[tuple[left.Told, ...], str]:
    """What is kept of a task's answer, with its label; and while nothing is, the word for writing it down."""
    field = answer_field(found)
    if not field:
        return (), ""
    if text := _written(timeline.behaviour)[field]:
        return ((guide.word("plan", field), text),), ""
    return (), "" if timeline.state is State.ENDED else guide.word("task_keeps", field)


def summary_word(timeline: Timeline, found: Day) -> str:
    """The word for opening the summary on the day that asks for it; '' on every other one."""
    asked = found.plan_day == PLAN_DAYS and found.day <= timeline.today
    return guide.word("task_keeps", "summary") if asked else ""


def answer_field(found: Day | None) -> str:
    """The field of the behaviour that keeps what a day's task asks for; '' for none."""
    return "" if found is None or found.plan_day is None else KEPT_IN.get(task_id(found.plan_day), "")


def several_adjustments(number: int) -> str:
    """That more than one adjustment is being tried, '' where it is one at most."""
    return guide.say("dialogs", "adjustments_open", n=number) if number > 1 else ""


def _became(timeline: Timeline, found: Day) -> str:
    if found.check_in is not None:
        return phrases.measured(found.check_in, timeline.behaviour.unit)
    if found.paused:
        return guide.word("marks", "paused")
    if found.rest_weekday:
        return guide.word("checkin", "rest_planned")
    if found.day > timeline.today:
        return guide.word("plan", "ahead")
    return guide.word("plan", "not_recorded_yet" if found.day == timeline.today else "not_recorded")


def _state(timeline: Timeline) -> str:
    state = timeline.state
    if state is State.NOT_STARTED:
        return guide.say("plan", "begins", first=timeline.first_day)
    if state is State.PAUSED:
        span = next(span for span in timeline.plan.paused if span.holds(timeline.today))
        if span.last is None:
            return guide.say("plan", "paused_since", first=guide.date_words(span.first, "long"))
        return guide.say("plan", "paused_until", **phrases.pause_end(span.last))
    if timeline.records.cycle.ending is Ending.STOPPED:
        return guide.say("plan", "stopped", last=guide.date_words(timeline.last_day, "long"))
    if state in (State.AWAITING_SUMMARY, State.ENDED):
        return guide.word("plan", "complete")
    ahead = [span for span in timeline.plan.paused if span.first > timeline.today]
    return guide.say("plan", "pause_planned", first=guide.date_words(ahead[0].first, "long")) if ahead else ""


def offers(timeline: Timeline) -> frozenset[str]:
    """The ids of what can be done to the plan now; see :class:`PlanView`."""
    state, plan_day, amounts = timeline.state, timeline.plan_day or 0, not timeline.behaviour.yes_no
    ended, complete = state is State.ENDED, state is State.AWAITING_SUMMARY or plan_day == PLAN_DAYS
    can = {
        "resume": state is State.PAUSED,
        "pause": state in (State.NOT_STARTED, State.RUNNING),
        "finish": complete,
        "stop": not complete and state in (State.RUNNING, State.PAUSED),
        "summary": complete or ended,
        "begin": ended,
        "edit": not ended,
        "record": state in (State.RUNNING, State.PAUSED, State.AWAITING_SUMMARY),
        "easier": amounts and offered(timeline) is not None,
        "freeze": plan_day >= FREEZE_DAY and timeline.records.cycle.baseline is None and enough_to_freeze(timeline),
        "lock": amounts and plan_day >= LOCK_DAY and not minimum_locked(timeline),
    }
    return frozenset(name for name, open_now in can.items() if open_now)


def _routine(timeline: Timeline) -> tuple[left.Told, ...]:
    behaviour = timeline.behaviour
    when = behaviour.anchor_when
    if when and behaviour.anchor_at:
        when = guide.say("plan", "when_line", when=when, at=behaviour.anchor_at)
    nothing_tried = [(guide.word("plan", "trying"), guide.word("plan", "trying_nothing"))]
    rows = [
        (guide.word("plan", "when"), when or guide.word("checkin", "empty")),
        (guide.word("plan", "done_when"), behaviour.standard),
        (guide.word("plan", "feedback"), behaviour.feedback_source),
        *(left.adjusting(timeline, timeline.today) or nothing_tried),
        *((guide.word("plan", field), text) for field, text in _written(behaviour).items() if text),
    ]
    if timeline.records.reductions:
        rows.append((guide.word("plan", "easier_row"), _easier(timeline)))
    from . import glances

    so_far = glances.line(timeline)
    if so_far:
        rows.append((guide.word("glances", "so_far"), so_far))
    return tuple(rows)


def _easier(timeline: Timeline) -> str:
    """The reduction that lasts longest in words, and after it what was measured."""
    reduction = max(timeline.records.reductions, key=lambda reduction: (reduction.until_day, reduction.at))
    until = guide.date_words(reduction.until_day)
    after = measured(reduction, timeline.days, timeline.behaviour)
    if after is not None:
        result = guide.amount_words(after, phrases.result_unit(timeline.behaviour))
        return guide.say("plan", "measured_line", until=until, result=result)
    return guide.say("plan", "easier_line", until=until, **phrases.easier_amounts(reduction, timeline))


def _written(behaviour: Behaviour) -> dict[str, str]:
    """What the person wrote down for hard days and next versions, by its field; '' for nothing."""
    return {"pause_signs": behaviour.pause_signs, "error_kinds": left.BETWEEN.join(behaviour.error_kinds)}
