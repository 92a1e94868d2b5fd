"""The rows of Setup, and what its examples put into them."""

from collections.abc import Iterable, Sequence
from typing import Unpack

from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.tui.screens.setup_steps import KINDS
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import Looks
from mastery_tui.tui.widgets.number_field import NumberField
from mastery_tui.tui.widgets.text_field import TextField

UNIT_CELLS = 24
NUMBER_CELLS = 11
DAY_CELLS = 24
LONGEST_TYPED = 2000
"""What a box takes; the bound is the record's, and is said beside the field."""


class ExampleNumber(NumberField):
    """A number field whose example is taken by Enter while it is empty."""

    @property
    def word_for_enter(self) -> str:
        """The word for Enter: it takes the example while the field is empty."""
        return guide.word("keys", "take_next") if self.placeholder and not self.value else self.enter_word

    def done(self) -> None:
        """Take the example where the field is empty, then say that the person is done."""
        if not self.value:
            self.value = self.placeholder
        super().done()


def behaviour_rows(words: guide.SetupWords, examples: Sequence[guide.ExampleWords]) -> Iterable[Widget]:
    """Step 1: the behaviour, its done-test and its amounts."""
    liked = tuple(example.like for example in examples)
    yield Choice(words.fields["like"].label, liked, value=1, id="like", classes="-gap")
    yield _text(words, "name", classes="-gap")
    yield _text(words, "standard")
    yield _text(words, "unit", box=UNIT_CELLS, hint=words.fields["unit"].hint, classes="-gap")
    for name in ("target", "minimum"):
        field = words.fields[name]
        yield ExampleNumber(field.label, box=NUMBER_CELLS, boxed=True, hint=field.hint, id=name)
    yield Choice(words.fields["better"].label, id="better", classes="-gap")
    yield Static(guide.word("setup_screen", "look_first"), id="look-first", classes="text gap", markup=False)


def moment_rows(words: guide.SetupWords) -> Iterable[Widget]:
    """Step 2: when and where, whose eyes, and the first day."""
    yield _text(words, "anchor_when", classes="-gap")
    yield _text(words, "anchor_at")
    yield _text(words, "feedback_source", classes="-gap")
    kinds = tuple(guide.word("feedback_kinds", kind.value) for kind in KINDS)
    yield Choice(words.fields["feedback_kind"].label, kinds, id="feedback_kind")
    yield _text(words, "contexts", classes="-gap")
    weekdays = tuple(guide.words("weekdays_short").values())
    yield Choice(words.fields["rest_weekdays"].label, weekdays, multiple=True, id="rest_weekdays")
    yield _text(words, "starting_conditions", classes="-gap")
    yield _text(words, "started_on", box=DAY_CELLS)


def _text(words: guide.SetupWords, field: str, **looks: Unpack[Looks]) -> TextField:
    looks["id"] = field
    return TextField(
        words.fields[field].label,
        take_placeholder=True,
        max_length=LONGEST_TYPED,
        **looks,
    )


def texts_of(example: guide.ExampleWords) -> dict[str, str]:
    """What an example would have one type, by field."""
    return {
        "name": example.name,
        "standard": example.standard,
        "unit": example.unit,
        "target": guide.number(example.target),
        "minimum": guide.number(example.minimum),
        "anchor_when": example.anchor_when,
        "anchor_at": example.anchor_at,
        "feedback_source": example.feedback_source,
        "contexts": " ".join(example.contexts),
        "starting_conditions": example.starting_conditions,
        "started_on": guide.word("setup_screen", "today"),
    }
