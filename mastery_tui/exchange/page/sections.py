"""The sections of the page; one without content is None."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from mastery_tui.practice.choices import Mark

from . import pictures
from .marks import TEST, mark
from .plot import draw
from .tags import Child, own, tag
from .views import Card, Day, PageView, Table, Told, Week

MOST_COLUMNS = 3
"""Cards side by side where there is room."""


def section(name: str, heading: str, *children: Child, cls: str = "") -> Element:
    """A section with its heading.

    Args:
        name: by which its heading is known.
        heading: the heading.
        *children: what it holds.
        cls: its classes.
    """
    head = tag("h2", heading, id=f"h-{name}")
    return tag("section", head, tag("div", *children), cls=cls, aria_labelledby=f"h-{name}")


# -- what was kept -----------------------------------------------------------------------------------------------------


def kept(view: PageView) -> Element:
    """The grid of weeks, and the counts with their marks, which are its legend."""
    found, words = view.kept, view.words
    heads = (words.week, *found.heads, words.kept)
    grid = tag(
        "table",
        tag("thead", tag("tr", *(tag("th", head, scope="col") for head in heads))),
        tag("tbody", *(_week(week, len(found.heads)) for week in found.weeks)),
        cls="grid",
    )
    return section(
        "kept",
        words.kept,
        tag(
            "p",
            tag("strong", found.kept),
            f", {found.rest}" if found.rest else None,
            tag("span", f" {found.rate}", cls="quiet") if found.rate else None,
        ),
        grid if found.weeks else None,
        _legend((mark(which), f" {told}") for which, told in found.counts),
        tag("p", found.paused, cls="small") if found.paused else None,
    )


def _week(week: Week, days: int) -> Element:
    head = tag("th", week.label, " ", tag("small", week.begins), scope="row")
    empty = (tag("td") for _ in range(days - len(week.days)))
    return tag("tr", head, *map(_day, week.days), *empty, tag("td", week.kept))


def _day(day: Day) -> Element:
    if day.mark is None:
        return tag("td", mark(Mark.PAUSED) if day.waited else None)
    return tag(
        "td",
        mark(Mark.PAUSED, cls="waited") if day.waited else None,
        mark(day.mark, day.said),
        tag("span", day.value) if day.value else None,
    )


def _legend(parts: Iterable[tuple[Child, str]]) -> Element | None:
    items = [tag("li", sign, text) for sign, text in parts]
    return tag("ul", *items, cls="legend") if items else None


# -- the results -------------------------------------------------------------------------------------------------------


def results(view: PageView) -> Element:
    """The verdict, the plot, and the plan's events below it."""
    words = view.words
    verdict = tag(
        "p",
        tag("strong", view.verdict) if view.trend else view.verdict,
        f", {view.detail}" if view.detail else None,
        ". " if view.trend else ".",
        tag("span", view.trend, cls="quiet") if view.trend else None,
    )
    events: list[tuple[Child, str]] = [
        (tag("b", letter) if letter else None, f" {told}") for letter, told in view.events
    ]
    if view.plot is not None and view.plot.tests:
        events.append((mark(TEST), f" {words.test_legend}"))
    plot = None if view.plot is None else draw(view.plot, words.trend, ("t-plot", "d-plot"))
    return section("results", view.label, verdict, plot, _legend(events))


def since(view: PageView) -> Element | None:
    """The baseline, what came since, and the transfer tests, on one scale."""
    if view.since is None:
        return None
    return section("since", view.words.since, *_table(view.since, _scale(view), strong=True))


def weeks(view: PageView) -> Element | None:
    """The weeks' middles on the same scale, and every day in a table that is folded."""
    words = view.words
    if view.weeks is None and view.days is None:
        return None
    table = () if view.weeks is None else _table(view.weeks, _scale(view))
    folded = None
    if view.days is not None:
        days = tag("div", *_table(view.days), cls="wide", tabindex=0)
        folded = tag("details", tag("summary", words.days_shown), days)
    return section("weeks", words.days if view.weeks is None else words.weeks, *table, folded)


