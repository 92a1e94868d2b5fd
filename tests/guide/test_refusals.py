"""Refusals: a sentence for every code that the package raises, filled by the facts it is given."""

import ast
import string
from datetime import date, datetime
from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.guide.sections import section, section_of

PACKAGE = Path(guide.__file__).parents[1]
SENTENCES: dict[str, str] = section_of(PACKAGE / "guide" / "en" / "refusals.toml", "refusals")

FACTS = {
    "number.range": "field low high",
    "number.positive": "field high",
    "number.finite": "field",
    "number.shape": "field",
    "whole.shape": "field",
    "text.missing": "field",
    "text.length": "field longest length",
    "list.length": "field longest",
    "tag.shape": "longest",
    "minimum.above_target": "target",
    "result.needs_unit": "",
    "contexts.twice": "",
    "rest_weekdays.twice": "",
    "error_kinds.twice": "",
    "standard.yes_no": "",
    "ended_on.before_start": "",
    "strength.feeling": "",
    "pause.order": "first",
    "pause.overlap": "first last",
    "reduction.order": "first",
    "answer.until": "",
    "day.future": "today",
    "day.before_start": "first",
    "day.after_end": "last",
    "day.shape": "example",
    "day.ahead": "example",
    "start.range": "first last",
    "cycle.running": "started_on day",
    "cycle.none": "",
    "cycle.awaiting": "",
    "cycle.overlap": "first last",
    "baseline.too_early": "first",
    "baseline.too_few": "n needed",
    "lock.too_early": "first",
    "pause.range": "first last",
    "pause.none": "",
    "pause.paused": "day",
    "week.range": "first last",
    "week.not_yet": "week first",
    "reflection.empty": "",
    "check_in.none": "day",
    "outcome.missing": "",
    "amount.missing": "",
    "amount.yes_no": "",
    "entry.unknown": "nearest",
    "entry.unknown_none": "",
    "entry.ambiguous": "candidates",
    "entry.twice": "kind",
    "entry.twice_strength": "kind example",
    "entry.empty": "",
    "entry.add_twice": "",
    "context.unknown": "known",
    "undo.none": "",
    "undo.changed": "",
    "finding.missing": "",
    "adjustment.none": "",
    "adjustment.open": "count",
    "finish.not_yet": "first",
    "settings.unknown": "key nearest",
    "settings.range": "key low high",
    "settings.shape": "key allowed",
    "cue.none": "",
    "cue.not_firing": "rule",
    "journal.busy": "seconds",
    "journal.bad": "what",
    "file.full": "",
    "usage.not_shown": "",
    "usage.erased_not_shown": "",
    "usage.served": "",
    "usage.no_place": "variable",
    "settings.no_place": "variable",
    "delete.none": "day",
    "now.shape": "example",
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", FACTS)
def test_a_sentence_needs_no_more_than_the_facts_it_is_given(code: str) -> None:
    sentence = guide.refusal(code, **dict.fromkeys(FACTS[code].split(), "amount"))
    assert code not in sentence
    assert sentence[0].isupper()
    assert not sentence.endswith(".")
    assert "{" not in sentence


def raised() -> list[tuple[str, str, set[str] | None]]:
    """Where a code is raised, the code, and the names of its facts (None where they are passed on as a dict)."""
    found: list[tuple[str, str, set[str] | None]] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", getattr(node.func, "attr", "")) != "Refused":
                continue
            passed_on = any(each.arg is None for each in node.keywords)
            facts = None if passed_on else {str(each.arg) for each in node.keywords}
            code = node.args[0] if node.args else None
            for each in [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]:
                if isinstance(each, ast.Constant):
                    found.append((str(path.relative_to(PACKAGE)), str(each.value), facts))
    return found


def test_every_code_that_the_package_raises_has_a_sentence() -> None:
    codes = raised()
    assert len(codes) > 20
    assert not [(path, code) for path, code, _ in codes if code not in section("refusals", "refusals")]


def test_every_sentence_is_filled_by_the_facts_that_the_package_gives() -> None:
    unfilled = [
        (path, code, placeholders(SENTENCES[code]) - facts)
        for path, code, facts in raised()
        if facts is not None and code in SENTENCES and not placeholders(SENTENCES[code]) <= facts
    ]
    assert not unfilled


def filled(code: str, **facts: str) -> str:
    """A sentence with its facts as they are to be read."""
    said = SENTENCES[code].format(**facts)
    return said[:1].upper() + said[1:]


def test_a_refusal_writes_labels_dates_numbers_and_lists_as_people_do() -> None:
    effort, amount, target = (guide.field_label(each) for each in ("effort", "amount", "target"))
    day = guide.date_words(date(2026, 11, 23), "year")
    assert guide.refusal("number.range", field="effort", low=1, high=10) == filled(
        "number.range", field=effort, low="1", high="10"
    )
    assert guide.refusal("number.range", field="amount", low=0, high=1_000_000_000) == filled(
        "number.range", field=amount, low="0", high="1,000,000,000"
    )
    assert guide.refusal("number.positive", field="target", low=None, high=100.0) == filled(
        "number.positive", field=target, high="100"
    )
    assert guide.refusal("minimum.above_target", target=2.50) == filled("minimum.above_target", target="2.5")
    for moment in (date(2026, 11, 23), datetime(2026, 11, 23, 9, 30)):
        assert guide.refusal("day.future", today=moment) == filled("day.future", today=day)
    assert guide.refusal("day.shape", example=date(2026, 11, 23)) == filled("day.shape", example="2026-11-23")
    assert guide.refusal("entry.ambiguous", candidates=("calm", "canceled")) == filled(
        "entry.ambiguous", candidates="calm, canceled"
    )


def test_the_word_of_an_entry_is_named_only_where_it_is_given() -> None:
    plain = guide.refusal("entry.unknown", nearest="done")
    assert guide.refusal("entry.unknown", word="", nearest="done") == plain
    assert guide.refusal("entry.unknown", word="dnoe", nearest="done").startswith("'dnoe'")
    assert guide.refusal("entry.empty", word="dnoe") == guide.refusal("entry.empty")


def test_a_plan_day_and_a_date_both_read_well_as_the_first_day_allowed() -> None:
    day = guide.date_words(date(2026, 11, 29), "year")
    assert guide.refusal("baseline.too_early", first=7) == filled("baseline.too_early.day", first="7")
    assert guide.refusal("baseline.too_early", first=date(2026, 11, 29)) == filled("baseline.too_early", first=day)


@pytest.mark.parametrize(("code", "facts"), [("no.such_code", {"field": "amount"}), ("number.range", {"field": "x"})])
def test_a_refusal_without_its_sentence_or_a_fact_still_names_its_code(code: str, facts: dict[str, str]) -> None:
    sentence = guide.refusal(code, **facts)
    assert sentence == SENTENCES["other"].format(code=code)


def test_a_code_without_a_sentence_is_not_among_the_codes() -> None:
    assert "no.such_code" not in section("refusals", "refusals")
    assert set(FACTS) <= section("refusals", "refusals").keys()
