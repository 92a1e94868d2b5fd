"""What is typed and not saved: kept beside the journal, so that it outlives the window it was typed in."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, Struct

from mastery_tui import guide
from mastery_tui.gate import clean
from mastery_tui.journal.journal import Journal
from mastery_tui.journal.store.codec import NOT_DECODED, NotAJournal
from mastery_tui.journal.store.errors import JournalBusy, JournalError, UnreadableJournal, writing
from mastery_tui.journal.store.files import drafts_of, make_private_directory, read_whole, replace_at_once, sweep
from mastery_tui.journal.store.locking import locked
from mastery_tui.journal.tables import new_id
from mastery_tui.limits import FIRST_YEAR, LAST_YEAR

MOMENT = 0.1
"""Seconds that a write waits at least for another window: such a write takes one or two thousandths."""


class DraftKey(NamedTuple):
    """What a draft is typed for.

    Attributes:
        cycle: the cycle's id, '' where there is none, as in Setup before the first plan.
        form: ``check_in``, ``reflect``, ``setup``, or a dialog's id such as ``feedback``.
        about: an ISO day, a week's number as text, or ''.
    """

    cycle: str
    form: str
    about: str


class TypedDraft(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in a form and is not saved.

    Attributes:
        key: what it is typed for.
        texts: each field's text as typed, only of those that differ from ``begun``.
        begun: the record that the form began from, as the texts of all fields.
        at: the moment of the last key.
    """

    key: DraftKey
    texts: dict[str, str]
    begun: dict[str, str]
    at: Annotated[datetime, Meta(tz=True)]


class _Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """A draft in the file. Only the window that made the id writes under it: two never write over each other."""

    id: str
    draft: TypedDraft


class _Row(NamedTuple):
    """A row of the file as it stands there, and as an entry; None where it is none that this program knows."""

    raw: msgspec.Raw
    entry: _Entry | None


_rows = msgspec.json.Decoder(list[msgspec.Raw])
_entries = msgspec.json.Decoder(_Entry)
_encoder = msgspec.json.Encoder()


