"""The network of a case, written down."""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor

from core.explain.capture import captured
from core.explain.case import Case
from core.explain.windows.recording import Recording, UnrecordableError, record
from core.networks.layers import LayerTable


def followed(case: Case, layer: str | None) -> Recording:
    """What the network does with the case's picture, up to its answer; the output of `layer` is among the `layers`.

    Raises UnrecordableError where that cannot be told.
    """
    layers = case.forward.layers
    wanted = LayerTable(() if layer is None else (layers[layer],), layers.input_size)

    def run(images: Tensor) -> tuple[Tensor, Mapping[str, Tensor]]:
        with captured(case.module, wanted, case.token) as outputs:
            # A copy, since a network may overwrite its input.
            answer = case.module(images.clone())
        return answer, outputs

    recording = record(run, case.image)
    if layer is not None and layer not in recording.layers:
        raise UnrecordableError(f"It cannot be followed how the output of layer '{layer}' comes about.")
    return recording
