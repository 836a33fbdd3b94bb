"""What edits a path: a line with buttons that open a dialog for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from core.training.settings import PRETRAINED
from desktop.resources import icon
from desktop.training_fields import Field, Kind
from desktop.translation import inside, mark, tr
from desktop.widgets.train.editors import TextEditor

_MODEL_FILTER = mark("Models and weights (*.safetensors *.pth *.pt *.ckpt *.bin *.pkl);;All files (*)")
_DATA_FILTER = mark("Projects, tables and HDF5 (*.funduscope *.csv *.tsv *.xlsx *.h5 *.hdf5);;All files (*)")


class PathEditor(TextEditor):
    """A path, with buttons that open a dialog for it."""

    def __init__(self, field: Field) -> None:
        edit = QLineEdit()
        edit.setAccessibleName(tr(field.title))
        edit.setPlaceholderText(tr(field.empty))
        super().__init__(edit, str.strip, str)
        self.control = _with_buttons(edit, self._buttons(field))
        self.setParent(self.control)

    def _buttons(self, field: Field) -> list[QPushButton]:
        if field.kind is Kind.FOLDER_OR_FILE:
            return [
                small_button("folder", tr("Choose a folder"), self._ask_folder),
                small_button(
                    "card", tr("Choose a project, a table or an HDF5 file"), lambda: self._ask_file(tr(_DATA_FILTER))
                ),
            ]
        if field.kind is Kind.MODEL:
            return [
                small_button("model", tr("Choose a model or weights"), lambda: self._ask_file(tr(_MODEL_FILTER))),
                small_button("drop", tr("Pretrained weights, fetched once"), lambda: self._edit.setText(PRETRAINED)),
            ]
        if field.kind is Kind.FOLDER:
            return [small_button("folder", tr("Choose a folder"), self._ask_folder)]
        return [
            small_button(
                "folder", tr("Choose: {title}", title=inside(field.title)), lambda: self._ask_file(tr("All files (*)"))
            )
        ]

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._edit, tr("Choose a folder"), self._edit.text())
        if name:
            self._edit.setText(name)

    def _ask_file(self, kinds: str) -> None:
        name, _ = QFileDialog.getOpenFileName(self._edit, tr("Choose a file"), self._edit.text(), kinds)
        if name:
            self._edit.setText(name)


def small_button(icon_name: str, tip: str, act: Callable[[], None]) -> QPushButton:
    """A button with a picture alone."""
    button = QPushButton()
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoDefault(False)
    button.setFixedWidth(30)
    button.setStyleSheet("padding: 4px;")
    button.clicked.connect(lambda _checked: act())
    return button


def _with_buttons(edit: QLineEdit, buttons: Sequence[QPushButton]) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(edit, 1)
    for button in buttons:
        row.addWidget(button)
    both.setFocusProxy(edit)
    return both
