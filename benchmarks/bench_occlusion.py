"""Occlusion by local evaluation against captum's, in ratios: on one thread of the CPU, or on a GPU.

captum is given its best batch size of those tried, measured on some windows and taken for all; ours is the whole sweep,
with what comes before it: following the network, its weights made ready, and the comparison with one whole pass. Both
use the same window, stride and fill, and their maps are compared. `limit` is what counting multiplications allows. The
progressive line is of a sweep that somebody watches, which takes a first look besides.

On the CPU times are of the processor. With `--device cuda` times are those of the clock between two synchronisations,
everything is measured in single and in half precision, and peak memory is told. `--share` of less than 1 sweeps a part
of the windows only, where time is short.
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
from torch import Tensor, nn

from core.explain.agreement import spearman
from core.explain.case import Case, Finding
from core.explain.changes import Asked, Part
from core.explain.forward_pass import ForwardPass
from core.explain.occlusion import occlusion
from core.explain.occlusion_grid import Windows, grid_over
from core.explain.params import Fill, OcclusionParams
from core.explain.query import ChannelTarget, ClassTarget, Method, Query
from core.explain.windows.brush import WhatIf
from core.explain.windows.channels import channel_gradients
from core.explain.windows.counting import limit
from core.explain.windows.following import followed
from core.explain.windows.places import Place, Span
from core.explain.windows.sweep import LocalSweep
from core.images.photograph import ImageId
from core.jobs import CancelToken
from core.memory import keep_freed_memory
from core.networks.analysis import layer_table
from core.networks.card import ModelId

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
BATCHES = {"cpu": (1, 4, 8), "cuda": (8, 32, 128)}
DEVICE = torch.device(os.environ.get("FUNDUSCOPE_BENCH_DEVICE", "cpu"))
PRECISIONS = {"cpu": (torch.float32,), "cuda": (torch.float32, torch.float16)}
ENOUGH = 0.95
"""The rank correlation that a progressive map is to reach."""
SHARE = float(os.environ.get("FUNDUSCOPE_BENCH_SHARE", "1"))


def main() -> None:
    """Print the ratios that the program promises."""
    keep_freed_memory()
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        for precision in PRECISIONS[DEVICE.type]:
            if DEVICE.type == "cuda":
                print(f"{torch.cuda.get_device_name(DEVICE)}, {precision}", flush=True)
            for name, side, window, stride in CASES:
                against_captum(name, side, window, stride, precision)
            all_channels(precision)
            channels_by_maximum(precision)
            strokes(precision)
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


def case_of(module: nn.Module, side: int, precision: torch.dtype = torch.float32) -> Case:
    """The network before noise, on the device that is measured."""
    image = torch.randn(1, 3, side, side, generator=torch.Generator().manual_seed(1)).to(DEVICE, precision)
    module = module.to(DEVICE, precision)
    forward = ForwardPass.run(module, image, layer_table(module, (side, side)), token=CancelToken())
    return Case(module, forward, (0.5,) * 3, (0.25,) * 3, CancelToken())


def seconds(work: Callable[[], object]) -> float:
    """The time of one call."""
    started = now()
    work()
    return now() - started


def now() -> float:
    """Processor time, or on a GPU that of the clock once it has done all that it was told."""
    if DEVICE.type != "cuda":
        return time.process_time()
    torch.cuda.synchronize(DEVICE)
    return time.perf_counter()


def forget_peak() -> None:
    """Begin to watch the GPU's memory anew."""
    if DEVICE.type == "cuda":
        torch.cuda.reset_peak_memory_stats(DEVICE)


def peak() -> str:
    """The most memory that the GPU held since."""
    if DEVICE.type != "cuda":
        return ""
    return f" (peak {torch.cuda.max_memory_allocated(DEVICE) / 2**20:.0f} MiB)"


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


def against_captum(name: str, side: int, window: int, stride: int, precision: torch.dtype) -> None:
    """One sweep of all windows for all classes, beside captum's for one class."""
    case = case_of(network(name), side, precision)
    params = OcclusionParams(window=window, stride=stride, fill=Fill.ZERO)
    windows = Windows(case, grid_over((side, side), params), params.fill)
    numbers = chosen(len(windows.parts))
    some, sweep = Some(windows, numbers), LocalSweep()
    answers: dict[int, Tensor] = {}
    forget_peak()
    started = now()
    for found, values in sweep(case, some, Asked()):
        answers.update(zip(found, values.cpu(), strict=True))
    ours, our_peak = (now() - started) / len(numbers), peak()
    forget_peak()
    peers = {batch: captum_seconds(case, batch) for batch in BATCHES[DEVICE.type]}
    best, their_peak = min(peers, key=peers.__getitem__), peak()
    allowed = limit(followed(case, None), place_of(some.parts, side))
    ratio = peers[best] / ours
    worst = difference(case, windows, numbers, answers)
    print(
        f"{name} {side} x {side}, window {window}, stride {stride}: captum {1000 * peers[best]:.1f} ms a window "
        f"({best} at a time){their_peak}, ours {1000 * ours:.2f} ms{our_peak}: "
        f"{ratio:.1f} times faster; limit {allowed:.1f}, of which "
        f"{100 * ratio / allowed:.0f} %; largest difference {worst:.0e} of the map's range{noted(sweep)}",
        flush=True,
    )
    if SHARE == 1:
        progressive(case, peers[best] * len(numbers), params)


