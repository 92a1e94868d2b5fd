"""The page of a cycle: what it says in every state, what it never says, and that it is sound HTML."""

import re
from datetime import datetime, timedelta, timezone
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element

import html5lib
import pytest

from mastery_tui import guide
from mastery_tui.coach import page
from mastery_tui.coach.exporting_views import ExportKind
from mastery_tui.demo.people import PERSONAS
from mastery_tui.demo.play import play_finished
from mastery_tui.exchange.page import html
from mastery_tui.exchange.page.views import PageView
from mastery_tui.practice.choices import Feeling, PauseReason
from mastery_tui.practice.records import CycleRecords
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import Timeline
from tests.coach.page_states import STATES, finished, month, told
from tests.cues.build import on
from tests.demo import months
from tests.tui.people import begin, coach_at

SVG = "{http://www.w3.org/2000/svg}"
MOMENT = datetime(2026, 11, 27, 8, 30, tzinfo=timezone(timedelta(hours=1)))
NEVER = ("script", "link", "img", "a", "form", "input", "button", "iframe", "object", "embed", "base")
MOST = 60_000
"""Bytes of a page with texts of usual length."""
LONGEST = 200_000
"""Bytes of one whose every text is as long as a record allows, in letters of three bytes."""


def root_of(text: str) -> Element:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def view_of(state: str, *, notes: bool = True) -> PageView:
    return page.view(STATES[state], notes=notes)


def shown(state: str, *, notes: bool = True) -> str:
    """The text of the page, without its style."""
    root = root_of(html(view_of(state, notes=notes)))
    return "\n".join(text for each in root.iter() if each.tag != "style" for text in (each.text, each.tail) if text)


def check(text: str, most: int = MOST) -> Element:
    """Sound HTML that asks for nothing, runs nothing, and fits into a mail."""
    root = root_of(text)
    elements = list(root.iter())
    names = [str(each.tag).removeprefix(SVG) for each in elements]
    assert not set(names) & set(NEVER)
    assert names.count("style") == 1
    attributes = [(name, value) for each in elements for name, value in each.attrib.items()]
    assert not [name for name, _ in attributes if name.startswith("on") or name == "style"]
    assert not [value for name, value in attributes if name.endswith("href") and not value.startswith("#m-")]
    style = next(each for each in elements if each.tag == "style").text or ""
    assert not re.search(r"url\(|@import|https?:|//", style)
    ids = [value for name, value in attributes if name == "id"]
    assert len(set(ids)) == len(ids)
    assert {value[1:] for name, value in attributes if name.endswith("href")} <= set(ids)
    named = {each for name, value in attributes if name == "aria-labelledby" for each in value.split()}
    assert named <= set(ids)
    for head in root.iterfind(".//thead//th"):
        assert head.get("scope") == "col"
    for head in root.iterfind(".//tbody//th"):
        assert head.get("scope") == "row"
    for section in root.iter("section"):
        (heading,) = section.findall("h2")
        assert section.get("aria-labelledby") == heading.get("id")
        assert "".join(heading.itertext()).strip()
    for plot in (each for each in root.iter(f"{SVG}svg") if each.get("class") == "plot"):
        title, described = plot.find(f"{SVG}title"), plot.find(f"{SVG}desc")
        assert title is not None
        assert described is not None
        assert title.text
        assert described.text
        assert plot.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert len(text.encode()) < most
    return root


@pytest.mark.parametrize("notes", [True, False])
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_sound(state: str, notes: bool) -> None:
    timeline = STATES[state]
    long = state in ("longest", "markup")
    root = check(html(page.view(timeline, notes=notes)), LONGEST if long else MOST)
    marked = [column for column in page.progress.page(timeline).columns if column.mark is not None]
    grid = [each for each in root.iter("table") if each.get("class") == "grid"]
    named = [mark.find(f"{SVG}title") for table in grid for mark in table.iter(f"{SVG}svg") if mark.get("role")]
    days = [None if title is None or title.text is None else title.text.partition(":")[0] for title in named]
    assert days == [column.date for column in marked]


@pytest.mark.parametrize("name", PERSONAS)
def test_every_person_on_any_day(name: str) -> None:
    whole = months.month(PERSONAS[name])
    for place, plan_day in enumerate((1, 4, 7, 8, 16, 23, 30)):
        records = months.month(PERSONAS[name], days=plan_day) if plan_day < 30 else whole
        check(html(page.view(Timeline.of(records, months.on(plan_day)), notes=place % 2 == 0)))


