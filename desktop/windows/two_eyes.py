"""Both eyes beside each other: linked in zoom, the left one mirrored on request, each with its own overlay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.errors import FunduscopeError
from core.images.facts import Eye
from core.images.geometry import IDENTITY
from core.images.photograph import Photograph
from desktop.answers import Answer, ask
from desktop.eyes import EyePair, EyeView, linked, mirrored_map, pair_by_name
from desktop.jobs import JobContext, Priority
from desktop.photographs import read
from desktop.translation import mark, tr, tr_as
from desktop.widgets.photograph_view import PhotographView, PreparedPhotograph, ViewState, prepare_photograph
from desktop.words import class_name

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project
    from desktop.jobs import Lane
    from desktop.projects import Projects
    from desktop.session import Session
    from desktop.windows.main_window import MainWindow

PAIR_SLOT = "pair of eyes"
SIZE_PX = (1100, 620)
TITLES = {Eye.RIGHT: mark("Right eye"), Eye.LEFT: mark("Left eye")}


@dataclass(slots=True, eq=False)
class _Shown:
    """One eye that is shown."""

    view: EyeView
    photograph: Photograph
    prepared: PreparedPhotograph
    mirrored: PreparedPhotograph
    answer: Answer | None = None


class TwoEyesWindow(QDialog):
    """The right eye on the left, as one looks at a person; follows the selection while it is open."""

    closed = Signal()

    def __init__(self, session: Session, decode: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Both eyes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._decode = decode
        self._pair = EyePair(None, None)
        self._shown: dict[Eye, _Shown] = {}
        self._is_following = False
        self.views = {eye: PhotographView() for eye in TITLES}
        self.titles = {eye: QLabel(tr(TITLES[eye])) for eye in TITLES}
        self.isLinked = QCheckBox(tr("&Link zoom"))
        self.isLinked.setChecked(True)
        self.isLinked.setToolTip(tr("Both eyes show the same part, on the side of the nose or of the temple"))
        self.isMirrored = QCheckBox(tr("&Mirror the left eye"))
        self.isMirrored.setToolTip(tr("Show the left eye as if it were a right one, so that the two can be compared"))
        self.isMirrored.toggled.connect(lambda _on: self._show(Eye.LEFT))
        self._lay_out()
        for eye, view in self.views.items():
            view.viewChanged.connect(lambda state, eye=eye: self._link(eye, state))
        session.modelChanged.connect(self._ask_again)
        session.explanationChanged.connect(self._ask_again)
        self.resize(*SIZE_PX)

    def _lay_out(self) -> None:
        eyes = QHBoxLayout()
        eyes.setSpacing(4)
        for eye in (Eye.RIGHT, Eye.LEFT):
            column = QVBoxLayout()
            column.addWidget(self.titles[eye])
            column.addWidget(self.views[eye], 1)
            eyes.addLayout(column, 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.isLinked)
        foot.addWidget(self.isMirrored)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addLayout(eyes, 1)
        layout.addLayout(foot)

    def setPair(self, pair: EyePair) -> None:
        """Show these; a missing eye leaves its place empty, and says so."""
        if pair == self._pair:
            return
        self._pair = pair
        self._shown.clear()
        for eye, view in self.views.items():
            view.setPhotograph(None)
            one = pair.of(eye)
            self.titles[eye].setText(_title(eye, one, ""))
            view.setMessage(
                None
                if one is not None
                else tr("No photograph of the {value} eye is known", value=tr_as("eye", eye.value))
            )
            if one is not None:
                self._read(one)

    def _read(self, one: EyeView) -> None:
        def work(_context: JobContext) -> _Shown:
            photograph = read(one.path, lambda photograph: photograph).photograph
            photograph = one.orientation.photograph(photograph)
            pixels = photograph.pixels
            return _Shown(one, photograph, prepare_photograph(pixels), prepare_photograph(pixels[:, ::-1].copy()))

        self._decode.submit(
            work,
            self._take,
            slot=f"two eyes {one.eye}",
            priority=Priority.FOLLOW,
            refuse=lambda error: self._refuse(one, error),
        )

    def _refuse(self, one: EyeView, error: FunduscopeError) -> None:
        if self._pair.of(one.eye) == one:
            self.views[one.eye].setMessage(str(error))

    def _take(self, shown: _Shown) -> None:
        if self._pair.of(shown.view.eye) == shown.view:
            self._shown[shown.view.eye] = shown
            self._show(shown.view.eye)
            self._ask(shown)

    # Overlays

    def _ask_again(self, _what: object = None) -> None:
        for shown in self._shown.values():
            self._ask(shown)

    def _ask(self, shown: _Shown) -> None:
        session, networks = self._session, self._session.networks
        model, explainer, wish = session.model, networks.explainer, session.selection.wish
        if model is None or explainer is None or not wish.is_complete:
            return
        question = ask(explainer, model, shown.photograph, wish)
        networks.lane.submit(
            question.work,
            lambda answer: self._take_answer(shown, answer),
            slot=f"two eyes {shown.view.eye}",
            priority=Priority.FOLLOW,
            refuse=lambda _error: self._take_answer(shown, None),
        )

    def _take_answer(self, shown: _Shown, answer: Answer | None) -> None:
        if self._shown.get(shown.view.eye) is shown:
            shown.answer = answer
            self._show_overlay(shown)

    # Showing

    def _show(self, eye: Eye) -> None:
        shown = self._shown.get(eye)
        if shown is None:
            return
        self.views[eye].setPhotograph(shown.mirrored if self._is_mirrored(eye) else shown.prepared)
        self.views[eye].setMessage(None)
        self._show_overlay(shown)

    def _is_mirrored(self, eye: Eye) -> bool:
        return eye is Eye.LEFT and self.isMirrored.isChecked()

    def _show_overlay(self, shown: _Shown) -> None:
        eye, answer, model = shown.view.eye, shown.answer, self._session.model
        view = self.views[eye]
        if answer is None or answer.explanation is None or model is None:
            view.setOverlay(None, IDENTITY)
            self.titles[eye].setText(_title(eye, shown.view, ""))
            return
        explanation = answer.explanation
        plain = explanation.map, explanation.to_photograph, explanation.seen
        is_mirrored = self._is_mirrored(eye)
        values, place, seen = mirrored_map(explanation, shown.photograph.width) if is_mirrored else plain
        view.setOverlay(values, place, seen=seen, is_signed=explanation.is_signed, is_partial=explanation.is_partial)
        index = answer.prediction.predicted
        said = f"{class_name(model, index)} {answer.prediction.probabilities[index]:.2f}"
        self.titles[eye].setText(_title(eye, shown.view, said))

    def _link(self, eye: Eye, state: ViewState) -> None:
        other = Eye.LEFT if eye is Eye.RIGHT else Eye.RIGHT
        here, there = self._shown.get(eye), self._shown.get(other)
        if not self.isLinked.isChecked() or self._is_following or here is None or there is None:
            return
        sizes = [(one.photograph.width, one.photograph.height) for one in (here, there)]
        self._is_following = True
        try:
            self.views[other].setViewState(linked(state, *sizes, is_opposite=not self.isMirrored.isChecked()))
        finally:
            self._is_following = False

    def done(self, result: int) -> None:
        """Give up what was asked. Esc comes here too, and sends no event of closing."""
        for eye in TITLES:
            self._decode.cancel(f"two eyes {eye}")
            self._session.networks.lane.cancel(f"two eyes {eye}")
        super().done(result)
        self.closed.emit()


def _title(eye: Eye, view: EyeView | None, said: str) -> str:
    if view is None:
        return tr(TITLES[eye])
    parts = [tr(TITLES[eye]) + (tr(" (guessed)") if view.is_guessed else ""), view.path.name]
    return " · ".join([*parts, *filter(None, (view.orientation.words, said))])


class TwoEyes(QObject):
    """Opens the window, and keeps it with the selection."""

    def __init__(self, window: MainWindow, projects: Projects, decode: Lane) -> None:
        super().__init__(window)
        self._window = window
        self._projects = projects
        self._decode = decode
        self.dialog: TwoEyesWindow | None = None
        window.session.selectionChanged.connect(lambda _selection: self._follow())

    def show(self) -> None:
        """Show both eyes of the selected photograph."""
        if self.dialog is None:
            self.dialog = TwoEyesWindow(self._window.session, self._decode, self._window)
            self.dialog.closed.connect(self._forget)
            for view in self.dialog.views.values():
                view.setRendering(self._window.viewer.rendering())
        self.dialog.show()
        self.dialog.raise_()
        self._follow()

    def close(self) -> None:
        """The window closes."""
        if self.dialog is not None:
            self.dialog.close()

    def _forget(self) -> None:
        self.dialog = None

    def _follow(self) -> None:
        path = self._window.session.selection.photograph
        if self.dialog is None or path is None:
            return
        if self._projects.project is None:
            self._take(path, None)
        else:
            self._projects.ask(
                lambda project, _token: _pair_in(project, path), lambda pair: self._take(path, pair), slot=PAIR_SLOT
            )

    def _take(self, path: Path, pair: EyePair | None) -> None:
        dialog, session = self.dialog, self._window.session
        if dialog is None or session.selection.photograph != path:
            return
        pair = pair or pair_by_name(path, session.order)
        if pair is None:
            self._window.viewer.remark(
                tr(
                    "Nothing says which eye {path_name} shows: add it to a project to have it guessed",
                    path_name=path.name,
                )
            )
        else:
            dialog.setPair(pair)


def _pair_in(project: Project, path: Path) -> EyePair | None:
    """In the lane: the pair of a photograph as the project knows it."""
    numbers = project.files.at(path)
    if not numbers:
        return None
    row = project.browsing.rows(numbers[:1])[numbers[0]]
    if row.eye is None:
        return None
    rows = [row]
    if row.partner is not None:
        rows += project.browsing.rows([row.partner]).values()
    views = {
        one.eye: EyeView(one.path, one.eye, one.eye_source == "guessed", one.orientation)
        for one in rows
        if one.eye is not None
    }
    return EyePair(views.get(Eye.RIGHT), views.get(Eye.LEFT))
