"""How a photograph becomes a network's input: the same in training, in inference and under an overlay."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError, did_you_mean
from core.images.geometry import IDENTITY, Affine
from core.images.steps.clahe import Clahe
from core.images.steps.colours import GreyWorld, HistogramMatching
from core.images.steps.crop import CentreCrop
from core.images.steps.field_crop import FieldCrop
from core.images.steps.fields import check_side
from core.images.steps.flip import Flip
from core.images.steps.green import GreenChannel
from core.images.steps.local_mean import LocalMean
from core.images.steps.normalise import UNIT, Normalise, Triple
from core.images.steps.resampling import Interpolation
from core.images.steps.resize import Resize, ResizeShorterSide
from core.images.steps.scale_radius import ScaleRadius
from core.images.steps.step import Size, Step

STEP_TYPES: tuple[type[Step], ...] = (
    *(Resize, ResizeShorterSide, CentreCrop, FieldCrop, ScaleRadius),
    *(LocalMean, Clahe, GreenChannel, GreyWorld, HistogramMatching, Flip),
)
"""The steps that move or change pixels. `Normalise`, which makes numbers of them, comes last and stands apart."""

_STEP = "step"
_STEPS = "steps"


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A network's input.

    `values` is (3, height, width) float32, contiguous and writeable; `to_photograph` takes points of the input to
    points of the photograph.
    """

    values: NDArray[np.float32]
    to_photograph: Affine


@dataclass(frozen=True, slots=True)
class Preparation:
    """A pipeline of named steps that gives every photograph the same size. Hashable.

    At most one `Normalise`, which is last; without one, values run from 0 to 1. Raises `FunduscopeError` otherwise.
    """

    steps: tuple[Step | Normalise, ...]

    def __post_init__(self) -> None:
        if any(isinstance(step, Normalise) for step in self.steps[:-1]):
            raise FunduscopeError(
                f"The step '{Normalise.name}' is not the last one of the preparation.", "Move it to the end."
            )
        if self._size() is None:
            raise FunduscopeError(
                "The preparation gives photographs of different shapes different sizes.",
                f"Add a step '{Resize.name}' or '{CentreCrop.name}'.",
            )

    @property
    def output_size(self) -> Size:
        """(height, width) of the network's input in pixels."""
        size = self._size()
        if size is None:  # excluded when it was made
            raise ValueError("a preparation without a size")
        return size

    @property
    def mean(self) -> Triple:
        """What is subtracted from each channel's values of 0 to 1."""
        return self._normalise.mean

    @property
    def std(self) -> Triple:
        """What each channel is then divided by."""
        return self._normalise.std

    def apply(self, pixels: NDArray[np.uint8]) -> Prepared:
        """Prepare (height, width, 3) uint8 RGB."""
        prepared, to_photograph = self.apply_to_pixels(pixels)
        return Prepared(self._normalise.apply(prepared), to_photograph)

    def apply_to_pixels(self, pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], Affine]:
        """What the network sees as 8-bit RGB, before normalisation, and the map from its points to the photograph's."""
        return self.apply_from(0, pixels)

    def apply_from(self, first: int, pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], Affine]:
        """The same from step number `first`, from 0 on, for pixels that the steps before it have made."""
        to_before = IDENTITY
        for step in self._pixel_steps[first:]:
            pixels, back = step.apply(pixels)
            to_before = back.then(to_before)
        return pixels, to_before

    @property
    def scale_free_steps(self) -> tuple[tuple[Step, ...], Resize | None]:
        """The steps that may be done on a smaller copy of a photograph, and the resizing that follows on them, if any.

        Without one a smaller copy would give another result.
        """
        leading = tuple(takewhile(lambda step: step.is_scale_free, self._pixel_steps))
        after = self._pixel_steps[len(leading) :]
        return leading, after[0] if after and isinstance(after[0], Resize) else None

    def to_json(self) -> dict[str, object]:
        """The preparation as JSON values, for a model's card."""
        return {_STEPS: [{_STEP: step.name, **step.to_json()} for step in self.steps]}

    @staticmethod
    def from_json(obj: object) -> "Preparation":
        """The preparation that `to_json` gave. Raises `FunduscopeError`, which names step, field and value."""
        steps = obj.get(_STEPS) if isinstance(obj, Mapping) else None
        if not isinstance(steps, (list, tuple)):
            raise FunduscopeError(f"The preparation must be an object with a list '{_STEPS}'.")
        return Preparation(tuple(_step_from_json(step, number) for number, step in enumerate(steps, start=1)))

    @property
    def _normalise(self) -> Normalise:
        last = self.steps[-1]
        return last if isinstance(last, Normalise) else UNIT

    @property
    def _pixel_steps(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if isinstance(step, Step))

    def _size(self) -> Size | None:
        size: Size | None = None
        for step in self._pixel_steps:
            size = step.size_after(size)
        return size


