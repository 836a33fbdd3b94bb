"""Plays the photographs of the browser in order, with what a network says of each and where it looks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import FunduscopeError
from core.explain.animation import Animation
from core.explain.catalogue import CATALOGUE
from core.explain.movies import Film
from core.explain.query import ClassTarget
from core.explain.rendering import Rendering
from core.explain.sequence import SequenceQuestion
from core.explain.targets import describe_target
from desktop.resources import icon
from desktop.session import Session
from desktop.translation import tr
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.job_bar import JobBar
from desktop.widgets.message_bar import MessageBar, MessageKind
from desktop.widgets.sequence.picture_view import PictureView
from desktop.widgets.sequence.player import Player
from desktop.widgets.sequence.posterior_strip import PosteriorStrip
from desktop.widgets.sequence.question_form import PREDICTED, QuestionForm
from desktop.widgets.sequence.scale import SequenceScale
from desktop.windows.animating import AnimationMaker

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_FAR = 10**6


class AnimationWindows(QObject):
    """Opens the one window, or brings it to the front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        # It outlives the dialog: an export goes on when that is closed.
        self.maker = AnimationMaker(window.session, window.services.lanes.files, self)
        self.maker.exported.connect(self._say_exported)
        self.maker.failed.connect(self._say_failed)
        self.dialog: AnimationDialog | None = None

    def show(self) -> None:
        """Show the window, and begin to animate what is in the browser."""
        if self.dialog is None:
            self.dialog = AnimationDialog(self._window, self.maker)
            self.dialog.finished.connect(self._forget)
            self._window.closed.connect(self.dialog.close)
            self.dialog.show()
            self.dialog.start()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _forget(self, _result: int) -> None:
        self.dialog = None

    def _say_exported(self, path: Path) -> None:
        if self.dialog is None:
            self._window.viewer.remark(tr("Exported {path_name}", path_name=path.name))

    def _say_failed(self, error: FunduscopeError) -> None:
        if self.dialog is None:
            self._window.viewer.report(error)


