"""Seeded histories: somebody's days in changing weather, with pauses, events, answers and edits of the past."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from mastery_tui.practice.records import (
    Adjustment,
    Answer,
    AnswerKind,
    Baseline,
    BaselineRow,
    Behaviour,
    Better,
    CheckIn,
    ClosedAs,
    Cycle,
    CycleRecords,
    Ending,
    FeedbackCheck,
    Feeling,
    Outcome,
    Pause,
    Reduction,
    ResultKind,
    Source,
    Standard,
    replace,
)

from .nineteen import RULES
from .reading import walk

A_DAY = timedelta(days=1)
DATES = 38
TARGET, MINIMUM = 400, 150
CALM = ("calm", "focused", "satisfied", "flat")
HEAVY = ("frustrated", "anxious", "ashamed")
SOURCES = ("a rubric", "A Rubric", "Anna", "anna ", "Ben")


@dataclass(frozen=True)
class Weather:
    """What some days running are like; chances from 0 to 1."""

    done: float = 0.6
    minimum: float = 0.2
    partial: float = 0.05
    cancelled: float = 0.05
    rest: float = 0.05
    feeling: float = 0.6
    heavy: float = 0.15
    hard: float = 0.4
    unsaid: float = 0.2
    effort: float = 0.7
    steepness: int = 5
    confidence: float = 0.7
    sureness: int = 3
    contexts: float = 0.5
    lift: float = 0.0
    minutes: int = 30
    recovery: float = 0.1


WEATHERS = {
    "steady": Weather(),
    "busy": Weather(done=0.3, minimum=0.25, partial=0.15, cancelled=0.25),
    "away": Weather(done=0.05, minimum=0, partial=0, cancelled=0, rest=0.05),
    "storm": Weather(done=0.4, cancelled=0.2, feeling=0.95, heavy=0.8, hard=0.8),
    "gusts": Weather(done=0.5, minimum=0.3, feeling=0.98, heavy=0.5, hard=0.8, unsaid=0.1),
    "clearing": Weather(done=0.7, feeling=0.5, heavy=0.4, hard=0.1, unsaid=0.3),
    "measured": Weather(
        done=0.3, minimum=0.6, cancelled=0, rest=0, effort=0.95, steepness=4, confidence=0.95, feeling=0.3
    ),
    "pushing": Weather(done=0.8, minimum=0.2, partial=0, cancelled=0, rest=0, effort=0.98, steepness=8),
    "worn": Weather(done=0.3, minimum=0.6, effort=0.95, steepness=8, lift=-0.3, minutes=45),
    "bare": Weather(effort=0.1, contexts=0.1),
    "flat": Weather(done=0.25, minimum=0.7, cancelled=0, rest=0, lift=-0.2, minutes=30),
    "longer": Weather(done=0.2, minimum=0.75, cancelled=0, rest=0, lift=-0.3, minutes=60),
    "sure": Weather(done=0.5, minimum=0.4, confidence=0.98, sureness=5, lift=-0.2),
    "deep": Weather(done=0.9, minimum=0.1, partial=0, cancelled=0, confidence=0.95, sureness=2, lift=1.0),
    "sore": Weather(done=0.6, minimum=0.3, feeling=0.95, heavy=0.75, hard=0.2),
    "small": Weather(done=0.1, minimum=0.15, partial=0.45, cancelled=0.25),
}
COURSES = (
    ("flat", "flat", "flat", "longer"),
    ("flat", "flat", "longer", "longer"),
    ("steady", "sure", "sure", "sure"),
    ("measured", "deep", "deep", "flat"),
    ("measured", "deep", "deep", "sure"),
    ("measured", "deep", "bare", "deep"),
    ("measured", "worn", "worn", "measured"),
    ("pushing", "pushing", "worn", "worn"),
    ("steady", "sore", "sore", "clearing"),
    ("storm", "storm", "clearing", "steady"),
    ("gusts", "gusts", "gusts", "clearing"),
    ("gusts", "clearing", "gusts", "gusts"),
    ("small", "small", "busy", "small"),
    ("bare", "bare", "steady", "bare"),
    ("steady", "away", "steady", "away"),
)


@dataclass(frozen=True)
class Kind:
    """What the result is."""

    result: str
    better: str
    unit: str


KINDS = (
    Kind("amount", "more", "words"),
    Kind("amount", "more", "words"),
    Kind("errors", "fewer", "bars"),
    Kind("score", "more", "pages"),
    Kind("errors", "fewer", ""),
    Kind("none", "more", ""),
    Kind("none", "more", "pages"),
)
ODD_KINDS = (Kind("amount", "fewer", "words"), Kind("errors", "more", "bars"), Kind("score", "fewer", ""))
"""Refused today, but once stored they are read as before."""


class Writer:
    """Writes one history."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.seed = seed
        self.kind = self.chance.choice(ODD_KINDS if self.chance.random() < 0.05 else KINDS)
        self.start = date(2026, 1, 5) + self.chance.randrange(300) * A_DAY
        self.rest_weekdays = tuple(sorted(self.chance.sample(range(1, 8), self.chance.choice((0, 0, 0, 1, 1, 2)))))
        self.written = 0

    # ---- helpers

    def often(self, chance: float) -> bool:
        return self.chance.random() < chance

    def head(self, day: date, hour: int = 20) -> dict[str, Any]:
        """What every record carries."""
        self.written += 1
        moment = datetime.combine(day, time(hour, self.written % 60), UTC)
        return {"id": f"{self.seed}-{self.written}", "cycle": "here", "at": moment}

    def feeling(self, weather: Weather) -> dict[str, Any]:
        if not self.often(weather.feeling):
            return {}
        if not self.often(weather.heavy):
            return {"feeling": Feeling(self.chance.choice(CALM))}
        feeling = Feeling(self.chance.choice(HEAVY))
        if self.often(weather.unsaid):
            return {"feeling": feeling}
        return {
            "feeling": feeling,
            "strength": self.chance.choice((4, 4, 5) if self.often(weather.hard) else (1, 2, 3)),
        }

    def value(self, outcome: str, weather: Weather) -> dict[str, Any]:
        """Amount and result, as the outcome has them."""
        found: dict[str, Any] = {}
        if outcome == "cancelled":
            return {"amount": 0.0} if self.kind.unit and self.often(0.2) else {}
        if self.kind.unit and self.often(0.95):
            lift = 1 + 0.25 * weather.lift
            low, high = {"done": (400, 600), "minimum": (150, 399), "partial": (10, 149)}[outcome]
            found["amount"] = float(min(high, max(low, round(self.chance.randint(low, high) * lift))))
        if self.kind.result == "errors" and self.often(0.9):
            found["errors"] = max(0, round(self.chance.gauss(10 - 6 * weather.lift, 2)))
        if self.kind.result == "score" and self.often(0.9):
            found["score"] = float(min(100, max(0, round(self.chance.gauss(60 + 25 * weather.lift, 6)))))
        return found

    def outcome(self, weather: Weather, planned: bool) -> str | None:
        if planned and self.often(0.75):
            return "rest" if self.often(0.4) else None
        point = self.chance.random()
        for name in ("done", "minimum", "partial", "cancelled", "rest"):
            point -= getattr(weather, name)
            if point < 0:
                if name == "minimum" and not self.kind.unit:
                    name = "done"
                return "rest" if name == "cancelled" and planned else name
        return None

    def check_in(self, day: date, weather: Weather) -> CheckIn | None:
        ahead = self.often(0.04)
        planned = ahead or day.isoweekday() in self.rest_weekdays
        outcome = self.outcome(weather, planned)
        if outcome is None:
            return None
        fields: dict[str, Any] = {"planned": ahead}
        if outcome == "rest":
            fields |= self.feeling(weather) if self.often(0.2) else {}
        else:
            fields |= self.feeling(weather) | self.value(outcome, weather)
            if self.often(weather.effort) and (outcome != "cancelled" or self.often(0.2)):
                fields["effort"] = min(10, max(1, weather.steepness + self.chance.choice((-1, 0, 0, 1))))
            if self.often(weather.confidence) and (outcome != "cancelled" or self.often(0.2)):
                fields["confidence"] = min(5, max(1, weather.sureness + self.chance.choice((-1, 0, 0, 1))))
            if self.often(weather.contexts):
                fields["contexts"] = ("desk",)
            if self.often(0.8) and (outcome != "cancelled" or self.often(0.2)):
                fields["minutes"] = max(1, weather.minutes + self.chance.randint(-8, 8))
            if self.often(weather.recovery):
                fields["recoveries"] = tuple(
                    self.chance.choice((3, 9, 10, 11, 25)) for _ in range(self.chance.randint(1, 2))
                )
        return CheckIn(day=day, outcome=Outcome(outcome), source=Source.TUI, **self.head(day), **fields)

    # ---- the parts of a history

    def weather_of(self, dates: int) -> list[Weather]:
        """A weather for each date, some days running."""
        if self.often(0.5):
            course = list(self.chance.choice(COURSES))
        else:
            course = [self.chance.choice(sorted(WEATHERS)) for _ in range(8)]
        found: list[Weather] = []
        for name in course * 8:
            found += [WEATHERS[name]] * self.chance.randint(3, 10)
        return found[:dates]

    def pauses(self, dates: int) -> list[Pause]:
        found = []
        for _ in range(self.chance.choice((0, 0, 1, 1, 2))):
            first = self.start + self.chance.randrange(dates) * A_DAY
            last = None if self.often(0.2) else first + self.chance.choice((0, 1, 3, 6, 9)) * A_DAY
            found.append(Pause(first=first, last=last, **self.head(first, 8)))
        return found

    def adjustments(self, dates: int) -> list[Adjustment]:
        found = []
        for number in range(self.chance.choice((0, 1, 2, 3))):
            opened = self.start + self.chance.randrange(dates) * A_DAY
            closed = opened + self.chance.randrange(12) * A_DAY if self.often(0.6) else None
            how = None if closed is None else self.chance.choice(list(ClosedAs))
            found.append(
                Adjustment(
                    text=f"change {number}", opened_on=opened, closed_on=closed, closed_as=how, **self.head(opened, 19)
                )
            )
        return found

    def checks(self, dates: int) -> list[FeedbackCheck]:
        first = self.chance.randrange(dates)
        sources = SOURCES if self.often(0.5) else SOURCES[:1]
        found = []
        for _ in range(self.chance.choice((0, 1, 2, 4, 6))):
            day = self.start + min(dates, first + self.chance.randrange(7)) * A_DAY
            found.append(
                FeedbackCheck(day=day, source=self.chance.choice(sources), finding="clear", **self.head(day, 18))
            )
        return found

    def reductions(self, dates: int) -> list[Reduction]:
        found = []
        for _ in range(self.chance.choice((0, 0, 0, 1, 2)) if self.kind.unit else 0):
            # Many begin after a look at the results, which advises them.
            after_a_look = self.often(0.5)
            first = self.start + (self.chance.randint(21, 23) if after_a_look else self.chance.randrange(dates)) * A_DAY
            last = first + self.chance.randrange(4 if after_a_look else 9) * A_DAY
            target, minimum = self.chance.choice(((200, 75), (150, 150), (300, 40), (400, 75)))
            found.append(
                Reduction(from_day=first, until_day=last, target=target, minimum=minimum, **self.head(first, 7))
            )
        return found

    def stopped(self, records: CycleRecords) -> CycleRecords:
        """The cycle was stopped on the way, on a recorded day."""
        ended_on = self.chance.choice(records.check_ins).day if records.check_ins else self.start
        cycle = replace(records.cycle, ended_on=ended_on, ending=Ending.STOPPED)
        return replace(
            records, cycle=cycle, check_ins=tuple(each for each in records.check_ins if each.day <= ended_on)
        )

    def answer(self, rule: str, day: date) -> Answer:
        until = day + self.chance.choice((1, 3, 7)) * A_DAY if self.often(0.5) else None
        how = AnswerKind.ACKNOWLEDGED if until is None else AnswerKind.SNOOZED
        return Answer(rule=rule, day=day, answer=how, until=until, **self.head(day, 21))

    def answered(self, records: CycleRecords) -> CycleRecords:
        """Some cues that stand are answered, and some that do not."""
        if self.often(0.4):
            return records
        days = [self.start + number * A_DAY for number in range(DATES)]
        found = [self.answer(self.chance.choice(RULES).id, self.chance.choice(days))]
        for day in walk(records, days[-1]):
            found += [self.answer(cue.rule, day.today) for cue in day.cues if self.often(0.15)]
        return replace(records, answers=tuple(sorted(found, key=lambda each: (each.day, each.at))))

    def edited(self, check_ins: list[CheckIn], days: list[Weather]) -> list[CheckIn]:
        """Some days are written again, deleted or filled in later."""
        found = {each.day: each for each in check_ins}
        for _ in range(self.chance.choice((0, 0, 2, 5))):
            position = self.chance.randrange(len(days))
            day = self.start + position * A_DAY
            again = self.check_in(day, WEATHERS[self.chance.choice(sorted(WEATHERS))])
            if again is None:
                found.pop(day, None)
            else:
                found[day] = again
        return [found[day] for day in sorted(found)]

    def baseline(self, check_ins: list[CheckIn]) -> Baseline | None:
        if self.often(0.15):
            return None
        frozen_on = self.start + self.chance.choice((6, 6, 7, 8, 11)) * A_DAY
        rows = []
        for each in check_ins:
            if each.day <= self.start + 6 * A_DAY and each.outcome not in (Outcome.REST, Outcome.CANCELLED):
                number = None if self.kind.result == "none" else getattr(each, self.kind.result)
                rows.append(BaselineRow(day=each.day, result=number, effort=each.effort, confidence=each.confidence))
        return Baseline(frozen_on=frozen_on, rows=tuple(rows)) if len(rows) >= 3 else None

    def earlier(self) -> list[CheckIn]:
        """Days of a cycle before this one."""
        if self.often(0.7):
            return []
        length = self.chance.randint(3, 28)
        weather = WEATHERS[self.chance.choice(("storm", "steady", "clearing"))]
        found = (self.check_in(self.start - ago * A_DAY, weather) for ago in range(length, 0, -1))
        return [each for each in found if each is not None]

    def standards(self) -> tuple[Standard, ...]:
        if not self.kind.unit:
            return (Standard(from_day=self.start, target=1, minimum=1),)
        found = [Standard(from_day=self.start, target=TARGET, minimum=MINIMUM)]
        for _ in range(self.chance.choice((0, 0, 1, 2))):
            later = found[-1].from_day + self.chance.randint(1, 12) * A_DAY
            target, minimum = self.chance.choice((200, 400, 500)), self.chance.choice((100, 150))
            found.append(Standard(from_day=later, target=target, minimum=minimum, locked=self.often(0.7)))
        return tuple(found)

    def written_down(self) -> CycleRecords:
        dates = self.chance.choice((30, 30, 34, 38))
        days = self.weather_of(dates)
        pauses = self.pauses(dates)
        drawn = (self.check_in(self.start + number * A_DAY, weather) for number, weather in enumerate(days))
        check_ins = [
            each for each in drawn if each is not None and not (self.within(each.day, pauses) and self.often(0.8))
        ]
        if self.often(0.6):
            check_ins = self.edited(check_ins, days)
        written_down = self.start + self.chance.choice((0, 0, 3, 5)) * A_DAY
        behaviour = Behaviour(
            name="Practise",
            standard="Somebody could tell",
            unit=self.kind.unit,
            result=ResultKind(self.kind.result),
            better=Better(self.kind.better),
            feedback_source="a rubric",
            rest_weekdays=self.rest_weekdays,
        )
        cycle = Cycle(
            behaviour=behaviour,
            standards=self.standards(),
            started_on=self.start,
            begun_on=written_down if written_down > self.start else None,
            baseline=self.baseline(check_ins),
            **(self.head(written_down, 6) | {"id": "here"}),
        )
        records = CycleRecords(
            cycle=cycle,
            check_ins=tuple(check_ins),
            pauses=tuple(sorted(pauses, key=lambda each: each.first)),
            adjustments=tuple(sorted(self.adjustments(dates), key=lambda each: each.opened_on)),
            feedback_checks=tuple(sorted(self.checks(dates), key=lambda each: each.day)),
            reductions=tuple(self.reductions(dates)),
            earlier_check_ins=tuple(self.earlier()),
        )
        return self.answered(self.stopped(records) if self.often(0.1) else records)

    @staticmethod
    def within(day: date, pauses: list[Pause]) -> bool:
        return any(each.first <= day and (each.last is None or day <= each.last) for each in pauses)


def history(seed: int) -> CycleRecords:
    """The history of a seed."""
    return Writer(seed).written_down()
