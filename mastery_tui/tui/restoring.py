"""Going back to an earlier state of the journal, from the app and from where it cannot be read."""

from typing import Any

from textual.screen import Screen

from mastery_tui import guide
from mastery_tui.coach.file_views import BackupView

from .base_app import BaseApp


async def restore(owner: BaseApp, screen: Screen[Any], backup: BackupView, line: str) -> str:
    """Ask once, and let the journal be as a backup has it; only inside a `flow`.

    Args:
        owner: the app.
        screen: who asks; where the person goes on before it could be done, nothing is.
        backup: which.
        line: what becomes of what stands now, a sentence.

    Returns:
        What is to be said of it, '' where nothing was done.
    """
    words, question = guide.words("restore"), guide.say("restore", "ask", age=backup.age, holds=backup.holds)
    if not await owner.sure(words["ask_title"], f"{question}\n{line}", words["yes"]):
        return ""
    what = guide.change_words("restore")
    view = await owner.save_or_tell(lambda: owner.coach.file.restore(backup.name), what, dialog=screen)
    return "" if view is None else f"{view.what} {words['undo'] if view.undo else view.kept}".rstrip()
