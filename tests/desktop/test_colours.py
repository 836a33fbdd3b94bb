"""Colours that stand for something are told apart with any colour vision; words can be read where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from core.drawing.shapes import SERIES as REPORT_SERIES
from core.explain.colour_maps import ColourMap, SignedColourMap, colour_table, signed_colour_table
from core.reports.pdf_drawing import COLOURS as INKS
from desktop.resources import read_text
from desktop.series_colours import SERIES
from desktop.theme import TOKENS, Theme, contrast
from desktop.widgets.study.interval_plot import VERDICT_COLOURS

AA, AA_GRAPHICS = 4.5, 3.0
LEAST_DISTANCE = 10.0
"""In CIELAB; 2.3 is what can just be noticed (Mahy et al. 1994)."""
VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
"""On linear RGB, severity 1: Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009), table 1."""


def lab(rgb: NDArray[np.float64], vision: str) -> NDArray[np.float32]:
    """CIELAB (n, 3) of sRGB colours (n, 3), 0..1, as they look with a colour vision."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ VISIONS[vision].T, 0, 1).astype(np.float32)
    return cv2.cvtColor(seen[None], cv2.COLOR_LRGB2Lab)[0]


def rgb_of(names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[int(name[at : at + 2], 16) / 255 for at in (1, 3, 5)] for name in names])


def nearest(names: Sequence[str], vision: str) -> float:
    seen = lab(rgb_of(names), vision)
    return min(float(np.linalg.norm(first - second)) for first, second in combinations(seen, 2))


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", Theme)
def test_lines_beside_one_another_are_told_apart(theme: Theme, vision: str) -> None:
    assert nearest(SERIES[theme], vision) >= 2 * LEAST_DISTANCE


@pytest.mark.parametrize("theme", Theme)
def test_lines_stand_out_from_what_they_are_drawn_on(theme: Theme) -> None:
    for colour in SERIES[theme]:
        assert contrast(colour, TOKENS[theme]["panel"]) >= AA
        assert contrast(colour, TOKENS[theme]["background"]) >= AA_GRAPHICS


@pytest.mark.parametrize("vision", VISIONS)
def test_verdicts_are_told_apart(vision: str) -> None:
    assert nearest(VERDICT_COLOURS, vision) >= LEAST_DISTANCE


@pytest.mark.parametrize("vision", VISIONS)
def test_lines_of_a_report_are_told_apart(vision: str) -> None:
    colours = [f"#{INKS[ink].hexval()[2:]}" for ink in REPORT_SERIES]
    assert nearest(colours, vision) >= LEAST_DISTANCE
    assert min(contrast(colour, "#ffffff") for colour in colours) >= AA_GRAPHICS


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("colour_map", [each for each in ColourMap if each.is_uniform])
def test_a_colour_map_only_gets_brighter_with_any_colour_vision(colour_map: ColourMap, vision: str) -> None:
    lightness = lab(colour_table(colour_map) / 255, vision)[:, 0]
    assert np.diff(lightness[::8]).min() > 0
    assert lightness[-1] - lightness[0] > 60


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("colour_map", SignedColourMap)
def test_rise_and_fall_are_told_apart(colour_map: SignedColourMap, vision: str) -> None:
    seen = lab(signed_colour_table(colour_map) / 255, vision)
    for share in (0.5, 1.0):
        step = round(share * 127)
        assert np.linalg.norm(seen[128 + step] - seen[128 - step]) >= LEAST_DISTANCE


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("ink", ["text", "dim", "disabled"])
def test_words_of_any_rank_can_be_read(theme: Theme, ink: str) -> None:
    grounds = ("background", "panel") if ink == "disabled" else ("background", "panel", "raised", "hover")
    assert {ground: contrast(TOKENS[theme][ink], TOKENS[theme][ground]) >= AA for ground in grounds} == dict.fromkeys(
        grounds, True
    )


@pytest.mark.parametrize("theme", Theme)
def test_words_can_be_read_on_the_ground_that_a_rule_gives_them(theme: Theme) -> None:
    rules = re.findall(r"([^{}]+)\{([^}]*)\}", re.sub(r"/\*.*?\*/", "", read_text("style.qss"), flags=re.S))
    pairs = []
    for name, body in rules:
        ink, ground = (
            re.search(r"(?<![-\w])color: @([\w-]+)", body),
            re.search(r"background(?:-color)?: @([\w-]+)", body),
        )
        if ink and ground:
            pairs.append((name.strip(), ink.group(1), ground.group(1)))
        chosen = [re.search(rf"selection-{what}: @([\w-]+)", body) for what in ("color", "background-color")]
        if all(chosen):
            pairs.append((name.strip(), *(each.group(1) for each in chosen if each)))
    assert len(pairs) > 8
    tokens = TOKENS[theme]
    assert [pair for pair in pairs if contrast(tokens[pair[1]], tokens[pair[2]]) < AA] == []


def test_quiet_words_have_their_own_colour_and_no_faint_copy_of_it(repository: Path) -> None:
    """A style sheet that sets a text colour puts half of it where the palette has the colour of quiet words."""
    files = [*(repository / "desktop" / "widgets").rglob("*.py"), *(repository / "desktop" / "panels").rglob("*.py")]
    named = {path.name for path in files if "ColorRole.PlaceholderText" in path.read_text("utf-8")}
    assert named == {"painting.py"}
    assert "placeholder-text-color: @dim" in read_text("style.qss")


def test_whatever_takes_the_focus_shows_it() -> None:
    text = read_text("style.qss")
    for kind in (
        "QPushButton",
        "QToolButton",
        "QLineEdit",
        "QPlainTextEdit",
        "QTextEdit",
        "QSpinBox",
        "QDoubleSpinBox",
        "QComboBox",
        "QCheckBox::indicator",
        "QRadioButton::indicator",
        "QSlider::handle:horizontal",
        "QTabBar::tab",
        "QAbstractItemView",
        "QScrollArea",
    ):
        assert re.search(rf"(^|[\s,}}]){re.escape(kind)}:focus", text), kind
