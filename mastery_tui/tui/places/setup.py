"""Setup: one behaviour in three steps, with an example to accept in every field."""

from functools import partial
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.drafts import DraftKey
from mastery_tui.coach.typed import setup
from mastery_tui.coach.views import CarriedView
from mastery_tui.practice.choices import State
from mastery_tui.practice.records import Cycle
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.commands import bindings_of
from mastery_tui.tui.forms import setup_rows
from mastery_tui.tui.forms.form import Form, Texts
from mastery_tui.tui.places.place import Place
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.line_field import LineField
from mastery_tui.tui.widgets.or_first import OFFERED, OrFirst
from mastery_tui.tui.widgets.page import Page
from mastery_tui.tui.widgets.prose import Line, Prose
from mastery_tui.tui.widgets.row import Row
from mastery_tui.tui.widgets.tab_bar import TabBar
from mastery_tui.tui.widgets.told import Told

FEWEST_LINES_WITH_HELP = 18
FEWEST_LINES_FOR_ALL = 24
"""Lines in which all of step 1 can be seen."""
LAST = setup.STEPS
"""The step that shows the plan."""


class SetupScreen(Place, Form):
    """What a person wants to get better at, the moment for it, and a look at the whole plan before it begins."""

    PLACE = "setup"
    CSS_PATH = "setup.tcss"
    KEYS_OF = ("place", "setup")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("setup")

    page = getters.query_one("#page", Page)
    """What scrolls."""
    like = getters.query_one("#like", setup_rows.LikeChoice)
    """Which example stands beside the fields."""
    unit = getters.query_one("#unit", setup_rows.UnitField)
    """What the amounts are counted in."""

    def __init__(self) -> None:
        """Begin on step 1."""
        super().__init__()
        self.step = 1
        """The step that shows."""
        self._words = guide.setup_words()
        self._examples = setup_rows.examples_with(None)
        self._carried: CarriedView | None = None
        """The plan that ended, None before the first one."""
        self._left = ""
        self._opened = 0.0
        """Since when the step shows; the plan is begun by a key that was pressed after that."""
        self._started = False
        """Whether the plan that runs was begun with what stands here."""

    # -- composing ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title, the form of each step, help, keys."""
        yield TabBar(title=guide.word("tabs", "setup"), sentence=self._words.header, id="tabs")
        with Page(id="page"):
            yield Static(id="question", classes="text", markup=False)
            with Vertical(id="step-1"):
                yield from setup_rows.behaviour_rows(self._words)
                yield OrFirst(id="or-first")
            with Vertical(id="step-2"):
                yield from setup_rows.moment_rows(self._words)
            yield Prose(id="plan-card")
            yield Prose(values_at=2, id="care")
        yield Told(id="help", markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Draw the bar beside the help in ASCII where the app asks for it."""
        self.set_class(marks_of(self.app).plain, "-plain")
        self.watch(self.page, "scroll_y", self.refresh_bindings)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the help out where the form needs every line."""
        self.set_class(event.size.height < FEWEST_LINES_WITH_HELP, "-low")
        self.set_class(event.size.height < FEWEST_LINES_FOR_ALL, "-short")
        self._say_keys()

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Begin with what was left here, and anew after another plan; what is being typed stays otherwise."""
        due = self.coach.state in (None, State.ENDED)
        self.keep_draft()
        self._started = self._started and not due
        key, carried = DraftKey(self.coach.plan.cycle_id, "setup", ""), self.coach.plan.carried()
        texts = setup_rows.first_texts(carried)
        another = key != self.draft_key or (not self.changed and texts != self.begun)
        if self.draft_key is None or (due and another):
            self._carry(carried)
            self._left = self.begin_with_draft(self.coach, key, texts)
            self._open(1)
            if carried is not None and not self.changed:
                self.go_to(carried.at)
        self._say_first_day()
        if self.step == LAST:
            self._show_plan()

    def _carry(self, carried: CarriedView | None) -> None:
        """Offer the plan that ended among the examples."""
        self._carried, self._examples = carried, setup_rows.examples_with(carried)
        self.like.offer(self._examples)

    @property
    def _goes_on(self) -> bool:
        """Whether the plan that ended stands in the rows, or beside them."""
        return self._carried is not None and self._example is self._carried.example

    def keep_draft(self) -> None:
        """Remember what is typed, until a plan begins with it."""
        if not self._started:
            self.remember(self.coach)

    def action_clear(self) -> None:
        """Back to what the rows began with; what was typed is dropped."""
        self._left = ""
        self.drop_draft(self.coach)
        self.owner.draft_changed()
        self.begin(self.begun)
        self._open(1)

    def begin(self, texts: Texts, typed: Texts | None = None) -> None:
        """Let the rows begin anew: the example and the unit first, which decide what can be chosen.

        Args:
            texts: what the rows begin with.
            typed: what was typed over it.
        """
        for name in ("like", "unit"):
            self.named_rows[name].put((texts if typed is None else typed)[name])
        self._offer()
        super().begin(texts, typed)

    # -- examples ----------------------------------------------------------------------------------------------------

    @property
    def _example(self) -> guide.ExampleWords:
        return self._examples[self.named_rows["like"].typed]

    def _line(self, field: str) -> LineField:
        return self.query_one(f"#{field}", LineField)

    def _offer(self) -> None:
        """Show the example's words where nothing is typed."""
        for field, text in setup_rows.texts_of(self._example).items():
            line = self._line(field)
            line.placeholder, line.error = text, ""
        now = self._carried.now if self._carried is not None and self._goes_on else ""
        self._line("target").hint = now or self._words.fields["target"].hint
        self._arrange()

    def _arrange(self) -> None:
        """Show the amounts where there is a unit, and what "better" may mean; keep the result where it still can be."""
        counted = not setup.yes_no(self.typed)
        for field in ("target", "minimum"):
            self._line(field).display = counted
        self.query_one("#better", setup_rows.BetterChoice).offer(setup.results(self.typed))
        self.unit.offer(self._example.unit)

    @on(Choice.Answered, "#like")
    def _liked(self) -> None:
        """Another example: what was taken from the one before gives way to it; the last plan is taken at once."""
        for field in setup.TYPED:
            line = self._line(field)
            if line.value == line.placeholder:
                line.put("")
        chosen = setup_rows.choices_of(self._example)
        self.unit.passed_by = chosen["unit"] == setup.DONE_OR_NOT
        self._offer()
        for field in setup.CHOSEN[1:]:
            self.named_rows[field].put(chosen[field])
        if self._goes_on:
            for field in setup.TYPED:
                line = self._line(field)
                line.put(line.value or line.placeholder)
        self._ask()

    # -- what is typed -----------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Own words that are typed on the examples begin the behavior: by a letter without an action, or several."""
        letter, name = event.character or "", self._line("name")
        if self.focused is not self.like or not letter.isalpha() or name.value:
            return
        if event.key not in self.active_bindings or self.owner.keys.text_follows:
            event.stop()
            self.like.choose(len(self.like.options))
            name.enter()
            name.line.insert_text_at_cursor(letter)

    @on(Row.Changed)
    def _typing(self, event: Row.Changed) -> None:
        self.owner.draft_changed()
        row = event.row
        if row is self.unit:
            self._arrange()
            for name in ("target", "minimum"):
                self._line(name).error = ""  # What it said was said of the unit before.
        refused = setup.refusal_of(self.typed, row.id or "", self.coach.today)
        if refused is not None and refused.code in ("text.length", "list.length"):
            row.error = row.words_of(refused)
        self._say_first_day()

    def _say_first_day(self) -> None:
        """The date in words beside what is typed."""
        field, today = self._line("started_on"), self.coach.today
        try:
            day = setup.first_day(self.typed, today)
        except Refused:
            field.hint = self._words.fields["started_on"].hint
            return
        words = guide.date_words(day, "long")
        field.hint = guide.say("setup_screen", "first_day_today", day=words) if day == today else words

    # -- moving ------------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> list[Row]:
        """The rows of the step that shows."""
        if self.step == LAST:
            return []
        return [row for row in self.query_one(f"#step-{self.step}").walk_children(Row) if row.is_stop]

    def go_on(self, row: Row) -> None:
        """Go on behind a row, but not behind an empty one that is needed; the example's feedback brings its kind."""
        self._arrange()  # The message about a unit that was just taken may still be on its way.
        refused = None if row.typed.strip() else setup.refusal_of(self.typed, row.id or "", self.coach.today)
        if refused is not None:
            row.error = row.words_of(refused)
            return
        if row.id == "feedback_source" and row.typed and row.typed == self._example.feedback_source:
            row = self.named_rows["feedback_kind"]
        super().go_on(row)

    def finish_rows(self) -> None:
        """Turn to the next step with Enter on the last row."""
        self.action_turn(1)

    @on(Choice.Answered, "#better")
    def _answered_last(self, event: Choice.Answered) -> None:
        if event.moved_on:
            self.finish_rows()

    def on_descendant_focus(self) -> None:
        """Show the help of the row in use."""
        row = self.row_in_use
        if row is not None:
            self._arrange()
            words = self._words.fields[str(row.id)]
            self.query_one("#help", Static).update(
                Content.assemble((words.help_title, "bold $foreground"), "\n", (words.help, "$quiet"))
            )

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """An empty unit that was passed by means done or not: the amounts go with it."""
        row = self.row_in_use
        if row is None or row is self.unit or self.unit not in event.widget.ancestors_with_self:
            return
        self.unit.passed_by = True
        self._arrange()
        if not row.display:
            self.go_to("better")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Begin and read on the last step, go from row to row on the others."""
        final = self.step == LAST
        if action == "begin":
            return final
        if action == "look_around":
            return self.owner.can_look_around and self.coach.state is None and self.focused is self.like
        if action == "row":
            return not final and not (parameters == (-1,) and self.row_in_use is self.rows[0])
        back = parameters == (-1,)
        if action == "turn" and (back or not final):
            return not back or self.step > 1
        if action in ("read", "turn") or (action == "go_on" and final):
            return final and self.page.can_go(1 if action == "go_on" or not back else -1)
        if action == "leave_field":
            return self.coach.state is not None
        if action == "clear":
            return bool(self.changed)
        if action == "import_days":
            # On the examples, and where a text was left; the palette offers it over any row.
            here = self.focused is self.like or isinstance(self.focused, FormField)
            return self.step == 1 and (here or not self.is_current)
        return super().check_action(action, parameters)

    def action_look_around(self) -> None:
        """Look around in a made-up month first; what is typed is here again afterward."""
        self.owner.look_around()

    def action_read(self, by: int) -> None:
        """Move the plan and its limits by a line."""
        self.page.by_lines(by)

    def action_go_on(self) -> None:
        """Read on; to the first row where there are rows."""
        if self.rows:
            self.go_to()
        else:
            self.page.by_heights(1)

    async def action_leave_field(self) -> None:
        """Leave Setup for the last plan, and what it brought; what is typed stays."""
        await self.owner.action_go(self.coach.plan.opening())

    def action_turn(self, by: int) -> None:
        """To the step before, or to the one after once this one refuses nothing."""
        if by > 0 and self.step == LAST:
            self.action_go_on()
        elif self.step + by >= 1 and (by < 0 or self._taken()):
            self._open(self.step + by)

    def _taken(self) -> bool:
        """Whether this step refuses nothing; what it does is said beside each field, and the first one is focused."""
        found = setup.refusals(self.typed, self.step, self.coach.today)
        for field, refused in found.items():
            row = self.named_rows[field]
            row.error = row.words_of(refused)
        if found:
            self.go_to(next(iter(found)))
        return not found

    def _open(self, step: int) -> None:
        """Show a step, at its first row."""
        self.step, self._opened, final = step, events.Event().time, step == LAST
        for number in (1, 2):
            self.query_one(f"#step-{number}").display = number == step
        for part in ("#plan-card", "#care"):
            self.query_one(part).display = final
        self.set_class(final, "-final")
        self._ask()
        self.tabs.right = guide.say("tabs", "setup_step", step=step, steps=LAST)
        self._say_keys()
        self.page.scroll_home(animate=False)
        if final:
            self.set_focus(None)
            self._show_plan()
        else:
            self.go_to()
        # Whether there is more to read is known once it is laid out.
        self.call_after_refresh(self.refresh_bindings)

    def _say_keys(self) -> None:
        """The bar's words; what stands in a line of its own is named there only where that has no room."""
        words = {"line_field.leave": "leave", "setup.go_on": "read_on" if self.step == LAST else "next"}
        said = {name: guide.word("keys", word) for name, word in words.items()}
        self.query_one(KeyBar).words = said if self.has_class("-short") else {**said, **dict.fromkeys(OFFERED, "")}

    def _ask(self) -> None:
        """The step's question; the first one asks what changes where the last plan goes on."""
        question = self._words.questions[self.step]
        if self.step == 1 and self._goes_on:
            question = guide.word("setup_screen", "again")
        left = f"   {self._left}" if self._left else ""
        self.query_one("#question", Static).update(Content.assemble((question, "bold $foreground"), (left, "$quiet")))

    # -- the plan ----------------------------------------------------------------------------------------------------

    def _show_plan(self) -> None:
        typed = self.typed
        try:
            card = setup.card(typed, self.coach.today)
        except Refused as refused:
            self._return_to(refused)
            return
        self.query_one("#plan-card", Prose).entries = (
            Line(text=typed["name"].strip(), bold=True),
            *(Line(label, text) for label, text in card),
        )
        care, dot = guide.care(), marks_of(self.app).dot
        self.query_one("#care", Prose).entries = (
            Line(text=care.title, bold=True),
            *(Line(dot, line) for line in care.lines),
            Line(),
            Line(text=care.confirm, quiet=True),
        )

    def action_begin(self) -> None:
        """Begin the plan, and go where today's practice is, or to Plan where the first day lies ahead."""
        if self.owner.pressed_at > self._opened:  # Typed ahead, nobody has read it.
            self.owner.flow(self._begin())

    async def _begin(self) -> None:
        typed, today, goes_on = self.typed, self.coach.today, self._goes_on

        def start() -> Cycle:
            target, minimum = (setup.amount(typed, field) for field in ("target", "minimum"))
            first = setup.first_day(typed, today)
            return self.coach.plan.start(setup.behaviour(typed), target, minimum, first, goes_on=goes_on)

        try:
            here = partial(self._shows, typed)
            cycle = await self.owner.save(
                start, guide.change_words("start"), key="setup", still=here, draft=self.draft_key
            )
        except Refused as refused:
            if not self._return_to(refused):
                self.owner.refuse(refused)
                # A plan already runs that was begun elsewhere.
                await self.owner.action_go(self.coach.plan.opening())
            return
        if cycle is not None:
            self._started = True
            self.drop_draft(self.coach)
            await self.owner.action_go("plan" if cycle.started_on > self.coach.today else "check-in")

    def _shows(self, typed: Texts) -> bool:
        """Whether the plan that was begun is still what is looked at."""
        return self.app.screen is self and self.step == LAST and self.typed == typed

    def _return_to(self, refused: Refused) -> bool:
        """Say a refusal beside its field, on its step; False where it belongs to none."""
        field = setup.field_of(refused)
        if field is not None:
            begins = (key for key, each in self.active_bindings.items() if each.binding.id == "setup.begin")
            self.owner.keys.done_with(next(begins, ""))  # Meant for the plan: typed here, it would wipe what is said.
            self._open(setup.step_of(field))
            self.go_to(field, self.named_rows[field].words_of(refused))
        return field is not None
