"""Words, numbers and dates, and a word for every value a record can hold."""

import ast
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec
import pytest

from mastery_tui import guide
from mastery_tui.practice import records


def test_every_field_of_every_record_has_a_label() -> None:
    structs = [
        each
        for each in vars(records).values()
        if isinstance(each, type) and issubclass(each, msgspec.Struct) and each.__module__ == records.__name__
    ]
    fields = {
        field.name
        for struct in structs
        if struct is not records.CycleRecords
        for field in msgspec.structs.fields(struct)
    }
    assert len(fields) > 50
    assert not fields - set(guide.words("fields"))


@pytest.mark.parametrize(
    ("section", "values"),
    [
        ("outcomes", records.Outcome),
        ("marks", records.Outcome),
        ("feelings", records.Feeling),
        ("pause_reasons", records.PauseReason),
        ("closed_as", records.ClosedAs),
        ("changed", records.Changed),
        ("results", records.ResultKind),
        ("better", records.Better),
        ("feedback_kinds", records.FeedbackKind),
        ("after_saving", records.Outcome),
    ],
)
def test_every_known_value_has_its_word(section: str, values: type[StrEnum]) -> None:
    words = guide.words(section)
    assert not [value for value in values if not words.get(value.value)]


def test_efforts_and_strengths_have_their_anchors() -> None:
    efforts = [guide.word("efforts", value) for value in range(1, 11)]
    assert len(set(efforts)) == 10
    assert [efforts[value - 1] for value in (1, 5, 6, 7, 10)] == ["trivial", "steady", "some push", "hard", "all I had"]
    strengths = [guide.word("strengths", value) for value in range(1, 6)]
    assert strengths == ["barely", "some", "clear", "hard to work around", "took over"]


def test_a_field_without_a_label_is_named_in_plain_words() -> None:
    assert guide.field_label("better_next_week") == "better next week"
    assert guide.field_label("something_new") == "something new"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (400.0, "400"),
        (2.5, "2.5"),
        (0, "0"),
        (-0.0, "0"),
        (1 / 3, "0.333"),
        (1e9, "1000000000"),
        (412.75, "412.75"),
        (0.1 + 0.2, "0.3"),
        (-0.5, "-0.5"),
    ],
)
def test_a_number_has_no_trailing_zeros(value: float, text: str) -> None:
    assert guide.number(value) == text


def test_an_amount_has_its_unit_where_there_is_one() -> None:
    assert guide.amount_words(150.0, "words") == "150 words"
    assert guide.amount_words(2.5, "") == "2.5"


def test_dates_are_worded_without_the_machines_locale() -> None:
    day = date(2026, 11, 27)
    assert guide.date_words(day) == "Friday 27 November"
    assert guide.date_words(day, "short") == "Fri 27 Nov"
    assert guide.date_words(day, "year") == "27 November 2026"
    assert guide.date_words(date(2027, 2, 1), "full") == "Monday 1 February 2027"
    with pytest.raises(KeyError):
        guide.date_words(day, "roman")


def test_weekdays_and_months_are_those_of_the_calendar() -> None:
    days = [date(2026, month, 5) for month in range(1, 13)]
    assert [guide.date_words(day, "full") for day in days] == [f"{day:%A} 5 {day:%B} 2026" for day in days]
    week = [date(2026, 11, 23 + place) for place in range(7)]
    assert [guide.date_words(day, "short") for day in week] == [f"{day:%a} {day.day} Nov" for day in week]


def test_a_sentence_is_said_with_its_facts() -> None:
    assert guide.say("adherence", "kept", kept=9, recorded=10) == "9 of 10 kept"
    assert guide.say("adherence", "unrecorded", n=1) == "1 not recorded"
    assert guide.say("checkin", "goal", target=400.0, minimum=2.5) == "target 400, minimum 2.5"


def test_a_missing_fact_section_or_key_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        guide.say("adherence", "kept", kept=9)
    with pytest.raises(KeyError):
        guide.say("nowhere", "kept")
    with pytest.raises(KeyError):
        guide.word("adherence", "nothing")


def test_the_legend_has_a_short_line_for_each_mark_and_the_spare() -> None:
    legend = guide.words("legend")
    assert list(legend) == [*guide.words("marks"), "spare"]
    for mark, word in guide.words("marks").items():
        assert legend[mark].startswith(f"{word}: ")
    assert all(len(line) <= 60 for line in legend.values())


def test_after_saving_has_one_line_for_each_outcome() -> None:
    lines = [guide.after_saving(outcome.value) for outcome in records.Outcome]
    assert len(set(lines)) == 5
    assert all(len(line) <= 76 for line in lines)


def test_a_change_is_called_by_what_it_does_and_its_day() -> None:
    day = date(2026, 11, 27)
    assert guide.change_words("rest", day=day) == "the planned rest on Friday 27 November"
    assert guide.change_words("check_in", day=day) == "the check-in for Friday 27 November"
    assert guide.change_words("reflect", week=3) == "the reflection for week 3"
    assert guide.change_words("a later one", day=day) == guide.change_words("check_in") == "a change"


def labels() -> set[str]:
    """The label of every change that the package makes of a journal."""
    found = set()
    for path in Path(guide.__file__).parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("change", "tell") and node.args:
                label = node.args[0]
                for each in [label.body, label.orelse] if isinstance(label, ast.IfExp) else [label]:
                    if isinstance(each, ast.Constant):
                        found.add(str(each.value))
    return found


def test_every_change_has_words() -> None:
    assert len(labels()) > 15
    assert not labels() - set(guide.words("undone"))
