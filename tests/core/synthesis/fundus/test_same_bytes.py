"""The same seed gives the same bytes whatever the processor can do and however many threads there are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from numpy._core import _multiarray_umath as numpy_core

SCRIPT = """
import hashlib, sys
import cv2
cv2.setNumThreads(int(sys.argv[1]))
from core.synthesis.fundus.options import FundusOptions
from core.synthesis.fundus.render import render_fundus
digest = hashlib.sha256()
sizes = ((512, 512), (300, 200), (900, 600), (128, 160), (256, 256), (1600, 1100))
for index in range(6):
    width, height = sizes[index]
    rendering = render_fundus(7, index, FundusOptions(width=width, height=height, grade=index % 5))
    digest.update(rendering.pixels.tobytes())
    for code, mask in sorted(rendering.masks.items()):
        digest.update(code.encode() + mask.tobytes())
    digest.update(repr(rendering.facts).encode())
print(digest.hexdigest())
"""
CPU = {
    "numpy": {
        "NPY_DISABLE_CPU_FEATURES": ",".join(
            feature for feature in numpy_core.__cpu_dispatch__ if numpy_core.__cpu_features__[feature]
        )
    },
    "opencv": {"OPENCV_CPU_DISABLE": "AVX512-SKX,AVX2,FMA3,FP16,AVX,SSE4.2,SSE4.1,NEON_DOTPROD,NEON_FP16,NEON_BF16"},
    "ipp": {"OPENCV_IPP": "disabled", "PYTHONHASHSEED": "99"},
}


def digest(repository: Path, threads: int, **variables: str) -> str:
    """What a process of its own renders."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(threads)],
        cwd=repository,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def plain(repository: Path) -> str:
    return digest(repository, 1)


@pytest.mark.parametrize("feature", list(CPU))
def test_processor_features_change_nothing(feature: str, repository: Path, plain: str) -> None:
    assert digest(repository, 1, **CPU[feature]) == plain


def test_threads_change_nothing(repository: Path, plain: str) -> None:
    assert digest(repository, 4) == plain
