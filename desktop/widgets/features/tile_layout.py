"""Where tiles and their pictures stand in a grid: arithmetic alone, in pixels from the grid's own upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPoint, QRect, QSize

GAP_PX = 8
INNER_GAP_PX = 2
MARGIN_PX = 8
LEAST_SHARE = 0.7
"""A row of pictures is made smaller down to this share of its size to fit side by side; below it goes on a new line."""


@dataclass(frozen=True)
class TileLayout:
    """`count` tiles of `across` pictures of `size_px`, with a caption of `caption_px`, in a width of `width_px`."""

    width_px: int
    count: int
    across: int
    size_px: int
    caption_px: int

    @cached_property
    def per_line(self) -> int:
        """So many pictures of a tile stand side by side: all, where they fit; else they are shared out to lines."""
        if self._fitting(self.across) >= LEAST_SHARE * self.size_px:
            return self.across
        fits = max((self._room() + INNER_GAP_PX) // (self.size_px + INNER_GAP_PX), 1)
        return -(-self.across // -(-self.across // fits))

    @cached_property
    def side_px(self) -> int:
        """The side of a picture as it is shown."""
        return max(min(self.size_px, self._fitting(self.per_line)), 1) if self.across > 1 else self.size_px

    @cached_property
    def cell(self) -> QSize:
        """From one tile to the next."""
        lines = -(-self.across // self.per_line)
        width, height = (number * (self.side_px + INNER_GAP_PX) - INNER_GAP_PX for number in (self.per_line, lines))
        return QSize(width + GAP_PX, height + self.caption_px + GAP_PX)

    @cached_property
    def columns(self) -> int:
        """So many tiles stand side by side."""
        return max((self._room() + GAP_PX) // self.cell.width(), 1)

    @property
    def lines(self) -> int:
        """So many lines of tiles there are."""
        return -(-self.count // self.columns)

    @property
    def height_px(self) -> int:
        """How high all tiles are together."""
        return self.lines * self.cell.height() + 2 * MARGIN_PX

    @property
    def pictures_px(self) -> int:
        """How high the pictures of a tile are; its caption stands under them."""
        return self.cell.height() - self.caption_px - GAP_PX

    def tile(self, place: int) -> QRect:
        """The box of a tile, with its caption."""
        line, column = divmod(place, self.columns)
        left, top = MARGIN_PX + column * self.cell.width(), MARGIN_PX + line * self.cell.height()
        return QRect(left, top, self.cell.width() - GAP_PX, self.cell.height() - GAP_PX)

    def picture(self, tile: QRect, rank: int) -> QRect:
        """The box of one of the pictures of the tile that stands in `tile`."""
        line, column = divmod(rank, self.per_line)
        step = self.side_px + INNER_GAP_PX
        return QRect(tile.left() + column * step, tile.top() + line * step, self.side_px, self.side_px)

    def at(self, point: QPoint) -> tuple[int, int] | None:
        """The place at a point and which of its pictures is there, or nearest above; None between tiles."""
        column, x = divmod(point.x() - MARGIN_PX, self.cell.width())
        line, y = divmod(point.y() - MARGIN_PX, self.cell.height())
        place, step = line * self.columns + column, self.side_px + INNER_GAP_PX
        is_inside = 0 <= column < self.columns and 0 <= place < self.count
        if not is_inside or x >= self.cell.width() - GAP_PX or y >= self.cell.height() - GAP_PX:
            return None
        last = -(-self.across // self.per_line) - 1
        rank = min(y // step, last) * self.per_line + min(x // step, self.per_line - 1)
        return place, min(rank, self.across - 1)

    def between(self, top: int, bottom: int) -> range:
        """The places of which at least a part lies between two heights."""
        first = max(top - MARGIN_PX, 0) // self.cell.height() * self.columns
        last = ((bottom - MARGIN_PX) // self.cell.height() + 1) * self.columns
        return range(min(first, self.count), min(max(last, 0), self.count))

    def _room(self) -> int:
        return self.width_px - 2 * MARGIN_PX

    def _fitting(self, pictures: int) -> int:
        """How large so many pictures may be to stand side by side."""
        return (self._room() + INNER_GAP_PX) // pictures - INNER_GAP_PX
