"""Choosers and forms of the explanation: what they list, what they tell, and what they refuse."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from core.explain.params import Fill, HiResCamParams, MethodParams, OcclusionParams, SmoothGradParams, params_type
from core.explain.targets import (
    Aggregate,
    BoundaryTarget,
    ChannelTarget,
    ClassTarget,
    ExpectedGradeTarget,
    MarginTarget,
    ProbabilityTarget,
    ReferableTarget,
    Target,
)
from core.images.geometry import Affine
from core.networks.layers import Layer, Layout
from desktop.widgets.explain.channel_form import ChannelForm
from desktop.widgets.explain.method_box import LISTED, MethodBox
from desktop.widgets.explain.params_form import ParamsForm
from desktop.widgets.explain.target_menu import MOST_LISTED, TargetMenu
from desktop.widgets.explain.target_words import meaning, question
from desktop.widgets.fold_button import FoldButton

GRADES = ("No DR", "Mild", "Moderate", "Severe & worse")
PROBABILITIES = np.array([0.1, 0.2, 0.6, 0.1], np.float32)


def leaves(menu: QMenu) -> dict[str, QAction]:
    """Every entry with its path."""
    found = {}
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            found |= {f"{action.text()} > {path}": leaf for path, leaf in leaves(submenu).items()}
        elif not action.isSeparator() and action.isEnabled():
            found[action.text()] = action
    return found


@pytest.fixture
def menu(qtbot: QtBot) -> TargetMenu:
    shown = TargetMenu()
    qtbot.addWidget(shown)
    shown.setClasses(GRADES)
    shown.setProbabilities(PROBABILITIES)
    shown.setLayer("features.5")
    shown.fill()
    return shown


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("Whichever class is predicted (now Moderate)", None),
        ("Mild", ClassTarget(1)),
        ("The probability of a class > No DR", ProbabilityTarget(0)),
        ("Why Moderate and not Mild?", MarginTarget(2, 1)),
        ("Why one and not another? > Why Mild > and not No DR?", MarginTarget(1, 0)),
        ("The boundary above a grade > Between Mild and Moderate", BoundaryTarget(1)),
        ("Expected grade", ExpectedGradeTarget()),
        ("Referable: Moderate or above", ReferableTarget()),
        ("Severe && worse", ClassTarget(3)),
    ],
)
def test_everything_that_can_be_explained_is_in_one_menu(
    menu: TargetMenu, qtbot: QtBot, words: str, target: Target | None
) -> None:
    with qtbot.waitSignal(menu.targetChosen) as told:
        leaves(menu)[words].trigger()
    assert told.args == [target]


def test_every_margin_and_boundary_is_offered_once(menu: TargetMenu) -> None:
    paths = leaves(menu)
    assert sum("and not" in path and ">" in path for path in paths) == 4 * 3
    assert sum(path.startswith("The boundary") for path in paths) == 3
    assert all(action.toolTip() for action in paths.values())


def test_a_channel_of_the_chosen_layer_is_asked_for(menu: TargetMenu, qtbot: QtBot) -> None:
    with qtbot.waitSignal(menu.channelRequested):
        leaves(menu)["A channel of features.5"].trigger()


def test_what_is_explained_now_is_marked(menu: TargetMenu) -> None:
    for target, words in (
        (None, "Whichever class is predicted (now Moderate)"),
        (MarginTarget(1, 0), "Why one and not another? > Why Mild > and not No DR?"),
        (ReferableTarget(), "Referable: Moderate or above"),
        (ChannelTarget("features.5", 2), "A channel of features.5"),
    ):
        menu.setTarget(target)
        menu.fill()
        assert [path for path, action in leaves(menu).items() if action.isChecked()] == [words]


def test_of_many_classes_the_most_probable_are_listed_and_no_grades(qtbot: QtBot) -> None:
    menu = TargetMenu()
    qtbot.addWidget(menu)
    menu.setClasses([f"thing {index}" for index in range(1000)])
    menu.setProbabilities(np.linspace(0, 1, 1000, dtype=np.float32))
    menu.fill()
    paths = leaves(menu)
    assert len(paths) < 3 * MOST_LISTED + MOST_LISTED**2
    assert "thing 999" in paths
    assert "thing 3" not in paths
    assert "Expected grade" not in paths


def test_two_classes_have_a_margin_and_no_referable(qtbot: QtBot) -> None:
    menu = TargetMenu()
    qtbot.addWidget(menu)
    menu.setClasses(["healthy", "ill"])
    assert menu.rival() is None, "nothing is predicted as yet"
    menu.setProbabilities(np.array([0.3, 0.7], np.float32))
    menu.fill()
    assert menu.rival() == MarginTarget(1, 0)
    assert not any("Referable" in path or "grade" in path for path in leaves(menu))


@pytest.mark.parametrize(
    "target",
    [
        ClassTarget(1),
        ProbabilityTarget(1),
        MarginTarget(1, 0),
        BoundaryTarget(1),
        ExpectedGradeTarget(),
        ReferableTarget(),
        ChannelTarget("features.5", 7, Aggregate.SUM),
    ],
)
def test_every_target_is_a_question_with_a_meaning(target: Target) -> None:
    assert question(target, GRADES).endswith("?")
    assert meaning(target, GRADES)
    if isinstance(target, MarginTarget):
        assert question(target, GRADES) == "Why Mild and not No DR?"


@pytest.fixture
def box(qtbot: QtBot) -> MethodBox:
    shown = MethodBox()
    qtbot.addWidget(shown)
    return shown


def test_every_method_is_listed_once_with_what_it_means(box: MethodBox) -> None:
    assert sorted(LISTED) == sorted(Method)
    texts = [box.itemText(row) for row in range(box.count())]
    for method, entry in CATALOGUE.items():
        assert texts.count(entry.title) == 1
        box.setValue(method)
        assert box.value() is method
        assert entry.sentence in box.toolTip()


def test_a_method_is_chosen_by_hand_and_headings_are_not(box: MethodBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.methodChosen):
        box.setValue(Method.OCCLUSION)
    with qtbot.waitSignal(box.methodChosen) as told:
        qtbot.keyClick(box, Qt.Key.Key_Home)
    assert told.args == [Method.GRAD_CAM], "the heading above it is passed"


def test_what_cannot_be_asked_is_grey_says_why_and_is_passed(box: MethodBox) -> None:
    box.setReasons({Method.HIRES_CAM: "It has no head for it.", Method.LAYER_CAM: ""})
    row = box.findText(CATALOGUE[Method.HIRES_CAM].title)
    assert not box.model().index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled
    assert "It has no head for it." in box.itemData(row, Qt.ItemDataRole.ToolTipRole)
    assert box.beside(1) is Method.GRAD_CAM_PLUS_PLUS
    assert box.beside(-1) is Method.ATTENTION_ROLLOUT
    box.setReasons({})
    assert box.beside(1) is Method.HIRES_CAM
    assert box.model().index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled


@pytest.fixture
def form(qtbot: QtBot) -> ParamsForm:
    shown = ParamsForm(lambda params: {"window": "too large"} if getattr(params, "window", 0) > 64 else {})
    qtbot.addWidget(shown)
    shown.setParams(OcclusionParams())
    shown.show()
    return shown


def typed(form: ParamsForm, qtbot: QtBot, name: str, text: str) -> None:
    control = form.field(name).control
    assert isinstance(control, QLineEdit)
    control.selectAll()
    qtbot.keyClicks(control, text) if text else control.clear()
    qtbot.keyClick(control, Qt.Key.Key_Return)


@pytest.mark.parametrize("method", list(Method))
def test_every_method_has_a_form_made_from_its_dataclass(qtbot: QtBot, method: Method) -> None:
    form = ParamsForm()
    qtbot.addWidget(form)
    params = params_type(method)()
    form.setParams(params)
    for entry in params.form():
        field = form.field(entry.name)
        assert field.label.text() == entry.title
        assert entry.text in field.control.toolTip()
    assert form.resetButton.isVisibleTo(form) == bool(params.form())
    with qtbot.assertNotEmitted(form.paramsChanged):
        form._take()
    assert form.params() == params


def test_what_is_typed_and_chosen_is_told(form: ParamsForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.paramsChanged) as told:
        typed(form, qtbot, "window", "32")
    assert told.args == [OcclusionParams(window=32)]
    fill = form.field("fill").control
    assert isinstance(fill, QComboBox)
    with qtbot.waitSignal(form.paramsChanged) as told:
        fill.setFocus()
        qtbot.keyClick(fill, Qt.Key.Key_Down)
    assert told.args == [OcclusionParams(window=32, fill=Fill.ZERO)]


def test_typing_is_taken_after_a_moment_without_enter(form: ParamsForm, qtbot: QtBot) -> None:
    control = form.field("stride").control
    assert isinstance(control, QLineEdit)
    control.selectAll()
    with qtbot.waitSignal(form.paramsChanged, timeout=3000) as told:
        qtbot.keyClicks(control, "4")
    assert told.args == [OcclusionParams(stride=4)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("stride", "0", "1 or more"),
        ("stride", "wide", "whole number"),
        ("window", "", "whole number"),
        ("window", "99", "too"),
    ],
)
def test_what_means_nothing_is_said_beside_its_field_and_not_told(
    form: ParamsForm, qtbot: QtBot, name: str, text: str, words: str
) -> None:
    with qtbot.assertNotEmitted(form.paramsChanged):
        typed(form, qtbot, name, text)
    assert words in form.field(name).error()
    assert form.params() == OcclusionParams()
    other = "window" if name == "stride" else "stride"
    assert not form.field(other).error()
    typed(form, qtbot, name, "12")
    assert not form.field(name).error()
    assert getattr(form.params(), name) == 12


def test_defaults_come_back_and_errors_go(form: ParamsForm, qtbot: QtBot) -> None:
    form.setParams(OcclusionParams(window=40, stride=20))
    typed(form, qtbot, "stride", "0")
    assert form.resetButton.isEnabled()
    with qtbot.waitSignal(form.paramsChanged) as told:
        form.resetButton.click()
    assert told.args == [OcclusionParams()]
    assert not form.field("stride").error()
    assert not form.resetButton.isEnabled()


def test_figures_may_have_a_comma_and_flags_are_boxes(qtbot: QtBot) -> None:
    form = ParamsForm()
    qtbot.addWidget(form)
    form.setParams(SmoothGradParams())
    with qtbot.waitSignal(form.paramsChanged) as told:
        typed(form, qtbot, "noise", "0,25")
    assert told.args == [SmoothGradParams(noise=0.25)]
    form.setParams(HiResCamParams())
    flag = form.field("is_signed").control
    assert isinstance(flag, QCheckBox)
    with qtbot.waitSignal(form.paramsChanged) as told:
        flag.click()
    assert told.args == [HiResCamParams(is_signed=True)]


def test_what_is_set_from_outside_is_shown_and_not_told(form: ParamsForm, qtbot: QtBot) -> None:
    other: MethodParams = OcclusionParams(window=20, fill=Fill.BLUR)
    with qtbot.assertNotEmitted(form.paramsChanged):
        form.setParams(other)
    control = form.field("window").control
    assert isinstance(control, QLineEdit)
    assert control.text() == "20"
    assert form.params() == other


def layer(name: str, channels: int) -> Layer:
    return Layer(name, "Conv2d", (channels, 8, 8), (3, 3), (1, 1), False, Affine(), Layout.CHANNELS_FIRST, 0, 0, False)


def test_a_channel_has_layer_number_and_aggregate(qtbot: QtBot) -> None:
    form = ChannelForm()
    qtbot.addWidget(form)
    form.setLayers([layer("a", 4), layer("b", 64)])
    with qtbot.assertNotEmitted(form.targetChanged):
        form.setTarget(ChannelTarget("b", 17, Aggregate.SUM))
    assert form.target() == ChannelTarget("b", 17, Aggregate.SUM)
    assert (form.channelBox.maximum(), form.countLabel.text()) == (63, "of 64")
    with qtbot.waitSignal(form.targetChanged) as told:
        form.channelBox.setValue(3)
    assert told.args == [ChannelTarget("b", 3, Aggregate.SUM)]
    with qtbot.waitSignal(form.targetChanged) as told:
        form.channelBox.setValue(63)
    with qtbot.waitSignal(form.targetChanged) as told:
        form.layerBox.setFocus()
        qtbot.keyClick(form.layerBox, Qt.Key.Key_Up)
    assert told.args == [ChannelTarget("a", 3, Aggregate.SUM)], "no channel beyond those that the layer has"
    with qtbot.waitSignal(form.strongestRequested):
        form.strongestButton.click()


def test_a_fold_says_what_is_inside_while_it_is_closed(qtbot: QtBot) -> None:
    fold = FoldButton("Parameters")
    qtbot.addWidget(fold)
    fold.setText("Window 16")
    fold.resize(200, 22)
    fold.show()
    closed = fold.grab().toImage()
    with qtbot.waitSignal(fold.toggled):
        fold.click()
    assert fold.grab().toImage() != closed
