"""The one-line entry: examples, refusals, and anything at all that can be typed."""

import string
from typing import Any

import pytest
from hypothesis import example, given, strategies as st
from msgspec import UNSET

from mastery_tui import guide
from mastery_tui.coach.measures import measure
from mastery_tui.practice import entry
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.entry import WORDS
from mastery_tui.practice.numbers import amount_of, minutes_of, whole_of
from mastery_tui.practice.records import Feeling, Outcome
from mastery_tui.practice.refused import Refused

CONTEXTS = ("desk", "desktop", "morning", "quiet", "quick", "küche")

COUNTED = measure("words")


def parse_entry(text: str, contexts: tuple[str, ...] = ()) -> Draft:
    """An entry for a behavior that is counted in words."""
    return entry.parse_entry(text, contexts, COUNTED)


EXAMPLES: list[tuple[str, dict[str, Any]]] = [
    ("420", {"amount": 420}),
    ("0", {"amount": 0}),
    ("-0", {"amount": 0}),
    ("2.5", {"amount": 2.5}),
    ("2,5", {"amount": 2.5}),
    ("0,125", {"amount": 0.125}),
    ("1000000000", {"amount": 1_000_000_000}),
    ("+200", {"amount": 200, "add": True}),
    ("+2,5", {"amount": 2.5, "add": True}),
    ("25m", {"minutes": 25}),
    ("1h10", {"minutes": 70}),
    ("1h10m", {"minutes": 70}),
    ("1h05", {"minutes": 65}),
    ("1h", {"minutes": 60}),
    ("24h", {"minutes": 1440}),
    ("90m", {"minutes": 90}),
    ("1.5h", {"minutes": 90}),
    ("1,5h", {"minutes": 90}),
    ("1hour", {"minutes": 60}),
    ("25min", {"minutes": 25}),
    ("420 1:30", {"amount": 420, "minutes": 90}),
    ("done 1:30", {"outcome": Outcome.DONE, "minutes": 90}),
    ("420 words 25m", {"amount": 420, "minutes": 25}),
    ("420words", {"amount": 420}),
    ("420 WORDS", {"amount": 420}),
    ("1\u00a0234", {"amount": 1234}),
    ("1 234", {"amount": 1234}),
    ("+12 345 678,5 25m", {"amount": 12_345_678.5, "add": True, "minutes": 25}),
    ("e6 1 234 words calm", {"amount": 1234, "effort": 6, "feeling": Feeling.CALM}),
    ("1\u202f234\u202f567,5", {"amount": 1_234_567.5}),
    ("e6", {"effort": 6}),
    ("e10", {"effort": 10}),
    ("c4", {"confidence": 4}),
    ("x3", {"errors": 3}),
    ("x0", {"errors": 0}),
    ("s80", {"score": 80}),
    ("s82,5", {"score": 82.5}),
    ("r6", {"recoveries": (6,)}),
    ("r6 r2 r6", {"recoveries": (6, 2, 6)}),
    ("calm", {"feeling": Feeling.CALM}),
    ("anxious", {"feeling": Feeling.ANXIOUS}),
    ("anxious/4", {"feeling": Feeling.ANXIOUS, "strength": 4}),
    ("anx/4", {"feeling": Feeling.ANXIOUS, "strength": 4}),
    ("fr/5", {"feeling": Feeling.FRUSTRATED, "strength": 5}),
    ("s", {"feeling": Feeling.SATISFIED}),
    ("canc", {"outcome": Outcome.CANCELLED}),
    ("canceled", {"outcome": Outcome.CANCELLED}),
    ("cancelled", {"outcome": Outcome.CANCELLED}),
    ("d", {"outcome": Outcome.DONE}),
    ("m", {"outcome": Outcome.MINIMUM}),
    ("p", {"outcome": Outcome.PARTIAL}),
    ("r", {"outcome": Outcome.REST}),
    ("@morning", {"contexts": ("morning",)}),
    ("@m", {"contexts": ("morning",)}),
    ("@desk", {"contexts": ("desk",)}),
    ("@deskt", {"contexts": ("desktop",)}),
    ("@KÜ", {"contexts": ("küche",)}),
    ("@ku\u0308che", {"contexts": ("küche",)}),
    (
        "420 25m e6 calm @morning",
        {"amount": 420, "minutes": 25, "effort": 6, "feeling": Feeling.CALM, "contexts": ("morning",)},
    ),
    ("  420\t25m \n e6 ", {"amount": 420, "minutes": 25, "effort": 6}),
    (
        "DONE E6 ANX/4 25M @DESK",
        {
            "outcome": Outcome.DONE,
            "effort": 6,
            "feeling": Feeling.ANXIOUS,
            "strength": 4,
            "minutes": 25,
            "contexts": ("desk",),
        },
    ),
    ("420 partial", {"amount": 420, "outcome": Outcome.PARTIAL}),
    ("٤٢٠ e٦", {"amount": 420, "effort": 6}),
    ("４２０", {"amount": 420}),
]


