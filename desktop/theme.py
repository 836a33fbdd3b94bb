"""Colours and the style sheet: every colour of the window is one of these tokens."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from desktop.resources import read_text, resource_path


class Theme(StrEnum):
    """The value is what the settings hold."""

    DARK = "dark"
    LIGHT = "light"


TOKENS: Mapping[Theme, Mapping[str, str]] = MappingProxyType(
    {
        Theme.DARK: {
            "background": "#16181d",
            "panel": "#1e2128",
            "raised": "#272b34",
            "hover": "#2f3540",
            "line": "#333845",
            "text": "#e6e8ec",
            "dim": "#a9b0bc",
            "disabled": "#868d9a",
            "accent": "#4cc2ff",
            "accent-deep": "#1f5f82",
            "on-accent": "#0b1a22",
            "warning": "#ffb454",
            "error": "#ff6b6b",
        },
        Theme.LIGHT: {
            "background": "#e9ebef",
            "panel": "#f8f9fb",
            "raised": "#ffffff",
            "hover": "#e1e6ee",
            "line": "#c3c9d3",
            "text": "#1a1d23",
            "dim": "#4a515f",
            "disabled": "#626977",
            "accent": "#0a6ea8",
            "accent-deep": "#bfe2f7",
            "on-accent": "#ffffff",
            "warning": "#8a5200",
            "error": "#b3261e",
        },
    }
)
BODY_PX = 13
LARGE_PX, LARGEST_PX = 16, 18
"""A system whose own words are at least so large is followed, up to where the panels still have room for the viewer."""
STYLE = "Fusion"


SIZES_PX = {"small-size": 11, "title-size": 17, "field-size": 15, "bar-height": 24}
"""Lengths of the style sheet that grow with the words."""


def parse_theme(text: str) -> Theme:
    """The theme of that name; dark where there is none."""
    return Theme(text) if text in list(Theme) else Theme.DARK


def palette(theme: Theme) -> QPalette:
    """The palette, the one place where roles get colours."""
    colours = {name: QColor(value) for name, value in TOKENS[theme].items()}
    role = QPalette.ColorRole
    result = QPalette()
    for target, token in {
        role.Window: "background",
        role.WindowText: "text",
        role.Base: "panel",
        role.AlternateBase: "raised",
        role.Text: "text",
        role.PlaceholderText: "dim",
        role.Button: "raised",
        role.ButtonText: "text",
        role.BrightText: "error",
        role.Light: "hover",
        role.Midlight: "hover",
        role.Mid: "line",
        role.Dark: "line",
        role.Shadow: "background",
        role.Highlight: "accent",
        role.HighlightedText: "on-accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.Accent: "accent",
    }.items():
        result.setColor(target, colours[token])
    for target in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        result.setColor(QPalette.ColorGroup.Disabled, target, colours["disabled"])
    return result


def body_px() -> int:
    """The height of the words of the window: 13 px, or the system's where somebody has chosen large ones."""
    system_px = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
    return min(system_px, LARGEST_PX) if system_px >= LARGE_PX else BODY_PX


def sized(length_px: int) -> int:
    """A length that has words in it, as long as they need: that of a window with words of 13 px is given."""
    return round(length_px * body_px() / BODY_PX)


def style_sheet(theme: Theme) -> str:
    """The style sheet with the tokens of `theme` filled in."""
    text = read_text("style.qss")
    sizes = {name: f"{sized(length_px)}px" for name, length_px in SIZES_PX.items()}
    tokens = {**TOKENS[theme], **sizes, "theme": theme.value}
    # The longest names first: @accent-deep begins with @accent.
    for name in sorted(tokens, key=len, reverse=True):
        text = text.replace(f"@{name}", tokens[name])
    return text.replace("@icons", _quoted(resource_path("icons").as_posix()))


def _quoted(path: str) -> str:
    """A path as it stands between quotes: the program may lie below any name."""
    return path.replace("\\", "\\\\").replace('"', '\\"')


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole program."""
    # Undressed first: a sheet in the place of another one takes four times as long as one where there is none.
    app.setStyleSheet("")
    if app.style().objectName().lower() != STYLE.lower():
        app.setStyle(STYLE)
    font = QFont(app.font())
    font.setPixelSize(body_px())
    app.setFont(font)
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours by WCAG 2.1, from 1 to 21."""
    lighter, darker = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
