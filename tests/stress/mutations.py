"""Good files, changed at random, and what opens them: it opens, or an error says why; nothing else may happen.

Run as a program it works through some seeds of one kind, in a process that a crash of a decoder may end.
"""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import FunduscopeError
from tests.stress.readers import READERS
from tests.stress.shapes import Shape, reshaped

SECONDS = 20.0
"""No file may take longer, on a busy machine either."""
EDITS = 4
MOST_BYTES = 6 << 30
"""Of addresses: torch alone takes some gigabytes of them."""


def mutated(content: bytes, chooser: random.Random) -> bytes:
    """The content with one to four edits: bits, bytes, lengths, pieces taken, doubled, moved, or cut off."""
    changed = bytearray(content)
    for _ in range(chooser.randint(1, EDITS)):
        chooser.choice(_EDITS)(changed, chooser)
    return bytes(changed)


def _place(changed: bytearray, chooser: random.Random) -> int:
    """Mostly near the beginning, where a file says what it is."""
    return int(len(changed) * chooser.random() ** 3) if changed else 0


def _flip(changed: bytearray, chooser: random.Random) -> None:
    if changed:
        changed[min(_place(changed, chooser), len(changed) - 1)] ^= 1 << chooser.randrange(8)


def _extreme(changed: bytearray, chooser: random.Random) -> None:
    at, size = _place(changed, chooser), chooser.choice((1, 2, 4, 8))
    value = chooser.choice((0, 1, 2 ** (8 * size - 1) - 1, 2 ** (8 * size - 1), 2 ** (8 * size) - 1))
    changed[at : at + size] = value.to_bytes(size, chooser.choice(("little", "big")))


def _cut(changed: bytearray, chooser: random.Random) -> None:
    del changed[_place(changed, chooser) :]


def _take(changed: bytearray, chooser: random.Random) -> None:
    at = _place(changed, chooser)
    del changed[at : at + chooser.randint(1, 64)]


def _double(changed: bytearray, chooser: random.Random) -> None:
    at = _place(changed, chooser)
    changed[at:at] = changed[at : at + chooser.randint(1, 4096)]


def _noise(changed: bytearray, chooser: random.Random) -> None:
    at = _place(changed, chooser)
    changed[at : at + 16] = chooser.randbytes(16)


def _move(changed: bytearray, chooser: random.Random) -> None:
    at, to, size = _place(changed, chooser), _place(changed, chooser), chooser.randint(1, 256)
    piece = changed[at : at + size]
    del changed[at : at + size]
    changed[to:to] = piece


_EDITS = (_flip, _flip, _extreme, _extreme, _cut, _take, _double, _noise, _move)


def _picture() -> np.ndarray[Any, np.dtype[np.uint8]]:
    y, x = np.mgrid[:96, :128]
    return np.stack([y * 2, x * 2 % 256, (x + y) % 256], axis=-1).astype(np.uint8)


def _encoded(**options: Any) -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.fromarray(_picture()).save(stream, **options)
    return stream.getvalue()


