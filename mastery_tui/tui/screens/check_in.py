"""Check-in: today's, or any past day's, in about eight keys."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Recorded
from mastery_tui.coach.shapes import CheckInForm
from mastery_tui.journal import JournalError
from mastery_tui.practice.records import Outcome
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import Mark
from mastery_tui.tui.forms import (
    FEELINGS,
    OUTCOMES,
    FormState,
    beginning,
    draft_from,
    outcome_shown,
    without_contexts,
)
from mastery_tui.tui.screens.room import Room
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.number_field import NumberField

LETTERS = "dmpcr"
RESULT_FIELDS = ("errors", "score")


class CheckInScreen(Room):
    """The form of one day; after saving, the page about it."""

    PLACE = "check-in"
    CSS_PATH = "check_in.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(letter, f"outcome('{outcome.value}')", outcome.value, show=False, id=f"check_in.{outcome.value}")
            for letter, outcome in zip(LETTERS, OUTCOMES, strict=True)
        ),
        Binding("n", "note", "Note", id="check_in.note"),
        Binding("ctrl+s", "save", "Save", id="check_in.save"),
        Binding("colon", "one_line", "One line", key_display=":", id="check_in.one_line"),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "day(-1)", "Day before", show=False, id="check_in.day_before"),
        Binding("pagedown", "day(1)", "Day after", show=False, id="check_in.day_after"),
        Binding("escape", "back", "Back", show=False, id="check_in.back"),
        Binding("enter", "go_on", "Plan", id="check_in.plan"),
        Binding("e", "edit", "Edit", id="check_in.edit"),
        Binding("u", "take_back", "Undo", id="check_in.undo"),
    ]

    def __init__(self, day: date | None = None) -> None:
        """Open the form.

        Args:
            day: a past day, pushed over Plan; None is today, whichever day that is.
        """
        super().__init__()
        self.chosen_day = day
        self.form: CheckInForm | None = None
        self.begun = FormState()
        self.state = FormState()
        self.saved_day: date | None = None

    # -- composing ---------------------------------------------------------------------------------------------------

    def compose_page(self) -> Iterable[Widget]:
        """The rows of the form, flat."""
        yield Static(id="heading", classes="text", markup=False)
        with Vertical(id="form"):
            yield from self._rows()

    def _rows(self) -> Iterable[Widget]:
        label = guide.words("checkin")
        yield NumberField(label["amount"], id="amount", classes="-gap")
        for name in RESULT_FIELDS:
            yield NumberField(label[name], id=name)
        words = tuple(guide.word("outcomes", outcome.value) for outcome in OUTCOMES)
        signs = {at: self.owner.mark_set.of(Mark(outcome.value)) for at, outcome in enumerate(OUTCOMES, 1)}
        yield Choice(
            label["outcome"], words, keys=LETTERS, chosen_signs=signs, keys_act=True, focusable=False, id="outcome"
        )
        efforts = {number: guide.word("efforts", number) for number in range(1, 11)}
        yield Choice(label["effort"], ("",) * 10, hints=efforts, id="effort", classes="-gap")
        feelings = tuple(guide.word("feelings", feeling.value) for feeling in FEELINGS)
        yield Choice(label["feeling"], feelings, breaks=(5,), id="feeling")
        strengths = {number: guide.word("strengths", number) for number in range(1, 6)}
        yield Choice(label["how_strong"], ("",) * 5, hint=label["strength_hint"], hints=strengths, id="strength")
        yield Choice(label["confidence"], ("",) * 5, hint=guide.word("confidence", "question"), id="confidence")
        yield Choice(
            label["contexts"],
            multiple=True,
            placeholder=label["empty"],
            enter_word=guide.word("keys", "save"),
            id="contexts",
            classes="-gap",
        )
        yield NumberField(label["minutes"], minutes=True, placeholder=label["empty"], id="minutes", classes="-gap")
        yield Static(id="note-line", classes="text", markup=False)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the day; a form with something typed in it keeps its day and what stands in it."""
        super().show()
        if self.coach.timeline is None:
            return
        if self.saved_day is not None:
            self._show_saved()
            return
        day = self.chosen_day or (self.form.day if self.form is not None and self.dirty else None)
        form = self.owner.attempt(lambda: self.coach.check_in_form(day or self._latest()))
        if form is None or form == self.form:
            return
        moved = self.form is None or self.form.day != form.day
        kept = self.owner.drafts.pop(form.day, None) if moved else self.state if self.dirty else None
        self.form, self.begun = form, beginning(form)
        self._fill(kept or self.begun)
        self._heading()
        self._arrange()
        if moved:
            self._focus_first()
        self._show_side()

    def _latest(self) -> date:
        """Today, or the cycle's last or first date where today lies outside of it."""
        timeline = self.coach.running
        return min(max(self.coach.today, timeline.first_day), timeline.last_day)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.saved_day is None and self.form is not None and self.state != self.begun

    def unsaved(self) -> date | None:
        """The form's day while something typed in it is not saved."""
        return self.form.day if self.dirty and self.form is not None else None

    def _heading(self) -> None:
        from textual.content import Content

        assert self.form is not None
        form = self.form
        lines = [(form.title, "bold $foreground"), ("   " + form.remark, "$quiet")]
        if form.task:
            lines.append(("\n" + form.task, "$quiet"))
        self.query_one("#heading", Static).update(Content.assemble(*lines))

    def _arrange(self) -> None:
        """Show the rows that this behaviour has, in their order."""
        assert self.form is not None
        form = self.form
        amount = self.query_one("#amount", NumberField)
        amount.display = bool(form.unit)
        amount.unit, amount.hint = form.unit, form.goal
        for name in RESULT_FIELDS:
            field = self.query_one(f"#{name}", NumberField)
            field.display = form.result == name
            field.set_class(field.display and not form.unit, "-gap")
        self.query_one("#outcome").set_class(not form.unit and form.result not in RESULT_FIELDS, "-gap")
        contexts = self.query_one("#contexts", Choice)
        contexts.options = tuple(f"@{tag}" for tag in form.contexts)

    def _fill(self, state: FormState) -> None:
        """Put a state into the rows."""
        assert self.form is not None
        self.state = state
        for name in ("amount", "errors", "score", "minutes"):
            self.query_one(f"#{name}", NumberField).fill(getattr(state, name))
        for name in ("effort", "strength", "confidence"):
            self.query_one(f"#{name}", Choice).value = getattr(state, name)
        feeling = self.query_one("#feeling", Choice)
        feeling.value = None if state.feeling is None else FEELINGS.index(state.feeling) + 1
        known = self.form.contexts
        chosen = frozenset(known.index(tag) + 1 for tag in state.contexts if tag in known)
        self.query_one("#contexts", Choice).values = chosen
        self._follow()

    def _follow(self) -> None:
        """Show what follows from what stands in the form: outcome, strength, contexts, note."""
        assert self.form is not None
        outcome = outcome_shown(self.state, self.form)
        self.query_one("#outcome", Choice).value = None if outcome is None else OUTCOMES.index(outcome) + 1
        feeling = self.state.feeling
        self.query_one("#strength").display = feeling is not None and feeling.has_strength
        contexts = self.query_one("#contexts", Choice)
        cancelled = outcome is Outcome.CANCELLED
        carried = self.form.recorded is None and bool(self.form.carried) and self.state.contexts == self.form.carried
        label = guide.words("checkin")
        contexts.label = label["contexts_planned"] if cancelled else label["contexts"]
        contexts.hint = label["contexts_planned_hint"] if cancelled else label["contexts_hint"] if carried else ""
        self._show_note()

    def _show_note(self) -> None:
        line = self.query_one("#note-line", Static)
        line.display = not self.query("#note")
        first = self.state.note.split("\n")[0]
        line.update(f"{guide.word('checkin', 'note'):<13} {first}"[: max(20, self.size.width - 8)])

    # -- typing ------------------------------------------------------------------------------------------------------

    def _set(self, **fields: object) -> None:
        self.state = replace(self.state, **fields)  # type: ignore[arg-type]
        self._follow()

    @on(FormField.Changed)
    def _typed(self, event: FormField.Changed) -> None:
        name = event.field.id
        if name == "amount":
            self._set(amount=event.value, override=None)
        elif name is not None:
            self._set(**{name: event.value})

    @on(Choice.Answered)
    def _answered(self, event: Choice.Answered) -> None:
        row = event.choice
        if row.id == "outcome":
            if event.value is not None:
                self._choose_outcome(OUTCOMES[event.value - 1])
        elif row.id == "contexts":
            assert self.form is not None
            self._set(contexts=tuple(self.form.contexts[number - 1] for number in sorted(event.values)))
        elif row.id == "feeling":
            self._set(feeling=None if event.value is None else FEELINGS[event.value - 1])
        elif row.id is not None:
            self._set(**{row.id: event.value})
        if event.moved_on and row.id != "outcome":
            self._next(row)

    @on(Choice.Next)
    def _row_done(self, event: Choice.Next) -> None:
        if event.choice.id == "contexts":
            self.action_save()
        else:
            self._next(event.choice)

    @on(FormField.Next)
    def _field_done(self, event: FormField.Next) -> None:
        if event.field.id == "minutes":
            self.action_note()
        else:
            self._next(event.field)

    def _stops(self) -> list[Widget]:
        """The rows that take the focus, top to bottom."""
        return [
            row
            for row in self.query("#form > Choice, #form > FormField")
            if row.display and (row.can_focus or isinstance(row, FormField))
        ]

    def _next(self, row: Widget, by: int = 1) -> None:
        stops = self._stops()
        at = stops.index(row) + by
        if 0 <= at < len(stops):
            stops[at].focus()

    def _focus_first(self) -> None:
        stops = self._stops()
        if stops:
            stops[0].focus()

    def _focused_row(self) -> Widget | None:
        return next((row for row in self._stops() if row.has_focus_within or row.has_focus), None)

    def action_step(self, by: int) -> None:
        """Go to the row above or below."""
        row = self._focused_row()
        if row is None:
            self._focus_first()
        else:
            self._next(row, by)

    def action_outcome(self, value: str) -> None:
        """Choose an outcome by its letter."""
        self._choose_outcome(Outcome(value))

    def _choose_outcome(self, outcome: Outcome) -> None:
        if self.form is None:
            return
        self._set(override=outcome)
        if outcome in (Outcome.CANCELLED, Outcome.REST):
            # Carried tags are facts about a session; a block that was not done is asked about instead.
            if self.form.recorded is None:
                self._fill(without_contexts(self.state))
            self.query_one("#contexts").focus()
        elif (row := self._focused_row()) is None or row.id == "amount":
            self._next(self.query_one("#amount") if self.form.unit else self._stops()[0], 1 if self.form.unit else 0)

    def action_note(self) -> None:
        """Open the note."""
        from mastery_tui.tui.widgets.note_field import NoteField

        if not self.query("#note"):
            note = NoteField(guide.word("checkin", "note"), value=self.state.note, id="note")
            self.query_one("#form", Vertical).mount(note)
            self._show_note()
        self.call_after_refresh(self.query_one("#note", NoteField).focus)

    def action_one_line(self) -> None:
        """Open the one-line entry for this day."""
        from mastery_tui.tui.screens.one_line import OneLine

        if self.form is not None:
            self.app.push_screen(OneLine(self.coach, self.form.day), self._recorded)

    # -- saving ------------------------------------------------------------------------------------------------------

    def action_save(self, on_paused: bool = False) -> None:
        """Save the form; a refused value is said beside its row, and nothing typed is lost."""
        if self.form is None:
            return
        form = self.form
        try:
            draft = draft_from(self.state, form)
            recorded = self.coach.check_in(draft, form.day, whole=True, on_paused=on_paused)
        except Refused as refusal:
            self._refused(refusal)
        except JournalError as error:
            self.owner.tell(guide.refusal(error.code, **error.facts), warn=True)
        else:
            self._recorded(recorded)

    def _refused(self, refusal: Refused) -> None:
        text = guide.refusal(refusal.code, **refusal.facts)
        if refusal.code == "pause.paused":
            from mastery_tui.tui.screens.asking import Asking

            title, question = guide.word("dialogs", "paused_title"), guide.word("dialogs", "paused_line")
            asked = Asking(title, question, guide.word("keys", "save"))
            self.app.push_screen(asked, lambda yes: self.action_save(on_paused=True) if yes else None)
            return
        named = {"amount.missing": "amount", "outcome.missing": "outcome", "minutes.shape": "minutes"}.get(refusal.code)
        name = str(refusal.facts.get("field", named or ""))
        row = next((row for row in self.query("#form > Choice, #form > FormField") if row.id == name), None)
        if row is None or not row.display:
            self.owner.tell(text, warn=True)
        elif isinstance(row, Choice | FormField):
            row.error = text
            row.focus()

    def _recorded(self, recorded: Recorded | None) -> None:
        if recorded is None:
            return
        self.saved_day = recorded.check_in.day
        self.owner.drafts.pop(self.saved_day, None)
        if recorded.pause_ended:
            self.owner.tell(guide.word("saved", "pause_ended"))
        self.form = None
        self.show()

    def _show_saved(self) -> None:
        from mastery_tui.tui.screens.saved import SavedPage

        assert self.saved_day is not None
        day = self.saved_day
        timeline = self.coach.timeline
        found = None if timeline is None else timeline.day(day)
        if found is None or found.check_in is None:
            self.action_edit()
            return
        page = self.query_one("#page", VerticalScroll)
        self.set_class(True, "-saved")
        for old in self.query(SavedPage):
            old.show(self.coach, day)
            break
        else:
            page.mount(SavedPage(self.coach, day))
        self.set_focus(None)
        self.refresh_bindings()

    # -- after saving, and going -------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The form's keys while the form shows, the saved page's after saving."""
        saved = self.saved_day is not None
        if action in ("go_on", "edit", "take_back"):
            return saved
        if action in ("outcome", "note", "save", "one_line", "step", "day"):
            return not saved
        return super().check_action(action, parameters)

    def action_edit(self) -> None:
        """Back to the form of the saved day."""
        from mastery_tui.tui.screens.saved import SavedPage

        day, self.saved_day, self.form = self.saved_day, None, None
        self.set_class(False, "-saved")
        self.query(SavedPage).remove()
        if self.chosen_day is None and day != self.coach.today:
            self.chosen_day = day
        self.show()
        self.refresh_bindings()

    def action_take_back(self) -> None:
        """Undo what was just saved."""
        self.owner.action_undo()

    async def action_go_on(self) -> None:
        """On to the plan."""
        if self.chosen_day is not None and len(self.app.screen_stack) > 1:
            self.dismiss(None)
        else:
            await self.owner.action_go("plan")

    def action_back(self) -> None:
        """Leave a past day, back to the plan; its draft is kept."""
        if self.chosen_day is None or len(self.app.screen_stack) == 1:
            return
        self._stash()
        self.dismiss(None)

    def action_day(self, by: int) -> None:
        """Go to the day before or after; what was typed for this one is kept."""
        if self.form is None:
            return
        day = self.form.earlier if by < 0 else self.form.later
        if day is not None:
            self._stash()
            self.chosen_day, self.form = (None if day == self.coach.today else day), None
            self.show()

    def _stash(self) -> None:
        if self.form is not None and self.dirty:
            self.owner.drafts[self.form.day] = self.state

    # -- the panel of a wide terminal --------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Fill the panel once there is room for it."""
        self._show_side()

    def _show_side(self) -> None:
        if self.form is None or not self.wide:
            return
        from mastery_tui.tui.screens.side import week_and_last_session

        text = week_and_last_session(self.coach, self.form.day, self.owner.mark_set)
        for panel in self.query("#side").results(Static):
            panel.update(text)
            return
        self.mount(Static(text, id="side", classes="side", markup=False))
