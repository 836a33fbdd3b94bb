"""Whether a network's answer follows what a map marks, and whether the map holds when its input hardly changes.

Insertion and deletion (Petsiuk et al., "RISE", BMVC 2018, section 4.1): the pixels of the network's input are shown, or
hidden, from the strongest evidence to the weakest, and the area under the curve of the target's probability is taken.
Deletion is the pixel flipping of Bach et al. 2015 and of Quantus, in steps of many pixels. Maximum sensitivity: Yeh et
al., "On the (in)fidelity and sensitivity of explanations", NeurIPS 2019, section 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from core.errors import ExplainError
from core.experiments.placing import map_on_grid
from core.explain.batches import in_batches
from core.explain.case import Case, kept_sweeps
from core.explain.checks.similarity import rank_correlation
from core.explain.checks.weights import RandomNetworks
from core.explain.explanation import Explanation
from core.explain.fills import baseline
from core.explain.forward_pass import ForwardPass
from core.explain.methods import compute
from core.explain.params import Baseline
from core.explain.passes import logits
from core.explain.query import ClassTarget, Query
from core.explain.scalar import score
from core.explain.targets import ProbabilityTarget
from core.images.geometry import Affine
from core.images.photograph import Photograph
from core.jobs import CancelToken, no_report
from core.networks.loaded import LoadedModel

SWEEP_BYTES = 16 << 20


class FaithfulnessFigure(StrEnum):
    """The figures of faithfulness; the value is the name in files."""

    INSERTION = "insertion_area"
    """The area under the probability while pixels are shown, from a baseline on: better the higher."""
    DELETION = "deletion_area"
    """The area under the probability while pixels are hidden: better the lower."""
    MAX_SENSITIVITY = "max_sensitivity"
    """The largest change of the map under small noise, in shares of its own Euclidean norm, as Captum has it: better
    the lower. 1 is a change as large as the map."""
    MAX_SENSITIVITY_PER_INPUT = "max_sensitivity_per_input"
    """The same in Quantus' scale: of maps divided by their largest absolute value, in shares of the input's norm."""
    RANDOMISATION = "randomised_weights_correlation"
    """The rank correlation with the maps of networks whose weights are all random (Adebayo et al., NeurIPS 2018), with
    or without signs, whichever is higher; the median of several networks. Better the lower: a map that stays shows the
    photograph, or the method."""

    @property
    def label(self) -> str:
        """The name in tables."""
        return _LABELS[self]


_LABELS = {
    FaithfulnessFigure.INSERTION: "Insertion",
    FaithfulnessFigure.DELETION: "Deletion",
    FaithfulnessFigure.MAX_SENSITIVITY: "Maximum sensitivity",
    FaithfulnessFigure.MAX_SENSITIVITY_PER_INPUT: "Maximum sensitivity per input",
    FaithfulnessFigure.RANDOMISATION: "Randomised weights",
}


@dataclass(frozen=True, slots=True)
class FaithfulnessSettings:
    """`steps` of equally many pixels a curve; `revealed_from` is the input without anything to see from which insertion
    starts, `hidden_by` what deletion puts in a pixel's place. `random_maps` are averaged for chance. `samples` inputs
    with uniform noise of up to `radius` (in units of the normalised input, on every value) for maximum sensitivity.
    `networks` with random weights for the randomisation check.
    """

    steps: int = 32
    revealed_from: Baseline = Baseline.BLUR
    hidden_by: Baseline = Baseline.MEAN
    random_maps: int = 2
    samples: int = 4
    radius: float = 0.02
    networks: int = 3
    seed: int = 0

    def __post_init__(self) -> None:
        if self.steps < 1 or self.samples < 1 or self.random_maps < 1 or self.networks < 1:
            raise ExplainError("Faithfulness needs at least one step, random map, sample and random network.")
        if not self.radius > 0:
            raise ExplainError(f"A noise of {self.radius} changes nothing.", "Give a number above 0.")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure, and what maps of random values on the same cells reach; None where there is no such level."""

    value: float
    chance: float | None


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """What one map is worth to its network; `figures` is empty for a map without evidence, which orders nothing.

    `insertion` and `deletion` are the curves: the target's probability after 0 to `steps` steps, 0..1.
    """

    figures: Mapping[FaithfulnessFigure, Measured]
    insertion: tuple[float, ...] = ()
    deletion: tuple[float, ...] = ()


