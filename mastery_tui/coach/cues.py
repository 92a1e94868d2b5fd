"""The cues that fire: what they say, the answers to them, and their next steps."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.records import Answer, AnswerKind, PauseReason
from mastery_tui.practice.reducing import afterwards
from mastery_tui.practice.refused import Refused

from .context import CoachContext
from .cue_actions import AMOUNT_STEPS, can_take, easier_of
from .days import Days
from .easier import Easier
from .plan import Plan
from .views import CueView, RuleView, WhyView
from .words import cues as words
from .words.phrases import first_of

if TYPE_CHECKING:
    from mastery_tui.cues.engine import Cue
    from mastery_tui.journal.change import Change

HEAVY = ("pause", "support")
"""The severities that are said before anything is asked."""
TIMER = "timer"
"""The step that leads to the timer: what its session waits for is said then too."""


class Cues:
    """What the rules say of the current cycle, and what people do about it."""

    def __init__(self, context: CoachContext, days: Days, plan: Plan, easier: Easier) -> None:
        self._context = context
        self._days = days
        self._plan = plan
        self._easier = easier

    def banner(self) -> CueView | None:
        """The cue for the banner, or None."""
        found = self._banner()
        return None if found is None else self._view(found)

    def said_first(self) -> CueView | None:
        """The banner's cue where it is said before anything is asked: from pause on, or as a recovery waits."""
        found = self.banner()
        return found if found is not None and (found.severity in HEAVY or found.step == TIMER) else None

    def all(self) -> tuple[CueView, ...]:
        """All cues: those that fire, and those that are answered or muted."""
        return tuple(self._view(cue) for cue in self._context.firing())

    def why(self, rule: str | None = None) -> WhyView | None:
        """A cue with its evidence; the banner's, or the first, where none is named."""
        firing = self._context.firing()
        if rule is None:
            found = self._banner() or next(iter(firing), None)
        else:
            found = next((cue for cue in firing if cue.rule == rule), None)
        return None if found is None else words.why(found, self._view(found), self._context.running)

    def rules(self) -> tuple[RuleView, ...]:
        """Every rule as it stands, in the order of their weight: thresholds in force, origin, when it last fired."""
        from mastery_tui.cues.engine import last_fired
        from mastery_tui.cues.rules import RULES

        timeline, thresholds = self._context.timeline, self._context.thresholds
        fired = {} if timeline is None else last_fired(timeline.records, thresholds, self._context.today)
        return tuple(words.rule(rule, thresholds.of(rule), fired.get(rule.id)) for rule in RULES)

    def rows(self, *, everything: bool = False) -> dict[str, Any]:
        """The cues as DESIGN's stable keys; without ``everything`` only those that fire now."""
        cues = [self._rows(cue) for cue in self._context.firing() if everything or cue.state == "firing"]
        return {"schema": 2, "cues": cues}

    def rule_rows(self) -> dict[str, object]:
        """The rules as DESIGN's stable keys."""
        return {"schema": 1, "rules": to_builtins(self.rules())}

    def banner_rows(self) -> dict[str, object] | None:
        """The banner's cue as DESIGN's stable keys, or None."""
        found = self._banner()
        return None if found is None else self._rows(found)

    def answer(self, rule: str, days: int | None = None) -> Answer:
        """Answer a cue that fires: seen, or hidden for some days.

        Args:
            rule: the rule's id.
            days: hide it for so many days; None acknowledges it.

        Raises:
            Refused: ``cue.not_firing``.
        """
        with self._context.change("answer", rule=rule) as change:
            self._firing(rule)
            today = self._context.today
            answer = Answer(
                id="",
                cycle=self._context.running.records.cycle.id,
                at=self._context.now(),
                rule=rule,
                day=today,
                answer=AnswerKind.ACKNOWLEDGED if days is None else AnswerKind.SNOOZED,
                until=None if days is None else today + timedelta(days=days),
            )
            return change.put(answer)

    def take_step(self, rule: str) -> str:
        """Do what a cue's next step says, as one change; says what was done.

        Args:
            rule: the id of a rule whose cue shows.

        Raises:
            Refused: ``cue.not_firing``, ``step.none`` where the step is nothing that a record could hold, or what the
                step itself refuses.
        """
        with self._context.change() as change:
            cue = self._firing(rule)
            days = [row.day for row in cue.evidence.rows]
            match cue.step:
                case "rest_tomorrow":
                    rest = self._days.rest_in(change, self._context.today + ONE_DAY)
                    return words.step_done(cue.step, day=rest.day)
                case "count_as_pause":
                    pause = self._days.pause_in(change, min(days), max(days), PauseReason.OTHER)
                    first = first_of(pause.first, max(days))
                    return words.step_done(cue.step, first=first, last=pause.last)
                case "park_others":
                    return words.step_done(cue.step, n=len(self._plan.park_in(change)))
                case step if step in AMOUNT_STEPS and can_take(step, self._context.running, cue.since):
                    return self._eased(change, step)
            raise Refused("step.none")

    def _eased(self, change: "Change", step: str) -> str:
        """Do what a step plans; what runs already goes on beneath, so that no day becomes harder."""
        change.tell("reduce", day=self._context.today)
        timeline = self._context.running
        planned = easier_of(step, timeline)
        if planned is None:
            raise Refused("step.none")
        made = self._easier.put_in(change, timeline, planned)
        key = f"reduce_{afterwards(timeline, made.until_day).value}"
        return words.step_done(key, target=made.target, minimum=made.minimum, days=words.easier_days(made))

    def _firing(self, rule: str) -> "Cue":
        cue = next((cue for cue in self._context.firing() if cue.rule == rule), None)
        if cue is None:
            raise Refused("cue.not_firing", rule=rule)
        return cue

    def _banner(self) -> "Cue | None":
        from mastery_tui.cues.engine import banner

        return banner(self._context.firing())

    def _view(self, cue: "Cue") -> CueView:
        timeline = self._context.running
        takes = self._context.as_of_day is None and can_take(cue.step, timeline, cue.since)
        muted_by = next((other for other in self._context.firing() if other.rule == cue.muted_by), None)
        return words.view(cue, timeline.behaviour, step=str(cue.step) if takes else "", muted_by=muted_by)

    def _rows(self, cue: "Cue") -> dict[str, object]:
        return words.rows(cue, self._context.running.behaviour)
