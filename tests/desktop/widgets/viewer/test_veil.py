"""A part of the overlay hidden or hatched in the viewer, and never under another map than its own."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.explain.overlay import Rendering
from core.explain.rendering import Interpolation
from core.explain.veil import Veil, VeilStyle
from core.images.geometry import Affine
from desktop.widgets.photograph_view import PhotographView

GREY = 90
PLACE = Affine.scale(50, 50)
VALUES = np.ones((4, 6), np.float32)


@pytest.fixture
def view(qtbot: QtBot) -> PhotographView:
    view = PhotographView()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.setPhotograph(np.full((200, 300, 3), GREY, np.uint8))
    with qtbot.waitExposed(view):
        view.show()
    view.setOverlay(VALUES, PLACE)
    return view


def coloured(view: PhotographView) -> np.ndarray:
    """Where the view shows something else than the grey photograph, (200, 300)."""
    image = view.grab().toImage().convertToFormat(view.grab().toImage().Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)
    return np.abs(pixels - GREY).sum(axis=2) > 3


@pytest.mark.parametrize("interpolation", Interpolation)
@pytest.mark.parametrize("style", VeilStyle)
def test_the_veiled_part_loses_its_colour(view: PhotographView, interpolation: Interpolation, style: VeilStyle) -> None:
    view.setRendering(Rendering(interpolation=interpolation))
    within = np.zeros((4, 6), bool)
    within[:, :3] = True
    view.setVeil(Veil(within, style))
    found = coloured(view)
    assert found[5:-5, 160:290].all()
    share = found[5:-5, 5:140].mean()
    assert share == 0 if style is VeilStyle.HIDE else 0.1 < share < 0.75
    view.setVeil(None)
    assert coloured(view)[5:-5, 5:-5].all()


def test_another_map_is_not_veiled(view: PhotographView) -> None:
    view.setVeil(Veil(np.ones((4, 6), bool)))
    assert not coloured(view).any()
    view.setOverlay(VALUES, PLACE)
    assert coloured(view)[5:-5, 5:-5].all()


def test_a_veil_of_another_shape_is_none(view: PhotographView) -> None:
    view.setVeil(Veil(np.ones((5, 6), bool)))
    assert coloured(view)[5:-5, 5:-5].all()


def test_other_colours_keep_the_veil(view: PhotographView) -> None:
    view.setVeil(Veil(np.ones((4, 6), bool)))
    view.setRendering(Rendering(limits=(0.0, 2.0), interpolation=Interpolation.CELLS))
    assert not coloured(view).any()
