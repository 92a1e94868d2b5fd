"""The page: its head, its sections in their order, and what the numbers mean."""

from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from . import sections
from .marks import shapes
from .tags import document, own, tag
from .views import PageView

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What the page may load: nothing. A second wall behind the escaping."""


def html(view: PageView) -> str:
    """The whole page in one file: no scripts, nothing from elsewhere.

    Args:
        view: what it shows, in words.
    """
    words = view.words
    main = (
        sections.kept(view),
        sections.results(view),
        sections.since(view),
        sections.weeks(view),
        sections.where(view),
        sections.cards("feedback", words.feedback, view.feedback),
        sections.cards("adjustments", words.adjustments, view.adjustments),
        sections.cards("elsewhere", words.elsewhere, view.elsewhere),
        sections.changes(view),
        sections.following(view),
    )
    meant = (tag("p", line) for line in view.meant)
    body = tag(
        "body",
        shapes(),
        _header(view),
        tag("main", *main),
        tag("footer", sections.section("meant", words.meant, *meant)),
    )
    return document(tag("html", _head(view), body, lang=view.language))


def _head(view: PageView) -> Element:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        _meta("viewport", "width=device-width, initial-scale=1"),
        _meta("color-scheme", "light dark"),
        _meta("robots", "noindex"),
        _meta("referrer", "no-referrer"),
        tag("title", view.name),
        tag("style", style()),
    )


def _meta(which: str, content: str) -> Element:
    return tag("meta", name=which, content=content)


def _header(view: PageView) -> Element:
    when = tag("span", f"{view.dates} · {view.state}" if view.state else view.dates)
    return tag(
        "header",
        tag("p", tag("span", view.words.over), when, cls="over"),
        own("h1", view.name),
        own("p", view.standard, cls="standard"),
        sections.told_list(view.facts),
    )


@cache
def style() -> str:
    """The page's style sheet; no text of a person's is ever in it."""
    return "\n" + Path(__file__).with_name("page.css").read_text(encoding="utf-8")
