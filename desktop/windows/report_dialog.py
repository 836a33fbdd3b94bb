"""The dialog before a report: as what it is written, and what it may say of people."""

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

from core.reports.writing import ReportFormat
from desktop.settings import REPORT_FORMAT, REPORT_IS_OPENED, Settings
from desktop.translation import mark, tr
from desktop.widgets.wrapped_label import WrappedLabel
from desktop.windows.dialogs import size_at_width

WIDTH_PX = 480
_FILTERS = {ReportFormat.PDF: mark("PDF (*.pdf)"), ReportFormat.HTML: mark("HTML (*.html)")}


@dataclass(frozen=True, slots=True)
class ReportWish:
    """Where the report goes, and what is in it."""

    path: Path
    are_identifiers_shown: bool = False
    has_cases: bool = False
    is_opened: bool = False


class ReportDialog(QDialog):
    """Asks; `wished` tells the ReportWish once a place was chosen.

    `identifiers` is what the box offers that may say who somebody is; it is never ticked by itself. `cases` offers
    pictures where there can be some; `why_no_cases` says why there are none.
    """

    wished = Signal(object)

    def __init__(
        self,
        title: str,
        suggested: Path,
        settings: Settings,
        *,
        identifiers: str = "",
        cases: str = "",
        why_no_cases: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reportDialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._suggested = suggested
        self._settings = settings
        self.formats = {each: QRadioButton(each.words) for each in ReportFormat}
        self.formats[_known(settings.value(REPORT_FORMAT))].setChecked(True)
        self.identifiersBox = QCheckBox(identifiers)
        self.identifiersBox.setToolTip(tr("Leave it off for what is handed on: hashes then stand for names"))
        self.identifiersBox.setVisible(bool(identifiers))
        self.casesBox = QCheckBox(cases)
        self.casesBox.setChecked(bool(cases) and not why_no_cases)
        self.casesBox.setEnabled(not why_no_cases)
        self.casesBox.setToolTip(why_no_cases)
        self.casesBox.setVisible(bool(cases))
        self.openBox = QCheckBox(tr("Open it when it is written"))
        self.openBox.setChecked(settings.value(REPORT_IS_OPENED))
        self.saveButton = QPushButton(tr("Save as…"))
        self.saveButton.setDefault(True)
        self._lay_out(why_no_cases)

    def wish(self, path: Path) -> ReportWish:
        """What is chosen, for a report at `path`."""
        has_cases = self.casesBox.isChecked() and self.casesBox.isEnabled()
        return ReportWish(path, self.identifiersBox.isChecked(), has_cases, self.openBox.isChecked())

    def format(self) -> ReportFormat:
        """As what the report is to be written."""
        return next(each for each, button in self.formats.items() if button.isChecked())

    def take(self, path: Path) -> None:
        """The report goes to `path`, with the ending of its format."""
        kind = self.format()
        path = path if path.suffix.lower() == kind.value else path.with_name(f"{path.name}{kind.value}")
        self._settings.setValue(REPORT_FORMAT, kind.value)
        self._settings.setValue(REPORT_IS_OPENED, self.openBox.isChecked())
        self.wished.emit(self.wish(path))
        self.accept()

    def _ask(self) -> None:
        kind = self.format()
        place = self._suggested.with_name(f"{self._suggested.name}{kind.value}")
        name, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), str(place), tr(_FILTERS[kind]))
        if name:
            self.take(Path(name))

    def _lay_out(self, why_no_cases: str) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.saveButton, QDialogButtonBox.ButtonRole.ActionRole)
        self.saveButton.clicked.connect(self._ask)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for button in self.formats.values():
            layout.addWidget(button)
        layout.addSpacing(8)
        layout.addWidget(self.casesBox)
        if why_no_cases:
            reason = WrappedLabel(role="dim")
            reason.setText(why_no_cases)
            layout.addWidget(reason)
        layout.addWidget(self.identifiersBox)
        layout.addWidget(self.openBox)
        layout.addSpacing(8)
        layout.addWidget(buttons)
        self.setMinimumSize(size_at_width(layout, WIDTH_PX))


def _known(value: str) -> ReportFormat:
    return next((each for each in ReportFormat if each.value == value), ReportFormat.PDF)
