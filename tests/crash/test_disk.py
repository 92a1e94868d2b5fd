"""The disk that the power cuts are tried on: what it takes for sure, and what it lets go."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from calls import watched
from disk import ALL_SUBSETS, Disk, Image, image_of, lay_out


def left_of(root: Path, program: Callable[[], object]) -> set[Image]:
    """The states after a power cut right behind what a program did."""
    disk = Disk(root)
    with watched(disk):
        program()
    assert disk.now() == image_of(root)
    return set(disk.images())


def image(**files: bytes | None) -> Image:
    return frozenset(files.items())


def written(path: Path, content: bytes, *, sync: bool = True, more: int = 0) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | more, 0o600)
    os.write(descriptor, content)
    if sync:
        os.fsync(descriptor)
    os.close(descriptor)


def names_synced(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def test_a_file_is_sure_once_it_and_its_name_are_synced(tmp_path: Path) -> None:
    def program() -> None:
        written(tmp_path / "a", b"1234")
        names_synced(tmp_path)

    assert left_of(tmp_path, program) == {image(a=b"1234")}


def test_a_synced_file_goes_where_its_name_is_not_synced(tmp_path: Path) -> None:
    assert left_of(tmp_path, lambda: written(tmp_path / "a", b"1234")) == {image(), image(a=b"1234")}


def test_a_file_that_is_not_synced_is_left_in_any_way(tmp_path: Path) -> None:
    def program() -> None:
        written(tmp_path / "a", b"1234", sync=False)
        names_synced(tmp_path)

    contents = {b"", b"12", b"\0\0\0\0", b"1234"}
    assert left_of(tmp_path, program) == {image(a=content) for content in contents}


def test_a_file_that_is_written_over_can_be_the_old_one_too(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    left = left_of(tmp_path, lambda: written(tmp_path / "a", b"new!", sync=False, more=os.O_TRUNC))
    assert {image(a=b"old"), image(a=b""), image(a=b"ne"), image(a=b"new!")} < left


def test_a_file_has_one_content_under_all_its_names(tmp_path: Path) -> None:
    def program() -> None:
        written(tmp_path / "a", b"12", sync=False)
        os.link(tmp_path / "a", tmp_path / "b")
        names_synced(tmp_path)

    contents = {b"", b"1", b"\0\0", b"12"}
    assert left_of(tmp_path, program) == {image(a=content, b=content) for content in contents}


def test_a_new_name_is_given_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").write_bytes(b"new")
    left = left_of(tmp_path, lambda: (tmp_path / "b").replace(tmp_path / "a"))
    assert left == {image(a=b"old", b=b"new"), image(a=b"new")}


def test_a_name_given_to_the_same_file_once_more_leaves_both(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    assert left_of(tmp_path, lambda: (tmp_path / "b").replace(tmp_path / "a")) == {image(a=b"1", b=b"1")}


def test_a_directory_goes_with_all_that_was_synced_in_it(tmp_path: Path) -> None:
    def program() -> None:
        (tmp_path / "inner").mkdir()
        written(tmp_path / "inner" / "a", b"1")
        names_synced(tmp_path / "inner")

    assert left_of(tmp_path, program) == {image(), image(**{"inner": None, "inner/a": b"1"})}


def test_a_removed_file_can_come_back_until_its_directory_is_synced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    assert left_of(tmp_path, (tmp_path / "a").unlink) == {image(), image(a=b"1")}


@pytest.mark.parametrize("many", [ALL_SUBSETS, ALL_SUBSETS + 3])
def test_operations_are_left_out_singly_in_pairs_and_all_at_once(tmp_path: Path, many: int) -> None:
    def program() -> None:
        for number in range(many):
            os.link(tmp_path / "a", tmp_path / str(number))

    (tmp_path / "a").write_bytes(b"1")
    left = {frozenset(name for name, _ in each if name != "a") for each in left_of(tmp_path, program)}
    whole = frozenset(map(str, range(many)))
    assert {whole, frozenset()} <= left
    assert {whole - {each} for each in whole} <= left
    assert {frozenset(each) for each in whole} <= left
    assert {whole - {one, other} for one in whole for other in whole} <= left
    assert (len(left) == 2**many) == (many == ALL_SUBSETS)


def test_a_state_that_is_laid_out_is_found_again(tmp_path: Path) -> None:
    there = image(**{"a": b"1", "inner": None, "inner/b": b"2", "link": b"-> a"})
    lay_out(there, tmp_path / "again")
    assert image_of(tmp_path / "again") == there
    assert (tmp_path / "again" / "link").read_bytes() == b"1"
