"""The photographs of an experiment: made from a plan, once for all arms that share it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from core.experiments.experiment import DataPlan, Scale, Source
from core.images.photograph import Photograph
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport
from core.synthesis.die.options import DieOptions
from core.synthesis.fundus.options import FundusOptions
from core.synthesis.fundus.render import render_fundus
from core.synthesis.markers.options import MarkerOptions
from core.synthesis.markers.presets import Preset
from core.synthesis.recipes import DieRecipe, Recipe, preset_recipe
from core.synthesis.writing.folders import TRUTH_FILE
from core.synthesis.writing.pictures import PictureFormat, encode_picture
from core.synthesis.writing.write import Order, write_photographs

TRAIN, TEST, BELOW = "train", "test", "test-without-markers"


def recipe_of(plan: DataPlan, scale: Scale) -> Recipe:
    """What renders the photographs of a plan. Raises SynthesisError for sizes that cannot be."""
    side = plan.size_px.at(scale)
    if plan.source is Source.DIE:
        return DieRecipe(DieOptions(size=side))
    if plan.source is Source.FUNDUS:
        return preset_recipe(Preset.DR_GRADES, MarkerOptions(fundus=FundusOptions(width=side, height=side)))
    if plan.preset is None:
        raise ValueError("a plan of markers without a preset")
    return preset_recipe(plan.preset, _marker_options(plan, side))


def folder_name(plan: DataPlan, scale: Scale) -> str:
    """A name by which arms with the same photographs find the same folder."""
    recipe = recipe_of(plan, scale)
    key = json.dumps([recipe.generator, recipe.to_json(), list(recipe.class_names), plan.seed], sort_keys=True)
    return f"{recipe.generator}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def make_photographs(
    plan: DataPlan, scale: Scale, folder: Path, *, workers: int, token: CancelToken, report: ProgressReport
) -> None:
    """Write the sets `train` and `test` into `folder`, unless they are there. Raises SynthesisError, Cancelled."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {TRAIN: plan.train.at(scale), TEST: plan.test.at(scale)}
    before, total = 0, sum(counts.values())
    for number, (name, count) in enumerate(counts.items()):
        if not (folder / name).exists():
            order = Order(
                count=count, seed=plan.seed + number, picture_format=_picture_format(plan), workers=min(workers, count)
            )

            def tell(progress: Progress, *, before: int = before) -> None:
                report(Progress(before + progress.done, total, progress.text))

            write_photographs(recipe_of(plan, scale), folder / name, order, token=token, report=tell)
        before += count


def photograph_below(plan: DataPlan, scale: Scale, folder: Path, image: str) -> Photograph:
    """The photograph of the set `test` called `image` as it was before markers were laid into it.

    It is written into the folder `test-without-markers` unless it is there, in the same way as the others, so that
    nothing but the markers differs. Raises ImageError.
    """
    path = folder / BELOW / f"{Path(image).stem}.{_picture_format(plan).value}"
    if not path.exists():
        listed = json.loads((folder / TEST / TRUTH_FILE).read_text(encoding="utf-8"))["images"]
        index = next(number for number, entry in enumerate(listed) if entry["image"] == image)
        options = _marker_options(plan, plan.size_px.at(scale))
        pixels = render_fundus(plan.seed + 1, index, options.fundus).pixels
        path.parent.mkdir(exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(encode_picture(pixels, _picture_format(plan)))
        part.replace(path)
    return read_photograph(path)


def _marker_options(plan: DataPlan, side: int) -> MarkerOptions:
    fundus = FundusOptions(width=side, height=side, grade=0)
    return MarkerOptions(smallest=plan.smallest, largest=plan.largest, strength=plan.strength, fundus=fundus)


def _picture_format(plan: DataPlan) -> PictureFormat:
    """A die of 32 pixels would not survive what JPEG makes of its edges."""
    return PictureFormat.PNG if plan.source is Source.DIE else PictureFormat.JPEG
