"""The rows of a reflection, and what stands in them."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.shapes import ReflectView, TierView
from mastery_tui.practice.records import Conditions
from mastery_tui.practice.reflecting import SLOTS
from mastery_tui.tui.marks import marks_of
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.drawing import REFLECT_VALUES_AT, TEXT_AT, Piece, fold
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.line_field import LineField
from mastery_tui.tui.widgets.note_field import NoteField
from mastery_tui.tui.widgets.row_steps import RowSteps
from mastery_tui.tui.widgets.text_field import TextField

Typed = dict[str, str]
"""What stands in the form, as typed, by the row's name."""

BEHAVIOUR = ("now", "instead")
LEFT, RIGHT = ("time", "place", "state"), ("people", "tools", "cue")
RIGHT_VALUES_AT = 12
LONGEST_SLOT = 200
LONGEST_TEXT = 500
ANSWER_LINES = 6
MOST_FACTS = 4
"""The facts of today, and one that was picked on an earlier day."""


def begun(view: ReflectView) -> Typed:
    """What the form begins with: what is written already."""
    names = (*BEHAVIOUR, *SLOTS, "evidence", "counter_example") if view.three_weeks else ("prompt",)
    typed = dict.fromkeys((*names, "better_next_week"), "")
    if view.written is not None:
        written = view.written
        values = {
            **written.answers,
            **{slot: getattr(written.conditions, slot) for slot in SLOTS},
            "evidence": written.evidence,
            "counter_example": written.counter_example,
            "better_next_week": written.better_next_week,
        }
        typed |= {name: values.get(name, "") for name in typed}
    return typed


def conditions(typed: Mapping[str, str]) -> Conditions:
    """The condition slots as typed."""
    return Conditions(**{slot: typed.get(slot, "") for slot in SLOTS})


class SlotField(TextField):
    """A text whose values begin in another column once the two columns of slots stand below each other."""

    def begin_at(self, values_at: int) -> None:
        """Move the box."""
        self._begin = values_at - TEXT_AT
        self.entry.styles.margin = (0, 0, 0, self._begin - 1)
        self.refresh(layout=True)


