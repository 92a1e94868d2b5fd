"""``completion``: what lets a shell complete the commands, made of the one table of them."""

from collections.abc import Iterable

import shtab

from mastery_tui import guide
from mastery_tui.coach.exporting_views import ExportKind
from mastery_tui.coach.import_views import Automatic, DateOrder, DecimalSign, ImportKind
from mastery_tui.demo.personas import PERSONAS
from mastery_tui.practice.choices import (
    Better,
    Changed,
    ClosedAs,
    FeedbackKind,
    Feeling,
    Next,
    Outcome,
    PauseReason,
    ResultKind,
)
from mastery_tui.practice.refused import Refused

from .codes import FINE, PROGRAM
from .commands import COMMANDS
from .maintaining import ACTIONS
from .parser import Parser
from .shell import Shell
from .showing import RULES_WORD
from .timing import WHEN

SHELLS = ("bash", "zsh", "fish")
FILE = ("FILE",)
"""Stands for any file's name."""
FILE_NAMES = {**shtab.FILE, "fish": "(__fish_complete_path (commandline -ct | string unescape))"}
"""The library's, but a name with a space that is half typed is found in fish too."""
BACK = ("today", "yesterday")
AHEAD = ("today", "tomorrow")

TAKES: dict[str, Iterable[str]] = {
    "file": FILE,
    "config": FILE,
    "day": BACK,
    "as-of": BACK,
    "until": AHEAD,
    "changed": Changed,
    "demo.persona": PERSONAS,
    "start.result": ResultKind,
    "start.better": Better,
    "start.feedback-kind": FeedbackKind,
    "start.on": AHEAD,
    "log.entry": (*Outcome, *Feeling),
    "timer.action": WHEN,
    "week.week": "12345",
    "cues.what": (RULES_WORD,),
    "reflect.week": "1234",
    "reflect.answers": FILE,
    "adjust.close": ClosedAs,
    "pause.from": AHEAD,
    "pause.reason": PauseReason,
    "rest.day": AHEAD,
    "finish.next": Next,
    "backup.action": ACTIONS,
    "backup.backup": ("newest",),
    "import.kind": ImportKind,
    "import.source": FILE,
    "import.result": ResultKind,
    "import.better": Better,
    "import.auto": Automatic,
    "import.dates": DateOrder,
    "import.decimal": DecimalSign,
    "merge.files": FILE,
    "export.kind": ExportKind,
    "export.output": FILE,
    "completion.shell": SHELLS,
}
"""What an option or a word takes, by its name, or by its command's and its own where commands differ."""


NOTHING_FOUND = "  if [[ ${#COMPREPLY[@]} = 0 ]]; then\n"
"""Where the library's script for bash lets bash itself find something."""
NO_HOSTS = '    [[ "${COMP_LINE:0:COMP_POINT}" == *@* ]] && compopt +o bashdefault 2>/dev/null\n'
"""Keeps bash from that where it would take a context, @desk, for the name of a host."""


def completion(shell: Shell) -> int:
    """Print the script of a shell.

    Raises:
        Refused: ``choice.unknown``.
    """
    asked = shell.given("shell")
    if asked not in SHELLS:
        raise Refused("choice.unknown", field="shell", known=SHELLS)
    shell.out.line(script(asked))
    return FINE


def script(asked: str) -> str:
    """What a shell reads to complete the program's commands.

    Args:
        asked: one of :data:`SHELLS`.
    """
    program = _Explained(PROGRAM)
    commands = program.add_subparsers(parser_class=_Explained)
    for name in COMMANDS:
        commands.add_parser(name, help=guide.word("cli_commands", name))
    made = shtab.complete(program, asked).replace(NOTHING_FOUND, NOTHING_FOUND + NO_HOSTS)
    # In zsh the library completes only the first of several words.
    return made.replace('"(*):', '"*:')


class _Explained(Parser):
    """The parser of a command, or of what stands before any, with its words and what each option takes."""

    def __init__(self, prog: str) -> None:
        command = prog.partition(" ")[2]
        super().__init__(command)
        self.put_words()
        for action in self._actions:
            name = action.option_strings[-1].lstrip("-") if action.option_strings else action.dest
            taken = TAKES.get(f"{command}.{name}", TAKES.get(name))
            if taken is FILE:
                vars(action)["complete"] = FILE_NAMES
            elif taken is not None:
                action.choices = words_of(taken)


def words_of(taken: Iterable[str]) -> tuple[str, ...]:
    """Words as they can be typed: of several the first, which is enough, in the spelling that is shown.

    Args:
        taken: known words.
    """
    shown = guide.words("outcomes")
    return tuple(shown.get(word, str(word)).split()[0] for word in taken)
