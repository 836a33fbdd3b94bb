"""What weights do not say of themselves is asked here, with a sensible answer in every field and the reasons beside."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from core.images.preparation import Normalisation, Preparation, Recipe, recipe
from core.networks.card import ModelCard
from core.networks.class_names import imagenet_class_names
from core.networks.proposal import ICDR_CLASS_NAMES, ImportChoices, ImportProposal
from desktop.translation import mark, tr
from desktop.widgets.class_names_editor import ClassNamesEditor
from desktop.widgets.form_field import FormField
from desktop.widgets.preparation_words import (
    NORMALISATION_SENTENCES,
    NORMALISATION_TITLES,
    RECIPE_SENTENCES,
    RECIPE_TITLES,
    preparation_sentences,
)
from desktop.widgets.spin_text import give_text_room
from desktop.widgets.wrapped_label import WrappedLabel

IMAGENET_CLASSES = 1000
MIN_INPUT_PX = 16
MAX_INPUT_PX = 4096
NOTES_HEIGHT_PX = 56
KEPT_TITLE = mark("As in the card")
PRESETS: dict[str, tuple[str, ...]] = {
    mark("ICDR grades 0-4"): ICDR_CLASS_NAMES,
    mark("No DR / DR"): ("No DR", "DR"),
    mark("Not referable / referable DR"): ("Not referable", "Referable"),
}


class ImportForm(QWidget):
    """Asks about foreign weights (:meth:`setProposal`), or edits the card of a model (:meth:`setCard`)."""

    validityChanged = Signal(bool)
    """Whether every field can be taken as it stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importForm")
        self._proposal: ImportProposal | None = None
        self._card: ModelCard | None = None
        self._was_valid = True
        self.remarks = WrappedLabel()
        self.remarks.setObjectName("importRemarks")
        self.nameEdit = QLineEdit()
        self.architectureBox = QComboBox()
        self.classEditor = ClassNamesEditor()
        self.sizeBox = QSpinBox(minimum=MIN_INPUT_PX, maximum=MAX_INPUT_PX, suffix=" px", singleStep=32)
        give_text_room(self.sizeBox)
        self.recipeBox = QComboBox()
        self.normalisationBox = QComboBox()
        self.licenceEdit = QLineEdit(placeholderText=tr("Not stated"))
        self.notesEdit = QPlainTextEdit(placeholderText=tr("Where the weights come from, what they were trained on"))
        self.notesEdit.setTabChangesFocus(True)
        self.notesEdit.setFixedHeight(NOTES_HEIGHT_PX)
        self._make_fields()
        self._lay_out()
        self._connect()

    def _make_fields(self) -> None:
        self.nameField = FormField(tr("Name"), self.nameEdit)
        self.architectureField = FormField(tr("Architecture"), self.architectureBox)
        self.classField = FormField(tr("Classes"), self.classEditor)
        self.recipeField = FormField(tr("Preparation"), self.recipeBox)
        self.sizeField = FormField(tr("Input size"), self.sizeBox)
        self.normalisationField = FormField(tr("Normalisation"), self.normalisationBox)
        self.licenceField = FormField(tr("Licence"), self.licenceEdit)
        self.notesField = FormField(tr("Notes"), self.notesEdit)

    def _fields(self) -> tuple[FormField, ...]:
        return (
            self.nameField,
            self.architectureField,
            self.classField,
            self.recipeField,
            self.sizeField,
            self.normalisationField,
            self.licenceField,
            self.notesField,
        )

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
        layout.setSpacing(12)
        layout.addWidget(self.remarks)
        layout.addLayout(form)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.nameEdit.textChanged.connect(lambda _text: self._check())
        self.sizeBox.valueChanged.connect(lambda _value: self._explain())
        self.recipeBox.currentIndexChanged.connect(lambda _row: self._explain())
        self.normalisationBox.currentIndexChanged.connect(lambda _row: self._explain())
        self.classEditor.namesChanged.connect(self._check)
        self.classEditor.problemFound.connect(self.classField.setError)

    # What is asked

    def setProposal(self, proposal: ImportProposal, file_name: str) -> None:
        """Ask about foreign weights out of the file `file_name`; every field has the proposal's answer."""
        self._proposal, self._card = proposal, None
        self._say(
            tr("{file_name}: {class_count} classes.", file_name=file_name, class_count=proposal.class_count),
            *proposal.notes,
        )
        self.nameEdit.setText(proposal.name)
        self.architectureBox.clear()
        self.architectureBox.addItems(list(proposal.candidates))
        self.architectureBox.setCurrentText(proposal.architecture)
        several = len(proposal.candidates) > 1
        self.architectureBox.setEnabled(several)
        self.architectureField.setRowVisible(True)
        self.architectureField.setNote(
            tr("The weights fit each of these.") if several else tr("Recognised from the weights.")
        )
        self.classEditor.setPresets({**_fitting(proposal.class_count), **proposal.suggested_class_names})
        self.classEditor.setNames(proposal.class_names)
        self.sizeBox.setValue(proposal.input_size)
        self.sizeBox.setEnabled(not proposal.is_input_size_fixed)
        self._fill_choices(is_kept_possible=False)
        self._choose(self.recipeBox, Recipe(proposal.recipe))
        self._choose(self.normalisationBox, proposal.normalisation)
        self.licenceEdit.clear()
        self.notesEdit.clear()
        self._explain()

    def setCard(self, card: ModelCard, *, is_input_size_fixed: bool = False) -> None:
        """Edit the card of a model that was imported before; the architecture stays."""
        self._proposal, self._card = None, card
        self._say(
            tr("{architecture}: {class_count} classes.", architecture=card.architecture, class_count=card.class_count)
        )
        self.nameEdit.setText(card.name)
        self.architectureField.setRowVisible(False)
        presets = _fitting(card.class_count)
        if card.class_count == IMAGENET_CLASSES:
            presets["ImageNet"] = imagenet_class_names()
        self.classEditor.setPresets(presets)
        self.classEditor.setNames(card.class_names)
        self.sizeBox.setValue(card.input_size[1])
        usual = _usual(card.preparation)
        self._fill_choices(is_kept_possible=usual is None)
        if usual is not None:
            self._choose(self.recipeBox, usual[0])
            self._choose(self.normalisationBox, usual[1])
        self.sizeBox.setEnabled(not is_input_size_fixed)
        self.licenceEdit.setText(card.licence)
        self.notesEdit.setPlainText(card.notes)
        self._explain()

    # The answers

    def isValid(self) -> bool:
        """Whether every field can be taken as it stands."""
        return not any(self._problems().values())

    def choices(self) -> ImportChoices:
        """The user's answers about foreign weights."""
        return ImportChoices(
            architecture=self.architectureBox.currentText() or None,
            class_names=self.classEditor.names(),
            input_size=self.sizeBox.value(),
            normalisation=self.normalisation(),
            recipe=None if (chosen := self.recipe()) is None else chosen.value,
            name=self.nameEdit.text().strip(),
            notes=self.notesEdit.toPlainText().strip() or None,
            licence=self.licenceEdit.text().strip() or None,
        )

    def editedCard(self) -> ModelCard:
        """The card as it was edited. Raises ValueError where :meth:`setCard` was not called."""
        if self._card is None:
            raise ValueError(tr("no card is being edited"))
        return replace(
            self._card,
            name=self.nameEdit.text().strip(),
            class_names=self.classEditor.names(),
            preparation=self._preparation() or self._card.preparation,
            licence=self.licenceEdit.text().strip(),
            notes=self.notesEdit.toPlainText().strip(),
        )

    def recipe(self) -> Recipe | None:
        """The chosen preparation; None: as in the card."""
        data = self.recipeBox.currentData()
        return None if data is None else Recipe(data)

    def normalisation(self) -> Normalisation | None:
        """The chosen normalisation; None: as in the card."""
        data = self.normalisationBox.currentData()
        return None if data is None else Normalisation(data)

    # Inside

    def _say(self, *sentences: str) -> None:
        self.remarks.setText("\n".join(sentences))

    def _fill_choices(self, *, is_kept_possible: bool) -> None:
        self.recipeBox.clear()
        self.normalisationBox.clear()
        if is_kept_possible:
            self.recipeBox.addItem(tr(KEPT_TITLE), None)
        for choice in Recipe:
            self.recipeBox.addItem(tr(RECIPE_TITLES[choice]), choice)
        for normalisation in Normalisation:
            self.normalisationBox.addItem(tr(NORMALISATION_TITLES[normalisation]), normalisation)

    def _choose(self, box: QComboBox, value: Recipe | Normalisation) -> None:
        row = next((row for row in range(box.count()) if box.itemData(row) == value), 0)
        box.setCurrentIndex(row)

    def _preparation(self) -> Preparation | None:
        chosen, normalisation = self.recipe(), self.normalisation()
        if chosen is None or normalisation is None:
            return None
        return recipe(chosen.value, input_size=self.sizeBox.value(), normalisation=normalisation)

    def _explain(self) -> None:
        """Say what the choices mean as they stand."""
        chosen, normalisation = self.recipe(), self.normalisation()
        is_kept = chosen is None and self._card is not None
        if is_kept and self._card is not None:
            self.recipeField.setNote(" ".join(preparation_sentences(self._card.preparation)))
        else:
            self.recipeField.setNote(tr(RECIPE_SENTENCES[chosen]) if chosen else "")
        # A preparation of its own says its size and its normalisation itself.
        self.sizeField.setRowVisible(not is_kept)
        self.normalisationField.setRowVisible(not is_kept)
        self.normalisationField.setNote(tr(NORMALISATION_SENTENCES[normalisation]) if normalisation else "")
        is_free = self.sizeBox.isEnabled()
        self.sizeField.setNote(
            tr("The side of the square that the network reads.") if is_free else tr("Fixed by the weights.")
        )
        self._check()

    def _problems(self) -> dict[FormField, str]:
        return {
            self.nameField: "" if self.nameEdit.text().strip() else tr("The model needs a name."),
            self.classField: self.classEditor.problem(),
        }

    def _check(self) -> None:
        for field, problem in self._problems().items():
            field.setError(problem)
        is_valid = self.isValid()
        if is_valid != self._was_valid:
            self._was_valid = is_valid
            self.validityChanged.emit(is_valid)


def _fitting(class_count: int) -> dict[str, tuple[str, ...]]:
    return {tr(title): names for title, names in PRESETS.items() if len(names) == class_count}


def _usual(preparation: Preparation) -> tuple[Recipe, Normalisation] | None:
    """The recipe and the normalisation that make exactly this preparation; None where it is one of its own."""
    height, width = preparation.output_size
    if height != width:
        return None
    for chosen in Recipe:
        for normalisation in Normalisation:
            if recipe(chosen.value, input_size=height, normalisation=normalisation) == preparation:
                return chosen, normalisation
    return None
