"""Errors, warnings and remarks above the work: they stay until they are dismissed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.resources import icon
from desktop.translation import tr
from desktop.widgets.wrapped_label import WrappedLabel

INFO_SHOWN_MS = 6000
ICON_PX = 18


class MessageKind(Enum):
    """How much a message matters; the value is the name of its icon and of the property `kind` in the style sheet."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Message:
    """What is said, and what to do about it."""

    kind: MessageKind
    text: str
    hint: str = ""

    def whole(self) -> str:
        """Everything, as it goes to the clipboard."""
        return f"{self.text}\n{self.hint}" if self.hint else self.text


class MessageBar(QFrame):
    """One message with buttons to copy and to close it; several stack, and the newest is in front.

    Hidden where there is nothing to say. A remark vanishes by itself, unless `shown_ms` is 0; the others never do.
    """

    countChanged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAccessibleName(tr("Messages"))
        self._messages: list[Message] = []
        self._place = 0
        self._icon = QLabel()
        self._text = _label("messageText")
        self._hint = _label("messageHint")
        self._count = QLabel()
        self._count.setProperty("role", "dim")
        self._older = _button("previous", tr("Older message"), lambda: self._go(-1))
        self._newer = _button("next", tr("Newer message"), lambda: self._go(1))
        self.copyButton = _button("copy", tr("Copy message"), self.copyCurrent)
        self.closeButton = _button("close", tr("Dismiss message"), self.dismissCurrent)
        self._fade = QTimer(self, singleShot=True)
        self._fade.timeout.connect(self._drop_infos)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addStretch(1)
        texts.addWidget(self._text)
        texts.addWidget(self._hint)
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addLayout(texts, 1)
        for widget in (self._older, self._count, self._newer, self.copyButton, self.closeButton):
            layout.addWidget(widget)

    # What is said

    def showMessage(self, kind: MessageKind, text: str, *, hint: str = "", shown_ms: int = INFO_SHOWN_MS) -> None:
        """Say something. What is said already comes to the front instead of being said twice."""
        message = Message(kind, text, hint)
        if message in self._messages:
            self._messages.remove(message)
        self._messages.append(message)
        self._place = len(self._messages) - 1
        if kind is MessageKind.INFO and shown_ms > 0:
            self._fade.start(shown_ms)
        self._refresh()

    def messages(self) -> tuple[Message, ...]:
        """All that is said, the newest last."""
        return tuple(self._messages)

    def currentMessage(self) -> Message | None:
        """The message in front."""
        return self._messages[self._place] if self._messages else None

    def dismissCurrent(self) -> None:
        """Take the message in front away."""
        if self._messages:
            del self._messages[self._place]
            self._place = max(min(self._place, len(self._messages) - 1), 0)
            self._refresh()

    def clear(self) -> None:
        """Take all messages away."""
        self._messages.clear()
        self._place = 0
        self._refresh()

    def copyCurrent(self) -> None:
        """Copy the message in front with its hint."""
        message = self.currentMessage()
        if message is not None:
            QGuiApplication.clipboard().setText(message.whole())

    def _go(self, step: int) -> None:
        self._place = min(max(self._place + step, 0), len(self._messages) - 1)
        self._refresh()

    def _drop_infos(self) -> None:
        shown = self.currentMessage()
        self._messages = [message for message in self._messages if message.kind is not MessageKind.INFO]
        self._place = self._messages.index(shown) if shown in self._messages else max(len(self._messages) - 1, 0)
        self._refresh()

    def _refresh(self) -> None:
        message = self.currentMessage()
        if message is not None:
            self._text.setText(message.text)
            self._hint.setText(message.hint)
            self._hint.setVisible(bool(message.hint))
            self._icon.setPixmap(icon(message.kind.value).pixmap(ICON_PX, ICON_PX))
            self._icon.setAccessibleName(tr(message.kind.name.capitalize()))
            self.setAccessibleDescription(message.whole())
            self._set_kind(message.kind)
        is_stack = len(self._messages) > 1
        self._count.setText(tr("{place} of {count}", place=self._place + 1, count=len(self._messages)))
        for widget in (self._older, self._count, self._newer):
            widget.setVisible(is_stack)
        self._older.setEnabled(self._place > 0)
        self._newer.setEnabled(self._place < len(self._messages) - 1)
        self.setVisible(message is not None)
        self.countChanged.emit(len(self._messages))

    def _set_kind(self, kind: MessageKind) -> None:
        if self.property("kind") != kind.value:
            self.setProperty("kind", kind.value)
            self.style().unpolish(self)  # a rule that depends on a property is only looked up again on request
            self.style().polish(self)


def _label(name: str) -> WrappedLabel:
    label = WrappedLabel()
    label.setObjectName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _button(icon_name: str, text: str, act: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setIconSize(QSize(16, 16))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.clicked.connect(lambda _checked: act())
    return button