@pytest.mark.parametrize(("text", "fields"), EXAMPLES)
def test_an_entry_says(text: str, fields: dict[str, Any]) -> None:
    assert parse_entry(text, CONTEXTS) == Draft(**fields)


def test_a_context_named_twice_stands_once() -> None:
    assert parse_entry("@quie @m @quiet", CONTEXTS).contexts == ("quiet", "morning")


REFUSALS: list[tuple[str, str, dict[str, Any]]] = [
    ("", "entry.empty", {}),
    (" \t\n", "entry.empty", {}),
    ("\x00\x1b\ud800", "entry.empty", {}),
    ("+200 420", "entry.twice", {"kind": "amount"}),
    ("420 +200", "entry.twice", {"kind": "amount"}),
    ("420 420", "entry.twice", {"kind": "amount"}),
    ("26 e6 anxious 4", "entry.twice_strength", {"kind": "amount", "example": "anxious/4"}),
    ("anx 5 @desk 26", "entry.twice_strength", {"kind": "amount", "example": "anxious/5"}),
    ("26 anxious 6", "entry.twice", {"kind": "amount"}),
    ("26 calm 4", "entry.twice", {"kind": "amount"}),
    ("e6 anxious e4", "entry.twice", {"kind": "effort"}),
    ("25m 1h", "entry.twice", {"kind": "minutes"}),
    ("e6 e6", "entry.twice", {"kind": "effort"}),
    ("c1 c2", "entry.twice", {"kind": "confidence"}),
    ("x1 x2", "entry.twice", {"kind": "errors"}),
    ("s1 s2", "entry.twice", {"kind": "score"}),
    ("done rest", "entry.twice", {"kind": "outcome"}),
    ("calm anxious/3", "entry.twice", {"kind": "feeling"}),
    ("a", "entry.ambiguous", {"candidates": ("anxious", "ashamed")}),
    ("a/4", "entry.ambiguous", {"candidates": ("anxious", "ashamed")}),
    ("c", "entry.ambiguous", {"candidates": ("canceled", "calm")}),
    ("ca", "entry.ambiguous", {"candidates": ("canceled", "calm")}),
    ("f", "entry.ambiguous", {"candidates": ("focused", "flat", "frustrated")}),
    ("@qui", "entry.ambiguous", {"candidates": ("quiet", "quick")}),
    ("@d", "entry.ambiguous", {"candidates": ("desk", "desktop")}),
    ("focussed", "entry.unknown", {"nearest": "focused"}),
    ("cancelld", "entry.unknown", {"nearest": "canceled"}),
    ("felt good", "entry.unknown_more", {}),
    ("400 25n good", "entry.unknown_more", {}),
    ("minimun", "entry.unknown", {"nearest": "minimum"}),
    ("xyzzy", "entry.unknown_none", {}),
    ("inf", "entry.unknown_none", {}),
    ("nan", "entry.unknown_none", {}),
    ("/4", "entry.unknown_none", {}),
    ("+", "entry.unknown_none", {}),
    ("-", "entry.unknown_none", {}),
    ("e", "entry.unknown_none", {}),
    ("@", "context.unknown", {"known": CONTEXTS}),
    ("@kitchen", "context.unknown", {"known": CONTEXTS}),
    ("@@desk", "context.unknown", {"known": CONTEXTS}),
    ("e0", "number.range", {"field": "effort", "low": 1, "high": 10}),
    ("e11", "number.range", {"field": "effort", "low": 1, "high": 10}),
    ("e-1", "number.range", {"field": "effort", "low": 1, "high": 10}),
    ("c0", "number.range", {"field": "confidence", "low": 1, "high": 5}),
    ("c6", "number.range", {"field": "confidence", "low": 1, "high": 5}),
    ("x-1", "number.range", {"field": "errors", "low": 0, "high": 1_000_000}),
    ("x1000001", "number.range", {"field": "errors", "low": 0, "high": 1_000_000}),
    ("s100,5", "number.range", {"field": "score", "low": 0, "high": 100}),
    ("s-1", "number.range", {"field": "score", "low": 0, "high": 100}),
    ("r601", "number.range", {"field": "recoveries", "low": 0, "high": 600}),
    ("25h", "number.range", {"field": "minutes", "low": 0, "high": 1440}),
    ("1441m", "number.range", {"field": "minutes", "low": 0, "high": 1440}),
    ("anxious/0", "number.range", {"field": "strength", "low": 1, "high": 5}),
    ("anxious/6", "number.range", {"field": "strength", "low": 1, "high": 5}),
    ("-1", "number.range", {"field": "amount", "low": 0, "high": 1_000_000_000}),
    ("1000000001", "number.range", {"field": "amount", "low": 0, "high": 1_000_000_000}),
    ("9" * 5000, "number.range", {"field": "amount", "low": 0, "high": 1_000_000_000}),
    ("e" + "9" * 5000, "number.range", {"field": "effort", "low": 1, "high": 10}),
    ("e-" + "9" * 5000, "number.range", {"field": "effort", "low": 1, "high": 10}),
    ("9" * 5000 + "h" + "9" * 5000, "minutes.shape", {}),
    ("r1 " * 21, "list.length", {"field": "recoveries", "longest": 20}),
    ("@a @b @c @d @e @f @g", "list.length", {"field": "contexts", "longest": 6}),
    ("1,500", "number.shape", {"field": "amount"}),
    ("1,500.5", "number.shape", {"field": "amount"}),
    ("1e5", "number.shape", {"field": "amount"}),
    ("0x10", "number.shape", {"field": "amount"}),
    ("1_000", "number.shape", {"field": "amount"}),
    ("4.", "number.shape", {"field": "amount"}),
    (".5", "number.shape", {"field": "amount"}),
    ("++2", "number.shape", {"field": "amount"}),
    ("12²", "number.shape", {"field": "amount"}),
    ("1.2.3", "number.shape", {"field": "amount"}),
    ("+25m", "number.time", {"field": "amount", "unit": "words"}),
    ("1:30", "number.time", {"field": "amount", "unit": "words"}),
    ("+1:30", "number.time", {"field": "amount", "unit": "words"}),
    ("e6 1:30", "number.time", {"field": "amount", "unit": "words"}),
    ("1:70", "minutes.shape", {}),
    ("3/4", "number.shape", {"field": "amount"}),
    ("1.5.5", "number.shape", {"field": "amount"}),
    ("1'234", "number.shape", {"field": "amount"}),
    ("1.234,5", "number.shape", {"field": "amount"}),
    ("1500,000", "number.shape", {"field": "amount"}),
    ("10-12", "number.shape", {"field": "amount"}),
    ("123 456", "entry.twice", {"kind": "amount"}),
    ("1 23", "entry.twice", {"kind": "amount"}),
    ("1 234 56", "entry.twice", {"kind": "amount"}),
    ("420 pages", "entry.unknown_none", {}),
    ("420pages", "number.shape", {"field": "amount"}),
    ("s1e5", "number.shape", {"field": "score"}),
    ("e6.5", "whole.shape", {"field": "effort"}),
    ("e6x", "whole.shape", {"field": "effort"}),
    ("e²", "whole.shape", {"field": "effort"}),
    ("anxious/", "whole.shape", {"field": "strength"}),
    ("anxious/4/4", "whole.shape", {"field": "strength"}),
    ("anxious/high", "whole.shape", {"field": "strength"}),
    ("1h70", "minutes.shape", {}),
    ("1,500h", "minutes.shape", {}),
    ("1h5.5", "minutes.shape", {}),
    ("90s", "minutes.shape", {}),
    ("10m1h", "minutes.shape", {}),
    ("calm/3", "strength.feeling", {}),
    ("done/3", "strength.feeling", {}),
]


