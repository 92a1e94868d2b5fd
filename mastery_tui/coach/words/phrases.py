"""Records told in words: shared by all views."""

from datetime import date

from mastery_tui import guide
from mastery_tui.guide.wording import capital
from mastery_tui.practice.days import ONE_DAY, WRAP_UP
from mastery_tui.practice.numbers import MINUTE
from mastery_tui.practice.records import Behaviour, CheckIn, Outcome, Reduction, ResultKind, Standard
from mastery_tui.practice.tasks import ADJUSTING, RESTING, own_rest, task_id
from mastery_tui.practice.timeline import Adherence, Day, Mark, Timeline, Week, result_of, turned

from ..measures import measure
from . import left

PAUSING = "pause"
"""The severity whose cues the person's own signs go with."""
FEWER_ERRORS = "note.fewer_errors"
"""The rule that asks to name an error."""


def outcome_word(outcome: Outcome, unit: str) -> str:
    """What an outcome is called; without an amount the minimum is the smallest version."""
    if outcome is Outcome.MINIMUM and not unit:
        return guide.word("yes_no", "outcome")
    return guide.word("outcomes", outcome.value)


def mark_word(mark: Mark, unit: str) -> str:
    """What a mark is called."""
    if mark is Mark.UNRECORDED:
        return guide.word("marks", "not_recorded")
    return guide.word("marks", mark.value) if mark is Mark.PAUSED else outcome_word(Outcome(mark.value), unit)


def after_saving(outcome: Outcome, unit: str) -> str:
    """What is said after an outcome is saved."""
    return guide.after_saving("smallest" if outcome is Outcome.MINIMUM and not unit else outcome.value)


def measured(check_in: CheckIn, unit: str) -> str:
    """What was done, as in '402 words, done'."""
    outcome = outcome_word(check_in.outcome, unit)
    return outcome if check_in.amount is None else f"{guide.amount_words(check_in.amount, unit)}, {outcome}"


def pause_words(*, ended: bool, removed: bool) -> str:
    """What became of a pause with a change, '' where there was none."""
    if ended:
        return guide.word("saved", "pause_ended")
    return guide.word("dialogs", "no_pause") if removed else ""


def pause_end(last: date) -> dict[str, str]:
    """The facts of a sentence on a pause with an end: its last day, and the day on which the plan is on again."""
    return {"last": guide.date_words(last, "long"), "next": guide.date_words(last + ONE_DAY, "weekday")}


def from_to(first: date, last: date, style: str = "year") -> dict[str, str]:
    """Two dates, the first without its year where that is the other's.

    Args:
        first: the first.
        last: the last.
        style: how they are written, with their year.
    """
    begin = guide.date_words(first, style)
    if first.year == last.year:
        begin = begin.removesuffix(f" {first.year}")
    return {"first": begin, "last": guide.date_words(last, style)}


def first_of(first: date, last: date) -> str:
    """The first of two dates, without its month where that is the other's, as in 'Wednesday 23' to some Friday."""
    same = (first.year, first.month) == (last.year, last.month)
    return guide.date_words(first, "weekday_day" if same else "long")


def minutes_words(minutes: int) -> str:
    """As in '25 minutes'."""
    return guide.word("amounts", "one_minute") if minutes == 1 else guide.say("amounts", "minutes", n=minutes)


def felt(check_in: CheckIn, unit: str) -> str:
    """How it was, as in 'effort 7, anxious 4, confidence 3'; '' where nothing is said."""
    return ", ".join(told(check_in, unit).values())