def good_file(kind: str, folder: Path) -> Path:
    """A whole file of this kind."""
    path = folder / f"good{suffix_of(kind)}"
    if kind in READERS:
        READERS[kind].make(path)
    match kind:
        case "jpeg":
            path.write_bytes(_encoded(format="JPEG", quality=90, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0"))
        case "png":
            path.write_bytes(_encoded(format="PNG"))
        case "tiff":
            path.write_bytes(_encoded(format="TIFF", compression="tiff_lzw"))
        case "dicom":
            from desktop.self_test.material import write_dicom

            write_dicom(path)
        case "model":
            _write_model(path)
        case "project":
            _write_project(path)
        case "settings":
            recipe = Path(__file__).parents[2] / "docs" / "recipes" / "markers.toml"
            path.write_bytes(recipe.read_bytes())
    return path


def _write_model(path: Path) -> None:
    from core.images.preparation import Normalisation, recipe
    from core.networks.architectures import build
    from core.networks.card import ModelCard
    from core.networks.files import save_model

    architecture, names = "funduscope/die_c1", tuple("123456")
    module = build(architecture, {}, len(names), is_initialised=True)
    preparation = recipe("stretch", input_size=32, normalisation=Normalisation.UNIT)
    card = ModelCard(name="Die", architecture=architecture, class_names=names, preparation=preparation)
    save_model(path, module, card)


def _write_project(path: Path) -> None:
    from core.datasets.catalogue.project import Project

    Project.create(path).close()


def _open_photograph(path: Path) -> None:
    from core.images.reading import read_facts, read_photograph

    read_photograph(path)
    read_facts(path)


def _open_model(path: Path) -> None:
    from core.networks.files import load_model, read_card

    read_card(path)
    load_model(path)


def _open_project(path: Path) -> None:
    from core.datasets.catalogue.project import Project

    with Project.open(path) as project:
        project.photographs.count()


def _open_settings(path: Path) -> None:
    from core.training.settingsfile import read_settings

    read_settings(path)


SUFFIXES = {
    "jpeg": ".jpg",
    "png": ".png",
    "tiff": ".tif",
    "dicom": ".dcm",
    "model": ".safetensors",
    "project": ".funduscope",
    "settings": ".toml",
}
OPENERS: dict[str, Callable[[Path], None]] = {
    "jpeg": _open_photograph,
    "png": _open_photograph,
    "tiff": _open_photograph,
    "dicom": _open_photograph,
    "model": _open_model,
    "project": _open_project,
    "settings": _open_settings,
}


OPENERS |= {kind: reader.open for kind, reader in READERS.items()}
BY_SHAPE = 0.75
"""So many of the mutations keep the shape of the file, where it has one."""


def suffix_of(kind: str) -> str:
    """What the name of a file of this kind ends in."""
    return READERS[kind].suffix if kind in READERS else SUFFIXES[kind]


def changed(kind: str, content: bytes, chooser: random.Random) -> bytes:
    """A mutation of `content` as fits its kind."""
    shape = READERS[kind].shape if kind in READERS else Shape.BYTES
    if shape is Shape.BYTES or chooser.random() > BY_SHAPE:
        return mutated(content, chooser)
    return reshaped(content, shape, chooser, lambda part: mutated(part, chooser))


def work_through(kind: str, first: int, count: int, folder: Path) -> None:
    """Open so many mutations; a line of JSON before each, and one after with what became of it."""
    folder.mkdir(exist_ok=True)
    content = good_file(kind, folder).read_bytes()
    good = folder / "good"
    good.mkdir()
    (good / f"good{suffix_of(kind)}").write_bytes(content)
    OPENERS[kind](good / f"good{suffix_of(kind)}")  # a good file opens, else nothing here means anything
    for seed in range(first, first + count):
        place = folder / str(seed)
        place.mkdir()
        path = place / f"mutated{suffix_of(kind)}"
        path.write_bytes(changed(kind, content, random.Random(f"{kind} {seed}")))
        print(json.dumps({"seed": f"{kind} {seed}"}), flush=True)
        begun_s, refusal, defect = time.process_time(), "", ""
        try:
            OPENERS[kind](path)
        except FunduscopeError as error:
            refusal = str(error)
        except Exception as error:  # noqa: BLE001 - that there is none is what is tested
            defect = f"{type(error).__name__}: {error}"
        if any(one.name == "escaped" for one in (folder, folder.parent, Path("/tmp")) for one in one.glob("escaped")):
            defect = "something was written outside"
        print(json.dumps({"s": time.process_time() - begun_s, "refusal": refusal, "defect": defect}), flush=True)
        shutil.rmtree(place)


def say_peak() -> None:
    """A line of JSON with the most memory that this process had."""
    status = Path("/proc/self/status")
    peak_kb = int(re.search(r"VmHWM:\s*(\d+) kB", status.read_text())[1]) if status.exists() else 0  # type: ignore[index]
    print(json.dumps({"peak_kb": peak_kb}), flush=True)


def _limit_memory() -> None:
    """Let what grows without end end here, and not the machine's memory."""
    if sys.platform.startswith("linux"):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    _limit_memory()
    for each in sys.argv[1].split(","):
        work_through(each, int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]) / each)
    say_peak()
