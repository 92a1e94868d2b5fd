"""`mastery progress`: the figures of the page as plain text, and the same under stable keys."""

from typing import TYPE_CHECKING

import pytest

from mastery_tui import guide

if TYPE_CHECKING:
    from .conftest import Shell

KEYS = [
    "schema",
    "state",
    "kept",
    "recorded",
    "not_recorded",
    "rate",
    "baseline",
    "compared",
    "trend",
    "weeks",
    "contexts",
    "earlier",
    "earlier_more",
    "days",
]


@pytest.fixture
def practised(writing: "Shell") -> "Shell":
    """Nine days of writing, the seventh of them not recorded, and a frozen baseline."""
    for day in range(1, 10):  # Day 1 is 2 November.
        if day != 7:
            writing.at(f"2026-11-{day + 1:02}")
            writing.ok("log", str(390 + day), "e5", "calm", "c3", "@desk")
        if day == 8:
            writing.ok("freeze")
    return writing


def test_it_tells_what_the_page_shows(practised: "Shell") -> None:
    out = practised.ok("progress")
    lines = out.splitlines()
    assert lines[0] == f"{guide.word('progress', 'kept')}: 8 of 8 kept, 1 not recorded, 100%"
    assert lines[1].startswith(f"Words: {guide.word('comparisons', 'too_few')}, ")
    table = {line.split()[0]: line.split()[1:] for line in lines if line.strip()}
    assert table["Words"] == ["393.5", "398.5", "–"]
    assert table["values"] == ["6", "2", "–"]
    assert guide.word("progress_below", "first_cycle") in lines
    assert max(map(len, lines)) < 80


def test_the_keys_stay(practised: "Shell") -> None:
    rows = practised("progress", "--json").json
    assert list(rows) == KEYS
    assert (rows["kept"], rows["recorded"], rows["not_recorded"], rows["rate"]) == (8, 8, 1, 1.0)
    assert rows["baseline"] == {"stage": "frozen", "n": 6}
    assert rows["compared"]["baseline"]["results"] == {"median": 393.5, "lowest": 391.0, "highest": 396.0, "n": 6}
    assert rows["compared"]["change"]["verdict"] == "too_few"
    assert [day["result"] for day in rows["days"]] == [391, 392, 393, 394, 395, 396, None, 398, 399]
    assert rows["days"][6]["mark"] == "unrecorded"
    assert rows["weeks"][0]["counts"]["minimum"] == 6


def test_an_earlier_date_is_looked_at_as_it_stood(practised: "Shell") -> None:
    first = practised("progress", "--json").json["days"][2]["day"]
    rows = practised("progress", "--json", "--as-of", first).json
    assert (rows["kept"], rows["compared"], rows["baseline"]["stage"]) == (3, None, "early")


def test_without_a_plan_it_is_refused(shell: "Shell") -> None:
    said = shell("progress")
    assert (said.code, said.out) == (2, "")
    assert said.err
