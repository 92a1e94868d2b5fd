"""The cues' words: short enough for the banner, with a rule that its figures fill, and sources that are there."""

import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import asdict

from mastery_tui import guide
from mastery_tui.cues.rule import Rule
from mastery_tui.cues.rules import RULES
from mastery_tui.guide import sections
from tests.guide.callers import variants_of
from tests.guide.test_files import BANNED

LANGUAGES = sorted(each.name for each in Path(guide.__file__).parent.iterdir() if (each / "cues.toml").exists())
TEXTS = [(rule, variant) for rule in RULES for variant in ("", *variants_of(rule.id))]
EACH_TEXT = pytest.mark.parametrize(("rule", "variant"), TEXTS, ids=lambda each: getattr(each, "id", each))
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES, indirect=True)
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@pytest.fixture
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A language that is spoken meanwhile."""
    monkeypatch.setattr(sections, "LANGUAGE", request.param)
    return str(request.param)


def test_english_is_among_the_languages_and_has_words_for_every_rule_in_their_order() -> None:
    assert "en" in LANGUAGES
    assert sections.names("cues") == tuple(rule.id for rule in RULES)


@EACH_LANGUAGE
@EACH_TEXT
def test_a_cue_fits_the_banner_line_by_line(rule: Rule[Any], variant: str, language: str) -> None:
    cue = guide.cue(rule.id, variant, observed=14, before=1234, after=1200)
    assert 0 < len(cue.title) <= 40
    assert 0 < len(cue.message) <= 74
    assert 0 < len(cue.next) <= 74
    assert len(f"{cue.message} {cue.next}") <= 240
    assert "{" not in cue.title + cue.message + cue.next


@EACH_LANGUAGE
@EACH_TEXT
def test_no_cue_holds_a_word_that_judges_or_speaks_about_the_person(
    rule: Rule[Any], variant: str, language: str
) -> None:
    cue = guide.cue(rule.id, variant)
    told = [cue.message, cue.next, cue.rule, cue.clears, cue.origin]
    if rule.id != "note.bad_week":
        told.append(cue.title)
    assert not [each for each in told if BANNED.search(each)]
    if language == "en":
        assert not re.search(r"\b(you|your|yours|yourself)\b", f"{cue.title} {cue.message}", re.IGNORECASE)


@EACH_TEXT
def test_a_cue_says_what_was_seen_in_one_sentence_and_then_a_next_step(rule: Rule[Any], variant: str) -> None:
    cue = guide.cue(rule.id, variant)
    assert cue.message.endswith(".")
    assert cue.next.endswith((".", "?"))
    assert not cue.title.endswith(".")


@EACH_LANGUAGE
@EACH_RULE
def test_a_cues_rule_is_filled_by_its_figures_and_what_was_observed(rule: Rule[Any], language: str) -> None:
    figures = asdict(rule.params())
    raised = {name: 41 + place for place, name in enumerate(figures)}
    cue = guide.cue(rule.id, observed=97, **raised)
    assert "{" not in cue.rule + cue.clears
    assert "97" in cue.rule
    for name, value in raised.items():
        assert str(value) in cue.rule + cue.clears, name


def test_the_variants_are_those_that_the_rules_tell() -> None:
    assert {rule.id: variants_of(rule.id) for rule in RULES if variants_of(rule.id)} == {
        "pause.session_dominated": ("later",),
        "recover.restart_due": ("recorded",),
        "recover.second_cancel": ("running",),
        "adjust.time_before_intensity": ("last", "measured"),
        "adjust.no_clear_change": ("last", "measured"),
    }
    with pytest.raises(KeyError):
        variants_of("note.nothing")


def test_a_cue_without_facts_keeps_its_placeholders_for_later() -> None:
    assert guide.cue("recover.second_cancel").rule.format(count=2, run=4, observed=3).count("2") == 1


def test_an_unknown_rule_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        guide.cue("note.nothing")


# -- sources -----------------------------------------------------------------------------------------------------------


@EACH_RULE
def test_every_rule_names_sources_that_are_there(rule: Rule[Any]) -> None:
    assert rule.sources
    assert set(rule.sources) <= set(sections.names("sources"))


def test_every_source_is_named_by_some_rule_and_says_what_is_taken_from_it() -> None:
    assert {key for rule in RULES for key in rule.sources} == set(sections.names("sources"))
    for key in sections.names("sources"):
        source = guide.source(key)
        assert 0 < len(source.label) <= 30
        assert source.text.endswith(".")
        assert 0 < len(source.says) <= 120


@EACH_RULE
def test_an_origin_that_cites_somebody_cites_one_of_the_rules_sources(rule: Rule[Any]) -> None:
    cited = set(re.findall(r"[A-Z][a-z]+(?: et al\.| & [A-Z]\w+)? \d{4}", guide.cue(rule.id).origin))
    labels = " / ".join(guide.source(key).label for key in rule.sources)
    assert not [each for each in cited if each not in labels]


def test_an_unknown_source_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        guide.source("nobody_1999")
