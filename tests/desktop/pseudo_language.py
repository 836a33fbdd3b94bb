"""A language for tests: every text that goes through `tr` stands in brackets, so that one that does not is seen."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QWidget,
)

from desktop.resources import FOLDER
from desktop.translation import CONTEXT

MOST_ROWS = 60
_MARKUP = re.compile(r"<[^>]*>|&(#\d+|\w+);")
_WORD = re.compile(r"[^\W\d_]{3,}")


class PseudoTranslator(QTranslator):
    """Puts brackets round every text that the files of translations have; those of Qt itself it leaves alone."""

    def __init__(self) -> None:
        super().__init__()
        root = ElementTree.parse(FOLDER / "translations" / "funduscope_de.ts").getroot()
        self._known = {message.findtext("source") for message in root.iter("message")}

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Qt asks here."""
        del disambiguation, n
        return f"⟦{text}⟧" if context == CONTEXT and text in self._known else None

    def isEmpty(self) -> bool:
        """Qt asks nothing of a translator that is empty."""
        return False


def outside_brackets(text: str) -> str:
    """What of `text` never went through `tr`; markup is no text."""
    depth, left = 0, []
    for letter in text.replace("&", "") if "<" not in text else _MARKUP.sub(" ", text):
        depth += letter == "⟦"
        if not depth:
            left.append(letter)
        depth -= letter == "⟧" and depth > 0
    return "".join(left)


def has_words(text: str) -> bool:
    """Whether there is a word of three letters or more; figures, units and codes are no words."""
    return bool(_WORD.search(text))


def texts_of(root: QWidget) -> Iterator[tuple[QObject, str, str]]:
    """Every text that `root` and what is in it can show or say: the widget, what kind of text it is, and the text."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from ((widget, kind, text) for kind, text in _texts(widget) if text)
    for action in root.findChildren(QAction):
        for kind, text in (("action", action.text()), ("status tip", action.statusTip()), ("tip", action.toolTip())):
            yield action, kind, text


def _texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield from (("tip", widget.toolTip()), ("name", widget.accessibleName()), ("title", widget.windowTitle()))
    yield "description", widget.accessibleDescription()
    match widget:
        case QAbstractButton() | QLabel():
            yield "text", widget.text()
        case QLineEdit() | QPlainTextEdit():
            yield "placeholder", widget.placeholderText()
        case QComboBox():
            yield from (("entry", widget.itemText(row)) for row in range(widget.count()))
        case QTabBar():
            yield from (("tab", widget.tabText(tab)) for tab in range(widget.count()))
        case QGroupBox() | QMenu():
            yield "title", widget.title()
        case QSpinBox() | QDoubleSpinBox():
            yield from (("prefix", widget.prefix()), ("suffix", widget.suffix()))
            yield "special", widget.specialValueText()
        case QAbstractSpinBox():
            yield "special", widget.specialValueText()
        case QHeaderView():
            pass
        case QAbstractItemView():
            yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for column in range(columns):
        head = model.headerData(column, Qt.Orientation.Horizontal)
        yield "head", head if isinstance(head, str) else ""
    for row in range(min(model.rowCount(QModelIndex()), MOST_ROWS)):
        for column in range(columns):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                text = model.index(row, column, QModelIndex()).data(role)
                yield "cell", text if isinstance(text, str) else ""
