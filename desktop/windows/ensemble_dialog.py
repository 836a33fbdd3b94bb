"""Which models become one, and by which rule."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.networks.ensemble_arguments import EnsembleRecipe, Rule, View, Weighing
from desktop.evaluations import Photographs
from desktop.panels.evaluation.choosing import LABELS, PHOTOGRAPHS, fill_labels, fill_photographs, photographs_of
from desktop.project_content import Content
from desktop.resources import icon
from desktop.translation import mark, tr
from desktop.widgets.evaluate.choices import ChoiceRow
from desktop.widgets.form_field import FormField

SUFFIX = ".safetensors"
RULE_NOTES = {
    Rule.VOTE: mark("Each model has one vote; ties go to the most accurate one where accuracy is measured."),
    Rule.MEAN_PROBABILITIES: mark("The mean of the probabilities; better models may count more."),
    Rule.MEAN_LOGITS: mark("The mean of the logits: the geometric mean of the probabilities."),
    Rule.STACKING: mark("A small layer learns on labelled photographs whom to believe in which class."),
}
VIEW_TITLES = {View.MIRRORED: "mirrored", View.UPSIDE_DOWN: mark("upside down"), View.TURNED: mark("turned by half")}


class EnsembleDialog(QDialog):
    """Emits what is wanted when it is accepted; nothing is made before."""

    wanted = Signal(object, object, object, object)
    """The model files, the EnsembleRecipe, the new file, and the Photographs that members are measured on."""

    def __init__(
        self, models: Sequence[Path], chosen: Sequence[Path], content: Content, folder: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Make an ensemble"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder, self._content = folder, content
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Members"))
        for path in models:
            self.addModel(path, is_chosen=path in chosen)
        self.addButton = QPushButton(tr("Add a model file…"))
        self.addButton.setIcon(icon("add"))
        self.rule, self.weighing = QComboBox(), QComboBox()
        for rule in Rule:
            self.rule.addItem(tr(rule.label))
        self.rule.setCurrentIndex(list(Rule).index(Rule.MEAN_PROBABILITIES))
        for weighing in Weighing:
            self.weighing.addItem(tr(weighing.label))
        self.views = {view: QCheckBox(tr(title)) for view, title in VIEW_TITLES.items()}
        self.measured = ChoiceRow((LABELS, PHOTOGRAPHS))
        fill_labels(self.measured, content)
        fill_photographs(self.measured, content, all_words=tr("all with a label"))
        self.name = QLineEdit(tr("Ensemble"))
        self._fields = {
            "rule": FormField(tr("Rule"), self.rule),
            "weighing": FormField(tr("Members count by"), self.weighing),
            "measured": FormField(tr("Measured on"), self.measured),
            "name": FormField(tr("Name"), self.name),
        }
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Make it"))
        self._lay_out()
        self._connect()
        self._update()

    def _connect(self) -> None:
        self.addButton.clicked.connect(self._ask_model)
        self.list.itemChanged.connect(lambda _item: self._update())
        for box in (self.rule, self.weighing):
            box.currentIndexChanged.connect(lambda _row: self._update())
        for view in self.views.values():
            view.toggled.connect(lambda _checked: self._update())
        self.name.textChanged.connect(lambda _text: self._update())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def addModel(self, path: Path, *, is_chosen: bool = True) -> None:
        """Offer one more file."""
        item = QListWidgetItem(path.stem)
        item.setData(Qt.ItemDataRole.UserRole, path)
        item.setToolTip(str(path))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def chosen(self) -> tuple[Path, ...]:
        """The files that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def recipe(self) -> EnsembleRecipe:
        """What is chosen."""
        rule = tuple(Rule)[self.rule.currentIndex()]
        weighing = tuple(Weighing)[self.weighing.currentIndex()] if rule is Rule.MEAN_PROBABILITIES else Weighing.NONE
        views = (View.PLAIN, *(view for view, box in self.views.items() if box.isChecked()))
        return EnsembleRecipe(rule, weighing, views, self.name.text().strip())

    def photographs(self) -> Photographs:
        """What members are measured on."""
        return photographs_of(self.measured)

    def target(self) -> Path:
        """A file in the user's folder of models that is not there yet."""
        plain = "".join(
            letter if letter.isalnum() or letter in " -_.()" else "-" for letter in self.name.text().strip()
        )
        number, path = 1, self._folder / f"{plain or 'Ensemble'}{SUFFIX}"
        while path.exists():
            number += 1
            path = self._folder / f"{plain or 'Ensemble'} {number}{SUFFIX}"
        return path

    def accept(self) -> None:
        """Ask for it."""
        if self._what_is_missing():
            return
        self.wanted.emit(self.chosen(), self.recipe(), self.target(), self.photographs())
        super().accept()

    def _ask_model(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, tr("Add models"), str(self._folder), tr("Models (*{suffix})", suffix=SUFFIX)
        )
        for name in names:
            self.addModel(Path(name))
        self._update()

    def _what_is_missing(self) -> str:
        recipe = self.recipe()
        if not self.chosen() or (len(self.chosen()) == 1 and len(recipe.views) == 1):
            return tr("Tick two models or more; one is enough with another view of the photograph.")
        if recipe.needs_labels and not self._content.schemes:
            return tr("Members are measured on photographs with labels: open a project that has some.")
        return ""

    def _update(self) -> None:
        recipe, missing = self.recipe(), self._what_is_missing()
        self._fields["rule"].setNote(tr(RULE_NOTES[recipe.rule]))
        self._fields["weighing"].setRowVisible(recipe.rule is Rule.MEAN_PROBABILITIES)
        self._fields["measured"].setRowVisible(recipe.needs_labels and bool(self._content.schemes))
        self._fields["measured"].setNote(tr("Take photographs that no member was trained on."))
        self._fields["name"].setNote(tr("A model file like any other: {name}", name=self.target().name))
        self._fields["name"].setError(missing)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not missing)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        self._fields["rule"].addTo(form)
        self._fields["weighing"].addTo(form)
        self._fields["measured"].addTo(form)
        views = QWidget()
        row = QHBoxLayout(views)
        row.setContentsMargins(0, 0, 0, 0)
        for box in self.views.values():
            row.addWidget(box)
        row.addStretch(1)
        seen = FormField(tr("Also looked at"), views)
        seen.setNote(tr("Test-time augmentation: every member also answers for the photograph seen so."))
        seen.addTo(form)
        self._fields["name"].addTo(form)
        members = QVBoxLayout()
        members.addWidget(self.list, 1)
        members.addWidget(self.addButton)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addLayout(members, 1)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.resize(560, 620)
