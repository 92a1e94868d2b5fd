"""Reflect: a week's prompt and its answer; after three weeks, the conditions that made it possible."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.drafts import DraftKey
from mastery_tui.coach.typed.reflection import answers_in, conditions_in
from mastery_tui.coach.views import ReflectView
from mastery_tui.practice.choices import State
from mastery_tui.practice.records import Reflection
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.commands import bindings_of
from mastery_tui.tui.forms.form import Texts, text_in_use
from mastery_tui.tui.forms.reflect_form import PromptForm, ReflectForm, ThreeWeeksForm
from mastery_tui.tui.places.place import Place
from mastery_tui.tui.widgets.drawing import Piece, width_of
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.row import Row

WEEKS = range(1, 5)
BESIDE = ("less_than_sign", "greater_than_sign")
"""The keys of the places beside, which would be typed."""


class ReflectScreen(Place):
    """One week's reflection; what was typed for each week stays until it is saved."""

    PLACE = "reflect"
    CSS_PATH = "reflect.tcss"
    KEYS_OF = ("place", "cue", "reflect")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("reflect")

    def __init__(self) -> None:
        """Begin with the week whose reflection is open."""
        super().__init__()
        self.chosen_week: int | None = None
        """The week that was gone to, None for the open one."""
        self.view: ReflectView | None = None
        """The week that shows."""
        self._seen: tuple[str, date] | None = None
        """The cycle and the practice day that were shown."""
        self._left = ""
        self._reading = False
        """Whether the text was left, so that plain keys act: another week opens likewise."""
        self._touched = False
        """Whether something was typed since the week opened, or was cleared."""
        self._known_unsaved: bool | None = None
        """Whether there was something unsaved when the keys that act were looked for last while typing."""

    # -- composing ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The page, and the panel of a wide terminal."""
        yield Static(id="side", classes="side", markup=False)
        yield from super().compose()

    def compose_page(self) -> Iterable[Widget]:
        """The question, and what is said after saving; a form of either kind comes with its first week, and stays."""
        yield Static(id="heading", markup=False)
        yield Static(id="said", markup=False)

    @property
    def form(self) -> ReflectForm | None:
        """The rows that show; None for a week that has not begun, and until they are there."""
        kind = self._kind
        if kind is None:
            return None
        return next((form for form in self.walk_children(ReflectForm) if form.is_mounted and type(form) is kind), None)

    @property
    def _kind(self) -> type[ReflectForm] | None:
        if self.view is None or self.view.closed:
            return None
        return ThreeWeeksForm if self.view.three_weeks else PromptForm

    @property
    def unsaved(self) -> bool:
        """Whether something is typed for the week that shows and not saved."""
        return self.form is not None and bool(self.form.changed)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the week; what is being typed stays, and keeps its week."""
        super().show()
        if self.coach.state is None:
            return
        if self.form is not None and self.app.app_focus:
            self._reading = not text_in_use(self)
        self.keep_draft()
        self._move_on(self.coach.plan.cycle_id)
        week = self.chosen_week or (self.view.week if self.view is not None and self.unsaved else None)
        view, before = self.owner.attempt(lambda: self.coach.reflections.view(week)), self.view
        if view is None:
            return
        self.view = view
        self._show_side()
        if view == before:
            return
        another = before is None or (before.week, before.closed) != (view.week, view.closed)
        if another or (self.form is not None and self.form.typed_elsewhere(self.coach)):
            self._open_week()
        elif self.form is not None:
            self.form.show_week(view)
            self.form.follow(self.form.texts_of(view))
        self._say_what_follows()

    def _move_on(self, cycle: str) -> None:
        """With the next cycle or the next practice day, the open week comes back unless something is being typed."""
        seen, self._seen = self._seen, (cycle, self.coach.today)
        if seen is not None and seen[0] != cycle:
            self.view = None
        if seen != self._seen:
            self._forget()

    def _forget(self) -> None:
        """Let the open week show next, unless something is typed here and not saved."""
        if not self.unsaved:
            self.chosen_week = None

    def entered(self, *, editing: bool = False) -> None:
        """Coming from another place: a week that was saved, or only looked at, gives way to the open one."""
        self._forget()
        if not self.unsaved:
            self.view = None  # Nothing is typed: another window may have left something meanwhile.
            self._reading = False
        self.show()

    @on(ReflectForm.Ready)
    def _open_week(self) -> None:
        """Put another week into its form, with what was typed for it, and go to its first row."""
        if not self.app.is_running:
            return
        form, view, seen = self.form, self.view, self._seen
        for known in self.query(ReflectForm):
            known.display = known is form
        self._left = ""
        self.query_one("#said").display = False
        if form is not None and view is not None and seen is not None:
            form.show_week(view)
            key = DraftKey(seen[0], "reflect", str(view.week))
            self._left = form.begin_with_draft(self.coach, key, form.texts_of(view))
            for row in form.rows:
                row.error = ""
            self._touched, first = False, form.rows[0]
            if self._reading and isinstance(first, FormField):
                first.leave()
            else:
                form.go_to()
        else:
            self.set_focus(None)
            if self._kind is not None and not self.query(self._kind):
                self.query_one("#page").mount(self._kind(), before="#said")
        self._say_what_follows()

    def _say_what_follows(self) -> None:
        """Say what follows from the week and from what stands in its rows."""
        self._known_unsaved = None
        self._show_heading()
        self._show_tier()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Use the columns there are."""
        if self.view is not None:
            self._show_heading()
            self._show_side()

    def _show_heading(self) -> None:
        assert self.view is not None
        view = self.view
        pieces: list[Piece] = [(view.title, "$quiet")]
        word, aim = ("aim", view.aim) if view.aim else ("last_better", view.last_better)
        if aim:
            label, _, after = guide.say("reflect", word, text=aim).rpartition(aim)
            between = "   ·   " if width_of(view.title + label + aim) + 10 < self.size.width else "\n"
            pieces += [(f"{between}{label}", "$quiet"), (f"{aim}{after}", "$foreground")]
        pieces.append((f"\n{view.prompt}", "bold $foreground"))
        if self._left:
            pieces.append((f"\n{self._left}", "$quiet"))
        if view.closed:
            pieces.append((f"\n\n{view.closed}", "$foreground"))
        self.query_one("#heading", Static).update(Content.assemble(*pieces))

    def _show_side(self) -> None:
        """Fill the panel where there is room for it."""
        if not self.wide or self.view is None:
            return
        from mastery_tui.tui.widgets.small_plot import small_plot

        shown = {
            "baseline": self.view.baseline,
            "so_far": self.view.adherence,
            "starting_conditions": self.view.starting_conditions or guide.word("reflect", "no_conditions"),
        }
        pieces: list[Piece] = []
        for word, text in shown.items():
            pieces += [(f"{guide.word('reflect', word)}\n", "bold $foreground"), (f"{text}\n\n", "$quiet")]
        pieces += small_plot(self.coach.progress.glance(), "\n", self.owner.mark_set)
        self.query_one("#side", Static).update(Content.assemble(*pieces))

    def _show_tier(self) -> None:
        form = self.form
        if isinstance(form, ThreeWeeksForm):
            typed = form.typed
            form.show_tier(self.coach.reflections.tier(typed["now"], conditions_in(typed)))

    # -- typing ------------------------------------------------------------------------------------------------------

    def keep_draft(self) -> None:
        """Remember what is typed and not saved."""
        if self.form is not None:
            self.form.remember(self.coach)

    def before_key(self, key: str) -> None:
        """Leave a text in which nothing was typed yet for a key that leads to the place beside.

        Args:
            key: the key.
        """
        row = self.form.row_in_use if self.form is not None and text_in_use(self) else None
        if key in BESIDE and isinstance(row, FormField) and not (self._touched or self.unsaved):
            row.leave()
            if key not in self.active_bindings:  # The person has other keys for that.
                row.enter()

    @on(Row.Changed)
    def _typed(self) -> None:
        self._touched = True
        self.owner.draft_changed()
        self._show_tier()
        if self._known_unsaved is not self.unsaved:
            self._known_unsaved = self.unsaved
            self.refresh_bindings()
        if self.unsaved:
            self.query_one("#said").display = False

    def action_clear(self) -> None:
        """Back to what is saved; what was typed is dropped."""
        form = self.form
        if form is not None:
            form.begin(form.begun)
            form.drop_draft(self.coach)
            self.owner.draft_changed()
            self._left, self._touched = "", False
            self._say_what_follows()

    # -- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer writing where there is a form, and weeks that there are."""
        if action in ("save", "write"):
            there = self.form is not None and self.coach.state is not State.ENDED
            if action == "save":
                return there and (self.unsaved or self.view is None or self.view.written is None)
            return there and self.focused is None
        if action == "row":
            return self.form is not None
        if action == "clear":
            return self.unsaved
        if action == "week":
            return self.view is not None and self._beside(parameters) in WEEKS
        return super().check_action(action, parameters)

    def _beside(self, parameters: tuple[object, ...]) -> int:
        by = parameters[0]
        return (self.view.week if self.view is not None else 0) + (by if isinstance(by, int) else 0)

    def action_write(self) -> None:
        """Go to the first row."""
        if self.form is not None:
            self.form.go_to()

    def action_row(self, by: int) -> None:
        """Go to the row before or after."""
        if self.form is not None:
            self.form.action_row(by)

    def action_week(self, by: int) -> None:
        """Go to the week before or after; what was typed for this one is kept."""
        week = self._beside((by,))
        if week in WEEKS:
            self.keep_draft()
            self.chosen_week = week
            self.show()

    # -- saving ------------------------------------------------------------------------------------------------------

    @on(ReflectForm.Finished)
    def action_save(self) -> None:
        """Save the reflection as typed; a refused text is said beside its row."""
        if self.form is not None and self.view is not None:
            self.owner.flow(self._save(self.form, self.view.week))

    async def _save(self, form: ReflectForm, week: int) -> None:
        key, told, keys = form.draft_key, form.typed, self.owner.keys.handed
        assert key is not None

        def write() -> Reflection:
            nonlocal told
            draft = next((draft for draft in self.coach.drafts.own() if draft.key == key), None)
            # With what was typed while another window was saving, though another week may show by now.
            told = form.typed if form.draft_key == key else told if draft is None else {**draft.begun, **draft.texts}
            return self._written(week, told)

        try:
            saved = await self.owner.save(write, guide.change_words("reflect", week=week), key=key, draft=key)
        except Refused as refusal:
            self._refused(form, key, refusal)
            return
        if saved is None:
            return
        if form is self.form and form.draft_key == key:
            self._go_on_from(form, week, told)
            if keys == self.owner.keys.handed:
                self._say_saved(form, week)
                self.owner.show_again()
                return
        # The person went on while it waited: what is typed now stays where it is.
        self.owner.tell(guide.say("reflect", "saved", week=week))
        self.owner.show_again()

    def _go_on_from(self, form: ReflectForm, week: int, texts: Texts) -> None:
        """Go on from what was saved, without the blanks around it; what was typed since stays."""
        self.chosen_week, self.view, self._left = week, self.coach.reflections.view(week), ""
        form.begun = texts
        form.follow(form.texts_of(self.view))
        form.drop_draft(self.coach)

    def _written(self, week: int, typed: dict[str, str]) -> Reflection:
        written = self.coach.reflections.view(week).written
        answers = {} if written is None else dict(written.answers)
        return self.coach.reflections.write(
            week,
            answers | answers_in(typed),
            conditions=conditions_in(typed),
            evidence=typed.get("evidence", ""),
            counter_example=typed.get("counter_example", ""),
            better_next_week=typed["better_next_week"],
        )

    def _refused(self, form: ReflectForm, key: DraftKey, refusal: Refused) -> None:
        """Say a refusal beside its row: the answer's is the first."""
        name = str(refusal.facts.get("field", ""))
        name = name if name in form.named_rows else str(form.rows[0].id)
        shows = form is self.form and form.draft_key == key and not refusal.code.startswith("cycle.")
        if not (shows and form.go_to(name, guide.refusal(refusal.code, **refusal.facts))):
            self.owner.refuse(refusal)

    def _say_saved(self, form: ReflectForm, week: int) -> None:
        """Say so, with the tier where there is one; the row stays marked, and plain keys work again."""
        pieces: list[Piece] = [
            (f"{self.owner.mark_set.tick} ", "$primary"),
            (guide.say("reflect", "saved", week=week), "bold $foreground"),
        ]
        if isinstance(form, ThreeWeeksForm):
            tier = self.coach.reflections.tier(form.typed["now"], conditions_in(form.typed)).word
            pieces.append((f"   {guide.say('reflect', 'saved_tier', tier=tier)}", "$quiet"))
        row = form.row_in_use or form.rows[0]
        if isinstance(row, FormField):
            row.leave()
        said = self.query_one("#said", Static)
        said.update(Content.assemble(*pieces))
        said.display = True
        self.call_after_refresh(said.scroll_visible, animate=False)
        self._say_what_follows()
