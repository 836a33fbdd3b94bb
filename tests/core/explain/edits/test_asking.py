"""What a network says of an edited photograph: the same as of one that is prepared and asked anew."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from core.errors import FunduscopeError
from core.explain.edits.asking import EditedSubject, edited_id
from core.explain.edits.canvas import Canvas
from core.explain.edits.edit import Edit, EditKind, Offset
from core.explain.edits.editlist import EditList
from core.explain.edits.shapes import Polygon, Stroke
from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.params import OcclusionParams
from core.explain.query import ClassTarget, Method, Query
from core.images.photograph import Photograph
from core.images.preparation import Normalisation, Preparation, recipe
from core.images.steps.field_crop import FieldCrop
from core.jobs import Cancelled, CancelToken
from core.networks.analysis import layer_table
from core.networks.architectures import build
from core.networks.card import ModelCard, ModelId
from core.networks.loaded import LoadedModel

CLASSES = ("No DR", "Mild", "Moderate", "Severe", "Proliferative")
TrainedLike = Callable[..., nn.Module]
EDITS = (
    Edit(EditKind.INPAINT, Stroke(((110.0, 150.0),), 15.0), feather_px=2.0),
    Edit(EditKind.DARKEN, Stroke(((60.0, 60.0), (90.0, 75.0)), 6.0), strength=0.6),
    Edit(EditKind.BLUR, Polygon((((190.0, 80.0), (230.0, 80.0), (210.0, 120.0)),)), feather_px=3.0),
    Edit(EditKind.PASTE, Stroke(((160.0, 180.0),), 12.0), source=Offset(-50, -30)),
    Edit(EditKind.RESTORE, Stroke(((75.0, 68.0),), 6.0)),
)


def model_of(module: nn.Module, architecture: str, preparation: Preparation) -> LoadedModel:
    card = ModelCard(name="test", architecture=architecture, class_names=CLASSES, preparation=preparation)
    table = layer_table(module, preparation.output_size)
    return LoadedModel(ModelId("1" * 64), Path("test"), card, module, table, torch.device("cpu"))


def anew(model: LoadedModel, original: Photograph, edited: np.ndarray) -> np.ndarray:
    """The whole edited photograph through the preparation, its crop where the original has it, and the network."""
    steps = model.card.preparation.steps
    if isinstance(steps[0], FieldCrop):
        cropped = steps[0].apply(original.pixels)
        left, top = round(cropped.back.x0), round(cropped.back.y0)
        height, width = cropped.pixels.shape[:2]
        wide = np.pad(edited, ((500, 500), (500, 500), (0, 0)))
        edited = wide[500 + top : 500 + top + height, 500 + left : 500 + left + width]
        steps = steps[1:]
    values = Preparation(steps).apply(np.ascontiguousarray(edited)).values
    # Of twice the precision: two ways of the same precision differ by the rounding of both.
    with torch.no_grad():
        return deepcopy(model.module).double()(torch.from_numpy(values)[None].double()).softmax(1)[0].numpy()


@pytest.mark.parametrize(
    ("architecture", "recipe_name", "size"),
    [
        ("torchvision/resnet18", "plain", 64),
        ("torchvision/squeezenet1_1", "local-mean", 64),
        ("torchvision/mobilenet_v2", "imagenet", 64),
        ("timm/vit_tiny_patch16_224", "vincenzi", 64),
        pytest.param("timm/efficientnet_b0", "stretch", 64, marks=pytest.mark.slow),
        pytest.param("torchvision/vgg16", "casini", 96, marks=pytest.mark.slow),
        pytest.param("torchvision/resnet50", "casini", 96, marks=pytest.mark.slow),
        pytest.param("torchvision/densenet121", "centre", 64, marks=pytest.mark.slow),
    ],
)
def test_probabilities_are_those_of_asking_anew(
    architecture: str, recipe_name: str, size: int, photograph: Photograph, trained_like: TrainedLike
) -> None:
    arguments = {"img_size": size} if "vit" in architecture else {}
    module = trained_like(build(architecture, arguments, len(CLASSES), is_initialised=True))
    model = model_of(module, architecture, recipe(recipe_name, input_size=size, normalisation=Normalisation.IMAGENET))
    subject, canvas = EditedSubject(model, photograph), Canvas(photograph)
    edits, seen = EditList.of(photograph), []
    steps = [edits := edits.added(edit) for edit in EDITS]
    for step in [*steps, steps[1], EditList.of(photograph), steps[4]]:
        answer = subject.ask(canvas.show(step))
        wanted = anew(model, photograph, canvas.show(step).on(photograph.pixels))
        assert np.abs(answer.prediction.probabilities - wanted).max() < 1e-5
        assert answer.prediction.image == edited_id(step)
        seen.append(wanted)
    # Edits that change nothing could not be told from right answers.
    assert max(np.abs(one - seen[0]).max() for one in seen) > 5e-5


@pytest.mark.parametrize("is_given_up", [False, True])
def test_a_final_answer_is_that_of_a_whole_pass(
    is_given_up: bool, small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.explain.edits.asking.PATIENCE", 100)
    subject, canvas = EditedSubject(small, photograph), Canvas(photograph)
    edits = EditList.of(photograph)
    for edit in EDITS:
        subject.ask(canvas.show(edits := edits.added(edit)))
    subject._brush = None if is_given_up else subject._brush  # as where whole passes turned out to be quicker
    answer = subject.ask(canvas.show(edits), is_final=True)
    with torch.no_grad():
        whole = small.module(subject.input())[0].numpy()
    assert np.array_equal(answer.prediction.logits, whole)
    assert not answer.notes


def test_where_whole_passes_are_quicker_they_are_made(
    small: LoadedModel, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject, canvas = EditedSubject(small, photograph), Canvas(photograph)
    monkeypatch.setattr(subject, "_whole_s", 0.0)
    edits = EditList.of(photograph)
    for number, edit in enumerate(EDITS):
        edits = edits.added(edit)
        found = subject.ask(canvas.show(edits)).prediction.probabilities
        wanted = anew(small, photograph, canvas.show(edits).on(photograph.pixels))
        assert np.abs(found - wanted).max() < 1e-5
        assert subject.is_local == (number < 2)


@pytest.fixture(scope="module")
def small(trained_like: TrainedLike) -> LoadedModel:
    """A network of two convolutions."""
    module = (
        nn.Sequential(
            nn.Conv2d(3, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 8, 3, padding=1),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
            nn.Linear(8, len(CLASSES)),
        )
        .eval()
        .requires_grad_(False)
    )
    preparation = recipe("plain", input_size=64, normalisation=Normalisation.UNIT)
    return model_of(trained_like(module), "funduscope/small", preparation)


def test_only_what_an_edit_reaches_is_computed(small: LoadedModel, photograph: Photograph) -> None:
    subject, canvas = EditedSubject(small, photograph), Canvas(photograph)
    assert subject.is_local
    answer = subject.ask(canvas.show(EditList.of(photograph).added(EDITS[0])))
    part = answer.part
    assert part is not None
    assert 4 < part.right - part.left < 14  # 34 pixels of the photograph's 228
    assert 4 < part.bottom - part.top < 14
    assert subject.ask(canvas.show(EditList.of(photograph).added(EDITS[0]))).part is None


def test_what_was_cancelled_is_made_up_for(small: LoadedModel, photograph: Photograph) -> None:
    subject, canvas = EditedSubject(small, photograph), Canvas(photograph)
    edits = EditList.of(photograph).added(EDITS[0])
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        subject.ask(canvas.show(edits), token=token)
    edits = edits.added(EDITS[1])
    found = subject.ask(canvas.show(edits)).prediction.probabilities
    assert np.abs(found - anew(small, photograph, canvas.show(edits).on(photograph.pixels))).max() < 1e-5


class Moody(nn.Module):
    """A network that takes another way for dark pictures, which a recording of one does not show."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Conv2d(3, len(CLASSES), 5)

    def forward(self, images: Tensor) -> Tensor:
        found = self.body(images).mean((2, 3))
        return found * 2 if float(images.detach().mean()) > 0.2 else -found


