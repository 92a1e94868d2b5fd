"""The history of all cycles: read little by little, searched, and worded row by row."""

from datetime import timedelta
from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.history import Found
from mastery_tui.coach.history_views import HistoryRow, Text
from mastery_tui.practice.choices import Mark, Outcome
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import CheckIn, Source, replace
from tests.tui.people import START, WRITING, begin, clock_of, coach_at, plan_date, record, two_plans

FIRST = guide.say("history", "cycle", n=1, name="Write 400 words")
SECOND = guide.say("history", "cycle", n=2, name="Write 400 words")
KIND = guide.words("history_kinds")


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return two_plans(tmp_path)


def rows(found: Found) -> list[HistoryRow]:
    return [found.row(at) for at in range(len(found))]


def lit(text: Text) -> list[str]:
    return [text.text[first:end] for first, end in text.hits]


def told(row: HistoryRow) -> tuple[str, ...]:
    """A row as it is read."""
    mark = row.sign if row.mark is None else row.mark.value
    parts = (row.plan_day, mark, row.result.text, row.effort.text, row.feeling.text, row.text.text)
    return tuple(part for part in parts if part)


def test_everything_of_all_cycles_is_one_list_newest_first(coach: Coach) -> None:
    found = coach.progress.history().find("")
    assert [found.section(place).title for place in range(len(found.counts))] == [SECOND, FIRST]
    assert found.counts == (2, 15)
    canceled, anxious = guide.word("outcomes", "cancelled"), guide.word("feelings", "anxious")
    calm = guide.word("feelings", "calm")
    assert [told(row) for row in rows(found)] == [
        ("2", "cancelled", canceled),
        ("1", "minimum", "420", "Two false starts again."),
        ("30", "s", KIND["summary"], "One page by hand each week."),
        ("24", "x", KIND["transfer"], "in a café; the order of work; the count; earplugs"),
        ("20", "a", KIND["closed"], "Begin with the second paragraph"),
        ("14", "w", KIND["reflection"], "I began small; before 9"),
        ("11", "a", KIND["adjustment"], "Begin with the second paragraph"),
        ("10", "done", "410", "e10", calm),
        ("10", "f", KIND["feedback"], "The opening explains too much."),
        ("9", "done", "409", "e9", calm),
        ("8", "done", "408", "e8", f"{anxious} 3", "The kitchen was quiet, the café was not."),
        ("7", "done", "407", "e7", calm),
        ("6", "done", "406", "e6", calm),
        ("4", "done", "404", "e4", calm),
        ("3", "minimum", "160", "e3", calm, "Two false starts, then a good half hour."),
        ("2", "done", "402", "e2", calm),
        ("1", "done", "401", "e1", calm),
    ]


def test_a_row_says_its_date_and_a_heading_its_cycles_dates_with_their_year(coach: Coach) -> None:
    found = coach.progress.history().find("")
    assert found.row(0).date.text == guide.date_words(plan_date(33), "short")
    first, last = guide.date_words(START, "day_month"), guide.date_words(plan_date(30), "year_short")
    assert found.section(1).dates == guide.say("history", "dates", first=first, last=last)
    assert found.section(0).dates == guide.say("history", "since", first=guide.date_words(plan_date(32), "year_short"))


def test_every_word_has_to_be_found_and_is_lit_where_it_stands(coach: Coach) -> None:
    found = coach.progress.history().find("FALSE starts")
    assert found.counts == (1, 1)
    assert [lit(row.text) for row in rows(found)] == [["false", "starts"], ["false", "starts"]]
    assert len(coach.progress.history().find("false kitchen")) == 0


@pytest.mark.parametrize(
    ("query", "counts"),
    [("cat", (4,)), ("cat my", (4,)), ("cat anna", (1,)), ("anna", (1,)), ("20", (1,)), ("cat dog", ()), ("", (4,))],
)
def test_a_word_that_no_entry_has_is_found_in_the_name_of_the_plan(
    tmp_path: Path, query: str, counts: tuple[int, ...]
) -> None:
    coach = begin(coach_at(tmp_path, 6), replace(WRITING, name="Draw my cat 20 times"))
    for day, amount in ((1, 20), (2, 400), (3, 410)):
        record(coach, day, amount=amount)
    record(coach, 4, amount=420, note="Anna watched")
    assert coach.progress.history().find(query).counts == counts


@pytest.mark.parametrize(
    ("query", "field", "shown"),
    [
        ("e8", "effort", "e8"),
        ("anxious", "feeling", guide.word("feelings", "anxious")),
        ("408", "result", "408"),
        ("cafe quiet", "text", "quiet"),
        (guide.word("outcomes", "cancelled"), "result", guide.word("outcomes", "cancelled")),
    ],
)
def test_what_is_found_in_a_column_is_lit_there(coach: Coach, query: str, field: str, shown: str) -> None:
    found = coach.progress.history().find(query)
    assert len(found) == 1
    assert shown in lit(getattr(found.row(0), field))


