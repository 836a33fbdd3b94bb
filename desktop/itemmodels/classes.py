"""The classes of a network with their probabilities, filtered and in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.translation import mark, tr

AnyIndex = QModelIndex | QPersistentModelIndex


DIGIT_COUNT = 10


class ClassRole(IntEnum):
    """What a row has beside its name."""

    INDEX = Qt.ItemDataRole.UserRole + 1
    """int: the index of the class in the network's output."""
    PROBABILITY = Qt.ItemDataRole.UserRole + 2
    """float in [0, 1], or None where there is no prediction."""
    IS_PREDICTED = Qt.ItemDataRole.UserRole + 3
    IS_TARGET = Qt.ItemDataRole.UserRole + 4
    """Whether this class is the one that is explained."""
    DIGIT = Qt.ItemDataRole.UserRole + 5
    """The number key that explains the class of this row, as the rows are ordered now, or an empty text."""


class ClassOrder(Enum):
    """The orders that the list offers."""

    PROBABILITY = mark("Probability")
    NETWORK = mark("Class order")


class ClassModel(QAbstractListModel):
    """One row a class. `target` is what is explained; where it is None, the prediction is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._folded: list[str] = []
        self._probabilities: NDArray[np.float32] | None = None
        self._target: int | None = None
        self._is_following = True
        self._predicted: int | None = None
        self._filter = ""
        self._order = ClassOrder.NETWORK
        self._rows: list[int] = []

    def setClasses(self, names: Sequence[str]) -> None:
        """Show these classes, without probabilities."""
        self._names = tuple(names)
        self._folded = [name.casefold() for name in names]
        self._probabilities = None
        self._predicted = None
        self._target = None
        self._is_following = True
        self._rebuild()

    def classes(self) -> tuple[str, ...]:
        """The names, in the order of the network's output."""
        return self._names

    def setProbabilities(self, probabilities: NDArray[np.float32] | None) -> None:
        """The probabilities in class order, float (n,) in [0, 1]; None where there is no prediction.

        Raises ValueError where there is not one for each class.
        """
        if probabilities is not None and probabilities.shape != (len(self._names),):
            raise ValueError(
                tr("{shape} probabilities for {count} classes", shape=probabilities.shape, count=len(self._names))
            )
        self._probabilities = None if probabilities is None else np.array(probabilities, dtype=np.float32)
        self._predicted = None
        if self._probabilities is not None and self._probabilities.size:
            self._predicted = int(np.argmax(self._probabilities))
        self._rebuild()

    def predicted(self) -> int | None:
        """The class with the highest probability."""
        return self._predicted

    def setTarget(self, target: int | None, *, is_following: bool | None = None) -> None:
        """Which class is explained; None: the predicted one, or where not `is_following` something that is no class."""
        self._target = target
        self._is_following = target is None if is_following is None else is_following
        self._tell_all([ClassRole.IS_TARGET])

    def target(self) -> int | None:
        """The class that is explained by choice; None where the explanation follows the prediction."""
        return self._target

    def explained(self) -> int | None:
        """The class that is explained, by choice or by following the prediction; None where no class is."""
        return self._predicted if self._is_following else self._target

    def setFilter(self, text: str) -> None:
        """Show only classes in whose name each word of `text` occurs."""
        self._filter = text.casefold()
        self._rebuild()

    def setOrder(self, order: ClassOrder) -> None:
        """Order the rows. Without probabilities the order is the network's."""
        self._order = order
        self._rebuild()

    def order(self) -> ClassOrder:
        """The order of the rows."""
        return self._order

    def row(self, class_index: int | None) -> int:
        """The row of a class, -1 where it is not shown."""
        return self._rows.index(class_index) if class_index in self._rows else -1

    def classIndex(self, row: int) -> int:
        """The class of a row."""
        return self._rows[row]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """How many classes are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, tooltip, spoken text and the roles of :class:`ClassRole`."""
        if not 0 <= index.row() < len(self._rows):
            return None
        number = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._names[number]
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._description(number)
            case ClassRole.INDEX:
                return number
            case ClassRole.PROBABILITY:
                return self._probability(number)
            case ClassRole.IS_PREDICTED:
                return number == self._predicted
            case ClassRole.IS_TARGET:
                return number == self.explained()
            case ClassRole.DIGIT:
                return str((index.row() + 1) % 10) if index.row() < DIGIT_COUNT else ""
        return None

    def _probability(self, number: int) -> float | None:
        return None if self._probabilities is None else float(self._probabilities[number])

    def _description(self, number: int) -> str:
        parts = [tr("{names} (class {number})", names=self._names[number], number=number)]
        if (probability := self._probability(number)) is not None:
            parts.append(tr("probability {probability:.4g}", probability=probability))
        if number == self._predicted:
            parts.append(tr("predicted"))
        if number == self.explained():
            parts.append(tr("explained"))
        return ", ".join(parts)

    def _ordered(self) -> list[int]:
        if self._order is ClassOrder.PROBABILITY and self._probabilities is not None:
            return [int(number) for number in np.argsort(-self._probabilities, kind="stable")]
        return list(range(len(self._names)))

    def _rebuild(self) -> None:
        words = self._filter.split()
        rows = [number for number in self._ordered() if all(word in self._folded[number] for word in words)]
        if len(rows) == len(self._rows):
            # As many rows as before: the view keeps its place and its scroll.
            self._rows = rows
            self._tell_all([])
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _tell_all(self, roles: list[ClassRole]) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), roles)
