"""Grading and describing the photograph that is shown, and the list of what is marked on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.datasets.annotation.lesions import Lesion
from core.datasets.mask_colours import mask_colours
from desktop.annotating import Annotating, Readiness
from desktop.translation import mark, tr
from desktop.widgets.annotation.choice_row import Choice, ChoiceRow
from desktop.widgets.annotation.mark_rows import MarkRow, MarkRows, swatch
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.wrapped_label import WrappedLabel

QUALITIES = (
    ("good", mark("Good"), mark("Good")),
    ("usable", mark("Usable"), mark("Usable, with reservations")),
    ("reject", mark("Reject"), mark("Not gradable")),
)
REASONS = (
    mark("out of focus"),
    mark("too dark"),
    mark("too bright"),
    mark("artefact"),
    mark("small pupil"),
    mark("wrong field"),
    mark("media opacity"),
)
WORDS = {
    Readiness.NOTHING: mark("Open a photograph: here it is graded and described, and lesions are marked on it."),
    Readiness.NO_PROJECT: (
        mark("Annotations are kept in a project: one file beside your photographs, which stay as they are.")
    ),
    Readiness.OUTSIDE: mark("The project that is open does not have this photograph."),
    Readiness.READING: mark("Looking into the project…"),
}
SAVED, SAVING, NOT_SAVED = mark("Saved"), mark("Saving…"), mark("Not saved")
_LEAST_BOX_PX = 72
EDIT_NAMES = mark("Edit names…")
NOTES_PX = 56


class AnnotationPanel(QWidget):
    """Who annotates, grade, quality, tools and marks, notes; follows `Annotating`."""

    makeProjectRequested = Signal()
    addFolderRequested = Signal()
    openProjectRequested = Signal()
    lesionsRequested = Signal()
    renameRequested = Signal(int)
    showRequested = Signal(int)
    """A mark is to be seen."""

    def __init__(self, annotating: Annotating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._annotating = annotating
        self.reader = QComboBox()
        self.saved = QToolButton()
        self.words = WrappedLabel(role="dim")
        self.make_button = QPushButton(tr("Make a project of these"))
        self.add_button = QPushButton(tr("Add its folder to the project"))
        self.open_button = QPushButton(tr("Open a project…"))
        self.classes = QComboBox()
        self.grades = ChoiceRow(tr("Grade"))
        self.grade_name = ElidedLabel()
        self.advance = QCheckBox(tr("Go on"))
        self.quality = ChoiceRow(tr("Image quality"))
        self.reasons: dict[str, QCheckBox] = {}
        self.lesion = QComboBox()
        self.marks = MarkRows()
        self.notes = QPlainTextEdit()
        self.export_button = QToolButton()
        self._tool_line, self._foot = QHBoxLayout(), QHBoxLayout()
        self._pages = QStackedWidget()
        self._set_up()
        self._lay_out()
        self._connect()
        self._show_all()

    def setActions(self, tools: Sequence[QAction], foot: Sequence[QAction], exports: Sequence[QAction]) -> None:
        """Give the panel the window's actions: its tools, what stands at its foot, and what exporting offers."""
        for actions, line in ((tools, self._tool_line), (foot, self._foot)):
            for place, action in enumerate(actions):
                button = QToolButton()
                button.setDefaultAction(action)
                button.setIconSize(QSize(18, 18))
                button.setAccessibleName(action.text().replace("&", ""))
                line.insertWidget(place, button)
        menu = QMenu(self.export_button)
        menu.setToolTipsVisible(True)
        menu.addActions(list(exports))
        self.export_button.setMenu(menu)

    # Making

    def _set_up(self) -> None:
        self.reader.setEditable(True)
        self.reader.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.reader.setAccessibleName(tr("Who annotates"))
        self.saved.setAutoRaise(True)
        self.saved.setAccessibleName(tr("Whether everything is saved"))
        self.classes.setAccessibleName(tr("Classes to grade by"))
        self.classes.setToolTip(tr("By which classes photographs are graded: the project's own, or ICDR 0-4"))
        self.grades.setToolTip(tr("J and a digit; or the digit alone while the tool to look and grade is in hand (A)"))
        self.advance.setToolTip(tr("After a grade, go on to the next photograph that you have not annotated"))
        self.advance.setAccessibleName(tr("Go on after grading"))
        self.quality.setChoices([Choice(tr(text), tr(tip)) for _value, text, tip in QUALITIES])
        self.lesion.setAccessibleName(tr("Lesion to mark"))
        self.lesion.setToolTip(tr("What new marks are called; digits choose it while a tool to mark is in hand"))
        self.notes.setPlaceholderText(tr("Notes"))
        self.notes.setAccessibleName(tr("Notes"))
        self.notes.setFixedHeight(NOTES_PX)
        self.notes.setTabChangesFocus(True)
        self.export_button.setText(tr("Export"))
        self.export_button.setObjectName("textButton")
        self.export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for box in (self.reader, self.classes, self.lesion):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(3)
            box.setMinimumWidth(_LEAST_BOX_PX)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for button in (self.make_button, self.add_button, self.open_button):
            button.setAutoDefault(False)
        self.make_button.setToolTip(tr("One file beside them; the photographs stay where they are, and as they are"))

    def _lay_out(self) -> None:
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setContentsMargins(12, 16, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.words)
        for button in (self.make_button, self.add_button, self.open_button):
            column.addWidget(button)
        column.addStretch(1)
        empty.setObjectName("panel")
        for page in (empty, self._body()):
            self._pages.addWidget(_scrolled(page))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _body(self) -> QWidget:
        body = QWidget()
        body.setObjectName("panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        head = _line(self.reader, (self.saved, 0))
        head.addWidget(self.export_button)
        grading = _line(self.classes, (self.grade_name, 1))
        grading.addWidget(self.advance)
        reasons = QWidget()
        flow = FlowLayout(reasons)
        for reason in REASONS:
            box = QCheckBox(tr(reason))
            box.clicked.connect(lambda _on, reason=reason: self._annotating.toggleReason(reason))
            self.reasons[reason] = box
            flow.addWidget(box)
        self._reasons = reasons
        self._tool_line.setSpacing(2)
        self._tool_line.addSpacing(4)
        self._tool_line.addWidget(self.lesion, 1)
        self._foot.setSpacing(2)
        self._foot.addStretch(1)
        for part in (head, grading, self.grades, self.quality, reasons, self._tool_line, self.marks, self.notes):
            column.addLayout(part) if isinstance(part, QHBoxLayout) else column.addWidget(part)
        column.addLayout(self._foot)
        column.addStretch(1)
        return body

    def _connect(self) -> None:
        annotating = self._annotating
        annotating.changed.connect(self._show_all)
        annotating.savedChanged.connect(self._show_saved)
        annotating.drawing.selectedChanged.connect(self._show_marks)
        self.make_button.clicked.connect(self.makeProjectRequested)
        self.add_button.clicked.connect(self.addFolderRequested)
        self.open_button.clicked.connect(self.openProjectRequested)
        self.saved.clicked.connect(annotating.save)
        self.reader.textActivated.connect(annotating.setReader)
        line = self.reader.lineEdit()
        if line is not None:
            line.editingFinished.connect(lambda: annotating.setReader(self.reader.currentText()))
        self.classes.activated.connect(lambda row: annotating.setClasses(self.classes.itemData(row)))
        self.grades.chosen.connect(lambda place: annotating.setGrade(place if place >= 0 else None))
        self.advance.toggled.connect(annotating.setAdvancing)
        self.quality.chosen.connect(lambda place: annotating.setQuality(QUALITIES[place][0] if place >= 0 else ""))
        self.lesion.activated.connect(self._choose_lesion)
        self.marks.chosen.connect(self._choose_mark)
        self.marks.removed.connect(annotating.drawing.remove)
        self.marks.renameWanted.connect(self.renameRequested)
        self.notes.textChanged.connect(lambda: annotating.setNotes(self.notes.toPlainText()))

    # What is shown

    def _show_all(self) -> None:
        annotating, readiness = self._annotating, self._annotating.readiness
        has_body = readiness in (Readiness.READY, Readiness.READ_ONLY) or (
            readiness is Readiness.READING and self._pages.currentIndex() == 1
        )
        self._pages.setCurrentIndex(1 if has_body else 0)
        self.words.setText(tr(WORDS.get(readiness, "")))
        self.make_button.setVisible(readiness is Readiness.NO_PROJECT)
        self.open_button.setVisible(readiness is Readiness.NO_PROJECT)
        self.add_button.setVisible(readiness is Readiness.OUTSIDE)
        is_ready = annotating.is_ready
        for widget in (self.classes, self.grades, self.quality, self._reasons, self.lesion):
            widget.setEnabled(is_ready)
        self.notes.setReadOnly(not is_ready)
        self._show_readers()
        self._show_grade()
        self._show_lesions(annotating.lesions)
        self._show_marks()
        self._show_notes()
        self._show_saved()

    def _show_readers(self) -> None:
        annotating = self._annotating
        names = list(annotating.readers)
        if sorted(names) != sorted(self.reader.itemText(row) for row in range(self.reader.count())):
            with QSignalBlocker(self.reader):
                self.reader.clear()
                self.reader.addItems(sorted(names))
        if not self.reader.hasFocus() and self.reader.currentText() != annotating.reader:
            self.reader.setCurrentText(annotating.reader)
        others = tr(" Also by {parts}.", parts=", ".join(annotating.others)) if annotating.others else ""
        self.reader.setToolTip(tr("Who annotates: each reader has annotations of their own.{others}", others=others))

    def _show_grade(self) -> None:
        annotating, said, grade = self._annotating, self._annotating.annotation, self._annotating.grade
        chosen, classes = annotating.chosen_classes(), annotating.classes()
        if [self.classes.itemData(row) for row in range(self.classes.count())] != [one.name for one in classes]:
            self.classes.clear()
            for one in classes:
                self.classes.addItem(one.name, one.name)
        self.classes.setCurrentIndex(self.classes.findData(chosen.name))
        self.grades.setChoices(
            [Choice(str(place), f"{place}: {name}") for place, name in enumerate(chosen.class_names)]
        )
        self.grades.setValue(grade if grade is not None else -1)
        is_graded = grade is not None and grade < len(chosen.class_names)
        self.grade_name.setText(chosen.class_names[grade or 0] if is_graded else tr("not graded"))
        self.advance.setChecked(annotating.advances)
        values = [value for value, _text, _tip in QUALITIES]
        self.quality.setValue(values.index(said.quality) if said.quality in values else -1)
        self._reasons.setVisible(said.quality in ("usable", "reject"))
        for reason, box in self.reasons.items():
            box.setChecked(reason in said.reasons)

    def _show_lesions(self, lesions: Sequence[Lesion]) -> None:
        texts = [
            f"{(place + 1) % 10}  {one.name}" if place < 10 else f"    {one.name}" for place, one in enumerate(lesions)
        ]
        if [*texts, tr(EDIT_NAMES)] != [self.lesion.itemText(row) for row in range(self.lesion.count())]:
            colours = mask_colours(one.code for one in lesions)
            self.lesion.clear()
            for text, one in zip(texts, lesions, strict=True):
                self.lesion.addItem(swatch(colours[one.code]), text, one.code)
            self.lesion.addItem(tr(EDIT_NAMES))
        self.lesion.setCurrentIndex(self.lesion.findData(self._annotating.drawing.lesion))

    def _show_marks(self) -> None:
        annotating = self._annotating
        shapes = annotating.annotation.shapes
        colours = mask_colours(dict.fromkeys((*(one.code for one in annotating.lesions), *(s.name for s in shapes))))
        rows = [
            MarkRow(f"{annotating.name_of(shape.name)} · {tr(shape.kind.value)}", colours[shape.name])
            for shape in shapes
        ]
        self.marks.setRows(rows, annotating.drawing.selected)

    def _choose_lesion(self, row: int) -> None:
        if row < len(self._annotating.lesions):
            self._annotating.drawing.chooseLesionAt(row)
        else:
            self._show_lesions(self._annotating.lesions)
            self.lesionsRequested.emit()

    def _choose_mark(self, row: int) -> None:
        self._annotating.drawing.select(row)
        self.showRequested.emit(row)

    def _show_notes(self) -> None:
        text = self._annotating.annotation.notes
        if text != self.notes.toPlainText():
            with QSignalBlocker(self.notes):
                self.notes.setPlainText(text)

    def _show_saved(self) -> None:
        annotating = self._annotating
        words, tip = tr(SAVED), tr("Everything is on the disk")
        if annotating.error is not None:
            words, tip = tr(NOT_SAVED), tr("{error} Click to try again.", error=annotating.error)
        elif annotating.readiness is Readiness.READ_ONLY:
            words, tip = (
                tr("Read only"),
                tr("The project can only be looked at: it is open elsewhere, or may not be written"),
            )
        elif not annotating.is_saved:
            words, tip = tr(SAVING), tr("On its way to the disk")
        self.saved.setText(words)
        self.saved.setToolTip(tip)
        self.saved.setEnabled(annotating.error is not None)


def _scrolled(page: QWidget) -> QScrollArea:
    """A page that may be lower than what is on it: the panel shares its height with others."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
    return area


def _line(first: QWidget, second: tuple[QWidget, int]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(6)
    line.addWidget(first, 1)
    line.addWidget(*second)
    return line
