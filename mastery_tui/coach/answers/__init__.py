"""What the shell answers in JSON, command by command: the shapes from which its schemas are made.

Nothing is built of these; a test holds every answer against them. A docstring's attributes are the descriptions.
"""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from .cues import Cues, Rules
from .imported import Imported, ImportedJournal
from .progress import History, Progress, Summary
from .recorded import Logged, Timer
from .status import Status

ANSWERS: dict[str, type[Struct] | Callable[[], dict[str, Any]]] = {
    "log": Logged,
    "timer": Timer,
    "status": Status,
    "progress": Progress,
    "summary": Summary,
    "history": History,
    "cues": Cues,
    "cues rules": Rules,
    "import": Imported,
    "import mastery": ImportedJournal,
}
"""The shape of each command's answer, by the command, or by it and a word; a function gives the whole schema."""
