"""config.toml: what can be used is used, what cannot is a warning and the default stays."""

import os
import stat
import string
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings as hypothesis_settings, strategies as st

from mastery_tui import guide
from mastery_tui.settings import (
    CONFIG_VARIABLE,
    FILE_VARIABLE,
    READERS,
    Backups,
    Settings,
    SettingsWarning,
    Support,
    Timer,
    config_path,
    data_path,
    load,
)

EVERYTHING = """
rollover_hour = 3
week_start = "Sunday"
theme = "nord"
ascii = true
animation = false

[backups]
daily = 30
weekly = 0

[keymap]
"plan.pause" = "ctrl+k"

[support]
contact = "Jo  0170 555 0123"
lines = ["0800 111 0 111  TelefonSeelsorge", "  "]

[timer]
ask_after = 60

[rules."recover.second_cancel"]
cancelled = 3
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def loaded(config: Path, text: str) -> Settings:
    config.write_text(text, encoding="utf-8")
    return load(config)


def warned(config: Path, text: str) -> tuple[SettingsWarning, ...]:
    """The warnings of a file in which nothing can be used, so that every default stays."""
    found = loaded(config, text)
    assert found == Settings(warnings=found.warnings)
    return found.warnings


def test_without_a_file_the_defaults_of_the_design_hold(config: Path) -> None:
    for found in (Settings(), load(None), load(config)):
        assert (found.rollover_hour, found.week_start, found.ascii, found.animation) == (4, 1, False, True)
        assert (found.backups, found.support, found.timer) == (Backups(12, 10), Support("", ()), Timer(180))
        assert (dict(found.keymap), dict(found.rules), found.warnings, found.theme) == ({}, {}, (), "")


def test_an_empty_file_changes_nothing(config: Path) -> None:
    assert loaded(config, "") == Settings()
    assert loaded(config, "# nothing yet\n[backups]\n[support]\n[rules]\n[keymap]\n") == Settings()


def test_every_setting_is_read(config: Path) -> None:
    assert loaded(config, EVERYTHING) == Settings(
        rollover_hour=3,
        week_start=7,
        theme="nord",
        ascii=True,
        animation=False,
        backups=Backups(daily=30, weekly=0),
        keymap={"plan.pause": "ctrl+k"},
        support=Support("Jo 0170 555 0123", ("0800 111 0 111 TelefonSeelsorge",)),
        timer=Timer(60),
        rules={"recover.second_cancel": {"cancelled": 3}},
    )


def test_every_setting_has_a_reader() -> None:
    assert set(READERS) == set(Settings.__struct_fields__) - {"warnings"}


def test_a_file_with_a_byte_order_mark_is_read(config: Path) -> None:
    config.write_bytes(b"\xef\xbb\xbfrollover_hour = 2\r\n")
    assert load(config) == Settings(rollover_hour=2)


def test_settings_cannot_be_changed_after_loading() -> None:
    found: Any = Settings()
    with pytest.raises(AttributeError):
        found.rollover_hour = 5


# -- edges -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "low", "high"),
    [("rollover_hour", 0, 12), ("backups.daily", 1, 365), ("backups.weekly", 0, 260), ("timer.ask_after", 30, 1440)],
)
def test_a_number_is_taken_at_its_edges_and_its_range_is_named_past_them(
    config: Path, key: str, low: int, high: int
) -> None:
    for value in (low, high):
        found = loaded(config, f"{key} = {value}")
        assert found.warnings == ()
        table, _, name = key.rpartition(".")
        holder: Any = getattr(found, table) if table else found
        assert getattr(holder, name) == value
    for value in (str(low - 1), str(high + 1), "4.0", '"4"', "true", "[4]", "9" * 5000, "inf"):
        found = loaded(config, f"{key} = {value}")
        if len(value) < 4000:
            assert found.warnings == (SettingsWarning("settings.range", {"key": key, "low": low, "high": high}),)
        assert found == Settings(warnings=found.warnings)
        assert found.warnings


@pytest.mark.parametrize(
    ("name", "weekday"),
    [("monday", 1), ("tuesday", 2), ("WEDNESDAY", 3), ("Thursday", 4), (" friday ", 5), ("saturday", 6), ("sunday", 7)],
)
def test_a_week_may_start_on_any_day(config: Path, name: str, weekday: int) -> None:
    assert loaded(config, f'week_start = "{name}"').week_start == weekday


@pytest.mark.parametrize("value", ['"mon"', "1", "true", '""', "[]"])
def test_another_start_of_the_week_is_told_the_seven_days(config: Path, value: str) -> None:
    (warning,) = warned(config, f"week_start = {value}")
    assert warning.code == "settings.shape"
    assert warning.facts["key"] == "week_start"
    assert "saturday" in str(warning.facts["allowed"])


@pytest.mark.parametrize("key", ["ascii", "animation"])
@pytest.mark.parametrize("value", ['"true"', "1", "0", '"yes"'])
def test_a_switch_is_true_or_false(config: Path, key: str, value: str) -> None:
    (warning,) = warned(config, f"{key} = {value}")
    assert (warning.code, warning.facts) == ("settings.shape", {"key": key, "allowed": ("true", "false")})


@pytest.mark.parametrize("key", ["theme", "support.contact"])
def test_a_line_takes_120_characters(config: Path, key: str) -> None:
    assert loaded(config, f'{key} = "{"a" * 120}"').warnings == ()
    for value in (f'"{"a" * 121}"', "4", "[]"):
        (warning,) = warned(config, f"{key} = {value}")
        assert (warning.code, warning.facts) == ("settings.text", {"key": key, "longest": 120})


def test_a_line_loses_what_a_terminal_would_obey(config: Path) -> None:
    found = loaded(config, 'support.contact = "Jo\\u001b[31m\\n\\t0170 "')
    assert found.support.contact == "Jo[31m 0170"


def test_support_lines_are_a_list_of_at_most_eight_lines(config: Path) -> None:
    assert len(loaded(config, f"support.lines = {['a line'] * 8}").support.lines) == 8
    for value in (f"{['a line'] * 9}", '"a line"'):
        (warning,) = warned(config, f"support.lines = {value}")
        assert (warning.code, warning.facts) == ("settings.list", {"key": "support.lines", "most": 8})
    (warning,) = warned(config, "support.lines = [4]")
    assert warning.code == "settings.text"


@pytest.mark.parametrize("key", ["backups", "keymap", "support", "rules"])
def test_a_table_is_a_table(config: Path, key: str) -> None:
    (warning,) = warned(config, f"{key} = 4")
    assert (warning.code, warning.facts) == ("settings.table", {"key": key})


def test_keymap_and_rules_are_left_to_those_who_know_them(config: Path) -> None:
    found = loaded(config, '[keymap]\nno_such = ["x"]\n[rules]\n"no.such" = 4\n')
    assert (found.keymap, found.rules, found.warnings) == ({"no_such": ["x"]}, {"no.such": 4}, ())


# -- what is unknown or unreadable -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("rollover = 4", "settings.unknown", {"key": "rollover", "nearest": "rollover_hour"}),
        ("rolover_hour = 4", "settings.unknown", {"key": "rolover_hour", "nearest": "rollover_hour"}),
        ('[rule."a.b"]\nx = 1', "settings.unknown", {"key": "rule", "nearest": "rules"}),
        ("[backups]\nday = 3", "settings.unknown", {"key": "backups.day", "nearest": "backups.daily"}),
        ("[backups]\ndayly = 3", "settings.unknown", {"key": "backups.dayly", "nearest": "backups.daily"}),
        ("zzz = 1", "settings.unknown_none", {"key": "zzz"}),
        ('"\\u001b[2J" = 1', "settings.unknown_none", {"key": "[2J"}),
    ],
)
def test_an_unknown_key_is_a_warning_with_the_nearest_known_one(
    config: Path, text: str, code: str, facts: dict[str, str]
) -> None:
    (warning,) = warned(config, text)
    assert (warning.code, dict(warning.facts)) == (code, facts)


def test_a_very_long_unknown_key_is_cut(config: Path) -> None:
    (warning,) = warned(config, f"{'k' * 5000} = 1")
    assert len(str(warning.facts["key"])) <= 40


def test_one_warning_leaves_the_other_settings_alone(config: Path) -> None:
    found = loaded(config, "rollover_hour = 40\nascii = true\nwekk_start = 1\n[backups]\ndaily = 0\nweekly = 3")
    assert [warning.facts["key"] for warning in found.warnings] == ["rollover_hour", "wekk_start", "backups.daily"]
    assert (found.rollover_hour, found.ascii, found.backups) == (4, True, Backups(12, 3))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ascii = maybe", 1),
        ("ascii = true\n\nanimation = = false", 3),
        ("ascii = true\nascii = false", 2),
        ("[backups", 1),
        ('ascii = true\ntheme = "nord', 2),
        ("ascii = true\ntheme = ", 2),
        ("a = [\n1,\n2,\n", 3),
    ],
)
def test_a_file_that_is_not_toml_names_its_line_and_the_defaults_stay(config: Path, text: str, line: int) -> None:
    assert warned(config, text) == (SettingsWarning("settings.syntax", {"line": line}),)


def test_a_file_in_another_encoding_names_its_line(config: Path) -> None:
    config.write_bytes(b'ascii = true\ntheme = "K\xfcche"\n')
    assert load(config) == Settings(warnings=(SettingsWarning("settings.syntax", {"line": 2}),))


def test_a_nesting_beyond_reading_is_a_warning(config: Path) -> None:
    (warning,) = warned(config, "a = " + "[" * 100_000)
    assert warning.code == "settings.syntax"


def test_a_directory_in_the_files_place_is_a_warning(config: Path) -> None:
    config.mkdir()
    assert load(config).warnings == (SettingsWarning("settings.not_a_file", {}),)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser reads every file")
def test_a_file_that_may_not_be_read_is_a_warning(config: Path) -> None:
    config.write_text("ascii = true")
    config.chmod(0)
    assert load(config) == Settings(warnings=(SettingsWarning("settings.unreadable", {}),))
    config.chmod(stat.S_IRUSR | stat.S_IWUSR)


VALUES = st.recursive(
    st.one_of(
        st.integers(-20, 400).map(str),
        st.booleans().map(lambda value: str(value).lower()),
        st.text(string.ascii_letters, max_size=130).map(lambda value: f'"{value}"'),
        st.sampled_from(["1.5", "nan", "2026-11-23", "07:30:00", "{}", "[]", '"monday"']),
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]"),
    max_leaves=4,
)
KEYS = st.sampled_from(
    [
        *READERS,
        "backups.daily",
        "backups.weekly",
        "support.contact",
        "support.lines",
        "timer.ask_after",
        "rules.x",
        "unknown",
        '"ß"',
    ]
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(KEYS, VALUES), max_size=8), st.binary(max_size=12))
def test_whatever_stands_in_the_file_there_are_settings_within_their_bounds(
    config: Path, lines: list[tuple[str, str]], junk: bytes
) -> None:
    for tail in (b"", junk):
        config.write_bytes("\n".join(f"{key} = {value}" for key, value in lines).encode() + b"\n" + tail)
        found = load(config)
        assert 0 <= found.rollover_hour <= 12
        assert 1 <= found.week_start <= 7
        assert isinstance(found.ascii, bool)
        assert 1 <= found.backups.daily <= 365
        assert 0 <= found.backups.weekly <= 260
        assert all(isinstance(line, str) and line for line in found.support.lines)
        assert isinstance(found.rules, Mapping)
        for warning in found.warnings:
            assert warning.code not in guide.refusal(warning.code, **warning.facts)


def test_a_warning_never_repeats_a_value(config: Path) -> None:
    secret = "Jo0170555"
    text = "\n".join(f'{key} = {{ x = "{secret}" }}' for key in ("theme", "ascii", "week_start", "rollover_hour"))
    text += f'\n[support]\ncontact = ["{secret}"]\nlines = "{secret}"\n[backups]\ndaily = "{secret}"\n'
    found = warned(config, text)
    assert len(found) == 7
    assert secret not in repr(found)


@pytest.mark.parametrize(
    ("warning", "sentence"),
    [
        (SettingsWarning("settings.range", {"key": "rollover_hour", "low": 0, "high": 12}), "rollover_hour"),
        (SettingsWarning("settings.shape", {"key": "ascii", "allowed": ("true", "false")}), "one of true, false"),
        (SettingsWarning("settings.syntax", {"line": 3}), "line 3"),
        (SettingsWarning("settings.unreadable", {}), "config.toml"),
    ],
)
def test_every_warning_is_a_sentence(warning: SettingsWarning, sentence: str) -> None:
    assert sentence in guide.refusal(warning.code, **warning.facts).replace("Rollover", "rollover")


# -- where the files stand ---------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in (CONFIG_VARIABLE, FILE_VARIABLE, "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_the_files_stand_in_the_users_directories_and_nothing_is_created(home: Path) -> None:
    assert data_path().parts[-2:] == ("mastery-tui", "mastery.json")
    assert config_path().parts[-2:] == ("mastery-tui", "config.toml")
    assert data_path().is_relative_to(home)
    assert config_path().is_relative_to(home)
    assert load(config_path()) == Settings()
    assert list(home.iterdir()) == []


def test_variables_name_other_places_and_what_is_told_wins(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FILE_VARIABLE, str(home / "elsewhere.json"))
    monkeypatch.setenv(CONFIG_VARIABLE, "~/my.toml")
    assert data_path() == home / "elsewhere.json"
    assert config_path() == home / "my.toml"
    assert data_path(Path("told.json")) == Path("told.json")
    assert config_path(Path("~/told.toml")) == home / "told.toml"
    monkeypatch.setenv(FILE_VARIABLE, "")
    assert data_path().name == "mastery.json"
    assert list(home.iterdir()) == []


def test_a_home_that_nobody_has_is_taken_as_it_is_written(home: Path) -> None:
    assert data_path(Path("~nobody-of-that-name-xyz/a.json")) == Path("~nobody-of-that-name-xyz/a.json")


def test_importing_settings_brings_along_neither_platformdirs_nor_a_parser() -> None:
    asked = "import sys, mastery_tui.settings; print({'platformdirs', 'tomllib', 'difflib'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
