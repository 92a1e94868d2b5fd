"""What each plan day asks, by id, and whether it is seen done. The words are the guide's."""

from msgspec import Struct

from .days import WEEKS, WRAP_UP, days_of_week, plan_week
from .progress import baseline_rows, enough_to_freeze
from .timeline import Day, State, Timeline

TASKS = (
    "name_behaviour",
    "baseline_1",
    "baseline_2",
    "baseline_3",
    "baseline_4",
    "baseline_5",
    "freeze_baseline",
    "lock_minimum",
    "keep_minimum",
    "remove_obstacle",
    "planned_rest",
    "practise_restart",
    "awkward_slot",
    "read_adherence",
    "book_feedback",
    "keep_sample",
    "feedback_check",
    "choose_adjustment",
    "apply_adjustment",
    "apply_again",
    "reflect_improved",
    "define_transfer",
    "ordinary_session",
    "transfer_test_1",
    "transfer_test_1_again",
    "rest_or_minimum",
    "transfer_test_2",
    "weekly_review",
    "measure_again",
    "summary",
)

BASELINE_DAYS = {2: 1, 3: 2, 4: 3, 5: 4, 6: 5}
TRANSFER_TESTS = 2
LOCK_DAY = 8
FREEZE_DAY = 7
FEEDBACK_DAYS = (17, 27)
MEASURE_AGAIN_DAY = 29
TRANSFER_DAYS = {24: 1, 25: 1, 27: 2}
RESTING = ("planned_rest", "rest_or_minimum")
"""The tasks that suggest a rest."""
CHOOSING = ("choose_adjustment",)
"""The tasks that go on from the last finding."""
ADJUSTING = ("apply_adjustment",)
"""The tasks that name what is tried."""
TRANSFERRING = TASKS[21:27]
"""The tasks of the days on which the transfer is defined and tested."""
REVIEWING = ("weekly_review",)
"""The tasks that look back on all transfer tests."""
KEPT_IN = {"baseline_2": "error_kinds", "baseline_4": "pause_signs"}
"""The field of the behaviour in which a task's answer is kept."""


class Milestone(Struct, frozen=True):
    """One part of what makes a plan week done.

    Attributes:
        id: names its words in the guide.
        done: whether the records show it.
        day: the plan day it belongs to.
        n: how much of it the records show, where it takes several.
        of: how many it takes, 0 where it takes one.
    """

    id: str
    done: bool
    day: int
    n: int = 0
    of: int = 0


def task_id(plan_day: int) -> str:
    """The id of a plan day's task, 1 to 30."""
    return TASKS[plan_day - 1]


def own_rest(timeline: Timeline, day: Day) -> Day | None:
    """The rest weekday that the day's plan week has: the next one from the day on, else the last; None for none."""
    rests = [rest for rest in timeline.days if rest.week is not None and rest.week == day.week and rest.rest_weekday]
    return next((rest for rest in rests if rest.day >= day.day), rests[-1] if rests else None)


def minimum_locked(timeline: Timeline) -> bool:
    """Whether the minimum is locked as of today."""
    standards = timeline.records.cycle.standards
    return any(standard.locked and standard.from_day <= timeline.today for standard in standards)


def feedback_in_week(timeline: Timeline, week: int) -> int:
    """Feedback checks in a plan week."""
    days = {day.day for day in timeline.week(week).days}
    return sum(check.day in days for check in timeline.records.feedback_checks)


def reflected(timeline: Timeline, week: int) -> bool:
    """Whether a week's reflection is written."""
    return any(reflection.week == week for reflection in timeline.records.reflections)


