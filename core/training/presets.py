"""Usual ways to train, as changes of the settings. Knows no torch.

A preset changes what it is about and leaves the photographs, the split, names and the machine alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.images.preparation import Normalisation
from core.training.settings import (
    PRETRAINED,
    AugmentationSettings,
    Balance,
    BalanceSettings,
    Frozen,
    HeadSettings,
    LossSettings,
    NetworkSettings,
    OptimiserName,
    OptimiserSettings,
    PreparationSettings,
    RunSettings,
    ScheduleName,
    ScheduleSettings,
    StoppingSettings,
    TrainingSettings,
    Watched,
)

FUNDUS = AugmentationSettings(
    horizontal_flip=True,
    vertical_flip=True,
    rotation_degrees=180.0,
    zoom=0.1,
    shift=0.03,
    brightness=0.15,
    contrast=0.15,
    saturation=0.1,
    hue_degrees=5.0,
)
"""What changes of a fundus photograph without a change of its grade: an eye has no fixed side up, lamps differ."""

CASINI_FIGURE_3_1 = AugmentationSettings(
    horizontal_flip=True, vertical_flip=True, rotation_degrees=90.0, zoom=0.2, brightness=0.2, contrast=0.2
)
"""Flips, rotation, zoom, brightness and contrast, as Casini, Lagna and Martorana show them in their Figure 3.1.

**The figure was not at hand and prints no strengths that we know of: how far each change goes is our reading.**
"""


@dataclass(frozen=True, slots=True)
class Preset:
    """`description` is a sentence for whoever chooses; `tables` are those of the settings that it replaces."""

    id: str
    title: str
    description: str
    tables: Mapping[str, Any]

    def apply(self, settings: TrainingSettings) -> TrainingSettings:
        """The settings with the preset's tables; the starting weights stay where the preset names none."""
        return replace(settings, **self.tables)


_KAPPA = StoppingSettings(metric=Watched.QUADRATIC_WEIGHTED_KAPPA, patience=10)

PRESETS = (
    Preset(
        "fine-tune",
        "Fine-tune",
        "All of a network that has learned on everyday pictures, its features slowly: the best start for some hundred "
        "to some thousand photographs.",
        {
            "network": NetworkSettings(architecture="torchvision/resnet50", weights=PRETRAINED, dropout=0.2),
            "head": HeadSettings(),
            "preparation": PreparationSettings(recipe="local-mean", size=384),
            "augmentation": FUNDUS,
            "balance": BalanceSettings(method=Balance.CLASS_WEIGHTS, strength=0.5),
            "loss": LossSettings(label_smoothing=0.05),
            "optimiser": OptimiserSettings(learning_rate=5e-4, features_rate=0.2, average_decay=0.99),
            "schedule": ScheduleSettings(warm_up_epochs=1.0),
            "stopping": _KAPPA,
            "run": RunSettings(epochs=40, batch_size=16),
        },
    ),
    Preset(
        "features",
        "Feature extraction",
        "Only a new head on features that stay as they are: quick, and all that a hundred photographs allow.",
        {
            "network": NetworkSettings(
                architecture="torchvision/resnet50", weights=PRETRAINED, frozen=Frozen.FEATURES, dropout=0.2
            ),
            "head": HeadSettings(),
            "preparation": PreparationSettings(recipe="local-mean", size=224),
            "augmentation": FUNDUS,
            "balance": BalanceSettings(method=Balance.CLASS_WEIGHTS, strength=0.5),
            "loss": LossSettings(),
            "optimiser": OptimiserSettings(learning_rate=1e-3),
            "schedule": ScheduleSettings(warm_up_epochs=0.0),
            "stopping": _KAPPA,
            "run": RunSettings(epochs=30, batch_size=32),
        },
    ),
    Preset(
        "scratch",
        "From scratch",
        "A network that knows nothing yet: for tens of thousands of photographs, and patience.",
        {
            "network": NetworkSettings(architecture="torchvision/resnet50"),
            "head": HeadSettings(),
            "preparation": PreparationSettings(recipe="plain", size=384),
            "augmentation": FUNDUS,
            "balance": BalanceSettings(method=Balance.CLASS_WEIGHTS, strength=0.5),
            "loss": LossSettings(),
            "optimiser": OptimiserSettings(learning_rate=1e-3, weight_decay=0.05, average_decay=0.999),
            "schedule": ScheduleSettings(warm_up_epochs=5.0),
            "stopping": StoppingSettings(metric=Watched.QUADRATIC_WEIGHTED_KAPPA, patience=30),
            "run": RunSettings(epochs=150, batch_size=32),
        },
    ),
    Preset(
        "casini",
        "As Casini and others",
        "MobileNetV2 with a dense layer of 256 behind average pooling, lightness equalised, the changes of Figure 3.1 "
        "(how far they go is our reading), classes brought to equal size.",
        {
            "network": NetworkSettings(architecture="funduscope/mobilenet_v2_pool_256", weights=PRETRAINED),
            "head": HeadSettings(),
            "preparation": PreparationSettings(recipe="casini", size=224),
            "augmentation": CASINI_FIGURE_3_1,
            "balance": BalanceSettings(method=Balance.RESAMPLE),
            "loss": LossSettings(),
            "optimiser": OptimiserSettings(name=OptimiserName.ADAM, learning_rate=3e-4, weight_decay=0.0),
            "schedule": ScheduleSettings(name=ScheduleName.CONSTANT, warm_up_epochs=0.0),
            "stopping": StoppingSettings(metric=Watched.ACCURACY),
            "run": RunSettings(epochs=40, batch_size=32),
        },
    ),
    Preset(
        "vincenzi",
        "As Vincenzi",
        "VGG16 on 512 x 512 pixels less their local mean, fine-tuned from its fifth block on.",
        {
            "network": NetworkSettings(architecture="torchvision/vgg16", weights=PRETRAINED, train_from="features.24"),
            "head": HeadSettings(),
            "preparation": PreparationSettings(recipe="vincenzi", size=512, normalisation=Normalisation.IMAGENET),
            "augmentation": AugmentationSettings(horizontal_flip=True, vertical_flip=True, rotation_degrees=15.0),
            "balance": BalanceSettings(),
            "loss": LossSettings(),
            "optimiser": OptimiserSettings(learning_rate=3e-4),
            "schedule": ScheduleSettings(),
            "stopping": StoppingSettings(),
            "run": RunSettings(epochs=30, batch_size=32),
        },
    ),
)

AUGMENTATIONS: Mapping[str, tuple[str, AugmentationSettings]] = {
    "none": ("No changes", AugmentationSettings()),
    "fundus": ("Fundus photographs", FUNDUS),
    "casini": ("Casini's Figure 3.1", CASINI_FIGURE_3_1),
}
"""Ready-made augmentations by id, with what a list calls them."""
