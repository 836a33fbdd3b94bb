"""Draw contact sheets of rendered fundus photographs, and compare them with real ones in numbers.

    python docs/make_contact_sheet.py                     docs/images/fundus-contact-sheet.jpg, rendered ones only
    python docs/make_contact_sheet.py --speed             processor seconds a photograph takes, on one core
    python docs/make_contact_sheet.py --real FOLDER --out PLACE
                                                          sheets of both in PLACE, and tables of statistics, which also
                                                          go into docs/fundus-renderer.md

FOLDER holds IDRiD as `grading/images`, `segmentation/images` and `segmentation/masks/CODE`. PLACE lies outside the
repository: no real photograph belongs into it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from core.synthesis.fundus.options import CLASS_NAMES, FundusOptions
from core.synthesis.fundus.render import render_fundus

REPORT = REPOSITORY / "docs" / "fundus-renderer.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
SHEET = REPOSITORY / "docs" / "images" / "fundus-contact-sheet.jpg"
RADIUS = 240
IDRID = (1072, 712)
IDRID_FULL = (4288, 2848)
CHANNELS = ("red", "green", "blue")
HAEMORRHAGES = ("DH", "BH", "FH", "PH")


def main() -> None:
    """Draw what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, metavar="FOLDER", help="compare with the real photographs in FOLDER")
    parser.add_argument("--out", type=Path, default=Path.cwd(), help="where the comparison is written")
    parser.add_argument("--count", type=int, default=120, help="photographs of each kind to measure")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--speed", action="store_true", help="measure how long a photograph takes")
    chosen = parser.parse_args()
    cv2.setNumThreads(1)
    if chosen.speed:
        measure_speed(chosen.seed)
    elif chosen.real is None:
        draw_rendered(chosen.seed)
    else:
        compare(chosen.real, chosen.out, chosen.count, chosen.seed)


# The sheets


def draw_rendered(seed: int, columns: int = 6, tile: int = 300) -> None:
    """One row a grade, pairs of eyes side by side."""
    rows = []
    for grade, name in enumerate(CLASS_NAMES):
        options = FundusOptions(width=2 * tile, height=2 * tile, grade=grade)
        tiles = [render_fundus(seed, grade * columns + column, options).pixels for column in range(columns)]
        small = [cv2.resize(pixels, (tile, tile), interpolation=cv2.INTER_AREA) for pixels in tiles]
        rows += [_caption(name, columns * tile), np.hstack(small)]
    write(SHEET, np.vstack(rows))


