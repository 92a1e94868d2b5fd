"""Reflect: a week's prompt and its answer; after three weeks, the conditions that made it possible."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.shapes import ReflectView
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import State
from mastery_tui.tui.screens.reflect_form import BEHAVIOUR, ReflectForm, Typed, begun, conditions
from mastery_tui.tui.screens.room import Room
from mastery_tui.tui.widgets.drawing import Piece, width_of

WEEKS = range(1, 5)
TWO_COLUMNS_FROM = 72
ANSWERS = (*BEHAVIOUR, "prompt")


class ReflectScreen(Room):
    """One week's reflection; what was typed for each week stays until it is saved."""

    PLACE = "reflect"
    CSS_PATH = "reflect.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write", id="reflect.write"),
        Binding("ctrl+s", "save", "Save", id="reflect.save"),
        Binding("pageup", "week(-1)", "Week before", priority=True, id="reflect.week_before"),
        Binding("pagedown", "week(1)", "Week after", priority=True, id="reflect.week_after"),
    ]

    def __init__(self) -> None:
        """Begin with the week whose reflection is open."""
        super().__init__()
        self.chosen_week: int | None = None
        self.view: ReflectView | None = None
        self.drafts: dict[tuple[str, int], Typed] = {}
        """What was typed and is not saved yet, by cycle and week."""
        self._seen: tuple[str, date] | None = None
        """The cycle and the practice day that were shown."""
        self.form: ReflectForm | None = None
        """The rows; None for a week that has not begun."""

    # -- composing ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The page, and the panel of a wide terminal."""
        yield Static(id="side", classes="side", markup=False)
        yield from super().compose()

    def compose_page(self) -> Iterable[Widget]:
        """The question; the form comes with the week."""
        yield Static(id="heading", markup=False)
        yield Static(id="said", markup=False)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the week; what is being typed stays, and keeps its week."""
        super().show()
        if self.coach.timeline is None:
            return
        self._keep()
        self._move_on(self.coach.timeline.records.cycle.id)
        week = self.chosen_week or (self.view.week if self.view and self._key(self.view.week) in self.drafts else None)
        view = self.owner.attempt(lambda: self.coach.reflection(week))
        if view is None or view == self.view:
            return
        moved = self.view is None or self.view.week != view.week
        self.view = view
        self._heading()
        self._side()
        self._show_form(view, moved)
        if moved:
            self.query_one("#said", Static).display = False
        self.refresh_bindings()

    def _move_on(self, cycle: str) -> None:
        """With the next cycle or the next practice day, the open week comes back unless something is being typed."""
        now = (cycle, self.coach.today)
        if self._seen is not None and self._seen != now:
            other = self._seen[0] != cycle
            self._seen = now
            self._forget()
            if other:
                self.view = None
        self._seen = now

    def _forget(self) -> None:
        """Let the open week show next, unless the chosen one has something in it that is not saved."""
        if self.chosen_week is not None and self._key(self.chosen_week) not in self.drafts:
            self.chosen_week = None

    def entered(self) -> None:
        """Coming from another place: a week that was saved, or only looked at, gives way to the open one."""
        self._keep()
        self._forget()
        self.show()

    def _key(self, week: int) -> tuple[str, int]:
        return ("" if self._seen is None else self._seen[0], week)

    def _show_form(self, view: ReflectView, moved: bool) -> None:
        form, typed = self.form, self.drafts.get(self._key(view.week)) or begun(view)
        if form is not None and not view.closed and form.view.three_weeks == view.three_weeks:
            form.show(view, typed)
            self.call_after_refresh(self._arrange, moved)
            return
        if form is not None:
            form.remove()
        self.form = None if view.closed else ReflectForm(view, typed)
        if self.form is not None:
            self.query_one("#page").mount(self.form, before="#said")

    @on(ReflectForm.Ready)
    def _ready(self) -> None:
        self.call_after_refresh(self._arrange, True)

    def _arrange(self, moved: bool) -> None:
        """What needs the rows to be there: their columns, the tier, the focus."""
        form = self.form
        if form is None or form.view is not self.view:
            return
        form.stack(self.size.width < TWO_COLUMNS_FROM)
        form.show(form.view, form.typed())
        self._tier()
        if moved:
            form.focus_row()

    def on_resize(self) -> None:
        """Use the columns there are."""
        self.call_after_refresh(self._arrange, False)
        if self.view is not None:
            self._heading()

    def _heading(self) -> None:
        assert self.view is not None
        view = self.view
        pieces: list[Piece] = [(view.title, "$quiet")]
        if view.last_better:
            label, _, after = guide.word("reflect", "last_better").partition("{text}")
            between = "   ·   " if width_of(view.title + label + view.last_better) + 10 < self.size.width else "\n"
            pieces += [(f"{between}{label}", "$quiet"), (f"{view.last_better}{after}", "$foreground")]
        pieces.append((f"\n{view.prompt}", "bold $foreground"))
        if view.closed:
            pieces.append((f"\n\n{view.closed}", "$foreground"))
        self.query_one("#heading", Static).update(Content.assemble(*pieces))

    def _side(self) -> None:
        assert self.view is not None
        shown = (
            (guide.word("reflect", "baseline"), self.view.baseline),
            (guide.word("reflect", "so_far"), self.view.adherence),
            (
                guide.word("reflect", "starting_conditions"),
                self.view.starting_conditions or guide.word("reflect", "no_conditions"),
            ),
        )
        pieces: list[Piece] = []
        for label, text in shown:
            pieces += [(f"{label}\n", "bold $foreground"), (f"{text}\n\n", "$quiet")]
        self.query_one("#side", Static).update(Content.assemble(*pieces))

    def _tier(self) -> None:
        form = self.form
        if form is None or self.view is None or not self.view.three_weeks:
            return
        typed = form.typed()
        form.show_tier(self.coach.tier(typed["now"], conditions(typed)))

    # -- typing ------------------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Remember what stands in the form, where it differs from what is written."""
        form = self.form
        if form is None or not form.is_mounted or self.view is None or form.view is not self.view:
            return
        typed = form.typed()
        if typed == begun(self.view):
            self.drafts.pop(self._key(self.view.week), None)
        else:
            self.drafts[self._key(self.view.week)] = typed

    def unsaved_line(self) -> str:
        """Which week's reflection is not saved, the first of them; '' for none."""
        self._keep()
        weeks = [week for cycle, week in self.drafts if (cycle, week) == self._key(week)]
        return guide.say("reflect", "unsaved", week=min(weeks)) if weeks else ""

    @on(ReflectForm.Edited)
    def _edited(self) -> None:
        self._keep()
        self._tier()
        if self.view is not None and self._key(self.view.week) in self.drafts:
            self.query_one("#said", Static).display = False

    # -- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer writing where there is a form, and weeks that there are."""
        if action in ("save", "write"):
            there = self.form is not None and self.coach.state is not State.ENDED
            return there and (action == "save" or self.focused is None)
        if action == "week":
            return self.view is not None and self._beside(parameters) in WEEKS
        return super().check_action(action, parameters)

    def _beside(self, parameters: tuple[object, ...]) -> int:
        by = parameters[0]
        return (self.view.week if self.view is not None else 0) + (by if isinstance(by, int) else 0)

    def action_write(self) -> None:
        """Go to the first row."""
        if self.form is not None:
            self.form.focus_row()

    def action_week(self, by: int) -> None:
        """Go to the week before or after; what was typed for this one is kept."""
        week = self._beside((by,))
        if week in WEEKS:
            self._keep()
            self.chosen_week = week
            self.show()

    @on(ReflectForm.Saving)
    def action_save(self) -> None:
        """Save the reflection as typed; a refused text is said beside its row."""
        form, view = self.form, self.view
        if form is None or view is None:
            return
        before = form.typed()

        def written() -> Typed:
            # With what was typed while another window was saving, unless the form shows another week by now.
            typed = form.typed() if form is self.form and form.view.week == view.week else before
            answers = dict(view.written.answers) if view.written is not None else {}
            answers |= {name: typed[name] for name in ANSWERS if name in typed}
            self.coach.reflect(
                view.week,
                answers,
                conditions=conditions(typed),
                evidence=typed.get("evidence", ""),
                counter_example=typed.get("counter_example", ""),
                better_next_week=typed["better_next_week"],
            )
            return typed

        self.owner.save(
            written,
            lambda typed: self._saved(form, view.week, typed),
            lambda refusal: self._refused(form, refusal),
            key=("reflect", view.week),
        )

    def _refused(self, form: ReflectForm, refusal: Refused) -> None:
        """Say a refusal beside its row: the answer's is the first."""
        text, name = guide.refusal(refusal.code, **refusal.facts), str(refusal.facts.get("field", "answers"))
        if refusal.code.startswith("cycle.") or form is not self.form:
            self.owner.tell(text, warn=True)
        else:
            form.focus_row(name, text)

    def _saved(self, form: ReflectForm, week: int, typed: Typed) -> None:
        """Say so, with the tier where there is one; plain keys work again."""
        self._keep()
        self.drafts.pop(self._key(week), None)
        if form is not self.form:  # A week without a form shows by now.
            self.owner.tell(guide.say("reflect", "saved", week=week))
            self.owner.show_again()
            return
        self.chosen_week = week
        pieces: list[Piece] = [
            (f"{self.owner.mark_set.tick} ", "$primary"),
            (guide.say("reflect", "saved", week=week), "bold $foreground"),
        ]
        if self.view is not None and self.view.three_weeks:
            tier = self.coach.tier(typed["now"], conditions(typed)).word
            pieces.append((f"   {guide.say('reflect', 'saved_tier', tier=tier)}", "$quiet"))
        # Texts are kept without the blanks around them, so the rows show what was kept.
        self.view = self.coach.reflection(week)
        form.show(self.view, begun(self.view))
        said = self.query_one("#said", Static)
        said.update(Content.assemble(*pieces))
        said.display = True
        self.set_focus(None)
        self.call_after_refresh(said.scroll_visible, animate=False)
        self.owner.show_again()
        self.refresh_bindings()
