"""Bringing in days that were recorded elsewhere: which ones, what was asked then, and what becomes of them."""

from asyncio import sleep
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.drafts import DraftKey
from mastery_tui.coach.errors import JournalError
from mastery_tui.coach.import_views import (
    Answers,
    Automatic,
    BroughtIn,
    HabitView,
    ImportedDay,
    PreviewView,
)
from mastery_tui.practice.choices import ResultKind
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.commands import bindings_of
from mastery_tui.tui.forms import import_rows
from mastery_tui.tui.forms.form import Form, Texts
from mastery_tui.tui.forms.import_asked import ImportAsked
from mastery_tui.tui.forms.import_days import READ_AGAIN, ImportDays
from mastery_tui.tui.places.place import Place
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.drawn import Drawn, Line
from mastery_tui.tui.widgets.import_lines import day_lines
from mastery_tui.tui.widgets.import_sheet import ImportSheet
from mastery_tui.tui.widgets.key_bar import QUITTING, KeyBar
from mastery_tui.tui.widgets.page import Page
from mastery_tui.tui.widgets.path_field import PathField
from mastery_tui.tui.widgets.prose import Line as Paragraph, Prose
from mastery_tui.tui.widgets.row import Row
from mastery_tui.tui.widgets.tab_bar import TabBar

FACTS, ASKED, BECOMES = 1, 2, 3
"""The steps: which days, what was asked then, what becomes of them."""
BESIDE_FROM = 118
"""Columns from which on the days of a cycle are shown beside the cycles."""
DRAFT = DraftKey("", "import", "")
"""What is typed and not brought in yet, whichever plan runs."""
MANY = 1000
"""Days from which on it is said that they are being brought in: each thousand takes some tenths of a second."""
SEEN = 0.1
"""Seconds in which that is drawn."""


class ImportKeys(KeyBar):
    """The same where Esc leads out rather than the keys that quit."""

    LAST = ("escape", "exclamation_mark", "question_mark")
    HIDDEN = QUITTING