def _step_from_json(obj: object, number: int) -> Step | Normalise:
    name = obj.get(_STEP) if isinstance(obj, Mapping) else None
    if not isinstance(obj, Mapping) or not isinstance(name, str):
        raise FunduscopeError(f"Step {number} of the preparation must be an object with a name as '{_STEP}'.")
    fields = {str(key): value for key, value in obj.items() if key != _STEP}
    if name == Normalise.name:
        return Normalise.from_json(fields)
    types = {step_type.name: step_type for step_type in STEP_TYPES}
    if name not in types:
        raise FunduscopeError(
            f"Step {number} of the preparation, '{name}', is not known.", _known(name, [*types, Normalise.name])
        )
    return types[name].from_json(fields)


class Normalisation(StrEnum):
    """The usual choices of mean and standard deviation."""

    IMAGENET = "imagenet"
    HALF = "half"
    UNIT = "unit"

    def step(self) -> Normalise:
        """The step that does it."""
        match self:
            case Normalisation.IMAGENET:
                return Normalise(mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225))
            case Normalisation.HALF:
                return Normalise(mean=(0.5, 0.5, 0.5), std=(0.5, 0.5, 0.5))
            case Normalisation.UNIT:
                return UNIT


class Recipe(StrEnum):
    """The usual preparations, by what becomes of a photograph that is not square."""

    STRETCH = "stretch"
    CENTRE = "centre"
    IMAGENET = "imagenet"
    PLAIN = "plain"
    LOCAL_MEAN = "local-mean"
    VINCENZI = "vincenzi"
    CASINI = "casini"


def recipe(
    name: str,
    *,
    input_size: int,
    normalisation: Normalisation,
    interpolation: Interpolation = Interpolation.BILINEAR,
) -> Preparation:
    """A usual preparation for a network that reads `input_size` x `input_size` pixels.

    `stretch`: the whole photograph, stretched. `centre`: the shorter side to the input's size, then the middle.
    `imagenet`: the shorter side to 8/7 of the input's size (256 for 224), then the middle, as ImageNet's networks are
    evaluated. `plain`: the square around the disc of light. `vincenzi`: that, less its local mean; `local-mean`: the
    same without the bright bars where the camera cuts the disc off. `casini`: the square with its lightness equalised.
    Raises `FunduscopeError` for any other name.
    """
    names = [choice.value for choice in Recipe]
    if name not in names:
        raise FunduscopeError(f"There is no preparation '{name}'.", _known(name, names))
    check_side(name, "input_size", input_size)
    crop = CentreCrop(input_size, input_size)
    last = Normalisation(normalisation).step()
    resize = Resize(input_size, input_size, interpolation)
    match Recipe(name):
        case Recipe.STRETCH:
            return Preparation((resize, last))
        case Recipe.CENTRE:
            return Preparation((ResizeShorterSide(input_size, interpolation), crop, last))
        case Recipe.IMAGENET:
            return Preparation((ResizeShorterSide(round(input_size / 0.875), interpolation), crop, last))
        case Recipe.PLAIN:
            return Preparation((FieldCrop(), resize, last))
        case Recipe.LOCAL_MEAN:
            return Preparation((FieldCrop(), resize, LocalMean(is_masked=True), last))
        case Recipe.VINCENZI:
            return Preparation((FieldCrop(), resize, LocalMean(), last))
        case Recipe.CASINI:
            return Preparation((FieldCrop(), resize, Clahe(), last))


def _known(name: str, names: list[str]) -> str:
    return did_you_mean(name, names) or f"It must be one of {', '.join(names)}."
