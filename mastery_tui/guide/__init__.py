"""The words a person reads: data in ``en/*.toml`` and the functions that fetch them.

Nothing is read at import. A section of a file is parsed when it is first asked for, and kept. The functions here speak
English; ``Guide("de")`` has the same ones for a folder ``de`` beside ``en``.
"""

from .guide import Guide
from .shapes import (
    CareWords,
    CueWords,
    ExampleWords,
    FieldWords,
    LayerWords,
    MistakeWords,
    SetupWords,
    SourceWords,
    SupportLine,
    SupportWords,
    TaskWords,
    WeekWords,
)
from .wording import number

_english = Guide()

task = _english.task
task_ids = _english.task_ids
week = _english.week
milestone = _english.milestone
cue = _english.cue
cue_ids = _english.cue_ids
cue_variants = _english.cue_variants
rule = _english.rule
source = _english.source
source_ids = _english.source_ids
refusal = _english.refusal
refusal_codes = _english.refusal_codes
word = _english.word
words = _english.words
say = _english.say
field_label = _english.field_label
after_saving = _english.after_saving
change_words = _english.change_words
amount_words = _english.amount_words
date_words = _english.date_words
care = _english.care
support = _english.support
layers = _english.layers
mistakes = _english.mistakes
in_short = _english.in_short
setup_examples = _english.setup_examples
setup_words = _english.setup_words
help_lines = _english.help_lines

__all__ = [
    "CareWords",
    "CueWords",
    "ExampleWords",
    "FieldWords",
    "Guide",
    "LayerWords",
    "MistakeWords",
    "SetupWords",
    "SourceWords",
    "SupportLine",
    "SupportWords",
    "TaskWords",
    "WeekWords",
    "after_saving",
    "amount_words",
    "care",
    "change_words",
    "cue",
    "cue_ids",
    "cue_variants",
    "date_words",
    "field_label",
    "help_lines",
    "in_short",
    "layers",
    "milestone",
    "mistakes",
    "number",
    "refusal",
    "refusal_codes",
    "rule",
    "say",
    "setup_examples",
    "setup_words",
    "source",
    "source_ids",
    "support",
    "task",
    "task_ids",
    "week",
    "word",
    "words",
]
