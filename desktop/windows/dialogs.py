"""The small windows: import of weights, the card of a model, shortcuts, about."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core import __version__
from core.networks.card import DISCLAIMER, ModelCard
from core.networks.proposal import ImportProposal
from desktop.itemmodels.commands import CommandEntry
from desktop.resources import app_icon
from desktop.translation import tr
from desktop.widgets.import_form import ImportForm
from desktop.widgets.shortcut_list import ShortcutList

ABOUT_ICON_PX = 96
SCREEN_MARGIN_PX = (64, 80)
"""What a frame, a title and a panel of the system may take."""


def fit_on_screen(dialog: QDialog) -> None:
    """Give a dialog the size that it wants, as far as its screen has room (Qt itself stops at two thirds of it)."""
    dialog.resize(dialog.sizeHint().boundedTo(dialog.screen().availableSize() - QSize(*SCREEN_MARGIN_PX)))


def size_at_width(layout: QLayout, width_px: int) -> QSize:
    """The size of a dialog of that width whose words are wrapped: as high as they then are."""
    has_words = layout.hasHeightForWidth()
    return QSize(width_px, layout.totalHeightForWidth(width_px) if has_words else layout.totalSizeHint().height())


class FormDialog(QDialog):
    """An ImportForm that scrolls, with a button that takes it and one that does not."""

    def __init__(self, title: str, accept_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = ImportForm()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.acceptButton = QPushButton(accept_text)
        self.acceptButton.setDefault(True)
        self.buttons.addButton(self.acceptButton, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.form.validityChanged.connect(self.acceptButton.setEnabled)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        area.setWidget(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(area, 1)
        layout.addWidget(self.buttons)

    def sizeHint(self) -> QSize:
        """Wide enough for the sentences; as high as a small screen allows."""
        return QSize(620, 620)


class ImportDialog(FormDialog):
    """Asks what weights do not say of themselves."""

    def __init__(self, path: Path, proposal: ImportProposal, parent: QWidget | None = None) -> None:
        super().__init__(tr("Import {path_name}", path_name=path.name), tr("Import"), parent)
        self.setObjectName("importDialog")
        self.path = path
        self.proposal = proposal
        self.form.setProposal(proposal, path.name)
        self.acceptButton.setEnabled(self.form.isValid())


class CardDialog(FormDialog):
    """Edits the card of a model."""

    def __init__(self, card: ModelCard, parent: QWidget | None = None) -> None:
        super().__init__(tr("Card of {card_name}", card_name=card.name), tr("Save"), parent)
        self.setObjectName("cardDialog")
        self.form.setCard(card)
        self.acceptButton.setEnabled(self.form.isValid())


class ShortcutsDialog(QDialog):
    """All commands with their keys."""

    shortcutChanged = Signal(object, QKeySequence)

    def __init__(self, entries: Sequence[CommandEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = ShortcutList()
        self.list.setEntries(entries)
        self.list.setReserved({"Space": tr("hides the overlay while it is held")})
        self.list.shortcutChanged.connect(self.shortcutChanged)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.list)
        layout.addWidget(buttons)


class AboutDialog(QDialog):
    """What this is, which version, and what it is not for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(tr("About Funduscope"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(ABOUT_ICON_PX, ABOUT_ICON_PX))
        title = QLabel(tr("Funduscope"))
        title.setProperty("role", "title")
        disclaimer = QLabel(f"{tr(DISCLAIMER)}.")
        disclaimer.setProperty("role", "warning")
        words = QLabel(
            tr(
                "Version {version}, Python {python_version}.\n\n"
                "An ophthalmoscope for neural networks: see what a trained network says of a fundus photograph, "
                "and where "
                "it looks. Photographs never leave this machine.\n\n"
                "Apache License 2.0. The licences of the libraries it is made with are in LICENSE, which comes "
                "with it.",
                version=__version__,
                python_version=platform.python_version(),
            )
        )
        words.setWordWrap(True)
        words.setMinimumWidth(360)
        text = QVBoxLayout()
        for widget in (title, disclaimer, words):
            text.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.addLayout(row)
        layout.addWidget(buttons)
