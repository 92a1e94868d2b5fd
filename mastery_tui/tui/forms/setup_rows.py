"""The rows of Setup, and what its examples put into them."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Unpack

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach.typed.numbers import number_in
from mastery_tui.coach.typed.setup import DONE_OR_NOT, TYPED
from mastery_tui.coach.typed.text import clean_line
from mastery_tui.coach.views import CarriedView
from mastery_tui.practice.choices import FeedbackKind, ResultKind
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import Looks
from mastery_tui.tui.widgets.number_field import NumberField
from mastery_tui.tui.widgets.text_field import TextField

UNIT_CELLS = 24
NUMBER_CELLS = 11
DAY_CELLS = 24
NONE = "other"
"""The key of the example that is none."""
LONGEST_TYPED = 2000
"""What a box takes; the bound is the record's, and is said beside the field."""


class OneOf(Choice):
    """A row in which one option is always chosen."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """All but clearing."""
        return action != "clear" and super().check_action(action, parameters)

    def put(self, text: str) -> None:
        """Choose an option by its name, the first where there is none of that name."""
        super().put(text)
        self.value = self.value or 1


class LikeChoice(OneOf):
    """Which example stands beside the fields."""

    def offer(self, examples: Mapping[str, guide.ExampleWords]) -> None:
        """Offer some examples.

        Args:
            examples: the examples by their keys.
        """
        self.names, self.options = tuple(examples), tuple(example.like for example in examples.values())


class BetterChoice(OneOf):
    """Which number tells improvement."""

    def offer(self, kinds: tuple[ResultKind, ...]) -> None:
        """Offer some kinds of number; the chosen one stays where it is among them.

        Args:
            kinds: what "better" may mean.
        """
        usual = ResultKind.AMOUNT if ResultKind.AMOUNT in kinds else ResultKind.NONE
        chosen, names = self.typed, tuple(kind.value for kind in kinds)
        self.names, self.options = names, tuple(guide.word("better_means", name) for name in names)
        self.put(chosen if chosen in names else usual.value)


class UnitField(TextField):
    """The unit. Left empty, it still waits for one; passed by, it means done or not."""

    passed_by: bool = False

    @property
    def typed(self) -> str:
        """The unit as typed, or the sign for one that was passed by."""
        return DONE_OR_NOT if self.passed_by and not self.value.strip() else self.value

    def put(self, text: str) -> None:
        """Let a unit stand here, or none that is still waited for, or none at all."""
        self.passed_by = text == DONE_OR_NOT
        super().put(text.strip("\n"))

    def offer(self, unit: str) -> None:
        """Show an example's unit; nothing is taken where the field was passed by, until it is gone back to.

        Args:
            unit: the example's, '' where it has none.
        """
        waits = self.has_focus_within or self.typed != DONE_OR_NOT
        self.placeholder = unit if waits else guide.word("setup_screen", "done_or_not")
        self.take_placeholder = waits
        fields = guide.setup_words().fields
        self.hint = fields["unit"].hint if waits else guide.word("setup_screen", "done_or_not_hint")


class ExampleNumber(NumberField):
    """A number field whose example is taken by Enter while it is empty."""

    @property
    def offered(self) -> str:
        """The example while the field is empty."""
        return "" if self.value else self.placeholder

    @property
    def word_for_enter(self) -> str:
        """The word for Enter: it takes the example while the field is empty."""
        return guide.word("keys", "take_next") if self.offered else self.enter_word

    def done(self) -> None:
        """Take the example where the field is empty, then say that the person is done."""
        if not self.value:
            self.value = self.placeholder
        super().done()


def behaviour_rows(words: guide.SetupWords) -> Iterable[Widget]:
    """Step 1: the behaviour, its done-test and its amounts."""
    fields, like = words.fields, LikeChoice(words.fields["like"].label, value=1, id="like", classes="-gap")
    like.offer(examples_with(None))
    yield like
    yield _text(words, "name", classes="-gap")
    yield _text(words, "standard")
    unit_field = UnitField(fields["unit"].label, max_length=LONGEST_TYPED, box=UNIT_CELLS, id="unit", classes="-gap")
    yield unit_field
    for name in ("target", "minimum"):
        looks = Looks(box=NUMBER_CELLS, boxed=True, hint=fields[name].hint, id=name)
        yield ExampleNumber(fields[name].label, reads=partial(_counted, unit_field, name), **looks)
    yield BetterChoice(fields["better"].label, id="better", classes="-gap")


def moment_rows(words: guide.SetupWords) -> Iterable[Widget]:
    """Step 2: when and where, whose eyes, and the first day."""
    yield _text(words, "anchor_when", classes="-gap")
    yield _text(words, "anchor_at")
    yield _text(words, "feedback_source", classes="-gap")
    kinds = tuple(kind.value for kind in FeedbackKind)
    kind_words = tuple(guide.word("feedback_kinds", kind) for kind in kinds)
    yield OneOf(words.fields["feedback_kind"].label, kind_words, names=kinds, id="feedback_kind")
    yield _text(words, "contexts", classes="-gap")
    weekdays = tuple(guide.words("weekdays_short").values())
    yield Choice(words.fields["rest_weekdays"].label, weekdays, multiple=True, id="rest_weekdays")
    yield _text(words, "starting_conditions", classes="-gap")
    yield _text(words, "started_on", box=DAY_CELLS)
    yield _text(words, "better_in_a_week")


def _counted(unit: UnitField, name: str, text: str) -> float:
    """What stands in a row for an amount, counted in the unit that is typed by now."""
    return number_in(name, text, clean_line(unit.value))


def _text(words: guide.SetupWords, field: str, **looks: Unpack[Looks]) -> TextField:
    looks["id"] = field
    return TextField(
        words.fields[field].label,
        take_placeholder=True,
        max_length=LONGEST_TYPED,
        **looks,
    )


def texts_of(example: guide.ExampleWords) -> dict[str, str]:
    """What an example would have one type, by field; nothing where it is none."""
    if example.key == NONE:
        return dict.fromkeys(TYPED, "")
    told = {
        "target": guide.number(example.target),
        "minimum": guide.number(example.minimum),
        "contexts": " ".join(example.contexts),
        "started_on": guide.word("setup_screen", "today"),
    }
    return {field: told[field] if field in told else getattr(example, field) for field in TYPED}


def choices_of(example: guide.ExampleWords) -> dict[str, str]:
    """What an example chooses, by field; an example without a unit is one that is done or not."""
    return {
        "like": example.key,
        "unit": "" if example.unit or example.key == NONE else DONE_OR_NOT,
        "better": example.result,
        "feedback_kind": example.feedback_kind,
        "rest_weekdays": "\n".join(map(str, example.rest_weekdays)),
    }


def examples_with(carried: CarriedView | None) -> dict[str, guide.ExampleWords]:
    """The examples by key: the last plan in front where one has ended, at the end the one that is none."""
    last = () if carried is None else (carried.example,)
    return {example.key: example for example in (*last, *guide.setup_examples(), _none())}


def _none() -> guide.ExampleWords:
    """What leaves every field to the person."""
    nothing: dict[str, Any] = dict.fromkeys(guide.ExampleWords._fields, "")
    chosen = {"result": ResultKind.AMOUNT.value, "feedback_kind": FeedbackKind.COACH.value}
    listed = {"contexts": (), "rest_weekdays": ()}
    named = {"key": NONE, "like": guide.word("setup_screen", "something_else"), "target": 0.0, "minimum": 0.0}
    return guide.ExampleWords(**{**nothing, **chosen, **listed, **named})


def first_texts(carried: CarriedView | None) -> dict[str, str]:
    """What the rows begin with: the last plan, or nothing typed and what the first example chooses."""
    texts = {**dict.fromkeys(TYPED, ""), **choices_of(guide.setup_examples()[0])}
    if carried is None:
        return texts
    if carried.begins:
        example = carried.example
        texts = {**texts_of(example), **choices_of(example)}
        texts["unit"] = texts["unit"] or example.unit
    return {**texts, "started_on": carried.first}
