"""How the page looks: its colors are the program's and can be read; in a browser it fits, and asks for nothing."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from mastery_tui.coach import page
from mastery_tui.exchange.page import html
from mastery_tui.exchange.page.page import style
from mastery_tui.tui.theme import DARK, LIGHT, contrast
from tests.coach.page_states import STATES

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TEXT, SIGN = 4.5, 3.0
"""What WCAG 2 asks of text, and of lines and signs."""
PHONE = 360


def palettes() -> list[dict[str, str]]:
    """The variables of the light page and of the dark one."""
    light, dark, *_ = re.findall(r":root\{([^}]*)\}", style())
    return [dict(re.findall(r"--(\w+):(#\w+)", text)) for text in (light, dark)]


@pytest.mark.parametrize(("place", "theme"), [(0, LIGHT), (1, DARK)])
def test_the_colors_are_the_programs(place: int, theme: Theme) -> None:
    colors = palettes()[place]
    assert (colors["page"], colors["ink"], colors["accent"]) == (theme.background, theme.foreground, theme.primary)
    assert [colors[name] for name in ("quiet", "faint", "line")] == [
        theme.variables[name] for name in ("quiet", "faint", "line")
    ]
    assert place or colors["ground"] == theme.surface


@pytest.mark.parametrize("place", [0, 1, "printed"])
def test_they_can_be_read(place: int | str) -> None:
    colors = {name: Color.parse(color) for name, color in palettes()[0 if place == "printed" else int(place)].items()}
    if place == "printed":
        assert re.search(r"@media print\{\s*:root\{--page:#fff\}", style())
        colors["page"] = Color.parse("#ffffff")
    for ground in (colors["page"], colors["ground"]):
        assert all(contrast(colors[name], ground) >= TEXT for name in ("ink", "quiet", "accent"))
        assert contrast(colors["faint"], ground) >= SIGN


def test_a_dark_screen_prints_a_light_page() -> None:
    assert style().count("prefers-color-scheme:dark") == 1
    assert "@media screen and (prefers-color-scheme:dark){:root{" in style()


# -- in a browser ------------------------------------------------------------------------------------------------------


def browse(folder: Path, *arguments: str) -> str:
    """What a browser writes, run without a window."""
    assert BROWSER is not None
    command = [BROWSER, "--headless", "--disable-gpu", "--disable-extensions", f"--user-data-dir={folder / 'profile'}"]
    command += ["--no-sandbox"] if os.geteuid() == 0 else []
    return subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.mark.skipif(BROWSER is None, reason="no chromium here")
def test_on_a_phone_nothing_sticks_out_and_nothing_is_asked_for(tmp_path: Path) -> None:
    names = {state.replace(" ", "-"): timeline for state, timeline in STATES.items()}
    for name, timeline in names.items():
        (tmp_path / f"{name}.html").write_text(html(page.view(timeline, notes=True)), encoding="utf-8")
    frames = "".join(f'<iframe id="{name}" src="{name}.html" width="{PHONE}" height="640"></iframe>' for name in names)
    looking = """
        addEventListener('load', () => {
            const found = {};
            for (const frame of document.querySelectorAll('iframe')) {
                const page = frame.contentDocument, asked = frame.contentWindow.performance;
                page.querySelectorAll('details').forEach(each => each.open = true);
                const root = page.documentElement;
                found[frame.id] = [root.scrollWidth, root.clientWidth, asked.getEntriesByType('resource').length];
            }
            document.body.textContent = JSON.stringify(found);
        });"""
    (tmp_path / "all.html").write_text(f"<body>{frames}<script>{looking}</script>", encoding="utf-8")
    written = browse(tmp_path, "--allow-file-access-from-files", "--dump-dom", (tmp_path / "all.html").as_uri())
    found = json.loads(re.findall(r"\{.*\}", written)[-1])
    assert found.keys() == names.keys()
    assert {name: told for name, told in found.items() if told[0] > told[1] or told[2]} == {}
    assert all(told[1] > PHONE / 2 for told in found.values())


@pytest.mark.skipif(BROWSER is None, reason="no chromium here")
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_a_month_with_usual_texts_takes_two_sheets(tmp_path: Path, paper: str) -> None:
    written = html(page.view(STATES["paused twice"], notes=True)).replace("@page{", f"@page{{size:{paper};", 1)
    (tmp_path / "page.html").write_text(written, encoding="utf-8")
    sheets = tmp_path / "page.pdf"
    browse(tmp_path, f"--print-to-pdf={sheets}", "--no-pdf-header-footer", (tmp_path / "page.html").as_uri())
    assert len(re.findall(rb"/Type\s*/Page\b", sheets.read_bytes())) == 2
