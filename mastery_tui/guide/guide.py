"""The guide in one language."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mastery_tui.gate import shown

from .sections import section, section_texts
from .shapes import (
    CareWords,
    CueWords,
    ExampleWords,
    FieldWords,
    LayerWords,
    MistakeWords,
    SetupWords,
    SourceWords,
    SupportLine,
    SupportWords,
    TaskWords,
    WeekWords,
)
from .wording import capital, filled, grouped, number, text_of

_SAID = ("words", "ui", "saved", "cli_help", "demo", "keeping", "doctor")
"""The files whose sections :meth:`Guide.say` knows; section names are unique over all of them."""

_OBSERVED = re.compile(r";[^;.]*\{observed\}[^.]*")
"""The clause of a rule's words about what was seen."""

_LABELLED = ("field", "kind")
"""The facts of a refusal that name a field of a record."""

_OF_FILES = ("file", "name", "backup")
"""The facts that can be the name of a file, which another program gave it."""


class Guide:
    """The words of one language.

    Attributes:
        folder: where the language's files stand, such as ``guide/en``.
    """

    def __init__(self, language: str = "en") -> None:
        """Take the folder of that name beside this file; it is read when it is first needed."""
        self.folder = Path(__file__).parent / language

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.toml"

    def _section(self, file: str, name: str) -> dict[str, Any]:
        return section(self._file(file), name)

    def _names(self, file: str) -> tuple[str, ...]:
        return tuple(section_texts(self._file(file)))

    # -- the plan ---------------------------------------------------------------------------------------------------

    def task_ids(self) -> tuple[str, ...]:
        """The ids of the thirty tasks, day 1 first."""
        return self._names("tasks")

    def task(
        self,
        task_id: str,
        *,
        target: float | None = None,
        minimum: float | None = None,
        unit: str = "",
        rest: str = "",
        adjustment: str = "",
    ) -> TaskWords:
        """A task with its amounts filled in.

        With a unit, ``{target}`` and ``{minimum}`` become amounts such as '400 words' and '150 words', and 1 becomes
        'the minimum (1 of drawings)'. For a yes-or-no behaviour (no unit, or no amount given) they become 'the
        standard' and 'the smallest version'; without a unit a task about amounts has other words.

        Args:
            task_id: the task.
            target: the target in force.
            minimum: the minimum in force.
            unit: what they are counted in.
            rest: the weekday on which the week rests already, where the task suggests a rest.
            adjustment: what is tried, for a task that names it; '' for nothing.

        Raises:
            KeyError: there is no such task.
        """
        facts = {
            name: self._amount_asked(name, amount, unit) if unit and amount is not None else self.word("yes_no", name)
            for name, amount in (("target", target), ("minimum", minimum))
        }
        change = self.say("left", "adjustment", text=adjustment) if adjustment else self.word("left", "adjustment_none")
        table = self._section("tasks", task_id)
        if not unit:
            table = {name: table.get(f"yes_no_{name}", text) for name, text in table.items()}
        if rest:
            table = self._section("words", "own_rest")
        return TaskWords(
            *(
                filled(text_of(table, each), facts | {"weekday": rest, "adjustment": change})
                for each in TaskWords._fields
            )
        )

    def week(self, week: int) -> WeekWords:
        """Plan week 1 to 4, or 5 for the wrap-up.

        Raises:
            KeyError: another number.
        """
        return WeekWords(**self._section("weeks", f"week_{week}"))

    def milestone(self, milestone_id: str) -> str:
        """A milestone's label, 24 characters at most, lower case.

        Raises:
            KeyError: there is no such milestone.
        """
        return text_of(self._section("weeks", "milestones"), milestone_id)

    # -- cues and refusals ------------------------------------------------------------------------------------------

    def cue_ids(self) -> tuple[str, ...]:
        """The ids of all rules that have words."""
        return self._names("cues")

    def cue(self, rule_id: str, variant: str = "", **facts: object) -> CueWords:
        """A rule's words, with the facts that are given filled in.

        ``rule`` and ``clears`` may name the rule's params and ``{observed}``; a placeholder without a fact stays as it
        is. Title, message and next step have none, but those of a variant may.

        Args:
            rule_id: the rule.
            variant: which of its texts; what that does not say anew is as usual.
            **facts: what the words name.

        Raises:
            KeyError: no rule of that id has words.
        """
        table = self._section("cues", rule_id)
        worded = self._facts(facts)
        texts = (table.get(f"{each}_{variant}") or text_of(table, each) for each in CueWords._fields)
        return CueWords(*(filled(text, worded) for text in texts))

    def cue_variants(self, rule_id: str) -> tuple[str, ...]:
        """The variants that a rule has words for, in the file's order.

        Raises:
            KeyError: no rule of that id has words.
        """
        named = (key.partition("_")[2] for key in self._section("cues", rule_id))
        return tuple(dict.fromkeys(each for each in named if each))

    def rule(self, rule_id: str, **facts: object) -> CueWords:
        """A rule's words without a cue that shows: the clause about what was observed is left out.

        Raises:
            KeyError: no rule of that id has words.
        """
        words = self.cue(rule_id, "", **facts)
        return words._replace(rule=_OBSERVED.sub("", words.rule))

    def source_ids(self) -> tuple[str, ...]:
        """The keys of all sources."""
        return self._names("sources")

    def source(self, key: str) -> SourceWords:
        """A source that rules lean on.

        Raises:
            KeyError: there is no such source.
        """
        return SourceWords(**self._section("sources", key))

    def refusal_codes(self) -> frozenset[str]:
        """All codes that have a sentence."""
        return frozenset(self._section("refusals", "refusals"))

    def refusal(self, code: str, *, word: object = "", **facts: object) -> str:
        """The sentence for a refused value, without a full stop: what is allowed.

        Never raises: without a sentence for the code, or without a fact it needs, it is a general sentence that names
        the code. That each code in the package has its sentence is a test's business.

        Args:
            code: the refusal's code.
            word: the word of an entry that it is about, where that may be shown; '' otherwise.
            **facts: what the sentence needs.
        """
        sentences = self._section("refusals", "refusals")
        worded = self._facts(facts)
        # A first day may be told as a date or, where the plan has no date for it, as a plan day.
        by_day = f"{code}.day"
        if by_day in sentences and isinstance(facts.get("first"), int):
            code = by_day
        if word and f"{code}.word" in sentences:
            code, worded = f"{code}.word", {**worded, "word": str(word)}
        try:
            shape = str(sentences[code])
            said = shape.format_map(worded)
            # What is not the guide's own keeps its case.
            as_it_is = shape.startswith(("{file}", "{name}", "'{word}'"))
            return said if as_it_is else capital(said)
        except KeyError:
            return str(sentences["other"]).format(code=code)

    # -- words and sentences ----------------------------------------------------------------------------------------

    def words(self, section: str) -> dict[str, str]:
        """All words of a section of words.toml, ui.toml or saved.toml, in the file's order.

        Raises:
            KeyError: there is no such section.
        """
        for file in _SAID:
            if section in section_texts(self._file(file)):
                return {key: str(value) for key, value in self._section(file, section).items()}
        raise KeyError(section)

    def word(self, section: str, key: str | int) -> str:
        """One word or sentence, as it stands in the file.

        Raises:
            KeyError: there is no such section or key.
        """
        for file in _SAID:
            if section in section_texts(self._file(file)):
                return text_of(self._section(file, section), str(key))
        raise KeyError(section)

    def say(self, section: str, key: str, **facts: object) -> str:
        """One sentence with its facts filled in: numbers as :func:`number` has them, dates with their year.

        Raises:
            KeyError: there is no such section or key, or a fact is missing.
        """
        return self.word(section, key).format_map(self._facts(facts))

    def field_label(self, field: str) -> str:
        """What a field of a record is called; one without a label is named with spaces for its underscores."""
        return str(self._section("words", "fields").get(field, field.replace("_", " ")))

    def after_saving(self, outcome: str) -> str:
        """The line under "Saved", by outcome.

        Raises:
            KeyError: there is no such outcome.
        """
        return self.word("after_saving", outcome)

    def change_words(self, label: str, **facts: object) -> str:
        """What a change of the journal is called, as in 'the check-in for Friday 27 November'.

        Never raises: a change without words of its own, or without a fact that they need, is 'a change'.

        Args:
            label: the code that the change is made with.
            facts: its facts.
        """
        dated = {name: self.date_words(fact) if isinstance(fact, date) else fact for name, fact in facts.items()}
        try:
            return self.say("undone", label, **dated)
        except KeyError:
            return self.word("undone", "other")

    def amount_words(self, value: float, unit: str) -> str:
        """An amount with its unit: '150 words', '1 of drawings' as a unit has no singular; without one the number."""
        if not unit:
            return number(value)
        return self.say("amounts", "one", unit=unit) if value == 1 else f"{number(value)} {unit}"

    def _amount_asked(self, name: str, amount: float, unit: str) -> str:
        """A target or minimum in a sentence; one of a unit is told so that it needs no singular."""
        return self.say("amounts", name, unit=unit) if amount == 1 else self.amount_words(amount, unit)

    def date_words(self, day: date, style: str = "long") -> str:
        """A date in words, independent of the machine's locale.

        Styles: ``long`` 'Friday 27 November', ``short`` 'Fri 27 Nov', ``year`` '27 November 2026', ``full`` 'Friday
        27 November 2026', ``day_month`` '27 Nov', ``weekday`` 'Friday', ``weekday_short`` 'Fri', ``month`` 'November
        2026'.

        Raises:
            KeyError: there is no such style.
        """
        return self.word("dates", style).format(
            weekday=self.word("weekdays", day.isoweekday()),
            weekday_short=self.word("weekdays_short", day.isoweekday()),
            day=day.day,
            month=self.word("months", day.month),
            month_short=self.word("months_short", day.month),
            year=day.year,
        )

    def _facts(self, facts: Mapping[str, object]) -> dict[str, str]:
        return {name: self._fact(name, value) for name, value in facts.items()}

    def _fact(self, name: str, value: object) -> str:
        if name in _LABELLED:
            return self.field_label(str(value))
        if name in _OF_FILES:
            return shown(value)
        if isinstance(value, date):
            # An example shows what to type, so it stands as it is typed.
            return value.isoformat() if name == "example" else self.date_words(value, "year")
        if isinstance(value, int | float) and not isinstance(value, bool):
            return grouped(value)
        if isinstance(value, list | tuple | set | frozenset):
            parts = [self._fact("", each) for each in value]
            return ", ".join(sorted(parts) if isinstance(value, set | frozenset) else parts)
        return str(value)

    # -- longer texts -----------------------------------------------------------------------------------------------

    def care(self) -> CareWords:
        """Limits and safety: for setup and help."""
        table = self._section("care", "limits")
        return CareWords(table["title"], tuple(table["lines"]), table["confirm"])

    def support(self) -> SupportWords:
        """The support screen's texts and its dated numbers."""
        table = dict(self._section("care", "support"))
        for name in ("danger", "lines"):
            table[name] = tuple(SupportLine(*each) for each in table[name])
        table["as_of"] = table["as_of"].format(day=self.date_words(table["verified_on"], "year"))
        return SupportWords(**table)

    def layers(self) -> tuple[LayerWords, ...]:
        """The four layers."""
        return tuple(LayerWords(*each) for each in self._section("layers", "layers")["rows"])

    def mistakes(self) -> tuple[MistakeWords, ...]:
        """The eight ways to overdo it, with the program's answers."""
        return tuple(MistakeWords(*each) for each in self._section("layers", "mistakes")["rows"])

    def in_short(self) -> tuple[str, ...]:
        """The guide in short, one line each."""
        return tuple(self._section("layers", "in_short")["lines"])

    def help_lines(self, screen: str) -> tuple[str, ...]:
        """A few lines about a screen: checkin, plan, reflect, setup.

        Raises:
            KeyError: there is no help for that screen.
        """
        return tuple(self._section("help", screen)["lines"])

    def setup_words(self) -> SetupWords:
        """Setup's questions and its fields, in the order in which they are asked."""
        table = self._section("setup", "setup")
        fields = {
            name.removeprefix("field_"): FieldWords(**self._section("setup", name))
            for name in self._names("setup")
            if name.startswith("field_")
        }
        return SetupWords(table["header"], dict(enumerate(table["questions"], 1)), fields)

    def setup_examples(self) -> tuple[ExampleWords, ...]:
        """The complete examples that setup offers."""
        names = [name for name in self._names("setup") if name.startswith("example_")]
        return tuple(_example(name.removeprefix("example_"), self._section("setup", name)) for name in names)


def _example(key: str, table: dict[str, Any]) -> ExampleWords:
    listed = {name: tuple(table[name]) for name in ("contexts", "rest_weekdays")}
    amounts = {name: float(table[name]) for name in ("target", "minimum")}
    return ExampleWords(**{"key": key, **table, **listed, **amounts})
