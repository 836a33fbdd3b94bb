"""Whether a map holds when little is changed: the photograph as another camera would have taken it, or the model.

Each change is made to the photograph itself, which is then prepared anew, as if it had been opened so. The new map is
brought back onto the original's grid through its geometry and compared there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import ExplainError
from core.explain.catalogue import CATALOGUE
from core.explain.check_settings import FLIPS_BELOW, MOVED_FROM
from core.explain.checks.alignment import onto, peak
from core.explain.checks.disturbances import Change, changed
from core.explain.checks.similarity import UNKNOWN, Similarity, compare
from core.explain.checks.subject import Asked, Subject, finished, part_of, try_to_ask
from core.explain.explanation import Explanation
from core.explain.query import ChannelTarget, Query
from core.explain.targets import BoundaryTarget, ClassTarget, MarginTarget, ProbabilityTarget, Target
from core.images.geometry import Affine
from core.images.photograph import Photograph
from core.jobs import CancelToken, ProgressReport, no_report
from core.networks.loaded import LoadedModel


@dataclass(frozen=True, slots=True, eq=False)
class ChangedMap:
    """The map after one change.

    `map` is float32 on the original's grid, read-only, NaN where it says nothing; None where there is no map to
    compare, and then `note` says why. `peak_moved` is how far its maximum lies from the original's, as a share of the
    shorter side of what the network saw; None where either map is the same everywhere. `value` is what the network
    answers of the target, `predicted` the class that it predicts, by name, with its probability.
    """

    title: str
    map: NDArray[np.float32] | None = None
    similarity: Similarity | None = None
    peak_moved: float | None = None
    value: float | None = None
    predicted: str = ""
    probability: float | None = None
    is_prediction_changed: bool = False
    is_flipped: bool = False
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """The figures, without the map."""
        return {
            "title": self.title,
            **(self.similarity or UNKNOWN).to_json(),
            "peak_moved": self.peak_moved,
            "value": self.value,
            "predicted": self.predicted,
            "probability": self.probability,
            "prediction_changed": self.is_prediction_changed,
            "flipped": self.is_flipped,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, eq=False)
class StabilityCheck:
    """The original map and those after every change; `value`, `predicted` and `probability` are of the original."""

    query: Query
    map: NDArray[np.float32]
    value: float
    predicted: str
    probability: float
    changes: tuple[ChangedMap, ...]
    models: tuple[ChangedMap, ...]

    @property
    def flipped(self) -> tuple[ChangedMap, ...]:
        """Those that flipped."""
        return tuple(row for row in (*self.changes, *self.models) if row.is_flipped)

    def words(self) -> str:
        """What came of it, in a sentence or two."""
        count = len([row for row in self.changes if row.map is not None])
        flipped = [row for row in self.changes if row.is_flipped]
        if not count:
            first = "There is no map to compare."
        elif not flipped:
            first = f"The map holds under all {count} small changes of the photograph."
        else:
            first = f"The map flips under {len(flipped)} of {count} small changes of the photograph."
        turned = [row for row in self.changes if row.is_prediction_changed]
        second = f" The prediction changes under {len(turned)}." if turned else ""
        others = [row for row in self.models if row.map is not None]
        third = ""
        if others:
            differing = sum(row.is_flipped for row in others)
            third = f" {differing} of {len(others)} other models look elsewhere." if differing else (
                f" {len(others)} other models look at the same places." if len(others) > 1
                else " The other model looks at the same places."
            )  # fmt: skip
        return first + second + third

    def to_json(self) -> dict[str, Any]:
        """Words and figures as JSON values."""
        return {
            "words": self.words(),
            "flips_below": FLIPS_BELOW,
            "moved_from": MOVED_FROM,
            "value": self.value,
            "predicted": self.predicted,
            "probability": self.probability,
            "changes": [row.to_json() for row in self.changes],
            "models": [row.to_json() for row in self.models],
        }


def stability(
    model: LoadedModel,
    photograph: Photograph,
    query: Query,
    changes: Sequence[Change] = tuple(Change),
    *,
    others: Sequence[LoadedModel] = (),
    known: Explanation | None = None,
    token: CancelToken | None = None,
    report: ProgressReport = no_report,
) -> StabilityCheck:
    """Ask `query` again after each of `changes`, and of `others`, the user's other models.

    Of another model the class of the same name is asked, at its layer of the same name or else at its default one.
    `known` is the map that is checked where it is there already. Raises ExplainError where the query cannot be
    answered, Cancelled once `token` is cancelled.
    """
    token = token or CancelToken()
    subject = Subject.of(model, photograph, query)
    total = 1 + len(changes) + len(others)
    original = subject.original(known, token=token, report=part_of(report, 0, total, "the map itself"))
    width = original.seen[2] - original.seen[0]
    comparison = _Comparison(original, model.card.class_names)
    asking = _Asking(model, photograph, query, comparison, width / int(subject.image.shape[3]), token)
    rows = []
    for number, change in enumerate(changes, start=1):
        rows.append(asking.after(change, part_of(report, number, total, change.value)))
    models = []
    for number, other in enumerate(others, start=1 + len(changes)):
        models.append(asking.of(other, part_of(report, number, total, other.card.name)))
    finished(report, total)
    predicted, probability = model.card.class_names[original.predicted], _probability(original)
    return StabilityCheck(query, original.map, original.value, predicted, probability, tuple(rows), tuple(models))


@dataclass(frozen=True, slots=True, eq=False)
class _Asking:
    """Asks the query again, of a changed photograph or another model. `input_pixel` is the side of one of the input's
    pixels in those of the photograph.
    """

    model: LoadedModel
    photograph: Photograph
    query: Query
    comparison: _Comparison
    input_pixel: float
    token: CancelToken

    def after(self, change: Change, report: ProgressReport) -> ChangedMap:
        """The map of the photograph after `change`."""
        self.token.check()
        other = changed(self.photograph, change, self.input_pixel)
        again = Subject.of(self.model, other.photograph, replace(self.query, image=other.photograph.id))
        found = try_to_ask(lambda: again.ask(token=self.token, report=report))
        return self.comparison.row(change.value, found, self.model.card.class_names, other.to_original)

    def of(self, other: LoadedModel, report: ProgressReport) -> ChangedMap:
        """The map of another model."""
        self.token.check()
        try:
            asked = translated(self.query, self.model, other)
            again = Subject.of(other, self.photograph, asked)
        except ExplainError as error:
            return ChangedMap(other.card.name, note=str(error))
        found = try_to_ask(lambda: again.ask(token=self.token, report=report))
        note = f"at {asked.layer}" if asked.layer != self.query.layer else ""
        return self.comparison.row(other.card.name, found, other.card.class_names, Affine(), note)


@dataclass(frozen=True, slots=True, eq=False)
class _Comparison:
    """Holds other maps against the original."""

    original: Asked
    class_names: tuple[str, ...]

    def row(
        self, title: str, found: Asked | str, class_names: tuple[str, ...], to_original: Affine, note: str = ""
    ) -> ChangedMap:
        if isinstance(found, str):
            return ChangedMap(title, note=found)
        predicted = class_names[found.predicted]
        told: dict[str, Any] = {
            "value": found.value,
            "predicted": predicted,
            "probability": _probability(found),
            "is_prediction_changed": predicted != self.class_names[self.original.predicted],
        }
        if not found.is_finite:
            return ChangedMap(title, note="Not every value of this map is a finite number.", **told)
        place = found.to_photograph.then(to_original)
        seen = _moved(found.seen, to_original)
        values = onto(found.map, place, seen, self.original.map.shape, self.original.to_photograph)
        values.flags.writeable = False
        if not np.ptp(self.original.map) > 0:
            return ChangedMap(title, values, note="The map itself is the same everywhere.", **told)
        similarity = compare(self.original.map, values)
        moved = self._moved(values)
        is_flipped = _is_flipped(similarity, moved)
        return ChangedMap(title, values, similarity, moved, is_flipped=is_flipped, note=note, **told)

    def _moved(self, values: NDArray[np.float32]) -> float | None:
        original = self.original
        if not (np.ptp(original.map) > 0 and np.nanmax(values, initial=0) > np.nanmin(values, initial=0)):
            return None
        left, top, right, bottom = original.seen
        (x, y), (other_x, other_y) = (
            peak(each, original.to_photograph, original.seen) for each in (original.map, values)
        )
        return float(np.hypot(other_x - x, other_y - y)) / min(right - left, bottom - top)


def translated(query: Query, model: LoadedModel, other: LoadedModel) -> Query:
    """`query` as another model can be asked it. Raises ExplainError where that means nothing."""
    if isinstance(query.target, ChannelTarget):
        raise ExplainError("A channel of one network is none of another's.")
    layer = query.layer
    if CATALOGUE[query.method].has_layer and layer not in other.layers.names:
        layer = other.layers.default.name
    target = _translated_target(query.target, model.card.class_names, other.card.class_names)
    return replace(query, model=other.id, target=target, layer=layer)


def _translated_target(target: Target, names: tuple[str, ...], others: tuple[str, ...]) -> Target:
    def find(index: int) -> int:
        if names[index] not in others:
            raise ExplainError(f"It has no class '{names[index]}'.")
        return others.index(names[index])

    match target:
        case ClassTarget(index):
            return ClassTarget(find(index))
        case ProbabilityTarget(index):
            return ProbabilityTarget(find(index))
        case MarginTarget(index, other):
            return MarginTarget(find(index), find(other))
        case BoundaryTarget(lower):
            if find(lower + 1) != find(lower) + 1:
                raise ExplainError("Its classes are not the same grades.")
            return BoundaryTarget(find(lower))
        case _:
            if names != others:
                raise ExplainError("Its classes are not the same grades.")
            return target


def _is_flipped(similarity: Similarity, moved: float | None) -> bool:
    correlation = similarity.rank_correlation
    return correlation is None or correlation < FLIPS_BELOW or (moved is not None and moved >= MOVED_FROM)


def _probability(asked: Asked) -> float:
    exponentials = np.exp(asked.logits.astype(np.float64) - asked.logits.max())
    return float((exponentials / exponentials.sum()).max())


def _moved(seen: tuple[float, float, float, float], to_original: Affine) -> tuple[float, float, float, float]:
    left, top, right, bottom = seen
    return Affine.shift(left, top).then(to_original).bounds(right - left, bottom - top)
