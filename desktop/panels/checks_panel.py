"""Whether the map that is shown comes from what the network has learned, and whether it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.explain.catalogue import CATALOGUE
from core.explain.rendering import Rendering
from core.explain.targets import describe_target
from core.explain.veil import VeilStyle
from desktop.check_words import SENTENCES, notes_of, tiles_of, verdict_of
from desktop.checks import TITLES, CheckKind, Checks
from desktop.resources import icon
from desktop.session import Session
from desktop.translation import mark, tr
from desktop.widgets.checks.forms import BandForm, RandomisationForm
from desktop.widgets.checks.map_tiles import Arrangement, MapTiles
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.fold_button import FoldButton
from desktop.widgets.job_bar import JobBar
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.explain.explanation import Explanation

BAR_PX = 64
PATIENCE_MS = 300
"""A check that is there within this time is not worth a flicker."""
TABS = {
    CheckKind.RANDOMISATION: (mark("Weights"), mark("The same map from networks with random weights")),
    CheckKind.NULL_BAND: (mark("Band"), mark("The null band: what random networks reach on this photograph")),
    CheckKind.STABILITY: (
        mark("Stability"),
        mark("The map after small changes of the photograph, and of other models"),
    ),
    CheckKind.PRECISION: (mark("Precision"), mark("The map in half, single and double precision")),
}
RUN_WORDS = {
    CheckKind.RANDOMISATION: mark("Check against random weights"),
    CheckKind.NULL_BAND: mark("Compute the null band"),
    CheckKind.STABILITY: mark("Check the stability"),
    CheckKind.PRECISION: mark("Compare precisions"),
}
STYLES = {
    None: (mark("Shown"), mark("Show all evidence")),
    VeilStyle.HIDE: (mark("Hidden"), mark("Leave out of the overlay what random networks reach as well")),
    VeilStyle.HATCH: (mark("Hatched"), mark("Hatch in the overlay what random networks reach as well")),
}
AGAIN = mark("Check again")
NOTHING = mark("Open a photograph and a model: the map that is then shown can be checked here.")
WAITING = mark("The map can be checked once it is there.")
PARTIAL = mark("The map is partial: it can be checked once it is whole.")
STOPPED = mark("Stopped: nothing is known of this check.")


class ChecksPanel(QWidget):
    """One check at a time: what it asks, what can be chosen, and what came of it, following session and checks."""

    exportRequested = Signal(object)
    """"json" or "png"."""

    def __init__(self, session: Session, checks: Checks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._checks = session, checks
        self._kind = CheckKind.RANDOMISATION
        self._shown: tuple[CheckKind, Any, Explanation | None] | None = None
        self._tabs: dict[CheckKind, QToolButton] = {}
        self._styles: dict[VeilStyle | None, QToolButton] = {}
        self.sentence = WrappedLabel(role="dim")
        self.runButton = QPushButton()
        self.exportButton = QToolButton()
        self.job = JobBar(bar_px=BAR_PX)
        self.verdict = WrappedLabel()
        self.veilLine = QWidget()
        self.tiles = MapTiles()
        self.oneScale = QCheckBox(tr("The same colours for all"))
        self.notes = WrappedLabel(role="dim")
        self.fold = FoldButton(tr("Settings"))
        self.randomisationForm, self.bandForm = RandomisationForm(), BandForm()
        self._later = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._later.timeout.connect(self._show_job)
        self._set_up()
        self._lay_out()
        self._connect()
        self._show()

    # Making

    def _set_up(self) -> None:
        self.exportButton.setIcon(icon("export"))
        self.exportButton.setToolTip(tr("Save what the checks came to, without the name of the photograph's file"))
        self.exportButton.setAccessibleName(tr("Export the checks"))
        self.exportButton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.exportButton)
        for text, name in ((tr("Figures as JSON…"), "json"), (tr("Picture as PNG…"), "png")):
            menu.addAction(text).triggered.connect(lambda _checked=False, name=name: self.exportRequested.emit(name))
        self.exportButton.setMenu(menu)
        self.oneScale.setChecked(True)
        self.oneScale.setToolTip(
            tr("One colour means one value in all maps; otherwise each is stretched to its own range")
        )
        self.randomisationForm.setValue(self._checks.randomisation_settings())
        self.bandForm.setValue(self._checks.band_settings())

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("panel")
        column = QVBoxLayout(content)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(6)
        self._fill_veil_line()
        for widget in (self.sentence, self._button_line(), self.job, self.verdict, self.veilLine, self.tiles):
            column.addWidget(widget)
        for widget in (self.oneScale, self.notes, self.fold, self.randomisationForm, self.bandForm):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._tab_line())
        layout.addWidget(scroll, 1)

    def _tab_line(self) -> QHBoxLayout:
        line, group = QHBoxLayout(), QButtonGroup(self)
        line.setContentsMargins(8, 0, 8, 0)
        line.setSpacing(2)
        for kind, (text, tip) in TABS.items():
            self._tabs[kind] = _choice(tr(text), tr(tip), group)
            self._tabs[kind].clicked.connect(lambda _checked=False, kind=kind: self.setKind(kind))
            line.addWidget(self._tabs[kind])
        line.addStretch(1)
        return line

    def _fill_veil_line(self) -> None:
        """What becomes of evidence within the null band."""
        line, group = QHBoxLayout(self.veilLine), QButtonGroup(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(ElidedLabel(tr("Within it")))
        for style, (text, tip) in STYLES.items():
            self._styles[style] = _choice(tr(text), tr(tip), group)
            self._styles[style].clicked.connect(lambda _checked=False, style=style: self._checks.setVeilStyle(style))
            line.addWidget(self._styles[style])
        line.addStretch(1)

    def _button_line(self) -> QWidget:
        line = QWidget()
        buttons = QHBoxLayout(line)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(4)
        buttons.addWidget(self.runButton, 1)
        buttons.addWidget(self.exportButton)
        return line

    def _connect(self) -> None:
        checks = self._checks
        self.runButton.clicked.connect(self.run)
        self.job.cancelRequested.connect(checks.stop)
        self.fold.toggled.connect(lambda _is_open: self._show())
        self.oneScale.toggled.connect(self.tiles.setOneScale)
        self.randomisationForm.valueChanged.connect(checks.setRandomisationSettings)
        self.bandForm.valueChanged.connect(checks.setBandSettings)
        checks.changed.connect(self._show)
        checks.progressed.connect(self.job.setProgress)
        self._session.selectionChanged.connect(lambda _selection: self._show())
        self._session.photographChanged.connect(lambda _photograph: self._show())

    def sizeHint(self) -> QSize:
        """As wide as the panels beside it."""
        return QSize(300, 260)

    def minimumSizeHint(self) -> QSize:
        """The line of choices and the button."""
        return QSize(240, 110)

    # Intents

    def checks(self) -> Checks:
        """What the panel shows."""
        return self._checks

    def kind(self) -> CheckKind:
        """The check that is looked at."""
        return self._kind

    def setKind(self, kind: CheckKind) -> None:
        """Look at another check."""
        self._kind = kind
        self._show()

    def run(self) -> None:
        """Make the check that is looked at."""
        self._checks.run(self._kind)

    def setRendering(self, rendering: Rendering) -> None:
        """Draw maps in the colours of the overlay."""
        self.tiles.setRendering(rendering)

    # What is shown

    def _show(self) -> None:
        kind, checks = self._kind, self._checks
        explanation, result = checks.explanation, checks.result(kind)
        self._tabs[kind].setChecked(True)
        self._styles[checks.veil_style()].setChecked(True)
        self.sentence.setText(tr(SENTENCES[kind]) if explanation is not None else self._why_not())
        is_running = checks.running is not None
        # What the check asks is read before it is made; afterwards the room is for the answer.
        self.sentence.setVisible(result is None or explanation is None)
        self.runButton.setText(tr(AGAIN) if result is not None else tr(RUN_WORDS[kind]))
        self.runButton.setToolTip("\n".join(filter(None, (self._subject_words(explanation), tr(SENTENCES[kind])))))
        self.runButton.setVisible(explanation is not None)
        self.exportButton.setVisible(explanation is not None)
        self.runButton.setEnabled(not is_running)
        self.runButton.setDefault(result is None)
        self.exportButton.setEnabled(bool(checks.results()))
        self._show_result(explanation)
        self._show_settings(has_map=explanation is not None)
        if not is_running:
            self._later.stop()
            self.job.finish()
        elif self.job.isHidden() and not self._later.isActive():
            self._later.start()

    def _show_result(self, explanation: Explanation | None) -> None:
        kind, checks = self._kind, self._checks
        result, error = checks.result(kind), checks.error(kind)
        words, is_warning = "", False
        if result is not None:
            words, is_warning = verdict_of(kind, result)
        elif error is not None:
            words, is_warning = str(error), True
        elif checks.is_stopped and checks.running is None:
            words = tr(STOPPED)
        self.verdict.setText(words)
        self.verdict.setProperty("role", "warning" if is_warning else "")
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        self.verdict.setVisible(bool(words))
        has_result = result is not None and explanation is not None
        shown = (kind, result, explanation)
        if shown != self._shown:
            self._shown = shown
            self._show_tiles(kind, result if has_result else None, explanation)
        self.tiles.setVisible(has_result)
        self.oneScale.setVisible(has_result)
        self.veilLine.setVisible(has_result and kind is CheckKind.NULL_BAND)
        notes = notes_of(kind, result) if has_result else ""
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))

    def _show_tiles(self, kind: CheckKind, result: Any, explanation: Explanation | None) -> None:
        is_list = kind in (CheckKind.STABILITY, CheckKind.PRECISION)
        arrangement = Arrangement.LIST if is_list else Arrangement.SIDE_BY_SIDE
        tiles = tiles_of(kind, result, explanation) if result is not None and explanation is not None else []
        is_signed = explanation is not None and explanation.is_signed
        self.tiles.setTiles(tiles, is_signed=is_signed, arrangement=arrangement)

    def _show_settings(self, *, has_map: bool) -> None:
        forms = {CheckKind.RANDOMISATION: self.randomisationForm, CheckKind.NULL_BAND: self.bandForm}
        self.fold.setVisible(has_map and self._kind in forms)
        for kind, form in forms.items():
            form.setVisible(has_map and kind is self._kind and self.fold.isChecked())

    def _show_job(self) -> None:
        running = self._checks.running
        if running is not None:
            self.job.start(tr(TITLES[running]))

    def _subject_words(self, explanation: Explanation | None) -> str:
        model = self._session.model
        if explanation is None or model is None:
            return ""
        query = explanation.query
        target = describe_target(query.target, model.card.class_names)
        return " · ".join(filter(None, (tr(CATALOGUE[query.method].title), target, query.layer)))

    def _why_not(self) -> str:
        session = self._session
        if session.photograph is None or session.model is None:
            return tr(NOTHING)
        return tr(PARTIAL) if session.explanation is not None else tr(WAITING)


def _choice(text: str, tip: str, group: QButtonGroup) -> QToolButton:
    button = QToolButton()
    button.setObjectName("choice")
    button.setText(text)
    button.setToolTip(tip)
    button.setCheckable(True)
    group.addButton(button)
    return button
