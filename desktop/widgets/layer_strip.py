"""Every layer's map as a small picture, in one row."""

from __future__ import annotations

import time
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from core.networks.layers import Layer, LayerTable
from desktop.itemmodels.layers import layer_description
from desktop.translation import tr
from desktop.widgets.dragging import Dragged, DragKind, DragSource
from desktop.widgets.layer_picture import Evidence, LayerPicture, colour_table
from desktop.widgets.painting import (
    accent_colour,
    chosen_colour,
    dim_colour,
    draw_filled,
    draw_outline,
    fitted,
    hover_colour,
    line_colour,
    small_font,
)

PICTURE_PX = 60
MARGIN_PX = 6
NAME_GAP_PX = 3
PICTURE_BUDGET_S = 0.012
"""One painting makes small pictures of maps for so long; the others wait for the next, so that keys get through."""
EMPTY_BACKGROUND = QColor("#0b0c0f")
EMPTY_MARK = QColor("#9aa1ad")
"""No evidence is dark in either theme, as the maps themselves are: nothing there, not a light picture."""


class LayerStrip(QAbstractScrollArea):
    """One small picture a layer. Left, Right, Home, End and the wheel walk and scroll; hundreds stay fluid."""

    layerChosen = Signal(str)
    """The user has gone to another layer. Not emitted by :meth:`setCurrentLayer`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layerStrip")
        self.setAccessibleName(tr("Maps of all layers"))
        self._layers: tuple[Layer, ...] = ()
        self._place_of: dict[str, int] = {}
        self._maps: dict[str, NDArray[np.float32]] = {}
        self._pictures: dict[str, LayerPicture] = {}
        self._images: dict[str, QImage] = {}
        self._table = [QColor(level, level, level).rgb() for level in range(256)]
        self._current: str | None = None
        self._is_computing = True
        self._is_signed = False
        self._hovered = self._pressed = -1
        self._pictures_until_s = 0.0
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self.viewport().update)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        DragSource(self.viewport(), self._dragged_at)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    # What is shown

    def setLayers(self, layers: LayerTable | None) -> None:
        """Show the layers of another network, without maps, or none."""
        self._layers = tuple(layers or ())
        self._place_of = {layer.name: place for place, layer in enumerate(self._layers)}
        self._current = None
        self._hovered = -1
        self.clearMaps()
        self._fit_scroll_bar()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.maximum())  # what one explains first is near the end

    def setMap(self, name: str, values: NDArray[np.float32] | None) -> None:
        """The raw map (h, w) of a layer; None: it is being computed. Names that are not in the strip are skipped."""
        if name not in self._place_of:
            return
        for store in (self._maps, self._pictures, self._images):
            store.pop(name, None)
        if values is not None:
            self._maps[name] = values  # made small when it is first looked at
        self.viewport().update(self._cell(self._place_of[name]))

    def setMaps(self, maps: Mapping[str, NDArray[np.float32]]) -> None:
        """The raw maps of several layers."""
        for name, values in maps.items():
            self.setMap(name, values)

    def clearMaps(self) -> None:
        """All maps are being computed anew."""
        for store in (self._maps, self._pictures, self._images):
            store.clear()
        self.viewport().update()

    def setComputing(self, *, is_computing: bool) -> None:
        """Whether the maps that are not there are on their way, or are computed only for the layer that is chosen."""
        if is_computing != self._is_computing:
            self._is_computing = is_computing
            self.viewport().update()

    def setSigned(self, *, is_signed: bool) -> None:
        """Whether the maps to come have values on both sides of 0, so that 0 is in the middle of the colours."""
        self._is_signed = is_signed

    def evidence(self, name: str) -> Evidence:
        """What is known of a layer's map."""
        picture = self._picture(name)
        if picture is None:
            return Evidence.PENDING if self._is_computing else Evidence.NOT_ASKED
        return picture.evidence

    def setColourMap(self, lut: NDArray[np.uint8]) -> None:
        """The colours of 256 levels from zero to the maximum, RGB uint8 (256, 3)."""
        self._table = colour_table(lut)
        self._images.clear()
        self.viewport().update()

    def currentLayer(self) -> str | None:
        """The layer that is outlined."""
        return self._current

    def setCurrentLayer(self, name: str | None) -> None:
        """Outline a layer and scroll to it, without telling anybody."""
        self._current = name if name in self._place_of else None
        self.setAccessibleDescription(self._current or "")
        if self._current is not None:
            self._scroll_to(self._place_of[self._current])
        self.viewport().update()

    # Size

    def sizeHint(self) -> QSize:
        """As high as one row with its scroll bar."""
        return QSize(640, self._cell_height() + self.horizontalScrollBar().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As high as one row with its scroll bar, and a few pictures wide."""
        return QSize(3 * self._cell_width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current layer in sight."""
        super().resizeEvent(event)
        self._fit_scroll_bar()
        if self._current is not None:
            self._scroll_to(self._place_of[self._current])

    def _cell_width(self) -> int:
        return PICTURE_PX + 2 * MARGIN_PX + 6

    def _cell_height(self) -> int:
        return PICTURE_PX + 2 * MARGIN_PX + NAME_GAP_PX + QFontMetrics(small_font(self.font())).height()

    def _cell(self, place: int) -> QRect:
        left = place * self._cell_width() - self.horizontalScrollBar().value()
        return QRect(left, 0, self._cell_width(), self._cell_height())

    def _dragged_at(self, position: QPoint) -> Dragged | None:
        place = self._place_at(position.x())
        return Dragged(DragKind.LAYER, self._layers[place].name) if place >= 0 else None

    def _place_at(self, x: float) -> int:
        place = int(x + self.horizontalScrollBar().value()) // self._cell_width()
        return place if 0 <= place < len(self._layers) else -1

    def _fit_scroll_bar(self) -> None:
        bar, width = self.horizontalScrollBar(), self.viewport().width()
        bar.setPageStep(width)
        bar.setSingleStep(self._cell_width())
        bar.setRange(0, max(len(self._layers) * self._cell_width() - width, 0))

    def _scroll_to(self, place: int) -> None:
        """Bring a layer into sight, with half of its neighbours, so that one sees that there are more."""
        bar, width = self.horizontalScrollBar(), self._cell_width()
        left = place * width - width // 2
        right = (place + 1) * width + width // 2 - self.viewport().width()
        if bar.value() > left or right > left:
            bar.setValue(left)
        elif bar.value() < right:
            bar.setValue(right)

    # What the user does

    def _choose(self, place: int) -> None:
        if not self._layers:
            return
        name = self._layers[min(max(place, 0), len(self._layers) - 1)].name
        if name != self._current:
            self.setCurrentLayer(name)
            self.layerChosen.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the layers."""
        place = self._place_of.get(self._current or "", -1)
        last = len(self._layers) - 1
        targets = {
            Qt.Key.Key_Left: place - 1 if place >= 0 else last,
            Qt.Key.Key_Right: place + 1 if place >= 0 else last,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self._choose(target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note the layer under the pointer: it may be dragged away."""
        self._pressed = self._place_at(event.position().x()) if event.button() is Qt.MouseButton.LeftButton else -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the layer that was clicked."""
        place, self._pressed = self._pressed, -1
        if place >= 0 and place == self._place_at(event.position().x()):
            self._choose(place)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would choose."""
        self._hover(self._place_at(event.position().x()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The outline gets stronger."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The outline gets weaker."""
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel scrolls along the row, whichever way it turns."""
        pixels, angle = event.pixelDelta(), event.angleDelta()
        bar = self.horizontalScrollBar()
        if not pixels.isNull():
            step = pixels.x() or pixels.y()
        else:
            step = round((angle.x() or angle.y()) / 120 * 2 * self._cell_width())
        bar.setValue(bar.value() - step)
        self._hover(self._place_at(event.position().x()))
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips, and the pointer leaving."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self._place_at(event.pos().x())
            QToolTip.showText(event.globalPos(), self.toolTipOf(place) if place >= 0 else "", self)
            return True
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def toolTipOf(self, place: int) -> str:
        """Everything about a layer and its map, in a few lines."""
        layer = self._layers[place]
        picture = self._picture(layer.name)
        lines = [layer_description(layer), tr(self.evidence(layer.name).value)]
        if picture is not None and picture.evidence is Evidence.FOUND:
            lines.append(tr("Maximum: {maximum:.3g}", maximum=picture.maximum))
        return "\n".join(lines)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells in the part that has to be painted, and no others."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(small_font(self.font()))
        offset, width = self.horizontalScrollBar().value(), self._cell_width()
        self._pictures_until_s = time.perf_counter() + PICTURE_BUDGET_S
        first = max((event.rect().left() + offset) // width, 0)
        last = min((event.rect().right() + offset) // width, len(self._layers) - 1)
        for place in range(first, last + 1):
            self._paint_cell(painter, place)
        painter.end()

    def _paint_cell(self, painter: QPainter, place: int) -> None:
        layer, cell = self._layers[place], self._cell(place)
        inner = cell.adjusted(2, 1, -2, -1)
        is_current = layer.name == self._current
        if is_current:
            draw_filled(painter, inner, chosen_colour(self.palette()))
        elif place == self._hovered:
            draw_filled(painter, inner, hover_colour(self.palette()))
        if place > 0 and layer.shape[1:] != self._layers[place - 1].shape[1:]:
            painter.setPen(QPen(line_colour(self.palette()), 1))
            painter.drawLine(cell.left(), cell.top() + 6, cell.left(), cell.bottom() - 6)
        box = QRect(cell.left() + MARGIN_PX + 3, cell.top() + MARGIN_PX, PICTURE_PX, PICTURE_PX)
        self._paint_picture(painter, layer.name, box)
        self._paint_name(painter, layer.name, inner, box.bottom() + NAME_GAP_PX, is_current=is_current)
        if is_current:
            draw_outline(painter, inner, accent_colour(self.palette()), width=2.0 if self.hasFocus() else 1.5)

    def _paint_picture(self, painter: QPainter, name: str, box: QRect) -> None:
        is_late = time.perf_counter() > self._pictures_until_s
        if is_late and name in self._maps:
            self._rest.start()
        picture = self._picture(name, is_hurried=is_late)
        if picture is None and not self._is_computing:
            draw_outline(painter, box.adjusted(1, 1, -1, -1), line_colour(self.palette()), width=1.0)
        elif picture is None:
            _paint_pending(painter, box, self.palette())
        elif picture.evidence is Evidence.NONE:
            _paint_empty_set(painter, box)
        else:
            image = self._image(name, picture)
            painter.drawImage(fitted(image.size(), box), image)

    def _picture(self, name: str, *, is_hurried: bool = False) -> LayerPicture | None:
        if name in self._maps and not is_hurried:
            side_px = round(PICTURE_PX * self.devicePixelRatioF())
            self._pictures[name] = LayerPicture.of(self._maps.pop(name), side_px, is_signed=self._is_signed)
        return self._pictures.get(name)

    def _image(self, name: str, picture: LayerPicture) -> QImage:
        if name not in self._images:
            self._images[name] = picture.coloured(self._table)
        return self._images[name]

    def _paint_name(self, painter: QPainter, name: str, inner: QRect, top: int, *, is_current: bool) -> None:
        room = QRect(inner.left() + 3, top, inner.width() - 6, inner.bottom() - top)
        # The end of a dotted name tells the layers apart.
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideLeft, room.width())
        palette = self.palette()
        painter.setPen(palette.color(QPalette.ColorRole.WindowText) if is_current else dim_colour(palette))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def _paint_pending(painter: QPainter, box: QRect, palette: QPalette) -> None:
    draw_filled(painter, box, hover_colour(palette))
    middle = box.center()
    for step in (-8, 0, 8):
        draw_filled(painter, QRect(middle.x() + step - 1, middle.y() - 1, 3, 3), dim_colour(palette), radius=1.5)


def _paint_empty_set(painter: QPainter, box: QRect) -> None:
    """A circle with a stroke through it, on dark."""
    draw_filled(painter, box, EMPTY_BACKGROUND)
    side = box.width() * 2 // 5
    circle = QRect(0, 0, side, side)
    circle.moveCenter(box.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(EMPTY_MARK, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)
    painter.drawLine(circle.bottomLeft(), circle.topRight())
    painter.restore()
