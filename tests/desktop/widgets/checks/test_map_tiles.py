"""Small maps of the checks: one colour is one value in all of them, or each has its own scale."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.explain.check_settings import BandScale, BandSettings, RandomisationSettings, Weights
from desktop.widgets.checks.forms import BandForm, RandomisationForm
from desktop.widgets.checks.map_tiles import Arrangement, MapTiles
from desktop.widgets.checks.tile import MapTile

STRONG = np.array([[0.0, 1.0], [2.0, 4.0]], np.float32)


@pytest.fixture
def tiles(qtbot: QtBot) -> MapTiles:
    shown = MapTiles()
    qtbot.addWidget(shown)
    shown.resize(300, 300)
    shown.setTiles([MapTile("strong", STRONG), MapTile("weak", STRONG / 4), MapTile("none", None)])
    return shown


def pixel(image: QImage, row: int, column: int) -> tuple[int, ...]:
    return image.pixelColor(column, row).getRgb()


def test_one_colour_is_one_value_in_all_maps(tiles: MapTiles) -> None:
    strong, weak = tiles.image(0), tiles.image(1)
    assert pixel(strong, 0, 1) == pixel(weak, 1, 1)  # 1 in both
    assert pixel(strong, 1, 1) != pixel(weak, 1, 1)
    assert pixel(strong, 0, 0)[3] == 0, "zero is transparent"


def test_each_in_its_own_scale_shows_the_structure_of_the_weak_one(tiles: MapTiles) -> None:
    tiles.setOneScale(False)
    assert pixel(tiles.image(0), 1, 1) == pixel(tiles.image(1), 1, 1)
    tiles.setOneScale(True)
    assert pixel(tiles.image(0), 1, 1) != pixel(tiles.image(1), 1, 1)


def test_a_map_that_is_not_there_has_no_picture(tiles: MapTiles) -> None:
    assert tiles.image(2).isNull()
    tiles.setTiles([MapTile("holes", np.full((3, 3), np.nan, np.float32))])
    assert pixel(tiles.image(0), 1, 1)[3] == 0


def test_a_fine_map_is_made_small_by_averaging(tiles: MapTiles) -> None:
    tiles.setTiles([MapTile("fine", np.ones((1000, 500), np.float32))])
    assert (tiles.image(0).width(), tiles.image(0).height()) == (96, 192)


def test_three_stand_side_by_side_in_a_narrow_panel_and_more_where_there_is_room(tiles: MapTiles) -> None:
    tiles.setTiles([MapTile(str(number), STRONG, ("rank 0.5",)) for number in range(6)])
    narrow, wide = tiles.heightForWidth(245), tiles.heightForWidth(640)
    assert wide < narrow < 2 * (90 + 60)
    assert tiles.heightForWidth(80) > 3 * narrow / 2


def test_the_tile_under_the_pointer_tells_everything(tiles: MapTiles) -> None:
    tiles.setTiles(
        [MapTile("a", STRONG, tip="first"), MapTile("b", STRONG, tip="second")], arrangement=Arrangement.LIST
    )

    assert tiles.tileAt(QPoint(10, 10)).tip == "first"
    assert tiles.tileAt(QPoint(10, 100)).tip == "second"
    assert tiles.tileAt(QPoint(10, 290)) is None
    assert tiles.accessibleDescription() == "a; b"


def test_what_flips_is_framed(tiles: MapTiles) -> None:
    def painted() -> np.ndarray:
        image = tiles.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return rows.copy()

    tile = MapTile("a", STRONG, ("flips: rank 0.1",))
    tiles.setTiles([tile])
    plain = painted()
    tiles.setTiles([MapTile(tile.title, tile.values, tile.lines, is_flagged=True)])
    assert (painted() != plain).sum() > 200


def test_forms_give_back_what_they_are_given(qtbot: QtBot) -> None:
    randomisation, band = RandomisationForm(), BandForm()
    for form in (randomisation, band):
        qtbot.addWidget(form)
    told: list[object] = []
    randomisation.valueChanged.connect(told.append)
    settings = RandomisationSettings(seed=3, steps=9, networks=2, weights=Weights.SHUFFLED, is_independent=True)
    randomisation.setValue(settings)
    assert randomisation.value() == settings
    assert not told
    randomisation.steps.setValue(4)
    assert told[-1].steps == 4  # type: ignore[attr-defined]
    wanted = BandSettings(networks=5, quantile=0.99, scale=BandScale.AS_DRAWN)
    band.setValue(wanted)
    assert band.value() == wanted
    assert band.value().scale is BandScale.AS_DRAWN
