"""Which arguments an architecture takes besides its name, for whoever asks a person. Knows no torch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from core.networks.own_names import OWN_NAMES


class ArgumentKind(Enum):
    """What is typed for an argument."""

    WHOLE = auto()
    SHARE = auto()
    WHOLES = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Argument:
    """`name` is that of `core.networks.arguments`, `title` what a form calls it, `tip` a sentence about it."""

    name: str
    title: str
    tip: str
    kind: ArgumentKind


_SIZE = Argument(
    "img_size", "Made for", "Side of the input for which its weights are made, in pixels.", ArgumentKind.WHOLE
)
_POOL = Argument(
    "global_pool", "Pooling", "As timm calls it: 'avg', 'max', 'token' for a transformer.", ArgumentKind.TEXT
)
_LAYERS = (
    Argument("kernel", "Kernels", "Side of the convolutions, without padding.", ArgumentKind.WHOLE),
    Argument("filters", "Filters", "Of each convolution, as '32, 64, 128, 256'.", ArgumentKind.WHOLES),
    Argument(
        "pools", "Pools", "Side of the max-pooling behind each convolution, as '2, 2, 3, 5'.", ArgumentKind.WHOLES
    ),
    Argument("dense", "Dense layer", "Its width.", ArgumentKind.WHOLE),
    Argument("dropout", "Dropout", "Share left out before and behind the dense layer, 0 to 0.99.", ArgumentKind.SHARE),
)
_OF_ANY_SIZE = ("pool", "die_", "defauw")
_TRANSFORMERS = ("vit_", "maxvit")


def arguments_of(architecture: str) -> tuple[Argument, ...]:
    """The arguments that make sense for an architecture, by its full or bare name; none where it takes none."""
    library, slash, name = architecture.strip().partition("/")
    name = name if slash else library
    if name in OWN_NAMES and library in ("funduscope", name):
        if name.startswith("casini_cnn"):
            return (*_LAYERS, _SIZE)
        return () if any(part in name for part in _OF_ANY_SIZE) else (_SIZE,)
    if library == "timm":
        return (_SIZE, _POOL)
    return (_SIZE,) if name.startswith(_TRANSFORMERS) else ()
