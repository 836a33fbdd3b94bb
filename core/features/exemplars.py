"""Exemplars: pictures made to excite a channel, or a class, as much as possible.

Erhan et al. 2009 and Kalmeijer 2016, section 3.1.1 with its extension: only the receptive field of one unit is changed,
and only what it sees is computed. The remedies against unreadable pictures are those of Mahendran and Vedaldi 2015
(jitter, total variation), Olah et al. 2017 (frequencies, decorrelated colours, diversity) and Yosinski et al. 2015
(a limited norm).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.errors import ExplainError
from core.explain.capture import outputs_of
from core.explain.scalar import channels as units_of
from core.explain.windows.graph import graph
from core.explain.windows.recording import UnrecordableError, record
from core.explain.windows.units import Units
from core.features.canvas import Canvas, FrequencyCanvas, PixelCanvas
from core.features.exemplar_params import DEFAULT, ExemplarParams, Parametrisation
from core.features.followers import Clipping, followers_of
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.layers import Layer, LayerTable, Layout
from core.networks.loaded import LoadedModel

SNAPSHOTS = 32
"""So many pictures of the way are kept, the last among them."""


SHAKES = 24
SHAKE_GROWTH = 1.35
"""Channels that say nothing are tried with ever stronger noise in the first steps, up to a thousandfold."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """How far the ascent is: `pictures` uint8 RGB (n, height, width, 3) and `activations` float32 (n,) of them."""

    step: int
    pictures: NDArray[np.uint8]
    activations: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Exemplars:
    """What an ascent came to.

    `best` is the strongest picture of each that was seen on the way, uint8 RGB (n, height, width, 3), with its
    activation in `activations` (n,), float32: without jitter, before rounding to 8 bits. `curve` is (steps, n), what
    each step found under its jitter; `snapshots` the way. `is_whole` tells that the whole input was changed, since
    every unit sees all of it (or a class is asked for).
    """

    best: NDArray[np.uint8]
    activations: NDArray[np.float32]
    curve: NDArray[np.float32]
    snapshots: tuple[Snapshot, ...]
    is_whole: bool


Watch = Callable[[Snapshot], None]
Answer = Callable[[Tensor], Tensor]
Tell = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""What is told of values that the ascent is made on."""


def no_watch(_snapshot: Snapshot) -> None:
    """For callers that want the end only."""


def channel_exemplars(
    model: LoadedModel,
    layer: str,
    wanted: Sequence[int],
    params: ExemplarParams = DEFAULT,
    *,
    given: NDArray[np.uint8] | None = None,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
    watch: Watch = no_watch,
) -> Exemplars:
    """An exemplar for the middle unit of each of the channels `wanted` (repeat one for several), all in one batch.

    `given` are the pictures from which to start, uint8 RGB (n, height, width, 3), of any size. Raises ExplainError for
    a layer or a channel that is not there, Cancelled once the token says so.
    """
    table = model.layers[layer]
    for channel in wanted:
        if not 0 <= channel < table.shape[0]:
            raise ExplainError(f"'{layer}' has channels 0 to {table.shape[0] - 1}, not {channel}.")
    leader, rectify = _before_rectification(model, table)
    answer, size, is_whole = _of_channels(model, leader, wanted, token or CancelToken())
    return _ascend(model, answer, wanted, size, params, given, token, progress, watch, is_whole=is_whole, tell=rectify)


def _before_rectification(model: LoadedModel, layer: Layer) -> tuple[Layer, Tell]:
    """What is ascended on for a layer, and what the layer makes of it.

    Behind a rectification a channel that says nothing has no gradient to follow: then it is what is before it.
    """
    place = model.layers.names.index(layer.name)
    table = LayerTable(model.layers.layers[max(place - 1, 0) : place + 1], model.layers.input_size)
    follower = followers_of(model.module, table, model.device).get(layer.name)
    if follower is None or not all(isinstance(step, Clipping) for step in follower.steps):
        return layer, lambda values: values
    return model.layers[follower.leader], lambda values: follower.of(values[:, None])[:, 0]


