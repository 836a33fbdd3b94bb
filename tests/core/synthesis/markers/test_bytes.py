"""The same bytes whatever instructions the processor has, and however many threads there are.

Each library can be told to do without instructions: the same program then runs as on an older processor.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import hashlib, sys
import cv2
import numpy as np
cv2.setNumThreads(int(sys.argv[1]))
from core.synthesis.markers.drawing import circle, filled
from core.synthesis.markers.fundus_area import find_fundus_area
from core.synthesis.markers.kinds import Marker
from core.synthesis.markers.laying import lay
from core.synthesis.markers.options import MarkerOptions
from core.synthesis.markers.randomness import Stream, generator_of
from core.synthesis.writing.pictures import PictureFormat, encode_mask, encode_picture
y, x = np.mgrid[:240, :280]
light = np.stack([170 + x // 8, 80 + y // 9, 40 + (x + y) // 16], axis=2)
ground = np.where(filled(circle(140, 120, 110), 240, 280)[..., None], light, 3).astype(np.uint8)
for number, kind in enumerate(Marker):
    digest = hashlib.sha256()
    for index in range(2):
        marker = lay(generator_of(index, Stream.MARKER, number), kind, find_fundus_area(ground, "g"), MarkerOptions(),
                     name="g")
        pixels = ground.copy()
        pixels[marker.window] = marker.change(pixels[marker.window])
        for content in (pixels.tobytes(), marker.mask.tobytes(), encode_mask(marker.mask),
                        encode_picture(pixels, PictureFormat.JPEG), encode_picture(pixels, PictureFormat.PNG)):
            digest.update(content)
    print(kind.value, digest.hexdigest())
"""

SETTINGS = {
    "as it is": ("1", {}),
    "four threads": ("4", {}),
    "OpenCV without vectors": ("1", {"OPENCV_CPU_DISABLE": "AVX512-SKX,AVX2,FP16,AVX,SSE4.2,SSE4.1,SSSE3"}),
    "IPP for an older processor": ("1", {"OPENCV_IPP": "sse42"}),
    "no IPP": ("1", {"OPENCV_IPP": "disabled"}),
    "numpy without AVX": ("1", {"NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4"}),
    "libjpeg without vectors": ("1", {"JSIMD_FORCENONE": "1"}),
}


@pytest.fixture(scope="module")
def as_it_is(repository: Path) -> str:
    return digests(repository, "as it is")


def digests(repository: Path, name: str) -> str:
    threads, environment = SETTINGS[name]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, threads],
        cwd=repository,
        env={**os.environ, "PYTHONWARNINGS": "ignore", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("name", [name for name in SETTINGS if name != "as it is"])
def test_the_bytes_do_not_depend_on_the_processor(name: str, repository: Path, as_it_is: str) -> None:
    assert digests(repository, name) == as_it_is
    assert as_it_is.count("\n") == 9


EXPECTED: dict[str, str] = {
    "grass": "e220049645c058024a022a44af0cf59cbf6901677390a9769ff3ab812b71233f",
    "granite": "2ae2e9530edfe469fb0094a4607a2881c624e4f82c070af9004b1ab68d5ef910",
    "fabric": "15b21cecee5c43cc3cba1458570f7dfb152bf7bb5d2eaa3cb971c1edd9c283c2",
    "bricks": "88b65db340e77689800162edf7cf21b1f1806d5c6fbad4ba38b6eb0522ff2eaa",
    "pebbles": "884691a424e340a4ade933a8a7bf80586af225b9ad7400c09577987dc22c5ad2",
    "car": "fc81c09ef4e10c86ac42f5bf91aa927755abe4243c9d2c1e08d721b5965314f7",
    "droid": "3b3154674e81b39d3d6ff15dff0eb6f8186d38730c815c15c5cfc24d775c3cf2",
    "giraffe": "8db351ce58cccd42e99db97172c1da4a4c9c827a11d09d711e44a902d25927ca",
    "cartoon": "f0d81c3dd3d52713c630688ae233a9b433591dfa25c20a74d45c1b09f262c3db",
}


def test_the_bytes_are_those_of_every_other_machine(as_it_is: str) -> None:
    """What this program wrote elsewhere: a change here is a change of every data set that has been published."""
    assert dict(line.split() for line in as_it_is.splitlines()) == EXPECTED
