"""What is known of each method beside its computation: what a chooser shows, and where a method may be asked.

Knows no torch. Every method has one entry; docs/methods.md says more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.explain.method import Method
from core.explain.params import MethodParams, params_type


class Place(StrEnum):
    """Where the map of a method lies."""

    LAYER = "layer"
    """On the grid of the layer that is asked for."""
    INPUT = "input"
    """On the network's input; no layer is asked for."""
    LAYER_ON_INPUT = "layer on input"
    """On the network's input, with the help of a layer that is asked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One method. `sentence` says what its map means and what it does not; `paper` where it is from.

    `is_signed`: values below 0 mean something too. `is_for_target`: another target gives another map.
    `is_quick`: the map of a further target, and of all layers at once, costs one backward pass at most.
    """

    method: Method
    title: str
    sentence: str
    paper: str
    place: Place
    is_signed: bool
    is_for_target: bool = True
    is_quick: bool = True

    @property
    def has_layer(self) -> bool:
        """Whether a layer is asked for."""
        return self.place is not Place.INPUT

    @property
    def params(self) -> type[MethodParams]:
        """The dataclass of its parameters; its `form()` says what can be chosen."""
        return params_type(self.method)


_ENTRIES = (
    Entry(
        Method.GRAD_CAM,
        title="Grad-CAM",
        sentence="Where channels that speak for the target are active: coarse, shows support only, and at early layers "
        "little of what decides.",
        paper="Selvaraju et al., Grad-CAM: Visual Explanations from Deep Networks, ICCV 2017",
        place=Place.LAYER,
        is_signed=False,
    ),
    Entry(
        Method.SALIENCY,
        title="Saliency",
        sentence="Which pixels would change the target most if they changed a little; not whether they speak for or "
        "against it, nor what it would be without them.",
        paper="Simonyan et al., Deep Inside Convolutional Networks, ICLR workshop 2014",
        place=Place.INPUT,
        is_signed=False,
    ),
)
CATALOGUE: Mapping[Method, Entry] = {entry.method: entry for entry in _ENTRIES}
