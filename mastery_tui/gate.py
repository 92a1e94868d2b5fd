"""The gate: nothing but text reaches the terminal, and nothing but text becomes part of a record.

Control characters (C0 but newline and tab, DEL, C1) can make a terminal do something; bidirectional overrides and
isolates show a text as another one; lone surrogates cannot be written at all. The marks U+200E, U+200F and U+061C stay:
they turn nothing but their own place, and texts in two directions need them.
"""

import re

_PLANTED = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
# Compiled when a text first needs them: most runs meet none that does.
_ANY = f"[{_PLANTED}]"
_NOT_OF_A_LINE = rf"[\t\n{_PLANTED}]"
_LINE_ENDS = r"\r\n?"
_SHORT = {"\n": r"\n", "\t": r"\t"}


def is_clean(text: str) -> bool:
    """Whether nothing in a text has to be kept from a terminal."""
    return text.isprintable() or re.search(_ANY, text) is None


def clean(text: str) -> str:
    """A text without what has to be kept from a terminal; line breaks and tabs stay."""
    return text if is_clean(text) else re.sub(_ANY, "", re.sub(_LINE_ENDS, "\n", text))


def clean_row(text: str) -> str:
    """What can be drawn of a row of the screen, no line break and no tab either; it stays as wide as it was."""
    return text if text.isprintable() else re.sub(_NOT_OF_A_LINE, _as_wide, text)


def shown(path: object) -> str:
    r"""A path or a file's name in one line, with what has to be kept from a terminal escaped, as ``\x1b``."""
    text = str(path)
    return text if text.isprintable() else re.sub(_NOT_OF_A_LINE, _escaped, text)


def in_json(text: str) -> str:
    r"""Some JSON, with what has to be kept from a terminal escaped as JSON does, as ``\u009b``."""
    return re.sub(_ANY, lambda found: f"\\u{ord(found[0]):04x}", text)


def shell_word(text: object) -> str:
    """A path or a name as one word of a command that can be copied, with its bytes escaped where it has to be."""
    import shlex

    word = str(text)
    if word.isprintable() or re.search(_NOT_OF_A_LINE, word) is None:
        return shlex.quote(word)
    quoted = word.replace("\\", r"\\").replace("'", r"\'")
    return "$'" + re.sub(_NOT_OF_A_LINE, _as_bytes, quoted) + "'"


def _as_wide(found: re.Match[str]) -> str:
    return "?" if found[0] >= "\ud800" else ""


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    if 0xDC80 <= number <= 0xDCFF:  # a byte of a name that is no UTF-8
        number -= 0xDC00
    return _SHORT.get(found[0]) or (f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}")


def _as_bytes(found: re.Match[str]) -> str:
    return "".join(f"\\x{byte:02x}" for byte in found[0].encode("utf-8", "surrogateescape"))
