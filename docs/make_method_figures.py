"""Draw the figures of docs/methods: a photograph with its lesions outlined, the map, and the map of random weights.

    .venv/bin/python docs/make_method_figures.py [METHOD …]

Photograph and network are the bundled ones: the first sample of the highest grade and the grader of rendered fundi.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from core.datasets.mask_colours import mask_colours
from core.datasets.masks import find_masks, read_mask
from core.datasets.outlines import draw_outlines, outline
from core.explain.catalogue import CATALOGUE
from core.explain.explainer import Explainer
from core.explain.method import Method
from core.explain.overlay import compose
from core.explain.query import Query
from core.explain.rendering import Rendering
from core.explain.targets import ClassTarget
from core.features.untrained import untrained
from core.images.photograph import Photograph
from core.images.reading import read_photograph
from core.networks.files import load_model
from core.networks.loaded import LoadedModel
from desktop.self_test.material import write_transformer

OUT = REPOSITORY / "docs" / "images" / "methods"
MODEL = REPOSITORY / "models" / "fundus-grades-rendered.safetensors"
SAMPLES = REPOSITORY / "resources" / "samples" / "fundus" / "images" / "Proliferative DR"
HEIGHT_PX = 300
GAP_PX = 6
SEED = 0


def main(names: list[str]) -> None:
    """All of them, or those that are named."""
    photograph = read_photograph(max(SAMPLES.iterdir(), key=lambda path: len(find_masks(path))))
    outlined = _outlined(photograph)
    grader = load_model(MODEL)
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        transformer = load_model(write_transformer(Path(place) / "transformer.safetensors"))
        for method in Method:
            if names and method.value not in names:
                continue
            trained = transformer if method is Method.ATTENTION_ROLLOUT else grader
            # Both maps answer the same question: the class that the trained network predicts.
            target = ClassTarget(Explainer().predict(trained, photograph).predicted)
            maps = [_map(model, photograph, method, target) for model in (trained, untrained(trained, SEED))]
            path = OUT / f"{method.value.replace('++', '-plus-plus')}.jpg"
            cv2.imwrite(str(path), _row([outlined, *maps])[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 82])
            print(path.relative_to(REPOSITORY))


def _outlined(photograph: Photograph) -> NDArray[np.uint8]:
    """The photograph with what is known of it."""
    pixels = photograph.pixels.copy()
    height, width = pixels.shape[:2]
    files = find_masks(photograph.path)
    colours = mask_colours([file.code for file in files])
    for file in files:
        draw_outlines(pixels, outline(read_mask(file.path, (height, width))).lines, colours[file.code])
    return pixels


def _map(model: LoadedModel, photograph: Photograph, method: Method, target: ClassTarget) -> NDArray[np.uint8]:
    """The photograph with the method's map over it, as the window draws it at first."""
    layer = model.layers.default.name if CATALOGUE[method].has_layer else None
    query = Query(photograph.id, model.id, method, target, layer)
    return compose(photograph.pixels, Explainer().explain(model, photograph, query), Rendering())


def _row(pictures: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """The pictures beside each other."""
    gap, small = np.full((HEIGHT_PX, GAP_PX, 3), 255, np.uint8), []
    for picture in pictures:
        height, width = picture.shape[:2]
        small += [
            cv2.resize(picture, (round(width * HEIGHT_PX / height), HEIGHT_PX), interpolation=cv2.INTER_AREA),
            gap,
        ]
    return np.concatenate(small[:-1], axis=1).astype(np.uint8)


if __name__ == "__main__":
    main(sys.argv[1:])
