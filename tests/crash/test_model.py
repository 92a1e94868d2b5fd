"""Any order of recording, editing, deleting, undo, reopening, refused writes and crashes, against a plain dict."""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from calls import Deadly, Killed, watched
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from journal_records import START, begun, check_in, journal_at, reflection

from mastery_tui.journal import Journal, JournalNotWritable
from mastery_tui.practice.records import Cycle, Record
from mastery_tui.practice.refused import Refused
from tests.conftest import Counted

Key = tuple[str, int]
Content = dict[Key, str]

KEYS = st.one_of(st.tuples(st.just("day"), st.integers(0, 5)), st.tuples(st.just("week"), st.integers(1, 4)))
LAST = st.integers(1, 30)
"""At which call a program dies: a save makes some twenty."""

TEXTS = st.sampled_from(["", "slow", "two\nlines", 'a "quote"', "✓ ü"])


class JournalModel(RuleBasedStateMachine):
    """Two windows on one file, of which one leaves records as text, and what a person would say stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(tempfile.mkdtemp())
        self.path = self.directory / "mastery.json"
        self.windows = [self.opened(0), self.opened(1)]
        self.owner: Cycle = begun(self.windows[0])
        self.content: Content = {}
        # What each change replaced, and whether it was an undo. The first entry is the cycle, which stays.
        self.changes: list[tuple[dict[Key, str | None], bool]] = []
        self.rev = 1

    def opened(self, window: int) -> Journal:
        journal = journal_at(self.path)
        if window:
            journal.pack()
        return journal

    def teardown(self) -> None:
        shutil.rmtree(self.directory)

    @rule(window=st.integers(0, 1), wanted=st.dictionaries(KEYS, TEXTS, min_size=1, max_size=3))
    def put(self, window: int, wanted: Content) -> None:
        self.put_all(self.windows[window], wanted)
        self.changed({key: text for key, text in wanted.items() if self.content.get(key) != text}, redo=False)

    @rule(window=st.integers(0, 1), number=st.integers(0, 9))
    def delete(self, window: int, number: int) -> None:
        if not self.content:
            return
        key = sorted(self.content)[number % len(self.content)]
        journal = self.windows[window]
        journal.refresh()
        with journal.change("delete") as change:
            change.delete(self.stored(journal)[key])
        self.changed({key: None}, redo=False)

    @rule(window=st.integers(0, 1), redo=st.booleans())
    def undo(self, window: int, redo: bool) -> None:
        places = [place for place, (_, undone) in enumerate(self.changes) if undone is redo]
        if not places or (redo and places[-1] != len(self.changes) - 1):
            return  # what is left to take back is the cycle itself, or there is nothing to bring back
        replaced, _ = self.changes.pop(places[-1])
        journal = self.windows[window]
        (journal.redo if redo else journal.undo)()
        self.changed(replaced, redo=not redo)

    @rule(window=st.integers(0, 1), key=KEYS)
    def refused_write(self, window: int, key: Key) -> None:
        full = OSError(errno.ENOSPC, "no space")
        changing = pytest.raises(JournalNotWritable)
        with patch.object(os, "fsync", side_effect=full), changing, self.windows[window].change("put") as change:
            change.put(self.record(key, "never saved"))

    @rule(window=st.integers(0, 1), key=KEYS)
    def given_up(self, window: int, key: Key) -> None:
        def give_up() -> None:
            with self.windows[window].change("put") as change:
                change.put(self.record(key, "never saved"))
                raise Refused("given.up")

        with pytest.raises(Refused):
            give_up()

    @rule(window=st.integers(0, 1))
    def reopen(self, window: int) -> None:
        self.windows[window] = self.opened(window)

    @rule(window=st.integers(0, 1), wanted=st.dictionaries(KEYS, TEXTS, min_size=1, max_size=3), last=LAST)
    def crash(self, window: int, wanted: Content, last: int) -> None:
        replacing = {key: text for key, text in wanted.items() if self.content.get(key) != text}
        if self.died(window, last, lambda: self.put_all(self.windows[window], wanted)):
            self.changed(replacing, redo=False)

    @rule(window=st.integers(0, 1), last=LAST)
    def crash_in_undo(self, window: int, last: int) -> None:
        places = [place for place, (_, undone) in enumerate(self.changes) if not undone]
        if places and self.died(window, last, self.windows[window].undo):
            replaced, _ = self.changes.pop(places[-1])
            self.changed(replaced, redo=True)

    @invariant()
    def both_windows_show_what_was_written(self) -> None:
        for journal in self.windows:
            journal.refresh()
            assert {key: text_of(key, record) for key, record in self.stored(journal).items()} == self.content
            assert journal.rev == self.rev
        assert not list(self.directory.glob("*.tmp"))

    def died(self, window: int, last: int, do: Callable[[], object]) -> bool:
        """Let a window's program die at its n-th call and start it again; returns whether the change was made."""
        deadly = Deadly(last)
        with suppress(Killed), watched(deadly):
            do()
        self.windows[window] = journal = self.opened(window)
        rev = journal.rev
        assert self.rev <= rev <= self.rev + 1
        with journal.change("nothing"):
            pass  # what the dead program left is swept by the next one that saves
        return rev > self.rev

    def put_all(self, journal: Journal, wanted: Content) -> None:
        with journal.change("put") as change:
            for key, text in wanted.items():
                change.put(self.record(key, text))

    def record(self, key: Key, text: str) -> Record:
        kind, number = key
        if kind == "week":
            return reflection(self.owner, number, text)
        return check_in(self.owner, START + timedelta(days=number), note=text)

    def stored(self, journal: Journal) -> dict[Key, Record]:
        found = journal.records(self.owner.id)
        checked_in: dict[Key, Record] = {("day", (each.day - START).days): each for each in found.check_ins}
        return checked_in | {("week", each.week): each for each in found.reflections}

    def changed(self, wanted: dict[Key, str | None], redo: bool) -> None:
        """The model's own change: keep what it replaces, then take it over."""
        if not wanted:
            return
        self.changes.append(({key: self.content.get(key) for key in wanted}, redo))
        for key, text in wanted.items():
            if text is None:
                self.content.pop(key, None)
            else:
                self.content[key] = text
        self.rev += 1


def text_of(key: Key, record: Record) -> str:
    answers: dict[str, str] = getattr(record, "answers", {})
    return answers["prompt"] if key[0] == "week" else str(getattr(record, "note", None))


STORIES, STEPS = 40, 25


def test_any_story_leaves_what_a_person_would_say_stands_there(
    counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mastery_tui.journal.store.packing.LARGE", 1)
    run_state_machine_as_test(
        JournalModel,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    counted(f"{STORIES} stories of up to {STEPS} steps against a dict: as told")
