"""Whether the weights of a file are those of an architecture, built as the installed library builds it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from core.errors import ModelError
from core.networks.architectures import build, default_config
from core.networks.comparison import Comparison, Shape, compare
from core.networks.customheads import find_head
from core.networks.index import without_counters

SENTINEL = 997
"""A number of classes that no architecture has as another size: a shape that holds it belongs to the head."""

_COMMON_SIZES = (224, 256, 384, 512, 288, 320, 448, 192, 240, 336, 392, 480, 518, 560, 576, 640, 672, 768, 896, 1024)
_COMPUTED = ("relative_position_index", "relative_coords_table", "attn_mask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a file's weights become those of an architecture.

    `names` takes each of the architecture's names to the file's; what the file has besides is in `left_out`.
    """

    architecture: str
    arguments: Mapping[str, Any]
    output_count: int
    names: Mapping[str, str]
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a file's weights are not those of an architecture."""

    architecture: str
    comparison: Comparison
    is_headless: bool = False
    arguments: Mapping[str, Any] = field(default_factory=dict)


def blueprint(architecture: str, arguments: Mapping[str, Any]) -> Mapping[str, Shape]:
    """Names and shapes of an architecture's weights with :data:`SENTINEL` classes."""
    return _blueprint(architecture, json.dumps(dict(arguments), sort_keys=True))


@lru_cache(maxsize=64)
def _blueprint(architecture: str, arguments: str) -> Mapping[str, Shape]:
    state = build(architecture, json.loads(arguments), SENTINEL, meta=True).state_dict()
    return MappingProxyType({name: tuple(tensor.shape) for name, tensor in state.items()})


def head_names(shapes: Mapping[str, Shape]) -> tuple[str, ...]:
    """The names of the weights whose shape depends on the number of classes."""
    return tuple(name for name, shape in shapes.items() if SENTINEL in shape)


def head_axes(shapes: Mapping[str, Shape]) -> dict[str, int]:
    """The names of the head's weights with the axis that counts the classes."""
    return {name: shapes[name].index(SENTINEL) for name in head_names(shapes)}


def fit(architecture: str, shapes: Mapping[str, Shape]) -> Fit | Misfit:
    """Compare the weights in a file, by name and shape, with an architecture; adjust what its arguments can adjust."""
    found = without_counters(shapes)
    arguments: dict[str, Any] = {}
    wanted = without_counters(blueprint(architecture, {}))
    for adjust in (_channels, _pooling, _image_size):
        before, most = arguments, _body_differences(wanted, found)
        for more in adjust(architecture, wanted, found):
            tried = _try(architecture, {**before, **more})
            if tried is not None and _body_differences(tried, found) < most:
                arguments, wanted, most = {**before, **more}, tried, _body_differences(tried, found)
            if not most:
                break
    return _with_own_head(architecture, arguments, wanted, found) or _with_other_head(
        architecture, arguments, wanted, found
    )


def _with_own_head(
    architecture: str, arguments: dict[str, Any], wanted: dict[str, Shape], found: dict[str, Shape]
) -> Fit | None:
    count = _output_count(wanted, found)
    if count is None:
        return None
    comparison = compare(_with_classes(wanted, count), found)
    if comparison.wrong or comparison.unexpected or not all(_is_computed(name) for name in comparison.missing):
        return None
    names = {name: name for name in wanted if name in found}
    return Fit(architecture=architecture, arguments=arguments, output_count=count, names=names)


def _with_other_head(
    architecture: str, arguments: dict[str, Any], wanted: dict[str, Shape], found: dict[str, Shape]
) -> Fit | Misfit:
    heads = head_names(wanted)
    other = find_head(wanted, found, heads)
    if other is not None:
        given = {**arguments, **({"head": other.head.to_json()} if other.head is not None else {})}
        names = {name: name for name in wanted if name in found and name not in other.names} | dict(other.names)
        names = {name: source for name, source in names.items() if not other.replaces(name)}
        return Fit(
            architecture=architecture,
            arguments=given,
            output_count=other.output_count,
            names=names,
            notes=other.notes,
        )
    count = _output_count(wanted, found) or SENTINEL
    comparison = compare(_with_classes(wanted, count), found)
    is_headless = not comparison.wrong and not comparison.unexpected and set(comparison.missing) == set(heads)
    return Misfit(architecture, comparison, is_headless, arguments)


