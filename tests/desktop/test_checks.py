"""The checks in the real window: made of what is shown, gone with it, stopped by whoever wants, written to files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from core.explain.check_settings import BandSettings, RandomisationSettings
from core.explain.method import Method
from core.explain.overlay import compose
from core.explain.veil import VeilStyle
from desktop.app import Program
from desktop.checks import CheckKind, Checks
from desktop.commands import CommandId

WAIT_MS = 60_000
FEW = RandomisationSettings(steps=2, networks=2)


@pytest.fixture
def checks(ready: Program) -> Checks:
    found = ready.window.checking.checks
    found.setRandomisationSettings(FEW)
    found.setBandSettings(BandSettings(networks=3))
    return found


def run(checks: Checks, kind: CheckKind, qtbot: QtBot) -> Any:
    checks.run(kind)
    qtbot.waitUntil(lambda: checks.running is None, timeout=WAIT_MS)
    return checks.result(kind)


def test_one_command_checks_what_is_shown(ready: Program, checks: Checks, qtbot: QtBot) -> None:
    window = ready.window
    window.action(CommandId.CHECK_MAP).trigger()
    assert checks.running is CheckKind.RANDOMISATION
    qtbot.waitUntil(lambda: checks.running is None, timeout=WAIT_MS)
    found = checks.result(CheckKind.RANDOMISATION)
    assert found.query == ready.session.explanation.query
    assert found.map is ready.session.explanation.map
    assert window.docks.docks["checks"].isVisible()
    panel = window.checks
    assert panel.verdict.text() == found.words
    titles = [tile.title for tile in panel.tiles.tiles()]
    assert len(titles) == 1 + 2 + 1  # the map, two steps of the cascade, one more network
    figures = panel.tiles.tiles()[1].lines
    assert figures[0].startswith("rank ")
    window.action(CommandId.CHECK_MAP).trigger()
    assert checks.running is None, "what is known is not computed again"


def test_another_selection_takes_the_results_away_and_coming_back_shows_them(
    ready: Program, checks: Checks, photographs: list[Path], qtbot: QtBot
) -> None:
    run(checks, CheckKind.RANDOMISATION, qtbot)
    session, panel = ready.session, ready.window.checks
    assert panel.tiles.tiles()
    session.choosePhotograph(photographs[1])
    assert not panel.tiles.tiles()
    qtbot.waitUntil(lambda: session.explanation is not None, timeout=WAIT_MS)
    assert checks.result(CheckKind.RANDOMISATION) is None
    assert not panel.tiles.tiles()
    session.choosePhotograph(photographs[0])
    qtbot.waitUntil(lambda: session.explanation is not None, timeout=WAIT_MS)
    assert panel.tiles.tiles()


def test_the_null_band_hides_and_hatches(ready: Program, checks: Checks, qtbot: QtBot) -> None:
    view = ready.window.viewer.view
    veils: list[Any] = []
    checks.veilChanged.connect(veils.append)
    band = run(checks, CheckKind.NULL_BAND, qtbot)
    values = ready.session.explanation.map
    np.testing.assert_array_equal(checks.veil().within, band.within(values))
    assert checks.veil_style() is VeilStyle.HIDE
    assert view.pane().overlay._veil is checks.veil()
    badge = ready.window.checking.badge
    assert badge.text() == f"Null band hidden: {band.share_within:.0%} of the evidence"
    assert badge.isVisible()
    ready.window.checks._styles[VeilStyle.HATCH].click()
    assert veils[-1].style is VeilStyle.HATCH
    assert "hatched" in badge.text()
    ready.window.checks._styles[None].click()
    assert veils[-1] is None
    assert not badge.isVisible()
    assert view.pane().overlay._veil is None


def test_an_exported_view_leaves_out_what_is_hidden_and_says_so(
    ready: Program, checks: Checks, tmp_path: Path, qtbot: QtBot
) -> None:
    window, pixels = ready.window, []
    run(checks, CheckKind.NULL_BAND, qtbot)
    for style in (None, VeilStyle.HIDE):
        checks.setVeilStyle(style)
        path = tmp_path / f"{style}.png"
        with qtbot.waitSignal(window.exporting.exported, timeout=WAIT_MS):
            window.sharing.export_view(path)
        with Image.open(path) as image:
            assert any("is hidden" in str(text) for text in image.info.values()) == (style is not None)
            pixels.append(np.asarray(image.convert("RGB")))
    rendering = window.viewer.rendering()
    explanation, photograph = ready.session.explanation, ready.session.photograph
    wanted = compose(photograph.pixels, explanation, rendering, veil=checks.veil())
    np.testing.assert_array_equal(pixels[1], wanted)
    assert (pixels[0] != pixels[1]).any() == checks.veil().within[explanation.map > 0].any()


def test_the_veil_belongs_to_its_map(ready: Program, checks: Checks, qtbot: QtBot) -> None:
    run(checks, CheckKind.NULL_BAND, qtbot)
    session, overlay = ready.session, ready.window.viewer.view.pane().overlay
    layer = session.selection.layer
    session.stepLayer(-1)
    qtbot.waitUntil(lambda: session.explanation is not None and session.explanation.query.layer != layer)
    assert checks.veil() is None
    assert overlay._veil is None
    session.chooseLayer(layer)
    qtbot.waitUntil(lambda: session.explanation is not None and session.explanation.query.layer == layer)
    assert overlay._veil is checks.veil() is not None


def test_stability_and_precision_are_listed(ready: Program, checks: Checks, qtbot: QtBot) -> None:
    panel = ready.window.checks
    for kind, count in ((CheckKind.STABILITY, 9), (CheckKind.PRECISION, 4)):
        panel.setKind(kind)
        found = run(checks, kind, qtbot)
        assert panel.verdict.text() == found.words()
        assert len(panel.tiles.tiles()) == count


def test_a_check_can_be_stopped_and_says_so(ready: Program, checks: Checks, qtbot: QtBot) -> None:
    checks.setRandomisationSettings(RandomisationSettings(networks=100))
    panel = ready.window.checks
    with qtbot.waitSignal(checks.progressed, timeout=WAIT_MS):
        panel.run()
    checks.stop()
    assert checks.running is None
    assert checks.result(CheckKind.RANDOMISATION) is None
    assert "Stopped" in panel.verdict.text()
    qtbot.waitUntil(lambda: ready.lanes.network.is_idle, timeout=WAIT_MS)
    assert checks.result(CheckKind.RANDOMISATION) is None


def test_a_question_of_the_users_goes_first_and_the_check_goes_on(ready: Program, checks: Checks, qtbot: QtBot) -> None:
    order: list[str] = []
    with qtbot.waitSignal(checks.progressed, timeout=WAIT_MS):
        checks.run(CheckKind.RANDOMISATION)
    ready.lanes.network.submit(lambda _context: None, lambda _nothing: order.append("user"), slot="test")
    qtbot.waitUntil(lambda: bool(order), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: checks.running is None, timeout=WAIT_MS)
    assert checks.result(CheckKind.RANDOMISATION) is not None
    assert not checks.is_stopped


def test_a_method_that_cannot_be_asked_is_said(
    ready: Program, checks: Checks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.errors import ExplainError
    from core.explain import checks as core_checks

    def refuse(*args: object, **kwargs: object) -> None:
        raise ExplainError("Not with this network.", "Choose another.")

    monkeypatch.setattr(core_checks, "precision", refuse)
    panel = ready.window.checks
    panel.setKind(CheckKind.PRECISION)
    run(checks, CheckKind.PRECISION, qtbot)
    assert panel.verdict.text() == "Not with this network. Choose another."
    monkeypatch.undo()
    run(checks, CheckKind.PRECISION, qtbot)
    assert checks.error(CheckKind.PRECISION) is None
    assert panel.tiles.tiles()


def test_without_a_map_it_says_what_to_do(program: Program) -> None:
    panel = program.window.checks
    assert "Open a photograph and a model" in panel.sentence.text()
    assert not panel.runButton.isVisibleTo(panel)
    assert not program.window.action(CommandId.CHECK_MAP).isEnabled()


def test_forms_reach_the_checks(ready: Program, checks: Checks) -> None:
    panel = ready.window.checks
    panel.randomisationForm.seed.setValue(7)
    panel.randomisationForm.weights.setCurrentIndex(1)
    panel.randomisationForm.independent.click()
    wanted = checks.randomisation_settings()
    assert (wanted.seed, wanted.weights.name, wanted.is_independent) == (7, "SHUFFLED", True)
    panel.bandForm.scope.setCurrentIndex(1)
    panel.bandForm.scale.setCurrentIndex(1)
    panel.bandForm.quantile.setCurrentIndex(2)
    band = checks.band_settings()
    assert (band.scope.name, band.scale.name, band.quantile) == ("MAP", "AS_DRAWN", 0.99)


def test_what_came_of_it_is_written_without_the_name_of_the_file(
    ready: Program, checks: Checks, tmp_path: Path, qtbot: QtBot
) -> None:
    found = run(checks, CheckKind.RANDOMISATION, qtbot)
    run(checks, CheckKind.STABILITY, qtbot)
    for name in ("checks.json", "checks.png"):
        with qtbot.waitSignal(ready.window.checking.exported, timeout=WAIT_MS):
            ready.window.checking.export(tmp_path / name)
    text = (tmp_path / "checks.json").read_text(encoding="utf-8")
    record = json.loads(text)
    assert record["checks"]["randomisation"] == json.loads(json.dumps(found.to_json()))
    assert record["image"] == ready.session.photograph.id
    assert ready.session.photograph.path.name not in text
    assert "clinical" in record["disclaimer"]
    picture = np.asarray(Image.open(tmp_path / "checks.png"))
    assert picture.shape[1] == 1800
    assert picture.std() > 10


@pytest.mark.parametrize("method", [Method.OCCLUSION])
def test_signed_maps_are_checked_on_both_sides(
    ready: Program, checks: Checks, method: Method, qtbot: QtBot, make_quick: Callable[[], None]
) -> None:
    session = ready.session
    session.chooseMethod(method)
    make_quick()
    qtbot.waitUntil(
        lambda: (
            session.explanation is not None
            and not session.explanation.is_partial
            and session.explanation.query == session.query()
        ),
        timeout=WAIT_MS,
    )
    band = run(checks, CheckKind.NULL_BAND, qtbot)
    assert (band.lower <= 0).all()
    assert (band.upper >= 0).all()
    assert checks.veil().within.shape == session.explanation.map.shape


@pytest.fixture
def make_quick(ready: Program) -> Callable[[], None]:
    """A few windows are enough."""

    def choose() -> None:
        from core.explain.params import OcclusionParams

        ready.session.chooseParams(OcclusionParams(window=32, stride=16))

    return choose
