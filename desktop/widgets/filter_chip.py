"""One condition of a filter: a button that says it, and opens what it can be changed with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.datasets.catalogue.filters import Between, Condition, Key, OneOf, Value
from desktop.resources import icon
from desktop.translation import tr, tr_as

MOST_VALUES = 200
POPUP_WIDTH_PX, POPUP_HEIGHT_PX = 280, 320

Words = Callable[[Value], str]


class FilterChip(QWidget):
    """A condition on `key`, called `title`. `words` says what a value is called.

    One of ranges (`is_range`) has two fields, another a list of values with how many photographs have each.
    """

    conditionChanged = Signal()
    valuesWanted = Signal(object)
    """The Key whose values, or limits, are to be told by :meth:`setValues` or :meth:`setLimits`."""
    removed = Signal()

    def __init__(self, key: Key, title: str, words: Words, *, is_range: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._title = title
        self._words = words
        self._values: frozenset[Value] = frozenset()
        self._limits: tuple[float | None, float | None] = (None, None)
        self._is_range = is_range
        self._button = QToolButton(toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._button.setObjectName("textButton")
        self._button.clicked.connect(self.open)
        self._remove = QToolButton()
        self._remove.setIcon(icon("close"))
        self._remove.setAccessibleName(tr("Remove the filter {title}", title=title))
        self._remove.setToolTip(tr("Remove this filter"))
        self._remove.clicked.connect(self.removed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._button)
        layout.addWidget(self._remove)
        self._popup = _RangePopup(self) if is_range else _ValuePopup(self)
        self._popup.changed.connect(self._take)
        self.setFocusProxy(self._button)
        self._say()

    def condition(self) -> Condition | None:
        """The condition; None while it excludes nothing."""
        if self._is_range:
            low, high = self._limits
            return Between(self.key, low, high) if low is not None or high is not None else None
        return OneOf(self.key, self._values) if self._values else None

    def setCondition(self, condition: Condition) -> None:
        """Show another condition on the same key, without telling anybody."""
        if isinstance(condition, OneOf):
            self._values = condition.values
        elif isinstance(condition, Between):
            low, high = condition.low, condition.high
            self._limits = (
                low if isinstance(low, int | float) else None,
                high if isinstance(high, int | float) else None,
            )
        self._say()

    def setValues(self, counts: Mapping[Value, int]) -> None:
        """Which values there are, and how many photographs have each."""
        if isinstance(self._popup, _ValuePopup):
            self._popup.setValues(counts, self._values, self._words)

    def setLimits(self, low: float, high: float) -> None:
        """The lowest and the highest value there is."""
        if isinstance(self._popup, _RangePopup):
            self._popup.setLimits(low, high, self._limits)

    def open(self) -> None:
        """Show what the condition can be changed with."""
        self.valuesWanted.emit(self.key)
        self._popup.move(self._button.mapToGlobal(QPoint(0, self._button.height() + 2)))
        self._popup.show()
        self._popup.setFocus()

    def _take(self) -> None:
        if isinstance(self._popup, _ValuePopup):
            self._values = self._popup.chosen()
        else:
            self._limits = self._popup.chosen()
        self._say()
        self.conditionChanged.emit()

    def _say(self) -> None:
        text = self._title
        low, high = self._limits
        if self._is_range and self.condition() is not None:
            text += tr(": {number} to {number_2}", number=_number(low) or "…", number_2=_number(high) or "…")
        elif self._values:
            names = [
                self._words(value) for value in sorted(self._values, key=lambda value: (value is None, str(value)))
            ]
            text += f": {', '.join(names[:3])}{' …' if len(names) > 3 else ''}"
        self._button.setText(f"{text} ▾")
        self._button.setAccessibleName(tr("Filter {text}", text=text))
        self._button.setToolTip(tr("Change this filter"))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


class _Popup(QFrame):
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filterPopup")
        self.setFrameShape(QFrame.Shape.StyledPanel)


class _ValuePopup(_Popup):
    """A list of values to tick."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._boxes: list[tuple[Value, QCheckBox]] = []
        self._hint = QLabel(tr("Looking …"))
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        inside = QWidget()
        inside.setObjectName("panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._hint)
        column.addLayout(self._list)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(area)
        self.resize(POPUP_WIDTH_PX, POPUP_HEIGHT_PX)

    def setValues(self, counts: Mapping[Value, int], chosen: frozenset[Value], words: Words) -> None:
        """List them; those that are chosen are listed also where no photograph has them any more."""
        for _value, box in self._boxes:
            box.deleteLater()
        self._boxes = []
        known = [value for value in counts if value is not None]
        known += [value for value in chosen if value is not None and value not in counts]
        shown = [*known[:MOST_VALUES], *([None] if None in counts or None in chosen else [])]
        for value in shown:
            box = QCheckBox(f"{words(value)}   ({counts.get(value, 0):,})")
            box.setChecked(value in chosen)
            box.toggled.connect(lambda _on: self.changed.emit())
            self._list.addWidget(box)
            self._boxes.append((value, box))
        rest = len(known) - MOST_VALUES
        self._hint.setText(
            tr("No photograph has a value")
            if not shown
            else tr("The first {most_values} of {count:,}", most_values=MOST_VALUES, count=len(known))
        )
        self._hint.setVisible(not shown or rest > 0)

    def chosen(self) -> frozenset[Value]:
        """What is ticked."""
        return frozenset(value for value, box in self._boxes if box.isChecked())


class _RangePopup(_Popup):
    """Two fields."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._low, self._high = self._field(tr("From")), self._field(tr_as("end of a range", "To"))
        self._all = QPushButton(tr("All"))
        self._all.setToolTip(tr("Take both limits away"))
        self._all.clicked.connect(self._reset)
        self._ends = (0.0, 1.0)
        layout = QGridLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        for row, (title, field) in enumerate(((tr("From"), self._low), (tr_as("end of a range", "To"), self._high))):
            layout.addWidget(QLabel(title), row, 0)
            layout.addWidget(field, row, 1)
        layout.addWidget(self._all, 2, 1)
        self.setFocusProxy(self._low)

    def _field(self, name: str) -> QDoubleSpinBox:
        field = QDoubleSpinBox(decimals=3, minimum=-1e9, maximum=1e9)
        field.setAccessibleName(name)
        field.setKeyboardTracking(False)
        field.valueChanged.connect(lambda _value: self.changed.emit())
        return field

    def setLimits(self, low: float, high: float, chosen: tuple[float | None, float | None]) -> None:
        """What there is, and what is chosen of it."""
        self._ends = (low, high)
        for field, value, end in ((self._low, chosen[0], low), (self._high, chosen[1], high)):
            with QSignalBlocker(field):
                field.setSingleStep(max((high - low) / 20, 0.001))
                field.setValue(end if value is None else value)

    def chosen(self) -> tuple[float | None, float | None]:
        """The limits; None where one is that of all there is."""
        low, high = self._low.value(), self._high.value()
        return (low if low > self._ends[0] + 5e-4 else None, high if high < self._ends[1] - 5e-4 else None)

    def _reset(self) -> None:
        self.setLimits(*self._ends, (None, None))
        self.changed.emit()
