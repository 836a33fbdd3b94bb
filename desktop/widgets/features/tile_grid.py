"""A grid of thousands of small pictures: only what can be seen is painted."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from desktop.translation import tr
from desktop.widgets.features.line_cache import LineCache
from desktop.widgets.features.tile_keys import ASIDE, DIGITS, OPENING, key_of, steps_of
from desktop.widgets.features.tile_layout import GAP_PX, MARGIN_PX, TileLayout
from desktop.widgets.features.tile_painting import draw_tile
from desktop.widgets.features.tiles import Tiles
from desktop.widgets.painting import accent_colour, dim_colour, draw_outline, small_font

SIZES_PX = (24, 32, 40, 48, 64, 80, 96, 128, 160, 192, 256, 320)
LOOK_DELAY_MS = 60
LINE_PX = 48
AHEAD_MS = 4
"""So long tiles beside those that can be seen are painted at a time, while nothing else is to be done."""


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
        self._current: int | None = None
        self._rank = 0
        self._cache = LineCache()
        self._layout: TileLayout | None = None
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
            columns = self._arranged().columns
            self._cache.forget(place // columns for place in places if place is not None)
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
        layout = self._arranged()
        self.verticalScrollBar().setValue(first // layout.columns * layout.cell.height())
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
        top = self.verticalScrollBar().value()
        return self._arranged().between(top, top + self.viewport().height())

    # Layout

    def _arranged(self) -> TileLayout:
        """Where everything stands."""
        if self._layout is None:
            count, across = (len(self._tiles), self._tiles.across) if self._tiles is not None else (0, 1)
            caption_px = QFontMetrics(small_font(self.font())).height() + 2
            self._layout = TileLayout(self.viewport().width(), count, across, self._size_px, caption_px)
        return self._layout

    def _lay_out(self) -> None:
        self._layout = None
        bar = self.verticalScrollBar()
        bar.setRange(0, max(self._arranged().height_px - self.viewport().height(), 0))
        bar.setPageStep(self.viewport().height())
        self.viewport().update()
        self._look.start()

    def _place_rect(self, place: int) -> QRect:
        return self._arranged().tile(place).translated(0, -self.verticalScrollBar().value())

    def placeAt(self, point: QPoint) -> tuple[int, int] | None:
        """The place and which of its pictures are at a point of the viewport."""
        return self._arranged().at(point + QPoint(0, self.verticalScrollBar().value()))

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
        seen, columns = self.visiblePlaces(), self._arranged().columns
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
        layout = self._arranged()
        if layout.across > 1:
            draw_outline(painter, layout.picture(rect, self._rank), colour, width=1.5)

    def _prepare_lines(self) -> None:
        layout = self._arranged()
        size = QSize(layout.columns * layout.cell.width() - GAP_PX, layout.cell.height() - GAP_PX)
        self._cache.prepare(size, self.devicePixelRatioF(), small_font(self.font()))

    def _draw_line(self, painter: QPainter, line: int) -> None:
        if self._tiles is None:
            return
        layout, palette = self._arranged(), self.palette()
        first = line * layout.columns
        corner = layout.tile(first).topLeft()
        for place in range(first, min(first + layout.columns, len(self._tiles))):
            rect = layout.tile(place).translated(-corner)
            draw_tile(painter, self._tiles, place, rect, layout, palette, self._names)

    def _paint_ahead(self) -> None:
        """Paint the lines of a screen to either side, so that one finds them there."""
        if self._tiles is None or not self.isVisible():
            return
        self._prepare_lines()
        seen, layout, until_s = self.visiblePlaces(), self._arranged(), time.perf_counter() + AHEAD_MS / 1000
        first, last, everything = seen.start // layout.columns, -(-seen.stop // layout.columns), layout.lines
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
            self._cache.forget()
            self._lay_out()

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
        picture = self._arranged().picture(self._place_rect(place), rank)
        x, y = (point.x() - picture.left()) / picture.width(), (point.y() - picture.top()) / picture.height()
        value = self._tiles.value_text(place, rank, x, y) if 0 <= x < 1 and 0 <= y < 1 else ""
        number = self._tiles.numbers[place]
        told = (self._tiles.captions[place], self._tiles.marks[place], value, self._names.get(number, ""))
        return "   ".join((tr("Channel {numbers}", numbers=number), *filter(None, told)))

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
        is_asked = event.type() is QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and key_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, name."""
        key = key_of(event)
        if self._tiles is None or not len(self._tiles) or key is None:
            super().keyPressEvent(event)
        elif key in DIGITS:
            self.nameRequested.emit(DIGITS.index(key))
        elif key is Qt.Key.Key_N:
            self.formRequested.emit()
        elif key is Qt.Key.Key_M:
            self.suggestionAccepted.emit()
        elif key is Qt.Key.Key_Delete:
            self.unnameRequested.emit()
        elif key not in OPENING:
            self._walk(key)
        elif self._current is not None:
            self.opened.emit(self._current, self._rank)

    def step(self, count: int) -> None:
        """Go `count` tiles further."""
        if self._tiles is None or not len(self._tiles):
            return
        place = self._tiles.place_of(self._current) if self._current is not None else None
        wanted = 0 if place is None else min(max(place + count, 0), len(self._tiles) - 1)
        self._rank = 0
        self._choose(self._tiles.numbers[wanted])

    def _walk(self, key: Qt.Key) -> None:
        layout = self._arranged()
        if layout.across > 1 and layout.columns == 1 and key in ASIDE:
            self._rank = min(max(self._rank + ASIDE[key], 0), layout.across - 1)
            self.viewport().update()
            if self._current is not None:
                self.pictureClicked.emit(self._current, self._rank)
            return
        lines = max(self.viewport().height() // layout.cell.height(), 1)
        self.step(steps_of(key, columns=layout.columns, lines=lines, count=layout.count))

    def _choose(self, number: int) -> None:
        is_new = number != self._current
        self.setCurrent(number)
        if is_new:
            self.currentChanged.emit(number)
