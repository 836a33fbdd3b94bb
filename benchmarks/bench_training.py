"""Training: images a second against the same step on a batch that stays in memory, and against torchvision's recipe.

The ceiling is the step alone (forward, loss, backward, optimiser) on one batch that never changes, with the same
network, precision and memory layout. torchvision's recipe is the one of its tutorials: ImageFolder with its transforms
on the photographs as they are, DataLoader with workers, float32, contiguous tensors, an optimiser of many small steps.
The photographs are rendered on the spot; the first epoch, in which ours are prepared, is not counted, for theirs no
epoch is any better than another. Everything is measured in turns, in one run. Where there is a CUDA card, the same is
measured with ResNet50 at 512 pixels in bf16.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder
from torchvision.models import get_model

from core.memory import keep_freed_memory
from core.training.observer import BatchDone, Observer
from core.training.run import train
from core.training.settings import (
    AugmentationSettings,
    DataSettings,
    Device,
    MachineSettings,
    NetworkSettings,
    OptimiserSettings,
    Precision,
    PreparationSettings,
    RunSettings,
    ScheduleSettings,
    SplitSettings,
    TrainingSettings,
    WatchSettings,
)

CLASSES = 5
AUGMENTATION = AugmentationSettings(
    horizontal_flip=True, vertical_flip=True, rotation_degrees=30.0, zoom=0.1, brightness=0.1, contrast=0.1
)


@dataclass(frozen=True)
class Case:
    """What is trained: `photographs` of `photograph_px`, an input of `size`, so many rounds."""

    title: str
    architecture: str
    size: int
    batch: int
    photographs: int
    photograph_px: int
    precision: Precision
    device: str
    rounds: int


def main() -> None:
    """Measure on the processor, and on the card where there is one."""
    keep_freed_memory()
    torch.set_num_threads(1 if "OMP_NUM_THREADS" in os.environ else torch.get_num_threads())
    cases = [
        Case("MobileNetV2, 224 px, 32 bits", "mobilenet_v2", 224, 16, 96, 1024, Precision.FLOAT32, "cpu", 3),
    ]
    if has_bfloat16():
        cases.append(replace(cases[0], title="MobileNetV2, 224 px, bf16", precision=Precision.BFLOAT16))
    if torch.cuda.is_available():
        cases.append(
            Case("ResNet50, 512 px, bf16, CUDA", "resnet50", 512, 64, 2048, 1536, Precision.BFLOAT16, "cuda", 3)
        )
    else:
        print("no CUDA card: ResNet50 at 512 px in bf16 is left out")
    for case in cases:
        with tempfile.TemporaryDirectory() as place:
            measure(case, Path(place))


def has_bfloat16() -> bool:
    """Whether the processor computes in bfloat16 by itself."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


def measure(case: Case, place: Path) -> None:
    """Print the three figures of a case and their ratios."""
    folder = write_photographs(case, place / "photographs")
    clock = time.perf_counter if case.device == "cuda" else time.process_time
    ours, ceilings, theirs = [], [], []
    for number in range(case.rounds):
        ours.append(our_rate(case, folder, place / f"run {number}", place / "cache", clock))
        ceilings.append(ceiling(case, clock))
        theirs.append(recipe_rate(case, folder))
    mine, most, other = (statistics.median(values) for values in (ours, ceilings, theirs))
    unit = "second" if case.device == "cuda" else "second of processor time"
    print(f"{case.title}, batches of {case.batch}, images a {unit}:")
    print(f"  trainer {mine:.1f}, the step alone {most:.1f}: {100 * mine / most:.0f} %")
    print(f"  torchvision's recipe {other:.1f}: the trainer is {mine / other:.2f} times as fast")