class Drafts:
    """The drafts as one window knows them.

    Everything but :meth:`read` and :meth:`flush` is done in memory. Entries of other windows, and those that this
    program does not understand, stay in the file as they are.

    Attributes:
        on: whether anything is read or written; otherwise all is in memory, and ends with the window.
    """

    def __init__(self, journal: Journal, *, on: bool = True) -> None:
        self.on = on
        self._journal = journal
        self._there: dict[str, TypedDraft] = {}
        """What the file holds, as it was last read or written."""
        self._typed: dict[str, TypedDraft] = {}
        """What is to be written."""
        self._over: dict[str, TypedDraft] = {}
        """What is to be removed, where the file still has it as it stands here."""
        self._own: set[str] = set()
        self._open: dict[DraftKey, _Entry | None] = {}
        """What the form of a key goes on from."""
        self._swept = False
        self._told = self._notice = ""

    @property
    def file(self) -> Path:
        """Where they are kept."""
        return drafts_of(self._journal.storage.target)

    def read(self) -> None:
        """Read what the file holds by now; what cannot be read blocks nothing and is a notice."""
        if not self.on:
            return
        try:
            try:
                rows = _read(self.file)
            except NotAJournal:
                with locked(self.file, MOMENT):
                    rows = self._read_or_set_aside()
        except JournalBusy:
            return
        except (JournalError, OSError):
            self._tell("drafts.unreadable", file=str(self.file))
            return
        self._there = _by_id(rows)

    def get(self, key: DraftKey) -> TypedDraft | None:
        """The newest draft for a key, for its form to go on from: the next :meth:`put` there takes its place."""
        entry = next((known for known in self._known() if known.draft.key == key), None)
        self._open[key] = entry
        return None if entry is None else entry.draft

    def put(self, key: DraftKey, texts: Mapping[str, str], begun: Mapping[str, str]) -> None:
        """Keep what stands in a form by now; nothing of it is written before :meth:`flush`.

        Where no text is another than before, nothing is done, so that this can be called at any time.

        A draft of another window that :meth:`get` gave is taken over; it goes where it is unchanged in the file,
        otherwise both stay.

        Args:
            key: which form.
            texts: the fields that differ from ``begun``; where none does there is no draft any longer.
            begun: the record that the form began from.
        """
        before = self._open.get(key)
        if not texts:
            if before is not None:
                self.forget(key)
            return
        draft = TypedDraft(key, _storable(texts), _storable(begun), self._journal.now())
        if before is not None and before.draft.texts == draft.texts:
            return  # no key was typed since
        own = before is not None and before.id in self._own
        if before is not None and not own:
            self._over[before.id] = before.draft
        entry = _Entry(before.id if before is not None and own else new_id(), draft)
        self._own.add(entry.id)
        self._typed[entry.id] = draft
        self._open[key] = entry

    def forget(self, key: DraftKey) -> None:
        """Drop the draft that a form went on from, as it is saved or discarded.

        It goes from the file only where it is unchanged since this window read or wrote it.
        """
        if key not in self._open:
            self.get(key)
        entry, self._open[key] = self._open[key], None
        if entry is not None:
            self._drop(entry)

    def discard(self, draft: TypedDraft) -> None:
        """Drop one draft out of :meth:`all`, whether a form went on from it or not."""
        for entry in self._known():
            if entry.draft == draft:
                self._drop(entry)
                if self._open.get(draft.key) == entry:
                    self._open[draft.key] = None

    @property
    def pending(self) -> bool:
        """Whether something is still to be written."""
        return self.on and bool(self._typed or self._over)

    def flush(self, wait: float = 0.0) -> None:
        """Write what is to be written. It waits for no journal that is being saved, and for no disk.

        Args:
            wait: seconds to wait for another window that writes its drafts, a tenth at least.

        Raises:
            JournalBusy: ``drafts.busy``: that window did not end; all stays to be written.
            JournalNotWritable: ``drafts.not_written``: the system refused; all stays to be written.
            UnreadableJournal: the journal is gone, or what stands in the file's place cannot be read; as before.
        """
        if not self.pending:
            return
        storage, file = self._journal.storage, self.file
        try:
            with writing(file, "drafts.not_written"):
                storage.refuse_where_gone()
                if not file.parent.is_dir():
                    make_private_directory(file.parent)
                with locked(file, max(wait, MOMENT)):
                    storage.refuse_where_gone()  # erased while another window wrote
                    self._write(file)
        except JournalBusy:
            raise JournalBusy("drafts.busy", file=str(file)) from None

    def all(self) -> tuple[TypedDraft, ...]:
        """All drafts, in the file and in memory, the newest first."""
        return tuple(entry.draft for entry in self._known())

    def own(self) -> tuple[TypedDraft, ...]:
        """Those of :meth:`all` that this window wrote or took over."""
        return tuple(entry.draft for entry in self._known() if entry.id in self._own)

    def take_notice(self) -> str:
        """A sentence on what :meth:`read` or :meth:`flush` met, told once; '' for nothing."""
        notice, self._notice = self._notice, ""
        return notice

    def _known(self) -> list[_Entry]:
        there = {name: draft for name, draft in self._there.items() if self._over.get(name) != draft}
        entries = (_Entry(*known) for known in {**there, **self._typed}.items())
        return sorted(entries, key=lambda entry: (entry.draft.at, entry.id in self._own), reverse=True)

    def _drop(self, entry: _Entry) -> None:
        self._typed.pop(entry.id, None)
        stored = self._there.get(entry.id) if entry.id in self._own else entry.draft
        if stored is not None:
            self._over[entry.id] = stored

    def _write(self, file: Path) -> None:
        """Put the file in place; another thread may go on typing meanwhile."""
        typed, over = dict(self._typed), dict(self._over)
        if not self._swept:
            sweep(file)
            self._swept = True
        rows = self._read_or_set_aside()
        stay = [
            row
            for row in rows
            if row.entry is None or (row.entry.id not in typed and over.get(row.entry.id) != row.entry.draft)
        ]
        new = [_Entry(*one) for one in typed.items()]
        if new or len(stay) < len(rows):
            lines = [*(bytes(row.raw) for row in stay), *map(_encoder.encode, new)]
            if lines:
                replace_at_once(file, b"[\n" + b",\n".join(lines) + b"\n]\n")
            else:
                file.unlink(missing_ok=True)
        self._there = {**_by_id(stay), **typed}
        for waiting, done in ((self._typed, typed), (self._over, over)):
            for key, draft in done.items():
                if waiting.get(key) is draft:
                    del waiting[key]

    def _read_or_set_aside(self) -> list[_Row]:
        """The rows of the file; only under its lock."""
        try:
            return _read(self.file)
        except NotAJournal:
            aside = set_aside(self.file, self._journal.now())
            self._tell("drafts.set_aside", file=str(self.file), name=aside.name)
            return []

    def _tell(self, code: str, **facts: object) -> None:
        said = guide.refusal(code, **facts)
        if said != self._told:
            self._told = self._notice = said


