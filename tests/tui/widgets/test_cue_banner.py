from datetime import date

import pytest

from mastery_tui import guide
from mastery_tui.coach.views import CueView
from mastery_tui.tui.widgets.cue_banner import CueBanner


def cue(severity: str = "note", word: str = "Note") -> CueView:
    return CueView(
        rule="note.spare_used",
        severity=severity,
        word=word,
        title="The spare is used",
        message="That is what it is for: one cancelled block a week changes nothing.",
        next_step="Tomorrow as planned.",
        state="firing",
        muted_by=None,
        since=date(2026, 11, 27),
    )


def keys() -> str:
    """The line of the keys that answer a cue."""
    words = guide.words("keys")
    return f"w {words['why']}   o {words['ok']}   x {words['snooze']}"


def banner_of(cue: CueView) -> CueBanner:
    banner = CueBanner()
    banner.cue = cue
    return banner


async def test_word_title_message_next_step_and_keys(show, drawn) -> None:
    banner = banner_of(cue())
    async with show(banner):
        assert drawn(banner) == [
            "▏ Note  The spare is used",
            "▏ That is what it is for: one cancelled block a week changes nothing.",
            "▏ Tomorrow as planned.",
            f"▏ {keys()}",
        ]
        assert banner.region.x == 1


async def test_no_cue_takes_no_room(show, drawn, until) -> None:
    banner = CueBanner()
    async with show(banner) as (_, pilot):
        assert not banner.display
        banner.cue = cue()
        await until(pilot, lambda: banner.size.height == 4)
        banner.cue = None
        await pilot.pause()
        assert not banner.display


@pytest.mark.parametrize(
    ("severity", "bar", "on_surface"),
    [
        ("note", "▏", False),
        ("adjust", "▏", False),
        ("recover", "▌", False),
        ("pause", "▌", True),
        ("support", "▌", True),
    ],
)
async def test_the_bar_says_how_much_it_weighs(show, drawn, until, severity: str, bar: str, on_surface: bool) -> None:
    banner = banner_of(cue("pause" if severity == "note" else "note"))
    async with show(banner) as (app, pilot):
        banner.cue = cue(severity)
        await until(pilot, lambda: {line[0] for line in drawn(banner)} == {bar})
        surface = app.theme_variables["surface"].lower()
        assert (banner.background_colors[1].hex.lower() == surface) == on_surface


async def test_long_messages_wrap_and_ascii_has_a_bar_too(show, drawn) -> None:
    banner = banner_of(cue("recover", "Recover"))
    async with show(banner, size=(60, 24), plain=True):
        lines = drawn(banner)
        assert lines[1:3] == ["| That is what it is for: one cancelled block a week", "| changes nothing."]
        assert all(line.startswith("| ") for line in lines)


async def test_a_click_presses_the_key_under_it(show, until) -> None:
    banner = banner_of(cue())
    async with show(banner) as (app, pilot):
        at = 2 + keys().index("   o ") + 4
        await pilot.click(banner, offset=(at, 3))
        await until(pilot, lambda: app.acted == ["o"])
        await pilot.click(banner, offset=(at, 1))
        assert app.acted == ["o"]
