"""Check-in: today's, or any past day's, in about eight keys."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import getters, on
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Recorded
from mastery_tui.coach.drafts import DraftKey
from mastery_tui.coach.shapes import CheckInForm
from mastery_tui.practice.records import Outcome
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import State
from mastery_tui.tui.commands import bindings_of
from mastery_tui.tui.forms.check_in_rows import CheckInRows
from mastery_tui.tui.forms.form import left_at
from mastery_tui.tui.places.place import Place
from mastery_tui.tui.places.saved import what_comes, what_was_saved
from mastery_tui.tui.widgets.cue_banner import CueBanner

ROW_OF = {"amount.missing": "amount", "outcome.missing": "outcome", "minutes.shape": "minutes"}
"""The row that a refusal without a field belongs to."""

HEAVY = ("pause", "support")
"""The severities that are said before anything is asked."""

OF_THE_FORM = ("outcome", "note", "save", "row", "other_day", "clear")
AFTER_SAVING = ("go_on", "edit", "take_back")


class CheckInScreen(Place):
    """The form of one day; after saving, the page about it."""

    PLACE = "check-in"
    CSS_PATH = "check_in.tcss"
    KEYS_OF = ("place", "cue", "check_in")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("check_in")

    rows = getters.query_one(CheckInRows)
    """The rows of the form; they stay, whichever day stands in them."""
    heading = getters.query_one("#heading", Static)
    """The day, and what it asks."""
    saved_day: reactive[date | None] = reactive[date | None](None, bindings=True, toggle_class="-saved")
    """The day that was just saved, while the page about it shows."""

    def __init__(self, day: date | None = None) -> None:
        """Open the form.

        Args:
            day: a past day, pushed over Plan; None is today, whichever day that is.
        """
        super().__init__()
        self.chosen_day = day
        self._seen: tuple[str, date] | None = None
        self._left = ""

    # -- showing -----------------------------------------------------------------------------------------------------

    def compose_page(self) -> Iterable[Widget]:
        """The day's heading and the rows of its form; what was saved; the cue; what comes next."""
        yield Static(id="heading", classes="text", markup=False)
        yield CheckInRows()
        yield Static(id="saved-day", classes="text", markup=False)
        yield CueBanner(id="cue", classes="-gap").data_bind(Place.cue)
        yield Static(id="saved-next", classes="text gap", markup=False)

    def show(self) -> None:
        """Show the day; a form with something typed in it keeps its day and what stands in it."""
        super().show()
        self._move_on()
        form = None if self._shows_saved() else self._form()
        cue = self.coach.cue() if self.saved_day is not None or form is not None else None
        self.cue = cue if self.saved_day is not None or (cue is not None and cue.severity in HEAVY) else None
        self.rows.display = form is not None
        if form is not None:
            self._show_form(form)
        elif self.saved_day is None and self.coach.timeline is not None:
            self.heading.update(self.coach.plan().state)
        if self.day is not None:
            self._show_side(self.day)
        self.refresh_bindings()

    @property
    def day(self) -> date | None:
        """The day that is shown, in its form or after saving."""
        return self.saved_day or (self.rows.form.day if self.rows.display and self.rows.form is not None else None)

    def _form(self) -> CheckInForm | None:
        """The form of the day that is shown: the chosen one, that of an unsaved draft, or today."""
        timeline = self.coach.timeline
        if timeline is None or timeline.state is State.ENDED:
            return None
        today = min(max(self.coach.today, timeline.first_day), timeline.last_day)
        day = self.chosen_day or self.unsaved or today
        return self.owner.attempt(lambda: self.coach.check_in_form(day))

    @property
    def unsaved(self) -> date | None:
        """The form's day while something typed in it is not saved."""
        form = self.rows.form if self.saved_day is None and self.rows.draft_key is not None else None
        return form.day if form is not None and self.rows.changed else None

    def _move_on(self) -> None:
        """With the next cycle or the next practice day, what was shown of the last one is over; drafts are kept."""
        timeline = self.coach.timeline
        now = ("" if timeline is None else timeline.records.cycle.id, self.coach.today)
        if self._seen is not None and self._seen != now and not self._pushed:
            if self._seen[0] != now[0]:
                self.keep_draft()
                self.rows.draft_key = None
            self._forget()
        self._seen = now

    def _forget(self) -> None:
        """Let today's form show next, unless a draft is open."""
        if self.unsaved is None:
            self.chosen_day = None
        self.saved_day = None

    def entered(self, *, editing: bool = False) -> None:
        """Coming from another place: a past day that was saved, or only looked at, gives way to today."""
        if editing and self.saved_day is not None:
            self.action_edit()
        elif self.chosen_day is not None and self.unsaved is None and not self._pushed:
            self._forget()
            self.show()

    def _show_form(self, form: CheckInForm) -> None:
        """Let the rows show a day, or what was changed of it elsewhere."""
        assert self._seen is not None
        place = DraftKey(self._seen[0], "check_in", form.day.isoformat())
        rows, before = self.rows, self.rows.form
        if rows.draft_key != place or rows.typed_elsewhere(self.coach):
            if rows.draft_key != place:
                rows.remember(self.coach)
            left = rows.open_day(self.coach, place, form)
            self._say_heading(form, "" if left is None else left_at(left))
            rows.go_to()
            return
        if rows.changed and before is not None and form.recorded not in (None, before.recorded):
            what = self.coach.day(form.day).remark
            self.owner.tell(guide.say("dialogs", "recorded_elsewhere", what=what), warn=True)
        rows.take_over(form)
        self._say_heading(form, self._left)
        if rows.row_in_use is None:
            rows.go_to()

    def _say_heading(self, form: CheckInForm, left: str) -> None:
        self._left = left
        lines = [(form.title, "bold $foreground"), ("   " + form.remark, "$quiet")]
        lines += [("\n" + line, "$quiet") for line in (form.task, form.spare, left) if line]
        self.heading.update(Content.assemble(*lines))

    def _shows_saved(self) -> bool:
        """Show the page about the day that was saved, as long as it is recorded."""
        timeline, day = self.coach.timeline, self.saved_day
        found = None if day is None or timeline is None or timeline.state is State.ENDED else timeline.day(day)
        if day is None or found is None or found.check_in is None:
            self._back_to_form()
            return False
        view = self.coach.saved(day)
        self.query_one("#saved-day", Static).update(what_was_saved(view, self.owner.mark_set))
        self.query_one("#saved-next", Static).update(what_comes(view))
        return True

    def on_resize(self) -> None:
        """Fill the panel once there is room for it."""
        if self.day is not None:
            self._show_side(self.day)

    def _show_side(self, day: date) -> None:
        if not self.wide:
            return
        from mastery_tui.tui.places.side import week_and_last_session

        text = week_and_last_session(self.coach, day, self.owner.mark_set)
        panels = list(self.query("#side").results(Static))
        if panels:
            panels[0].update(text)
        else:
            self.mount(Static(text, id="side", classes="side", markup=False), before="#tabs")

    # -- what can be done --------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The form's keys while a form shows that can be saved, the saved page's after saving."""
        saved = self.saved_day is not None
        if action in AFTER_SAVING:
            return saved
        if action == "back":
            return self._pushed
        if action in OF_THE_FORM or action == "open":
            there = self.day is not None and (action in ("row", "other_day") or self.coach.day(self.day).can_check_in)
            return there and (action == "open" or not saved)
        return super().check_action(action, parameters)

    def keep_draft(self) -> None:
        """Remember what is typed and not saved."""
        if self.saved_day is None:
            self.rows.remember(self.coach)

    @on(CheckInRows.Typed)
    def _typed(self) -> None:
        self.owner.draft_changed()

    def on_screen_suspend(self) -> None:
        """Another form of the same day goes on with what is typed here."""
        self.keep_draft()

    def action_outcome(self, value: str) -> None:
        """Choose an outcome by its letter."""
        self.rows.choose_outcome(Outcome(value))

    def action_row(self, by: int) -> None:
        """Go to the row above or below."""
        self.rows.action_row(by)

    async def action_note(self) -> None:
        """Open the note."""
        await self.rows.open_note()

    def action_clear(self) -> None:
        """Back to what is recorded; what was typed is dropped."""
        self.rows.clear(self.coach)
        self._left = ""
        self.show()

    def action_open(self, dialog: str) -> None:
        """Open a dialog about the day that is shown; what the one-line entry records is shown as saved.

        Args:
            dialog: its id.
        """
        if dialog == "one_line":
            self.owner.flow(self._one_line())
        else:
            super().action_open(dialog)

    async def _one_line(self) -> None:
        dialog = self.owner.attempt(lambda: self.owner.screen_of("one_line", self.day))
        recorded: Recorded | None = None if dialog is None else await self.owner.ask(dialog)
        if recorded is not None:
            self._recorded(recorded)

    # -- saving ------------------------------------------------------------------------------------------------------

    @on(CheckInRows.Finished)
    def action_save(self) -> None:
        """Save the form; a refused value is said beside its row, and nothing typed is lost."""
        if self.rows.form is not None:
            self.owner.flow(self._save(self.rows.form.day))

    async def _save(self, day: date, on_paused: bool = False) -> None:
        rows, typed = self.rows, self.rows.typed

        def record() -> Recorded:
            # As it stands by now, with what was typed while another window was saving.
            here = self.stands and rows.form is not None and rows.form.day == day
            return self.coach.check_in(rows.draft(rows.typed if here else typed), day, on_paused=on_paused)

        what = guide.change_words("check_in", day=day)
        try:
            recorded = await self.owner.save(record, what, key=("check_in", day))
        except Refused as refusal:
            await self._refused(refusal, day)
            return
        if recorded is not None:
            self._recorded(recorded)

    async def _refused(self, refusal: Refused, day: date) -> None:
        if refusal.code == "pause.paused":
            title, question = guide.word("dialogs", "paused_title"), guide.word("dialogs", "paused_line")
            if await self.owner.sure(title, question, guide.word("keys", "save")):
                await self._save(day, on_paused=True)
            return
        name = str(refusal.facts.get("field", ROW_OF.get(refusal.code, "")))
        if not self.rows.go_to(name, guide.refusal(refusal.code, **refusal.facts)):
            self.owner.refuse(refusal)

    def _recorded(self, recorded: Recorded) -> None:
        day = recorded.check_in.day
        if recorded.pause_ended:
            self.owner.tell(guide.word("saved", "pause_ended"))
        if self.stands and (self.rows.form is None or self.rows.form.day != day):
            self.rows.remember(self.coach)  # Another day shows by now.
        self.coach.drafts.forget(DraftKey(recorded.check_in.cycle, "check_in", day.isoformat()))
        if not self.stands:  # A past day that was left while it waited.
            self.owner.show_again()
            return
        self.rows.draft_key = None
        self.saved_day = day
        self.set_focus(None)
        self.show()

    # -- after saving, and going -------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Back to the form of the saved day."""
        if self.chosen_day is None and self.saved_day != self.coach.today:
            self.chosen_day = self.saved_day
        self._back_to_form()
        self.show()

    def _back_to_form(self) -> None:
        if self.saved_day is not None:
            self.saved_day = None
            self.rows.draft_key = None

    def action_take_back(self) -> None:
        """Undo what was just saved."""
        self.call_later(self.app.run_action, "undo")

    async def action_go_on(self) -> None:
        """On to the plan."""
        if self._pushed:
            self.dismiss(None)
        else:
            await self.owner.action_go("plan")

    @property
    def _pushed(self) -> bool:
        """Whether this is a day opened from Plan."""
        return self.app.screen_stack[0] is not self

    def action_back(self) -> None:
        """Leave a past day, back to the plan; its draft is kept."""
        self.keep_draft()
        self.dismiss(None)

    def action_other_day(self, by: int) -> None:
        """Go to the previous or next day; what was typed for this one is kept."""
        form = self.rows.form
        day = None if form is None else form.earlier if by < 0 else form.later
        if day is not None:
            self.keep_draft()
            self.chosen_day = None if day == self.coach.today else day
            self.rows.draft_key = None
            self.show()
