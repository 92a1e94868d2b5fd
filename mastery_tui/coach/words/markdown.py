"""Pages as Markdown: headings, tables, and texts of people that stay what they are."""

import re
from collections.abc import Iterable, Sequence

from mastery_tui import guide
from mastery_tui.guide.signs import MARKS

from ..summary_views import SummaryView

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")
_LINE_BEGINS = re.compile(r"^(\s*)(-+|\+|=+|\d+[.)])(?=\s|$)")


def escaped(text: str) -> str:
    """A person's text in one line, so that none of it is taken for Markdown."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LINE_BEGINS.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", line)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are escaped already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def summary(view: SummaryView) -> str:
    """The page Summary, a heading a group.

    Args:
        view: the page, worded.
    """
    parts = [f"# {escaped(view.name)}", escaped(view.standard), view.dates, view.state]
    kept = f"{view.kept}, {view.rate}" if view.rate else view.kept
    parts += [f"## {guide.word('progress', 'kept')}", ". ".join(part for part in (kept, view.counts) if part)]
    verdict = ", ".join(part for part in (view.verdict, view.detail) if part)
    parts += [f"## {escaped(view.label)}", verdict]
    if view.spans:
        heads = ("", guide.word("summary", "median"), guide.word("progress_below", "range"))
        parts.append(table(heads, [(span.label, span.words, span.range) for span in view.spans]))
    parts += [f"{guide.word('summary', 'trend')}: {view.trend}" if view.trend else ""]
    parts += [f"## {guide.word('summary', 'weeks')}", _weeks(view), view.weeks.note]
    if view.elsewhere:
        rows = [row for test in view.elsewhere for row in ((test.changed, test.text), *test.told)]
        parts += [f"## {guide.word('summary', 'elsewhere')}", _told(rows)]
    if view.changes:
        parts += [f"## {guide.word('summary', 'changes')}", _told(view.changes)]
    if view.following or view.sentence:
        parts += [f"## {guide.word('summary', 'following')}", view.following]
        parts.append("\n>\n".join(f"> {escaped(line)}" for line in view.sentence.splitlines() if line.strip()))
    return "\n\n".join(part for part in parts if part) + "\n"


def _weeks(view: SummaryView) -> str:
    weeks, days = view.weeks, ["".join(_sign(mark) for mark in week) for week in view.marks]
    days += [""] * (len(weeks.heads) - len(days))
    rows = [(guide.word("progress", "days"), *(escaped(day) for day in days))]
    rows += [(escaped(label), *cells) for label, cells in weeks.rows]
    return table(("", *weeks.heads), rows)


def _sign(mark: object) -> str:
    return " " if mark is None else MARKS[str(mark)][0]


def _told(rows: Iterable[tuple[str, str]]) -> str:
    return table(("", ""), [(escaped(label), escaped(text)) for label, text in rows])
