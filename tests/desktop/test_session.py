"""The one loop, with real lanes, a real network and real files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.explain.explanation import Explanation
from core.explain.params import Fill, OcclusionParams, SmoothGradParams
from core.explain.query import ChannelTarget, ClassTarget, Method
from core.explain.targets import ExpectedGradeTarget, MarginTarget
from core.networks.architectures import build
from core.networks.files import load_model, save_model
from desktop.app import Program
from desktop.session import Session
from desktop.watchdog import Watchdog
from desktop.widgets.layer_picture import Evidence

WAIT_MS = 60_000
METHODS = (Method.GRAD_CAM, Method.SALIENCY, Method.LAYER_CAM, Method.INPUT_X_GRADIENT, Method.OCCLUSION)
TARGETS = (MarginTarget(0, 1), ChannelTarget("features.5", 3), ExpectedGradeTarget(), ClassTarget(2))


def is_settled(program: Program) -> bool:
    return program.lanes.network.is_idle and program.lanes.decode.is_idle and program.session.explanation is not None


def settle(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: is_settled(program), timeout=WAIT_MS)
    qtbot.wait(1)
    qtbot.waitUntil(lambda: is_settled(program), timeout=WAIT_MS)


def consistent(session: Session, explanation: Explanation | None) -> bool:
    """Whether an explanation that is shown answers what is selected."""
    if explanation is None:
        return True
    query, photograph, model = explanation.query, session.photograph, session.model
    return (
        photograph is not None
        and model is not None
        and photograph.path == session.selection.photograph
        and (query.image, query.model, query.layer) == (photograph.id, model.id, session.selection.wish.layer)
        and (query.method, query.params) == (session.selection.method, session.selection.params)
        and query.target == session.target()
    )


def test_the_first_layer_shown_has_a_grid_and_is_no_container(ready: Program) -> None:
    assert ready.session.selection.layer == "classifier.2"


def test_the_target_follows_the_prediction_until_one_is_chosen(ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    assert session.prediction is not None
    assert session.explanation is not None
    assert session.explanation.query.target.index == session.prediction.predicted
    other = (session.prediction.predicted + 1) % 3
    session.chooseTarget(other)
    session.step(1)
    qtbot.waitUntil(
        lambda: session.explanation is not None and session.selection.photograph == session.order[1], timeout=WAIT_MS
    )
    assert session.explanation is not None
    assert session.explanation.query.target.index == other
    session.followPrediction()
    qtbot.waitUntil(lambda: session.explanation is not None)
    assert session.selection.target is None


def test_all_layers_follow_behind(ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    settle(ready, qtbot)
    assert session.model is not None
    query = session.query()
    assert query is not None
    assert set(session.known_maps(query)) == set(session.model.layers.names)


def test_a_known_layer_is_shown_at_once(ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    settle(ready, qtbot)
    shown: list[Explanation | None] = []
    session.explanationChanged.connect(shown.append)
    session.stepLayer(-1)
    assert len(shown) == 1
    assert shown[0] is not None
    assert shown[0].query.layer == session.selection.layer == "classifier.1"


def test_neighbours_are_decoded_and_explained_ahead(ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    settle(ready, qtbot)
    assert session.order[1] in session.photographs
    shown: list[Explanation | None] = []
    session.explanationChanged.connect(shown.append)
    session.step(1)
    assert session.photograph is not None
    assert session.photograph.path == session.order[1]
    assert shown[-1] is not None, "what was computed ahead is shown in the same moment"


def test_a_stale_answer_is_never_shown_however_fast_one_clicks(ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    session.chooseParams(OcclusionParams(window=16, stride=16))
    wrong: list[Explanation | None] = []
    session.explanationChanged.connect(lambda shown: consistent(session, shown) or wrong.append(shown))
    generator = np.random.default_rng(0)
    for _ in range(120):
        match generator.integers(8):
            case 0:
                session.step(int(generator.choice([-1, 1, 2])))
            case 1:
                session.stepLayer(int(generator.integers(-9, 9)))
            case 2:
                session.chooseTarget(int(generator.integers(3)))
            case 3:
                session.followPrediction()
            case 4:
                session.back()
            case 5:
                session.chooseMethod(METHODS[generator.integers(len(METHODS))])
            case 6:
                session.chooseTarget(TARGETS[generator.integers(len(TARGETS))])
            case 7:
                qtbot.wait(int(generator.integers(1, 8)))
        assert consistent(session, session.explanation)
    # Going back may have led to before there was a photograph: how far depends on how fast this was.
    if session.selection.photograph is None:
        session.choosePhotograph(session.order[0])
    settle(ready, qtbot)
    assert wrong == []
    assert session.explanation is not None
    assert consistent(session, session.explanation)


def test_the_strip_and_the_classes_forget_what_is_no_longer_asked(ready: Program, qtbot: QtBot) -> None:
    session, strip = ready.session, ready.window.strip.strip
    settle(ready, qtbot)
    assert session.model is not None
    assert session.prediction is not None
    assert all(strip.evidence(name) is not Evidence.PENDING for name in session.model.layers.names)
    session.chooseTarget((session.prediction.predicted + 1) % 3)
    assert all(strip.evidence(name) is Evidence.PENDING for name in session.model.layers.names)
    settle(ready, qtbot)
    predictions: list[object] = []
    session.predictionChanged.connect(predictions.append)
    session.choosePhotograph(session.order[3])
    assert predictions == [None]
    assert all(strip.evidence(name) is Evidence.PENDING for name in session.model.layers.names)
    settle(ready, qtbot)


def test_back_and_forward_go_through_past_selections(ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    first = session.selection
    session.step(1)
    second = session.selection
    session.back()
    assert session.selection == first
    session.forward()
    assert session.selection == second
    settle(ready, qtbot)
    assert consistent(session, session.explanation)


def test_every_method_is_asked_with_its_own_parameters(ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    params = OcclusionParams(window=32, stride=16, fill=Fill.ZERO)
    session.chooseParams(params)
    assert session.selection.method is Method.GRAD_CAM
    session.chooseMethod(Method.OCCLUSION)
    settle(ready, qtbot)
    assert session.explanation is not None
    assert session.explanation.query.params == params
    assert session.explanation.query.layer is None
    assert session.explanation.map.shape == (3, 3)
    session.chooseMethod(Method.GRAD_CAM)
    assert session.explanation is not None, "what was computed before is shown at once"
    assert session.explanation.query.layer == session.selection.layer
    assert session.params(Method.OCCLUSION) == params


def test_back_and_forward_know_method_parameters_and_target(ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    start = session.selection
    session.chooseMethod(Method.SMOOTH_GRAD)
    session.chooseParams(SmoothGradParams(samples=2))
    session.chooseTarget(MarginTarget(0, 2))
    chosen = session.selection
    assert (chosen.method, chosen.params, chosen.target) == (
        Method.SMOOTH_GRAD,
        SmoothGradParams(samples=2),
        MarginTarget(0, 2),
    )
    session.back()
    assert session.selection.target is None
    session.back()
    assert session.selection.params == SmoothGradParams()
    session.back()
    assert session.selection == start
    for _ in range(3):
        session.forward()
    assert session.selection == chosen
    settle(ready, qtbot)


def test_a_target_that_the_model_has_not_is_not_taken(ready: Program) -> None:
    session = ready.session
    before = session.selection
    for target in (7, ClassTarget(-1), ChannelTarget("features.0", 64), ChannelTarget("nowhere", 0)):
        session.chooseTarget(target)
        assert session.selection == before


def test_a_channel_of_a_layer_is_explained_down_to_that_layer(ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    session.chooseTarget(ChannelTarget("features.5", 3))
    assert session.selection.layer == "features.5"
    settle(ready, qtbot)
    query = session.query()
    assert query is not None
    assert session.model is not None
    names = session.model.layers.names
    assert set(session.known_maps(query)) == set(names[: names.index("features.5") + 1])


SLOW = OcclusionParams(window=3, stride=1)


def test_a_slow_map_comes_piece_by_piece_and_what_there_is_stays_when_it_is_stopped(
    ready: Program, qtbot: QtBot
) -> None:
    session = ready.session
    settle(ready, qtbot)
    told: list[object] = []
    session.progressed.connect(told.append)
    session.chooseParams(SLOW)
    session.chooseMethod(Method.OCCLUSION)

    def is_begun() -> bool:
        shown = session.explanation
        return shown is not None and shown.is_partial and bool(np.isfinite(shown.map).any())

    qtbot.waitUntil(is_begun, timeout=WAIT_MS)
    assert session.is_busy
    with qtbot.waitSignal(session.stopped, timeout=WAIT_MS):
        session.stop()
    assert told, "how far it is was told"
    partial = session.explanation
    assert partial is not None
    assert partial.is_partial
    assert np.isnan(partial.map).any()
    assert np.isfinite(partial.map).any()
    assert (session.is_busy, session.is_stopped) == (False, True)
    shown: list[Explanation | None] = []
    session.explanationChanged.connect(shown.append)
    session.resume()
    assert session.explanation is partial, "it stays until there is something better"
    assert session.is_busy
    session.chooseMethod(Method.GRAD_CAM)
    settle(ready, qtbot)
    assert not session.is_stopped
    assert session.explanation is not None
    assert session.explanation.query.method is Method.GRAD_CAM


def test_going_on_to_another_photograph_stops_nothing_that_the_user_would_hear_of(ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    stopped: list[bool] = []
    session.stopped.connect(lambda: stopped.append(True))
    session.chooseParams(SLOW)
    session.chooseMethod(Method.OCCLUSION)
    session.step(1)
    session.chooseMethod(Method.SALIENCY)
    settle(ready, qtbot)
    assert stopped == []
    assert consistent(session, session.explanation)


def test_method_parameters_and_target_are_those_of_last_time(
    make_program: Callable[[], Program], photographs: list[Path], model_file: Path, qtbot: QtBot
) -> None:
    first = make_program()
    first.start([photographs[0], model_file])
    qtbot.waitUntil(lambda: first.session.explanation is not None, timeout=WAIT_MS)
    first.session.chooseParams(OcclusionParams(window=32, stride=32))
    first.session.chooseParams(SmoothGradParams(samples=3))
    first.session.chooseMethod(Method.SMOOTH_GRAD)
    first.session.chooseTarget(MarginTarget(1, 0))
    settle(first, qtbot)
    wanted = first.session.selection
    first.window.close()
    second = make_program()
    second.start()
    qtbot.waitUntil(lambda: second.session.explanation is not None, timeout=WAIT_MS)
    settle(second, qtbot)
    assert second.session.selection == wanted
    assert second.session.params(Method.OCCLUSION) == OcclusionParams(window=32, stride=32)


def test_the_photographs_in_memory_are_bounded(ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    for _ in range(3):
        session.step(1)
        settle(ready, qtbot)
    assert len(session.photographs) <= 6


def test_a_file_that_is_no_photograph_says_so_and_the_next_one_opens(
    ready: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    session = ready.session
    broken = tmp_path / "eyes" / "eye 0.jpg"
    broken.write_bytes(b"\xff\xd8\xff nothing")
    ready.window.browser.addPaths([broken])
    with qtbot.waitSignal(session.photographFailed, timeout=WAIT_MS) as failed:
        session.choosePhotograph(broken)
    assert failed.args[0] == broken
    assert session.photograph is None
    assert ready.window.viewer.view.message()
    assert session.explanation is None
    session.step(1)
    qtbot.waitUntil(lambda: session.explanation is not None, timeout=WAIT_MS)
    assert ready.crash.dialog is None


def test_the_layer_is_remembered_for_the_architecture(ready: Program, model_file: Path, qtbot: QtBot) -> None:
    session = ready.session
    session.chooseLayer("features.12")
    session.chooseModel(None)
    assert session.explanation is None
    assert session.model is None
    session.chooseModel(ready.networks.models()[0].id)
    assert session.selection.layer == "features.12"


def test_the_event_loop_is_never_away_for_long(ready: Program, qtbot: QtBot) -> None:
    settle(ready, qtbot)
    watchdog = Watchdog()
    watchdog.start()
    for _ in range(3):
        ready.session.step(1)
        qtbot.wait(30)
        ready.session.stepLayer(-3)
        qtbot.wait(30)
    settle(ready, qtbot)
    watchdog.stop()
    # By the processor and not by the clock: the machine that runs the tests may be busy with others.
    assert not watchdog.works_over(500)


@pytest.mark.parametrize("count", [0, 1])
def test_stepping_through_few_photographs_stays_within(program: Program, photographs: list[Path], count: int) -> None:
    program.session.setOrder(photographs[:count])
    program.session.step(1)
    program.session.step(1)
    assert program.session.selection.photograph == (photographs[0] if count else None)


def test_a_model_of_fewer_classes_is_not_told_what_the_one_before_said(
    ready: Program, model_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """The class that the other one predicted is none of its own."""
    first = load_model(model_file)
    few = tmp_path / "few.safetensors"
    module = build(first.card.architecture, first.card.arguments, 2, is_initialised=True)
    save_model(few, module, replace(first.card, name="few", class_names=("a", "b")))
    session = ready.session
    assert session.prediction is not None
    session._set_prediction(replace(session.prediction, probabilities=np.array((0.1, 0.2, 0.7), np.float32)))
    said: list[object] = []
    session.modelChanged.connect(lambda _model: said.append((session.prediction, session.explanation)))
    ready.window.open_paths([few])
    qtbot.waitUntil(lambda: session.model is not None and session.model.card.name == "few", timeout=WAIT_MS)
    settle(ready, qtbot)
    assert said == [(None, None)]
    assert session.explanation is not None
