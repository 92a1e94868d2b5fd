"""What faces show of a day, a week and the plan."""

from datetime import date

from mastery_tui import guide
from mastery_tui.practice.days import ONE_DAY, WEEK_DAYS, WRAP_UP, calendar_weeks, days_of_week
from mastery_tui.practice.records import Behaviour, CheckIn, Outcome
from mastery_tui.practice.reducing import measured, offered
from mastery_tui.practice.tasks import FREEZE_DAY, KEPT_IN, LOCK_DAY, milestones, minimum_locked, task_id
from mastery_tui.practice.timeline import Adherence, Day, Mark, State, Timeline, Week

from . import left, wording
from .desk import Desk
from .shapes import (
    CalendarRow,
    CalendarView,
    Cell,
    CheckInForm,
    DayView,
    MilestoneView,
    PlanView,
    SavedView,
    SessionView,
    WeekView,
)


class Views(Desk):
    """What faces show of days, weeks and the plan; every value is worded and complete."""

    def header(self) -> str:
        """The right end of the tab bar, as in 'Write 400 words · day 12'."""
        timeline = self.timeline
        if timeline is None:
            return ""
        name, state = timeline.behaviour.name, timeline.state
        if state is State.PAUSED:
            return guide.say("tabs", "header_paused", name=name)
        if state is State.NOT_STARTED:
            return guide.say("tabs", "header_waiting", name=name, date=guide.date_words(timeline.first_day, "short"))
        if timeline.plan_day is None:
            return guide.say("tabs", "header_ended", name=name)
        return guide.say("tabs", "header", name=name, day=timeline.plan_day)

    def opening(self) -> str:
        """Where the app opens: setup, check-in or plan."""
        timeline = self.timeline
        if timeline is None or timeline.state is State.ENDED:
            return "setup"
        today = timeline.day(timeline.today)
        if timeline.state is not State.RUNNING or today is None:
            return "plan"
        return "plan" if today.check_in is not None or today.rest_weekday else "check-in"

    # -- check-in ----------------------------------------------------------------------------------------------------

    def check_in_form(self, day: date | None = None) -> CheckInForm:
        """The form for a day, today where none is named.

        Raises:
            Refused: ``cycle.none``; ``day.before_start`` or ``day.after_end`` outside the cycle.
        """
        timeline = self.running
        found = self._day(timeline, day or self.today)
        behaviour = timeline.behaviour
        first, last = timeline.first_day, min(timeline.last_day, self.today)
        return CheckInForm(
            day=found.day,
            title=guide.date_words(found.day, "long"),
            remark=self._remark(timeline, found),
            task="" if found.paused else wording.task_words(timeline, found).line,
            unit=behaviour.unit,
            outcomes=tuple((outcome, wording.outcome_word(outcome, behaviour.unit)) for outcome in Outcome),
            goal=self._goal(found, behaviour.unit),
            target=found.target,
            minimum=found.minimum,
            result=behaviour.result.value,
            contexts=behaviour.contexts,
            carried=self._carried(timeline, found.day),
            recorded=found.check_in,
            paused=found.paused,
            rest_planned=found.rest_planned,
            earlier=found.day - ONE_DAY if found.day > first else None,
            later=found.day + ONE_DAY if found.day < last else None,
            spare="" if found.paused or timeline.records.check_ins else guide.word("legend", "spare"),
            adjusting=left.adjusting(timeline, found.day),
            keeps=self._keeps(timeline, found)[1],
        )

    def saved(self, day: date) -> SavedView:
        """What is shown after saving the check-in of a day."""
        timeline = self.running
        found = self._day(timeline, day)
        assert found.check_in is not None
        assert found.mark is not None
        heading, task, how = self._after(timeline, found)
        first = next((day for day in timeline.days if day.cancelled), None) == found
        return SavedView(
            day=day,
            mark=found.mark,
            title=guide.date_words(day, "long"),
            line=wording.after_saving(found.check_in.outcome, timeline.behaviour.unit),
            week=None if found.week is None else self.week_row(found.week),
            spare=guide.word("legend", "spare") if first else "",
            tomorrow=heading,
            task=task,
            how=how,
        )

    def week_row(self, week: int) -> CalendarRow:
        """One plan week in a row, its label in full."""
        timeline = self.running
        found = timeline.week(week)
        label = guide.word("plan", "wrap_up") if week == WRAP_UP else guide.say("saved", "week", week=week)
        return CalendarRow(
            label=label,
            cells=tuple(self._cell(timeline, day) for day in found.days),
            kept=wording.adherence_words(found.adherence),
            remark=guide.word("adherence", "spare_used") if found.cancelled else "",
            current=any(day.day == self.today for day in found.days),
        )

    def week_of(self, day: date) -> int | None:
        """The plan week of a date, None on a paused one."""
        return self._day(self._shown(), day).week

    def last_session(self, before: date) -> SessionView | None:
        """The newest session before a date."""
        timeline = self.running
        earlier = [each for each in timeline.sessions if each.day < before]
        return self.session_view(timeline, earlier[-1]) if earlier else None

    def session_view(self, timeline: Timeline, check_in: CheckIn) -> SessionView:
        """A session told in a few lines."""
        plan_day = timeline.plan.plan_day(check_in.day)
        return SessionView(
            title=guide.date_words(check_in.day, "short") if plan_day is None else self._day_title(plan_day),
            remark=guide.date_words(check_in.day, "weekday"),
            done=wording.measured(check_in, timeline.behaviour.unit),
            how=wording.felt(check_in, timeline.behaviour.unit),
            contexts=wording.tags(check_in.contexts),
            note=check_in.note,
        )

    # -- plan --------------------------------------------------------------------------------------------------------

    def plan(self, *, by_calendar: bool = False) -> PlanView:
        """The plan, in plan weeks or in calendar weeks.

        Raises:
            Refused: ``cycle.none`` before the first cycle.
        """
        timeline = self._shown()
        return PlanView(
            calendar=self._calendar_weeks(timeline) if by_calendar else self._plan_weeks(timeline),
            today=min(max(self.today, timeline.first_day), timeline.last_day),
            state=self._state(timeline),
            routine=self._routine(timeline),
            offers=self._offers(timeline),
            legend=tuple((mark, wording.mark_word(mark, timeline.behaviour.unit)) for mark in Mark),
        )

    def day(self, day: date) -> DayView:
        """One date as the plan tells it.

        Raises:
            Refused: outside the cycle.
        """
        timeline = self._shown()
        found = self._day(timeline, day)
        parts = [guide.date_words(day, "long")]
        if found.plan_day is not None:
            parts.insert(0, self._day_title(found.plan_day))
        if day == self.today:
            parts.append(guide.word("plan", "today"))
        task = None if found.paused else wording.task_words(timeline, found)
        answer, keeps = self._keeps(timeline, found)
        return DayView(
            day=day,
            title=" · ".join(parts),
            remark=self._became(timeline, found),
            mark=found.mark,
            task=guide.word("plan", "no_task") if task is None else task.title,
            how="" if task is None else task.how,
            standard=wording.standard_words(found, timeline.behaviour.unit),
            can_check_in=day <= self.today and timeline.state is not State.ENDED,
            recorded=found.check_in is not None,
            told=(*answer, *left.on_day(timeline, found)),
            keeps=keeps,
        )

    def row_of_task(self, day: date) -> str:
        """The field of the behaviour that keeps what a day's task asks for; '' for none."""
        found = self._shown().day(day)
        return "" if found is None or found.plan_day is None else KEPT_IN.get(task_id(found.plan_day), "")

    def week(self, week: int) -> WeekView:
        """A plan week, 1 to 5: what makes it done, and what of it is."""
        timeline = self._shown()
        words = guide.week(week)
        shown = []
        for milestone in milestones(timeline, week):
            label = guide.milestone(milestone.id)
            if milestone.of and 0 < milestone.n < milestone.of:
                label = guide.say("plan", "tests_done", milestone=label, n=milestone.n, of=milestone.of)
            if not milestone.done:
                label = guide.say("plan", "on_day", milestone=label, day=milestone.day)
            shown.append(MilestoneView(label, milestone.done))
        title = guide.word("plan", "wrap_up") if week == WRAP_UP else guide.say("plan", "week", week=week)
        aim = timeline.behaviour.better_in_a_week if week == 1 else ""
        return WeekView(title, words.theme, tuple(shown), words.tip, aim, left.in_week(timeline, week))

    # -- parts -------------------------------------------------------------------------------------------------------

    def _shown(self) -> Timeline:
        return self.timeline or self.running

    def _day(self, timeline: Timeline, day: date) -> Day:
        from mastery_tui.practice.refused import Refused

        found = timeline.day(day)
        if found is None:
            if day < timeline.first_day:
                raise Refused("day.before_start", first=timeline.first_day)
            raise Refused("day.after_end", last=timeline.last_day)
        return found

    def _day_title(self, plan_day: int) -> str:
        return guide.say("plan", "day", day=plan_day)

    def _remark(self, timeline: Timeline, day: Day) -> str:
        first = [wording.relative(day.day, self.today)]
        if day.week is None:
            first.append(guide.word("checkin", "paused"))
            return ", ".join(each for each in first if each)
        week = timeline.week(day.week)
        first.append(wording.week_words(day.week))
        return f"{', '.join(each for each in first if each)} · {wording.spare_words(week)}"

    def _keeps(self, timeline: Timeline, day: Day) -> tuple[tuple[tuple[str, str], ...], str]:
        """What is kept of a task's answer, with its label; and while nothing is, the word for writing it down."""
        field = self.row_of_task(day.day)
        if not field:
            return (), ""
        if text := _written(timeline.behaviour)[field]:
            return ((guide.word("plan", field), text),), ""
        return (), "" if timeline.state is State.ENDED else guide.word("task_keeps", field)

    def _goal(self, day: Day, unit: str) -> str:
        if not unit:
            return guide.word("checkin", "goal_yes_no")
        return guide.say("checkin", "goal", target=day.target, minimum=day.minimum)

    def _carried(self, timeline: Timeline, day: date) -> tuple[str, ...]:
        earlier = [each for each in timeline.sessions if each.day < day]
        known = timeline.behaviour.contexts
        return tuple(tag for tag in earlier[-1].contexts if tag in known) if earlier else ()

    def _after(self, timeline: Timeline, day: Day) -> tuple[str, str, str]:
        """Heading, task and how of the day after a saved one; blank for days in the past."""
        if day.day < self.today:
            return "", "", ""
        following = timeline.day(day.day + ONE_DAY)
        if following is None:
            return guide.word("saved", "tomorrow_last"), "", ""
        if following.plan_day is None:
            return guide.word("saved", "tomorrow_paused"), "", ""
        if following.rest_planned:
            return guide.word("saved", "tomorrow_rest"), "", ""
        task = wording.task_words(timeline, following)
        return guide.say("saved", "tomorrow", day=following.plan_day), task.title, task.how

    def _became(self, timeline: Timeline, day: Day) -> str:
        if day.check_in is not None:
            return wording.measured(day.check_in, timeline.behaviour.unit)
        if day.paused:
            return guide.word("marks", "paused")
        if day.rest_weekday:
            return guide.word("checkin", "rest_planned")
        if day.day > self.today:
            return guide.word("plan", "ahead")
        return guide.word("plan", "not_recorded_yet" if day.day == self.today else "not_recorded")

    def _state(self, timeline: Timeline) -> str:
        state = timeline.state
        if state is State.NOT_STARTED:
            return guide.say("plan", "begins", first=timeline.first_day)
        if state is State.PAUSED:
            span = next(each for each in timeline.plan.paused if each.holds(self.today))
            if span.last is None:
                return guide.say("plan", "paused_since", first=guide.date_words(span.first, "long"))
            return guide.say("plan", "paused_until", **wording.pause_end(span.last))
        if state in (State.AWAITING_SUMMARY, State.ENDED):
            return guide.word("plan", "complete")
        ahead = [span for span in timeline.plan.paused if span.first > self.today]
        return guide.say("plan", "pause_planned", first=guide.date_words(ahead[0].first, "long")) if ahead else ""

    def _offers(self, timeline: Timeline) -> frozenset[str]:
        state, plan_day, amounts = timeline.state, timeline.plan_day or 0, not timeline.behaviour.yes_no
        found = set()
        if state is State.PAUSED:
            found.add("resume")
        if state in (State.NOT_STARTED, State.RUNNING):
            found.add("pause")
        if state is State.AWAITING_SUMMARY:
            found.add("finish")
        found.add("begin" if state is State.ENDED else "edit")
        if state in (State.RUNNING, State.PAUSED, State.AWAITING_SUMMARY):
            found.add("record")
        if amounts and offered(timeline) is not None:
            found.add("easier")
        if plan_day >= FREEZE_DAY and timeline.records.cycle.baseline is None:
            found.add("freeze")
        if amounts and plan_day >= LOCK_DAY and not minimum_locked(timeline):
            found.add("lock")
        return frozenset(found)

    def _routine(self, timeline: Timeline) -> tuple[tuple[str, str], ...]:
        behaviour = timeline.behaviour
        when = behaviour.anchor_when
        if when and behaviour.anchor_at:
            when = guide.say("plan", "when_line", when=when, at=behaviour.anchor_at)
        rows = [
            (guide.word("plan", "when"), when or guide.word("checkin", "empty")),
            (guide.word("plan", "done_when"), behaviour.standard),
            (guide.word("plan", "feedback"), behaviour.feedback_source),
            *(
                left.adjusting(timeline, self.today)
                or [(guide.word("plan", "trying"), guide.word("plan", "trying_nothing"))]
            ),
            *((guide.word("plan", field), text) for field, text in _written(behaviour).items() if text),
        ]
        if timeline.records.reductions:
            rows.append((guide.word("plan", "easier_row"), self._easier(timeline)))
        return tuple(rows)

    def _easier(self, timeline: Timeline) -> str:
        """The reduction that lasts longest in words, and after it what was measured."""
        reduction = max(timeline.records.reductions, key=lambda each: (each.until_day, each.at))
        until = guide.date_words(reduction.until_day, "short")
        after = measured(reduction, timeline.days, timeline.behaviour)
        if after is not None:
            result = guide.amount_words(after, wording.result_unit(timeline.behaviour))
            return guide.say("plan", "measured_line", until=until, result=result)
        return guide.say("plan", "easier_line", until=until, **wording.easier_amounts(reduction, timeline))

    # -- calendars ---------------------------------------------------------------------------------------------------

    def _cell(self, timeline: Timeline, day: Day, number: str | None = None) -> Cell:
        return Cell(
            day=day.day,
            number=str(day.plan_day or "") if number is None else number,
            mark=day.mark,
            amount=wording.amount_of(day, timeline),
            today=day.day == self.today,
            ahead=day.day > self.today,
        )

    def _plan_weeks(self, timeline: Timeline) -> CalendarView:
        rows = tuple(self._plan_row(timeline, week) for week in timeline.weeks)
        return CalendarView(self._weekdays(timeline), rows)

    def _plan_row(self, timeline: Timeline, week: Week) -> CalendarRow:
        numbers = days_of_week(week.number)
        places: list[Cell | None] = [None] * WEEK_DAYS
        if timeline.plan.last is None and timeline.state is not State.ENDED:
            # Under a pause without an end the days that are left have no date yet.
            places[: len(numbers)] = [Cell(None, str(number), ahead=True) for number in numbers]
        for day in week.days:
            assert day.plan_day is not None
            places[day.plan_day - numbers[0]] = self._cell(timeline, day)
        name = guide.week(week.number).name
        return CalendarRow(
            label=f"  {name}" if week.number == WRAP_UP else f"{week.number} {name}",
            cells=tuple(places),
            kept=wording.kept_short(week.adherence),
            remark=wording.week_remark(week),
            current=any(day.day == self.today for day in week.days),
        )

    def _weekdays(self, timeline: Timeline) -> tuple[str, ...]:
        """The weekdays of a plan without a pause, else 1 to 7."""
        if any(day.paused for day in timeline.days):
            return tuple(str(place) for place in range(1, WEEK_DAYS + 1))
        week = (timeline.first_day + place * ONE_DAY for place in range(WEEK_DAYS))
        return tuple(guide.date_words(day, "weekday_short") for day in week)

    def _calendar_weeks(self, timeline: Timeline) -> CalendarView:
        weeks = calendar_weeks(timeline.first_day, timeline.last_day, self.settings.week_start)
        header = tuple(guide.word("weekdays_short", day.isoweekday()) for day in weeks[0])
        return CalendarView(header, tuple(self._calendar_row(timeline, days) for days in weeks))

    def _calendar_row(self, timeline: Timeline, dates: tuple[date, ...]) -> CalendarRow:
        days = [timeline.day(day) for day in dates]
        adherence = Adherence.of(day for day in days if day is not None)
        unrecorded = adherence.not_recorded
        return CalendarRow(
            label=guide.date_words(dates[0], "day_month"),
            cells=tuple(None if day is None else self._cell(timeline, day, str(day.day.day)) for day in days),
            kept=wording.kept_short(adherence),
            remark=guide.say("adherence", "unrecorded_short", n=unrecorded) if unrecorded else "",
            current=self.today in dates,
        )


def _written(behaviour: Behaviour) -> dict[str, str]:
    """What the person wrote down for hard days and next versions, by its field; '' for nothing."""
    return {"pause_signs": behaviour.pause_signs, "error_kinds": left.BETWEEN.join(behaviour.error_kinds)}
