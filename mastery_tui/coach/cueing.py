"""Cues in words, with the rows that made them say so."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from mastery_tui import guide
from mastery_tui.practice.timeline import Mark

from . import wording
from .desk import Desk
from .shapes import CueView, EvidenceRow, RuleView, ThresholdView, WhyView
from .stepping import can_take

if TYPE_CHECKING:
    from mastery_tui.cues.engine import Cue
    from mastery_tui.cues.params import Params, Threshold
    from mastery_tui.cues.rule import Rule


class Cueing(Desk):
    """The cues that fire, worded."""

    def cue(self) -> CueView | None:
        """The cue for the banner, or None."""
        from mastery_tui.cues.engine import banner

        found = banner(self.firing())
        return None if found is None else self._cue(found)

    def cues(self) -> tuple[CueView, ...]:
        """All cues: those that fire, and those that are answered or muted."""
        return tuple(self._cue(each) for each in self.firing())

    def why(self, rule: str | None = None) -> WhyView | None:
        """A cue with its evidence; the banner's, or the first, where none is named."""
        from mastery_tui.cues.engine import banner

        firing = self.firing()
        if rule is None:
            found = banner(firing) or next(iter(firing), None)
        else:
            found = next((each for each in firing if each.rule == rule), None)
        return None if found is None else self._why(found)

    def rules(self) -> tuple[RuleView, ...]:
        """Every rule as it stands, in the order of their weight: thresholds in force, origin, when it last fired."""
        from mastery_tui.cues.engine import last_fired
        from mastery_tui.cues.params import describe
        from mastery_tui.cues.rules import RULES
        from mastery_tui.cues.thresholds import thresholds

        in_force, _ = thresholds(self.settings.rules)
        timeline = self.timeline
        fired = {} if timeline is None else last_fired(timeline.records, in_force, self.today)
        return tuple(_rule(rule, in_force.of(rule), describe(rule.params), fired.get(rule.id)) for rule in RULES)

    def cue_rows(self, *, everything: bool = False) -> list[dict[str, object]]:
        """The cues as DESIGN's stable keys; without ``everything`` only those that fire now."""
        return [self._rows(each) for each in self.firing() if everything or each.state == "firing"]

    def banner_rows(self) -> dict[str, object] | None:
        """The banner's cue as DESIGN's stable keys, or None."""
        from mastery_tui.cues.engine import banner

        found = banner(self.firing())
        return None if found is None else self._rows(found)

    def _cue(self, cue: "Cue") -> CueView:
        words, step = _words(cue), self._step(cue)
        return CueView(
            rule=cue.rule,
            severity=cue.severity.word,
            word=guide.word("severities", cue.severity.word),
            title=words.title,
            message=words.message,
            next_step=words.next,
            state=cue.state,
            muted_by=cue.muted_by,
            since=cue.since,
            muted_title=self._muted_title(cue),
            stands=self._stands(cue),
            step=step,
            step_word=guide.word("steps", step) if step else "",
            own=self._own(cue),
        )

    def _own(self, cue: "Cue") -> str:
        return wording.own_words(cue.rule, cue.severity.word, self.running.behaviour)

    def _step(self, cue: "Cue") -> str:
        """The step that one key takes; '' where there is none, or none that can be done as things stand."""
        return str(cue.step) if self.as_of_day is None and can_take(cue.step, self.running, cue.since) else ""

    def _why(self, cue: "Cue") -> WhyView:
        words = self._rule_words(cue)
        rule = {"rule": cue.rule, "days": cue.cooldown_days}
        return WhyView(
            cue=self._cue(cue),
            rows=tuple(self._row(*row) for row in cue.evidence.rows),
            rule=words.rule,
            cooldown=guide.say("why", "cooldown" if cue.cooldown_days else "no_cooldown", **rule),
            origin=words.origin,
            clears=words.clears,
            change=" ".join(_how_to_change(cue)),
        )

    def _rule_words(self, cue: "Cue") -> guide.CueWords:
        """The words of a cue with its rule; the slope of a look is told in its unit, as more or fewer a day."""
        slope = cue.rule == "adjust.no_clear_change"
        return _words(cue, wording.slope_words(cue.evidence.observed, self.running.behaviour) if slope else None)

    def _muted_title(self, cue: "Cue") -> str:
        """The cue that mutes this one, as in 'Pause: This session was heavy'; '' where none does."""
        by = next((each for each in self.firing() if each.rule == cue.muted_by), None)
        return "" if by is None else f"{guide.word('severities', by.severity.word)}: {_words(by).title}"

    def _stands(self, cue: "Cue") -> str:
        """Where a cue stands, as in 'showing, since 25 Nov'."""
        if cue.muted_by is not None:
            state = guide.say("why", "muted_by", by=self._muted_title(cue))
        elif str(cue.state) == "snoozed":
            state = guide.word("why", "snoozed")
        else:
            state = guide.word("cue_states", str(cue.state))
        return f"{state}, {guide.say('why', 'since', since=guide.date_words(cue.since, 'day_month'))}"

    def _row(self, day: date, field: str, value: object) -> EvidenceRow:
        timeline = self.running
        plan_day = timeline.plan.plan_day(day)
        return EvidenceRow(
            plan_day="" if plan_day is None else str(plan_day),
            date=guide.date_words(day, "short"),
            field=guide.field_label(field),
            value=_value_words(field, value, timeline.behaviour.unit),
            mark=MARKS.get(str(value)) if field in MARKED else None,
        )

    def _rows(self, cue: "Cue") -> dict[str, object]:
        words = self._rule_words(cue)
        return {
            "rule": cue.rule,
            "severity": cue.severity.word,
            "state": str(cue.state),
            "muted_by": cue.muted_by,
            "since": cue.since.isoformat(),
            "title": words.title,
            "message": words.message,
            "next_step": words.next,
            "own": self._own(cue),
            "evidence": {
                "rows": [
                    {"day": day.isoformat(), "field": field, "value": value} for day, field, value in cue.evidence.rows
                ],
                "observed": cue.evidence.observed,
                "threshold": cue.evidence.threshold,
                "clears_when": words.clears,
            },
            "origin": {"kind": cue.origin.kind, "source": words.origin},
        }


