"""What is known of each method beside its computation: what a chooser shows, and where a method may be asked.

Knows no torch. Every method has one entry; docs/methods.md says more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.explain.method import Method
from core.explain.params import HiResCamParams, MethodParams, OcclusionParams, Shown, params_type

if TYPE_CHECKING:
    from core.explain.query import Query


class Place(StrEnum):
    """Where the map of a method lies."""

    LAYER = "layer"
    """On the grid of the layer that is asked for."""
    INPUT = "input"
    """On the network's input, or on a grid of its own; no layer is asked for."""
    LAYER_ON_INPUT = "layer on input"
    """On the network's input, with the help of a layer that is asked for."""


class Group(StrEnum):
    """How a chooser groups the methods; the value is the heading."""

    LAYER = "On a layer"
    INPUT = "At the input"
    CHANGES = "By changing the input"
    TRANSFORMER = "For vision transformers"


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
    def group(self) -> Group:
        """Under which heading a chooser lists it."""
        if self.method in (Method.OCCLUSION, Method.SCORE_CAM):
            return Group.CHANGES
        if self.method is Method.ATTENTION_ROLLOUT:
            return Group.TRANSFORMER
        return Group.LAYER if self.place is Place.LAYER else Group.INPUT

    @property
    def params(self) -> type[MethodParams]:
        """The dataclass of its parameters; its `form()` says what can be chosen."""
        return params_type(self.method)


_ENTRIES = (
    Entry(
        Method.GRAD_CAM,
        title="Grad-CAM",
        sentence="Where channels that speak for the target are active: coarse, shows support only, and at early "
        "layers little of what decides.",
        paper="Selvaraju et al., Grad-CAM: Visual Explanations from Deep Networks, ICCV 2017",
        place=Place.LAYER,
        is_signed=False,
    ),
    Entry(
        Method.HIRES_CAM,
        title="HiResCAM",
        sentence="Which places of the layer the target rests on, each by what it does itself: faithful at the last "
        "convolution before one dense layer, noisier than Grad-CAM elsewhere.",
        paper="Draelos and Carin, Use HiResCAM instead of Grad-CAM for faithful explanations, arXiv 2021",
        place=Place.LAYER,
        is_signed=False,
    ),
    Entry(
        Method.GRAD_CAM_PLUS_PLUS,
        title="Grad-CAM++",
        sentence="Like Grad-CAM, but small and repeated lesions count as much as one large one; how strong the "
        "support is, it does not say.",
        paper="Chattopadhay et al., Grad-CAM++, WACV 2018",
        place=Place.LAYER,
        is_signed=False,
    ),
    Entry(
        Method.LAYER_CAM,
        title="LayerCAM",
        sentence="Active places where more activity would raise the target: finer than Grad-CAM at early layers, "
        "and blind to what speaks against it.",
        paper="Jiang et al., LayerCAM, IEEE Transactions on Image Processing 2021",
        place=Place.LAYER,
        is_signed=False,
    ),
    Entry(
        Method.SCORE_CAM,
        title="Score-CAM",
        sentence="Channels weighted by how much of the target survives when only what they mark is left bright; "
        "slow, and it judges photographs dimmed in a way the network never saw.",
        paper="Wang et al., Score-CAM, CVPR workshops 2020",
        place=Place.LAYER,
        is_signed=False,
        is_quick=False,
    ),
    Entry(
        Method.EIGEN_CAM,
        title="Eigen-CAM",
        sentence="The strongest pattern of the layer, whatever the target: what the network notices, not what it "
        "concludes from.",
        paper="Muhammad and Yeasin, Eigen-CAM, IJCNN 2020",
        place=Place.LAYER,
        is_signed=False,
        is_for_target=False,
    ),
    Entry(
        Method.SALIENCY,
        title="Saliency",
        sentence="Which pixels would change the target most if they changed a little; not whether they speak for "
        "or against it, nor what it would be without them.",
        paper="Simonyan et al., Deep Inside Convolutional Networks, ICLR workshop 2014",
        place=Place.INPUT,
        is_signed=False,
    ),
    Entry(
        Method.INPUT_X_GRADIENT,
        title="Input x gradient",
        sentence="What each pixel's colour would contribute if the network were linear here; colour equal to the "
        "normalisation's mean gets nothing.",
        paper="Shrikumar et al., Not Just a Black Box, arXiv 2016",
        place=Place.INPUT,
        is_signed=True,
    ),
    Entry(
        Method.SMOOTH_GRAD,
        title="SmoothGrad",
        sentence="Saliency averaged over noisy copies, so that accidents of single pixels cancel; a calmer "
        "picture, not a truer one for this very photograph.",
        paper="Smilkov et al., SmoothGrad, arXiv 2017",
        place=Place.INPUT,
        is_signed=False,
        is_quick=False,
    ),
    Entry(
        Method.INTEGRATED_GRADIENTS,
        title="Integrated gradients",
        sentence="How the target's gain over an empty photograph divides among the pixels; it depends on what "
        "counts as empty.",
        paper="Sundararajan et al., Axiomatic Attribution for Deep Networks, ICML 2017",
        place=Place.INPUT,
        is_signed=True,
        is_quick=False,
    ),
    Entry(
        Method.GUIDED_BACKPROPAGATION,
        title="Guided backpropagation",
        sentence="Fine structures on paths where everything speaks for the target; mostly edges, and much the same "
        "whatever the target is.",
        paper="Springenberg et al., Striving for Simplicity, ICLR workshop 2015",
        place=Place.INPUT,
        is_signed=False,
        is_quick=False,
    ),
    Entry(
        Method.GUIDED_GRAD_CAM,
        title="Guided Grad-CAM",
        sentence="The fine structures of guided backpropagation where Grad-CAM is warm; the details are not "
        "specific to the target.",
        paper="Selvaraju et al., Grad-CAM: Visual Explanations from Deep Networks, ICCV 2017",
        place=Place.LAYER_ON_INPUT,
        is_signed=False,
        is_quick=False,
    ),
    Entry(
        Method.DECONVNET,
        title="Deconvolutional network",
        sentence="Which structure of the photograph excites the unit, handed back through its filters; for a class "
        "mostly edges.",
        paper="Zeiler and Fergus, Visualizing and Understanding Convolutional Networks, ECCV 2014",
        place=Place.INPUT,
        is_signed=False,
        is_quick=False,
    ),
    Entry(
        Method.OCCLUSION,
        title="Occlusion",
        sentence="What the target loses when a window hides that place, below zero where it gains; it measures the "
        "hiding too, so compare fills.",
        paper="Zeiler and Fergus, Visualizing and Understanding Convolutional Networks, ECCV 2014",
        place=Place.INPUT,
        is_signed=True,
        is_quick=False,
    ),
    Entry(
        Method.ATTENTION_ROLLOUT,
        title="Attention rollout",
        sentence="From which patches a vision transformer gathers what its answer is read from; the same for every "
        "target, and blind to everything but attention.",
        paper="Abnar and Zuidema, Quantifying Attention Flow in Transformers, ACL 2020",
        place=Place.INPUT,
        is_signed=False,
        is_for_target=False,
        is_quick=False,
    ),
)
CATALOGUE: Mapping[Method, Entry] = {entry.method: entry for entry in _ENTRIES}


def is_signed(query: Query) -> bool:
    """Whether values below 0 mean something in the map that answers `query`, with the parameters that it has."""
    if isinstance(query.params, HiResCamParams):
        return query.params.is_signed
    if isinstance(query.params, OcclusionParams) and query.params.shows is Shown.FILL_SPREAD:
        return False
    return CATALOGUE[query.method].is_signed
