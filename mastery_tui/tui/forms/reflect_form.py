"""The rows of a reflection: a prompt with one long answer, or the question after three weeks."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.typed import reflection
from mastery_tui.coach.views import ReflectView, TierView
from mastery_tui.tui.forms.form import Form
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.drawing import REFLECT_VALUES_AT, TEXT_AT
from mastery_tui.tui.widgets.note_field import NoteField
from mastery_tui.tui.widgets.text_field import TextField

LEFT, RIGHT = ("time", "place", "state"), ("people", "tools", "cue")
RIGHT_VALUES_AT = 12
TWO_COLUMNS_FROM = 72
LONGEST_SLOT = 200
LONGEST_TEXT = 500
ANSWER_LINES = 6
MOST_FACTS = 4
"""The facts of today, and one that was picked on an earlier day."""


class SlotField(TextField):
    """A text whose values begin in another column once the two columns of slots stand below each other."""

    def begin_at(self, values_at: int) -> None:
        """Move the box."""
        self._begin = values_at - TEXT_AT
        self.entry.styles.margin = (0, 0, 0, self._begin - 1)
        self.refresh(layout=True)


class FactChoice(Choice):
    """The facts of today, one a line; one that was picked on an earlier day stays in the list as it was."""

    facts: tuple[str, ...] = ()

    def offer(self, facts: tuple[str, ...]) -> None:
        """Offer the facts of today, beside the one that is picked."""
        self.facts = facts
        self.put(self.typed)

    def put(self, text: str) -> None:
        """Pick a fact by its words, whether it is one of today's or not."""
        self.names = self.facts if not text or text in self.facts else (text, *self.facts)
        self.options = self.names
        self.can_focus = bool(self.names)
        super().put(text)


class ReflectForm(Vertical, Form):
    """The rows of one kind of reflection. They stay; another week of the kind is put into them."""

    DEFAULT_CSS = """
    ReflectForm {
        height: auto;
        & .beside { height: auto; margin: 0 2 0 3; }
        & .beside > .label { width: 16; color: $quiet; }
        & .beside > .told { width: 1fr; height: auto; }
    }
    """

    class Ready(Message):
        """The rows are there."""

    class Finished(Message):
        """Enter on the last row."""

    def on_mount(self) -> None:
        """Say that another week can be put in."""
        self.post_message(self.Ready())

    def show_week(self, view: ReflectView) -> None:
        """Tell what goes with a week; for subclasses.

        Args:
            view: the week.
        """
        raise NotImplementedError

    def texts_of(self, view: ReflectView) -> dict[str, str]:
        """What the rows begin with: what is written already."""
        return reflection.texts_of(view)

    def finish_rows(self) -> None:
        """Save with Enter on the last row."""
        self.post_message(self.Finished())

    def _line(self, name: str, word: str, *, gap: bool = False, placeholder: str = "") -> TextField:
        return TextField(
            guide.word("reflect", word),
            placeholder=guide.word("reflect", placeholder) if placeholder else "",
            max_length=LONGEST_TEXT,
            values_at=REFLECT_VALUES_AT,
            id=name,
            classes="-gap" if gap else None,
        )

    def _better(self, *, gap: bool = False) -> TextField:
        line = self._line("better_next_week", "better", gap=gap, placeholder="better_hint")
        line.enter_word = guide.word("keys", "save")
        return line

    def _beside(self, name: str, word: str) -> Horizontal:
        label = Static(guide.word("reflect", word), classes="label", markup=False)
        return Horizontal(label, Static(id=name, classes="told", markup=False), classes="beside")


