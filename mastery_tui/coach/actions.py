"""What people do: each is one change of the journal, and can be undone."""

from datetime import date, timedelta

from msgspec import Struct

from mastery_tui.practice import progress
from mastery_tui.practice.days import ONE_DAY, PAUSE_AHEAD, check_start, days_of_week
from mastery_tui.practice.draft import Draft, check_day, check_in_of
from mastery_tui.practice.records import (
    Adjustment,
    Answer,
    AnswerKind,
    Behaviour,
    Changed,
    CheckIn,
    ClosedAs,
    Conditions,
    Cycle,
    Ending,
    FeedbackCheck,
    Next,
    Outcome,
    Pause,
    PauseReason,
    Reflection,
    Source,
    Standard,
    TransferTest,
    checked,
    replace,
)
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.tasks import LOCK_DAY
from mastery_tui.practice.text import clean_line, clean_note
from mastery_tui.practice.timeline import State, Timeline, end_of_stopped, standard_on

from .views import Views


class Recorded(Struct, frozen=True):
    """A check-in that was recorded.

    Attributes:
        check_in: the record.
        pause_ended: whether recording today ended a pause.
    """

    check_in: CheckIn
    pause_ended: bool


class Actions(Views):
    """What people do, through one door."""

    # -- the cycle ---------------------------------------------------------------------------------------------------

    def start(self, behaviour: Behaviour, target: float, minimum: float, day: date | None = None) -> Cycle:
        """Begin a cycle.

        Raises:
            Refused: while another runs, for a date out of range, inside an earlier cycle, or a value out of bounds.
        """
        first = check_start(day or self.today, self.today)
        for cycle in self.journal.cycles():
            if cycle.ended_on is None:
                number = self.running.plan_day
                raise Refused("cycle.running", started_on=cycle.started_on, day=number or 0)
            if first <= cycle.ended_on:
                raise Refused("cycle.overlap", first=cycle.started_on, last=cycle.ended_on)
        standard = checked(Standard(from_day=first, target=target, minimum=minimum))
        with self.journal.change("start", {"day": first.isoformat()}) as change:
            return change.put(
                Cycle(
                    id="",
                    cycle="",
                    at=self.now(),
                    behaviour=checked(behaviour),
                    standards=(standard,),
                    started_on=first,
                )
            )

    def edit(
        self,
        *,
        name: str | None = None,
        standard: str | None = None,
        feedback_source: str | None = None,
        contexts: tuple[str, ...] | None = None,
        anchor_when: str | None = None,
        anchor_at: str | None = None,
        rest_weekdays: tuple[int, ...] | None = None,
    ) -> Cycle:
        """Change what may change while the cycle runs; None leaves a field as it is.

        Raises:
            Refused: ``cycle.none``, or a value out of bounds.
        """
        said = {
            "name": name,
            "standard": standard,
            "feedback_source": feedback_source,
            "anchor_when": anchor_when,
            "anchor_at": anchor_at,
        }
        fields: dict[str, object] = {key: clean_line(value) for key, value in said.items() if value is not None}
        if contexts is not None:
            fields["contexts"] = contexts
        if rest_weekdays is not None:
            fields["rest_weekdays"] = rest_weekdays
        cycle = self.running.records.cycle
        return self._put_cycle("edit", cycle, behaviour=replace(cycle.behaviour, **fields))

    def set_standard(self, target: float | None = None, minimum: float | None = None, *, lock: bool = False) -> Cycle:
        """A new dated standard from today on; what is not said stays, and a locked minimum stays locked.

        Raises:
            Refused: ``minimum.above_target``, ``number.positive``, ``standard.yes_no``.
        """
        timeline = self.running
        cycle = timeline.records.cycle
        first = max(self.today, cycle.started_on)
        current, _ = standard_on(replace(timeline.records, reductions=()), first)
        new = Standard(
            from_day=first,
            target=target if target is not None else current.target,
            minimum=minimum if minimum is not None else current.minimum,
            locked=lock or current.locked,
        )
        kept = tuple(each for each in cycle.standards if each.from_day < first)
        return self._put_cycle("lock" if lock else "standard", cycle, standards=(*kept, new))

    def lock(self, minimum: float | None = None) -> Cycle:
        """Lock the minimum, from plan day 8 on.

        Raises:
            Refused: ``lock.too_early``.
        """
        self._from_plan_day(LOCK_DAY, "lock.too_early")
        return self.set_standard(minimum=minimum, lock=True)

    def freeze(self) -> Cycle:
        """Freeze the baseline, from plan day 7 on; freezing again replaces it and can be undone.

        Raises:
            Refused: ``baseline.too_early``, ``baseline.too_few``.
        """
        timeline = self.running
        return self._put_cycle("freeze", timeline.records.cycle, baseline=checked(progress.frozen_baseline(timeline)))

    def finish(self, following: Next | None = None, summary: str = "") -> Cycle:
        """End the cycle: finished after day 30, stopped before it.

        Raises:
            Refused: ``finish.not_yet`` before the cycle's first day.
        """
        timeline = self.running
        if timeline.state is State.NOT_STARTED:
            raise Refused("finish.not_yet", first=timeline.first_day)
        finished = timeline.state is State.AWAITING_SUMMARY
        last_recorded = timeline.day(self.today)
        complete = timeline.plan.last == self.today and last_recorded is not None and last_recorded.check_in is not None
        return self._put_cycle(
            "finish",
            timeline.records.cycle,
            ended_on=timeline.last_day if finished else end_of_stopped(timeline),
            ending=Ending.FINISHED if finished or complete else Ending.STOPPED,
            summary=clean_note(summary),
            next=following,
        )

    # -- days --------------------------------------------------------------------------------------------------------

    def check_in(
        self,
        draft: Draft,
        day: date | None = None,
        *,
        source: Source = Source.TUI,
        whole: bool = False,
        on_paused: bool = False,
    ) -> Recorded:
        """Record a day. Recording today during a pause ends the pause yesterday.

        Args:
            draft: what was said.
            day: the practice day, today where none is named.
            source: the face that records it.
            whole: the draft is the whole day, so that fields that are not said become blank.
            on_paused: record an earlier paused date although it counts nowhere.

        Raises:
            Refused: ``pause.paused`` for an earlier paused date, ``cycle.awaiting`` for today after day 30, or a value
                out of bounds.
        """
        timeline, day = self.running, day or self.today
        last = timeline.plan.last
        if timeline.state is State.AWAITING_SUMMARY and day >= self.today:
            raise Refused("cycle.awaiting")
        check_day(day, draft.outcome, timeline.first_day, last, self.today)
        ending_pause = day == self.today and timeline.plan.is_paused(day)
        if timeline.plan.is_paused(day) and not ending_pause and not on_paused:
            raise Refused("pause.paused", day=day)
        with self.journal.change("check_in", {"day": day.isoformat()}) as change:
            if ending_pause:
                for pause, ended in self._ended_pauses(timeline):
                    change.put(ended) if ended is not None else change.delete(pause)
                timeline = Timeline.of(replace(timeline.records, pauses=self._pauses_after(timeline)), timeline.today)
            found = self._day(timeline, day)
            record = check_in_of(
                draft,
                found,
                cycle=timeline.records.cycle.id,
                yes_no=timeline.behaviour.yes_no,
                source=source,
                at=self.now(),
                existing=found.check_in,
                whole=whole,
                rest_planned=self.rest_planned(found),
            )
            return Recorded(change.put(replace(record, id="") if found.check_in is None else record), ending_pause)

    def delete_check_in(self, day: date) -> CheckIn:
        """Delete what is recorded for a day, and give what it was.

        Raises:
            Refused: ``check_in.none``.
        """
        found = self._day(self.running, day)
        if found.check_in is None:
            raise Refused("check_in.none", day=day)
        with self.journal.change("delete", {"day": day.isoformat()}) as change:
            change.delete(found.check_in)
        return found.check_in

    def plan_rest(self, day: date | None = None) -> CheckIn:
        """Record a rest ahead, tomorrow where no date is named.

        Raises:
            Refused: outside the cycle, or on a paused date.
        """
        day = day or self.today + ONE_DAY
        return self.check_in(Draft(outcome=Outcome.REST), day).check_in

    # -- pauses ------------------------------------------------------------------------------------------------------

    def pause(self, first: date | None = None, last: date | None = None, reason: PauseReason | None = None) -> Pause:
        """Let the plan stand still, from any date of the cycle to 60 days ahead; without ``last`` it stays open.

        Raises:
            Refused: ``pause.range``, ``pause.order``.
        """
        timeline = self.running
        first = first or self.today
        latest = self.today + timedelta(days=PAUSE_AHEAD)
        if not timeline.first_day <= first <= latest:
            raise Refused("pause.range", first=timeline.first_day, last=latest)
        pause = Pause(id="", cycle=timeline.records.cycle.id, at=self.now(), first=first, last=last, reason=reason)
        with self.journal.change("pause", {"day": first.isoformat()}) as change:
            return change.put(pause)

    def recorded_between(self, first: date, last: date | None) -> int:
        """How many check-ins lie between two dates: in a pause they stay, and count nowhere."""
        days = (each.day for each in self.running.records.check_ins)
        return sum(first <= day and (last is None or day <= last) for day in days)

    def resume(self) -> bool:
        """Take the plan up again today: the pause ended yesterday. A pause that lies ahead is taken back.

        Returns:
            Whether a pause ended; else one that lay ahead was taken back.

        Raises:
            Refused: ``pause.none``.
        """
        timeline = self.running
        ended = self._ended_pauses(timeline)
        ahead = [each for each in timeline.records.pauses if each.first > self.today]
        if not ended and not ahead:
            raise Refused("pause.none")
        with self.journal.change("resume", {"day": self.today.isoformat()}) as change:
            for pause, shortened in ended or [(min(ahead, key=lambda each: each.first), None)]:
                change.put(shortened) if shortened is not None else change.delete(pause)
        return bool(ended)

    def _ended_pauses(self, timeline: Timeline) -> list[tuple[Pause, Pause | None]]:
        """The pauses that hold today, each with what is left of it; None where nothing is."""
        yesterday = self.today - ONE_DAY
        return [
            (pause, replace(pause, last=yesterday) if pause.first <= yesterday else None)
            for pause in timeline.records.pauses
            if pause.first <= self.today and (pause.last is None or pause.last >= self.today)
        ]

    def _pauses_after(self, timeline: Timeline) -> tuple[Pause, ...]:
        ended = {pause.id: left for pause, left in self._ended_pauses(timeline)}
        kept = (ended.get(pause.id, pause) for pause in timeline.records.pauses)
        return tuple(pause for pause in kept if pause is not None)

    # -- events ------------------------------------------------------------------------------------------------------

    def feedback(self, finding: str, source: str = "", day: date | None = None) -> FeedbackCheck:
        """Record a feedback check, by the cycle's own source where none is named.

        Raises:
            Refused: a date outside the cycle or ahead, ``text.missing``.
        """
        timeline, day = self._past(day)
        check = FeedbackCheck(
            id="",
            cycle=timeline.records.cycle.id,
            at=self.now(),
            day=day,
            source=clean_line(source) or timeline.behaviour.feedback_source,
            finding=clean_note(finding),
        )
        with self.journal.change("feedback", {"day": day.isoformat()}) as change:
            return change.put(check)

    def adjust(self, text: str) -> Adjustment:
        """Open an adjustment today.

        Raises:
            Refused: ``text.missing``, ``text.length``.
        """
        timeline, day = self._past(None)
        adjustment = Adjustment(
            id="", cycle=timeline.records.cycle.id, at=self.now(), text=clean_line(text), opened_on=day
        )
        with self.journal.change("adjust", {"day": day.isoformat()}) as change:
            return change.put(adjustment)

    def open_adjustments(self) -> tuple[Adjustment, ...]:
        """Adjustments that are being tried, oldest first."""
        return tuple(each for each in self.running.records.adjustments if each.closed_on is None)

    def close_adjustment(self, closed_as: ClosedAs, which: str | None = None) -> Adjustment:
        """Close an open adjustment, the newest where none is named by id.

        Raises:
            Refused: ``adjustment.none``.
        """
        found = [each for each in self.open_adjustments() if which in (None, each.id)]
        if not found:
            raise Refused("adjustment.none")
        with self.journal.change("close_adjustment", {"day": self.today.isoformat()}) as change:
            return change.put(replace(found[-1], closed_on=max(self.today, found[-1].opened_on), closed_as=closed_as))

    def transfer(
        self,
        changed: Changed,
        context: str,
        *,
        day: date | None = None,
        amount: float | None = None,
        errors: int | None = None,
        score: float | None = None,
        held: str = "",
        broke: str = "",
        following: str = "",
    ) -> TransferTest:
        """Record a transfer test.

        Raises:
            Refused: a date outside the cycle or ahead, or a value out of bounds.
        """
        timeline, day = self._past(day)
        test = TransferTest(
            id="",
            cycle=timeline.records.cycle.id,
            at=self.now(),
            day=day,
            changed=changed,
            context=clean_line(context),
            amount=amount,
            errors=errors,
            score=score,
            held=clean_line(held),
            broke=clean_line(broke),
            next=clean_line(following),
        )
        with self.journal.change("transfer", {"day": day.isoformat()}) as change:
            return change.put(test)

    def reflect(
        self,
        week: int,
        answers: dict[str, str],
        *,
        conditions: Conditions | None = None,
        evidence: str = "",
        counter_example: str = "",
        better_next_week: str = "",
    ) -> Reflection:
        """Write a week's reflection; writing it again replaces it.

        Raises:
            Refused: ``week.range``, ``week.not_yet``, ``reflection.empty``, or a text over its length.
        """
        timeline = self.running
        self._check_week(timeline, week)
        kept = {key: clean_note(text) for key, text in answers.items() if clean_note(text)}
        slots = conditions or Conditions()
        cleaned = Conditions(**{slot: clean_line(getattr(slots, slot)) for slot in slots.__struct_fields__})
        reflection = Reflection(
            id="",
            cycle=timeline.records.cycle.id,
            at=self.now(),
            week=week,
            answers=kept,
            conditions=cleaned,
            evidence=clean_line(evidence),
            counter_example=clean_line(counter_example),
            better_next_week=clean_line(better_next_week),
        )
        if not kept and cleaned == Conditions() and not reflection.counter_example + reflection.better_next_week:
            raise Refused("reflection.empty")
        with self.journal.change("reflect", {"week": week}) as change:
            return change.put(reflection)

    def answer(self, rule: str, days: int | None = None) -> Answer:
        """Answer a cue that fires: seen, or hidden for some days.

        Args:
            rule: the rule's id.
            days: hide it for so many days; None acknowledges it.

        Raises:
            Refused: ``cue.not_firing``.
        """
        timeline = self.running
        if all(cue.rule != rule for cue in self.firing()):
            raise Refused("cue.not_firing", rule=rule)
        answer = Answer(
            id="",
            cycle=timeline.records.cycle.id,
            at=self.now(),
            rule=rule,
            day=self.today,
            answer=AnswerKind.ACKNOWLEDGED if days is None else AnswerKind.SNOOZED,
            until=None if days is None else self.today + timedelta(days=days),
        )
        with self.journal.change("answer", {"rule": rule}) as change:
            return change.put(answer)

    # -- parts -------------------------------------------------------------------------------------------------------

    def _put_cycle(self, label: str, cycle: Cycle, **fields: object) -> Cycle:
        new: Cycle = checked(replace(cycle, **fields))
        with self.journal.change(label, {"day": self.today.isoformat()}) as change:
            return change.put(new)

    def _from_plan_day(self, plan_day: int, code: str) -> None:
        timeline = self.running
        first = timeline.plan.date_of(plan_day)
        if first is None or self.today < first:
            raise Refused(code, first=plan_day)

    def _past(self, day: date | None) -> tuple[Timeline, date]:
        timeline, day = self.running, day or min(self.today, self.running.last_day)
        check_day(day, None, timeline.first_day, timeline.plan.last, self.today)
        return timeline, day

    def _check_week(self, timeline: Timeline, week: int) -> None:
        if not 1 <= week <= 4:
            raise Refused("week.range", first=1, last=4)
        first = timeline.plan.date_of(days_of_week(week)[0])
        if first is None or self.today < first:
            raise Refused("week.not_yet", week=week, first=days_of_week(week)[0])
