"""Setup: one behaviour in three steps, with an example to accept in every field."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.practice.records import Cycle, FeedbackKind, ResultKind
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import State
from mastery_tui.tui.marks import marks_of
from mastery_tui.tui.screens import setup_rows as rows
from mastery_tui.tui.screens import setup_steps as steps
from mastery_tui.tui.screens.room import Room
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.key_bar import KEPT, KeyBar
from mastery_tui.tui.widgets.line_field import LineField
from mastery_tui.tui.widgets.page import Page
from mastery_tui.tui.widgets.prose import Line, Prose
from mastery_tui.tui.widgets.tab_bar import TabBar
from mastery_tui.tui.widgets.text_field import TextField

FEWEST_LINES_WITH_HELP = 18


class SetupScreen(Room):
    """What a person wants to get better at, the moment for it, and a look at the whole plan before it begins."""

    PLACE = "setup"
    CSS_PATH = "setup.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "begin", "Begin", id="setup.begin"),
        Binding("enter", "go_on", "Next", id="setup.go_on"),
        Binding("up", "move(-1)", "Back", id="setup.up"),
        Binding("down", "move(1)", "Further", show=False, id="setup.down"),
        Binding("down", "read(1)", "Read on", id="setup.read_on"),
        Binding("up", "read(-1)", "Read back", show=False, id="setup.read_back"),
        Binding("pageup", "turn(-1)", "Step before", show=False, id="setup.step_before"),
        Binding("pagedown", "turn(1)", "Step after", show=False, id="setup.step_after"),
        Binding("escape", "leave_field", "Leave", id="setup.leave"),
    ]

    def __init__(self) -> None:
        """Begin on step 1, with the first example."""
        super().__init__()
        self.step = 1
        """The step that shows."""
        self._words = guide.setup_words()
        self._examples = guide.setup_examples()
        self._example = self._examples[0]
        self._no_unit = not self._example.unit
        """Whether the empty unit means done or not: the example has none, or the person passed it by."""
        self._at = "like"
        """The field in use, or the one that was."""
        self._result = ResultKind(self._example.result)
        """Which number tells improvement."""
        self._cycle_seen = False

    # -- composing ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title, the form of each step, help, keys."""
        yield TabBar(title=guide.word("tabs", "setup"), sentence=self._words.header, id="tabs")
        with Page(id="page"):
            yield Static(id="question", classes="text", markup=False)
            with Vertical(id="step-1"):
                yield from rows.behaviour_rows(self._words, self._examples)
            with Vertical(id="step-2"):
                yield from rows.moment_rows(self._words)
            yield Prose(id="plan-card")
            yield Prose(values_at=2, id="care")
        yield Static(id="help", markup=False)
        yield KeyBar(last=("escape", *KEPT), id="keys")

    def on_mount(self) -> None:
        """Show step 1 with the first example."""
        self.set_class(marks_of(self.app).plain, "-plain")
        self._offer(self._example)
        self._open(1)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the help out where the form needs every line."""
        self.set_class(event.size.height < FEWEST_LINES_WITH_HELP, "-low")

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Begin anew once a plan that was begun here has ended; what is being typed stays otherwise."""
        state = self.coach.state
        if state is not None and state is not State.ENDED:
            self._cycle_seen = True
        elif self._cycle_seen and state is State.ENDED:
            self._cycle_seen = False
            self._empty()
        self._say_first_day()

    def unsaved_line(self) -> str:
        """The question before quitting, while something is typed and no plan was begun."""
        typed = any(self._line(field).value for field in steps.TEXTS)
        return guide.word("dialogs", "quit_setup") if typed and self.coach.opening() == "setup" else ""

    def draft(self) -> steps.SetupDraft:
        """What stands in the form."""
        kind = self._choice("feedback_kind").value or 1
        return steps.SetupDraft(
            texts={field: self._line(field).value for field in steps.TEXTS},
            yes_no=self._yes_no,
            result=self._result,
            kind=steps.KINDS[kind - 1],
            rest_weekdays=tuple(sorted(self._choice("rest_weekdays").values)),
        )

    def _line(self, field: str) -> LineField:
        return self.query_one(f"#{field}", LineField)

    def _choice(self, field: str) -> Choice:
        return self.query_one(f"#{field}", Choice)

    def _empty(self) -> None:
        for field in steps.TEXTS:
            self._line(field).fill("")
            self._line(field).error = ""
        self._choice("like").value = 1
        self._offer(self._examples[0])
        self._open(1)

    # -- examples ----------------------------------------------------------------------------------------------------

    def _offer(self, example: guide.ExampleWords) -> None:
        """Put an example into the placeholders and rows; what was taken from the one before gives way to it."""
        before, self._example = self._example, example
        offered, taken = rows.texts_of(example), rows.texts_of(before)
        for field, text in offered.items():
            line = self._line(field)
            line.placeholder = text
            if line.value and line.value == taken[field]:
                line.fill("")
            line.error = ""
        self._no_unit, self._result = not example.unit, ResultKind(example.result)
        self._arrange()
        self._choice("feedback_kind").value = steps.KINDS.index(FeedbackKind(example.feedback_kind)) + 1
        self._choice("rest_weekdays").values = frozenset(example.rest_weekdays)

    @property
    def _yes_no(self) -> bool:
        return self._no_unit and not self._line("unit").value.strip()

    def _arrange(self) -> None:
        """Show the amounts where there is a unit, and what "better" may mean; keep the result where it still can be."""
        yes_no = self._yes_no
        for field in ("target", "minimum"):
            self._line(field).display = not yes_no
        possible = steps.results(yes_no)
        better = self._choice("better")
        better.options = tuple(guide.word("better_means", each.value) for each in possible)
        if self._result not in possible:
            self._result = ResultKind.NONE if yes_no else ResultKind.AMOUNT
        better.value = possible.index(self._result) + 1
        here = self._at == "unit"
        self._line("unit").placeholder = (
            self._example.unit if here or not yes_no else guide.word("setup_screen", "done_or_not")
        )
        unit = self.query_one("#unit", TextField)
        unit.take_placeholder = bool(self._example.unit) and (here or not yes_no)

    @on(Choice.Answered, "#like")
    def _liked(self, event: Choice.Answered) -> None:
        if event.value is None:
            event.choice.value = self._examples.index(self._example) + 1
        else:
            self._offer(self._examples[event.value - 1])

    @on(Choice.Answered, "#better")
    def _chosen(self, event: Choice.Answered) -> None:
        possible = steps.results(self._yes_no)
        if event.value is not None:
            self._result = possible[event.value - 1]
        event.choice.value = possible.index(self._result) + 1

    @on(Choice.Answered, "#feedback_kind")
    def _kind_chosen(self, event: Choice.Answered) -> None:
        event.choice.value = event.value or steps.KINDS.index(FeedbackKind(self._example.feedback_kind)) + 1

    # -- what is typed -----------------------------------------------------------------------------------------------

    @on(FormField.Changed)
    def _typed(self, event: FormField.Changed) -> None:
        field = event.field.id or ""
        if field == "unit":
            self._arrange()
        refused = steps.refusal_of(self.draft(), field, self.coach.today)
        if refused is not None and refused.code in ("text.length", "list.length"):
            self._say(field, refused)
        self._say_first_day()

    def _say(self, field: str, refused: Refused) -> None:
        widget = self.query_one(f"#{field}", Widget)
        if isinstance(widget, Choice | FormField):
            widget.error = guide.refusal(refused.code, **refused.facts)

    def _say_first_day(self) -> None:
        """The date in words beside what is typed."""
        field, today = self._line("started_on"), self.coach.today
        try:
            day = steps.first_day(self.draft(), today)
        except Refused:
            field.hint = self._words.fields["started_on"].hint
            return
        words = guide.date_words(day, "long")
        field.hint = guide.say("setup_screen", "first_day_today", day=words) if day == today else words

    # -- moving ------------------------------------------------------------------------------------------------------

    @on(FormField.Next)
    @on(Choice.Next)
    def _next(self) -> None:
        self._advance()

    @on(Choice.Answered)
    def _answered(self, event: Choice.Answered) -> None:
        if event.moved_on:
            self._advance()

    def _advance(self) -> None:
        """To the next field, or to the next step from the last one. The example's feedback brings its kind along."""
        fields = self._stops()
        place = fields.index(self._at) + 1
        if self._at == "feedback_source" and self._line(self._at).value == self._example.feedback_source:
            place += 1
        if place < len(fields):
            self._focus(fields[place])
        else:
            self.action_turn(1)

    def _stops(self) -> list[str]:
        return [field for field in steps.FIELDS[self.step] if self.query_one(f"#{field}").display]

    def _focus(self, field: str) -> None:
        self.query_one(f"#{field}", Widget).focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the help of the field in use; an empty unit that was passed by means done or not."""
        row = next((each for each in event.widget.ancestors_with_self if each.id in self._words.fields), None)
        if row is None or row.id is None:
            return
        before, self._at = self._at, row.id
        if before != self._at and "unit" in (before, self._at):
            self._no_unit = self._no_unit or before == "unit"
            self._arrange()
            if self._at not in self._stops():
                # The amounts went with the unit.
                self._focus("better")
                return
        words = self._words.fields[self._at]
        self.query_one("#help", Static).update(
            Content.assemble((words.help_title, "bold $foreground"), "\n", (words.help, "$quiet"))
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Begin only on step 3; there is no cue to answer here."""
        if action == "begin":
            return self.step == steps.STEPS
        if action in ("go_on", "move"):
            return self.step < steps.STEPS
        if action == "read":
            return self.step == steps.STEPS and self.query_one("#page", Page).max_scroll_y > 0
        return action not in ("why", "acknowledge", "snooze")

    def action_move(self, by: int) -> None:
        """To the field before or after."""
        fields = self._stops()
        if self.focused is None or self._at not in fields:
            self.action_go_on()
            return
        self._focus(fields[min(max(fields.index(self._at) + by, 0), len(fields) - 1)])

    def action_read(self, by: int) -> None:
        """Move the plan and its limits by a line."""
        self.query_one("#page", Page).scroll_relative(y=by, animate=False)

    def action_go_on(self) -> None:
        """Back into the field that was left."""
        fields = self._stops()
        self._focus(self._at if self._at in fields else fields[0])

    async def action_leave_field(self) -> None:
        """Leave the field, then the step, then Setup, for the last plan where there is one; what is typed is kept."""
        if self.focused is not None:
            self.set_focus(None)
        elif self.step > 1:
            self._open(self.step - 1, last=True)
        elif self.coach.timeline is not None:
            await self.owner.action_go("plan")
        else:
            await self.owner.action_leave()

    def action_turn(self, by: int) -> None:
        """To the step before, or to the one after once this one refuses nothing."""
        if by < 0:
            if self.step > 1:
                self._open(self.step - 1)
            return
        if self.step == steps.STEPS:
            self.query_one("#page", Page).scroll_page_down(animate=False)
        elif self._taken():
            self._open(self.step + 1)

    def _taken(self) -> bool:
        """Whether this step refuses nothing; what it does is said beside each field, and the first one is focused."""
        found = steps.refusals(self.draft(), self.step, self.coach.today)
        stops = self._stops()
        for field in (each for each in found if each in stops):
            self._say(field, found[field])
        if found:
            self._focus(next(iter(found)))
        return not found

    def _open(self, step: int, *, last: bool = False) -> None:
        """Show a step, at its first or last field."""
        self.step = step
        for number in (1, 2):
            self.query_one(f"#step-{number}").display = number == step
        self.query_one("#question", Static).update(Content.styled(self._words.questions[step], "bold $foreground"))
        self.query_one("#tabs", TabBar).right = guide.say("tabs", "setup_step", step=step, steps=steps.STEPS)
        final = step == steps.STEPS
        self.query_one("#keys", KeyBar).words = dict.fromkeys(
            ("setup.leave", "line_field.leave"), guide.word("keys", "back" if final else "leave")
        )
        for part in ("#plan-card", "#care"):
            self.query_one(part).display = final
        self.set_class(final, "-final")
        self.query_one("#page", Page).scroll_home(animate=False)
        if final:
            self.set_focus(None)
            self._show_plan()
        else:
            stops = self._stops()
            self._focus(stops[-1 if last else 0])
        # Whether there is more to read is known once it is laid out.
        self.call_after_refresh(self.refresh_bindings)

    # -- the plan ----------------------------------------------------------------------------------------------------

    def _show_plan(self) -> None:
        draft = self.draft()
        try:
            card = steps.card(draft, self.coach.today)
        except Refused as refused:
            self._return_to(refused)
            return
        self.query_one("#plan-card", Prose).entries = (
            Line(text=draft.texts["name"].strip(), bold=True),
            *(Line(label, text) for label, text in card),
        )
        care, dot = guide.care(), marks_of(self.app).dot
        self.query_one("#care", Prose).entries = (
            Line(text=care.title, bold=True),
            *(Line(dot, each) for each in care.lines),
            Line(),
            Line(text=care.confirm, quiet=True),
        )

    async def action_begin(self) -> None:
        """Begin the plan, and go where today's practice is, or to Plan where the first day lies ahead."""
        draft, today = self.draft(), self.coach.today

        def begun() -> Cycle:
            target, minimum = steps.amount(draft, "target"), steps.amount(draft, "minimum")
            return self.coach.start(steps.behaviour(draft), target, minimum, steps.first_day(draft, today))

        self.owner.save(begun, self._begun, self._refused, key="setup")

    def _begun(self, cycle: Cycle) -> None:
        self._cycle_seen = True
        ahead = cycle.started_on > self.coach.today
        self.call_later(self.owner.action_go, "plan" if ahead else "check-in")

    def _refused(self, refused: Refused) -> None:
        if not self._return_to(refused):
            self.owner.tell(guide.refusal(refused.code, **refused.facts), warn=True)
            self.call_later(self._follow)

    async def _follow(self) -> None:
        """Go where a plan already runs that was begun elsewhere."""
        place = self.coach.opening()
        if place != "setup":
            self._cycle_seen = True
            await self.owner.action_go(place)

    def _return_to(self, refused: Refused) -> bool:
        """Say a refusal beside its field, on its step; False where it belongs to none."""
        field = steps.field_of(refused)
        if field is None:
            return False
        self._open(steps.step_of(field))
        self._say(field, refused)
        self._focus(field)
        return True