class Kept(NamedTuple):
    """What a file of drafts holds.

    Attributes:
        number: how many drafts.
        newest: when the last key of the newest was, None where there is none.
        strange: how many rows this program does not understand, and keeps.
    """

    number: int
    newest: datetime | None
    strange: int


def count(target: Path) -> Kept | None:
    """What lies beside a journal, None where nothing does.

    Raises:
        NotAJournal: it is damaged; with the ``line`` where that begins.
        UnreadableJournal: the system does not let it be read.
    """
    rows = _read(drafts_of(target))
    if not rows:
        return None
    moments = [row.entry.draft.at for row in rows if row.entry is not None]
    return Kept(len(moments), max(moments, default=None), len(rows) - len(moments))


def mend(target: Path, moment: datetime) -> None:
    """Set drafts aside that are damaged, and remove what writers that were killed left.

    Raises:
        OSError: the system refused.
        JournalError: it cannot be read, or another window was writing all the time.
    """
    from .sidecars import find_drafts_leftovers

    file = drafts_of(target)
    if not find_drafts_leftovers(target) and not _damaged(file):
        return
    with locked(file):
        sweep(file)
        if _damaged(file):
            set_aside(file, moment)


def set_aside(file: Path, moment: datetime) -> Path:
    """Give damaged drafts another name, closed to others; only under their lock. Returns the name."""
    from .sidecars import set_aside_name

    aside = set_aside_name(file, moment)
    file.rename(aside)
    with suppress(OSError):  # somebody else's file
        aside.chmod(0o600)
    return aside


def _damaged(file: Path) -> bool:
    with suppress(UnreadableJournal):
        try:
            _read(file)
        except NotAJournal:
            return True
    return False


def _read(file: Path) -> list[_Row]:
    found = read_whole(file)
    if found is None or not found[0]:  # a power cut can leave it empty
        return []
    try:
        raws = _rows.decode(found[0])
    except NOT_DECODED:
        from .lenient import refuse_other_than_json

        refuse_other_than_json(found[0])
        raise NotAJournal("not_json", line=1) from None
    return [_Row(raw, _entry(raw)) for raw in raws]


def _entry(raw: msgspec.Raw) -> _Entry | None:
    with suppress(*NOT_DECODED):
        entry = _entries.decode(raw)
        draft = entry.draft
        if FIRST_YEAR <= draft.at.year <= LAST_YEAR:
            return _Entry(entry.id, TypedDraft(draft.key, _storable(draft.texts), _storable(draft.begun), draft.at))
    return None


def _by_id(rows: list[_Row]) -> dict[str, TypedDraft]:
    return {row.entry.id: row.entry.draft for row in rows if row.entry is not None}


def _storable(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts without the halves of characters that no file can hold, and without what no terminal is shown."""
    return {name: clean(text.encode("utf-8", "replace").decode()) for name, text in texts.items()}
