from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.images.preparation import Normalisation, Preparation, recipe
from core.images.steps.normalise import Normalise
from core.images.steps.resize import Resize
from core.networks.card import ModelCard
from desktop.widgets.card_view import CardView
from desktop.widgets.preparation_words import preparation_sentences

CARD = ModelCard(
    name="<b>DR</b>",
    architecture="torchvision/resnet50",
    arguments={"num_classes": 5},
    class_names=tuple(f"class {number}" for number in range(60)),
    preparation=recipe("imagenet", input_size=224, normalisation=Normalisation.IMAGENET),
    metrics={"quadratic_weighted_kappa": 0.812345},
    licence="CC BY 4.0",
)


def test_everything_stands_there(qtbot: QtBot) -> None:
    view = CardView()
    qtbot.addWidget(view)
    view.setCard(CARD)
    view.resize(460, 420)
    view.show()
    shown = "\n".join(label.text() for label in view.findChildren(QLabel))
    for part in (
        "<b>DR</b>",
        "Not for clinical use",
        "torchvision/resnet50 (num_classes=5)",
        "60: class 0, class 1",
        "and 20 more",
        "224 x 224 pixels",
        "shorter side has 256 pixels",
        "quadratic weighted kappa: 0.8123",
        "CC BY 4.0",
        "not stated",
    ):
        assert part in shown
        assert part in view.text() or part == "<b>DR</b>"
    for label in view.findChildren(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_no_card(qtbot: QtBot) -> None:
    view = CardView()
    qtbot.addWidget(view)
    view.setCard(CARD)
    view.setCard(None)
    assert view.text() == ""
    assert view.card() is None


def test_a_preparation_of_its_own_in_words() -> None:
    own = Preparation((Resize(200, 300), Normalise((0.1, 0.2, 0.3), (1.0, 1.0, 1.0))))
    assert preparation_sentences(own) == (
        "The whole photograph is stretched to 300 x 200 pixels (bilinear).",
        "Colours are normalised: mean 0.1, 0.2, 0.3, deviation 1, 1, 1.",
    )
