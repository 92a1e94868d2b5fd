"""How the journal is, in sentences, and what helps where it cannot be read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mastery_tui import guide

from ..file_views import BackupView, HealthLine, HealthView, OfferView
from .file import MOST_NAMED, age, count_words, named, several

if TYPE_CHECKING:
    from mastery_tui.journal import JournalError
    from mastery_tui.journal.safety.inspect import Aside, Counts, Finding
    from mastery_tui.journal.safety.repair import Health

MOST_ALIKE = 10
"""So many findings of one kind are told one by one."""

_LEFTOVERS = "leftovers"


def sentence(refusal: str) -> str:
    """A refusal as a sentence of its own."""
    return f"{refusal}."


def no_help(error: "JournalError") -> OfferView:
    """What was found, where nothing helps against it."""
    return OfferView(False, guide.refusal(error.code, **error.facts))


def offer(error: "JournalError", backup: BackupView | None, *, gone: bool, mends: bool, program: str) -> OfferView:
    """What helps where the journal cannot be read.

    Args:
        error: what the journal said.
        backup: the newest backup that can be read.
        gone: whether there is no journal any more.
        mends: whether doctor can put it right.
        program: how the program is called.
    """
    said = [guide.say("keeping", "offer_mend", program=program)] if mends else []
    if backup is not None:
        facts = {"name": backup.name, "age": backup.age, "check_ins": count_words(backup.check_ins or 0)}
        said.append(guide.say("keeping", "offer_gone" if gone else "offer", **facts, **named(program, backup.name)))
    elif not mends:
        said.append(guide.say("keeping", "offer_none", program=program))
    return OfferView(gone, guide.refusal(error.code, **error.facts), backup, mends, " ".join(said))


def unreadable_aside(counts: "Counts | None") -> str:
    """A sentence on what cannot be read and is kept aside; '' where nothing is."""
    return " ".join(_aside([kept for kept in counts.superseded if not kept.readable] if counts else []))


class Doctor:
    """The findings of one look at a journal, in sentences."""

    def __init__(self, journal: Path, program: str, now: datetime) -> None:
        self._journal = str(journal)
        self._program = program
        self._now = now

    def health(self, health: "Health", before: "Sequence[Finding] | None", newest: BackupView | None) -> HealthView:
        """How the journal is.

        Args:
            health: what was found.
            before: what was found before it was repaired, None where nothing was to be repaired.
            newest: the newest backup.
        """
        repaired = () if before is None else _repaired(before, health.findings)
        mended = [*self._told(repaired, mended=True)]
        found = [*self._told(health.findings)]
        marks = {line.mark for line in found}
        healthy = not any(finding.trouble for finding in health.findings)
        looked = [HealthLine("ok", line) for line in self._looked_at(health, newest)]
        closing = self._closing(marks, healthy=healthy, mended=bool(mended), backups=newest is not None)
        return HealthView((*looked, *mended, *found, *closing), healthy)

    def _told(self, findings: "Sequence[Finding]", *, mended: bool = False) -> Iterator[HealthLine]:
        """Findings, or what was repaired, a line each; of many alike the first ones, and how many more there are."""
        number, told = Counter(finding.code for finding in findings), Counter[str]()
        for finding in findings:
            told[finding.code] += 1
            mark = "mended" if mended else _mark(finding)
            # Other files are few, and something has to be done about each.
            others = finding.facts.get("file") != self._journal
            if told[finding.code] <= MOST_ALIKE or others:
                what = self._finding(finding)
                yield HealthLine(mark, guide.say("doctor", "mended", what=what) if mended else what)
            if told[finding.code] == MOST_ALIKE < number[finding.code] and not others:
                yield HealthLine(mark, guide.say("doctor", "more_alike", n=number[finding.code] - MOST_ALIKE))

    def _looked_at(self, health: "Health", newest: BackupView | None) -> Iterator[str]:
        """What was looked at, with its counts."""
        counts = health.counts
        if counts is not None:
            whole = all(not finding.trouble for finding in health.findings)
            size = guide.say("doctor", "size", n=max(1, round(counts.size / 1024)))
            yield guide.say("doctor", "read" if whole else "read_partly", size=size, rev=counts.rev)
            numbers = (("plan", counts.plans), ("record", counts.records), ("change", counts.undo))
            plans, records, changes = (
                guide.word("doctor", name) if n == 1 else guide.say("doctor", f"{name}s", n=n) for name, n in numbers
            )
            check_ins = count_words(counts.check_ins, counts.last)
            yield guide.say("doctor", "counts", plans=plans, check_ins=check_ins, records=records, undo=changes)
            yield from _aside(counts.superseded)
            yield guide.word("doctor", "looked_at")
        if newest is not None and health.held is not None:
            check_ins = count_words(newest.check_ins or 0)
            facts = {"n": health.backups, "name": newest.name, "age": newest.age, "check_ins": check_ins}
            yield guide.say("doctor", "backups", **facts)
        if health.drafts is not None and health.drafts.newest is not None:
            yield guide.say("doctor", "drafts", n=health.drafts.number, age=age(health.drafts.newest, self._now))

    def _finding(self, finding: "Finding") -> str:
        facts = dict(finding.facts)
        if "table" in facts:
            table, place = str(facts["table"]), facts.get("place")
            place = place if isinstance(place, date | int) else None
            facts |= {"what": _what(table, place, str(facts.get("id", ""))), "kind": _what(table, None)}
        if finding.code.startswith("journal."):
            return sentence(guide.refusal(finding.code, **facts))
        code = "missing_with_backups" if finding.code == "missing" and finding.trouble else finding.code
        return guide.say("doctor_findings", code, **facts, **named(self._program, str(facts.get("file", ""))))

    def _closing(self, marks: set[str], *, healthy: bool, mended: bool, backups: bool) -> Iterator[HealthLine]:
        """What can be done about what was found."""
        if "fixable" in marks:
            yield HealthLine("end", guide.say("doctor", "fixable", program=self._program))
        if "trouble" in marks:
            yield HealthLine("end", guide.word("doctor", "left"))
            if backups:
                yield HealthLine("end", guide.say("doctor", "left_restore", program=self._program))
        if healthy:
            key = "mended_all" if mended else "notes" if marks else "healthy"
            yield HealthLine("end", guide.word("doctor", key))


def _aside(aside: "Sequence[Aside]") -> Iterator[str]:
    """What is kept and does not show, by what it is about."""
    for key, readable in (("superseded", True), ("unreadable_aside", False)):
        number = Counter((kept.table, kept.place) for kept in aside if kept.readable is readable)
        places = sorted(number, key=lambda place: (place[0], str(place[1])))
        if places:
            told = [_times(_what(*place), number[place]) for place in places[:MOST_NAMED]]
            yield guide.say("doctor", key, what=several([*told, *("" for _ in places[MOST_NAMED:])]))


def _times(what: str, count: int) -> str:
    return what if count == 1 else f"{what} ({count})"


def _what(table: str, place: date | int | None, identifier: str = "") -> str:
    """A record in words, such as 'check-in of 3 November 2026'."""
    kinds = guide.words("doctor_kinds")
    kind = kinds.get(table, kinds["other"])
    if isinstance(place, date):
        return guide.say("doctor", "of_day", kind=kind, day=place)
    if place is not None:
        return guide.say("doctor", "of_week", kind=kind, week=place)
    return guide.say("doctor", "of_id", kind=kind, id=identifier) if identifier not in ("", "?") else kind


def _mark(finding: "Finding") -> str:
    if finding.mended:
        return "fixable"
    return "trouble" if finding.trouble else "note"


def _repaired(before: "Sequence[Finding]", after: "Sequence[Finding]") -> "list[Finding]":
    """What was found and is so no longer; of leftovers, how many."""
    left = sum(int(str(finding.facts["count"])) for finding in after if finding.code == _LEFTOVERS)
    still = {(finding.code, *finding.facts.items()) for finding in after}
    gone = []
    for finding in before:
        if finding.mended and (finding.code, *finding.facts.items()) not in still:
            swept = int(str(finding.facts["count"])) - left if finding.code == _LEFTOVERS else 1
            facts = {"count": swept} if finding.code == _LEFTOVERS else finding.facts
            gone += [finding._replace(facts=facts)] if swept > 0 else []
    return gone
