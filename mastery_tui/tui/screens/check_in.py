"""Check-in: today's, or any past day's, in about eight keys."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Recorded
from mastery_tui.coach.shapes import CheckInForm
from mastery_tui.practice.records import Outcome
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import State
from mastery_tui.tui.forms import OUTCOMES, Kept, draft_from, resumed
from mastery_tui.tui.screens.check_in_rows import LETTERS, CheckInRows
from mastery_tui.tui.screens.room import Room
from mastery_tui.tui.widgets.cue_banner import CueBanner

ROW_OF = {"amount.missing": "amount", "outcome.missing": "outcome", "minutes.shape": "minutes"}
"""The row that a refusal without a field belongs to."""

HEAVY = ("pause", "support")
"""The severities that are said before anything is asked."""


class CheckInScreen(Room):
    """The form of one day; after saving, the page about it."""

    PLACE = "check-in"
    CSS_PATH = "check_in.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                letter,
                f"outcome('{outcome.value}')",
                f"outcomes.{outcome.value}",
                show=False,
                id=f"check_in.{outcome.value}",
            )
            for letter, outcome in zip(LETTERS, OUTCOMES, strict=True)
        ),
        Binding("n", "note", "Note", id="check_in.note"),
        Binding("ctrl+s", "save", "Save", id="check_in.save"),
        Binding("colon", "one_line", "One line", key_display=":", id="check_in.one_line"),
        Binding("up", "row(-1)", show=False, id="check_in.up"),
        Binding("down", "row(1)", show=False, id="check_in.down"),
        Binding("pageup", "other_day(-1)", "Day before", show=False, id="check_in.day_before"),
        Binding("pagedown", "other_day(1)", "Day after", show=False, id="check_in.day_after"),
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
        self.rows: CheckInRows | None = None
        self.saved_day: date | None = None
        self._seen: tuple[str, date] | None = None
        self._heavy = False

    # -- showing -----------------------------------------------------------------------------------------------------

    def compose_page(self) -> Iterable[Widget]:
        """The day's heading, and the rows of its form."""
        yield Static(id="heading", classes="text", markup=False)
        form = self._form()
        if form is not None:
            self.rows = CheckInRows(form, self.owner.drafts.get(form.day))
            yield self.rows

    def show(self) -> None:
        """Show the day; a form with something typed in it keeps its day and what stands in it."""
        super().show()
        self._move_on()
        if self.saved_day is not None:
            self._show_saved(self.saved_day)
            return
        form = self._form()
        if form is None:
            self._drop_rows()
            if self.coach.timeline is not None:
                self.query_one("#heading", Static).update(self.coach.plan().state)
            return
        self._catch_up()
        kept = self.owner.drafts.get(form.day)
        if self.rows is None or not self.rows.fits(form) or resumed(kept, self.rows.begun) != self.rows.state:
            self._show_form(form)
        else:
            self.rows.form = form
        self._show_heading(form)
        self._show_side(form.day)
        self.call_after_refresh(self._show_heavy_cue)

    @property
    def day(self) -> date | None:
        """The day that is shown, in its form or after saving."""
        return self.saved_day or (None if self.rows is None else self.rows.form.day)

    def _form(self) -> CheckInForm | None:
        """The form of the day that is shown: the chosen one, that of an unsaved draft, or today."""
        timeline = self.coach.timeline
        if timeline is None or timeline.state is State.ENDED:
            return None
        today = min(max(self.coach.today, timeline.first_day), timeline.last_day)
        day = self.chosen_day or self.unsaved() or today
        return self.owner.attempt(lambda: self.coach.check_in_form(day))

    def _move_on(self) -> None:
        """With the next cycle or the next practice day, what was shown of the last one is over; drafts are kept."""
        timeline = self.coach.timeline
        now = ("" if timeline is None else timeline.records.cycle.id, self.coach.today)
        if self._seen is not None and self._seen != now and not self._pushed:
            if self._seen[0] != now[0]:
                self.owner.drafts.clear()
            self._forget()
        self._seen = now

    def entered(self) -> None:
        """Coming from another place: a past day that was saved, or only looked at, gives way to today."""
        if self.chosen_day is not None and self.unsaved() is None and not self._pushed:
            self._forget()
            self.show()

    def _forget(self) -> None:
        """Let today's form show next, unless a draft is open."""
        if self.unsaved() is None:
            self.chosen_day = None
        if self.saved_day is not None:
            self._leave_saved()

    def _show_form(self, form: CheckInForm) -> None:
        """New rows for another day or another state of it; what was typed for the day stands in them."""
        before = self.rows
        same_day = before is not None and before.form.day == form.day
        place = before.place if before is not None and same_day else ""
        self._drop_rows()
        if before is not None and before.dirty and same_day:
            self._tell_of_another_window(before.form, form)
        self.rows = CheckInRows(form, self.owner.drafts.get(form.day), place)
        self.query_one("#page").mount(self.rows)

    def _tell_of_another_window(self, before: CheckInForm, now: CheckInForm) -> None:
        if now.recorded is not None and now.recorded != before.recorded:
            what = self.coach.day(now.day).remark
            self.owner.tell(guide.say("dialogs", "recorded_elsewhere", what=what), warn=True)

    @on(CheckInRows.Changed)
    def _keep_draft(self, event: CheckInRows.Changed) -> None:
        if event.rows is self.rows:
            self._keep(event.rows)

    def _catch_up(self) -> None:
        """Keep what was typed just now: the messages about it may still be on their way."""
        if self.rows is not None:
            self.rows.catch_up()
            if self.rows.state != self.rows.kept:
                self._keep(self.rows)

    def _keep(self, rows: CheckInRows) -> None:
        rows.kept = rows.state
        if rows.dirty:
            self.owner.drafts[rows.form.day] = Kept(rows.begun, rows.state)
        else:
            self.owner.drafts.pop(rows.form.day, None)

    def unsaved(self) -> date | None:
        """The form's day while something typed in it is not saved."""
        shown = self.rows if self.saved_day is None else None
        return shown.form.day if shown is not None and shown.dirty else None

    def _show_heading(self, form: CheckInForm) -> None:
        lines = [(form.title, "bold $foreground"), ("   " + form.remark, "$quiet")]
        if form.task:
            lines.append(("\n" + form.task, "$quiet"))
        self.query_one("#heading", Static).update(Content.assemble(*lines))

    def on_resize(self) -> None:
        """Fill the panel once there is room for it."""
        if self.rows is not None and self.saved_day is None:
            self._show_side(self.rows.form.day)

    def _show_side(self, day: date) -> None:
        if not self.wide:
            return
        from mastery_tui.tui.screens.side import week_and_last_session

        text = week_and_last_session(self.coach, day, self.owner.mark_set)
        panels = list(self.query("#side").results(Static))
        if panels:
            panels[0].update(text)
        else:
            self.mount(Static(text, id="side", classes="side", markup=False), before="#tabs")

    # -- keys of the form --------------------------------------------------------------------------------------------

    def action_outcome(self, value: str) -> None:
        """Choose an outcome by its letter."""
        if self.rows is not None:
            self.rows.choose_outcome(Outcome(value))

    def action_row(self, by: int) -> None:
        """Go to the row above or below."""
        if self.rows is not None:
            self.rows.step(by)

    def action_note(self) -> None:
        """Open the note."""
        if self.rows is not None:
            self.rows.open_note()

    def action_one_line(self) -> None:
        """Open the one-line entry for this day."""
        from mastery_tui.tui.screens.one_line import OneLine

        if self.rows is not None:
            self.app.push_screen(OneLine(self.coach, self.rows.form.day), self._recorded)

    # -- saving ------------------------------------------------------------------------------------------------------

    @on(CheckInRows.Finished)
    def _finished(self) -> None:
        self.action_save()

    def action_save(self, on_paused: bool = False) -> None:
        """Save the form; a refused value is said beside its row, and nothing typed is lost."""
        if self.rows is None:
            return
        begun = self.rows

        def recorded() -> Recorded:
            # As it stands by now, with what was typed while another window was saving.
            rows = self.rows if self.rows is not None and self.rows.form.day == begun.form.day else begun
            rows.catch_up()
            form = rows.form
            return self.coach.check_in(draft_from(rows.state, form), form.day, on_paused=on_paused)

        self.owner.save(recorded, self._recorded, self._refused, key=("check_in", begun.form.day))

    def _refused(self, refusal: Refused) -> None:
        text = guide.refusal(refusal.code, **refusal.facts)
        if refusal.code == "pause.paused":
            from mastery_tui.tui.screens.asking import Asking

            title, question = guide.word("dialogs", "paused_title"), guide.word("dialogs", "paused_line")
            asked = Asking(title, question, guide.word("keys", "save"))
            self.app.push_screen(asked, lambda yes: self.action_save(on_paused=True) if yes else None)
            return
        name = str(refusal.facts.get("field", ROW_OF.get(refusal.code, "")))
        if self.rows is None or not self.rows.refuse(name, text):
            self.owner.tell(text, warn=True)

    def _recorded(self, recorded: Recorded | None) -> None:
        if recorded is None:
            return
        if not self.owner.holds(self):  # A past day that was left while it waited.
            self.owner.drafts.pop(recorded.check_in.day, None)
            self.owner.show_again()
            return
        self._catch_up()  # Another day may show by now.
        self.saved_day = recorded.check_in.day
        self.owner.drafts.pop(self.saved_day, None)
        if recorded.pause_ended:
            self.owner.tell(guide.word("saved", "pause_ended"))
        self._drop_rows()
        self.show()

    def _drop_rows(self) -> None:
        if self.rows is not None:
            self.rows.remove()
            self.rows = None

    def _show_saved(self, day: date) -> None:
        from mastery_tui.tui.screens.saved import SavedPage

        timeline = self.coach.timeline
        found = None if timeline is None or timeline.state is State.ENDED else timeline.day(day)
        if found is None or found.check_in is None:
            self.action_edit()
            return
        self.add_class("-saved")
        pages = list(self.query(SavedPage))
        if pages:
            pages[0].show(self.coach, day)
        else:
            self.query_one("#page").mount(SavedPage(self.coach, day))
        self.set_focus(None)
        self._show_side(day)
        self.refresh_bindings()

    def _show_heavy_cue(self) -> None:
        """Show a pause or support cue under the form; lighter ones wait for the page after saving."""
        cue = None if self.saved_day is not None or self.rows is None else self.coach.cue()
        heavy = cue if cue is not None and cue.severity in HEAVY else None
        banners = list(self.query("#page > CueBanner").results(CueBanner))
        if banners:
            banners[0].cue = heavy
        elif heavy is not None:
            self.query_one("#page").mount(CueBanner(heavy, id="heavy-cue", classes="-gap"))
        self._heavy = heavy is not None
        self.refresh_bindings()

    @property
    def shows_cue(self) -> bool:
        """The top cue stands on the page after saving, and under the form where it says to stop."""
        return self.saved_day is not None or self._heavy

    # -- after saving, and going -------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The form's keys while the form shows, the saved page's after saving."""
        saved = self.saved_day is not None
        if action in ("go_on", "edit", "take_back"):
            return saved
        if action in ("outcome", "note", "save", "one_line", "row", "other_day"):
            return not saved
        return super().check_action(action, parameters)

    def action_edit(self) -> None:
        """Back to the form of the saved day."""
        if self.chosen_day is None and self.saved_day != self.coach.today:
            self.chosen_day = self.saved_day
        self._leave_saved()
        self.show()

    def _leave_saved(self) -> None:
        from mastery_tui.tui.screens.saved import SavedPage

        self.saved_day = None
        self.remove_class("-saved")
        self.query(SavedPage).remove()
        self.refresh_bindings()

    def action_take_back(self) -> None:
        """Undo what was just saved."""
        self.owner.action_undo()

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
        self._catch_up()
        if self._pushed:
            self.dismiss(None)

    def action_other_day(self, by: int) -> None:
        """Go to the day before or after; what was typed for this one is kept."""
        if self.rows is None:
            return
        form = self.rows.form
        day = form.earlier if by < 0 else form.later
        if day is not None:
            self._catch_up()
            self._drop_rows()
            self.chosen_day = None if day == self.coach.today else day
            self.show()