def class_exemplars(
    model: LoadedModel,
    wanted: Sequence[int],
    params: ExemplarParams = DEFAULT,
    *,
    given: NDArray[np.uint8] | None = None,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
    watch: Watch = no_watch,
) -> Exemplars:
    """The same for the logits of classes: the whole input is changed."""
    for index in wanted:
        if not 0 <= index < model.card.class_count:
            raise ExplainError(f"The model has classes 0 to {model.card.class_count - 1}, not {index}.")
    numbers = torch.tensor(list(wanted), device=model.device)

    def answer(pictures: Tensor) -> Tensor:
        logits: Tensor = model.module(pictures.clone())
        return logits.gather(1, numbers[:, None])[:, 0]

    return _ascend(model, answer, wanted, model.card.input_size, params, given, token, progress, watch, is_whole=True)


def _of_channels(
    model: LoadedModel, layer: Layer, wanted: Sequence[int], token: CancelToken
) -> tuple[Answer, tuple[int, int], bool]:
    """What the middle unit of each channel says of pictures of what it sees, and how large these are."""
    numbers = torch.tensor(list(wanted), device=model.device)
    row, column = layer.shape[1] // 2, layer.shape[2] // 2
    table = LayerTable((layer,), model.layers.input_size)
    local = _local(model, layer, table, token)
    if local is not None:
        part = local.part(row, column)

        def seen(pictures: Tensor) -> Tensor:
            return local.answers(pictures, row, column).gather(1, numbers[:, None])[:, 0]

        return seen, (part.bottom - part.top, part.right - part.left), False

    def whole(pictures: Tensor) -> Tensor:
        output = outputs_of(model.module, pictures.clone(), table, token)[layer.name]
        units = units_of(output, layer)[:, :, row * layer.shape[2] + column]
        return units.gather(1, numbers[:, None])[:, 0]

    return whole, model.card.input_size, True


def _local(model: LoadedModel, layer: Layer, table: LayerTable, token: CancelToken) -> Units | None:
    """The layer's units, evaluated by what they see; None where every unit sees everything."""
    if layer.layout is not Layout.CHANNELS_FIRST or layer.is_global:
        return None
    image = torch.zeros(1, 3, *model.card.input_size, device=model.device)
    try:
        found = graph(record(lambda images: outputs_of(model.module, images.clone(), table, token)[layer.name], image))
        return Units(found, image)
    except UnrecordableError:
        return None


