"""Which maps may share one scale of colours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.explain.catalogue import CATALOGUE
from core.explain.params import OcclusionParams, Shown, params_type
from core.explain.query import Aggregate, ChannelTarget, ClassTarget, Method, Query, Target
from core.explain.scales import measure, measure_words
from core.explain.targets import BoundaryTarget, ExpectedGradeTarget, MarginTarget, ProbabilityTarget, ReferableTarget
from core.images.photograph import ImageId
from core.networks.card import ModelId

FIRST = ClassTarget(0)
A, B = ModelId("a" * 64), ModelId("b" * 64)


def query(method: Method, target: Target = FIRST, *, layer: str = "deep", model: ModelId = A) -> Query:
    place = layer if CATALOGUE[method].has_layer else None
    return Query(ImageId("0" * 64), model, method, target, place, params_type(method)())


def test_values_of_a_method_can_be_compared_across_classes() -> None:
    for method in Method:
        assert measure(query(method, ClassTarget(0))) == measure(query(method, ClassTarget(3)))


@pytest.mark.parametrize("target", [MarginTarget(0, 1), BoundaryTarget(0), ReferableTarget()])
def test_what_is_made_of_logits_has_their_unit(target: Target) -> None:
    assert measure(query(Method.OCCLUSION, target)) == measure(query(Method.OCCLUSION))


@pytest.mark.parametrize(
    "target", [ProbabilityTarget(0), ExpectedGradeTarget(), ChannelTarget("shallow", 0, Aggregate.SUM)]
)
def test_other_kinds_of_targets_have_other_units(target: Target) -> None:
    assert measure(query(Method.OCCLUSION, target)) != measure(query(Method.OCCLUSION))
    assert measure(query(Method.GRAD_CAM, target)) != measure(query(Method.GRAD_CAM))


def test_gradients_and_activations_of_other_methods_layers_and_networks_have_no_common_unit() -> None:
    first = measure(query(Method.GRAD_CAM))
    assert first != measure(query(Method.HIRES_CAM))
    assert first != measure(query(Method.GRAD_CAM, layer="shallow"))
    assert first != measure(query(Method.GRAD_CAM, model=B))


def test_what_is_measured_in_the_target_itself_can_be_compared_whatever_the_method_and_network() -> None:
    first = measure(query(Method.OCCLUSION))
    assert first == measure(query(Method.INTEGRATED_GRADIENTS))
    assert first == measure(query(Method.OCCLUSION, model=B))
    channel = ChannelTarget("shallow", 0)
    assert measure(query(Method.OCCLUSION, channel)) != measure(query(Method.OCCLUSION, channel, model=B))


def test_how_far_fills_differ_is_not_what_the_target_loses() -> None:
    spread = replace(query(Method.OCCLUSION), params=OcclusionParams(shows=Shown.FILL_SPREAD))
    assert measure(spread) != measure(query(Method.OCCLUSION))
    assert measure_words(measure(spread)) == "logit from fill to fill"


def test_a_map_that_is_the_same_for_every_target_has_no_unit_of_the_target() -> None:
    of_class, of_probability = query(Method.EIGEN_CAM), query(Method.EIGEN_CAM, ProbabilityTarget(1))
    assert measure(of_class) == measure(of_probability)
    assert measure_words(measure(of_class)) == "Eigen-CAM"


def test_the_measure_in_words() -> None:
    assert measure_words(measure(query(Method.OCCLUSION))) == "logit"
    assert measure_words(measure(query(Method.GRAD_CAM, ProbabilityTarget(0)))) == "Grad-CAM, probability"
    assert replace(measure(query(Method.SALIENCY)), model=None).unit == "logit"
