"""Heads that users put in place of an architecture's own, recognised from the names and shapes of their weights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.networks.arguments import MAX_HEAD_WIDTH, Head, HeadLayer
from core.networks.comparison import Shape


@dataclass(frozen=True, slots=True)
class OtherHead:
    """A head found in a file.

    `head` is None where it is the architecture's own linear layer under another name. `names` takes the names that the
    architecture will have to those in the file; `root` is the module that is replaced.
    """

    head: Head | None
    root: str
    output_count: int
    names: Mapping[str, str]
    notes: tuple[str, ...]

    def replaces(self, name: str) -> bool:
        """Whether a weight of the architecture goes with the module that is replaced."""
        return self.head is not None and _is_under(name, self.root) and name not in self.names


@dataclass(frozen=True, slots=True)
class _Part:
    """One layer of the head in the file: its module's name and what it is."""

    module: str
    kind: str
    inputs: int
    outputs: int
    leaves: tuple[str, ...]


def find_head(wanted: Mapping[str, Shape], found: Mapping[str, Shape], heads: tuple[str, ...]) -> OtherHead | None:
    """The head in `found` where everything but the head is as in `wanted`; None where it is not, or is no chain."""
    modules = {name.rpartition(".")[0] for name in heads}
    if len(modules) != 1:
        return None
    own = modules.pop()
    for root in _roots(own):
        body = {name: shape for name, shape in wanted.items() if not _is_under(name, root)}
        if not body or any(found.get(name) != shape for name, shape in body.items()):
            continue
        parts = _chain({name: shape for name, shape in found.items() if name not in body})
        width = next((s[1] for n, s in wanted.items() if _is_under(n, root) and len(s) == 2), None)
        if parts and parts[0].inputs == width:
            return _describe(parts, root, own, wanted)
    return None


def _roots(own: str) -> Iterator[str]:
    """The head's module and those that hold it."""
    while own:
        yield own
        own = own.rpartition(".")[0]


def _is_under(name: str, root: str) -> bool:
    return name.startswith(f"{root}.")


def _describe(parts: list[_Part], root: str, own: str, wanted: Mapping[str, Shape]) -> OtherHead:
    last = parts[-1]
    is_alone = all(_is_under(name, own) for name in wanted if _is_under(name, root))
    if len(parts) == 1 and is_alone and {f"{own}.{leaf}" for leaf in last.leaves} == set(_under(wanted, own)):
        names = {f"{own}.{leaf}": _join(last.module, leaf) for leaf in last.leaves}
        note = "" if last.module == own else f"The head is '{last.module}' in the file; it became '{own}'."
        return OtherHead(None, root, last.outputs, names, (note,) if note else ())
    layers, sources, is_assumed = _layers(parts)
    names = {
        f"{root}.{number}.{leaf}": _join(part.module, leaf)
        for number, part in enumerate(sources)
        if part is not None
        for leaf in part.leaves
    }
    notes = [f"The head has {len(parts)} layers of its own in place of '{root}'."] if len(parts) > 1 else []
    if is_assumed:
        notes.append("Its activation is not in the file: ReLU was assumed. If it was another, the answers are wrong.")
    return OtherHead(Head(root, tuple(layers)), root, last.outputs, names, tuple(notes))


def _under(wanted: Mapping[str, Shape], root: str) -> list[str]:
    return [name for name in wanted if _is_under(name, root)]


def _layers(parts: list[_Part]) -> tuple[list[HeadLayer], list[_Part | None], bool]:
    """The layers with the activations that are assumed between them, and where each one's weights are."""
    layers: list[HeadLayer] = []
    sources: list[_Part | None] = []
    is_assumed = False
    is_pending = False  # a linear layer whose activation has not come yet
    for number, part in enumerate(parts):
        is_before = part.kind == "linear" or not _is_next(parts[number - 1].module, part.module)
        if is_pending and is_before and not (part.kind == "linear" and _is_next(parts[number - 1].module, part.module)):
            layers.append(HeadLayer("relu"))
            sources.append(None)
            is_assumed, is_pending = True, False
        is_last = number == len(parts) - 1
        width = part.outputs if part.kind == "linear" and not is_last else None
        layers.append(HeadLayer(part.kind, width, part.kind != "linear" or "bias" in part.leaves))
        sources.append(part)
        is_pending = is_pending or part.kind == "linear"
    return layers, sources, is_assumed


def _is_next(before: str, after: str) -> bool:
    """Whether the two stand side by side in a sequence, so that nothing was between them."""
    left, right = before.rpartition("."), after.rpartition(".")
    return left[0] == right[0] and left[2].isdigit() and right[2].isdigit() and int(right[2]) == int(left[2]) + 1


def _chain(shapes: Mapping[str, Shape]) -> list[_Part]:
    """The layers that these weights make up, in order; empty where they are not a chain that ends in a linear layer."""
    modules: dict[str, dict[str, Shape]] = {}
    for name, shape in shapes.items():
        module, _dot, leaf = name.rpartition(".")
        modules.setdefault(module, {})[leaf] = shape
    parts: list[_Part] = []
    for module in sorted(modules, key=_natural):
        part = _part(module, modules[module])
        if part is None or (parts and parts[-1].outputs != part.inputs):
            return []
        parts.append(part)
    is_head = bool(parts) and parts[-1].kind == "linear" and max(part.outputs for part in parts) <= MAX_HEAD_WIDTH
    return parts if is_head else []


def _part(module: str, leaves: Mapping[str, Shape]) -> _Part | None:
    weight = leaves.get("weight")
    names = tuple(leaves)
    if weight is None or leaves.get("bias", weight[:1]) != weight[:1]:
        return None
    if len(weight) == 2 and set(names) <= {"weight", "bias"}:
        return _Part(module, "linear", weight[1], weight[0], names)
    if len(weight) == 1 and set(names) == {"weight", "bias", "running_mean", "running_var"}:
        return _Part(module, "batch_norm", weight[0], weight[0], names)
    if len(weight) == 1 and set(names) == {"weight", "bias"}:
        return _Part(module, "layer_norm", weight[0], weight[0], names)
    return None


def _natural(text: str) -> list[tuple[int, int, str]]:
    pieces = re.split(r"(\d+)", text)
    return [(1, int(piece), "") if piece.isdigit() else (0, 0, piece) for piece in pieces]


def _join(module: str, leaf: str) -> str:
    return f"{module}.{leaf}" if module else leaf
