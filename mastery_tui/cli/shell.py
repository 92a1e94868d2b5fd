"""What every command works with: its arguments, where it writes, and the Coach."""

from argparse import Namespace
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mastery_tui import clock, gate, guide
from mastery_tui.settings import NoPlace, Settings, SettingsWarning

from .codes import PROGRAM
from .printer import Printer

if TYPE_CHECKING:
    from mastery_tui.coach import Coach


class Shell:
    """One run of a command.

    Attributes:
        arguments: the parsed arguments.
        out: where answers go.
        err: where hints and warnings go.
    """

    def __init__(self, arguments: Namespace, out: Printer, err: Printer) -> None:
        self.arguments = arguments
        self.out = out
        self.err = err

    def given(self, name: str) -> str | None:
        """The text given for an option or a word, None where it is not given."""
        found = getattr(self.arguments, name.replace("-", "_"), None)
        return None if found is None else str(found)

    def has(self, name: str) -> bool:
        """Whether a flag is given."""
        return bool(getattr(self.arguments, name, False))

    def all_given(self, name: str) -> tuple[str, ...]:
        """All texts given for an option or words that can be repeated."""
        return tuple(getattr(self.arguments, name, None) or ())

    @cached_property
    def config_path(self) -> Path:
        """Where config.toml stands.

        Raises:
            NoPlace: there is nowhere that it could.
        """
        from mastery_tui.settings import config_path

        return config_path(_path(self.given("config")))

    @cached_property
    def data_path(self) -> Path:
        """Where the journal stands.

        Raises:
            NoPlace: there is nowhere that it could.
        """
        from mastery_tui.settings import data_path

        return data_path(_path(self.given("file")))

    @cached_property
    def settings(self) -> Settings:
        """The settings in force; what in config.toml could not be used is said once, unless one line was asked for."""
        from mastery_tui.settings import load, summed_up

        try:
            found = load(self.config_path)
        except NoPlace as problem:
            warning = SettingsWarning("settings.no_place", {"variable": problem.variable})
            found = Settings(warnings=(warning,))
        self.out.ascii = self.out.ascii or found.ascii
        self.err.ascii = self.err.ascii or found.ascii
        if not any(self.has(each) for each in ("line", "json", "quiet")):
            for warning in summed_up((*found.warnings, *self._threshold_warnings(found))):
                self.err.line(guide.refusal(warning.code, **warning.facts))
        return found

    def _threshold_warnings(self, settings: Settings) -> "tuple[SettingsWarning, ...]":
        """What of the thresholds in config.toml could not be used."""
        if not settings.rules:
            return ()
        from mastery_tui.cues.thresholds import thresholds

        return thresholds(settings.rules)[1]

    @cached_property
    def coach(self) -> "Coach":
        """The Coach on the person's journal."""
        from mastery_tui.coach import Coach
        from mastery_tui.journal import Journal

        path, settings = self.data_path, self.settings
        coach = Coach(Journal(path, clock.now, keep=settings.backups), settings)
        coach.context.program = self.program
        return coach

    @property
    def saved(self) -> bool:
        """Whether the command has changed the journal."""
        return "coach" in self.__dict__ and self.coach.wrote

    @property
    def program(self) -> str:
        """How the program is called in commands that are printed: they work on the journal that is named here."""
        given = ((name, self.given(name)) for name in ("file", "config"))
        return " ".join([PROGRAM, *(f"--{name} {gate.shell_word(text)}" for name, text in given if text)])

    def advice(self, problem: Exception) -> str:
        """What helps against a journal that cannot be read, or is gone and left its backups; '' for nothing.

        Args:
            problem: what ended the command.
        """
        from mastery_tui.journal import UnreadableJournal
        from mastery_tui.practice.refused import Refused

        with suppress(Exception):  # nothing may hide the problem itself
            if isinstance(problem, UnreadableJournal):
                return self.coach.file.offer_for(problem).advice
            if isinstance(problem, Refused) and problem.code == "cycle.none":
                return self.hint()
        return ""

    def hint(self) -> str:
        """A sentence where there is no journal and its backups lie there; '' otherwise."""
        offer = self.coach.file.offer()
        return "" if offer is None else f"{offer.found}. {offer.advice}"

    def looking(self) -> "Coach":
        """The Coach, as of the date that ``--as-of`` names.

        Raises:
            Refused: ``day.shape``, or ``day.future``.
        """
        from mastery_tui.practice.refused import Refused

        day = self.day("as-of")
        if day is None:
            return self.coach
        if day > self.coach.today:
            raise Refused("day.future", today=self.coach.today)
        return self.coach.as_of(day)

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

    def text(self, name: str) -> str:
        """A longer text, read from standard input where ``-`` is given; '' where nothing is.

        Raises:
            Refused: ``text.utf8``.
        """
        from .values import piped

        text = self.given(name) or ""
        return piped(name) if text == "-" else text

    def number(self, name: str, unit: str = "") -> float | None:
        """The number given for an option, None where none is.

        Args:
            name: the option's: amount, errors, score, target or minimum.
            unit: what amounts are counted in.

        Raises:
            Refused: a number's shape or range, or ``number.time``.
        """
        from mastery_tui.coach.typed.numbers import number_in

        text = self.given(name)
        return None if text is None else number_in(name, text, unit)

    def week(self) -> int | None:
        """The week that is given, None where none is.

        Raises:
            Refused: ``whole.shape``.
        """
        from mastery_tui.practice.numbers import whole_of

        text = self.given("week")
        return None if text is None else whole_of("week", text, None)


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None
