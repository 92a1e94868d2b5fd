"""What every dialog with fields has: rows, going from one to the next, saving, and refusals beside their field."""

from contextlib import suppress
from datetime import date
from enum import Enum
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.drafts import DraftKey, TypedDraft
from mastery_tui.coach.typed.dates import date_of
from mastery_tui.coach.typed.numbers import number_in
from mastery_tui.practice.records import Standard
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.dialogs.dialog import CoachDialog
from mastery_tui.tui.forms.form import Form, Texts, text_in_use
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import FormField, Looks
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.line_field import LineField
from mastery_tui.tui.widgets.number_field import NumberField
from mastery_tui.tui.widgets.row import Row
from mastery_tui.tui.widgets.text_field import TextField

ResultT = TypeVar("ResultT")

DATE_CELLS = 16
LONGEST_DATE = 40
SAID_AT = {
    "adjustment.none": "closed_as",
    "contexts.twice": "contexts",
    "error_kinds.twice": "error_kinds",
    **dict.fromkeys(("export.exists", "export.file", "export.folder", "export.not_a_file", "export.own"), "file"),
    "minimum.above_target": "minimum",
    "pause.order": "last",
    "pause.range": "first",
    "reduction.easier": "target",
    "reduction.order": "until",
    "tag.shape": "contexts",
}
"""The rows beside which refusals are said that name no field, by code."""
PLAN_OVER = ("cycle.ended", "cycle.none", "cycle.unknown")
"""The codes that say that the dialog's plan does not run any more."""
RAISED = "standard.raised"
"""The code that asks for a look at standard and baseline before a target or locked minimum is raised."""


class DateField(TextField):
    """A row for a date as people write it."""


