"""The words a person reads: data in ``en/*.toml`` and the functions that fetch them.

Nothing is read at import. A section of a file is parsed when it is first asked for, and kept. A second language is a
folder beside ``en``.
"""

from .sentences import (
    after_saving as after_saving,
)
from .sentences import (
    amount_words as amount_words,
)
from .sentences import (
    change_words as change_words,
)
from .sentences import (
    date_words as date_words,
)
from .sentences import (
    field_label as field_label,
)
from .sentences import (
    say as say,
)
from .sentences import (
    word as word,
)
from .sentences import (
    words as words,
)
from .shapes import (
    CareWords as CareWords,
)
from .shapes import (
    CueWords as CueWords,
)
from .shapes import (
    ExampleWords as ExampleWords,
)
from .shapes import (
    FieldWords as FieldWords,
)
from .shapes import (
    LayerWords as LayerWords,
)
from .shapes import (
    MistakeWords as MistakeWords,
)
from .shapes import (
    SetupWords as SetupWords,
)
from .shapes import (
    SourceWords as SourceWords,
)
from .shapes import (
    SupportLine as SupportLine,
)
from .shapes import (
    SupportWords as SupportWords,
)
from .shapes import (
    TaskWords as TaskWords,
)
from .shapes import (
    WeekWords as WeekWords,
)
from .texts import (
    care as care,
)
from .texts import (
    cue as cue,
)
from .texts import (
    cue_ids as cue_ids,
)
from .texts import (
    cue_variants as cue_variants,
)
from .texts import (
    help_lines as help_lines,
)
from .texts import (
    in_short as in_short,
)
from .texts import (
    layers as layers,
)
from .texts import (
    milestone as milestone,
)
from .texts import (
    mistakes as mistakes,
)
from .texts import (
    refusal as refusal,
)
from .texts import (
    refusal_codes as refusal_codes,
)
from .texts import (
    rule as rule,
)
from .texts import (
    setup_examples as setup_examples,
)
from .texts import (
    setup_words as setup_words,
)
from .texts import (
    source as source,
)
from .texts import (
    source_ids as source_ids,
)
from .texts import (
    support as support,
)
from .texts import (
    task as task,
)
from .texts import (
    task_ids as task_ids,
)
from .texts import (
    week as week,
)
from .wording import number as number
