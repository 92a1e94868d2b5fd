"""Taking back, and taking the taking back back."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from journal_records import MOMENT, START, begun, check_in, journal_at, recorded, ticking

from mastery_tui.journal import Journal, UnreadableJournal
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.journal.undo import LARGEST, MOST, Undone
from mastery_tui.practice.records import Answer, AnswerKind, Session
from mastery_tui.practice.refused import Refused

DAY = timedelta(days=1)


def days(journal: Journal) -> list[date]:
    journal.refresh()
    return [each.day for each in journal.records(journal.cycles()[0].id).check_ins]


def entries(path: Path) -> list[dict[str, object]]:
    return list(json.loads(path.read_bytes())["undo"].values())


def test_nothing_to_take_back_is_refused_and_writes_nothing(journal: Journal, path: Path) -> None:
    with pytest.raises(Refused) as caught:
        journal.undo()
    assert caught.value.code == "undo.none"
    assert not path.exists()


def test_a_new_check_in_is_taken_back_in_a_later_run_and_again_restored(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    stored = recorded(journal, owner, note="worth keeping")
    assert journal_at(path).undo() == Undone("check_in", {"day": START})
    assert days(journal) == []
    later = Journal(path, ticking(MOMENT + 9 * DAY))
    assert later.redo() == Undone("check_in", {"day": START})
    journal.refresh()
    (again,) = journal.records(owner.id).check_ins
    assert (again.note, again.id) == (stored.note, stored.id)
    assert (again.rev, again.at) == (4, MOMENT + 9 * DAY + timedelta(seconds=1))


def test_a_creation_taken_back_leaves_a_tombstone(journal: Journal, path: Path) -> None:
    recorded(journal, begun(journal), note="a planted note")
    journal.undo()
    (left,) = json.loads(path.read_bytes())["check_ins"].values()
    assert set(left) == {"id", "cycle", "rev", "at", "deleted", "day"}


def test_an_edit_taken_back_brings_the_old_content_with_a_new_revision(journal: Journal) -> None:
    owner = begun(journal)
    recorded(journal, owner, effort=3, note="first")
    recorded(journal, owner, effort=8)
    journal.undo()
    (back,) = journal.records(owner.id).check_ins
    assert (back.effort, back.note, back.rev) == (3, "first", 4)


def test_a_deletion_taken_back_brings_the_record(journal: Journal) -> None:
    owner = begun(journal)
    stored = recorded(journal, owner, note="first")
    with journal.change("delete", {"day": START}) as change:
        change.delete(stored)
    assert journal.undo().label == "delete"
    (back,) = journal.records(owner.id).check_ins
    assert (back.id, back.note, back.day) == (stored.id, "first", START)


def test_a_change_of_several_records_is_taken_back_as_one(journal: Journal) -> None:
    owner = begun(journal)
    recorded(journal, owner, START, effort=2)
    with journal.change("several") as change:
        change.put(check_in(owner, START, effort=9))
        change.put(check_in(owner, START + DAY))
    journal.undo()
    (only,) = journal.records(owner.id).check_ins
    assert only.effort == 2


def test_undoing_an_undo_is_the_redo(journal: Journal) -> None:
    recorded(journal, begun(journal))
    stands = []
    for step in (journal.undo, journal.redo, journal.undo, journal.redo):
        step()
        stands.append(days(journal))
    assert stands == [[], [START], [], [START]]


def test_as_many_changes_can_be_brought_back_as_were_undone(journal: Journal) -> None:
    owner = begun(journal)
    for number in range(4):
        recorded(journal, owner, START + number * DAY)
    for _ in range(3):
        journal.undo()
    assert [journal.redo().facts["day"] for _ in range(3)] == [START + number * DAY for number in (1, 2, 3)]
    assert len(days(journal)) == 4
    with pytest.raises(Refused, match=r"redo\.none"):
        journal.redo()
    journal.undo()
    journal.redo()
    assert len(days(journal)) == 4


def test_nothing_is_brought_back_unless_the_last_change_was_an_undo(journal: Journal) -> None:
    owner = begun(journal)
    recorded(journal, owner)
    with pytest.raises(Refused, match=r"redo\.none"):
        journal.redo()
    journal.undo()
    recorded(journal, owner, START + DAY)
    with pytest.raises(Refused, match=r"redo\.none"):
        journal.redo()


def test_undo_reaches_further_back_one_change_at_a_time(journal: Journal) -> None:
    owner = begun(journal)
    for number in range(3):
        recorded(journal, owner, START + number * DAY)
    taken = [journal.undo().facts["day"] for _ in range(3)]
    assert taken == [START + 2 * DAY, START + DAY, START]
    assert days(journal) == []
    assert journal.undo().label == "start"
    assert journal.cycles() == ()
    with pytest.raises(Refused, match=r"undo\.none"):
        journal.undo()


def test_two_edits_of_one_day_are_taken_back_one_after_the_other(journal: Journal) -> None:
    owner = begun(journal)
    for effort in (1, 2, 3):
        recorded(journal, owner, effort=effort)
    seen = []
    for _ in range(2):
        journal.undo()
        seen.append(journal.records(owner.id).check_ins[0].effort)
    assert seen == [2, 1]
    journal.undo()
    assert days(journal) == []
    journal.redo()
    assert journal.records(owner.id).check_ins[0].effort == 1


def test_undo_is_refused_where_the_record_is_another_one_since(path: Path) -> None:
    journal = journal_at(path)
    recorded(journal, begun(journal), note="mine")
    tables = json.loads(path.read_bytes())
    tables["check_ins"]["1"].update(rev=99, note="by another program")
    path.write_text(json.dumps(tables))
    before = path.read_bytes()
    with pytest.raises(Refused) as caught:
        journal.undo()
    assert caught.value.code == "undo.changed"
    assert caught.value.facts == {"label": "check_in"}
    assert path.read_bytes() == before


def test_undo_goes_on_top_of_what_another_window_saved(path: Path) -> None:
    one, other = journal_at(path), journal_at(path)
    owner = begun(one)
    recorded(one, owner, START)
    recorded(other, owner, START + DAY)
    assert one.undo().facts == {"day": START + DAY}
    assert days(one) == days(other) == [START]


def test_the_timers_records_are_passed_over(journal: Journal, path: Path) -> None:
    owner = begun(journal)
    recorded(journal, owner)
    with journal.change("timer") as change:
        session = change.put(Session(id="", cycle=owner.id, at=MOMENT, day=START, started=MOMENT))
    assert len(entries(path)) == 2
    assert journal.undo().label == "check_in"
    assert journal.records(owner.id).sessions == (session,)


def test_an_answer_to_a_cue_can_be_taken_back(journal: Journal) -> None:
    owner = begun(journal)
    with journal.change("answer", {"rule": "note.spare_used"}) as change:
        change.put(
            Answer(id="", cycle=owner.id, at=MOMENT, rule="note.spare_used", day=START, answer=AnswerKind.ACKNOWLEDGED)
        )
    assert journal.undo() == Undone("answer", {"rule": "note.spare_used"})
    assert journal.records(owner.id).answers == ()


def test_the_newest_fifty_changes_are_kept(journal: Journal, path: Path) -> None:
    owner = begun(journal)
    for number in range(MOST + 5):
        recorded(journal, owner, START + number * DAY)
    kept = entries(path)
    assert len(kept) == MOST
    assert kept[-1]["facts"] == {"day": (START + (MOST + 4) * DAY).isoformat()}


def test_the_list_stays_under_its_size_by_dropping_the_oldest(journal: Journal, path: Path) -> None:
    owner = begun(journal)
    for number in range(80):
        for text in ("a", "b"):
            recorded(journal, owner, START + (number % 10) * DAY, note=str(number) + text * 3990)
        if number == 40:
            break
    kept = entries(path)
    assert len(json.dumps(kept)) <= LARGEST
    assert 30 <= len(kept) <= MOST


def test_a_change_too_large_to_keep_is_not_taken_back_nor_what_was_before_it(journal: Journal, path: Path) -> None:
    owner = begun(journal)
    with journal.change("fill") as change:
        for number in range(80):
            change.put(check_in(owner, START + number * DAY, note="a" * 4000))
    with journal.change("rewrite") as change:
        for number in range(80):
            change.put(check_in(owner, START + number * DAY, note="b" * 4000))
    assert entries(path) == []
    with pytest.raises(Refused, match=r"undo\.none"):
        journal.undo()


def test_a_fact_that_only_looks_like_a_date_stays_a_text(journal: Journal) -> None:
    owner = begun(journal)
    with journal.change("x", {"compact": "20260105", "week": "2026-W02-1", "number": 3}) as change:
        change.put(check_in(owner))
    assert journal.undo().facts == {"compact": "20260105", "week": "2026-W02-1", "number": 3}


def test_an_entry_that_is_none_is_an_unreadable_journal(path: Path) -> None:
    journal = journal_at(path)
    begun(journal)
    tables = json.loads(path.read_bytes())
    for wrong in ({"label": 5, "records": []}, {"label": "x", "records": [{"table": "meta", "id": "1", "rev": 1}]}):
        tables["undo"]["1"] = wrong
        path.write_text(json.dumps(tables))
        with pytest.raises(UnreadableJournal) as caught:
            journal_at(path).undo()
        assert caught.value.facts["table"] == "undo"


@pytest.mark.parametrize("again", [False, True])
def test_undo_and_redo_refuse_a_journal_in_which_a_record_cannot_be_read(path: Path, again: bool) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, START, note="another day")
    recorded(journal, owner, START + DAY, note="the last change")
    if again:
        journal.undo()
    tables = json.loads(path.read_bytes())
    tables["check_ins"]["1"]["outcome"] = "planted"
    path.write_text(json.dumps(tables))
    spoilt = path.read_bytes()
    with pytest.raises(UnreadableJournal) as caught:
        journal_at(path).redo() if again else journal_at(path).undo()
    assert (caught.value.code, caught.value.facts["table"]) == ("record.unreadable", "check_ins")
    assert path.read_bytes() == spoilt


def test_a_redo_brings_nothing_back_that_cannot_be_read(path: Path) -> None:
    journal = journal_at(path)
    recorded(journal, begun(journal))
    journal.undo()
    tables = json.loads(path.read_bytes())
    (entry,) = [each for each in tables["undo"].values() if each.get("redo")]
    entry["records"][0]["before"]["outcome"] = "planted"
    path.write_text(json.dumps(tables))
    before = path.read_bytes()
    with pytest.raises(UnreadableJournal):
        journal_at(path).redo()
    assert path.read_bytes() == before


PLANTED = "\x1b\x07\u202e\x9b"


def with_planted_notes(path: Path) -> None:
    """Something that is no text in every note, also in those that undo brings back."""
    content = path.read_text()
    assert '"note":"NOTE' in content
    path.write_text(content.replace('"note":"NOTE', '"note":"NOTE' + json.dumps(PLANTED)[1:-1]))


def test_undo_goes_on_over_what_was_planted_and_brings_back_text(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, note="NOTE one")
    recorded(journal, owner, note="NOTE two")
    with_planted_notes(path)
    journal = journal_at(path)
    shown = journal.records(owner.id).check_ins[0]
    assert shown.note == "NOTE two"
    # What differs in nothing but that is no change, and the file stays as it is.
    before = path.read_bytes()
    with journal.change("edit") as change:
        assert change.put(shown) == shown
    assert path.read_bytes() == before
    journal.undo()
    assert journal.records(owner.id).check_ins[0].note == "NOTE one"
    assert json.loads(path.read_bytes())["check_ins"]["1"]["note"] == "NOTE one"
    journal.redo()
    assert journal.records(owner.id).check_ins[0].note == "NOTE two"


def test_a_backup_that_differs_only_in_what_was_planted_is_the_same(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, note="NOTE one")
    (backup,) = Maintenance(journal).backups()[:1]
    backup.path.write_bytes(path.read_bytes())
    with_planted_notes(backup.path)
    assert Maintenance(journal_at(path)).restore("newest").changed == 0