def test_a_network_that_decides_by_what_it_sees_is_found_out_and_asked_whole(photograph: Photograph) -> None:
    torch.manual_seed(0)
    preparation = recipe("stretch", input_size=64, normalisation=Normalisation.UNIT)
    model = model_of(Moody().eval().requires_grad_(False), "funduscope/moody", preparation)
    subject, canvas = EditedSubject(model, photograph), Canvas(photograph)
    everything = Edit(EditKind.DARKEN, Stroke(((160.0, 120.0),), 300.0), strength=0.9)
    edits = EditList.of(photograph).added(everything)
    answer = subject.ask(canvas.show(edits), is_final=True)
    wanted = anew(model, photograph, canvas.show(edits).on(photograph.pixels))
    assert np.abs(answer.prediction.probabilities - wanted).max() < 1e-5
    assert not subject.is_local
    answer = subject.ask(canvas.show(edits.added(EDITS[0])))
    wanted = anew(model, photograph, canvas.show(edits.added(EDITS[0])).on(photograph.pixels))
    assert np.abs(answer.prediction.probabilities - wanted).max() < 1e-5
    assert "whole pass" in answer.notes[0]


def test_edits_of_another_photograph_are_refused(small: LoadedModel, photograph: Photograph) -> None:
    subject = EditedSubject(small, photograph)
    retouch = Canvas(photograph).show(EditList.of(photograph).added(EDITS[0]))
    object.__setattr__(retouch.edits, "image", "f" * 64)
    with pytest.raises(FunduscopeError, match="another photograph"):
        subject.ask(retouch)


