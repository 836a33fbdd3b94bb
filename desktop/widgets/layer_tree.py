"""The layers of a network as a tree that is walked with the arrow keys."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from core.networks.layers import LayerTable
from desktop.itemmodels.layers import HEADERS, LayerColumn, LayerRole, LayerTreeModel
from desktop.translation import tr
from desktop.widgets.painting import dim_colour, small_font

INDENT_PX = 12
MAX_COLUMN_PX = 220
PAD_PX = 14
STACKED_PAD_PX = 6
ROW_HEIGHT_PX = 22


class LayerTreeView(QTreeView):
    """A tree whose arrow keys skip the open rows that only group, so that each step is another layer.

    Where the columns do not fit side by side, each row has two lines instead: the name, and all the rest beneath.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted_px = 0
        self._is_stacked = False

    @property
    def is_stacked(self) -> bool:
        """Whether each row has two lines."""
        return self._is_stacked

    def setWantedWidths(self, widths: list[int]) -> None:
        """Width of each column where they stand side by side."""
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self._wanted_px = sum(widths)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack or unstack; the current layer stays in sight if it was."""
        current = self.visualRect(self.currentIndex())
        was_in_sight = 0 <= current.top() < event.oldSize().height()
        super().resizeEvent(event)
        self._fit()
        if was_in_sight and current.isValid():
            self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        # Not the viewport's width, which changes with the scroll bar that stacking may bring.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        self._set_stacked(is_stacked=self._wanted_px > room)

    def _set_stacked(self, *, is_stacked: bool) -> None:
        if is_stacked == self._is_stacked:
            return
        self._is_stacked = is_stacked
        for column in list(LayerColumn)[1:]:
            self.setColumnHidden(column, is_stacked)
        self.setHeaderHidden(is_stacked)
        resize = QHeaderView.ResizeMode
        mode = resize.Stretch if is_stacked else resize.Interactive
        self.header().setSectionResizeMode(LayerColumn.NAME, mode)
        self.scheduleDelayedItemsLayout()
        self.scrollTo(self.currentIndex())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Where a key leads."""
        up, down = QAbstractItemView.CursorAction.MoveUp, QAbstractItemView.CursorAction.MoveDown
        index = super().moveCursor(action, modifiers)
        if action not in (up, down):
            return index
        step = self.indexAbove if action is up else self.indexBelow
        while index.isValid() and self._is_skipped(index):
            index = step(index)
        return index if index.isValid() else self.currentIndex()

    def _is_skipped(self, index: QModelIndex) -> bool:
        # A closed one is not skipped: Right must be able to open it.
        return index.siblingAtColumn(0).data(LayerRole.NAME) is None and self.isExpanded(index.siblingAtColumn(0))


