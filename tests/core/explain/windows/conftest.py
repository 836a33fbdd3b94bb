"""A network written down, and pictures with changed parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from core.explain.windows.graph import Graph, graph
from core.explain.windows.places import Patch, Place, Span, zeros_like_frame
from core.explain.windows.recording import record

Box = tuple[int, int, int, int]


@pytest.fixture(scope="session")
def follow() -> Callable[..., Graph]:
    def call(module: nn.Module, image: Tensor) -> Graph:
        return graph(record(lambda images: module(images.clone()), image))

    return call


@pytest.fixture(scope="session")
def place_of() -> Callable[..., Place]:
    def call(boxes: Sequence[Box], sides: tuple[int, int]) -> Place:
        tops, lefts, bottoms, rights = np.array(boxes, np.int64).T
        return Place(Span(tops, bottoms, sides[0]), Span(lefts, rights, sides[1]))

    return call


@pytest.fixture(scope="session")
def changed(place_of: Callable[..., Place]) -> Callable[..., tuple[Patch, Tensor]]:
    """The patch and the whole pictures that come of noise in each of the boxes (top, left, bottom, right)."""

    def call(image: Tensor, boxes: Sequence[Box], seed: int = 0) -> tuple[Patch, Tensor]:
        generator = torch.Generator().manual_seed(seed)
        place = place_of(boxes, (image.shape[2], image.shape[3]))
        pictures = image.repeat(len(boxes), 1, 1, 1)
        change = zeros_like_frame(image.new_empty((len(boxes), image.shape[1], 1, 1)), place.shape)
        corners = zip(place.rows.start.tolist(), place.columns.start.tolist(), strict=True)
        for picture, target, (top, left, bottom, right), (row, column) in zip(
            pictures, change, boxes, corners, strict=True
        ):
            noise = torch.randn(image.shape[1], bottom - top, right - left, generator=generator, dtype=image.dtype)
            inside = target[:, top - row : bottom - row, left - column : right - column]
            inside.copy_(noise - picture[:, top:bottom, left:right])
            picture[:, top:bottom, left:right] = noise
        return Patch(change, place), pictures

    return call