class ReflectForm(Vertical, RowSteps):
    """The rows of one kind of reflection: the question after three weeks, or a prompt with one long answer."""

    DEFAULT_CSS = """
    ReflectForm {
        height: auto;
        & #slots { height: auto; margin-top: 1; }
        & #slots-left { width: 39; height: auto; }
        & #slots-right { width: 1fr; height: auto; }
        & #slots-left > FormField { margin: 0 0 0 1; }
        & #slots-right > FormField { margin: 0 2 0 0; }
        & #tier, & #baseline { height: auto; margin: 0 2 0 3; }
        & #so-far { height: auto; margin: 1 2 0 3; }
        &.-stacked {
            & #slots { layout: vertical; }
            & #slots-left, & #slots-right { width: 1fr; }
            & #slots > Vertical > FormField { margin: 0 2 0 1; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False, id="reflect.row_before"),
        Binding("down", "step(1)", show=False, id="reflect.row_after"),
    ]

    class Saving(Message):
        """Enter on the last row."""

    class Ready(Message):
        """The rows are there."""

    class Edited(Message):
        """Something in the form changed."""

    def __init__(self, view: ReflectView, typed: Typed) -> None:
        """Set up the rows.

        Args:
            view: the week.
            typed: what stands in the rows to begin with.
        """
        super().__init__()
        self.view = view
        self._beginning = typed
        self._facts: tuple[str, ...] = ()
        self._tier: TierView | None = None

    # -- composing ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The rows of this week."""
        yield from self._three_weeks() if self.view.three_weeks else self._prompt()

    def _line(self, name: str, longest: int = LONGEST_TEXT, *, gap: bool = False, placeholder: str = "") -> TextField:
        return TextField(
            guide.word("reflect", {"counter_example": "counter", "better_next_week": "better"}.get(name, name)),
            value=self._beginning[name],
            placeholder=placeholder,
            max_length=longest,
            values_at=REFLECT_VALUES_AT,
            id=name,
            classes="-gap" if gap else None,
        )

    def _slot(self, name: str, *, left: bool) -> SlotField:
        return SlotField(
            guide.word("reflect", name),
            value=self._beginning[name],
            placeholder=marks_of(self.app).dash,
            max_length=LONGEST_SLOT,
            values_at=REFLECT_VALUES_AT if left else RIGHT_VALUES_AT,
            id=name,
        )

    def _three_weeks(self) -> Iterable[Widget]:
        yield self._line("now", gap=True)
        yield self._line("instead")
        with Horizontal(id="slots"):
            with Vertical(id="slots-left"):
                for name in LEFT:
                    yield self._slot(name, left=True)
            with Vertical(id="slots-right"):
                for name in RIGHT:
                    yield self._slot(name, left=False)
        yield Static(id="tier", markup=False)
        yield Choice(
            guide.word("reflect", "evidence"),
            placeholder=guide.word("reflect", "no_facts"),
            breaks=range(2, MOST_FACTS + 1),
            values_at=REFLECT_VALUES_AT,
            id="evidence",
            classes="-gap",
        )
        yield Static(id="baseline", markup=False)
        yield self._line("counter_example", gap=True, placeholder=guide.word("reflect", "counter_hint"))
        yield self._line("better_next_week", placeholder=guide.word("reflect", "better_hint"))

    def _prompt(self) -> Iterable[Widget]:
        yield NoteField(
            guide.word("reflect", "answer"),
            value=self._beginning["prompt"],
            lines=ANSWER_LINES,
            values_at=REFLECT_VALUES_AT,
            id="prompt",
            classes="-gap",
        )
        yield Static(id="so-far", markup=False)
        yield self._line("better_next_week", gap=True, placeholder=guide.word("reflect", "better_hint"))

    def on_mount(self) -> None:
        """Name the keys and show what is shown beside the rows."""
        for note in self.query(NoteField):
            note.area.move_cursor(note.area.document.end)
        self.query_one("#better_next_week", FormField).enter_word = guide.word("keys", "save")
        self.show(self.view, self._beginning)
        self.post_message(self.Ready())

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self, view: ReflectView, typed: Typed) -> None:
        """Put a week of this kind and what was typed for it into the rows."""
        self.view = view
        for row in self.query(LineField):
            if row.id in typed and row.value != typed[row.id]:
                row.fill(typed[row.id])
        for note in self.query(NoteField):
            if note.value != typed["prompt"]:
                note.value = typed["prompt"]
                note.area.move_cursor(note.area.document.end)
        if view.three_weeks:
            self._show_facts(typed["evidence"])
        self._show_beside()

    def _show_beside(self) -> None:
        if self.view.three_weeks:
            self._labelled("baseline", guide.word("reflect", "baseline"), self.view.baseline)
        else:
            self._labelled("so-far", guide.word("reflect", "so_far"), self.view.adherence)

    def on_resize(self) -> None:
        """Fold what stands beside the rows for the width there is."""
        self._show_beside()
        if self._tier is not None:
            self.show_tier(self._tier)

    def _show_facts(self, picked: str) -> None:
        """The facts, one a line; one that was picked on an earlier day stays in the list as it was."""
        facts = self.view.facts
        self._facts = facts if not picked or picked in facts else (picked, *facts)
        row = self.query_one("#evidence", Choice)
        row.options = self._facts
        row.value = self._facts.index(picked) + 1 if picked else None
        row.can_focus = bool(self._facts)

    def _labelled(self, name: str, label: str, text: str) -> None:
        """A label and a text in the columns of the rows; the last two facts of a baseline stand back."""
        head, *rest = text.rsplit(", ", 2)
        value: list[Piece] = [(text, "$foreground")]
        if len(rest) == 2:
            value = [(head, "$foreground"), (f", {', '.join(rest)}", "$quiet")]
        begin = REFLECT_VALUES_AT - TEXT_AT
        room = max(20, self.size.width - begin - TEXT_AT - 2)
        if len(text) > room:
            value = [(f"\n{' ' * begin}".join(fold(text, room)), "$foreground")]
        self.query_one(f"#{name}", Static).update(Content.assemble((label.ljust(begin), "$quiet"), *value))

    def show_tier(self, tier: TierView) -> None:
        """Say how far the conditions are named, with the question that helps, where there is one."""
        self._tier = tier
        begin = " " * (REFLECT_VALUES_AT - TEXT_AT)
        room = max(20, self.size.width - len(begin) - TEXT_AT - 2)
        first, *more = fold(f"{tier.word}{tier.text}", room)
        pieces: list[Piece] = [(begin, ""), (tier.word, "bold $primary"), (first.removeprefix(tier.word), "$quiet")]
        pieces += [(f"\n{begin}{line}", "$quiet") for line in more]
        pieces += [(f"\n{begin}{line}", "$foreground") for line in fold(tier.question, room)]
        self.query_one("#tier", Static).update(Content.assemble(*pieces))

    def stack(self, stacked: bool) -> None:
        """Put the slots below each other where two columns have no room."""
        self.set_class(stacked, "-stacked")
        for at, name in enumerate((*LEFT, *RIGHT)):
            for field in self.query(f"#{name}").results(SlotField):
                left = stacked or at < len(LEFT)
                field.begin_at(REFLECT_VALUES_AT if left else RIGHT_VALUES_AT)

    # -- what is typed -----------------------------------------------------------------------------------------------

    def typed(self) -> Typed:
        """What stands in the rows now."""
        found = {row.id: row.value for row in self.query(LineField) if row.id}
        found |= {note.id: note.value for note in self.query(NoteField) if note.id}
        for row in self.query("#evidence").results(Choice):
            found["evidence"] = "" if row.value is None else self._facts[row.value - 1]
        return found

    def focus_row(self, name: str | None = None, error: str = "") -> None:
        """Go to a row, the first where there is none of that name; with what is allowed there."""
        row = next((row for row in self.rows if row.id == name), self.rows[0])
        if error:
            row.error = error
        row.focus()

    @on(FormField.Changed)
    @on(Choice.Answered)
    def _edited(self) -> None:
        self.post_message(self.Edited())

    def finish_rows(self) -> None:
        """Save with Enter on the last row."""
        self.post_message(self.Saving())

    def action_step(self, by: int) -> None:
        """Go to the row before or after."""
        self.step_rows(by)
