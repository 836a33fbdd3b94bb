"""The values of an axis as chips: one can be taken away, others can be added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from desktop.resources import icon
from desktop.translation import tr
from desktop.widgets.painting import accent_colour, dim_colour, hover_colour, line_colour

_HEIGHT_PX = 24
_CROSS_PX = 18
_PADDING_PX = 8
_GAP_PX = 4
_LEAST_PX = 44


@dataclass(frozen=True, slots=True)
class Chip:
    """One value: its words, and what it stands for to whoever made it."""

    text: str
    value: object


class ChipButton(QWidget):
    """One chip: words that give way where there is no room, and a cross."""

    removeRequested = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._is_removable = True
        self.setFixedHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The words."""
        return self._text

    def setRemovable(self, is_removable: bool) -> None:  # noqa: FBT001
        """Whether there is a cross."""
        self._is_removable = is_removable
        self.setAccessibleDescription(tr("Delete takes it away") if is_removable else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all words."""
        cross_px = _CROSS_PX if self._is_removable else _PADDING_PX
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + _PADDING_PX + cross_px + 2, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """A few letters and the cross."""
        return QSize(min(_LEAST_PX, self.sizeHint().width()), _HEIGHT_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be calm."""
        super().leaveEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take away where the cross is hit, by the middle button anywhere."""
        is_hit = self._cross().contains(event.position().toPoint()) or event.button() == Qt.MouseButton.MiddleButton
        if is_hit and self._is_removable and self.rect().contains(event.position().toPoint()):
            self.removeRequested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._is_removable:
            self.removeRequested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setPen(QPen(accent_colour(palette) if self.hasFocus() else line_colour(palette), 1))
        is_lit = self.underMouse()
        painter.setBrush(hover_colour(palette) if is_lit else palette.alternateBase().color())
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 11, 11)
        painter.setPen(palette.windowText().color())
        right = _CROSS_PX if self._is_removable else _PADDING_PX
        words = self.rect().adjusted(_PADDING_PX, 0, -right, 0)
        short = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideMiddle, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)
        if self._is_removable:
            centre = self._cross().center()
            painter.setPen(QPen(palette.windowText().color() if is_lit else dim_colour(palette), 1.4))
            for slope in (1, -1):
                painter.drawLine(centre.x() - 3, centre.y() - 3 * slope, centre.x() + 3, centre.y() + 3 * slope)

    def _cross(self) -> QRect:
        return QRect(self.width() - _CROSS_PX - 1, 0, _CROSS_PX, self.height())


class ChipRow(QWidget):
    """The chips of one axis, and a button that asks for one more."""

    removeRequested = Signal(object)
    """The value of a chip."""
    addRequested = Signal(object)
    """The position (QPoint) on the screen where a menu may open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[tuple[Chip, ChipButton]] = []
        self.addButton = QToolButton(self)
        self.addButton.setIcon(icon("add"))
        self.addButton.setIconSize(QSize(14, 14))
        self.addButton.setFixedSize(_HEIGHT_PX, _HEIGHT_PX)
        self.addButton.setToolTip(tr("Add one more"))
        self.addButton.setAccessibleName(tr("Add one more"))
        self.addButton.clicked.connect(self._ask)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setChips(self, chips: Sequence[Chip], *, has_room: bool, least: int = 1) -> None:
        """Show these; with `has_room` one more can be added, and those beyond the `least` can be taken away."""
        if [chip for chip, _button in self._chips] != list(chips):
            for _chip, button in self._chips:
                button.hide()
                button.deleteLater()
            self._chips = [(chip, ChipButton(chip.text, self)) for chip in chips]
            for chip, button in self._chips:
                button.removeRequested.connect(lambda value=chip.value: self.removeRequested.emit(value))
                button.show()
        for _chip, button in self._chips:
            button.setRemovable(len(self._chips) > least)
        self.addButton.setEnabled(has_room)
        self.addButton.setToolTip(tr("Add one more") if has_room else tr("There is no room for more"))
        self.updateGeometry()
        self._place()

    def texts(self) -> list[str]:
        """The words of the chips."""
        return [chip.text for chip, _button in self._chips]

    def button(self, number: int) -> ChipButton:
        """A chip."""
        return self._chips[number][1]

    def sizeHint(self) -> QSize:
        """Room for all words."""
        return QSize(sum(self._hints()) + len(self._chips) * _GAP_PX + _HEIGHT_PX, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """A few letters of each."""
        least = sum(min(_LEAST_PX, hint) for hint in self._hints())
        return QSize(least + len(self._chips) * _GAP_PX + _HEIGHT_PX, _HEIGHT_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the room anew."""
        super().resizeEvent(event)
        self._place()

    def _hints(self) -> list[int]:
        return [button.sizeHint().width() for _chip, button in self._chips]

    def _place(self) -> None:
        """The longest words give way first, so that short ones stay whole."""
        hints = self._hints()
        room = self.width() - _HEIGHT_PX - len(hints) * _GAP_PX
        x = 0
        for (_chip, button), width in zip(self._chips, shared(hints, room), strict=True):
            button.setGeometry(x, 0, width, _HEIGHT_PX)
            x += width + _GAP_PX
        self.addButton.move(x, 0)

    def _ask(self) -> None:
        self.addRequested.emit(self.addButton.mapToGlobal(self.addButton.rect().bottomLeft()))


def shared(wanted: Sequence[int], room: int) -> list[int]:
    """`room` divided among those who want so much: nobody gets more, and those who want most give way first."""
    given, left, waiting = list(wanted), room, len(wanted)
    for place in sorted(range(len(wanted)), key=lambda place: wanted[place]):
        given[place] = max(0, min(wanted[place], left // waiting))
        left -= given[place]
        waiting -= 1
    return given
