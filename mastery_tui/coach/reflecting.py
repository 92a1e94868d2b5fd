"""What faces show of a reflection."""

from mastery_tui import guide
from mastery_tui.practice import progress, reflecting
from mastery_tui.practice.days import days_of_week
from mastery_tui.practice.records import Conditions
from mastery_tui.practice.timeline import State, Timeline

from . import wording
from .desk import Desk
from .shapes import FreezeView, ReflectView, TierView

THREE_WEEKS = 3
FACTS = 3
LAST_RESULTS = 5
FEWEST_TO_COMPARE = 5
"""Days on either side under which a context is too little to compare (RULES, Statistics)."""


class Reflecting(Desk):
    """Reflections, the evidence for them, and the baseline beside them."""

    def reflect_week(self) -> int:
        """The week whose reflection is open: the newest that has begun, 1 to 4."""
        plan_day = self._latest_plan_day()
        return min(4, max(1, (plan_day - 1) // 7 + 1))

    def reflection(self, week: int | None = None) -> ReflectView:
        """One week's reflection, the open one where no week is named.

        Raises:
            Refused: ``cycle.none``.
        """
        timeline = self.timeline or self.running
        number = week or self.reflect_week()
        words = guide.week(number)
        written = {each.week: each for each in timeline.records.reflections}
        before = written.get(number - 1)
        first = days_of_week(number)[0]
        closed = guide.say("reflect", "not_open", week=number, first=guide.say("plan", "day", day=first).lower())
        return ReflectView(
            week=number,
            title=guide.say("reflect", "heading", week=number, name=words.name.lower()),
            last_better=before.better_next_week if before is not None else "",
            aim=timeline.behaviour.better_in_a_week if number == 1 else "",
            prompt=words.prompt,
            three_weeks=number == THREE_WEEKS,
            written=written.get(number),
            facts=self._facts(timeline),
            baseline=self.baseline_line(timeline),
            adherence=wording.adherence_words(timeline.week(number).adherence),
            starting_conditions=timeline.behaviour.starting_conditions,
            closed="" if first <= self._latest_plan_day() else closed,
        )

    def tier(self, behaviour: str, conditions: Conditions) -> TierView:
        """How far an answer names its conditions, while it is being typed."""
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

    def baseline_line(self, timeline: Timeline) -> str:
        """The frozen baseline in words, or that it is not frozen yet."""
        baseline = timeline.records.cycle.baseline
        if baseline is None:
            return guide.word("reflect", "baseline_open")
        band = progress.baseline_band(baseline)
        plan_day = timeline.plan.plan_day(baseline.frozen_on)
        day = plan_day if plan_day is not None else guide.date_words(baseline.frozen_on, "day_month")
        if band is None:
            return guide.say("reflect", "baseline_numberless", n=len(baseline.rows), day=day)
        key = "baseline_thin" if band.thin else "baseline_line"
        return guide.say(
            "reflect",
            key,
            median=guide.amount_words(band.median, wording.result_unit(timeline.behaviour)),
            lowest=band.lowest,
            highest=band.highest,
            n=band.n,
            day=day,
        )

    def in_sight(self) -> tuple[tuple[str, str], ...]:
        """What a target is measured by, label and text: standard, baseline, starting conditions.

        Raises:
            Refused: ``cycle.none``, ``cycle.ended``.
        """
        timeline = self.running
        rows = (
            (guide.word("plan", "done_when"), timeline.behaviour.standard),
            (guide.word("reflect", "baseline"), self.baseline_line(timeline)),
            (guide.word("reflect", "started_with"), timeline.behaviour.starting_conditions),
        )
        return tuple((label, text) for label, text in rows if text)

    def freezing(self) -> FreezeView:
        """What freezing the baseline today would keep."""
        from mastery_tui.practice.refused import Refused

        timeline = self.running
        rows = progress.baseline_rows(timeline)
        band = progress.band([row.result for row in rows if row.result is not None])
        try:
            progress.frozen_baseline(timeline)
            refused = ""
        except Refused as refusal:
            refused = guide.refusal(refusal.code, **refusal.facts)
        if band is None:
            line = guide.say("dialogs", "freeze_numberless", n=len(rows))
        else:
            line = guide.say(
                "dialogs", "freeze_line", n=band.n, median=band.median, lowest=band.lowest, highest=band.highest
            )
            if band.thin:
                line = f"{line} {guide.word('dialogs', 'freeze_thin')}"
        baseline = timeline.records.cycle.baseline
        again = "" if baseline is None else guide.say("dialogs", "freeze_again", frozen_on=baseline.frozen_on)
        return FreezeView(line, again, refused)

    def _facts(self, timeline: Timeline) -> tuple[str, ...]:
        facts = []
        comparable = [
            each for each in progress.conditions(timeline) if min(each.with_tag, each.without_tag) >= FEWEST_TO_COMPARE
        ]
        for each in comparable[: FACTS - 1]:
            facts.append(
                guide.say(
                    "reflect",
                    "fact_context",
                    tag=each.tag,
                    kept=each.kept_with,
                    n=each.with_tag,
                    other_kept=each.kept_without,
                    other_n=each.without_tag,
                )
            )
        last = progress.band(progress.last_results(timeline, LAST_RESULTS))
        if last is not None and last.n >= progress.SMALLEST_BASELINE:
            median = guide.amount_words(last.median, wording.result_unit(timeline.behaviour))
            facts.append(guide.say("reflect", "fact_last", n=last.n, median=median))
        return tuple(facts)

    def _latest_plan_day(self) -> int:
        """Today's plan day, or the last one before today where the plan stands still or is over."""
        timeline = self.timeline or self.running
        if timeline.state in (State.AWAITING_SUMMARY, State.ENDED):
            days = [day.plan_day for day in timeline.days if day.plan_day is not None]
        else:
            days = [day.plan_day for day in timeline.days if day.plan_day is not None and day.day <= self.today]
        return max(days, default=0)
