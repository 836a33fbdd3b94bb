"""From a seed to a photograph with markers and the mask of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image

from core.images.reading import read_photograph
from core.synthesis.fundus.render import render_fundus
from core.synthesis.markers.fundus_area import FundusArea, find_fundus_area
from core.synthesis.markers.kinds import Marker
from core.synthesis.markers.laying import lay
from core.synthesis.markers.options import MarkerClass, MarkerOptions, check_classes
from core.synthesis.markers.randomness import Stream, drawn_order, generator_of
from core.synthesis.rendering import Rendering

_PLAIN = MarkerOptions()

Pixels = NDArray[np.uint8]
Bools = NDArray[np.bool_]


def render_markers(
    seed: int, index: int, classes: tuple[MarkerClass, ...], options: MarkerOptions = _PLAIN
) -> Rendering:
    """Photograph number `index` of the series `seed`, with the markers of its class.

    Of each `len(classes)` photographs in a row one belongs to each class, in an order that is drawn, so that neither
    the eye nor the patient tells the class. The label is the index of the class. A mask, by the marker's name, holds
    all markers of its kind; outside the masks the photograph is as it was. Facts: `markers` (kind, box in pixels,
    rotation in degrees), `fundus` (box in pixels); of a rendered fundus `grade`, `eye` and `patient`; of one of the
    user's own `source`, its path, which also stands for the patient.

    Raises SynthesisError for a photograph without a fundus, and where markers find no room; ImageError where a
    photograph of the user's cannot be read.
    """
    check_classes(classes)
    label = drawn_order(generator_of(seed, Stream.CLASS, index // len(classes)), index, len(classes))
    below = _photograph_below(seed, index, options)
    pixels, masks, markers = _marked(generator_of(seed, Stream.MARKER, index), classes[label].markers, below, options)
    facts = {**below.facts, "fundus": list(below.area.box), "markers": markers}
    return Rendering(pixels, masks, label, facts)


@dataclass(frozen=True, slots=True, eq=False)
class _Below:
    """The photograph that gets the markers."""

    pixels: Pixels
    area: FundusArea
    name: str
    facts: dict[str, object]


def _marked(
    generator: Generator, kinds: tuple[Marker, ...], below: _Below, options: MarkerOptions
) -> tuple[Pixels, dict[str, Bools], list[dict[str, object]]]:
    pixels, free = below.pixels.copy(), below.area.inside.copy()
    masks: dict[str, Bools] = {}
    facts = []
    for kind in kinds:
        mask = np.zeros(free.shape, bool)
        for _ in range(int(generator.integers(options.fewest, options.most + 1))):
            marker = lay(generator, kind, FundusArea(free, below.area.box), options, name=below.name)
            pixels[marker.window] = marker.change(pixels[marker.window])
            mask[marker.window] |= marker.mask
            free[marker.window] = False
            facts.append(marker.facts())
        masks[kind.value] = mask
    return pixels, masks, facts


def _photograph_below(seed: int, index: int, options: MarkerOptions) -> _Below:
    if not options.photographs:
        rendering = render_fundus(seed, index, options.fundus)
        facts = {key: rendering.facts[key] for key in ("grade", "eye", "patient")}
        name = f"rendered fundus {index}"
        return _Below(rendering.pixels, find_fundus_area(rendering.pixels, name), name, facts)
    count = len(options.photographs)
    number = drawn_order(generator_of(seed, Stream.PHOTOGRAPH, index // count), index, count)
    return _own_photograph(options.photographs[number], options)


def _own_photograph(path: Path, options: MarkerOptions) -> _Below:
    pixels = read_photograph(path).pixels
    area = find_fundus_area(pixels, str(path))
    if options.size_px is not None:
        pixels = _square(pixels, area, options.size_px)
        area = find_fundus_area(pixels, str(path))
    # Which photographs show one patient is not known; that one photograph does is.
    name = (path.relative_to(options.folder) if options.folder else path).as_posix()
    return _Below(pixels, area, str(path), {"source": name, "patient": name})


def _square(pixels: Pixels, area: FundusArea, size_px: int) -> Pixels:
    """The square around the fundus, black where the photograph ends before it, scaled to `size_px`."""
    left, top, right, bottom = area.box
    side = area.diameter
    x, y = (left + right - side) // 2, (top + bottom - side) // 2
    square = Image.fromarray(pixels).crop((x, y, x + side, y + side))
    return np.asarray(square.resize((size_px, size_px), Image.Resampling.BILINEAR))
