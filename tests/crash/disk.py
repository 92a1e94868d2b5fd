"""A disk as a power cut sees it: what a program did, what of it is sure, and every state that can be left of it."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any, NamedTuple

ALL_SUBSETS = 12
"""Of so many pending operations every subset is tried, of more those that leave out or hold two at most."""

ALL_CONTENTS = 5
"""Of so many files that are not synced every combination of contents is tried."""

Image = frozenset[tuple[str, bytes | None]]
"""Files by their path from the root, with content; directories with None. A symbolic link's content is its target."""

LINK = b"-> "


class File:
    """A file of any name: its content as programs see it, and what is sure of it, None where nothing is."""

    def __init__(self, content: bytes, sure: bytes | None = None) -> None:
        self.content = content
        self.sure = sure

    def left(self) -> tuple[bytes, ...]:
        """What a power cut can leave of it, all of it first."""
        now = self.content
        if self.sure == now:
            return (now,)
        older = () if self.sure is None else (self.sure,)
        return tuple(dict.fromkeys((now, *older, b"", now[: len(now) // 2], b"\0" * len(now))))


class Directory:
    """Names as programs see them, those that are sure, and each operation since, in order."""

    def __init__(self) -> None:
        self.names: dict[str, Node] = {}
        self.sure: dict[str, Node] = {}
        self.pending: list[Names] = []

    def change(self, names: "Names") -> None:
        """One operation: names that are given another file, or none."""
        _apply(self.names, names)
        self.pending.append(names)

    def sync(self) -> None:
        self.sure = dict(self.names)
        self.pending = []


Node = File | Directory
Names = Mapping[str, Node | None]
Pending = tuple[Directory, Names]


class Opened(NamedTuple):
    """What a descriptor stands for, and where the next write goes."""

    node: Node
    place: int


class Disk:
    """Follows real calls below one directory: the real ones are made too, so that the program finds what it did."""

    def __init__(self, root: Path, seen: Callable[[], None] = lambda: None) -> None:
        """Take what is there for sure.

        Args:
            root: a real directory; what is changed outside it is none of this disk's.
            seen: called after each operation, which is when the power can go.
        """
        self.root = Path(os.path.realpath(root))
        self.seen = seen
        self.operations = 0
        self.top = _found(self.root)
        self._opened: dict[int, Opened] = {}

    def __call__(self, name: str, real: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        follow = getattr(self, f"_{name}", None)
        if follow is None:
            return real(*arguments, **options)
        result, done = follow(real, *arguments, **options)
        if done:
            self.operations += 1
            self.seen()
        return result

    def images(self) -> Iterator[Image]:
        """Every state that a power cut at this moment can leave, some of them twice."""
        pending = _pending(self.top)
        for subset in _subsets(len(pending)):
            yield from _images(_tree(self.top, [pending[number] for number in subset]))

    def least(self) -> Image:
        """The state after a power cut that takes everything that is not sure."""
        return frozenset((name, file and (file.sure or b"")) for name, file in _tree(self.top, []))

    def now(self) -> Image:
        """The state as programs see it."""
        return frozenset((name, file and file.content) for name, file in _tree(self.top, _pending(self.top)))

    # Calls that are followed: each returns the real result and whether something on the disk became another

    def _open(self, real: Callable[..., int], path: Any, flags: int, *rest: Any, **options: Any) -> tuple[int, bool]:
        place = self._place(path, through=not flags & getattr(os, "O_NOFOLLOW", 0))
        before = place and self._node(*place)
        descriptor = real(path, flags, *rest, **options)
        self._opened.pop(descriptor, None)
        if place is None:
            return descriptor, False
        node = before
        if node is None:
            node = File(b"")
            place[0].change({place[1]: node})
        self._opened[descriptor] = Opened(node, 0)
        emptied = isinstance(node, File) and bool(flags & os.O_TRUNC) and node.content != b""
        if emptied:
            node.content = b""
        return descriptor, before is None or emptied

    def _write(self, real: Callable[..., int], descriptor: int, content: Any) -> tuple[int, bool]:
        count = real(descriptor, content)
        node, place = self._opened.get(descriptor, (None, 0))
        if not isinstance(node, File):
            return count, False
        written, before = bytes(content[:count]), node.content
        node.content = before[:place].ljust(place, b"\0") + written + before[place + count :]
        self._opened[descriptor] = Opened(node, place + count)
        return count, True

    def _fsync(self, real: Callable[..., None], descriptor: int) -> tuple[None, bool]:
        real(descriptor)
        node, _ = self._opened.get(descriptor, (None, 0))
        if isinstance(node, Directory):
            node.sync()
        elif node is not None:
            node.sure = node.content
        return None, node is not None

    def _close(self, real: Callable[..., None], descriptor: int) -> tuple[None, bool]:
        real(descriptor)
        return None, self._opened.pop(descriptor, None) is not None

    def _ftruncate(self, real: Callable[..., None], descriptor: int, length: int) -> tuple[None, bool]:
        real(descriptor, length)
        node, _ = self._opened.get(descriptor, (None, 0))
        if isinstance(node, File):
            node.content = node.content[:length].ljust(length, b"\0")
        return None, node is not None

    def _link(self, real: Callable[..., None], source: Any, target: Any, **options: Any) -> tuple[None, bool]:
        real(source, target, **options)
        return None, self._put(target, self._named(source))

    def _symlink(self, real: Callable[..., None], source: Any, target: Any, **options: Any) -> tuple[None, bool]:
        real(source, target, **options)
        return None, self._put(target, _link(os.fsencode(source)))

    def _mkdir(self, real: Callable[..., None], path: Any, *rest: Any, **options: Any) -> tuple[None, bool]:
        real(path, *rest, **options)
        return None, self._put(path, Directory())

    def _unlink(self, real: Callable[..., None], path: Any, **options: Any) -> tuple[None, bool]:
        real(path, **options)
        return None, self._put(path, None)

    _remove = _rmdir = _unlink

    def _replace(self, real: Callable[..., None], source: Any, target: Any) -> tuple[None, bool]:
        node = self._named(source)
        same = node is self._named(target)
        real(source, target)
        first, second = self._place(source), self._place(target)
        if first is None or second is None or same:
            return None, False  # two names of one file: the system leaves both
        assert first[0] is second[0], "the journal moves nothing from one directory to another"
        first[0].change({first[1]: None, second[1]: node})
        return None, True

    _rename = _replace

    def _truncate(self, real: Callable[..., None], *_: Any) -> tuple[None, bool]:
        raise AssertionError(f"{real.__name__} is not followed yet")

    _pwrite = _truncate

    def _put(self, path: Any, node: Node | None) -> bool:
        place = self._place(path)
        if place is not None:
            place[0].change({place[1]: node})
        return place is not None

    def _named(self, path: Any) -> Node | None:
        place = self._place(path)
        return place and self._node(*place)

    def _node(self, directory: Directory, name: str) -> Node | None:
        return directory if name == "." else directory.names.get(name)

    def _place(self, path: Any, through: bool = False) -> tuple[Directory, str] | None:
        """The directory and the name in it, None where that is no part of this disk."""
        named = Path(os.fsdecode(path))
        whole = Path(os.path.realpath(named)) if through else Path(os.path.realpath(named.parent)) / named.name
        if whole == self.root:
            return self.top, "."
        if not whole.is_relative_to(self.root):
            return None
        directory = self.top
        for part in whole.relative_to(self.root).parts[:-1]:
            inner = directory.names[part]
            assert isinstance(inner, Directory)
            directory = inner
        return directory, whole.name


def image_of(root: Path) -> Image:
    """What really is in a directory."""
    return Disk(root).now()


def lay_out(image: Image, root: Path) -> None:
    """Make a directory what an image says."""
    root.mkdir()
    for name, content in sorted(image):
        path = root / name
        if content is None:
            path.mkdir(0o700)
        elif content.startswith(LINK):
            path.symlink_to(os.fsdecode(content.removeprefix(LINK)))
        else:
            path.write_bytes(content)


def _link(target: bytes) -> File:
    """A symbolic link, which is there with its target or not at all."""
    return File(LINK + target, LINK + target)


def _found(directory: Path) -> Directory:
    """A real directory, all of it taken for sure."""
    taken = Directory()
    inodes: dict[tuple[int, int], File] = {}

    def take(place: Path, into: Directory) -> None:
        for each in place.iterdir():
            status = each.lstat()
            node: Node
            if stat.S_ISDIR(status.st_mode):
                node = Directory()
                take(each, node)
            elif stat.S_ISLNK(status.st_mode):
                node = _link(os.fsencode(os.readlink(each)))
            else:
                content = each.read_bytes()
                node = inodes.setdefault((status.st_dev, status.st_ino), File(content, content))
            into.names[each.name] = node
        into.sync()

    take(directory, taken)
    return taken


def _apply(names: dict[str, Node], change: Names) -> None:
    for name, node in change.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


def _pending(directory: Directory) -> list[Pending]:
    """What is not sure in it and in all that are or were in it."""
    inner = {id(each): each for each in chain(directory.names.values(), directory.sure.values())}
    below = (_pending(each) for each in inner.values() if isinstance(each, Directory))
    return [*((directory, change) for change in directory.pending), *chain.from_iterable(below)]


def _subsets(many: int) -> Iterator[tuple[int, ...]]:
    numbers = range(many)
    if many <= ALL_SUBSETS:
        yield from chain.from_iterable(combinations(numbers, size) for size in range(many + 1))
        return
    for some in chain.from_iterable(combinations(numbers, size) for size in range(3)):
        yield some
        yield tuple(number for number in numbers if number not in some)


def _tree(top: Directory, kept: list[Pending], above: str = "") -> Iterator[tuple[str, File | None]]:
    """All paths where some of the pending operations took place, None for directories."""
    names = dict(top.sure)
    for directory, change in kept:
        if directory is top:
            _apply(names, change)
    for name, node in names.items():
        if isinstance(node, Directory):
            yield above + name, None
            yield from _tree(node, kept, f"{above}{name}/")
        else:
            yield above + name, node


def _images(tree: Iterable[tuple[str, File | None]]) -> Iterator[Image]:
    """Each file in every way in which it can be left; the names of one file always have the same content."""
    there = list(tree)
    files = list({id(file): file for _, file in there if file is not None}.values())
    for contents in _contents([file.left() for file in files]):
        left: dict[File | None, bytes | None] = {None: None, **dict(zip(files, contents, strict=True))}
        yield frozenset((name, left[file]) for name, file in there)


def _contents(choices: Sequence[Sequence[bytes]]) -> Iterator[tuple[bytes, ...]]:
    """Every combination while few files are unsure, else each one in turn with the others whole."""
    if sum(len(each) > 1 for each in choices) <= ALL_CONTENTS:
        yield from product(*choices)
        return
    whole = tuple(each[0] for each in choices)
    for place, each in enumerate(choices):
        yield from ((*whole[:place], content, *whole[place + 1 :]) for content in each)
