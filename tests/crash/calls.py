"""Sees every call that changes something on a disk, pathlib's too, and can let a program die at one of them."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

CALLS = (
    "open",
    "write",
    "pwrite",
    "fsync",
    "close",
    "chmod",
    "fchmod",
    "link",
    "symlink",
    "replace",
    "rename",
    "unlink",
    "remove",
    "mkdir",
    "rmdir",
    "truncate",
    "ftruncate",
)

Watch = Callable[..., Any]
"""Gets the call's name, the real call and its arguments, and answers in its place."""


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    with ExitStack() as stack:
        for name in CALLS:
            stack.enter_context(patch.object(os, name, partial(watch, name, getattr(os, name))))
        yield


class Killed(BaseException):
    """The program is gone; nothing of it tidies up."""


class Deadly:
    """Lets a program die in place of its n-th call; of what comes after only closing works, as the system does it."""

    def __init__(self, last: int) -> None:
        self.made = 0
        self.last = last

    @property
    def struck(self) -> bool:
        return self.made >= self.last

    def __call__(self, name: str, real: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        closing = name == "close"
        if closing:
            real(*arguments, **options)
        if self.struck and closing:
            return None
        self.made += 1
        if self.struck:
            raise Killed
        return None if closing else real(*arguments, **options)
