"""All nineteen rules of RULES, written again: when each fires and when it clears.

``fires`` is asked on a day on which the rule neither stands nor cools; "a row of that day is in its evidence" is part
of each. ``clears`` is asked on the days after the one since which it stands. Thresholds stand as in the table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .known import A_DAY, KEPT, WORKED, Known, better_pairs, middle, present, slope

SUPPORT, PAUSE, RECOVER, ADJUST, NOTE = "support", "pause", "recover", "adjust", "note"
LOOKS = (21, 28)
SUGGESTED_RESTS = (11, 26)
HEAVIER = ("frustrated", "anxious", "ashamed")
WELCOME = "recover.welcome_back"


@dataclass(frozen=True)
class Written:
    """A rule as this reading has it."""

    id: str
    cooldown: int
    fires: Callable[[Known], bool]
    clears: Callable[[Known, date], bool]

    @property
    def severity(self) -> str:
        return self.id.split(".")[0]


RULES: list[Written] = []


def rule(id: str, cooldown: int, clears: Callable[[Known, date], bool]) -> Callable[[Callable[[Known], bool]], Any]:
    def add(fires: Callable[[Known], bool]) -> Callable[[Known], bool]:
        RULES.append(Written(id, cooldown, fires, clears))
        return fires

    return add


# ---- support and pause


def dominated(check_in: Any) -> bool:
    """Anxious or ashamed at 4 or 5; a strength left blank is not heavy."""
    return check_in.feeling in ("anxious", "ashamed") and check_in.strength is not None and check_in.strength >= 4


def light(check_in: Any) -> bool:
    """A lighter feeling, or a strength of at most 2."""
    return check_in.feeling not in HEAVIER or (check_in.strength is not None and check_in.strength <= 2)


def strength_left_blank(check_in: Any) -> bool:
    return check_in.feeling in HEAVIER and check_in.strength is None


def dominated_today(known: Known) -> bool:
    here = known.check_in(known.today)
    return here is not None and dominated(here)


def told_of(known: Known) -> list[Any]:
    """Check-ins with a feeling, but anxious or ashamed ones that do not say how much."""
    return [
        each for each in known.felt() if each.feeling not in ("anxious", "ashamed") or not strength_left_blank(each)
    ]


def few_of_seven_dominated(known: Known, since: date) -> bool:
    return sum(dominated(each) for each in told_of(known)[-7:]) <= 1


@rule("support.repeated_pause", 0, few_of_seven_dominated)
def repeated_pause(known: Known) -> bool:
    return dominated_today(known) and sum(dominated(each) for each in told_of(known)[-7:]) >= 3


def anything_recorded_later(known: Known, since: date) -> bool:
    return any(known.recorded(day) for day in known.plan_dates() if day > since)


@rule("pause.session_dominated", 0, anything_recorded_later)
def session_dominated(known: Known) -> bool:
    return dominated_today(known)


def two_lighter_ones(known: Known, since: date) -> bool:
    # Neither heavy nor light: what is left blank is left out.
    felt = [each for each in known.felt() if each.day > since and not strength_left_blank(each)][-2:]
    if len(felt) == 2 and all(light(each) for each in felt):
        return True
    sessions = [each for each in known.sessions() if each.day > since][-2:]
    if len(sessions) == 2 and all(each.outcome in KEPT and each.feeling is None for each in sessions):
        return True
    # Its window is of 21 dates: what is older keeps no cue standing.
    return not any(dominated(each) for each in known.felt())


@rule("pause.lighter_next", 0, two_lighter_ones)
def lighter_next(known: Known) -> bool:
    return dominated_today(known) and sum(dominated(each) for each in told_of(known)[-3:]) >= 2


# ---- recover


def the_next_day(known: Known, since: date) -> bool:
    return known.today > since


@rule("recover.restart_due", 0, the_next_day)
def restart_due(known: Known) -> bool:
    here = known.check_in(known.today)
    recorded = () if here is None else here.recoveries
    return runs_long(known) or any(minutes > 10 for minutes in recorded)


def runs_long(known: Known) -> bool:
    """Whether a recovery runs for more than ten minutes; from an hour on it is none any more."""
    return known.timer is not None and 10 < known.timer < 60


def a_kept_day(known: Known, since: date) -> bool:
    return any(known.kept(day) for day in known.plan_dates() if day > since)


@rule("recover.second_cancel", 3, a_kept_day)
def second_cancel(known: Known) -> bool:
    if not known.cancelled(known.today):
        return False
    scheduled = [day for day in known.plan_dates() if known.scheduled(day)]
    two_running = len(scheduled) >= 2 and all(known.cancelled(day) for day in scheduled[-2:])
    return two_in_a_week(known) or two_running


def two_in_a_week(known: Known) -> bool:
    return sum(known.cancelled(day) for day in known.dates_of_week(known.week_of(known.today))) >= 2


def recorded_by_now(known: Known, since: date) -> bool:
    return known.recorded(known.today)


@rule(WELCOME, 7, recorded_by_now)
def welcome_back(known: Known) -> bool:
    """Of today, or of the day of the record that follows, with which it is over at once."""
    if known.plan_day(known.today) is None:
        return False
    before = [day for day in known.plan_dates() if day < known.today]
    scheduled = [day for day in before if known.scheduled(day)]
    away = len(scheduled) >= 3 and not any(known.recorded(day) for day in scheduled[-3:])
    return away and (known.records.cycle.begun_on is None or any(known.recorded(day) for day in before))


def away_since(known: Known) -> date:
    """The first of the scheduled days before today that were not recorded, back to one that was."""
    missed = known.today
    for day in reversed(known.plan_dates()):
        if day < known.today and known.scheduled(day):
            if known.recorded(day):
                break
            missed = day
    return missed


def effort_gap(known: Known) -> tuple[float, list[Any]] | None:
    """By how much the last three efforts outside the baseline lie over it, and those sessions; three on each side."""
    rows = known.baseline() or ()
    efforts = present([row.effort for row in rows])
    measured = [row.day for row in rows]
    last = [each for each in known.sessions() if each.effort is not None and each.day not in measured][-3:]
    if len(efforts) < 3 or len(last) < 3:
        return None
    return (middle([each.effort for each in last]) or 0) - (middle(efforts) or 0), last


def effort_came_down(known: Known, since: date) -> bool:
    found = effort_gap(known)
    return found is None or found[0] <= 1


@rule("recover.effort_creep", 5, effort_came_down)
def effort_creep(known: Known) -> bool:
    found = effort_gap(known)
    told = [each for each in known.all_sessions() if each.effort is not None]
    if found is None or len(told) < 8:
        return False
    gap, last = found
    now = middle([known.result(each) for each in last])
    then = middle([known.turned(row.result) for row in known.baseline() or ()])
    if now is None or then is None:
        return False
    return known.today in [each.day for each in last] and gap >= 2 and now <= then


def worked(known: Known, day: date) -> bool:
    """A session of work; a rest, a pause, a cancelled block and a day that stayed open are a rest from it."""
    here = known.check_in(day)
    return here is not None and here.outcome in WORKED


def a_day_without_work(known: Known, since: date) -> bool:
    days = known.dates_between(since + A_DAY, min(known.today, known.last_date()))
    open_yet = [] if known.recorded(known.today) else [known.today]
    return any(not worked(known, day) for day in days if day not in open_yet)


def a_rest_is_due(known: Known, day: date) -> bool:
    """A rest weekday, or a rest recorded ahead: the one thing known before its day."""
    ahead = any(each.day == day and each.planned for each in known.records.check_ins)
    return ahead or day.isoweekday() in known.records.cycle.behaviour.rest_weekdays


@rule("recover.no_rest", 7, a_day_without_work)
def no_rest(known: Known) -> bool:
    run: list[Any] = []
    for day in reversed(known.dates_between(known.records.cycle.started_on, known.today)):
        if not worked(known, day):
            break
        run.append(known.check_in(day))
    efforts = present([each.effort for each in run])[:5]
    number = known.plan_day(known.today) or 0
    soon = any(a_rest_is_due(known, known.today + ahead * A_DAY) for ahead in (1, 2))
    suggested = any(number + ahead in SUGGESTED_RESTS for ahead in (1, 2))
    return len(run) >= 10 and len(efforts) == 5 and (middle(efforts) or 0) >= 7 and not soon and not suggested


# ---- adjust


def a_week_old(known: Known, since: date) -> bool:
    return (known.today - since).days >= 7


def look_values(known: Known) -> list[tuple[date, float]]:
    """Results of the last 14 plan days without days 1 to 7."""
    found = [(day, known.result(known.check_in(day))) for day in known.window(14) if (known.plan_day(day) or 0) > 7]
    return [(day, value) for day, value in found if value is not None]


def look_slope(known: Known) -> float | None:
    values = look_values(known)
    if len(values) < 8:
        return None
    return slope([(float(known.plan_day(day) or 0), value) for day, value in values])


def no_clear_change_holds(known: Known) -> bool:
    steepness = look_slope(known)
    if known.plan_day(known.today) not in LOOKS or steepness is None:
        return False
    values = look_values(known)
    half = len(values) // 2
    first, second = middle([v for _, v in values[:half]]), middle([v for _, v in values[-half:]])
    if known.records.cycle.behaviour.result == "amount":
        reached = sum(known.check_in(day).amount >= known.in_force(day)[0] for day, _ in values)
        if 2 * reached >= len(values):
            return False
    return steepness <= 0 and (second or 0) <= (first or 0)


def minutes_of(known: Known, dates: list[date]) -> list[float]:
    found = [known.check_in(day) for day in dates]
    return present([each.minutes for each in found if each is not None and each.outcome != "rest"])


@rule("adjust.time_before_intensity", 0, a_week_old)
def time_before_intensity(known: Known) -> bool:
    if not no_clear_change_holds(known):
        return False
    week = known.week_of(known.today) or 0
    now, before = minutes_of(known, known.dates_of_week(week)), minutes_of(known, known.dates_of_week(week - 1))
    if len(now) < 3 or len(before) < 3:
        return False
    return (middle(now) or 0) >= 1.2 * (middle(before) or 0)


def improved_at_a_look(known: Known, since: date) -> bool:
    if a_week_old(known, since):
        return True
    steepness = look_slope(known)
    return known.plan_day(known.today) in LOOKS and steepness is not None and steepness > 0


@rule("adjust.no_clear_change", 0, improved_at_a_look)
def no_clear_change(known: Known) -> bool:
    return no_clear_change_holds(known)


def open_adjustments(known: Known) -> list[Any]:
    return [
        each
        for each in known.records.adjustments
        if each.opened_on <= known.today and (each.closed_on is None or each.closed_on > known.today)
    ]


def one_open(known: Known, since: date) -> bool:
    return a_week_old(known, since) or len(open_adjustments(known)) <= 1


@rule("adjust.one_change", 7, one_open)
def one_change(known: Known) -> bool:
    found = open_adjustments(known)
    return (
        known.week_of(known.today) is not None
        and len(found) > 1
        and any(each.opened_on == known.today for each in found)
    )


def next_week(known: Known, since: date) -> bool:
    """The plan week is over: a later one has begun or the plan is through, or a week has passed; a pause ends none."""
    if a_week_old(known, since):
        return True
    return not known.paused(known.today) and known.week_of(known.today) != known.week_of(since)


@rule("adjust.one_source", 7, next_week)
def one_source(known: Known) -> bool:
    week = known.dates_of_week(known.week_of(known.today))
    checks = [each for each in known.records.feedback_checks if each.day in week]
    sources = {" ".join(each.source.split()).casefold() for each in checks}
    return any(each.day == known.today for each in checks) and (len(sources) > 1 or len(checks) > 3)


def last_seven_scheduled(known: Known) -> list[date]:
    return [day for day in known.window() if known.scheduled(day) and known.recorded(day)][-7:]


def mostly_kept_again(known: Known, since: date) -> bool:
    return a_week_old(known, since) or sum(not known.kept(day) for day in last_seven_scheduled(known)) <= 2


@rule("adjust.shrink_minimum", 7, mostly_kept_again)
def shrink_minimum(known: Known) -> bool:
    last = last_seven_scheduled(known)
    missed = [day for day in last if not known.kept(day)]
    return (known.plan_day(known.today) or 0) >= 8 and len(last) >= 5 and len(missed) >= 4 and known.today in missed


def without_process(known: Known) -> list[Any]:
    return [each for each in known.sessions()[-7:] if each.effort is None and not each.contexts]


def process_is_back(known: Known, since: date) -> bool:
    return a_week_old(known, since) or len(without_process(known)) <= 2


@rule("adjust.process_missing", 7, process_is_back)
def process_missing(known: Known) -> bool:
    blank = without_process(known)
    return len(blank) >= 5 and known.today in [each.day for each in blank]


# ---- note


@rule("note.spare_used", 0, next_week)
def spare_used(known: Known) -> bool:
    week = known.dates_of_week(known.week_of(known.today))
    return [day for day in week if known.cancelled(day)] == [known.today]


@rule("note.bad_week", 7, a_week_old)
def bad_week(known: Known) -> bool:
    number = known.plan_day(known.today)
    if number not in (15, 22, 29):
        return False
    dates = known.plan_dates()
    week, before = known.adherence(dates[number - 8 : number - 1]), known.adherence(dates[: number - 8])
    if week.recorded < 4 or before.recorded < 4:
        return False
    was, now = 100 * before.kept / before.recorded, 100 * week.kept / week.recorded
    return was >= 60 and was - now >= 30 - 1e-9


def confidence_runs_ahead(known: Known) -> tuple[bool, list[Any]]:
    """Whether it does, and the five sessions that say so; None under ten values."""
    told = [each for each in known.all_sessions() if each.confidence is not None]
    if len(told) < 10:
        return False, []
    first, last = told[:5], told[-5:]
    rise = (middle([each.confidence for each in last]) or 0) - (middle([each.confidence for each in first]) or 0)
    then, now = middle([known.result(each) for each in first]), middle([known.result(each) for each in last])
    return rise >= 1 and then is not None and now is not None and now <= then, last


def gap_closed(known: Known, since: date) -> bool:
    return a_week_old(known, since) or not confidence_runs_ahead(known)[0]


@rule("note.confidence_gap", 7, gap_closed)
def confidence_gap(known: Known) -> bool:
    ahead, last = confidence_runs_ahead(known)
    return 5 <= (known.plan_day(known.today) or 0) <= 21 and ahead and known.today in [each.day for each in last]


def numbers_ahead(known: Known) -> bool:
    """Whether the results moved and the confidence did not; five values of each on each side at least."""
    rows, later = known.baseline() or (), known.since_baseline()
    before, after = present([known.turned(row.result) for row in rows]), present([known.result(each) for each in later])
    then, now = present([row.confidence for row in rows]), present([each.confidence for each in later])
    if known.records.cycle.behaviour.result == "none" or min(map(len, (before, after, then, now))) < 5:
        return False
    return better_pairs(before, after) >= 0.84 and (middle(now) or 0) <= (middle(then) or 0)


def numbers_no_longer_ahead(known: Known, since: date) -> bool:
    return a_week_old(known, since) or not numbers_ahead(known)


@rule("note.depth_first", 10, numbers_no_longer_ahead)
def depth_first(known: Known) -> bool:
    here = known.check_in(known.today)
    told = here is not None and here.outcome != "rest"
    return told and numbers_ahead(known) and (known.result(here) is not None or here.confidence is not None)


def last_kept(known: Known) -> list[Any]:
    return [each for each in known.sessions() if each.outcome in KEPT and each.feeling is not None][-5:]


def hard_on_oneself(known: Known) -> list[Any]:
    return [each for each in last_kept(known) if each.feeling in ("frustrated", "ashamed")]


def gentler(known: Known, since: date) -> bool:
    return a_week_old(known, since) or len(hard_on_oneself(known)) <= 1


@rule("note.fewer_errors", 5, gentler)
def fewer_errors(known: Known) -> bool:
    hard = hard_on_oneself(known)
    return len(last_kept(known)) >= 5 and len(hard) >= 3 and known.today in [each.day for each in hard]


# ---- words


def words(id: str, then: Known, today: date) -> str:
    """Which of its texts a cue has, from what was known on the day on which it fired; '' for the usual one."""
    if id == "pause.session_dominated":
        return "later" if then.today < today else ""
    if id == "recover.restart_due":
        return "" if runs_long(then) else "recorded"
    if id == "recover.second_cancel":
        return "" if two_in_a_week(then) else "running"
    if id in ("adjust.no_clear_change", "adjust.time_before_intensity") and then.plan_day(then.today) == LOOKS[-1]:
        return "measured" if measured_after_the_first_look(then) else "last"
    return ""


def measured_after_the_first_look(known: Known) -> bool:
    """Whether easier days were begun from the first look on and measured since, with values before them to compare."""
    look = known.plan_dates()[LOOKS[0] - 1]
    return any(
        look <= each.from_day <= known.today
        and any(day < each.from_day for day, _ in look_values(known))
        and any(known.result(here) is not None for here in known.all_sessions() if after(known, each, here.day))
        for each in known.records.reductions
    )


def after(known: Known, reduction: Any, day: date) -> bool:
    """Whether a day lies after a reduction, and is eased by no other."""
    return day > reduction.until_day and known.in_force(day) == known.standard(day)
