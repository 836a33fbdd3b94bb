"""The marks of a reader on the photograph: what they look like, and which of them is at a place. Knows no tool."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from core.datasets.catalogue.annotations import ShapeKind
from core.datasets.mask_colours import Rgb

Point = tuple[float, float]
Line = tuple[Point, ...]
RING_PX = 7.0
HANDLE_PX = 4.0
REACH_PX = 8.0
"""So near, on the screen, the pointer is at a handle or a line."""

_CASING = QColor(0, 0, 0, 150)
_FILL_ALPHA = 46
_MOST_HANDLES = 400
"""A region with more points shows none: they could not be told apart."""


@dataclass(frozen=True)
class Mark:
    """One mark where it is seen: `lines` in pixels of the photograph as it is shown.

    A point has one line of one point, a box one of its corners (upper left, lower right), a region its outlines.
    `is_fixed`: its points cannot be moved.
    """

    kind: ShapeKind
    code: str
    lines: tuple[Line, ...]
    is_fixed: bool = False

    @property
    def points(self) -> Line:
        """The points that can be moved."""
        return self.lines[0] if self.lines else ()

    def handles(self) -> Line:
        """Where it can be taken hold of: for a box the four corners, clockwise from the upper left."""
        if self.is_fixed or len(self.points) > _MOST_HANDLES:
            return ()
        return corners(self.points) if self.kind is ShapeKind.BOX else self.points

    def moved(self, handle: int, to: Point) -> Line:
        """Its points when a handle is drawn to another place."""
        if self.kind is not ShapeKind.BOX:
            return (*self.points[:handle], to, *self.points[handle + 1 :])
        opposite = corners(self.points)[(handle + 2) % 4]
        xs, ys = sorted((opposite[0], to[0])), sorted((opposite[1], to[1]))
        return (xs[0], ys[0]), (xs[1], ys[1])

    def shifted(self, dx: float, dy: float) -> Line:
        """Its points when all of it is drawn somewhere else."""
        return tuple((x + dx, y + dy) for x, y in self.points)

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """What is around it: left, top, right, bottom."""
        xs, ys = zip(*(point for line in self.lines for point in line), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def is_near(self, x: float, y: float, reach: float) -> bool:
        """Whether a place is in the box around it, or that near to it."""
        left, top, right, bottom = self.box
        return left - reach <= x <= right + reach and top - reach <= y <= bottom + reach

    def middle(self) -> Point:
        """The middle of the box around it."""
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2

    @cached_property
    def path(self) -> QPainterPath:
        """Its lines; nothing for a point."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.OddEvenFill if self.is_fixed else Qt.FillRule.WindingFill)
        if self.kind is ShapeKind.BOX:
            path.addRect(QRectF(QPointF(*self.points[0]), QPointF(*self.points[1])))
        elif self.kind is ShapeKind.REGION:
            for line in self.lines:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line]))
                path.closeSubpath()
        return path


def corners(box: Sequence[Point]) -> Line:
    """The four corners of a box, clockwise from the upper left."""
    (left, top), (right, bottom) = box
    return (left, top), (right, top), (right, bottom), (left, bottom)


def mark_at(marks: Sequence[Mark], x: float, y: float, reach: float) -> int:
    """The mark at a place, -1: none. `reach` is how near is near; of several the smallest counts."""
    best, best_size = -1, math.inf
    for number, mark in enumerate(marks):
        if not mark.is_near(x, y, reach):
            continue
        if mark.kind is ShapeKind.POINT:
            is_hit, size = math.dist(mark.points[0], (x, y)) <= reach, 0.0
        else:
            left, top, right, bottom = mark.box
            is_hit = mark.path.contains(QPointF(x, y)) or edge_at(mark, x, y, reach) >= 0
            size = (right - left) * (bottom - top)
        if is_hit and size <= best_size:
            best, best_size = number, size
    return best


def handle_at(mark: Mark, x: float, y: float, reach: float) -> int:
    """The handle of a mark at a place, -1: none."""
    near = [(math.dist(handle, (x, y)), number) for number, handle in enumerate(mark.handles())]
    distance, number = min(near, default=(math.inf, -1))
    return number if distance <= reach else -1


