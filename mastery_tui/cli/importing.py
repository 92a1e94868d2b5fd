"""``import``: days recorded elsewhere, shown before they come in."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from mastery_tui import guide
from mastery_tui.coach.import_views import (
    Answers,
    Automatic,
    BroughtIn,
    CountsView,
    DateOrder,
    DecimalSign,
    HabitKind,
    HabitView,
    ImportKind,
    PreviewView,
    Reading,
    SourceView,
)
from mastery_tui.guide.signs import MARKS
from mastery_tui.practice.choices import Better, Outcome, ResultKind
from mastery_tui.practice.refused import Refused

from .codes import FINE
from .shell import Shell
from .showing import changing
from .values import one_of
from .waiting import Waiting

SCHEMA = 1
OF_A_TABLE = ("date", "time", "amount", "minutes", "outcome", "note", "tag", "where", "map", "separator", "decimal")
"""Options that only a table takes."""
OF_A_HABIT = (
    *("habit", "name", "standard", "unit", "target", "minimum", "result", "better", "auto", "dates", "encoding"),
    *("into", "replace", "numeric", "yes_no", "no_notes"),
)
"""Options that a whole journal does not take."""
OF_SOME = {"dates": (ImportKind.LOOP, ImportKind.CSV), "auto": (ImportKind.LOOP,), "numeric": (ImportKind.LOOP,)}
"""Options that only some of the others take."""
WITH_A_COLUMN = {"map": "outcome", "decimal": "amount"}
"""Options that say something of a column, which has to be named too."""
COLUMNS = ("date", "time", "amount", "minutes", "outcome", "note", "tag")
SPELT = {"canceled": Outcome.CANCELLED.value}
NOTHING = "none"
LABEL = 11
BEFORE_STRIP = 31
"""Columns of a cycle's number and dates."""


@changing
def bring_in(shell: Shell) -> int:
    """Show what would come in, and bring it in."""
    kind = shell.choice("kind", ImportKind, "import_kind", near=True)
    assert kind is not None
    path = shell.given("source") or ""
    if not path.strip():
        raise Refused("usage.needed", what=("FILE",))
    file = Path(path).expanduser()
    _check_options(shell, kind)
    if kind is ImportKind.MASTERY:
        return _bring_in_journal(shell, file)
    importing, out = shell.coach.importing, shell.out
    says = not shell.has("json")
    with Waiting(shell.err):
        source = _source(shell, kind, file)
    if says:
        out.lines(*_told_of(source))
    if len(source.habits) > 1 and shell.given("habit") is None and says:
        out.lines(*_listed(source))
    habit = importing.habit(source, shell.given("habit") or "")
    if says:
        out.lines(*_told_of_habit(habit))
    _check_told(source, habit)
    answers = _answers(shell, importing.begin(habit))
    _check_used(shell, habit, importing.unused(habit, answers))
    missing = importing.missing(habit, answers)
    if missing and habit.days:
        raise Refused("usage.needed", what=tuple(f"--{field}" for field in missing))
    preview = importing.preview(habit, answers)
    if says:
        out.line()
        head = f"{preview.title}: {preview.aim}" if preview.aim else preview.title
        drawn = _plain(preview) if shell.has("plain") else _drawn(preview, ascii_marks=out.ascii)
        out.part(head, *drawn, marks=True)
        out.lines(*(f"{label:{LABEL}}{text}" for label, text in preview.rows))
    if shell.has("dry_run"):
        return _done(shell, kind, preview, None)
    with Waiting(shell.err) as waiting:
        done = importing.bring_in(preview, waiting)
    return _done(shell, kind, preview, done)


def _check_options(shell: Shell, kind: ImportKind) -> None:
    """Refuse options that do not go with what is brought in.

    Raises:
        Refused: ``import.only``, ``usage.needed``, ``usage.together``.
    """
    given = [name for name in (*OF_A_TABLE, *OF_A_HABIT) if getattr(shell.arguments, name, None)]
    others = tuple(each.value for each in ImportKind if each is not ImportKind.MASTERY)
    for name in given:
        option = f"--{name.replace('_', '-')}"
        if name in OF_A_TABLE and kind is not ImportKind.CSV:
            raise Refused("import.only", what=option, known=(ImportKind.CSV.value,))
        if kind is ImportKind.MASTERY:
            raise Refused("import.only", what=option, known=others)
        if kind not in OF_SOME.get(name, ImportKind):
            raise Refused("import.only", what=option, known=tuple(each.value for each in OF_SOME[name]))
    for name, column in WITH_A_COLUMN.items():
        if name in given and column not in given:
            raise Refused("usage.needed", what=(f"--{column}",))
    if shell.has("numeric") and shell.has("yes_no"):
        raise Refused("usage.together", what=("--numeric", "--yes-no"))


