"""The page on which one leafs through what each layer has learned: the panel, and one view a file."""

from desktop.panels.features_panel.panel import FeaturesPanel
from desktop.panels.features_panel.view import FeatureView

__all__ = ["FeatureView", "FeaturesPanel"]
