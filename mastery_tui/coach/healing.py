"""How the journal is, and what helps where it cannot be read."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mastery_tui import guide
from mastery_tui.journal import JournalError, UnreadableJournal

from .keeping import MOST_NAMED, BackupView, Keeping, count_words, several

if TYPE_CHECKING:
    from mastery_tui.journal.safety.inspect import Aside, Finding, Inspection
    from mastery_tui.journal.safety.repair import Health


MOST_ALIKE = 10
"""So many findings of one kind are told one by one."""

_LEFTOVERS = "leftovers"
_MISSING = "journal.missing"
_THE_SYSTEMS = ("journal.no_permission", "journal.io", "journal.not_a_file", "journal.too_large")


class OfferView(NamedTuple):
    """What helps where the journal cannot be read.

    Attributes:
        gone: whether there is no journal any more, and only its backups are there.
        found: what was found, a sentence.
        backup: the newest backup that can be read, None where there is none.
        mends: whether doctor can put it right and loses nothing.
        advice: what to do from the shell, a sentence or two.
    """

    gone: bool
    found: str
    backup: BackupView | None
    mends: bool
    advice: str

    @property
    def helps(self) -> bool:
        """Whether there is anything to choose from."""
        return self.mends or self.backup is not None


class HealthLine(NamedTuple):
    """One thing that was looked at.

    Attributes:
        mark: ``ok``, ``note`` (only worth knowing), ``trouble``, ``fixable`` (trouble that doctor --fix puts right) or
            ``mended`` (trouble that it put right just now); ``end`` for what can be done.
        text: what was found, a sentence.
    """

    mark: str
    text: str


class HealthView(NamedTuple):
    """How the journal and what belongs to it are.

    Attributes:
        lines: what was looked at and what was found.
        healthy: whether there is no trouble, or none any longer.
        fixable: whether doctor --fix can put something right.
    """

    lines: tuple[HealthLine, ...]
    healthy: bool
    fixable: bool


def sentence(refusal: str) -> str:
    """A refusal as a sentence of its own."""
    return f"{refusal}."


def _times(what: str, count: int) -> str:
    return what if count == 1 else f"{what} ({count})"


def _mark(finding: "Finding") -> str:
    if finding.trouble:
        return "fixable" if finding.mended else "trouble"
    return "fixable" if finding.mended else "note"


def _repaired(before: "Sequence[Finding]", after: "Sequence[Finding]") -> "list[Finding]":
    """What was found and is so no longer; of leftovers, how many."""
    left = sum(int(str(each.facts["count"])) for each in after if each.code == _LEFTOVERS)
    still = {(each.code, *each.facts.items()) for each in after}
    gone = []
    for each in before:
        if each.mended and (each.code, *each.facts.items()) not in still:
            swept = int(str(each.facts["count"])) - left if each.code == _LEFTOVERS else 1
            facts = {"count": swept} if each.code == _LEFTOVERS else each.facts
            gone += [each._replace(facts=facts)] if swept > 0 else []
    return gone


class Healing(Keeping):
    """What looks at the journal's health."""

    def offer(self) -> OfferView | None:
        """What helps where the journal cannot be read, or is gone and left its backups; None where all is well."""
        problem = self.problem()
        return None if problem is None else self.offer_for(problem)

    def problem(self) -> JournalError | None:
        """Why there is nothing to show: the journal cannot be read, or it is gone and left its backups."""
        try:
            if self.timeline is not None or os.path.exists(self.journal.path):
                return None
        except JournalError as error:
            return error
        return UnreadableJournal(_MISSING, file=str(self.journal.path)) if self.keeper.backups() else None

    def offer_for(self, error: JournalError) -> OfferView:
        """What helps against an error that the journal gave; nothing against that of another file."""
        if not self._is_healed(error):
            return OfferView(False, guide.refusal(error.code, **error.facts), None, False, "")
        backup = self.newest_backup()
        mends = self.mends()
        advice = []
        if mends:
            advice.append(guide.say("keeping", "offer_mend", program=self.program))
        if backup is not None:
            facts = {"name": backup.name, "age": backup.age, "check_ins": count_words(backup.check_ins or 0)}
            key = "offer_gone" if error.code == _MISSING else "offer"
            advice.append(guide.say("keeping", key, **facts, **self.named(backup.name)))
        elif not mends:
            advice.append(guide.say("keeping", "offer_none", program=self.program))
        found = guide.refusal(error.code, **error.facts)
        return OfferView(error.code == _MISSING, found, backup, mends, " ".join(advice))

    def _is_healed(self, error: JournalError) -> bool:
        """Whether a backup or doctor helps: what may not be read may not be backed up either."""
        here = error.facts.get("file") in (None, str(self.journal.path))
        return isinstance(error, UnreadableJournal) and here and error.code not in _THE_SYSTEMS

    def health(self, *, fix: bool = False) -> HealthView:
        """Look at the journal's content, its modes and what lies beside it.

        Args:
            fix: put right what can be put right without losing anything, after a backup.

        Raises:
            JournalError: something was to be put right and could not be written; the journal is as it was.
        """
        from mastery_tui.journal.safety import repair

        health = repair.examine(self.keeper, self.today)
        mended: list[HealthLine] = []
        if fix and any(each.mended for each in health.findings):
            repair.mend(self.keeper, self.today, health.inspection)
            before, health = health.findings, repair.examine(self.keeper, self.today)
            mended = [*self._told(_repaired(before, health.findings), mended=True)]
            # What it could not repair now it does not offer to repair.
            health = health._replace(findings=tuple(each._replace(mended=False) for each in health.findings))
        found = [*self._told(health.findings)]
        marks = {each.mark for each in found}
        healthy = not any(each.trouble for each in health.findings)
        lines = [HealthLine("ok", each) for each in self._health_words(health)]
        return HealthView(
            (*lines, *mended, *found, *self._closing(marks, healthy, bool(mended), health.newest is not None)),
            healthy,
            "fixable" in marks,
        )

    def _told(self, findings: "Sequence[Finding]", *, mended: bool = False) -> Iterator[HealthLine]:
        """Findings, or what was repaired, a line each; of many alike the first ones, and how many more there are."""
        number, told = Counter(each.code for each in findings), Counter[str]()
        journal = str(self.keeper.target)
        for each in findings:
            told[each.code] += 1
            mark = "mended" if mended else _mark(each)
            # Other files are few, and something has to be done about each.
            others = each.facts.get("file") != journal
            if told[each.code] <= MOST_ALIKE or others:
                what = self._finding(each)
                yield HealthLine(mark, guide.say("doctor", "mended", what=what) if mended else what)
            if told[each.code] == MOST_ALIKE < number[each.code] and not others:
                yield HealthLine(mark, guide.say("doctor", "more_alike", n=number[each.code] - MOST_ALIKE))

    def _health_words(self, health: "Health") -> Iterator[str]:
        """What was looked at, with its counts."""
        counts = health.counts
        if counts is not None:
            whole = all(not each.trouble for each in health.findings)
            size = guide.say("doctor", "size", n=max(1, round(counts.size / 1024)))
            yield guide.say("doctor", "read" if whole else "read_partly", size=size, rev=counts.rev)
            numbers = (("plan", counts.plans), ("record", counts.records), ("change", counts.undo))
            plans, records, changes = (
                guide.word("doctor", name) if n == 1 else guide.say("doctor", f"{name}s", n=n) for name, n in numbers
            )
            check_ins = count_words(counts.check_ins, counts.last)
            yield guide.say("doctor", "counts", plans=plans, check_ins=check_ins, records=records, undo=changes)
            yield from self._aside_words(counts.superseded)
            yield guide.word("doctor", "looked_at")
        if health.newest is not None and health.held is not None:
            newest = self.backup_view(health.newest, health.held)
            check_ins = count_words(newest.check_ins or 0)
            facts = {"n": health.backups, "name": newest.name, "age": newest.age, "check_ins": check_ins}
            yield guide.say("doctor", "backups", **facts)
        if health.drafts is not None and health.drafts.newest is not None:
            age = self._age(health.drafts.newest)
            yield guide.say("doctor", "drafts", n=health.drafts.number, age=age)

    def _aside_words(self, aside: "Sequence[Aside]") -> Iterator[str]:
        """What is kept and does not show, by what it is about."""
        for key, readable in (("superseded", True), ("unreadable_aside", False)):
            number = Counter((each.table, each.place) for each in aside if each.readable is readable)
            what = sorted(number, key=lambda each: (each[0], str(each[1])))
            if what:
                named = [_times(self._what(*each), number[each]) for each in what[:MOST_NAMED]]
                yield guide.say("doctor", key, what=several([*named, *("" for _ in what[MOST_NAMED:])]))

    def kept_aside(self) -> str:
        """A sentence on what cannot be read and is kept aside; '' where nothing is."""
        inspection = self._inspection()
        counts = None if inspection is None else inspection.counts
        unreadable = [each for each in counts.superseded if not each.readable] if counts else []
        return " ".join(self._aside_words(unreadable))

    @staticmethod
    def _what(table: str, place: date | int | None, identifier: str = "") -> str:
        """A record in words, such as 'check-in of 3 November 2026'."""
        kinds = guide.words("doctor_kinds")
        kind = kinds.get(table, kinds["other"])
        if isinstance(place, date):
            return guide.say("doctor", "of_day", kind=kind, day=place)
        if place is not None:
            return guide.say("doctor", "of_week", kind=kind, week=place)
        return guide.say("doctor", "of_id", kind=kind, id=identifier) if identifier not in ("", "?") else kind

    def _finding(self, finding: "Finding") -> str:
        facts = dict(finding.facts)
        if "table" in facts:
            table, place = str(facts["table"]), facts.get("place")
            place = place if isinstance(place, date | int) else None
            facts |= {"what": self._what(table, place, str(facts.get("id", ""))), "kind": self._what(table, None)}
        if finding.code.startswith("journal."):
            return sentence(guide.refusal(finding.code, **facts))
        code = "missing_with_backups" if finding.code == "missing" and finding.trouble else finding.code
        return guide.say("doctor_findings", code, **facts, **self.named(str(facts.get("file", ""))))

    def _closing(self, marks: set[str], healthy: bool, mended: bool, backups: bool) -> Iterator[HealthLine]:
        """What can be done about what was found."""
        if "fixable" in marks:
            yield HealthLine("end", guide.say("doctor", "fixable", program=self.program))
        if "trouble" in marks:
            yield HealthLine("end", guide.word("doctor", "left"))
            if backups:
                yield HealthLine("end", guide.say("doctor", "left_restore", program=self.program))
        if healthy:
            key = "mended_all" if mended else "notes" if marks else "healthy"
            yield HealthLine("end", guide.word("doctor", key))

    def mends(self) -> bool:
        """Whether :meth:`health` with ``fix`` would make a journal readable that is not."""
        inspection = self._inspection()
        return inspection is not None and inspection.mended is not None

    def _inspection(self) -> "Inspection | None":
        """The journal's file read with leniency, None where there is none or it may not be read."""
        from mastery_tui.journal.safety import repair

        with suppress(JournalError):
            return repair.inspect(self.keeper, self.today)
        return None
