"""What the strongest units of a pass see, cut out of the photographs in a lane of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from desktop.feature_answers import FramedField, Pixels, Which
from desktop.feature_networks import FeatureNetworks
from desktop.feature_passes import FeaturePasses
from desktop.jobs import JobContext, Lane
from desktop.translation import tr

Refuse = Callable[[FunduscopeError], None]
Patch = tuple[int, int]
"""Channel and rank."""
PICTURE_PX = 720
"""The larger side of the photograph on which a map or a field is shown large."""
ROWS_AT_ONCE = 3


class FeaturePatches(QObject):
    """One question a side: what is asked for now is what can be seen of the grid now."""

    failed = Signal(object)

    def __init__(self, networks: FeatureNetworks, passes: FeaturePasses, cutting: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._networks = networks
        self._passes = passes
        self._cutting = cutting

    def ask(
        self,
        which: Which,
        wanted: Sequence[Patch],
        deliver: Callable[[dict[Patch, Pixels | None]], None],
        *,
        side: int,
    ) -> None:
        """Cut out what units of the layer see. Some come before the rest."""
        found, model, layer = self._passes.found(which), self._networks.model(which), self._networks.layer(which)
        if found is None or model is None or layer is None or not wanted:
            return
        step = ROWS_AT_ONCE * found.layers[layer].values.shape[1]

        def work(context: JobContext) -> None:
            from core.features.patches import Place, cut_patches

            for begin in range(0, len(wanted), step):
                part = wanted[begin : begin + step]
                places = {key: Place(layer, *key) for key in part}
                patches = cut_patches(found, model.layers, places.values(), side=side, token=context.token)
                context.preview({key: patches.get(place) for key, place in places.items()})

        self._cutting.submit(
            work,
            lambda _nothing: None,
            slot=f"patches {which.slot}",
            title=tr("Cutting out what the units see"),
            preview=deliver,
            refuse=self.failed.emit,
        )

    def ask_field(self, which: Which, patch: Patch, deliver: Callable[[FramedField], None], refuse: Refuse) -> None:
        """The photograph of a unit among the strongest, with what the unit sees."""
        found, model, layer = self._passes.found(which), self._networks.model(which), self._networks.layer(which)
        if found is None or model is None or layer is None:
            return
        units = found.layers[layer]
        photograph = int(units.photographs[patch])
        if photograph < 0 or not units.values[patch] > 0:
            return
        path, value = found.paths[photograph], float(units.values[patch])
        box = found.field(model.layers[layer], model.layers.input_size, *patch)

        def work(_context: JobContext) -> FramedField:
            from core.images.reading import read_photograph

            return FramedField(path, *made_small(read_photograph(path).pixels), box, value)

        self._cutting.submit(work, deliver, slot="field", refuse=refuse)


def made_small(pixels: Pixels) -> tuple[Pixels, float]:
    """The photograph with its larger side at most `PICTURE_PX`, and by how much it was made smaller."""
    import cv2

    factor = min(1.0, PICTURE_PX / max(pixels.shape[:2]))
    size = max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), factor
