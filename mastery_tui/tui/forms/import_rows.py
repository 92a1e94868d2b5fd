"""The rows in which days recorded elsewhere are looked for, and what was asked of them then."""

from collections.abc import Iterable
from functools import partial
from typing import Unpack

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach.import_views import Automatic, DateOrder, HabitKind, HabitView, ImportKind, SourceView
from mastery_tui.coach.typed.numbers import number_in
from mastery_tui.coach.typed.text import clean_line
from mastery_tui.practice.choices import ResultKind
from mastery_tui.tui.forms.setup_rows import LONGEST_TYPED, NUMBER_CELLS, UNIT_CELLS, OneOf
from mastery_tui.tui.widgets.choice import DIGITS, Choice
from mastery_tui.tui.widgets.form_field import Looks
from mastery_tui.tui.widgets.number_field import NumberField
from mastery_tui.tui.widgets.path_field import PathField
from mastery_tui.tui.widgets.text_field import TextField

FORMATS = (ImportKind.LOOP, ImportKind.HARSH, ImportKind.MASTERY)
"""What can be read here; a table needs its columns named, which the shell does."""
KINDS = (HabitKind.NUMBERS, HabitKind.YES_NO)
NOTES = ("in", "out")
"""Whether comments become notes."""
RESULTS = (ResultKind.AMOUNT, ResultKind.ERRORS, ResultKind.SCORE)
FEW = len(DIGITS) - 1
"""So many habits have a digit each; more are found by typing."""


class HabitChoice(OneOf):
    """One of the habits of a file: all of them, or the first that have what is typed in their names."""

    habits: tuple[HabitView, ...] = ()
    """Those that are offered."""
    _waits = ""

    def put(self, text: str) -> None:
        """Choose a habit by its number, the first where there is none of that; it waits while none is offered yet."""
        if self.options:
            super().put(text)
        else:
            self._waits, self.value = text, None

    @property
    def typed(self) -> str:
        """The number of the chosen one, or of the one that was."""
        return super().typed if self.options else self._waits

    def offer(self, habits: tuple[HabitView, ...]) -> None:
        """Offer some habits; the chosen one stays where it is among them, else it is the one with the most days.

        Args:
            habits: which; no more than there are digits.
        """
        chosen, archived = self.typed, guide.word("import_screen", "archived")
        self.habits = habits
        self.names = tuple(str(habit.number) for habit in habits)
        self.options = tuple(f"{habit.name} {archived}" if habit.archived else habit.name for habit in habits)
        most = max(habits, key=lambda habit: (not habit.archived, habit.days), default=None)
        self.put(chosen if most is None or chosen in self.names else str(most.number))

    @property
    def habit(self) -> HabitView | None:
        """The chosen one."""
        return self.habits[self.value - 1] if self.value and self.value <= len(self.habits) else None


def found(habits: tuple[HabitView, ...], text: str) -> tuple[HabitView, ...]:
    """The habit of that number, as the shell lists them, and some that have all words of a text in their names.

    Those that are archived or have no days are left out first.

    Args:
        habits: all of them.
        text: what is typed.
    """
    words = text.casefold().split()
    numbered = tuple(habit for habit in habits if [str(habit.number)] == words)
    named = [
        habit for habit in habits if habit not in numbered and all(word in habit.name.casefold() for word in words)
    ]
    first = sorted(named, key=lambda habit: habit.archived or not habit.days)[: FEW - len(numbered)]
    return (*numbered, *sorted(first, key=lambda habit: habit.number))


def day_rows() -> Iterable[Widget]:
    """Step 1: what the days come from, the file, the habit, and what only a person can tell of it."""
    say = guide.words("import_screen")
    formats = tuple(say[f"from_{kind.value}"] for kind in FORMATS)
    hints = {number: say[f"hint_{kind.value}"] for number, kind in enumerate(FORMATS, 1)}
    names = tuple(kind.value for kind in FORMATS)
    yield OneOf(say["from"], formats, names=names, value=1, hints=hints, id="format", classes="-gap")
    yield PathField(say["file"], placeholder=say["file_hint"], id="file", classes="-gap")
    yield TextField(say["find"], placeholder=say["find_hint"], max_length=LONGEST_TYPED, id="find", classes="-gap")
    yield HabitChoice(say["habit"], id="habit", classes="-gap")
    yield _asked("dates", tuple(DateOrder))
    yield _asked("kind", KINDS)
    automatic = tuple(say[f"automatic_{option.value}"] for option in Automatic)
    yield OneOf(say["automatic"], automatic, names=tuple(Automatic), value=1, id="automatic")
    yield OneOf(say["notes"], (say["notes_in"], say["notes_out"]), names=NOTES, value=1, id="notes")


def _asked(name: str, options: Iterable[HabitKind | DateOrder]) -> Choice:
    """A row that begins without an answer: nobody but the person can tell."""
    say, names = guide.words("import_screen"), tuple(option.value for option in options)
    return Choice(say[name], tuple(say[f"{name}_{option}"] for option in names), names=names, id=name)


def offer_dates(row: Choice, source: SourceView) -> None:
    """Offer the orders that the dates of a file can have.

    Args:
        row: the row.
        source: the file.
    """
    row.names = tuple(order.value for order in source.date_orders)
    row.options = tuple(guide.word("import_screen", f"dates_{name}") for name in row.names)


def asked_rows() -> Iterable[Widget]:
    """Step 2: what was practiced, what counted, and how much of it."""
    fields = guide.setup_words().fields
    yield _text("name", classes="-gap")
    yield _text("standard")
    unit = TextField(fields["unit"].label, max_length=LONGEST_TYPED, box=UNIT_CELLS, id="unit", classes="-gap")
    yield unit
    for name in ("target", "minimum"):
        looks = Looks(box=NUMBER_CELLS, boxed=True, hint=fields[name].hint, id=name)
        yield NumberField(fields[name].label, reads=partial(_counted, unit, name), **looks)
    results = tuple(guide.word("better_means", kind.value) for kind in RESULTS)
    names = tuple(kind.value for kind in RESULTS)
    yield OneOf(fields["better"].label, results, names=names, value=1, id="better", classes="-gap")


def _counted(unit: TextField, name: str, text: str) -> float:
    return number_in(name, text, clean_line(unit.value))


def _text(name: str, **looks: Unpack[Looks]) -> TextField:
    looks["id"] = name
    return TextField(guide.setup_words().fields[name].label, max_length=LONGEST_TYPED, **looks)
