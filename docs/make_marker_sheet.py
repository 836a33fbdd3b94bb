"""Makes `docs/images/markers-contact-sheet.jpg`: `python docs/make_marker_sheet.py [TARGET]`.

Each kind of marker on a rendered fundus, and beside it one of its markers from near by, with the outline of its mask.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from core.synthesis.fundus.options import FundusOptions
from core.synthesis.markers.kinds import Marker
from core.synthesis.markers.options import MarkerClass, MarkerOptions
from core.synthesis.markers.render import render_markers
from core.synthesis.rendering import Rendering

TILE_PX, GAP_PX, CAPTION_PX, COLUMNS, SEED = 300, 6, 22, 3, 20
BACKGROUND, TEXT = (22, 24, 29), (230, 232, 236)


def main(target: Path) -> None:
    """Render and write the sheet."""
    kinds = list(Marker)
    rows = -(-len(kinds) // COLUMNS)
    cell = (2 * TILE_PX + 3 * GAP_PX, TILE_PX + CAPTION_PX + GAP_PX)
    sheet = Image.new("RGB", (COLUMNS * cell[0], rows * cell[1] + GAP_PX), BACKGROUND)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(14)
    for number, kind in enumerate(kinds):
        left, top = (number % COLUMNS) * cell[0] + GAP_PX, (number // COLUMNS) * cell[1] + GAP_PX
        rendering = rendered(kind, number)
        draw.text((left, top), kind.value, TEXT, font)
        for place, tile in enumerate((Image.fromarray(rendering.pixels), near(rendering, kind))):
            sheet.paste(fitted(tile), (left + place * (TILE_PX + GAP_PX), top + CAPTION_PX))
    sheet.save(target, quality=88)
    print(target)


def rendered(kind: Marker, index: int) -> Rendering:
    """A fundus with that marker."""
    options = MarkerOptions(smallest=0.18, fewest=2, most=3, fundus=FundusOptions(width=640, height=640, grade=0))
    return render_markers(SEED, index, (MarkerClass(kind.value, (kind,)),), options)


def near(rendering: Rendering, kind: Marker) -> Image.Image:
    """The surroundings of the first marker, with a line along the outside of its mask."""
    left, top, right, bottom = rendering.facts["markers"][0]["box"]
    mask = rendering.masks[kind.value]
    around = mask.copy()
    for axis in (0, 1):
        for step in (-1, 1):
            around |= np.roll(mask, step, axis)
    pixels = rendering.pixels.copy()
    pixels[around & ~mask] = (90, 220, 255)
    side = max(right - left, bottom - top) + 30
    x, y = (left + right - side) // 2, (top + bottom - side) // 2
    return Image.fromarray(pixels).crop((x, y, x + side, y + side))


def fitted(tile: Image.Image) -> Image.Image:
    """The tile at the size of the sheet's."""
    return tile.resize((TILE_PX, TILE_PX), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY / "docs" / "images" / "markers-contact-sheet.jpg")
