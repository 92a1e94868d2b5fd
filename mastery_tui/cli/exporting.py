"""The command export: a plan, or the whole journal, for other programs and people."""

from collections.abc import Iterable
from datetime import time

from mastery_tui import guide
from mastery_tui.coach.exporting_views import DESCRIBED, PAGES, REMINDING, ExportKind
from mastery_tui.coach.typed.moments import time_of
from mastery_tui.practice.refused import Refused

from .codes import FINE
from .shell import Shell

TO_STANDARD_OUTPUT = "-"
SUITED: dict[str, Iterable[ExportKind]] = {
    "cycle": tuple(kind for kind in ExportKind if kind.of_one_plan),
    "no-notes": PAGES,
    "alarm": REMINDING,
    "schema": DESCRIBED,
}
"""The formats that an option says anything about."""


def export(shell: Shell) -> int:
    """Print it, or write it into the file that is named; or print its schema."""
    kind = shell.choice("kind", ExportKind, "export_kind", near=True)
    assert kind is not None  # it is a word that has to be given
    _check_options(shell, kind)
    file, notes, alarm = shell.given("output"), not shell.has("no_notes"), _alarm(shell)
    if shell.has("schema"):
        shell.out.json(shell.coach.exporting.schema())
    elif file is None or file == TO_STANDARD_OUTPUT:
        shell.out.document(shell.of_cycle().exporting.content(kind, notes=notes, alarm=alarm))
    else:
        exporting = shell.of_cycle().exporting
        written = exporting.write(kind, file, over=shell.has("force"), notes=notes, alarm=alarm)
        shell.out.line(guide.say("export", "written", file=written))
    return FINE


def _check_options(shell: Shell, kind: ExportKind) -> None:
    """Refuse an option that says nothing about a format, rather than pass over it.

    Raises:
        Refused: ``export.option``.
    """
    for name, kinds in SUITED.items():
        if shell.has(name.replace("-", "_")) and kind not in kinds:
            raise Refused("export.option", option=f"--{name}", known=tuple(known.value for known in kinds))


def _alarm(shell: Shell) -> time | None:
    text = shell.given("alarm")
    return None if text is None else time_of(text)