@pytest.mark.parametrize(("text", "code", "facts"), REFUSALS, ids=[each[0][:20] for each in REFUSALS])
def test_an_entry_is_refused_with_what_is_allowed(text: str, code: str, facts: dict[str, Any]) -> None:
    contexts = tuple("abcdefgh") if text.startswith("@a") else CONTEXTS
    with pytest.raises(Refused) as caught:
        parse_entry(text, contexts)
    assert (caught.value.code, caught.value.facts) == (code, facts)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("blub 400", "blub"),
        ("400 25n", "25n"),
        ("400 e", "e"),
        ("400 E1.5", "e1.5"),
        ("1h70", "1h70"),
        ("x" * 30, "x" * 20),
        ("felt good today", ""),
        ("400 blub 25n", ""),
        ("e11", ""),
        ("@nowhere", "@nowhere"),
        ("c", ""),
    ],
)
def test_the_one_word_that_says_nothing_is_named(text: str, word: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_entry(text, CONTEXTS)
    assert caught.value.word == word
    assert word not in str(caught.value.facts) or not word


@pytest.mark.parametrize("code", sorted({code for _, code, _ in REFUSALS}))
def test_every_refusal_of_an_entry_has_its_sentence(code: str) -> None:
    facts = next(facts for _, each, facts in REFUSALS if each == code)
    sentence = guide.refusal(code, **facts)
    assert code not in sentence
    assert "{" not in sentence


def test_a_cycle_without_contexts_says_so() -> None:
    with pytest.raises(Refused) as caught:
        parse_entry("420 @desk")
    assert (caught.value.code, caught.value.facts) == ("context.none", {})


def test_an_exact_word_is_never_ambiguous() -> None:
    assert parse_entry("@on", ("on", "one", "only")).contexts == ("on",)
    for word in WORDS:
        assert parse_entry(word) != Draft()


@given(st.sampled_from(sorted(WORDS)), st.integers(1, 12))
def test_a_beginning_means_the_one_word_that_begins_so_and_is_refused_otherwise(word: str, length: int) -> None:
    beginning = word[:length]
    candidates = {each for each in WORDS if each.startswith(beginning)}
    if len(candidates) == 1:
        assert parse_entry(beginning) == parse_entry(word)
    else:
        with pytest.raises(Refused) as caught:
            parse_entry(beginning)
        assert caught.value.facts == {"candidates": tuple(each for each in WORDS if each in candidates)}


# -- anything at all ---------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *WORDS,
        *"ecxsrhm/@+-.,",
        "e6",
        "25m",
        "1h",
        "anx/",
        "inf",
        "nan",
        "1e5",
        "\x00",
        "\ud800",
        "²",
        "٤",
        "½",
        "İ",
        "ß",
    ]
)
PIECES_TEXT = st.lists(st.one_of(PIECES, st.text(string.digits, max_size=6), st.just(" ")), max_size=12).map("".join)
SECRET = "zzqsecretqzz"


