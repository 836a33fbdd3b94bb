"""The language of the window: a dialog that offers those there are, and what was chosen, at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from desktop.settings import LANGUAGE
from desktop.translation import LANGUAGES, Language, parse_language, spoken, system_language, tr
from desktop.widgets.message_bar import MessageKind
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

WIDTH_PX = 420


def ask_language(window: MainWindow) -> None:
    """Let the user choose; the choice is kept, and told to hold from the next start on."""
    settings = window.services.settings
    dialog = LanguageDialog(parse_language(settings.value(LANGUAGE)), window)

    def take(chosen: Language | None) -> None:
        settings.setValue(LANGUAGE, chosen or "")
        wanted = chosen or system_language()
        if wanted is not spoken():
            text = tr("From the next start on the window speaks {language}.", language=LANGUAGES[wanted].name)
            window.viewer.messages.showMessage(MessageKind.INFO, text)

    dialog.chosen.connect(take)
    dialog.open()


class LanguageDialog(QDialog):
    """The languages as radio buttons, each called as it calls itself. `current`: what is chosen; None: the system's."""

    chosen = Signal(object)
    """A Language, or None for that of the system."""

    def __init__(self, current: Language | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("languageDialog")
        self.setWindowTitle(tr("Language"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH_PX)
        self.buttons: dict[Language | None, QRadioButton] = {
            None: QRadioButton(tr("As the system: {language}", language=LANGUAGES[system_language()].name))
        }
        for language, facts in LANGUAGES.items():
            partly = "" if facts.is_whole else tr("{language}, in part", language=facts.name)
            self.buttons[language] = QRadioButton(partly or facts.name)
        self._group = QButtonGroup(self)
        for button in self.buttons.values():
            self._group.addButton(button)
        self.buttons[current].setChecked(True)
        self._lay_out()

    def _lay_out(self) -> None:
        note = WrappedLabel(
            tr(
                "The choice holds from the next start on. Where a language is there in part, what is not translated "
                "yet stays English, as do messages that the computing part composes, and all files that are written."
            ),
            role="dim",
        )
        answers = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        self.answers = QDialogButtonBox(answers)
        self.answers.accepted.connect(self._take)
        self.answers.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for button in self.buttons.values():
            layout.addWidget(button)
        layout.addWidget(note)
        layout.addWidget(self.answers)

    def _take(self) -> None:
        language = next(language for language, button in self.buttons.items() if button.isChecked())
        self.chosen.emit(language)
        self.accept()
