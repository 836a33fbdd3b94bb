"""Scenes of the workspace Features."""

from __future__ import annotations

from core.features.kinds import Evidence
from desktop.panels.features_panel import FeatureView
from desktop.workspace import Workspace
from screenshots.stage import Stage, shoot_window, wait_for


def features_scene(stage: Stage) -> None:
    """The feature maps of a sample beside those of random weights."""
    window, session = stage.window, stage.session
    stage.program.start()
    wait_for(lambda: session.explanation is not None and stage.is_calm())
    window.workspaces.choose(Workspace.FEATURES)
    session.chooseLayer("features.5")
    window.features.chooseView(FeatureView.MAPS)
    window.features.besideButton.setChecked(True)
    wait_for(lambda: window.features.random.tiles() is not None and stage.is_calm())
    shoot_window(stage, "features")
    features = window.features
    features.besideButton.setChecked(False)
    features.chooseView(FeatureView.STRONGEST)
    wait_for(lambda: features.learned.button.isVisible() and stage.is_calm())
    features.learned.button.click()
    wait_for(lambda: features.learned.tiles() is not None and stage.is_calm())
    features.strongest.evidence.setMember(Evidence.SALIENCY)
    features.strongest.evidence.activated.emit(features.strongest.evidence.currentIndex())
    wait_for(stage.is_calm)
    shoot_window(stage, "features-strongest")
