"""Signs that stand in texts and that not every terminal shows, and what stands for them in plain ASCII."""

PLAIN_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "·": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "›": ">", "✓": "x", "×": "x"}
)
"""For ``str.translate``."""