def told(check_in: CheckIn, unit: str) -> dict[str, str]:
    """All but what was done and where, by field; minutes that are the amount itself are told with that."""
    told = {}
    if check_in.effort is not None:
        told["effort"] = f"{guide.field_label('effort')} {check_in.effort}"
    if check_in.feeling is not None:
        feeling = guide.word("feelings", check_in.feeling.value)
        told["feeling"] = feeling if check_in.strength is None else f"{feeling} {check_in.strength}"
    if check_in.confidence is not None:
        told["confidence"] = f"{guide.field_label('confidence')} {check_in.confidence}"
    for field in ("errors", "score"):
        value = getattr(check_in, field)
        if value is not None:
            told[field] = f"{guide.field_label(field)} {guide.number(value)}"
    if check_in.minutes is not None and (measure(unit).seconds != MINUTE or check_in.minutes != check_in.amount):
        told["minutes"] = minutes_words(check_in.minutes)
    if check_in.recoveries:
        told["recoveries"] = ", ".join(guide.say("amounts", "recovery", n=minutes) for minutes in check_in.recoveries)
    return told


def written_over(before: CheckIn | None, after: CheckIn, unit: str, *, added: bool = False) -> str:
    """What a check-in was before it was recorded again, as far as that is gone now; '' where nothing is.

    Args:
        before: the check-in as it was, None where there was none.
        after: the check-in now.
        unit: what the amount is counted in.
        added: whether it was added to, so that amounts, minutes, recoveries and notes of both are kept.
    """
    if before is None:
        return ""
    same = added or (before.amount, before.outcome) == (after.amount, after.outcome)
    gone = [] if same else [measured(before, unit)]
    now = told(after, unit)
    kept = ("minutes", "recoveries") if added else ()
    gone += [text for field, text in told(before, unit).items() if now.get(field) != text and field not in kept]
    if before.contexts and before.contexts != after.contexts:
        gone.append(tags(before.contexts))
    if before.note and before.note != after.note and not added:
        gone.append(guide.word("saved", "a_note"))
    return ", ".join(gone)


def strength_blank(before: CheckIn | None, after: CheckIn) -> str:
    """How to say how strong a feeling was, where that is left blank with a feeling that is new; '' otherwise."""
    feeling = after.feeling
    if feeling is None or not feeling.has_strength or after.strength is not None:
        return ""
    if before is not None and before.feeling is feeling and before.strength is None:
        return ""
    return guide.say("saved", "strength_blank", feeling=guide.word("feelings", feeling.value))


def task_words(timeline: Timeline, day: Day) -> guide.TaskWords:
    """What a day of the plan asks.

    A day that suggests a rest asks for nothing in a week that has a rest weekday of its own, and names that; a day that
    applies an adjustment names the one that has been tried the longest.
    """
    assert day.plan_day is not None
    task = task_id(day.plan_day)
    own = own_rest(timeline, day) if task in RESTING else None
    rest = "" if own is None else guide.date_words(own.day, "weekday")
    rest_over = own is not None and own.day < min(day.day, timeline.today)
    tried = left.tried(timeline.records.adjustments, day.day) if task in ADJUSTING else ()
    return guide.task(
        task,
        target=day.target,
        minimum=day.minimum,
        unit=timeline.behaviour.unit,
        rest=rest,
        rest_over=rest_over,
        adjustment=tried[0] if tried else "",
    )


def own_words(rule: str, severity: str, behaviour: Behaviour) -> str:
    """What the person wrote down for when a cue speaks: signs to pause, or errors to have fewer of; '' for nothing."""
    if severity == PAUSING and behaviour.pause_signs:
        return guide.say("cue_own", "pause_signs", text=behaviour.pause_signs)
    if rule == FEWER_ERRORS:
        kinds = left.BETWEEN.join(behaviour.error_kinds)
        return guide.say("cue_own", "error_kinds", text=kinds) if kinds else guide.word("cue_own", "error_kinds_none")
    return ""


def tags(contexts: tuple[str, ...]) -> str:
    """Context tags, as in '@desk @morning'."""
    return " ".join(f"@{tag}" for tag in contexts)


