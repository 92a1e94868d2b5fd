"""What every place has: tabs, a page that scrolls, the key bar, a cue, and showing itself again."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import reactive
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.days import Recorded
from mastery_tui.coach.views import CueView
from mastery_tui.coach.words import check_in as words
from mastery_tui.coach.words.phrases import pause_words, strength_blank, written_over
from mastery_tui.tui.base_app import BaseApp
from mastery_tui.tui.commands import bindings_of, opening
from mastery_tui.tui.live_screen import LiveScreen
from mastery_tui.tui.shown_app import WIDE
from mastery_tui.tui.widgets.cue_banner import CueBanner
from mastery_tui.tui.widgets.drawing import Piece, link
from mastery_tui.tui.widgets.key_bar import KeyBar, key_name
from mastery_tui.tui.widgets.page import Page
from mastery_tui.tui.widgets.tab_bar import Tab, TabBar

SNOOZED_DAYS = 3
TABS = (
    ("F2", "checkin", "check-in"),
    ("F3", "plan", "plan"),
    ("F4", "reflect", "reflect"),
    ("F5", "progress", "progress"),
)
"""The places: the key that goes there, its word, and its name."""
WRITE_DOWN = "open('routine')"
"""The action of the key that opens the routine."""
SUMMARY = "summary"
"""The action of the key that opens the summary."""


class Place(LiveScreen[None]):
    """A place: it asks the Coach for one value and shows it, and shows it again whenever something changed."""

    PLACE: ClassVar[str] = ""
    """Its name, and that of the tab that is lit."""
    LIT: ClassVar[str] = ""
    """The tab that is lit where it has none of its own."""
    KEYS_OF: ClassVar[tuple[str, ...]] = ("place", "cue")
    """Whose commands of the table act here."""
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("place", "cue")

    _just_shown = False
    """Whether it was shown as it came, and needs not be on its first resumption."""
    owner = getters.app(BaseApp)
    """The app."""
    tabs = getters.query_one("#tabs", TabBar)
    """The line at the top."""
    cue: reactive[CueView | None] = reactive[CueView | None](None, bindings=True)
    """The cue that shows here, set whenever the journal or the day changed."""

    @property
    def coach(self) -> Coach:
        """The one door."""
        return self.owner.coach

    @property
    def whose(self) -> Coach:
        """The Coach on the cycle whose days are shown here: the current one's, but for a day of an earlier cycle."""
        return self.coach

    @property
    def wide(self) -> bool:
        """Whether there is room for a panel on the right."""
        return self.app.size.width >= WIDE

    def compose(self) -> ComposeResult:
        """Tabs, page, keys."""
        yield TabBar(active=self.LIT or self.PLACE, id="tabs")
        with Page(id="page"):
            yield from self.compose_page()
        yield from self.owner.above_keys()
        yield KeyBar(id="keys")

    def compose_page(self) -> Iterable[Widget]:
        """What stands on the page; for subclasses."""
        return ()

    def on_mount(self) -> None:
        """Show everything for the first time, but not where the app ends while this place is made ready."""
        if self.app.is_running:
            with self.coach.one_moment():
                self.show()
        self._just_shown = True

    def on_screen_resume(self) -> None:
        """Show what may have changed elsewhere."""
        if self.stands and not self._just_shown:
            self.show()
        self._just_shown = False

    def show(self) -> None:
        """Ask the Coach again and show it; what is being typed stays."""
        self.tabs.right = self.coach.plan.header()
        self.tabs.timer = self.coach.timer.tab()
        places = self.owner.places
        self.tabs.tabs = tuple(Tab(key, guide.word("tabs", word), mode) for key, word, mode in TABS if mode in places)

    def entered(self, *, editing: bool = False) -> None:
        """The person came here from another place; for subclasses.

        Args:
            editing: whether a form is wanted rather than the page after saving.
        """

    @on(TabBar.Chosen)
    def _tab(self, event: TabBar.Chosen) -> None:
        # In the app's own turn: this screen may be one that closes by it.
        self.owner.call_later(self.owner.action_go, event.mode)

    # -- what can be done here ---------------------------------------------------------------------------------------

    @property
    def day(self) -> date | None:
        """The day that is shown or chosen here, None where none is."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Answer a cue only where one shows, and open only what the plan offers."""
        if action in ("why", "acknowledge", "snooze"):
            return self.cue is not None
        if action == "take":
            return self.cue is not None and bool(self.cue.step)
        if action == "open":
            command = opening(str(parameters[0]), self.KEYS_OF)
            return command is None or not command.offer or command.offer in self.owner.offers
        if action in ("summary", "new_plan"):
            return ("begin" if action == "new_plan" else action) in self.owner.offers
        if action == "clear":
            return False
        if action == "ask_to_delete":
            return self.day is not None and self.owner.recorded(self.day)
        return True

    def action_open(self, dialog: str) -> None:
        """Open a dialog about the day that is shown here.

        Args:
            dialog: its id.
        """
        if dialog == "one_line":
            self.owner.flow(self._one_line())
        else:
            self.owner.open(dialog, self._day_asked)

    @property
    def _day_asked(self) -> date | None:
        """The day that a dialog is about; none where it is one of an earlier cycle."""
        return self.day if self.whose is self.coach else None

    async def action_summary(self) -> None:
        """Show the plan in one page."""
        await self.owner.action_go("summary")

    async def action_new_plan(self) -> None:
        """Set up the next plan."""
        await self.owner.action_go("setup")

    async def _one_line(self) -> None:
        dialog = self.owner.attempt(lambda: self.owner.screen_of("one_line", self._day_asked))
        recorded: Recorded | None = None if dialog is None else await self.owner.ask(dialog)
        if recorded is not None:
            self.recorded(recorded)
            blank = strength_blank(recorded.before, recorded.check_in)
            if blank:
                self.owner.tell(blank)

    def recorded(self, recorded: Recorded) -> None:
        """Say what was recorded, and show it.

        Args:
            recorded: the check-in.
        """
        day = recorded.check_in.day
        what = self._of(recorded).plan.day(day).remark
        self.owner.tell(words.recorded(day, what))
        self.tell_replaced(recorded)
        self.owner.show_again()

    def tell_replaced(self, recorded: Recorded) -> None:
        """Say what a recorded day was before it was written over.

        Args:
            recorded: the check-in.
        """
        unit = self._of(recorded).days.form(recorded.check_in.day).unit
        what = written_over(recorded.before, recorded.check_in, unit, added=recorded.added)
        if what:
            self.owner.tell(guide.say("saved", "replaced", what=what))

    def _of(self, recorded: Recorded) -> Coach:
        return self.whose if recorded.check_in.cycle == self.whose.plan.cycle_id else self.coach

    def action_resume(self) -> None:
        """Take the plan up again today, or remove a pause that lies ahead."""
        self.owner.change(self._resumed, what=guide.change_words("resume"))

    def _resumed(self) -> str:
        ended = self.coach.days.resume()
        return pause_words(ended=ended, removed=not ended)

    def action_rest_tomorrow(self) -> None:
        """Record a rest for tomorrow."""
        self.plan_rest(None)

    def plan_rest(self, day: date | None) -> None:
        """Record a rest for a day, and say which.

        Args:
            day: the day, tomorrow where none is named.
        """
        rested = day or self.coach.tomorrow
        said = f"{words.rested(rested)} {guide.word('dialogs', 'delete_line')}"
        self.owner.change(lambda: self.coach.days.rest(day), said, what=guide.change_words("rest", day=rested))

    def action_ask_to_delete(self) -> None:
        """Delete what is recorded for the day that is shown, once that is confirmed."""
        self.owner.flow(self._ask_to_delete())

    async def _ask_to_delete(self) -> None:
        day = self.day
        assert day is not None
        title = guide.say("dialogs", "delete_title", day=guide.date_words(day, "long"))
        if await self.owner.sure(title, guide.word("dialogs", "delete_line"), guide.word("keys", "delete")):
            self.delete(day)

    def delete(self, day: date) -> None:
        """Delete what is recorded for a day.

        Args:
            day: the day.
        """
        said = guide.say("dialogs", "deleted", day=guide.date_words(day, "long"))
        what = guide.change_words("delete", day=day)
        self.owner.change(
            lambda: self.whose.days.delete(day), f"{said} {guide.word('dialogs', 'delete_line')}", what=what
        )

    def action_export(self) -> None:
        """Ask where the plan that is shown is written, as a page to keep or to show."""
        self.owner.open("export", self.whose)

    def action_history(self) -> None:
        """Open the history over what is shown."""
        self.keep_draft()
        self.owner.push_screen(self.owner.screen_of("history"))

    def action_import_days(self) -> None:
        """Bring in days that were recorded elsewhere, over what is shown."""
        self.keep_draft()
        self.owner.push_screen(self.owner.screen_of("importing"))

    # -- the cue -----------------------------------------------------------------------------------------------------

    def action_why(self) -> None:
        """Show why the top cue is said, and all cues."""
        self.owner.open("why", None)

    def action_acknowledge(self) -> None:
        """Take the top cue as seen."""
        self._answer(None)

    def action_snooze(self) -> None:
        """Hide the top cue for 3 days."""
        self._answer(SNOOZED_DAYS)

    def action_take(self) -> None:
        """Do what the top cue's next step says, or open where it leads."""
        if self.cue is not None and self._sees_cue():
            self.owner.take_step(self.cue)

    def _sees_cue(self) -> bool:
        """Whether something of the cue is in sight; where it lies below the fold it is brought there instead."""
        for banner in self.query(CueBanner):
            if not banner.region.overlaps(self.query_one("#page", Page).region):
                banner.scroll_visible(animate=False)
                return False
        return True

    def _answer(self, days: int | None) -> None:
        cue = self.cue
        if cue is not None and self._sees_cue():
            self.owner.change(lambda: self.coach.cues.answer(cue.rule, days), what=guide.change_words("answer"))


def key_line(place: Place, action: str, word: str) -> list[Piece]:
    """The key that does what the day's task asks for, on a line of its own.

    Args:
        place: where it acts.
        action: its action.
        word: what it does, '' for nothing.
    """
    if not word:
        return []
    acting = next((key.binding for key in place.active_bindings.values() if key.binding.action == action), None)
    if acting is None:
        return []
    press = f"app.simulate_key('{acting.key}')"
    return [
        ("\n", ""),
        link((key_name(acting), "bold $primary"), press),
        link((f" {word}", "$quiet"), press),
    ]
