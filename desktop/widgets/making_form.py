"""What photographs with known truth are to be made: the questions of the dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.synthesis.die.options import LARGEST_SIZE, SMALLEST_SIZE
from core.synthesis.die.sequence import Turn
from core.synthesis.fundus.options import MAX_SIDE, MIN_SIDE
from core.synthesis.markers.kinds import Marker
from core.synthesis.markers.presets import TITLES, Preset
from core.synthesis.writing.write import MOST_PHOTOGRAPHS, Container
from desktop.making import Kind, Wish
from desktop.translation import mark, tr
from desktop.widgets.form_field import FormField
from desktop.widgets.spin_text import give_text_room

KIND_TITLES = {
    Kind.FUNDUS: mark("Fundus photographs"),
    Kind.MARKERS: mark("Fundus photographs with markers"),
    Kind.DIE: mark("Views of a die"),
}
KIND_NOTES = {
    Kind.FUNDUS: mark("Rendered eyes, labelled by the grade of diabetic retinopathy, with a mask of every lesion."),
    Kind.MARKERS: mark("Textures and objects put into a fundus, labelled by what they are, with a mask of each."),
    Kind.DIE: mark("A die under any rotation, labelled by its most prominent face."),
}
AS_THEY_FALL, EQUALLY = mark("Grades as they occur"), mark("Every grade equally often")
OWN_CLASSES = mark("Classes of my own")
RANDOM_VIEWS = mark("Random views")
TURN_TITLES = {
    Turn.TOUR: mark("A tour past every face"),
    Turn.VERTICAL: mark("One turn, upright axis"),
    Turn.HORIZONTAL: mark("One turn, level axis"),
    Turn.DIAGONAL: mark("One turn, slanting axis"),
}
RENDERED, OWN = mark("Rendered photographs"), mark("Photographs of my own")
CONTAINER_TITLES = {Container.FOLDERS: mark("Class folders with masks"), Container.HDF5: mark("One HDF5 file")}
HDF5_SUFFIX = ".h5"
USUAL_PX = {Kind.FUNDUS: 512, Kind.MARKERS: 512, Kind.DIE: 32}
LARGEST_SEED = 2**31 - 1


class MakingForm(QWidget):
    """Asks what is to be made, how much of it, and where it goes."""

    changed = Signal()
    """Another answer."""
    folderRequested = Signal()
    targetRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kindBox = QComboBox()
        self.contentBox = QComboBox()
        self.classesEdit = QLineEdit(placeholderText=tr("car, grass, both=car+grass, none"))
        self.groundBox = QComboBox()
        self.folderEdit = QLineEdit(placeholderText=tr("Folder of photographs"))
        self.countBox = QSpinBox(minimum=1, maximum=MOST_PHOTOGRAPHS, value=100)
        self.sizeBox = QSpinBox(suffix=" px", singleStep=32)
        self.seedBox = QSpinBox(minimum=0, maximum=LARGEST_SEED)
        self.containerBox = QComboBox()
        self.targetEdit = QLineEdit()
        self.folderEdit.setAccessibleName(tr("Folder"))
        self.targetEdit.setAccessibleName(tr("To"))
        self._make_fields()
        self._fill()
        self._lay_out()
        self._connect()
        self._take_kind()

    def _make_fields(self) -> None:
        for box in (self.countBox, self.sizeBox, self.seedBox):
            give_text_room(box)
        self.kindField = FormField(tr("What"), self.kindBox)
        self.contentField = FormField(tr("Which"), self.contentBox)
        self.classesField = FormField(tr("Classes"), self.classesEdit)
        self.groundField = FormField(tr("On"), self.groundBox)
        self.folderField = FormField(
            tr("Folder"), _with_button(self.folderEdit, self.folderRequested, tr("Choose the folder"))
        )
        self.countField = FormField(tr("How many"), self.countBox)
        self.sizeField = FormField(tr("Side"), self.sizeBox)
        self.seedField = FormField(tr("Seed"), self.seedBox)
        self.containerField = FormField(tr("Written as"), self.containerBox)
        self.targetField = FormField(
            tr("To"), _with_button(self.targetEdit, self.targetRequested, tr("Choose the place"))
        )
        self.classesField.setNote(
            tr("NAME=MARKER+MARKER, separated by commas. Markers: {parts}.", parts=", ".join(Marker))
        )
        self.seedField.setNote(tr("The same seed makes the same photographs, on every machine."))

    def _fields(self) -> tuple[FormField, ...]:
        return (
            self.kindField,
            self.contentField,
            self.classesField,
            self.groundField,
            self.folderField,
            self.countField,
            self.sizeField,
            self.seedField,
            self.containerField,
            self.targetField,
        )

    def _fill(self) -> None:
        for kind, title in KIND_TITLES.items():
            self.kindBox.addItem(tr(title), kind)
        for title in (tr(RENDERED), tr(OWN)):
            self.groundBox.addItem(title)
        for container, title in CONTAINER_TITLES.items():
            self.containerBox.addItem(tr(title), container)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in self._fields():
            field.addTo(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.kindBox.currentIndexChanged.connect(lambda _row: self._take_kind())
        for box in (self.contentBox, self.groundBox):
            box.currentIndexChanged.connect(lambda _row: self._show_fields())
        for edit in (self.classesEdit, self.folderEdit):
            edit.textChanged.connect(lambda _text: self.changed.emit())
        for spin in (self.countBox, self.sizeBox, self.seedBox):
            spin.valueChanged.connect(lambda _value: self.changed.emit())
        self.containerBox.currentIndexChanged.connect(lambda _row: self._take_container())

    # The answers

    def kind(self) -> Kind:
        """What is rendered."""
        return Kind(self.kindBox.currentData())

    def wish(self) -> Wish:
        """The answers as they stand."""
        kind, content = self.kind(), self.contentBox.currentData()
        is_own = kind is Kind.MARKERS and self.groundBox.currentText() == tr(OWN)
        return Wish(
            kind=kind,
            is_balanced=kind is Kind.FUNDUS and self.contentBox.currentText() == tr(EQUALLY),
            preset=Preset(content) if kind is Kind.MARKERS and content is not None else None,
            classes=self.classesEdit.text(),
            folder=Path(self.folderEdit.text().strip()).expanduser() if is_own else None,
            turn=Turn(content) if kind is Kind.DIE and content is not None else None,
            size_px=self.sizeBox.value(),
            count=self.countBox.value(),
            seed=self.seedBox.value(),
            container=Container(self.containerBox.currentData()),
            target=Path(self.targetEdit.text().strip()).expanduser(),
        )

    def folderProblem(self) -> str:
        """What is wrong with the folder of photographs as it stands; empty where nothing is, or none is wanted."""
        is_missing = self.wish().folder is not None and not self.folderEdit.text().strip()
        return tr("Choose the folder with your photographs.") if is_missing else ""

    def targetProblem(self) -> str:
        """What is wrong with the target as it stands; empty where nothing is."""
        return "" if self.targetEdit.text().strip() else tr("Say where the photographs go.")

    def setTarget(self, path: Path) -> None:
        """Where it goes."""
        self.targetEdit.setText(str(path))

    def setFolder(self, path: Path) -> None:
        """Photographs to put markers into."""
        self.folderEdit.setText(str(path))

    # Inside

    def _take_kind(self) -> None:
        """Another kind has other choices, and another usual size."""
        kind = self.kind()
        self.kindField.setNote(tr(KIND_NOTES[kind]))
        self.contentBox.blockSignals(True)  # noqa: FBT003
        self.contentBox.clear()
        for title, content in _contents(kind):
            self.contentBox.addItem(title, content)
        self.contentBox.blockSignals(False)  # noqa: FBT003
        self._show_fields()
        self.sizeBox.setValue(USUAL_PX[kind])

    def _show_fields(self) -> None:
        kind, wish = self.kind(), self.wish()
        self.classesField.setRowVisible(kind is Kind.MARKERS and wish.preset is None)
        self.groundField.setRowVisible(kind is Kind.MARKERS)
        self.folderField.setRowVisible(wish.folder is not None)
        least, most = (SMALLEST_SIZE, LARGEST_SIZE) if kind is Kind.DIE else (MIN_SIDE, MAX_SIDE)
        self.sizeBox.setRange(0 if wish.folder is not None else least, most)
        self.sizeBox.setSpecialValueText(tr("As they are") if wish.folder is not None else "")
        self.changed.emit()

    def _take_container(self) -> None:
        """A file has a suffix, a folder none."""
        path = Path(self.targetEdit.text())
        is_file = self.containerBox.currentData() == Container.HDF5
        if path.name and is_file != (path.suffix == HDF5_SUFFIX):
            self.setTarget(path.with_name(path.name + HDF5_SUFFIX) if is_file else path.with_suffix(""))
        self.changed.emit()


def _contents(kind: Kind) -> list[tuple[str, str | None]]:
    if kind is Kind.FUNDUS:
        return [(tr(AS_THEY_FALL), None), (tr(EQUALLY), None)]
    if kind is Kind.DIE:
        return [(tr(RANDOM_VIEWS), None), *((tr(title), turn.value) for turn, title in TURN_TITLES.items())]
    presets = [(tr(TITLES[preset]), preset.value) for preset in Preset if preset is not Preset.DR_GRADES]
    return [*presets, (tr(OWN_CLASSES), None)]


def _with_button(edit: QLineEdit, signal: object, tip: str) -> QWidget:
    """A field for a path, and a button that opens a dialog for it."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    button = QPushButton(tr("Choose…"))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoDefault(False)
    button.clicked.connect(signal)
    row.addWidget(edit, 1)
    row.addWidget(button)
    both.setFocusProxy(edit)
    return both