def noted(sweep: LocalSweep) -> str:
    """What the sweep said of itself."""
    return f" ({' '.join(sweep.notes)})" if sweep.notes else ""


def place_of(parts: Sequence[Part], side: int) -> Place:
    """The windows as rectangles."""
    edges = np.array([(part.top, part.bottom, part.left, part.right) for part in parts], np.int64)
    return Place(Span(edges[:, 0], edges[:, 1], side), Span(edges[:, 2], edges[:, 3], side))


def captum_seconds(case: Case, batch: int) -> float:
    """Captum's processor time a window, of few windows that are large: what a window costs depends on no size."""
    peer, image = Occlusion(case.module), case.image
    size = int(image.shape[2]) // 3
    count = grid_over((image.shape[2], image.shape[3]), OcclusionParams(window=size, stride=size)).shape

    def run() -> None:
        peer.attribute(image, (3, size, size), target=0, strides=(3, size, size), perturbations_per_eval=batch)

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
            expected.append((whole - module(hidden))[0].cpu())
            found.append((case.forward.logits.detach().double().cpu() - answers[index].double().cpu())[0])
    reference, ours = torch.stack(expected), torch.stack(found)
    return float((ours - reference).abs().max() / (reference.max() - reference.min()))


def network_in_double(module: nn.Module) -> nn.Module:
    """A copy in double precision."""
    return copy.deepcopy(module).double()


def progressive(case: Case, captum: float, params: OcclusionParams) -> None:
    """When the picture that sharpens ranks positions as the whole map does, and what watching costs."""
    seen: list[tuple[float, np.ndarray]] = []
    started = now()

    def look(part: Finding) -> None:
        if part.estimate is not None:
            seen.append((now() - started, part.estimate))

    watched = Case(case.module, case.forward, case.mean, case.std, CancelToken(), partial=look)
    target = ClassTarget(int(case.forward.logits.argmax()))
    query = Query(ImageId("0" * 64), ModelId("0" * 64), Method.OCCLUSION, target, None, params)
    exact = occlusion(watched, query).map
    whole = now() - started
    if not seen:
        print(f"  watched: the exact map at once, after 1/{captum / whole:.1f} of captum's time", flush=True)
        return
    ranks = [(spent, spearman(guess.ravel().astype(float), exact.ravel().astype(float))) for spent, guess in seen]
    reached = next((spent for spent, rank in ranks if rank >= ENOUGH), whole)
    at_twentieth = max((rank for spent, rank in ranks if spent <= captum / 20), default=float("nan"))
    print(
        f"  watched: first picture after {ranks[0][0]:.2f} s, rank correlation {ENOUGH} after 1/{captum / reached:.1f} "
        f"of captum's time ({at_twentieth:.2f} at 1/20), the exact map after 1/{captum / whole:.1f}",
        flush=True,
    )


def all_channels(precision: torch.dtype) -> None:
    """The maps of all channels of VGG16's fourth pooling on 512 x 512, against one pass a window and channel."""
    case = case_of(network("vgg16"), 512, precision)
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


def channels_by_maximum(precision: torch.dtype) -> None:
    """Saliency of all 256 channels of VGG16's features.16 on 512 x 512, against a backward pass a channel."""
    case = case_of(network("vgg16"), 512, precision)
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


def strokes(precision: torch.dtype) -> None:
    """A stroke of a brush of 16 pixels on the 224 x 224 VGG16, against a whole pass."""
    module = network("vgg16").to(DEVICE, precision)
    image = torch.randn(1, 3, 224, 224, generator=torch.Generator().manual_seed(1)).to(DEVICE, precision)
    brush, token = WhatIf(module, image), CancelToken()
    with torch.no_grad():
        whole = statistics.median(seconds(lambda: module(image)) for _ in range(5))
    spent = []
    for step in range(12):
        part = Part(80 + 5 * step, 90 + 3 * step, 96 + 5 * step, 106 + 3 * step)
        content = torch.zeros(3, 16, 16).to(image)
        spent.append(seconds(lambda part=part, content=content: brush.change(part, content, token=token)))
    stroke = statistics.median(spent)
    print(
        f"vgg16 224 x 224, one stroke: {1000 * stroke:.0f} ms, {100 * stroke / whole:.0f} % of a whole pass", flush=True
    )
