"""What days from elsewhere become."""

from datetime import date
from typing import Literal

from msgspec import Struct


class Became(Struct):
    """What days become, counted.

    Attributes:
        not_recorded: dates in between without an entry.
    """

    done: int
    minimum: int
    partial: int
    cancelled: int
    rest: int
    not_recorded: int


class BecomingCycle(Struct):
    """A plan that days become, or one that is here already and gains some.

    Attributes:
        stopped: whether it ends before its thirtieth day.
        here_already: whether it is here already.
        counts: the days that come in.
    """

    number: int
    started_on: date
    ended_on: date
    stopped: bool
    here_already: bool
    counts: Became


class LeftOut(Struct):
    """How many days or comments are left out, by the reason.

    Attributes:
        silent: days without an entry.
        notes: those of them that have a comment.
        inside: days in plans that are here already.
        recorded: days that are recorded here already.
        paused: days on which a plan here is paused.
    """

    silent: int
    notes: int
    inside: int
    recorded: int
    paused: int


class Imported(Struct):
    """What an import would bring, or has brought in.

    Attributes:
        habit: what the behavior is called.
        dry_run: whether nothing was changed.
        days: the check-ins.
        baselines: how many plans have their first week frozen.
        backup: the name of the backup that undoes it; null where nothing was written.
    """

    schema: Literal[1]
    kind: Literal["loop", "harsh", "csv"]
    habit: str
    dry_run: bool
    days: int
    counts: Became
    cycles: list[BecomingCycle]
    baselines: int
    left_out: LeftOut
    backup: str | None


class ImportedJournal(Struct):
    """What a whole journal would bring, or has brought in.

    Attributes:
        dry_run: whether nothing was changed.
        new: records that are not here yet.
        changed: records that were changed there since.
        superseded: older versions that are set aside.
        backup: the name of the backup that undoes it; null where nothing was written.
    """

    schema: Literal[1]
    kind: Literal["mastery"]
    dry_run: bool
    new: int
    changed: int
    superseded: int
    backup: str | None
