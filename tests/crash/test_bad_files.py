"""Files that are no journal: refused by name, never overwritten."""

import json
import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from journal_records import begun, journal_at, recorded

from mastery_tui.journal import JournalError, UnreadableJournal
from mastery_tui.journal.store.codec import LARGE, SCHEMA, NotAJournal, Tables, decode, encode, length_of
from mastery_tui.journal.store.files import LARGEST
from tests.conftest import Counted

META = {"1": {"schema": SCHEMA, "id": "a", "rev": 3}}

BAD = {
    "nothing in it": (b"", "journal.empty_file"),
    "white space": (b" \n", "journal.not_json"),
    "what a power cut leaves": (b"\0" * 300, "journal.not_json"),
    "words": (b"my practice notes", "journal.not_json"),
    "not UTF-8": (b'{"meta": {"1": {"id": "\xff"}}}', "journal.not_json"),
    "two journals after each other": (json.dumps({"meta": META}).encode() * 2, "journal.not_json"),
    "deep": (b"[" * 200_000, "journal.too_deep"),
    "a list": (b"[]", "journal.not_object"),
    "a number": (b"12", "journal.not_object"),
    "null": (b"null", "journal.not_object"),
    "an empty object": (b"{}", "journal.not_a_journal"),
    "somebody else's object": (b'{"name": "x", "version": 1}', "journal.not_a_journal"),
    "TinyDB of another program": (b'{"_default": {"1": {"a": 1}}}', "journal.not_a_journal"),
    "no revision": (b'{"meta": {"1": {"schema": 1, "id": "a"}}}', "journal.not_a_journal"),
    "a table that is a list": (json.dumps({"meta": META, "cycles": []}).encode(), "journal.not_a_journal"),
    "a document that is a text": (json.dumps({"meta": META, "cycles": {"1": ""}}).encode(), "journal.not_a_journal"),
    "an id TinyDB cannot use": (json.dumps({"meta": META, "cycles": {"x": {}}}).encode(), "journal.not_a_journal"),
    "a newer schema": (b'{"meta": {"1": {"schema": 4, "id": "a", "rev": 1}}}', "journal.newer_schema"),
    "a newer shape": (b'{"meta": {"1": {"schema": 9}}, "cycles": [1, 2]}', "journal.newer_schema"),
}


def refused(path: Path) -> JournalError:
    """The error of a read, after a change was refused in the same way."""
    with pytest.raises(UnreadableJournal) as changing:
        begun(journal_at(path))
    with pytest.raises(UnreadableJournal) as reading:
        journal_at(path).cycles()
    assert changing.value.code == reading.value.code
    return reading.value


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_and_stays_as_it_is(tmp_path: Path, name: str) -> None:
    content, code = BAD[name]
    path = tmp_path / "mastery.json"
    path.write_bytes(content)
    before = path.stat()
    error = refused(path)
    assert error.code == code
    assert error.facts["file"] == str(path)
    assert path.read_bytes() == content
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert {each.name for each in tmp_path.iterdir()} == {"mastery.json", "mastery.json.lock"}


