"""How kernels are shown. Knows no torch."""

from __future__ import annotations

from enum import StrEnum


class View(StrEnum):
    """What is shown of a kernel that reads many channels."""

    COLOUR = "colour"
    """Three input channels as red, green and blue: only layers that read a picture."""
    MIXING = "mixing"
    """The weights of a kernel of 1 x 1, which has no shape: a cell an input, in reading order, 0 behind the last."""
    INPUT = "input"
    """The plane of one input channel."""
    MEAN = "mean"
    """The mean over the input channels."""
    COMPONENT = "component"
    """The first principal component over the input channels: the plane that explains most of the kernel, its sign such
    that most of its weight goes with the kernel's mean."""


class Order(StrEnum):
    """How kernels are sorted."""

    NUMBER = "number"
    NORM = "norm"
    ACTIVATION = "activation"
    SIMILARITY = "similarity"


class Scale(StrEnum):
    """Which weight is drawn in full colour."""

    OWN = "own"
    """The largest of each kernel: shapes can be compared, strengths cannot."""
    COMMON = "common"
    """The largest of the layer."""


class Evidence(StrEnum):
    """What is laid over a patch: what of it excites the unit that sees it."""

    NONE = "none"
    SALIENCY = "saliency"
    """The gradient of the strongest unit (Kalmeijer 2016, section 3.2.1, with the maximum)."""
    SUM = "sum"
    """The gradient of the sum over all units of the channel, where the strongest unit looks."""
    OCCLUSION = "occlusion"
    """What the unit loses when a window of what it sees is hidden."""
