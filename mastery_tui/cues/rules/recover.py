"""Recover: begin again, smaller."""

from datetime import date
from itertools import takewhile

from mastery_tui.cues.facts import RECENT_PLAN_DAYS, Facts
from mastery_tui.cues.figures import EffortCreep, NoRest, RestartDue, SecondCancel, WelcomeBack
from mastery_tui.cues.params import OriginKind
from mastery_tui.cues.rule import Evidence, Origin, Row, Step, rule
from mastery_tui.practice.comparing import median
from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.records import CheckIn
from mastery_tui.practice.timeline import Day

from .shared import outcome_rows

SUGGESTED_RESTS = (11, 26)
"""The plan days whose task suggests a rest."""

LONGEST_RECOVERY = 60
"""Minutes from which a session that was stopped is no recovery any more."""


def _next_practice_day(facts: Facts, params: RestartDue, since: date) -> bool:
    return facts.day > since


@rule(
    id="recover.restart_due",
    origin=Origin(OriginKind.GUIDE, "ten_minutes_of_recovery"),
    params=RestartDue,
    clears=_next_practice_day,
    sources=("guide", "gollwitzer_sheeran_2006"),
    step=Step.TIMER,
)
def restart_due(facts: Facts, params: RestartDue) -> Evidence | None:
    """A recovery is longer than it may be; a running one that is restarted or closed is no longer in the timer.

    A recorded one was begun again by its definition, so it has words of its own and nothing to do.
    """
    check_in = None if facts.recorded is None else facts.recorded.check_in
    recorded = () if check_in is None else check_in.recoveries
    timed = facts.timer or 0
    running = params.minutes < timed < LONGEST_RECOVERY
    longer = [*(minutes for minutes in recorded if minutes > params.minutes), *([timed] if running else ())]
    if not longer:
        return None
    rows = tuple(Row(facts.day, "recoveries", minutes) for minutes in longer)
    variant = "" if running else "recorded"
    return Evidence(rows, max(longer), params.minutes, "restarted_or_next_day", variant=variant, acts=running)


def _kept_day(facts: Facts, params: SecondCancel, since: date) -> bool:
    return facts.recorded is not None and facts.recorded.kept


@rule(
    id="recover.second_cancel",
    origin=Origin(OriginKind.GUIDE, "one_spare_a_week"),
    params=SecondCancel,
    clears=_kept_day,
    cooldown_days=3,
    sources=("guide", "sharif_shu_2017", "lally_2010"),
    step=Step.MINIMUM_TOMORROW,
)
def second_cancel(facts: Facts, params: SecondCancel) -> Evidence | None:
    """More blocks are cancelled in this plan week than the spare covers, or the last scheduled days all are."""
    in_week, run = facts.cancelled_in_week(), _cancelled_run(facts)
    if len(in_week) >= params.count:
        return Evidence(outcome_rows(in_week), len(in_week), params.count, "kept_day")
    if len(run) >= params.run:
        return Evidence(outcome_rows(run), len(run), params.run, "kept_day", variant="running")
    return None


def _cancelled_run(facts: Facts) -> tuple[Day, ...]:
    """The last scheduled days back to one that is not cancelled, oldest first."""
    run = takewhile(lambda day: day.cancelled, reversed(facts.scheduled(RECENT_PLAN_DAYS)))
    return tuple(run)[::-1]


def _recorded_since(facts: Facts, params: WelcomeBack, since: date) -> bool:
    """A day is recorded from the first one on; the record that followed the gap is enough."""
    return any(day.day >= since and day.outcome is not None for day in facts.days)


@rule(
    id="recover.welcome_back",
    origin=Origin(OriginKind.JUDGEMENT, "days_without_a_record"),
    params=WelcomeBack,
    clears=_recorded_since,
    cooldown_days=7,
    about_time=True,
    sources=("guide", "lally_2010", "harkin_2016"),
    step=Step.COUNT_AS_PAUSE,
    ends_at_once=True,
    said_anew=True,
)
def welcome_back(facts: Facts, params: WelcomeBack) -> Evidence | None:
    """Scheduled days running are not recorded: told today, until today is recorded.

    With the record that follows it is over, and cools from that day on. A plan that was begun some days back greets
    nobody before its first record.
    """
    if facts.week is None or (facts.recorded is None and not facts.is_today):
        return None
    run = facts.unrecorded_run()
    if len(run) < params.run or (facts.begun_back and not facts.recorded_before):
        return None
    return Evidence(tuple(Row(day.day, "mark", "not_recorded") for day in run), len(run), params.run, "recorded_day")


