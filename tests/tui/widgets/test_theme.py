import pytest
from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from mastery_tui.tui.theme import FAINT_CONTRAST, LABEL_CONTRAST, OWN_THEMES, contrast, own_variables

OWN_NAMES = {"quiet", "faint", "pill", "line", "cursor-edge", "pill-style", "faint-style", "cursor-style"}
COLOURED = [theme for theme in BUILTIN_THEMES.values() if not theme.ansi]
ANSI = [theme for theme in BUILTIN_THEMES.values() if theme.ansi]


def variables_of(theme: Theme) -> dict[str, Color]:
    app = App[None]()
    app.register_theme(theme)
    app.theme = theme.name
    variables = app.get_css_variables()
    variables |= own_variables(variables)
    names = ("background", "surface", "panel", "foreground", "primary", "quiet", "faint", "pill")
    names += ("block-cursor-background", "block-cursor-foreground") if theme in OWN_THEMES else ()
    return {name: Color.parse(variables[name]) for name in names}


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_own_themes_stay_readable(theme: Theme, ground: str) -> None:
    colours = variables_of(theme)
    assert contrast(colours["quiet"], colours[ground]) >= LABEL_CONTRAST
    assert contrast(colours["faint"], colours[ground]) >= FAINT_CONTRAST
    assert contrast(colours["primary"], colours[ground]) >= 4.5
    assert contrast(colours["foreground"], colours[ground]) >= 10


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: theme.name)
def test_own_themes_keep_pill_cursor_and_focused_placeholder_readable(theme: Theme) -> None:
    colours = variables_of(theme)
    assert contrast(colours["foreground"], colours["pill"]) >= 7
    assert contrast(colours["block-cursor-foreground"], colours["block-cursor-background"]) >= 5.4
    assert contrast(colours["faint"], colours["panel"]) >= FAINT_CONTRAST
    assert contrast(colours["foreground"], colours["panel"]) >= 7


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_other_themes_get_labels_as_readable_as_their_text_allows(theme: Theme) -> None:
    colours = variables_of(theme)
    most = contrast(colours["foreground"], colours["background"])
    assert contrast(colours["quiet"], colours["background"]) >= min(LABEL_CONTRAST, most) - 0.01
    assert contrast(colours["faint"], colours["background"]) >= min(FAINT_CONTRAST, most) - 0.01


def test_a_theme_keeps_what_it_brings_along() -> None:
    given = {"foreground": "#ffffff", "background": "#000000", "primary": "#00ff00", "pill": "#123456"}
    own = own_variables(given)
    assert set(own) == OWN_NAMES - {"pill"}
    assert "#123456" in own["pill-style"]


@pytest.mark.parametrize("theme", ANSI, ids=lambda theme: theme.name)
def test_sixteen_colours_reverse_instead_of_blending(theme: Theme) -> None:
    app = App[None]()
    app.theme = theme.name
    own = own_variables(app.get_css_variables())
    assert own["pill-style"] == own["cursor-style"] == "bold reverse"
    assert own["quiet"] == own["faint"] == "ansi_default"