def _ascend(
    model: LoadedModel,
    answer: Answer,
    wanted: Sequence[int],
    size: tuple[int, int],
    params: ExemplarParams,
    given: NDArray[np.uint8] | None,
    token: CancelToken | None,
    progress: ProgressReport,
    watch: Watch,
    *,
    is_whole: bool,
    tell: Tell = np.asarray,
) -> Exemplars:
    if not wanted:
        raise ExplainError("No exemplar is asked for.", "Choose a channel or a class.")
    token = token or CancelToken()
    ascent = _Ascent(answer, _canvas(model, len(wanted), size, params, given), wanted, params)
    curve: list[NDArray[np.float32]] = []
    snapshots: list[Snapshot] = []
    for step, offset in enumerate(_offsets(params)):
        token.check()
        curve.append(tell(_values(ascent.climb(offset))))
        now = ascent.look(step)
        if step % max(1, params.steps // SNAPSHOTS) == 0:
            snapshots.append(Snapshot(step, _bytes(ascent.canvas.colours(ascent.whole)), tell(_values(now))))
            watch(snapshots[-1])
        progress(Progress(step + 1, params.steps, "making exemplars"))
        if params.patience and ascent.stale >= params.patience:
            break
    last = Snapshot(len(curve), _bytes(ascent.pictures), tell(_values(ascent.best)))
    watch(last)
    return Exemplars(last.pictures, last.activations, np.stack(curve), (*snapshots, last), is_whole)


class _Ascent:
    """Pictures that climb, the best of each so far, and for how many steps none has become better."""

    def __init__(self, answer: Answer, canvas: Canvas, wanted: Sequence[int], params: ExemplarParams) -> None:
        self._answer, self._wanted, self._params = answer, wanted, params
        self.canvas = canvas
        self._optimiser = torch.optim.Adam(canvas.parameters, lr=params.learning_rate)
        self._generator = torch.Generator().manual_seed(params.seed + 1)
        self.whole = canvas.whole().detach()
        self.pictures = canvas.colours(self.whole)
        self.best = torch.full((len(wanted),), -torch.inf, device=self.whole.device)
        self.stale = 0

    def climb(self, offset: tuple[int, int]) -> Tensor:
        """One step with the picture moved by `offset`; returns the activations before it."""
        with torch.enable_grad():
            shown = self.canvas.moved(*offset)
            activations = self._answer(shown)
            # Relative to what it is now: so a price means the same for channels of any strength.
            strength = activations.detach().abs().clamp(min=1e-6)
            loss = _price(shown, self._wanted, self._params) - (activations / strength).sum()
        _refuse_broken(activations)
        parameters = self.canvas.parameters
        for value, gradient in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
            value.grad = gradient
        self._optimiser.step()
        self.canvas.project(self._params.norm)
        return activations.detach()

    @torch.no_grad()
    def look(self, step: int) -> Tensor:
        """What the unmoved pictures come to; the best are kept, and silent ones shaken in the first steps."""
        self.whole = self.canvas.whole()
        now = self._answer(self.whole).detach()
        is_silent = now == 0
        if step < SHAKES and is_silent.any():
            self.canvas.shake(is_silent, SHAKE_GROWTH**step, self._generator)
        improved = now > self.best
        has_gained = step == 0 or (now > self.best + 1e-3 * self.best.abs().clamp(max=1e30)).any()
        self.stale = 0 if has_gained else self.stale + 1
        self.best = torch.where(improved, now, self.best)
        colours = self.canvas.colours(self.whole)
        self.pictures = torch.where(improved[:, None, None, None], colours, self.pictures)
        return now


def _values(activations: Tensor) -> NDArray[np.float32]:
    return activations.float().cpu().numpy().copy()


def _canvas(
    model: LoadedModel,
    count: int,
    size: tuple[int, int],
    params: ExemplarParams,
    given: NDArray[np.uint8] | None,
) -> Canvas:
    kind = FrequencyCanvas if params.parametrisation is Parametrisation.FREQUENCIES else PixelCanvas
    generator = torch.Generator().manual_seed(params.seed)
    return kind(
        count,
        size,
        margin=min(params.jitter, *size),
        mean=model.card.mean,
        std=model.card.std,
        is_decorrelated=params.is_decorrelated,
        given=given,
        generator=generator,
        device=model.device,
    )


def _offsets(params: ExemplarParams) -> Iterator[tuple[int, int]]:
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([params.seed, params.steps])))
    for _ in range(params.steps):
        yield tuple(int(value) for value in random.integers(0, 2 * params.jitter + 1, 2))  # type: ignore[misc]


def _price(shown: Tensor, wanted: Sequence[int], params: ExemplarParams) -> Tensor:
    """What roughness and likeness cost."""
    price = torch.zeros((), device=shown.device)
    if params.total_variation:
        down, across = shown.diff(dim=2).abs(), shown.diff(dim=3).abs()
        price = price + params.total_variation * (down.sum((1, 2, 3)) + across.sum((1, 2, 3))).sum() / shown[0].numel()
    if params.diversity and len(set(wanted)) < len(wanted):
        flat = torch.nn.functional.normalize(shown.flatten(1) - shown.flatten(1).mean(1, keepdim=True), dim=1)
        numbers = torch.tensor(list(wanted), device=shown.device)
        is_same = (numbers[:, None] == numbers).triu(1)
        price = price + params.diversity * (flat @ flat.T)[is_same].sum()
    return price


def _refuse_broken(activations: Tensor) -> None:
    if not torch.isfinite(activations).all():
        raise ExplainError(
            "The activation became a number that is not finite.",
            "The network's weights are damaged, or the learning rate is too high.",
        )


def _bytes(colours: Tensor) -> NDArray[np.uint8]:
    found: NDArray[np.uint8] = (
        (colours.clamp(0, 1) * 255).round().to(torch.uint8).permute(0, 2, 3, 1).contiguous().cpu().numpy()
    )
    return found
