"""Cuts the power at every operation of a story, and starts from every state that can be left."""

import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from calls import Deadly, Killed, watched
from disk import Disk, Image, image_of, lay_out
from journal_records import MOMENT, begun, recorded
from story import FILE, Clock, Person, Step, day

from mastery_tui.journal import Journal, JournalError
from mastery_tui.journal.store.codec import NotAJournal, decode
from mastery_tui.journal.store.migrations import STEPS, newest_schema
from mastery_tui.practice.records import CycleRecords

LATER = MOMENT.replace(year=2027)
ONE_MORE = day(400)
ENOUGH = 100
"""Losses after which no more are looked for."""


class State(NamedTuple):
    """What a person finds in a journal, and what undo would take back."""

    records: tuple[CycleRecords, ...]
    undone_next: str | None


class Cut(NamedTuple):
    """A moment at which the power goes: during a step, or once it was acknowledged."""

    number: int
    step: str
    acknowledged: bool


class Report(NamedTuple):
    """What was tried: operations done, every state that a power cut left and when; and what was lost by it."""

    operations: int
    images: Mapping[Image, Collection[Cut]]
    losses: tuple[str, ...]

    def __str__(self) -> str:
        states = f"{len(self.images)} states left by a power cut"
        return f"{self.operations} operations, {states}, {len(self.losses)} losses"


def power_cuts(room: Path, story: Sequence[Step], before: Sequence[Step] = (), **options: Any) -> Report:
    """Do a story, with the power cut at each operation of each of its steps.

    Args:
        room: an empty directory to do it in.
        story: the steps that are cut.
        before: those that nothing disturbs.
        options: of every journal that is opened.
    """
    root = room / "disk"
    root.mkdir()
    person = Person(root, **options)
    for _, step in before:
        step(person)
    disk = Disk(root)
    starts: dict[Image, tuple[State | None, list[str]]] = {}
    cuts: dict[Image, list[Cut]] = {}
    losses: list[str] = []
    state = found(person.path, **options)
    for number, (name, step) in enumerate(story, 1):
        during = _cut_in(disk, partial(step, person), Cut(number, name, False))
        before_it, state = state, found(person.path, **options)
        for image, moments in during.items():
            if image not in starts:
                starts[image] = started_from(image, room / "after", **options)
            cuts.setdefault(image, []).extend(moments)
            losses += [each for cut in moments for each in _losses(cut, *starts[image], before_it, state)]
            if len(losses) > ENOUGH:
                return Report(disk.operations, cuts, tuple(losses))
    assert disk.now() == image_of(root), "all that changed on the disk was followed"
    return Report(disk.operations, cuts, tuple(losses))


def _cut_in(disk: Disk, do: Callable[[], object], cut: Cut) -> dict[Image, dict[Cut, None]]:
    """The states that a cut at any operation of a step leaves, and one right behind it."""
    cuts: dict[Image, dict[Cut, None]] = {}

    def note(cut: Cut) -> None:
        for image in disk.images():
            cuts.setdefault(image, {})[cut] = None

    disk.seen = partial(note, cut)
    with watched(disk):
        do()
    note(cut._replace(acknowledged=True))
    return cuts


def _losses(cut: Cut, state: State | None, wrong: list[str], old: State | None, new: State | None) -> list[str]:
    losses = [f"{cut.step}: {each}" for each in wrong]
    if cut.acknowledged and state != new:
        losses.append(f"{cut.step}: what was acknowledged is lost")
    elif state not in (old, new):
        losses.append(f"{cut.step}: neither old nor new")
    return losses


def cut_after_a_kill(room: Path, last: int, steps: Sequence[Step], before: Sequence[Step] = ()) -> Report | None:
    """Let a program die at its n-th call, do the steps in another one, and cut the power right after.

    Returns:
        What was lost, None where the program was through before its n-th call.
    """
    root = room / "disk"
    root.mkdir()
    person = Person(root)
    for _, step in before:
        step(person)
    disk, deadly = Disk(root), Deadly(last)
    with watched(disk):
        with suppress(Killed), watched(deadly):
            steps[0][1](person)
        person.reopen()
        for _, step in steps:
            step(person)
    if not deadly.struck:
        return None
    state = found(person.path)
    images = dict.fromkeys(disk.images(), (Cut(len(steps), steps[-1][0], True),))
    starts = [started_from(image, room / "after") for image in images]
    lost = sum(after != state for after, _ in starts)
    losses = ["what was acknowledged is lost"] * lost + [each for _, wrong in starts for each in wrong]
    return Report(disk.operations, images, tuple(losses))


def found(path: Path, **options: Any) -> State | None:
    """What a program that starts now finds, None where it cannot read it."""
    journal = Journal(path, Clock(LATER), **options)
    try:
        records = tuple(journal.records(each.id) for each in journal.cycles())
        return State(records, journal.next_undo())
    except JournalError:
        return None


def started_from(image: Image, place: Path, **options: Any) -> tuple[State | None, list[str]]:
    """What is found after a power cut, and what is wrong with it whatever was done before."""
    lay_out(image, place)
    try:
        state = found(place / FILE, **options)
        wrong = _half_backups(image, **options)
        if state is not None and not _one_more_is_kept(place, state, **options):
            wrong.append("the next check-in is not kept")
        return state, wrong
    finally:
        shutil.rmtree(place)


def _half_backups(image: Image, **options: Any) -> list[str]:
    wrong = []
    for name, content in image:
        if content is not None and name.endswith((".json", ".bak")) and name != str(FILE):
            try:
                decode(content, newest_schema(options.get("steps", STEPS)))
            except NotAJournal:
                wrong.append("an earlier generation is not whole")
    return wrong


def _one_more_is_kept(place: Path, state: State, **options: Any) -> bool:
    """Whether the next check-in is there even if the power goes again right after it."""
    disk, path = Disk(place), place / FILE
    journal = Journal(path, Clock(LATER), **options)
    with watched(disk):
        owner = state.records[-1].cycle if state.records else begun(journal)
        new = recorded(journal, owner, ONE_MORE, note="one more")
    sure = dict(disk.least()).get(str(FILE))
    after = found(path, **options)
    tidy = not list(path.parent.glob(".*.tmp"))
    if sure != path.read_bytes() or after is None or not tidy:
        return False
    before = [each for records in state.records for each in records.check_ins]
    return [each for records in after.records for each in records.check_ins] == [*before, new]
