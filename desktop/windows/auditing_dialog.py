"""The window "Audit": what is wrong with a set of photographs, each finding a click away from them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.datasets.audit.findings import SENTENCES, TITLES, Finding
from core.datasets.audit.run import Audit
from core.datasets.audit.writing import to_html, to_json
from core.datasets.preparing.writing import write_beside
from core.images.photograph import ImageId
from core.jobs import Progress
from desktop.auditing import found_pictures
from desktop.jobs import JobContext, Lane
from desktop.translation import inside, mark, tr, tr_count
from desktop.widgets.example_grid import ExampleGrid
from desktop.widgets.findings_tree import FindingsTree
from desktop.widgets.text_button import text_button
from desktop.widgets.wrapped_label import WrappedLabel
from desktop.windows.dialogs import fit_on_screen

PICTURES_SLOT, SAVE_SLOT = "audited pictures", "save audit"
_EMPTY = mark("Choose a folder of photographs, with a table of labels in it or beside it, and start.")
_CLEAN = mark("Nothing was found that looks wrong.")


class AuditingDialog(QDialog):
    """Asks what is to be audited, and shows what was found. It stays open beside the main window."""

    started = Signal(object, object)
    """The Path of the set, and that of a table of labels or None."""
    cancelled = Signal()
    photographsWanted = Signal(object)
    """list[Path]: the photographs of a finding are to be looked at."""
    exclusionWanted = Signal(object, str)
    """list[ImageId] of photographs that are to be left out in the project, and why."""
    correctionWanted = Signal(object, int)
    """list[ImageId] of photographs whose label is to be corrected in the project, and the class."""

    def __init__(self, lane: Lane, source: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("auditingDialog")
        self.setWindowTitle(tr("Audit photographs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lane = lane
        self._audit: Audit | None = None
        self.sourceEdit = QLineEdit(str(source or ""), placeholderText=tr("Folder of photographs, table or HDF5 file"))
        self.labelsEdit = QLineEdit(placeholderText=tr("labels.csv of the folder"))
        self.sourceEdit.setAccessibleName(tr("Set"))
        self.labelsEdit.setAccessibleName(tr("Labels"))
        self.startButton = QPushButton(tr("Audit"))
        self.cancelButton = QPushButton(tr("Cancel"))
        self.progress = QProgressBar()
        self.summary = WrappedLabel(tr(_EMPTY), role="dim")
        self.problem = WrappedLabel(role="error")
        self.tree = FindingsTree()
        self.pictures = ExampleGrid()
        self.sentence = WrappedLabel()
        self.showButton = QPushButton(tr("Look at these"))
        self.projectButton = text_button(
            tr("In the project"), tr("Leave photographs of the chosen findings out, or relabel them")
        )
        self.projectButton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.projectMenu = QMenu(self)
        self.projectButton.setMenu(self.projectMenu)
        self.reportButton = QPushButton(tr("Save report…"))
        self.jsonButton = QPushButton(tr("Save JSON…"))
        self._lay_out()
        self._connect()
        self.setRunning(is_running=False)
        self.setProject((), is_writable=False)
        self._take_finding(None)
        fit_on_screen(self)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(tr("Set"), _with_button(self.sourceEdit, self._ask_source, tr("Choose the folder")))
        form.addRow(tr("Labels"), _with_button(self.labelsEdit, self._ask_labels, tr("Choose a table of labels")))
        run = QHBoxLayout()
        run.addWidget(self.startButton)
        run.addWidget(self.cancelButton)
        run.addWidget(self.progress, 1)
        run.addStretch(0)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(12, 0, 0, 0)
        beside.addWidget(self.pictures, 1)
        beside.addWidget(self.sentence)
        actions = QHBoxLayout()
        actions.addWidget(self.showButton, 1)
        actions.addWidget(self.projectButton)
        beside.addLayout(actions)
        split = QSplitter()
        split.addWidget(self.tree)
        split.addWidget(right)
        split.setStretchFactor(0, 4)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        below = QHBoxLayout()
        below.addWidget(self.reportButton)
        below.addWidget(self.jsonButton)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addLayout(run)
        layout.addWidget(self.problem)
        layout.addWidget(self.summary)
        layout.addWidget(split, 1)
        layout.addLayout(below)
        self.problem.hide()

    def _connect(self) -> None:
        self.startButton.clicked.connect(self.start)
        self.cancelButton.clicked.connect(self.cancelled)
        self.tree.findingChosen.connect(self._take_finding)
        self.tree.findingActivated.connect(lambda _finding: self._want())
        self.showButton.clicked.connect(self._want)
        self.reportButton.clicked.connect(self._ask_report)
        self.jsonButton.clicked.connect(self._ask_json)
        self.sourceEdit.textChanged.connect(lambda _text: self.refuse(""))

    def sizeHint(self) -> QSize:
        """Wide enough for findings and pictures side by side."""
        return QSize(1040, 680)

    def done(self, result: int) -> None:
        """Leave nothing behind in the lane."""
        self.cancelled.emit()
        self._lane.cancel(PICTURES_SLOT)
        super().done(result)

    # Auditing

    def start(self) -> None:
        """Begin."""
        source, labels = self.sourceEdit.text().strip(), self.labelsEdit.text().strip()
        if not source:
            self.refuse(tr("Say which photographs are to be audited."))
            return
        self.refuse("")
        self.started.emit(Path(source), Path(labels) if labels else None)

    def setRunning(self, *, is_running: bool) -> None:
        """Say whether an audit goes on."""
        self.startButton.setEnabled(not is_running)
        self.cancelButton.setVisible(is_running)
        self.progress.setVisible(is_running)
        self.progress.setRange(0, 0)
        for button in (self.reportButton, self.jsonButton):
            button.setEnabled(self._audit is not None and not is_running)

    def setProgress(self, progress: Progress) -> None:
        """Say how far it is."""
        self.progress.setRange(0, progress.total)
        self.progress.setValue(progress.done)

    def setAudit(self, audit: Audit) -> None:
        """Show what was found."""
        self._audit = audit
        for button in (self.reportButton, self.jsonButton):
            button.setEnabled(True)
        self.tree.setAudit(audit)
        classes = ", ".join(f"{name}: {count:,}" for name, count in audit.class_counts.items())
        sizes = len(audit.sizes)
        words = [tr("{count:,} photographs", count=len(audit.names)), tr_count("{count} size", "{count} sizes", sizes)]
        words += [tr("classes {classes}", classes=classes)] if classes else [tr("no labels")]
        self.summary.setText(" · ".join(words) + ("" if audit.findings else f". {tr(_CLEAN)}"))
        if not audit.findings:
            self.pictures.setWords(tr(_CLEAN))

    def audit(self) -> Audit | None:
        """What was found last."""
        return self._audit

    def refuse(self, words: str) -> None:
        """Say why it cannot be done; nothing, to take that back."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    # Findings

    def setProject(self, class_names: Sequence[str], *, is_writable: bool) -> None:
        """Offer what can be done in the project that is open; nothing where none is, or it may not be changed."""
        self.projectButton.setVisible(is_writable)
        self.projectMenu.clear()
        self.projectMenu.addAction(tr("&Exclude all of them"), lambda: self._exclude(from_place=0))
        self.projectMenu.addAction(
            tr("&Keep the first of each, exclude the others"), lambda: self._exclude(from_place=1)
        )
        labels = self.projectMenu.addMenu(tr("&Label"))
        labels.setEnabled(bool(class_names))
        for index, name in enumerate(class_names):
            labels.addAction(f"&{index} {name}", partial(self._correct, index))

    def _exclude(self, *, from_place: int) -> None:
        findings = self.tree.chosen()
        ids = self._ids(findings, from_place)
        if ids:
            self.exclusionWanted.emit(ids, tr("audit: {titles}", titles=inside(TITLES[findings[0].kind])))

    def _correct(self, value: int) -> None:
        ids = self._ids(self.tree.chosen(), 0)
        if ids:
            self.correctionWanted.emit(ids, value)

    def _ids(self, findings: Sequence[Finding], from_place: int) -> list[ImageId]:
        """Of the photographs of these findings, each once, without the first `from_place` of each finding."""
        if self._audit is None:
            return []
        kept = {self._audit.ids[place] for finding in findings for place in finding.photographs[:from_place]}
        places = [place for finding in findings for place in finding.photographs[from_place:]]
        ids = dict.fromkeys(self._audit.ids[place] for place in places)
        return [each for each in ids if each and each not in kept]

    def _take_finding(self, finding: Finding | None) -> None:
        self.showButton.setEnabled(finding is not None and bool(finding.photographs))
        self.sentence.setText("" if finding is None else tr(SENTENCES[finding.kind]))
        if finding is None or self._audit is None:
            self.pictures.setWords(tr("Choose a finding to see its photographs.") if self._audit else "")
            return
        paths, names = self._photographs(finding)
        if not paths:
            self.pictures.setWords(finding.detail)
            return
        self.pictures.setStale()
        self._lane.submit(
            lambda context: found_pictures(paths, names, context.token),
            lambda made: self.pictures.setExamples(made) if made else self.pictures.setWords(finding.detail),
            slot=PICTURES_SLOT,
            title=tr("Reading photographs"),
        )

    def _photographs(self, finding: Finding) -> tuple[list[Path], list[str]]:
        if self._audit is None:
            return [], []
        paths, names = self._audit.paths, self._audit.names
        return [paths[place] for place in finding.photographs], [Path(names[p]).name for p in finding.photographs]

    def _want(self) -> None:
        finding = self.tree.finding()
        if finding is not None and finding.photographs:
            self.photographsWanted.emit(self._photographs(finding)[0])

    # Reports

    def saveReport(self, path: Path) -> None:
        """Write the report as HTML."""
        self._save(path, lambda audit: to_html(audit).encode())

    def saveJson(self, path: Path) -> None:
        """Write all findings as JSON."""
        self._save(path, lambda audit: json.dumps(to_json(audit), ensure_ascii=False, indent=1).encode())

    def _save(self, path: Path, content: Callable[[Audit], bytes]) -> None:
        audit = self._audit
        if audit is None:
            return

        def write(_context: JobContext) -> str:
            try:
                write_beside(path, content(audit))
            except OSError as error:
                return tr("'{path}' cannot be written: {strerror}.", path=path, strerror=error.strerror or error)
            return ""

        self._lane.submit(write, self.refuse, slot=f"{SAVE_SLOT} {path}", title=tr("Writing the report"))

    def _ask_report(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the report"), "audit.html", tr("Reports (*.html)"))
        if name:
            self.saveReport(Path(name))

    def _ask_json(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the findings"), "audit.json", tr("JSON (*.json)"))
        if name:
            self.saveJson(Path(name))

    def _ask_source(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Photographs to audit"), self.sourceEdit.text())
        if name:
            self.sourceEdit.setText(name)

    def _ask_labels(self) -> None:
        tables = tr("Tables (*.csv *.tsv *.txt *.xlsx)")
        name, _ = QFileDialog.getOpenFileName(self, tr("Table of labels"), self.sourceEdit.text(), tables)
        if name:
            self.labelsEdit.setText(name)


def _with_button(edit: QLineEdit, ask: Callable[[], None], tip: str) -> QWidget:
    whole = QWidget()
    button = text_button("…", tip)
    button.clicked.connect(ask)
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(edit, 1)
    row.addWidget(button)
    whole.setFocusProxy(edit)
    return whole
