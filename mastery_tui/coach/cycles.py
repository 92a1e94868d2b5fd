"""The cycle's own changes: its start, its routine and standards, the baseline, the minimum, its end."""

from datetime import date

from mastery_tui.practice import progress
from mastery_tui.practice.days import check_start
from mastery_tui.practice.records import Behaviour, Cycle, Ending, Next, Standard, checked, replace
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.tasks import LOCK_DAY
from mastery_tui.practice.text import clean_line, clean_note
from mastery_tui.practice.timeline import State, end_of_stopped, standard_on

from .desk import Desk


class Cycles(Desk):
    """What people do to a cycle as a whole."""

    def start(self, behaviour: Behaviour, target: float, minimum: float, day: date | None = None) -> Cycle:
        """Begin a cycle.

        Raises:
            Refused: while another runs, for a date out of range, inside an earlier cycle, a value out of bounds, or a
                ``direction`` that results of this kind do not have.
        """
        if behaviour.turned_round:
            raise Refused(f"direction.{behaviour.result.value}")
        first = check_start(day or self.today, self.today)
        standard = checked(Standard(from_day=first, target=target, minimum=minimum))
        with self.change("start", day=first) as change:
            for cycle in self.journal.cycles():
                if cycle.ended_on is None:
                    raise Refused("cycle.running", started_on=cycle.started_on)
                if first <= cycle.ended_on:
                    raise Refused("cycle.overlap", first=cycle.started_on, last=cycle.ended_on)
            begun = Cycle(
                id="",
                cycle="",
                at=self.now(),
                behaviour=checked(behaviour),
                standards=(standard,),
                started_on=first,
                begun_on=self.today if self.today > first else None,
            )
            return change.put(begun)

    def edit(
        self,
        *,
        name: str | None = None,
        standard: str | None = None,
        feedback_source: str | None = None,
        contexts: tuple[str, ...] | None = None,
        anchor_when: str | None = None,
        anchor_at: str | None = None,
        pause_signs: str | None = None,
        error_kinds: tuple[str, ...] | None = None,
        better_in_a_week: str | None = None,
        target: float | None = None,
        minimum: float | None = None,
        raising: bool = False,
    ) -> Cycle:
        """Change what may change while the cycle runs, as one change; None leaves a field as it is.

        A new target or minimum counts from today on; a locked minimum stays locked. A higher target, or a higher
        minimum where that is locked, is taken only with ``raising``: standard and baseline are looked at first.

        Raises:
            Refused: ``cycle.none``, ``standard.raised``, or a value out of bounds.
        """
        said = {
            "name": name,
            "standard": standard,
            "feedback_source": feedback_source,
            "anchor_when": anchor_when,
            "anchor_at": anchor_at,
            "pause_signs": pause_signs,
            "better_in_a_week": better_in_a_week,
        }
        fields: dict[str, object] = {key: clean_line(value) for key, value in said.items() if value is not None}
        if contexts is not None:
            fields["contexts"] = contexts
        if error_kinds is not None:
            fields["error_kinds"] = tuple(kind for kind in map(clean_line, error_kinds) if kind)
        with self.change("edit", day=self.today) as change:
            cycle = self.running.records.cycle
            standards = cycle.standards
            if target is not None or minimum is not None:
                standards = self._standards(target, minimum)
            behaviour = replace(cycle.behaviour, **fields)
            edited = replace(cycle, behaviour=behaviour, standards=standards)
            return change.put(self._asked(edited, raising=raising))

    def lock(
        self,
        minimum: float | None = None,
        *,
        anchor_when: str | None = None,
        anchor_at: str | None = None,
        raising: bool = False,
    ) -> Cycle:
        """Lock the minimum, from plan day 8 on, with the when-then line that goes with it, as one change.

        Args:
            minimum: the one in force where none is named.
            anchor_when: the "when" of the line; None leaves it as it is.
            anchor_at: its "at"; None leaves it as it is.
            raising: whether a minimum that is locked already is raised all the same.

        Raises:
            Refused: ``lock.too_early``, ``standard.raised``, ``minimum.above_target``, ``number.positive``,
                ``text.length``.
        """
        said = {"anchor_when": anchor_when, "anchor_at": anchor_at}
        line = {name: clean_line(text) for name, text in said.items() if text is not None}
        with self.change("lock", day=self.today) as change:
            timeline = self.running
            first = timeline.plan.date_of(LOCK_DAY)
            if first is None or self.today < first:
                raise Refused("lock.too_early", first=LOCK_DAY)
            cycle = timeline.records.cycle
            standards = self._standards(None, minimum, lock=True)
            locked = replace(cycle, behaviour=replace(cycle.behaviour, **line), standards=standards)
            return change.put(self._asked(locked, raising=raising))

    def freeze(self, minimum: float | None = None, *, raising: bool = False) -> Cycle:
        """Freeze the baseline, from plan day 7 on; freezing again replaces it and can be undone.

        Args:
            minimum: the minimum that the baseline suggests, the one in force where none is named.
            raising: whether a minimum that is locked already is raised all the same.

        Raises:
            Refused: ``baseline.too_early``, ``baseline.too_few``, ``standard.raised``, ``minimum.above_target``,
                ``number.positive``.
        """
        with self.change("freeze", day=self.today) as change:
            timeline = self.running
            cycle, baseline = timeline.records.cycle, checked(progress.frozen_baseline(timeline))
            standards = cycle.standards if minimum is None else self._standards(None, minimum)
            frozen = replace(cycle, baseline=baseline, standards=standards)
            return change.put(self._asked(frozen, raising=raising))

    def finish(self, following: Next | None = None, summary: str = "") -> Cycle:
        """End the cycle: finished once day 30 is recorded or over, stopped before that.

        Raises:
            Refused: ``finish.not_yet`` before the cycle's first day.
        """
        with self.change("finish", day=self.today) as change:
            timeline = self.running
            if timeline.state is State.NOT_STARTED:
                raise Refused("finish.not_yet", first=timeline.first_day)
            over = timeline.state is State.AWAITING_SUMMARY
            today = timeline.day(self.today)
            complete = timeline.plan.last == self.today and today is not None and today.check_in is not None
            ended = replace(
                timeline.records.cycle,
                ended_on=timeline.plan.last if over else end_of_stopped(timeline),
                ending=Ending.FINISHED if over or complete else Ending.STOPPED,
                summary=clean_note(summary),
                next=following,
            )
            return change.put(checked(ended))

    def _standards(self, target: float | None, minimum: float | None, *, lock: bool = False) -> tuple[Standard, ...]:
        """The standards with a new one from today on; what is not said stays."""
        cycle, current = self.running.records.cycle, self.standard()
        first = max(self.today, cycle.started_on)
        new = Standard(
            from_day=first,
            target=current.target if target is None else target,
            minimum=current.minimum if minimum is None else minimum,
            locked=lock or current.locked,
        )
        if replace(current, from_day=first) == new:
            return cycle.standards
        return (*(each for each in cycle.standards if each.from_day < first), new)

    def standard(self) -> Standard:
        """The standard of today, or of the first day where that lies ahead; easier days do not show in it."""
        records = self.running.records
        current, _ = standard_on(replace(records, reductions=()), max(self.today, records.cycle.started_on))
        return current

    def _asked(self, changed: Cycle, *, raising: bool) -> Cycle:
        """A change of the cycle that can be saved; one that raises is asked about only where nothing else is wrong."""
        found = checked(changed)
        if not raising and found.standards != self.running.records.cycle.standards:
            _ask_before_raising(self.standard(), found.standards[-1])
        return found


def _ask_before_raising(current: Standard, new: Standard) -> None:
    """Refuse a higher target, or a higher minimum where that is locked: standard and baseline are looked at first."""
    locked = ("minimum",) if current.locked else ()
    for field in ("target", *locked):
        now, then = getattr(current, field), getattr(new, field)
        if then > now:
            raise Refused("standard.raised", field=field, now=now, then=then)
