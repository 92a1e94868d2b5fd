"""What stands in a reflection's rows, read from what is written and back."""

from pathlib import Path

from mastery_tui.coach.typed.reflection import (
    CLOSING,
    IMPROVED,
    PROMPT,
    SLOTS,
    answers_in,
    conditions_in,
    names_of,
    texts_of,
)
from mastery_tui.practice.records import Conditions
from tests.tui.people import begin, coach_at


def test_what_is_typed_for_the_third_week_comes_back_as_it_was_typed(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 21))
    names = names_of(coach.reflections.view(3))
    assert names == (*IMPROVED, *SLOTS, *CLOSING)
    assert texts_of(coach.reflections.view(3)) == dict.fromkeys(names, "")
    typed = {name: f"typed for {name}" for name in names}
    closing = {name: typed[name] for name in CLOSING}
    coach.reflections.write(3, answers_in(typed), conditions=conditions_in(typed), **closing)
    assert texts_of(coach.reflections.view(3)) == typed


def test_the_other_weeks_ask_for_an_answer_and_what_comes_next(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9))
    assert names_of(coach.reflections.view(2)) == (*PROMPT, "better_next_week")
    coach.reflections.write(2, {"prompt": "mornings"}, better_next_week="earlier")
    assert texts_of(coach.reflections.view(2)) == {"prompt": "mornings", "better_next_week": "earlier"}
    assert conditions_in({}) == Conditions()
