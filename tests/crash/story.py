"""What a person does over some days, step by step, so that each step can be crashed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from journal_records import MOMENT, NOTE, START, begun, check_in, recorded, reflection

from mastery_tui.journal import Journal
from mastery_tui.practice.records import CheckIn, Cycle, replace

FILE = Path("share", "mastery-tui", "mastery.json")


class Clock:
    """A second later at each look, and days later when the story says so."""

    def __init__(self, now: datetime = MOMENT) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Person:
    """Who does the steps of a story, in one program that stays open until it is reopened."""

    def __init__(self, root: Path, **options: Any) -> None:
        self.path = root / FILE
        self.clock = Clock()
        self.options = options
        self.reopen()

    def reopen(self) -> None:
        self.journal = Journal(self.path, self.clock, **self.options)

    @property
    def owner(self) -> Cycle:
        return self.journal.cycles()[-1]

    @property
    def check_ins(self) -> tuple[CheckIn, ...]:
        return self.journal.records(self.owner.id).check_ins


Step = tuple[str, Callable[[Person], object]]


def day(number: int) -> date:
    return START + timedelta(days=number)


def slept(person: Person, nights: int = 1) -> None:
    person.clock.now += timedelta(days=nights)


def checked_in(number: int, **fields: Any) -> Callable[[Person], object]:
    def do(person: Person) -> None:
        slept(person)
        recorded(person.journal, person.owner, day(number), note=f"{number}: {NOTE}", **fields)

    return do


def edited(person: Person) -> None:
    with person.journal.change("edit") as change:
        change.put(replace(person.check_ins[0], note="told again", minutes=40))


def deleted(person: Person) -> None:
    with person.journal.change("delete") as change:
        change.delete(person.check_ins[-1])


def several_at_once(person: Person) -> None:
    with person.journal.change("import") as change:
        for number in range(10, 14):
            change.put(check_in(person.owner, day(number), amount=number))
        change.put(reflection(person.owner, 1, "a quieter desk"))


def undone(person: Person) -> None:
    person.journal.undo()


def redone(person: Person) -> None:
    person.journal.redo()


def nothing(person: Person) -> None:
    with person.journal.change("nothing"):
        pass


BEGINNING: tuple[Step, ...] = (
    ("start", lambda person: begun(person.journal)),
    ("first check-in", checked_in(0)),
)

DAYS: tuple[Step, ...] = (
    ("second check-in", checked_in(1, minutes=25)),
    ("edit", edited),
    ("reopen", Person.reopen),
    ("third check-in", checked_in(2, amount=4)),
    ("delete", deleted),
    ("undo", undone),
    ("redo", redone),
    ("undo again", undone),
    ("several at once", several_at_once),
    ("nothing", nothing),
    ("fourth check-in", checked_in(3)),
    ("undo after days", undone),
)

MONTH: tuple[Step, ...] = tuple((f"day {number}", checked_in(number)) for number in range(1, 12))
