"""Photographs and tables on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image


@pytest.fixture
def draw(tmp_path: Path) -> Callable[..., Path]:
    """Write a photograph of 12 x 9 noise below the test's folder: `draw("a/1.png", 7)`; the folder."""

    def write(name: str, seed: int = 0) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        random = np.random.default_rng(seed)
        Image.fromarray(random.integers(0, 255, (9, 12, 3), dtype=np.uint8)).save(path)
        return tmp_path

    return write
