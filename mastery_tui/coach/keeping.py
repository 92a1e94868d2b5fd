"""Looking after the file: backups, another machine's journal, the end."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mastery_tui import guide
from mastery_tui.gate import shell_word, shown
from mastery_tui.practice.refused import Refused

from .desk import Desk

if TYPE_CHECKING:
    from mastery_tui.journal.safety.merge import Gained
    from mastery_tui.journal.safety.restore import Held, Maintenance
    from mastery_tui.journal.store.backups import Backup

JUST_NOW = timedelta(minutes=1)
MOST_NAMED = 6
"""Of so many days or things each is named."""


class BackupView(NamedTuple):
    """An earlier state of the journal.

    Attributes:
        name: what it is restored by.
        why: why it was made, in words.
        age: when what it holds was saved, as in '3 hours ago'; where it cannot be read when it was made, '' where
            nothing tells that.
        rev: its revision.
        check_ins: how many it holds, None where it cannot be read.
        last: the newest day with one.
    """

    name: str
    why: str
    age: str
    rev: int
    check_ins: int | None
    last: date | None

    @property
    def readable(self) -> bool:
        """Whether it can be restored."""
        return self.check_ins is not None

    @property
    def revision(self) -> str:
        """As in 'rev 42'."""
        return guide.say("keeping", "rev", rev=self.rev)

    @property
    def holds(self) -> str:
        """As in '41 check-ins, up to 24 November'."""
        if self.check_ins is None:
            return guide.word("keeping", "unreadable")
        return count_words(self.check_ins, self.last)


def several(places: Sequence[date | str]) -> str:
    """Some days or things in a row; many are cut short, with their number."""
    worded = [each if isinstance(each, str) else guide.date_words(each, "year") for each in places]
    more = len(worded) - MOST_NAMED
    return ", ".join(worded[:MOST_NAMED]) + (guide.say("keeping", "and_more", n=more) if more > 0 else "")


class RestoredView(NamedTuple):
    """What a restore did, in sentences; '' where there is nothing to say.

    Attributes:
        what: what stands now.
        kept: where the rest is.
        back: the command that takes it back.
        undo: whether undo does.
    """

    what: str
    kept: str
    back: str
    undo: bool

    @property
    def said(self) -> str:
        """All of it."""
        return " ".join(each for each in (self.what, self.kept, self.back) if each)


class ErasingView(NamedTuple):
    """What erasing removes, and what it cannot.

    Attributes:
        title: what goes, with the number of check-ins where it is known.
        name: what has to be typed.
        files: every file that goes.
        beyond: what stays elsewhere, sentences.
    """

    title: str
    name: str
    files: tuple[str, ...]
    beyond: tuple[str, ...]


def count_words(check_ins: int, last: date | None = None) -> str:
    """As in '41 check-ins, up to 24 November'."""
    said = guide.word("keeping", "check_in") if check_ins == 1 else guide.say("keeping", "check_ins", n=check_ins)
    return said if last is None else f"{said}, {guide.say('keeping', 'until', day=last)}"


class Keeping(Desk):
    """What looks after the file.

    Attributes:
        program: how the sentences call the program in commands: with its options, where they name another journal.
    """

    program = "mastery"

    @cached_property
    def keeper(self) -> "Maintenance":
        """Who does it; made when first asked for, so that a check-in does not wait for it."""
        from mastery_tui.journal.safety.restore import Maintenance

        return Maintenance(self.journal)

    @property
    def backup_folder(self) -> Path:
        """Where the earlier states are, or will be."""
        from mastery_tui.journal.store.backups import folder

        return folder(self.keeper.target)

    def backups(self) -> tuple[BackupView, ...]:
        """All earlier states, the newest first; each is read to tell what it holds."""
        return tuple(self.backup_view(each, self.keeper.held(each)) for each in self.keeper.backups())

    def states(self) -> tuple[BackupView, ...]:
        """The earlier states to choose from, the newest first: backups of one state in a row are one."""
        found: list[BackupView] = []
        before: Held | None = None
        for backup in self.keeper.backups():
            held = self.keeper.held(backup)
            if held is None or before is None or held.tables != before.tables:
                found.append(self.backup_view(backup, held))
            before = held
        return tuple(found)

    def newest_backup(self) -> BackupView | None:
        """The newest earlier state that can be read, None where there is none."""
        found = self.keeper.newest()
        return None if found is None else self.backup_view(*found)

    def backup_view(self, backup: "Backup", held: "Held | None") -> BackupView:
        """A backup as it is shown."""
        why = guide.say("backup_reasons", backup.reason.value, day=backup.taken.date() if backup.taken else self.today)
        moment = (held.at if held else None) or backup.taken
        age = self._age(moment) if moment else ""
        return BackupView(
            shown(backup.name), why, age, backup.rev, held.check_ins if held else None, held.last if held else None
        )

    def _age(self, moment: datetime) -> str:
        import pendulum

        now = self.now()
        # A backup's name says what the clock on the wall showed; that is compared as it is written.
        then = moment.replace(tzinfo=now.tzinfo) if moment.tzinfo is None else moment
        if then > now - JUST_NOW:  # or ahead, where a clock went back
            return guide.word("keeping", "just_now")
        return str(pendulum.instance(then).diff_for_humans(pendulum.instance(now))).replace("before", "ago")

    @property
    def readable(self) -> bool:
        """Whether the journal is there, and everything in it can be read now."""
        return self.keeper.readable()

    def restore(self, name: str) -> RestoredView:
        """Let the journal be as a backup has it, and keep what stands now.

        Raises:
            Refused: ``backup.unknown``, ``backup.none``, ``backup.unreadable``.
            JournalError: it cannot be written; it is as it was.
        """
        done = self.keeper.restore(name)
        if not done.changed:
            return RestoredView(guide.word("keeping", "restored_same"), "", "", undo=False)
        view = self.backup_view(done.backup, done.held)
        kept = guide.say("keeping", "restored_kept", name=done.kept.name) if done.kept else ""
        back = ""
        if done.taken_back:
            back = guide.say("keeping", "restored_undo", program=self.program)
        elif done.kept is not None and done.kept.parent != self.keeper.target.parent:
            back = guide.say("keeping", "restored_back", **self.named(done.kept.name))
        what = guide.say("keeping", "restored", age=view.age, holds=view.holds)
        return RestoredView(what, kept, back, undo=done.taken_back)

    def named(self, name: str) -> dict[str, str]:
        """The facts of a sentence with a command about something of that name, which a shell can take as it stands."""
        return {"program": self.program, "argument": shell_word(name)}

    # Other machines

    def merge(self, files: Sequence[Path]) -> tuple[str, ...]:
        """Take in other machines' journals; says how much was new, and which files are not needed any longer.

        Raises:
            Refused: they do not go together.
            JournalError: one of them cannot be read, or the journal cannot be written; it is as it was.
        """
        counts, kept = self.keeper.merge(files)
        if kept is None and not any(counts):
            said = [guide.word("keeping", "merged_same")]
        else:
            said = list(self._merged_words(counts))
        if kept is not None:
            said += [
                guide.word("keeping", "merged_undo"),
                guide.say("keeping", "restored_back", **self.named(kept.name)),
            ]
        beside = {each.file.resolve() for each in self.keeper.conflicts()}
        done = (each for each in files if each.resolve() in beside)
        return (*said, *(guide.say("keeping", "conflict_done", file=each) for each in done))

    @staticmethod
    def _merged_words(counts: "Gained") -> Iterator[str]:
        numbers = {"new": counts.new, "changed": counts.changed, "superseded": counts.superseded}
        shows = counts.new or counts.changed or not counts.superseded
        yield guide.say("keeping", "merged" if shows else "merged_older", **numbers)
        if counts.days:
            yield guide.say("keeping", "merged_days", days=several([date.fromisoformat(each) for each in counts.days]))

    def backup_line(self) -> str:
        """A sentence where no backup could be made, once a day; '' otherwise."""
        refused = self.journal.take_refused_backup()
        if refused is None:
            return ""
        facts = {"file": self.backup_folder, "reason": refused.facts["reason"], "program": self.program}
        return guide.say("keeping", "not_backed_up", **facts)

    def conflict_line(self) -> str:
        """A sentence on copies that a sync program laid beside the journal, with the command; '' for none."""
        from mastery_tui.journal.safety.restore import OPEN

        found = [each for each in self.keeper.conflicts() if each.state in OPEN]
        if not found:
            return ""
        facts = {"file": found[0].file.name, **self.named(str(found[0].file))}
        if len(found) == 1:
            return guide.say("keeping", found[0].state.value, **facts)
        return guide.say("keeping", "conflicts", more=len(found) - 1, **facts)

    # The end

    def erasing(self) -> ErasingView:
        """What erasing would remove, and what it cannot reach."""
        files = tuple(shown(each) for each in self.keeper.erasable())
        title = guide.word("keeping", "erase_title")
        if self.keeper.readable():
            check_ins = sum(len(self.journal.records(each.id).check_ins) for each in self.journal.cycles())
            title = guide.say("keeping", "erase_title_counted", check_ins=count_words(check_ins))
        beyond = tuple(guide.words("erase_beyond").values())
        return ErasingView(title, self.journal.path.name, files, beyond)

    def erase(self, typed: str) -> str:
        """Remove the journal and everything that holds something of it.

        Args:
            typed: the journal's name, typed by the person.

        Raises:
            Refused: ``erase.name``: something else was typed.
            JournalError: a file is still there.
        """
        if typed.strip() not in (self.journal.path.name, shown(self.journal.path.name)):
            raise Refused("erase.name", name=self.journal.path.name)
        gone = self.keeper.erase()
        return guide.word("keeping", "erased_one") if gone == 1 else guide.say("keeping", "erased", n=gone)
