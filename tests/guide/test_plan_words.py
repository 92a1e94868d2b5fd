"""The thirty days and the weeks: complete, within their lengths, with their amounts."""

import re

import pytest

from mastery_tui import guide
from mastery_tui.guide.sections import names

TASKS = [
    "name_behaviour",
    "baseline_1",
    "baseline_2",
    "baseline_3",
    "baseline_4",
    "baseline_5",
    "freeze_baseline",
    "lock_minimum",
    "keep_minimum",
    "remove_obstacle",
    "planned_rest",
    "practise_restart",
    "awkward_slot",
    "read_adherence",
    "book_feedback",
    "keep_sample",
    "feedback_check",
    "choose_adjustment",
    "apply_adjustment",
    "apply_again",
    "reflect_improved",
    "define_transfer",
    "ordinary_session",
    "transfer_test_1",
    "transfer_test_1_again",
    "rest_or_minimum",
    "transfer_test_2",
    "weekly_review",
    "measure_again",
    "summary",
]

MILESTONES = [
    "behaviour_named",
    "baseline_values",
    "baseline_frozen",
    "minimum_set",
    "when_then",
    "minimum_locked",
    "adherence_read",
    "feedback_checked",
    "adjustment_active",
    "week_reflected",
    "transfer_tested",
    "measured_again",
    "summarised",
]


def test_the_thirty_tasks_are_there_in_the_order_of_the_days() -> None:
    assert list(names("tasks")) == TASKS
    assert len(TASKS) == 30


@pytest.mark.parametrize("task_id", TASKS)
@pytest.mark.parametrize(("target", "minimum", "unit"), [(400, 150, "words"), (1, 1, ""), (2.5, 1.5, "kilometres")])
def test_a_task_keeps_to_its_lengths_with_any_amounts(task_id: str, target: float, minimum: float, unit: str) -> None:
    task = guide.task(task_id, target=target, minimum=minimum, unit=unit)
    assert 0 < len(task.title) <= 44
    assert 0 < len(task.how) <= 150
    assert 0 < len(task.line) <= 76
    assert 1 <= len(re.findall(r"[.?](?: |$)", task.how)) <= 2
    assert "{" not in "".join(task)


@pytest.mark.parametrize("field", [0, 1, 2])
def test_no_two_tasks_say_the_same(field: int) -> None:
    assert len({guide.task(task_id)[field] for task_id in TASKS}) == 30


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("task_id", ["planned_rest", "rest_or_minimum"])
def test_a_week_with_a_rest_of_its_own_names_that_and_asks_for_no_other(task_id: str, over: bool) -> None:
    task = guide.task(task_id, unit="words", rest="Wednesday", rest_over=over)
    assert all("Wednesday" in each for each in task)
    assert (len(task.title) <= 44, len(task.how) <= 150, len(task.line) <= 76) == (True, True, True)
    assert "{" not in "".join(task)


def test_a_task_names_the_amount_or_else_the_smallest_version() -> None:
    assert "do 150 words" in guide.task("keep_minimum", target=400, minimum=150, unit="words").how
    assert "do the smallest version" in guide.task("keep_minimum", target=1, minimum=1).how
    assert "do the smallest version" in guide.task("keep_minimum").how


def test_an_unknown_task_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        guide.task("day_31")


def test_week_threes_question_stands_word_for_word() -> None:
    question = "What is one behavior I improved, and which conditions made it possible?"
    assert guide.week(3).prompt == question


def test_every_week_has_its_words_and_only_the_wrap_up_has_no_prompt() -> None:
    weeks = [guide.week(number) for number in range(1, 6)]
    assert [week.name for week in weeks] == ["Baseline", "Minimum", "Feedback", "Transfer", "Wrap-up"]
    assert all(week.theme and week.done_when for week in weeks)
    assert [bool(week.prompt) for week in weeks] == [True] * 4 + [False]
    assert len({week.prompt_id for week in weeks}) == 5
    assert all(len(week.prompt_id) <= 20 for week in weeks)
    assert all(len(week.prompt) <= 76 for week in weeks)


def test_starting_conditions_are_a_tip_in_weeks_1_and_3() -> None:
    assert [bool(guide.week(number).tip) for number in range(1, 6)] == [True, False, True, False, False]


def test_there_is_no_sixth_week() -> None:
    with pytest.raises(KeyError):
        guide.week(6)


@pytest.mark.parametrize("milestone_id", MILESTONES)
def test_a_milestone_is_short_and_lower_case(milestone_id: str) -> None:
    for label in (guide.milestone(milestone_id), guide.milestone(milestone_id, done=False)):
        assert 0 < len(label) <= 24
        assert label == label.lower()
