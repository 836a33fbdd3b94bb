"""What of a project is shown, in which order: free text, conditions, sorting and grouping."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from core.datasets.catalogue.filters import (
    BrowseQuery,
    Column,
    Condition,
    FactColumn,
    HasText,
    Key,
    ProbabilityOf,
    Value,
    View,
)
from desktop.itemmodels.photograph_words import Names, title_of, value_words
from desktop.resources import icon
from desktop.translation import tr, tr_count
from desktop.widgets.filter_chip import FilterChip
from desktop.widgets.flow_layout import FlowLayout

TYPED_MS = 150
VALUES: tuple[Column, ...] = (
    Column.LABEL,
    Column.PREDICTED,
    Column.AGREEMENT,
    Column.PART,
    Column.EYE,
    Column.QUALITY,
    Column.ANNOTATION,
    Column.READER,
    Column.MARKED,
    Column.MASK,
    Column.FINDING,
    Column.CONFLICT,
    Column.EYES_BY_LABEL,
    Column.EYES_BY_PREDICTION,
    Column.STATE,
    Column.LENS,
    Column.EYE_SOURCE,
    Column.PATIENT,
    Column.CAMERA,
    Column.TAKEN,
    Column.FOLD,
)
RANGES: tuple[Column, ...] = (
    Column.CONFIDENCE,
    Column.UNCERTAINTY,
    Column.WIDTH,
    Column.HEIGHT,
    Column.COPIES,
    Column.SPACING,
)
SORTS: tuple[Column, ...] = (
    Column.NAME,
    Column.LABEL,
    Column.PREDICTED,
    Column.CONFIDENCE,
    Column.UNCERTAINTY,
    Column.AGREEMENT,
    Column.PART,
    Column.EYE,
    Column.QUALITY,
    Column.PATIENT,
    Column.TAKEN,
    Column.CAMERA,
    Column.WIDTH,
    Column.STATE,
    Column.COPIES,
)
GROUPS: tuple[Column | None, ...] = (
    None,
    Column.PATIENT,
    Column.LABEL,
    Column.PREDICTED,
    Column.AGREEMENT,
    Column.PART,
)


class FilterBar(QWidget):
    """Tells which photographs are wanted; it knows no project."""

    queryChanged = Signal()
    valuesWanted = Signal(object)
    """The FilterChip whose values are to be counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = Names()
        self._facts: tuple[str, ...] = ()
        self._numbers: frozenset[str] = frozenset()
        self._chips: list[FilterChip] = []
        self._is_quiet = False
        self.field = QLineEdit(placeholderText=tr("Search name, folder, patient, notes …"), clearButtonEnabled=True)
        self.field.setAccessibleName(tr("Search photographs"))
        self.field.setToolTip(tr("Show only photographs of which each of these words is known, in whatever column"))
        self._typed = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._typed.timeout.connect(self._tell)
        self.field.textChanged.connect(lambda _text: self._typed.start())
        self.addButton = QToolButton(toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.addButton.setObjectName("textButton")
        self.addButton.setText(tr("+ Filter"))
        self.addButton.setToolTip(tr("Show only photographs with certain labels, predictions, eyes, …"))
        self.addButton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.addButton.setMenu(self._menu)
        self.sortBox = _box(tr("Sort by"), tr("By what the photographs are sorted"))
        self.groupBox = _box(tr("Group by"), tr("Photographs with the same value stand together"))
        self.wayButton = QToolButton()
        self.wayButton.setCheckable(True)
        self.wayButton.setAccessibleName(tr("Descending"))
        self.wayButton.toggled.connect(self._turn)
        self.count = QLabel()
        self.count.setProperty("role", "dim")
        for box in (self.sortBox, self.groupBox):
            box.activated.connect(lambda _row: self._tell())
        self._lay_out()
        self._turn(is_descending=False)
        self.setColumns(())

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.field.setMinimumWidth(180)
        line.addWidget(self.field, 1)
        line.addWidget(self.addButton)
        line.addSpacing(8)
        for title, widget in ((tr("Sort"), self.sortBox), ("", self.wayButton), (tr("Group"), self.groupBox)):
            if title:
                label = QLabel(title)
                label.setProperty("role", "dim")
                line.addWidget(label)
            line.addWidget(widget)
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        self._row.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self._row)

    # What is wanted

    def query(self, view: View) -> BrowseQuery:
        """The question that stands here."""
        conditions = [chip.condition() for chip in self._chips]
        text = self.field.text().strip()
        wanted: list[Condition] = [condition for condition in conditions if condition is not None]
        if text:
            wanted.append(HasText(text))
        group = self.groupBox.currentData()
        return BrowseQuery(
            view, tuple(wanted), self._sort_key(), self.wayButton.isChecked(), Column(group) if group else None
        )

    def isFiltered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.field.text().strip()) or any(chip.condition() is not None for chip in self._chips)

    def clear(self) -> None:
        """Show all."""
        self._is_quiet = True
        self.field.clear()
        for chip in list(self._chips):
            self._drop(chip)
        self._is_quiet = False
        self._typed.stop()
        self.queryChanged.emit()

    def addCondition(self, condition: Condition) -> None:
        """Filter by another condition, or change the one of the same column."""
        if isinstance(condition, HasText):
            self.field.setText(condition.text)
            return
        chip = next((chip for chip in self._chips if chip.key == condition.key), None) or self._add(condition.key)
        chip.setCondition(condition)
        self._tell()

    def setSort(self, key: Key, *, is_descending: bool) -> None:
        """Sort otherwise."""
        keys = [self.sortBox.itemData(row) for row in range(self.sortBox.count())]
        place = next((row for row, text in enumerate(keys) if text == _stored(key)), -1)
        if place < 0:
            return
        self.sortBox.setCurrentIndex(place)
        self.wayButton.setChecked(is_descending)
        self._tell()

    def setGroup(self, column: Column | None) -> None:
        """Group otherwise."""
        self.groupBox.setCurrentIndex(GROUPS.index(column))
        self._tell()

    # What there is

    def setNames(self, names: Names) -> None:
        """What classes are called."""
        self._names = names
        self._fill_boxes()
        for chip in self._chips:
            condition = chip.condition()
            if condition is not None:
                chip.setCondition(condition)

    def setColumns(self, facts: Sequence[str], numbers: frozenset[str] = frozenset()) -> None:
        """Which columns tables brought, and which of them hold numbers."""
        self._facts, self._numbers = tuple(facts), numbers
        self._fill_boxes()

    def setCounts(self, shown: int, total: int) -> None:
        """How many photographs are shown, of how many."""
        if shown == total:
            self.count.setText(tr_count("{count:,} photograph", "{count:,} photographs", total))
        else:
            self.count.setText(
                tr_count("{shown:,} of {count:,} photograph", "{shown:,} of {count:,} photographs", total, shown=shown)
            )

    def setValues(self, chip: FilterChip, counts: Mapping[Value, int]) -> None:
        """How many photographs have each value of a chip's column."""
        if chip in self._chips:
            chip.setValues(counts)

    def words(self, key: Key) -> Callable[[Value], str]:
        """What values of a column are called."""
        return value_words(key, self._names)

    # Inside

    def _fill_boxes(self) -> None:
        sort, group = self.sortBox.currentData(), self.groupBox.currentData()
        self.sortBox.clear()
        for column in SORTS:
            self.sortBox.addItem(tr(column.value), _stored(column))
        for index, name in enumerate(self._names.predictions):
            self.sortBox.addItem(tr("Probability of {name}", name=name), _stored(ProbabilityOf(index)))
        for fact in self._facts:
            self.sortBox.addItem(fact, _stored(FactColumn(fact)))
        self.sortBox.setCurrentIndex(max(self.sortBox.findData(sort), 0))
        self.groupBox.clear()
        for choice in GROUPS:
            self.groupBox.addItem(
                tr("nothing") if choice is None else tr(choice.value), "" if choice is None else choice.value
            )
        self.groupBox.setCurrentIndex(max(self.groupBox.findData(group), 0))

    def _sort_key(self) -> Key:
        kind, _, name = str(self.sortBox.currentData() or _stored(Column.NAME)).partition(":")
        if kind == "fact":
            return FactColumn(name)
        return ProbabilityOf(int(name)) if kind == "probability" else Column(name)

    def _fill_menu(self) -> None:
        self._menu.clear()
        taken = {chip.key for chip in self._chips}
        for keys in ((*VALUES, *RANGES), tuple(FactColumn(name) for name in self._facts)):
            self._menu.addSeparator()
            for key in keys:
                action = QAction(title_of(key), self._menu)
                action.setEnabled(key not in taken)
                action.triggered.connect(lambda _on=False, key=key: self._begin(key))
                self._menu.addAction(action)

    def _begin(self, key: Key) -> None:
        chip = self._add(key)
        # The menu is still closing: what opens now would be closed with it.
        QTimer.singleShot(0, chip, chip.open)

    def _add(self, key: Key) -> FilterChip:
        chip = FilterChip(key, title_of(key), self.words(key), is_range=self._is_range(key))
        chip.conditionChanged.connect(self._tell)
        chip.valuesWanted.connect(lambda _key: self.valuesWanted.emit(chip))
        chip.removed.connect(lambda: self._remove(chip))
        self._chips.append(chip)
        self._flow.addWidget(chip)
        self._row.show()
        return chip

    def _is_range(self, key: Key) -> bool:
        return key.name in self._numbers if isinstance(key, FactColumn) else key in RANGES

    def _remove(self, chip: FilterChip) -> None:
        self._drop(chip)
        self._tell()
        self.addButton.setFocus()

    def _drop(self, chip: FilterChip) -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._row.setVisible(bool(self._chips))

    def _turn(self, is_descending: bool) -> None:  # noqa: FBT001
        self.wayButton.setIcon(icon("down" if is_descending else "up"))
        self.wayButton.setToolTip(tr("Largest first") if is_descending else tr("Smallest first"))
        self._tell()

    def _tell(self) -> None:
        if not self._is_quiet:
            self.queryChanged.emit()


def _box(name: str, tip: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(tip)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setIconSize(QSize(0, 0))
    return box


def _stored(key: Key) -> str:
    """A key as text that a box can hold and find."""
    match key:
        case FactColumn(name):
            return f"fact:{name}"
        case ProbabilityOf(index):
            return f"probability:{index}"
        case _:
            return f"column:{key}"
