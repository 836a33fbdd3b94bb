from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.images.preparation import Normalisation, Preparation, Recipe, recipe
from core.images.steps.normalise import Normalise
from core.images.steps.resize import Resize
from core.networks.card import ModelCard
from core.networks.proposal import ICDR_CLASS_NAMES, ImportChoices, ImportProposal
from desktop.widgets.import_form import KEPT_TITLE, ImportForm

PROPOSAL = ImportProposal(
    name="dr",
    architecture="torchvision/resnet50",
    candidates=("torchvision/resnet50", "timm/resnet50"),
    output_count=5,
    class_count=5,
    class_names=tuple(f"class {index}" for index in range(5)),
    suggested_class_names={"Risk": ("a", "b", "c", "d", "e")},
    input_size=224,
    is_input_size_fixed=False,
    normalisation=Normalisation.IMAGENET,
    recipe="imagenet",
    notes=("The class names are not in the file.",),
)
CARD = ModelCard(
    name="DR",
    architecture="torchvision/resnet50",
    class_names=ICDR_CLASS_NAMES,
    preparation=recipe("centre", input_size=299, normalisation=Normalisation.HALF),
    licence="CC BY 4.0",
    metrics={"accuracy": 0.8},
)


@pytest.fixture
def form(qtbot: QtBot) -> ImportForm:
    form = ImportForm()
    qtbot.addWidget(form)
    form.resize(560, 760)
    form.show()
    form.setProposal(PROPOSAL, "dr.pth")
    return form


def test_untouched_it_answers_what_was_proposed(form: ImportForm) -> None:
    assert form.isValid()
    assert form.choices() == ImportChoices(
        architecture="torchvision/resnet50",
        class_names=PROPOSAL.class_names,
        input_size=224,
        normalisation=Normalisation.IMAGENET,
        recipe="imagenet",
        name="dr",
    )
    assert "dr.pth" in form.remarks.text()
    assert "not in the file" in form.remarks.text()


def test_every_answer_can_be_changed(qtbot: QtBot, form: ImportForm) -> None:
    form.nameEdit.setText("  Grading ")
    form.architectureBox.setCurrentIndex(1)
    form.classEditor.presetButton.menu().actions()[0].trigger()
    form.sizeBox.setValue(512)
    form.recipeBox.setCurrentIndex(list(Recipe).index(Recipe.STRETCH))
    form.normalisationBox.setCurrentIndex(list(Normalisation).index(Normalisation.UNIT))
    form.licenceEdit.setText("MIT")
    form.notesEdit.setPlainText("From the clinic")
    assert form.choices() == ImportChoices(
        architecture="timm/resnet50",
        class_names=ICDR_CLASS_NAMES,
        input_size=512,
        normalisation=Normalisation.UNIT,
        recipe="stretch",
        name="Grading",
        licence="MIT",
        notes="From the clinic",
    )
    assert "ellipse" in form.recipeField.note()


def test_what_is_wrong_stands_beside_its_field(qtbot: QtBot, form: ImportForm) -> None:
    with qtbot.waitSignal(form.validityChanged) as changed:
        form.nameEdit.clear()
    assert changed.args == [False]
    assert form.nameField.error() == "The model needs a name."
    form.classEditor.setNames(("a", "b", "c", "d", "a"))
    assert "both called 'a'" in form.classField.error()
    form.nameEdit.setText("x")
    assert not form.isValid()
    with qtbot.waitSignal(form.validityChanged) as changed:
        form.classEditor.setNames(ICDR_CLASS_NAMES)
    assert changed.args == [True]
    assert form.classField.error() == ""


def test_a_list_that_does_not_fit_is_told_and_changes_nothing(form: ImportForm) -> None:
    form.classEditor.problemFound.emit("The clipboard holds 2 names, and the network has 5 classes.")
    assert "2 names" in form.classField.error()
    assert form.isValid()


def test_a_size_fixed_by_the_weights_cannot_be_changed(form: ImportForm) -> None:
    form.setProposal(replace(PROPOSAL, is_input_size_fixed=True, candidates=PROPOSAL.candidates[:1]), "x.pth")
    assert not form.sizeBox.isEnabled()
    assert form.sizeField.note() == "Fixed by the weights."
    assert not form.architectureBox.isEnabled()


def test_presets_fit_the_number_of_classes(form: ImportForm) -> None:
    titles = [action.text() for action in form.classEditor.presetButton.menu().actions()]
    assert titles == ["ICDR grades 0-4", "Risk"]


def test_an_unchanged_card_stays_as_it_was(form: ImportForm) -> None:
    form.setCard(CARD)
    assert not form.architectureBox.isVisible()
    assert form.recipe() is Recipe.CENTRE
    assert form.normalisation() is Normalisation.HALF
    assert form.editedCard() == CARD


def test_a_card_is_edited_and_the_rest_stays(form: ImportForm) -> None:
    form.setCard(CARD)
    form.nameEdit.setText("Renamed")
    form.sizeBox.setValue(320)
    edited = form.editedCard()
    expected = recipe("centre", input_size=320, normalisation=Normalisation.HALF)
    assert edited == replace(CARD, name="Renamed", preparation=expected)


def test_a_preparation_of_its_own_is_kept_unless_another_is_chosen(form: ImportForm) -> None:
    own = Preparation((Resize(200, 300), Normalise((0.1, 0.2, 0.3), (1.0, 1.0, 1.0))))
    card = replace(CARD, preparation=own)
    form.setCard(card)
    assert form.recipeBox.currentText() == KEPT_TITLE
    assert not form.sizeBox.isVisible()
    assert form.editedCard().preparation == own
    form.recipeBox.setCurrentIndex(1)
    assert form.sizeBox.isVisible()
    assert form.editedCard().preparation != own


def test_without_a_card_there_is_none_to_edit(form: ImportForm) -> None:
    with pytest.raises(ValueError, match="no card"):
        form.editedCard()


def test_no_text_is_clipped(qtbot: QtBot, form: ImportForm) -> None:
    form.nameEdit.clear()
    qtbot.waitUntil(lambda: form.nameField.label.isVisible())
    for label in form.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_every_control_has_a_name_and_can_be_reached_by_the_keyboard(form: ImportForm) -> None:
    for field in form._fields():
        assert field.control.accessibleName()
    assert form.notesEdit.tabChangesFocus()
    assert form.nameEdit.focusPolicy() & Qt.FocusPolicy.TabFocus