class FaithfulnessBench:
    """One photograph before one network. What all of its maps share, as the curves of chance, is computed once."""

    def __init__(
        self,
        model: LoadedModel,
        photograph: Photograph,
        settings: FaithfulnessSettings | None = None,
        *,
        token: CancelToken | None = None,
    ) -> None:
        """One forward pass. Raises Cancelled once `token` is cancelled."""
        self.settings = settings or FaithfulnessSettings()
        self.token = token or CancelToken()
        self._model = model
        image, self._to_photograph = model.prepare(photograph)
        self._case = self._case_of(image)
        self._chances: dict[tuple[object, ...], tuple[float, float]] = {}
        self._random: list[Case] = []

    def judge(self, maps: Mapping[str | None, Explanation]) -> dict[str | None, Faithfulness]:
        """The figures of one method's maps for one class, by layer as they were given.

        Raises ExplainError for maps of another target than a class, or where the network's answer breaks down,
        Cancelled once the token is cancelled.
        """
        telling = {layer: explanation for layer, explanation in maps.items() if explanation.has_evidence}
        changed = self._sensitivities(telling) if telling else {}
        alike = self._randomised(telling) if telling else {}
        found: dict[str | None, Faithfulness] = {layer: Faithfulness({}) for layer in maps}
        for layer, explanation in telling.items():
            evidence = self._on_input(explanation)
            shown, hidden = self._curves(evidence, _class_of(explanation.query))
            chance_shown, chance_hidden = self._chance(explanation)
            figures = {
                FaithfulnessFigure.INSERTION: Measured(area(shown), chance_shown),
                FaithfulnessFigure.DELETION: Measured(area(hidden), chance_hidden),
                **changed[layer],
                **alike[layer],
            }
            found[layer] = Faithfulness(figures, tuple(shown.tolist()), tuple(hidden.tolist()))
        return found

    def _curves(self, evidence: NDArray[np.float32], target: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        settings, case, order = self.settings, self._case, order_of(evidence, seed=self.settings.seed)
        empty, hidden = baseline(case, settings.revealed_from), baseline(case, settings.hidden_by)
        steps = settings.steps
        insertion = curve(case, order, target=target, before=empty, after=case.image, steps=steps)
        return insertion, curve(case, order, target=target, before=case.image, after=hidden, steps=steps)

    def _chance(self, explanation: Explanation) -> tuple[float, float]:
        """The mean areas of maps of random values on the same cells: as coarse, and knowing nothing."""
        target = _class_of(explanation.query)
        key = (explanation.map.shape, explanation.to_photograph, target)
        if key not in self._chances:
            random = np.random.Generator(np.random.PCG64(self.settings.seed))
            areas = []
            for _ in range(self.settings.random_maps):
                values = random.random(explanation.map.shape, np.float32)
                shown, hidden = self._curves(self._on_input(replace(explanation, map=values)), target)
                areas.append((area(shown), area(hidden)))
            insertion, deletion = np.mean(areas, 0).tolist()
            self._chances[key] = (insertion, deletion)
        return self._chances[key]

    def _on_input(self, explanation: Explanation) -> NDArray[np.float32]:
        """The map at the pixels of the network's input."""
        height, width = (int(side) for side in self._case.image.shape[2:])
        to_input = explanation.to_photograph.then(self._to_photograph.inverse())
        placed = replace(explanation, to_photograph=_tidied(to_input), seen=(0.0, 0.0, float(width), float(height)))
        return map_on_grid(placed, (width, height), (width, height))

    def _sensitivities(
        self, maps: Mapping[str | None, Explanation]
    ) -> dict[str | None, dict[FaithfulnessFigure, Measured]]:
        """The largest changes over the noisy inputs, each of which is explained at all layers together."""
        query = next(iter(maps.values())).query
        _class_of(query)
        norm = float(self._case.image.double().norm())
        largest = dict.fromkeys(maps, (0.0, 0.0))
        for noisy in noisy_inputs(self._case.image, self.settings):
            self.token.check()
            findings = compute(self._case_of(noisy), query, list(maps))
            for layer, explanation in maps.items():
                own, scaled = changes(explanation.map, findings[layer].map, norm)
                largest[layer] = (max(largest[layer][0], own), max(largest[layer][1], scaled))
        return {
            layer: {
                FaithfulnessFigure.MAX_SENSITIVITY: Measured(own, None),
                FaithfulnessFigure.MAX_SENSITIVITY_PER_INPUT: Measured(scaled, None),
            }
            for layer, (own, scaled) in largest.items()
        }

    def _randomised(
        self, maps: Mapping[str | None, Explanation]
    ) -> dict[str | None, dict[FaithfulnessFigure, Measured]]:
        """How alike the maps are to those of networks with random weights; one without a map there has nothing alike.

        A network that breaks down on this photograph, or cannot be asked by this method, is left out; without any the
        figure is.
        """
        query = next(iter(maps.values())).query
        found: dict[str | None, list[tuple[float, float]]] = {layer: [] for layer in maps}
        for case in self._random_cases():
            self.token.check()
            try:
                findings = compute(case, query, list(maps))
            except ExplainError:
                continue
            for layer, explanation in maps.items():
                found[layer].append(_likeness(explanation.map, findings[layer].map))
        return {layer: _unchanged(pairs) for layer, pairs in found.items()}

    def _random_cases(self) -> list[Case]:
        """Forward passes of networks that have learned nothing, made when they are first asked for."""
        if not self._random:
            networks = RandomNetworks(self._model, self._case.image)
            seeds = range(self.settings.seed, self.settings.seed + self.settings.networks)
            self._random = [self._case_of(self._case.image, networks.whole(seed)) for seed in seeds]
        return self._random

    def _case_of(self, image: Tensor, module: nn.Module | None = None) -> Case:
        card = self._model.card
        module = self._model.module if module is None else module
        forward = ForwardPass.run(module, image, self._model.layers, token=self.token)
        sweeps = kept_sweeps(SWEEP_BYTES)
        return Case(module, forward, mean=card.mean, std=card.std, token=self.token, sweeps=sweeps)


def order_of(evidence: NDArray[np.float32], *, seed: int = 0) -> NDArray[np.intp]:
    """The pixels of (h, w) from the highest value to the lowest, as flat indices; equal ones in a random order.

    The scan order would run through the large parts without evidence from the top down, which is an order of its own.
    What is not finite counts as 0.
    """
    values = np.where(np.isfinite(evidence), evidence, np.float32(0)).ravel()
    draw = np.random.Generator(np.random.PCG64(seed)).permutation(values.size)
    ordered: NDArray[np.intp] = draw[np.argsort(-values[draw], kind="stable")]
    return ordered


@torch.no_grad()
def curve(
    case: Case, order: NDArray[np.intp], *, target: int, before: Tensor, after: Tensor, steps: int
) -> NDArray[np.float64]:
    """The probability of class `target` while the pixels in `order` turn from `before` into `after`: (steps + 1,).

    Both are inputs (1, c, h, w); after step k the first `k / steps` of the pixels have turned. In batches. Raises
    ExplainError where the network's answer is not a finite number, Cancelled once the case's token is cancelled.
    """
    height, width = case.image.shape[2:]
    ranks = np.empty(order.size, np.int64)
    ranks[order] = np.arange(order.size)
    rank = torch.from_numpy(ranks).reshape(1, 1, height, width).to(case.image.device)
    counts = torch.from_numpy(np.rint(np.linspace(0, order.size, steps + 1)).astype(np.int64)).to(case.image.device)

    def evaluate(indices: range) -> Tensor:
        has_turned = rank < counts[indices.start : indices.stop].reshape(-1, 1, 1, 1)
        return score(logits(case, torch.where(has_turned, after, before)), ProbabilityTarget(target))

    parts = in_batches(steps + 1, evaluate, device=case.image.device, token=case.token, report=no_report)
    values: NDArray[np.float64] = torch.cat([part.detach().double().cpu() for _range, part in parts]).numpy()
    return values


def area(values: NDArray[np.float64]) -> float:
    """The area under a curve over 0..1 by the trapezium rule, as RISE has it."""
    return float((values.sum() - (values[0] + values[-1]) / 2) / (len(values) - 1))


def noisy_inputs(image: Tensor, settings: FaithfulnessSettings) -> list[Tensor]:
    """`image` (1, c, h, w) with uniform noise, a tensor a sample; the same for the same seed, on any device."""
    generator = torch.Generator().manual_seed(settings.seed)
    return [
        image + ((torch.rand(image.shape, generator=generator) * 2 - 1) * settings.radius).to(image)
        for _ in range(settings.samples)
    ]


def changes(first: NDArray[np.float32], second: NDArray[np.float32], input_norm: float) -> tuple[float, float]:
    """By how much a map changed: in shares of its norm, and of maps divided by their peak in shares of the input's."""
    before, after = (np.nan_to_num(one.astype(np.float64), posinf=0.0, neginf=0.0) for one in (first, second))
    own = float(np.linalg.norm(before - after)) / (float(np.linalg.norm(before)) or 1.0)
    before, after = (one / (float(np.abs(one).max()) or 1.0) for one in (before, after))
    return own, float(np.linalg.norm(before - after)) / (input_norm or 1.0)


def _likeness(first: NDArray[np.float32], second: NDArray[np.float32]) -> tuple[float, float]:
    """The rank correlations with and without signs; 0 where one of the maps is the same everywhere."""
    with_signs, without = rank_correlation(first, second), rank_correlation(np.abs(first), np.abs(second))
    return with_signs or 0.0, without or 0.0


def _unchanged(likenesses: list[tuple[float, float]]) -> dict[FaithfulnessFigure, Measured]:
    if not likenesses:
        return {}
    return {FaithfulnessFigure.RANDOMISATION: Measured(float(np.median(likenesses, axis=0).max()), None)}


def _class_of(query: Query) -> int:
    if not isinstance(query.target, ClassTarget):
        raise ExplainError("Faithfulness is measured by the probability of a class.", "Choose a class as the target.")
    return query.target.index


def _tidied(affine: Affine) -> Affine:
    """Without what rounding leaves of a turn: placing takes another way where cells stand askew."""
    is_straight = abs(affine.xy) < 1e-9 * abs(affine.xx) and abs(affine.yx) < 1e-9 * abs(affine.yy)
    return replace(affine, xy=0.0, yx=0.0) if is_straight else affine
