"""What every command works with: its arguments, where it writes, and the Coach."""

from contextlib import suppress
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar

from mastery_tui import gate, guide, settings as configuration
from mastery_tui.coach import Coach, configured
from mastery_tui.coach.errors import JournalError, UnreadableJournal
from mastery_tui.coach.typed.numbers import number_in, whole_in
from mastery_tui.practice.refused import Refused
from mastery_tui.settings import NoPlace, Settings, SettingsWarning

from .codes import PROGRAM
from .printer import Printer

K = TypeVar("K", bound=StrEnum)

NO_CONTEXT = ("context.none", "context.unknown")
"""The codes that say that a tag is none of the plan's contexts."""


class Shell:
    """One run of a command.

    Attributes:
        arguments: the parsed arguments.
        out: where answers go.
        err: where hints and warnings go.
    """

    def __init__(self, arguments: SimpleNamespace, out: Printer, err: Printer) -> None:
        self.arguments = arguments
        self.out = out
        self.err = err

    # -- what is given -----------------------------------------------------------------------------------------------

    def given(self, name: str) -> str | None:
        """The text given for an option or a word, None where it is not given."""
        found = getattr(self.arguments, name.replace("-", "_"), None)
        return None if found is None else str(found)

    def has(self, name: str) -> bool:
        """Whether a flag is given."""
        return bool(getattr(self.arguments, name, False))

    def all_given(self, name: str) -> tuple[str, ...]:
        """All texts given for an option or words that can be repeated."""
        return tuple(getattr(self.arguments, name.replace("-", "_"), None) or ())

    def text(self, name: str) -> str:
        """A longer text, read from standard input where ``-`` is given; '' where nothing is.

        Raises:
            Refused: ``text.utf8``, ``text.length``.
        """
        text = self.given(name) or ""
        if text != "-":
            return text
        from .values import piped

        return piped(name)

    def day(self, name: str, *, ahead: bool = False) -> date | None:
        """The date given for an option or a word, None where it is not given.

        Raises:
            Refused: ``day.shape``.
        """
        text = self.given(name)
        if text is None:
            return None
        from mastery_tui.coach.typed.dates import date_of

        return date_of(text, self.coach.today, ahead=ahead)

    def number(self, name: str, unit: str = "") -> float | None:
        """The number given for an option, None where none is.

        Args:
            name: the option's: amount, errors, score, target or minimum.
            unit: what amounts are counted in.

        Raises:
            Refused: a number's shape or range, or ``number.time``.
        """
        text = self.given(name)
        return None if text is None else number_in(name, text, unit)

    def week(self) -> int | None:
        """The week that is given, None where none is.

        Raises:
            Refused: ``whole.shape``.
        """
        text = self.given("week")
        return None if text is None else whole_in("week", text)

    def choice(self, name: str, known: type[K], field: str = "", *, near: bool = False) -> K | None:
        """The known word given for an option, or the beginning of just one of them; None where none is given.

        Args:
            name: the option's.
            known: the words.
            field: what a refusal calls it, the option's own name where that is the field's.
            near: whether a refusal names the known word that is most like it.

        Raises:
            Refused: ``choice.unknown``, ``choice.nearest``.
        """
        text = self.given(name)
        if text is None:
            return None
        from .values import one_of

        return one_of(field or name.replace("-", "_"), text, known, near=near)

    # -- what it works on --------------------------------------------------------------------------------------------

    @cached_property
    def config_path(self) -> Path:
        """Where config.toml stands.

        Raises:
            NoPlace: there is nowhere that it could.
        """
        return configuration.config_path(_path(self.given("config")))

    @cached_property
    def data_path(self) -> Path:
        """Where the journal stands.

        Raises:
            NoPlace: there is nowhere that it could.
        """
        return configuration.data_path(_path(self.given("file")))

    @cached_property
    def settings(self) -> Settings:
        """The settings in force."""
        try:
            found = configuration.load(self.config_path)
        except NoPlace as problem:
            found = Settings(warnings=(SettingsWarning("settings.no_place", {"variable": problem.variable}),))
        self.out.ascii = self.out.ascii or found.ascii
        self.err.ascii = self.err.ascii or found.ascii
        return found

    @cached_property
    def coach(self) -> Coach:
        """The Coach on the person's journal."""
        coach = Coach.opened(self.data_path, self.settings, program=self.program)
        self.warn()
        return coach

    def warn(self) -> None:
        """Say what in config.toml could not be used, unless one line or none was asked for."""
        if not any(self.has(flag) for flag in ("line", "json", "quiet")):
            for warning in configuration.summed_up(configured.warnings(self.settings)):
                self.err.line(guide.refusal(warning.code, **warning.facts))

    @property
    def saved(self) -> bool:
        """Whether the command has changed the journal; what the app saves it has shown."""
        return self.arguments.command is not None and "coach" in self.__dict__ and self.coach.wrote

    @property
    def program(self) -> str:
        """How the program is called in commands that are printed: they work on the journal that is named here."""
        given = ((name, self.given(name)) for name in ("file", "config"))
        return " ".join([PROGRAM, *(f"--{name} {gate.shell_word(text)}" for name, text in given if text)])

    def looking(self) -> Coach:
        """The Coach on the cycle that ``--cycle`` names, as of the date that ``--as-of`` names.

        Raises:
            Refused: ``day.shape``, ``day.future``, ``whole.shape``, ``cycle.none``, ``cycle.number``.
        """
        coach, day = self.of_cycle(), self.day("as-of")
        if day is None:
            return coach
        if day > self.coach.today:
            raise Refused("day.future", today=self.coach.today)
        return coach.as_of(day)

    def of_cycle(self) -> Coach:
        """The Coach, on the cycle that ``--cycle`` names.

        Raises:
            Refused: ``whole.shape``, ``cycle.none``, ``cycle.number``.
        """
        number = self.given("cycle")
        return self.coach if number is None else self.coach.of_cycle(whole_in("cycle", number))

    @staticmethod
    def is_an_answer(problem: Exception) -> bool:
        """Whether a problem says by itself what became of the journal."""
        return isinstance(problem, Refused | JournalError)

    # -- what helps --------------------------------------------------------------------------------------------------

    def advice(self, problem: Exception) -> str:
        """What helps against a journal that cannot be read or is gone, a missing context, or a file in the way.

        What only a person can tell of days from elsewhere is told by an option, which is named.

        Args:
            problem: what ended the command.

        Returns:
            A sentence, '' for nothing.
        """
        with suppress(Exception):  # nothing may hide the problem itself
            if isinstance(problem, UnreadableJournal):
                return self.coach.file.offer_for(problem).advice
            if isinstance(problem, Refused) and problem.code == "cycle.none":
                return self.hint()
            if isinstance(problem, Refused) and problem.code == "export.exists":
                return guide.word("export", "force")
            if isinstance(problem, Refused) and problem.code in (options := guide.words("shell_options")):
                return options[problem.code]
            if isinstance(problem, Refused) and problem.code in NO_CONTEXT:
                return guide.say("cli", "add_context", program=self.program)
        return ""

    def hint(self) -> str:
        """A sentence where there is no journal and its backups lie there; '' otherwise."""
        offer = self.coach.file.offer()
        return "" if offer is None else f"{offer.found}. {offer.advice}"


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None