def seen_done(timeline: Timeline, plan_day: int) -> bool | None:
    """Whether the records show a day's task done; None where no record could show it."""
    records, behaviour = timeline.records, timeline.behaviour
    if plan_day in BASELINE_DAYS:
        return len(baseline_rows(timeline)) >= BASELINE_DAYS[plan_day]
    if plan_day in TRANSFER_DAYS:
        return len(records.transfer_tests) >= TRANSFER_DAYS[plan_day]
    seen = {
        1: True,
        FREEZE_DAY: records.cycle.baseline is not None,
        LOCK_DAY: bool(behaviour.anchor_when) and (behaviour.yes_no or minimum_locked(timeline)),
        14: reflected(timeline, 2),
        17: feedback_in_week(timeline, 3) > 0,
        18: bool(records.adjustments),
        21: reflected(timeline, 3),
        28: reflected(timeline, 4),
        30: records.cycle.ending is not None,
    }
    if plan_day == MEASURE_AGAIN_DAY:
        return any(day.session is not None and not day.cancelled for day in timeline.week(WRAP_UP).days)
    return seen.get(plan_day)


def milestones(timeline: Timeline, week: int) -> tuple[Milestone, ...]:
    """What makes a plan week done, in the order of its days."""
    records, behaviour = timeline.records, timeline.behaviour
    if week == 1:
        return (
            Milestone("baseline_values", len(baseline_rows(timeline)) >= 3, 4),
            Milestone("baseline_frozen", records.cycle.baseline is not None, FREEZE_DAY),
            Milestone("week_reflected", reflected(timeline, 1), FREEZE_DAY),
        )
    if week == 2:
        # Without an amount there is no minimum to lock, only the line to write.
        locked = () if behaviour.yes_no else (Milestone("minimum_locked", minimum_locked(timeline), LOCK_DAY),)
        return (
            Milestone("when_then", bool(behaviour.anchor_when), LOCK_DAY),
            *locked,
            Milestone("adherence_read", reflected(timeline, 2), 14),
        )
    if week == 3:
        return (
            Milestone("feedback_checked", feedback_in_week(timeline, 3) > 0, 17),
            Milestone("adjustment_active", bool(records.adjustments), 18),
            Milestone("week_reflected", reflected(timeline, 3), 21),
        )
    if week == 4:
        tests = len(records.transfer_tests)
        return (
            Milestone("transfer_tested", tests >= TRANSFER_TESTS, 27, tests, TRANSFER_TESTS),
            Milestone("feedback_checked", feedback_in_week(timeline, 4) > 0, 27),
            Milestone("week_reflected", reflected(timeline, 4), 28),
        )
    return (
        Milestone("measured_again", seen_done(timeline, MEASURE_AGAIN_DAY) is True, MEASURE_AGAIN_DAY),
        Milestone("summarised", bool(records.cycle.summary or records.cycle.next), 30),
    )


def due(timeline: Timeline) -> tuple[str, ...]:
    """Ids of what is due today: the check-in, and plan events whose day has come and that no record shows done."""
    if timeline.state is State.AWAITING_SUMMARY:
        return ("summary",)
    plan_day = timeline.plan_day
    if plan_day is None:
        return ()
    found = []
    today = timeline.day(timeline.today)
    if today is not None and today.check_in is None and not today.rest_weekday:
        found.append("check_in")
    # Without its values a baseline cannot be frozen, and nothing else can be done about it either.
    freezable = (FREEZE_DAY,) if enough_to_freeze(timeline) else ()
    for task_day in (*freezable, LOCK_DAY, *FEEDBACK_DAYS[:1], 18, 24, 27):
        if plan_day >= task_day and seen_done(timeline, task_day) is False:
            found.append(task_id(task_day))
    if plan_day >= FEEDBACK_DAYS[1] and feedback_in_week(timeline, 4) == 0:
        found.append("feedback_check")
    for week in range(1, WEEKS):
        if plan_day >= days_of_week(week)[-1] and not reflected(timeline, week):
            found.append(f"reflect_{week}")
    if plan_week(plan_day) == WRAP_UP and seen_done(timeline, MEASURE_AGAIN_DAY) is False:
        found.append(task_id(MEASURE_AGAIN_DAY))
    return tuple(dict.fromkeys(found))
