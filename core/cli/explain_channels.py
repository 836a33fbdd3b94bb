"""`explain --channel all`: the maps of all channels of a layer at once."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from core.cli.progress import reported
from core.errors import ExplainError
from core.explain.catalogue import is_signed
from core.explain.method import Method
from core.explain.targets import ChannelTarget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.explain.all_channels import ChannelMaps
    from core.explain.explainer import Explainer
    from core.explain.query import Query
    from core.images.photograph import Photograph
    from core.networks.loaded import LoadedModel

ALL = "all"
METHODS = (Method.OCCLUSION, Method.SALIENCY)
LISTED = 10
"""So many channels are named, those with the largest values first."""
ONE_MAP_OPTIONS = ("overlay", "regions", "checks", "check_maps", "null_band", "edits", "at")


def channel(text: str) -> int | str:
    """The number of a channel, or `all`. Raises argparse.ArgumentTypeError."""
    if text == ALL:
        return ALL
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of a channel, and not '{ALL}'") from None


def check_options(arguments: argparse.Namespace, method: Method) -> None:
    """Raise ExplainError for another method, and for what is asked of one map."""
    if method not in METHODS:
        raise ExplainError(
            f"'{method}' has no map of all channels at once.", f"Use {' or '.join(METHODS)}, or name one channel."
        )
    for name in ONE_MAP_OPTIONS:
        if getattr(arguments, name):
            raise ExplainError(
                f"--{name.replace('_', '-')} is for one map, and --channel all has one a channel.", "Name one channel."
            )


def explain_all(
    explainer: Explainer, model: LoadedModel, photograph: Photograph, query: Query, image: str
) -> tuple[dict[str, Any], NDArray[np.float32]]:
    """What came out, as JSON values, and the maps: float32 (channels, h, w)."""
    with reported("Explaining") as report:
        maps = explainer.channel_maps(model, photograph, query, report=report)
    return _summary(maps, query, image), maps.stacked()


def _summary(maps: ChannelMaps, query: Query, image: str) -> dict[str, Any]:
    target, peaks = query.target, maps.peaks
    if not isinstance(target, ChannelTarget):
        raise TypeError(target)
    order = abs(peaks).argsort(kind="stable")[::-1][:LISTED].tolist()
    return {
        "image": image,
        "method": query.method.value,
        "params": query.params.to_json(),
        "layer": target.layer,
        "aggregate": target.aggregate.value,
        "channels": len(maps),
        "shape": [len(maps), *maps.shape],
        "is_signed": is_signed(query),
        "strongest": [{"channel": number, "peak": float(peaks[number])} for number in order],
        "silent": int((peaks == 0).sum()),
        "notes": list(maps.notes),
    }
