"""Occlusion by local evaluation against captum's, on one thread of the CPU, in ratios of processor time.

captum is given its best batch size of those tried, measured on some windows and taken for all; ours is the whole sweep,
with what comes before it: following the network, its weights made ready, and the comparison with one whole pass. Both
use the same window, stride and fill, and their maps are compared. `limit` is what counting multiplications allows.
Set FUNDUSCOPE_BENCH_SHARE to less than 1 to sweep a part of the windows only, where time is short.
"""

from __future__ import annotations

import copy
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torchvision
from captum.attr import Occlusion
from scipy.stats import spearmanr
from torch import Tensor, nn

from core.explain.case import Case
from core.explain.changes import Asked, Part
from core.explain.forward_pass import ForwardPass
from core.explain.occlusion_grid import Windows, grid_over
from core.explain.params import Fill, OcclusionParams
from core.explain.query import ChannelTarget
from core.explain.windows.brush import WhatIf
from core.explain.windows.channels import channel_gradients
from core.explain.windows.counting import limit
from core.explain.windows.following import followed
from core.explain.windows.places import Place, Span
from core.explain.windows.sweep import LocalSweep
from core.jobs import CancelToken
from core.memory import keep_freed_memory
from core.networks.analysis import layer_table

CLASSES = 5
CASES = (
    ("vgg16", 224, 16, 8),
    ("vgg16", 224, 11, 8),
    ("resnet50", 224, 16, 8),
    ("mobilenet_v2", 224, 16, 8),
    ("squeezenet1_1", 224, 16, 8),
    ("alexnet", 224, 16, 8),
    ("densenet121", 224, 16, 8),
    ("inception_v3", 299, 16, 8),
    ("efficientnet_b0", 224, 16, 8),
)
BATCHES = (1, 4, 8)
SHARE = float(os.environ.get("FUNDUSCOPE_BENCH_SHARE", "1"))


def main() -> None:
    """Print the ratios that the program promises."""
    keep_freed_memory()
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        for name, side, window, stride in CASES:
            against_captum(name, side, window, stride)
        all_channels()
        channels_by_maximum()
        strokes()
    finally:
        torch.set_num_threads(threads)


def network(name: str) -> nn.Module:
    """The architecture with weights that keep activity of usable size through the depth, as training would."""
    generator = torch.Generator().manual_seed(0)
    options = {"init_weights": False} if name == "inception_v3" else {}
    module: nn.Module = getattr(torchvision.models, name)(weights=None, num_classes=CLASSES, **options)
    for part in module.modules():
        if isinstance(part, (nn.Conv2d, nn.Linear)):
            fan = part.weight[0].numel()
            part.weight.data = torch.randn(part.weight.shape, generator=generator) * (2.0 / fan) ** 0.5
        elif isinstance(part, nn.BatchNorm2d):
            part.running_mean = torch.randn(part.running_mean.shape, generator=generator) * 0.1
            part.running_var = torch.rand(part.running_var.shape, generator=generator) + 0.5
    return module.eval().requires_grad_(requires_grad=False)


def case_of(module: nn.Module, side: int) -> Case:
    """The network before noise."""
    image = torch.randn(1, 3, side, side, generator=torch.Generator().manual_seed(1))
    forward = ForwardPass.run(module, image, layer_table(module, (side, side)), token=CancelToken())
    return Case(module, forward, (0.5,) * 3, (0.25,) * 3, CancelToken())


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    started = time.process_time()
    work()
    return time.process_time() - started


@dataclass
class Some:
    """A share of the windows, spread over all."""

    windows: Windows
    numbers: Sequence[int]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Those windows."""
        return tuple(self.windows.parts[number] for number in self.numbers)

    def content(self, index: int) -> Tensor:
        """What fills them."""
        return self.windows.content(self.numbers[index])


def chosen(count: int) -> list[int]:
    """The windows that are measured."""
    wanted = max(1, round(SHARE * count))
    return sorted(np.random.default_rng(0).permutation(count)[:wanted].tolist())


def against_captum(name: str, side: int, window: int, stride: int) -> None:
    """One sweep of all windows for all classes, beside captum's for one class."""
    module = network(name)
    case = case_of(module, side)
    params = OcclusionParams(window=window, stride=stride, fill=Fill.ZERO)
    windows = Windows(case, grid_over((side, side), params), params.fill)
    numbers = chosen(len(windows.parts))
    some, sweep = Some(windows, numbers), LocalSweep()
    answers: dict[int, Tensor] = {}
    coarse: list[tuple[float, int]] = []
    started = time.process_time()
    for found, values in sweep(case, some, Asked()):
        answers.update(zip(found, values, strict=True))
        coarse.append((time.process_time() - started, len(answers)))
    ours = coarse[-1][0] / len(numbers)
    peers = {batch: captum_seconds(case, batch) for batch in BATCHES}
    best = min(peers, key=peers.__getitem__)
    allowed = limit(followed(case, None), place_of(some.parts, side))
    ratio = peers[best] / ours
    worst = difference(case, windows, numbers, answers)
    print(
        f"{name} {side} x {side}, window {window}, stride {stride}: captum {1000 * peers[best]:.1f} ms a window "
        f"({best} at a time), ours {1000 * ours:.2f} ms: {ratio:.1f} times faster; limit {allowed:.1f}, of which "
        f"{100 * ratio / allowed:.0f} %; largest difference {worst:.0e} of the map's range{noted(sweep)}",
        flush=True,
    )
    if SHARE == 1:
        progressive(case, answers, coarse, peers[best] * len(numbers), params)


def noted(sweep: LocalSweep) -> str:
    """What the sweep said of itself."""
    return f" ({' '.join(sweep.notes)})" if sweep.notes else ""


