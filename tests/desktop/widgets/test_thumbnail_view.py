from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.itemmodels.thumbnails import Badge, PhotographOrder, ThumbnailModel, ThumbnailRole
from desktop.widgets.thumbnail_header import ThumbnailHeader
from desktop.widgets.thumbnail_view import ThumbnailView

COUNT = 400


def path(number: int) -> Path:
    return Path(f"/photographs/eye{number}.jpg")


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[ThumbnailModel]:
    def load(wanted: Path, size_px: int) -> np.ndarray:
        if wanted == path(0):
            raise OSError("broken")
        return np.full((size_px * 3 // 4, size_px, 3), 255, np.uint8)

    model = ThumbnailModel(load)
    model.setPaths([path(number) for number in range(COUNT)])
    yield model
    model.shutdown()


@pytest.fixture
def view(qtbot: QtBot, model: ThumbnailModel) -> ThumbnailView:
    view = ThumbnailView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(400, 500)
    with qtbot.waitExposed(view):
        view.show()
    return view


def is_loaded(model: ThumbnailModel, row: int) -> bool:
    return model.index(row).data(ThumbnailRole.IMAGE) is not None


def test_what_is_visible_is_loaded_and_follows_the_scroll(qtbot: QtBot, view: ThumbnailView) -> None:
    model = view.model()
    assert isinstance(model, ThumbnailModel)
    qtbot.waitUntil(lambda: all(is_loaded(model, row) for row in view.visibleRows() if row))
    assert not is_loaded(model, COUNT - 1)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: is_loaded(model, COUNT - 1))
    assert not is_loaded(model, COUNT // 2)


def test_visible_rows_are_those_that_qt_shows(qtbot: QtBot, view: ThumbnailView) -> None:
    view.verticalScrollBar().setValue(1234)
    shown = [
        row for row in range(COUNT) if view.visualRect(view.model().index(row, 0)).intersects(view.viewport().rect())
    ]
    assert list(view.visibleRows()) == shown


def test_keys_choose_at_once(qtbot: QtBot, view: ThumbnailView) -> None:
    chosen: list[Path] = []
    view.photographChosen.connect(chosen.append)
    view.setCurrentPath(path(0))
    assert chosen == []
    columns = len([row for row in range(20) if view.visualRect(view.model().index(row, 0)).y() == 0])
    assert columns >= 2
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(view, key)
    assert chosen == [path(1), path(1 + columns), path(COUNT - 1), path(0)]
    assert view.currentPath() == path(0)


def test_typing_a_name_goes_there(qtbot: QtBot, view: ThumbnailView) -> None:
    view.setCurrentPath(path(0))
    qtbot.keyClicks(view, "eye31")
    assert view.currentPath() == path(31)


def test_a_click_chooses_and_a_double_click_activates(qtbot: QtBot, view: ThumbnailView) -> None:
    place = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(view.photographChosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [path(1)]
    with qtbot.waitSignal(view.photographActivated) as activated:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert activated.args == [path(1)]


def test_the_current_one_outlives_filter_and_order(qtbot: QtBot, view: ThumbnailView) -> None:
    model = view.model()
    assert isinstance(model, ThumbnailModel)
    chosen: list[Path] = []
    view.setCurrentPath(path(7))
    view.photographChosen.connect(chosen.append)
    model.setFilter("eye3")
    assert view.currentPath() == path(7)
    assert not view.currentIndex().isValid()
    model.setFilter("")
    assert view.currentIndex().row() == model.row(path(7))
    model.addPaths([Path("/photographs/a.jpg")])
    assert view.currentIndex().row() == model.row(path(7)) == 8
    assert chosen == []


def wheel(view: ThumbnailView, delta: int, modifiers: Qt.KeyboardModifier) -> None:
    place = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        place,
        view.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_ctrl_wheel_changes_the_size_and_the_wheel_scrolls(qtbot: QtBot, view: ThumbnailView) -> None:
    before, columns = view.thumbnailSize(), view.gridSize().width()
    with qtbot.waitSignal(view.thumbnailSizeChanged):
        wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert view.thumbnailSize() > before
    assert view.gridSize().width() > columns
    for _ in range(30):
        wheel(view, -120, Qt.KeyboardModifier.ControlModifier)
    assert view.thumbnailSize() == 64
    assert view.verticalScrollBar().value() == 0
    wheel(view, -120, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > 0


def test_the_columns_share_the_width(view: ThumbnailView) -> None:
    columns = view.viewport().width() // view.gridSize().width()
    assert view.viewport().width() - columns * view.gridSize().width() < columns + 20


def test_a_bright_photograph_is_painted_and_the_badge_lies_on_it(qtbot: QtBot, view: ThumbnailView) -> None:
    model = view.model()
    assert isinstance(model, ThumbnailModel)
    qtbot.waitUntil(lambda: is_loaded(model, 1))
    rect = view.visualRect(model.index(1))
    bare = view.viewport().grab(rect).toImage()
    assert bare.pixelColor(bare.width() // 2, bare.height() // 3).lightness() == 255
    model.setBadges({path(1): Badge("Severe", 0.5)})
    assert view.viewport().grab(rect).toImage() != bare


def test_header_tells_filter_and_order(qtbot: QtBot) -> None:
    header = ThumbnailHeader()
    qtbot.addWidget(header)
    with qtbot.waitSignal(header.filterChanged) as filtered:
        qtbot.keyClicks(header.filterField, "left")
    assert filtered.args == ["left"]
    header.setOrder(PhotographOrder.OLDEST)
    assert header.order() is PhotographOrder.OLDEST
    orders: list[PhotographOrder] = []
    header.orderChanged.connect(orders.append)
    qtbot.keyClick(header.orderBox, Qt.Key.Key_Up)
    assert orders == [PhotographOrder.NEWEST]
