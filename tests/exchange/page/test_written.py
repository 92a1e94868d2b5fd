"""The page as it is written: no text of a person's is ever anything but text."""

from collections.abc import Callable
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from hypothesis import example, given, settings, strategies as st
from msgspec import Struct, structs

from mastery_tui.coach import page
from mastery_tui.exchange.page import html
from mastery_tui.exchange.page.tags import document, own, tag
from mastery_tui.exchange.page.views import PageView
from mastery_tui.gate import clean
from tests.coach.page_states import MARKUP, STATES


def parsed(text: str, *, strict: bool = False) -> Element:
    return html5lib.HTMLParser(strict=strict, namespaceHTMLElements=False).parse(text)


def mapped(value: Any, change: Callable[[str], str]) -> Any:
    """A view with each of its texts changed, wherever in it."""
    if isinstance(value, str) and type(value) is str:
        return change(value) if value else value
    if isinstance(value, tuple):
        return tuple(mapped(each, change) for each in value)
    if isinstance(value, Struct):
        return structs.replace(
            value, **{name: mapped(getattr(value, name), change) for name in value.__struct_fields__}
        )
    return value


@cache
def whole() -> PageView:
    return page.view(STATES["paused twice"], notes=True)


texts = st.text(min_size=1).map(lambda text: clean(text).strip()).filter(bool)


@settings(max_examples=40)
@given(texts)
@example(MARKUP)
@example("]]><!--<style>p{}</style><svg><title></title></head><body onload=x>")
@example("a\n\nb\tc   d")
@example("&lt;b&gt; &amp;amp; &nbsp; \u00a0\u200e\u2028")
def test_any_text_comes_back_as_it_was_and_changes_no_element(text: str) -> None:
    plain = whole()
    written: list[str] = []

    def change(_: str) -> str:
        written.append(f"«{len(written)}» {text} »")
        return written[-1]

    view = structs.replace(mapped(plain, change), language=plain.language)
    root, before = parsed(html(view)), parsed(html(plain))
    told = "".join(root.itertext())
    # The number at the axis' lower end is the baseline's lowest, and the days' table is in the weeks' section.
    missing = [each for each in written if each not in told]
    assert len(missing) <= 3, missing
    assert len(written) > 400
    assert [each.tag for each in root.iter()] == [each.tag for each in before.iter()]
    assert [sorted(each.attrib) for each in root.iter()] == [sorted(each.attrib) for each in before.iter()]


def test_texts_and_attributes_are_escaped_and_void_elements_stay_open() -> None:
    made = tag("p", "a < b & c", tag("br"), own("q", '</p>"'), cls="x", title='"<&')
    assert document(made) == (
        '<!DOCTYPE html>\n<p class="x" title="&quot;<&amp;">a &lt; b &amp; c<br>'
        '<q class="own" dir="auto">&lt;/p&gt;"</q></p>\n'
    )


def test_children_stand_in_their_order_and_nothing_is_written_for_none() -> None:
    made = tag("p", None, "one ", tag("b", "two"), " three", None, " four", "", tag("i"))
    assert document(made) == "<!DOCTYPE html>\n<p>one <b>two</b> three four<i></i></p>\n"
