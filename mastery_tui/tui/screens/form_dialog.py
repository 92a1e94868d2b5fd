"""What every dialog with fields has: rows, going from one to the next, saving, and refusals beside their field."""

from datetime import date
from typing import ClassVar, Generic, TypeVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.dates import date_of
from mastery_tui.practice.bounds import check_field
from mastery_tui.practice.entry import number_of
from mastery_tui.practice.records import Standard
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.dialog import Dialog
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.line_field import LineField
from mastery_tui.tui.widgets.row_steps import RowSteps
from mastery_tui.tui.widgets.text_field import TextField

ResultT = TypeVar("ResultT")

DATE_CELLS = 16


class FormDialog(Dialog[ResultT], RowSteps, Generic[ResultT]):
    """A dialog with rows. Enter goes to the next row and saves on the last; ctrl+s saves from anywhere.

    Subclasses yield rows whose ids are the names of the record's fields, and `save` what they say through the Coach.
    A refused value is said beside its row; the dialog stays open with what was typed.
    """

    DEFAULT_CSS = """
    FormDialog {
        & > #dialog-frame { padding: 1 0; }
        & > #dialog-frame > KeyBar { padding: 1 1 0 3; }
        & FormField.-boxed > .entry { background: $background; }
        & FormField > .entry:focus { background: $panel; }
        & Choice:focus { background: $panel; }
        & .-sentence { margin: 0 2 0 3; height: auto; }
        & .-sentence.-gap { margin: 1 2 0 3; }
        & .-sentence.-quiet { color: $quiet; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "Save", id="dialog.confirm"),
        Binding("ctrl+s", "save", "Save", id="dialog.save"),
    ]

    SAID_AT: ClassVar[dict[str, str]] = {}
    """The rows of refusals that name no field, by code."""
    owner = getters.app(MasteryApp)
    """The app."""
    save_word: str = "save"
    """The key of the word for saving."""

    def __init__(self, coach: Coach) -> None:
        """Take the one door.

        Args:
            coach: the Coach.
        """
        super().__init__()
        self.coach = coach

    def on_mount(self) -> None:
        """Name the keys: Enter saves on the last row only."""
        save = guide.word("keys", self.save_word)
        for row in self.rows:
            row.enter_word = save if row is self.rows[-1] else guide.word("keys", "next")
        self.query_one(KeyBar).words = {"dialog.save": save, "dialog.confirm": save}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter saves by itself only where there is no row to do it."""
        if action == "confirm":
            return not self.rows and self.can_save()
        if action == "save":
            return bool(self.rows) and self.can_save()
        return True

    # -- for subclasses ----------------------------------------------------------------------------------------------

    def can_save(self) -> bool:
        """Whether there is anything to save as things stand."""
        return True

    def save(self) -> ResultT:
        """Do what the rows say through the Coach, and give what the dialog closes with.

        Raises:
            Refused: a value that is not allowed.
            JournalError: the journal could not be written.
        """
        raise NotImplementedError

    def field(self, name: str) -> LineField:
        """The one-line field of that name."""
        return self.query_one(f"#{name}", LineField)

    def chosen(self, name: str) -> int | None:
        """The number that is chosen in a row, counted from 0; None for nothing."""
        value = self.query_one(f"#{name}", Choice).value
        return None if value is None else value - 1

    def date_in(self, name: str) -> date | None:
        """The date that stands in a field, None where it is empty; a weekday is the next one.

        Raises:
            Refused: ``day.shape``, with the field's name.
        """
        text = self.field(name).value.strip()
        if not text:
            return None
        try:
            return date_of(text, self.coach.today, ahead=True)
        except Refused as refusal:
            raise Refused(refusal.code, field=name, **refusal.facts) from None

    # -- keys --------------------------------------------------------------------------------------------------------

    def finish_rows(self) -> None:
        """Save with Enter on the last row."""
        self.action_save()

    def action_confirm(self) -> None:
        """Save where there is no row."""
        self.action_save()

    def action_save(self) -> None:
        """Save and close; a refusal stays beside its row."""
        self.owner.save(self.save, self.dismiss, self.refuse, dialog=self)

    def refuse(self, refusal: Refused) -> None:
        """Say a refusal beside its row, or in passing where it has none."""
        text = guide.refusal(refusal.code, **refusal.facts)
        name = self.SAID_AT.get(refusal.code) or str(refusal.facts.get("field", ""))
        for row in self.rows:
            if row.id == name:
                row.error = text
                row.focus()
                return
        self.owner.tell(text, warn=True)


def line(
    label: str, name: str, longest: int, *, value: str = "", placeholder: str = "", gap: bool = False
) -> TextField:
    """A row for one line of text."""
    return TextField(
        label,
        value=value,
        placeholder=placeholder,
        max_length=longest,
        id=name,
        classes="-gap" if gap else None,
    )


def date_line(label: str, name: str, *, value: str = "", hint: str = "") -> TextField:
    """A row for a date, with room beside it for the whole date in words."""
    return TextField(label, value=value, max_length=40, box=DATE_CELLS, hint=hint, id=name)


def standard_amount(name: str, typed: str) -> float:
    """A target or minimum as it was typed.

    Raises:
        Refused: ``number.shape``, ``number.range`` or ``number.positive``, with the field's name.
    """
    try:
        value = number_of("amount", typed.strip())
    except Refused as refusal:
        raise Refused(refusal.code, **{**refusal.facts, "field": name}) from None
    check_field(Standard, name, value)
    return value


def sentence(text: str, *, name: str | None = None, quiet: bool = False, gap: bool = False) -> Static:
    """A line of text in the column of the labels."""
    classes = " ".join(["-sentence", *(["-quiet"] if quiet else []), *(["-gap"] if gap else [])])
    return Static(text, id=name, classes=classes, markup=False)
