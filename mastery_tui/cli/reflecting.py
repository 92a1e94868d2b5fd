"""``reflect``: a week's reflection as TOML, out and in."""

import json
import re
import tomllib
from collections.abc import Iterable
from typing import Any

from mastery_tui import guide
from mastery_tui.coach.typed.reflection import CLOSING, answers_in, conditions_in, names_of, texts_of
from mastery_tui.coach.views import ReflectView
from mastery_tui.practice.refused import Refused

from .codes import FINE
from .shell import Shell
from .showing import changing
from .values import MOST_PIPED, decoded, piped


@changing
def reflect(shell: Shell) -> int:
    """Print a reflection, or save the answers that are given."""
    named = shell.given("answers")
    if shell.has("show") and named is not None:
        raise Refused("usage.together", what=("--show", "--answers"))
    reflections = shell.coach.reflections
    view = reflections.view(shell.week())
    if named is None:
        shell.out.lines(*_document(view))
        return FINE
    texts = _table(_read(named), view)
    closing = {name: texts.get(name, "") for name in CLOSING}
    reflections.write(view.week, answers_in(texts), conditions=conditions_in(texts), **closing)
    shell.out.line(guide.say("reflect", "saved", week=view.week))
    return FINE


def _document(view: ReflectView) -> Iterable[str]:
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
    notes.append(view.closed)
    yield from (f"# {' '.join(note.split())}" for note in notes if note)
    yield from (f"{name} = {_quoted(text)}" for name, text in texts_of(view).items())


def _quoted(text: str) -> str:
    """A text as TOML's basic string, which escapes as JSON does."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _read(named: str) -> str:
    """What stands in a file, or comes from standard input where ``-`` is named.

    Raises:
        Refused: ``answers.file``, ``text.utf8``, ``text.length``.
    """
    if named == "-":
        return piped("answers")
    try:
        with open(named, "rb") as file:
            raw = file.read(MOST_PIPED + 1)
    except (OSError, ValueError):
        raise Refused("answers.file") from None
    return decoded("answers", raw)


def _table(text: str, view: ReflectView) -> dict[str, str]:
    """The answers in a document, by key.

    Raises:
        Refused: ``answers.toml``, ``answers.key`` or ``answers.text``; none of them repeats what stands there.
    """
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        found = re.search(r"\(at line (\d+),", str(problem))
        line = int(found[1]) if found else max(1, len(text.splitlines()))
        raise Refused("answers.toml", line=line) from None
    known = names_of(view)
    if any(key not in known for key in table):
        raise Refused("answers.key", week=view.week, known=known)
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