def adherence_words(adherence: Adherence) -> str:
    """As in '9 of 10 kept, 1 not recorded'."""
    if not adherence.scheduled:
        return guide.word("adherence", "none")
    parts = []
    if adherence.recorded:
        parts.append(guide.say("adherence", "kept", kept=adherence.kept, recorded=adherence.recorded))
    if adherence.not_recorded:
        parts.append(guide.say("adherence", "unrecorded", n=adherence.not_recorded))
    return ", ".join(parts)


def kept_short(adherence: Adherence) -> str:
    """As in '9 of 10'; '' while nothing is recorded."""
    if not adherence.recorded:
        return ""
    return guide.say("adherence", "kept_short", kept=adherence.kept, recorded=adherence.recorded)


def week_remark(week: Week) -> str:
    """What stands beside a week: its unrecorded days, or its spare."""
    if week.adherence.not_recorded:
        return guide.say("adherence", "unrecorded", n=week.adherence.not_recorded)
    return guide.word("adherence", "spare_used") if week.cancelled else ""


def spare_words(week: Week) -> str:
    """Whether the week's spare is left."""
    return guide.word("adherence", "spare_left" if week.spare else "spare_used")


def week_words(week: int) -> str:
    """As in 'week 2', or 'wrap-up'."""
    return guide.word("checkin", "wrap_up") if week == WRAP_UP else guide.say("checkin", "week", week=week)


def amount_of(day: Day, timeline: Timeline) -> str:
    """A day's result as a short number, '' where it has none."""
    if day.check_in is None:
        return ""
    value = result_of(day.check_in, timeline.behaviour)
    return "" if value is None else guide.number(value)


def standard_words(day: Day | Standard, unit: str) -> str:
    """As in 'Minimum 1, target 3 drawings': the unit stands behind the larger number."""
    if not unit:
        return guide.word("plan", "goal_yes_no")
    return guide.say("plan", "goal", minimum=day.minimum, target=guide.amount_words(day.target, unit))


def relative(day: date, today: date) -> str:
    """A date seen from today: today, yesterday, or as in '3 days ago'; '' for later dates."""
    if day == today:
        return guide.word("checkin", "today")
    if day > today:
        return ""
    if (today - day).days == 1:
        return guide.word("checkin", "yesterday")
    import pendulum

    begin = pendulum.date(day.year, day.month, day.day)
    return begin.diff_for_humans(pendulum.date(today.year, today.month, today.day), absolute=True) + " ago"


def slope_words(slope: float, behaviour: Behaviour) -> str:
    """A trend in its unit, as in '0.2 fewer errors a day' or '3.5 more words a day'.

    Args:
        slope: the change of the result in a day, turned so that more is better.
        behaviour: what it is a trend of.
    """
    change = turned(slope, behaviour)
    key = "slope_more" if change > 0 else "slope_fewer" if change < 0 else "slope_level"
    return guide.say("comparisons", key, change=abs(change), unit=slope_unit(behaviour))


def slope_unit(behaviour: Behaviour) -> str:
    """What a change of a result is counted in; a score changes by points."""
    points = behaviour.result is ResultKind.SCORE
    return guide.word("comparisons", "points") if points else result_unit(behaviour)


def easier_amounts(reduction: Reduction, timeline: Timeline) -> dict[str, float]:
    """Target and minimum on the last of some easier days, where an edit may lie below what they were made."""
    last = timeline.day(reduction.until_day) or reduction
    return {"target": last.target, "minimum": last.minimum}


def result_unit(behaviour: Behaviour) -> str:
    """What a result is counted in: the unit of an amount, else "errors" or "score"."""
    kind = behaviour.result
    return behaviour.unit if kind is ResultKind.AMOUNT else guide.word("results", kind.value)


def result_label(behaviour: Behaviour) -> str:
    """What results are called: the unit of an amount, or what else is counted."""
    kind = behaviour.result
    if kind is ResultKind.AMOUNT:
        return capital(behaviour.unit)
    return guide.word("progress", "results" if kind is ResultKind.NONE else kind.value)
