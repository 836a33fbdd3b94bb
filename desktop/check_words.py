"""What the checks came to, in small maps and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.explain.check_settings import MOVED_FROM, Verdict
from core.explain.explanation import Explanation
from desktop.checks import CheckKind
from desktop.translation import mark, tr
from desktop.widgets.checks.tile import MapTile
from desktop.widgets.viewer.numbers import short_number

if TYPE_CHECKING:
    from core.explain.checks.null_band import NullBand
    from core.explain.checks.precision import PreciseMap
    from core.explain.checks.randomisation import RandomisationCheck, RandomisedMap
    from core.explain.checks.similarity import Similarity
    from core.explain.checks.stability import ChangedMap, StabilityCheck

SENTENCES = {
    CheckKind.RANDOMISATION: mark(
        "The same map from networks with random weights: one that stays the same says nothing of "
        "what this network has learned."
    ),
    CheckKind.NULL_BAND: mark(
        "What networks with random weights reach on this photograph: evidence within may be hidden or "
        "hatched in the overlay."
    ),
    CheckKind.STABILITY: mark(
        "The map after small changes of the photograph, and of your other open models: one that flips "
        "is not to be built on."
    ),
    CheckKind.PRECISION: mark(
        "The map in half, single and double precision: what differs is the arithmetic's, and no evidence."
    ),
}
FAINT = 0.1
FAINT_WORDS = mark(
    "Random networks speak more quietly: their maps are hardly seen in the colours of this one. Without the same "
    "colours for all, their structure is."
)
TRUTH = "float64"
LEAST_PERCENT = 1e-3
NO_FIGURE = "\N{EM DASH}"


def tiles_of(kind: CheckKind, result: Any, explanation: Explanation) -> list[MapTile]:
    """The maps of a check with their figures, the original first where it is not one of them."""
    match kind:
        case CheckKind.RANDOMISATION:
            return _randomised(result, explanation)
        case CheckKind.NULL_BAND:
            return _band(result, explanation)
        case CheckKind.STABILITY:
            return _changed(result)
        case CheckKind.PRECISION:
            return [_precise(row) for row in result.maps]


def verdict_of(kind: CheckKind, result: Any) -> tuple[str, bool]:
    """What came of it in a sentence, and whether it is a warning."""
    if kind is CheckKind.RANDOMISATION:
        return result.words, result.verdict in (Verdict.DOES_NOT_CHANGE, Verdict.CHANGES_IN_PART)
    if kind is CheckKind.STABILITY:
        return result.words(), bool(result.flipped)
    return result.words(), False


def notes_of(kind: CheckKind, result: Any) -> str:
    """What else is to be known of it."""
    if kind is CheckKind.NULL_BAND:
        return " ".join(result.notes)
    if kind is CheckKind.PRECISION:
        return " ".join(row.note for row in result.maps if row.note)
    if kind is CheckKind.RANDOMISATION:
        highest = [float(step.map.max()) for step in result.whole if step.map is not None]
        is_faint = bool(highest) and max(highest) < FAINT * float(result.map.max())
        return tr(FAINT_WORDS) if is_faint else ""
    return ""


def figure(value: float | None, digits: int = 2) -> str:
    """A correlation, with the true minus sign."""
    return NO_FIGURE if value is None else f"{value:.{digits}f}".replace("-", "\N{MINUS SIGN}")


def _pair(similarity: Similarity | None) -> tuple[str, ...]:
    if similarity is None:
        return ()
    return (
        tr("rank {figure}", figure=figure(similarity.rank_correlation)),
        tr("SSIM {figure}", figure=figure(similarity.structural_similarity)),
    )


def _tip(similarity: Similarity | None) -> list[str]:
    if similarity is None:
        return []
    absolute = figure(similarity.absolute_rank_correlation, 3), figure(similarity.absolute_structural_similarity, 3)
    return [
        tr("Rank correlation with the original: {figure}", figure=figure(similarity.rank_correlation, 3)),
        tr("SSIM: {figure}", figure=figure(similarity.structural_similarity, 3)),
        tr("Without signs: {absolute} and {absolute_2}", absolute=absolute[0], absolute_2=absolute[1]),
    ]


def _range(values: Any) -> str:
    return tr(
        "From {short_number} to {short_number_2}",
        short_number=short_number(float(values.min())),
        short_number_2=short_number(float(values.max())),
    )


def _randomised(check: RandomisationCheck, explanation: Explanation) -> list[MapTile]:
    top = (tr("max {short_number}", short_number=short_number(float(explanation.map.max()))),)
    original = MapTile(
        tr("this network\nas trained"),
        explanation.map,
        top,
        tr("The map that is checked. {range}", range=_range(explanation.map)),
    )
    steps = [_randomised_tile(step, _short(step)) for step in check.cascade]
    others = [_randomised_tile(step, _short(step)) for step in check.whole[1:]]
    alone = [_randomised_tile(step, step.title) for step in check.independent]
    return [original, *steps, *others, *alone]


def _short(step: RandomisedMap) -> str:
    if step.title.startswith("random down to "):
        return tr("down to\n{layers}", layers=step.layers[-1])
    return tr("all random\nseed {seed}", seed=step.seed)


def _randomised_tile(step: RandomisedMap, title: str) -> MapTile:
    tip = [step.title, *_tip(step.similarity), step.note]
    if step.map is not None:
        tip.append(_range(step.map))
    if step.logit_deviation is not None:
        tip.append(
            tr("Its logits spread by {short_number} over the classes", short_number=short_number(step.logit_deviation))
        )
    tip.append(
        tr("Random: {parts}{ending}", parts=", ".join(step.layers[:8]), ending=" …" if len(step.layers) > 8 else "")
    )
    lines = [*_pair(step.similarity)]
    if step.map is not None:
        lines.append(tr("max {short_number}", short_number=short_number(float(step.map.max()), 2)))
    return MapTile(title, step.map, tuple(lines), "\n".join(filter(None, tip)))


def _band(band: NullBand, explanation: Explanation) -> list[MapTile]:
    values = explanation.map
    tiles = [
        MapTile(
            tr("the map\nas it is"),
            values,
            (tr("max {short_number}", short_number=short_number(float(values.max()))),),
            _range(values),
        )
    ]
    upper = (tr("max {short_number}", short_number=short_number(float(band.upper.max()))),)
    tiles.append(
        MapTile(tr("random\nnetworks reach"), band.upper, upper, tr("The upper end of the band, cell by cell"))
    )
    if band.lower.any():
        lower = (tr("min {short_number}", short_number=short_number(float(band.lower.min()))),)
        tiles.append(
            MapTile(tr("and at the\nother end"), band.lower, lower, tr("The lower end of the band, cell by cell"))
        )
    return tiles


def _changed(check: StabilityCheck) -> list[MapTile]:
    original = MapTile(
        tr("the photograph as it is"), check.map, (f"{check.predicted} {check.probability:.2f}",), _range(check.map)
    )
    return [original, *(_changed_tile(row) for row in (*check.changes, *check.models))]


def _changed_tile(row: ChangedMap) -> MapTile:
    lines = [" · ".join(_pair(row.similarity))] if row.similarity is not None else []
    if row.is_flipped:
        lines.insert(0, tr("flips: {why}", why=_why(row)))
    if row.predicted and row.probability is not None:
        was = tr("now predicted: ") if row.is_prediction_changed else ""
        lines.append(f"{was}{row.predicted} {row.probability:.2f}")
    if row.note:
        lines.append(row.note)
    tip = [row.title, *_tip(row.similarity)]
    if row.peak_moved is not None:
        tip.append(tr("Its maximum lies {peak_moved:.0%} of the shorter side away", peak_moved=row.peak_moved))
    if row.value is not None:
        tip.append(tr("The target is {short_number}", short_number=short_number(row.value)))
    return MapTile(row.title, row.map, tuple(lines), "\n".join([*tip, row.note]).strip(), row.is_flipped)


def _why(row: ChangedMap) -> str:
    """The figure that flags it."""
    if row.peak_moved is not None and row.peak_moved >= MOVED_FROM:
        return tr("maximum moved {peak_moved:.0%}", peak_moved=row.peak_moved)
    correlation = row.similarity.rank_correlation if row.similarity is not None else None
    return tr("rank {figure}", figure=figure(correlation))


def _share(value: float) -> str:
    """Of the range of the map."""
    return f"{value:.1%}" if value >= LEAST_PERCENT else f"{short_number(100 * value, 1)}%"


def _precise(row: PreciseMap) -> MapTile:
    lines, tip = [], []
    if row.precision.value == TRUTH and row.largest_difference is not None:
        lines.append(tr("the reference"))
    elif row.largest_difference is not None and row.mean_difference is not None:
        lines += [tr("off by up to {share}", share=_share(row.largest_difference)), " · ".join(_pair(row.similarity))]
        tip = [
            tr(
                "Largest difference from double precision: {short_number} of the range",
                short_number=short_number(row.largest_difference),
            ),
            tr("Mean difference: {short_number} of the range", short_number=short_number(row.mean_difference)),
            *_tip(row.similarity),
        ]
    if row.predicted:
        lines.append(row.predicted)
    return MapTile(row.precision.words, row.map, tuple(lines), "\n".join(filter(None, [*tip, row.note])))