def _effort_gap(facts: Facts, params: EffortCreep) -> tuple[float, tuple[CheckIn, ...]] | None:
    """How far the last sessions' median effort lies over the baseline's, and those sessions; None without either."""
    baseline = facts.baseline
    if baseline is None:
        return None
    efforts = [row.effort for row in baseline.rows if row.effort is not None]
    measured = {row.day for row in baseline.rows}
    last = facts.sessions(params.sessions, lambda session: session.effort is not None and session.day not in measured)
    if min(len(efforts), len(last)) < params.sessions:
        return None
    return median(session.effort or 0 for session in last) - median(efforts), last


def _effort_is_back(facts: Facts, params: EffortCreep, since: date) -> bool:
    found = _effort_gap(facts, params)
    return found is None or found[0] <= params.clears_at


@rule(
    id="recover.effort_creep",
    origin=Origin(OriginKind.GUIDE, "easier_before_longer"),
    params=EffortCreep,
    clears=_effort_is_back,
    cooldown_days=5,
    sources=("guide", "impellizzeri_2020", "conway_ross_1984"),
    step=Step.REDUCE,
)
def effort_creep(facts: Facts, params: EffortCreep) -> Evidence | None:
    """The last sessions cost clearly more than the baseline did, and their results are not better than its results.

    The baseline's own days are left out of the last sessions, which reach back 21 plan days.
    """
    if sum(session.effort is not None for session in facts.all_sessions()) < params.smallest:
        return None
    found = _effort_gap(facts, params)
    if found is None or found[0] < params.gap:
        return None
    gap, last = found
    results, level = facts.results(last), facts.baseline_results()
    if not results or not level or median(results) > median(level):
        return None
    return Evidence(_effort_rows(facts, last), gap, params.gap, "gap_closed")


def _effort_rows(facts: Facts, sessions: tuple[CheckIn, ...]) -> tuple[Row, ...]:
    rows = []
    for session in sessions:
        rows.append(Row(session.day, "effort", session.effort or 0))
        rows += facts.result_rows(session)
    return tuple(rows)


def _rested(facts: Facts, params: NoRest, since: date) -> bool:
    """A day since then went by without work: a rest, planned or recorded, a pause, a cancelled block, an open day."""
    return any(not _worked(day) for day in facts.days if day.day > since)


@rule(
    id="recover.no_rest",
    origin=Origin(OriginKind.GUIDE, "recovery_rhythm"),
    params=NoRest,
    clears=_rested,
    cooldown_days=7,
    sources=("guide", "impellizzeri_2020"),
    step=Step.REST_TOMORROW,
)
def no_rest(facts: Facts, params: NoRest) -> Evidence | None:
    """Session follows on session, the last ones are hard, and no rest is near.

    Cancelled blocks are no sessions of work. It needs as many efforts as it looks at, 5 by default, and is silent near
    days 11 and 26, whose tasks suggest a rest.
    """
    if facts.recorded is None:
        return None
    running = _running(facts)
    if len(running) < params.run or _rest_is_due(facts, params.due):
        return None
    hard = [(session.day, session.effort) for session in running if session.effort is not None][-params.sessions :]
    if len(hard) < params.sessions or median(effort for _, effort in hard) < params.effort:
        return None
    rows = tuple(Row(day, "effort", effort) for day, effort in hard)
    # The day's own session belongs to the run even where its effort is blank.
    if rows[-1].day != facts.day:
        rows += (Row(facts.day, "outcome", running[-1].outcome.value),)
    return Evidence(rows, len(running), params.run, "rested")


def _running(facts: Facts) -> list[CheckIn]:
    """The sessions of work up to this day, back to a date without one, oldest first."""
    sessions: list[CheckIn] = []
    for day in reversed(facts.days):
        session = day.session
        if session is None or day.cancelled:
            break
        sessions.append(session)
    return sessions[::-1]


def _worked(day: Day) -> bool:
    return day.session is not None and not day.cancelled


def _rest_is_due(facts: Facts, days: int) -> bool:
    """Whether a planned rest, or a plan day that suggests one, lies within some days."""
    near = range(1, days + 1)
    if any((facts.plan_day or 0) + ahead in SUGGESTED_RESTS for ahead in near):
        return True
    return any(facts.rest_planned(facts.day + ahead * ONE_DAY) for ahead in near)
