"""Texts as people type or paste them."""

from mastery_tui.practice.text import clean_line, tags_of

__all__ = ["clean_line", "pasted_line", "tags_of"]


def pasted_line(text: str) -> str:
    """What a row of one line takes of a pasted text: its words, whatever stood between them."""
    return " ".join(clean_line(text).split())
