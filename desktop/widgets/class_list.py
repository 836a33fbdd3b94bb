"""What the network says: each class with its probability as a bar, and which of them is explained."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from desktop.itemmodels.classes import ClassModel, ClassOrder, ClassRole
from desktop.translation import tr
from desktop.widgets.class_delegate import ROW_HEIGHT_PX, ClassDelegate
from desktop.widgets.dragging import Dragged, DragKind, DragSource
from desktop.widgets.eliding_combo_box import ElidingComboBox

FILTER_ABOVE_CLASSES = 12
VISIBLE_ROWS = 5
LEAST_CHARACTERS = 5


class ClassList(QWidget):
    """Classes with probabilities. A click or Enter explains a class; the box goes back to following the prediction."""

    targetChosen = Signal(int)
    """The user wants this class explained."""
    predictedRequested = Signal()
    """The user wants the predicted class explained, whichever it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classList")
        self._model = ClassModel(self)
        self._model.modelReset.connect(self._show_target)
        self._model.dataChanged.connect(lambda *_: self._show_target())
        self.followBox = QCheckBox(tr("Follow prediction"))
        self.followBox.setChecked(True)
        self.followBox.setToolTip(tr("Explain the predicted class of every photograph, whichever it is"))
        self.followBox.clicked.connect(self._follow_clicked)
        self.orderBox = ElidingComboBox()
        self.orderBox.setMinimumContentsLength(LEAST_CHARACTERS)
        self.orderBox.setAccessibleName(tr("Order of the classes"))
        for order in ClassOrder:
            self.orderBox.addItem(tr(order.value), order)
        self.orderBox.activated.connect(lambda row: self.setOrder(list(ClassOrder)[row]))
        self.filterField = QLineEdit(placeholderText=tr("Filter classes"), clearButtonEnabled=True)
        self.filterField.setAccessibleName(tr("Filter classes by name"))
        self.filterField.textChanged.connect(self._model.setFilter)
        self.filterField.returnPressed.connect(self._choose_first)
        self.filterField.hide()
        self.view = self._make_view()
        self._lay_out()
        self.setOrder(ClassOrder.NETWORK)

    def _make_view(self) -> QListView:
        view = QListView()
        view.setObjectName("classView")
        view.setAccessibleName(tr("Classes"))
        view.setModel(self._model)
        view.setItemDelegate(ClassDelegate(view))
        view.setUniformItemSizes(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setMinimumHeight(ROW_HEIGHT_PX)
        DragSource(view.viewport(), lambda position: self._dragged(view.indexAt(position)))
        view.clicked.connect(self._choose)
        view.activated.connect(self._choose)
        return view

    def _dragged(self, index: QModelIndex) -> Dragged | None:
        number = index.data(ClassRole.INDEX) if index.isValid() else None
        return None if number is None else Dragged(DragKind.CLASS, str(number), str(index.data()))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 0)
        bar.addWidget(self.followBox)
        bar.addWidget(self.orderBox, 1)
        field = QHBoxLayout()
        field.setContentsMargins(8, 0, 8, 0)
        field.addWidget(self.filterField)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(bar)
        layout.addLayout(field)
        layout.addWidget(self.view, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the class that is explained in sight."""
        super().resizeEvent(event)
        index = self._model.index(self._model.row(self._model.explained()))
        if index.isValid():
            self.view.scrollTo(index)

    # What is shown

    def setClasses(self, names: Sequence[str]) -> None:
        """Show these classes; probabilities and target are forgotten."""
        self.filterField.clear()
        self._model.setClasses(names)
        self.filterField.setVisible(len(names) > FILTER_ABOVE_CLASSES)
        is_long = len(names) > FILTER_ABOVE_CLASSES
        self.setOrder(ClassOrder.PROBABILITY if is_long else ClassOrder.NETWORK)
        self.followBox.setChecked(True)
        self.followBox.setEnabled(bool(names))

    def setProbabilities(self, probabilities: NDArray[np.float32] | None) -> None:
        """The probabilities in class order, float (n,) in [0, 1]; None where there is no prediction."""
        self._model.setProbabilities(probabilities)

    def setTarget(self, target: int | None, *, is_following: bool | None = None) -> None:
        """Mark the class that is explained; None: the predicted one, or where not `is_following` none at all."""
        self._model.setTarget(target, is_following=is_following)
        self.followBox.setChecked(target is None if is_following is None else is_following)

    def target(self) -> int | None:
        """The class that is explained by choice, None where the prediction is followed."""
        return self._model.target()

    def predicted(self) -> int | None:
        """The class with the highest probability."""
        return self._model.predicted()

    def classIndexAt(self, row: int) -> int | None:
        """The class of a row as the rows are ordered now, for the number keys; None where there is no such row."""
        return self._model.classIndex(row) if 0 <= row < self._model.rowCount() else None

    def setOrder(self, order: ClassOrder) -> None:
        """Order the classes."""
        self.orderBox.setCurrentIndex(list(ClassOrder).index(order))
        self._model.setOrder(order)

    def order(self) -> ClassOrder:
        """The order of the classes."""
        return self._model.order()

    def sizeHint(self) -> QSize:
        """Room for a handful of classes."""
        return QSize(280, VISIBLE_ROWS * ROW_HEIGHT_PX + 48)

    # What the user does

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.targetChosen.emit(self._model.classIndex(index.row()))

    def _choose_first(self) -> None:
        if self._model.rowCount():
            self._choose(self._model.index(0))

    def _follow_clicked(self, *_: object) -> None:
        target = self._model.explained()
        if self.followBox.isChecked():
            self.predictedRequested.emit()
        elif target is not None:
            self.targetChosen.emit(target)  # hold on to what is explained now

    def _show_target(self) -> None:
        row = self._model.row(self._model.explained())
        if row >= 0:
            self.view.setCurrentIndex(self._model.index(row))
