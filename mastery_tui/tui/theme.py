"""The two own themes, and the few variables that every other theme lacks."""

from functools import lru_cache

from textual.color import Color
from textual.theme import Theme

LABEL_CONTRAST = 5.4
"""Labels and key words keep at least this contrast against the page."""

FAINT_CONTRAST = 3.0
"""Future days and placeholders keep at least this contrast against the page."""

_QUIET, _FAINT, _PILL, _LINE = 0.36, 0.5, 0.26, 0.8
_STEP = 0.04

_DARK_PAGE, _DARK_TEXT, _SAGE = "#15181c", "#d6d9de", "#86b8a6"
_PAPER, _INK, _GREEN = "#f8f6f1", "#24282d", "#2c6e5b"

DARK = Theme(
    name="mastery-dark",
    primary=_SAGE,
    secondary="#9aa7b8",
    accent=_SAGE,
    success=_SAGE,
    warning="#cdb380",
    error="#c9967f",
    foreground=_DARK_TEXT,
    background=_DARK_PAGE,
    surface="#1c2026",
    panel="#2d3239",
    dark=True,
    variables={
        "block-cursor-background": _SAGE,
        "block-cursor-foreground": _DARK_PAGE,
        "block-cursor-text-style": "bold",
        "input-cursor-background": _DARK_TEXT,
        "input-cursor-foreground": _DARK_PAGE,
        "input-selection-background": "#38424a",
        "border": _SAGE,
        "border-blurred": "#3a414b",
        "quiet": "#8f96a1",
        "faint": "#7a828e",
        "pill": "#38424a",
        "line": "#3a414b",
    },
)

LIGHT = Theme(
    name="mastery-light",
    primary=_GREEN,
    secondary="#4f5d6e",
    accent=_GREEN,
    success=_GREEN,
    warning="#7a5c1e",
    error="#8a4a33",
    foreground=_INK,
    background=_PAPER,
    surface="#efece4",
    panel="#e3dfd4",
    dark=False,
    variables={
        "block-cursor-background": _GREEN,
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "input-cursor-background": _INK,
        "input-cursor-foreground": _PAPER,
        "input-selection-background": "#c5d6cc",
        "border": _GREEN,
        "border-blurred": "#d3cec1",
        "quiet": "#5a5e63",
        "faint": "#757064",
        "pill": "#cbdad0",
        "line": "#cdc8bb",
    },
)

OWN_THEMES = (DARK, LIGHT)


def own_variables(theme_variables: dict[str, str]) -> dict[str, str]:
    """Variables that the widgets draw with and that this theme does not bring along.

    For `App.get_css_variables`: `{**variables, **own_variables(variables)}`.

    Args:
        theme_variables: everything the theme defines, as Textual generates it.

    Returns:
        The colours `quiet` (labels, key words), `faint` (future days, placeholders), `pill` (a chosen answer), `line`
        (frames and rules) and `cursor-edge`; and the whole styles `faint-style`, `pill-style` and `cursor-style`, which
        only `Content` understands: on the terminal's own sixteen colours they reverse or dim instead of blending.
    """
    foreground = _colour(theme_variables.get("foreground", "#e0e0e0"))
    background = _colour(theme_variables.get("background", "#121212"))
    primary = _colour(theme_variables.get("primary", "#0178d4"))
    if foreground.ansi is None and background.ansi is None:
        wanted = dict(_blended(foreground, background, primary))
        edge = theme_variables.get("block-cursor-background", primary.hex)
        wanted |= {
            "pill-style": f"bold {theme_variables.get('foreground', foreground.hex)} on "
            f"{theme_variables.get('pill', wanted['pill'])}",
            "faint-style": theme_variables.get("faint", wanted["faint"]),
            "cursor-style": f"bold {theme_variables.get('block-cursor-foreground', background.hex)} on {edge}",
            "cursor-edge": edge,
        }
    else:
        plain = "ansi_default"
        wanted = dict.fromkeys(("quiet", "faint", "pill", "cursor-edge"), plain) | {
            "line": "ansi_bright_black",
            "pill-style": "bold reverse",
            "faint-style": "dim",
            "cursor-style": "bold reverse",
        }
    return {name: value for name, value in wanted.items() if name not in theme_variables}


def contrast(one: Color, other: Color) -> float:
    """The contrast of two opaque colours as WCAG 2 defines it, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _colour(text: str) -> Color:
    return Color.parse(text.split()[0])


@lru_cache(maxsize=32)
def _blended(foreground: Color, background: Color, primary: Color) -> tuple[tuple[str, str], ...]:
    return (
        ("quiet", _readable(foreground, background, _QUIET, LABEL_CONTRAST)),
        ("faint", _readable(foreground, background, _FAINT, FAINT_CONTRAST)),
        ("pill", background.blend(primary, _PILL, 1.0).hex),
        ("line", foreground.blend(background, _LINE, 1.0).hex),
    )


def _readable(foreground: Color, background: Color, factor: float, wanted: float) -> str:
    """The foreground, faded by at most `factor`, less where the contrast would suffer."""
    while factor > 0:
        faded = foreground.blend(background, factor, 1.0)
        if contrast(faded, background) >= wanted:
            return faded.hex
        factor -= _STEP
    return foreground.hex
