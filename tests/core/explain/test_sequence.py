"""Sequences: every photograph asked alike, one range of values for all; frames and films that hold the answers."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import ExplainError, ImageError
from core.explain.animation import Animation
from core.explain.explainer import Explainer
from core.explain.movies import export_animation, film_of
from core.explain.posterior_strip import OTHERS, column_span, draw_strip, stacked_posteriors, step_at
from core.explain.query import ClassTarget, Method, Query
from core.explain.rendering import Rendering
from core.explain.sequence import (
    FRAME_SIDE_PX,
    FRAMES_BYTES,
    LONGEST_SEQUENCE,
    ExplainedSequence,
    SequenceQuestion,
    explain_sequence,
    fitted,
    frame_side,
)
from core.images.preparation import Normalisation, recipe
from core.images.reading import read_photograph
from core.jobs import Cancelled, CancelToken, Progress
from core.networks.architectures import build
from core.networks.card import ModelCard
from core.networks.files import load_model, save_model
from core.networks.loaded import LoadedModel
from core.synthesis.die import CLASS_NAMES, render_sequence, rotation_sequence

LAYER = "features.relu"
QUESTION = SequenceQuestion(Method.GRAD_CAM, ClassTarget(2), LAYER)
STEPS = 12


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    torch.manual_seed(5)
    card = ModelCard(
        name="die",
        architecture="funduscope/die_c4",
        class_names=CLASS_NAMES,
        preparation=recipe("stretch", input_size=32, normalisation=Normalisation.UNIT),
    )
    path = tmp_path_factory.mktemp("model") / "die.safetensors"
    net = build(card.architecture, {}, 6, is_initialised=True)
    with torch.no_grad():
        net.classifier.weight *= 8  # so that it does not say the same of everything, as untrained networks do
        net.classifier.bias.zero_()
    save_model(path, net, card)
    return load_model(path)


@pytest.fixture(scope="module")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("die")
    paths = []
    for number, rendering in enumerate(render_sequence(rotation_sequence(STEPS))):
        paths.append(folder / f"{number:02}.png")
        assert cv2.imwrite(str(paths[-1]), rendering.pixels)
    return paths


@pytest.fixture(scope="module")
def sequence(model: LoadedModel, photographs: list[Path]) -> ExplainedSequence:
    return explain_sequence(Explainer(), model, photographs, QUESTION)


def test_each_step_is_what_the_explainer_answers(
    model: LoadedModel, photographs: list[Path], sequence: ExplainedSequence
) -> None:
    explainer = Explainer()
    assert [step.path for step in sequence.steps] == photographs
    for step, row in zip(sequence.steps, sequence.posteriors, strict=True):
        photograph = read_photograph(step.path)
        query = Query(photograph.id, model.id, Method.GRAD_CAM, ClassTarget(2), LAYER)
        answer = explainer.explain(model, photograph, query)
        np.testing.assert_array_equal(step.explanation.map, answer.map)
        np.testing.assert_array_equal(row, explainer.predict(model, photograph).probabilities)
        # The map lies on the frame's pixels: 15 of them a pixel of the file.
        assert step.pixels.shape == (480, 480, 3)
        assert step.explanation.seen == tuple(15 * side for side in answer.seen)
        point = answer.to_photograph(3, 5)
        assert step.explanation.to_photograph(3, 5) == pytest.approx((15 * point[0], 15 * point[1]))


def test_without_a_target_each_photograph_is_asked_for_its_own_prediction(
    model: LoadedModel, photographs: list[Path]
) -> None:
    answered = explain_sequence(Explainer(), model, photographs, SequenceQuestion(Method.GRAD_CAM, None, LAYER))
    for step in answered.steps:
        assert step.explanation.query.target == ClassTarget(step.predicted)
    assert len({step.predicted for step in answered.steps}) > 1


def test_limits_are_common(sequence: ExplainedSequence) -> None:
    largest = max(float(step.explanation.map.max()) for step in sequence.steps)
    assert sequence.limits == (0.0, largest)
    assert len({float(step.explanation.map.max()) for step in sequence.steps}) > 1
    assert Animation(sequence).limits == sequence.limits
    assert Animation(sequence, Rendering(limits=(0.1, 0.4))).limits == (0.1, 0.4)


def test_what_cannot_be_read_is_left_out_and_listed(
    model: LoadedModel, photographs: list[Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    mixed = [photographs[0], broken, photographs[1]]
    answered = explain_sequence(Explainer(), model, mixed, QUESTION)
    assert [step.path for step in answered.steps] == [photographs[0], photographs[1]]
    assert [path for path, _reason in answered.skipped] == [broken]
    with pytest.raises(ImageError, match="None of the 1 photographs"):
        explain_sequence(Explainer(), model, [broken], QUESTION)


def test_progress_and_cancelling(model: LoadedModel, photographs: list[Path]) -> None:
    seen: list[Progress] = []
    explain_sequence(Explainer(), model, photographs, QUESTION, report=seen.append)
    assert [(progress.done, progress.total) for progress in seen] == [(n, STEPS) for n in range(STEPS + 1)]
    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.done == 3:
            token.cancel()

    with pytest.raises(Cancelled):
        explain_sequence(Explainer(), model, photographs, QUESTION, token=token, report=stop)


def test_questions_that_cannot_be_asked(model: LoadedModel, photographs: list[Path]) -> None:
    with pytest.raises(ExplainError, match="no photographs"):
        explain_sequence(Explainer(), model, [], QUESTION)
    with pytest.raises(ExplainError, match="too many"):
        frame_side(LONGEST_SEQUENCE + 1)
    with pytest.raises(ExplainError, match=r"features\.rely"):
        explain_sequence(Explainer(), model, photographs, SequenceQuestion(Method.GRAD_CAM, None, "features.rely"))
    with pytest.raises(ExplainError, match="no class 9"):
        explain_sequence(Explainer(), model, photographs, SequenceQuestion(Method.GRAD_CAM, ClassTarget(9), LAYER))


def test_memory_is_bounded() -> None:
    assert frame_side(10) == FRAME_SIDE_PX
    for count in (100, 1000, LONGEST_SEQUENCE):
        assert 3 * frame_side(count) ** 2 * count <= FRAMES_BYTES


def test_photographs_are_fitted() -> None:
    small = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    grown = fitted(small, 13)
    assert grown.shape == (8, 12, 3)
    np.testing.assert_array_equal(grown[::4, ::4], small)
    large = np.full((300, 900, 3), 77, np.uint8)
    assert fitted(large, 480).shape == (160, 480, 3)
    assert (fitted(large, 480) == 77).all()


# The strip


def test_the_strip_stacks_the_shares_from_the_bottom() -> None:
    stacked = stacked_posteriors(np.array([[0.25, 0.75], [0.5, 0.5]], np.float32), ("a", "b"))
    strip = draw_strip(stacked, 4, 8)
    first, second = stacked.colours
    for column, boundary in ((0, 6), (1, 6), (2, 4), (3, 4)):
        assert (strip[boundary:, column] == first).all()
        assert (strip[:boundary, column] == second).all()


def test_many_classes_share_a_grey() -> None:
    generator = np.random.default_rng(0)
    posteriors = generator.dirichlet(np.ones(20), size=7).astype(np.float32)
    posteriors[:, 13] += 2
    posteriors /= posteriors.sum(axis=1, keepdims=True)
    stacked = stacked_posteriors(posteriors, [f"class {number}" for number in range(20)])
    assert len(stacked.names) == 8
    assert stacked.names[-1] == OTHERS
    assert "class 13" in stacked.names
    assert list(stacked.indices[:-1]) == sorted(stacked.indices[:-1])
    np.testing.assert_allclose(stacked.shares.sum(axis=1), 1)
    assert all(stacked.names[place] == "class 13" for place in stacked.predicted)
    np.testing.assert_allclose(stacked.shares[:, stacked.names.index("class 13")], posteriors[:, 13], atol=1e-6)


def test_a_class_among_the_others_can_be_the_predicted_one() -> None:
    posteriors = np.full((9, 20), 0.001, np.float32)
    posteriors[:8, :8] = 0.12
    posteriors[8, 19] = 0.9
    stacked = stacked_posteriors(posteriors, [str(number) for number in range(20)])
    assert "19" not in stacked.names
    assert stacked.names[stacked.predicted[8]] == OTHERS
    assert stacked.names[stacked.predicted[0]] == "0"


@pytest.mark.parametrize(("steps", "width"), [(12, 336), (1, 336), (500, 336), (336, 336), (7, 10)])
def test_columns_and_steps_are_inverse(steps: int, width: int) -> None:
    for step in range(steps):
        first, last = column_span(step, steps, width)
        assert 0 <= first < last <= width
        if steps <= width:
            assert {step_at(column, steps, width) for column in range(first, last)} == {step}
    assert (step_at(-5, steps, width), step_at(width + 5, steps, width)) == (0, steps - 1)


# Frames and films


def test_a_frame_holds_photograph_overlay_and_strip(sequence: ExplainedSequence) -> None:
    animation = Animation(sequence, caption="Grad-CAM for '3'")
    width, height = animation.size
    assert width % 2 == height % 2 == 0
    frames = list(animation.frames())
    assert len(frames) == len(animation) == STEPS
    assert {frame.shape for frame in frames} == {(height, width, 3)}
    picture = animation.picture(4)
    places = cv2.matchTemplate(frames[4][:, : picture.shape[1] + 40], picture, cv2.TM_SQDIFF)
    assert places.min() < 1
    colours = {tuple(colour) for colour in frames[4].reshape(-1, 3).tolist()}
    stacked = stacked_posteriors(sequence.posteriors, CLASS_NAMES)
    assert {tuple(colour) for colour in stacked.colours.tolist()} <= colours
    # The cursor walks: the columns in which two frames' strips differ are theirs.
    assert not np.array_equal(frames[0][:, picture.shape[1] + 40 :], frames[1][:, picture.shape[1] + 40 :])


def test_without_evidence_the_photograph_is_bare(model: LoadedModel, photographs: list[Path]) -> None:
    answered = explain_sequence(Explainer(), model, photographs[:2], QUESTION)
    for step in answered.steps:
        step.explanation.map.flags.writeable = True
        step.explanation.map[:] = -1
    animation = Animation(answered)
    assert animation.limits == (0.0, 0.0)
    np.testing.assert_array_equal(animation.picture(1), answered.steps[1].pixels)
    assert animation.frame(1).any()


def test_a_gif_has_every_frame_one_palette_and_the_speed(sequence: ExplainedSequence, tmp_path: Path) -> None:
    animation = Animation(sequence)
    path = tmp_path / "die.gif"
    seen: list[Progress] = []
    export_animation(animation, path, fps=10, report=seen.append)
    assert seen[-1] == Progress(STEPS, STEPS)
    colours: set[tuple[int, ...]] = set()
    with Image.open(path) as film:
        assert (film.n_frames, film.size, film.info["loop"]) == (STEPS, animation.size, 0)
        for number in range(STEPS):
            film.seek(number)
            assert film.info["duration"] == 100
            shown = np.asarray(film.convert("RGB"))
            colours |= {tuple(colour) for colour in np.unique(shown.reshape(-1, 3), axis=0).tolist()}
            assert np.abs(shown.astype(int) - animation.frame(number)).mean() < 4
    assert len(colours) <= 256
    export_animation(animation, path, fps=10, is_looped=False)
    with Image.open(path) as film:
        assert "loop" not in film.info
    assert [entry.name for entry in tmp_path.iterdir()] == ["die.gif"]


def test_an_mp4_can_be_read_back(sequence: ExplainedSequence, tmp_path: Path) -> None:
    animation = Animation(sequence)
    path = tmp_path / "die.mp4"
    export_animation(animation, path, fps=25)
    film = cv2.VideoCapture(str(path))
    assert film.get(cv2.CAP_PROP_FPS) == pytest.approx(25)
    for number in range(STEPS):
        is_there, picture = film.read()
        assert is_there
        shown = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(int)
        assert np.abs(shown - animation.frame(number)).mean() < 10
    assert not film.read()[0]
    film.release()
    assert [entry.name for entry in tmp_path.iterdir()] == ["die.mp4"]


def test_what_was_there_survives(sequence: ExplainedSequence, tmp_path: Path) -> None:
    animation = Animation(sequence)
    path = tmp_path / "die.gif"
    path.write_bytes(b"before")
    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.done == 5:
            token.cancel()

    with pytest.raises(Cancelled):
        export_animation(animation, path, token=token, report=stop)
    assert path.read_bytes() == b"before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["die.gif"]


def test_films_that_cannot_be(sequence: ExplainedSequence, tmp_path: Path) -> None:
    animation = Animation(sequence)
    with pytest.raises(ExplainError, match=r"no animation of the kind '\.mov'"):
        export_animation(animation, tmp_path / "die.mov")
    with pytest.raises(ExplainError, match="frames a second"):
        export_animation(animation, tmp_path / "die.gif", fps=0)
    with pytest.raises(ExplainError, match="cannot be written"):
        export_animation(animation, tmp_path / "nowhere" / "die.gif")
    assert film_of(Path("DIE.GIF")).value == ".gif"
    assert not list(tmp_path.iterdir())
