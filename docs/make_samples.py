"""Makes the sample photographs that come with the program: `python docs/make_samples.py`.

Two sets in `resources/samples`: rendered fundi of every grade and both eyes, and fundi with artificial markers, each
with its masks. The seeds make them the same on every machine; `models/fundus-grades-rendered.safetensors` and
`models/markers.safetensors` were trained on other ones (`docs/recipes`).
"""

import shutil
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
SAMPLES = REPOSITORY / "resources" / "samples"
SIZE_PX = 768
SEED = 5

sys.path.insert(0, str(REPOSITORY))

from core.synthesis.fundus.options import CLASS_NAMES, FundusOptions
from core.synthesis.markers.options import MarkerOptions
from core.synthesis.markers.presets import Preset
from core.synthesis.recipes import FundusRecipe, preset_recipe
from core.synthesis.writing.write import Order, write_photographs


def main() -> None:
    """Write both sets anew."""
    shutil.rmtree(SAMPLES, ignore_errors=True)
    SAMPLES.mkdir()
    options = FundusOptions(width=SIZE_PX, height=SIZE_PX)
    fundi = FundusRecipe(options, grades=tuple(range(len(CLASS_NAMES))))
    write_photographs(fundi, SAMPLES / "fundus", Order(count=20, seed=SEED))
    clean = FundusOptions(width=SIZE_PX, height=SIZE_PX, grade=0)
    markers = preset_recipe(Preset.NATURAL, MarkerOptions(fundus=clean))
    write_photographs(markers, SAMPLES / "markers", Order(count=5, seed=SEED))


if __name__ == "__main__":
    main()
