"""Where each document is, kept from one load of the file to the next, so that no read walks a whole table twice."""

from collections import defaultdict
from collections.abc import Iterator

from .codec import Document, Tables
from .kinds import NATURAL_KEYS, TABLES, unreadable


class Index:
    """TinyDB's documents by record id and by cycle.

    The documents are TinyDB's own, changed in place by its updates; only additions have to be told.
    """

    def __init__(self, tables: Tables) -> None:
        """Take the tables of one load; each is walked when it is first asked for."""
        self._tables = tables
        self._places: dict[str, dict[str, tuple[int, Document]]] = {}
        self._cycles: dict[str, defaultdict[str, list[Document]]] = {}

    def places(self, table: str) -> dict[str, tuple[int, Document]]:
        """TinyDB's id and the document, by record id.

        Raises:
            UnreadableJournal: a document without an id.
        """
        if table not in self._places:
            try:
                self._places[table] = {
                    document["id"]: (int(key), document) for key, document in self._tables.get(table, {}).items()
                }
            except (KeyError, TypeError):
                raise self._without(table, "id") from None
        return self._places[table]

    def document(self, table: str, identifier: str) -> Document | None:
        """The document of a record, deleted or not."""
        place = self.places(table).get(identifier)
        return place[1] if place else None

    def of_cycle(self, table: str, cycle: str) -> list[Document]:
        """A cycle's documents in a table, deleted ones too.

        Raises:
            UnreadableJournal: a document without a cycle.
        """
        if table not in self._cycles:
            groups: defaultdict[str, list[Document]] = defaultdict(list)
            try:
                for document in self._tables.get(table, {}).values():
                    groups[document["cycle"]].append(document)
            except (KeyError, TypeError):
                raise self._without(table, "cycle") from None
            if not all(isinstance(each, str) for each in groups):  # such a record would be in no cycle, unseen
                raise self._without(table, "cycle")
            self._cycles[table] = groups
        return self._cycles[table].get(cycle, [])

    def keyed(self, table: str, cycle: str, key: object) -> Document | None:
        """The document with a natural key; a live one before a deleted one."""
        field = NATURAL_KEYS[table]
        same = [each for each in self.of_cycle(table, cycle) if each.get(field) == key]
        return next((each for each in same if not each.get("deleted")), same[0] if same else None)

    def live(self, table: str) -> Iterator[Document]:
        """All documents of a table that are not deleted."""
        return (each for each in self._tables.get(table, {}).values() if not each.get("deleted"))

    def all(self) -> Iterator[tuple[str, Document]]:
        """Every record's document with its table, deleted ones too."""
        return ((name, each) for name in TABLES.values() for each in self._tables.get(name, {}).values())

    def added(self, table: str, key: int, document: Document) -> None:
        """Note a document that TinyDB inserted."""
        if table in self._places:
            self._places[table][document["id"]] = (key, document)
        if table in self._cycles:
            self._cycles[table][document["cycle"]].append(document)

    def _without(self, table: str, field: str) -> Exception:
        documents = self._tables.get(table, {}).values()
        wrong = next((each for each in documents if not isinstance(each.get(field), str)), None)
        return unreadable(table, wrong, f"$.{field}")