def edge_at(mark: Mark, x: float, y: float, reach: float) -> int:
    """The edge of a mark at a place, by the number of the point where it begins; -1: none."""
    line = corners(mark.points) if mark.kind is ShapeKind.BOX else mark.points
    best, best_distance = -1, reach
    for number, start in enumerate(line):
        distance = _distance(start, line[(number + 1) % len(line)], (x, y))
        if distance <= best_distance:
            best, best_distance = number, distance
    return best


def _distance(start: Point, end: Point, point: Point) -> float:
    """How far a point is from a straight line between two others."""
    along = (end[0] - start[0], end[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    if length == 0:
        return math.dist(start, point)
    share = ((point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]) / length
    share = min(max(share, 0.0), 1.0)
    return math.dist((start[0] + share * along[0], start[1] + share * along[1]), point)


class MarksItem(QGraphicsItem):
    """Paints marks in the colours of their lesions, the selected one with its handles, and what is being drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[Mark, ...] = ()
        self._colours: dict[str, Rgb] = {}
        self._selected = -1
        self._draft: Mark | None = None
        self._is_open = False
        self._bounds = QRectF()

    def setMarks(self, marks: Sequence[Mark], colours: dict[str, Rgb], selected: int) -> None:
        """Paint these."""
        self.prepareGeometryChange()
        self._marks, self._colours, self._selected = tuple(marks), dict(colours), selected
        self._measure()

    def setDraft(self, mark: Mark | None, *, is_open: bool = False) -> None:
        """Paint what is being drawn as well; `is_open`: its line does not end where it began."""
        self.prepareGeometryChange()
        self._draft, self._is_open = mark, is_open
        self._measure()

    def marks(self) -> tuple[Mark, ...]:
        """What is painted."""
        return self._marks

    def boundingRect(self) -> QRectF:
        """Around all of them, with room for what is painted at one size on any zoom."""
        return self._bounds

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = max(painter.worldTransform().m11(), 1e-9)
        for number, mark in enumerate(self._marks):
            self._paint(painter, mark, scale, is_selected=number == self._selected)
        if self._draft is not None:
            self._paint(painter, self._draft, scale, is_selected=True)

    def _paint(self, painter: QPainter, mark: Mark, scale: float, *, is_selected: bool) -> None:
        colour = QColor(*self._colours.get(mark.code, (255, 255, 255)))
        if mark.kind is ShapeKind.POINT:
            _ring(painter, QPointF(*mark.points[0]), colour, scale, is_selected=is_selected)
            return
        is_line = mark is self._draft and self._is_open
        path = _open_path(mark.points) if is_line else mark.path
        if not is_line:
            fill = QColor(colour)
            fill.setAlpha(_FILL_ALPHA * (2 if is_selected else 1))
            painter.fillPath(path, fill)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line, width in ((_CASING, 3.5), (colour, 2.4 if is_selected else 1.5)):
            pen = QPen(line, width)
            pen.setCosmetic(True)
            painter.strokePath(path, pen)
        if is_selected:
            for handle in mark.handles():
                _square(painter, QPointF(*handle), colour, scale)

    def _measure(self) -> None:
        boxes = [mark.box for mark in (*self._marks, *filter(None, [self._draft]))]
        if not boxes:
            self._bounds = QRectF()
        else:
            lefts, tops, rights, bottoms = zip(*boxes, strict=True)
            box = QRectF(QPointF(min(lefts), min(tops)), QPointF(max(rights), max(bottoms)))
            margin = 0.02 * max(box.width(), box.height()) + 200
            self._bounds = box.adjusted(-margin, -margin, margin, margin)
        self.update()


def _ring(painter: QPainter, centre: QPointF, colour: QColor, scale: float, *, is_selected: bool) -> None:
    """A ring about a point, and a dot in it, of one size at any zoom."""
    radius = (RING_PX + (2 if is_selected else 0)) / scale
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line, width in ((_CASING, 4.0), (colour, 2.4 if is_selected else 1.6)):
        pen = QPen(line, width)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawEllipse(centre, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, 1.6 / scale, 1.6 / scale)


def _square(painter: QPainter, centre: QPointF, colour: QColor, scale: float) -> None:
    half = HANDLE_PX / scale
    pen = QPen(_CASING, 1.0)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(colour)
    painter.drawRect(QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half))


def _open_path(points: Sequence[Point]) -> QPainterPath:
    path = QPainterPath()
    if points:
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
    return path
