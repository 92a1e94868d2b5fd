"""The rows of the check-in form, and what follows from them while typing."""

from collections.abc import Callable, Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.drafts import DraftKey
from mastery_tui.coach.measures import measure
from mastery_tui.coach.typed.check_in import FEELINGS, OUTCOMES, outcome_that_follows, texts_of, texts_without_the_timer
from mastery_tui.coach.typed.numbers import number_in, recoveries_in
from mastery_tui.coach.views import CheckInForm
from mastery_tui.practice.choices import Mark, Outcome
from mastery_tui.tui.forms.form import Form, Texts
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.note_row import NoteRow
from mastery_tui.tui.widgets.number_field import NumberField
from mastery_tui.tui.widgets.row import Row

LETTERS = "dmpcr"
RESULTS = ("amount", "errors", "score")
NOT_DONE = (Outcome.CANCELLED, Outcome.REST)


class CheckInRows(Vertical, Form):
    """The rows of one day's form. They are there once and for all; another day only stands in them."""

    DEFAULT_CSS = """
    CheckInRows { height: auto; }
    """

    class Finished(Message):
        """Enter on the saving row: the person is done."""

    class Typed(Message):
        """Something in the rows changed."""

    def __init__(self) -> None:
        """Set up the rows, for no day yet."""
        super().__init__(id="rows")
        self.form: CheckInForm | None = None
        """What the form knows about its day."""
        self._without_timer = False
        """Whether what the timer brings was taken out, as nothing was practised."""

    # -- the rows ----------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Every row that a behaviour may have, flat; those of this one show."""
        label, marks = guide.words("checkin"), marks_of(self.app)
        for name in RESULTS:
            # As most behaviours have them: what stands otherwise is found by `_fit`.
            first = name == RESULTS[0]
            gap = "-gap" if first else ""
            result = NumberField(label[name], reads=self._reads(name), marked=True, id=name, classes=gap)
            result.display = first
            yield result
        yield Choice(
            label["outcome"],
            ("",) * len(OUTCOMES),
            names=tuple(outcome.value for outcome in OUTCOMES),
            keys=LETTERS,
            chosen_signs={at: marks.of(Mark(outcome.value)) for at, outcome in enumerate(OUTCOMES, 1)},
            keys_act=True,
            focusable=False,
            id="outcome",
        )
        yield from self._feeling_rows(label)
        yield Choice(
            label["contexts"],
            multiple=True,
            placeholder=marks.dash,
            enter_word=guide.word("keys", "save"),
            id="contexts",
            classes="-gap",
        )
        yield NumberField(
            label["minutes"],
            reads=self._reads("minutes"),
            placeholder=marks.dash,
            marked=True,
            id="minutes",
            classes="-gap",
        )
        hint = label["recoveries_hint"]
        recoveries = NumberField(label["recoveries"], reads=recoveries_in, hint=hint, marked=True, id="recoveries")
        recoveries.display = False
        yield recoveries
        yield NoteRow(label["note"], id="note")

    def _feeling_rows(self, label: dict[str, str]) -> Iterable[Row]:
        efforts = {number: guide.word("efforts", number) for number in range(1, 11)}
        hint = label["effort_hint"]
        yield Choice(label["effort"], ("",) * 10, hint=hint, hints=efforts, id="effort", classes="-gap")
        names = tuple(feeling.value for feeling in FEELINGS)
        words = tuple(guide.word("feelings", name) for name in names)
        yield Choice(label["feeling"], words, names=names, breaks=(5,), id="feeling")
        strengths = {number: guide.word("strengths", number) for number in range(1, 6)}
        yield Choice(label["how_strong"], ("",) * 5, hint=label["strength_hint"], hints=strengths, id="strength")
        hint = guide.word("confidence", "question")
        yield Choice(label["confidence"], ("",) * 5, hint=hint, id="confidence")

    def _reads(self, name: str) -> Callable[[str], object]:
        return lambda text: number_in(name, text, "" if self.form is None else self.form.unit)

    def _choice(self, name: str) -> Choice:
        return self.query_one(f"#{name}", Choice)

    # -- the day -----------------------------------------------------------------------------------------------------

    def open_day(self, coach: Coach, key: DraftKey, form: CheckInForm) -> str:
        """Show a day: what is recorded, and what was typed over it and not saved.

        Args:
            coach: the Coach.
            key: under what a draft of the day is remembered.
            form: what the form knows about the day.

        Returns:
            When an earlier run of the program left a draft of it, in words; '' where none did.
        """
        self._fit(form)
        left = self.begin_with_draft(coach, key, texts_of(form))
        self._derive()
        return left

    def take_over(self, form: CheckInForm) -> None:
        """Take over what was changed elsewhere; what is typed stays.

        Args:
            form: what the form knows about the day now.
        """
        if form != self.form:
            self._fit(form)
            self.follow(texts_of(form))
            self._derive()

    def saved(self, coach: Coach, texts: Texts, form: CheckInForm) -> None:
        """Go on from what was saved; what was typed since stays.

        Args:
            coach: the Coach.
            texts: what was saved.
            form: what the form knows about the day now.
        """
        self.begun = texts
        self.take_over(form)
        self.drop_draft(coach)

    def clear(self, coach: Coach) -> None:
        """Back to what is recorded.

        Args:
            coach: the Coach, who keeps drafts.
        """
        self._without_timer = False
        self.begin(self.begun)
        self.drop_draft(coach)
        self._derive()
        self.go_to()

    def _fit(self, form: CheckInForm) -> None:
        """Show the rows that this behaviour has, with its unit, its tags and its words."""
        self.form, self._without_timer = form, False
        shown = {"amount": bool(form.unit), "errors": form.result == "errors", "score": form.result == "score"}
        for name, shows in shown.items():
            self.query_one(f"#{name}", NumberField).appear(shows=shows)
        first = next((name for name in RESULTS if shown[name]), "outcome")
        for name in (*RESULTS, "outcome"):
            self.query_one(f"#{name}").set_class(name == first, "-gap")
        amount = self.query_one("#amount", NumberField)
        amount.unit, amount.hint = form.unit, form.goal
        self._choice("outcome").options = tuple(word for _, word in form.outcomes)
        contexts = self._choice("contexts")
        typed = contexts.typed
        contexts.options, contexts.names = tuple(f"@{tag}" for tag in form.contexts), form.contexts
        contexts.put(typed)

    # -- what follows ------------------------------------------------------------------------------------------------

    def _derive(self) -> None:
        """Show outcome, strength and contexts as they follow from what stands in the rows."""
        if self.form is None:
            return
        typed, label = self.typed, guide.words("checkin")
        follows = outcome_that_follows(typed, self.form)
        outcome = self._choice("outcome")
        outcome.follows = None if follows is None else OUTCOMES.index(follows) + 1
        feeling = self._choice("feeling").value
        strength = self._choice("strength")
        shows = feeling is not None and FEELINGS[feeling - 1].has_strength
        if not shows and strength.has_focus:
            self.go_to("confidence")
        strength.display = shows
        contexts = self._choice("contexts")
        if outcome.shown is not None and OUTCOMES[outcome.shown - 1] is Outcome.CANCELLED:
            contexts.label, contexts.hint = label["contexts_planned"], label["contexts_planned_hint"]
        else:
            carried = self.form.recorded is None and self.form.carried and "contexts" not in self.changed
            contexts.label, contexts.hint = label["contexts"], label["contexts_hint"] if carried else ""
        recovered = self.query_one("#recoveries", NumberField)
        recovered.appear(shows=bool(typed["recoveries"] or self.begun["recoveries"] or recovered.has_focus_within))
        self.query_one("#minutes", NumberField).hint = self._minutes_hint(typed["minutes"])

    def _minutes_hint(self, typed: str) -> str:
        """Where minutes come from that stand as the form began, else that they follow from the amount."""
        assert self.form is not None
        if self.form.minutes_hint and not self._without_timer and typed == self.begun["minutes"]:
            return self.form.minutes_hint
        follow = measure(self.form.unit).seconds and not typed.strip()
        return guide.word("checkin", "minutes_hint") if follow else ""

    def _take_the_timer(self, *, along: bool) -> None:
        """Let minutes and recoveries of the timer stand, or what is recorded without them; what was typed stays."""
        if self.form is None or self.form.brought is None or along is not self._without_timer:
            return
        self._without_timer, typed = not along, self.typed
        for name, without in texts_without_the_timer(self.form).items():
            stands, then = (without, self.begun[name]) if along else (self.begun[name], without)
            if name != "outcome" and typed[name] == stands:
                self.query_one(f"#{name}", NumberField).put(then)

    @on(Row.Changed)
    def _changed(self, event: Row.Changed) -> None:
        event.stop()
        if event.row.id == "amount":
            # A new amount decides anew; without one the outcome is again what a session was closed with.
            closed = self.form is not None and self.form.brought is not None and not self.typed["amount"].strip()
            self._choice("outcome").put(self.begun["outcome"] if closed else "")
        if event.row.id == "outcome" and self._choice("outcome").value is not None:
            self.choose_outcome(OUTCOMES[(self._choice("outcome").value or 1) - 1])
            return
        self._derive()
        self.post_message(self.Typed())

    # -- going on ----------------------------------------------------------------------------------------------------

    def go_on(self, row: Row) -> None:
        """Contexts save; behind the minutes, and the recoveries where there are any, there is the note."""
        if row.id == "contexts":
            self.post_message(self.Finished())
        elif row.id == "recoveries" or (row.id == "minutes" and not self.query_one("#recoveries").display):
            self.call_next(self.open_note)
        else:
            super().go_on(row)

    def go_to(self, name: str = "", error: str = "") -> bool:
        """Go to a row; the outcome is none that takes the focus, so what is allowed is only said beside it."""
        if name != "outcome":
            return super().go_to(name, error)
        self._choice("outcome").error = error
        return True

    def choose_outcome(self, outcome: Outcome) -> None:
        """Choose an outcome over the one that follows from the amount."""
        self._choice("outcome").put(outcome.value)
        self._take_the_timer(along=outcome not in NOT_DONE)
        if outcome in NOT_DONE and self.form is not None and self.form.recorded is None:
            # Carried tags are facts about a session; what was not done is asked about instead.
            self._choice("contexts").put("")
        self._derive()
        self.post_message(self.Typed())
        row = self.row_in_use
        if outcome in NOT_DONE:
            self.go_to("contexts")
        elif row is None:
            self.go_to()
        elif row.id == "amount":
            self.go_on(row)

    async def open_note(self) -> None:
        """Open the note, or go to it."""
        await self.query_one("#note", NoteRow).open()
