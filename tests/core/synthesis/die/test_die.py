"""The die: what is seen is what geometry says, the rule for the class, and the same bytes everywhere."""

import hashlib
import math
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FunduscopeError
from core.synthesis.die import (
    CLASS_NAMES,
    DieOptions,
    Rotation,
    Turn,
    render_die,
    render_rotation,
    render_sequence,
    rotation_sequence,
)
from core.synthesis.die.cube import FACES, lead, prominence

SHARP = DieOptions(size=128, supersampling=4)

_DIGEST = """
import hashlib
from core.synthesis.die import DieOptions, render_die, render_sequence, rotation_sequence
digest = hashlib.sha256()
for index in range(40):
    rendering = render_die(5, index, DieOptions(size=32 + index))
    digest.update(rendering.pixels.tobytes())
    digest.update(repr(rendering.facts).encode())
    for name, mask in rendering.masks.items():
        digest.update(name.encode() + mask.tobytes())
for rendering in render_sequence(rotation_sequence(24)):
    digest.update(rendering.pixels.tobytes() + repr(rendering.facts).encode())
print(digest.hexdigest())
"""


def _pips_in(pixels: np.ndarray) -> int:
    dark = (pixels[:, :, 0] < 60).astype(np.uint8)
    return cv2.connectedComponents(dark, connectivity=8)[0] - 1


@pytest.mark.parametrize("face", FACES)
def test_a_face_seen_square_on_shows_its_pips_and_nothing_else(face) -> None:
    pose = next(
        rotation
        for rotation in rotation_sequence(6, is_tilted=False)
        if max(prominence(rotation).items(), key=lambda item: item[1])[0] == face.pips
    )
    rendering = render_rotation(pose, DieOptions(size=128, background=255))
    assert rendering.label == face.pips - 1
    assert _pips_in(rendering.pixels) == face.pips
    assert list(rendering.masks) == [str(face.pips)]


def test_the_area_of_a_face_is_its_share_of_a_square() -> None:
    side = 128 * 0.95 / math.sqrt(3)
    for index in range(20):
        rendering = render_die(3, index, SHARP)
        for pips, share in rendering.facts["shares"].items():
            area = rendering.masks[pips].sum() if pips in rendering.masks else 0
            assert area == pytest.approx(share * side * side, abs=40)


def test_masks_are_apart_and_hold_all_that_is_not_background() -> None:
    for index in range(20):
        rendering = render_die(4, index, DieOptions(size=64))
        together = sum(mask.astype(int) for mask in rendering.masks.values())
        assert together.max() == 1
        inside = cv2.erode((rendering.pixels[:, :, 0] > 0).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        assert together[inside].all()
        assert not rendering.pixels[cv2.dilate(together.astype(np.uint8), np.ones((3, 3), np.uint8)) == 0].any()


def test_opposite_faces_sum_to_seven_and_one_two_three_run_counter_clockwise() -> None:
    normals = {face.pips: tuple(face.sign * (axis == face.axis) for axis in range(3)) for face in FACES}
    for pips, normal in normals.items():
        assert normals[7 - pips] == tuple(-part for part in normal)
    assert np.linalg.det(np.array([normals[1], normals[2], normals[3]])) == pytest.approx(1)


def test_the_label_is_the_largest_face_and_ambiguous_views_are_left_out() -> None:
    for index in range(60):
        rendering = render_die(8, index, SHARP)
        areas = {pips: int(mask.sum()) for pips, mask in rendering.masks.items()}
        assert CLASS_NAMES[rendering.label] == max(areas, key=areas.__getitem__)
        shares = sorted(rendering.facts["shares"].values())
        assert shares[-1] - shares[-2] >= 0.1
        assert not rendering.facts["is_ambiguous"]


def test_an_ambiguous_view_says_so() -> None:
    corner = Rotation.about((1, 0, 0), 45)
    assert render_rotation(corner).facts["is_ambiguous"]
    assert not render_rotation(Rotation.about((1, 0, 0), 20)).facts["is_ambiguous"]
    assert not render_rotation(corner, DieOptions(margin=0)).facts["is_ambiguous"]


def test_rotations_are_uniform() -> None:
    generator = np.random.Generator(np.random.PCG64(1))
    towards = np.array([Rotation.random(generator).rows()[2] for _ in range(4000)])
    # Each coordinate of a uniform direction is uniform from -1 to 1 (Archimedes).
    for axis in range(3):
        counts = np.histogram(towards[:, axis], bins=10, range=(-1, 1))[0]
        assert np.abs(counts - 400).max() < 5 * math.sqrt(400)
    labels = Counter(render_die(2, index, DieOptions(size=16, supersampling=1)).label for index in range(600))
    assert set(labels) == set(range(6))
    assert max(abs(count - 100) for count in labels.values()) < 5 * math.sqrt(100)


@given(axis=st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda axis: math.hypot(*axis) > 0.1), angle=st.floats(-360, 360))
@settings(max_examples=50, deadline=None)
def test_a_rotation_is_one(axis, angle) -> None:
    matrix = np.array(Rotation.about(axis, angle).rows())
    np.testing.assert_allclose(matrix @ matrix.T, np.eye(3), atol=1e-9)
    assert np.linalg.det(matrix) == pytest.approx(1)
    np.testing.assert_allclose(matrix @ np.array(axis), axis, atol=1e-9)
    twice = Rotation.about(axis, angle).then(Rotation.about((0.3, -1, 0.2), 77))
    np.testing.assert_allclose(np.array(Rotation.about((0.3, -1, 0.2), 77).rows()) @ matrix, twice.rows(), atol=1e-9)


