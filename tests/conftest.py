"""What every room of tests has: a user without rights, and counts that stand at the end of a run."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from _pytest.pathlib import import_path
from hypothesis import HealthCheck, settings

from mastery_tui import guide

# How long an example takes says nothing about the program: a machine may be busy with other things.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

MEMORY = Path("/dev/shm")
"""Where a machine keeps files in its memory: journals are written by the thousand, and no disk is waited for there."""
ROOM = 1 << 30
"""Bytes that have to be free there: in a container it is often small."""
if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"], tempfile.tempdir = str(MEMORY), None

_word, _words = guide.word, guide.words


def _for_the_package(text: str) -> str:
    """A text that is taken as it is: no template, as its braces would reach a face."""
    assert "{" not in text or not sys._getframe(2).f_globals["__name__"].startswith("mastery_tui."), text
    return text


class _Words(dict[str, str]):
    """Words of a section, of which none that is taken is a template."""

    def __getitem__(self, key: str) -> str:
        return _for_the_package(super().__getitem__(key))


def _strict_word(section: str, key: str | int) -> str:
    return _for_the_package(_word(section, key))


def _strict_words(section: str) -> dict[str, str]:
    return _Words(_words(section))


# Each test of the faces is a test of this too.
guide.word, guide.words = _strict_word, _strict_words

COUNTED = "counted"
Counted = Callable[[str], None]


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Counted:
    """Takes a line about what a test tried, for the end of the run."""
    return lambda line: record_property(COUNTED, line)


def pytest_configure(config: pytest.Config) -> None:
    """Let workers and what tests start share what Python makes of the sources, and each have a home of its own there.

    What is written to the home folder as a person is used to do, such as an exported page, is not written to theirs.
    """
    if not hasattr(config, "workerinput"):
        made = tempfile.TemporaryDirectory(prefix="mastery-compiled-", ignore_cleanup_errors=True)
        config.add_cleanup(made.cleanup)
        os.environ["PYTHONPYCACHEPREFIX"] = made.name
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", default=None):
        os.environ["HOME"] = tempfile.mkdtemp(dir=os.environ["PYTHONPYCACHEPREFIX"])


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Let each worker begin to read the tests elsewhere: what one has made of a file, the others find made.

    They all read them in the same order otherwise, and each makes all of it at the same moment.
    """
    config = session.config
    worker = getattr(config, "workerinput", None)
    if worker is not None and config.args_source is config.ArgsSource.TESTPATHS:
        number, of = int(worker["workerid"].removeprefix("gw")), worker["workercount"]
        for file in sorted(Path(__file__).parent.rglob("test_*.py"))[number::of]:
            if file.parent.name not in ("crash", "journal"):  # Their conftest makes a path for them first.
                _begin_with(file, config.rootpath)


def _begin_with(file: Path, root: Path) -> None:
    """Import a file of tests; one that cannot be is left to pytest, which tells of it."""
    try:
        import_path(file, mode="importlib", root=root, consider_namespace_packages=False)
    except Exception:
        for name in [name for name, each in sys.modules.items() if getattr(each, "__file__", None) == str(file)]:
            del sys.modules[name]


def pytest_collection_finish() -> None:
    """Look no more for garbage among the tests themselves."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what was tried, from whichever process tried it; only tests that passed count."""
    passed = [report for report in terminalreporter.getreports("passed") if report.when == "call"]
    lines = [(report.nodeid, line) for report in passed for name, line in report.user_properties if name == COUNTED]
    if lines:
        terminalreporter.section("what was tried")
        for _, line in sorted(lines):
            terminalreporter.line(line)


@pytest.fixture
def as_nobody() -> Callable[[], AbstractContextManager[None]]:
    """Does something without the rights of root, to whom permissions mean nothing."""

    @contextmanager
    def without_rights() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    return without_rights
