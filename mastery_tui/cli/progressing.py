"""The command that shows how a cycle goes: progress."""

from collections.abc import Callable, Iterator

from mastery_tui import guide
from mastery_tui.coach.progress_views import EarlierView, ProgressView
from mastery_tui.guide.wording import capital

from .codes import FINE
from .shell import Shell

LABEL = 14
Put = Callable[..., str]
"""Makes a line of a label and of the texts that are told of it, each with its name or ''."""


def progress(shell: Shell) -> int:
    """Tell what was kept and how the results go, beside the baseline and earlier cycles."""
    coach = shell.looking()
    if shell.has("json"):
        shell.out.json(coach.progress.rows())
        return FINE
    view, earlier = coach.progress.view(), coach.progress.earlier()
    put, since = (_plain, _since_plain) if shell.has("plain") else (_row, _since)
    parts = (list(_kept(view, put)), [*since(view), *_trend(view, put)], _contexts(view, put), _cycles(earlier, put))
    for at, part in enumerate(filter(None, parts)):
        if at:
            shell.out.line()
        shell.out.lines(*part)
    return FINE


def _kept(view: ProgressView, put: Put) -> Iterator[str]:
    kept = guide.word("progress", "kept")
    yield f"{kept}: {', '.join(filter(None, (view.kept, view.rate)))}"
    yield view.state
    yield f"{view.label}: {', '.join(filter(None, (view.verdict, view.detail)))}"
    yield from (put(week.label, (kept, week.kept)) for week in view.weeks if week.kept)


def _since(view: ProgressView) -> Iterator[str]:
    if view.since:
        yield guide.word("progress_below", "since_heading")
        yield _row("", *(("", head) for head in view.since_head))
        nothing = guide.word("checkin", "empty")
        for row in view.since:
            yield _row(f"  {row.label}" if row.part else row.label, *(("", cell or nothing) for cell in row.cells))


def _since_plain(view: ProgressView) -> Iterator[str]:
    """The same with the head of its column before each figure; a part after the name of the row above it."""
    if view.since:
        yield guide.word("progress_below", "since_heading")
        whole = ""
        for row in view.since:
            whole = whole if row.part else row.label
            label = f"{whole}, {row.label}" if row.part else row.label
            cells = (f"{head}: {cell}" for head, cell in zip(view.since_head, row.cells, strict=True) if cell)
            yield _plain(label, ("", "; ".join(cells)))


def _trend(view: ProgressView, put: Put) -> Iterator[str]:
    if view.trend_words:
        yield put(guide.word("progress", "trend"), ("", view.trend_words))
    yield capital(view.since_note)


def _contexts(view: ProgressView, put: Put) -> list[str]:
    without = guide.word("progress_below", "without")
    rows = [
        put(row.tag, ("", f"{row.with_tag}, {without} {row.without}: {row.told}" if row.with_tag else row.told))
        for row in view.contexts
    ]
    return [view.contexts_heading, *rows, capital(view.contexts_note)]


def _cycles(view: EarlierView, put: Put) -> list[str]:
    kept, median = guide.word("progress", "kept"), guide.word("summary", "median")
    rows = [put(row.title, (kept, row.kept), (median, row.median)) for row in view.rows]
    return [guide.word("progress_below", "earlier"), *rows, view.more]


def _plain(label: str, *told: tuple[str, str]) -> str:
    """A label, and what is told of it, each text after its name."""
    return f"{label}: {', '.join(f'{name.lower()} {text}'.strip() for name, text in told if text)}"


def _row(label: str, *told: tuple[str, str]) -> str:
    """A label, and the texts in columns beside it."""
    return "".join(f"{text:<{LABEL - 1}} " for text in (label, *(text for _, text in told))).rstrip()