def write_photographs(case: Case, folder: Path) -> Path:
    """Noise with a disc in class folders, as JPEG: what it costs to decode is what matters."""
    random = np.random.default_rng(0)
    side = case.photograph_px
    for number in range(case.photographs):
        pixels = cv2.resize(random.integers(0, 255, (side // 8, side // 8, 3), np.uint8), (side, side))
        place = folder / f"class {number % CLASSES}"
        place.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(place / f"{number}.jpg"), pixels)
    return folder


class Stopwatch(Observer):
    """Times all steps but those of the first epoch and the first one after it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._start: float | None = None
        self.steps = 0
        self.seconds = 0.0

    def batch(self, event: BatchDone) -> None:
        """A step of any epoch but the first counts, from the end of the one before it.

        A step is told of once the next one is computed, the last of an epoch at once: that one does not count.
        """
        if event.batch == event.batches:
            return
        if event.epoch == 1 or event.batch == 1:
            self._start = self._clock()
            return
        now = self._clock()
        if self._start is not None:
            self.seconds += now - self._start
            self.steps += 1
        self._start = now


def our_rate(case: Case, folder: Path, out: Path, cache: Path, clock: Callable[[], float]) -> float:
    """Images a second of the trainer, with augmentation, once the photographs are prepared."""
    settings = TrainingSettings(
        data=DataSettings(source=str(folder)),
        split=SplitSettings(validation=0.0),
        preparation=PreparationSettings(size=case.size),
        network=NetworkSettings(architecture=f"torchvision/{case.architecture}"),
        augmentation=AUGMENTATION,
        optimiser=OptimiserSettings(learning_rate=1e-4),
        schedule=ScheduleSettings(warm_up_epochs=0.0),
        run=RunSettings(epochs=2, batch_size=case.batch, precision=case.precision, checkpoint_minutes=0.0),
        watch=WatchSettings(attention=False),
        machine=MachineSettings(
            device=Device(case.device), cache=str(cache), workers=4 if case.device == "cuda" else 1
        ),
    )
    watch = Stopwatch(clock)
    train(settings, out, observer=watch)
    return watch.steps * case.batch / watch.seconds


def ceiling(case: Case, clock: Callable[[], float]) -> float:
    """Images a second of the same step on one batch that stays where it is."""
    module, optimiser = network(case, is_fused=True)
    images = torch.rand(case.batch, 3, case.size, case.size, device=case.device).to(memory_format=torch.channels_last)
    labels = torch.arange(case.batch, device=case.device) % CLASSES
    kind = torch.bfloat16 if case.precision is Precision.BFLOAT16 else torch.float32
    with torch.autocast(case.device, kind, enabled=case.precision is not Precision.FLOAT32):
        return steps_a_second(lambda: step(module, optimiser, images, labels), case, clock) * case.batch


def network(case: Case, *, is_fused: bool) -> tuple[nn.Module, torch.optim.Optimizer]:
    """The network in training, and its optimiser."""
    module = get_model(case.architecture, weights=None, num_classes=CLASSES).to(case.device).train()
    if is_fused:
        module = module.to(memory_format=torch.channels_last)
    return module, torch.optim.AdamW(module.parameters(), lr=1e-4, fused=is_fused)


def step(module: nn.Module, optimiser: torch.optim.Optimizer, images: torch.Tensor, labels: torch.Tensor) -> None:
    """Forward, loss, backward, optimiser."""
    optimiser.zero_grad()
    nn.functional.cross_entropy(module(images).float(), labels).backward()
    optimiser.step()


def steps_a_second(work: Callable[[], None], case: Case, clock: Callable[[], float], count: int = 5) -> float:
    """How often a second `work` is done, after two turns to warm up."""
    for _ in range(2):
        work()
    synchronise(case)
    start = clock()
    for _ in range(count):
        work()
    synchronise(case)
    return count / (clock() - start)


def synchronise(case: Case) -> None:
    """Wait for the card."""
    if case.device == "cuda":
        torch.cuda.synchronize()


def recipe_rate(case: Case, folder: Path) -> float:
    """Images a second of torchvision's recipe with the same changes, its workers' processor time counted in."""
    preparing = transforms.Compose(
        [
            transforms.Resize((case.size, case.size)),
            transforms.RandomHorizontalFlip(),
            transforms.RandomVerticalFlip(),
            transforms.RandomAffine(30, scale=(0.9, 1.1)),
            transforms.ColorJitter(brightness=0.1, contrast=0.1),
            transforms.ToTensor(),
            transforms.Normalize((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
        ]
    )
    module, optimiser = network(case, is_fused=False)
    on_card = case.device == "cuda"
    data = ImageFolder(folder, preparing)
    loader = DataLoader(
        data,
        case.batch,
        shuffle=True,
        num_workers=4 if on_card else 0,
        multiprocessing_context="spawn" if on_card else None,
    )
    clock = time.perf_counter if on_card else time.process_time
    batches: Iterator[tuple[torch.Tensor, torch.Tensor]] = iter(loader)
    images, labels = next(batches)
    step(module, optimiser, images.to(case.device), labels.to(case.device))
    synchronise(case)
    start, count = clock(), 0
    for images, labels in batches:
        step(module, optimiser, images.to(case.device), labels.to(case.device))
        count += len(images)
    synchronise(case)
    return count / (clock() - start)
