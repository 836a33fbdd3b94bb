"""The network of a case, written down."""

from __future__ import annotations

from torch import Tensor

from core.explain.capture import captured
from core.explain.case import Case
from core.explain.passes import layer_output
from core.explain.windows.graph import Graph, graph
from core.explain.windows.recording import record
from core.networks.layers import LayerTable


def followed(case: Case, layer: str | None) -> Graph:
    """How the network comes to its logits, or to the output of `layer`, going no deeper then.

    Raises UnrecordableError where that cannot be told, Cancelled once the case's token is cancelled.
    """

    def run(images: Tensor) -> Tensor:
        if layer is not None:
            return layer_output(case, images, layer)
        with captured(case.module, LayerTable((), case.forward.layers.input_size), case.token):
            # A copy, since a network may overwrite its input. Whether it is a number at all is not asked here.
            answer: Tensor = case.module(images.clone())
        return answer

    return graph(record(run, case.image))
