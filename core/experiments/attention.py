"""Where a network looks on one photograph, after every epoch: attention as it forms."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from core.datasets.identity import content_id, read_pixels
from core.errors import FunduscopeError
from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.overlay import compose
from core.explain.query import ClassTarget, Method, Query
from core.explain.rendering import Rendering
from core.images.geometry import Affine
from core.images.photograph import Photograph
from core.networks.analysis import layer_table
from core.networks.card import ModelId
from core.networks.layers import LayerTable
from core.networks.loaded import LoadedModel
from core.networks.prediction import Prediction
from core.training.observer import EpochNetwork, Observer, Observers
from core.training.runfolder import RunFolder
from core.training.watching import AttentionRecord, attention_record_path
from core.training.writers import png

SIDE_PX = 512
"""The longer side of the pictures: a strip of a hundred epochs stays small."""


class AttentionWriter(Observer):
    """After every epoch, writes Grad-CAM of the predicted class on the watched photograph into the run's folder.

    `attention/epoch-0003.png` is the photograph with the map over it, `.npy` the raw map, `.json` what was predicted.
    A photograph or network that has no such map is told once, and nothing is drawn; nothing ever ends the training.
    """

    def __init__(self, other: Observer) -> None:
        self._tell = other.said
        self._photograph: Photograph | None = None
        self._layers: LayerTable | None = None
        self._is_off = False

    def learned(self, network: EpochNetwork) -> None:
        """Look, and write what is seen."""
        if self._is_off:
            return
        try:
            self._write(network)
        except (FunduscopeError, OSError, RuntimeError, MemoryError) as error:
            self._is_off = True
            self._tell(f"Where the network looks is not drawn: {error}")

    def _write(self, network: EpochNetwork) -> None:
        photograph = self._photograph = self._photograph or _read(network)
        explanation, prediction = self._explain(network, photograph)
        run = RunFolder(network.folder)
        run.attention.mkdir(exist_ok=True)
        place = attention_record_path(network.folder, network.epoch)
        run.write_bytes(place.with_suffix(".png"), png(_drawn(photograph.pixels, explanation)))
        with place.with_suffix(".npy").open("wb") as file:
            np.save(file, explanation.map, allow_pickle=False)
        record = AttentionRecord(
            epoch=network.epoch,
            photograph=network.sample.name or network.sample.path.name,
            label=network.sample.label,
            predicted=prediction.predicted,
            probability=float(prediction.probabilities[prediction.predicted]),
            layer=explanation.query.layer or "",
            has_evidence=explanation.has_evidence,
        )
        run.write_json(place, record.to_json())

    def _explain(self, network: EpochNetwork, photograph: Photograph) -> tuple[Explanation, Prediction]:
        with asked(network.module) as module:
            self._layers = self._layers or layer_table(module, network.card.input_size)
            device = next(module.parameters()).device
            model_id = ModelId(f"epoch {network.epoch}")
            model = LoadedModel(model_id, Path(), network.card, module, self._layers, device)
            explainer = Explainer(cache_bytes=1 << 20, state_bytes=1)
            prediction = explainer.predict(model, photograph)
            target = ClassTarget(prediction.predicted)
            query = Query(photograph.id, model_id, Method.GRAD_CAM, target, self._layers.default.name)
            return explainer.explain(model, photograph, query), prediction


def watched(observer: Observer) -> Observer:
    """`observer`, and what writes where the network looks."""
    return Observers(observer, AttentionWriter(observer))


@contextmanager
def asked(module: nn.Module) -> Iterator[nn.Module]:
    """A copy of a network that learns, ready to be asked; neither it nor the random numbers are touched."""
    with torch.random.fork_rng(devices=[]):
        yield copy.deepcopy(module).requires_grad_(requires_grad=False).eval().float()


def _read(network: EpochNetwork) -> Photograph:
    sample = network.sample
    return Photograph(content_id(sample), sample.path, read_pixels(sample), "", "RGB", 8)


def _drawn(pixels: NDArray[np.uint8], explanation: Explanation) -> NDArray[np.uint8]:
    """The photograph with the map over it, small."""
    import cv2

    height, width = pixels.shape[:2]
    scale = min(1.0, SIDE_PX / max(height, width))
    small = max(1, round(width * scale)), max(1, round(height * scale))
    shrunk = cv2.resize(pixels, small, interpolation=cv2.INTER_AREA)
    ratio_x, ratio_y = small[0] / width, small[1] / height
    left, top, right, bottom = explanation.seen
    shown = replace(
        explanation,
        to_photograph=explanation.to_photograph.then(Affine.scale(ratio_x, ratio_y)),
        seen=(left * ratio_x, top * ratio_y, right * ratio_x, bottom * ratio_y),
    )
    return compose(np.ascontiguousarray(shrunk), shown, Rendering())
