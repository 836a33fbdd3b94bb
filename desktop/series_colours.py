"""The colours of lines beside one another: told apart with any colour vision, and readable on either theme."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtGui import QColor, QPalette

from desktop.theme import TOKENS, Theme

SERIES: Mapping[Theme, tuple[str, ...]] = MappingProxyType(
    {
        Theme.DARK: ("#4cc2ff", "#b18900", "#ffd8d8", "#eb4e9d", "#9deb76", "#4eff00", "#899d62", "#8976ff"),
        Theme.LIGHT: ("#0a6ea8", "#9d6200", "#3b1427", "#0000ff", "#6200b1", "#760000", "#d82762", "#271462"),
    }
)
"""The accent first, the others by search: the least distance of two in CIELAB is the largest that was found, seen with
normal, deuteranopic, protanopic and tritanopic vision (Machado, Oliveira and Fernandes 2009), at a contrast of 4.5 to
the panels. The first ones are the farthest apart."""


def series_colour(number: int, palette: QPalette) -> QColor:
    """The colour of line `number`, counted from 0, on the ground that `palette` has; the ninth is as the first."""
    colours = SERIES[_theme_of(palette)]
    return QColor(colours[number % len(colours)])


def _theme_of(palette: QPalette) -> Theme:
    middle = QColor(TOKENS[Theme.DARK]["dim"]).lightness()
    return Theme.LIGHT if palette.color(QPalette.ColorRole.Base).lightness() > middle else Theme.DARK