class PromptForm(ReflectForm):
    """A prompt with one long answer."""

    DEFAULT_CSS = """
    PromptForm > .beside { margin: 1 2 0 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Named here because Enter is a new line in the answer, and the arrows stay inside it.
        Binding("tab", "app.focus_next", "Next", id="reflect.next")
    ]

    def compose(self) -> ComposeResult:
        """The answer, the week so far, and what comes next."""
        answer = guide.word("reflect", "answer")
        yield NoteField(answer, lines=ANSWER_LINES, values_at=REFLECT_VALUES_AT, id="prompt", classes="-gap")
        yield self._beside("so-far", "so_far")
        yield self._better(gap=True)

    def show_week(self, view: ReflectView) -> None:
        """Tell the week so far."""
        self.query_one("#so-far", Static).update(view.adherence)


class ThreeWeeksForm(ReflectForm):
    """The question after three weeks: the behaviour, the conditions that made it possible, and what shows it."""

    DEFAULT_CSS = """
    ThreeWeeksForm {
        & #slots { height: auto; margin-top: 1; }
        & #slots-left { width: 39; height: auto; }
        & #slots-right { width: 1fr; height: auto; }
        & #slots-left > FormField { margin: 0 0 0 1; }
        & #slots-right > FormField { margin: 0 2 0 0; }
        & #started-with { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & > #tier { height: auto; margin: 0 2 0 19; }
        &.-stacked {
            & #slots { layout: vertical; }
            & #slots-left, & #slots-right { width: 1fr; }
            & #slots > Vertical > FormField { margin: 0 2 0 1; }
        }
    }
    """

    def compose(self) -> ComposeResult:
        """The behaviour, the conditions, the evidence, a day without them, and what comes next."""
        for name in reflection.IMPROVED:
            yield self._line(name, name, gap=name == reflection.IMPROVED[0])
        with Horizontal(id="slots"):
            for column, names in (("left", LEFT), ("right", RIGHT)):
                with Vertical(id=f"slots-{column}"):
                    for name in names:
                        yield SlotField(
                            guide.word("reflect", name),
                            placeholder=marks_of(self.app).dash,
                            max_length=LONGEST_SLOT,
                            id=name,
                        )
        yield Static(id="tier", markup=False)
        yield FactChoice(
            guide.word("reflect", "evidence"),
            placeholder=guide.word("reflect", "no_facts"),
            breaks=range(2, MOST_FACTS + 1),
            values_at=REFLECT_VALUES_AT,
            id="evidence",
            classes="-gap",
        )
        yield self._beside("baseline", "baseline")
        yield self._beside("started-with", "started_with")
        yield self._line("counter_example", "counter", gap=True, placeholder="counter_hint")
        yield self._better()

    def on_mount(self) -> None:
        """Put the slots where there is room for them."""
        self.on_resize()

    def on_resize(self) -> None:
        """Put the slots below each other where two columns have no room."""
        stacked = self.app.size.width < TWO_COLUMNS_FROM
        self.set_class(stacked, "-stacked")
        for name in (*LEFT, *RIGHT):
            begin = REFLECT_VALUES_AT if stacked or name in LEFT else RIGHT_VALUES_AT
            self.query_one(f"#{name}", SlotField).begin_at(begin)

    def show_week(self, view: ReflectView) -> None:
        """Offer the facts of today, and tell the baseline; its last two facts stand back."""
        self.query_one("#evidence", FactChoice).offer(view.facts)
        *head, values, when = (
            view.baseline.rsplit(", ", 2) if view.baseline.count(", ") > 1 else (view.baseline, "", "")
        )
        back = f", {values}, {when}" if when else ""
        self.query_one("#baseline", Static).update(Content.assemble(*head, (back, "$quiet")))
        conditions = self.query_one("#started-with", Static)
        assert conditions.parent is not None
        conditions.parent.display = bool(view.starting_conditions)
        conditions.update(Content.styled(view.starting_conditions, "$quiet"))

    def show_tier(self, tier: TierView) -> None:
        """Say how far the conditions are named, with the question that helps, where there is one."""
        question = f"\n{tier.question}" if tier.question else ""
        told = Content.assemble((tier.word, "bold $primary"), (tier.text, "$quiet"), (question, "$foreground"))
        self.query_one("#tier", Static).update(told)
