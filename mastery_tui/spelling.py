"""What a word that nobody knows was meant to be."""

from collections.abc import Iterable

_LONGEST_COMPARED = 40


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, or None where nothing is near."""
    from difflib import get_close_matches

    found = get_close_matches(word[:_LONGEST_COMPARED], list(known), n=1)
    return found[0] if found else None
