"""The command summary: the plan in one page."""

from collections.abc import Iterator

from mastery_tui import guide
from mastery_tui.coach.summary_views import SummaryView
from mastery_tui.guide.signs import MARKS
from mastery_tui.practice.refused import Refused

from .codes import FINE
from .shell import Shell

LABEL = 12
INDENT = "  "


def summary(shell: Shell) -> int:
    """Print the page of the plan that runs, of the last one, or of the one that is named."""
    forms = tuple(f"--{form}" for form in ("json", "markdown", "plain") if shell.has(form))
    if len(forms) > 1:
        raise Refused("usage.together", what=forms)
    coach, plain = shell.of_cycle(), shell.has("plain")
    if shell.has("json"):
        shell.out.json(coach.progress.summary_rows())
        return FINE
    view = coach.progress.summary()
    lines = view.markdown.splitlines() if shell.has("markdown") else _page(view, shell.out.ascii, plain=plain)
    # A sign that every terminal has may be a person's own.
    keys = {ord(sign): key for sign, key in MARKS.values() if shell.out.ascii and not sign.isascii()}
    for line in lines:
        shell.out.line(line.rstrip().translate(keys))
    return FINE


def _page(view: SummaryView, ascii_marks: bool, *, plain: bool) -> Iterator[str]:
    yield from filter(None, (view.name, view.standard, view.dates, view.state))
    kept = f"{view.kept}, {view.rate}" if view.rate else view.kept
    days = INDENT.join(
        "".join(" " if mark is None else MARKS[mark.value][ascii_marks] for mark in week) for week in view.marks
    )
    yield ""
    yield f"{guide.word('progress', 'kept')}: {kept}"
    yield from (INDENT + line for line in ("" if plain else days, view.counts) if line)
    yield ""
    yield f"{view.label}: {', '.join(part for part in (view.verdict, view.detail) if part)}"
    for span in view.spans:
        if plain:
            yield f"{INDENT}{span.label}: {', '.join(filter(None, (span.words, span.range)))}"
        else:
            yield f"{INDENT}{span.label:{LABEL}}{span.words:>6}{INDENT}{span.range}"
    if view.trend:
        yield f"{INDENT}{guide.word('summary', 'trend')}: {view.trend}"
    yield ""
    yield from _weeks_plain(view) if plain else _weeks(view)
    for heading, groups in (
        ("elsewhere", [((test.changed, test.text), *test.told) for test in view.elsewhere]),
        ("changes", [view.changes]),
    ):
        told = [f"{INDENT}{label}: {' '.join(text.split())}" for group in groups for label, text in group]
        if told:
            yield from ("", guide.word("summary", heading), *told)
    if view.following or view.sentence:
        yield ""
        yield f"{guide.word('summary', 'following')}: {view.following}" if view.following else ""
        yield from (INDENT + line for line in view.sentence.splitlines() if line.strip())


def _weeks_plain(view: SummaryView) -> Iterator[str]:
    """The weeks one after the other, each figure after its name."""
    for place, head in enumerate(view.weeks.heads):
        cells = [f"{label.lower()} {row[place]}" for label, row in view.weeks.rows if row[place]]
        if cells:
            yield f"{head}: {', '.join(cells)}"
    yield from filter(None, [view.weeks.note])


def _weeks(view: SummaryView) -> Iterator[str]:
    """The weeks beside each other, a column as wide as its widest text."""
    weeks, nothing = view.weeks, guide.word("checkin", "empty")
    rows = [("", weeks.heads), *weeks.rows]
    widths = [max(len(row[column]) for _, row in rows) for column in range(len(weeks.heads))]
    for label, row in rows:
        cells = (f"{text or nothing:{width}}" for text, width in zip(row, widths, strict=True))
        yield f"{label:{LABEL}}{INDENT}{INDENT.join(cells)}"
    yield from filter(None, [weeks.note])