def _output_count(wanted: Mapping[str, Shape], found: Mapping[str, Shape]) -> int | None:
    """The number of outputs, where all of the head's weights that the file has agree on it."""
    counts = set()
    for name in head_names(wanted):
        shape = wanted[name]
        if name in found and len(found[name]) == len(shape):
            counts.add(found[name][shape.index(SENTINEL)])
    return counts.pop() if len(counts) == 1 else None


def _with_classes(shapes: Mapping[str, Shape], count: int) -> dict[str, Shape]:
    return {name: tuple(count if side == SENTINEL else side for side in shape) for name, shape in shapes.items()}


def _is_computed(name: str) -> bool:
    return name.rpartition(".")[2] in _COMPUTED


def _body_differences(wanted: Mapping[str, Shape], found: Mapping[str, Shape]) -> int:
    body = {name: shape for name, shape in wanted.items() if SENTINEL not in shape}
    return compare(body, found).count


def _try(architecture: str, arguments: Mapping[str, Any]) -> dict[str, Shape] | None:
    try:
        return without_counters(blueprint(architecture, arguments))
    except ModelError:
        return None


Adjustments = Iterator[dict[str, Any]]


def _channels(_architecture: str, wanted: Mapping[str, Shape], found: Mapping[str, Shape]) -> Adjustments:
    """Another number of input channels: the first convolution tells."""
    first = next((name for name, shape in wanted.items() if len(shape) == 4 and shape[1] == 3), None)
    if first is not None and first in found and len(found[first]) == 4:
        shape = found[first]
        if shape[1] != 3 and (shape[0], *shape[2:]) == (wanted[first][0], *wanted[first][2:]):
            yield {"in_chans": shape[1]}


def _pooling(architecture: str, wanted: Mapping[str, Shape], found: Mapping[str, Shape]) -> Adjustments:
    """RETFound and MAE normalise after pooling over the patches ("fc_norm"), a plain ViT before ("norm")."""
    if not architecture.startswith("timm/"):
        return
    if "fc_norm.weight" in found and "fc_norm.weight" not in wanted:
        yield {"global_pool": "avg"}
    if "norm.weight" in found and "norm.weight" not in wanted:
        yield {"global_pool": "token"}


def _image_size(architecture: str, wanted: Mapping[str, Shape], found: Mapping[str, Shape]) -> Adjustments:
    """Another input size: position embeddings tell; where there are none, the common sizes are tried."""
    wrong = [name for name, shape in wanted.items() if SENTINEL not in shape and found.get(name, shape) != shape]
    if not wrong or any(name not in found for name, shape in wanted.items() if SENTINEL not in shape):
        return
    default = _default_size(architecture)
    positions = [name for name in wrong if "pos_emb" in name]
    for name in positions[:1]:
        for size in _sizes_from_positions(wanted[name], found[name], default):
            yield {"img_size": size}
    for size in () if positions else _COMMON_SIZES:
        yield {"img_size": size}


def _default_size(architecture: str) -> int:
    size = default_config(architecture).get("input_size") or (3, 224, 224)
    return int(size[-1])


def _sizes_from_positions(wanted: Shape, found: Shape, default: int) -> Iterator[int]:
    """The input sizes that make position embeddings of shape `wanted` (at size `default`) have shape `found`."""
    for axis, (was, now) in enumerate(zip(wanted, found, strict=False)):
        if was == now or len(wanted) != len(found):
            continue
        if len(wanted) == 4 and axis > 0:  # a grid, (1, c, h, w) or (1, h, w, c)
            yield default * now // was
            continue
        grid = int(was**0.5)
        prefix = was - grid * grid
        grid_now = round(max(now - prefix, 0) ** 0.5)
        if grid and grid_now * grid_now == now - prefix and default % grid == 0:
            yield default // grid * grid_now
