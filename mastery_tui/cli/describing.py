"""``--schema``: what a command answers in JSON, as JSON Schema."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.json import schema_components

from mastery_tui.coach.answers import ANSWERS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MENTIONED = re.compile(r":[a-z]+:`([^`]+)`|``([^`]+)``")
"""A name in a docstring, as it is marked there."""


def schema_of(command: str, words: Iterable[str] = ()) -> dict[str, Any] | None:
    """The schema of what a command answers, None where that is no JSON.

    Args:
        command: the command.
        words: what it is given; some answer by a word.
    """
    keys = [key for word in words if (key := f"{command} {word}") in ANSWERS]
    shape = ANSWERS.get(keys[0] if keys else command)
    if shape is None:
        return None
    if not isinstance(shape, type):
        return dict(shape())
    (refers,), parts = schema_components((shape,))
    for part in parts.values():
        _describe(part)
    return {"$schema": DIALECT, **refers, "$defs": parts}


def _describe(part: dict[str, Any]) -> None:
    """Say what each key means, and that all of them are there and no others."""
    text = MENTIONED.sub(r"\1\2", part.get("description", ""))
    about, _, attributes = text.partition("\n\n")
    if about:
        part["description"] = " ".join(about.split())
    if "properties" not in part:
        return
    keys = part["properties"]
    for key in keys.values():
        key.pop("default", None)
    for name, meaning in _meanings(attributes):
        if name in keys:  # What is worked out is told of a value too, and is not in the answer.
            keys[name]["description"] = meaning
    part |= {"required": list(keys), "additionalProperties": False}


def _meanings(attributes: str) -> Iterator[tuple[str, str]]:
    """The attributes that a docstring explains."""
    for found in re.finditer(r"^ {8}(\w+): (.+(?:\n {12,}.+)*)", attributes, re.MULTILINE):
        yield found[1], " ".join(found[2].split())
