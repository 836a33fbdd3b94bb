"""How the cells of a grid are coloured: which limits each has, and what is said about them. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.explain.explanation import Explanation
from core.explain.overlay import effective_limits
from core.explain.rendering import Limits, Rendering
from core.explain.scales import Measure, measure, measure_words
from desktop.compare_cells import Cell
from desktop.compare_values import CellQuestion
from desktop.translation import tr, tr_count

Locked = Mapping[CellQuestion, Limits]
"""Limits that are kept for the next photographs."""
_Kind = tuple[Measure, bool]
"""What values are measured in, and whether those below 0 are coloured as well."""


def cell_renderings(
    cells: Sequence[Cell],
    rendering: Rendering,
    *,
    is_common: bool,
    locked: Locked,
    threshold_of: Explanation | None = None,
) -> list[Rendering]:
    """The look of each cell: as the selection's, with limits of its own.

    With `is_common` cells whose values are measured in the same unit have the same limits; cells that are `locked`
    keep theirs. The threshold is a raw value: it holds for the cells that are measured as `threshold_of` is. The region
    view is of the large viewer.
    """
    plain = replace(rendering, limits=None, signed_limits=None, is_region_view=False)
    shared = _shared_limits(cells, plain) if is_common else {}
    unit = measure(threshold_of.query) if threshold_of is not None else None
    return [_rendering(cell, plain, shared, locked, unit) for cell in cells]


def scale_words(cells: Sequence[Cell]) -> str:
    """What is said of one scale for all: in which units it is, and which cells keep their own."""
    units = [measure(cell.explanation.query) for cell in cells if cell.explanation is not None]
    if len(units) < 2:
        return ""
    kinds = list(dict.fromkeys(units))
    together = [unit for unit in kinds if units.count(unit) > 1]
    alone = sum(units.count(unit) == 1 for unit in kinds)
    if not together:
        return tr("No two cells are measured in the same unit: each keeps its own scale")
    words = "; ".join(
        tr("{count} cells: {measure_words}", count=units.count(unit), measure_words=measure_words(unit))
        for unit in together
    )
    if len(kinds) == 1:
        return tr("One scale for all: {measure_words}", measure_words=measure_words(kinds[0]))
    rest = tr_count("; {count} with a scale of its own", "; {count} with a scale of their own", alone) if alone else ""
    return tr("One scale a unit: {words}{rest}", words=words, rest=rest)


def limits_now(cells: Sequence[Cell], renderings: Sequence[Rendering]) -> dict[CellQuestion, Limits]:
    """The limits of the cells that have a map with anything to see, to be locked."""
    found = {}
    for cell, rendering in zip(cells, renderings, strict=True):
        if cell.explanation is not None:
            limits = effective_limits(cell.explanation, rendering)
            if limits[0] < limits[1]:
                found[cell.question] = limits
    return found


def _rendering(
    cell: Cell, plain: Rendering, shared: Mapping[_Kind, Limits], locked: Locked, unit: Measure | None
) -> Rendering:
    if cell.explanation is None:
        return plain
    is_signed = cell.explanation.is_signed
    own = measure(cell.explanation.query)
    limits = locked.get(cell.question) or shared.get((own, is_signed))
    look = plain if own == unit else replace(plain, threshold=None)
    return look.with_limits(limits, is_signed=is_signed)


def _shared_limits(cells: Sequence[Cell], plain: Rendering) -> dict[_Kind, Limits]:
    """The limits that hold all values of the cells of one unit."""
    found: dict[_Kind, Limits] = {}
    for cell in cells:
        if cell.explanation is None:
            continue
        lower, upper = effective_limits(cell.explanation, plain)
        unit = measure(cell.explanation.query), cell.explanation.is_signed
        before = found.get(unit, (lower, upper))
        found[unit] = min(before[0], lower), max(before[1], upper)
    return {unit: limits for unit, limits in found.items() if limits[0] < limits[1]}