@given(st.one_of(st.text(st.characters(), max_size=60), PIECES_TEXT))
@example("e" + "9" * 5000)
@example("9" * 5000 + "m")
@example("anxious/" + "9" * 5000)
@example("0." + "1" * 5000)
@example("\ud800\udfff\x00420")
@example("é" * 3000)
@example("@" + "a" * 100_000)
def test_whatever_is_typed_is_a_draft_within_bounds_or_refused(text: str) -> None:
    refused = None
    try:
        draft = parse_entry(text, CONTEXTS)
    except Refused as problem:
        refused = problem
    if refused is not None:
        assert refused.code not in guide.refusal(refused.code, **refused.facts)
        return
    assert draft != Draft()
    assert draft.amount is UNSET or 0 <= draft.amount <= 1_000_000_000
    assert draft.minutes is UNSET or 0 <= draft.minutes <= 1440
    assert draft.effort is UNSET or 1 <= draft.effort <= 10
    assert draft.score is UNSET or 0 <= draft.score <= 100
    assert draft.strength is UNSET or (1 <= draft.strength <= 5 and draft.feeling is not UNSET)
    assert not draft.add or draft.amount is not UNSET
    assert set(draft.contexts or ()) <= set(CONTEXTS)


@given(
    st.sampled_from(["", "e", "x", "s", "r", "@", "anx/", "+", "1", "e6 "]),
    st.sampled_from(["", "6", "/4", "h", " 420 420"]),
)
def test_what_was_typed_never_stands_in_a_refusal(before: str, after: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_entry(before + SECRET + after, CONTEXTS)
    assert SECRET not in repr(caught.value) + str(caught.value) + repr(caught.value.facts)


def written(draft: Draft) -> list[str]:
    """The parts of an entry that says a draft."""
    parts = [
        f"{letter}{value}"
        for letter, value in (("e", draft.effort), ("c", draft.confidence), ("x", draft.errors))
        if value is not UNSET
    ]
    parts += [f"r{each}" for each in draft.recoveries or ()] + [f"@{each}" for each in draft.contexts or ()]
    if draft.amount is not UNSET:
        parts.append(f"{'+' if draft.add else ''}{draft.amount}")
    if draft.score is not UNSET:
        parts.append(f"s{draft.score}".replace(".", ","))
    if draft.minutes is not UNSET:
        hours, minutes = divmod(draft.minutes, 60)
        parts.append(f"{hours}h{minutes:02}" if hours else f"{minutes}m")
    if draft.outcome is not UNSET:
        parts.append(draft.outcome.value)
    if draft.feeling is not UNSET:
        parts.append(draft.feeling.value + ("" if draft.strength is UNSET else f"/{draft.strength}"))
    return parts


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.just(UNSET), values)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    feeling = draw(maybe(st.sampled_from(list(Feeling))))
    amount = draw(maybe(st.floats(0, 10**9).map(lambda value: round(value, 3))))
    return Draft(
        outcome=draw(maybe(st.sampled_from(list(Outcome)))),
        amount=amount,
        add=draw(st.booleans()) if amount is not UNSET else False,
        errors=draw(maybe(st.integers(0, 1_000_000))),
        score=draw(maybe(st.integers(0, 1000).map(lambda value: value / 10))),
        minutes=draw(maybe(st.integers(0, 1440))),
        effort=draw(maybe(st.integers(1, 10))),
        feeling=feeling,
        strength=draw(maybe(st.integers(1, 5))) if feeling is not UNSET and feeling.has_strength else UNSET,
        confidence=draw(maybe(st.integers(1, 5))),
        recoveries=draw(maybe(st.lists(st.integers(0, 600), min_size=1, max_size=5).map(tuple))),
        contexts=draw(maybe(st.lists(st.sampled_from(CONTEXTS), min_size=1, max_size=6, unique=True).map(tuple))),
    )


