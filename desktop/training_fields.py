"""The questions of the form of a training: every key of the settings once, with its words. Knows no torch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What edits a key. Those that follow from its type are PLAIN."""

    PLAIN = auto()
    FOLDER_OR_FILE = auto()
    FOLDER = auto()
    FILE = auto()
    MODEL = auto()
    ARCHITECTURE = auto()
    RECIPE = auto()
    NAMES = auto()
    NAME = auto()
    ARGUMENTS = auto()
    STEPS = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One key, "table.key", or "key" at the top: what it is called, what it means, a word behind its number, and what
    it means where it is empty.
    """

    name: str
    title: str
    tip: str
    kind: Kind = Kind.PLAIN
    unit: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together. `is_open`: shown at first."""

    title: str
    fields: tuple[Field, ...]
    is_open: bool = False


GROUPS: tuple[Group, ...] = (
    Group(
        "Photographs",
        (
            Field(
                "data.source",
                "Data set",
                "A project, a folder with a table of labels or with a folder for each class, a table, or an HDF5 file.",
                Kind.FOLDER_OR_FILE,
            ),
            Field(
                "data.scheme",
                "Labels",
                "Which labels of the project are learned, where it has several kinds.",
                Kind.NAME,
                empty="the only ones",
            ),
            Field(
                "split.name",
                "Split",
                "A split that the project keeps; empty: drawn at random, without the photographs of locked test sets.",
                Kind.NAME,
                empty="drawn at random",
            ),
            Field("data.labels", "Table of labels", "Where it is not labels.csv in the folder.", Kind.FILE),
            Field(
                "data.class_names",
                "Classes",
                "In order, separated by semicolons, where the data set does not name them. Grades have an order.",
                Kind.NAMES,
            ),
            Field("split.validation", "For validation", "Share held out to choose the best epoch, 0 to 0.99."),
            Field("split.test", "For the test", "Share that is looked at once, at the end; 0: none."),
            Field(
                "split.file", "Split from a file", "A table image, split, instead of shares drawn at random.", Kind.FILE
            ),
            Field(
                "split.folds",
                "Folds",
                "Cross-validates: so many networks, each judged on photographs that it has not seen; 0: one network.",
            ),
            Field("split.seed", "Seed of the split", "The same seed divides the same photographs in the same way."),
            Field(
                "data.keep_patients_together",
                "Keep patients together",
                "Both eyes of a patient stay on one side of the split. Switching it off makes figures too good.",
            ),
            Field("data.image_column", "Column of images", "Where the table calls it otherwise than usual."),
            Field("data.label_column", "Column of labels", "Where the table calls it otherwise than usual."),
            Field("data.group_column", "Column of patients", "Rows with the same entry stay on one side of the split."),
        ),
        is_open=True,
    ),
    Group(
        "Preparation",
        (
            Field(
                "preparation.recipe",
                "Recipe",
                "What becomes of every photograph before the network sees it, in training and ever after.",
                Kind.RECIPE,
            ),
            Field(
                "preparation.size",
                "Input size",
                "Side of the network's input. Small lesions need many pixels.",
                unit="px",
            ),
            Field("preparation.normalisation", "Normalisation", "Mean and deviation that the starting weights expect."),
            Field(
                "preparation.steps",
                "Steps",
                "What is done, step by step. A recipe that was saved in Data takes the place of the usual ones.",
                Kind.STEPS,
            ),
        ),
        is_open=True,
    ),
    Group(
        "Network",
        (
            Field(
                "network.architecture",
                "Architecture",
                "Any of torchvision's, timm's and the works' own networks; type a part of the name.",
                Kind.ARCHITECTURE,
            ),
            Field(
                "network.weights",
                "Start from",
                "Empty: at random. 'pretrained': what torchvision or timm offer, fetched once. Or a file.",
                Kind.MODEL,
                empty="random weights",
            ),
            Field(
                "network.arguments",
                "Built with",
                "Layers and sizes of the architecture where it leaves a choice; empty: its own.",
                Kind.ARGUMENTS,
            ),
            Field("network.frozen", "Frozen", "What is not trained: nothing, or all but the head."),
            Field(
                "network.train_from",
                "Train from",
                "The first part that is trained, as 'block5_conv1' of a VGG or 'layer4' of a ResNet; the rest stays.",
                Kind.NAME,
                empty="the beginning",
            ),
            Field(
                "network.dropout",
                "Dropout",
                "Share of features that the head does not see in a step; -1: the network's own.",
            ),
            Field(
                "head.pooling",
                "Pooling",
                "How the picture of features becomes a row of them; its own fits nearly always.",
            ),
            Field(
                "head.dense",
                "Dense layers",
                "Widths of layers before the last one, as '256' or '512, 512'; empty: none.",
            ),
            Field("head.dropout", "Dropout behind them", "Share left out behind each dense layer."),
        ),
        is_open=True,
    ),
    Group(
        "Augmentation",
        (
            Field("augmentation.horizontal_flip", "Flip left-right", "A left eye becomes a right one."),
            Field("augmentation.vertical_flip", "Flip up-down", "Lesions have no side that is up."),
            Field("augmentation.rotation_degrees", "Rotation", "Up to so far either way.", unit="°"),
            Field("augmentation.zoom", "Zoom", "0.1 scales by 1/1.1 to 1.1."),
            Field("augmentation.shift", "Shift", "In shares of the side."),
            Field("augmentation.brightness", "Brightness", "0.2 multiplies by 0.8 to 1.2."),
            Field("augmentation.contrast", "Contrast", "0.2 multiplies by 0.8 to 1.2."),
            Field("augmentation.saturation", "Saturation", "0.2 multiplies by 0.8 to 1.2."),
            Field("augmentation.hue_degrees", "Hue", "Up to so far either way.", unit="°"),
            Field(
                "augmentation.blur_px", "Blur", "Largest deviation of a Gaussian. Hides microaneurysms soon.", unit="px"
            ),
        ),
    ),
    Group(
        "Balance and loss",
        (
            Field("balance.method", "Unequal classes", "Weigh rare classes more, or show each as often in an epoch."),
            Field("balance.strength", "Strength of weights", "0: all alike; 1: every class has the same say."),
            Field(
                "balance.count", "Photographs a class", "In an epoch, when resampling; 0: as many as the largest has."
            ),
            Field("loss.name", "Loss", "What is minimised. The last two know that grades have an order."),
            Field("loss.label_smoothing", "Label smoothing", "How far labels are not believed, 0 to 0.99."),
            Field("loss.focal_gamma", "Focal gamma", "How much easy photographs count less, with the focal loss."),
            Field("loss.ordinal_weight", "Ordinal weight", "Of the part that knows the order of grades."),
        ),
    ),
    Group(
        "Learning",
        (
            Field("optimiser.name", "Optimiser", "AdamW fits nearly always; SGD is the one with Nesterov's momentum."),
            Field(
                "optimiser.learning_rate", "Learning rate", "The one number that matters most: 'Find' tries them out."
            ),
            Field(
                "optimiser.features_rate",
                "Rate of features",
                "Multiplies the rate of all but the head; 0.1 to tune gently.",
            ),
            Field("optimiser.weight_decay", "Weight decay", "Keeps weights small; biases are spared."),
            Field("optimiser.momentum", "Momentum", "Of SGD."),
            Field("optimiser.gradient_clip", "Largest gradient", "Steps are cut to this norm; 0: never."),
            Field(
                "optimiser.average_decay",
                "Average of weights",
                "0.99 or so keeps a moving average and uses that; 0: none.",
            ),
            Field(
                "schedule.name",
                "Schedule",
                "How the rate changes: not at all, as a cosine, or when nothing gets better.",
            ),
            Field("schedule.warm_up_epochs", "Warm-up", "So long the rate rises from near 0.", unit="epochs"),
            Field("schedule.final_rate", "Final rate", "Share of the rate at the end of the cosine."),
            Field("schedule.plateau_factor", "Plateau factor", "Multiplies the rate where nothing gets better."),
            Field(
                "schedule.plateau_patience",
                "Plateau patience",
                "Epochs without a better figure before that.",
                unit="epochs",
            ),
        ),
        is_open=True,
    ),
    Group(
        "Run",
        (
            Field("name", "Name", "Of the model; empty: the run's folder."),
            Field("run.epochs", "Epochs", "How often every photograph is seen."),
            Field("run.batch_size", "Batch size", "Photographs a step; 0: found for this machine when it starts."),
            Field("run.precision", "Precision", "bf16 is faster on new cards and processors; fp16 on older cards."),
            Field("run.seed", "Seed", "The same seed gives the same network."),
            Field(
                "stopping.metric", "Best by", "The figure of the validation photographs by which epochs are compared."
            ),
            Field(
                "stopping.patience",
                "Patience",
                "Ends after so many epochs without a better figure; 0: never.",
                unit="epochs",
            ),
            Field(
                "run.checkpoint_minutes",
                "Checkpoint every",
                "Within an epoch; after each there is one anyway.",
                unit="min",
            ),
            Field(
                "watch.attention",
                "Watch attention",
                "Draws, after every epoch, where the network looks on a photograph.",
            ),
            Field("watch.photograph", "On photograph", "Empty: one that is held out for validation.", Kind.FILE),
            Field(
                "licence", "Licence", "With the attribution that the photographs ask for: it goes to the model's card."
            ),
            Field("notes", "Notes", "For the model's card."),
        ),
        is_open=True,
    ),
    Group(
        "Machine",
        (
            Field("machine.device", "Device", "Automatic takes the CUDA card where there is one."),
            Field("machine.devices", "Devices", "Of this machine, which share each batch."),
            Field(
                "machine.nodes", "Machines", "That train together, under SLURM or torchrun; the window trains on one."
            ),
            Field("machine.threads", "Threads", "For the processor's arithmetic; 0: as many as there are."),
            Field("machine.workers", "Readers", "That decode photographs ahead; 0: as many as leave a processor free."),
            Field("machine.cache_gb", "Cache", "Prepared photographs are kept on disk, up to so much.", unit="GB"),
            Field("machine.cache", "Cache folder", "Where they are kept; empty: the user's own.", Kind.FOLDER),
        ),
    ),
)


def fields_by_name() -> dict[str, Field]:
    """Every field of the form."""
    return {field.name: field for group in GROUPS for field in group.fields}
