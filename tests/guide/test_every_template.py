"""Every template of the guide is filled: none has a fact that nobody gives, and no brace reaches a face."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from itertools import chain

import pytest

from mastery_tui import guide
from mastery_tui.guide.sections import section_of
from mastery_tui.journal.safety.restore import State
from tests.guide import callers
from tests.guide.callers import Taken, placeholders, variants_of
from tests.guide.test_files import EN, FILES, all_texts

DAY = date(2026, 11, 23)
FACTS: dict[str, object] = {
    **dict.fromkeys(("day", "first", "last", "today", "until", "since", "frozen_on", "started_on", "date"), DAY),
    **dict.fromkeys(("first_end", "second", "window"), DAY),
    **dict.fromkeys(("n", "n_before", "n_after", "other_n", "count", "kept", "other_kept", "recorded", "more"), 12),
    **dict.fromkeys(
        ("week", "days", "minutes", "rev", "line", "lines", "column", "columns", "length", "longest", "most"), 2
    ),
    **dict.fromkeys(("needed", "seconds", "room", "found", "new", "changed", "superseded", "slots", "steps"), 3),
    **dict.fromkeys(("low", "high", "lowest", "highest", "default", "value", "limit", "percent", "change"), 4.5),
    **dict.fromkeys(
        ("minimum", "target", "median", "other_median", "difference", "result", "after", "amount"), 1_000_000.5
    ),
    **dict.fromkeys(("unit", "about", "age", "at", "before", "check_ins", "checks", "clears_at", "each"), "words"),
    **dict.fromkeys(("candidates", "known", "keys", "tags", "allowed", "sources"), ("calm", "flat")),
    **dict.fromkeys(("backup", "argument", "file", "name", "path", "program", "command", "key", "param"), "m.json"),
    **dict.fromkeys(
        ("code", "example", "field", "holds", "how", "id", "better", "kind", "milestone", "mode", "month"), "effort"
    ),
    **dict.fromkeys(("month_short", "nearest", "next", "observable", "observed", "origin", "place", "plans"), "desk"),
    **dict.fromkeys(("reason", "records", "rule", "severity", "size", "tag", "text", "theme", "tier"), "calm"),
    **dict.fromkeys(("title", "undo", "variable", "weekday", "weekday_short", "what", "when", "word", "year"), "text"),
    **dict.fromkeys(("now", "then", "of"), 400),
    **dict.fromkeys(("action", "by", "since", "so_far", "time"), "14 min"),
    **dict.fromkeys(("h", "limit"), 10),
    **dict.fromkeys(("often", "ticked"), 8),
    **dict.fromkeys(("separator", "encoding", "dates", "cycles"), "utf-8"),
    "times": ("6 min", "4 min"),
    "option": "--pause-signs TEXT",
    "table": "check_ins",
    "behavior": "Write 400 words",
    **dict.fromkeys(("cycle", "number"), 2),
    "feeling": "anxious",
    **dict.fromkeys(("drop", "due", "effort", "from_day", "gap", "light", "light_sessions", "nap", "rise", "run"), 2),
    **dict.fromkeys(("sessions", "smallest", "step", "strength", "until_day"), 3),
}
"""A value of each fact that a template can ask for, of the kind that its callers give."""

SAID = tuple(path.stem for path in FILES if path.stem not in ("tasks", "weeks", "cues", "sources", "refusals", "care"))
"""The files of which sentences are said by section and key."""


def sample(text: str) -> dict[str, object]:
    """The facts that a template asks for."""
    missing = placeholders(text) - FACTS.keys()
    assert not missing, f"nobody gives {missing} of {text!r}"
    return {name: FACTS[name] for name in placeholders(text)}


def templates() -> Iterator[tuple[str, str, str, str]]:
    """File, section, key and text of every template."""
    return (each for each in all_texts() if placeholders(each[3]))


def rendered(file: str, part: str, key: str, text: str) -> str:
    """A template as the guide's own functions hand it out."""
    if file == "refusals":
        return (
            guide.refusal("none.such") if key == "other" else guide.refusal(key.removesuffix(".word"), **sample(text))
        )
    if file == "cues":
        variants = ("", *variants_of(part))
        return "\n".join(
            text for each in variants for text in guide.cue(part, each, **sample("".join(guide.cue(part, each))))
        )
    if file == "tasks":
        with_unit, without = guide.task(part, target=400, minimum=1, unit="words"), guide.task(part)
        return "\n".join((*with_unit, *without))
    if file == "care":
        return guide.support().as_of
    if part in ("own_rest", "own_rest_over"):
        return "\n".join(guide.task("planned_rest", unit="words", rest="Friday", rest_over=part != "own_rest"))
    if part == "dates":
        return guide.date_words(DAY, key)
    return guide.say(part, key, **sample(text))


