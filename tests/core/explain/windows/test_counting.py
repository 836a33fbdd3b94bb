"""Operations counted by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import nn

from core.explain.changes import Part
from core.explain.windows.batching import batches, levels, tiers
from core.explain.windows.counting import costs, limit


def test_by_hand(follow: Callable, place_of: Callable) -> None:
    """10 x 10 cells of 9 multiplications, a pooling, 5 x 5 of 2, and a fully connected layer on 50 values."""
    module = nn.Sequential(
        nn.Conv2d(1, 1, 3, padding=1), nn.MaxPool2d(2), nn.Conv2d(1, 2, 1), nn.Flatten(), nn.Linear(50, 3)
    )
    found = follow(module, torch.randn(1, 1, 10, 10))
    full = 100 * 9 + 25 * 2 + 150
    # A change of 1 x 1 at (4, 4) reaches 3..5, and behind the pooling 1..2; one in the corner 0..1, and 0.
    inside, corner = 9 * 9 + 4 * 2 + 150 * 4 / 25, 4 * 9 + 1 * 2 + 150 * 1 / 25
    assert limit(found, place_of([(4, 4, 5, 5)], (10, 10))) == pytest.approx(full / inside)
    assert limit(found, place_of([(0, 0, 1, 1)], (10, 10))) == pytest.approx(full / corner)
    both = place_of([(4, 4, 5, 5), (0, 0, 1, 1)], (10, 10))
    assert limit(found, both) == pytest.approx(2 * full / (inside + corner))
    rows, columns = costs(found, both)
    assert rows[0] > rows[1]
    assert columns[0] > columns[1]


def test_nothing_is_gained_where_everything_depends_on_everything(follow: Callable, place_of: Callable) -> None:
    image = torch.randn(1, 2, 6, 6)
    assert limit(follow(lambda images: images.sum((1, 2, 3)), image), place_of([(0, 0, 1, 1)], (6, 6))) == 1
    linear = nn.Sequential(nn.Flatten(), nn.Linear(72, 2))
    assert limit(follow(linear, image), place_of([(0, 0, 6, 6)], (6, 6))) == 1


def test_every_part_once_and_the_coarse_picture_first(follow: Callable) -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 5, padding=2), nn.ReLU(), nn.Conv2d(4, 4, 5, padding=2))
    found = follow(module, torch.randn(1, 3, 80, 80))
    parts = [Part(top, left, top + 8, left + 8) for top in range(0, 73, 3) for left in range(0, 73, 3)]
    made = batches(found, parts, (80, 80), 16, levels(parts, 16))
    assert sorted(number for batch in made for number in batch) == list(range(625))
    assert max(map(len, made)) <= 32
    order = [number for batch in made for number in batch]
    coarse = {row * 25 + column for row in range(0, 25, 4) for column in range(0, 25, 4)}
    assert set(order[: len(coarse)]) == coarse
    # Parts at the border, where less can change, are computed together.
    at_border = [{number // 25 in (0, 24) for number in batch} for batch in made]
    assert sum(len(kinds) == 1 for kinds in at_border) > len(made) / 2


def test_parts_in_no_order_at_all(follow: Callable) -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.MaxPool2d(4), nn.Flatten(), nn.Linear(324, 2))
    found = follow(module, torch.randn(1, 3, 40, 40))
    generator = np.random.default_rng(0)
    corners = [(top, 4 * (left // 4)) for top, left in generator.integers(0, 35, (37, 2)).tolist()]
    parts = [Part(top, left, top + 5, left + 5) for top, left in corners]
    made = batches(found, parts, (40, 40), 4, levels(parts, 4))
    assert sorted(number for batch in made for number in batch) == list(range(37))


def test_from_the_coarse_to_the_fine_by_hand() -> None:
    parts = [Part(top, left, top + 2, left + 2) for top in range(9) for left in range(9)]
    made = [[divmod(number, 9) for number in level] for level in levels(parts, 1)]
    assert made[0] == [(0, 0), (0, 8), (8, 0), (8, 8)]
    assert made[1] == [(0, 4), (4, 0), (4, 4), (4, 8), (8, 4)]
    assert len(made[2]) == 25 - 9
    assert set(made[3]) == {(row, column) for row in range(1, 9, 2) for column in range(1, 9, 2)}
    assert sum(map(len, made)) == 81
    assert [len(level) for level in levels(parts, 100)] == [81]
    assert levels([], 4) == []


def test_the_important_ones_first_by_hand() -> None:
    importance = np.array([0.0, 9, 1, 8, 2, 7, 3, 6, 4])
    assert tiers(range(1, 9), importance) == [[1], [3], [5, 7], [8, 6, 4, 2]]
    assert tiers([4], importance) == [[4]]
