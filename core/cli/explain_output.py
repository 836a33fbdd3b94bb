"""The files that `explain` writes: each beside its place first, then renamed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.output import replacing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.explain.explanation import Explanation
    from core.explain.rendering import RegionSettings, Rendering
    from core.explain.veil import Veil
    from core.networks.layers import LayerTable
    from core.networks.loaded import LoadedModel


def write_map(path: Path, values: NDArray[np.float32]) -> None:
    """The raw values, float32, as .npy."""
    import numpy as np

    with replacing(path) as file:
        np.save(file, values, allow_pickle=False)


def write_overlay(
    path: Path,
    pixels: NDArray[np.uint8],
    explanation: Explanation,
    rendering: Rendering,
    *,
    layers: LayerTable,
    veil: Veil | None,
) -> None:
    """The map over the photograph (h, w, 3) as PNG; with regions, what its strongest unit sees is boxed."""
    from PIL import Image

    from core.explain.overlay import compose
    from core.explain.units import strongest_field

    box = strongest_field(explanation, layers) if rendering.is_region_view else None
    with replacing(path) as file:
        Image.fromarray(compose(pixels, explanation, rendering, box=box, veil=veil)).save(file, format="PNG")


def write_json(path: Path, summary: Mapping[str, Any]) -> None:
    """What is printed, indented."""
    with replacing(path) as file:
        file.write((json.dumps(summary, ensure_ascii=False, indent=2) + "\n").encode())


def regions_of(explanation: Explanation, model: LoadedModel, settings: RegionSettings) -> dict[str, Any]:
    """The regions as JSON values, in pixels of the photograph, and what the place sees where the map is highest."""
    from core.explain.regions import find_regions
    from core.explain.units import strongest_field

    box = strongest_field(explanation, model.layers)
    regions = [
        {
            "peak": list(region.peak),
            "share": region.share,
            "area": region.area,
            "outline": [line.round(2).tolist() for line in region.outline],
        }
        for region in find_regions(explanation, settings)
    ]
    return {"regions": regions, "strongest_field": None if box is None else list(box)}
