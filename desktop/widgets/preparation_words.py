"""What is done to a photograph before a network sees it, in sentences."""

from collections.abc import Mapping
from types import MappingProxyType

from core.images.preparation import Normalisation, Preparation, Recipe
from core.images.steps.clahe import Clahe
from core.images.steps.colours import GreyWorld, HistogramMatching
from core.images.steps.crop import CentreCrop
from core.images.steps.field_crop import FieldCrop
from core.images.steps.flip import Direction, Flip
from core.images.steps.green import GreenChannel
from core.images.steps.local_mean import LocalMean
from core.images.steps.normalise import Normalise
from core.images.steps.resize import Resize, ResizeShorterSide
from core.images.steps.scale_radius import ScaleRadius
from core.images.steps.step import Step

RECIPE_TITLES: Mapping[Recipe, str] = MappingProxyType(
    {
        Recipe.STRETCH: "Whole photograph",
        Recipe.CENTRE: "Centre square",
        Recipe.IMAGENET: "Centre square, as for ImageNet",
        Recipe.PLAIN: "Disc of light",
        Recipe.LOCAL_MEAN: "Disc of light, less its local mean",
        Recipe.VINCENZI: "Disc of light, less its local mean, as in the thesis",
        Recipe.CASINI: "Disc of light, equalised",
    }
)
RECIPE_SENTENCES: Mapping[Recipe, str] = MappingProxyType(
    {
        Recipe.STRETCH: "The whole photograph is stretched to the network's square: nothing is lost, a fundus becomes "
        "an ellipse.",
        Recipe.CENTRE: "The middle square is kept in its proportions; the sides of a wide photograph are cut off.",
        Recipe.IMAGENET: "A slightly smaller middle square is kept, as ImageNet's networks are tested: a border of one "
        "sixteenth is cut off on every side as well.",
        Recipe.PLAIN: "The square around the disc of light is kept: every camera's fundus gets the same size.",
        Recipe.LOCAL_MEAN: "The disc of light, four times what differs from its surroundings, on grey; the mean is "
        "taken over what is lit.",
        Recipe.VINCENZI: "The disc of light, four times what differs from its surroundings, on grey (Vincenzi 2017).",
        Recipe.CASINI: "The disc of light with its lightness equalised in 5 x 5 tiles (Casini et al. 2022).",
    }
)
NORMALISATION_TITLES: Mapping[Normalisation, str] = MappingProxyType(
    {
        Normalisation.IMAGENET: "ImageNet's mean and deviation",
        Normalisation.HALF: "From -1 to 1",
        Normalisation.UNIT: "From 0 to 1",
    }
)
NORMALISATION_SENTENCES: Mapping[Normalisation, str] = MappingProxyType(
    {
        Normalisation.IMAGENET: "Usual for torchvision and for everything fine-tuned from ImageNet weights.",
        Normalisation.HALF: "Mean and deviation 0.5: usual for Inception, many ViT and some timm networks.",
        Normalisation.UNIT: "Colours are only divided by 255: usual for networks trained from scratch.",
    }
)


_FLIPS: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.HORIZONTAL: "Left and right change places.",
        Direction.VERTICAL: "Top and bottom change places.",
        Direction.BOTH: "The photograph is turned by half a turn.",
    }
)


def preparation_sentences(preparation: Preparation) -> tuple[str, ...]:
    """One sentence a step, in the order in which they are done."""
    return tuple(step_sentence(step) for step in preparation.steps)


def step_sentence(step: Step | Normalise) -> str:
    """What a step does, with its parameters."""
    match step:
        case Resize():
            return f"The whole photograph is stretched to {step.width} x {step.height} pixels ({step.interpolation})."
        case ResizeShorterSide():
            return f"The photograph is scaled until its shorter side has {step.size} pixels ({step.interpolation})."
        case CentreCrop():
            return f"The middle {step.width} x {step.height} pixels are kept."
        case FieldCrop():
            return "The square around the disc of light is found and kept."
        case LocalMean():
            return (
                f"{step.gain:g} times what differs from the local mean, on grey, inside {step.radius:g} of the radius."
            )
        case Clahe():
            return f"The lightness is equalised in {step.tiles} x {step.tiles} tiles, limit {step.clip_limit:g}."
        case ScaleRadius():
            return f"The fundus is scaled to a radius of {step.radius} pixels, and the middle square around it kept."
        case GreenChannel():
            return "The green channel takes the place of all three."
        case GreyWorld():
            return "The channels are scaled to one mean over the disc of light."
        case HistogramMatching():
            return "Each channel gets the distribution of a reference fundus."
        case Flip():
            return _FLIPS[step.direction]
        case Normalise():
            return _normalise_sentence(step)
    parameters = ", ".join(f"{name} {value}" for name, value in step.to_json().items())
    return f"{step.name.replace('_', ' ').capitalize()}: {parameters}."


def _normalise_sentence(step: Normalise) -> str:
    known = next((choice for choice in Normalisation if choice.step() == step), None)
    numbers = f"mean {_numbers(step.mean)}, deviation {_numbers(step.std)}"
    if known is None:
        return f"Colours are normalised: {numbers}."
    return f"Colours are normalised: {NORMALISATION_TITLES[known]} ({numbers})."


def _numbers(values: tuple[float, ...]) -> str:
    return ", ".join(f"{value:g}" for value in values)
