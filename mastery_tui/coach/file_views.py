"""What faces show of the journal's file: its backups, its health, what helps, and its end."""

from datetime import date

from msgspec import Struct


class BackupView(Struct, frozen=True):
    """An earlier state of the journal.

    Attributes:
        name: what it is restored by.
        why: why it was made, in words.
        age: when what it holds was saved, as in '3 hours ago'; where it cannot be read when it was made, '' where
            nothing tells that.
        revision: as in 'rev 42'.
        check_ins: how many it holds, None where it cannot be read.
        last: the newest day with one.
        holds: as in '41 check-ins, up to 24 November'.
    """

    name: str
    why: str
    age: str
    revision: str
    check_ins: int | None
    last: date | None
    holds: str

    @property
    def readable(self) -> bool:
        """Whether it can be restored."""
        return self.check_ins is not None


class RestoredView(Struct, frozen=True):
    """What a restore did, in sentences; '' where there is nothing to say.

    Attributes:
        what: what stands now.
        kept: where the rest is.
        back: the command that takes it back.
        undo: whether undo does.
    """

    what: str
    kept: str = ""
    back: str = ""
    undo: bool = False

    @property
    def said(self) -> str:
        """All of it."""
        return " ".join(part for part in (self.what, self.kept, self.back) if part)


class ErasingView(Struct, frozen=True):
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


class OfferView(Struct, frozen=True):
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
    backup: BackupView | None = None
    mends: bool = False
    advice: str = ""

    @property
    def helps(self) -> bool:
        """Whether there is anything to choose from."""
        return self.mends or self.backup is not None


class HealthLine(Struct, frozen=True):
    """One thing that was looked at.

    Attributes:
        mark: ``ok``, ``note`` (only worth knowing), ``trouble``, ``fixable`` (trouble that doctor --fix puts right) or
            ``mended`` (trouble that it put right just now); ``end`` for what can be done.
        text: what was found, a sentence.
    """

    mark: str
    text: str


class HealthView(Struct, frozen=True):
    """How the journal and what belongs to it are.

    Attributes:
        lines: what was looked at and what was found.
        healthy: whether there is no trouble, or none any longer.
    """

    lines: tuple[HealthLine, ...]
    healthy: bool
