"""Preparation "vincenzi" at 512 pixels against Vincenzi's script, its formula at full resolution, and JPEG decoding.

All on one thread, in processor time a photograph; photographs of 3000 x 2000, rendered, or those of the folder that
FUNDUSCOPE_BENCH_PHOTOGRAPHS names. The script is Appendix 2 ported to Python 3 from its description: read, scale the
radius (from the middle row) to 300, 4 * (I - Gaussian(I, 10)) + 128, a circle of 0.9 radii, written as JPEG. The
formula at full resolution is the same without scaling, sigma a thirtieth of the radius, then resized by area. `limit`
is the decoding of the same files at the scale that preparation needs, by Pillow alone.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.images import fast_preparation
from core.images.fast_preparation import read_prepared
from core.images.preparation import Normalisation, recipe
from core.images.reading import read_photograph
from core.images.steps.field_crop import FieldCrop
from core.synthesis.fundus.options import FundusOptions
from core.synthesis.recipes import FundusRecipe
from core.synthesis.writing.pictures import PictureFormat, encode_picture

SIDE_PX = 512
COUNT = 6
ROUNDS = 3


def main() -> None:
    """Print the figures."""
    cv2.setNumThreads(1)
    preparation = recipe("vincenzi", input_size=SIDE_PX, normalisation=Normalisation.UNIT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _photographs(folder)
        size = read_photograph(files[0]).pixels.shape
        scale = read_prepared(files[0], preparation).scale
        kilobytes = np.mean([file.stat().st_size for file in files]) / 1e3
        print(f"{len(files)} photographs of {size[1]} x {size[0]}, {kilobytes:.0f} kB")

        def ours(file: Path) -> None:
            made = read_prepared(file, preparation)
            (folder / "out.jpg").write_bytes(encode_picture(made.pixels, PictureFormat.JPEG))

        def limit(file: Path) -> None:
            with Image.open(file) as image:
                image.draft("RGB", (image.width // scale - 1, image.height // scale - 1))
                image.load()

        seconds = {
            "preparation, read and written": _seconds(ours, files),
            "Appendix 2, radius 300": _seconds(lambda file: _appendix(file, folder / "out.jpg"), files),
            "the formula at full resolution": _seconds(lambda file: _formula(file), files[:2], rounds=1),
            f"limit: decoding at 1/{scale}": _seconds(limit, files),
        }
        own = seconds["preparation, read and written"]
        for what, value in seconds.items():
            print(f"{what:34s} {value * 1e3:8.1f} ms  {1 / value:7.1f} a second  {value / own:6.1f} times ours")
        differences = [np.abs(read_prepared(file, preparation).pixels - _formula(file)).mean() for file in files]
        mean, most = np.mean(differences), max(differences)
        print(f"mean absolute difference to the formula: {mean:.2f} grey levels, {most:.2f} at most")
        other_ways(files, own)


def other_ways(files: list[Path], own: float) -> None:
    """What was tried beside it: a coarser decoding, and the least that any program must do with the file."""
    preparation = recipe("vincenzi", input_size=SIDE_PX, normalisation=Normalisation.UNIT)
    before = fast_preparation.OVERSAMPLING
    fast_preparation.OVERSAMPLING = 0.5
    try:
        coarse = [read_prepared(file, preparation) for file in files]
        spent = _seconds(lambda file: read_prepared(file, preparation), files)
    finally:
        fast_preparation.OVERSAMPLING = before
    differences = [np.abs(made.pixels - _formula(file)).mean() for made, file in zip(coarse, files, strict=True)]
    scales = sorted({made.scale for made in coarse})
    print(
        f"decoded at 1/{scales[-1]}: {spent * 1e3:.1f} ms, mean absolute difference {np.mean(differences):.2f}, "
        f"{max(differences):.2f} at most"
    )
    for name, flag in (("1/4", cv2.IMREAD_REDUCED_COLOR_4), ("1/8", cv2.IMREAD_REDUCED_COLOR_8)):
        spent = _seconds(lambda file, flag=flag: cv2.imread(str(file), flag), files)  # type: ignore[misc]
        print(f"OpenCV decoding at {name} and nothing else: {spent * 1e3:.1f} ms, {spent / own:.2f} times ours")


def _photographs(folder: Path) -> list[Path]:
    named = os.environ.get("FUNDUSCOPE_BENCH_PHOTOGRAPHS")
    if named:
        return sorted(Path(named).glob("*.jpg"))[:COUNT]
    files = []
    for index in range(COUNT):
        rendering = FundusRecipe(FundusOptions(width=3000, height=2000)).render(5, index)
        file = folder / f"{index}.jpg"
        Image.fromarray(rendering.pixels).save(file, quality=90)
        files.append(file)
    return files


def _appendix(file: Path, out: Path, scale: int = 300) -> None:
    image = cv2.imread(str(file))
    row = image[image.shape[0] // 2].sum(1)
    radius = (row > row.mean() / 10).sum() / 2
    image = cv2.resize(image, (0, 0), fx=scale / radius, fy=scale / radius)
    inside = np.zeros(image.shape)
    cv2.circle(inside, (image.shape[1] // 2, image.shape[0] // 2), int(scale * 0.9), (1, 1, 1), -1, 8, 0)
    blurred = cv2.GaussianBlur(image, (0, 0), scale / 30)
    local = cv2.addWeighted(image, 4, blurred, -4, 128) * inside + 128 * (1 - inside)
    cv2.imwrite(str(out), local.astype(np.uint8))


def _formula(file: Path) -> NDArray[np.float32]:
    square = FieldCrop().apply(read_photograph(file).pixels).pixels.astype(np.float32)
    side = square.shape[0]
    local = np.clip(4 * (square - cv2.GaussianBlur(square, (0, 0), side / 60)) + 128, 0, 255)
    inside = np.zeros((side, side), np.uint8)
    cv2.circle(inside, (side // 2, side // 2), round(0.9 * side / 2), 1, -1)
    local[inside == 0] = 128
    return np.asarray(cv2.resize(local, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA), np.float32)


def _seconds(work: Callable[[Path], object], files: list[Path], *, rounds: int = ROUNDS) -> float:
    """Processor time a photograph, the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        before = time.process_time()
        for file in files:
            work(file)
        best = min(best, (time.process_time() - before) / len(files))
    return best


if __name__ == "__main__":
    main()
