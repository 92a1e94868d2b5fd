"""Care, support, help, layers and setup."""

from datetime import date

import pytest

from mastery_tui import guide
from mastery_tui.practice import records


def test_the_support_numbers_are_there_and_dated() -> None:
    support = guide.support()
    assert {line.number for line in support.danger} == {"112", "911", "999", "000"}
    assert {line.number for line in support.lines} == {"988", "116 123", "13 11 14", "findahelpline.com"}
    assert all(line.where for line in support.danger + support.lines)
    assert support.verified_on == date(2026, 11, 1)
    assert support.as_of == "Numbers as of 1 November 2026."
    assert "confirms" in support.review


def test_the_limits_name_what_the_program_is_not_and_when_to_look_for_help() -> None:
    care = guide.care()
    text = " ".join(care.lines)
    named = "not clinical, legal or financial|self-harm|eating|substance|abuse|trauma|distress|never replaces care"
    assert not [phrase for phrase in named.split("|") if phrase not in text]
    assert care.confirm


def test_the_guide_in_short_has_four_layers_and_eight_answered_mistakes() -> None:
    assert len({layer.name for layer in guide.layers()}) == 4
    assert len({each.mistake for each in guide.mistakes()}) == 8
    assert all(each.answer for each in guide.mistakes())
    assert len(guide.in_short()) >= 5


@pytest.mark.parametrize("screen", ["checkin", "plan", "history", "reflect", "setup", "why"])
def test_help_is_a_few_lines_a_screen(screen: str) -> None:
    assert 3 <= len(guide.help_lines(screen)) <= 6


def test_setup_asks_three_questions_and_explains_every_field() -> None:
    setup = guide.setup_words()
    assert list(setup.questions) == [1, 2, 3]
    assert {"name", "standard", "unit", "target", "minimum", "better", "anchor_when", "anchor_at"} <= set(setup.fields)
    for name, field in setup.fields.items():
        assert 0 < len(field.label) <= 13, name
        assert field.help_title, name
        assert 0 < len(field.help) <= 110, name


@pytest.mark.parametrize("example", guide.setup_examples(), ids=lambda example: example.key)
def test_a_setup_example_is_a_behaviour_the_records_take(example: guide.ExampleWords) -> None:
    behaviour = records.checked(
        records.Behaviour(
            name=example.name,
            standard=example.standard,
            unit=example.unit,
            result=records.ResultKind(example.result),
            better=records.Better(example.better),
            feedback_source=example.feedback_source,
            feedback_kind=records.FeedbackKind(example.feedback_kind),
            contexts=example.contexts,
            anchor_when=example.anchor_when,
            anchor_at=example.anchor_at,
            starting_conditions=example.starting_conditions,
            transfer_idea=example.transfer_idea,
            rest_weekdays=example.rest_weekdays,
            better_in_a_week=example.better_in_a_week,
        )
    )
    standard = records.Standard(from_day=date(2026, 11, 23), target=example.target, minimum=example.minimum)
    assert records.checked(standard).minimum <= example.target
    assert not behaviour.yes_no or (example.target, example.minimum) == (1, 1)
    assert all((behaviour.contexts, behaviour.anchor_when, behaviour.anchor_at, behaviour.starting_conditions))
    assert behaviour.better_in_a_week


def test_the_examples_prefer_errors_or_score_where_the_amount_is_fixed() -> None:
    assert {example.key: (example.result, example.better) for example in guide.setup_examples()} == {
        "writing": ("amount", "more"),
        "instrument": ("errors", "fewer"),
        "conversation": ("score", "more"),
        "code": ("errors", "fewer"),
    }


def test_the_first_example_is_the_one_everybody_starts_from() -> None:
    writing = guide.setup_examples()[0]
    assert (writing.name, writing.target, writing.minimum) == ("Write 400 words a day", 400, 150)