class ImportScreen(Place, Form):
    """Three steps over the place that is shown; nothing is changed before `y` on the last one."""

    NAME = "importing"
    PLACE = "importing"
    CSS_PATH = "importing.tcss"
    KEYS_OF = ("place", "importing")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("importing")

    page = getters.query_one("#page", Page)
    """What scrolls."""
    days = getters.query_one(ImportDays)
    """Which days come in."""
    asked = getters.query_one(ImportAsked)
    """What was asked of their habit then."""
    file = getters.query_one("#file", PathField)
    """The path."""
    sheet = getters.query_one(ImportSheet)
    """What becomes of the days."""

    def __init__(self) -> None:
        """Begin with no file."""
        super().__init__()
        self.step = FACTS
        """The step that shows."""
        self._left = ""
        """When an earlier run of the program left what stands in the rows, in words."""
        self._left_texts: Texts = {}
        """What was typed before and left, for the habit that was chosen then."""
        self._into = self._replace = False
        self._seen = -1
        """The state of the journal that the preview goes by."""

    # -- composing ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title, the rows of the steps with what follows from them, the preview, keys."""
        yield TabBar(title=guide.word("tabs", "setup"), sentence=guide.word("import_screen", "header"), id="tabs")
        with Page(id="page"):
            yield Static(id="question", classes="text", markup=False)
            yield ImportDays(id="step-1")
            yield ImportAsked(id="step-2")
            yield Prose(id="lines", values_at=0)
            yield ImportSheet(id="sheet")
            yield Drawn(id="side")
        yield ImportKeys(id="keys")

    def on_mount(self) -> None:
        """Begin on the first step."""
        self.sheet.days_of = self._days_of
        self.query_one("#side", Drawn).drawing = self._beside
        self._left = self.begin_with_draft(self.coach, DRAFT, self.typed)
        self._left_texts = self.changed
        self.days.offer()
        self._open(FACTS)
        if self.file.value.strip():
            self._read_beside()

    def keep_draft(self) -> None:
        """Remember what is typed, until it is brought in; without a path there is nothing to come back to."""
        if self.file.value.strip():
            self.remember(self.coach)
        elif self._remembered:
            self.drop_draft(self.coach)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Look anew at what becomes of the days, where the journal changed meanwhile; what is typed stays."""
        if self.step == BECOMES and self._seen != self.coach.window.version:
            self._look(self.sheet.preview)

    def on_resize(self, event: events.Resize) -> None:
        """Show the days beside the cycles where there is room."""
        self._fit()

    def _fit(self) -> None:
        # Days that are looked at have the whole width, with their amounts and notes, and do not stand there twice.
        cycles = self.step == BECOMES and not self.is_journal and not self.sheet.looking
        self.set_class(cycles and self.app.size.width >= BESIDE_FROM, "-beside")
        self.query_one("#side", Drawn).redraw()

    @property
    def is_journal(self) -> bool:
        """Whether the file is the journal of another place, of which nothing is asked."""
        return self.days.is_journal

    @property
    def habit(self) -> HabitView | None:
        """The habit that is chosen."""
        return self.days.habit

    def _open(self, step: int) -> None:
        """Show a step, at its first row."""
        self.step, final = step, step == BECOMES
        self.sheet.looking = False
        for number in (FACTS, ASKED):
            self.query_one(f"#step-{number}").display = number == step
        self.query_one("#question").display = not final or self.is_journal
        self.query_one("#lines").display = final and self.is_journal
        self.sheet.display = final and not self.is_journal
        self.set_class(final and not self.is_journal, "-final")
        self._ask()
        self.page.scroll_home(animate=False)
        if not final:
            missing = self.coach.importing.missing(self.habit, self._answers()) if step == ASKED and self.habit else ()
            self.go_to(next(iter(missing), ""))
        else:
            self.set_focus(None if self.is_journal else self.sheet)
        self._name_keys()

    def _ask(self) -> None:
        say, journal = guide.words("import_screen"), self.is_journal
        steps = BECOMES - journal
        self.tabs.right = guide.say("import_screen", "step", step=min(self.step, steps), steps=steps)
        question = say["becomes_journal" if self.step == BECOMES else f"question_{self.step}"]
        about = f"   {self._left}" if self.step == FACTS and self._left else ""
        if self.step == ASKED and self.habit is not None:
            about = f"   {self.habit.name}"
        self.query_one("#question", Static).update(Content.assemble((question, "bold $foreground"), (about, "$quiet")))

    def _name_keys(self) -> None:
        """Name the keys as this step has them."""
        self._fit()
        keys, looking = guide.words("keys"), self.sheet.looking
        before = {FACTS: "", ASKED: "import_which", BECOMES: "import_numbers"}[self.step]
        after = {FACTS: "import_numbers", ASKED: "import_preview", BECOMES: ""}[self.step]
        if self.is_journal:
            before, after = ("", "import_preview") if self.step == FACTS else ("import_which", "")
        if looking:
            before = "cycle_before" if self.sheet.cursor else ""
            after = "" if self.sheet.at_last else "cycle_after"
        self.query_one(KeyBar).words = {
            "import.step_before": keys[before] if before else "",
            "import.step_after": keys[after] if after else "",
            "import.leave": keys["back" if looking else "leave"],
            "import.replace": keys[self._next_word()],
        }
        self.refresh_bindings()

    def _next_word(self) -> str:
        if not self._into:
            return "import_into"
        return "import_keep" if self._replace else "import_replace"

    # -- step 1 ------------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> list[Row]:
        """The rows of the step that shows."""
        if self.step == BECOMES:
            return []
        return [row for row in self.query_one(f"#step-{self.step}").walk_children(Row) if row.is_stop]

    @on(Row.Changed)
    def _typing(self, event: Row.Changed) -> None:
        self.owner.draft_changed()
        if self.step == ASKED:
            self._count()
            return
        self.days.typed_in(event.row)
        if event.row.id in READ_AGAIN and self.file.value.strip():
            self._read_beside()

    def _read_beside(self) -> None:
        self.owner.flow(self.days.read(self.coach.importing))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Read the file once its path is left for another row."""
        left = self.file in event.widget.ancestors_with_self and self.row_in_use not in (None, self.file)
        if left and self.file.value.strip() and not self.days.is_read:
            self._read_beside()

    # -- step 2 ------------------------------------------------------------------------------------------------------

    def _begin_asked(self, habit: HabitView) -> None:
        """Let the rows of step 2 begin with what is known of a habit; what was typed for it stays."""
        if self.asked.is_of(habit):
            return
        chosen = self.days.habits.typed
        left = self._left_texts if self._left_texts.get("habit", chosen) == chosen else {}
        self._left_texts = {}
        self.asked.begin(habit, {**self.coach.importing.begin(habit), **left})

    def _answers(self) -> Answers:
        typed, habit = self.typed, self.habit
        counted = habit is not None and habit.counted
        return Answers(
            name=typed["name"],
            standard=typed["standard"],
            unit=typed["unit"] if counted else None,
            target=typed["target"] if counted else "",
            minimum=typed["minimum"] if counted else "",
            result=ResultKind(typed["better"]) if counted else None,
            automatic=Automatic(typed["automatic"]),
            notes=typed["notes"] == import_rows.NOTES[0],
            into=self._into,
            replace=self._replace,
        )

    def _count(self) -> None:
        """Count anew what becomes of the days, or say what has to be typed for that."""
        habit = self.habit
        if habit is None:
            return
        try:
            counts = self.coach.importing.counts(habit, self._answers())
        except (Refused, JournalError) as refused:
            said = guide.refusal(refused.code, **refused.facts)
            self.asked.say("" if said in (row.error for row in self.rows) else said)
            return
        self.asked.show(counts, self.owner.mark_set)

    # -- step 3 ------------------------------------------------------------------------------------------------------

    def _look(self, before: PreviewView | None = None) -> bool:
        """Show what becomes of the days as the journal is now; whether that could be told."""
        self._seen = self.coach.window.version
        if self.is_journal:
            return self._look_at_journal()
        habit = self.habit
        if habit is None:
            return False
        try:
            self.sheet.preview = self.coach.importing.preview(habit, self._answers())
        except (Refused, JournalError) as refused:
            self._return_to(refused)
            return False
        if before is None:
            self.sheet.cursor = 0
        return True

    def _look_at_journal(self) -> bool:
        try:
            whole = self.days.whole = self.coach.importing.journal(self.days.path)
        except (Refused, JournalError) as refused:
            self._open(FACTS)
            self.go_to("file", guide.refusal(refused.code, **refused.facts))
            return False
        self.query_one("#lines", Prose).entries = tuple(Paragraph(text=line) for line in whole.lines)
        return True

    def _return_to(self, refused: Refused | JournalError) -> None:
        """Say a refusal beside its field, on its step; in passing where it belongs to none.

        What is recorded here stays until that is chosen anew, so that nothing that was refused is refused for ever.
        """
        self._into = self._replace = False
        field = self.coach.importing.field_of(refused) if isinstance(refused, Refused) else None
        if field is None or field not in self.named_rows:
            self.owner.refuse(refused)
            return
        if self.step != ASKED:
            self._open(ASKED)
        self.go_to(field, guide.refusal(refused.code, **refused.facts))
        self._count()

    def _days_of(self, place: int) -> tuple[ImportedDay, ...]:
        preview = self.sheet.preview
        return () if preview is None else self.coach.importing.cycle_days(preview, place)

    def _beside(self, width: int) -> list[Line]:
        preview = self.sheet.preview
        if not self.has_class("-beside") or preview is None or not preview.cycles:
            return []
        cycle = preview.cycles[self.sheet.cursor]
        days = self.coach.importing.cycle_days(preview, self.sheet.cursor)
        return [[(cycle.title, "bold $foreground")], *day_lines(days, width, self.owner.mark_set)]

    @on(ImportSheet.Moved)
    def _moved(self) -> None:
        self.query_one("#side", Drawn).redraw()
        if self.sheet.looking:
            self._name_keys()

    # -- moving ------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Bring in and look at days on the last step, go from row to row on the others."""
        # Setup beneath asks before anything is composed here.
        final = self.step == BECOMES
        looking = final and self.sheet.looking
        if action == "bring_in":
            return final and not looking and not self._nothing
        if action == "days":
            return final and not looking and not self.is_journal and self._has_cycles
        if action == "replace":
            return final and not looking and self.sheet.preview is not None and self.sheet.preview.overlaps > 0
        if action == "turn":
            if looking:  # Back from the first one's days leads to all of them.
                return parameters == (-1,) or not self.sheet.at_last
            return self.step > FACTS if parameters == (-1,) else not final
        if action == "import_days":
            return False
        if action == "clear":
            return bool(self.changed)
        if action == "move":
            return not final or not self.is_journal
        return super().check_action(action, parameters)

    @property
    def _nothing(self) -> bool:
        if self.is_journal:
            return self.days.whole is None or self.days.whole.nothing_new
        return self.sheet.preview is None or self.sheet.preview.nothing

    @property
    def _has_cycles(self) -> bool:
        return self.sheet.preview is not None and bool(self.sheet.preview.cycles)

    def action_clear(self) -> None:
        """Begin anew; what was typed is dropped."""
        self.days.clear()
        self.begin(self.begun)
        self.drop_draft(self.coach)
        self.owner.draft_changed()
        self.asked.clear()
        self._left, self._left_texts = "", {}
        self._into = self._replace = False
        self.days.offer()
        self._open(FACTS)

    def action_move(self, by: int) -> None:
        """Go to the row before or after; on the last step move the cursor."""
        if self.step == BECOMES:
            self.sheet.move(by)
        elif by > 0 and self.row_in_use is self.file:
            self.go_on(self.file)
        else:
            self.action_row(by)

    def go_on(self, row: Row) -> None:
        """Go on behind a row; behind the path once the file was read."""
        if row is self.file:
            self.owner.flow(self._go_on_reading())
        else:
            super().go_on(row)

    async def _go_on_reading(self) -> None:
        if await self.days.read(self.coach.importing) and self.step == FACTS and self.row_in_use is self.file:
            super().go_on(self.file)

    def finish_rows(self) -> None:
        """Turn to the next step with Enter on the last row."""
        self.action_turn(1)

    @on(Choice.Answered)
    def _answered_last(self, event: Choice.Answered) -> None:
        # What is known of a habit shows once it is chosen: that is worth a look.
        if event.moved_on and event.row.id == "better":
            self.finish_rows()

    def action_turn(self, by: int) -> None:
        """To the step before, or to the next one once this one refuses nothing; between cycles where days show."""
        if self.sheet.looking:
            if not self.sheet.turn(by) and by < 0:
                self.action_leave()
        elif by < 0:
            self._open(FACTS if self.is_journal else self.step - 1)
        else:
            self.owner.flow(self._turn())

    async def _turn(self) -> None:
        if self.step == FACTS:
            if not await self.days.read(self.coach.importing):
                self.go_to("file", self.file.error)
                return
            name, allowed = self.days.unanswered()
            if name:
                self.go_to(name, allowed)
                return
        if self.step == FACTS and not self.is_journal:
            habit = self.habit
            assert habit is not None
            self._begin_asked(habit)
            self._open(ASKED)
            self._count()
        elif self._look():
            self._open(BECOMES)

    def action_days(self) -> None:
        """Show the days of the cycle under the cursor."""
        self.sheet.looking = True
        self._name_keys()

    @on(ImportSheet.Opened)
    def _opened(self) -> None:
        self.action_days()

    def action_replace(self) -> None:
        """Leave days out that are recorded here, fill what is not recorded, or write over all; one after the other."""
        self._into, self._replace = (True, self._into) if not self._replace else (False, False)
        if self._look(self.sheet.preview):
            self._name_keys()

    def action_leave(self) -> None:
        """Back to the cycles where days show; otherwise back to where one was, and nothing is changed."""
        if self.sheet.looking:
            self.sheet.looking = False
            self._name_keys()
        else:
            self.keep_draft()
            self.dismiss(None)

    # -- bringing in -------------------------------------------------------------------------------------------------

    def action_bring_in(self) -> None:
        """Bring the days in, and go on to the next plan or the one that runs."""
        self.owner.flow(self._bring_in(self.owner.keys.last))

    async def _bring_in(self, key: str) -> None:
        importing, preview, journal = self.coach.importing, self.sheet.preview, self.is_journal
        path, sheet = self.days.path, self.sheet

        def bring() -> BroughtIn:
            if journal:
                return importing.bring_in_journal(path)
            assert preview is not None
            return importing.bring_in(preview)

        if preview is not None and preview.days > MANY:
            sheet.doing = guide.word("import_screen", "doing")
            await sleep(SEEN)
        try:
            done = await self.owner.save(bring, guide.change_words("import"), dialog=self, draft=DRAFT)
        except Refused as refused:
            self._return_to(refused)
            return
        finally:
            sheet.doing = ""
        if done is None:
            return
        self.owner.keys.done_with(key)
        self.drop_draft(self.coach)
        self.dismiss(None)
        await self.owner.action_go("setup" if done.setup else "plan")
        look = (guide.word("import_screen", "look"),) if done.days else ()
        self.owner.tell_until_key("\n".join((*done.said[:-1], *look, done.said[-1])))
