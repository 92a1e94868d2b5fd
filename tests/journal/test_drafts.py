"""Drafts beside the journal: nothing typed is lost between windows, and nothing but this file is touched."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from journal_records import MOMENT, begun, journal_at, recorded, subprocess_environment, ticking

from mastery_tui.journal import (
    Journal,
    JournalBusy,
    JournalError,
    JournalNotWritable,
    UnreadableJournal,
)
from mastery_tui.journal.safety.drafts import DraftKey, Drafts
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.journal.store import files, locking
from mastery_tui.journal.store.backups import find_backups
from mastery_tui.journal.store.files import drafts_of
from mastery_tui.journal.store.locking import lock_file, locked

TODAY = DraftKey("a plan", "check_in", "2026-01-05")
TOMORROW = DraftKey("a plan", "check_in", "2026-01-06")
SETUP = DraftKey("", "setup", "")
BEGUN = {"amount": "", "note": ""}
HOUR = timedelta(hours=1)


def window(path: Path, later: timedelta = timedelta()) -> Drafts:
    """A window that opens now, whose clock is ahead of the others by some time."""
    drafts = Drafts(Journal(path, ticking(MOMENT + later)))
    drafts.read()
    return drafts


def typed(drafts: Drafts, text: str, key: DraftKey = TODAY) -> None:
    """Go on typing where the form stands, and write it down."""
    drafts.put(key, {"note": text}, BEGUN)
    drafts.flush()


def opened(drafts: Drafts, key: DraftKey = TODAY) -> str | None:
    """What an untouched form shows when it is opened."""
    drafts.read()
    draft = drafts.get(key)
    return None if draft is None else draft.texts["note"]


def notes(drafts: Drafts) -> list[str]:
    return [each.texts["note"] for each in drafts.all()]


def kept(path: Path) -> list[str]:
    """What a window that opens now finds."""
    return notes(window(path))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# One window


def test_what_is_typed_stands_there_again_with_all_that_belongs_to_it(path: Path) -> None:
    first = window(path)
    first.put(TODAY, {"amount": "12x", "note": "two\nlines “so”"}, {"amount": "10", "note": ""})
    assert first.pending
    assert not path.parent.exists(), "nothing is written before it is asked for"
    first.flush()
    assert not first.pending
    again = window(path)
    (draft,) = again.all()
    assert again.get(TODAY) == draft
    assert draft.key == TODAY
    assert draft.texts == {"amount": "12x", "note": "two\nlines “so”"}
    assert draft.begun == {"amount": "10", "note": ""}
    assert draft.at == MOMENT + timedelta(seconds=1)
    assert again.get(TOMORROW) is None
    assert not again.pending


def test_a_second_key_replaces_the_first_and_a_deleted_text_is_no_draft(path: Path) -> None:
    drafts = window(path)
    typed(drafts, "o")
    typed(drafts, "on")
    assert kept(path) == ["on"]
    drafts.put(TODAY, {}, BEGUN)
    assert drafts.all() == ()
    drafts.flush()
    assert not drafts_of(path).exists(), "no empty file is left"
    assert not drafts.pending


def test_a_form_that_is_looked_at_again_keeps_its_moment_and_writes_nothing(path: Path) -> None:
    drafts = window(path)
    typed(drafts, "one")
    at = drafts.all()[0].at
    drafts.put(TODAY, {"note": "one"}, BEGUN)
    drafts.put(TOMORROW, {}, BEGUN)
    assert not drafts.pending
    assert drafts.all()[0].at == at
    other = window(path, HOUR)
    assert opened(other) == "one"
    other.put(TODAY, {"note": "one"}, BEGUN)
    assert not other.pending, "nothing was typed, so nothing is taken over"
    assert other.own() == ()


def test_a_save_before_anything_was_written_leaves_nothing_to_write(path: Path) -> None:
    drafts = window(path)
    drafts.put(TODAY, {"note": "one"}, BEGUN)
    drafts.forget(TODAY)
    assert not drafts.pending
    assert drafts.get(TODAY) is None
    assert not path.parent.exists()


def test_half_a_character_is_kept_as_a_sign_for_it(path: Path) -> None:
    drafts = window(path)
    typed(drafts, "left \ud83d right")
    assert kept(path) == ["left ? right"]


def test_without_files_a_window_has_its_drafts_and_nothing_else(path: Path) -> None:
    typed(window(path), "of the person")
    before = drafts_of(path).read_bytes()
    demo = Drafts(journal_at(path), on=False)
    demo.read()
    assert demo.get(TODAY) is None
    demo.put(TODAY, {"note": "of the demo"}, BEGUN)
    assert not demo.pending
    demo.flush()
    assert opened(demo) == "of the demo"
    assert notes(demo) == ["of the demo"]
    assert demo.own() == demo.all()
    demo.forget(TODAY)
    assert (demo.all(), demo.take_notice()) == ((), "")
    assert drafts_of(path).read_bytes() == before


# Two windows


def test_windows_that_type_for_different_places_keep_each_others_drafts(path: Path) -> None:
    one, other = window(path), window(path)
    typed(one, "today")
    typed(other, "tomorrow", TOMORROW)
    typed(one, "today, and more")
    assert sorted(kept(path)) == ["today, and more", "tomorrow"]
    one.forget(TODAY)
    one.flush()
    assert kept(path) == ["tomorrow"]


def test_windows_that_type_for_one_place_lose_nothing_and_the_newest_shows(path: Path) -> None:
    one, other = window(path), window(path, HOUR)
    assert (opened(one), opened(other)) == (None, None)
    typed(one, "here")
    typed(other, "there")
    typed(one, "here too")
    third = window(path)
    assert opened(third) == "there"
    assert notes(third) == ["there", "here too"]
    assert [each.texts["note"] for each in one.own()] == ["here too"]
    assert notes(one) == ["there", "here too"]


def test_a_draft_of_another_window_is_taken_over_by_typing_on(path: Path) -> None:
    typed(window(path), "begun")
    later = window(path, HOUR)
    assert opened(later) == "begun"
    assert later.own() == ()
    typed(later, "begun, gone on")
    assert [each.texts["note"] for each in later.own()] == ["begun, gone on"]
    assert kept(path) == ["begun, gone on"]


def test_what_is_taken_over_stays_where_it_was_typed_on_meanwhile(path: Path) -> None:
    one = window(path)
    typed(one, "begun")
    other = window(path, HOUR)
    assert opened(other) == "begun"
    typed(one, "begun here")
    other.put(TODAY, {"note": "begun there"}, BEGUN)
    assert notes(other) == ["begun there"]
    other.read()
    assert notes(other) == ["begun there", "begun here"]
    other.flush()
    assert kept(path) == ["begun there", "begun here"]
    assert notes(other) == ["begun there", "begun here"]
    typed(one, "begun here, on and on")
    assert kept(path) == ["begun there", "begun here, on and on"]


def test_a_window_whose_draft_was_taken_over_goes_on_beside_it(path: Path) -> None:
    one = window(path)
    typed(one, "begun")
    other = window(path, HOUR)
    opened(other)
    typed(other, "begun there")
    typed(one, "begun here")
    assert kept(path) == ["begun there", "begun here"]


def test_what_a_form_never_showed_is_not_taken_over(path: Path) -> None:
    one, other = window(path), window(path, HOUR)
    assert opened(other) is None
    typed(one, "here")
    other.read()  # another form was opened
    typed(other, "there")
    assert kept(path) == ["there", "here"]
    other.forget(TODAY)
    other.flush()
    assert kept(path) == ["here"]


def test_an_older_draft_of_the_same_window_stays_beside_a_newer_one_that_is_taken_over(path: Path) -> None:
    one, other = window(path), window(path, HOUR)
    typed(one, "mine")
    typed(other, "newer")
    assert opened(one) == "newer"
    typed(one, "newer, gone on")
    assert sorted(kept(path)) == ["mine", "newer, gone on"]


def test_a_save_removes_what_it_took_over(path: Path) -> None:
    typed(window(path), "begun")
    later = window(path, HOUR)
    opened(later)
    later.put(TODAY, {"note": "begun, and saved before it was written down"}, BEGUN)
    later.forget(TODAY)
    assert later.all() == ()
    later.flush()
    assert kept(path) == []


def test_a_save_leaves_what_was_typed_on_since(path: Path) -> None:
    one = window(path)
    typed(one, "begun")
    other = window(path, HOUR)
    assert opened(other) == "begun"
    typed(one, "begun, and more")
    other.read()
    other.forget(TODAY)
    other.flush()
    assert kept(path) == ["begun, and more"]
    assert opened(other) == "begun, and more"


def test_after_a_save_what_is_typed_next_is_a_draft_of_its_own(path: Path) -> None:
    drafts = window(path)
    typed(drafts, "saved")
    drafts.forget(TODAY)
    drafts.put(TODAY, {"note": "saved"}, BEGUN)
    assert notes(drafts) == ["saved"], "the same text again is typed again"
    drafts.flush()
    assert kept(path) == ["saved"]


def test_one_of_several_drafts_is_discarded(path: Path) -> None:
    one, other = window(path), window(path, HOUR)
    typed(one, "here")
    typed(other, "there")
    third = window(path)
    assert opened(third) == "there"
    third.discard(next(each for each in third.all() if each.texts["note"] == "here"))
    third.discard(third.all()[0])
    assert third.all() == ()
    third.flush()
    assert kept(path) == []


def test_a_place_that_no_form_opened_can_be_forgotten(path: Path) -> None:
    typed(window(path), "of a day that is gone")
    later = window(path)
    later.forget(TODAY)
    later.flush()
    assert kept(path) == []


def test_windows_that_write_at_the_same_time_lose_nothing(path: Path) -> None:
    def typing(number: int) -> None:
        drafts = window(path)
        for count in range(20):
            drafts.put(TODAY, {"note": f"{number}: {count}"}, BEGUN)
            drafts.flush(wait=20)

    with ThreadPoolExecutor(4) as windows:
        for done in [windows.submit(typing, number) for number in range(4)]:
            done.result()
    assert sorted(kept(path)) == [f"{number}: 19" for number in range(4)]


def test_what_is_typed_while_it_is_written_is_still_to_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = window(path)
    drafts.put(TODAY, {"note": "one"}, BEGUN)
    real = os.replace

    def typing(*names: Path) -> None:
        drafts.put(TODAY, {"note": "one more"}, BEGUN)
        real(*names)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", typing)
        drafts.flush()
    assert (drafts.pending, kept(path)) == (True, ["one"])
    drafts.flush()
    assert (drafts.pending, kept(path)) == (False, ["one more"])


# The file


def test_rows_that_this_program_does_not_understand_stay_as_they_are(path: Path) -> None:
    typed(window(path), "mine")
    strange = [
        {"id": "1", "draft": {"key": ["", "setup", ""], "texts": {}, "begun": {}, "at": "yesterday"}},
        {"id": "1", "draft": {"key": ["", "setup", ""], "texts": {}, "begun": {}, "at": "9001-01-01T00:00:00Z"}},
        {"id": "2", "draft": {"text": "of a newer version"}, "more": [1, {"deep": None}]},
        "a line",
        12345678901234567890123,
    ]
    rows = [*json.loads(drafts_of(path).read_bytes()), *strange]
    drafts_of(path).write_text(json.dumps(rows, indent=4))
    drafts = window(path)
    assert notes(drafts) == ["mine"]
    typed(drafts, "for Setup", SETUP)
    drafts.forget(TODAY)
    drafts.flush()
    drafts.forget(SETUP)
    drafts.flush()
    assert json.loads(drafts_of(path).read_bytes()) == strange
    assert drafts.take_notice() == ""


@pytest.mark.parametrize(
    "content", [b"[", b'{"a": 1}', b"null", b"zanzibar", b"\0" * 64, b"[1,]", b"[" * 9000, b'[{"id": "zanzibar']
)
def test_a_damaged_file_is_set_aside_in_one_line_and_blocks_nothing(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    drafts_of(path).write_bytes(content)
    drafts = window(path)
    (aside,) = path.parent.glob("*.corrupt-*")
    assert aside.name.startswith("mastery.json.drafts.corrupt-20260105T2000")
    assert (aside.read_bytes(), mode(aside)) == (content, 0o600)
    said = drafts.take_notice()
    assert aside.name in said
    assert "zanzibar" not in said
    assert drafts.take_notice() == ""
    typed(drafts, "goes on")
    assert kept(path) == ["goes on"]


def test_a_file_that_is_damaged_while_the_window_is_open_is_set_aside_by_the_next_write(path: Path) -> None:
    drafts = window(path)
    typed(drafts, "one")
    drafts_of(path).write_bytes(b"[{")
    typed(drafts, "two")
    assert kept(path) == ["two"]
    notice, aside = drafts.take_notice(), next(path.parent.glob("*.corrupt-*")).name
    assert aside in notice
    assert [each.read_bytes() for each in path.parent.glob("*.corrupt-*")] == [b"[{"]


def test_an_empty_file_is_none_at_all(path: Path) -> None:
    path.parent.mkdir()
    drafts_of(path).write_bytes(b"")
    drafts = window(path)
    assert (drafts.all(), drafts.take_notice()) == ((), "")
    typed(drafts, "one")
    assert kept(path) == ["one"]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_file_lock_and_directory_are_private_under_any_umask(
    path: Path, umask: Callable[[int], int], mask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    umask(mask)
    seen = []
    real = os.open

    def opening(name: Any, flags: int, *more: Any, **options: Any) -> int:
        descriptor = real(name, flags, *more, **options)
        if flags & os.O_CREAT:
            seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode) & 0o077)
        return descriptor

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", opening)
        typed(window(path / "deeper" / "mastery.json"), "one")
    assert seen == [0, 0], "closed to others from the first moment, the lock and the file"
    made = path / "deeper"
    assert {each.name: mode(each) for each in (made, *made.iterdir())} == {
        "deeper": 0o700,
        "mastery.json.drafts": 0o600,
        "mastery.json.drafts.lock": 0o600,
    }


def test_a_file_that_others_could_read_is_closed_by_the_next_write(path: Path) -> None:
    drafts = window(path)
    typed(drafts, "one")
    drafts_of(path).chmod(0o644)
    typed(drafts, "two")
    assert mode(drafts_of(path)) == 0o600


def test_behind_a_link_they_lie_beside_the_journal_itself(path: Path, tmp_path: Path) -> None:
    begun(journal_at(path))
    link = tmp_path / "link.json"
    link.symlink_to(path)
    typed(window(link), "one")
    assert kept(path) == ["one"]
    assert not drafts_of(link).exists()


def test_no_link_in_the_files_place_is_followed(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "list.txt"
    own.write_text("[]")
    path.parent.mkdir()
    drafts_of(path).symlink_to(own)
    typed(window(path), "one")
    assert own.read_text() == "[]"
    assert kept(path) == ["one"]


def test_the_journal_and_its_backups_are_left_alone(path: Path) -> None:
    journal = journal_at(path)
    recorded(journal, begun(journal))
    before = {each: (each.read_bytes(), each.stat().st_mtime_ns) for each in path.parent.rglob("*.json*")}
    typed(window(path), "one")
    assert {each: (each.read_bytes(), each.stat().st_mtime_ns) for each in before} == before
    recorded(journal, journal.cycles()[0])
    everything = b"".join(each.path.read_bytes() for each in find_backups(path)) + path.read_bytes()
    assert b'"texts"' not in everything


def test_nothing_waits_for_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(journal_at(path))
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    typed(window(path), "one")
    assert synced == []
    assert kept(path) == ["one"]


KILLED = """
import os, signal, sys
from pathlib import Path
from journal_records import journal_at
from mastery_tui.journal.safety.drafts import DraftKey, Drafts

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

