"""From an older schema to this one, step by step, forward only."""

from collections.abc import Callable, Sequence

from .codec import Document, NotAJournal, Tables

Step = Callable[[Tables], Tables]
"""Gets the tables of one schema and gives those of the next; what it raises leaves the file as it was."""

STEPS: tuple[Step, ...] = ()
"""The first goes from schema 1 to 2, and so on. Each comes with a file of the older schema among the tests."""


def schema_of(tables: Tables) -> int:
    """The schema that tables are written in."""
    return int(tables["meta"]["1"]["schema"])


def newest(steps: Sequence[Step]) -> int:
    """The schema that these steps lead to."""
    return 1 + len(steps)


def migrated(tables: Tables, steps: Sequence[Step] = STEPS) -> Tables:
    """Tables of the newest schema; those that are there already come back as they are.

    The undo list is emptied: what it would bring back is of the older schema.

    Raises:
        NotAJournal: ``journal.not_migrated``: a step could not take these tables.
    """
    found = schema_of(tables)
    if found == newest(steps):
        return tables
    try:
        for step in steps[found - 1 :]:
            tables = step(tables)
        meta: Document = {**tables["meta"]["1"], "schema": newest(steps)}
        return {**tables, "meta": {"1": meta}, "undo": {}}
    except Exception:
        # `from None`: what a step stumbled over may stand in its message.
        raise NotAJournal("journal.not_migrated", found=found, known=newest(steps)) from None
