"""Next steps that act: making it easier for a while and measuring again, and parking all but one adjustment."""

from datetime import date

from mastery_tui import guide
from mastery_tui.journal import Change
from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.records import Adjustment, ClosedAs, PauseReason, Reduction, Source, replace
from mastery_tui.practice.reducing import Easier, Offer, afterwards, offered
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import Timeline, standard_on

from . import wording
from .recording import Recording
from .stepping import AMOUNT_STEPS, can_take, easier_of


class Steps(Recording):
    """What a cue's next step does; each is a record, and can be taken back."""

    def easier(self) -> Offer:
        """The reduction that is offered today.

        Raises:
            Refused: ``cycle.none``, ``reduction.no_day`` where no scheduled day is left that is not recorded.
        """
        return self._offer(self.running)

    def _offer(self, timeline: Timeline) -> Offer:
        offer = offered(timeline)
        if offer is None:
            raise Refused("reduction.no_day")
        return offer

    def reduce(self, target: float | None = None, minimum: float | None = None, until: date | None = None) -> Reduction:
        """Make it easier from the next open day on; what is not said is as offered.

        A reduction that still runs and is easier in either number ends the day before; one that is not goes on beneath,
        unless it would show on no day.

        Raises:
            Refused: ``reduction.yes_no`` for a behaviour without an amount, ``reduction.easier`` where the target
                or the minimum is larger than the standard's, or both are the same, ``reduction.order``,
                ``reduction.no_day``, ``minimum.above_target``.
        """
        with self.change("reduce", day=self.today) as change:
            timeline = self.running
            if timeline.behaviour.yes_no:
                raise Refused("reduction.yes_no")
            offer = self._offer(timeline)
            standard, _ = standard_on(replace(timeline.records, reductions=()), offer.first)
            amounts = (
                offer.target if target is None else target,
                offer.minimum if minimum is None else minimum,
            )
            harder = amounts[0] > standard.target or amounts[1] > standard.minimum
            if harder or amounts == (standard.target, standard.minimum):
                raise Refused("reduction.easier", target=standard.target, minimum=standard.minimum)
            last = min(until or offer.until, timeline.last_day) if timeline.plan.last else until or offer.until
            for old in timeline.records.reductions:
                hidden = offer.first <= old.from_day and old.until_day <= last
                if hidden or old.target < amounts[0] or old.minimum < amounts[1]:
                    _end(change, old, offer.first - ONE_DAY)
            return self._put_easier(change, timeline, Easier(offer.first, last, *amounts))

    def _put_easier(self, change: Change, timeline: Timeline, easier: Easier) -> Reduction:
        new = Reduction(
            id="",
            cycle=timeline.records.cycle.id,
            at=self.now(),
            from_day=easier.first,
            until_day=easier.until,
            target=easier.target,
            minimum=easier.minimum,
        )
        return change.put(new)

    def end_reduction(self) -> str:
        """Let the easier days end with today; says what holds from tomorrow on.

        Raises:
            Refused: ``reduction.none`` where none goes on after today.
        """
        with self.change("end_reduction", day=self.today) as change:
            going_on = self._going_on()
            if not going_on:
                raise Refused("reduction.none")
            for old in going_on:
                _end(change, old, self.today)
        first = self.running.day(self.today + ONE_DAY)
        if first is None:
            return guide.word("dialogs", "easier_ended_last")
        begun = any(each.from_day <= self.today for each in going_on)
        facts = {"target": first.target, "minimum": first.minimum}
        key = "easier_ended" if begun else "easier_taken_back"
        return guide.say("dialogs", key, first=guide.date_words(first.day), **facts)

    def edit_shows_later(self, *edited: str) -> str:
        """That new numbers show only after the easier days, '' where they show today.

        Args:
            edited: which of ``target`` and ``minimum`` are new.
        """
        timeline = self.running
        plain = Timeline.of(replace(timeline.records, reductions=()), timeline.today)
        ahead = [pair for pair in zip(timeline.days, plain.days, strict=True) if pair[0].day >= timeline.today]
        shown = [all(getattr(day, each) == getattr(written, each) for each in edited) for day, written in ahead]
        if all(shown[:1]):
            return ""
        if True not in shown:
            return guide.word("dialogs", "edited_not_shown")
        first, _ = ahead[shown.index(True)]
        return guide.say("dialogs", "edited_later", first=guide.date_words(first.day))

    def _going_on(self) -> tuple[Reduction, ...]:
        """The reductions that go on after today."""
        return tuple(each for each in self.running.records.reductions if each.until_day > self.today)

    def easier_now(self) -> str:
        """The reduction in force or about to begin that lasts longest, in a line; '' where there is none."""
        lasting = [each for each in self.running.records.reductions if each.until_day >= self.today]
        longest = max(lasting, key=lambda each: each.until_day, default=None)
        if longest is None:
            return ""
        facts = wording.easier_amounts(longest, self.running)
        return guide.say("plan", "easier_until", until=guide.date_words(longest.until_day, "short"), **facts)

    def easier_line(self) -> str:
        """The reduction that goes on longest after today, in a sentence; '' where none does."""
        longest = max(self._going_on(), key=lambda each: each.until_day, default=None)
        if longest is None:
            return ""
        facts = wording.easier_amounts(longest, self.running)
        return guide.say("dialogs", "easier_runs", until=guide.date_words(longest.until_day, "short"), **facts)

    def after_easier(self, until: date) -> str:
        """What comes after easier days up to a date: ``measured`` again, the plan is ``over``, or ``plain``."""
        return afterwards(self.running, until).value

    def park_others(self) -> tuple[Adjustment, ...]:
        """Park every open adjustment but the first opened, which has been tried the longest.

        Raises:
            Refused: ``adjustment.one`` where no other is open.
        """
        with self.change() as change:
            return self._park(change)

    def _park(self, change: Change) -> tuple[Adjustment, ...]:
        change.tell("park_others", day=self.today)
        still_open = [each for each in self.running.records.adjustments if each.closed_on is None]
        others = sorted(still_open, key=lambda each: (each.opened_on, each.at))[1:]
        if not others:
            raise Refused("adjustment.one")
        closing = self.today
        return tuple(
            change.put(replace(each, closed_on=max(closing, each.opened_on), closed_as=ClosedAs.PARKED))
            for each in others
        )

    # -- from a cue --------------------------------------------------------------------------------------------------

    def take_step(self, rule: str) -> str:
        """Do what a cue's next step says, as one change; says what was done.

        Args:
            rule: the id of a rule whose cue shows.

        Raises:
            Refused: ``cue.not_firing``, ``step.none`` where the step is nothing that a record could hold, or what the
                step itself refuses.
        """
        with self.change() as change:
            cue = next((each for each in self.firing() if each.rule == rule), None)
            if cue is None:
                raise Refused("cue.not_firing", rule=rule)
            days = [row.day for row in cue.evidence.rows]
            match cue.step:
                case "rest_tomorrow":
                    return self._said(cue.step, day=self._rest(change, self.today + ONE_DAY, Source.TUI).day)
                case "count_as_pause":
                    pause = self._pause(change, min(days), max(days), PauseReason.OTHER)
                    return self._said(cue.step, first=pause.first, last=pause.last)
                case "park_others":
                    return self._said(cue.step, n=len(self._park(change)))
                case step if step in AMOUNT_STEPS and can_take(step, self.running, cue.since):
                    return self._eased(change, step)
            raise Refused("step.none")

    def _said(self, step: str, **facts: object) -> str:
        return guide.say("steps_done", step, **facts)

    def _eased(self, change: Change, step: str) -> str:
        """Do what a step plans; what runs already goes on beneath, so that no day becomes harder."""
        change.tell("reduce", day=self.today)
        timeline = self.running
        planned = easier_of(step, timeline)
        if planned is None:
            raise Refused("step.none")
        made = self._put_easier(change, timeline, planned)
        key = f"reduce_{afterwards(timeline, made.until_day).value}"
        return self._said(key, target=made.target, minimum=made.minimum, until=made.until_day)


def _end(change: Change, old: Reduction, last: date) -> None:
    """Let a reduction end on a date, where it would go on after it; one that has not begun by then never was."""
    if old.from_day > last:
        change.delete(old)
    elif old.until_day > last:
        change.put(replace(old, until_day=last))
