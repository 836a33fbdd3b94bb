"""The panel in the real window: what it asks, what it says, and what it leaves as it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from core.explain.params import Baseline, Extent, IntegratedGradientsParams, OcclusionParams
from core.explain.query import Aggregate, ChannelTarget, ClassTarget
from core.explain.targets import ExpectedGradeTarget, MarginTarget, ProbabilityTarget, ReferableTarget
from desktop.app import Program
from desktop.commands import METHOD_COMMANDS, CommandId
from desktop.restore import read_record
from desktop.widgets.layer_picture import Evidence

WAIT_MS = 60_000
COARSE = OcclusionParams(window=32, stride=16)
SLOW = OcclusionParams(window=3, stride=1)


def settle(program: Program, qtbot: QtBot) -> None:
    def is_settled() -> bool:
        explanation = program.session.explanation
        is_whole = explanation is not None and not explanation.is_partial
        return program.lanes.network.is_idle and program.lanes.decode.is_idle and is_whole

    for _ in range(2):
        qtbot.waitUntil(is_settled, timeout=WAIT_MS)
        qtbot.wait(1)


def test_the_panel_says_what_is_explained_and_what_the_map_means(ready: Program, qtbot: QtBot) -> None:
    panel, session = ready.window.explanation, ready.session
    assert session.prediction is not None
    name = ("No DR", "Mild", "Severe")[session.prediction.predicted]
    assert panel.target.text() == f"Why {name}? (predicted)"
    assert panel.method.value() is Method.GRAD_CAM
    assert panel.sentence.text() == CATALOGUE[Method.GRAD_CAM].sentence
    assert not panel.fold.isVisibleTo(panel), "Grad-CAM has no parameters"
    panel.targetMenu.targetChosen.emit(MarginTarget(2, 1))
    assert panel.target.text() == "Why Severe and not Mild?"
    settle(ready, qtbot)
    assert session.explanation is not None
    assert session.explanation.query.target == MarginTarget(2, 1)


def test_every_method_that_the_network_admits_gives_a_map_by_its_command(ready: Program, qtbot: QtBot) -> None:
    session, window = ready.session, ready.window
    session.chooseParams(COARSE)
    qtbot.waitUntil(lambda: bool(window.services.probing.reasons()), timeout=WAIT_MS)
    reasons = window.services.probing.reasons()
    assert set(reasons) == {Method.ATTENTION_ROLLOUT}
    for method, command in METHOD_COMMANDS.items():
        if method in (*reasons, Method.SMOOTH_GRAD, Method.INTEGRATED_GRADIENTS):
            continue  # those two take long, and are asked elsewhere
        window.action(command).trigger()
        settle(ready, qtbot)
        assert session.explanation is not None
        assert session.explanation.query.method is method
        assert window.action(command).isChecked()
        assert window.explanation.method.value() is method
        words = window.strip.pages.currentWidget() is window.strip.words
        assert words == (not CATALOGUE[method].has_layer)


def test_a_method_that_the_network_does_not_admit_says_why(ready: Program, qtbot: QtBot) -> None:
    panel, session = ready.window.explanation, ready.session
    qtbot.waitUntil(lambda: bool(ready.window.services.probing.reasons()), timeout=WAIT_MS)
    assert "vision transformer" in panel.method.reason(Method.ATTENTION_ROLLOUT)
    session.chooseMethod(Method.ATTENTION_ROLLOUT)
    qtbot.waitUntil(lambda: not session.is_busy, timeout=WAIT_MS)
    assert "vision transformer" in panel.reason.text()
    assert session.explanation is None
    ready.window.action(CommandId.NEXT_METHOD).trigger()
    assert session.selection.method is Method.GRAD_CAM
    settle(ready, qtbot)


def test_keys_ask_what_a_clinician_asks(ready: Program, qtbot: QtBot) -> None:
    session, window = ready.session, ready.window
    assert session.prediction is not None
    order = np.argsort(-session.prediction.probabilities)
    for command, target in (
        (CommandId.RIVAL, MarginTarget(int(order[0]), int(order[1]))),
        (CommandId.EXPECTED_GRADE, ExpectedGradeTarget()),
        (CommandId.REFERABLE, ReferableTarget()),
        (CommandId.PROBABILITY, ProbabilityTarget(int(order[0]))),
    ):
        window.action(command).trigger()
        assert session.selection.target == target
        settle(ready, qtbot)
    assert window.classes.list.target() == int(order[0]), "the class whose probability it is"
    window.action(CommandId.REFERABLE).trigger()
    assert not window.classes.list.followBox.isChecked()
    assert window.classes.list._model.explained() is None
    settle(ready, qtbot)


def test_the_strongest_channel_is_the_one_with_the_largest_activation(ready: Program, qtbot: QtBot) -> None:
    session, panel = ready.session, ready.window.explanation
    session.chooseLayer("features.3")
    settle(ready, qtbot)
    panel.targetMenu.channelRequested.emit()
    qtbot.waitUntil(lambda: isinstance(session.selection.target, ChannelTarget), timeout=WAIT_MS)
    settle(ready, qtbot)
    target, model, photograph = session.selection.target, session.model, session.photograph
    assert isinstance(target, ChannelTarget)
    assert (target.layer, target.aggregate) == ("features.3", Aggregate.MAX)
    assert model is not None
    assert photograph is not None
    found: list[float] = []
    model.module.features[3].register_forward_hook(lambda _m, _i, out: found.extend(out[0].amax((1, 2)).tolist()))
    model.module(model.prepare(photograph)[0])
    model.module.features[3]._forward_hooks.clear()
    assert target.channel == int(np.argmax(found))
    assert panel.channel.isVisibleTo(panel)
    assert panel.channel.target() == target
    panel.channel.channelBox.setValue(0)
    assert session.selection.target == ChannelTarget("features.3", 0)
    settle(ready, qtbot)
    strip = ready.window.strip.strip
    assert strip.evidence("features.12") is Evidence.NOT_ASKED, "behind the channel there is nothing to explain"


def test_parameters_are_changed_in_the_form_and_what_does_not_fit_is_not_asked(ready: Program, qtbot: QtBot) -> None:
    session, panel = ready.session, ready.window.explanation
    session.chooseParams(COARSE)
    session.chooseMethod(Method.OCCLUSION)
    settle(ready, qtbot)
    ready.window.action(CommandId.PARAMETERS).trigger()
    assert panel.popup.isVisible()
    window_px = panel.form.field("window").control
    assert isinstance(window_px, QLineEdit)
    before = session.selection
    window_px.setText("65")
    window_px.editingFinished.emit()
    assert "64" in panel.form.field("window").error()
    assert session.selection == before
    window_px.setText("48")
    window_px.editingFinished.emit()
    assert session.selection.params == OcclusionParams(window=48, stride=16)
    settle(ready, qtbot)
    panel.popup.hide()
    assert not panel.fold.isChecked()
    session.chooseParams(OcclusionParams(window=48, stride=16, extent=Extent.FIELD))
    assert "no receptive field" in panel.form.field("extent").error()
    ready.window.action(CommandId.DEFAULT_PARAMETERS).trigger()
    assert session.selection.params == OcclusionParams()
    assert ready.window.action(CommandId.BACK).isEnabled()
    session.chooseMethod(Method.GRAD_CAM)
    settle(ready, qtbot)


def test_a_slow_map_can_be_stopped_and_gone_on_with_and_says_that_it_is_partial(
    ready: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    session, window, panel = ready.session, ready.window, ready.window.explanation
    settle(ready, qtbot)
    session.chooseParams(SLOW)
    session.chooseMethod(Method.OCCLUSION)
    qtbot.waitUntil(lambda: session.explanation is not None and session.explanation.is_partial, timeout=WAIT_MS)
    assert window.action(CommandId.STOP).isEnabled()
    with qtbot.waitSignal(session.stopped, timeout=WAIT_MS):
        window.action(CommandId.STOP).trigger()
    assert panel._stopped.isVisibleTo(panel)
    assert "artial" in (window.viewer.view.message() or "")
    window.sharing.copy_caption()
    words = QGuiApplication.clipboard().text()
    assert "Occlusion" in words
    assert "window 3" in words
    assert "partial map" in words
    assert "partial" in window.exporting.suggested_name()
    path = tmp_path / "partial.png"
    with qtbot.waitSignal(window.exporting.exported, timeout=WAIT_MS):
        window.sharing.export_view(path)
    record = read_record(path)
    assert record is not None
    assert record.is_partial
    assert record.query == session.query()
    session.chooseParams(COARSE)
    settle(ready, qtbot)
    assert not panel._stopped.isVisibleTo(panel)
    assert window.viewer.view.message() is None


@pytest.mark.parametrize(
    ("method", "target"),
    [
        (Method.OCCLUSION, MarginTarget(0, 2)),
        (Method.SALIENCY, ChannelTarget("features.5", 2, Aggregate.SUM)),
        (Method.LAYER_CAM, ProbabilityTarget(1)),
    ],
)
def test_any_view_is_restored_from_its_picture(
    ready: Program, qtbot: QtBot, tmp_path: Path, method: Method, target: MarginTarget
) -> None:
    session, window = ready.session, ready.window
    session.chooseParams(COARSE)
    session.chooseMethod(method)
    session.chooseTarget(target)
    settle(ready, qtbot)
    explanation = session.explanation
    assert explanation is not None
    is_signed = explanation.is_signed
    limits = (-0.5, 0.5) if is_signed else (0.0, 0.25)
    window.viewer.setRendering(window.viewer.rendering().with_limits(limits, is_signed=is_signed))
    wanted, rendering = explanation.query, window.viewer.rendering()
    path = tmp_path / "view.png"
    with qtbot.waitSignal(window.exporting.exported, timeout=WAIT_MS):
        window.sharing.export_view(path)
    session.chooseMethod(Method.GRAD_CAM)
    session.chooseTarget(ClassTarget(0))
    session.step(1)
    settle(ready, qtbot)
    assert window.viewer.view.limits() != limits
    window.open_paths([path])
    qtbot.waitUntil(lambda: session.query() == wanted, timeout=WAIT_MS)
    settle(ready, qtbot)
    assert session.explanation is not None
    assert session.explanation.query == wanted
    assert window.viewer.rendering() == rendering
    assert window.viewer.view.limits() == limits


def test_regions_are_shown_exported_and_copied(ready: Program, qtbot: QtBot, tmp_path: Path) -> None:
    session, window = ready.session, ready.window
    settle(ready, qtbot)
    with qtbot.waitSignal(window.services.regions.changed, timeout=WAIT_MS):
        window.action(CommandId.REGION_VIEW).trigger()
    found = window.services.regions.found()
    assert found is not None
    assert session.explanation is found.explanation
    assert window.action(CommandId.REGION_VIEW).isChecked()
    path = tmp_path / "regions.png"
    with qtbot.waitSignal(window.exporting.exported, timeout=WAIT_MS):
        window.sharing.export_view(path)
    record = read_record(path)
    assert record is not None
    assert record.rendering.is_region_view
    picture = np.asarray(Image.open(path)).astype(int)
    if found.regions:
        green = (picture[..., 1] > 150) & (picture[..., 0] < 90) & (picture[..., 2] < 130)
        assert green.any()
        assert found.box is not None
    with qtbot.waitSignal(window.exporting.copied, timeout=WAIT_MS):
        window.sharing.copy_view()
    copied = QGuiApplication.clipboard().image()
    assert (copied.pixelColor(5, 5).red(), copied.width()) == (picture[5, 5, 0], picture.shape[1])
    session.step(1)
    settle(ready, qtbot)
    again = window.services.regions.found()
    assert again is None or again.explanation is session.explanation
    window.action(CommandId.REGION_VIEW).trigger()
    assert not window.viewer.rendering().is_region_view
    settle(ready, qtbot)


def test_limits_of_one_method_are_not_those_of_the_next(ready: Program, qtbot: QtBot) -> None:
    session, viewer = ready.session, ready.window.viewer
    viewer.bar.limitsChanged.emit((0.0, 0.125))
    assert viewer.view.limits() == (0.0, 0.125)
    session.stepLayer(-1)
    settle(ready, qtbot)
    assert viewer.view.limits() == (0.0, 0.125), "the same units"
    session.chooseMethod(Method.INPUT_X_GRADIENT)
    settle(ready, qtbot)
    lower, upper = viewer.view.limits()
    assert lower == -upper
    viewer.bar.symmetricChanged.emit(False)
    lower, upper = viewer.view.limits()
    assert session.explanation is not None
    assert (lower, upper) == (float(session.explanation.map.min()), float(session.explanation.map.max()))
    viewer.bar.limitsChanged.emit((-1.0, 0.5))
    assert viewer.rendering().signed_limits == (-1.0, 0.5)
    viewer.bar.symmetricChanged.emit(True)
    assert viewer.rendering().signed_limits is None


def test_what_is_to_be_known_of_a_map_is_said_in_words(ready: Program, qtbot: QtBot) -> None:
    session, panel = ready.session, ready.window.explanation
    session.chooseParams(IntegratedGradientsParams(steps=1, baseline=Baseline.BLACK))
    session.chooseMethod(Method.INTEGRATED_GRADIENTS)
    settle(ready, qtbot)
    explanation = session.explanation
    assert explanation is not None
    assert explanation.notes, "one step misses a part of the gain"
    assert panel.notes.text() == " ".join(explanation.notes)
    assert panel.notes.isVisibleTo(panel)
    session.chooseMethod(Method.GRAD_CAM)
    settle(ready, qtbot)
    assert not panel.notes.isVisibleTo(panel)


def test_the_wheel_scrolls_and_chooses_nothing_by_accident(ready: Program, qtbot: QtBot) -> None:
    box, session = ready.window.explanation.method, ready.session
    before = session.selection

    def turn() -> QWheelEvent:
        centre = QPointF(box.rect().center())
        return QWheelEvent(
            centre, box.mapToGlobal(centre), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip

    ready.window.viewer.view.setFocus()
    QApplication.sendEvent(box, turn())
    assert session.selection == before
    ready.window.activateWindow()
    box.setFocus()
    if box.hasFocus():  # where the platform has no focus to give there is nothing to see
        QApplication.sendEvent(box, turn())
        assert session.selection.method is Method.HIRES_CAM
    settle(ready, qtbot)
