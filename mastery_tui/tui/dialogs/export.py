"""The export of a plan: as a page to keep or to show."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach.exporting_views import PAGES, ExportKind
from mastery_tui.tui.dialogs.form_dialog import FormDialog, line
from mastery_tui.tui.widgets.choice import Choice

LONGEST_PATH = 1000
NOTES = ("with", "without")


class ExportDialog(FormDialog[str]):
    """Asks for the format, whether what the person wrote to themselves is in it, and the file; says which was written.

    A file that is there is never written over: the shell does that with ``--force``.
    """

    NAME = "export"
    WITH_COACH = False
    OF_PLAN: ClassVar[bool] = False
    TITLE_WORD = ("export_dialog", "title")
    SAVE_WORD = "export"

    def compose_body(self) -> Iterable[Widget]:
        """The format where there are several, the notes, and the file."""
        words = guide.words("export_dialog")
        if len(PAGES) > 1:
            yield Choice(words["format"], [words[kind] for kind in PAGES], names=PAGES, value=1, id="kind")
        options = [words[name] for name in NOTES]
        yield Choice(words["notes"], options, names=NOTES, value=1, hints={2: words["without_hint"]}, id="notes")
        self._suggested = self.coach.exporting.suggested(self._kind)
        file = line(words["file"], "file", LONGEST_PATH, value=self._suggested, gap=True)
        file.hint = words["file_hint"]
        yield file

    @property
    def _kind(self) -> ExportKind:
        return ExportKind(self.said("kind") or PAGES[0])

    def follow_typing(self) -> None:
        """Name the file after the format, as long as its name is the suggested one."""
        suggested = self.coach.exporting.suggested(self._kind)
        if self.said("file") == self._suggested:
            self.field("file").put(suggested)
        self._suggested = suggested

    def what(self) -> str:
        """What is written, in words."""
        return guide.word("export_dialog", "what")

    def save(self) -> str:
        """Write the file, and say which.

        Raises:
            Refused: nothing can be written there.
            JournalError: the journal cannot be read, or the system refused.
        """
        written = self.coach.exporting.write(self._kind, self.said("file"), notes=self.said("notes") != NOTES[1])
        return guide.say("export", "written", file=written)
