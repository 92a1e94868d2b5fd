"""The Coach: the one door for every face."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mastery_tui import clock
from mastery_tui.journal import Journal
from mastery_tui.practice.choices import State
from mastery_tui.practice.days import ONE_DAY, practice_day
from mastery_tui.practice.refused import Refused
from mastery_tui.settings import Settings, SettingsWarning

from . import configured
from .context import CoachContext
from .days import Days
from .plan import Plan
from .window import Window

if TYPE_CHECKING:
    from mastery_tui.journal.safety.drafts import Drafts
    from mastery_tui.journal.undo import Undone

    from .cues import Cues
    from .easier import Easier
    from .exporting import Exporting
    from .file import File
    from .importing import Importing
    from .progress import Progress
    from .reflections import Reflections
    from .timer import Timer
    from .views import CueView


class Coach:
    """What faces show, and what people do: one object a subject.

    Attributes:
        context: what all of them work on.
        days: check-ins, rests and pauses.
        plan: the cycle, its standards and its events.
        window: the journal's file among other windows.
        settings: the settings in force.
        now: the clock.
        program: how sentences call the program in commands.
    """

    def __init__(
        self,
        journal: Journal,
        settings: Settings | None = None,
        now: Callable[[], datetime] = clock.now,
        as_of: date | None = None,
        *,
        keeps_drafts: bool = True,
        program: str = "mastery",
        cycle: str = "",
    ) -> None:
        """Take what the Coach works on.

        Args:
            journal: what is remembered.
            settings: the settings in force, the defaults where there are none.
            now: the clock.
            as_of: look at everything as it stood on this date; then nothing can be changed.
            keeps_drafts: whether what is typed and not saved outlives the window.
            program: how sentences call the program in commands: with its options, where they name another journal.
            cycle: the id of the cycle that is looked at, '' for the current one.
        """
        told = settings or Settings()
        context = CoachContext(journal, told, now, as_of, keeps_drafts=keeps_drafts, program=program, cycle_id=cycle)
        self.context = context
        self.settings = context.settings
        self.now = now
        self.program = program
        self.days = Days(context)
        self.plan = Plan(context)
        self.window = Window(journal)

    @classmethod
    def opened(
        cls,
        path: Path,
        settings: Settings,
        now: Callable[[], datetime] = clock.now,
        *,
        keeps_drafts: bool = True,
        program: str = "mastery",
    ) -> "Coach":
        """The Coach on the journal in a file, which need not be there yet.

        Args:
            path: the journal's file.
            settings: the settings in force.
            now: the clock.
            keeps_drafts: whether what is typed and not saved outlives the window.
            program: how sentences call the program in commands.
        """
        journal = Journal(path, now, keep=settings.backups)
        return cls(journal, settings, now, keeps_drafts=keeps_drafts, program=program)

    @cached_property
    def easier(self) -> "Easier":
        """The days on which less is asked for; made when first asked for, as few commands do."""
        from .easier import Easier

        return Easier(self.context)

    @cached_property
    def cues(self) -> "Cues":
        """What the rules say, and the answers to it; made when first asked for, as a calm day's form needs none."""
        from .cues import Cues

        return Cues(self.context, self.days, self.plan, self.easier)

    def said_first(self) -> "CueView | None":
        """The cue that is said before anything is asked, None for none; where none can be, no rule is read in."""
        return self.cues.said_first() if self.context.can_weigh() else None

    @cached_property
    def file(self) -> "File":
        """What looks after the journal's file; made when first asked for, so that a check-in does not wait for it."""
        from .file import File

        return File(self.context)

    @cached_property
    def importing(self) -> "Importing":
        """Days recorded elsewhere; made when first asked for, as few commands do."""
        from .importing import Importing

        return Importing(self.context)

    @cached_property
    def exporting(self) -> "Exporting":
        """What can be taken out; made when first asked for."""
        from .exporting import Exporting

        return Exporting(self.context, self.progress)

    @cached_property
    def reflections(self) -> "Reflections":
        """What is written about a week; made when first asked for, as the status and an entry need none of it."""
        from .reflections import Reflections

        return Reflections(self.context)

    @cached_property
    def timer(self) -> "Timer":
        """Sessions that are practised, stopped and begun again; made when first asked for, for the same reason."""
        from .timer import Timer

        return Timer(self.context)

    @cached_property
    def progress(self) -> "Progress":
        """How a cycle goes, beside its baseline and earlier ones; made when first asked for, as few commands do."""
        from .progress import Progress

        return Progress(self.context)

    @property
    def drafts(self) -> "Drafts":
        """What is typed and not saved."""
        return self.context.drafts

    @property
    def today(self) -> date:
        """The practice day that this moment belongs to, or the date that is looked at."""
        return self.context.today

    def one_moment(self) -> AbstractContextManager[None]:
        """Let no day begin while many things are asked that belong together: each would look at the clock."""
        return self.context.one_moment()

    @property
    def tomorrow(self) -> date:
        """The date after :attr:`today`."""
        return self.context.today + ONE_DAY

    def day_of(self, moment: datetime) -> date:
        """The practice day that a moment belongs to."""
        return practice_day(moment, self.settings.rollover_hour)

    @property
    def looks_back(self) -> bool:
        """Whether everything is looked at as of a date; then nothing can be changed."""
        return self.context.as_of_day is not None

    @property
    def state(self) -> State | None:
        """Where the current cycle stands, None before the first."""
        return None if self.context.timeline is None else self.context.timeline.state

    @property
    def wrote(self) -> bool:
        """Whether this program has changed the journal, or what belongs to it."""
        return self.context.journal.storage.wrote

    def backup_line(self) -> str:
        """A sentence where no backup could be made, once a day; '' otherwise."""
        refused = self.context.journal.take_refused_backup()
        return "" if refused is None else self.file.not_backed_up(refused)

    def warnings(self) -> tuple[SettingsWarning, ...]:
        """What in config.toml could not be used: settings first, then thresholds."""
        return configured.warnings(self.context.settings)

    def clock_went_back(self) -> bool:
        """Whether the clock stands before what the journal already holds; nothing is changed for it."""
        return self.context.clock_went_back()

    def undo(self, *, plan: bool = True) -> str:
        """Take the newest change back that still stands; says what that was.

        Args:
            plan: whether it may be the start of the plan. Who asks before that passes what was said.

        Raises:
            Refused: ``undo.none``, ``undo.imported`` where an import was the last change, ``undo.changed`` where it was
                changed since, or where another window took back so much that the plan would go.
        """
        try:
            done = self.context.journal.undo("" if plan else "start")
        except Refused as refused:
            raise (self.file.undoing_an_import() if refused.code == "undo.none" else None) or refused from None
        return self._undone(done)

    def undo_takes_the_plan(self) -> bool:
        """Whether the next undo would take back the start of the plan, with everything in it out of sight."""
        return self.context.journal.next_undo() == "start"

    def redo(self) -> str:
        """Bring back what the last undo took; says what that is.

        Raises:
            Refused: ``redo.none``, or ``undo.changed`` where it was changed since.
        """
        return self._undone(self.context.journal.redo())

    def _undone(self, done: "Undone") -> str:
        from .words import changes

        return changes.undone(done, self.context.timeline)

    def as_of(self, day: date) -> "Coach":
        """Everything as it stood on a date, to look at."""
        context = self.context
        settings, cycle = context.settings, context.cycle_id
        return Coach(context.journal, settings, context.now, as_of=day, program=context.program, cycle=cycle)

    def of_cycle(self, number: int) -> "Coach":
        """Everything of one cycle, ended or not, as it stands now; its days can be recorded.

        Args:
            number: the cycle's, from 1.

        Raises:
            Refused: ``cycle.none``, ``cycle.number``.
        """
        context = self.context
        cycles = context.journal.cycles()
        if not cycles:
            raise Refused("cycle.none")
        if not 1 <= number <= len(cycles):
            raise Refused("cycle.number", number=number, count=len(cycles))
        cycle = cycles[number - 1].id
        return Coach(context.journal, context.settings, context.now, program=context.program, cycle=cycle)
