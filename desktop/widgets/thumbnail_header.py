"""Above the photographs: a field that filters them by name, their order, and how many there are."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from desktop.itemmodels.thumbnails import PhotographOrder
from desktop.translation import tr, tr_count

FILTER_DELAY_MS = 120
FRAME_PX = 24
"""What the frame of a field takes."""


class ThumbnailHeader(QWidget):
    """Filter and order of a list of photographs; it only tells what the user wants."""

    filterChanged = Signal(str)
    """Emitted a moment after the last letter."""
    orderChanged = Signal(object)
    """PhotographOrder."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thumbnailHeader")
        self.filterField = QLineEdit(placeholderText=tr("Filter"), clearButtonEnabled=True)
        self.filterField.setAccessibleName(tr("Filter photographs by name"))
        hint_px = self.filterField.fontMetrics().horizontalAdvance(self.filterField.placeholderText())
        self.filterField.setMinimumWidth(hint_px + FRAME_PX)  # the box beside it gives way
        self.filterField.setToolTip(tr("Show only photographs in whose name each of these words occurs"))
        self.orderBox = QComboBox()
        self.orderBox.setAccessibleName(tr("Order of the photographs"))
        self.orderBox.setToolTip(tr("The order of the photographs"))
        # As narrow as the shortest name: the list that drops down is as wide as it must be.
        self.orderBox.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.orderBox.setMinimumContentsLength(4)
        for order in PhotographOrder:
            self.orderBox.addItem(tr(order.value), order)
        self._count = QLabel()
        self._count.setProperty("role", "dim")
        self._count.setAccessibleName(tr("Number of photographs"))
        self._delay = QTimer(self, singleShot=True, interval=FILTER_DELAY_MS)
        self._delay.timeout.connect(lambda: self.filterChanged.emit(self.filterField.text()))
        self.filterField.textChanged.connect(lambda _text: self._delay.start())
        self.orderBox.activated.connect(lambda _row: self.orderChanged.emit(self.order()))
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(8, 8, 8, 4)
        layout.setSpacing(6)
        layout.addWidget(self.filterField, 0, 0)
        layout.addWidget(self.orderBox, 0, 1)
        layout.addWidget(self._count, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)

    def order(self) -> PhotographOrder:
        """The order that is chosen."""
        order = self.orderBox.currentData()
        return order if isinstance(order, PhotographOrder) else PhotographOrder(order)

    def setOrder(self, order: PhotographOrder) -> None:
        """Show another order, without telling anybody."""
        self.orderBox.setCurrentIndex(list(PhotographOrder).index(order))

    def setCounts(self, shown: int, total: int) -> None:
        """How many photographs are shown, of how many."""
        self._count.setText(
            tr_count("{count:,} photograph", "{count:,} photographs", total)
            if shown == total
            else tr("{shown:,} of {total:,}", shown=shown, total=total)
        )