class AnimationDialog(QDialog):
    """The question above, photograph and posteriors in the middle, controls beneath. Not modal."""

    def __init__(self, window: MainWindow, maker: AnimationMaker) -> None:
        super().__init__(window)
        self.setObjectName("animationDialog")
        self.setWindowTitle(tr("Animated sequence"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = window
        self._session: Session = window.session
        self._animation: Animation | None = None
        self._maker = maker
        self._make_widgets()
        self._lay_out()
        self._connect()
        self.resize(980, 720)
        self._take_model()

    # Making

    def _make_widgets(self) -> None:
        self.form = QuestionForm()
        self.makeButton = _button(tr("Animate"), "film", tr("Ask the network about every photograph, in order"))
        self.messages = MessageBar()
        self.empty = EmptyState()
        self.empty.setIcon(icon("film"))
        self.openFolderButton = self.empty.addButton(tr("Open folder…"), icon=icon("folder"))
        self.openModelButton = self.empty.addButton(tr("Open model…"), icon=icon("model"))
        for button in (self.openFolderButton, self.openModelButton):
            button.setAutoDefault(False)
        self.view = PictureView()
        self.view.setAccessibleName(tr("Frame of the animation"))
        self.name = ElidedLabel()
        self.scale = SequenceScale()
        self.strip = PosteriorStrip()
        self.job = JobBar()
        self.player = Player()
        self.caption = ElidedLabel()
        self.exportButtons = {
            film: _button(
                tr("Export {value}…", value=film.value[1:].upper()),
                "export",
                tr("Save every frame as {words}", words=words),
            )
            for film, words in ((Film.GIF, tr("a picture that moves")), (Film.MP4, tr("a film")))
        }

    def _lay_out(self) -> None:
        question = QHBoxLayout()
        question.setSpacing(8)
        question.addWidget(self.form)
        question.addStretch(1)
        question.addWidget(self.makeButton)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.name)
        beside.addWidget(self.strip, 1)
        shown = QWidget()
        middle = QHBoxLayout(shown)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.view, 1)
        left.addWidget(self.scale)
        middle.addLayout(left, 3)
        middle.addLayout(beside, 2)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(shown)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.caption.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        disclaimer = QLabel(tr("Not for clinical use"))
        disclaimer.setProperty("role", "warning")
        foot.addWidget(self.caption, 1)
        foot.addWidget(disclaimer)
        for button in self.exportButtons.values():
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(question)
        layout.addWidget(self.messages)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.job)
        layout.addWidget(self.player)
        layout.addLayout(foot)

    def _connect(self) -> None:
        session, maker = self._session, self._maker
        self.finished.connect(self._stop)
        self.form.questionChanged.connect(self.start)
        self.makeButton.clicked.connect(self.start)
        self.openFolderButton.clicked.connect(self._window.asking.ask_folder)
        self.openModelButton.clicked.connect(self._window.asking.ask_model)
        self.job.cancelRequested.connect(maker.cancel)
        self.player.stepChanged.connect(self._show_step)
        self.strip.stepChosen.connect(self.player.setStep)
        for film, button in self.exportButtons.items():
            button.clicked.connect(lambda _checked=False, film=film: self._ask_export(film))
        session.modelChanged.connect(self._take_model)
        session.photographsChanged.connect(self._show_state)
        maker.progressed.connect(self.job.setProgress)
        maker.stepMade.connect(self._show_making)
        maker.made.connect(self._take)
        maker.ended.connect(self._end_making)
        maker.failed.connect(self._report)
        maker.exported.connect(self._say_exported)

    # What is asked

    def start(self, _cause: object = None) -> None:
        """Animate the photographs of the browser anew."""
        model, order = self._session.model, list(self._session.order)
        if model is None or not order:
            self._show_state()
            return
        self.player.pause()
        self.messages.clear()
        question = self.form.question()
        self._take(None)
        rendering = replace(self._window.viewer.rendering(), limits=None, signed_limits=None, threshold=None)
        if self._maker.make(model, order, question, self._looks(rendering, question)):
            self.job.start(tr("Animating"))
            self.makeButton.setEnabled(False)
        self._show_state()

    def _looks(self, rendering: Rendering, question: SequenceQuestion) -> tuple[Rendering, str]:
        model = self._session.model
        assert model is not None  # noqa: S101 - `start` has looked
        target = question.target
        names = model.card.class_names
        words = tr(PREDICTED) if target is None else describe_target(target, names)
        words = f"'{words}'" if isinstance(target, ClassTarget) else words
        place = tr("layer {layer}", layer=question.layer) if question.layer is not None else tr("at the input")
        return rendering, tr(
            "{title} for {words} · {place} · {card_name}",
            title=tr(CATALOGUE[question.method].title),
            words=words,
            place=place,
            card_name=model.card.name,
        )

    def _take_model(self) -> None:
        """Another model: another question, of the kind that the session asks."""
        model, selection = self._session.model, self._session.selection
        self._maker.cancel()
        self._take(None)
        if model is not None:
            self.form.setModel(model.card.class_names, model.layers.layers)
            self.form.setQuestion(
                SequenceQuestion(selection.method, selection.target, selection.layer, selection.params)
            )
        self._show_state()

    # What is shown

    def _take(self, animation: Animation | None) -> None:
        self._animation = animation
        self.player.setCount(0 if animation is None else len(animation))
        self.strip.setPosteriors(None if animation is None else animation.stacked)
        self.caption.setText("" if animation is None else animation.caption)
        self.scale.setLargest(None)
        if animation is not None:
            self._say_skipped(animation)
            is_signed = animation.sequence.is_signed
            self.scale.setScale(animation.limits, animation.rendering.colours_of(is_signed=is_signed))
            self._show_step(0)
            self.view.setFocus()
            self.player.play()
        self._show_state()

    def _say_skipped(self, animation: Animation) -> None:
        skipped = animation.sequence.skipped
        if skipped:
            names = ", ".join(path.name for path, _reason in skipped[:3]) + (", …" if len(skipped) > 3 else "")
            self.messages.showMessage(
                MessageKind.WARNING, tr("Left out, since it cannot be read: {names}.", names=names), hint=skipped[0][1]
            )

    def _show_making(self, step: object) -> None:
        """While it is made, the photograph that is asked about."""
        from core.explain.sequence import SequenceStep

        if isinstance(step, SequenceStep):
            self.view.setPicture(step.pixels)
            self.name.setText(step.path.name)
            self.stack.setCurrentIndex(1)

    def _show_step(self, step: int) -> None:
        animation = self._animation
        if animation is not None:
            self.view.setPicture(animation.picture(step))
            self.name.setText(animation.sequence.steps[step].path.name)
            self.strip.setStep(step)
            self.scale.setLargest(animation.largest(step))

    def _end_making(self) -> None:
        self.job.finish()
        self._show_state()

    def _show_state(self) -> None:
        model, count, is_making = self._session.model, len(self._session.order), self._maker.is_making
        self.openFolderButton.setVisible(count == 0)
        self.openModelButton.setVisible(model is None)
        if model is None:
            self._say_empty(tr("Which network?"), tr("Open a model first: the sequence shows where it looks."))
        elif count == 0:
            self._say_empty(
                tr("A sequence needs photographs"), tr("Open a folder whose photographs follow each other.")
            )
        elif not is_making:
            self._say_empty(
                tr("Nothing is animated yet"),
                tr("Press Animate: the {count} photographs are asked in order.", count=count),
            )
        self.stack.setCurrentIndex(1 if self._animation is not None or (is_making and count) else 0)
        self.form.setVisible(model is not None)
        self.makeButton.setEnabled(model is not None and count > 0 and not is_making)
        for button in self.exportButtons.values():
            button.setEnabled(self._animation is not None)

    def _say_empty(self, title: str, text: str) -> None:
        self.empty.setTitle(title)
        self.empty.setText(text)

    def _report(self, error: FunduscopeError) -> None:
        self.messages.showMessage(MessageKind.ERROR, error.message, hint=error.hint)

    def _say_exported(self, path: Path) -> None:
        self.messages.showMessage(MessageKind.INFO, tr("Exported {path_name}", path_name=path.name))

    # Exporting

    def suggested_name(self, film: Film) -> str:
        """A name that says what is in the film."""
        animation = self._animation
        folder = animation.sequence.steps[0].path.parent.name if animation is not None else "sequence"
        words = re.sub(r"[^\w.-]+", "-", f"{folder} {self.form.question().method}").strip("-")
        return f"{words}{film.value}"

    def _ask_export(self, film: Film) -> None:
        place = Path(self._window.remembering.export_folder()) / self.suggested_name(film)
        kind = f"{film.value[1:].upper()} (*{film.value})"
        name, _ = QFileDialog.getSaveFileName(self, tr("Export the animation"), str(place), kind)
        if name:
            path = Path(name)
            path = path if path.suffix.lower() == film.value else path.with_name(f"{path.name}{film.value}")
            self._window.remembering.note_export(path.parent)
            self.export(path)

    def export(self, path: Path) -> None:
        """Write the animation that is played, at its speed, into `path`."""
        if self._animation is not None:
            self._maker.export(self._animation, path, fps=self.player.fps(), is_looped=self.player.isLooped())

    # Keys and closing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and pauses, arrows step, Home and End go to the ends."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self.player.toggle()
        elif key in _KEYS:
            self.player.stepBy(_KEYS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.player.pause()
            self.player.setStep(0 if key == Qt.Key.Key_Home else _FAR)
        else:
            super().keyPressEvent(event)

    def _stop(self) -> None:
        """Nothing goes on behind a closed window but an export."""
        self.player.pause()
        self._maker.cancel()


def _button(text: str, name: str, tip: str) -> QPushButton:
    button = QPushButton(f" {text}")
    button.setIcon(icon(name))
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
