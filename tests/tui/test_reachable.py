"""Every rule's cue can be reached from the keyboard: the last day by the one-line entry, events by their dialogs.

The days before them are recorded through the Coach, with the same words.
"""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from mastery_tui.coach import Coach
from mastery_tui.coach.measures import measure
from mastery_tui.cues.rules import RULES
from mastery_tui.practice.entry import parse_entry
from mastery_tui.tui.app import MasteryApp
from tests.tui.people import WRITING, begin, clock_of, coach_at, on_day, plan_date

Days = dict[int, str]
"""What is told of which plan day; `+keys` are keys pressed on Plan instead, apart by blanks."""

FREEZE = "+b ctrl+s"

WAITED_FOR = ("f2", "f3", "a", "b", "f", "colon")
"""Keys that open something."""


def each(first: int, last: int, entry: str) -> Days:
    return dict.fromkeys(range(first, last + 1), entry)


MONTHS: dict[str, tuple[list[Days], int]] = {
    "support.repeated_pause": ([each(1, 3, "420 anx/5")], 3),
    "pause.session_dominated": ([each(1, 1, "420 anx/4")], 1),
    "pause.lighter_next": ([each(1, 2, "420 ash/4")], 2),
    "recover.restart_due": ([each(1, 1, "420 r15")], 1),
    "recover.second_cancel": ([each(1, 2, "canc")], 2),
    "recover.welcome_back": ([each(1, 1, "420")], 5),
    "recover.effort_creep": ([each(1, 7, "420 e4"), {7: FREEZE}, each(8, 10, "410 e8")], 10),
    "recover.no_rest": ([each(12, 22, "420 e7")], 22),
    "adjust.time_before_intensity": ([each(8, 14, "200 e5 20m"), each(15, 21, "200 e5 40m")], 21),
    "adjust.no_clear_change": ([each(8, 21, "200 e5")], 21),
    "adjust.one_change": ([{1: "+a o n e ctrl+s"}, {1: "+a tab tab t w o ctrl+s"}], 1),
    "adjust.one_source": ([{1: "+f o k ctrl+s"}, {1: "+f o k tab B e n ctrl+s"}], 1),
    "adjust.shrink_minimum": ([each(8, 13, "100 e5")], 13),
    "adjust.process_missing": ([each(1, 5, "420")], 5),
    "note.spare_used": ([each(1, 1, "canc")], 1),
    "note.bad_week": ([each(1, 7, "420 e5"), each(8, 8, "420 e5"), each(9, 13, "100 e5")], 15),
    "note.confidence_gap": ([each(1, 5, "420 e5 c2"), each(6, 10, "400 e5 c4")], 10),
    "note.depth_first": ([each(1, 5, "200 e5 c3"), {7: FREEZE}, each(8, 12, "420 e5 c3")], 12),
    "note.fewer_errors": ([each(1, 5, "420 e5 frus/3")], 5),
}


async def tell(pilot: Pilot[None], app: MasteryApp, day: int, said: str) -> None:
    """Open the app's place for it on that day, and type."""
    clock_of(app.coach).set(plan_date(day), 20)
    app.show_again()
    await pilot.pause()
    if said.startswith("+"):
        keys = ["f3", *said[1:].split()]
    else:
        keys = ["f2", "colon", *("space" if character == " " else character for character in said), "enter"]
    for key in keys:
        await pilot.press(key)
        if key in WAITED_FOR:
            await pilot.pause()
    await pilot.pause()


def test_each_of_the_nineteen_has_its_month() -> None:
    assert set(MONTHS) == {rule.id for rule in RULES}
    assert len(MONTHS) == 19


@pytest.mark.parametrize("rule", MONTHS)
async def test_a_cue_is_reached_by_keys(tmp_path: Path, rule: str) -> None:
    coach: Coach = begin(coach_at(tmp_path, 1))
    parts, looked_at = MONTHS[rule]
    told = [day for days in parts for day in days.items()]
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for day, said in told[:-1]:
            if said.startswith("+"):
                await tell(pilot, app, day, said)
            else:
                entry = parse_entry(said, WRITING.contexts, measure(WRITING.unit))
                on_day(coach, day, lambda entry=entry: coach.days.check_in(entry))  # type: ignore[misc]
        await tell(pilot, app, *told[-1])
        clock_of(coach).set(plan_date(looked_at), 21)
        assert rule in {cue.rule for cue in coach.cues.all()}
