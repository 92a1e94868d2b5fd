"""Two machines' journals made one: nothing is lost, and the order in which they come does not matter."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, strategies as st
from journal_records import MOMENT, START, check_in, cycle

from mastery_tui import guide
from mastery_tui.journal import UnreadableJournal
from mastery_tui.journal.safety.merge import SUPERSEDED, count_gained, is_version, merge, same
from mastery_tui.journal.store.codec import SCHEMA, Document, Tables
from mastery_tui.journal.tables import TABLES, to_document
from mastery_tui.journal.undo import check_all
from mastery_tui.practice.days import union
from mastery_tui.practice.records import (
    Adjustment,
    Answer,
    AnswerKind,
    Break,
    EndedAs,
    Pause,
    Record,
    Reflection,
    Session,
)
from mastery_tui.practice.refused import Refused

MARKER = "planted words"
CYCLE = "c" * 8
EAST = timezone(timedelta(hours=9))


def document(record: Record, at: datetime = MOMENT, rev: int = 1, **fields: Any) -> Document:
    return to_document(msgspec.structs.replace(record, at=at, rev=rev, **fields))[0]


OWNER = document(cycle(), id=CYCLE, cycle=CYCLE)
OWNING = msgspec.convert(OWNER, next(iter(TABLES)))


def later(seconds: int) -> datetime:
    return MOMENT + timedelta(seconds=seconds)


def day(number: int, note: str, at: datetime = MOMENT, identifier: str = "") -> Document:
    there = check_in(OWNING, START + timedelta(days=number), note=note)  # type: ignore[arg-type]
    return document(there, at, id=identifier or f"day-{number}")


def gone(before: Document, at: datetime) -> Document:
    kept: Document = {name: before[name] for name in ("id", "cycle", "day", "week") if name in before}
    return {**kept, "rev": 9, "at": msgspec.to_builtins(at), "deleted": True}


def tables(rev: int = 1, name: str = "m", **of: Sequence[Document]) -> Tables:
    rows = {table: {str(number): each for number, each in enumerate(many, 1)} for table, many in of.items()}
    return {"meta": {"1": {"schema": SCHEMA, "id": name, "rev": rev}}, "cycles": {"1": OWNER}, **rows}


def shown(found: Tables, table: str = "check_ins") -> list[Document]:
    return list(found.get(table, {}).values())


def kept_aside(found: Tables) -> list[Document]:
    return [row["document"] for row in found.get(SUPERSEDED, {}).values()]


def test_what_is_in_one_of_them_is_in_the_result() -> None:
    both = merge(tables(check_ins=[day(0, "here")]), tables(check_ins=[day(1, "there")]))
    assert [each["note"] for each in shown(both)] == ["here", "there"]
    assert SUPERSEDED not in both


def test_the_later_version_shows_and_the_other_is_kept() -> None:
    here, there = day(0, "here", later(5)), day(0, "there", later(60), "other-id")
    for both in (
        merge(tables(check_ins=[here]), tables(check_ins=[there])),
        merge(tables(check_ins=[there]), tables(check_ins=[here])),
    ):
        assert shown(both) == [there]
        assert kept_aside(both) == [here]


def session(identifier: str, at: datetime = MOMENT, **fields: Any) -> Document:
    one = Session(id=identifier, cycle=CYCLE, at=at, day=START, started=MOMENT, **fields)
    return document(one, at)


def test_of_one_session_the_later_version_shows_and_two_stay_two() -> None:
    stopped = session("a", later(60), breaks=(Break(stopped=later(60)),))
    ended = session("a", later(90), ended=later(90), ended_as=EndedAs.DONE)
    for both in (
        merge(tables(sessions=[stopped]), tables(sessions=[ended, session("b")])),
        merge(tables(sessions=[session("b"), ended]), tables(sessions=[stopped])),
    ):
        assert sorted(shown(both, "sessions"), key=lambda row: str(row["id"])) == [ended, session("b")]
        assert kept_aside(both) == [stopped]


def test_which_is_later_is_told_by_the_instant_and_not_by_the_clock_on_the_wall() -> None:
    early = day(0, "east", later(0).astimezone(EAST))
    late = day(0, "here", later(1))
    assert early["at"] > late["at"]
    assert shown(merge(tables(check_ins=[early]), tables(check_ins=[late]))) == [late]


def test_the_same_told_twice_is_told_once_whatever_its_stamps_and_id() -> None:
    here, there = day(0, "same"), {**day(0, "same", later(7), "other-id"), "rev": 4}
    both = merge(tables(check_ins=[here]), tables(check_ins=[there]))
    assert shown(both) == [there]
    assert SUPERSEDED not in both


def test_a_deletion_is_a_version_like_others() -> None:
    told = day(0, "told", later(5))
    for deleted_at, showing in ((1, False), (60, True)):
        tombstone = gone(told, later(deleted_at))
        both = merge(tables(check_ins=[told]), tables(check_ins=[tombstone]))
        assert shown(both) == [tombstone if showing else told]
        assert kept_aside(both) == [told if showing else tombstone]


def test_records_without_a_natural_key_go_by_their_id() -> None:
    pause = document(Pause(id="p1", cycle=CYCLE, at=MOMENT, first=START, last=START + timedelta(days=3)))
    other = document(Pause(id="p2", cycle=CYCLE, at=MOMENT, first=START + timedelta(days=2), last=None))
    ended = {**other, "last": "2026-01-20", "at": msgspec.to_builtins(later(9))}
    both = merge(tables(pauses=[pause, other]), tables(pauses=[ended]))
    assert shown(both, "pauses") == [pause, ended]
    (span,) = union(msgspec.convert(each, Pause) for each in shown(both, "pauses"))
    assert (span.first, span.last) == (START, date(2026, 1, 20)), "overlapping pauses count as their union"


def test_numbers_of_the_first_stay_and_new_ones_follow() -> None:
    first = tables(check_ins=[day(3, "a"), day(1, "b")])
    first["check_ins"] = {"4": first["check_ins"]["1"], "9": first["check_ins"]["2"]}
    both = merge(first, tables(check_ins=[day(2, "c"), day(1, "d", later(1)), day(0, "e")]))
    numbered = {number: each["note"] for number, each in both["check_ins"].items()}
    assert numbered == {"4": "a", "9": "d", "10": "e", "11": "c"}


def test_one_file_with_a_day_twice_becomes_one_with_it_once() -> None:
    twice = tables(check_ins=[day(0, "one"), day(0, "two", later(1), "other-id")])
    once = merge(twice)
    assert [each["note"] for each in shown(once)] == ["two"]
    assert [each["note"] for each in kept_aside(once)] == ["one"]
    assert not same(once, twice)


def test_a_merge_with_itself_changes_nothing_at_all() -> None:
    mine = tables(check_ins=[day(0, "a")], undo=[{"label": "check_in", "records": []}], answers=[])
    assert merge(mine, mine) == mine
    assert list(merge(mine, mine)) == list(mine)


def test_the_undo_list_stays_while_nothing_comes_in_and_is_emptied_by_what_does() -> None:
    mine = tables(rev=8, check_ins=[day(0, "a"), day(1, "b")], undo=[{"label": "check_in", "records": []}])
    behind = tables(rev=3, check_ins=[day(0, "a")])
    assert merge(mine, behind) == mine
    assert merge(mine, tables(check_ins=[day(2, "c")]))["undo"] == {}


def test_the_revision_is_the_larger_and_the_journal_is_the_smaller_by_its_id() -> None:
    for one, other in permutations((tables(rev=3, name="b"), tables(rev=8, name="a"))):
        assert merge(one, other)["meta"] == {"1": {"schema": SCHEMA, "id": "a", "rev": 8}}


def test_what_was_set_aside_as_unreadable_stays_so() -> None:
    row = {"table": "check_ins", "document": {"id": 7, "note": MARKER}, "unreadable": True}
    both = merge(tables(check_ins=[day(0, "a")]), tables(superseded=[row]))
    assert list(both[SUPERSEDED].values()) == [row]
    assert merge(both, tables(superseded=[row])) == both


def test_tables_that_nobody_here_knows_are_kept() -> None:
    one, other = tables(plugins=[{"a": 1}, {"a": 1}]), tables(plugins=[{"a": 1}, {"b": 2}])
    assert list(merge(one, other)["plugins"].values()) == [{"a": 1}, {"a": 1}, {"b": 2}]


def plan(identifier: str, start: date, end: date | None) -> Document:
    return document(cycle(start, ended_on=end), id=identifier, cycle=identifier)


def with_plans(*plans: Document) -> Tables:
    return {**tables(), "cycles": {str(number): each for number, each in enumerate(plans, 1)}}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_plans_that_overlap_are_refused_by_their_dates(order: tuple[int, int]) -> None:
    sides = (
        with_plans(plan("a", date(2026, 1, 5), date(2026, 2, 3))),
        with_plans(plan("b", date(2026, 2, 3), None)),
    )
    with pytest.raises(Refused) as refused:
        merge(*(sides[each] for each in order))
    assert refused.value.code == "merge.cycles"
    said = guide.refusal(refused.value.code, **refused.value.facts)
    assert "5 January 2026 to 3 February 2026" in said
    assert "from 3 February 2026;" in said


def test_two_open_plans_are_refused_even_where_one_file_holds_both() -> None:
    both = with_plans(plan("a", date(2026, 1, 5), None), plan("b", date(2026, 4, 5), None))
    with pytest.raises(Refused) as refused:
        merge(both)
    assert refused.value.code == "merge.cycles_open"
    said = guide.refusal("merge.cycles_open", **refused.value.facts)
    assert all(guide.date_words(day, "year") in said for day in (date(2026, 1, 5), date(2026, 4, 5)))


def test_plans_one_after_the_other_and_deleted_ones_go_together() -> None:
    one = plan("a", date(2026, 1, 5), date(2026, 2, 3))
    deleted = {"id": "z", "cycle": "z", "rev": 3, "at": msgspec.to_builtins(MOMENT), "deleted": True}
    both = merge(with_plans(one), with_plans(plan("b", date(2026, 2, 4), None), deleted))
    assert {each["id"] for each in shown(both, "cycles")} == {"a", "b", "z"}


def test_one_id_for_two_records_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        merge(tables(check_ins=[day(0, "a", identifier="x")]), tables(check_ins=[day(1, "b", identifier="x")]))
    assert (refused.value.code, refused.value.facts) == ("merge.twice", {"table": "check_ins"})


@pytest.mark.parametrize("field", ["at", "id", "cycle", "day"])
@pytest.mark.parametrize("value", [None, 7, [MARKER], MARKER])
def test_a_record_that_cannot_be_placed_is_named_and_not_quoted(field: str, value: object) -> None:
    if value == MARKER and field != "at":
        value = {"text": MARKER}
    wrong = {**day(0, "a"), field: value}
    with pytest.raises(UnreadableJournal) as raised:
        merge(tables(), tables(check_ins=[wrong]))
    assert raised.value.facts["path"] == f"$.{field}"
    assert MARKER not in str(raised.value.facts)


def test_what_was_gained_is_counted() -> None:
    before = tables(check_ins=[day(0, "a"), day(1, "b"), day(2, "c")])
    after = merge(
        before, tables(check_ins=[day(0, "later", later(9)), gone(day(1, "b"), later(9)), day(4, "new"), day(2, "c")])
    )
    assert count_gained(before, after)[:3] == (1, 2, 2)
    assert count_gained(after, after) == (0, 0, 0, ())


# Any journals

TEXTS = st.sampled_from(["", "slow", "quick"])
MOMENTS = st.builds(
    lambda seconds, zone: later(seconds).astimezone(zone), st.integers(0, 3), st.sampled_from([UTC, EAST])
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Document]:
    at, number, text = draw(MOMENTS), draw(st.integers(0, 2)), draw(TEXTS)
    kind = draw(st.sampled_from(["check_ins", "reflections", "pauses", "adjustments", "answers"]))
    stamped: dict[str, Any] = {"cycle": CYCLE, "at": at, "rev": draw(st.integers(0, 3))}
    # Where a natural key tells records apart each machine gave its own id.
    of_machine = f"{number}-{draw(st.sampled_from(['one', 'two']))}"
    made: dict[str, Record] = {
        "check_ins": msgspec.structs.replace(
            check_in(OWNING, START + timedelta(days=number), note=text),  # type: ignore[arg-type]
            **stamped,
            id=of_machine,
        ),
        "reflections": Reflection(id=of_machine, week=number + 1, answers={"prompt": text}, **stamped),
        "pauses": Pause(id=str(number), first=START, last=START + timedelta(days=len(text)), **stamped),
        "adjustments": Adjustment(id=str(number), text=text or "none", opened_on=START, **stamped),
        "answers": Answer(id=str(number), rule=text or "none", day=START, answer=AnswerKind.ACKNOWLEDGED, **stamped),
    }
    record = to_document(made[kind])[0]
    return kind, gone(record, at) if draw(st.booleans()) else record


@st.composite
def journals(draw: st.DrawFn) -> Tables:
    """What a program can leave: one version per record, and earlier ones that merges left."""
    found: dict[str, dict[tuple[object, ...], Document]] = {}
    for kind, each in draw(st.lists(documents(), max_size=6)):
        field = {"check_ins": "day", "reflections": "week"}.get(kind, "id")
        found.setdefault(kind, {})[(each["cycle"], each[field])] = each
    superseded = [{"table": kind, "document": each} for kind, each in draw(st.lists(documents(), max_size=2))]
    rows = {kind: list(each.values()) for kind, each in found.items()}
    return tables(draw(st.integers(1, 5)), draw(st.sampled_from("mno")), **rows, superseded=superseded)


def alike(one: Tables, other: Tables) -> bool:
    return same(one, other) and one["meta"] == other["meta"]


def told(found: Tables) -> set[bytes]:
    """All that is told anywhere in a journal, without stamps and ids."""
    live = [(name, each) for name in TABLES.values() for each in found.get(name, {}).values()]
    aside = [(row["table"], row["document"]) for row in found.get(SUPERSEDED, {}).values() if is_version(row)]
    return {
        msgspec.json.encode(
            [name, {field: value for field, value in each.items() if field not in ("id", "rev", "at")}], order="sorted"
        )
        for name, each in (*live, *aside)
    }


@given(journals(), journals())
def test_which_comes_first_does_not_matter(one: Tables, other: Tables) -> None:
    assert alike(merge(one, other), merge(other, one))


@given(journals(), journals(), journals())
def test_in_which_pairs_they_are_merged_does_not_matter(one: Tables, other: Tables, third: Tables) -> None:
    left = merge(merge(one, other), third)
    assert alike(left, merge(one, merge(other, third)))
    assert alike(left, merge(one, other, third))


@given(journals(), journals())
def test_a_second_merge_changes_nothing(one: Tables, other: Tables) -> None:
    once = merge(one, other)
    assert merge(once, other) == once
    assert merge(once, one) == once
    assert merge(once, once) == once


@given(journals(), journals())
def test_nothing_that_was_told_is_lost(one: Tables, other: Tables) -> None:
    both = merge(one, other)
    assert told(both) == told(one) | told(other)
    check_all(both)


@given(journals(), journals())
def test_of_each_record_the_newest_version_shows_and_only_that(one: Tables, other: Tables) -> None:
    both = merge(one, other)
    for table, field in (("check_ins", "day"), ("reflections", "week"), ("pauses", "id")):
        keys = [each[field] for each in shown(both, table)]
        assert len(set(keys)) == len(keys)
        for side in (one, other):
            for version in shown(side, table):
                (now,) = [each for each in shown(both, table) if each[field] == version[field]]
                assert datetime.fromisoformat(now["at"]) >= datetime.fromisoformat(version["at"])


@given(journals(), journals())
def test_what_was_given_stays_as_it_was(one: Tables, other: Tables) -> None:
    before = msgspec.json.encode([one, other])
    both = merge(one, other)
    assume(not same(both, one))
    assert msgspec.json.encode([one, other]) == before
