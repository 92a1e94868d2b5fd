"""The rows of the check-in form: what is typed, and what follows from it while typing."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.shapes import CheckInForm
from mastery_tui.practice.records import Outcome
from mastery_tui.practice.timeline import Mark
from mastery_tui.tui.forms import FEELINGS, OUTCOMES, FormState, Kept, beginning, outcome_shown, resumed
from mastery_tui.tui.marks import marks_of
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.number_field import NumberField

LETTERS = "dmpcr"
RESULT_FIELDS = ("errors", "score")
NOT_DONE = (Outcome.CANCELLED, Outcome.REST)
_AROUND = ("title", "remark", "task", "paused", "rest_planned", "earlier", "later")
"""What the form knows that no row shows."""

_ONLY_BEGINNING = ("carried",)
"""What a form begins with, and what does not matter any more once something is typed in it."""


class CheckInRows(Vertical):
    """The rows of one day's form, and what stands in them."""

    DEFAULT_CSS = """
    CheckInRows {
        height: auto;
        & > #note-line { margin: 0 2 0 3; height: 1; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    class Finished(Message):
        """Enter on the saving row: the person is done."""

    class Changed(Message):
        """What stands in the rows changed."""

        def __init__(self, rows: "CheckInRows") -> None:
            """Remember the rows."""
            super().__init__()
            self.rows = rows

    def __init__(self, form: CheckInForm, kept: Kept | None = None, place: str = "") -> None:
        """Set up the rows.

        Args:
            form: what the form knows about its day.
            kept: what was typed earlier and not saved.
            place: the row to begin in, by its name; '' for the first.
        """
        super().__init__()
        self._begin_in = place
        self.form = form
        self.begun = beginning(form)
        self.state = resumed(kept, self.begun)
        self.kept = self.state
        """What of it the screen keeps as the day's draft."""

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.state != self.begun

    def fits(self, form: CheckInForm) -> bool:
        """Whether the rows can stay as they are for what the form knows by now; the words around them may differ."""
        passed_over = (*_AROUND, *_ONLY_BEGINNING) if self.dirty else _AROUND
        names = (name for name in CheckInForm.__struct_fields__ if name not in passed_over)
        return all(getattr(self.form, name) == getattr(form, name) for name in names)

    # -- composing ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The rows that this behaviour has, flat."""
        label, form, state = guide.words("checkin"), self.form, self.state
        rows: list[Widget] = []
        if form.unit:
            rows.append(NumberField(label["amount"], value=state.amount, unit=form.unit, hint=form.goal, id="amount"))
        if form.result in RESULT_FIELDS:
            rows.append(NumberField(label[form.result], value=getattr(state, form.result), id=form.result))
        rows.append(self._outcome_row(label["outcome"]))
        rows[0].add_class("-gap")
        yield from rows
        yield from self._feeling_rows(label)
        yield Choice(
            label["contexts"],
            tuple(f"@{tag}" for tag in form.contexts),
            multiple=True,
            values=self._chosen(state),
            placeholder=marks_of(self.app).dash,
            enter_word=guide.word("keys", "save"),
            id="contexts",
            classes="-gap",
        )
        yield NumberField(
            label["minutes"],
            value=state.minutes,
            placeholder=marks_of(self.app).dash,
            minutes=True,
            id="minutes",
            classes="-gap",
        )
        yield Static(id="note-line", markup=False)

    def _outcome_row(self, label: str) -> Choice:
        marks = marks_of(self.app)
        return Choice(
            label,
            tuple(guide.word("outcomes", outcome.value) for outcome in OUTCOMES),
            keys=LETTERS,
            chosen_signs={at: marks.of(Mark(outcome.value)) for at, outcome in enumerate(OUTCOMES, 1)},
            keys_act=True,
            focusable=False,
            id="outcome",
        )

    def _feeling_rows(self, label: dict[str, str]) -> Iterable[Widget]:
        state = self.state
        efforts = {number: guide.word("efforts", number) for number in range(1, 11)}
        yield Choice(label["effort"], ("",) * 10, value=state.effort, hints=efforts, id="effort", classes="-gap")
        feelings = tuple(guide.word("feelings", feeling.value) for feeling in FEELINGS)
        feeling = None if state.feeling is None else FEELINGS.index(state.feeling) + 1
        yield Choice(label["feeling"], feelings, value=feeling, breaks=(5,), id="feeling")
        strengths = {number: guide.word("strengths", number) for number in range(1, 6)}
        hint = label["strength_hint"]
        yield Choice(label["how_strong"], ("",) * 5, value=state.strength, hint=hint, hints=strengths, id="strength")
        hint = guide.word("confidence", "question")
        yield Choice(label["confidence"], ("",) * 5, value=state.confidence, hint=hint, id="confidence")

    def on_mount(self) -> None:
        """Show what follows from what stands in the form."""
        if self._stand:
            self._follow()
            self._go_to(self._begin_in)

    @property
    def _stand(self) -> bool:
        """Whether the rows are there: other rows may have taken their place before these stood, or since."""
        return any(row.id == "outcome" for row in self.children)

    def _chosen(self, state: FormState) -> frozenset[int]:
        known = self.form.contexts
        return frozenset(known.index(tag) + 1 for tag in state.contexts if tag in known)

    def catch_up(self) -> None:
        """Take in what stands in the fields by now: the messages about it may still be on their way."""
        now = {each.id: each.value for each in self.query(FormField) if each.id}
        typed: dict[str, Any] = {name: text for name, text in now.items() if text != getattr(self.state, name)}
        if "amount" in typed:
            typed["override"] = None
        self.state = replace(self.state, **typed)

    # -- what follows ------------------------------------------------------------------------------------------------

    def _set(self, **fields: Any) -> None:
        self.state = replace(self.state, **fields)
        self.post_message(self.Changed(self))
        if self._stand:
            self._follow()

    def _follow(self) -> None:
        """Show outcome, strength, contexts and note as they are now."""
        state, label = self.state, guide.words("checkin")
        outcome = outcome_shown(state, self.form)
        self.query_one("#outcome", Choice).value = None if outcome is None else OUTCOMES.index(outcome) + 1
        self.query_one("#strength").display = state.feeling is not None and state.feeling.has_strength
        contexts = self.query_one("#contexts", Choice)
        carried = self.form.recorded is None and bool(self.form.carried) and state.contexts == self.form.carried
        if outcome is Outcome.CANCELLED:
            contexts.label, contexts.hint = label["contexts_planned"], label["contexts_planned_hint"]
        else:
            contexts.label, contexts.hint = label["contexts"], label["contexts_hint"] if carried else ""
        line = self.query_one("#note-line", Static)
        line.display = not self.query("#note")
        line.update(f"{label['note']:<14}{state.note.split(chr(10))[0]}")

    @on(FormField.Changed)
    def _typed(self, event: FormField.Changed) -> None:
        if event.field.id == "amount":
            self._set(amount=event.value, override=None)
        elif event.field.id is not None:
            self._set(**{event.field.id: event.value})

    @on(Choice.Answered)
    def _answered(self, event: Choice.Answered) -> None:
        row = event.choice
        if row.id == "outcome":
            if event.value is not None:
                self.choose_outcome(OUTCOMES[event.value - 1])
            return
        if row.id == "contexts":
            known = tuple(self.form.contexts[number - 1] for number in sorted(event.values))
            others = tuple(tag for tag in self.state.contexts if tag not in self.form.contexts)
            self._set(contexts=known + others)
        elif row.id == "feeling":
            self._set(feeling=None if event.value is None else FEELINGS[event.value - 1])
        elif row.id is not None:
            self._set(**{row.id: event.value})
        if event.moved_on and self._stand:
            self._go(row, 1)

    @on(Choice.Next)
    def _row_done(self, event: Choice.Next) -> None:
        if event.choice.id == "contexts":
            self.post_message(self.Finished())
        elif self._stand:
            self._go(event.choice, 1)

    @on(FormField.Next)
    def _field_done(self, event: FormField.Next) -> None:
        if not self._stand:
            return
        if event.field.id == "minutes":
            self.open_note()
        else:
            self._go(event.field, 1)

    # -- moving ------------------------------------------------------------------------------------------------------

    def _stops(self) -> list[Widget]:
        """The rows that take the focus, top to bottom."""
        rows = self.query_children("*")
        return [row for row in rows if row.display and (row.can_focus or isinstance(row, FormField))]

    def _go(self, row: Widget, by: int) -> None:
        stops = self._stops()
        at = stops.index(row) + by
        if 0 <= at < len(stops):
            stops[at].focus()

    def focus_first(self) -> None:
        """Give the focus to the first row."""
        stops = self._stops()
        if stops:
            stops[0].focus()

    def _go_to(self, place: str) -> None:
        if place == "note":
            self.open_note()
            return
        row = next((each for each in self._stops() if each.id == place), None)
        self.focus_first() if row is None else row.focus()

    @property
    def place(self) -> str:
        """The name of the row that has the focus, '' where none has; before the rows stand, the one to begin in."""
        if not self._stand:
            return self._begin_in
        row = self._focused()
        return "" if row is None else row.id or ""

    def _focused(self) -> Widget | None:
        return next((row for row in self._stops() if row.has_focus_within or row.has_focus), None)

    def step(self, by: int) -> None:
        """Go to the row above or below, the first where none has the focus."""
        row = self._focused()
        self.focus_first() if row is None else self._go(row, by)

    # -- what the screen's keys do -----------------------------------------------------------------------------------

    def choose_outcome(self, outcome: Outcome) -> None:
        """Choose an outcome over the one that follows from the amount."""
        # Carried tags are facts about a session; a block that was not done is asked about instead.
        claimed = self.state.contexts if outcome not in NOT_DONE or self.form.recorded is not None else ()
        self._set(override=outcome, contexts=claimed)
        if not self._stand:
            return
        self.query_one("#contexts", Choice).values = self._chosen(self.state)
        row = self._focused()
        if outcome in NOT_DONE:
            self.query_one("#contexts").focus()
        elif row is None:
            self.focus_first()
        elif row.id == "amount":
            self._go(row, 1)

    def open_note(self) -> None:
        """Open the note, or go to it."""
        from mastery_tui.tui.widgets.note_field import NoteField

        if not self._stand:
            return
        if not self.query("#note"):
            self.mount(NoteField(guide.word("checkin", "note"), value=self.state.note, id="note"))
            self.query_one("#note-line").display = False
        self.call_after_refresh(self.query_one("#note", NoteField).focus)

    def refuse(self, name: str, text: str) -> bool:
        """Say what is allowed beside a row; False where no row of that name shows."""
        for row in self._stops() + list(self.query("#outcome")):
            if row.id == name and isinstance(row, Choice | FormField):
                row.error = text
                row.focus()
                return True
        return False