class _DetailDelegate(QStyledItemDelegate):
    """Everything but the name is of the second rank, and small, so that it fits beside the name."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.font = small_font(option.font)
        option.palette.setColor(QPalette.ColorRole.Text, dim_colour(option.palette))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row as high as the mouse wants it."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), ROW_HEIGHT_PX))


class _NameDelegate(QStyledItemDelegate):
    """The name, with what else is known of the layer beneath it where the columns have no room."""

    def __init__(self, view: LayerTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines or one."""
        size = super().sizeHint(option, index)
        if not self._view.is_stacked:
            return QSize(size.width(), max(size.height(), ROW_HEIGHT_PX))
        lines = option.fontMetrics.height() + QFontMetrics(small_font(option.font)).height()
        return QSize(size.width(), lines + STACKED_PAD_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row."""
        if not self._view.is_stacked:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        name, facts = option.text, index.data(LayerRole.FACTS)
        option.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        room = option.rect.adjusted(4, STACKED_PAD_PX // 2, -2, -STACKED_PAD_PX // 2)
        top, middle = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.setFont(option.font)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, top if facts else middle, shown)
        if facts:
            painter.setPen(dim_colour(option.palette))
            painter.setFont(small_font(option.font))
            shown = painter.fontMetrics().elidedText(facts, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignBottom, shown)
        painter.restore()


class LayerTree(QWidget):
    """Name, type, shape, receptive field and stride of each layer, with a field that filters by name and type."""

    layerChosen = Signal(str)
    """The user has gone to another layer. Not emitted by :meth:`setCurrentLayer`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layerTree")
        self._name: str | None = None
        self._is_following = False
        self._model = LayerTreeModel(self)
        self._proxy = QSortFilterProxyModel(self, recursiveFilteringEnabled=True)
        self._proxy.setFilterRole(LayerRole.SEARCH)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setSourceModel(self._model)
        self.filterField = QLineEdit(placeholderText=tr("Filter layers"), clearButtonEnabled=True)
        self.filterField.setAccessibleName(tr("Filter layers by name and type"))
        self.filterField.textChanged.connect(self._filter)
        self.view = self._make_view()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.filterField)
        layout.addWidget(self.view, 1)
        self._fit_columns()

    def _make_view(self) -> LayerTreeView:
        view = LayerTreeView()
        view.setObjectName("layerView")
        view.setAccessibleName(tr("Layers"))
        view.setModel(self._proxy)
        view.setUniformRowHeights(True)
        view.setIndentation(INDENT_PX)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAllColumnsShowFocus(True)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names often differ in their end only
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setItemDelegateForColumn(LayerColumn.NAME, _NameDelegate(view))
        details = _DetailDelegate(view)
        for column in list(LayerColumn)[1:]:
            view.setItemDelegateForColumn(column, details)
        header = view.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        view.selectionModel().currentChanged.connect(self._current_changed)
        view.clicked.connect(self._clicked)
        return view

    # What is shown

    def setLayers(self, layers: LayerTable | None) -> None:
        """Show the layers of another network, all open, or none."""
        self._name = None
        self.filterField.clear()
        self._model.setLayers(layers)
        self.view.expandAll()
        self._fit_columns()
        self.view.scrollToBottom()  # what one explains first is near the end

    def currentLayer(self) -> str | None:
        """The layer that is marked; kept while a filter hides it."""
        return self._name

    def setCurrentLayer(self, name: str | None) -> None:
        """Mark a layer and scroll to it, without telling anybody."""
        self._name = name
        self._restore_current()

    def sizeHint(self) -> QSize:
        """Room for a dozen of layers."""
        return QSize(320, 280)

    def _fit_columns(self) -> None:
        """As wide as the widest text. Qt's own way measures every row: a fifth of a second for 700 layers."""
        wanted = []
        plain = self.view.fontMetrics()
        small = QFontMetrics(small_font(self.view.font()))
        for column in LayerColumn:
            metrics = plain if column is LayerColumn.NAME else small
            widths = [0] + [
                metrics.horizontalAdvance(text) + (depth + 1) * INDENT_PX * (column is LayerColumn.NAME)
                for depth, text in self._model.texts(column)
            ]
            widest = max(plain.horizontalAdvance(tr(HEADERS[column])), *widths)
            wanted.append(min(widest + PAD_PX, MAX_COLUMN_PX))
        self.view.setWantedWidths(wanted)

    # What the user does

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        name = current.siblingAtColumn(0).data(LayerRole.NAME) if current.isValid() else None
        if self._is_following or name is None or name == self._name:
            return
        self._name = name
        self.layerChosen.emit(name)

    def _clicked(self, index: QModelIndex) -> None:
        first = index.siblingAtColumn(0)
        if first.data(LayerRole.NAME) is None:
            self.view.setExpanded(first, not self.view.isExpanded(first))

    def _filter(self, text: str) -> None:
        # The current row may vanish and Qt then goes to a neighbour: the user has chosen nothing.
        self._is_following = True
        try:
            self._proxy.setFilterFixedString(text.strip())
            self.view.expandAll()
        finally:
            self._is_following = False
        self._restore_current()

    def _restore_current(self) -> None:
        index = self._proxy.mapFromSource(self._model.indexOf(self._name)) if self._name else QModelIndex()
        self._is_following = True
        try:
            if index.isValid():
                self.view.setCurrentIndex(index)
                self.view.scrollTo(index)
            else:
                self.view.selectionModel().clear()
        finally:
            self._is_following = False
