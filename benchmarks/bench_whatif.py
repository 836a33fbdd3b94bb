"""What a what-if stroke costs, from the edited photograph to the probabilities, against a whole pass of the network.

A small brush paints dab after dab on a photograph of 1411 x 1411 pixels that is cropped, resized to 224 x 224 and read
by each network. Times are of the processor, medians, in one run: ratios can be compared, seconds depend on the machine.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import cv2
import numpy as np
import torch

from core.explain.edits.asking import EditedSubject
from core.explain.edits.canvas import Canvas
from core.explain.edits.edit import Edit, EditKind
from core.explain.edits.editlist import EditList
from core.explain.edits.shapes import Stroke
from core.images.photograph import ImageId, Photograph
from core.images.preparation import Normalisation, recipe
from core.networks.analysis import layer_table
from core.networks.architectures import build
from core.networks.card import ModelCard, ModelId
from core.networks.loaded import LoadedModel

ARCHITECTURES = ("torchvision/vgg16", "torchvision/resnet50", "torchvision/squeezenet1_1", "torchvision/mobilenet_v2")
SIDE_PX = 1411
RADIUS_PX = 30.0
STROKES = 15
CLASSES = ("No DR", "Mild", "Moderate", "Severe", "Proliferative")
LIMIT = 0.25
"""Of a whole pass: what a small stroke on VGG16 may cost."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processor: a whole pass, a stroke's pixels, and its answer (preparation and network)."""

    whole: float
    pixels: float
    answer: float


def measure(architecture: str, photograph: Photograph) -> Cost:
    """The cost of strokes on one network."""
    model = _model(architecture)
    subject, canvas = EditedSubject(model, photograph), Canvas(photograph)
    image = subject.input()
    with torch.no_grad():
        whole = statistics.median(_seconds(lambda: model.module(image)) for _ in range(5))
    edits, pixels, answers = EditList.of(photograph), [], []
    for number in range(STROKES):
        start = (400.0 + 40 * number, 500.0 + 25 * number)
        stroke = Stroke((start, (start[0] + 12, start[1] + 8)), RADIUS_PX)
        edits = edits.added(Edit(EditKind.INPAINT, stroke, feather_px=8.0))
        began = time.process_time()
        retouch = canvas.show(edits)
        pixels.append(time.process_time() - began)
        answers.append(_seconds(lambda retouch=retouch: subject.ask(retouch)))
    return Cost(whole, statistics.median(pixels), statistics.median(answers))


def main() -> None:
    """Print a table."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    photograph = _photograph()
    print("| network | whole pass, ms | pixels of a stroke, ms | answer to a stroke, ms | of a whole pass |")
    print("|---|---|---|---|---|")
    for architecture in ARCHITECTURES:
        cost = measure(architecture, photograph)
        figures = [1000 * cost.whole, 1000 * cost.pixels, 1000 * cost.answer]
        share = cost.answer / cost.whole
        verdict = f" (limit {LIMIT:.0%})" if architecture == ARCHITECTURES[0] else ""
        print(f"| {architecture} | " + " | ".join(f"{figure:.1f}" for figure in figures) + f" | {share:.0%}{verdict} |")


def _model(architecture: str) -> LoadedModel:
    torch.manual_seed(0)
    module = build(architecture, {}, len(CLASSES), is_initialised=True).eval().requires_grad_(requires_grad=False)
    preparation = recipe("plain", input_size=224, normalisation=Normalisation.IMAGENET)
    card = ModelCard(name="bench", architecture=architecture, class_names=CLASSES, preparation=preparation)
    table = layer_table(module, preparation.output_size)
    return LoadedModel(ModelId("0" * 64), Path("bench"), card, module, table, torch.device("cpu"))


def _photograph() -> Photograph:
    generator = np.random.default_rng(1)
    pixels = np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8)
    cv2.circle(pixels, (SIDE_PX // 2, SIDE_PX // 2), SIDE_PX // 2 - 20, (190, 90, 40), -1)
    noise = generator.normal(0, 6, (SIDE_PX, SIDE_PX, 1))
    pixels = np.where(pixels.any(2, keepdims=True), np.clip(pixels + noise, 0, 255), 0).astype(np.uint8)
    pixels.flags.writeable = False
    return Photograph(ImageId("0" * 64), Path("bench"), pixels, "PNG", "RGB", 8)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
