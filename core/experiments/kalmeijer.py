"""Kalmeijer's die: small networks on a task whose every detail is known."""

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

_DICE = DataPlan(
    source=Source.DIE,
    train=Scaled(small=2000, full=20000),
    test=Scaled(small=150, full=2000),
    size_px=Scaled(small=32, full=32),
)
_NETWORKS = ("c4", "c9", "c1", "c2", "c3", "d5", "d10", "d20")


def _arm(name: str) -> Arm:
    architecture = f"funduscope/die_{name}"
    network = NetworkPlan(
        architecture=Scaled(small=architecture, full=architecture),
        input_px=Scaled(small=32, full=32),
        epochs=Scaled(small=12, full=60),
        batch_size=Scaled(small=32, full=32),
        learning_rate=2e-3,
        recipe=Recipe.STRETCH,
        is_flipped=False,
    )
    return Arm(id=name, title=f"Network {name}", data=_DICE, network=network)


EXPERIMENTS = (
    Experiment(
        id="kalmeijer-die",
        title="The die",
        work=Work.KALMEIJER,
        place="chapter 5",
        description="Which face of a die is most prominent? Networks from a single feature map to a hidden layer, on "
        "grey pictures of 32 x 32 pixels: small enough that one can see what each of them looks at.",
        arms=tuple(_arm(name) for name in _NETWORKS),
        reported=(Reported("Accuracy of each network", NOT_AT_HAND, Measure.ANSWERS, "Table 5.1"),),
        scaled_down="Fewer pictures and epochs; everything else is the work's own as far as it is known.",
        small_minutes=4,
        full_minutes=30,
        questions=frozenset({Question.ACROSS_ARMS}),
        is_pointing_at_class=True,
    ),
)
