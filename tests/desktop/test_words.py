"""Captions: what people copy into notes and papers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from core.explain.explanation import Explanation
from core.explain.params import GradCamParams, HiResCamParams, MethodParams, OcclusionParams
from core.explain.query import Aggregate, ChannelTarget, ClassTarget, Method, Query, Target
from core.explain.targets import MarginTarget
from core.images.geometry import Affine
from core.images.photograph import ImageId
from core.networks.card import ModelId
from desktop.words import caption, known_share, no_evidence, params_words, partial_words, region_words

MODEL: Any = SimpleNamespace(
    card=SimpleNamespace(class_names=("No DR", "Mild", "Moderate"), name="Grades", architecture="vgg16")
)
THIN = "\N{NARROW NO-BREAK SPACE}"


def made(
    method: Method, target: Target, values: list[list[float]], layer: str | None, params: MethodParams | None = None
) -> Explanation:
    query = Query(ImageId("0" * 64), ModelId("1" * 64), method, target, layer, params)  # type: ignore[arg-type]
    return Explanation(query, np.array(values, np.float32), Affine(), (0, 0, 2, 2), 0.1)


OCCLUDED = made(Method.OCCLUSION, MarginTarget(2, 1), [[-0.5, 1.0]], None, OcclusionParams(window=24, stride=6))


def test_a_caption_says_method_target_parameters_and_values() -> None:
    words = caption(Path("eye.png"), MODEL, OCCLUDED, None)
    for part in (
        "eye.png",
        "Occlusion for 'Moderate rather than Mild'",
        "window 24, stride 6, fill mean",
        "at the input",
        "model Grades (vgg16)",
        "minimum -0.5",
        "maximum 1",
    ):
        assert part in words
    assert "partial" not in words


def test_a_caption_says_what_is_partial_and_what_else_is_to_be_known() -> None:
    partial = replace(
        OCCLUDED,
        map=np.array([[np.nan, 1.0], [np.nan, 0.5]], np.float32),
        is_partial=True,
        notes=("Plain evaluation was used.",),
    )
    words = caption(Path("eye.png"), MODEL, partial, None)
    assert f"partial map, 50{THIN}% known" in words
    assert "Plain evaluation was used" in words
    assert "maximum 1" in words
    assert partial_words(partial, is_stopped=False) == f"Getting sharper: 50{THIN}% known"
    assert f"50{THIN}%" in partial_words(partial, is_stopped=True)
    averaged = replace(partial, map=np.ones((2, 2), np.float32))
    assert known_share(averaged) == ""
    assert partial_words(averaged, is_stopped=True) == "Partial map: stopped before it was whole"
    nothing = replace(partial, map=np.full((2, 2), np.nan, np.float32))
    assert "maximum" not in caption(Path("eye.png"), MODEL, nothing, None)


def test_methods_without_parameters_name_none() -> None:
    assert params_words(GradCamParams()) == []
    assert params_words(HiResCamParams(is_signed=True)) == ["signed yes"]


def test_a_map_of_zeros_is_said_to_be_empty_for_what_it_is() -> None:
    plain = made(Method.GRAD_CAM, ClassTarget(1), [[0.0, -1.0]], "features.3")
    assert not plain.has_evidence
    assert no_evidence(MODEL, plain) == "No evidence for 'Mild' at layer 'features.3'"
    zero = replace(OCCLUDED, map=np.zeros((2, 2), np.float32))
    assert not zero.has_evidence
    assert "for or against 'Moderate rather than Mild'" in no_evidence(MODEL, zero)
    broken = replace(OCCLUDED, map=np.full((2, 2), np.nan, np.float32))
    assert "is a number" in no_evidence(MODEL, broken)


def test_a_channel_is_named_with_its_layer() -> None:
    target = ChannelTarget("features.3", 12, Aggregate.SUM)
    words = caption(Path("eye.png"), MODEL, made(Method.SALIENCY, target, [[1.0]], None), None)
    assert "channel 12 of features.3 (sum)" in words


def test_regions_are_counted_with_their_shares() -> None:
    assert region_words([]) == "no regions"
    assert region_words([0.42]) == f"1 region with 42{THIN}% of the evidence"
    assert region_words([0.4, 0.3]) == f"2 regions with 40{THIN}% and 30{THIN}% of the evidence"
    assert region_words([0.4, 0.3, 0.2, 0.004, 0.001]).endswith(f"20{THIN}% and less than 1{THIN}% of the evidence")
