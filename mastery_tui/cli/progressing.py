"""The command that shows how a cycle goes: progress."""

from collections.abc import Iterator

from mastery_tui import guide
from mastery_tui.coach.progress_views import EarlierView, ProgressView
from mastery_tui.guide.wording import capital

from .codes import FINE
from .shell import Shell

LABEL = 14


def progress(shell: Shell) -> int:
    """Tell what was kept and how the results go, beside the baseline and earlier cycles."""
    coach = shell.looking()
    if shell.has("json"):
        shell.out.json(coach.progress.rows())
        return FINE
    view, earlier = coach.progress.view(), coach.progress.earlier()
    for at, part in enumerate(filter(None, (list(_kept(view)), list(_since(view)), _contexts(view), _cycles(earlier)))):
        if at:
            shell.out.line()
        shell.out.lines(*part)
    return FINE


def _kept(view: ProgressView) -> Iterator[str]:
    yield f"{guide.word('progress', 'kept')}: {', '.join(filter(None, (view.kept, view.rate)))}"
    yield view.state
    yield f"{view.label}: {', '.join(filter(None, (view.verdict, view.detail)))}"
    yield from (_row(week.label, week.kept) for week in view.weeks if week.kept)


def _since(view: ProgressView) -> Iterator[str]:
    if view.since:
        yield _row(guide.word("progress_below", "since_heading"))
        yield _row("", *view.since_head)
        nothing = guide.word("checkin", "empty")
        for row in view.since:
            yield _row(f"  {row.label}" if row.part else row.label, *(cell or nothing for cell in row.cells))
    if view.trend_words:
        yield _row(guide.word("progress", "trend"), view.trend_words)
    yield capital(view.since_note)


def _contexts(view: ProgressView) -> list[str]:
    without = guide.word("progress_below", "without")
    rows = [
        _row(row.tag, f"{row.with_tag}, {without} {row.without}: {row.told}" if row.with_tag else row.told)
        for row in view.contexts
    ]
    return [view.contexts_heading, *rows, capital(view.contexts_note)]


def _cycles(view: EarlierView) -> list[str]:
    rows = [_row(row.title, row.kept, row.median) for row in view.rows]
    return [guide.word("progress_below", "earlier"), *rows, view.more]


def _row(label: str, *cells: str) -> str:
    """A label, and what stands in columns beside it."""
    return "".join(f"{text:<{LABEL - 1}} " for text in (label, *cells)).rstrip()
