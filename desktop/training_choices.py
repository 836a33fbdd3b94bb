"""What the form of a training calls the choices of a key. Knows no torch."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop.translation import mark

CHOICE_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "network.frozen/none": mark("Nothing"),
        "network.frozen/features": mark("All but the head"),
        "head.pooling/own": mark("The network's own"),
        "head.pooling/average": mark("Average"),
        "head.pooling/flatten": mark("Flatten"),
        "balance.method/none": mark("Leave them"),
        "balance.method/class_weights": mark("Weigh classes"),
        "balance.method/resample": mark("Over- and undersample"),
        "balance.method/project": mark("As the project's split has it"),
        "loss.name/cross_entropy": mark("Cross-entropy"),
        "loss.name/focal": mark("Focal"),
        "loss.name/expected_grade": mark("Cross-entropy and expected grade"),
        "loss.name/soft_kappa": mark("Cross-entropy and soft kappa"),
        "optimiser.name/adam": mark("Adam"),
        "optimiser.name/adamw": "AdamW",
        "optimiser.name/sgd": mark("SGD with Nesterov"),
        "schedule.name/constant": mark("Constant"),
        "schedule.name/cosine": mark("Cosine"),
        "schedule.name/plateau": mark("Plateau"),
        "stopping.metric/quadratic_weighted_kappa": mark("Quadratic weighted kappa"),
        "stopping.metric/accuracy": mark("Accuracy"),
        "stopping.metric/balanced_accuracy": mark("Balanced accuracy"),
        "stopping.metric/loss": mark("Loss"),
        "run.precision/32": mark("32 bits"),
        "run.precision/bf16": mark("bf16, mixed"),
        "run.precision/fp16": mark("fp16, mixed"),
        "preparation.normalisation/imagenet": mark("ImageNet's"),
        "preparation.normalisation/half": mark("-1 to 1"),
        "preparation.normalisation/unit": mark("0 to 1"),
        "machine.device/auto": mark("Automatic"),
        "machine.device/cpu": mark("Processor"),
        "machine.device/cuda": mark("CUDA card"),
        "preparation.recipe/stretch": mark("Stretch the whole photograph"),
        "preparation.recipe/centre": mark("The middle"),
        "preparation.recipe/imagenet": mark("The middle, as ImageNet's networks"),
        "preparation.recipe/plain": mark("Square around the fundus"),
        "preparation.recipe/local-mean": mark("Less local mean, masked"),
        "preparation.recipe/vincenzi": mark("Less local mean (Vincenzi)"),
        "preparation.recipe/casini": mark("Lightness equalised (Casini)"),
    }
)
"""What the form calls a choice, by "table.key/value"; others are shown as they are."""