def _scale(view: PageView) -> tuple[float, float]:
    return pictures.scale_of((view.since, view.weeks))


def _table(table: Table, scale: tuple[float, float] | None = None, *, strong: bool = False) -> Iterator[Element]:
    """A table with its note; with a scale the ranges are drawn in a column of their own."""
    drawn = scale is not None and any(row.span is not None for row in table.rows)
    first, *others = table.heads
    heads = [tag("th", first, scope="col") if first else tag("td")]
    heads += [tag("th", head, scope="col", cls="u" if place == 0 else "") for place, head in enumerate(others)]
    body = []
    for row in table.rows:
        cells = [
            tag("td", tag("strong", text) if strong and not place else text) for place, text in enumerate(row.cells)
        ]
        if drawn and scale is not None:
            cells.append(tag("td", None if row.span is None else pictures.span(row.span, scale), cls="pic"))
        body.append(tag("tr", tag("th", row.label, scope="row"), *cells))
    if drawn:
        heads.append(tag("td", cls="pic"))
    yield tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *body), cls="rows drawn" if drawn else "rows")
    if table.note:
        more = tag("span", table.drawn, cls="pic") if drawn and table.drawn else None
        yield tag("p", table.note, more, ".", cls="small")


def where(view: PageView) -> Element | None:
    """Each context beside the days without it, and the difference with its interval."""
    found, words = view.where, view.words
    if found is None:
        return None
    counted = any(row.with_it for row in found.rows)
    drawn = any(row.interval is not None for row in found.rows)
    heads = [tag("th", words.context, scope="col")]
    if counted:
        heads += [tag("th", head, scope="col") for head in (words.with_it, words.without)]
    axis = [pictures.axis()] if drawn else []
    heads.append(tag("th", tag("span", words.said, cls="unseen" if drawn else ""), *axis, scope="col", cls="told"))
    rows = []
    for row in found.rows:
        counts = [tag("td", text) for text in (row.with_it, row.without)] if counted else []
        picture = None if row.interval is None else pictures.interval(row.interval)
        told = tag("td", picture, tag("span", row.told), cls="told")
        rows.append(tag("tr", tag("th", tag("bdi", row.tag), scope="row"), *counts, told))
    table = tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        cls="rows where" if counted else "rows where results",
    )
    note = tag("p", found.note, cls="small") if found.note else None
    return section("where", found.heading, table, note)


# -- the words ---------------------------------------------------------------------------------------------------------


def cards(name: str, heading: str, found: tuple[Card, ...]) -> Element | None:
    """Texts side by side."""
    return section(name, heading, _cards(found), cls="words") if found else None


def changes(view: PageView) -> Element | None:
    """What changed and with what, and the answers of the other weeks."""
    if not view.changes and not view.reflections:
        return None
    told = told_list(view.changes) if view.changes else None
    answers = _cards(view.reflections) if view.reflections else None
    return section("changes", view.words.changes, told, answers, cls="words")


def following(view: PageView) -> Element | None:
    """What comes next, and the person's own sentence."""
    if not view.following and not view.sentence:
        return None
    chosen = tag("strong", view.following) if view.following else None
    sentence = own("q", view.sentence) if view.sentence else None
    between = " " if chosen is not None and sentence is not None else None
    return section("following", view.words.following, tag("p", chosen, between, sentence))


def told_list(told: Iterable[Told]) -> Element:
    """Labels with their texts."""
    return tag("dl", *(each for label, text in told for each in (tag("dt", label), own("dd", text))))


def _cards(found: tuple[Card, ...]) -> Element:
    return tag("ul", *map(_card, found), cls=f"cards of-{min(len(found), MOST_COLUMNS)}")


def _card(card: Card) -> Element:
    text = own("p", card.text, cls="strong" if card.strong else "") if card.text else None
    return tag(
        "li",
        tag("p", card.over, cls="small") if card.over else None,
        text,
        told_list(card.told) if card.told else None,
        tag("p", card.under, cls="small") if card.under else None,
    )
