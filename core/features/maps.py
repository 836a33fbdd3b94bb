"""What every channel of a layer gives on one photograph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from core.errors import ExplainError
from core.explain.capture import outputs_of
from core.explain.scalar import channels
from core.images.geometry import Affine
from core.images.photograph import Photograph
from core.jobs import CancelToken
from core.networks.layers import LayerTable
from core.networks.loaded import LoadedModel

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class FeatureMaps:
    """The raw activations of a layer: `values` float32 (channels, height, width), read-only.

    `to_photograph` takes points of a map to points of the photograph, in its pixels.
    """

    layer: str
    values: Floats
    to_photograph: Affine

    @property
    def peaks(self) -> Floats:
        """The strongest unit of each channel: (channels,)."""
        return np.asarray(self.values.max((1, 2)), np.float32)

    def order(self) -> NDArray[np.intp]:
        """The channels, that with the strongest unit first (Casini 2019, figure 7.1)."""
        return np.argsort(-self.peaks, kind="stable")

    def shades(self) -> NDArray[np.uint8]:
        """The maps as grey levels, each on its own scale: 0 is nought and what is below, 255 the strongest unit.

        A channel that is nowhere above nought is black.
        """
        peaks = np.where(self.peaks > 0, self.peaks, 1)[:, None, None]
        return np.asarray(np.rint(255 * np.clip(self.values / peaks, 0, 1)), np.uint8)


def feature_maps(
    model: LoadedModel, photograph: Photograph, name: str, *, token: CancelToken | None = None
) -> FeatureMaps:
    """The maps of the layer `name`. What comes after it is not computed.

    Raises ExplainError for a layer that is not there or that gives no finite numbers, Cancelled once the token says so.
    """
    layer = model.layers[name]
    image, to_photograph = model.prepare(photograph)
    table = LayerTable((layer,), model.layers.input_size)
    with torch.inference_mode():
        output = outputs_of(model.module, image, table, token or CancelToken())[name]
        values = channels(output, layer)[0].reshape(layer.shape).float().cpu().numpy().copy()
    if not np.isfinite(values).all():
        raise ExplainError(f"'{name}' gives numbers that are not finite.", "The network's weights may be damaged.")
    values.flags.writeable = False
    return FeatureMaps(name, values, layer.to_input.then(to_photograph))