@given(drafts().filter(lambda draft: draft != Draft()), st.randoms(use_true_random=False), st.booleans())
def test_a_draft_written_as_an_entry_in_any_order_reads_back(draft: Draft, random: Any, loud: bool) -> None:
    parts = written(draft)
    random.shuffle(parts)
    ordered = Draft(
        **{name: getattr(draft, name) for name in Draft.__slots__ if name not in ("recoveries", "contexts")},
        recoveries=tuple(int(each[1:]) for each in parts if each[0] == "r" and each[1:].isdigit()) or UNSET,
        contexts=tuple(each[1:] for each in parts if each.startswith("@")) or UNSET,
    )
    text = "  ".join(parts)
    assert parse_entry(text.upper() if loud else text, CONTEXTS) == ordered


# -- the parts that forms share ----------------------------------------------------------------------------------------


def test_forms_read_single_numbers_as_the_entry_does() -> None:
    assert amount_of("amount", "2,5", COUNTED) == 2.5
    assert whole_of("effort", "6") == 6
    assert [minutes_of(text, COUNTED) for text in ("25", "25m", "1h", "1h10", "1H10M")] == [25, 25, 60, 70, 70]
    for read in (
        lambda text: minutes_of(text, COUNTED),
        lambda text: amount_of("amount", text, COUNTED),
        lambda text: whole_of("effort", text),
    ):
        for text in ("", " ", "x", "1 2", "--1"):
            with pytest.raises(Refused):
                read(text)


def test_minus_nothing_is_nothing() -> None:
    assert str(parse_entry("-0").amount) == "0.0"


# -- where the unit is time --------------------------------------------------------------------------------------------