def test_a_turn_about_the_level_axis_is_counter_clockwise() -> None:
    # From x, to the right, the top of the die comes to the front.
    np.testing.assert_allclose(Rotation.about((1, 0, 0), 90).apply((0, 1, 0)), (0, 0, 1), atol=1e-9)


def test_a_wanted_face_is_the_label() -> None:
    for face in range(1, 7):
        assert render_die(1, 0, DieOptions(face=face)).label == face - 1


def test_one_picture_does_not_depend_on_the_others() -> None:
    alone = render_die(9, 7)
    for index in (3, 7, 1):
        again = render_die(9, index)
        assert np.array_equal(again.pixels, alone.pixels) == (index == 7)
    assert not np.array_equal(render_die(10, 7).pixels, alone.pixels)


def test_the_tour_shows_every_face_and_closes() -> None:
    rotations = rotation_sequence(60)
    faces = [rendering.label + 1 for rendering in render_sequence(rotations)]
    visited = [face for before, face in zip([0, *faces], faces, strict=False) if face != before]
    assert sorted(set(visited)) == [1, 2, 3, 4, 5, 6]
    steps = [_degrees(a, b) for a, b in zip(rotations, [*rotations[1:], rotations[0]], strict=True)]
    assert steps == pytest.approx([9.0] * 60, abs=1e-4)  # six quarter turns in sixty steps, the last one too


@pytest.mark.parametrize("turn", [Turn.VERTICAL, Turn.HORIZONTAL, Turn.DIAGONAL])
def test_a_turn_goes_round_once_in_equal_steps(turn) -> None:
    rotations = rotation_sequence(24, turn)
    steps = [_degrees(a, b) for a, b in zip(rotations, [*rotations[1:], rotations[0]], strict=True)]
    assert steps == pytest.approx([15.0] * 24, abs=1e-4)


def _degrees(a: Rotation, b: Rotation) -> float:
    cosine = (np.trace(np.array(a.rows()).T @ np.array(b.rows())) - 1) / 2
    return math.degrees(math.acos(min(1.0, max(-1.0, cosine))))


def test_a_sequence_leaves_nothing_out() -> None:
    renderings = list(render_sequence(rotation_sequence(90, is_tilted=False)))
    assert [rendering.facts["position"] for rendering in renderings] == list(range(90))
    assert any(rendering.facts["is_ambiguous"] for rendering in renderings)


@pytest.mark.parametrize(
    "wrong",
    [{"size": 8}, {"size": 5000}, {"margin": -0.1}, {"margin": 0.9}, {"face": 7}, {"supersampling": 0}, {"fill": 1.2}],
)
def test_options_that_make_no_picture_are_refused(wrong) -> None:
    with pytest.raises(FunduscopeError, match=next(iter(wrong))):
        DieOptions(**wrong)


def test_negative_seeds_and_short_sequences_are_refused() -> None:
    with pytest.raises(FunduscopeError, match="Seed -1"):
        render_die(-1, 0)
    with pytest.raises(FunduscopeError, match="index -4"):
        render_die(0, -4)
    with pytest.raises(FunduscopeError, match="of 1 rotations"):
        rotation_sequence(1)


def test_the_lead_of_a_face_alone_is_its_own_share() -> None:
    assert lead({4: 1.0}) == (4, 1.0)
    assert lead({4: 0.5, 2: 0.75}) == (2, 0.25)


def test_the_same_bytes_whatever_the_processor_offers(repository: Path) -> None:
    plain = _digest(repository, {})
    features = np.show_config(mode="dicts")["SIMD Extensions"]["found"]
    without = _digest(repository, {"NPY_DISABLE_CPU_FEATURES": " ".join(features)}) if features else plain
    assert plain == without
    # Recorded: a change of the bytes is a change of every data set made with a seed.
    assert plain == "252974940819701e72c742d05b0b55a327976b2ebed58db7946327e46d3fd76b"


def _digest(repository: Path, more: dict[str, str]) -> str:
    run = subprocess.run(
        [sys.executable, "-c", _DIGEST],
        cwd=repository,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(run.stdout.strip()) == hashlib.sha256().digest_size * 2
    return run.stdout.strip()
