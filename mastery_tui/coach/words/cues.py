"""Cues in words, with the rows that made them say so, and the rules behind them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from mastery_tui import guide
from mastery_tui.practice.records import Behaviour, Reduction
from mastery_tui.practice.timeline import Mark, Timeline

from ..views import CueView, EvidenceRow, RuleView, ThresholdView, WhyView
from . import phrases

if TYPE_CHECKING:
    from mastery_tui.cues.engine import Cue
    from mastery_tui.cues.params import Params
    from mastery_tui.cues.rule import Rule

MARKED = ("outcome", "mark")
"""The fields whose value is what became of a day."""

MARKS = {mark.value: mark for mark in Mark} | {"not_recorded": Mark.UNRECORDED}
"""By such a value."""


def view(cue: "Cue", behaviour: Behaviour, *, step: str, muted_by: "Cue | None") -> CueView:
    """A cue as a banner shows it.

    Args:
        cue: the cue.
        behaviour: what the cycle is about.
        step: the step that one key takes; '' where there is none, or none that can be done as things stand.
        muted_by: the cue that mutes this one.
    """
    words = _words(cue)
    muted_title = "" if muted_by is None else _heading(muted_by)
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
        muted_title=muted_title,
        stands=_stands(cue, muted_title),
        step=step,
        step_word=guide.word("steps", step) if step else "",
        own=phrases.own_words(cue.rule, cue.severity.word, behaviour),
    )


def why(cue: "Cue", shown: CueView, timeline: Timeline) -> WhyView:
    """A cue with everything that made it say so."""
    words = _rule_words(cue, timeline.behaviour)
    facts = {"rule": cue.rule, "days": cue.cooldown_days}
    return WhyView(
        cue=shown,
        rows=tuple(_row(timeline, *row) for row in cue.evidence.rows),
        rule=words.rule,
        cooldown=guide.say("why", "cooldown" if cue.cooldown_days else "no_cooldown", **facts),
        origin=words.origin,
        clears=words.clears,
        change=_how_to_change(cue),
    )


def rule(found: "Rule[Any]", params: "Params", last: date | None) -> RuleView:
    """A rule as it stands.

    Args:
        found: the rule.
        params: its thresholds in force.
        last: when it last fired in this cycle.
    """
    from mastery_tui.cues.params import describe

    figures = describe(found.params)
    words = guide.rule(found.id, **{name: getattr(params, name) for name in figures})
    return RuleView(
        rule=found.id,
        word=guide.word("severities", found.severity.word),
        title=words.title,
        fires=words.rule,
        clears=words.clears,
        cooldown=found.cooldown_days,
        origin=words.origin,
        sources=tuple(f"{source.label}: {source.says}" for source in map(guide.source, found.sources)),
        thresholds=tuple(
            ThresholdView(
                f'rules."{found.id}".{name}',
                getattr(params, name),
                figure.default,
                figure.low,
                figure.high,
                guide.word("origins", figure.origin.value),
            )
            for name, figure in figures.items()
        ),
        last_fired=last,
    )


def threshold_line(threshold: ThresholdView, name: str) -> str:
    """A threshold with its bounds.

    Args:
        threshold: the threshold.
        name: how it is named here: by its whole key, or by the last part of it under its rule.
    """
    facts = {fact: getattr(threshold, fact) for fact in ("value", "default", "low", "high", "origin")}
    return guide.say("cli", "threshold", param=name, **facts)


def last_fired_line(found: RuleView) -> str:
    """When a rule last fired, '' where it has not."""
    if found.last_fired is None:
        return ""
    return guide.say("cli", "last_fired", day=guide.date_words(found.last_fired, "long"))


def rows(cue: "Cue", behaviour: Behaviour) -> dict[str, object]:
    """A cue as DESIGN's stable keys."""
    words = _rule_words(cue, behaviour)
    return {
        "rule": cue.rule,
        "severity": cue.severity.word,
        "state": str(cue.state),
        "muted_by": cue.muted_by,
        "since": cue.since.isoformat(),
        "title": words.title,
        "message": words.message,
        "next_step": words.next,
        "own": phrases.own_words(cue.rule, cue.severity.word, behaviour),
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


def step_done(step: str, **facts: object) -> str:
    """What a step did; its dates lie within weeks, so they have a weekday and no year."""
    dated = {name: guide.date_words(fact) if isinstance(fact, date) else fact for name, fact in facts.items()}
    return guide.say("steps_done", step, **dated)


def easier_days(made: Reduction) -> str:
    """From when and through when it is easier; of two dates the short words, for which a line has room."""
    if made.from_day == made.until_day:
        return guide.say("plan", "easier_day", first=guide.date_words(made.from_day))
    first, until = (guide.date_words(day, "short") for day in (made.from_day, made.until_day))
    return guide.say("plan", "easier_days", first=first, until=until)


def _words(cue: "Cue", observed: str | None = None) -> guide.CueWords:
    """A cue's words with its figures; what was observed may be given in words."""
    seen = cue.evidence.observed if observed is None else observed
    return guide.cue(cue.rule, cue.variant, **{**cue.params, **cue.evidence.figures, "observed": seen})


def _rule_words(cue: "Cue", behaviour: Behaviour) -> guide.CueWords:
    """The words of a cue with its rule; the slope of a look is told in its unit, as more or fewer a day."""
    slope = cue.rule == "adjust.no_clear_change"
    return _words(cue, phrases.slope_words(cue.evidence.observed, behaviour) if slope else None)


def _heading(cue: "Cue") -> str:
    """As in 'Pause: This session was heavy'."""
    return f"{guide.word('severities', cue.severity.word)}: {_words(cue).title}"


def _stands(cue: "Cue", muted_title: str) -> str:
    """Where a cue stands, as in 'showing, since Wed 25 Nov'."""
    if cue.muted_by is not None:
        state = guide.say("why", "muted_by", by=muted_title)
    elif str(cue.state) == "snoozed":
        state = guide.word("why", "snoozed")
    else:
        state = guide.word("cue_states", str(cue.state))
    return f"{state}, {guide.say('why', 'since', since=guide.date_words(cue.since, 'short'))}"


def _row(timeline: Timeline, day: date, field: str, value: object) -> EvidenceRow:
    plan_day = timeline.plan.plan_day(day)
    return EvidenceRow(
        plan_day="" if plan_day is None else str(plan_day),
        date=guide.date_words(day, "short"),
        field=guide.field_label(field),
        value=_value_words(field, value, timeline.behaviour.unit),
        mark=MARKS.get(str(value)) if field in MARKED else None,
    )


def _how_to_change(cue: "Cue") -> str:
    """A sentence with the keys in config.toml: the first in full, of the others what differs; '' for none."""
    keys = [f".{param}" for param in cue.params]
    named = ", ".join([f'rules."{cue.rule}"{key}' for key in keys[:1]] + keys[1:])
    return guide.say("why", "keys", keys=named) if keys else ""


def _value_words(field: str, value: object, unit: str) -> str:
    if field in MARKED:
        return phrases.mark_word(MARKS[str(value)], unit)
    if field == "feeling":
        return guide.word("feelings", str(value))
    if isinstance(value, float):
        return guide.number(value)
    return str(value)
