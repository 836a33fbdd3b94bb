"""The dialog before overlays are exported: of which photographs, and whether their names may be said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import tr
from desktop.widgets.wrapped_label import WrappedLabel
from desktop.windows.dialogs import size_at_width

WIDTH_PX = 560


@dataclass(frozen=True, slots=True)
class Chosen:
    """Photographs by their files, or by their numbers in the project that is open; `words` are what they are called."""

    words: str
    paths: tuple[Path, ...] = ()
    numbers: tuple[int, ...] = ()


class OverlaysDialog(QDialog):
    """Asks; `wished` tells the Chosen, the folder, and whether names are shown.

    `choices` are what can be exported; `told` says with which question they are explained.
    """

    wished = Signal(object, object, bool)

    def __init__(self, choices: list[Chosen], told: str, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overlaysDialog")
        self.setWindowTitle(tr("Export overlays"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder = folder
        self._choices = choices
        self.told = WrappedLabel()
        self.told.setText(told)
        self.buttons = [QRadioButton(each.words) for each in choices]
        self.buttons[0].setChecked(True)
        self.namesBox = QCheckBox(tr("Name pictures and rows by their files, which may say whose they are"))
        self.startButton = QPushButton(tr("Choose folder…"))
        self.startButton.setDefault(True)
        self._lay_out()

    def take(self, folder: Path) -> None:
        """The overlays go into `folder`."""
        place = next(place for place, button in enumerate(self.buttons) if button.isChecked())
        self.wished.emit(self._choices[place], folder, self.namesBox.isChecked())
        self.accept()

    def _ask(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Folder for the overlays"), str(self._folder))
        if name:
            self.take(Path(name))

    def _lay_out(self) -> None:
        hint = WrappedLabel(role="dim")
        hint.setText(
            tr(
                "A PNG a photograph, and figures.csv with probabilities and figures of the maps. An export that was "
                "stopped goes on in the same folder; any other must be empty."
            )
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.startButton, QDialogButtonBox.ButtonRole.ActionRole)
        self.startButton.clicked.connect(self._ask)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self.told)
        layout.addSpacing(8)
        for button in self.buttons:
            layout.addWidget(button)
        layout.addSpacing(8)
        layout.addWidget(self.namesBox)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self.setMinimumSize(size_at_width(layout, WIDTH_PX))