def _source(shell: Shell, kind: ImportKind, file: Path) -> SourceView:
    """What a file has.

    Raises:
        Refused: it cannot be read, or a column is not there; then those that are there are listed first.
    """
    importing, how = shell.coach.importing, _reading(shell)
    try:
        if kind is ImportKind.CSV and "date" not in how.columns:
            importing.columns(file, how)  # what is wrong with the file is said before anything is asked
            raise Refused("usage.needed", what=("--date",))
        return importing.read(kind, file, how)
    except Refused as refused:
        if refused.code in ("usage.needed", "exchange.column") and not shell.has("json"):
            shell.out.lines(*(f"{at:>4}  {name}" for at, name in enumerate(importing.columns(file, how), 1)))
        raise


# -- what is told ------------------------------------------------------------------------------------------------------


def _reading(shell: Shell) -> Reading:
    kinds = {"numeric": HabitKind.NUMBERS, "yes_no": HabitKind.YES_NO}
    return Reading(
        kind=next((kind for flag, kind in kinds.items() if shell.has(flag)), None),
        dates=shell.choice("dates", DateOrder),
        encoding=shell.given("encoding"),
        separator=shell.given("separator"),
        decimal=shell.choice("decimal", DecimalSign),
        columns={name: text for name in COLUMNS if (text := shell.given(name)) is not None},
        where=tuple(_pair(text, "import.where") for text in shell.all_given("where")),
        words=dict(_outcomes(shell.given("map") or "")),
    )


def _pair(text: str, code: str) -> tuple[str, str]:
    before, sign, after = text.partition("=")
    if not sign or not before.strip():
        raise Refused(code)
    return before.strip(), after.strip()


def _outcomes(text: str) -> Iterator[tuple[str, Outcome | None]]:
    """What words mean; None is for a word that says nothing."""
    for part in filter(None, map(str.strip, text.split(","))):
        theirs, ours = _pair(part, "import.map")
        try:
            yield theirs, None if ours.lower() == NOTHING else one_of("outcome", SPELT.get(ours.lower(), ours), Outcome)
        except Refused:
            raise Refused("import.map") from None


def _answers(shell: Shell, begun: dict[str, str]) -> Answers:
    result = shell.choice("result", ResultKind)

    def said(name: str) -> str:
        text = shell.given(name)
        return begun[name] if text is None else text

    return Answers(
        name=said("name"),
        standard=said("standard"),
        unit=shell.given("unit"),
        target=said("target"),
        minimum=said("minimum"),
        result=result,
        better=shell.choice("better", Better),
        automatic=shell.choice("auto", Automatic) or Automatic.SKIP,
        notes=not shell.has("no_notes"),
        into=shell.has("into") or shell.has("replace"),
        replace=shell.has("replace"),
    )


def _check_told(source: SourceView, habit: HabitView) -> None:
    """Refuse what only a person can tell, as long as they have not.

    Raises:
        Refused: ``import`` codes, with the option.
    """
    if source.date_orders:
        raise Refused("import.ask_dates", known=tuple(order.value for order in source.date_orders))
    if habit.asks_kind:
        raise Refused("import.ask_kind")
    if habit.asks_words:
        raise Refused("import.ask_words")


def _check_used(shell: Shell, habit: HabitView, unused: tuple[str, ...]) -> None:
    """Refuse options that say nothing of this habit, rather than pass over them.

    Raises:
        Refused: ``import.not_counted``, ``import.counted``.
    """
    if shell.has("yes_no") and habit.counted:
        raise Refused("import.counted", what="--yes-no")
    if shell.has("numeric") and not habit.counted:
        raise Refused("import.not_counted", what="--numeric")
    for name in unused:
        if shell.given(name) is not None:
            raise Refused("import.not_counted", what=f"--{name}")


# -- what is shown -----------------------------------------------------------------------------------------------------


def _told_of(source: SourceView) -> Iterator[str]:
    yield source.found
    yield from source.remarks


def _listed(source: SourceView) -> Iterator[str]:
    """The habits of a file, each with its number."""
    wide = max(len(habit.name) for habit in source.habits)
    for habit in source.habits:
        archived = guide.word("importing", "archived") if habit.archived else ""
        yield f"{habit.number:>4}  {habit.name:{wide}}  {habit.span}{archived}"


