"""What the widgets that paint themselves share: colours out of the palette, outlines, small pictures."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPalette, QPen

RADIUS_PX = 4.0
UNIT_PX = 8


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """A colour between two: `share` 0 is the first, 1 the second."""
    return QColor.fromRgbF(
        first.redF() + (second.redF() - first.redF()) * share,
        first.greenF() + (second.greenF() - first.greenF()) * share,
        first.blueF() + (second.blueF() - first.blueF()) * share,
        first.alphaF() + (second.alphaF() - first.alphaF()) * share,
    )


def line_colour(palette: QPalette) -> QColor:
    """Borders and separators."""
    return palette.color(QPalette.ColorRole.Mid)


def dim_colour(palette: QPalette) -> QColor:
    """Text of the second rank."""
    colour = palette.color(QPalette.ColorRole.PlaceholderText)
    # A style sheet that sets a text colour puts a faint copy of it here; the program's own palette has the real one.
    return colour if colour.alpha() == 255 else QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)


def accent_colour(palette: QPalette) -> QColor:
    """The one accent. Not `Highlight`, which a style sheet replaces by the colour of selected rows."""
    return palette.color(QPalette.ColorRole.Accent)


def hover_colour(palette: QPalette) -> QColor:
    """The background of what the pointer is over."""
    return palette.color(QPalette.ColorRole.Midlight)


def chosen_colour(palette: QPalette) -> QColor:
    """The background of what is chosen: the panel with a breath of the accent, so that text keeps its contrast."""
    return mixed(palette.color(QPalette.ColorRole.Base), accent_colour(palette), 0.16)


def small_font(font: QFont) -> QFont:
    """The size of captions, badges and hints."""
    smaller = QFont(font)
    if font.pixelSize() > 0:
        smaller.setPixelSize(max(font.pixelSize() - 2, 9))
    else:
        smaller.setPointSizeF(max(font.pointSizeF() * 0.85, 6.5))
    return smaller


def bold_font(font: QFont) -> QFont:
    """The same font with more weight."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def fitted(size: QSize, box: QRect) -> QRect:
    """The largest rectangle with the proportions of `size` in the middle of `box`."""
    scaled = size.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    fit = QRect(0, 0, scaled.width(), scaled.height())
    fit.moveCenter(box.center())
    return fit


def draw_outline(painter: QPainter, rect: QRect, colour: QColor, *, width: float = 2.0) -> None:
    """A rounded outline whose outer edge is the edge of `rect`."""
    inset = width / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), RADIUS_PX, RADIUS_PX)
    painter.restore()


def draw_filled(painter: QPainter, rect: QRect | QRectF, colour: QColor, *, radius: float = RADIUS_PX) -> None:
    """A rounded rectangle without an outline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(rect), radius, radius)
    painter.restore()


def draw_broken_picture(painter: QPainter, box: QRect, colour: QColor) -> None:
    """A quiet picture frame with a crack through it, in the middle of `box`."""
    side = min(box.width(), box.height(), 40) * 0.8
    frame = QRectF(0, 0, side, side * 0.8)
    frame.moveCenter(QRectF(box).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawRoundedRect(frame, 2.0, 2.0)
    crack = ((0.58, 0.0), (0.44, 0.34), (0.60, 0.58), (0.46, 1.0))
    painter.drawPolyline([QPointF(frame.x() + x * frame.width(), frame.y() + y * frame.height()) for x, y in crack])
    painter.restore()


def grey_image(values: NDArray[np.uint8]) -> QImage:
    """A (h, w) uint8 array as a grey picture that owns its bytes."""
    height, width = values.shape
    contiguous = np.ascontiguousarray(values)
    return QImage(contiguous.data, width, height, width, QImage.Format.Format_Grayscale8).copy()
