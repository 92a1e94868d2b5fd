"""What can be taken out of the program, and in which formats."""

from enum import StrEnum


class ExportKind(StrEnum):
    """A format that a plan or the whole journal is written in; it is the file's suffix too."""

    JSON = "json"
    CSV = "csv"
    MD = "md"
    HTML = "html"
    ICS = "ics"

    @property
    def of_one_plan(self) -> bool:
        """Whether it holds one plan, and not the whole journal."""
        return self not in (ExportKind.JSON, ExportKind.CSV)


PAGES = (ExportKind.MD, ExportKind.HTML)
"""The formats that are to be read, with the person's own notes or without."""
REMINDING = (ExportKind.ICS,)
"""The formats that can remind."""
DESCRIBED = (ExportKind.JSON,)
"""The formats that have a schema."""
