"""``reflect``: a week's reflection as TOML, out and in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mastery_tui import guide

from .codes import FINE
from .command import Command
from .parser import Parser
from .shell import Shell
from .showing import changing

if TYPE_CHECKING:
    from mastery_tui.coach import Coach
    from mastery_tui.coach.views import ReflectView

IMPROVED = ("now", "instead")
PROMPT = ("prompt",)
SLOTS = ("time", "place", "people", "tools", "state", "cue")
CLOSING = ("evidence", "counter_example", "better_next_week")


def _reflect_options(parser: Parser) -> None:
    parser.words("week", "?")
    parser.flag("show")
    parser.option("answers")


def _reflect(shell: Shell) -> int:
    from mastery_tui.practice.refused import Refused

    if shell.has("show") and shell.given("answers") is not None:
        raise Refused("usage.together", what=("--show", "--answers"))
    coach = shell.coach
    asked = shell.week()
    week = coach.reflections.open_week() if asked is None else asked
    if not 1 <= week <= 4:
        raise Refused("week.range", first=1, last=4)
    if shell.given("answers") is None:
        shell.out.lines(*_document(coach.reflections.view(week)))
        return FINE
    _store(coach, week, _table(_text(shell), coach.reflections.view(week)))
    shell.out.line(guide.say("reflect", "saved", week=week))
    return FINE


def _document(view: "ReflectView") -> Iterable[str]:
    """A reflection as TOML, with what helps to write it as comments; ``--answers`` takes the same document."""
    notes = [view.title, view.prompt, guide.word("reflect", "better_question"), view.adherence]
    if view.last_better:
        notes.append(guide.say("reflect", "last_better", text=view.last_better))
    if view.aim:
        notes.append(guide.say("reflect", "aim", text=view.aim))
    notes.append(f"{guide.word('reflect', 'baseline')}: {view.baseline}")
    if view.starting_conditions:
        notes.append(f"{guide.word('reflect', 'started_with')}: {view.starting_conditions}")
    if view.three_weeks:
        notes += [f"{guide.word('reflect', 'evidence')}: {fact}" for fact in view.facts]
    if view.closed:
        notes.append(view.closed)
    yield from (f"# {' '.join(note.split())}" for note in notes if note)
    written = view.written
    for key in _keys(view):
        if written is None:
            value = ""
        elif key in (*IMPROVED, *PROMPT):
            value = written.answers.get(key, "")
        elif key in SLOTS:
            value = getattr(written.conditions, key)
        else:
            value = getattr(written, key)
        yield f"{key} = {_quoted(value)}"


def _keys(view: "ReflectView") -> tuple[str, ...]:
    return (*IMPROVED, *SLOTS, *CLOSING) if view.three_weeks else (*PROMPT, CLOSING[-1])


def _quoted(text: str) -> str:
    """A text as TOML's basic string, which escapes as JSON does."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _text(shell: Shell) -> str:
    from pathlib import Path

    from mastery_tui.practice.refused import Refused

    from .values import MOST_PIPED, decoded, piped

    named = shell.given("answers") or ""
    if named == "-":
        return piped("answers")
    try:
        with Path(named).open("rb") as file:
            return decoded("answers", file.read(MOST_PIPED + 1))
    except (OSError, ValueError) as problem:
        if isinstance(problem, Refused):
            raise
        raise Refused("answers.file") from None


def _table(text: str, view: "ReflectView") -> dict[str, str]:
    """The answers in a document, by key.

    Raises:
        Refused: ``answers.toml``, ``answers.key`` or ``answers.text``; none of them repeats what stands there.
    """
    import re
    import tomllib

    from mastery_tui.practice.refused import Refused

    try:
        table: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        found = re.search(r"\(at line (\d+),", str(problem))
        line = int(found[1]) if found else max(1, len(text.splitlines()))
        raise Refused("answers.toml", line=line) from None
    keys = _keys(view)
    if any(key not in keys for key in table):
        raise Refused("answers.key", week=view.week, known=keys)
    answers = {}
    for key, value in table.items():
        if key == "evidence" and isinstance(value, int) and not isinstance(value, bool):
            if not 1 <= value <= len(view.facts):
                raise Refused("number.range", field=key, low=min(1, len(view.facts)), high=len(view.facts))
            value = view.facts[value - 1]
        if not isinstance(value, str):
            raise Refused("answers.text", field=key)
        answers[key] = value
    return answers


def _store(coach: "Coach", week: int, answers: dict[str, str]) -> None:
    from mastery_tui.practice.records import Conditions

    coach.reflections.write(
        week,
        {key: answers[key] for key in (*IMPROVED, *PROMPT) if key in answers},
        conditions=Conditions(**{slot: answers.get(slot, "") for slot in SLOTS}),
        **{key: answers.get(key, "") for key in CLOSING},
    )


COMMANDS = {"reflect": Command(_reflect_options, changing(_reflect))}
