"""The marks on the photograph that is shown: drawn, selected, renamed and taken away where they are seen.

Marks are kept in pixels of the photograph as its file has it. What is shown may be turned or mirrored: places that come
from the view are taken back, and `seen` are the marks in the view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.datasets.annotation.lesions import DEFAULT_LESIONS
from core.datasets.catalogue.annotations import Shape, ShapeKind
from core.images.geometry import IDENTITY, Affine
from desktop.session import Session
from desktop.widgets.viewer.marks import Mark

if TYPE_CHECKING:
    from desktop.annotating import Annotating
    from desktop.annotation_known import Point

DECIMALS = 3
"""To a thousandth of a pixel places are kept."""


class AnnotationMarks(QObject):
    """The marks of the reader who annotates, and the lesion that new ones are called."""

    selectedChanged = Signal()
    """Another mark is selected."""

    def __init__(self, annotating: Annotating, session: Session) -> None:
        super().__init__(annotating)
        self._annotating, self._session = annotating, session
        self._lesion = DEFAULT_LESIONS[0].code
        self._selected = -1
        self._seen: dict[Shape, Mark] = {}
        self._place = IDENTITY

    @property
    def lesion(self) -> str:
        """The code that new marks get."""
        codes = [one.code for one in self._annotating.lesions]
        return self._lesion if self._lesion in codes else codes[0]

    @property
    def selected(self) -> int:
        """The mark that is selected; -1: none."""
        return self._selected if self._selected < len(self._shapes) else -1

    def seen(self) -> tuple[Mark, ...]:
        """The marks as they are seen on the photograph that is shown."""
        photograph, known = self._session.photograph, self._annotating.known
        if photograph is None or known is None:
            return ()
        place = self._session.orientation.affine(photograph.width, photograph.height)
        before, self._seen = self._seen if place == self._place else {}, {}
        self._place = place
        for shape in known.said.shapes:
            if shape not in self._seen:
                lines = known.outlines.get(shape) or (shape.points,)
                self._seen[shape] = before.get(shape) or _seen(shape, lines, place)
        return tuple(self._seen[shape] for shape in known.said.shapes)

    def chooseLesion(self, code: str) -> None:
        """What new marks are called."""
        if code != self._lesion:
            self._lesion = code
            self._annotating.changed.emit()

    def chooseLesionAt(self, row: int) -> None:
        """What new marks are called, by the place in the list."""
        lesions = self._annotating.lesions
        if 0 <= row < len(lesions):
            self.chooseLesion(lesions[row].code)

    def select(self, number: int) -> None:
        """Select a mark; -1: none."""
        if number != self._selected:
            self._selected = number
            self.selectedChanged.emit()

    def add(self, kind: ShapeKind, points: Sequence[Point]) -> None:
        """Mark something as the chosen lesion."""
        shape = self._shape(kind, self.lesion, points)
        if shape is not None and self._annotating.is_ready:
            self._annotating.setShapes((*self._shapes, shape))
            self.select(len(self._shapes) - 1)

    def reshape(self, number: int, points: Sequence[Point]) -> None:
        """Give a mark other points."""
        if 0 <= number < len(self._shapes):
            shape = self._shape(self._shapes[number].kind, self._shapes[number].name, points)
            if shape is not None:
                self._replace(number, shape)

    def rename(self, number: int, code: str) -> None:
        """Call a mark something else."""
        if 0 <= number < len(self._shapes) and self._shapes[number].name != code:
            self._replace(number, replace(self._shapes[number], name=code))

    def remove(self, number: int) -> None:
        """Take a mark away."""
        if 0 <= number < len(self._shapes):
            self.select(-1)
            self._replace(number)

    @property
    def _shapes(self) -> tuple[Shape, ...]:
        return self._annotating.annotation.shapes

    def _replace(self, number: int, *shapes: Shape) -> None:
        self._annotating.setShapes((*self._shapes[:number], *shapes, *self._shapes[number + 1 :]))

    def _shape(self, kind: ShapeKind, code: str, points: Sequence[Point]) -> Shape | None:
        """A mark of the file's own pixels; None where it could be none."""
        photograph = self._session.photograph
        if photograph is None or not points:
            return None
        width, height = photograph.width, photograph.height
        if kind is ShapeKind.POINT and not (0 <= points[0][0] < width and 0 <= points[0][1] < height):
            return None
        place = self._session.orientation.affine(width, height)
        inside = [(min(max(x, 0.0), float(width)), min(max(y, 0.0), float(height))) for x, y in points]
        stored = tuple((round(x, DECIMALS), round(y, DECIMALS)) for x, y in (place(*point) for point in inside))
        if kind is ShapeKind.BOX:
            (left, right), (top, bottom) = (sorted(point[axis] for point in stored) for axis in (0, 1))
            is_box = right > left and bottom > top
            return Shape(kind, code, ((left, top), (right, bottom))) if is_box else None
        if kind is ShapeKind.REGION and len(set(stored)) < 3:
            return None
        return Shape(kind, code, stored)


def _seen(shape: Shape, lines: Sequence[Sequence[Point]], place: Affine) -> Mark:
    """A mark where it is seen; of a box the corners in their order."""
    seen = tuple(tuple(place(x, y) for x, y in line) for line in lines)
    if shape.kind is ShapeKind.BOX:
        (xs, ys) = zip(*seen[0], strict=True)
        seen = (((min(xs), min(ys)), (max(xs), max(ys))),)
    return Mark(shape.kind, shape.name, seen, is_fixed=bool(shape.runs))
