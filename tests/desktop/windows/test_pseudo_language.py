"""No word of the window goes past the translations: in a language of brackets each of them stands in brackets."""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.explain.catalogue import CATALOGUE
from core.features.names import VOCABULARY
from core.networks.proposal import ICDR_CLASS_NAMES
from core.synthesis.codes import NAMES
from desktop.app import Program
from desktop.commands import WORKSPACE_COMMANDS, CommandId
from desktop.translation import LANGUAGES
from desktop.workspace import OFFERED
from tests.desktop.pseudo_language import PseudoTranslator, has_words, outside_brackets, texts_of

C = CommandId
DIALOGS = (C.ABOUT, C.SHORTCUT_LIST, C.LANGUAGE, C.PALETTE, C.EDIT_CARD, C.BOTH_EYES)

KEYS = re.compile(
    r"\b((Ctrl|Alt|Shift|Meta)(\+\S+)+|(Ctrl|Shift)\b|Right|Left|Up|Down|Home|End|Return|Backspace|Space|Del|Esc)\b"
)
"""How Qt writes keys; its own translations speak of them."""
NAMES_OF_THINGS = re.compile(
    r"\b(torchvision|timm|funduscope)/\S+"  # architectures
    r"|\S+\.(png|jpg|safetensors|py)\b|/\S+"  # files and folders
    r"|Funduscope|SqueezeNet|AdamW|ICDR|CPU|CUDA|IDRiD"
)
OF_QT = (
    "qt_dockwidget_floatbutton",
    "qt_dockwidget_closebutton",
    "ScrollLeftButton",
    "ScrollRightButton",
    "qt_keysequenceedit_lineedit",
)
LIBRARIES_SAY = frozenset({"Cancel", "Close", "OK", "Save", "Export...", "Export"})
"""Buttons of Qt's dialogs, which its own translations name, and pyqtgraph's menu."""
OF_THE_CORE = (
    "'source' in [data] is missing",  # what is wrong with the settings of a training
    "needs a graphics card",  # what a machine cannot do
    "slower here",
    "cannot resolve a microaneurysm",  # how far the units of a layer stand apart
)
"""Sentences that the core composes, which stay English: see docs/translating.md."""


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    """Everything that is built meanwhile speaks in brackets."""
    translator = PseudoTranslator()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def data_of(program: Program) -> list[str]:
    """What is no word of the program: names of classes, layers, modules, models, readers, lesions and papers."""
    session = program.session
    assert session.model is not None
    layers = session.model.layers
    names = [
        *session.model.card.class_names,
        session.model.card.name,
        session.model.card.architecture,
        getpass.getuser(),
    ]
    names += [part for name in layers.names for part in (name, *name.split("."))]
    names += [type(module).__name__ for module in session.model.module.modules()]
    names += [*ICDR_CLASS_NAMES, *VOCABULARY, *(facts.name for facts in LANGUAGES.values()), "fovea"]
    names += [path.name for path in session.order] + [path.parent.name for path in session.order]
    names += [*NAMES.values(), *(entry.paper for entry in CATALOGUE.values())]
    return sorted({name for name in names if has_words(name)}, key=len, reverse=True)


def past_the_translations(root: QWidget, data: list[str]) -> list[str]:
    """Every text of `root` that holds a word which was not handed to `tr`, with its widget."""
    found = []
    for widget, kind, text in texts_of(root):
        if (
            widget.objectName() in OF_QT
            or text.replace("&", "") in LIBRARIES_SAY
            or any(sentence in text for sentence in OF_THE_CORE)
        ):
            continue
        left = outside_brackets(text)
        for name in data:
            left = left.replace(name, " ")
        left = NAMES_OF_THINGS.sub(" ", KEYS.sub(" ", left))
        if has_words(left):
            found.append(f"{type(widget).__name__} {widget.objectName()} {kind}: {text!r}")
    return sorted(set(found))


@pytest.mark.usefixtures("pseudo")
def test_every_word_of_the_window_can_be_translated(ready: Program, qtbot: QtBot) -> None:
    window, data = ready.window, data_of(ready)
    found: list[str] = []
    for workspace in OFFERED:
        window.action(WORKSPACE_COMMANDS[workspace]).trigger()
        qtbot.waitUntil(lambda workspace=workspace: window.workspaces.current is workspace)
        found += past_the_translations(window, data)
    for command in DIALOGS:
        before = set(QApplication.topLevelWidgets())
        window.action(command).trigger()
        for dialog in set(QApplication.topLevelWidgets()) - before:
            found += past_the_translations(dialog, data)
            dialog.close()
    assert not found, "\n".join(sorted(set(found)))


def test_the_brackets_tell_what_went_past(qtbot: QtBot, pseudo: None) -> None:
    from PySide6.QtWidgets import QLabel, QPushButton

    from desktop.translation import tr

    page = QWidget()
    qtbot.addWidget(page)
    QLabel(tr("{first} and {second}", first="one", second="two"), page)
    QPushButton("Forgotten", page)
    assert past_the_translations(page, []) == ["QPushButton  text: 'Forgotten'"]