class FormDialog(CoachDialog[ResultT], Form, Generic[ResultT]):
    """A dialog with rows about the plan that runs. Enter goes to the next row and saves on the last; ctrl+s saves.

    Subclasses yield rows whose ids are the names of the record's fields, and `save` what they say through the Coach.
    A refused value is said beside its row; the dialog stays open with what was typed. Where its plan has ended
    meanwhile nothing is saved, and it closes. Esc leaves a text first where anything was typed, and closes otherwise;
    ctrl+r takes back what was typed. That is remembered as a draft until it is saved or taken back.
    """

    DEFAULT_CSS = """
    FormDialog {
        & > #dialog-frame { padding: 1 0; }
        & > #dialog-frame > DialogKeys { padding: 1 1 0 3; }
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
        Binding("ctrl+r", "clear", "Clear", show=False, id="dialog.clear"),
    ]

    SAVE_WORD: ClassVar[str] = "save"
    """The key of the word for saving."""
    OF_DAY: ClassVar[bool] = False
    """Whether it is about the day it is opened for, and so is what is typed; others are about the plan, today."""
    OF_PLAN: ClassVar[bool] = True
    """Whether it changes the plan that runs, and what is typed is remembered as a draft; others write no record."""
    CHANGE: ClassVar[str] = ""
    """The label of the change it makes, where that is not its id."""
    begins_at = ""
    """The row at which it opens, the first where it is ''."""
    raising = False
    """Whether the person looked at standard and baseline just now, and raises what is raised all the same."""

    def prepare(self) -> None:
        """Read the cycle that runs."""
        if not self.OF_PLAN:
            return
        self.cycle = self.coach.plan.cycle
        self.opened_on = self.coach.today
        if not self.OF_DAY:
            self.day = self.coach.today

    def on_mount(self) -> None:
        """Begin with what is proposed, or with what was typed and not saved; name the keys."""
        save = guide.word("keys", self.SAVE_WORD)
        for row in self.rows:
            row.enter_word = save if row is self.rows[-1] else guide.word("keys", "next")
        self.query_one(KeyBar).words = {"dialog.save": save, "dialog.confirm": save}
        if not self.rows:
            return
        if self.OF_PLAN:
            self._begin_with_draft()
        else:
            self.begin(self.typed)
        self.go_to(self.begins_at)

    def _begin_with_draft(self) -> None:
        key = DraftKey(self.cycle.id, self.NAME, self.day.isoformat())
        left = self.begin_with_draft(self.coach, key, self.typed)
        draft = self.coach.drafts.get(key)
        if draft is not None:
            self._date_words(draft)
        if left:
            self.frame.border_subtitle = left

    def begin(self, texts: Texts, typed: Texts | None = None) -> None:
        """Let the rows begin anew, and say what follows.

        Args:
            texts: what is recorded, or proposed.
            typed: what was typed over it and not saved.
        """
        super().begin(texts, typed)
        self.frame.border_subtitle = ""
        self.follow_typing()

    def _date_words(self, draft: TypedDraft) -> None:
        """Write out words such as "tomorrow" that were typed on an earlier day."""
        typed_on = self.coach.day_of(draft.at)
        for row in self.query(DateField):
            if row.id in draft.texts:
                with suppress(Refused):
                    meant = date_of(row.typed, typed_on, ahead=True)
                    if meant != date_of(row.typed, self.opened_on, ahead=True):
                        row.put(guide.date_words(meant, "day_month"))
        self.follow_typing()

    def keep_draft(self) -> None:
        """Remember what is typed and not saved."""
        self.remember(self.coach)

    def on_screen_suspend(self) -> None:
        """Going elsewhere over it leaves the field that was typed in."""
        self.judge()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter saves by itself only where there is no row to do it; Esc leaves the text where something was typed."""
        if action == "leave":
            return text_in_use(self) and bool(self.changed)
        if action == "clear":
            return bool(self.changed)
        if action == "confirm":
            return not self.rows and self.can_save()
        if action == "save":
            return bool(self.rows) and self.can_save()
        return super().check_action(action, parameters)

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

    def what(self) -> str:
        """What is saved, in words, to be named where it could not be."""
        return guide.change_words(self.CHANGE or self.NAME, day=self.day)

    def follow_typing(self) -> None:
        """Say what follows from what stands in the rows; for subclasses."""

    def field(self, name: str) -> LineField:
        """The one-line field of that name."""
        return self.query_one(f"#{name}", LineField)

    def said(self, name: str) -> str:
        """What stands in the row of that name; '' where there is none."""
        return self.typed.get(name, "").strip()

    def amount_in(self, name: str) -> float | None:
        """The target or minimum that stands in a row, None where nothing does.

        Raises:
            Refused: a number's shape, ``number.time`` or ``number.positive``, with the field's name.
        """
        return number_in(name, self.said(name), self.cycle.behaviour.unit) if self.said(name) else None

    def date_in(self, name: str) -> date | None:
        """The date that stands in a field, None where it is empty; a weekday is the next one.

        Words such as "today" mean what they meant when the dialog was opened.

        Raises:
            Refused: ``day.shape``, with the field's name.
        """
        if not self.said(name):
            return None
        try:
            return date_of(self.said(name), self.opened_on, ahead=True)
        except Refused as refusal:
            raise Refused(refusal.code, field=name, **refusal.facts) from None

    def write_out(self, name: str, otherwise: str) -> date | None:
        """Write the date that stands in a field out beside it, and give it.

        Args:
            name: the field's.
            otherwise: what is said where the field is empty.

        Returns:
            The date, None where there is none or it cannot be read.
        """
        try:
            found = self.date_in(name)
        except Refused:
            self.field(name).hint = ""
            return None
        self.field(name).hint = otherwise if found is None else guide.date_words(found, "long")
        return found

    # -- keys --------------------------------------------------------------------------------------------------------

    @on(Row.Changed)
    def _typing(self) -> None:
        self.follow_typing()
        self.refresh_bindings()
        self.owner.draft_changed()

    def action_step(self, by: int) -> None:
        """Go to the row before or after; scroll where there is none."""
        self.action_row(by) if self.rows else self.action_scroll(by)

    def finish_rows(self) -> None:
        """Save with Enter on the last row."""
        self.action_save()

    def action_confirm(self) -> None:
        """Save where there is no row."""
        self.action_save()

    def action_leave(self) -> None:
        """Leave the text for its row."""
        row = self.row_in_use
        if isinstance(row, FormField):
            row.leave()

    def action_close(self) -> None:
        """Close without a result; what is typed is kept."""
        self.keep_draft()
        self.owner.draft_changed()
        super().action_close()

    def action_clear(self) -> None:
        """Back to what is proposed or recorded."""
        self.begin(self.begun)
        self.drop_draft(self.coach)
        self.owner.draft_changed()
        self.set_focus(None)
        self.go_to()

    def action_save(self) -> None:
        """Save and close; a refusal stays beside its row."""
        self.owner.flow(self._save())

    async def _save(self) -> None:
        typed = self.typed

        def still() -> bool:
            # It would close under what is being typed: whoever types on saves once more.
            return self.typed == typed

        try:
            result = await self.owner.save(self._save_here, self.what(), dialog=self, still=still, draft=self.draft_key)
        except Refused as refusal:
            if refusal.code == RAISED and not self.raising:
                await self._ask_to_raise(refusal)
            elif refusal.code in PLAN_OVER:
                stays = guide.word("dialogs", "under_drafts") if self.changed else ""
                self.owner.tell(f"{guide.word('dialogs', 'plan_over')} {stays}".rstrip(), warn=True)
                self.action_close()
            else:
                await self.refused(refusal)
            return
        if result is not None:
            self.drop_draft(self.coach)
            self.dismiss(result)

    async def _ask_to_raise(self, refusal: Refused) -> None:
        """Ask with standard and baseline in sight, and save on yes; otherwise what was typed stays."""
        facts = refusal.facts
        title = guide.say("dialogs", "raise_title", field=facts["field"])
        rows = [f"{label}: {text}" for label, text in self.coach.plan.in_sight()]
        question = "\n".join([guide.say("dialogs", "raise_line", now=facts["now"], then=facts["then"]), *rows])
        if await self.owner.sure(title, question, guide.word("dialogs", "raise_yes")):
            self.raising = True
            try:
                await self._save()
            finally:
                self.raising = False
        else:
            self.go_to(str(facts["field"]))

    def _save_here(self) -> ResultT:
        """Save, but never into another plan than the one that the dialog is about."""
        if self.OF_PLAN and self.coach.plan.cycle.id != self.cycle.id:
            raise Refused("cycle.unknown")
        return self.save()

    async def refused(self, refusal: Refused) -> None:
        """Say a refusal beside its row, or in passing where it has none."""
        name = SAID_AT.get(refusal.code) or str(refusal.facts.get("field", ""))
        row = self.named_rows.get(name)
        if row is None or not self.go_to(name, row.words_of(refusal)):
            self.owner.refuse(refusal)


