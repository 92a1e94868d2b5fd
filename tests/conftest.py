"""What every room of tests has: a user without rights, and counts that stand at the end of a run."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says nothing about the program: a machine may be busy with other things.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

COUNTED = "counted"
Counted = Callable[[str], None]


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Counted:
    """Takes a line about what a test tried, for the end of the run."""
    return lambda line: record_property(COUNTED, line)


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