def test_an_entry_tells_all_that_was_written(coach: Coach) -> None:
    book = coach.progress.history()
    test = book.find("earplugs").entry(0)
    assert (test.title, test.remark) == (guide.date_words(plan_date(24)), guide.say("left", "day", day=24))
    assert test.what.text == KIND["transfer"]
    place = guide.word("changed", "place")
    assert [text.text for text in test.told] == [f"in a café ({place})", "262 words"]
    held, broke, following = (guide.word("left", name) for name in ("held", "broke", "next"))
    written = [f"{held} the order of work", f"{broke} the count", f"{following} earplugs"]
    assert [text.text for text in test.written] == written
    assert lit(test.written[2]) == ["earplugs"]
    day = book.find("quiet").entry(0)
    assert day.contexts.text == "@desk"
    assert day.what.text.startswith("408 words")
    assert day.told[0].text.startswith(f"{guide.field_label('effort')} 8")
    assert book.find("explains").entry(0).told[0].text == "Anna reads one page on Thursdays"
    assert book.find("paragraph kept").entry(0).told[0].text == guide.word("closed_as", "kept")
    assert book.find("small").entry(0).told[0].text == guide.say("checkin", "week", week=2)


def test_an_entry_opens_its_own_day_in_its_own_cycle(coach: Coach) -> None:
    book = coach.progress.history()
    earlier, later = book.find("quiet").entry(0), book.find("again").entry(0)
    assert (earlier.day, earlier.number, earlier.ended, earlier.cycle) == (plan_date(8), 1, True, FIRST)
    assert (later.day, later.number, later.ended, later.cycle) == (plan_date(32), 2, False, SECOND)


def test_an_entry_outside_of_its_cycles_dates_opens_the_nearest(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 20))
    record(coach, 10, amount=400)
    coach.plan.adjust("no music")
    coach.plan.finish()
    cycle = coach.context.shown.records.cycle
    assert cycle.ended_on == plan_date(19)
    entry = coach.progress.history().find("music").entry(0)
    assert entry.title == guide.date_words(plan_date(20))
    assert entry.day == plan_date(19)


def test_a_date_of_another_year_says_which(coach: Coach) -> None:
    clock_of(coach).set(START + timedelta(days=90))
    assert coach.progress.history().find("quiet").entry(0).title == guide.date_words(plan_date(8), "full")


def test_the_newest_cycle_is_read_first_and_the_rest_little_by_little(coach: Coach) -> None:
    book = coach.progress.history()
    assert len(book.newest(1)) == 2
    assert not book.complete
    steps = 0
    while not book.go_on():
        steps += 1
    assert steps == 2  # The other cycle is read, then each is put together for the search.
    assert book.complete
    assert book.ready
    assert len(book.newest(0)) == 17


def test_a_search_reads_what_is_not_read_yet(coach: Coach) -> None:
    book = coach.progress.history()
    assert book.find("explains").counts == (1,)
    assert book.complete


def test_it_is_kept_until_the_journal_or_the_day_changes(coach: Coach) -> None:
    book = coach.progress.history()
    assert coach.progress.history() is book
    coach.days.check_in(Draft(amount=410.0, note="a new word"))
    changed = coach.progress.history()
    assert changed is not book
    assert len(changed.find("new word")) == 1
    clock_of(coach).set(plan_date(35))
    assert coach.progress.history() is not changed


def test_a_cycle_that_cannot_be_read_leaves_the_others(coach: Coach) -> None:
    path = coach.context.journal.path
    content = path.read_text()
    finding = '"The opening explains too much."'
    assert content.count(finding) == 1
    path.write_text(content.replace(finding, "12"))
    again = coach_at(path.parent, 34)
    book = again.progress.history()
    assert book.find("").counts == (2,)
    assert book.complete
    assert book.refused is not None
    assert book.refused.code == "record.unreadable"


def test_nothing_recorded_is_an_empty_history(tmp_path: Path) -> None:
    nobody = coach_at(tmp_path / "nobody").progress.history()
    assert len(nobody.newest(10)) == len(nobody.find("")) == 0
    begun = begin(coach_at(tmp_path)).progress.history()
    assert len(begun.find("")) == 0


def test_without_an_amount_the_outcome_stands_for_the_result(coach: Coach) -> None:
    with coach.context.change("check_in") as change:
        cycle = coach.plan.cycle_id
        change.put(
            CheckIn(
                id="",
                cycle=cycle,
                at=coach.now(),
                day=plan_date(34),
                outcome=Outcome.PARTIAL,
                source=Source.CLI,
            )
        )
    row = coach.progress.history().newest(1).row(0)
    assert (row.mark, row.result.text) == (Mark.PARTIAL, guide.word("outcomes", "partial"))


def test_it_tells_programs_by_stable_keys(coach: Coach) -> None:
    told = coach.progress.history().find("quiet").rows()
    assert told["entries"] == [
        {
            "cycle": 1,
            "behaviour": "Write 400 words",
            "day": plan_date(8).isoformat(),
            "plan_day": 8,
            "kind": "check_in",
            "result": 408.0,
            "texts": ["The kitchen was quiet, the café was not."],
            "outcome": Outcome.DONE,
            "amount": 408.0,
            "minutes": None,
            "effort": 8,
            "feeling": "anxious",
            "strength": 3,
            "confidence": 3,
            "contexts": ["desk"],
        }
    ]
    assert coach.progress.history().find("earplugs").rows()["entries"][0]["kind"] == "transfer"
