"""Small maps side by side, or in a list, each with its figures."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.explain.rendering import Rendering
from desktop.translation import mark, tr
from desktop.widgets.checks.tile import MapTile, limits_of, paint_picture, paint_texts, picture_of, text_height
from desktop.widgets.painting import small_font

LEAST_TILE_PX = 72
ROOMY_TILE_PX = 96
"""Where there is room, tiles are that wide; in a narrow panel three stand side by side all the same."""
LIST_PICTURE_PX = 60
GAP_PX = 8


class Arrangement(Enum):
    """How the maps stand."""

    SIDE_BY_SIDE = mark("side by side")
    LIST = "list"


class MapTiles(QWidget):
    """Maps of one kind, in the colours of the overlay; all by one scale, or each by its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: tuple[MapTile, ...] = ()
        self._images: list[QImage] = []
        self._rendering = Rendering()
        self._arrangement = Arrangement.SIDE_BY_SIDE
        self._is_signed = False
        self._has_one_scale = True
        self._most_side_px = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Maps of the check"))

    def tiles(self) -> tuple[MapTile, ...]:
        """What is shown."""
        return self._tiles

    def setTiles(
        self,
        tiles: Sequence[MapTile],
        *,
        is_signed: bool = False,
        arrangement: Arrangement = Arrangement.SIDE_BY_SIDE,
    ) -> None:
        """Show these maps."""
        self._tiles, self._is_signed, self._arrangement = tuple(tiles), is_signed, arrangement
        words = [", ".join(filter(None, (tile.title, *tile.lines))) for tile in tiles]
        self.setAccessibleDescription("; ".join(words))
        self._recolour()
        self.updateGeometry()

    def setRendering(self, rendering: Rendering) -> None:
        """Draw in the colours of the overlay."""
        before, self._rendering = self._rendering, rendering
        if before.colours_of(is_signed=self._is_signed) is not rendering.colours_of(is_signed=self._is_signed):
            self._recolour()

    def setOneScale(self, has_one_scale: bool) -> None:  # noqa: FBT001
        """Whether one colour means one value in all of them."""
        if has_one_scale != self._has_one_scale:
            self._has_one_scale = has_one_scale
            self._recolour()

    def setMostSide(self, side_px: int) -> None:
        """No picture is larger than this; 0: three fill the width."""
        self._most_side_px = side_px
        self.updateGeometry()

    def image(self, number: int) -> QImage:
        """The picture of a map; null where there is none."""
        return self._images[number]

    def tileAt(self, position: QPoint) -> MapTile | None:
        """The tile at a position."""
        places = self._places(self.width())
        return next((tile for tile, box in zip(self._tiles, places, strict=True) if box.contains(position)), None)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for all."""
        places = self._places(width)
        return max((box.bottom() + 1 for box in places), default=0)

    def sizeHint(self) -> QSize:
        """Three side by side."""
        return QSize(270, self.heightForWidth(270))

    def minimumSizeHint(self) -> QSize:
        """Two side by side; the height follows from the width."""
        return QSize(2 * LEAST_TILE_PX + GAP_PX, 0)

    def event(self, event: QEvent) -> bool:
        """The tooltip of the tile that is pointed at."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tile = self.tileAt(event.pos())
            QToolTip.showText(event.globalPos(), tile.tip if tile is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint them."""
        painter = QPainter(self)
        self.render_on(painter, self.width(), self.palette())
        painter.end()

    def render_on(self, painter: QPainter, width: int, palette: QPalette) -> None:
        """Paint all tiles for that width, from the painter's origin on."""
        painter.setFont(small_font(self.font()))
        for tile, box, image in zip(self._tiles, self._places(width), self._images, strict=True):
            flag = _warning(palette) if tile.is_flagged else None
            picture, texts = self._divided(box, image)
            paint_picture(painter, picture, image, palette, flag=flag)
            paint_texts(painter, texts, tile, palette, flag=flag)

    def _recolour(self) -> None:
        limits = limits_of(self._tiles, is_signed=self._is_signed) if self._has_one_scale else None
        self._images = [picture_of(tile, self._rendering, limits, is_signed=self._is_signed) for tile in self._tiles]
        self.update()

    def _divided(self, box: QRect, _image: QImage) -> tuple[QRect, QRect]:
        """Where picture and texts stand in a tile."""
        if self._arrangement is Arrangement.LIST:
            picture = QRect(box.left(), box.top(), LIST_PICTURE_PX, LIST_PICTURE_PX)
            return picture, box.adjusted(LIST_PICTURE_PX + GAP_PX, 0, 0, 0)
        side = box.width()
        return QRect(box.left(), box.top(), side, side), box.adjusted(0, side + 3, 0, 0)

    def _places(self, width: int) -> list[QRect]:
        metrics = QFontMetrics(small_font(self.font()))
        if self._arrangement is Arrangement.LIST:
            return self._rows(width, metrics)
        side = self._most_side_px or ROOMY_TILE_PX
        columns = max(1, (width + GAP_PX) // (side + GAP_PX))
        if not self._most_side_px:
            columns = max(columns, min(3, (width + GAP_PX) // (LEAST_TILE_PX + GAP_PX)), 1)
            side = (width - GAP_PX * (columns - 1)) // columns
        places, top = [], 0
        for begin in range(0, len(self._tiles), columns):
            row = self._tiles[begin : begin + columns]
            height = side + 3 + max(text_height(tile, metrics, side) for tile in row)
            places += [QRect(number * (side + GAP_PX), top, side, height) for number in range(len(row))]
            top += height + GAP_PX
        return places

    def _rows(self, width: int, metrics: QFontMetrics) -> list[QRect]:
        places, top = [], 0
        for tile in self._tiles:
            height = max(LIST_PICTURE_PX, text_height(tile, metrics, width - LIST_PICTURE_PX - GAP_PX))
            places.append(QRect(0, top, width, height))
            top += height + GAP_PX
        return places


def _warning(palette: QPalette) -> QColor:
    """The colour of what is to be noted, on the background of today."""
    is_dark = palette.color(QPalette.ColorRole.Window).lightness() < 128
    return QColor("#ffb454") if is_dark else QColor("#8a5200")
