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
from mastery_tui.coach import Coach
from mastery_tui.coach.days import Recorded
from mastery_tui.coach.drafts import DraftKey
from mastery_tui.coach.typed.check_in import draft_of_texts
from mastery_tui.coach.views import CheckInForm
from mastery_tui.coach.words.phrases import pause_words
from mastery_tui.practice.choices import Outcome, State
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.commands import bindings_of
from mastery_tui.tui.forms.check_in_rows import CheckInRows
from mastery_tui.tui.forms.form import Texts
from mastery_tui.tui.places.place import SUMMARY, WRITE_DOWN, Place, key_line
from mastery_tui.tui.widgets.cue_banner import CueBanner
from mastery_tui.tui.widgets.drawing import assembled
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.page import Page

ROW_OF = {
    "amount.missing": "amount",
    "amount.only_minutes": "amount",
    "outcome.missing": "outcome",
    "minutes.shape": "minutes",
    "recoveries.shape": "recoveries",
}
"""The row that a refusal without a field belongs to."""

OF_THE_FORM = ("outcome", "note", "save", "row")
AFTER_SAVING = ("go_on", "edit", "take_back")


class CheckInScreen(Place):
    """The form of one day; after saving, the page about it."""

    PLACE = "check-in"
    CSS_PATH = "check_in.tcss"
    KEYS_OF = ("place", "cue", "check_in")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("check_in")

    page = getters.query_one("#page", Page)
    """What scrolls."""
    heading = getters.query_one("#heading", Static)
    """The day, and what it asks."""
    saved_day: reactive[date | None] = reactive[date | None](None, bindings=True, toggle_class="-saved")
    """The day that was just saved, while the page about it shows."""

    def __init__(self, day: date | None = None, whose: Coach | None = None) -> None:
        """Open the form.

        Args:
            day: a past day, pushed over another place; None is today, whichever day that is.
            whose: the Coach on the cycle that it belongs to, the current one's where none is named.
        """
        super().__init__()
        self.rows = CheckInRows()
        """The rows of the form; they stay, whichever day stands in them."""
        self.chosen_day = day
        self._pushed = day is not None
        """Whether this is a day opened over another place."""
        self._whose = whose
        self._its_plan: Coach | None = None
        self._seen: tuple[str, date] | None = None
        self._left = ""
        self._checkable: tuple[object, bool] | None = None

    @property
    def whose(self) -> Coach:
        """The Coach on the cycle whose day this is."""
        return self._whose or self.coach

    @property
    def _earlier(self) -> bool:
        """Whether it is a day of an earlier cycle."""
        return self.whose is not self.coach

    # -- showing -----------------------------------------------------------------------------------------------------

    def compose_page(self) -> Iterable[Widget]:
        """The day's heading or what was saved; the cue, in sight of both; the rows of the form; what comes next."""
        yield Static(id="heading", classes="text", markup=False)
        yield Static(id="saved-day", classes="text", markup=False)
        yield CueBanner(id="cue", classes="-gap").data_bind(Place.cue)
        yield self.rows
        yield Static(id="saved-next", classes="text gap", markup=False)

    def on_mount(self) -> None:
        """Show the day; of one that was opened over another place, the bar says how Esc and Enter lead back there."""
        if not self._pushed:
            return
        words = {"number_field.leave": guide.word("keys", "leave_text")}
        stack = self.app.screen_stack
        below = stack[stack.index(self) - 1]
        if isinstance(below, Place) and below.PLACE != "plan":
            words["check_in.plan"] = guide.word("keys", "back")
        self.query_one(KeyBar).words = words

    def show(self) -> None:
        """Show the day; a form with something typed in it keeps its day and what stands in it."""
        super().show()
        self._stay_with_the_plan()
        self._move_on()
        form = None if self._shows_saved() else self._form()
        says = not self._earlier and (self.saved_day is not None or form is not None)
        coach = self.coach
        self.cue = (coach.said_first() if self.saved_day is None else coach.cues.banner()) if says else None
        self.rows.display = form is not None
        if form is not None:
            self._show_form(form)
        elif self.saved_day is None and self.whose.state is not None:
            self.heading.update(self.whose.plan.view().state)
        self._show_side()
        # Where the bar has no room for all keys, the way back is not the one that goes.
        self.query_one(KeyBar).first = "check_in.back" if self._pushed and self.saved_day is None else ""
        self.refresh_bindings()

    def watch_cue(self) -> None:
        """Keep the row in use in sight: a cue that comes or goes stands above it."""
        # Only once all know that they move does the next layout have the cue in it.
        self.owner.keys.before_drawing(lambda: self.call_after_refresh(self._stay_in_sight))

    def _stay_in_sight(self) -> None:
        if self.stands and self.focused is not None:
            self.focused.scroll_visible(animate=False)

    def _stay_with_the_plan(self) -> None:
        """A past day stays that of its plan, with what is typed, should another window end the plan meanwhile."""
        plan = self.coach.plan
        if not self._pushed or self._earlier or not plan.cycle_id:
            return
        if self._its_plan is None:  # Not by its number: days from elsewhere can bring in plans before it.
            self._its_plan = self.coach.of_cycle(plan.number)
        if self.coach.state is State.ENDED or plan.cycle_id != self._its_plan.plan.cycle_id:
            self._whose = self._its_plan

    @property
    def day(self) -> date | None:
        """The day that is shown, in its form or after saving."""
        return self.saved_day or (self.rows.form.day if self.rows.display and self.rows.form is not None else None)

    @property
    def shows_past(self) -> bool:
        """Whether it is a past day's form that shows."""
        return self.saved_day is None and self.day not in (None, self.coach.today)

    def _form(self) -> CheckInForm | None:
        """The form of the day that is shown: the chosen one, that of an unsaved draft, or today."""
        if self.whose.state is None or (self.whose.state is State.ENDED and not self._earlier):
            return None
        day = self.chosen_day or self.unsaved
        return self.owner.attempt(lambda: self.whose.days.form(day))

    @property
    def unsaved(self) -> date | None:
        """The form's day while something typed in it is not saved."""
        form = self.rows.form if self.saved_day is None and self.rows.draft_key is not None else None
        return form.day if form is not None and self.rows.changed else None

    def _move_on(self) -> None:
        """With the next cycle or the next practice day, what was shown of the last one is over; drafts are kept."""
        now = (self.whose.plan.cycle_id, self.coach.today)
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
        """Coming from another place: what was saved or only looked at of another day gives way to today.

        Args:
            editing: whether today's form is wanted, whatever else is shown or typed.
        """
        if self._pushed or self.app.screen is not self:
            return
        if editing:
            self.keep_draft()
            self.chosen_day = self.saved_day = self.rows.draft_key = None
        elif self.unsaved is None and (self.chosen_day is not None or self.saved_day not in (None, self.coach.today)):
            self._forget()
        elif self.saved_day is None and self.unsaved is None:
            self.rows.draft_key = None  # Nothing is typed: another window may have left something meanwhile.
        self.show()

    def _show_form(self, form: CheckInForm) -> None:
        """Let the rows show a day, or what was changed of it elsewhere."""
        assert self._seen is not None
        key = DraftKey(self._seen[0], "check_in", form.day.isoformat())
        rows, before = self.rows, self.rows.form
        if rows.draft_key != key:
            rows.remember(self.coach)
        if rows.draft_key != key or rows.typed_elsewhere(self.coach):
            self._say_heading(form, rows.open_day(self.coach, key, form))
            self.page.to_top()
            rows.go_to()
            return
        if rows.changed and before is not None and form.recorded not in (None, before.recorded):
            what = self.whose.plan.day(form.day).remark
            self.owner.tell(guide.say("dialogs", "recorded_elsewhere", what=what), warn=True)
        rows.take_over(form)
        self._say_heading(form, self._left)
        if rows.row_in_use is None:
            rows.go_to()

    def _say_heading(self, form: CheckInForm, left: str) -> None:
        self._left = left
        lines = [(form.title, "bold $foreground"), ("   " + form.remark, "$quiet")]
        lines += [("\n" + form.cycle, "$foreground")] if form.cycle else []
        lines += [("\n" + line, "$quiet") for line in (form.task, form.spare) if line]
        for label, text in form.adjusting:
            lines += [(f"\n{label}: ", "$quiet"), (text, "$foreground")]
        lines += key_line(self, WRITE_DOWN, form.keeps) + key_line(self, SUMMARY, form.summary)
        lines += [("\n" + left, "$quiet")] if left else []
        self.heading.update(assembled(lines))

    def _shows_saved(self) -> bool:
        """Show the page about the day that was saved, as long as it is recorded."""
        view = None if self.saved_day is None else self.whose.days.saved(self.saved_day)
        if view is None:
            self._back_to_form()
            return False
        from mastery_tui.tui.places.saved import what_comes, what_was_saved

        self.query_one("#saved-day", Static).update(what_was_saved(view, self.owner.mark_set, self._room))
        self.query_one("#saved-next", Static).update(what_comes(view))
        return True

    @property
    def _room(self) -> int:
        """The cells of a line of the saved page, beside a scrollbar; as its style says."""
        return min(75, self.app.size.width - 6 - (38 if self.wide else 0))

    def on_resize(self) -> None:
        """Fill the panel once there is room for it, and fit the lines of what was saved."""
        if self.stands and self.saved_day is not None:
            self.show()
        else:
            self._show_side()

    def _show_side(self) -> None:
        """What the day's week and the last session were, and the results; in a wide terminal only."""
        if not self.stands:
            return
        panels = list(self.query("#side").results(Static))
        if self.day is None or not self.wide:
            for panel in panels:
                panel.update()
            return
        from mastery_tui.tui.places.side import week_and_last_session

        text = week_and_last_session(self.whose, self.day, self.owner.mark_set)
        if panels:
            panels[0].update(text + self._results())
        else:
            self.mount(Static(text, id="side", classes="side", markup=False), before="#tabs")
            self.call_after_refresh(self._show_side)  # With the results, once the form can be seen.

    def _results(self) -> Content:
        """The results so far, below what else stands in the panel."""
        if not self.whose.days.begun:
            return Content()
        from mastery_tui.tui.widgets.small_plot import small_plot

        pieces = small_plot(self.whose.progress.glance(), "\n\n", self.owner.mark_set)
        return Content.assemble(("\n\n\n", ""), *pieces) if pieces else Content()

    # -- what can be done --------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The form's keys while a form shows that can be saved, the saved page's after saving."""
        saved = self.saved_day is not None
        if action in AFTER_SAVING:
            return saved
        if action == "back":
            return self._pushed
        if action == "clear":
            return self.unsaved is not None
        if action == "row" and saved:
            return self.page.can_go(1 if parameters == (1,) else -1)
        if action == "other_day":
            return not saved and self._beside(parameters) is not None
        if action == "summary" and self._earlier:
            return "summary" in self.whose.plan.offers()
        if action == "ask_to_delete" and self._earlier:
            return self.day is not None and self.whose.plan.day(self.day).recorded
        if action in OF_THE_FORM or action == "open":
            there = self.day is not None and (action == "row" or self._can_check_in(self.day))
            return there and (not self._earlier if action == "open" else not saved)
        return super().check_action(action, parameters)

    def _can_check_in(self, day: date) -> bool:
        """Whether a day can be checked in; each key of the bar asks that, so it is kept until something changes."""
        key = (self.whose, self.whose.window.version, self.coach.today, day)
        if self._checkable is None or self._checkable[0] != key:
            # The plan may be gone by now: taken back here, or elsewhere.
            there = self.whose.state is not None
            self._checkable = (key, there and self.whose.plan.day(day).can_check_in)
        return self._checkable[1]

    def keep_draft(self) -> None:
        """Remember what is typed and not saved."""
        if self.saved_day is None:
            self.rows.remember(self.coach)

    @on(CheckInRows.Typed)
    def _typed(self, event: CheckInRows.Typed) -> None:
        event.stop()
        self.owner.draft_changed()

    def on_screen_suspend(self) -> None:
        """Another form of the same day goes on with what is typed here; what is refused is said on coming back."""
        self.rows.judge()
        self.keep_draft()

    def action_outcome(self, value: str) -> None:
        """Choose an outcome by its letter."""
        self.rows.choose_outcome(Outcome(value))

    def action_row(self, by: int) -> None:
        """Go to the row above or below; after saving, read on or back."""
        if self.saved_day is None:
            self.rows.action_row(by)
        else:
            self.page.by_lines(by)

    async def action_note(self) -> None:
        """Open the note."""
        await self.rows.open_note()

    def action_clear(self) -> None:
        """Back to what is recorded; what was typed is dropped."""
        self.rows.clear(self.coach)
        self.owner.draft_changed()
        self._left = ""
        self.show()

    async def action_summary(self) -> None:
        """Show the plan in one page; over a day of an earlier one, that one's."""
        if self._earlier:
            self.keep_draft()
            await self.owner.push_screen(self.owner.screen_of("summary", self.whose))
        else:
            await super().action_summary()

    # -- saving ------------------------------------------------------------------------------------------------------

    @on(CheckInRows.Finished)
    def action_save(self) -> None:
        """Save the form; a refused value is said beside its row, and nothing typed is lost."""
        if self.rows.form is not None:
            self.owner.flow(self._save(self.rows.form, self.rows.typed))

    async def _save(self, form: CheckInForm, typed: Texts, on_paused: bool = False) -> None:
        rows, day, keys = self.rows, form.day, self.owner.keys.handed
        assert rows.draft_key is not None
        key = rows.draft_key._replace(about=day.isoformat())
        told = (form, typed)

        def record() -> Recorded:
            nonlocal told
            if self.stands and rows.draft_key == key and rows.form is not None:
                # As it stands by now, with what was typed while another window was saving.
                told = (rows.form, rows.typed)
            return self.whose.days.check_in(draft_of_texts(told[1], told[0]), day, on_paused=on_paused)

        what = guide.change_words("check_in", day=day)
        try:
            recorded = await self.owner.save(record, what, key=("check_in", day), draft=key)
        except Refused as refusal:
            await self._refused(refusal, form, typed)
            return
        if recorded is None:
            return
        if self.stands and rows.draft_key == key:
            rows.saved(self.coach, told[1], self.whose.days.form(day))
        if keys == self.owner.keys.handed and self.app.screen is self:
            self.recorded(recorded)
        else:
            super().recorded(recorded)  # The person went on while it waited: the form stays where it is.

    async def _refused(self, refusal: Refused, form: CheckInForm, typed: Texts) -> None:
        if refusal.code == "pause.paused":
            title, question = guide.word("dialogs", "paused_title"), guide.word("dialogs", "paused_line")
            if await self.owner.sure(title, question, guide.word("keys", "save")):
                await self._save(form, typed, on_paused=True)
            return
        name = str(refusal.facts.get("field", ROW_OF.get(refusal.code, "")))
        shows = self.stands and self.app.screen is self and self.day == form.day
        if not (shows and self.rows.go_to(name, guide.refusal(refusal.code, **refusal.facts))):
            self.owner.refuse(refusal)

    def recorded(self, recorded: Recorded) -> None:
        """Show the page about the day that was saved; one of another cycle is only told.

        Args:
            recorded: the check-in.
        """
        if recorded.check_in.cycle != self.whose.plan.cycle_id:
            super().recorded(recorded)
            return
        said = pause_words(ended=recorded.pause_ended, removed=recorded.pause_removed)
        if said:
            self.owner.tell(said)
        self.tell_replaced(recorded)
        self.show_saved(recorded.check_in.day)

    def show_saved(self, day: date) -> None:
        """Show the page about a day that is recorded.

        Args:
            day: the day.
        """
        self.keep_draft()  # Another day may show by now.
        self.rows.draft_key = None
        self.saved_day = day
        self.set_focus(None)
        self.page.to_top()
        self.owner.show_again()

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

    async def action_take_back(self) -> None:
        """Undo what was just saved."""
        await self.run_action("app.undo")

    async def action_go_on(self) -> None:
        """On to the plan, or back to where a past day was opened from."""
        if self._pushed:
            self.dismiss(None)
        else:
            await self.owner.action_go("plan")

    def action_back(self) -> None:
        """Leave a past day, back to where it was opened from; its draft is kept."""
        self.keep_draft()
        self.dismiss(None)

    def _beside(self, parameters: tuple[object, ...]) -> date | None:
        """The previous or next day, None where there is none."""
        form = self.rows.form if self.rows.display else None
        return None if form is None else form.earlier if parameters == (-1,) else form.later

    def action_other_day(self, by: int) -> None:
        """Go to the previous or next day; what was typed for this one is kept."""
        day = self._beside((by,))
        if day is not None:
            self.keep_draft()
            self.chosen_day = None if day == self.coach.today else day
            self.rows.draft_key = None
            self.show()
