"""The files that come with the program, and icons in the colours of the palette."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "resources"


def resource_path(*parts: str) -> Path:
    """The file `parts` in the folder of resources, wherever the program is installed. Raises FileNotFoundError."""
    path = FOLDER.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path


def read_text(*parts: str) -> str:
    """The text of a resource."""
    return resource_path(*parts).read_text(encoding="utf-8")


def icon(name: str) -> QIcon:
    """The line icon `resources/icons/NAME.svg`, drawn in the colours that the palette has when it is painted."""
    return QIcon(_SvgIconEngine(read_text("icons", f"{name}.svg")))


def app_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    source = read_text("icons", "funduscope.svg")
    result = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(_render(source, QSize(size, size)))
    return result


class _SvgIconEngine(QIconEngine):
    """Paints an SVG whose lines are `currentColor`, so that a change of theme needs no new icons."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self._source = source
        self._clones: list[_SvgIconEngine] = []

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        colour = _colour(mode)
        renderer = QSvgRenderer(QByteArray(self._source.replace("currentColor", colour).encode()))
        renderer.render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        result = QPixmap(size)
        if result.isNull():
            return result  # a button that was squeezed to nothing asks for nothing
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return result

    def clone(self) -> QIconEngine:
        # Qt owns what it is given, yet Python would collect it: it is kept here as long as this one lives.
        copy = _SvgIconEngine(self._source)
        self._clones.append(copy)
        return copy


def _colour(mode: QIcon.Mode) -> str:
    palette = QGuiApplication.palette()
    if mode is QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText).name()
    if mode is QIcon.Mode.Selected:
        return palette.color(QPalette.ColorRole.HighlightedText).name()
    return palette.color(QPalette.ColorRole.WindowText).name()


def _render(source: str, size: QSize) -> QPixmap:
    result = QPixmap(size)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(QByteArray(source.encode())).render(painter)
    painter.end()
    return result