@pytest.mark.parametrize(
    "wrong", ["", "0", "01", "1,2", ",", "1 ", "-1", "1.0", "\N{ARABIC-INDIC DIGIT ONE}", "1\n", "x"]
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_id_among_others_that_tinydb_cannot_use_is_refused(wrong: str, place: int) -> None:
    def content() -> bytes:
        return json.dumps({"meta": META, "cycles": {name: {} for name in ids}}).encode()

    ids = ["1", "23"]
    assert [*decode(content())["cycles"]] == ids
    ids.insert(place, wrong)
    with pytest.raises(NotAJournal) as caught:
        decode(content())
    assert caught.value.code == "journal.not_a_journal"


@pytest.mark.parametrize("depth", [1, 6, 7, 40])
@pytest.mark.parametrize("texts", ["", "x" * LARGE], ids=["small", "large"])
def test_what_stands_deeper_or_otherwise_than_this_program_writes_it_is_read(depth: int, texts: str) -> None:
    lists: Any = texts
    objects: Any = texts
    for _ in range(depth):
        lists, objects = [[lists]], {"a": [objects]}
    tables: Tables = {"meta": META, "cycles": {"1": {"lists": lists, "objects": objects}}}
    assert decode(encode(tables)) == tables


def test_a_newer_schema_names_both(tmp_path: Path) -> None:
    path = tmp_path / "mastery.json"
    path.write_bytes(BAD["a newer schema"][0])
    facts = refused(path).facts
    assert (facts["found"], facts["known"]) == (SCHEMA + 1, SCHEMA)


def test_a_file_cut_short_at_any_byte_is_refused(path: Path, counted: Counted) -> None:
    journal = journal_at(path)
    recorded(journal, begun(journal))
    whole = path.read_bytes()
    for length in range(len(whole.rstrip())):
        path.write_bytes(whole[:length])
        with pytest.raises(UnreadableJournal):
            journal_at(path).cycles()
    assert length > 300
    counted(
        f"a file cut short at each of {length + 1} bytes, and {len(BAD)} other bad files: refused, left as they are"
    )


def test_a_file_of_another_size_than_any_journal_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "mastery.json"
    with path.open("wb") as sparse:
        sparse.truncate(LARGEST + 1)
    assert refused(path).code == "journal.too_large"


def test_a_directory_in_the_files_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mastery.json"
    path.mkdir()
    assert refused(path).code == "journal.not_a_file"
    assert path.is_dir()


def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path: Path) -> None:
    path = tmp_path / "mastery.json"
    os.mkfifo(path)
    assert refused(path).code == "journal.not_a_file"
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_device_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mastery.json"
    path.symlink_to("/dev/zero")
    with pytest.raises(UnreadableJournal) as caught:
        journal_at(path).cycles()
    assert caught.value.code == "journal.not_a_file"


def test_a_link_that_points_to_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mastery.json"
    path.symlink_to(path)
    with pytest.raises(JournalError) as caught:
        begun(journal_at(path))
    assert caught.value.facts["reason"] == "ELOOP"


def test_a_file_in_the_directorys_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("something else")
    with pytest.raises(JournalError):
        begun(journal_at(tmp_path / "data" / "mastery.json"))
    assert (tmp_path / "data").read_text() == "something else"


def test_a_directory_that_is_not_there_is_empty_to_a_reader_and_made_by_the_first_change(path: Path) -> None:
    assert journal_at(path).cycles() == ()
    assert not path.parent.exists()
    begun(journal_at(path))
    assert path.exists()


def test_a_file_without_permission_to_read_is_refused(
    path: Path, as_nobody: Callable[[], AbstractContextManager[None]]
) -> None:
    begun(journal_at(path))
    path.chmod(0o000)
    with as_nobody(), pytest.raises(UnreadableJournal) as caught:
        journal_at(path).cycles()
    assert caught.value.code == "journal.no_permission"
    assert caught.value.facts["reason"] == "EACCES"


def test_a_file_that_became_unreadable_while_open_is_refused_and_read_again_once_it_is_mended(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    good = path.read_bytes()
    path.write_bytes(good[:-20])
    with pytest.raises(UnreadableJournal):
        recorded(journal, owner)
    assert path.read_bytes() == good[:-20]
    path.write_bytes(good)
    assert recorded(journal, owner).rev == 2


def test_what_is_encoded_is_decoded_with_one_document_on_each_line() -> None:
    tables: dict[str, dict[str, dict[str, Any]]] = {
        "meta": META,
        "cycles": {"1": {"note": 'line\nbreak, "quotes", \u2028 and \\'}, "12": {"a": [1, 2.5, None, True]}},
        "pauses": {},
    }
    content = encode(tables)
    assert decode(content) == json.loads(content) == tables
    assert len(content.splitlines()) == 10


@pytest.mark.parametrize(
    "tables",
    [
        {"meta": META},
        {"meta": META, "cycles": {}},
        {"meta": META, "check_ins": {"1": {"note": "a\nb ü ✓"}, "12": {"n": 1.5, "m": None, "l": [1, 2]}}, "undo": {}},
    ],
)
def test_the_length_of_what_is_written_is_known_beforehand(tables: dict[str, Any]) -> None:
    assert length_of(tables) == len(encode(tables))
