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
from .texts import (
    care as care,
    cue as cue,
    help_lines as help_lines,
    in_short as in_short,
    layers as layers,
    milestone as milestone,
    mistakes as mistakes,
    refusal as refusal,
    rule as rule,
    setup_examples as setup_examples,
    setup_words as setup_words,
    source as source,
    support as support,
    task as task,
    week as week,
)
from .word_types import (
    CueWords as CueWords,
    ExampleWords as ExampleWords,
    SetupWords as SetupWords,
    SupportWords as SupportWords,
    TaskWords as TaskWords,
)
from .wording import number as number
