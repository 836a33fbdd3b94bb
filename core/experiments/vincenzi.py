"""Vincenzi's five sets: VGG16 on fundus photographs with artificial markers, and on the grades themselves."""

from __future__ import annotations

from dataclasses import replace

from core.experiments.experiment import (
    NOT_AT_HAND,
    Arm,
    DataPlan,
    Experiment,
    Measure,
    NetworkPlan,
    Question,
    Reported,
    Scaled,
    Source,
    Work,
)
from core.images.preparation import Recipe
from core.synthesis.markers.presets import Preset
from core.training.settings import Watched

_MARKERS = DataPlan(
    source=Source.MARKERS,
    train=Scaled(small=320, full=8000),
    test=Scaled(small=80, full=1000),
    size_px=Scaled(small=256, full=512),
)
_VGG16 = NetworkPlan(
    architecture=Scaled(small="funduscope/vgg16_bn_pool", full="torchvision/vgg16"),
    input_px=Scaled(small=96, full=512),
    epochs=Scaled(small=5, full=30),
    batch_size=Scaled(small=8, full=32),
    learning_rate=3e-4,
    recipe=Recipe.VINCENZI,
)
_ACCURACY = Reported("Accuracy", NOT_AT_HAND, Measure.ANSWERS)
_NO_MEASURE = Reported(
    "How well the maps point at the markers",
    "no figures: \u201cthis work lacks a good methodology to objectively evaluate the visualizations\u201d",
    Measure.LOCALISATION,
)
_SCALED_DOWN = (
    "VGG16's thirteen convolutions (configuration D) stand, with batch normalisation, without which they did not leave "
    "chance within the steps that a processor has time for; global average pooling and one linear layer take the place "
    "of the three fully connected layers, which hold nine tenths of the parameters. The network reads a small picture "
    "and sees far fewer photographs and epochs."
)


def _markers(preset: Preset, title: str = "VGG16") -> Arm:
    return Arm(id=preset.value, title=title, data=replace(_MARKERS, preset=preset), network=_VGG16)


_TEXTURES = _markers(Preset.TEXTURES, "As the set is drawn")
_SMALLER_INPUT = Scaled(small=48, full=224)

EXPERIMENTS = (
    Experiment(
        id="vincenzi-natural",
        title="Natural markers, five classes",
        work=Work.VINCENZI,
        place="section 4.3.2 and Appendix 3",
        description="Five kinds of marker that no retina holds are put into fundus photographs, one kind a class. "
        "Since the only thing that tells the classes apart is the marker, a map of a right answer must lie on it.",
        arms=(_markers(Preset.NATURAL),),
        reported=(_ACCURACY, _NO_MEASURE),
        scaled_down=_SCALED_DOWN,
        small_minutes=12,
        full_minutes=60,
        questions=frozenset({Question.CLASS_AGAINST_CLASS}),
    ),
    Experiment(
        id="vincenzi-car-grass",
        title="Car against grass",
        work=Work.VINCENZI,
        place="section 4.3.2 and Appendix 3",
        description="An object with a shape against a texture without one. Both classes have a marker, so both have "
        "something that speaks for them.",
        arms=(_markers(Preset.CAR_GRASS),),
        reported=(_ACCURACY, _NO_MEASURE),
        scaled_down=_SCALED_DOWN,
        small_minutes=8,
        full_minutes=45,
        questions=frozenset({Question.CLASS_AGAINST_CLASS}),
    ),
    Experiment(
        id="vincenzi-textures",
        title="Texture blobs and clean photographs, four classes",
        work=Work.VINCENZI,
        place="section 4.3.2 and Appendix 3",
        description="Blobs of three textures, blended into the fundus so that no edge gives them away, and a class "
        "without any. The thesis's network failed on it. Here it is trained with the blobs as they are drawn, with an "
        "input of half the resolution, with half of their contrast, and with blobs of twice the size, to find out what "
        "it takes to fail.",
        arms=(
            _TEXTURES,
            replace(
                _TEXTURES,
                id="smaller-input",
                title="Network input of half the resolution",
                network=replace(_VGG16, input_px=_SMALLER_INPUT),
            ),
            replace(
                _TEXTURES,
                id="weaker-markers",
                title="Blobs of half the contrast",
                data=replace(_TEXTURES.data, strength=0.5),
            ),
            replace(
                _TEXTURES,
                id="larger-markers",
                title="Blobs of twice the size",
                data=replace(_TEXTURES.data, smallest=0.24, largest=0.6),
            ),
        ),
        reported=(Reported("Outcome", "the network failed on this set", Measure.ANSWERS), _NO_MEASURE),
        scaled_down=_SCALED_DOWN,
        small_minutes=30,
        full_minutes=240,
        questions=frozenset({Question.CLASS_AGAINST_CLASS, Question.ACROSS_ARMS}),
    ),
    Experiment(
        id="vincenzi-grass-none",
        title="Grass against none: the puzzle",
        work=Work.VINCENZI,
        place="section 4.3.2 and Appendix 3",
        description="Photographs with a blob of grass against photographs without one. The thesis found that Grad-CAM "
        "for “none” lights the background, and wondered why. The answer is measured: how strong the evidence for each "
        "class is, where it lies, and whether it changes when the grass is taken away.",
        arms=(_markers(Preset.GRASS_NONE),),
        reported=(
            Reported("Grad-CAM for \u201cnone\u201d", "lights the background", Measure.CLEAN_CLASS),
            _ACCURACY,
            _NO_MEASURE,
        ),
        scaled_down=_SCALED_DOWN,
        small_minutes=8,
        full_minutes=45,
        questions=frozenset({Question.CLASS_AGAINST_CLASS}),
    ),
    Experiment(
        id="vincenzi-grades",
        title="Grades of diabetic retinopathy",
        work=Work.VINCENZI,
        place="section 4.3.2",
        description="The task itself, on rendered photographs whose lesions are known pixel by pixel: five grades, of "
        "which the lesions follow by the international scale. A map of a right answer should lie on lesions.",
        arms=(
            Arm(
                id="grades",
                title="VGG16",
                data=replace(_MARKERS, source=Source.FUNDUS),
                network=replace(
                    _VGG16,
                    input_px=Scaled(small=128, full=512),
                    epochs=Scaled(small=8, full=30),
                    watched=Watched.QUADRATIC_WEIGHTED_KAPPA,
                ),
            ),
        ),
        reported=(_ACCURACY, _NO_MEASURE),
        scaled_down=_SCALED_DOWN
        + " Microaneurysms are less than a pixel at this size, so that mild retinopathy can hardly "
        "be told from none: it is the price of the small input.",
        small_minutes=20,
        full_minutes=60,
        questions=frozenset({Question.CLASS_AGAINST_CLASS}),
        beside=frozenset({"OD", "DN"}),
    ),
)