@cache
def _anxious() -> tuple[str, str, CycleRecords]:
    with TemporaryDirectory() as folder:
        coach = play_finished(PERSONAS["anxious"], Path(folder) / "mastery.json", lambda: MOMENT)
        pages = [page.html(coach.context, notes=notes) for notes in (True, False)]
        return pages[0], pages[1], coach.context.shown.records


def test_a_finished_month_of_the_demo_has_all_that_a_page_can_have() -> None:
    text, _, records = _anxious()
    root = check(text)
    headings = ["".join(each.itertext()) for each in root.iter("h2")]
    assert headings == [
        "Kept",
        "Errors",
        "Since the baseline",
        "Week by week",
        "Where it was kept",
        "Feedback",
        "Adjustments",
        "In a new context",
        "What changed, and with what",
        "Next",
        "How the numbers are meant",
    ]
    tests = records.transfer_tests
    assert len({each.changed for each in tests}) == 2
    assert all(each.amount for each in tests)
    assert len({(each.held, each.broke, each.next) for each in tests}) == 2


def test_neither_feelings_nor_reasons_nor_notes_are_handed_over() -> None:
    _, _, records = _anxious()
    notes = {each.note for each in records.check_ins if each.note}
    felt = {each.feeling for each in records.check_ins if each.feeling is not None}
    assert len(notes) > 3
    assert Feeling.ANXIOUS in felt
    own = " ".join(PERSONAS["anxious"].words.values())
    words = {*Feeling, *PauseReason, guide.word("feelings", "anxious")} - {PauseReason.REST, PauseReason.OTHER}
    words = {each for each in words if not re.search(rf"\b{each}\b", own)}
    assert {Feeling.ANXIOUS, Feeling.ASHAMED, PauseReason.ILLNESS} <= words
    for text in _anxious()[:2]:
        assert not [note for note in notes if note in text]
        assert not [word for word in words if re.search(rf"\b{word}\b", text, re.IGNORECASE)]


def test_the_reason_of_a_pause_is_nobodys_business() -> None:
    assert STATES["paused"].records.pauses[0].reason is PauseReason.TOO_MUCH
    assert "too much" not in html(view_of("paused"))
    assert "Paused since 25 Nov. The plan waits, and nothing is lost." in shown("paused")
    assert "Paused 28 Nov to 29 Nov, 4 Dec to 7 Dec. The plan waited, and nothing was lost." in shown("paused twice")


def _numbered() -> tuple[dict[str, str], CycleRecords]:
    """A cycle in which every text is another one, and where each stands."""
    numbers = count(1)
    records = told(
        month(),
        lambda length: f"text-{next(numbers)}-",
        **{name: f"left-out-{name}" for name in ("transfer_idea", "pause_signs", "better_in_a_week")},
        error_kinds=("left-out-kind",),
    )
    behaviour, tried = records.cycle.behaviour, records.adjustments[0]
    stays = [behaviour.name, behaviour.standard, behaviour.feedback_source, behaviour.anchor_when, behaviour.anchor_at]
    stays += [tried.text, *(test.context for test in records.transfer_tests)]
    goes = [behaviour.starting_conditions, records.cycle.summary]
    for test in records.transfer_tests:
        goes += [test.held, test.broke, test.next]
    for each in records.feedback_checks:
        goes += [each.finding, each.source]
    for each in records.reflections:
        goes += [*each.answers.values(), each.better_next_week]
        goes += [each.evidence, each.counter_example] if each.evidence else []
        goes += [text for slot in each.conditions.__struct_fields__ if (text := getattr(each.conditions, slot))]
    return {**dict.fromkeys(stays, "stays"), **dict.fromkeys(goes, "goes")}, finished(records)


def test_with_notes_everything_that_was_written_is_there_but_what_is_for_the_person_alone() -> None:
    texts, records = _numbered()
    text = html(page.view(Timeline.of(records, on(31)), notes=True))
    assert len(texts) == 34
    assert [each for each in texts if each not in text] == []
    assert "left-out" not in text


def test_without_notes_names_stay_and_sentences_go_and_the_page_says_so() -> None:
    texts, records = _numbered()
    text = html(page.view(Timeline.of(records, on(31)), notes=False))
    assert {each for each, what in texts.items() if each in text} == {
        each for each, what in texts.items() if what == "stays"
    }
    assert guide.word("page", "left_out") in text
    assert guide.word("page", "left_out") not in html(view_of("whole"))
    assert "Adjust." in text


def test_the_coach_hands_it_out_as_one_of_its_formats(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path))
    for notes in (True, False):
        assert coach.exporting.content(ExportKind.HTML, notes=notes) == page.html(coach.context, notes=notes)


def test_without_a_plan_there_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"cycle\.none"):
        page.html(coach_at(tmp_path).context, notes=True)
