"""The index of architectures: from the names and shapes of weights to the few architectures that may have them.

It only makes a short list. What it says is always checked against the architecture as the installed library builds it,
so an index made with other versions can miss an architecture but never claim a wrong one.
`python -m core.networks.index` makes it anew.

For each set of names and shapes that differs from all others it holds a fingerprint without the head, by which an exact
match is found at once, and two MinHash sketches (Broder 1997) for the nearest ones: of names with shapes, and of names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import ModelError
from core.networks.comparison import Shape

INDEX_PATH = Path(__file__).resolve().parents[2] / "resources" / "architectures.npz"
SHAPE_SLOTS = 96
NAME_SLOTS = 64


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """`names[i]` belongs to group `groups[i]`; a group is a set of names and shapes, its head left open."""

    names: tuple[str, ...]
    groups: NDArray[np.uint16]
    heads: tuple[tuple[str, ...], ...]
    head_of_group: NDArray[np.uint8]
    fingerprints: NDArray[np.uint64]
    sketches: NDArray[np.uint16]
    versions: Mapping[str, str]

    def exact(self, shapes: Mapping[str, Shape]) -> tuple[str, ...]:
        """The architectures whose names and shapes are exactly these, whatever the number of classes; else nothing."""
        shapes = without_counters(shapes)
        tokens = {name: _hash(_token(name, shape)) for name, shape in shapes.items()}
        total = sum(tokens.values())
        for number, head in enumerate(self.heads):
            if not all(name in tokens for name in head):
                continue
            body = np.uint64((total - sum(tokens[name] for name in head)) % 2**64)
            found = np.flatnonzero((self.fingerprints == body) & (self.head_of_group == number))
            if len(found):
                return self.members(int(found[0]))
        return ()

    def nearest(self, shapes: Mapping[str, Shape], count: int) -> list[tuple[float, int]]:
        """The (likeness, group) of the groups most like these names and shapes, best first; likeness is 0 to 1."""
        sketch = _sketch(without_counters(shapes))
        same = self.sketches == sketch
        likeness = 0.6 * same[:, :SHAPE_SLOTS].mean(axis=1) + 0.4 * same[:, SHAPE_SLOTS:].mean(axis=1)
        best = np.argsort(-likeness, kind="stable")[:count]
        return [(float(likeness[group]), int(group)) for group in best]

    def members(self, group: int) -> tuple[str, ...]:
        """The architectures of a group, the one to prefer first: torchvision's, then the plainest name."""
        return tuple(sorted((self.names[i] for i in np.flatnonzero(self.groups == group)), key=preference))


def preference(architecture: str) -> tuple[int, int, int, str]:
    """What to sort architectures by that the weights can't tell apart: torchvision's first, then the plainest name."""
    library, _slash, name = architecture.partition("/")
    is_port = name.startswith(("tf_", "gluon_", "legacy_", "tv_", "ig_", "deit"))
    return library != "torchvision", is_port, len(name), name


def without_counters(shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    """The shapes without batch normalisation's counters, which old files lack and nothing at inference needs."""
    return {name: shape for name, shape in shapes.items() if not name.endswith("num_batches_tracked")}


@lru_cache(maxsize=1)
def load_index(path: Path = INDEX_PATH) -> Index:
    """The index that the program brings. Raises ModelError where it is missing or damaged."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            texts = json.loads(arrays["texts"].tobytes().decode("utf-8"))
            return Index(
                names=tuple(texts["names"]),
                groups=arrays["groups"],
                heads=tuple(tuple(head) for head in texts["heads"]),
                head_of_group=arrays["head_of_group"],
                fingerprints=arrays["fingerprints"],
                sketches=arrays["sketches"],
                versions=texts["versions"],
            )
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"The index of architectures cannot be read: {error}.",
            "Install the program again, or name the architecture with --architecture.",
        ) from error


def make_index(blueprints: Iterable[tuple[str, Mapping[str, Shape], tuple[str, ...]]]) -> dict[str, object]:
    """The parts of an index of (architecture, shapes without counters, names of the head's weights)."""
    names: list[str] = []
    groups: list[int] = []
    heads: list[tuple[str, ...]] = []
    known: dict[tuple[int, int], int] = {}
    sketches: list[NDArray[np.uint16]] = []
    for architecture, shapes, head in blueprints:
        body = {name: shape for name, shape in shapes.items() if name not in head}
        if head not in heads:
            heads.append(head)
        fingerprint = sum(_hash(_token(name, shape)) for name, shape in body.items()) % 2**64
        key = (fingerprint, heads.index(head))
        if key not in known:
            known[key] = len(known)
            sketches.append(_sketch(body, head))
        names.append(architecture)
        groups.append(known[key])
    return {
        "names": names,
        "heads": heads,
        "groups": np.array(groups, np.uint16),
        "head_of_group": np.array([head for _fingerprint, head in known], np.uint8),
        "fingerprints": np.array([fingerprint for fingerprint, _head in known], np.uint64),
        "sketches": np.array(sketches, np.uint16),
    }


def write_index(path: Path, parts: Mapping[str, object], versions: Mapping[str, str]) -> None:
    """Write what :func:`make_index` gives."""
    texts = {"names": parts["names"], "heads": parts["heads"], "versions": dict(versions)}
    arrays = {name: np.asarray(part) for name, part in parts.items() if name not in texts}
    text = np.frombuffer(json.dumps(texts).encode("utf-8"), np.uint8)
    np.savez_compressed(path, allow_pickle=False, texts=text, **arrays)


def _token(name: str, shape: Shape) -> str:
    return f"{name} {'x'.join(str(side) for side in shape)}"


def _hash(token: str) -> int:
    return int.from_bytes(hashlib.blake2b(token.encode("utf-8"), digest_size=8).digest(), "little")


@lru_cache(maxsize=1)
def _factors() -> NDArray[np.uint64]:
    """Odd factors, one a slot: multiplying by them modulo 2^64 permutes the hashes."""
    slots = (f"slot {slot}" for slot in range(SHAPE_SLOTS + NAME_SLOTS))
    return np.array([_hash(slot) | 1 for slot in slots], np.uint64)


def _sketch(shapes: Mapping[str, Shape], extra_names: Iterable[str] = ()) -> NDArray[np.uint16]:
    """For each slot the smallest of all hashes in that slot's order, its upper half cut to 16 bits."""
    both = [_hash(_token(name, shape)) for name, shape in shapes.items()]
    names = [_hash(name) for name in (*shapes, *extra_names)]
    parts = []
    for hashes, factors in ((both, _factors()[:SHAPE_SLOTS]), (names, _factors()[SHAPE_SLOTS:])):
        orders = np.array(hashes or [0], np.uint64)[:, None] * factors[None, :]
        parts.append(orders.min(axis=0) >> np.uint64(16))
    return np.concatenate(parts).astype(np.uint16)


def _main() -> None:
    """Build every architecture on the meta device and write the index."""
    import timm
    import torchvision
    from tqdm import tqdm

    from core.networks.architectures import timm_names, torchvision_names
    from core.networks.fitting import blueprint, head_names

    architectures = [f"torchvision/{name}" for name in torchvision_names()] + [f"timm/{name}" for name in timm_names()]
    blueprints = []
    for architecture in tqdm(architectures):
        shapes = without_counters(blueprint(architecture, {}))
        if head := head_names(shapes):
            blueprints.append((architecture, shapes, head))
    versions = {"torchvision": torchvision.__version__.partition("+")[0], "timm": timm.__version__}
    write_index(INDEX_PATH, make_index(blueprints), versions)


if __name__ == "__main__":
    _main()