def place_of(parts: Sequence[Part], side: int) -> Place:
    """The windows as rectangles."""
    edges = np.array([(part.top, part.bottom, part.left, part.right) for part in parts], np.int64)
    return Place(Span(edges[:, 0], edges[:, 1], side), Span(edges[:, 2], edges[:, 3], side))


def captum_seconds(case: Case, batch: int) -> float:
    """Captum's processor time a window, of few windows that are large: what a window costs depends on no size."""
    occlusion, image = Occlusion(case.module), case.image
    size = int(image.shape[2]) // 3
    count = grid_over((image.shape[2], image.shape[3]), OcclusionParams(window=size, stride=size)).shape

    def run() -> None:
        occlusion.attribute(image, (3, size, size), target=0, strides=(3, size, size), perturbations_per_eval=batch)

    return seconds(run) / (count[0] * count[1] + 1)  # captum looks at the whole picture too


def difference(case: Case, windows: Windows, numbers: Sequence[int], answers: dict[int, Tensor]) -> float:
    """The largest difference to whole passes in double precision over some windows, as a share of the map's range."""
    if len(answers) < 2:
        return float("nan")
    module = network_in_double(case.module)
    image = case.image.double()
    with torch.no_grad():
        whole = module(image)
        found, expected = [], []
        for index in np.linspace(0, len(numbers) - 1, min(12, len(numbers))).astype(int).tolist():
            part, hidden = windows.parts[numbers[index]], image.clone()
            hidden[0, :, part.top : part.bottom, part.left : part.right] = 0
            expected.append((whole - module(hidden))[0])
            found.append((case.forward.logits.detach() - answers[index])[0])
    reference, ours = torch.stack(expected), torch.stack(found)
    return float((ours - reference).abs().max() / (reference.max() - reference.min()))


def network_in_double(module: nn.Module) -> nn.Module:
    """A copy in double precision."""
    return copy.deepcopy(module).double()


def progressive(
    case: Case, answers: dict[int, Tensor], coarse: Sequence[tuple[float, int]], captum: float, params: OcclusionParams
) -> None:
    """When the map, filled in between the windows that are known, ranks as the whole one does."""
    side = int(case.image.shape[2])
    grid = grid_over((side, side), params).shape
    order = list(answers)
    exact = np.array([float(answers[number][0]) for number in range(len(order))]).reshape(grid)
    for spent, known in coarse:
        guess = filled(exact, order[:known])
        if spearmanr(guess.ravel(), exact.ravel()).statistic >= 0.95:
            print(f"  rank correlation 0.95 after {known} windows, 1/{captum / spent:.0f} of captum's time", flush=True)
            return


def filled(exact: np.ndarray, known: Sequence[int]) -> np.ndarray:
    """Each position of the map by the known one that is nearest."""
    rows, columns = np.divmod(np.array(known), exact.shape[1])
    grid = np.indices(exact.shape)
    distances = (grid[0][..., None] - rows) ** 2 + (grid[1][..., None] - columns) ** 2
    return exact.ravel()[np.array(known)[distances.argmin(2)]]


def all_channels() -> None:
    """The maps of all channels of VGG16's fourth pooling on 512 x 512, against one pass a window and channel."""
    case = case_of(network("vgg16"), 512)
    layer, params = "features.23", OcclusionParams(window=11, stride=8, fill=Fill.ZERO)
    windows = Windows(case, grid_over((512, 512), params), params.fill)
    numbers = chosen(len(windows.parts))[: max(64, round(SHARE * 256))]
    for target in (None, layer):
        spent = seconds(lambda target=target: drained(LocalSweep()(case, Some(windows, numbers), Asked(target))))
        what = "logits" if target is None else "all 512 channels of features.23"
        print(
            f"vgg16 512 x 512, window 11, stride 8, {what}: {1000 * spent / len(numbers):.1f} ms a window", flush=True
        )


def drained(answers: Iterator[object]) -> None:
    """Let it run to its end."""
    for _ in answers:
        pass


def channels_by_maximum() -> None:
    """Saliency of all 256 channels of VGG16's features.16 on 512 x 512, against a backward pass a channel."""
    case = case_of(network("vgg16"), 512)
    channels = range(256) if SHARE == 1 else range(64)
    ours = seconds(lambda: drained(channel_gradients(case, "features.16", channels))) / len(channels)
    token = CancelToken()
    passes = [
        seconds(lambda k=k: case.forward.input_gradient(ChannelTarget("features.16", k), token=token)) for k in range(3)
    ]
    theirs = statistics.median(passes)
    print(
        f"vgg16 512 x 512, saliency by maximum of {len(channels)} channels of features.16: {1000 * ours:.1f} ms a "
        f"channel, a whole backward pass {1000 * theirs:.0f} ms: {theirs / ours:.0f} times faster",
        flush=True,
    )


def strokes() -> None:
    """A stroke of a brush of 16 pixels on the 224 x 224 VGG16, against a whole pass."""
    module = network("vgg16")
    image = torch.randn(1, 3, 224, 224, generator=torch.Generator().manual_seed(1))
    brush, token = WhatIf(module, image), CancelToken()
    with torch.no_grad():
        whole = statistics.median(seconds(lambda: module(image)) for _ in range(5))
    spent = []
    for step in range(12):
        part = Part(80 + 5 * step, 90 + 3 * step, 96 + 5 * step, 106 + 3 * step)
        content = torch.zeros(3, 16, 16)
        spent.append(seconds(lambda part=part, content=content: brush.change(part, content, token=token)))
    stroke = statistics.median(spent)
    print(
        f"vgg16 224 x 224, one stroke: {1000 * stroke:.0f} ms, {100 * stroke / whole:.0f} % of a whole pass", flush=True
    )