def draw_both(real: list[Path], out: Path, seed: int, rows: int = 6) -> None:
    """Real photographs to the left, rendered ones to the right."""
    lines = []
    for row in range(rows):
        left = [_tile(read(path)) for path in real[row :: len(real) // 3][:3]]
        options = FundusOptions(width=IDRID[0], height=IDRID[1])
        right = [_tile(render_fundus(seed, 3 * row + column, options).pixels) for column in range(3)]
        lines.append(np.hstack([*left, np.full((left[0].shape[0], 12, 3), 255, np.uint8), *right]))
    write(out / "real-and-rendered.png", np.vstack(lines))


def draw_details(real: list[Path], out: Path, seed: int, side: int = 360) -> None:
    """Disc, macula and a lesion at the size of a camera's pixels, real above rendered."""
    above, below = [], []
    for number, path in enumerate(real):
        pixels = read(path)
        masks = path.parent.parent / "masks"
        disc = _middle(cv2.imread(str(masks / "OD" / f"{path.stem}_OD.png"), cv2.IMREAD_GRAYSCALE) > 0)
        lesion = _middle(cv2.imread(str(masks / "HE" / f"{path.stem}_HE.png"), cv2.IMREAD_GRAYSCALE) > 0)
        above.append(np.vstack([_detail(pixels, disc, side), _detail(pixels, lesion, side)]))
        options = FundusOptions(width=IDRID_FULL[0], height=IDRID_FULL[1], grade=2 + number % 3)
        rendering = render_fundus(seed, number, options)
        code = next(iter(code for code in rendering.masks if code != "OD"))
        places = (_middle(rendering.masks["OD"]), _middle(rendering.masks[code]))
        below.append(np.vstack([_detail(rendering.pixels, place, side) for place in places]))
    write(out / "real-and-rendered-details.png", np.vstack([np.hstack(above), np.hstack(below)]))


def _middle(mask: np.ndarray) -> tuple[int, int]:
    """A point of a mask, x and y: the middle of its largest part."""
    _, _, table, middles = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    largest = 1 + int(np.argmax(table[1:, cv2.CC_STAT_AREA]))
    return int(middles[largest][0]), int(middles[largest][1])


def _detail(pixels: np.ndarray, place: tuple[int, int], side: int, reach: int = 400) -> np.ndarray:
    x = min(max(place[0], reach), pixels.shape[1] - reach)
    y = min(max(place[1], reach), pixels.shape[0] - reach)
    part = pixels[y - reach : y + reach, x - reach : x + reach]
    return cv2.resize(part, (side, side), interpolation=cv2.INTER_AREA)


def measure_speed(seed: int, count: int = 40, rounds: int = 4) -> None:
    """Processor seconds a photograph of 512 x 512 takes: the best of some rounds, and the mean over photographs."""
    best = [float("inf")] * count
    for _ in range(rounds):
        for index in range(count):
            start = time.process_time()
            render_fundus(seed, index)
            best[index] = min(best[index], time.process_time() - start)
    seconds = sum(best) / count
    print(f"{1e3 * seconds:.1f} ms a photograph, {1 / seconds:.1f} a second and core")


def _tile(pixels: np.ndarray) -> np.ndarray:
    return cv2.resize(pixels, (402, 267), interpolation=cv2.INTER_AREA)


def _caption(text: str, width: int) -> np.ndarray:
    line = np.full((30, width, 3), 24, np.uint8)
    cv2.putText(line, text, (8, 21), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (230, 230, 230), 1, cv2.LINE_AA)
    return line


def read(path: Path) -> np.ndarray:
    """RGB pixels of a file."""
    pixels = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)
    return cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)


def write(path: Path, pixels: np.ndarray) -> None:
    """Write RGB pixels as the name of the file says."""
    quality = [cv2.IMWRITE_JPEG_QUALITY, 90] if path.suffix == ".jpg" else []
    _, data = cv2.imencode(path.suffix, cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), quality)
    path.write_bytes(data.tobytes())
    print(path)


# The statistics of one photograph


@dataclass(frozen=True)
class Shown:
    """A photograph with its field: float32 RGB at a field radius of 240 pixels, and where the field is."""

    pixels: np.ndarray
    field: np.ndarray


