"""How words are found in texts: each of them, in any order, as part of a word, whatever its case or accents."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

_DATE = r"\d{4}(?:-\d{0,2}){0,2}"
_CODED = r"[^\W\d_]\d+"
_TYPED = r'"([^"]*)"?|([^\s"]+)'


def folded(text: str) -> str:
    """A text as it is searched: lower case, without accents, straight quotes, each stretch of space one space."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.translate(_QUOTES).casefold())
        text = "".join(part for part in apart if not unicodedata.combining(part))
    return " ".join(text.lower().split())


class Term(Struct, frozen=True):
    """One word of what is looked for, or several in quotation marks, which must stand beside each other.

    Attributes:
        text: the word, folded.
        days: beginnings of the dates that it can mean, as 2026, 2026-11 or 2026-11-18; none where it is no date.
        whole: a pattern for a word with digits: 20 is no part of 120, e1 none of e10 or size1; None for another word.
    """

    text: str
    days: tuple[str, ...] = ()
    whole: re.Pattern[str] | None = None

    def is_in(self, text: str, day: str) -> bool:
        """Whether a folded text, or its date as it is typed, holds the word."""
        if day.startswith(self.days):
            return True
        return self.text in text and (self.whole is None or self.whole.search(text) is not None)


def terms(query: str) -> tuple[Term, ...]:
    """The words that are looked for, each once, in the order they were typed in; a quotation may be unfinished."""
    words = (folded(quoted or word) for quoted, word in re.findall(_TYPED, query.translate(_QUOTES)))
    return tuple(_term(word) for word in dict.fromkeys(words) if word)


def hits(text: str, looked_for: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Where a text as it is shown holds words that are looked for: first and end of each stretch, none overlapping."""
    plain, places = _traced(text)
    found = (span for term in looked_for for span in _spans(term, plain))
    return _joined(sorted((places[first], max(places[end - 1] + 1, places[end])) for first, end in found))


def _term(word: str) -> Term:
    days = (word, _padded(word)) if re.fullmatch(_DATE, word) else ()
    before = r"(?<![^\W_])" if word[0].isdigit() or re.fullmatch(_CODED, word) else ""
    after = r"(?!\d)" if word[-1].isdigit() else ""
    whole = re.compile(f"{before}{re.escape(word)}{after}") if before or after else None
    return Term(word, days, whole)


def _padded(word: str) -> str:
    """A date with two digits for what was typed with one: 2026-3-5 is 2026-03-05."""
    return "-".join(part and part.zfill(2) for part in word.split("-"))


def _spans(term: Term, plain: str) -> Iterator[tuple[int, int]]:
    pattern = re.escape(term.text) if term.whole is None else term.whole.pattern
    return (found.span() for found in re.finditer(pattern.replace(r"\ ", r"\s+"), plain))


def _joined(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that overlap or touch as one."""
    joined: list[tuple[int, int]] = []
    for first, end in spans:
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((first, end))
    return tuple(joined)


def _traced(text: str) -> tuple[str, list[int]]:
    """A text folded sign by sign, and the place in the text that each of its signs comes from, with the text's end."""
    if text.isascii():
        return text.lower(), list(range(len(text) + 1))
    plain, places = [], []
    for place, sign in enumerate(text):
        parts = unicodedata.normalize("NFKD", sign.translate(_QUOTES).casefold()).lower()
        kept = [part for part in parts if not unicodedata.combining(part)]
        plain += kept
        places += [place] * len(kept)
    return "".join(plain), [*places, len(text)]


_QUOTES = str.maketrans("‘’“”", "''\"\"")