TIMED: list[tuple[str, str, dict[str, Any]]] = [
    ("min", "95", {"amount": 95}),
    ("min", "95 min", {"amount": 95}),
    ("min", "95min", {"amount": 95}),
    ("min", "1:30", {"amount": 90}),
    ("min", "1h30", {"amount": 90}),
    ("min", "90m", {"amount": 90}),
    ("min", "1.5h", {"amount": 90}),
    ("hours", "1:30", {"amount": 1.5}),
    ("hours", "95", {"amount": 95}),
    ("hours", "2 hours", {"amount": 2}),
    ("seconds", "1:30", {"amount": 90}),
    ("seconds", "1h30", {"amount": 5400}),
    ("min", "30 25m", {"amount": 30, "minutes": 25}),
    ("min", "25m 30", {"amount": 30, "minutes": 25}),
    ("min", "30m 25m", {"amount": 30, "minutes": 25}),
    ("min", "1:30 2h", {"amount": 90, "minutes": 120}),
    ("seconds", "1:30 0:02", {"amount": 90, "minutes": 2}),
    ("seconds", "90 1:30", {"amount": 90, "minutes": 90}),
    ("min", "+30", {"amount": 30, "add": True}),
    ("min", "+0:30", {"amount": 30, "add": True}),
    ("min", "+30m 25m", {"amount": 30, "add": True, "minutes": 25}),
    ("min", "e6 calm 90m @desk", {"amount": 90, "effort": 6, "feeling": Feeling.CALM, "contexts": ("desk",)}),
    ("min", "done 25m", {"outcome": Outcome.DONE, "amount": 25}),
    ("m", "400 25min", {"amount": 400, "minutes": 25}),
    ("m", "400 m 25min", {"amount": 400, "minutes": 25}),
    ("", "done 25m", {"outcome": Outcome.DONE, "minutes": 25}),
    *(("minutes", text, {"amount": 90}) for text in ("90 min", "90 m", "90 minutes", "5400 s", "1.5 h", "1h 30m")),
    *(("minutes", text, {"amount": 90}) for text in ("1 h 30 min", "1 hour 30 minutes", "1h30 min")),
    ("minutes", "+1h 30m", {"amount": 90, "add": True}),
    ("minutes", "30 25 m", {"amount": 30, "minutes": 25}),
    ("minutes", "1h 30m 25 min", {"amount": 90, "minutes": 25}),
    ("minutes", "30 25m minimum", {"amount": 30, "minutes": 25, "outcome": Outcome.MINIMUM}),
    ("minutes", "90m m", {"amount": 90, "outcome": Outcome.MINIMUM}),
    ("words", "400 1h 10m", {"amount": 400, "minutes": 70}),
    ("words", "400 25 min", {"amount": 400, "minutes": 25}),
    ("words", "25 min", {"minutes": 25}),
    ("words", "400 m", {"amount": 400, "outcome": Outcome.MINIMUM}),
    ("words", "400 s", {"amount": 400, "feeling": Feeling.SATISFIED}),
    ("words", "400 25m min", {"amount": 400, "minutes": 25, "outcome": Outcome.MINIMUM}),
    ("m", "400 m 25 min", {"amount": 400, "minutes": 25}),
    ("", "1:30", {"minutes": 90}),
]


@pytest.mark.parametrize(("unit", "text", "fields"), TIMED)
def test_durations_mean_what_they_say_where_the_unit_is_time(unit: str, text: str, fields: dict[str, Any]) -> None:
    assert entry.parse_entry(text, CONTEXTS, measure(unit)) == Draft(**fields)


@pytest.mark.parametrize(
    ("unit", "text", "code"),
    [
        ("min", "1:70", "number.or_time"),
        ("min", "30 120", "entry.twice"),
        ("min", "3/4", "number.or_time"),
        ("min", "10-12", "number.or_time"),
        ("min", "30 25m 10m", "entry.twice"),
        ("min", "30m 25m 10m", "entry.twice"),
        ("min", "1:30 min", "number.or_time"),
        ("words", "400 1:30 min", "minutes.shape"),
        ("min", "1h 30m 20m 10m", "entry.twice"),
        ("min", "30 90s", "minutes.shape"),
        ("min", "+30m +25m", "entry.twice"),
        ("m", "25m", "number.time_or_unit"),
        ("m", "400 25m", "number.time_or_unit"),
    ],
)
def test_a_duration_that_says_nothing_certain_is_refused(unit: str, text: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        entry.parse_entry(text, CONTEXTS, measure(unit))
    assert caught.value.code == code
    assert code not in guide.refusal(code, **caught.value.facts)


@given(st.one_of(st.text(st.characters(), max_size=60), PIECES_TEXT), st.sampled_from(["min", "m", "s", "hours", ""]))
def test_whatever_is_typed_of_a_time_is_a_draft_within_bounds_or_refused(text: str, unit: str) -> None:
    refused = None
    try:
        draft = entry.parse_entry(text, CONTEXTS, measure(unit))
    except Refused as problem:
        refused = problem
    if refused is not None:
        assert refused.code not in guide.refusal(refused.code, **refused.facts)
        return
    assert draft.amount is UNSET or 0 <= draft.amount <= 1_000_000_000
    assert draft.minutes is UNSET or 0 <= draft.minutes <= 1440
