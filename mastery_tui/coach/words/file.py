"""Backups, another machine's journal and the end, in words."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from mastery_tui import guide
from mastery_tui.gate import shell_word, shown

from ..file_views import BackupView, ErasingView, RestoredView

if TYPE_CHECKING:
    from mastery_tui.journal import JournalError
    from mastery_tui.journal.safety.merge import Gained
    from mastery_tui.journal.safety.restore import Conflict, Held, Restored
    from mastery_tui.journal.store.backups import Backup

JUST_NOW = timedelta(minutes=1)
MOST_NAMED = 6
"""Of so many days or things each is named."""


def count_words(check_ins: int, last: date | None = None) -> str:
    """As in '41 check-ins, up to 24 November'."""
    said = guide.word("keeping", "check_in") if check_ins == 1 else guide.say("keeping", "check_ins", n=check_ins)
    return said if last is None else f"{said}, {guide.say('keeping', 'until', day=last)}"


def several(places: Sequence[date | str]) -> str:
    """Some days or things in a row; many are cut short, with their number."""
    worded = [place if isinstance(place, str) else guide.date_words(place, "year") for place in places]
    more = len(worded) - MOST_NAMED
    return ", ".join(worded[:MOST_NAMED]) + (guide.say("keeping", "and_more", n=more) if more > 0 else "")


def named(program: str, name: str) -> dict[str, str]:
    """The facts of a sentence with a command about something of that name, which a shell can take as it stands."""
    return {"program": program, "argument": shell_word(name)}


def age(moment: datetime, now: datetime) -> str:
    """How long ago a moment was, as in '3 hours ago'."""
    import pendulum

    # A backup's name says what the clock on the wall showed; that is compared as it is written.
    then = moment.replace(tzinfo=now.tzinfo) if moment.tzinfo is None else moment
    if then > now - JUST_NOW:  # or ahead, where a clock went back
        return guide.word("keeping", "just_now")
    return str(pendulum.instance(then).diff_for_humans(pendulum.instance(now))).replace("before", "ago")


def backup(found: "Backup", held: "Held | None", now: datetime, today: date) -> BackupView:
    """A backup as it is shown, with what it holds; None where that cannot be read."""
    moment = (held.at if held else None) or found.taken
    return BackupView(
        name=shown(found.name),
        why=guide.say("backup_reasons", found.reason.value, day=found.taken.date() if found.taken else today),
        age=age(moment, now) if moment else "",
        revision=guide.say("keeping", "rev", rev=found.rev),
        check_ins=held.check_ins if held else None,
        last=held.last if held else None,
        holds=count_words(held.check_ins, held.last) if held else guide.word("keeping", "unreadable"),
    )


def restored(done: "Restored", view: BackupView, program: str, journal: Path) -> RestoredView:
    """What a restore did."""
    back = ""
    if done.taken_back:
        back = guide.say("keeping", "restored_undo", program=program)
    elif done.kept is not None and done.kept.parent != journal.parent:
        back = guide.say("keeping", "restored_back", **named(program, done.kept.name))
    return RestoredView(
        what=guide.say("keeping", "restored", age=view.age, holds=view.holds),
        kept=guide.say("keeping", "restored_kept", name=done.kept.name) if done.kept else "",
        back=back,
        undo=done.taken_back,
    )


def restored_same() -> RestoredView:
    """That the backup held what stands already."""
    return RestoredView(guide.word("keeping", "restored_same"))


def merged(counts: "Gained", kept: "Backup | None", done: Sequence[Path], program: str) -> Iterator[str]:
    """What a merge brought.

    Args:
        counts: how much was new.
        kept: the backup of what stood before, None where nothing changed.
        done: files beside the journal that are not needed any longer.
        program: how the program is called.
    """
    if kept is None and not any(counts):
        yield guide.word("keeping", "merged_same")
    else:
        numbers = {"new": counts.new, "changed": counts.changed, "superseded": counts.superseded}
        shows = counts.new or counts.changed or not counts.superseded
        yield guide.say("keeping", "merged" if shows else "merged_older", **numbers)
        if counts.days:
            yield guide.say("keeping", "merged_days", days=several([date.fromisoformat(day) for day in counts.days]))
    if kept is not None:
        yield guide.word("keeping", "merged_undo")
        yield guide.say("keeping", "restored_back", **named(program, kept.name))
    for file in done:
        yield guide.say("keeping", "conflict_done", file=file)


def not_backed_up(refused: "JournalError", folder: Path, program: str) -> str:
    """That no backup could be made."""
    return guide.say("keeping", "not_backed_up", file=folder, reason=refused.facts["reason"], program=program)


def conflicts(found: "Sequence[Conflict]", program: str) -> str:
    """That a sync program laid copies beside the journal, with the command; '' for none."""
    if not found:
        return ""
    facts = {"file": found[0].file.name, **named(program, str(found[0].file))}
    if len(found) == 1:
        return guide.say("keeping", found[0].state.value, **facts)
    return guide.say("keeping", "conflicts", more=len(found) - 1, **facts)


def erasing(name: str, files: Sequence[Path], check_ins: int | None) -> ErasingView:
    """What erasing would remove, and what it cannot reach.

    Args:
        name: the journal's name.
        files: what would go.
        check_ins: how many it holds, None where it cannot be read.
    """
    title = guide.word("keeping", "erase_title")
    if check_ins is not None:
        title = guide.say("keeping", "erase_title_counted", check_ins=count_words(check_ins))
    return ErasingView(title, name, tuple(map(shown, files)), tuple(guide.words("erase_beyond").values()))


def erased(files: int) -> str:
    """How many files are gone."""
    return guide.word("keeping", "erased_one") if files == 1 else guide.say("keeping", "erased", n=files)
