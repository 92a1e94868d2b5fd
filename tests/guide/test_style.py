"""Every string against the style sheet: terms that are out, words that are never said, lengths, full stops, numbers."""

import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mastery_tui import guide
from mastery_tui.cues.params import describe
from mastery_tui.cues.rule import Rule
from mastery_tui.cues.rules import RULES

EN = Path(guide.__file__).parent / "en"

NEVER = r"fail\w*|lazy|should|must|streaks?|excuses?|perfect|bad|weak"
BRITISH = (
    r"behaviour\w*|practis\w+|cancell\w+|judgement\w*|afterwards|analys\w+|colour\w*|neighbour\w*|towards"
    r"|(?:recogn|synchron|organ|summar|real|minim|memor|apolog|priorit)is(?:e|ed|es|ing)|modell\w+|travell\w+"
)
OUT = (
    r"done-tests?|adherence|blocks?|put right|begin anew|run level|cooldown|fired|as in|take in|mend\w*|kept aside"
    r"|stands?|stood|lies?|lay|holds?|without a record|check-in of|logged|helps where"
    r"|(?:tak(?:e|es|en|ing)|took|bring|brings|brought|bringing) (?:\w+ ){0,2}back"
)
SAID = re.compile(rf"\b(?:{NEVER}|{BRITISH}|{OUT})\b", re.IGNORECASE)
AS_IT_IS = {
    "cues.note.bad_week.title",
    "demo.demo_anxious.anchor_at",
    "demo.demo_anxious.place",
    "demo.demo_busy.finding",
    "demo.demo_busy.week_1",
    "setup.example_instrument.anchor_at",
    "sources.lally_2010.text",
    "ui.cli.replaced",
    "ui.cli.replaced_amount",
}
"""Where such a word has its plain meaning, or is the guide's own phrase."""

LONGEST = {
    r"cues\.[\w.]+\.title(?:_\w+)?": 40,
    r"cues\.[\w.]+\.(?:message|next)(?:_\w+)?": 74,
    r"setup\.field_\w+\.label": 12,
    r"cli_help\.cli_commands\.\w+": 68,
    r"ui\.keys\.\w+": 24,
    r"weeks\.milestones(?:_to_do)?\.\w+": 24,
}
"""Characters, by the strings that the pattern names; placeholders count as they stand."""

WHOLE = r"cues\.[\w.]+\.(?:message|next)(?:_\w+)?|tasks\.\w+\.(?:how|line)|setup\.field_\w+\.help|ui\.steps_done\.\w+"
BARE = (
    r"cues\.[\w.]+\.title(?:_\w+)?|tasks\.\w+\.title|ui\.keys\.\w+|ui\.palette\.\w+|ui\.palette_help\.\w+|refusals\.refusals\..+"
    r"|cli_help\.\w+\..+|setup\.field_\w+\.label|weeks\.milestones(?:_to_do)?\.\w+"
)


def texts(table: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(table, str):
        yield path, table
    elif isinstance(table, dict | list):
        for key, each in table.items() if isinstance(table, dict) else enumerate(table):
            yield from texts(each, f"{path}.{key}")


STRINGS = dict(
    pair for file in sorted(EN.glob("*.toml")) for pair in texts(tomllib.loads(file.read_text("utf-8")), file.stem)
)


def at(pattern: str) -> dict[str, str]:
    found = {path: text for path, text in STRINGS.items() if re.fullmatch(pattern, path)}
    assert found, pattern
    return found


def shown(text: str) -> str:
    """A string without what is filled in."""
    return re.sub(r"\{[^{}]*\}", "", text)


def test_no_word_is_out() -> None:
    found = [(path, SAID.findall(shown(text))) for path, text in STRINGS.items() if path not in AS_IT_IS]
    assert not [pair for pair in found if pair[1]]
    assert all(SAID.search(STRINGS[path]) for path in AS_IT_IS)


def test_the_readme_keeps_to_the_words_too() -> None:
    written = (Path(guide.__file__).parents[2] / "README.md").read_text("utf-8")
    prose = re.sub(r"```.*?```|`[^`]*`", "", written, flags=re.DOTALL).replace("There are no streaks.", "")
    assert not SAID.findall(prose)


def test_nothing_is_shouted_and_quotes_are_straight() -> None:
    assert not [path for path, text in STRINGS.items() if re.search(r"\w!(?:\s|$)", text)]
    assert not [path for path, text in STRINGS.items() if re.search("[“”‘’]", text)]
    assert not [path for path, text in STRINGS.items() if re.search(r"\w (?:–|—) \w", text)]


@pytest.mark.parametrize("pattern", LONGEST)
def test_no_string_is_longer_than_its_place(pattern: str) -> None:
    assert not {path: len(text) for path, text in at(pattern).items() if len(text) > LONGEST[pattern]}


def test_sentences_end_in_a_full_stop_and_labels_do_not() -> None:
    assert not [path for path, text in at(WHOLE).items() if text and text[-1] not in ".?"]
    assert not [path for path, text in at(BARE).items() if text.endswith(".")]


def filled(text: str, **facts: object) -> str:
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return text.format_map({name: facts.get(name, "…") for name in names})


ONE_OF_SEVERAL = re.compile(r"(?<![\d.,])(?<!of )\b1 (?:such )?(?!is\b|this\b|less\b)[a-z]+s\b")
COUNTED = ("n", "count", "days", "slots", "times", "check_ins", "kept", "recorded")
LEAST = {
    "doctor.doctor.plans": 2,
    "doctor.doctor.check_ins": 2,
    "doctor.doctor.records": 2,
    "doctor.doctor.changes": 2,
    "doctor.doctor_findings.versions": 2,
    "keeping.keeping.erased": 2,
    "importing.importing.span": 2,
    "importing.importing.same": 2,
    "importing.importing.comments": 2,
    "importing.importing.a_week": 2,
    "importing.importing.title": 2,
    "importing.importing.brought_in": 2,
    "importing.importing.brought_in_both": 2,
    "importing.importing.brought_in_days": 2,
    "importing.importing.stopped_all": 2,
    "importing.import_remarks.same_note": 3,
    "refusals.refusals.import.habit": 2,
    "ui.dialogs.freeze_line": 3,
    "ui.dialogs.freeze_numberless": 3,
    "ui.dialogs.pause_covers": 2,
    "ui.reflect.baseline_line": 3,
    "ui.reflect.baseline_numberless": 3,
    "ui.reflect.baseline_thin": 3,
    "ui.reflect.named": 2,
    "ui.why.cooldown": 3,
    "ui.cli.cooldown_days": 3,
    "words.amounts.minutes": 2,
    "words.comparisons.later": 3,
    "words.comparisons.results": 3,
}
"""The smallest number that a string is said with; one has a string of its own, or is too few."""


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_number_of_one_reads_right(n: int) -> None:
    said = {path: filled(text, **dict.fromkeys(COUNTED, max(n, LEAST.get(path, n)))) for path, text in STRINGS.items()}
    assert not [text for text in said.values() if "{" in text]
    wrong = {path: text for path, text in said.items() if text != STRINGS[path] and ONE_OF_SEVERAL.search(text)}
    assert not wrong


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_reads_right_with_its_lowest_figures(rule: Rule[Any]) -> None:
    lowest = {name: threshold.low for name, threshold in describe(rule.params).items()}
    words = guide.cue(rule.id, observed=1, **lowest)
    assert not ONE_OF_SEVERAL.search(words.rule + words.clears), words.rule


def test_the_guides_question_is_as_the_guide_has_it() -> None:
    question = "What is one behavior I improved, and which conditions made it possible?"
    assert question in STRINGS.values()