def _told_of_habit(habit: HabitView) -> Iterator[str]:
    yield f"{habit.name}: {habit.span}" if habit.name else habit.span
    yield from (habit.numbers, habit.comments, habit.automatic, *habit.remarks)


def _plain(preview: PreviewView) -> Iterator[str]:
    """The cycles in words, as a screen reader reads them best."""
    for cycle in preview.cycles:
        yield f"{cycle.title}, {cycle.dates}: {_in_words(cycle.counts)}"
    yield f"{guide.word('importing', 'all')}: {_in_words(preview.counts)}"


def _in_words(counts: CountsView) -> str:
    told = [f"{number} {word}" for _, number, word in counts.words if number]
    return ", ".join([*told, *filter(None, (counts.open_words,))])


def _drawn(preview: PreviewView, *, ascii_marks: bool) -> Iterator[str]:
    """A row a cycle: its number and dates, a mark a date, six numbers; and below them what the marks mean.

    Above each of the numbers stands its mark.
    """
    place = 1 if ascii_marks else 0
    signs = {mark: both[place] for mark, both in MARKS.items()}
    wide = max((len(cycle.marks) for cycle in preview.cycles), default=0)
    marks = [*(signs[mark.value] for mark, _, _ in preview.counts.words), signs["unrecorded"]]
    if preview.cycles:
        yield f"{'':{BEFORE_STRIP + wide}} {' '.join(f'{mark:>3}' for mark in marks)}"
    for cycle in preview.cycles:
        strip = "".join(signs[mark.value] for mark in cycle.marks)
        numbers = " ".join(f"{number:>3}" for number in cycle.counts.row)
        yield f"{cycle.number:>4} {cycle.dates_short:>24}  {strip:{wide}} {numbers}"
    yield "   ".join(_legend(preview.counts, signs))


def _legend(counts: CountsView, signs: dict[str, str]) -> Iterator[str]:
    """The marks with their numbers and words."""
    for mark, number, word in counts.words:
        yield f"{signs[mark.value]} {number} {word}"
    none = f"0 {guide.word('marks', 'not_recorded')}"
    yield f"{signs['unrecorded']} {counts.open_words or none}"


def _done(shell: Shell, kind: ImportKind, preview: PreviewView, done: BroughtIn | None) -> int:
    """Say what came in, or that nothing did as that was asked for."""
    if shell.has("json"):
        shell.out.json({"schema": SCHEMA, "kind": kind.value, **_rows(preview, done)})
    elif done is None:
        shell.out.line(guide.word("importing", "dry_run"))
    else:
        shell.out.lines(*done.said)
    return FINE


def _rows(preview: PreviewView, done: BroughtIn | None) -> dict[str, object]:
    return {
        "habit": preview.name,
        "dry_run": done is None,
        "days": preview.days if done is None else done.days,
        "counts": _counts(preview.counts),
        "cycles": [
            {
                "number": cycle.number,
                "started_on": cycle.first.isoformat(),
                "ended_on": cycle.last.isoformat(),
                "stopped": cycle.stopped,
                "here_already": cycle.here_already,
                "counts": _counts(cycle.counts),
            }
            for cycle in preview.cycles
        ],
        "baselines": preview.frozen,
        "left_out": dict(preview.left),
        "backup": done.backup or None if done is not None else None,
    }


def _counts(counts: CountsView) -> dict[str, int]:
    names = ("done", "minimum", "partial", "cancelled", "rest", "not_recorded")
    return dict(zip(names, counts.row, strict=True))


# -- a whole journal ---------------------------------------------------------------------------------------------------


def _bring_in_journal(shell: Shell, file: Path) -> int:
    importing = shell.coach.importing
    if shell.has("dry_run"):
        with Waiting(shell.err):
            view = importing.journal(file)
        return _done_with_journal(shell, view.numbers, *view.lines, guide.word("importing", "dry_run"))
    with Waiting(shell.err):
        done = importing.bring_in_journal(file)
    return _done_with_journal(shell, done.numbers, *done.said, backup=done.backup)


def _done_with_journal(shell: Shell, numbers: Mapping[str, int], *said: str, backup: str = "") -> int:
    if shell.has("json"):
        rows = {"kind": ImportKind.MASTERY.value, "dry_run": shell.has("dry_run"), **numbers, "backup": backup or None}
        shell.out.json({"schema": SCHEMA, **rows})
    else:
        shell.out.lines(*said)
    return FINE