@pytest.mark.parametrize("file", [path.stem for path in FILES])
def test_every_template_is_filled_by_its_facts(file: str) -> None:
    for name, part, key, text in templates():
        if name == file:
            said = rendered(file, part, key, text)
            assert said, (part, key)
            assert not set(said) & set("{}"), (part, key, said)
            if file == "refusals" and key != "other":
                assert said != REFUSALS["other"].format(code=key.removesuffix(".word")), (key, "a fact was missing")


def test_a_template_with_a_fact_of_its_own_is_noticed() -> None:
    with pytest.raises(AssertionError, match="nobody"):
        sample("{nobody} gives this")


def test_no_brace_stands_alone() -> None:
    left = [each for each in all_texts() if "{" in each[3].format(**{name: "" for name in placeholders(each[3])})]
    assert not left


# -- what callers give -------------------------------------------------------------------------------------------------

SECTIONS = {
    name: {key: text for key, text in table.items() if isinstance(text, str)}
    for file in SAID
    for name, table in tomllib.loads((EN / f"{file}.toml").read_text(encoding="utf-8")).items()
}
REFUSALS: dict[str, str] = section_of(EN / "refusals.toml", "refusals")

BY_A_RUN: dict[tuple[str, str], tuple[str, ...]] = {
    ("cli/planning.py", "cli"): ("finished", "stopped"),
    ("coach/words/doctor.py", "doctor"): ("plans", "records", "changes"),
    ("coach/words/file.py", "keeping"): tuple(each.value for each in State if each is not State.OLDER),
    ("coach/words/import_sources.py", "importing"): (
        *("comments", "finished", "stopped_alone", "filled", "title", "brought_in_days"),
    ),
    ("coach/words/reflection.py", "reflect"): ("named", "partly", "not_yet"),
    ("tui/base_app.py", "leaving"): ("not_saved", "unfinished"),
}
"""Keys of what is said that only a run can tell, by file and section; others of the section ask for other facts."""

GIVEN_BY_A_RUN = {
    ("coach/words/doctor.py", "doctor_findings"),
    ("coach/words/changes.py", "undone"),
    ("coach/words/cues.py", "steps_done"),
}
"""Sentences whose facts only a run can tell; the tests below look at who makes those."""


def asked(each: Taken, sentences: dict[str, str]) -> dict[str, frozenset[str]]:
    """The sentences that a place can take, with what they ask for."""
    keys = sentences if each.key is None else each.key
    return {key: placeholders(sentences[key]) for key in keys if key in sentences}


def missing(each: Taken, sentences: dict[str, str], more: frozenset[str] = frozenset()) -> list[str]:
    """What a place does not give of what its sentences ask for."""
    given = (each.facts or frozenset()) | more
    return [
        f"{each.file}:{each.line} {each.how} {key}: {sorted(names - given)}"
        for key, names in asked(each, sentences).items()
        if not names <= given
    ]


@cache
def places() -> tuple[Taken, ...]:
    """All places; the package is read when a test asks for them, not by every process that only lists the tests."""
    return tuple(callers.taken())


def saying() -> list[Taken]:
    """Those that take a sentence by section and key."""
    return [each for each in places() if each.how in callers.BY_SECTION]


