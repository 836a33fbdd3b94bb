"""What the form of a training calls the choices of a key. Knows no torch."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CHOICE_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "network.frozen/none": "Nothing",
        "network.frozen/features": "All but the head",
        "head.pooling/own": "The network's own",
        "head.pooling/average": "Average",
        "head.pooling/flatten": "Flatten",
        "balance.method/none": "Leave them",
        "balance.method/class_weights": "Weigh classes",
        "balance.method/resample": "Over- and undersample",
        "balance.method/project": "As the project's split has it",
        "loss.name/cross_entropy": "Cross-entropy",
        "loss.name/focal": "Focal",
        "loss.name/expected_grade": "Cross-entropy and expected grade",
        "loss.name/soft_kappa": "Cross-entropy and soft kappa",
        "optimiser.name/adam": "Adam",
        "optimiser.name/adamw": "AdamW",
        "optimiser.name/sgd": "SGD with Nesterov",
        "schedule.name/constant": "Constant",
        "schedule.name/cosine": "Cosine",
        "schedule.name/plateau": "Plateau",
        "stopping.metric/quadratic_weighted_kappa": "Quadratic weighted kappa",
        "stopping.metric/accuracy": "Accuracy",
        "stopping.metric/balanced_accuracy": "Balanced accuracy",
        "stopping.metric/loss": "Loss",
        "run.precision/32": "32 bits",
        "run.precision/bf16": "bf16, mixed",
        "run.precision/fp16": "fp16, mixed",
        "preparation.normalisation/imagenet": "ImageNet's",
        "preparation.normalisation/half": "-1 to 1",
        "preparation.normalisation/unit": "0 to 1",
        "machine.device/auto": "Automatic",
        "machine.device/cpu": "Processor",
        "machine.device/cuda": "CUDA card",
        "preparation.recipe/stretch": "Stretch the whole photograph",
        "preparation.recipe/centre": "The middle",
        "preparation.recipe/imagenet": "The middle, as ImageNet's networks",
        "preparation.recipe/plain": "Square around the fundus",
        "preparation.recipe/local-mean": "Less local mean, masked",
        "preparation.recipe/vincenzi": "Less local mean (Vincenzi)",
        "preparation.recipe/casini": "Lightness equalised (Casini)",
    }
)
"""What the form calls a choice, by "table.key/value"; others are shown as they are."""
