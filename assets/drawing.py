"""Screens of the app as small SVGs of their own, that ask for nothing: one that stays, or several that follow.

What Textual draws is read again, and written without what a picture in a page has no use for: its window, its clips and
its links to fonts. What several screens have in common is written once.
"""

import html
import re
from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
COLUMN, ROW = 12.2, 24.4
"""What a cell of the terminal measures in Textual's pictures."""
MARGIN = 16.0
"""Between the edge and the cells."""
FIRST_LINE = 20.0
"""Where the letters of a first line stand on."""
FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"
SPACE = "\N{NO-BREAK SPACE}"
KEYS_AT = 17
"""The column under which the keys begin."""
BARS = {"▏": (0, 1 / 8), "▌": (0, 1 / 2), "▐": (1 / 2, 1 / 2), "█": (0, 1)}
"""Signs that are a bar: where in the cell it begins, and how wide it is."""
_COLOR = re.compile(r"fill:(#\w+)")
_STYLE = re.compile(r"\.[\w-]+-(r\d+) \{([^}]*)\}")


class Box(NamedTuple):
    """A run of cells with a color behind it, or a bar in front of one, in pixels."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    is_bar: bool = False


class Word(NamedTuple):
    """Letters of one style, in pixels."""

    x: float
    y: float
    width: float
    style: str
    text: str


class Screen(NamedTuple):
    """What a screen shows.

    Attributes:
        columns: its cells from left to right.
        rows: its cells from top to bottom.
        ground: the color behind everything.
        edge: the color of the line around it.
        parts: what is in front of the ground, from the back.
    """

    columns: int
    rows: int
    ground: str
    edge: str
    parts: tuple[Box | Word, ...]


class Step(NamedTuple):
    """A screen, and how long it is seen.

    Attributes:
        screen: what it shows.
        key: what was pressed, '' for nothing.
        seconds: how long it stays.
    """

    screen: Screen
    key: str
    seconds: float


def read(svg: str, columns: int, rows: int, edge: str) -> Screen:
    """What Textual has drawn.

    Args:
        svg: its picture.
        columns: the terminal's width in cells.
        rows: its height in cells.
        edge: the color of the line around it.
    """
    root = ElementTree.fromstring(svg)
    styles = {name: rules.strip().replace(" ", "") for name, rules in _STYLE.findall(svg)}
    matrix = next(each for each in root.iter(f"{SVG}g") if (each.get("class") or "").endswith("-matrix"))
    behind = next(group for group in root.iter(f"{SVG}g") if matrix in list(group))
    boxes = [
        Box(*(round(float(each.get(side, "0")), 1) for side in ("x", "y", "width", "height")), each.get("fill", ""))
        for each in behind.iter(f"{SVG}rect")
    ]
    ground = next(box.fill for box in boxes if box.x == 0 and box.y > ROW)
    words = [
        Word(
            *(round(float(each.get(name, "0")), 1) for name in ("x", "y", "textLength")),
            styles[(each.get("class") or "").rpartition("-")[2]],
            each.text or "",
        )
        for each in matrix.iter(f"{SVG}text")
        if (each.text or "").strip(SPACE)
    ]
    parts = [_bar(word) or word for word in words]
    return Screen(columns, rows, ground, edge, (*(box for box in boxes if box.fill != ground), *parts))


def _bar(word: Word) -> Box | None:
    """A bar that goes on from line to line, which letters leave gaps in; None for other words."""
    text, color = word.text.strip(SPACE), _COLOR.search(word.style)
    if text not in BARS or color is None:
        return None
    begin, wide = BARS[text]
    x = word.x + COLUMN * (word.text.index(text) + begin)
    return Box(round(x, 1), round(word.y - FIRST_LINE + 1.5, 1), round(COLUMN * wide, 1), ROW + 0.2, color[1], True)


def still(screen: Screen) -> str:
    """A picture of one screen."""
    return moving((Step(screen, "", 1),), 0)


def moving(steps: Sequence[Step], waits_at: int) -> str:
    """A picture of screens that follow one another and begin again, with the keys that were pressed under them.

    Args:
        steps: the screens.
        waits_at: the place of the one that stays, if the reader wants nothing to move.
    """
    first = steps[0].screen
    keys = tuple(step.key for step in steps)
    width, height = first.columns * COLUMN + 2 * MARGIN, (first.rows + 2 * any(keys)) * ROW + 2 * MARGIN
    seen: dict[Box | Word, list[int]] = {}
    for at, step in enumerate(steps):
        for part in (*step.screen.parts, *_pressed(keys, at, step.screen)):
            seen.setdefault(part, []).append(at)
    styles = {style: f"s{n}" for n, style in enumerate(dict.fromkeys(p.style for p in seen if isinstance(p, Word)))}
    groups: dict[tuple[int, tuple[int, ...]], list[str]] = {}
    for part, group in sorted(seen.items(), key=lambda each: _layer(each[0])):
        groups.setdefault((_layer(part), tuple(group)), []).append(_drawn(part, styles))
    always = tuple(range(len(steps)))
    rules = [f"text{{font:20px {FONTS};white-space:pre}}", *(f".{name}{{{style}}}" for style, name in styles.items())]
    rules += _motion(
        steps, [group for group in dict.fromkeys(group for _, group in groups) if group != always], waits_at
    )
    drawn = "\n".join(
        f"<g>{''.join(parts)}</g>" if group == always else f'<g class="f{_name(group)}">{"".join(parts)}</g>'
        for (_, group), parts in groups.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}"'
        f' height="{height:g}">\n<style>{"".join(rules)}</style>\n'
        f'<rect x=".5" y=".5" width="{width - 1:g}" height="{height - 1:g}" rx="10" fill="{first.ground}"'
        f' stroke="{first.edge}"/>\n<g transform="translate({MARGIN:g},{MARGIN:g})">\n{drawn}\n</g>\n</svg>\n'
    )


def _layer(part: Box | Word) -> int:
    """How far in front a part is."""
    return 2 if isinstance(part, Word) else int(part.is_bar)


def _pressed(keys: Sequence[str], at: int, screen: Screen) -> list[Box | Word]:
    """The keys up to a step, on a line under the screen; the last one has a box."""
    parts: list[Box | Word] = []
    x, top = KEYS_AT * COLUMN, (screen.rows + 0.5) * ROW
    styles = [part.style for part in screen.parts if isinstance(part, Word)]
    quiet, loud = styles[0], next(style for style in styles if style.endswith("font-weight:bold"))
    for place, key in enumerate(keys[: at + 1]):
        if not key:
            continue
        wide = round(len(key) * COLUMN, 1)
        if place == at:
            parts.append(Box(round(x - 9, 1), round(top - 1, 1), wide + 18, 31, screen.edge))
        parts.append(Word(round(x, 1), round(top + FIRST_LINE, 1), wide, loud if place == at else quiet, key))
        x += wide + 2 * COLUMN
    return parts


def _drawn(part: Box | Word, styles: dict[str, str]) -> str:
    if isinstance(part, Box):
        return (
            f'<rect x="{part.x:g}" y="{part.y:g}" width="{part.width:g}" height="{part.height:g}" fill="{part.fill}"/>'
        )
    text = html.escape(part.text, quote=False)
    return f'<text class="{styles[part.style]}" x="{part.x:g}" y="{part.y:g}" textLength="{part.width:g}">{text}</text>'


def _name(group: tuple[int, ...]) -> str:
    return "_".join(map(str, group))


def _motion(steps: Sequence[Step], groups: Sequence[tuple[int, ...]], waits_at: int) -> list[str]:
    """The rules that let each group be seen in its steps; where nothing may move, those of one step are."""
    if not groups:
        return []
    whole = sum(step.seconds for step in steps)
    begins = [100 * sum(step.seconds for step in steps[:at]) / whole for at in range(len(steps))]
    rules = []
    for group in groups:
        marks = "".join(
            f"{begin:.2f}%{{visibility:{'visible' if at in group else 'hidden'}}}"
            for at, begin in enumerate(begins)
            if at == 0 or (at in group) != (at - 1 in group)
        )
        name = _name(group)
        rest = "visible" if waits_at in group else "hidden"
        rules.append(f".f{name}{{visibility:{rest};animation:k{name} {whole:g}s step-end infinite}}")
        rules.append(f"@keyframes k{name}{{{marks}}}")
    return [*rules, "@media (prefers-reduced-motion:reduce){g{animation:none!important}}"]