MARKED = ("outcome", "mark")
"""The fields whose value is what became of a day."""

MARKS = {mark.value: mark for mark in Mark} | {"not_recorded": Mark.UNRECORDED}
"""By such a value."""


def _words(cue: "Cue", observed: str | None = None) -> guide.CueWords:
    """A cue's words with its figures; what was observed may be given in words."""
    seen = cue.evidence.observed if observed is None else observed
    return guide.cue(cue.rule, cue.variant, **{**cue.params, **cue.evidence.figures, "observed": seen})


def _how_to_change(cue: "Cue") -> tuple[str, ...]:
    """A sentence with the keys in config.toml: the first in full, of the others what differs."""
    keys = [f".{param}" for param in cue.params]
    named = ", ".join([f'rules."{cue.rule}"{key}' for key in keys[:1]] + keys[1:])
    return (guide.say("why", "keys", keys=named),) if keys else ()


def _rule(rule: "Rule[Any]", params: "Params", figures: "Mapping[str, Threshold]", last: date | None) -> RuleView:
    words = guide.rule(rule.id, **{name: getattr(params, name) for name in figures})
    return RuleView(
        rule=rule.id,
        word=guide.word("severities", rule.severity.word),
        title=words.title,
        fires=words.rule,
        clears=words.clears,
        cooldown=rule.cooldown_days,
        origin=words.origin,
        sources=tuple(f"{source.label}: {source.says}" for source in map(guide.source, rule.sources)),
        thresholds=tuple(
            ThresholdView(
                f'rules."{rule.id}".{name}',
                getattr(params, name),
                each.default,
                each.low,
                each.high,
                guide.word("origins", each.origin.value),
            )
            for name, each in figures.items()
        ),
        last_fired=last,
    )


def _value_words(field: str, value: object, unit: str) -> str:
    if field in MARKED:
        return wording.mark_word(MARKS[str(value)], unit)
    if field == "feeling":
        return guide.word("feelings", str(value))
    if isinstance(value, float):
        return guide.number(value)
    return str(value)
