"""The explanations of an arm: every method and layer against the masks, and the maps of each class on every other's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.datasets.masks import find_masks, read_mask
from core.datasets.samples import Sample
from core.errors import ExplainError
from core.evaluation.localisation import Figure
from core.experiments.experiment import Experiment, Scale
from core.experiments.localising import Row, Truth, explained, judge, rows_of, telling_layers, truth_of
from core.experiments.placing import map_on_grid, seen_on_grid
from core.experiments.predicting import Answer
from core.explain.catalogue import CATALOGUE
from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.query import Method
from core.images.photograph import Photograph
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport
from core.networks.loaded import LoadedModel

Masks = Mapping[str, NDArray[np.bool_]]
MAX_GRID_PX = 256
"""The grid on which the maps of an experiment are judged: every layer of every photograph is."""


@dataclass(frozen=True, slots=True)
class ClassMap:
    """The map of one class on one photograph, at the layer that a user looks at first.

    `peak` is its maximum in the map's own units, which are comparable between the classes and photographs of a model.
    `inside` is the share of the evidence in the mask and `chance` that of the area; both are None without a mask, and
    `inside` without evidence. `logit` is the network's answer for the class. Those that end in `_below` are of the same
    photograph without its markers, None where there is none; `likeness` is the correlation of the two maps outside of
    the mask, None where one of them is constant there.
    """

    image: str
    group: str
    label: int
    target: int
    logit: float
    peak: float
    inside: float | None
    chance: float | None
    coverage: float
    logit_below: float | None = None
    peak_below: float | None = None
    likeness: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @staticmethod
    def from_json(obj: dict[str, Any]) -> ClassMap:
        """The one that `to_json` gave."""
        return ClassMap(**obj)


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A photograph held out, with its masks and what the network said of it."""

    sample: Sample
    photograph: Photograph
    masks: Masks
    truth: Truth
    answer: Answer


_MANY_PASSES = (Method.SCORE_CAM, Method.SMOOTH_GRAD, Method.INTEGRATED_GRADIENTS, Method.OCCLUSION)
"""Methods that run the network dozens of times for a map."""
_SMALL_INPUT_PX = 64


def methods_for(scale: Scale, input_px: int) -> tuple[Method, ...]:
    """The methods that are tried: all that explain a class; at small scale no slow ones, unless the input is tiny."""
    is_quick = scale is Scale.SMALL and input_px > _SMALL_INPUT_PX
    return tuple(
        method
        for method, entry in CATALOGUE.items()
        if entry.is_for_target and not (is_quick and method in _MANY_PASSES)
    )


def read_subject(experiment: Experiment, sample: Sample, answer: Answer, class_names: Sequence[str]) -> Subject:
    """Read a photograph and its masks. Raises ImageError."""
    photograph = read_photograph(sample.path)
    size = (photograph.width, photograph.height)
    found = {mask.code: read_mask(mask.path, size) for mask in find_masks(sample.path)}
    if experiment.is_pointing_at_class:
        found = {code: mask for code, mask in found.items() if code == class_names[sample.label]}
    masks = {code: mask for code, mask in found.items() if code not in experiment.beside}
    truth = truth_of(photograph, masks, is_fundus=experiment.is_fundus, max_side=MAX_GRID_PX)
    return Subject(sample, photograph, masks, truth, answer)


def has_grid(model: LoadedModel) -> bool:
    """Whether any layer has more than one position, so that there is something to show."""
    return any(layer.shape[1] * layer.shape[2] > 1 for layer in model.layers)


def localisation_rows(
    explainer: Explainer,
    model: LoadedModel,
    subject: Subject,
    methods: Sequence[Method],
    *,
    refused: dict[Method, str],
    token: CancelToken,
) -> list[Row]:
    """One row a method, of Grad-CAM one a layer, of the predicted class; none where there is nothing to point at.

    Other methods that ask for a layer get the one that one looks at first. A method that this network does not admit is
    remembered in `refused`, with the reason, and not tried again.
    """
    rows: list[Row] = []
    if not subject.truth.pointed_at.any():
        return rows
    default = [model.layers.default.name] if has_grid(model) else None
    for method in methods:
        if method in refused or (default is None and CATALOGUE[method].has_layer):
            continue
        layers = telling_layers(model) if method is Method.GRAD_CAM else default
        try:
            rows += rows_of(
                explainer,
                model,
                subject.photograph,
                subject.truth,
                name=subject.answer.image,
                method=method,
                label=subject.answer.label,
                group=subject.answer.group,
                layers=layers,
                token=token,
            )
        except ExplainError as error:
            refused[method] = error.message
    return rows


def class_maps(
    explainer: Explainer,
    model: LoadedModel,
    subject: Subject,
    below: Photograph | None,
    *,
    token: CancelToken,
) -> list[ClassMap]:
    """Grad-CAM of every class at the model's default layer, beside that of the photograph without its markers."""
    layer = model.layers.default.name
    before = explainer.predict(model, below, token=token) if below is not None else None
    found = []
    for target in range(model.card.class_count):
        (own,) = _grad_cam(explainer, model, subject.photograph, target, layer, token)
        localisation, _lesions = judge(own, subject.truth)
        energy = localisation.figures.get(Figure.ENERGY_INSIDE) if localisation is not None else None
        peak = float(own.map.max())
        values: dict[str, Any] = {
            "image": subject.answer.image,
            "group": subject.answer.group,
            "label": subject.answer.label,
            "target": target,
            "logit": subject.answer.logits[target],
            "peak": peak,
            "inside": energy.value if energy is not None else None,
            "chance": localisation.mask_share if localisation is not None else None,
            "coverage": float((own.map >= 0.5 * peak).mean()) if peak > 0 else 0.0,
        }
        if below is not None and before is not None:
            (other,) = _grad_cam(explainer, model, below, target, layer, token)
            values |= {
                "logit_below": float(before.logits[target]),
                "peak_below": float(other.map.max()),
                "likeness": _likeness(own, other, subject.truth),
            }
        found.append(ClassMap(**values))
    return found


def _grad_cam(
    explainer: Explainer, model: LoadedModel, photograph: Photograph, target: int, layer: str, token: CancelToken
) -> tuple[Explanation, ...]:
    maps = explained(explainer, model, photograph, method=Method.GRAD_CAM, target=target, layers=[layer], token=token)
    return tuple(maps.values())


def _likeness(own: Explanation, other: Explanation, truth: Truth) -> float | None:
    """Pearson's correlation of two maps where the network saw the fundus and no marker lies."""
    first, second = (map_on_grid(each, truth.size, truth.grid) for each in (own, other))
    place = truth.region & seen_on_grid(own, truth.size, truth.grid) & ~truth.pointed_at
    a, b = first[place].astype(np.float64), second[place].astype(np.float64)
    if not a.size or a.std() == 0 or b.std() == 0:
        return None
    return float(np.corrcoef(a, b)[0, 1])


def counted(report: ProgressReport, done: int, total: int) -> None:
    """Tell how many photographs are explained."""
    report(Progress(done, total, "Explaining"))
