"""What a training is to do: one TOML file, and the frozen dataclasses that it becomes. Knows no torch.

Every table of the file is a dataclass here and every key a field; what is left out has the default. The form in the
window edits the same fields, so that a file made there runs on a server and the reverse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.images.preparation import Normalisation

PRETRAINED = "pretrained"
"""As `weights` in `[network]`: those that torchvision or timm offer for the architecture."""


class Frozen(StrEnum):
    """What is not trained."""

    NONE = "none"
    FEATURES = "features"


class Pooling(StrEnum):
    """How a picture of features becomes a row of them."""

    OWN = "own"
    AVERAGE = "average"
    FLATTEN = "flatten"


class Balance(StrEnum):
    """What is done about classes of unequal size."""

    NONE = "none"
    CLASS_WEIGHTS = "class_weights"
    RESAMPLE = "resample"
    PROJECT = "project"


class LossName(StrEnum):
    """What is minimised."""

    CROSS_ENTROPY = "cross_entropy"
    FOCAL = "focal"
    EXPECTED_GRADE = "expected_grade"
    SOFT_KAPPA = "soft_kappa"


class OptimiserName(StrEnum):
    """How it is minimised."""

    ADAM = "adam"
    ADAMW = "adamw"
    SGD = "sgd"


class ScheduleName(StrEnum):
    """How the learning rate changes after the warm-up."""

    CONSTANT = "constant"
    COSINE = "cosine"
    PLATEAU = "plateau"


class Watched(StrEnum):
    """The figure of the validation photographs by which epochs are compared."""

    QUADRATIC_WEIGHTED_KAPPA = "quadratic_weighted_kappa"
    ACCURACY = "accuracy"
    BALANCED_ACCURACY = "balanced_accuracy"
    LOSS = "loss"


class Precision(StrEnum):
    """The numbers that the network computes with; weights are always kept in 32 bits."""

    FLOAT32 = "32"
    BFLOAT16 = "bf16"
    FLOAT16 = "fp16"


class Device(StrEnum):
    """Where the network is trained."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSettings:
    """`[data]`: the photographs. Paths are seen from the settings file.

    `source`: a folder with a table of labels or a folder a class, a table, an HDF5 file, or a project (*.funduscope).
    `scheme`: which labels of a project, by their name there; empty where it has but one kind. `labels`: the table,
    where it does not lie in the folder as `labels.csv`. The columns are needed where they are not called as usual.
    `class_names`: the classes in order, where the data set does not say. `keep_patients_together`: in a split.
    """

    source: str = ""
    scheme: str = ""
    labels: str = ""
    image_column: str = ""
    label_column: str = ""
    group_column: str = ""
    class_names: tuple[str, ...] = ()
    keep_patients_together: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitSettings:
    """`[split]`: shares of the photographs held out, or a `file` (image, split) that states it for each.

    `validation` chooses the best epoch; `test` is looked at once, at the end. 0 holds nothing out. `name` is a split of
    the project: its parts stand, and where it has none for validation the share is held out of what it trains on.
    `folds` cross-validates with so many networks; 0 trains one. Folds of a split of that name are taken over.
    """

    name: str = ""
    validation: float = 0.1
    test: float = 0.0
    seed: int = 0
    file: str = ""
    folds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationSettings:
    """`[preparation]`: what is done to every photograph before the network sees it, in training and ever after.

    `recipe` is one of `core.images.preparation`, for `size` pixels. `steps`, a list of steps as a model's card holds
    them, takes the place of all others.
    """

    recipe: str = "stretch"
    size: int = 224
    normalisation: Normalisation = Normalisation.IMAGENET
    steps: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSettings:
    """`[network]`: what is trained.

    `weights` is a model file, or a file of foreign weights; empty starts at random; "pretrained" takes those that
    torchvision or timm offer, downloaded once where the machine is online. A head for other classes is replaced.
    `arguments` are those of `core.networks.arguments`. `dropout` (0 to below 1) is the share of features that the head
    does not see in a step; negative leaves it as the architecture has it. `frozen` "features" trains the head alone;
    `train_from`, the name of a module, trains that one and all that come after it; of a VGG also Keras's name of it, as
    "block5_conv1".
    """

    architecture: str = "torchvision/squeezenet1_1"
    weights: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    dropout: float = -1.0
    frozen: Frozen = Frozen.NONE
    train_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadSettings:
    """`[head]`: what stands behind the features, in place of the architecture's own head. As it is: that one.

    `pooling` "average" takes the mean of each channel over the picture, "flatten" every position by itself (which
    fixes the input size), "own" what the architecture does. `dense` are the widths of layers with ReLU before the last
    one; `dropout` stands behind each of them.
    """

    pooling: Pooling = Pooling.OWN
    dense: tuple[int, ...] = ()
    dropout: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AugmentationSettings:
    """`[augmentation]`: how far photographs are changed at random, anew in every epoch. 0 or false: not at all.

    `rotation_degrees` either way; `zoom` 0.1 scales by 1/1.1 to 1.1; `shift` in shares of the side; `brightness`,
    `contrast`, `saturation` 0.2 multiply by 0.8 to 1.2; `hue_degrees` either way; `blur_px` is the largest standard
    deviation of a Gaussian, in pixels of the network's input.
    """

    horizontal_flip: bool = False
    vertical_flip: bool = False
    rotation_degrees: float = 0.0
    zoom: float = 0.0
    shift: float = 0.0
    brightness: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    hue_degrees: float = 0.0
    blur_px: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceSettings:
    """`[balance]`: `strength` (0 to 1) of class weights; `count` of each class in an epoch, 0 as the largest has.

    "project" takes all three from the split of the project, and the run records them.
    """

    method: Balance = Balance.NONE
    strength: float = 1.0
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LossSettings:
    """`[loss]`: `label_smoothing` of every loss; `focal_gamma` of "focal"; `ordinal_weight` of the ordinal part of
    "expected_grade" and "soft_kappa".
    """

    name: LossName = LossName.CROSS_ENTROPY
    label_smoothing: float = 0.0
    focal_gamma: float = 2.0
    ordinal_weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimiserSettings:
    """`[optimiser]`: `momentum` is SGD's (Nesterov). Biases and normalisations are not decayed.

    `features_rate` multiplies the learning rate of all but the head. `gradient_clip` is the largest norm of the
    gradient, 0 for none. `average_decay` (0.99 or so) keeps a moving average of the weights and uses that; 0 for none.
    """

    name: OptimiserName = OptimiserName.ADAMW
    learning_rate: float = 1e-3
    weight_decay: float = 0.01
    momentum: float = 0.9
    features_rate: float = 1.0
    gradient_clip: float = 0.0
    average_decay: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings:
    """`[schedule]`: `warm_up_epochs` rise linearly from near 0. "cosine" falls to `final_rate` of the learning rate.

    "plateau" multiplies it by `plateau_factor` after `plateau_patience` epochs without a better figure.
    """

    name: ScheduleName = ScheduleName.COSINE
    warm_up_epochs: float = 1.0
    final_rate: float = 0.01
    plateau_factor: float = 0.3
    plateau_patience: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppingSettings:
    """`[stopping]`: the best epoch has the best `metric`; after `patience` epochs without it ends (0: no)."""

    metric: Watched = Watched.QUADRATIC_WEIGHTED_KAPPA
    patience: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """`[run]`: `batch_size` counts all devices together; 0 finds one that fits into memory, and the run keeps it. A
    checkpoint is written after every epoch, and within one after `checkpoint_minutes` (0: not within).
    """

    epochs: int = 30
    batch_size: int = 32
    precision: Precision = Precision.FLOAT32
    seed: int = 0
    checkpoint_minutes: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """`[watch]`: what is shown of a training while it goes on; it may differ when a run is resumed.

    `attention` draws, after every epoch, where the network looks on a `photograph` (Grad-CAM of the class that it
    predicts); an empty one takes a validation photograph of the last class that has one.
    """

    attention: bool = True
    photograph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineSettings:
    """`[machine]`: what may differ from machine to machine, also between a run and its resumption.

    `devices` of each of `nodes` machines. `threads` for the processor's arithmetic, 0 as torch chooses. `workers`
    decode photographs, 0: as many as leave a processor free. `cache` is the folder of prepared photographs (empty: the
    user's cache) of at most `cache_gb`.
    """

    device: Device = Device.AUTO
    devices: int = 1
    nodes: int = 1
    threads: int = 0
    workers: int = 0
    cache: str = ""
    cache_gb: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSettings:
    """All of it. `name`, `licence` (with the attribution that the data asks for) and `notes` go to the card."""

    name: str = ""
    licence: str = ""
    notes: str = ""
    data: DataSettings = DataSettings()
    split: SplitSettings = SplitSettings()
    preparation: PreparationSettings = PreparationSettings()
    network: NetworkSettings = NetworkSettings()
    head: HeadSettings = HeadSettings()
    augmentation: AugmentationSettings = AugmentationSettings()
    balance: BalanceSettings = BalanceSettings()
    loss: LossSettings = LossSettings()
    optimiser: OptimiserSettings = OptimiserSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    stopping: StoppingSettings = StoppingSettings()
    run: RunSettings = RunSettings()
    watch: WatchSettings = WatchSettings()
    machine: MachineSettings = MachineSettings()
