"""The words a person reads: data in ``en/*.toml`` and the functions that fetch them.

Nothing is read at import. A section of a file is parsed when it is first asked for, and kept; so is the module of the
longer texts. A second language is a folder beside ``en``.
"""

from importlib import import_module
from typing import TYPE_CHECKING

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
    cue as cue,
    milestone as milestone,
    refusal as refusal,
    task as task,
    week as week,
)
from .word_types import (
    CueWords as CueWords,
    TaskWords as TaskWords,
)
from .wording import number as number

if TYPE_CHECKING:
    from .longer import (
        ExampleWords as ExampleWords,
        SetupWords as SetupWords,
        SupportWords as SupportWords,
        care as care,
        help_lines as help_lines,
        in_short as in_short,
        layers as layers,
        mistakes as mistakes,
        rule as rule,
        setup_examples as setup_examples,
        setup_words as setup_words,
        source as source,
        support as support,
    )
else:
    # For the type checker it would be a promise of every name.
    def __getattr__(name: str) -> object:
        """What stands among the longer texts."""
        return getattr(import_module(f"{__name__}.longer"), name)
