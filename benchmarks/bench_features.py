"""Features: the pass for the strongest photographs against a bare forward pass, saliency of all channels of a VGG16,
many exemplars against one a time, and how long a frame takes while a grid of tiles is scrolled.

Both passes read the same prepared photographs from memory, so that what is compared is the network and the search. The
figures are ratios of processor time in one run, on one thread of the CPU, of the median of some rounds in turn.
"""

from __future__ import annotations

import gc
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torchvision
from torch import Tensor, nn

from core.explain.capture import seen_outputs
from core.explain.case import Case
from core.explain.forward_pass import ForwardPass
from core.explain.targets import ChannelTarget
from core.explain.windows.channels import channel_gradients
from core.features.exemplar_params import ExemplarParams
from core.features.exemplars import channel_exemplars
from core.features.followers import followers_of
from core.features.strongest import COUNT, ready_for
from core.features.tops import Tops
from core.images.preparation import Normalisation, recipe
from core.jobs import CancelToken
from core.memory import keep_freed_memory
from core.networks.card import ModelCard
from core.networks.files import load_model, save_model
from core.networks.layers import Layer, LayerTable
from core.networks.loaded import LoadedModel

NETWORKS = (("squeezenet1_1", 384, 24), ("mobilenet_v2", 224, 48))
"""Architecture, side of the input, and how many batches."""
BATCH, ROUNDS = 8, 3
CPU = torch.device("cpu")
CHANNELS, STEPS = 64, 16
TILES, FRAMES, PAGES = (512, 4096), 300, 4
POOLINGS = ("features.4", "features.9", "features.16", "features.23", "features.30")
"""Of a VGG16: with 64, 128, 256, 512 and 512 channels."""
VGG_SIDE, MAPS_A_CHANNEL, SAMPLE, WHOLE_SAMPLE = 512, 9, 16, 2


def main() -> None:
    """Print the ratios."""
    keep_freed_memory()
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        for name, side, count in NETWORKS:
            with tempfile.TemporaryDirectory() as folder:
                model = network(name, side, Path(folder))
                strongest_against_forward(name, model, side, count)
        saliency_of_all_channels()
        exemplars_at_once()
        scrolling()
    finally:
        torch.set_num_threads(threads)


def network(name: str, side: int, folder: Path) -> LoadedModel:
    """The architecture with random weights: what is measured does not depend on them."""
    torch.manual_seed(0)
    card = ModelCard(
        name=name,
        architecture=f"torchvision/{name}",
        class_names=("a", "b", "c", "d", "e"),
        preparation=recipe("stretch", input_size=side, normalisation=Normalisation.IMAGENET),
    )
    module: nn.Module = getattr(torchvision.models, name)(num_classes=5)
    save_model(folder / "model.safetensors", module, card)
    return load_model(folder / "model.safetensors")


def strongest_against_forward(name: str, model: LoadedModel, side: int, count: int) -> None:
    """The search in all layers at once, as a share of the speed of the network alone."""
    generator = torch.Generator().manual_seed(1)
    batches = [torch.randn((BATCH, 3, side, side), generator=generator) for _ in range(count)]

    def plain(prepare: Callable[[Tensor], Tensor] = lambda batch: batch) -> None:
        with torch.inference_mode():
            for batch in batches:
                model.module(prepare(batch))

    def searching() -> None:
        followers = followers_of(model.module, model.layers, CPU)
        tops = Tops(model.layers, followers, COUNT, batch=BATCH, device=CPU)

        def see(layer: Layer, _part: object, _given: object, output: Tensor) -> None:
            tops.see(layer, output)

        for number, batch in enumerate(batches):
            with torch.inference_mode(), seen_outputs(model.module, tops.leading, see, CancelToken()):
                model.module(ready_for(CPU, batch))
            tops.merge(range(number * BATCH, (number + 1) * BATCH))
        tops.results()

    plain_s, reordered_s, searching_s = in_turn(plain, lambda: plain(partial(ready_for, CPU)), searching)
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name} {side}: strongest units of {len(model.layers)} layers at {plain_s / searching_s:.2f} of the speed of "
        f"a bare forward pass, {reordered_s / searching_s:.2f} of one with the order in memory that the search uses "
        f"({BATCH * count / searching_s:.1f} photographs a second and core; peak {peak_mib:.0f} MiB)"
    )


