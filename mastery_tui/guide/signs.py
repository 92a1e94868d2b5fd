"""Signs that are drawn or stand in texts and that not every terminal shows, and what stands for them in plain ASCII."""

MARKS = {
    "done": ("●", "d"),
    "minimum": ("◐", "m"),
    "partial": ("◔", "p"),
    "cancelled": ("○", "c"),
    "rest": ("~", "r"),
    "paused": ("‖", "="),
    "unrecorded": ("·", "."),
}
"""The sign of each mark of a date, and the same in ASCII; a cancelled day is no cross."""

POINTER = ("›", ">")
"""What stands before today, and the same in ASCII."""

PLAIN_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "·": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "›": ">", "✓": "x", "×": "x"}
)
"""For ``str.translate``."""
