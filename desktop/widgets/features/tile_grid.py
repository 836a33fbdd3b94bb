"""A grid of thousands of small pictures: only what can be seen is painted."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from desktop.translation import tr
from desktop.widgets.features.line_cache import LineCache
from desktop.widgets.features.tiles import Tiles
from desktop.widgets.painting import accent_colour, dim_colour, draw_outline, line_colour, small_font

SIZES_PX = (24, 32, 40, 48, 64, 80, 96, 128, 160, 192, 256, 320)
GAP_PX = 8
INNER_GAP_PX = 2
MARGIN_PX = 8
LOOK_DELAY_MS = 60
LINE_PX = 48
AHEAD_MS = 4
"""So long tiles beside those that can be seen are painted at a time, while nothing else is to be done."""
KEYS = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    *(Qt.Key(Qt.Key.Key_0.value + digit) for digit in range(10)),
    Qt.Key.Key_N,
    Qt.Key.Key_M,
    Qt.Key.Key_Delete,
}
"""Those that mean something here, whatever they mean elsewhere in the window."""


class TileGrid(QAbstractScrollArea):
    """Tiles with their numbers. Arrows, Home, End and Page Up/Down walk; Ctrl with the wheel changes the size.

    Enter or a double click opens a tile. A digit asks for the name of that place in the vocabulary, N for the form, M
    takes the name that is suggested.
    """

    currentChanged = Signal(int)
    """The channel that is chosen now."""
    pictureClicked = Signal(int, int)
    """A channel and which of its pictures."""
    opened = Signal(int, int)
    """The same, when a tile is opened."""
    hovered = Signal(str)
    """What is under the pointer; empty: nothing."""
    visibleChanged = Signal()
    sizeChanged = Signal(int)
    nameRequested = Signal(int)
    """The digit of a name: 1 to 9, 0 the tenth."""
    formRequested = Signal()
    suggestionAccepted = Signal()
    """M: the name that is suggested is right."""
    unnameRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tileGrid")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._tiles: Tiles | None = None
        self._names: dict[int, str] = {}
        self._size_px = 64
        self._fit = False
        self._current: int | None = None
        self._rank = 0
        self._cache = LineCache()
        self._caption_height_px: int | None = None
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self._ahead.timeout.connect(self._paint_ahead)
        self._look = QTimer(self, singleShot=True, interval=LOOK_DELAY_MS)
        self._look.timeout.connect(self.visibleChanged)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look.start())
        self.verticalScrollBar().setSingleStep(LINE_PX)

    # What is shown

    def tiles(self) -> Tiles | None:
        """What is shown."""
        return self._tiles

    def setTiles(self, tiles: Tiles | None, *, keeps_place: bool = False) -> None:
        """Show other tiles; the chosen channel stays where it is among them."""
        self._tiles = tiles
        self._cache.forget()
        if not keeps_place:
            self.verticalScrollBar().setValue(0)
        self._lay_out()

    def setNames(self, names: dict[int, str]) -> None:
        """What channels are called: it stands beside their numbers."""
        renamed = {number for number, _name in names.items() ^ self._names.items()}
        self._names = dict(names)
        if self._tiles is not None:
            places = (self._tiles.place_of(number) for number in renamed)
            self._cache.forget(place // self._columns() for place in places if place is not None)
        self.viewport().update()

    def refresh(self) -> None:
        """More pictures are there."""
        self._cache.forget()
        self.viewport().update()

    def tileSize(self) -> int:
        """The side of a picture in logical pixels."""
        return self._size_px

    def setTileSize(self, size_px: int) -> None:
        """Change it to the nearest of `SIZES_PX`; what was at the top stays there."""
        nearest = min(SIZES_PX, key=lambda size: abs(size - size_px))
        if nearest == self._size_px:
            return
        first = self.visiblePlaces().start
        self._size_px = nearest
        self._lay_out()
        self.verticalScrollBar().setValue(first // self._columns() * self._cell().height())
        self.sizeChanged.emit(nearest)

    def stepTileSize(self, steps: int) -> None:
        """So many sizes larger, or smaller where negative."""
        place = SIZES_PX.index(self._size_px) + steps
        self.setTileSize(SIZES_PX[min(max(place, 0), len(SIZES_PX) - 1)])

    def current(self) -> int | None:
        """The chosen channel."""
        return self._current

    def currentRank(self) -> int:
        """Which picture of the chosen channel was clicked last."""
        return self._rank

    def setCurrent(self, number: int | None) -> None:
        """Choose a channel, and show it; does not tell."""
        self._current = number
        place = self._tiles.place_of(number) if self._tiles is not None and number is not None else None
        if place is not None:
            self._ensure_visible(place)
        self.viewport().update()

    def visiblePlaces(self) -> range:
        """The places of which at least a part can be seen."""
        if self._tiles is None:
            return range(0)
        top, height, columns = self.verticalScrollBar().value(), self._cell().height(), self._columns()
        first = max(top - MARGIN_PX, 0) // height * columns
        last = ((top + self.viewport().height() - MARGIN_PX) // height + 1) * columns
        return range(min(first, len(self._tiles)), min(max(last, 0), len(self._tiles)))

    # Layout

    def _across(self) -> int:
        return self._tiles.across if self._tiles is not None else 1

    def _caption_px(self) -> int:
        if self._caption_height_px is None:
            self._caption_height_px = QFontMetrics(small_font(self.font())).height() + 2
        return self._caption_height_px

    def _cell(self) -> QSize:
        across = self._across()
        width = across * self._size_px + (across - 1) * INNER_GAP_PX
        return QSize(width + GAP_PX, self._size_px + self._caption_px() + GAP_PX)

    def _columns(self) -> int:
        return max((self.viewport().width() - 2 * MARGIN_PX + GAP_PX) // self._cell().width(), 1)

    def _lay_out(self) -> None:
        count = len(self._tiles) if self._tiles is not None else 0
        lines = -(-count // self._columns())
        height = lines * self._cell().height() + 2 * MARGIN_PX
        bar = self.verticalScrollBar()
        bar.setRange(0, max(height - self.viewport().height(), 0))
        bar.setPageStep(self.viewport().height())
        self.viewport().update()
        self._look.start()

    def _place_rect(self, place: int) -> QRect:
        cell = self._cell()
        line, column = divmod(place, self._columns())
        top = MARGIN_PX + line * cell.height() - self.verticalScrollBar().value()
        return QRect(MARGIN_PX + column * cell.width(), top, cell.width() - GAP_PX, cell.height() - GAP_PX)

    def _picture_rect(self, rect: QRect, rank: int) -> QRect:
        left = rect.left() + rank * (self._size_px + INNER_GAP_PX)
        return QRect(left, rect.top(), self._size_px, self._size_px)

    def placeAt(self, point: QPoint) -> tuple[int, int] | None:
        """The place and which of its pictures are at a point of the viewport."""
        if self._tiles is None:
            return None
        cell = self._cell()
        column = (point.x() - MARGIN_PX) // cell.width()
        line = (point.y() + self.verticalScrollBar().value() - MARGIN_PX) // cell.height()
        place = line * self._columns() + column
        if not 0 <= column < self._columns() or not 0 <= place < len(self._tiles):
            return None
        if not self._place_rect(place).contains(point):
            return None
        inside = point.x() - MARGIN_PX - column * cell.width()
        return place, min(inside // (self._size_px + INNER_GAP_PX), self._tiles.across - 1)

    def _ensure_visible(self, place: int) -> None:
        rect, bar = self._place_rect(place), self.verticalScrollBar()
        if rect.top() < 0:
            bar.setValue(bar.value() + rect.top() - MARGIN_PX)
        elif rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() - self.viewport().height() + MARGIN_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another number of columns."""
        super().resizeEvent(event)
        self._lay_out()
        if self._current is not None:
            self.setCurrent(self._current)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Only what can be seen."""
        if self._tiles is None:
            return
        painter = QPainter(self.viewport())
        self._prepare_lines()
        seen, columns = self.visiblePlaces(), self._columns()
        for line in range(seen.start // columns, -(-seen.stop // columns)):
            corner = self._place_rect(line * columns).topLeft()
            painter.drawPixmap(corner, self._cache.picture(line, self._draw_line))
        place = self._tiles.place_of(self._current) if self._current is not None else None
        if place is not None and place in seen:
            self._outline(painter, place)
        painter.end()
        self._ahead.start()

    def _outline(self, painter: QPainter, place: int) -> None:
        """Show which tile is chosen, and which of its pictures."""
        rect = self._place_rect(place)
        colour = accent_colour(self.palette()) if self.hasFocus() else dim_colour(self.palette())
        draw_outline(painter, rect.adjusted(-3, -3, 3, 3), colour)
        if self._across() > 1:
            draw_outline(painter, self._picture_rect(rect, self._rank), colour, width=1.5)

    def _prepare_lines(self) -> None:
        cell = self._cell()
        size = QSize(self._columns() * cell.width() - GAP_PX, cell.height() - GAP_PX)
        self._cache.prepare(size, self.devicePixelRatioF(), small_font(self.font()))

    def _draw_line(self, painter: QPainter, line: int) -> None:
        if self._tiles is None:
            return
        cell, columns, palette = self._cell(), self._columns(), self.palette()
        first = line * columns
        for column, place in enumerate(range(first, min(first + columns, len(self._tiles)))):
            rect = QRect(column * cell.width(), 0, cell.width() - GAP_PX, cell.height() - GAP_PX)
            draw_tile(painter, self._tiles, place, rect, self._size_px, palette, self._names)

    def _paint_ahead(self) -> None:
        """Paint the lines of a screen to either side, so that one finds them there."""
        if self._tiles is None or not self.isVisible():
            return
        self._prepare_lines()
        seen, columns, until_s = self.visiblePlaces(), self._columns(), time.perf_counter() + AHEAD_MS / 1000
        first, last, everything = seen.start // columns, -(-seen.stop // columns), -(-len(self._tiles) // columns)
        screen = last - first
        for line in (*range(last, min(last + screen, everything)), *range(first - 1, max(first - screen, 0) - 1, -1)):
            if line in self._cache:
                continue
            self._cache.picture(line, self._draw_line)
            if time.perf_counter() > until_s:
                self._ahead.start()
                return

    def changeEvent(self, event: QEvent) -> None:
        """Other colours, another font: everything is painted anew."""
        super().changeEvent(event)
        kinds = QEvent.Type
        if event.type() in (kinds.PaletteChange, kinds.FontChange, kinds.StyleChange, kinds.ApplicationFontChange):
            self._caption_height_px = None
            self._cache.forget()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The chosen tile shows that keys go here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Or no longer."""
        super().focusOutEvent(event)
        self.viewport().update()

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        found = self.placeAt(event.position().toPoint())
        if found is None or self._tiles is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._rank = found[1]
        number = self._tiles.numbers[found[0]]
        self._choose(number)
        self.pictureClicked.emit(number, self._rank)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open."""
        found = self.placeAt(event.position().toPoint())
        if found is not None and self._tiles is not None:
            self.opened.emit(self._tiles.numbers[found[0]], found[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        self.hovered.emit(self.textAt(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is."""
        super().leaveEvent(event)
        self.hovered.emit("")

    def textAt(self, point: QPointF) -> str:
        """What there is to say of a point of the viewport."""
        found = self.placeAt(point.toPoint())
        if found is None or self._tiles is None:
            return ""
        place, rank = found
        picture = self._picture_rect(self._place_rect(place), rank)
        x, y = (point.x() - picture.left()) / picture.width(), (point.y() - picture.top()) / picture.height()
        parts = [
            tr("Channel {numbers}", numbers=self._tiles.numbers[place]),
            self._tiles.captions[place],
            self._tiles.marks[place],
        ]
        if 0 <= x < 1 and 0 <= y < 1:
            parts.append(self._tiles.value_text(place, rank, x, y))
        parts.append(self._names.get(self._tiles.numbers[place], ""))
        return "   ".join(part for part in parts if part)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tool tips."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            text = self.textAt(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), text.replace("   ", "\n"), self.viewport()) if text else (
                QToolTip.hideText()
            )
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.stepTileSize(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Digits and arrows belong to the grid while it has the focus, also where the window has a use for them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and Qt.Key(event.key()) in KEYS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, name."""
        key = Qt.Key(event.key())
        if (
            self._tiles is None
            or not len(self._tiles)
            or key not in KEYS
            or event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier)
        ):
            super().keyPressEvent(event)
            return
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.nameRequested.emit(key - Qt.Key.Key_0)
        elif key is Qt.Key.Key_N:
            self.formRequested.emit()
        elif key is Qt.Key.Key_M:
            self.suggestionAccepted.emit()
        elif key is Qt.Key.Key_Delete:
            self.unnameRequested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._current is not None:
                self.opened.emit(self._current, self._rank)
        else:
            self._walk(key)

    def step(self, count: int) -> None:
        """Go `count` tiles further."""
        if self._tiles is None or not len(self._tiles):
            return
        place = self._tiles.place_of(self._current) if self._current is not None else None
        wanted = 0 if place is None else min(max(place + count, 0), len(self._tiles) - 1)
        self._rank = 0
        self._choose(self._tiles.numbers[wanted])

    def _walk(self, key: Qt.Key) -> None:
        if self._tiles is None:
            return
        if self._tiles.across > 1 and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._columns() == 1:
            self._rank = min(max(self._rank + (1 if key is Qt.Key.Key_Right else -1), 0), self._tiles.across - 1)
            self.viewport().update()
            if self._current is not None:
                self.pictureClicked.emit(self._current, self._rank)
            return
        lines = max(self.viewport().height() // self._cell().height(), 1)
        columns, everything = self._columns(), len(self._tiles)
        self.step(
            {
                Qt.Key.Key_Left: -1,
                Qt.Key.Key_Right: 1,
                Qt.Key.Key_Up: -columns,
                Qt.Key.Key_Down: columns,
                Qt.Key.Key_PageUp: -columns * lines,
                Qt.Key.Key_PageDown: columns * lines,
                Qt.Key.Key_Home: -everything,
                Qt.Key.Key_End: everything,
            }[key]
        )

    def _choose(self, number: int) -> None:
        is_new = number != self._current
        self.setCurrent(number)
        if is_new:
            self.currentChanged.emit(number)


def draw_tile(
    painter: QPainter,
    tiles: Tiles,
    place: int,
    rect: QRect,
    size_px: int,
    palette: QPalette,
    names: dict[int, str],
) -> None:
    """One tile: its pictures, and its number with caption or name under them."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, tiles.is_smooth)
    for rank in range(tiles.across):
        box = QRect(rect.left() + rank * (size_px + INNER_GAP_PX), rect.top(), size_px, size_px)
        image = tiles.image(place, rank)
        if image is None:
            painter.setPen(line_colour(palette))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        else:
            painter.drawImage(fitted_box(image, box), image)
            over = tiles.overlay(place, rank)
            if over is not None:
                painter.drawImage(fitted_box(image, box), over)
    mark, number = tiles.marks[place], tiles.numbers[place]
    if mark:
        painter.setPen(dim_colour(palette))
        painter.drawLine(rect.left(), rect.top() + size_px - 1, rect.left() + size_px - 1, rect.top())
    metrics = painter.fontMetrics()
    text_box = QRect(rect.left(), rect.top() + size_px + 1, rect.width(), metrics.height() + 1)
    head = str(number)
    said = names.get(number) or mark or tiles.captions[place]
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    painter.drawText(text_box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, head)
    left = metrics.horizontalAdvance(head) + 6
    rest = text_box.adjusted(left, 0, 0, 0)
    # A name is worth reading in part, a number is not.
    if rest.width() > 16 and (names.get(number) or metrics.horizontalAdvance(said) <= rest.width()):
        painter.setPen(accent_colour(palette) if names.get(number) else dim_colour(palette))
        text = metrics.elidedText(said, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def fitted_box(image: QImage, box: QRect) -> QRectF:
    """The largest place inside `box` with the proportions of `image`."""
    if image.width() * box.height() == image.height() * box.width():
        return QRectF(box)
    factor = min(box.width() / image.width(), box.height() / image.height())
    width, height = image.width() * factor, image.height() * factor
    return QRectF(box.center().x() - width / 2 + 0.5, box.center().y() - height / 2 + 0.5, width, height)
