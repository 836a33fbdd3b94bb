"""How far maps agree, as a table of figures with a shade behind each."""

from __future__ import annotations

import math

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from core.explain.agreement import Agreement
from desktop.translation import tr
from desktop.widgets.painting import accent_colour, mixed

AnyIndex = QModelIndex | QPersistentModelIndex
_CELL_PX = 64
_NAME_PX = 190
NO_FIGURE = "\N{EM DASH}"
_MINUS = "\N{MINUS SIGN}"


class AgreementModel(QAbstractTableModel):
    """One row and one column a map."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._agreement: Agreement | None = None

    def setAgreement(self, agreement: Agreement | None) -> None:
        """Show these figures."""
        self.beginResetModel()
        self._agreement = agreement
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """How many maps there are."""
        return 0 if parent.isValid() or self._agreement is None else len(self._agreement.names)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """How many maps there are."""
        return self.rowCount(parent)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The maps' names to the left, their numbers above, where there is no room for more."""
        if self._agreement is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        name, number = self._agreement.names[section], f"{section + 1}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return name
        return number if orientation is Qt.Orientation.Horizontal else f"{number}  {name}"

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The figure, a shade, and what it means."""
        if self._agreement is None or not index.isValid():
            return None
        value = float(self._agreement.correlations[index.row(), index.column()])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return NO_FIGURE if math.isnan(value) else f"{value:.2f}".replace("-", _MINUS)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.BackgroundRole:
                return _shade(value)
            case Qt.ItemDataRole.ToolTipRole:
                names = self._agreement.names
                return f"{names[index.row()]}\n{names[index.column()]}\n{_meaning(value)}"
        return None


class AgreementTable(QTableView):
    """Shows an agreement; nothing in it can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = AgreementModel(self)
        self.setModel(self._model)
        self.setAccessibleName(tr("Rank correlation of the maps"))
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(_ShadeDelegate(self))
        self.setSelectionMode(QTableView.SelectionMode.ContiguousSelection)
        self.verticalHeader().setFixedWidth(_NAME_PX)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setHighlightSections(False)
            header.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def setAgreement(self, agreement: Agreement | None) -> None:
        """Show these figures."""
        self._model.setAgreement(agreement)

    def sizeHint(self) -> QSize:
        """Room for every figure."""
        count = max(2, self._model.rowCount())
        return QSize(_NAME_PX + count * _CELL_PX + 4, (count + 1) * 34 + 4)


class _ShadeDelegate(QStyledItemDelegate):
    """Paints the shade, which a style sheet would leave out, under the figure."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell."""
        shade = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(shade, QColor):
            painter.fillRect(option.rect, shade)
        super().paint(painter, option, index)


def _shade(value: float) -> QColor | None:
    """The more two maps agree the more of the accent; those that contradict each other get none."""
    palette = QGuiApplication.palette()
    if math.isnan(value) or value <= 0:
        return None
    return mixed(palette.base().color(), accent_colour(palette), 0.5 * value)


def _meaning(value: float) -> str:
    if math.isnan(value):
        return tr("No figure: one of the maps has the same value everywhere, or they show no place in common.")
    return tr("Spearman's rank correlation {value:.4f}", value=value).replace("-", _MINUS)
