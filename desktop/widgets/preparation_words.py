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
from desktop.translation import mark, tr

RECIPE_TITLES: Mapping[Recipe, str] = MappingProxyType(
    {
        Recipe.STRETCH: mark("Whole photograph"),
        Recipe.CENTRE: mark("Centre square"),
        Recipe.IMAGENET: mark("Centre square, as for ImageNet"),
        Recipe.PLAIN: mark("Disc of light"),
        Recipe.LOCAL_MEAN: mark("Disc of light, less its local mean"),
        Recipe.VINCENZI: mark("Disc of light, less its local mean, as in the thesis"),
        Recipe.CASINI: mark("Disc of light, equalised"),
    }
)
RECIPE_SENTENCES: Mapping[Recipe, str] = MappingProxyType(
    {
        Recipe.STRETCH: mark(
            "The whole photograph is stretched to the network's square: nothing is lost, a fundus becomes an ellipse."
        ),
        Recipe.CENTRE: mark(
            "The middle square is kept in its proportions; the sides of a wide photograph are cut off."
        ),
        Recipe.IMAGENET: mark(
            "A slightly smaller middle square is kept, as ImageNet's networks are tested: a border of one "
            "sixteenth is cut off on every side as well."
        ),
        Recipe.PLAIN: mark("The square around the disc of light is kept: every camera's fundus gets the same size."),
        Recipe.LOCAL_MEAN: mark(
            "The disc of light, four times what differs from its surroundings, on grey; the mean is "
            "taken over what is lit."
        ),
        Recipe.VINCENZI: mark(
            "The disc of light, four times what differs from its surroundings, on grey (Vincenzi 2017)."
        ),
        Recipe.CASINI: mark("The disc of light with its lightness equalised in 5 x 5 tiles (Casini et al. 2022)."),
    }
)
NORMALISATION_TITLES: Mapping[Normalisation, str] = MappingProxyType(
    {
        Normalisation.IMAGENET: mark("ImageNet's mean and deviation"),
        Normalisation.HALF: mark("From -1 to 1"),
        Normalisation.UNIT: mark("From 0 to 1"),
    }
)
NORMALISATION_SENTENCES: Mapping[Normalisation, str] = MappingProxyType(
    {
        Normalisation.IMAGENET: mark("Usual for torchvision and for everything fine-tuned from ImageNet weights."),
        Normalisation.HALF: mark("Mean and deviation 0.5: usual for Inception, many ViT and some timm networks."),
        Normalisation.UNIT: mark("Colours are only divided by 255: usual for networks trained from scratch."),
    }
)


_FLIPS: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.HORIZONTAL: mark("Left and right change places."),
        Direction.VERTICAL: mark("Top and bottom change places."),
        Direction.BOTH: mark("The photograph is turned by half a turn."),
    }
)


def preparation_sentences(preparation: Preparation) -> tuple[str, ...]:
    """One sentence a step, in the order in which they are done."""
    return tuple(step_sentence(step) for step in preparation.steps)


def step_sentence(step: Step | Normalise) -> str:
    """What a step does, with its parameters."""
    match step:
        case Resize():
            return tr(
                "The whole photograph is stretched to {width} x {height} pixels ({interpolation}).",
                width=step.width,
                height=step.height,
                interpolation=step.interpolation,
            )
        case ResizeShorterSide():
            return tr(
                "The photograph is scaled until its shorter side has {size} pixels ({interpolation}).",
                size=step.size,
                interpolation=step.interpolation,
            )
        case CentreCrop():
            return tr("The middle {width} x {height} pixels are kept.", width=step.width, height=step.height)
        case FieldCrop():
            return tr("The square around the disc of light is found and kept.")
        case LocalMean():
            return tr(
                "{gain:g} times what differs from the local mean, on grey, inside {radius:g} of the radius.",
                gain=step.gain,
                radius=step.radius,
            )
        case Clahe():
            return tr(
                "The lightness is equalised in {tiles} x {tiles} tiles, limit {clip_limit:g}.",
                tiles=step.tiles,
                clip_limit=step.clip_limit,
            )
        case ScaleRadius():
            return tr(
                "The fundus is scaled to a radius of {radius} pixels, and the middle square around it kept.",
                radius=step.radius,
            )
        case GreenChannel():
            return tr("The green channel takes the place of all three.")
        case GreyWorld():
            return tr("The channels are scaled to one mean over the disc of light.")
        case HistogramMatching():
            return tr("Each channel gets the distribution of a reference fundus.")
        case Flip():
            return tr(_FLIPS[step.direction])
        case Normalise():
            return _normalise_sentence(step)
    parameters = ", ".join(f"{name} {value}" for name, value in step.to_json().items())
    return f"{step.name.replace('_', ' ').capitalize()}: {parameters}."


def _normalise_sentence(step: Normalise) -> str:
    known = next((choice for choice in Normalisation if choice.step() == step), None)
    numbers = tr("mean {numbers}, deviation {numbers_2}", numbers=_numbers(step.mean), numbers_2=_numbers(step.std))
    if known is None:
        return tr("Colours are normalised: {numbers}.", numbers=numbers)
    return tr(
        "Colours are normalised: {normalisation_titles} ({numbers}).",
        normalisation_titles=NORMALISATION_TITLES[known],
        numbers=numbers,
    )


def _numbers(values: tuple[float, ...]) -> str:
    return ", ".join(f"{value:g}" for value in values)