def line(
    label: str, name: str, longest: int, *, value: str = "", placeholder: str = "", gap: bool = False
) -> TextField:
    """A row for one line of text."""
    return TextField(label, value=value, placeholder=placeholder, max_length=longest, id=name, classes=_classes(gap))


def date_line(label: str, name: str, *, proposed: str = "") -> DateField:
    """A row for a date, with room beside it for the whole date in words; the first key replaces a proposed one."""
    return DateField(label, value=proposed, suggested=bool(proposed), max_length=LONGEST_DATE, box=DATE_CELLS, id=name)


def amount_line(
    name: str, unit: str, value: float, *, label: str = "", hint: str = "", proposed: bool = False, gap: bool = False
) -> NumberField:
    """A row for a target or minimum; the first key replaces a proposed one, what is saved is edited at its end."""
    looks = Looks(unit=unit, hint=hint, boxed=True, id=name, classes=_classes(gap))
    label = label or guide.setup_words().fields[name].label
    reads = partial(number_in, name, unit=unit)
    return NumberField(label, value=guide.number(value), reads=reads, suggested=proposed, **looks)


def minimum_line(standard: Standard, unit: str) -> NumberField:
    """A row for the minimum in force, with what it can be at most."""
    hint = guide.say("dialogs", "minimum_up_to", target=standard.target)
    label = guide.word("dialogs", "minimum")
    return amount_line("minimum", unit, standard.minimum, label=label, hint=hint, gap=True)


def options(label: str, name: str, kind: type[Enum], words: str, *, gap: bool = False) -> Choice:
    """A row with an option for each member of an enum.

    Args:
        label: the word in column 3.
        name: the row's.
        kind: the enum; `said` gives the value of the member that is chosen.
        words: the guide's section with their words.
        gap: whether a line is left free above.
    """
    values = tuple(str(member.value) for member in kind)
    texts = tuple(guide.word(words, value) for value in values)
    return Choice(label, texts, names=values, id=name, classes=_classes(gap))


def sentence(text: str, *, name: str | None = None, quiet: bool = False, gap: bool = False) -> Static:
    """A line of text in the column of the labels."""
    return Static(text, id=name, classes=f"-sentence {'-quiet' if quiet else ''} {_classes(gap)}", markup=False)


def _classes(gap: bool) -> str:
    return "-gap" if gap else ""
