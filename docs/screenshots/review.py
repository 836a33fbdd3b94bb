"""Scenes of the workspace Review."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from core.datasets.catalogue.annotations import ShapeKind
from core.explain.params import Fill, OcclusionParams
from core.explain.query import Method
from core.explain.veil import VeilStyle
from desktop.checks import CheckKind
from desktop.commands import PRESET_COMMANDS, CommandId
from desktop.compare_plan import Preset
from desktop.widgets.viewer.reading import CompareMode
from screenshots.stage import FULL, REPOSITORY, Stage, shoot, shoot_both, shoot_window, wait_for, wait_until_drawn


def empty_scene(stage: Stage) -> None:
    """The window with nothing open."""
    stage.program.start()
    wait_for(stage.window.isVisible)
    shoot_window(stage, "empty")


def sample_scenes(stage: Stage) -> None:
    """The samples, and what can be done from there."""
    window, session = stage.window, stage.session
    stage.program.start()
    wait_for(lambda: session.explanation is not None and stage.is_calm())
    shoot_window(stage, "review")
    stage.trigger(CommandId.SHOW_MASKS)
    wait_for(lambda: True)
    shoot(window, "truth", FULL)
    window.viewer.view.setCompareMode(CompareMode.SIDE_BY_SIDE)
    shoot(window, "side-by-side")
    window.viewer.view.setCompareMode(CompareMode.OVERLAY)
    for command, opener, name in (
        (CommandId.REPRODUCE, window.gallery, "reproduce"),
        (CommandId.MAKE_PHOTOGRAPHS, window.making, "make-photographs"),
    ):
        window.action(command).trigger()
        wait_for(lambda opener=opener: opener.dialog is not None)
        for edit in opener.dialog.findChildren(QLineEdit):
            if Path.home().name in edit.text():
                edit.setText(str(Path("rendered") / Path(edit.text()).name))
        wait_until_drawn()
        shoot_both(stage, opener.dialog, name)
        opener.dialog.close()


def compare_scene(stage: Stage) -> None:
    """Three methods by three classes of a sample."""
    window, comparison = stage.window, stage.program.comparison
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    window.resize(FULL)
    stage.trigger(PRESET_COMMANDS[Preset.METHODS_BY_CLASS])
    wait_for(lambda: len(comparison.queries()) == len(comparison.cells) and stage.is_calm())
    pane = window.compare.grid.cells()[0].pane
    pane.hovered.emit(pane.rect().center().toPointF())
    shoot_window(stage, "compare")
    window.compare.leaveRequested.emit()


def explanation_scene(stage: Stage) -> None:
    """A map on both sides of zero, with the panel that asks for it."""
    stage.program.start()
    session = stage.session
    wait_for(lambda: session.explanation is not None and stage.is_calm())
    session.chooseParams(OcclusionParams(window=32, stride=12, fill=Fill.BLUR))
    session.chooseMethod(Method.OCCLUSION)
    stage.window.explanation.explainRival()
    wait_for(lambda: session.explanation is not None and not session.explanation.is_partial and stage.is_calm())
    shoot_window(stage, "explanation")


def checks_scene(stage: Stage) -> None:
    """A map checked against random weights, with what they reach hatched in the overlay."""
    window = stage.window
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    window.resize(FULL)
    checks = window.checking.checks
    checks.setVeilStyle(VeilStyle.HATCH)
    window.checks.setKind(CheckKind.NULL_BAND)
    window.checks.run()
    wait_for(lambda: checks.running is None and stage.is_calm())
    window.action(CommandId.CHECK_MAP).trigger()
    wait_for(lambda: checks.running is None and stage.is_calm())
    shoot_window(stage, "checks")


def channels_scene(stage: Stage) -> None:
    """All channels of a layer, each with what its strongest unit sees."""
    session = stage.session
    stage.program.start()
    wait_for(lambda: session.explanation is not None and stage.is_calm())
    session.chooseLayer("features.8")
    stage.trigger(CommandId.ALL_CHANNELS)
    dialog = stage.window.channels.dialog
    if dialog is None:
        raise RuntimeError("the window of all channels did not open")
    wait_for(lambda: dialog.sheets.sheet is not None)
    shoot_both(stage, dialog, "channels")
    dialog.close()


def whatif_scene(stage: Stage) -> None:
    """The microaneurysms of an eye that is graded mild are gone, and the grade falls."""
    whatif, truth = stage.program.whatif, stage.program.truth
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    stage.look_at(next(path for path in stage.session.order if path.name == "fundus_000014.jpg"))
    stage.trigger(CommandId.SHOW_MASKS)
    stage.trigger(CommandId.EDIT_REGION)
    wait_for(lambda: bool(truth.outlines()))
    lesions = next(mask for mask in truth.outlines() if mask.code == "MA")
    x, y = lesions.lines[0].mean(axis=0)
    stage.program.painting.click(float(x), float(y), takes_all=True)
    wait_for(lambda: whatif.effect is not None and not whatif.is_waiting and stage.is_calm())
    truth.setShown(False)
    stage.window.viewer.view.setCompareMode(CompareMode.SIDE_BY_SIDE)
    shoot_window(stage, "what-if")


def annotation_scene(stage: Stage) -> None:
    """A photograph that is graded, with marks drawn along the truth that is known of it."""
    from core.datasets.masks import find_masks, read_mask
    from core.datasets.outlines import outline, simplified

    stage.program.start()
    folder = Path(tempfile.mkdtemp()) / "photographs"
    shutil.copytree(REPOSITORY / "resources" / "samples" / "fundus" / "images", folder)
    window, annotating = stage.window, stage.program.annotating
    window.open_paths([folder], replaces=True)
    wait_for(lambda: stage.session.photograph is not None and stage.is_calm())
    stage.look_at(next(path for path in stage.session.order if path.name == "fundus_000011.jpg"))
    window.docks.bring("annotation")
    window.annotating.make_button.click()
    wait_for(lambda: annotating.is_ready)
    annotating.setReader("A. Reader")
    wait_for(lambda: annotating.is_ready)
    photograph = stage.session.photograph
    truth = next((REPOSITORY / "resources" / "samples" / "fundus" / "images").rglob("fundus_000011.jpg"))
    for mask in find_masks(truth):
        lines = outline(read_mask(mask.path, (photograph.width, photograph.height))).lines
        annotating.drawing.chooseLesion({"DH": "HE", "BH": "HE", "FH": "HE"}.get(mask.code, mask.code))
        for line in lines[:6]:
            annotating.drawing.add(ShapeKind.REGION, simplified(line, 1.0)[:-1].tolist())
    annotating.setGrade(4)
    annotating.setQuality("good")
    annotating.setNotes("Vessels grow on the disc.")
    window.viewer.view.setCompareMode(CompareMode.PHOTOGRAPH)
    stage.trigger(CommandId.MARK_SELECT)
    annotating.drawing.select(2)
    wait_for(lambda: annotating.is_saved)
    window.viewer.messages.clear()
    shoot_window(stage, "annotation")


def report_scene(stage: Stage) -> None:
    """The question before a report, over the photograph that it will be of."""
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    stage.trigger(CommandId.REPORT_PHOTOGRAPH)
    dialog = stage.window.reporting.dialog
    if dialog is None:
        raise RuntimeError("the report was not asked for")
    shoot_both(stage, dialog, "report")
    dialog.reject()
