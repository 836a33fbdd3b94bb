"""Which network is asked, and what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.networks.card import ModelId
from desktop.resources import icon
from desktop.session import Session
from desktop.translation import mark, tr
from desktop.widgets.dragging import Dragged, DragKind, DragSource
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.eliding_combo_box import ElidingComboBox

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

_MARGIN_PX = 8
NONE_TEXT = mark("No model")
CHOOSER_TIP = mark("The network that is asked")


class ModelPanel(QWidget):
    """Chooser among the loaded and recent models, and the facts of the card that matter while looking."""

    openRequested = Signal()
    pathChosen = Signal(object)
    """A recent model that is not loaded."""
    cardRequested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._recent: tuple[Path, ...] = ()
        self._bundled: tuple[tuple[Path, str], ...] = ()
        self.chooser = ElidingComboBox()
        self.chooser.setAccessibleName(tr("Model"))
        self.chooser.setMinimumContentsLength(8)
        self.chooser.activated.connect(self._choose)
        DragSource(self.chooser.view().viewport(), self._dragged, self.chooser.hidePopup)
        self.openButton = self._button("folder", tr("Open a model or weights file"), self.openRequested.emit)
        self.cardButton = self._button("card", tr("Show and edit the card of the model"), self.cardRequested.emit)
        self._titles: dict[str, QLabel] = {}
        self._facts = {name: ElidedLabel() for name in (tr("Network"), tr("Input"), tr("Classes"))}
        self._lay_out()
        session.modelChanged.connect(lambda _model: self.refresh())
        session.networks.changed.connect(self.refresh)
        self.refresh()

    def _button(self, name: str, tip: str, action: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(action)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.chooser, 1)
        row.addWidget(self.openButton)
        row.addWidget(self.cardButton)
        facts = self._grid = QGridLayout()
        facts.setHorizontalSpacing(12)
        facts.setVerticalSpacing(2)
        facts.setColumnStretch(1, 1)
        for place, (name, label) in enumerate(self._facts.items()):
            title = self._titles[name] = QLabel(name)
            title.setProperty("role", "dim")
            facts.addWidget(title, place, 0)
            facts.addWidget(label, place, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        layout.setSpacing(_MARGIN_PX)
        layout.addLayout(row)
        layout.addLayout(facts)
        layout.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Chooser and one fact; the others are there where the height suffices."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), self._height_for(1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many facts as there is room for."""
        super().resizeEvent(event)
        for place, name in enumerate(self._facts):
            has_room = place == 0 or self._height_for(place + 1) <= event.size().height()
            self._titles[name].setVisible(has_room)
            self._facts[name].setVisible(has_room)

    def _height_for(self, facts: int) -> int:
        """The height of the panel with so many facts."""
        lines = facts * self.fontMetrics().height() + (facts - 1) * self._grid.verticalSpacing()
        return self.chooser.sizeHint().height() + lines + 3 * _MARGIN_PX

    def _dragged(self, position: QPoint) -> Dragged | None:
        """The model under the pointer in the open list, which is dragged onto a cell of the grid."""
        index = self.chooser.view().indexAt(position)
        data = self.chooser.itemData(index.row()) if index.isValid() else None
        model = None if isinstance(data, Path) else self._session.networks.model(data)
        path = data if isinstance(data, Path) else model.path if model is not None else None
        return None if path is None else Dragged(DragKind.MODEL, str(path), self.chooser.itemText(index.row()))

    def setRecent(self, paths: Sequence[Path]) -> None:
        """The models that were open lately; those that are loaded are not listed twice."""
        self._recent = tuple(paths)
        self.refresh()

    def setBundled(self, models: Sequence[tuple[Path, str]]) -> None:
        """The models that come with the program, with their names; they are listed last, and once."""
        self._bundled = tuple(models)
        self.refresh()

    def refresh(self) -> None:
        """Show what is the case now."""
        session = self._session
        loaded = session.networks.models()
        open_paths = {model.path for model in loaded}
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            for model in loaded:
                self.chooser.addItem(model.card.name, model.id)
            bundled = dict(self._bundled)
            recent = [(path, path.stem) for path in self._recent if path not in bundled]
            for group, tip in ((recent, "{}"), (bundled.items(), tr("{}, which comes with Funduscope"))):
                self._add_files([entry for entry in group if entry[0] not in open_paths], tip)
            current = session.model
            if current is None:
                self.chooser.insertItem(0, tr(NONE_TEXT), None)
                self.chooser.setCurrentIndex(0)
            else:
                self.chooser.setCurrentIndex(self.chooser.findData(current.id))
        name = self.chooser.currentText()
        self.chooser.setToolTip(tr(CHOOSER_TIP) if current is None else f"{tr(CHOOSER_TIP)}: {name}")
        self.cardButton.setEnabled(current is not None)
        self._show_facts(current)

    def _add_files(self, files: Sequence[tuple[Path, str]], tip: str) -> None:
        """Files that are not loaded, under a line of their own."""
        if files and self.chooser.count():
            self.chooser.insertSeparator(self.chooser.count())
        for path, name in files:
            self.chooser.addItem(name, path)
            self.chooser.setItemData(self.chooser.count() - 1, tip.format(path.name), Qt.ItemDataRole.ToolTipRole)

    def _show_facts(self, model: LoadedModel | None) -> None:
        texts = dict.fromkeys(self._facts, "-")
        if model is not None:
            height, width = model.card.input_size
            texts["Network"] = model.card.architecture
            texts["Input"] = f"{width} x {height} px"
            texts["Classes"] = f"{len(model.card.class_names)}: {', '.join(model.card.class_names[:8])}"
        for name, label in self._facts.items():
            label.setText(texts[name])

    def _choose(self, row: int) -> None:
        data = self.chooser.itemData(row)
        if isinstance(data, Path):
            self.refresh()  # until it is loaded the one before is asked
            self.pathChosen.emit(data)
        elif isinstance(data, str) and data != self._session.selection.model:
            self._session.chooseModel(ModelId(data))
