"""What is dragged from a list onto a cell of the grid: a method, a layer, a class, a model or a photograph."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QDrag, QMouseEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from core.jsontext import parse_json

MIME = "application/x-funduscope-value"
_PADDING_PX = 8
_MOST_WORDS = 48


class DragKind(StrEnum):
    """What is dragged; the value is the name in the data of the drag."""

    METHOD = "method"
    LAYER = "layer"
    CLASS = "class"
    MODEL = "model"
    PHOTOGRAPH = "photograph"


@dataclass(frozen=True, slots=True)
class Dragged:
    """A thing that is dragged: `value` is a method's value, a layer's name, a class's number, or a path.

    `words` stand beside the pointer.
    """

    kind: DragKind
    value: str
    words: str = ""


def mime_of(dragged: Dragged) -> QMimeData:
    """The data of a drag within the program."""
    data = QMimeData()
    data.setData(MIME, json.dumps({"kind": dragged.kind.value, "value": dragged.value}).encode())
    return data


def dragged_in(data: QMimeData) -> Dragged | None:
    """What is dragged; None where it comes from elsewhere."""
    if not data.hasFormat(MIME):
        return None
    try:
        fields = parse_json(bytes(data.data(MIME).data()))
        return Dragged(DragKind(fields["kind"]), str(fields["value"]))
    except (ValueError, TypeError, KeyError):
        return None


class DragSource(QObject):
    """Lets what lies under the pointer in a widget be dragged away once the pointer has moved far enough.

    `at` tells what lies at a position of the widget; `before` is called when a drag begins, to close a popup.
    """

    def __init__(
        self, widget: QWidget, at: Callable[[QPoint], Dragged | None], before: Callable[[], object] | None = None
    ) -> None:
        super().__init__(widget)
        self._widget, self._at, self._before = widget, at, before
        self._pressed: tuple[QPoint, Dragged] | None = None
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Watch the left button; nothing is taken from the widget until a drag begins."""
        if not isinstance(event, QMouseEvent):
            return False
        position = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            found = self._at(position)
            self._pressed = (position, found) if found is not None else None
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._pressed = None
        elif event.type() == QEvent.Type.MouseMove and self._pressed is not None:
            start, dragged = self._pressed
            if (position - start).manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                self.drag(dragged)
                return True
        return False

    def drag(self, dragged: Dragged) -> None:
        """Drag it until it is dropped."""
        if self._before is not None:
            self._before()
        drag = QDrag(self._widget)
        drag.setMimeData(mime_of(dragged))
        drag.setPixmap(_label(dragged.words or dragged.value, self._widget))
        drag.exec(Qt.DropAction.CopyAction)


def _label(words: str, widget: QWidget) -> QPixmap:
    """The words as they stand beside the pointer."""
    words = words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"
    metrics, ratio, palette = widget.fontMetrics(), widget.devicePixelRatioF(), widget.palette()
    width, height = metrics.horizontalAdvance(words) + 2 * _PADDING_PX, metrics.height() + _PADDING_PX
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setBrush(palette.color(QPalette.ColorRole.Window))
    painter.setPen(palette.color(QPalette.ColorRole.Highlight))
    painter.drawRoundedRect(0, 0, width - 1, height - 1, 4, 4)
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    painter.setFont(widget.font())
    painter.drawText(QRect(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return pixmap
