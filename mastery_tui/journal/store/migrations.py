"""From an older schema to this one, step by step, forward only."""

from collections.abc import Callable, Sequence

from .codec import Document, NotAJournal, Tables, decode

Step = Callable[[Tables], Tables]
"""Gets the tables of one schema and gives those of the next; what it raises leaves the file as it was."""


def only_the_number(tables: Tables) -> Tables:
    """What is there stays as it is; records may have fields from now on that older programs refuse as unknown.

    With its number such a program says that a newer one wrote the file, and not that it is damaged. 1 to 2: more of a
    behaviour. 2 to 3: a session's day and breaks, and the sessions of a check-in.
    """
    return tables


STEPS: tuple[Step, ...] = (only_the_number, only_the_number)
"""The first goes from schema 1 to 2, and so on. Each comes with a file of the older schema among the tests."""


def schema_of(tables: Tables) -> int:
    """The schema that tables are written in."""
    return int(tables["meta"]["1"]["schema"])


def newest_schema(steps: Sequence[Step]) -> int:
    """The schema that these steps lead to."""
    return 1 + len(steps)


def same_rows(found: int, steps: Sequence[Step]) -> bool:
    """Whether the rows of a schema are those of the newest one, whatever they hold.

    Args:
        found: the schema.
        steps: how older schemas become those of today.
    """
    return all(step is only_the_number for step in steps[found - 1 :])


def migrate(tables: Tables, steps: Sequence[Step] = STEPS) -> Tables:
    """Tables of the newest schema; those that are there already come back as they are.

    Where a step changed anything the undo list is emptied: what it would bring back is of the older schema.

    Raises:
        NotAJournal: ``journal.not_migrated``: a step could not take these tables.
    """
    found = schema_of(tables)
    if found == newest_schema(steps):
        return tables
    try:
        undo: Tables = {} if same_rows(found, steps) else {"undo": {}}
        for step in steps[found - 1 :]:
            tables = step(tables)
        meta: Document = {**tables["meta"]["1"], "schema": newest_schema(steps)}
        return {**tables, "meta": {"1": meta}, **undo}
    except Exception:
        # `from None`: what a step stumbled over may stand in its message.
        raise NotAJournal("journal.not_migrated", found=found, known=newest_schema(steps)) from None


def read_tables(content: bytes, steps: Sequence[Step] = STEPS) -> Tables:
    """The tables that some bytes hold, in the schema of today.

    Raises:
        NotAJournal: as for :func:`decode` and :func:`migrate`.
    """
    return migrate(decode(content, newest_schema(steps)), steps)
