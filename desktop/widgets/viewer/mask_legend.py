"""What the outlines on the photograph stand for, in a corner of it; each kind can be switched off."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from desktop.translation import mark, tr, tr_count
from desktop.widgets.viewer.mask_outlines import MaskOutline

NO_MASKS = mark("No masks for this photograph")
READING = mark("Reading masks…")
WHERE = mark("Masks lie beside the photographs, in masks/CODE/NAME_CODE.png")

_MARGIN_PX = 8
_SWATCH = QSize(18, 14)
_PATIENCE_MS = 250


class MaskLegend(QWidget):
    """A field in the upper left corner of its parent, with a row for each kind, or words where there is none."""

    kindToggled = Signal(str, bool)
    """The code of a kind, and whether it is to be shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("maskLegend")
        self.setAccessibleName(tr("Outlined masks"))
        self._around = parent
        self._boxes: dict[str, QCheckBox] = {}
        self._words = QLabel()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._say(tr(READING)))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 6, 10, 6)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(2)
        self._grid.addWidget(self._words, 0, 0, 1, 2)
        self.hide()
        parent.installEventFilter(self)

    def clear(self) -> None:
        """Show nothing."""
        self._patience.stop()
        self.hide()

    def setReading(self) -> None:
        """Say that masks are being read, once that takes long enough to be noticed."""
        self.hide()
        self._patience.start()

    def setMasks(self, masks: Sequence[MaskOutline], *, hidden: Collection[str] = ()) -> None:
        """List these kinds; those whose code is `hidden` are switched off."""
        self._patience.stop()
        if not masks:
            self._say(tr(NO_MASKS))
            return
        if list(self._boxes) != [mask.code for mask in masks] or self._words.isVisibleTo(self):
            self._make_rows(masks)
        for row, mask in enumerate(masks):
            self._fill_row(row, mask, is_shown=mask.code not in hidden)
        self._appear()

    def words(self) -> str:
        """What is said instead of a list; empty where there is one."""
        return self._words.text() if self._words.isVisibleTo(self) else ""

    def boxes(self) -> dict[str, QCheckBox]:
        """The switch of each kind, by its code."""
        return dict(self._boxes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay within the parent when it changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the field behind the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = QColor(self.palette().color(QPalette.ColorRole.Base))
        field.setAlpha(225)
        painter.setBrush(field)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _say(self, text: str) -> None:
        self._drop_rows()
        self._words.setText(text)
        self._words.setToolTip(tr(WHERE) if text == tr(NO_MASKS) else "")
        self._words.show()
        self._appear()

    def _appear(self) -> None:
        self.show()
        self._place()
        self.raise_()

    def _drop_rows(self) -> None:
        for row in range(1, self._grid.rowCount()):
            for column in range(2):
                item = self._grid.itemAtPosition(row, column)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    self._grid.removeWidget(widget)
                    widget.hide()
                    widget.deleteLater()
        self._boxes = {}

    def _make_rows(self, masks: Sequence[MaskOutline]) -> None:
        self._drop_rows()
        self._words.hide()
        for row, mask in enumerate(masks, start=1):
            box = QCheckBox()
            box.setIconSize(_SWATCH)
            box.toggled.connect(lambda is_on, code=mask.code: self.kindToggled.emit(code, is_on))
            count = QLabel()
            count.setProperty("role", "dim")
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, widget in enumerate((box, count)):
                self._grid.addWidget(widget, row, column)
                widget.show()  # else a legend that is on the screen already would show it only later
            self._boxes[mask.code] = box

    def _fill_row(self, row: int, mask: MaskOutline, *, is_shown: bool) -> None:
        box = self._boxes[mask.code]
        regions = tr_count("1 region", "{count} regions", mask.region_count)
        box.blockSignals(True)  # noqa: FBT003
        box.setChecked(is_shown)
        box.blockSignals(False)  # noqa: FBT003
        box.setText(mask.name)
        box.setIcon(_swatch(mask, self.devicePixelRatioF()))
        box.setAccessibleName(f"{mask.name}, {regions}")
        box.setToolTip(
            tr("{regions} outlined as {mask_name} ({code})", regions=regions, mask_name=mask.name, code=mask.code)
        )
        item = self._grid.itemAtPosition(row + 1, 1)
        count = item.widget() if item is not None else None
        if isinstance(count, QLabel):
            count.setText(str(mask.region_count))

    def _place(self) -> None:
        if self.isHidden():
            return
        self._grid.activate()
        room = self._around.size() - QSize(2 * _MARGIN_PX, 2 * _MARGIN_PX)
        self.resize(self.sizeHint().boundedTo(room))
        self.move(_MARGIN_PX, _MARGIN_PX)


def _swatch(mask: MaskOutline, ratio: float) -> QIcon:
    """A ring in the colour of the outline, on dark as it is on the photograph."""
    pixmap = QPixmap(_SWATCH * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(40, 24, 20))
    painter.drawRoundedRect(QRectF(0, 0, _SWATCH.width(), _SWATCH.height()), 3, 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(*mask.rgb), 1.8))
    painter.drawEllipse(QRectF(4.5, 3, 9, 8))
    painter.end()
    return QIcon(pixmap)
