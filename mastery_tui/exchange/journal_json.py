"""The whole journal as one JSON document, and the schema of that document."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from mastery_tui import gate
from mastery_tui.practice.records import (
    Adjustment,
    Answer,
    CheckIn,
    Cycle,
    FeedbackCheck,
    Pause,
    Reduction,
    Reflection,
    Session,
    Tombstone,
    TransferTest,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMAT = 1
"""Rises when a key changes its meaning."""


class JournalMeta(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which journal it is.

    Attributes:
        id: the journal's own, a uuid4.
        schema: the schema of its records.
        rev: how many changes it has seen.
    """

    id: str
    schema: Annotated[int, Meta(ge=1)]
    rev: Annotated[int, Meta(ge=0)]


class JournalFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A journal: every record of each kind, in the order in which the journal's file has them.

    Fields that are left out of a record have the default that the schema names.

    Attributes:
        schema: the version of this format.
        journal: which journal it is.
        cycles: the plans.
        check_ins: what happened on the days.
        sessions: the timer's.
        pauses: dates on which the plan stood still.
        feedback_checks: looks at the work by a source.
        adjustments: changes that were tried.
        reductions: easier targets for a while.
        transfer_tests: the same skill in a changed context.
        reflections: what was written about the weeks.
        answers: answers to cues.
        deleted: what is left of deleted records, by the name of their list.
        superseded: versions of records that a later one took the place of, and what no program can read.
    """

    schema: Annotated[int, Meta(ge=1)]
    journal: JournalMeta
    cycles: tuple[Cycle, ...]
    check_ins: tuple[CheckIn, ...]
    sessions: tuple[Session, ...]
    pauses: tuple[Pause, ...]
    feedback_checks: tuple[FeedbackCheck, ...]
    adjustments: tuple[Adjustment, ...]
    reductions: tuple[Reduction, ...]
    transfer_tests: tuple[TransferTest, ...]
    reflections: tuple[Reflection, ...]
    answers: tuple[Answer, ...]
    deleted: dict[str, tuple[Tombstone, ...]]
    superseded: tuple[dict[str, Any], ...]


def write(rows: dict[str, Any]) -> str:
    """The document.

    Args:
        rows: what :class:`JournalFile` describes, as JSON values.
    """
    written = msgspec.json.format(msgspec.json.encode(rows), indent=2).decode()
    return gate.in_json(written) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of the document."""
    found = msgspec.json.schema(JournalFile)
    for part in found["$defs"].values():
        if "description" in part:
            part["description"] = " ".join(part["description"].partition("\n\n")[0].split())
    return {"$schema": DIALECT, **found}