def shown(pixels: np.ndarray) -> Shown:
    """Find the field as the lit part of the red channel, and bring it to one size."""
    lit = cv2.medianBlur(pixels[:, :, 0], 5) > 22
    columns = np.flatnonzero(lit.sum(axis=0) > 0.1 * pixels.shape[0])
    scale = 2 * RADIUS / (columns[-1] - columns[0] + 1)
    size = (round(pixels.shape[1] * scale), round(pixels.shape[0] * scale))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    field = cv2.resize(lit.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    field = cv2.morphologyEx(field, cv2.MORPH_CLOSE, np.ones((31, 31), np.uint8))
    field = cv2.copyMakeBorder(field, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    field = cv2.erode(field, np.ones((19, 19), np.uint8))[1:-1, 1:-1]
    return Shown(small.astype(np.float32), field > 0)


def statistics(photograph: Shown) -> dict[str, float]:
    """Colour, contrast, gradients, spectrum and vessels of one photograph."""
    values: dict[str, float] = {}
    for channel, name in enumerate(CHANNELS):
        inside = photograph.pixels[:, :, channel][photograph.field]
        values[f"{name}, mean"] = float(inside.mean())
        values[f"{name}, standard deviation"] = float(inside.std())
        values[f"{name}, 5th percentile"] = float(np.percentile(inside, 5))
        values[f"{name}, 95th percentile"] = float(np.percentile(inside, 95))
    values["red / green"] = values["red, mean"] / values["green, mean"]
    values["blue / green"] = values["blue, mean"] / values["green, mean"]
    for channel, name in enumerate(CHANNELS[:2]):
        detail = photograph.pixels[:, :, channel]
        flat = detail - cv2.GaussianBlur(detail, (0, 0), RADIUS / 15)
        values[f"{name}, local contrast"] = float(flat[photograph.field].std())
    values.update(_gradients(photograph))
    values["spectral slope"] = spectral_slope(photograph)
    values["vessel density"] = vessel_density(photograph)
    return values


def _gradients(photograph: Shown) -> dict[str, float]:
    green = cv2.GaussianBlur(photograph.pixels[:, :, 1], (0, 0), 1.0)
    across, down = cv2.Sobel(green, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(green, cv2.CV_32F, 0, 1, scale=0.125)
    size = np.hypot(across, down)[photograph.field]
    return {
        "gradient, median": float(np.median(size)),
        "gradient, 90th percentile": float(np.percentile(size, 90)),
        "gradient, 99th percentile": float(np.percentile(size, 99)),
        "grain (finest detail)": float(_finest(photograph)),
    }


def _finest(photograph: Shown) -> float:
    green = photograph.pixels[:, :, 1]
    fine = green - cv2.GaussianBlur(green, (0, 0), 1.0)
    return 1.4826 * float(np.median(np.abs(fine[photograph.field])))


def spectral_slope(photograph: Shown) -> float:
    """The slope of log power over log frequency in the middle of the field, between 5 and 100 cycles a frame."""
    rows = photograph.field.shape[0]
    half = 128
    top, left = rows // 2 - half, int(np.flatnonzero(photograph.field.any(axis=0)).mean()) - half
    green = photograph.pixels[top : top + 2 * half, left : left + 2 * half, 1]
    window = np.outer(np.hanning(2 * half), np.hanning(2 * half))
    power = np.abs(np.fft.fftshift(np.fft.fft2((green - green.mean()) * window))) ** 2
    y, x = np.indices(power.shape) - half
    radius = np.hypot(x, y).astype(int)
    ring = np.bincount(radius.ravel(), power.ravel()) / np.bincount(radius.ravel())
    frequency = np.arange(5, 101)
    return float(np.polyfit(np.log(frequency), np.log(ring[5:101] + 1e-9), 1)[0])


def vessel_density(photograph: Shown) -> float:
    """The share of the field that is darker than its surroundings and thinner than a twelfth of the field's radius."""
    green = cv2.GaussianBlur(photograph.pixels[:, :, 1], (0, 0), 1.0)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (RADIUS // 12, RADIUS // 12))
    dark = cv2.morphologyEx(green, cv2.MORPH_BLACKHAT, kernel)
    return float((dark[photograph.field] > 0.09 * green[photograph.field].mean()).mean())


# Lesions


def lesion_figures(pixels: np.ndarray, masks: dict[str, np.ndarray]) -> dict[str, list[float]]:
    """For each code: equivalent radii in field radii, and log contrast of green to the ring around."""
    found: dict[str, list[float]] = {}
    lit = np.flatnonzero((pixels[:, :, 0] > 25).sum(axis=0) > 0.1 * pixels.shape[0])
    radius = (lit[-1] - lit[0] + 1) / 2
    every = np.zeros(pixels.shape[:2], np.uint8)
    for mask in masks.values():
        every |= mask.astype(np.uint8)
    green = pixels[:, :, 1].astype(np.float32)
    inside = cv2.erode((pixels[:, :, 0] > 25).astype(np.uint8), np.ones((9, 9), np.uint8))
    for code, mask in masks.items():
        _, _, table, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
        areas = table[1:, cv2.CC_STAT_AREA]
        least = np.pi * (0.002 * radius) ** 2
        found[f"{code} radius"] = list(np.sqrt(areas[areas >= least] / np.pi) / radius)
        found[f"{code} count"] = [float((areas >= least).sum())]
        reach = np.ones((round(0.03 * radius) | 1,) * 2, np.uint8)
        ring = (cv2.dilate(mask.astype(np.uint8), reach) > 0) & (every == 0) & (inside > 0)
        if ring.any() and mask.any():
            found[f"{code} contrast"] = [float(np.log((green[mask].mean() + 1) / (green[ring].mean() + 1)))]
    return found


def real_lesions(folder: Path) -> Iterator[dict[str, list[float]]]:
    """The figures of IDRiD's segmented photographs, at a quarter of their size."""
    for path in sorted((folder / "segmentation" / "images").glob("*.jpg")):
        pixels = cv2.resize(read(path), IDRID, interpolation=cv2.INTER_AREA)
        masks = {}
        for code in ("MA", "HE", "EX", "SE", "OD"):
            file = folder / "segmentation" / "masks" / code / f"{path.stem}_{code}.png"
            if file.exists():
                full = cv2.imread(str(file), cv2.IMREAD_GRAYSCALE) > 0
                masks[code] = cv2.resize(full.astype(np.uint8) * 255, IDRID, interpolation=cv2.INTER_AREA) > 100
        yield lesion_figures(pixels, masks)


def rendered_lesions(count: int, seed: int) -> Iterator[dict[str, list[float]]]:
    """The figures of rendered photographs of grades 2 to 4."""
    for index in range(count):
        options = FundusOptions(width=IDRID[0], height=IDRID[1], grade=2 + index % 3)
        rendering = render_fundus(seed + 1, index, options)
        masks = {code: rendering.masks[code] for code in ("MA", "EX", "SE", "OD") if code in rendering.masks}
        blood = [rendering.masks[code] for code in HAEMORRHAGES if code in rendering.masks]
        if blood:
            masks["HE"] = np.logical_or.reduce(blood)
        yield lesion_figures(rendering.pixels, masks)


# The comparison


def compare(folder: Path, out: Path, count: int, seed: int) -> None:
    """A sheet of both and the tables."""
    out.mkdir(parents=True, exist_ok=True)
    files = sorted((folder / "grading" / "images").glob("*.jpg"))
    step = max(1, len(files) // count)
    real = files[::step][:count]
    draw_both(real, out, seed)
    draw_details(sorted((folder / "segmentation" / "images").glob("*.jpg"))[:5], out, seed)
    theirs = [statistics(shown(read(path))) for path in real]
    options = FundusOptions(width=IDRID[0], height=IDRID[1])
    ours = [statistics(shown(render_fundus(seed, index, options).pixels)) for index in range(count)]
    lines = [*_table(_columns(theirs), _columns(ours)), ""]
    lines += _table(_pooled(real_lesions(folder)), _pooled(rendered_lesions(count // 2, seed)))
    print("\n".join(lines))
    before, _, rest = REPORT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    heading = f"{len(real)} real photographs, {count} rendered ones (seed {seed}).\n"
    REPORT.write_text("\n".join([before + BEGIN, "", heading, *lines, "", END + after]), encoding="utf-8")


def _columns(rows: list[dict[str, float]]) -> dict[str, list[float]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def _pooled(figures: Iterator[dict[str, list[float]]]) -> dict[str, list[float]]:
    pooled: dict[str, list[float]] = {}
    for figure in figures:
        for name, values in figure.items():
            pooled.setdefault(name, []).extend(values)
    return pooled


def _table(real: dict[str, list[float]], rendered: dict[str, list[float]]) -> list[str]:
    lines = [
        "| statistic | real: 10 %, median, 90 % | rendered: 10 %, median, 90 % | rendered within the real 10-90 % |",
        "|---|---|---|---|",
    ]
    for name in real:
        if name not in rendered:
            continue
        low, _, high = np.percentile(real[name], (10, 50, 90))
        within = float(np.mean([(low <= value <= high) for value in rendered[name]]))
        lines.append(f"| {name} | {_three(real[name])} | {_three(rendered[name])} | {within:.0%} |")
    return lines


def _three(values: list[float]) -> str:
    form: Callable[[float], str] = lambda value: f"{value:.3g}"  # noqa: E731
    return ", ".join(form(value) for value in np.percentile(values, (10, 50, 90)))


if __name__ == "__main__":
    main()