drafts = Drafts(journal_at(Path(sys.argv[1])))
drafts.read()
drafts.get(DraftKey("a plan", "check_in", "2026-01-05"))
drafts.put(DraftKey("a plan", "check_in", "2026-01-05"), {"note": "new"}, {"note": ""})
os.replace = kill
drafts.flush()
"""


def test_a_kill_before_the_rename_leaves_the_old_one_and_the_next_write_sweeps(path: Path) -> None:
    typed(window(path), "old")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], env=subprocess_environment(), check=False)
    assert killed.returncode == -9
    assert kept(path) == ["old"]
    assert len([*path.parent.glob(".*.tmp")]) == 1
    typed(window(path), "later", TOMORROW)
    assert [*path.parent.glob(".*.tmp")] == []
    assert sorted(kept(path)) == ["later", "old"]


# What refuses


def test_a_full_disk_is_told_without_a_word_and_all_stays_to_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = window(path)
    typed(drafts, "old")
    drafts.put(TODAY, {"note": "zanzibar"}, BEGUN)
    with monkeypatch.context() as patch:

        def full(*_: object) -> int:
            raise OSError(28, "zanzibar")

        patch.setattr(files.os, "write", full)
        with pytest.raises(JournalNotWritable) as caught:
            drafts.flush()
    assert (caught.value.code, caught.value.facts["reason"]) == ("drafts.not_written", "ENOSPC")
    assert "zanzibar" not in str(caught.value.facts)
    assert drafts.pending
    assert kept(path) == ["old"]
    assert [*path.parent.glob(".*.tmp")] == []
    drafts.flush()
    assert kept(path) == ["zanzibar"]
    assert not drafts.pending


def test_a_directory_that_cannot_be_written_is_told_and_all_stays_to_be_written(
    tmp_path: Path, as_nobody: Callable[[], AbstractContextManager[None]]
) -> None:
    key = tmp_path / "closed"
    key.mkdir()
    key.chmod(0o555)
    drafts = window(key / "mastery.json")
    drafts.put(TODAY, {"note": "one"}, BEGUN)
    with as_nobody(), pytest.raises(JournalNotWritable) as caught:
        drafts.flush()
    assert (caught.value.code, caught.value.facts["reason"]) == ("drafts.not_written", "EACCES")
    assert drafts.pending
    key.chmod(0o755)
    drafts.flush()
    assert kept(key / "mastery.json") == ["one"]


def test_what_cannot_be_read_is_told_once_and_never_written_over(path: Path) -> None:
    path.parent.mkdir()
    drafts_of(path).mkdir()
    drafts = window(path)
    assert str(drafts_of(path)) in drafts.take_notice()
    drafts.read()
    assert drafts.take_notice() == ""
    drafts.put(TODAY, {"note": "one"}, BEGUN)
    with pytest.raises(UnreadableJournal):
        drafts.flush()
    assert drafts.pending
    assert notes(drafts) == ["one"]
    drafts_of(path).rmdir()
    drafts.flush()
    assert kept(path) == ["one"]


def test_a_journal_that_is_being_saved_keeps_no_draft_waiting(path: Path) -> None:
    begun(journal_at(path))
    with locked(path):
        typed(window(path), "one")
    assert kept(path) == ["one"]


def test_a_window_that_writes_just_now_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = window(path)
    typed(drafts, "one")
    drafts.put(TODAY, {"note": "two"}, BEGUN)
    with ExitStack() as other:
        other.enter_context(locked(drafts_of(path)))
        monkeypatch.setattr(locking.time, "sleep", lambda _: other.close())
        drafts.flush()
    assert kept(path) == ["two"]


def test_a_window_that_does_not_end_writing_is_told_and_all_stays_to_be_written(path: Path) -> None:
    drafts = window(path)
    typed(drafts, "one")
    drafts.put(TODAY, {"note": "two"}, BEGUN)
    with locked(drafts_of(path)), pytest.raises(JournalBusy) as caught:
        drafts.flush(0.2)
    assert caught.value.code == "drafts.busy"
    assert drafts.pending
    assert kept(path) == ["one"]
    drafts.flush()
    assert kept(path) == ["two"]


def test_an_error_of_drafts_names_the_file_and_nothing_else(path: Path) -> None:
    drafts = window(path)
    drafts.put(TODAY, {"note": "zanzibar"}, {"note": "zanzibar"})
    path.parent.write_text("in the way")
    with pytest.raises(JournalError) as caught:
        drafts.flush()
    assert "zanzibar" not in f"{caught.value} {caught.value.facts} {caught.value.__context__}"


def test_what_was_erased_does_not_come_back_from_an_open_window(path: Path) -> None:
    journal = journal_at(path)
    begun(journal)
    drafts = Drafts(journal)
    drafts.put(TODAY, {"note": "one"}, BEGUN)
    Maintenance(journal_at(path)).erase()
    with pytest.raises(UnreadableJournal):
        drafts.flush()
    assert drafts.pending
    assert not drafts_of(path).exists()
    assert not lock_file(drafts_of(path)).exists()


def test_after_erasing_the_open_window_is_refused_even_where_it_waited(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_at(path)
    begun(journal)
    drafts = Drafts(journal)
    drafts.put(TODAY, {"note": "one"}, BEGUN)
    with ExitStack() as other:
        other.callback(path.unlink)
        other.enter_context(locked(drafts_of(path)))
        monkeypatch.setattr(locking.time, "sleep", lambda _: other.close())
        with pytest.raises(UnreadableJournal):
            drafts.flush()
        assert not path.exists(), "it waited"
    assert not drafts_of(path).exists()