def test_broken_weights_are_an_error(photograph: Photograph) -> None:
    module = nn.Sequential(nn.Conv2d(3, len(CLASSES), 3), nn.AdaptiveAvgPool2d(1), nn.Flatten()).eval()
    module.requires_grad_(False)
    preparation = recipe("plain", input_size=32, normalisation=Normalisation.UNIT)
    model = model_of(module, "funduscope/broken", preparation)
    module[0].weight.fill_(float("nan"))
    with pytest.raises(FunduscopeError, match="not a finite number"):
        EditedSubject(model, photograph).ask(Canvas(photograph).show(EditList.of(photograph)))


def test_the_map_of_the_edited_photograph(small: LoadedModel, photograph: Photograph) -> None:
    """As explaining a photograph whose file holds the edited pixels, where nothing of the crop moves."""
    subject, canvas = EditedSubject(small, photograph), Canvas(photograph)
    edits = EditList.of(photograph).added(EDITS[1])
    retouch = canvas.show(edits)
    subject.ask(retouch)
    query = Query(photograph.id, small.id, Method.GRAD_CAM, ClassTarget(3), "3")
    found = subject.explain(Explainer(), query, edits)
    file = Photograph(edited_id(edits), Path("edited"), retouch.on(photograph.pixels), "PNG", "RGB", 8)
    wanted = Explainer().explain(small, file, Query(file.id, small.id, Method.GRAD_CAM, ClassTarget(3), "3"))
    plain = Explainer().explain(small, photograph, query)
    assert np.allclose(found.map, wanted.map, atol=1e-6)
    assert np.abs(found.map - plain.map).max() > 0.01 * plain.map.max() > 0
    assert found.query.image == edited_id(edits) != photograph.id
    assert (found.to_photograph, found.seen) == (plain.to_photograph, plain.seen)


def test_occlusion_goes_on_from_the_map_before_the_edit(small: LoadedModel, photograph: Photograph) -> None:
    """And each map of a stroke from that of the stroke before; the last one is that of the edited photograph."""
    known, subject, canvas = Explainer(), EditedSubject(small, photograph), Canvas(photograph)
    params = OcclusionParams(window=16, stride=8)
    query = Query(photograph.id, small.id, Method.OCCLUSION, ClassTarget(3), None, params)
    plain = known.explain(small, photograph, query)
    explainer, edits = Explainer(sweeps=known.sweeps), EditList.of(photograph)
    last = plain.map
    for edit in EDITS[:2]:
        edits = edits.added(edit)
        subject.ask(canvas.show(edits))
        seen: list[Explanation] = []
        found = subject.explain(explainer, query, edits, partial=seen.append)
        assert all(part.is_partial for part in seen)
        np.testing.assert_array_equal(seen[0].shown, last)
        wanted = EditedSubject(small, photograph)
        wanted.ask(canvas.show(edits))
        anew_map = wanted.explain(Explainer(), query, edits).map
        np.testing.assert_allclose(found.map, anew_map, atol=1e-5 * np.ptp(anew_map))
        last = found.map
    assert np.abs(last - plain.map).max() > 0.001 * np.ptp(plain.map)
