"""The words a person reads: data in ``en/*.toml`` and the functions that fetch them.

Nothing is read at import. A section of a file is parsed when it is first asked for, and kept. A second language is a
folder beside ``en``.
"""

from .sentences import (
    after_saving as after_saving,
    amount_words as amount_words,
    change_words as change_words,
    date_words as date_words,
    field_label as field_label,
    say as say,
    word as word,
    words as words,
)
from .shapes import (
    CareWords as CareWords,
    CueWords as CueWords,
    ExampleWords as ExampleWords,
    FieldWords as FieldWords,
    LayerWords as LayerWords,
    MistakeWords as MistakeWords,
    SetupWords as SetupWords,
    SourceWords as SourceWords,
    SupportLine as SupportLine,
    SupportWords as SupportWords,
    TaskWords as TaskWords,
    WeekWords as WeekWords,
)
from .texts import (
    care as care,
    cue as cue,
    cue_ids as cue_ids,
    cue_variants as cue_variants,
    help_lines as help_lines,
    in_short as in_short,
    layers as layers,
    milestone as milestone,
    mistakes as mistakes,
    refusal as refusal,
    refusal_codes as refusal_codes,
    rule as rule,
    setup_examples as setup_examples,
    setup_words as setup_words,
    source as source,
    source_ids as source_ids,
    support as support,
    task as task,
    task_ids as task_ids,
    week as week,
)
from .wording import number as number
