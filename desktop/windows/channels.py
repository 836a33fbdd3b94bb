"""A window beside the main one: the maps of all channels of a layer, from which one is chosen to be explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QHideEvent, QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.explain.catalogue import CATALOGUE
from core.explain.query import ChannelTarget, Method
from core.explain.rendering import Rendering
from desktop.channel_sheets import METHODS, PICTURE_PX, ChannelSheet, ChannelSheets
from desktop.session import Session
from desktop.translation import mark, tr
from desktop.widgets.job_bar import JobBar
from desktop.widgets.layer_picture import LayerPicture, colour_table, on_dark
from desktop.widgets.painting import line_colour

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

SIZE = QSize(720, 560)
CELL = QSize(PICTURE_PX + 20, PICTURE_PX + 44)
_CHANNEL = Qt.ItemDataRole.UserRole
SENTENCES = {
    Method.SALIENCY: mark("What the strongest unit of each channel sees, and which pixels of it would change it most."),
    Method.OCCLUSION: mark("What each channel loses when a window hides that place: all of them from one sweep."),
}


class ChannelsDialog(QDialog):
    """Pictures with numbers and largest values; a click or Enter explains that channel. Follows the selection."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("All channels of a layer"))
        self._session = session
        self._rendering = Rendering()
        self.sheets = ChannelSheets(session, self)
        self.methodBox, self.orderBox = QComboBox(), QComboBox()
        self.titleLabel, self.sentenceLabel, self.messageLabel = QLabel(), QLabel(), QLabel()
        self.list = QListWidget()
        self.job = JobBar()
        self._lay_out()
        self._connect()
        self.resize(SIZE)

    def _lay_out(self) -> None:
        for method in METHODS:
            self.methodBox.addItem(tr(CATALOGUE[method].title), method)
        self.methodBox.setAccessibleName(tr("Method"))
        for text, is_by_peak in ((tr("Strongest first"), True), (tr("By number"), False)):
            self.orderBox.addItem(text, is_by_peak)
        self.orderBox.setAccessibleName(tr("Order"))
        self.sentenceLabel.setWordWrap(True)
        self.sentenceLabel.setProperty("role", "dim")
        self.messageLabel.setWordWrap(True)
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(PICTURE_PX, PICTURE_PX))
        self.list.setGridSize(CELL)
        self.list.setAccessibleName(tr("Channels"))
        top = QHBoxLayout()
        top.addWidget(self.titleLabel, 1)
        top.addWidget(self.methodBox)
        top.addWidget(self.orderBox)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        for widget in (self.sentenceLabel, self.messageLabel):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.job)

    def _connect(self) -> None:
        self.sheets.changed.connect(self._show)
        self.sheets.progressed.connect(self.job.setProgress)
        self.methodBox.activated.connect(lambda _row: self._ask())
        self.orderBox.activated.connect(lambda _row: self._show())
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.job.cancelRequested.connect(self.sheets.cancel)
        for signal in (self._session.selectionChanged, self._session.photographChanged, self._session.modelChanged):
            signal.connect(lambda _value: self._follow())

    def method(self) -> Method:
        """By which method the channels are explained."""
        return Method(self.methodBox.currentData())

    def setMethod(self, method: Method) -> None:
        """Explain by `method`, where it has all channels at once; else by that which is shown."""
        if method in METHODS:
            self.methodBox.setCurrentIndex(METHODS.index(method))
            self._follow()

    def setRendering(self, rendering: Rendering) -> None:
        """Colour the pictures as the viewer colours its maps."""
        if rendering != self._rendering:
            self._rendering = rendering
            if self.isVisible():
                self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Compute what is looked at."""
        super().showEvent(event)
        if not event.spontaneous():
            self._ask()
            self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Compute nothing that nobody looks at."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.sheets.cancel()

    def _follow(self) -> None:
        if self.isVisible():
            self._ask()
            self._mark()

    def _ask(self) -> None:
        self.sheets.ask(self.method())

    def _choose(self, item: QListWidgetItem) -> None:
        self.sheets.explain(item.data(_CHANNEL))

    # What is shown

    def _show(self) -> None:
        sheets, sheet, query = self.sheets, self.sheets.sheet, self.sheets.question(self.method())
        target = query.target if query is not None else None
        layer = target.layer if isinstance(target, ChannelTarget) else None
        count = (
            tr("{count} channels of {layer}", count=len(sheet.pictures), layer=layer)
            if sheet is not None
            else tr("Channels of {layer}", layer=layer)
        )
        self.titleLabel.setText(count if layer is not None else tr("No layer is selected"))
        self.sentenceLabel.setText(tr(SENTENCES[self.method()]))
        self.messageLabel.setText(self._message())
        self.messageLabel.setVisible(bool(self.messageLabel.text()))
        if sheets.is_busy:
            self.job.start(tr("Computing all channels"))
        else:
            self.job.finish()
        self._fill(sheet)

    def _message(self) -> str:
        if self.sheets.error is not None:
            return str(self.sheets.error)
        if self._session.model is None or self._session.photograph is None:
            return tr("Open a photograph and a model: the window shows what each channel of the layer sees in it.")
        if self.sheets.sheet is None and not self.sheets.is_busy:
            return tr("Stopped: choose a method or a layer to compute it.")
        return ""

    def _fill(self, sheet: ChannelSheet | None) -> None:
        self.list.clear()
        if sheet is None:
            return
        look = self._rendering
        colours = colour_table(on_dark(look.signed_colour_map if sheet.is_signed else look.colour_map))
        numbers = range(len(sheet.pictures))
        by_peak = sorted(numbers, key=lambda number: -abs(sheet.peaks[number]))
        for number in by_peak if self.orderBox.currentData() else numbers:
            item = QListWidgetItem(f"{number}\n{sheet.peaks[number]:.3g}", self.list)
            item.setData(_CHANNEL, number)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setIcon(self._icon(sheet.pictures[number], colours))
            item.setToolTip(
                tr(
                    "Channel {number}, largest value {peaks:.6g}\nClick to explain it",
                    number=number,
                    peaks=sheet.peaks[number],
                )
            )
        self._mark()

    def _icon(self, picture: LayerPicture, colours: list[int]) -> QIcon:
        """In a square, so that all stand in line; empty where the map has no evidence."""
        pixmap = QPixmap(PICTURE_PX, PICTURE_PX)
        pixmap.fill(line_colour(self.palette()) if picture.levels is None else Qt.GlobalColor.black)
        if picture.levels is not None:
            keep = Qt.AspectRatioMode.KeepAspectRatio
            pixmap = QPixmap.fromImage(picture.coloured(colours).scaled(PICTURE_PX, PICTURE_PX, keep))
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)  # a tint would change the colours, which are a measurement
        return icon

    def _mark(self) -> None:
        """The channel that is explained is the current one."""
        target, sheet = self._session.selection.target, self.sheets.sheet
        if sheet is None or not isinstance(target, ChannelTarget):
            return
        for row in range(self.list.count()):
            if self.list.item(row).data(_CHANNEL) == target.channel:
                self.list.setCurrentRow(row)


class Channels(QObject):
    """Opens the window of all channels for the main one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: ChannelsDialog | None = None

    def show(self) -> None:
        """Show it, by the selected method where that has all channels at once."""
        if self.dialog is None:
            self.dialog = ChannelsDialog(self._window.session, self._window)
            self.dialog.setRendering(self._window.viewer.rendering())
            self._window.viewer.renderingChanged.connect(self.dialog.setRendering)
        self.dialog.setMethod(self._window.session.selection.method)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
