"""A week's reflection in words, with the evidence for it."""

from mastery_tui import guide
from mastery_tui.practice import progress, reflecting
from mastery_tui.practice.contexts import conditions
from mastery_tui.practice.days import WEEKS, days_of_week
from mastery_tui.practice.records import Conditions
from mastery_tui.practice.timeline import State, Timeline

from ..views import ReflectView, TierView
from . import baseline, phrases, plan

THREE_WEEKS = 3
FACTS = 3
FEWEST_TO_COMPARE = 5
"""Days on either side under which a context is too little to compare (RULES, Statistics)."""


def open_week(timeline: Timeline) -> int:
    """The week whose reflection is open: the newest that has begun, 1 to 4."""
    return min(WEEKS - 1, plan.current_week(timeline))


def view(timeline: Timeline, week: int) -> ReflectView:
    """One week's reflection."""
    behaviour, words = timeline.behaviour, guide.week(week)
    written = {reflection.week: reflection for reflection in timeline.records.reflections}
    before = written.get(week - 1)
    first = days_of_week(week)[0]
    closed = (
        ""
        if first <= plan.latest_plan_day(timeline)
        else guide.say("reflect", "not_open", week=week, first=plan.day_title(first).lower())
    )
    if timeline.state is State.ENDED:
        closed = guide.word("reflect", "ended")
    return ReflectView(
        week=week,
        title=guide.say("reflect", "heading", week=week, name=words.name.lower()),
        last_better=before.better_next_week if before is not None else "",
        aim=behaviour.better_in_a_week if week == 1 else "",
        prompt=words.prompt,
        three_weeks=week == THREE_WEEKS,
        written=written.get(week),
        facts=_facts(timeline),
        baseline=baseline.line(timeline),
        adherence=phrases.adherence_words(timeline.week(week).adherence),
        starting_conditions=behaviour.starting_conditions,
        closed=closed,
    )


def tier(behaviour: str, conditions: Conditions) -> TierView:
    """How far an answer names its conditions."""
    found = reflecting.tier(behaviour, conditions)
    observable = len(reflecting.observable_slots(conditions))
    text = guide.say("reflect", found.value, slots=len(reflecting.filled_slots(conditions)), observable=observable)
    word = guide.word("tiers", found.value)
    question = ""
    traits = guide.words("traits").values()
    if reflecting.unexplained_slots(behaviour, conditions, tuple(traits)):
        question = guide.word("reflect", "ask_easier")
    elif found is reflecting.Tier.NOT_YET:
        question = guide.word("reflect", "not_yet_question")
    return TierView(found.value, word, text.removeprefix(word), question)


def _facts(timeline: Timeline) -> tuple[str, ...]:
    """Facts from the log that can be picked as evidence."""
    compared = [tag for tag in conditions(timeline) if min(tag.with_tag, tag.without_tag) >= FEWEST_TO_COMPARE]
    facts = [
        guide.say(
            "reflect",
            "fact_context",
            tag=tag.tag,
            kept=tag.kept_with,
            n=tag.with_tag,
            other_kept=tag.kept_without,
            other_n=tag.without_tag,
        )
        for tag in compared[: FACTS - 1]
    ]
    last = progress.now(timeline)
    if last is not None:
        median = guide.amount_words(last.median, phrases.result_unit(timeline.behaviour))
        facts.append(guide.say("reflect", "fact_last", n=last.n, median=median))
    return tuple(facts)