def test_source_tells_of_most_places_what_they_take() -> None:
    assert len(saying()) > 300
    assert sum(each.key is not None and each.facts is not None for each in saying()) > 0.8 * len(saying())
    assert len([each for each in places() if each.how in callers.REFUSING and each.key]) > 100


def test_every_sentence_that_is_said_is_there_and_given_its_facts_and_no_word_asks_for_any() -> None:
    unknown, found = [], []
    for each in saying():
        for name in each.section or ():
            if each.key is None and (each.how == "word" or (each.file, name) in GIVEN_BY_A_RUN):
                continue  # While tests run, no word that the package takes is a template: tests/conftest.py.
            unknown += [(each.file, each.line, name, key) for key in each.key or () if key not in SECTIONS[name]]
            key = BY_A_RUN.get((each.file, name)) if each.key is None else each.key
            found += missing(each._replace(key=key), SECTIONS[name])
    assert not found, found
    assert not unknown, unknown


def test_every_key_that_a_run_decides_is_there_and_still_needed() -> None:
    decided = {
        (each.file, name) for each in saying() if each.how == "say" and each.key is None for name in each.section or ()
    }
    assert BY_A_RUN.keys() | GIVEN_BY_A_RUN <= decided
    for (_, name), keys in BY_A_RUN.items():
        assert set(keys) <= SECTIONS[name].keys()


def test_a_template_that_is_taken_as_it_is_is_noticed_in_every_test() -> None:
    from mastery_tui.cli import shell

    assert "{day}" in guide.word("cli", "recorded")
    for take in ("guide.word('cli', 'recorded')", "guide.words('cli')['recorded']"):
        with pytest.raises(AssertionError, match="day"):
            eval(take, vars(shell))
    assert eval("guide.word('cli', 'no_cue')", vars(shell)) == guide.word("cli", "no_cue")


def test_every_refusal_is_given_its_facts() -> None:
    found = []
    for each in places():
        if each.how in (*callers.REFUSING, "refusal", "SettingsWarning") and each.key is not None:
            # A setting that cannot be used is named where the warning is made.
            more = frozenset({"key"}) if each.how == "_Unusable" else frozenset()
            if each.key == ("settings.unknown", "settings.unknown_none"):
                more = frozenset({"nearest"})  # Chosen together with the code.
            if each.facts is None:
                assert each.key == ("merge.record",), each  # What a record is refused with, and the file.
                more = frozenset({"table", "id", "path", "file"})
            codes = [
                f"{key}.day" if f"{key}.day" in REFUSALS and "day" in (each.facts or ()) else key for key in each.key
            ]
            found += missing(each._replace(key=tuple(codes)), REFUSALS, more)
    assert not found, found


def test_every_finding_is_given_its_facts() -> None:
    found = []
    for each in places():
        if each.how == "Finding" and each.key is not None:
            # What the coach adds: the file, the command about it, and what a record is called.
            more = {"file", "program", "argument"} | ({"what", "kind"} if "table" in (each.facts or ()) else set())
            if each.facts is None:
                more |= {"record": {"path", "what"}, "record_partly": {"path", "what"}}.get(each.key[0], {"line"})
            found += missing(each, SECTIONS["doctor_findings"], frozenset(more))
    assert not found, found


def test_every_change_is_given_the_facts_that_undo_tells() -> None:
    labelled = [
        each
        for each in places()
        if each.how in (*callers.CHANGING, "change_words") and each.key and each.facts is not None
    ]
    assert len({key for each in labelled for key in each.key or ()}) > 15
    assert not list(chain.from_iterable(missing(each, SECTIONS["undone"]) for each in labelled))


def test_every_step_is_given_the_facts_that_are_told_of_it() -> None:
    said = {each.facts for each in places() if each.file == "coach/cues.py" and each.how == "step_done"}
    assert said == {placeholders(text) for text in SECTIONS["steps_done"].values()}


@pytest.mark.parametrize("moment", [DAY, datetime(2026, 11, 23, 9)])
def test_what_a_person_typed_keeps_its_braces(moment: date) -> None:
    said = guide.say("cli", "recorded", day=moment, what="{program}")
    assert said.endswith("{program}")
