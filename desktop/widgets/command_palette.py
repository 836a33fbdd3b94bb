"""Ctrl+K: a field in which one types a part of a command's name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QCloseEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.itemmodels.commands import CommandEntry, PaletteModel
from desktop.translation import tr
from desktop.widgets.painting import UNIT_PX
from desktop.widgets.palette_delegate import ROW_HEIGHT_PX, PaletteDelegate

WIDTH_PX = 560
VISIBLE_ROWS = 10
TOP_SHARE = 0.12
"""How far below the top edge of its window the palette opens, as a share of the window's height."""

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: 1 - VISIBLE_ROWS,
    Qt.Key.Key_PageDown: VISIBLE_ROWS - 1,
}

_STAYING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons to lose the focus that do not close: another program's window in front, the field's own menu."""


class CommandPalette(QFrame):
    """Lies over its window: typing finds, Up and Down walk, Enter triggers, Escape or a click elsewhere closes.

    It is a child of the window and no popup of the system, which not every platform lets be placed or take the keys.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._focus_before: QWidget | None = None
        self.setObjectName("commandPalette")
        self.setAccessibleName(tr("Find a command"))
        self._model = PaletteModel(self)
        self.field = QLineEdit(placeholderText=tr("Type a part of a command's name"))
        self.field.setObjectName("paletteField")
        self.field.setAccessibleName(tr("Part of a command's name"))
        self.field.textEdited.connect(self._find)
        self.field.returnPressed.connect(self._trigger_current)
        self.field.installEventFilter(self)
        self.view = QListView()
        self.view.setObjectName("paletteView")
        self.view.setAccessibleName(tr("Commands"))
        self.view.setModel(self._model)
        self.view.setItemDelegate(PaletteDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.clicked.connect(self._trigger)
        self._nothing = QLabel(tr("No command fits"), alignment=Qt.AlignmentFlag.AlignCenter)
        self._nothing.setProperty("role", "dim")
        self._nothing.setFixedHeight(ROW_HEIGHT_PX)
        self.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(UNIT_PX, UNIT_PX, UNIT_PX, UNIT_PX)
        layout.setSpacing(6)
        for widget in (self.field, self.view, self._nothing):
            layout.addWidget(widget)

    def popUp(self, entries: Sequence[CommandEntry]) -> None:
        """Open over the parent's window with these commands, with nothing typed."""
        if not self.isVisible():
            self._focus_before = QApplication.focusWidget()
        self.field.clear()
        self._model.setEntries(entries)
        self._find("")
        self._move_over_window()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field passes the keys that walk on to the list; going elsewhere closes."""
        if watched is not self.field:
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # while one types, no key belongs to another command
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._is_key_taken(event)
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut and event.reason() not in _STAYING:
            self.close()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keys back to whom they belonged."""
        has_focus = self.field.hasFocus()
        super().closeEvent(event)
        if has_focus and self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_before = None

    def _is_key_taken(self, event: QKeyEvent) -> bool:
        if (step := _STEPS.get(Qt.Key(event.key()))) is not None:
            self._walk(step)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        return False

    def currentEntry(self) -> CommandEntry | None:
        """The command that Enter would trigger."""
        index = self.view.currentIndex()
        return self._model.entry(index.row()) if index.isValid() else None

    def _walk(self, step: int) -> None:
        """Go on by so many rows, as far as there are commands that can be used: those that cannot are the last."""
        rows = range(self._model.rowCount())
        usable = sum(bool(self._model.index(row).flags() & Qt.ItemFlag.ItemIsEnabled) for row in rows)
        if usable:
            row = min(max(self.view.currentIndex().row() + step, 0), usable - 1)
            self.view.setCurrentIndex(self._model.index(row))

    def _find(self, text: str) -> None:
        self._model.setPattern(text)
        first = self._model.index(0)
        has_first = first.isValid() and bool(first.flags() & Qt.ItemFlag.ItemIsEnabled)
        self.view.setCurrentIndex(first if has_first else QModelIndex())
        count = self._model.rowCount()
        self._nothing.setVisible(count == 0)
        self.view.setVisible(count > 0)
        rows = min(max(count, 1), VISIBLE_ROWS, self._rows_that_fit())
        self.view.setFixedHeight(rows * ROW_HEIGHT_PX + 2)
        self.adjustSize()

    def _rows_that_fit(self) -> int:
        room = round(self.window().height() * (1 - TOP_SHARE)) - self.field.sizeHint().height() - 3 * UNIT_PX
        return max(room // ROW_HEIGHT_PX, 1)

    def _move_over_window(self) -> None:
        window = self.window()
        self.setFixedWidth(max(min(WIDTH_PX, window.width() - 32), 240))
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, round(window.height() * TOP_SHARE))

    def _trigger_current(self) -> None:
        self._trigger(self.view.currentIndex())

    def _trigger(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        action = self._model.entry(index.row()).action
        self.close()  # first: the command may open a window of its own, or look at what has the focus
        action.trigger()
