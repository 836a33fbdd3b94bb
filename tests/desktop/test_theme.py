"""Colours and the style sheet."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop.resources import read_text, resource_path
from desktop.theme import TOKENS, Theme, apply_theme, contrast, palette, parse_theme, style_sheet

GROUNDS = ("background", "panel", "raised")


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["text", "dim", "warning", "error"])
def test_words_can_be_read(theme: Theme, ground: str, ink: str) -> None:
    assert contrast(TOKENS[theme][ink], TOKENS[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", Theme)
def test_words_on_the_accent_can_be_read(theme: Theme) -> None:
    assert contrast(TOKENS[theme]["on-accent"], TOKENS[theme]["accent"]) >= 4.5
    assert contrast(TOKENS[theme]["text"], TOKENS[theme]["accent-deep"]) >= 4.5


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_focus_can_be_seen(theme: Theme, ground: str) -> None:
    assert contrast(TOKENS[theme]["accent"], TOKENS[theme][ground]) >= 3


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", Theme)
def test_every_token_is_filled_in(theme: Theme) -> None:
    assert "@" not in style_sheet(theme)


def test_the_style_sheet_has_no_colours_of_its_own() -> None:
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\s*[;}]", read_text("style.qss"))


def test_the_style_sheet_finds_its_pictures(qapp: QApplication) -> None:
    from pathlib import Path

    for theme in Theme:
        for place in re.findall(r"url\(([^)]+)\)", style_sheet(theme)):
            assert Path(place.strip('"')).is_file(), place


def test_the_palette_has_the_published_roles(qapp: QApplication) -> None:
    dark = palette(Theme.DARK)
    assert dark.color(QPalette.ColorRole.Window).name() == "#16181d"
    assert dark.color(QPalette.ColorRole.Base).name() == "#1e2128"
    assert dark.color(QPalette.ColorRole.Highlight).name() == "#4cc2ff"


def test_an_unknown_theme_is_dark() -> None:
    assert parse_theme("sepia") is Theme.DARK


@pytest.mark.parametrize("name", ["Program Files (x86)", "Übung's", 'a "b" c'])
def test_the_program_may_lie_below_any_name(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtlog: Any, name: str
) -> None:
    folder = tmp_path / name
    shutil.copytree(resource_path("icons"), folder / "icons")
    monkeypatch.setattr("desktop.theme.resource_path", lambda *parts: folder.joinpath(*parts))
    apply_theme(qapp, Theme.DARK)
    assert not [record.message for record in qtlog.records if "stylesheet" in record.message.lower()]
    assert str(folder.name).replace('"', '\\"') in qapp.styleSheet()
