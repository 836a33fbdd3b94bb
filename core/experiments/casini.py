"""The experiments of Casini, Lagna and Martorana: networks from scratch, and two ways of transfer learning."""

from __future__ import annotations

from core.experiments.experiment import (
    NOT_AT_HAND,
    Arm,
    DataPlan,
    Experiment,
    Measure,
    NetworkPlan,
    Question,
    Reported,
    Scaled,
    Source,
    Work,
)
from core.images.preparation import Recipe
from core.synthesis.markers.presets import Preset
from core.training.settings import Watched

_GRADES = DataPlan(
    source=Source.FUNDUS,
    train=Scaled(small=320, full=8000),
    test=Scaled(small=80, full=1000),
    size_px=Scaled(small=256, full=512),
)
_LENDING = DataPlan(
    source=Source.MARKERS,
    preset=Preset.NATURAL,
    train=Scaled(small=320, full=8000),
    test=Scaled(small=60, full=1000),
    size_px=Scaled(small=256, full=512),
)
_BESIDE = frozenset({"OD", "DN"})
_INDEPENDENT = Reported(
    "Test matrices, all twelve that are printed",
    "predictions independent of the labels: p > 0.2 by chi-square, quadratic weighted kappa within 0.006 of 0",
    Measure.INDEPENDENCE,
    "confusion matrices of the test set",
)
_VALIDATION = Reported("Accuracy on the validation set", NOT_AT_HAND, Measure.ANSWERS)
_TRANSFER = (
    "The work starts from networks trained on ImageNet. Those weights do not come with the program and nothing is "
    "downloaded; here the lender is the same network trained on rendered photographs with natural markers, which is "
    "the first arm. What is compared, keeping the features or training them on, is the same; how good the features are "
    "is not. "
)


def _same(architecture: str) -> Scaled[str]:
    return Scaled(small=architecture, full=architecture)


def _network(architecture: Scaled[str], small_px: int, **changes: object) -> NetworkPlan:
    settings: dict[str, object] = {
        "architecture": architecture,
        "input_px": Scaled(small=small_px, full=224),
        "epochs": Scaled(small=6, full=40),
        "batch_size": Scaled(small=8, full=32),
        "learning_rate": 3e-4,
        "recipe": Recipe.CASINI,
        "watched": Watched.QUADRATIC_WEIGHTED_KAPPA,
    }
    return NetworkPlan(**(settings | changes))  # type: ignore[arg-type]


def _transfer(base: str, architecture: Scaled[str], *, first_block: Scaled[str]) -> tuple[Arm, ...]:
    """Fine-tuning, feature extraction and the lender; the one that stands for the experiment first."""
    lend = Arm(
        id="lender",
        title="The lender: natural markers",
        data=_LENDING,
        network=_network(architecture, 96, watched=Watched.ACCURACY),
    )
    features = Arm(
        id="features",
        title=f"{base}, feature extraction",
        data=_GRADES,
        network=_network(architecture, 96, starts_from=lend.id, train_from=Scaled("head", "head"), learning_rate=1e-3),
    )
    tuned = Arm(
        id="fine-tuned",
        title=f"{base}, fine-tuned from the last block on",
        data=_GRADES,
        network=_network(architecture, 96, starts_from=lend.id, train_from=first_block),
    )
    return tuned, features, lend


_SCRATCH = (
    ("casini_cnn_1_dropout", "2x2 kernels, 32-64-128-256 filters, pools 2-2-3-5, dense 512, dropout"),
    ("casini_cnn_2", "3x3 kernels, 32-64-128-256 filters, pools 2-2-3-3, dense 1024, dropout"),
    ("casini_cnn_3", "2x2 kernels, 32-64-128-128 filters, pools 2-2-3-3, dense 2048"),
    ("casini_cnn_4", "2x2 kernels, 32-64-128-256 filters, pools 2-2-3-3, dense 512"),
)

EXPERIMENTS = (
    Experiment(
        id="casini-scratch",
        title="Networks from scratch",
        work=Work.CASINI,
        place="chapter 4",
        description="Four small networks of four convolutions, trained on five grades from random weights. Their test "
        "predictions turned out to be independent of the labels though validation had looked good; here the same "
        "networks are trained and tested on rendered photographs, where nothing can be misaligned.",
        arms=tuple(
            Arm(
                id=name.removeprefix("casini_").replace("_", "-"),
                title=title,
                data=_GRADES,
                network=_network(_same(f"funduscope/{name}"), 224),
            )
            for name, title in _SCRATCH
        ),
        reported=(_INDEPENDENT, _VALIDATION),
        scaled_down="The networks are the work's own, parameter by parameter, on 224 x 224 pixels as there; fewer "
        "photographs and epochs.",
        small_minutes=20,
        full_minutes=40,
        questions=frozenset({Question.ACROSS_ARMS}),
        beside=_BESIDE,
    ),
    Experiment(
        id="casini-vgg16",
        title="VGG16: feature extraction and fine-tuning",
        work=Work.CASINI,
        place="chapter 5",
        description="A network that has learned something else lends its convolutions: kept as they are under a new "
        "head, or trained on from the fifth block.",
        arms=_transfer(
            "VGG16",
            Scaled(small="funduscope/vgg16_bn_pool", full="funduscope/vgg16_pool_256_dropout"),
            first_block=Scaled(small="features.34", full="features.24"),
        ),
        reported=(_INDEPENDENT, _VALIDATION),
        scaled_down=_TRANSFER
        + "Small input, few photographs, few epochs; batch normalisation in VGG16, with one linear layer behind its "
        "pooling, since the work's own network does not learn from random weights in so few steps.",
        small_minutes=25,
        full_minutes=90,
        questions=frozenset({Question.ACROSS_ARMS}),
        beside=_BESIDE,
    ),
    Experiment(
        id="casini-mobilenetv2",
        title="MobileNetV2: feature extraction and fine-tuning",
        work=Work.CASINI,
        place="chapter 5",
        description="The same with a network made for telephones, which has a sixth of VGG16's convolutional "
        "parameters.",
        arms=_transfer("MobileNetV2", _same("funduscope/mobilenet_v2_pool"), first_block=_same("features.14")),
        reported=(_INDEPENDENT, _VALIDATION),
        scaled_down=_TRANSFER + "Smaller input, few photographs, few epochs.",
        small_minutes=20,
        full_minutes=60,
        questions=frozenset({Question.ACROSS_ARMS}),
        beside=_BESIDE,
    ),
)
