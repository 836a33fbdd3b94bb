"""Small pictures that the tests of this folder write to files."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

HEIGHT, WIDTH = 40, 64

Encode = Callable[..., bytes]


@pytest.fixture
def picture() -> Image.Image:
    """A smooth RGB picture of 64 x 40 without symmetry, so that JPEG keeps it and every orientation differs."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH] / np.array([HEIGHT, WIDTH]).reshape(2, 1, 1)
    channels = [40 + 180 * columns * rows, 60 + 150 * rows, 200 - 160 * columns + 30 * rows**2]
    return Image.fromarray(np.stack(channels, axis=-1).astype(np.uint8))


@pytest.fixture
def noise() -> Image.Image:
    """A picture of 160 x 120, every block of which takes bytes in whatever format."""
    small = np.random.default_rng(0).integers(0, 256, (15, 20, 3), dtype=np.uint8)
    return Image.fromarray(small).resize((160, 120), Image.Resampling.BICUBIC)


@pytest.fixture
def encode() -> Encode:
    """The bytes of the file that Pillow writes: `encode(image, "PNG", **options)`."""

    def encoded(image: Image.Image, file_format: str, **options: object) -> bytes:
        stream = io.BytesIO()
        image.save(stream, file_format, **options)
        return stream.getvalue()

    return encoded
