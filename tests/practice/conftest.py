"""Records for tests, with everything filled in that a test is not about."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import (
    Adjustment,
    Answer,
    AnswerKind,
    Behaviour,
    Changed,
    CheckIn,
    Cycle,
    CycleRecords,
    FeedbackCheck,
    Outcome,
    Pause,
    Reduction,
    Reflection,
    Session,
    Source,
    Standard,
    Tombstone,
    TransferTest,
)
from mastery_tui.practice.timeline import Timeline

START = date(2026, 11, 2)
AT = datetime(2026, 11, 2, 20, 0, tzinfo=UTC)


class Make:
    """Makes records; the cycle starts on Monday 2 November 2026 with target 400 and minimum 150 words."""

    start = START
    at = AT

    def day(self, plan_day: int) -> date:
        """The date of a plan day, while nothing is paused."""
        return START + timedelta(days=plan_day - 1)

    def common(self) -> dict[str, Any]:
        return {"id": "an-id", "cycle": "a-cycle", "at": AT}

    def behaviour(self, **fields: Any) -> Behaviour:
        told: dict[str, Any] = {
            "name": "Write",
            "standard": "new words in the draft file",
            "unit": "words",
            "feedback_source": "last month's pages",
        }
        return Behaviour(**(told | fields))

    def standard(self, from_day: date = START, target: float = 400, minimum: float = 150, **fields: Any) -> Standard:
        return Standard(from_day=from_day, target=target, minimum=minimum, **fields)

    def cycle(self, **fields: Any) -> Cycle:
        told: dict[str, Any] = {
            "behaviour": self.behaviour(),
            "standards": (self.standard(),),
            "started_on": START,
        }
        return Cycle(**(self.common() | told | fields))

    def check_in(self, plan_day: int | date, outcome: Outcome | str = Outcome.DONE, **fields: Any) -> CheckIn:
        day = plan_day if isinstance(plan_day, date) else self.day(plan_day)
        told: dict[str, Any] = {"day": day, "outcome": Outcome(outcome), "source": Source.TUI, "id": f"check-in-{day}"}
        return CheckIn(**(self.common() | told | fields))

    def pause(self, first: date, last: date | None = None) -> Pause:
        return Pause(**self.common(), first=first, last=last)

    def session(self, **fields: Any) -> Session:
        return Session(**(self.common() | {"day": START, "started": AT} | fields))

    def feedback(self, plan_day: int, **fields: Any) -> FeedbackCheck:
        told = {"day": self.day(plan_day), "source": "last month's pages", "finding": "two ideas in one sentence"}
        return FeedbackCheck(**(self.common() | told | fields))

    def adjustment(self, plan_day: int = 18, **fields: Any) -> Adjustment:
        return Adjustment(**(self.common() | {"text": "outline first", "opened_on": self.day(plan_day)} | fields))

    def reduction(self, first: int, last: int, target: float = 200, minimum: float = 50, **fields: Any) -> Reduction:
        told = {"from_day": self.day(first), "until_day": self.day(last), "target": target, "minimum": minimum}
        return Reduction(**(self.common() | told | fields))

    def transfer(self, plan_day: int = 24, **fields: Any) -> TransferTest:
        told: dict[str, Any] = {"day": self.day(plan_day), "changed": Changed.PLACE, "context": "on the train"}
        return TransferTest(**(self.common() | told | fields))

    def reflection(self, week: int = 1, **fields: Any) -> Reflection:
        return Reflection(**(self.common() | {"week": week} | fields))

    def answer(self, **fields: Any) -> Answer:
        told: dict[str, Any] = {"rule": "note.spare_used", "day": START, "answer": AnswerKind.ACKNOWLEDGED}
        return Answer(**(self.common() | told | fields))

    def tombstone(self, **fields: Any) -> Tombstone:
        return Tombstone(**(self.common() | {"deleted": True} | fields))

    def records(self, check_ins: Any = (), **fields: Any) -> CycleRecords:
        told: dict[str, Any] = {"cycle": self.cycle(), "check_ins": tuple(check_ins)}
        return CycleRecords(**(told | fields))

    def timeline(self, check_ins: Any = (), today: int | date = 1, **fields: Any) -> Timeline:
        """A timeline; ``outcomes`` by plan day may be told as a dictionary, ``today`` as a plan day or a date."""
        if isinstance(check_ins, dict):
            check_ins = [self.check_in(day, outcome) for day, outcome in check_ins.items()]
        seen_on = today if isinstance(today, date) else self.day(today)
        return Timeline.of(self.records(check_ins, **fields), seen_on)

    def draft(self, **fields: Any) -> Draft:
        return Draft(**fields)


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()


@pytest.fixture(scope="session")
def stats() -> Any:
    """Scipy's, which takes a second to come: only for who asks, not for every process that lists the tests."""
    from scipy import stats

    return stats
