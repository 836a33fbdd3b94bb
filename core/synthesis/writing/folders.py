"""Class folders with masks.

SET/images/<class>/<name>.jpg      SET/labels.csv
SET/masks/<CODE>/<name>_<CODE>.png  SET/truth.json
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from core.synthesis.recipes import Recipe
from core.synthesis.rendering import Rendering
from core.synthesis.writing.pictures import PictureFormat, encode_mask, encode_picture
from core.synthesis.writing.record import Entry, labels_csv, truth_json

IMAGES, MASKS = "images", "masks"
LABELS_FILE, TRUTH_FILE = "labels.csv", "truth.json"


@dataclass(frozen=True, slots=True)
class FolderTask:
    """Renders one photograph and writes its files; called in any process."""

    recipe: Recipe
    seed: int
    folder: Path
    picture_format: PictureFormat

    def __call__(self, index: int) -> Entry:
        """Write photograph number `index` and its masks."""
        rendering = self.recipe.render(self.seed, index)
        name = f"{self.recipe.generator}_{index:06d}"
        image = f"{IMAGES}/{self.recipe.class_names[rendering.label]}/{name}.{self.picture_format.value}"
        _write(self.folder / image, encode_picture(rendering.pixels, self.picture_format))
        codes = _codes(rendering)
        for code in codes:
            _write(self.folder / MASKS / code / f"{name}_{code}.png", encode_mask(rendering.masks[code]))
        return Entry(image, rendering.label, codes, rendering.facts)


def finish_folders(folder: Path, recipe: Recipe, seed: int, entries: Iterable[Entry]) -> None:
    """Write the table and the truth beside the photographs, and a folder for each class that got none."""
    listed = list(entries)
    for name in recipe.class_names:
        (folder / IMAGES / name).mkdir(parents=True, exist_ok=True)
    _write(folder / LABELS_FILE, labels_csv(listed, recipe.class_names))
    _write(folder / TRUTH_FILE, truth_json(recipe, seed, listed))


def _codes(rendering: Rendering) -> tuple[str, ...]:
    """Of the masks those that hold a pixel."""
    return tuple(code for code, mask in rendering.masks.items() if mask.any())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