def saliency_of_all_channels() -> None:
    """Nine saliency maps for every channel of the poolings of a VGG16 at 512 x 512: some measured, the rest by number.

    Kalmeijer 2016, section 4.5, took hours for them on a GPU. Beside it what a backward pass through the whole network
    takes for each. The forward passes are one a photograph, and not counted.
    """
    generator = torch.Generator().manual_seed(2)
    image = torch.randn((1, 3, VGG_SIDE, VGG_SIDE), generator=generator)
    with tempfile.TemporaryDirectory() as folder:
        model = network("vgg16", VGG_SIDE, Path(folder))
        table = LayerTable(tuple(model.layers[name] for name in POOLINGS), model.layers.input_size)
        forward = ForwardPass.run(model.module, image, table, token=CancelToken())
        case = Case(model.module, forward, model.card.mean, model.card.std, CancelToken())
        local_s = plain_s = 0.0
        maps = 0
        for name in POOLINGS:
            count = model.layers[name].shape[0]
            wanted = [number * count // SAMPLE for number in range(SAMPLE)]
            # Writing the network down is done once a photograph, however many channels are asked for.
            list(channel_gradients(case, name, wanted[:1]))  # the first time takes longer
            once_s = _seconds(lambda name=name, wanted=wanted: list(channel_gradients(case, name, wanted[:1])))
            all_s = _seconds(lambda name=name, wanted=wanted: list(channel_gradients(case, name, wanted)))
            a_map_s = (all_s - once_s) / (SAMPLE - 1)
            targets = [ChannelTarget(name, channel) for channel in wanted[:WHOLE_SAMPLE]]
            whole_s = _seconds(
                lambda targets=targets: [forward.input_gradient(each, token=CancelToken()) for each in targets]
            ) / len(targets)
            local_s, plain_s = local_s + MAPS_A_CHANNEL * count * a_map_s, plain_s + MAPS_A_CHANNEL * count * whole_s
            maps += MAPS_A_CHANNEL * count
            print(f"  {name}: {1e3 * a_map_s:.0f} ms a map, {1e3 * whole_s:.0f} ms by a backward pass through all")
    print(
        f"vgg16 {VGG_SIDE}: {maps} saliency maps of the {len(POOLINGS)} poolings, extrapolated from {SAMPLE} a layer: "
        f"{local_s / 3600:.2f} hours on one core, {plain_s / 3600:.2f} by whole backward passes "
        f"({plain_s / local_s:.1f} times as long)"
    )


def _seconds(work: Callable[[], object]) -> float:
    start_s = time.process_time()
    work()
    return time.process_time() - start_s


def exemplars_at_once() -> None:
    """Exemplars of many channels in one batch against one at a time, the same steps."""
    with tempfile.TemporaryDirectory() as folder:
        model = network("squeezenet1_1", 224, Path(folder))
        layer, params = "features.9.expand3x3", ExemplarParams(steps=STEPS, patience=0)
        start_s = time.process_time()
        channel_exemplars(model, layer, range(CHANNELS), params)
        together_s = time.process_time() - start_s
        few = 4
        start_s = time.process_time()
        for channel in range(few):
            channel_exemplars(model, layer, [channel], params)
        alone_s = (time.process_time() - start_s) * CHANNELS / few
    print(
        f"exemplars of {CHANNELS} channels of {layer} at once: {alone_s / together_s:.1f} times faster than one at a "
        f"time ({few} measured), {together_s / STEPS * 1e3:.0f} ms a step for all"
    )


def scrolling() -> None:
    """A frame of a grid while it is scrolled from end to end and page by page, painted without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    for count in TILES:
        for name, across in (("maps", 1), ("rows of 9 patches", 9)):
            slowly_s, by_pages_s = (_scrolled(app, count, across, frames) for frames in (FRAMES, PAGES))
            print(
                f"scrolling {count} {name}: {statistics.median(slowly_s) * 1e3:.1f} ms a frame, the slowest of "
                f"{len(slowly_s)} {max(slowly_s) * 1e3:.1f} ms; by pages, none of which was painted before, "
                f"{statistics.median(by_pages_s) * 1e3:.1f} and {max(by_pages_s) * 1e3:.1f} ms "
                "(60 frames a second leave 16.7 ms)"
            )


def _scrolled(app: Any, count: int, across: int, frames: int) -> list[float]:
    """The processor seconds of each frame of a new grid of `count` tiles; the first, which opens it, does not count."""
    from PySide6.QtGui import QPixmap

    from desktop.widgets.features.tile_grid import TileGrid
    from desktop.widgets.features.tiles import ArrayTiles, PatchTiles, Tiles

    random = np.random.default_rng(0)
    captions = [f"up to {number / 7:.3g}" for number in range(count)]
    tiles: Tiles
    if across == 1:
        values = random.random((count, 56, 56), np.float32)
        tiles = ArrayTiles(range(count), captions, (values * 255).astype(np.uint8), values)
    else:
        tiles = PatchTiles(range(count), captions, np.ones((count, across), np.float32))
        patch = random.integers(0, 256, (96, 96, 3), np.uint8)
        tiles.take({(number, rank): patch for number in range(min(count, 333)) for rank in range(across)})
    grid = TileGrid()
    grid.resize(1000, 760)
    grid.setTiles(tiles)
    grid.show()
    app.processEvents()
    canvas, bar, frames_s = QPixmap(grid.viewport().size()), grid.verticalScrollBar(), []
    steps = np.linspace(0, bar.maximum(), frames) if frames > PAGES else np.arange(1, frames) * 1.0 * bar.pageStep()
    gc.collect()
    for value in steps[1:].astype(int):
        start_s = time.process_time()
        bar.setValue(int(value))
        grid.viewport().render(canvas)
        frames_s.append(time.process_time() - start_s)
    grid.close()
    return frames_s


def in_turn(*works: Callable[[], None]) -> tuple[float, ...]:
    """The median processor seconds of each, run in turn after one round that does not count."""
    seconds: list[list[float]] = [[] for _ in works]
    for number in range(ROUNDS + 1):
        for work, kept in zip(works, seconds, strict=True):
            start_s = time.process_time()
            work()
            if number:
                kept.append(time.process_time() - start_s)
    return tuple(statistics.median(each) for each in seconds)
